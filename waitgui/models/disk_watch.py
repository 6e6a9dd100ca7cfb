"""DiskWatch: notices when another program changes the file of the set that is open. Reads in worker threads only."""

from __future__ import annotations

import asyncio
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal, Slot

from waitgui.store.task_set_file import digest_at

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from waitgui.models.session import Session
    from waitgui.store.task_set_file import Loaded

DELAY_MS = 300
"""Editors take the old file away before they put the new one in its place."""


class Change(Enum):
    """How the file stands to what was read from it or written into it last."""

    NONE = "none"
    CHANGED = "changed"
    GONE = "gone"


class _Look(NamedTuple):
    """What was found: the digest as `digest_at` gives it, and what tells cheaply that it is still the same."""

    stamp: tuple[int, ...]
    digest: str | None


class DiskWatch(QObject):
    """Watches the file of one session, and the folder it is in. For the GUI thread.

    What the session writes itself is no change, nor is what `keep_mine` was said of.
    """

    changed = Signal()
    """`change` is another, or the file was changed once more."""

    def __init__(
        self,
        session: Session,
        spawn: Callable[[Coroutine[object, object, None]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._spawn = spawn
        self._loaded: Loaded | None = None
        self._seen: _Look | None = None
        self._kept: _Look | None = None
        self._told: tuple[Change, str | None] = (Change.NONE, None)
        self._busy = self._again = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._stir)
        self._watcher.directoryChanged.connect(self._stir)
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)
        session.changed.connect(self._follow)
        self._follow()

    @property
    def change(self) -> Change:
        """What another program has done to the file."""
        return self._told[0]

    @Slot()
    def look(self) -> None:
        """Look at the file now: something stirs there, or the window comes to the front."""
        self._timer.stop()
        if self._busy:
            self._again = True
        elif self._loaded is not None:
            self._busy = True
            self._spawn(self._look())

    def keep_mine(self) -> None:
        """Say no more of what is there now: the set is to be saved over it, which asks, as it always does."""
        self._kept = self._seen
        self._tell()

    def close(self) -> None:
        """Watch nothing any more."""
        self._timer.stop()
        self._loaded = None
        self._watch(())

    @Slot()
    def _stir(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _follow(self) -> None:
        loaded = self._session.loaded
        if loaded is self._loaded:
            return
        self._loaded, self._seen, self._kept = loaded, None, None
        self._tell()
        self._watch(() if loaded is None else (loaded.path, loaded.target))
        if loaded is not None:
            self._stir()

    async def _look(self) -> None:
        try:
            while (loaded := self._loaded) is not None:
                self._again = False
                self._watch((loaded.path, loaded.target))  # before reading: what comes after it stirs again
                seen = await asyncio.to_thread(_found, loaded.path, self._seen)
                if self._session.saving:
                    self._stir()
                elif loaded is self._loaded:
                    self._seen = seen
                    self._tell()
                if not self._again:
                    return
        finally:
            self._busy = False

    def _tell(self) -> None:
        loaded, seen = self._loaded, self._seen
        digest = seen.digest if seen is not None else None
        change = Change.NONE
        if loaded is not None and seen is not None and digest != loaded.digest:
            change = Change.GONE if digest is None else Change.CHANGED
        is_kept = self._kept is not None and seen is not None and self._kept.digest == digest
        self._session.note_astray(astray=change is Change.GONE or (is_kept and change is Change.CHANGED))
        if is_kept:
            change = Change.NONE
        told = (change, None if change is Change.NONE else digest)
        if self._told != told:
            self._told = told
            self.changed.emit()

    def _watch(self, paths: tuple[Path | None, ...]) -> None:
        """Watch these, their folders too: one that was replaced is forgotten by the watcher."""
        wanted = {str(place) for path in paths if path is not None for place in (path, path.parent)}
        known = {*self._watcher.files(), *self._watcher.directories()}
        if known - wanted:
            self._watcher.removePaths(sorted(known - wanted))
        if wanted - known:
            self._watcher.addPaths(sorted(wanted - known))


def _found(path: Path, before: _Look | None) -> _Look:
    """What is there now; it isn't read again if it looks the same from outside."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        stamp: tuple[int, ...] = ()
    else:
        stamp = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    if before is not None and stamp and before.stamp == stamp:
        return before
    return _Look(stamp, digest_at(path))
