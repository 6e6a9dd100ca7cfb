"""Trust: whether a set from elsewhere may run, as far as the user has decided. Files in worker threads only."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from waitgui.store import trust as store
from waitgui.tasks.exposure import executable_digest, exposure, uses_only

if TYPE_CHECKING:
    from pathlib import Path

    from waitgui.tasks.model import TaskSet


class Trust:
    """What is trusted, in that file; without one it is remembered nowhere."""

    def __init__(self, file: Path | None) -> None:
        self._file = file

    async def judge(self, task_set: TaskSet, beside: TaskSet | None = None) -> tuple[bool, str | None]:
        """Whether the set is to be restricted, and what to say about the file.

        What uses only what `beside` uses is as good as that: not restricted.
        """
        return await asyncio.to_thread(self._judge, task_set, beside)

    async def remember(self, task_set: TaskSet, path: Path | None) -> None:
        """Trust what the set runs, also when it is opened again. Raises `OSError`."""
        if self._file is not None:
            await asyncio.to_thread(self._add, self._file, task_set, path)

    def _judge(self, task_set: TaskSet, beside: TaskSet | None) -> tuple[bool, str | None]:
        if not exposure(task_set):  # nothing that could do harm
            return False, None
        if beside is not None and uses_only(task_set, beside):
            return False, None
        trusted, warning = ((), None) if self._file is None else store.load(self._file)
        digest = executable_digest(task_set)
        return all(entry.digest != digest for entry in trusted), warning

    @staticmethod
    def _add(file: Path, task_set: TaskSet, path: Path | None) -> None:
        store.add(file, executable_digest(task_set), path, datetime.now(UTC))
