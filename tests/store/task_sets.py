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


_bits, _true, _false = st.booleans(), st.just(True), st.just(False)
_growing = {
    "factor": st.floats(0, 100) | st.integers(0, 9),
    "jitter": st.floats(0, 10),
    "steps": counts,
    "cap": positive,
}
_statuses = st.sampled_from(["200-299", "200, 404", "418", "100-199,500-599"]) | st.lists(
    st.integers(100, 999), min_size=1
)
_sizes = st.integers(0, 2**40) | st.sampled_from(["1KiB", "1.5 MiB", "0B"])
_urls = st.sampled_from(
    ["http://localhost", "https://user@example.org:8443/a?b=c#d", "http://[::1]:80/%00", "http://é.org"]
)
_headers = st.dictionaries(st.sampled_from(["Accept", "X-Key", "x_y"]), st.sampled_from(["", "a b", "é\t"]), max_size=2)
_process = {
    "cwd": texts,
    "env": st.dictionaries(names.filter(lambda name: "=" not in name), texts, max_size=5),
    "timeout": positive,
    "kill_grace": durations_,
    "ok_codes": st.lists(integers, max_size=3),
}
_argv = st.tuples(names, texts, texts).map(list)


def _programs(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    named = {"kind": st.just(kind)}
    return _tables({**named, "argv": _argv}, _process) | _tables({**named, "shell": names}, _process)


_checks = (
    _programs("command")
    | _tables(
        {"kind": st.just("http"), "url": _urls},
        {
            "headers": _headers,
            "status": _statuses,
            "contains": texts,
            "timeout": positive,
            "json": _tables({"path": texts, "equals": values}, {}),
        },
    )
    | _tables(
        {"kind": st.just("tcp"), "host": names, "port": st.integers(1, 65_535)},
        {"state": st.sampled_from(["open", "closed"]), "timeout": positive},
    )
    | _tables(
        {"kind": st.just("file"), "path": names},
        {"state": st.sampled_from(["exists", "missing"]), "newer_than": durations_, "min_size": _sizes},
    )
)
conditions = st.recursive(
    _checks,
    lambda inner: (
        _tables({"all": st.lists(inner, min_size=1, max_size=3)}, {})
        | _tables({"any": st.lists(inner, min_size=1, max_size=3)}, {})
        | _tables({"not": inner}, {})
    ),
    max_leaves=4,
)
_schedules = (
    _tables(
        {"kind": st.just("repeat"), "period": positive},
        {"jitter": st.floats(0, 1000) | st.integers(0, 1000), "sliding": _bits, "initial_delay": durations_},
    )
    | _tables(
        {"kind": st.just("repeat"), "period": positive, "drift_free": st.just(True), "sliding": st.just(False)}, {}
    )
    | _tables(
        {"kind": st.just("poll"), "interval": durations_, "condition": conditions},
        {"timeout": positive, "immediate": _bits, "errors_allowed": st.integers(0, 9)},
    )
    | _tables(
        {"kind": st.just("backoff"), "duration": durations_},
        {**_growing, "at_cap": st.sampled_from(["give_up", "keep"])},
    )
)
_python = {**_process, "args": st.lists(texts, max_size=3), "interpreter": names}
_actions = (
    _tables({"kind": st.just("none")}, {"takes": durations_})
    | _programs("command")
    | st.sampled_from(["script", "module", "code"]).flatmap(
        lambda name: _tables({"kind": st.just("python"), name: names}, _python)
    )
    | _tables(
        {"kind": st.just("http"), "url": _urls},
        {
            "method": st.sampled_from(["GET", "PATCH", "x!"]),
            "headers": _headers,
            "body": texts,
            "timeout": positive,
            "ok_status": _statuses,
            "follow_redirects": _bits,
            "max_body": _sizes,
        },
    )
    | _tables({"kind": st.just("notify"), "title": names}, {"text": texts})
)
_stops = _tables(
    {},
    {
        **dict.fromkeys(["after_runs", "after_successes", "after_failures", "after_failures_in_a_row"], counts),
        "after_time": positive,
        "at": moments,
        "on_exit_code": st.lists(integers, max_size=3),
        "on_output": st.sampled_from(["error", r"^\d{4}-", "(?i)a|b", ""]),
        "when": conditions,
        "when_task_ends": st.sampled_from([f"task-{number}" for number in range(4)]),
    },
).flatmap(_shuffled)
tasks = _tables(
    {"name": names, "schedule": _schedules, "action": _actions},
    {
        "enabled": _bits,
        "tags": st.lists(texts, max_size=3),
        "notes": texts,
        "retry": _tables({"duration": durations_}, _growing),
        "stop": _stops,
    },
)


def _numbered(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ids = {f"task-{number}" for number in range(len(tasks))}
    numbered = []
    for number, task in enumerate(tasks):
        task_id, rules = f"task-{number}", task.get("stop", {})
        if rules.get("when_task_ends") in {task_id} | {f"task-{other}" for other in range(4)} - ids:
            rules = {name: rule for name, rule in rules.items() if name != "when_task_ends"}
        numbered.append({"id": task_id, **task, "stop": rules})
    return numbered


task_sets = _tables({"format": st.just(1), "name": texts}, {"tasks": st.lists(tasks, max_size=4).map(_numbered)}).map(
    TaskSet.model_validate
)
