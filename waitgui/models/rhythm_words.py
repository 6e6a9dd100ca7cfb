"""RhythmWords: every task's schedule in words, put together once for each version of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from waitgui.tasks.describe import task_words
from waitgui.tasks.problems import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waitgui.tasks.model import Task

AT_ONCE = 200
"""So many tasks are described in a row without a look at what else is to be done: some milliseconds."""


class _Described(NamedTuple):
    task: Task
    other: str | None
    """The name of the task whose end stops it."""
    words: str


class RhythmWords:
    """An edit of one among ten thousand tasks mustn't describe them all anew. For the GUI thread."""

    def __init__(self) -> None:
        self._known: dict[str, _Described] = {}
        self._last: tuple[Sequence[Task], list[str]] = ((), [])

    def of(self, tasks: Sequence[Task]) -> list[str]:
        """The words of these tasks, which are all of a set."""
        if tasks is self._last[0]:
            return self._last[1]
        names = {task.id: task.name for task in tasks}
        known = self._known
        described = [
            before
            if (before := known.get(task.id)) is not None and before.task is task and task.stop.when_task_ends is None
            else _described(task, before, names)
            for task in tasks
        ]
        self._known = dict(zip(names, described, strict=True))
        self._last = (tasks, [one.words for one in described])
        return self._last[1]

    def forget(self) -> None:
        """Another language is spoken."""
        self._known, self._last = {}, ((), [])

    async def prepare(self, tasks: Sequence[Task]) -> None:
        """Describe what is about to be asked for, and let others in between."""
        names = {task.id: task.name for task in tasks}
        for start in range(0, len(tasks), AT_ONCE):
            for task in tasks[start : start + AT_ONCE]:
                self._known[task.id] = _described(task, self._known.get(task.id), names)
            await asyncio.sleep(0)


def _described(task: Task, known: _Described | None, names: Mapping[str, str]) -> _Described:
    other = names.get(task.stop.when_task_ends) if task.stop.when_task_ends is not None else None
    if known is not None and known.task is task and known.other == other:
        return known
    words = task_words(task, QCoreApplication.translate, lambda task_id: visible(names.get(task_id, task_id)))
    return _Described(task, other, words)
