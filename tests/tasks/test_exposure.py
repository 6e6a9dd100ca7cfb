"""What a set could use is told whole, and every byte of it counts; nothing else does."""

from __future__ import annotations

import copy
from typing import Any, Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.task_sets import task_sets
from waitgui.tasks import actions, conditions, exposure, fields, model
from waitgui.tasks.exposure import Exposed, Use, executable_digest
from waitgui.tasks.model import TaskSet, plain

EVERYTHING: dict[str, Any] = {
    "format": 1,
    "name": "Everything",
    "tasks": [
        {
            "id": "command",
            "name": "Command",
            "schedule": {
                "kind": "poll",
                "interval": "1s",
                "condition": {
                    "all": [
                        {"kind": "command", "shell": "test -e x", "cwd": "/srv", "env": {"A": "b"}},
                        {"any": [{"kind": "tcp", "host": "db.example", "port": 5432}]},
                        {"not": {"kind": "http", "url": "https://example.org/up", "headers": {"X-Key": "k"}}},
                        {"not": {"not": {"kind": "file", "path": "/run/ready"}}},
                    ]
                },
            },
            "action": {"kind": "command", "argv": ["certbot", "re new"], "cwd": "~/certs", "env": {"LANG": "C"}},
            "stop": {"when": {"kind": "command", "argv": ["true"]}},
        },
        {
            "id": "script",
            "name": "Script",
            "schedule": {"kind": "repeat", "period": "1s"},
            "action": {
                "kind": "python",
                "script": "job.py",
                "args": ["-v"],
                "interpreter": "python3",
                "env": {"P": "q"},
            },
        },
        {
            "id": "module",
            "name": "Module",
            "schedule": {"kind": "repeat", "period": "1s"},
            "action": {"kind": "python", "module": "http.server", "cwd": "/tmp"},
        },
        {
            "id": "code",
            "name": "Code",
            "schedule": {"kind": "backoff", "duration": "1s"},
            "action": {"kind": "python", "code": "import os\nprint(1)"},
        },
        {
            "id": "http",
            "name": "Http",
            "schedule": {"kind": "repeat", "period": "1s"},
            "action": {
                "kind": "http",
                "method": "POST",
                "url": "http://example.org/hook",
                "headers": {"Authorization": "x"},
                "body": "{}",
                "follow_redirects": True,
            },
        },
        {
            "id": "notify",
            "name": "Notify",
            "schedule": {"kind": "repeat", "period": "1s"},
            "action": {"kind": "notify", "title": "Done", "text": "all of it"},
        },
        {
            "id": "none",
            "name": "None",
            "enabled": False,
            "schedule": {"kind": "repeat", "period": "1s"},
            "action": {"kind": "none", "takes": "1s"},
        },
    ],
}


def read(content: dict[str, Any]) -> TaskSet:
    return TaskSet.model_validate(content)


def test_everything_is_told() -> None:
    assert exposure.exposure(read(EVERYTHING)) == (
        Exposed("command", Use.PROGRAM, "certbot 're new'"),
        Exposed("command", Use.FOLDER, "~/certs"),
        Exposed("command", Use.VARIABLE, "LANG=C"),
        Exposed("command", Use.SHELL, "test -e x"),
        Exposed("command", Use.FOLDER, "/srv"),
        Exposed("command", Use.VARIABLE, "A=b"),
        Exposed("command", Use.PORT, "db.example:5432"),
        Exposed("command", Use.REQUEST, "GET https://example.org/up"),
        Exposed("command", Use.HEADER, "X-Key: k"),
        Exposed("command", Use.FILE, "/run/ready"),
        Exposed("command", Use.PROGRAM, "true"),
        Exposed("script", Use.SCRIPT, "job.py"),
        Exposed("script", Use.ARGUMENTS, "-v"),
        Exposed("script", Use.INTERPRETER, "python3"),
        Exposed("script", Use.VARIABLE, "P=q"),
        Exposed("module", Use.MODULE, "http.server"),
        Exposed("module", Use.FOLDER, "/tmp"),
        Exposed("code", Use.CODE, "import os\nprint(1)"),
        Exposed("http", Use.REQUEST, "POST http://example.org/hook"),
        Exposed("http", Use.REDIRECTS, "wherever http://example.org/hook leads"),
        Exposed("http", Use.HEADER, "Authorization: x"),
        Exposed("http", Use.BODY, "{}"),
        Exposed("notify", Use.NOTIFICATION, "Done: all of it"),
    )


