"""Keeps a file open to write the history into, whatever happens to it. For the writer's thread, but for `trouble`.

A broken file is put aside and a new one begun; in any other trouble it is tried again, after longer and longer pauses.
A file that was removed or replaced is let go of, since what is written there nobody will read.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from typing import TYPE_CHECKING

from waitgui.store import history_file
from waitgui.store.history import History
from waitgui.store.history_file import HistoryError
from waitgui.store.history_process import myself

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from waitgui.store.history import RunKey
    from waitgui.store.history_file import Opened
    from waitgui.store.history_process import Identity
    from waitgui.store.history_ticks import OpenRun

UNUSABLE = (OSError, sqlite3.Error, HistoryError, MemoryError)
RETRY_S = 1.0
LONGEST_RETRY_S = 30.0
_LOG = logging.getLogger(__name__)


class Keeper:
    """`say` is called with a line for people when trouble begins, changes or ends and when a file was put aside."""

    def __init__(
        self,
        path: Path,
        runs: dict[RunKey, OpenRun],
        say: Callable[[str], None],
        me: Identity | None,
        wall_ns: Callable[[], int],
    ) -> None:
        self.trouble: str | None = None
        self.retry_s = 0.0
        """When it makes sense to try again, in trouble."""
        self.aside: str | None = None
        """The name of the broken file that was put aside last."""
        self._path = path
        self._runs = runs
        self._say = say
        self._me = me
        self._wall_ns = wall_ns
        self._opened: Opened | None = None
        self._history: History | None = None
        self._key: tuple[int, int] | None = None
        self._pause_s = RETRY_S
        self._aside_s = -LONGEST_RETRY_S

    def ready(self, *, at_once: bool = False) -> History | None:
        """The history; None if it can't be used now. Without `at_once` it isn't tried before `retry_s`."""
        if self._history is not None:
            if history_file.file_key(self._path) == self._key:
                return self._history
            self._let_go()
        elif time.monotonic() < self.retry_s and not at_once:
            return None
        for _ in range(2):  # the second time with a new file, if the first was broken
            try:
                return self._open()
            except UNUSABLE as error:
                if not self.fail(error):
                    return None
        return None

    def _open(self) -> History:
        self._key = history_file.file_key(self._path)
        self._opened = history_file.open_to_write(self._path)
        self._key = history_file.file_key(self._path)
        self._me = self._me or myself()
        self._history = History(self._opened.connection, self._me, self._runs, self._wall_ns())
        return self._history

    def fail(self, error: Exception) -> bool:
        """The file didn't do; whether another is ready to be begun, the broken one being put aside."""
        words = history_file.words(error)
        now_s = time.monotonic()
        if history_file.is_broken(error) and now_s - self._aside_s >= RETRY_S:  # else the disk breaks what it is given
            self._aside_s = now_s
            try:
                self._put_aside()
            except OSError as second:
                words = f"it is broken and can't be put aside ({history_file.words(second)})"
            else:
                return True
        self._let_go()
        self._pause_s = RETRY_S if self.trouble is None else min(2 * self._pause_s, LONGEST_RETRY_S)
        self.retry_s = now_s + self._pause_s
        if words != self.trouble:
            self.trouble = words
            self._tell(f"{words}; until that changes, only the latest ticks are kept, in memory")
        return False

    def works(self, lost: int) -> None:
        """Something was written; `lost` ticks weren't and never will be."""
        if self.trouble is not None:
            self.trouble = None
            self._tell("works again" + (f"; {lost:,} ticks are lost" if lost else ""))

    def close(self) -> None:
        """Let go of the file, and leave it in one piece."""
        opened, self._opened, self._history = self._opened, None, None
        if opened is not None:
            opened.close()

    def _let_go(self) -> None:
        opened, self._opened, self._history = self._opened, None, None
        if opened is not None:
            opened.abandon()

    def _put_aside(self) -> None:
        opened, self._opened, self._history = self._opened, None, None
        aside = history_file.put_aside(self._path, self._key, wall_s=self._wall_ns() / 1e9, opened=opened)
        if aside is not None:
            self.aside = aside.name
            self._tell(f"it was broken; a new one is begun, the old one is {aside.name}")

    def _tell(self, text: str) -> None:
        try:
            self._say(f"history {self._path}: {text}")
        except Exception:  # noqa: BLE001 - of others
            _LOG.exception("history: %s", text)
