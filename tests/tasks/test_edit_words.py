"""An edit says what it changed, told by the sets before and after it."""

from __future__ import annotations

import pytest

from tests.tasks.make import make_task
from waitgui.tasks.actions import Command, Http, Nothing, Notify, Python
from waitgui.tasks.edit_words import _labels, difference, edit_words
from waitgui.tasks.model import Backoff, Poll, Repeat, Retry, StopRules, Task, empty_set
from waitgui.tasks.words import untranslated


def a_set(*tasks: Task):
    return empty_set("Home").model_copy(update={"tasks": tasks})


def changed(task: Task, **values) -> Task:
    return task.model_copy(update=values)


A, B, C = make_task("a"), make_task("b"), make_task("c")
BACKUP = changed(make_task("backup"), name="Backup")
SHELL = make_task("backup", action={"kind": "command", "shell": "echo 1"})
WAITS = make_task("w", stop={"when_task_ends": "a"})


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((BACKUP,), (make_task("backup", period="2s"),), "change period of Backup"),
        ((BACKUP,), (make_task("backup", period="2s", jitter=0.5),), "change Backup"),
        ((BACKUP,), (make_task("backup", jitter=0.5),), "change jitter of Backup"),
        ((BACKUP,), (make_task("backup", sliding=False, drift_free=True),), "change counting of Backup"),
        ((BACKUP,), (make_task("backup", kind="poll"),), "change schedule of Backup"),
        ((BACKUP,), (SHELL,), "change action of Backup"),
        ((SHELL,), (make_task("backup", action={"kind": "command", "argv": ["x"]}),), "change command of Backup"),
        ((BACKUP,), (make_task("backup", retry={"duration": "1s"}),), "change retry of Backup"),
        ((BACKUP,), (make_task("backup", stop={"after_runs": 3}),), "change number of runs of Backup"),
        (
            (make_task("backup", stop={"after_runs": 3, "after_failures": 1}),),
            (make_task("backup", stop={"after_failures": 1, "after_runs": 3}),),
            "change order of the stop rules of Backup",
        ),
        ((BACKUP,), (changed(BACKUP, name="Dump"),), "rename Backup to Dump"),
        ((BACKUP,), (changed(BACKUP, name="{name}"),), "rename Backup to {name}"),
        ((BACKUP,), (changed(BACKUP, enabled=False),), "disable Backup"),
        ((changed(A, enabled=False), changed(B, enabled=False)), (A, B), "enable 2 tasks"),
        ((A, B), (changed(A, tags=("x",)), changed(B, tags=("x",))), "change tags of 2 tasks"),
        ((A, B), (changed(A, tags=("x",)), changed(B, notes="x")), "change 2 tasks"),
        ((A,), (A, B), "add B"),
        ((), (A, B), "add 2 tasks"),
        ((A, B), (A,), "delete B"),
        ((A, B, C), (), "delete 3 tasks"),
        ((A, WAITS), (make_task("w"),), "delete A"),
        ((make_task("w"),), (A, WAITS), "add A"),
        ((A, B, C), (B, C, A), "move A"),
        ((A, B, C), (C, A, B), "move C"),
        ((A, B, C), (C, B, A), "move 2 tasks"),
        ((A, B), (B, C), "change 2 tasks"),
        ((changed(A, name="a\nb\u202e"),), (), "delete a\\u000ab\\u202e"),
        ((changed(A, name="x" * 99),), (), f"delete {'x' * 40}…"),
    ],
)
def test_words_of_an_edit(before, after, words):
    assert edit_words(a_set(*before), a_set(*after)) == words


def test_a_set_is_renamed():
    assert edit_words(a_set(A), a_set(A).model_copy(update={"name": "Office"})) == "rename the set"


def test_the_difference_names_the_tasks():
    found = difference(a_set(A, B), a_set(changed(B, name="x"), C))
    assert [task.id for task in found.added] == ["c"]
    assert [task.id for task in found.removed] == ["a"]
    assert [new.name for _, new in found.changed] == ["x"]
    assert found.moved == ()


def test_every_field_has_a_name():
    labels = _labels(untranslated)
    parts = {"schedule": (Repeat, Poll, Backoff), "action": (Command, Python, Http, Notify, Nothing)}
    parts |= {"retry": (Retry,), "stop": (StopRules,)}
    hidden = {"schedule.drift_free", "action.shell", "action.module", "action.code"}
    for part, models in parts.items():
        for model in models:
            fields = {f"{part}.{field.alias or name}" for name, field in model.model_fields.items() if name != "kind"}
            assert fields - hidden <= set(labels), model
    assert set(Task.model_fields) - {"id"} <= set(labels)
