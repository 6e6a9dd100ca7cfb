"""The numbers of runs, as far as this process knows them: what `--no-history` counts with, and a history in trouble."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class MemoryNumbers:
    """Numbers the runs of each task from 1. Any thread may call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: dict[tuple[str, str], int] = {}

    def take(self, set_name: str, task_ids: Sequence[str], then: Callable[[list[int]], None]) -> None:
        """Call `then` with the next number of each task, before this returns."""
        then(self.next(set_name, task_ids))

    def next(self, set_name: str, task_ids: Sequence[str]) -> list[int]:
        """The next number of each task."""
        with self._lock:
            numbers = []
            for task_id in task_ids:
                number = self._last[set_name, task_id] = self._last.get((set_name, task_id), 0) + 1
                numbers.append(number)
        return numbers

    def last(self, set_name: str, task_id: str) -> int:
        """The last number that was given; 0 if there was none."""
        with self._lock:
            return self._last.get((set_name, task_id), 0)

    def follow(self, old_name: str, new_name: str) -> None:
        """A set has another name from now on: its runs are numbered on, so that none of this life is mistaken."""
        with self._lock:
            of_old = {task_id: number for (name, task_id), number in self._last.items() if name == old_name}
        for task_id, number in of_old.items():
            self.note(new_name, task_id, number)

    def note(self, set_name: str, task_id: str, number: int) -> None:
        """A number was given elsewhere: the next is greater."""
        with self._lock:
            self._last[set_name, task_id] = max(number, self._last.get((set_name, task_id), 0))
