"""Task sets: what the contract allows, and what a set can be asked."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.tasks.make import make_task
from waitgui.tasks.actions import Command, Nothing
from waitgui.tasks.fields import LONGEST_NS
from waitgui.tasks.model import Repeat, StopRules, TaskSet, empty_set, id_from, ids_from, plain
from waitgui.wait.durations import NS_PER_MS, NS_PER_S


def _set(*ids: str) -> TaskSet:
    return TaskSet.model_validate({"format": 1, "tasks": [plain(make_task(task_id)) for task_id in ids]})


# --- What is assumed ---


def test_a_repeat_schedule_by_itself() -> None:
    schedule = make_task().schedule
    assert (schedule.period_ns, schedule.jitter, schedule.initial_delay_ns) == (NS_PER_S, 0.0, 0)
    assert (schedule.sliding, schedule.drift_free) == (True, False)


def test_a_command_by_itself() -> None:
    action = make_task(action={"kind": "command", "shell": "date"}).action
    assert isinstance(action, Command)
    assert (action.argv, action.cwd, action.env, action.timeout_ns) == (None, None, {}, None)
    assert (action.kill_grace_ns, action.ok_codes) == (5 * NS_PER_S, (0,))


def test_nothing_by_itself() -> None:
    action = make_task().action
    assert isinstance(action, Nothing)
    assert action.takes_ns == 0


def test_a_task_by_itself() -> None:
    task = make_task()
    assert (task.enabled, task.tags, task.notes) == (True, (), "")
    assert (task.stop.after_runs, task.stop.after_time_ns, task.stop.at) == (None, None, None)
    assert task.stop.order == ()


# --- Durations ---


@pytest.mark.parametrize(
    ("written", "ns"),
    [
        ("250ms", 250 * NS_PER_MS),
        ("1m30s", 90 * NS_PER_S),
        ("2h", 7200 * NS_PER_S),
        ("1.5s", 1500 * NS_PER_MS),
        ("0", 0),
        ("0s", 0),
        ("1ms", NS_PER_MS),
        ("87600h", LONGEST_NS),
        (0, 0),
        (5, 5 * NS_PER_S),
        (0.25, 250 * NS_PER_MS),
        (-0.0, 0),
        (315_360_000, LONGEST_NS),
    ],
)
def test_durations_are_text_or_seconds(written: object, ns: int) -> None:
    assert Repeat.model_validate({"kind": "repeat", "period": written}).period_ns == ns


@given(st.integers(NS_PER_MS, LONGEST_NS))
def test_durations_are_written_as_text_that_says_the_same(ns: int) -> None:
    schedule = Repeat.model_validate({"kind": "repeat", "period": ns / NS_PER_S})
    again = Repeat.model_validate(plain(schedule))
    assert isinstance(plain(schedule)["period"], str)
    assert again == schedule


# --- Stop rules ---


def test_rules_keep_the_order_in_which_they_were_written() -> None:
    rules = {"at": datetime(2027, 1, 1, tzinfo=UTC), "x-unknown": 1, "after_runs": 1, "after_time": "1s"}
    for written in (rules, dict(reversed(rules.items()))):
        stop = StopRules.model_validate(written)
        assert stop.order == tuple(written)
        assert list(plain(stop)) == list(written)
        assert StopRules.model_validate(plain(stop)) == stop
    assert StopRules.model_validate(rules) != StopRules.model_validate(dict(reversed(rules.items())))


def test_a_moment_has_an_offset_or_is_local_time() -> None:
    def at(written: object) -> datetime | None:
        return StopRules.model_validate({"at": written}).at

    moment = datetime(2027, 1, 1, 8, tzinfo=timezone(timedelta(hours=1)))
    assert at(moment) == moment
    assert at(moment).utcoffset() == timedelta(hours=1)  # type: ignore[union-attr]
    local = datetime(2027, 7, 1, 8)
    assert at(local) == local.astimezone()
    assert at("2027-01-01T08:00:00+01:00") == moment
    assert at("2027-07-01T08:00:00") == local.astimezone()


# --- Sets ---


def test_a_set_is_frozen_and_can_travel() -> None:
    task_set = _set("a", "b")
    with pytest.raises(ValidationError):
        task_set.name = "x"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(task_set)) == task_set
    assert pickle.loads(pickle.dumps(task_set)).tasks[0].stop.order == task_set.tasks[0].stop.order


def test_tasks_are_found_replaced_and_left_out() -> None:
    task_set = _set("a", "b", "c")
    other = make_task("b", period="9s")
    assert task_set.task("b") == make_task("b")
    assert task_set.task("z") is None
    assert task_set.replaced(other).tasks == (make_task("a"), other, make_task("c"))
    assert task_set.replaced(make_task("d")).tasks == (*task_set.tasks, make_task("d"))
    assert task_set.without("b").tasks == (make_task("a"), make_task("c"))
    assert task_set.without("z") == task_set


def test_an_empty_set() -> None:
    assert (empty_set("x").name, empty_set("x").tasks) == ("x", ())


def test_what_is_written_is_what_was_set_in_the_order_of_definition() -> None:
    task = make_task(
        action={"ok_codes": [1], "env": {"B": "1", "A": "2"}, "argv": ["x"], "kind": "command"}, jitter=0.5
    )
    content = plain(task)
    assert list(content) == ["id", "name", "schedule", "action", "stop"]
    assert list(content["schedule"]) == ["kind", "period", "jitter"]
    assert list(content["action"]) == ["kind", "argv", "env", "ok_codes"]
    assert list(content["action"]["env"]) == ["B", "A"]


def test_unknown_fields_stay() -> None:
    content: dict[str, Any] = {**plain(make_task()), "x": [1, {"y": None}]}
    content["schedule"] = {**content["schedule"], "z": "1s"}
    task = TaskSet.model_validate({"format": 1, "tasks": [content], "w": 1})
    assert plain(task) == {"format": 1, "tasks": (content,), "w": 1}


# --- Ids ---


@pytest.mark.parametrize(
    ("name", "task_id"),
    [
        ("Renew certificate", "renew-certificate"),
        ("  Éclair, 2× täglich!  ", "eclair-2-taglich"),
        ("日本", "task"),
        ("", "task"),
        ("---", "task"),
        ("x" * 100, "x" * 58),
        ("a" * 57 + " b", "a" * 57),
    ],
)
def test_ids_are_made_from_names(name: str, task_id: str) -> None:
    assert id_from(name) == task_id


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert id_from("A", frozenset({"a"})) == "a-2"
    assert id_from("A", frozenset({"a", "a-2", "a-3"})) == "a-4"
    assert list(ids_from(["A", "A", "a-2", "B"], ["a-3"])) == ["a", "a-2", "a-2-2", "b"]


@given(st.lists(st.text(max_size=80), max_size=20), st.lists(st.text(max_size=5), max_size=5))
def test_ids_are_valid_and_all_different(names: list[str], taken: list[str]) -> None:
    ids = list(ids_from(names, taken))
    assert len({*ids, *taken}) == len(ids) + len(set(taken))
    for task_id in ids:
        make_task(task_id)


def test_a_task_that_goes_takes_the_rules_along_that_wait_for_its_end() -> None:
    first, second = make_task("a"), make_task("b", stop={"after_runs": 3, "when_task_ends": "a", "after_time": "1h"})
    third = make_task("c", stop={"when_task_ends": "b"})
    task_set = TaskSet(format=1, tasks=(first, second, third))
    assert task_set.waiting_for("a") == (second,)
    left = task_set.without("a")
    assert TaskSet.model_validate(plain(left)) == left
    assert plain(left.tasks[0])["stop"] == {"after_runs": 3, "after_time": "1h"}
    assert left.tasks[0].stop.order == ("after_runs", "after_time")
    assert left.tasks[1] is third
    assert left.waiting_for("a") == ()


@pytest.mark.parametrize(("ids", "text"), [(("a", "a"), "id of task 1"), (("a", "b"), None)])
def test_a_set_whose_ids_are_the_same_cannot_be_made(ids: tuple[str, str], text: str | None) -> None:
    tasks = tuple(make_task(task_id) for task_id in ids)
    if text is None:
        assert TaskSet(format=1, tasks=tasks).tasks == tasks
    else:
        with pytest.raises(ValidationError, match=text):
            TaskSet(format=1, tasks=tasks)
