"""RhythmWords: every task's schedule in words, put together once for each version of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from waitgui.tasks.describe import task_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.models.session import Session
    from waitgui.tasks.model import Task


class RhythmWords:
    """For one session. An edit of one among ten thousand tasks mustn't describe them all anew."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: dict[str, str] = {}
        self._known: dict[str, tuple[Task, str]] = {}

    def of(self, tasks: Sequence[Task]) -> list[str]:
        """The words of these tasks, which are all of the set."""
        names = {task.id: task.name for task in tasks}
        if names != self._names:  # one may name another, whose end stops it
            self._names, self._known = names, {}
        known = self._known
        self._known = {task.id: (task, self._words(task, known.get(task.id))) for task in tasks}
        return [words for _, words in self._known.values()]

    def _words(self, task: Task, known: tuple[Task, str] | None) -> str:
        if known is not None and known[0] is task:
            return known[1]
        return task_words(task, QCoreApplication.translate, self._session.name_of)
