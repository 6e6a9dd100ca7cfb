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
        self._known: dict[str, tuple[Task, str | None, str]] = {}
        """By task: what was described, how the task was called whose end stops it, and the words."""

    def of(self, tasks: Sequence[Task]) -> list[str]:
        """The words of these tasks, which are all of the set."""
        names = {task.id: task.name for task in tasks}
        before, known = self._known, {}
        for task in tasks:
            found, other = before.get(task.id), names.get(task.stop.when_task_ends or "")
            if found is None or found[0] is not task or found[1] != other:
                found = (task, other, task_words(task, QCoreApplication.translate, self._session.name_of))
            known[task.id] = found
        self._known = known
        return [words for _, _, words in known.values()]
