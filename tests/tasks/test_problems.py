"""Every rule of the contract about a field, and what is said when it is broken."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.tasks.problems import NewerFormatError, Problem, TaskSetError, read_set, shown, visible

REPEAT = {"kind": "repeat", "period": "1s"}
COMMAND = {"kind": "command", "argv": ["true"]}
TASK = {"id": "t", "name": "T", "schedule": REPEAT, "action": {"kind": "none"}}


def said(**fields: Any) -> list[str]:
    """What is said about a task with these fields."""
    return said_of({"format": 1, "tasks": [{**TASK, **fields}]})


def said_of(data: dict[str, Any]) -> list[str]:
    with pytest.raises(TaskSetError) as info:
        read_set(data)
    return [f"{problem.field}: {problem.message}" for problem in info.value.problems]


def accepted(**fields: Any) -> None:
    task_set, warnings = read_set({"format": 1, "tasks": [{**TASK, **fields}]})
    assert len(task_set.tasks) == 1
    assert warnings == []


_NO_DURATION = [
    ("-5m", 'must not be negative (got "-5m")'),
    (-1, "must not be negative (got -1)"),
    (-0.001, "must not be negative (got -0.001)"),
    ("87600h1ms", 'must not be longer than 10 years (got "87600h1ms")'),
    (315_360_001, "must not be longer than 10 years (got 315360001)"),
    ("999us", 'must be 0 or at least 1ms (got "999us")'),
    (0.0005, "must be 0 or at least 1ms (got 0.0005)"),
    (float("nan"), "must be finite (got nan)"),
    (float("inf"), "must be finite (got inf)"),
    (float("-inf"), "must be finite (got -inf)"),
    (1e300, "must not be longer than 10 years (got 1e+300)"),
    (True, 'must be a duration, as in "10s" (got true)'),
    (["1s"], 'must be a duration, as in "10s" (got a list)'),
    ({}, 'must be a duration, as in "10s" (got a table)'),
    (time(0, 1), 'must be a duration, as in "10s" (got 00:01:00)'),
    ("5", '“5” has no unit. Use ms, s, m or h, as in 10s. (got "5")'),
    ("5 fortnights", '“fortnights” isn\'t a unit. Use ms, s, m or h, as in 10s. (got "5 fortnights")'),
    ("", 'a duration is needed, as in 10s (got "")'),
    ("often", '“often” isn\'t a duration. Write a number and a unit, as in 10s. (got "often")'),
]


@pytest.mark.parametrize(("value", "text"), _NO_DURATION)
@pytest.mark.parametrize(
    ("table", "field", "rest"),
    [
        ("schedule", "period", {"kind": "repeat"}),
        ("schedule", "initial_delay", REPEAT),
        ("action", "takes", {"kind": "none"}),
        ("action", "timeout", COMMAND),
        ("action", "kill_grace", COMMAND),
        ("stop", "after_time", {}),
    ],
)
def test_durations(table: str, field: str, rest: dict[str, Any], value: object, text: str) -> None:
    assert said(**{table: {**rest, field: value}}) == [f"{table}.{field}: {text}"]


@pytest.mark.parametrize(("table", "field", "rest"), [("action", "timeout", COMMAND), ("stop", "after_time", {})])
def test_durations_that_must_not_be_zero(table: str, field: str, rest: dict[str, Any]) -> None:
    assert said(**{table: {**rest, field: "0s"}}) == [f'{table}.{field}: must be longer than 0 (got "0s")']


@pytest.mark.parametrize(
    ("fields", "texts"),
    [
        ({}, ["schedule.kind: is missing"]),
        ({"kind": "repeat"}, ["schedule.period: is missing"]),
        (
            {"kind": "often", "period": "1s"},
            ['schedule.kind: must be one of "repeat", "poll", "backoff" (got "often")'],
        ),
        ({**REPEAT, "jitter": -0.1}, ["schedule.jitter: must be at least 0 (got -0.1)"]),
        ({**REPEAT, "jitter": float("nan")}, ["schedule.jitter: must be a finite number (got nan)"]),
        ({**REPEAT, "jitter": float("inf")}, ["schedule.jitter: must be a finite number (got inf)"]),
        ({**REPEAT, "jitter": 1_000_001}, ["schedule.jitter: must be at most 1000000 (got 1000001)"]),
        ({**REPEAT, "jitter": "0.2"}, ['schedule.jitter: must be a number (got "0.2")']),
        ({**REPEAT, "jitter": True}, ["schedule.jitter: must be a number (got true)"]),
        ({**REPEAT, "sliding": 1}, ["schedule.sliding: must be true or false (got 1)"]),
        ({**REPEAT, "sliding": "true"}, ['schedule.sliding: must be true or false (got "true")']),
        ({**REPEAT, "drift_free": 0}, ["schedule.drift_free: must be true or false (got 0)"]),
        (
            {**REPEAT, "drift_free": True},
            ["schedule.drift_free: needs sliding = false, a grid doesn't count from the end of a tick"],
        ),
        (
            {**REPEAT, "drift_free": True, "sliding": False, "jitter": 0.1},
            ["schedule.drift_free: needs jitter = 0, nothing on a grid is late on purpose"],
        ),
        (
            {"kind": "repeat", "period": 0, "drift_free": True, "sliding": False},
            ["schedule.drift_free: needs a period longer than 0"],
        ),
        (3, ["schedule: must be a table (got 3)"]),
        ([REPEAT], ["schedule: must be a table (got a list)"]),
    ],
)
def test_repeat(fields: Any, texts: list[str]) -> None:
    assert said(schedule=fields) == texts


def test_repeat_that_is_right() -> None:
    accepted(schedule={**REPEAT, "jitter": 0})
    accepted(schedule={"kind": "repeat", "period": 0, "jitter": 1_000_000, "initial_delay": "0s"})
    accepted(schedule={**REPEAT, "drift_free": True, "sliding": False, "jitter": 0.0})


@pytest.mark.parametrize(
    ("fields", "texts"),
    [
        ({}, ["action.kind: is missing"]),
        ({"kind": 3}, ['action.kind: must be one of "command", "python", "http", "notify", "none" (got "3")']),
        (
            {"kind": "commando"},
            ['action.kind: must be one of "command", "python", "http", "notify", "none" (got "commando")'],
        ),
        ({"kind": "command"}, ["action.argv: or shell is needed"]),
        ({**COMMAND, "shell": "true"}, ["action.argv: and shell exclude each other"]),
        ({"kind": "command", "argv": []}, ["action.argv: must name a program"]),
        ({"kind": "command", "argv": [""]}, ["action.argv: must name a program"]),
        ({"kind": "command", "argv": ["  ", "x"]}, ["action.argv: must name a program"]),
        ({"kind": "command", "argv": "true"}, ['action.argv: must be a list (got "true")']),
        ({"kind": "command", "argv": ["kill", 9]}, ["action.argv[1]: must be text (got 9)"]),
        ({"kind": "command", "argv": ["a\0b"]}, ['action.argv[0]: must not contain NUL (got "a\\u0000b")']),
        ({"kind": "command", "shell": " \n"}, ["action.shell: must not be empty"]),
        ({"kind": "command", "shell": ["true"]}, ["action.shell: must be text (got a list)"]),
        ({**COMMAND, "cwd": 3}, ["action.cwd: must be text (got 3)"]),
        ({**COMMAND, "cwd": "\0"}, ['action.cwd: must not contain NUL (got "\\u0000")']),
        ({**COMMAND, "env": ["A=1"]}, ["action.env: must be a table (got a list)"]),
        ({**COMMAND, "env": {"A": 1}}, ["action.env.A: must be text (got 1)"]),
        ({**COMMAND, "env": {"": "1"}}, ['action.env: "" can\'t be the name of a variable']),
        ({**COMMAND, "env": {"A=B": "1"}}, ['action.env: "A=B" can\'t be the name of a variable']),
        ({**COMMAND, "env": {"A": "\0"}}, ['action.env.A: must not contain NUL (got "\\u0000")']),
        ({**COMMAND, "ok_codes": 0}, ["action.ok_codes: must be a list (got 0)"]),
        ({**COMMAND, "ok_codes": [0, "1"]}, ['action.ok_codes[1]: must be a whole number (got "1")']),
        ({**COMMAND, "ok_codes": [True]}, ["action.ok_codes[0]: must be a whole number (got true)"]),
        ({**COMMAND, "ok_codes": [0.0]}, ["action.ok_codes[0]: must be a whole number (got 0.0)"]),
        ("true", ['action: must be a table (got "true")']),
    ],
)
def test_actions(fields: Any, texts: list[str]) -> None:
    assert said(action=fields) == texts


def test_actions_that_are_right() -> None:
    accepted(action={"kind": "command", "shell": "a | b"})
    accepted(action={**COMMAND, "env": {"A": "", "é": "=\n"}, "ok_codes": [], "kill_grace": 0, "cwd": "~"})
    accepted(action={"kind": "command", "argv": ["x", "", " "]})
    accepted(action={"kind": "none", "takes": "1h"})


@pytest.mark.parametrize(
    ("fields", "texts"),
    [
        ({"after_runs": 0}, ["stop.after_runs: must be at least 1 (got 0)"]),
        ({"after_runs": -1}, ["stop.after_runs: must be at least 1 (got -1)"]),
        ({"after_runs": 1.5}, ["stop.after_runs: must be a whole number (got 1.5)"]),
        ({"after_runs": 1.0}, ["stop.after_runs: must be a whole number (got 1.0)"]),
        ({"after_runs": "10"}, ['stop.after_runs: must be a whole number (got "10")']),
        ({"after_runs": True}, ["stop.after_runs: must be a whole number (got true)"]),
        ({"at": date(2027, 1, 1)}, ["stop.at: needs a time too, as in 2027-01-01T08:00:00 (got 2027-01-01)"]),
        ({"at": "2027-01-01"}, ['stop.at: needs a time too, as in 2027-01-01T08:00:00 (got "2027-01-01")']),
        ({"at": time(8)}, ["stop.at: must be a date and a time, as in 2027-01-01T08:00:00 (got 08:00:00)"]),
        ({"at": "08:00"}, ['stop.at: must be a date and a time, as in 2027-01-01T08:00:00 (got "08:00")']),
        ({"at": "tomorrow"}, ['stop.at: must be a date and a time, as in 2027-01-01T08:00:00 (got "tomorrow")']),
        ({"at": 1_800_000_000}, ["stop.at: must be a date and a time, as in 2027-01-01T08:00:00 (got 1800000000)"]),
        ([], ["stop: must be a table (got an empty list)"]),
    ],
)
def test_stop_rules(fields: Any, texts: list[str]) -> None:
    assert said(stop=fields) == texts


def test_stop_rules_that_are_right() -> None:
    accepted(stop={})
    accepted(stop={"after_runs": 1, "after_time": "1ms", "at": datetime(1970, 1, 1, tzinfo=UTC)})


@pytest.mark.parametrize(
    ("fields", "texts"),
    [
        ({"id": "A"}, ['id: must be a-z, 0-9 and -, at most 64, not starting with - (got "A")']),
        ({"id": "-a"}, ['id: must be a-z, 0-9 and -, at most 64, not starting with - (got "-a")']),
        ({"id": "a\n"}, ['id: must be a-z, 0-9 and -, at most 64, not starting with - (got "a\\u000a")']),
        ({"id": ""}, ['id: must be a-z, 0-9 and -, at most 64, not starting with - (got "")']),
        ({"id": "é"}, ['id: must be a-z, 0-9 and -, at most 64, not starting with - (got "é")']),
        ({"id": "../x"}, ['id: must be a-z, 0-9 and -, at most 64, not starting with - (got "../x")']),
        ({"id": 3}, ["id: must be text (got 3)"]),
        ({"name": ""}, ['name: must not be empty (got "")']),
        ({"name": "a\0"}, ['name: must not contain NUL (got "a\\u0000")']),
        ({"name": 3}, ["name: must be text (got 3)"]),
        ({"enabled": 1}, ["enabled: must be true or false (got 1)"]),
        ({"tags": "tls"}, ['tags: must be a list (got "tls")']),
        ({"tags": [1]}, ["tags[0]: must be text (got 1)"]),
        ({"notes": 1}, ["notes: must be text (got 1)"]),
        ({"name": 3, "enabled": 2}, ["name: must be text (got 3)", "enabled: must be true or false (got 2)"]),
    ],
)
def test_tasks(fields: dict[str, Any], texts: list[str]) -> None:
    assert said(**fields) == texts


def test_a_long_id_is_refused() -> None:
    accepted(id="a" * 64)
    assert said(id="a" * 65)[0].startswith("id: must be a-z, 0-9 and -, at most 64")


def test_what_a_task_must_have() -> None:
    assert said_of({"format": 1, "tasks": [{}]}) == ["name: is missing", "schedule: is missing", "action: is missing"]
    without = {name: value for name, value in TASK.items() if name not in ("id", "name")}
    assert said_of({"format": 1, "tasks": [without]}) == ["name: is missing"]


def test_what_is_missing_may_be_misspelt() -> None:
    misspelt = {"schedule": "shedule", "action": "Action"}
    task = {misspelt.get(name, name): value for name, value in TASK.items()}
    texts = ['schedule: is missing (there is "shedule")', 'action: is missing (there is "Action")']
    assert said_of({"format": 1, "tasks": [task]}) == texts
    assert said(schedule={"kind": "repeat", "periode": "1s"}) == ['schedule.period: is missing (there is "periode")']
    assert said(schedule={"kind": "repeat", "peri\u202eod": "1s"}) == ["schedule.period: is missing"]


def test_a_name_gives_the_id_an_id_the_name() -> None:
    bare = {"schedule": REPEAT, "action": {"kind": "none"}}
    names = [{"name": "A b"}, {"id": "x"}, {"name": "A b"}, {"id": "a-b-2", "name": "C"}]
    task_set, _ = read_set({"format": 1, "tasks": [{**name, **bare} for name in names]}, "home")
    assert [(task.id, task.name) for task in task_set.tasks] == [
        ("a-b", "A b"),
        ("x", "x"),
        ("a-b-3", "A b"),
        ("a-b-2", "C"),
    ]
    assert task_set.name == "home"


def test_ids_are_unique() -> None:
    data = {"format": 1, "tasks": [TASK, {**TASK, "id": "u"}, TASK]}
    with pytest.raises(TaskSetError) as info:
        read_set(data)
    (problem,) = info.value.problems
    assert problem.loc == ("tasks", 2, "id")
    assert problem.message == '"t" is the id of task 1 too'


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ({}, ["format: is missing"]),
        ({"format": "1"}, ['format: must be a whole number (got "1")']),
        ({"format": True}, ["format: must be a whole number (got true)"]),
        ({"format": 0}, ["format: must be at least 1 (got 0)"]),
        ({"format": -2}, ["format: must be at least 1 (got -2)"]),
        ({"format": 1, "name": 3}, ["name: must be text (got 3)"]),
        ({"format": 1, "tasks": {}}, ["tasks: must be a list (got a table)"]),
        ({"format": 1, "tasks": ["x"]}, [': must be a table (got "x")']),
        ({"format": 1, "tasks": [TASK] * 20_001}, ["tasks: has more than 20,000 entries (got a list)"]),
    ],
)
def test_sets(data: dict[str, Any], texts: list[str]) -> None:
    assert said_of(data) == texts


@pytest.mark.parametrize("number", [2, 10**9])
def test_a_newer_format(number: int) -> None:
    with pytest.raises(NewerFormatError, match=f"format {number} is newer"):
        read_set({"format": number, "tasks": "elsewhere"})


def test_every_problem_is_found_with_its_place() -> None:
    tasks = [
        {**TASK, "schedule": {**REPEAT, "period": "-1s", "jitter": -1}},
        {**TASK, "id": "u", "action": {**COMMAND, "timeout": 0, "argv": [1, 2]}},
    ]
    with pytest.raises(TaskSetError) as info:
        read_set({"format": 1, "name": 3, "tasks": tasks})
    assert {problem.loc for problem in info.value.problems} == {
        ("name",),
        ("tasks", 0, "schedule", "period"),
        ("tasks", 0, "schedule", "jitter"),
        ("tasks", 1, "action", "timeout"),
        ("tasks", 1, "action", "argv", 0),
        ("tasks", 1, "action", "argv", 1),
    }
    assert "schedule.period: must not be negative" in str(info.value)


def _chain(*pairs: tuple[str, str | None]) -> dict[str, Any]:
    """A set of tasks, each with the one whose end it waits for."""
    stops = ({} if other is None else {"when_task_ends": other} for _, other in pairs)
    return {
        "format": 1,
        "tasks": [{**TASK, "id": pair[0], "stop": stop} for pair, stop in zip(pairs, stops, strict=True)],
    }


@pytest.mark.parametrize(
    ("pairs", "warnings"),
    [
        ([("a", "b"), ("b", None)], []),
        ([("a", "b"), ("b", "a")], [(0, "a → b → a")]),
        ([("x", "b"), ("a", "b"), ("b", "c"), ("c", "a")], [(0, "b → c → a → b")]),
        ([("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"), ("e", "a")], [(0, "a → b → a"), (2, "c → d → c")]),
    ],
)
def test_circles_of_ends_are_warned_of_once(pairs: list[Any], warnings: list[tuple[int, str]]) -> None:
    said = read_set(_chain(*pairs))[1]
    where = ("stop", "when_task_ends")
    assert said == [Problem(("tasks", task, *where), f"goes in a circle: {circle}") for task, circle in warnings]


def test_a_circle_of_all_tasks_is_found_quickly_and_said_shortly() -> None:
    ids = [f"t{number}" for number in range(5_000)]
    (warning,) = read_set(_chain(*zip(ids, [*ids[1:], ids[0]], strict=True)))[1]
    assert warning.text == "goes in a circle: t0 → t1 → t2 → t3 → t4 → t5 → t6 → … → t0"


def test_ids_are_judged_whatever_else_is_wrong() -> None:
    data = _chain(("a", "nobody"), ("a", "a"), ("b", None))
    data["tasks"][2] |= {"enabled": 1, "action": {}}
    with pytest.raises(TaskSetError) as info:
        read_set({**data, "name": 3})
    assert {(problem.loc[1:], problem.text) for problem in info.value.problems} == {
        ((), "must be text"),
        ((2, "enabled"), "must be true or false"),
        ((2, "action", "kind"), "is missing"),
        ((1, "id"), '"a" is the id of task 1 too'),
        ((0, "stop", "when_task_ends"), 'no task has the id "nobody"'),
        ((1, "stop", "when_task_ends"), "is the task itself"),
    }
    assert info.value.problems[-3].other == ("tasks", 0, "id")


def test_conflicts_among_fields_are_found_whatever_else_is_wrong() -> None:
    both = {"kind": "command", "argv": ["a"], "shell": "b", "timeout": "-1s", "env": {"A=B": "", "": ""}}
    code = {"kind": "python", "script": "a", "module": "b", "code": "c", "args": 3}
    when = {"all": [{"kind": "command", "timeout": 0}, {"not": {"kind": "command", "argv": ["a"], "shell": "b"}}]}
    grid = {**REPEAT, "period": "x", "drift_free": True, "jitter": 0.5}
    tasks = [
        {**TASK, "id": "a", "action": both, "schedule": grid},
        {**TASK, "id": "b", "action": code, "stop": {"when": when}},
    ]
    said = said_of({"format": 1, "tasks": tasks})
    assert len(said) == len(set(said)) == 13
    for text in (
        "action.argv: and shell exclude each other",
        'action.timeout: must not be negative (got "-1s")',
        'action.env: "A=B" can\'t be the name of a variable',
        'action.env: "" can\'t be the name of a variable',
        "schedule.drift_free: needs sliding = false, a grid doesn't count from the end of a tick",
        "schedule.drift_free: needs jitter = 0, nothing on a grid is late on purpose",
        "action.module: and script exclude each other",
        "action.code: and script exclude each other",
        "action.args: must be a list (got 3)",
        "stop.when.all[0].argv: or shell is needed",
        "stop.when.all[0].timeout: must be longer than 0 (got 0)",
        "stop.when.all[1].not.argv: and shell exclude each other",
    ):
        assert text in said


# --- Unknown fields ---


@pytest.mark.parametrize(
    ("data", "warning"),
    [
        ({"taks": []}, "taks: isn't known, did you mean tasks?"),
        ({"tasks": [{**TASK, "tag": []}]}, "tag: isn't known, did you mean tags?"),
        ({"tasks": [{**TASK, "zzz": []}]}, "zzz: isn't known"),
        (
            {"tasks": [{**TASK, "schedule": {**REPEAT, "jiter": 1}}]},
            "schedule.jiter: isn't known, did you mean jitter?",
        ),
        (
            {"tasks": [{**TASK, "action": {**COMMAND, "time_out": 1}}]},
            "action.time_out: isn't known, did you mean timeout?",
        ),
        ({"tasks": [{**TASK, "stop": {"after_run": 1}}]}, "stop.after_run: isn't known, did you mean after_runs?"),
        (
            {"tasks": [{**TASK, "schedule": {**REPEAT, "period_ns": 1}}]},
            "schedule.period_ns: isn't known, did you mean period?",
        ),
    ],
)
def test_unknown_fields_are_warned_of(data: dict[str, Any], warning: str) -> None:
    _, warnings = read_set({"format": 1, **data})
    assert [f"{problem.field}: {problem.message}" for problem in warnings] == [warning]


# --- Words ---


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        ("a", '"a"'),
        ("\x1b[31m\u202e\n", '"\\u001b[31m\\u202e\\u000a"'),
        ("\U000e0001", '"\\U000e0001"'),
        ("x" * 61, '"' + "x" * 60 + '"…'),
        ([], "an empty list"),
        ((1,), "a list"),
        ({}, "a table"),
        (10**100, str(10**100)[:60]),
        (datetime(2027, 1, 1, tzinfo=UTC), "2027-01-01T00:00:00+00:00"),
    ],
)
def test_values_are_shown_short_and_harmless(value: object, text: str) -> None:
    assert shown(value) == text


@given(st.text())
def test_what_is_made_visible_is_printable(text: str) -> None:
    assert visible(text).isprintable()
    if text.isprintable():
        assert visible(text) == text


def test_where_a_problem_is() -> None:
    assert Problem(("tasks", 3, "action", "argv", 1), "x").field == "action.argv[1]"
    assert Problem(("tasks", 3), "x").field == ""
    assert Problem(("tasks",), "x").field == "tasks"
    assert Problem(("format",), "x", "3").message == "x (got 3)"