def test_a_set_that_uses_nothing_tells_nothing() -> None:
    none = EVERYTHING["tasks"][-1]
    assert exposure.exposure(read({"format": 1, "tasks": [none]})) == ()


def _places(value: Any, loc: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of each text, number and switch in it."""
    if isinstance(value, dict):
        return [place for key, entry in value.items() for place in _places(entry, (*loc, key))]
    if isinstance(value, list):
        return [place for number, entry in enumerate(value) for place in _places(entry, (*loc, number))]
    return [loc]


EXECUTABLE = {"argv", "shell", "cwd", "env", "script", "module", "code", "args", "interpreter", "url", "method"}
EXECUTABLE |= {"headers", "body", "follow_redirects", "host", "port", "path", "title", "text"}
EXECUTABLE_PLACES = [place for place in _places(EVERYTHING) if EXECUTABLE & set(place)]


@pytest.mark.parametrize("place", EXECUTABLE_PLACES, ids=lambda place: ".".join(map(str, place)))
def test_any_change_of_what_is_used_is_another_digest(place: tuple[Any, ...]) -> None:
    changed = copy.deepcopy(EVERYTHING)
    holder: Any = changed
    for key in place[:-1]:
        holder = holder[key]
    old = holder[place[-1]]
    if isinstance(old, bool):
        holder[place[-1]] = not old
    elif isinstance(old, int):
        holder[place[-1]] = old ^ 1
    else:  # one bit of the last byte
        holder[place[-1]] = old[:-1] + chr(ord(old[-1]) ^ 1)
    assert executable_digest(read(changed)) != executable_digest(read(EVERYTHING))
    assert exposure.exposure(read(changed)) != exposure.exposure(read(EVERYTHING))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("name",), "Other"),
        (("tasks", 1, "name"), "Other"),
        (("tasks", 1, "id"), "other"),
        (("tasks", 1, "notes"), "other"),
        (("tasks", 1, "tags"), ["other"]),
        (("tasks", 1, "enabled"), False),
        (("tasks", 1, "schedule", "period"), "2s"),
        (("tasks", 1, "schedule"), {"kind": "backoff", "duration": "3s"}),
        (("tasks", 1, "stop"), {"after_runs": 3, "when_task_ends": "code"}),
        (("tasks", 1, "retry"), {"duration": "1s"}),
        (("tasks", 0, "action", "timeout"), "1s"),
    ],
)
def test_names_and_times_do_not_count(place: tuple[Any, ...], value: Any) -> None:
    changed = copy.deepcopy(EVERYTHING)
    holder: Any = changed
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = value
    assert executable_digest(read(changed)) == executable_digest(read(EVERYTHING))


def test_the_order_of_tasks_does_not_count_but_which_argument_is_which_does() -> None:
    turned = {**EVERYTHING, "tasks": EVERYTHING["tasks"][::-1]}
    assert executable_digest(read(turned)) == executable_digest(read(EVERYTHING))
    swapped = copy.deepcopy(EVERYTHING)
    swapped["tasks"][0]["action"]["argv"] = ["certbot re", "new"]
    assert executable_digest(read(swapped)) != executable_digest(read(EVERYTHING))


def test_moving_an_environment_to_another_program_counts() -> None:
    def two(first: dict[str, str], second: dict[str, str]) -> TaskSet:
        envs = (first, second)
        return read(
            {
                "format": 1,
                "tasks": [
                    {
                        "id": f"t{number}",
                        "name": "T",
                        "schedule": {"kind": "repeat", "period": "1s"},
                        "action": {"kind": "command", "argv": [f"p{number}"], "env": env},
                    }
                    for number, env in enumerate(envs)
                ],
            }
        )

    assert executable_digest(two({"A": "1"}, {})) != executable_digest(two({}, {"A": "1"}))


@given(task_sets, st.randoms())
def test_saved_and_read_again_it_is_the_same(task_set: TaskSet, random: Any) -> None:
    tasks = list(task_set.tasks)
    random.shuffle(tasks)
    again = read(plain(task_set.model_copy(update={"tasks": tuple(tasks)})))
    assert executable_digest(again) == executable_digest(task_set)


def _kinds(union: Any) -> list[type[fields.Model]]:
    return [get_args(kind)[0] if not isinstance(kind, type) else kind for kind in get_args(get_args(union)[0])]


COMBINATIONS = tuple(conditions.COMBINATIONS.values())


@pytest.mark.parametrize("kind", [*_kinds(actions.Action), *_kinds(conditions.Condition)], ids=lambda k: k.__name__)
def test_every_kind_is_sorted_field_by_field(kind: type[fields.Model]) -> None:
    """A kind or a field that is added without a word in `exposure` fails here, and refuses to be run."""
    if kind not in COMBINATIONS:
        assert set(exposure._used(kind)) <= set(kind.model_fields)


def test_every_kind_is_among_those_that_are_told_whole() -> None:
    told = set()
    task_set = read(EVERYTHING)
    for task in task_set.tasks:
        told |= {type(definition) for definition in exposure._definitions(task)}
    assert told == {*_kinds(actions.Action), *_kinds(conditions.Condition)} - set(COMBINATIONS)


def test_a_kind_that_is_not_sorted_is_an_error() -> None:
    class Mail(fields.Model):
        kind: Literal["mail"]
        to: str

    task = read(EVERYTHING).tasks[0].model_copy(update={"action": Mail(kind="mail", to="x")})
    task_set = read(EVERYTHING).model_copy(update={"tasks": (task,)})
    for function in (exposure.exposure, executable_digest):
        with pytest.raises(TypeError, match="Mail"):
            function(task_set)


def test_a_field_that_is_not_sorted_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Louder(actions.Notify):
        sound: str = ""

    monkeypatch.setitem(exposure._USES, Louder, ("title", "text"))
    monkeypatch.setitem(exposure._HARMLESS, Louder, ("kind",))
    with pytest.raises(TypeError, match="sound of Louder"):
        exposure._used(Louder)


def test_what_lies_around_actions_and_conditions_runs_nothing() -> None:
    """A field that is new here must be looked at: if it can run or reach anything, `exposure` has to tell it."""
    looked_at = {
        model.Task: {"id", "name", "enabled", "tags", "notes", "schedule", "action", "retry", "stop"},
        model.Repeat: {"kind", "period_ns", "jitter", "sliding", "drift_free", "initial_delay_ns"},
        model.Poll: {"kind", "interval_ns", "timeout_ns", "immediate", "condition", "errors_allowed"},
        model.Backoff: {"kind", "duration_ns", "factor", "jitter", "steps", "cap_ns", "at_cap"},
        model.Retry: {"duration_ns", "factor", "jitter", "steps", "cap_ns"},
        model.StopRules: {
            *("after_runs", "after_time_ns", "at", "after_successes", "after_failures", "after_failures_in_a_row"),
            *("on_exit_code", "on_output", "when_task_ends", "when"),
        },
    }
    assert {kind: set(kind.model_fields) for kind in looked_at} == looked_at
    assert set(_kinds(model.Schedule)) <= set(looked_at)
