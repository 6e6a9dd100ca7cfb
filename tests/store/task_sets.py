"""Task sets as hypothesis makes them: every field, every order of stop rules, fields that nobody knows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from waitgui.tasks.fields import LONGEST_NS, SHORTEST_NS
from waitgui.tasks.model import TaskSet
from waitgui.wait import durations

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30) | st.sampled_from(
    [
        '"',
        '""',
        '"""',
        "'''",
        "\\",
        "a\nb",
        '"""\n"""',
        "\r\n",
        "#",
        "[[tasks]]\nid = 1\n",
        "\n",
        "x" * 200,
        "é\u202e",
        "\t\x7f",
    ]
)
names = texts.filter(lambda text: text.strip() != "")
moments = st.datetimes(
    datetime(1800, 1, 1),
    datetime(2200, 1, 1),
    timezones=st.sampled_from(
        [UTC, timezone(timedelta(hours=-11, minutes=-30)), timezone(timedelta(minutes=53, seconds=28))]
    ),
)
durations_ = (st.just(0) | st.integers(SHORTEST_NS, LONGEST_NS)).map(durations.text)
positive = st.integers(SHORTEST_NS, LONGEST_NS).map(durations.text) | st.floats(0.001, 1e8)
counts = st.integers(1, 2**62)
integers = st.integers(-(2**63), 2**63 - 1)

values = st.recursive(
    st.booleans()
    | integers
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
    | moments
    | st.dates(date(1, 1, 1))
    | st.times()
    | st.datetimes(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


def unknown() -> st.SearchStrategy[dict[str, Any]]:
    """Fields that nobody knows: their names can't be those of a later version."""
    return st.dictionaries(texts.map(lambda text: f"x-{text}"), values, max_size=2)


def _tables(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    fixed = st.fixed_dictionaries(required, optional=optional)
    return st.tuples(fixed, unknown()).map(lambda both: both[0] | both[1])


def _shuffled(table: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.permutations(list(table.items())).map(dict)


_schedules = _tables(
    {"kind": st.just("repeat"), "period": positive},
    {"jitter": st.floats(0, 1000) | st.integers(0, 1000), "sliding": st.booleans(), "initial_delay": durations_},
) | _tables({"kind": st.just("repeat"), "period": positive, "drift_free": st.just(True), "sliding": st.just(False)}, {})
_process = {
    "cwd": texts,
    "env": st.dictionaries(names.filter(lambda name: "=" not in name), texts, max_size=5),
    "timeout": positive,
    "kill_grace": durations_,
    "ok_codes": st.lists(integers, max_size=3),
}
_actions = (
    _tables({"kind": st.just("none")}, {"takes": durations_})
    | _tables({"kind": st.just("command"), "argv": st.tuples(names, texts, texts)}, _process)
    | _tables({"kind": st.just("command"), "shell": names}, _process)
)
_stops = _tables({}, {"after_runs": counts, "after_time": positive, "at": moments}).flatmap(_shuffled)
tasks = _tables(
    {"name": names, "schedule": _schedules, "action": _actions},
    {"enabled": st.booleans(), "tags": st.lists(texts, max_size=3), "notes": texts, "stop": _stops},
)


def _numbered(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"task-{number}", **task} for number, task in enumerate(tasks)]


task_sets = _tables({"format": st.just(1), "name": texts}, {"tasks": st.lists(tasks, max_size=4).map(_numbered)}).map(
    TaskSet.model_validate
)
