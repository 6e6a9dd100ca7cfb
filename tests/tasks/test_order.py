"""Edits of several tasks at once: moved, placed, copied, tagged."""

from __future__ import annotations

import pytest

from tests.tasks.make import make_task
from waitgui.tasks.model import TaskSet, empty_set
from waitgui.tasks.order import copied, moved, placed, tagged


def a_set(ids: str, **tags: tuple[str, ...]) -> TaskSet:
    tasks = tuple(make_task(i).model_copy(update={"tags": tags.get(i, ())}) for i in ids)
    return empty_set("s").model_copy(update={"tasks": tasks})


def ids(task_set: TaskSet) -> str:
    return "".join(task.id for task in task_set.tasks)


@pytest.mark.parametrize(
    ("chosen", "by", "lists", "after"),
    [
        ("c", -1, ["abcde"], "acbde"),
        ("c", 1, ["abcde"], "abdce"),
        ("a", -1, ["abcde"], "abcde"),
        ("ab", -1, ["abcde"], "abcde"),
        ("bc", -1, ["abcde"], "bcade"),
        ("bc", 1, ["abcde"], "adbce"),
        ("ac", -1, ["abcde"], "acbde"),
        ("e", -1, ["ae"], "ebcda"),  # what is hidden keeps its place
        ("c", -1, ["ac", "bd"], "cbade"),
        ("", 1, ["abcde"], "abcde"),
    ],
)
def test_a_task_steps_over_the_next_that_shows(chosen, by, lists, after):
    assert ids(moved(a_set("abcde"), frozenset(chosen), by, lists)) == after


@pytest.mark.parametrize(
    ("chosen", "before", "after"),
    [("e", "a", "eabcd"), ("a", None, "bcdea"), ("db", "a", "bdace"), ("b", "b", "abcde"), ("bc", "c", "abcde")],
)
def test_tasks_are_placed_together_in_their_order(chosen, before, after):
    assert ids(placed(a_set("abcde"), frozenset(chosen), before)) == after


def test_tasks_are_placed_behind_another():
    assert ids(placed(a_set("abcde"), {"a", "b"}, "d", behind=True)) == "cdabe"
    assert ids(placed(a_set("abcde"), {"d"}, "d", behind=True)) == "abcde"


def name_of_copy(name: str, number: int) -> str:
    return f"{name} (copy)" if number == 1 else f"{name} (copy {number})"


def test_a_copy_stands_after_its_task_under_a_name_of_its_own():
    once = copied(a_set("ab"), {"a"}, name_of_copy)
    twice = copied(once, {"a"}, name_of_copy)
    assert [task.name for task in once.tasks] == ["A", "A (copy)", "B"]
    assert [task.name for task in twice.tasks] == ["A", "A (copy 2)", "A (copy)", "B"]
    assert len({task.id for task in twice.tasks}) == 4
    assert twice.tasks[1].schedule == once.tasks[0].schedule


def test_tags_are_added_behind_and_taken_away():
    before = a_set("ab", a=("x", "y"))
    after = tagged(before, {"a", "b"}, ["z"], ["x"])
    assert [task.tags for task in after.tasks] == [("y", "z"), ("z",)]
    assert [task.tags for task in tagged(before, {"b"}, ["z"], ()).tasks] == [("x", "y"), ("z",)]
    assert tagged(before, {"b"}, (), ["x"]) == before


def test_without_several_no_rule_waits_for_one_of_them():
    waiting = make_task("w", stop={"when_task_ends": "b", "after_runs": 3})
    task_set = a_set("abc").replaced(waiting)
    left = task_set.without("a", "b")
    assert ids(left) == "cw"
    assert left.tasks[1].stop.when_task_ends is None
    assert left.tasks[1].stop.after_runs == 3
