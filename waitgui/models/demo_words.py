"""The words of the demo set, which are data: translated here, when it is opened. What it runs stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from waitgui.tasks.model import Task, TaskSet


def in_words(task_set: TaskSet) -> TaskSet:
    """The set with names, notes and tags in the user's language."""
    return task_set.model_copy(update={"name": _word(task_set.name), "tasks": tuple(map(_task, task_set.tasks))})


def _task(task: Task) -> Task:
    words = {"name": _word(task.name), "notes": _word(task.notes), "tags": tuple(map(_word, task.tags))}
    return task.model_copy(update=words)


def _word(text: str) -> str:
    return QCoreApplication.translate("demo", text)
