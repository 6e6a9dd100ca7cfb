"""Chosen: which tasks are selected. One of them is the current one, which is explained; commands act on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class Chosen(QObject):
    """For the GUI thread. The current task, if there is one, is always among the selected ones."""

    changed = Signal()
    """Other tasks are selected, or another is the current one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current: str | None = None
        self._tasks: frozenset[str] = frozenset()
        self._anchor: str | None = None

    @property
    def current(self) -> str | None:
        """The id of the task that is explained."""
        return self._current

    @property
    def tasks(self) -> frozenset[str]:
        """The ids of all that are selected."""
        return self._tasks

    def select(self, task: str | None) -> None:
        """This task alone; None: none."""
        self.choose(() if task is None else (task,), task)

    def choose(self, tasks: Collection[str], current: str | None) -> None:
        """These tasks; `current` is among them."""
        self._anchor = current
        self._set(frozenset(tasks), current)

    def toggle(self, task: str) -> None:
        """This task too; or no longer, if it isn't the only one."""
        if task not in self._tasks:
            self.choose(self._tasks | {task}, task)
        elif len(self._tasks) > 1:
            rest = self._tasks - {task}
            self.choose(rest, self._current if self._current != task else min(rest))

    def extend(self, task: str, order: Sequence[str]) -> None:
        """All tasks of `order` from the one that was selected by itself last up to this one, which is current then."""
        anchor = self._anchor
        if anchor not in order or task not in order:
            self.select(task)
            return
        one, other = sorted((order.index(anchor), order.index(task)))
        self._set(frozenset(order[one : other + 1]), task)

    def keep(self, known: Collection[str]) -> None:
        """Of those that are selected the ones that there still are."""
        tasks = self._tasks & frozenset(known)
        if tasks != self._tasks:
            current = self._current if self._current in tasks else min(tasks, default=None)
            self.choose(tasks, current)

    def _set(self, tasks: frozenset[str], current: str | None) -> None:
        if (tasks, current) != (self._tasks, self._current):
            self._tasks, self._current = tasks, current
            self.changed.emit()
