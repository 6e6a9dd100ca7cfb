"""DraftKeeper: writes down what isn't saved yet, and finds what an earlier process has left. Files in workers only."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from waitgui.models.said import because, said
from waitgui.store import drafts
from waitgui.store.drafts import DraftError, Origin, Unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from waitgui.models.session import Session
    from waitgui.store.drafts import Draft
    from waitgui.tasks.model import TaskSet

DELAY_MS = 1_000

__all__ = ["DraftKeeper", "Unfinished"]


class _Version(NamedTuple):
    """What is to be written."""

    task_set: TaskSet
    origin: Origin
    restricted: bool
    form: Unfinished | None


class DraftKeeper(QObject):
    """Keeps the draft of one session: there as long as the set is dirty, at most `DELAY_MS` behind it.

    For the GUI thread. `wall_ns` gives the Unix time; `spawn` runs what waits for a worker.
    """

    failed = Signal(str)
    """A draft can't be written or used, and why."""
    formFound = Signal(object)
    """What stood in a form (an `Unfinished`) when the draft was written that has been restored."""

    def __init__(
        self,
        session: Session,
        folder: Path,
        spawn: Callable[[Coroutine[object, object, None]], None],
        wall_ns: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self._spawn = spawn
        self._wall_ns = wall_ns
        self._place = drafts.new_place(folder)
        self._there = False
        self._written: _Version | None = None
        self._form: Callable[[], Unfinished | None] = lambda: None
        self._busy = False
        self._in_trouble = False
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.settle)
        session.changed.connect(self._on_changed)

    def keep_form(self, form: Callable[[], Unfinished | None]) -> None:
        """From now on keep what `form` gives too: what is typed in a form, None without one; `stir` says it changed."""
        self._form = form

    async def find(self) -> list[Draft]:
        """The drafts that belong to what is open now, the latest first.

        To an empty set without a file belong those of sets without one, and of files that are gone.
        """
        path, is_empty = self._session.path, not self._session.task_set.tasks
        if path is None and not is_empty:
            return []
        found, complaints = await asyncio.to_thread(self._find, path)
        for complaint in complaints:
            self.failed.emit(said(complaint))
        return found if path == self._session.path else []

    async def restore(self, draft: Draft) -> bool:
        """Make the draft an edit of the set that is open; False if it isn't there any more."""
        try:
            content = await asyncio.to_thread(drafts.claim, draft, self._place)
        except DraftError as error:
            self.failed.emit(said(str(error)))
            return False
        except OSError as error:
            self.failed.emit(self._words(error))
            return False
        if content is None:
            return False
        self._there, self._written = True, None
        await self._session.restore(content.task_set, ours=draft.ours)
        if content.form is not None:
            self.formFound.emit(content.form)
        self.settle()
        return True

    async def discard(self, draft: Draft) -> bytes:
        """Forget the draft; gives what `keep_after_all` needs, b"" where nothing was forgotten."""
        try:
            return await asyncio.to_thread(drafts.take_out, draft.place)
        except OSError as error:
            self.failed.emit(self._words(error))
            return b""

    async def keep_after_all(self, draft: Draft, content: bytes) -> None:
        """Have the draft again that was discarded."""
        try:
            await asyncio.to_thread(drafts.put_back, draft.place, content)
        except OSError as error:
            self.failed.emit(self._words(error))

    @Slot()
    def settle(self) -> None:
        """Write the draft now, or take it away if there is nothing to be kept."""
        self._timer.stop()
        if not self._busy and self._has_work():
            self._busy = True
            self._spawn(self._settle())

    @Slot()
    def stir(self) -> None:
        """Something is typed; what, is looked at when the time has come to write it down."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_changed(self) -> None:
        if self._wanted() is None:
            self.settle()
        elif self._has_work():
            self.stir()

    def _wanted(self) -> _Version | None:
        session, form = self._session, self._form()
        if session.read_only or (form is None and not session.dirty):
            return None
        digest = "" if session.loaded is None else session.loaded.digest
        return _Version(session.task_set, Origin(session.path, digest), session.restricted, form)

    def _has_work(self) -> bool:
        wanted = self._wanted()
        return self._there if wanted is None else wanted != self._written

    async def _settle(self) -> None:
        """One at a time, so that an older version never comes last; what has changed meanwhile is looked at again."""
        try:
            while self._has_work():
                wanted = self._wanted()
                try:
                    await asyncio.to_thread(self._put, wanted)
                except OSError as error:
                    self._complain(error)
                    return
                self._there, self._written, self._in_trouble = wanted is not None, wanted, False
        finally:
            self._busy = False

    def _put(self, version: _Version | None) -> None:
        if version is None:
            drafts.remove(self._place)
        else:
            drafts.write(
                self._place,
                version.task_set,
                version.origin,
                at=datetime.fromtimestamp(self._wall_ns() // 10**9, UTC),
                restricted=version.restricted,
                form=version.form,
            )

    def _find(self, path: Path | None) -> tuple[list[Draft], list[str]]:
        found, complaints = drafts.abandoned(self._folder)
        found = [draft for draft in found if draft.place != self._place]  # claimed, and not yet written anew
        if path is not None:
            wanted = path.absolute()
            return [draft for draft in found if draft.origin.path == wanted], complaints
        return [draft for draft in found if draft.origin.path is None or _is_gone(draft.origin.path)], complaints

    def _complain(self, error: OSError) -> None:
        if not self._in_trouble:
            self._in_trouble = True
            self.failed.emit(self._words(error))

    def _words(self, error: OSError) -> str:
        text = self.tr("Changes that aren't saved can't be kept for after a crash: {reason}. Save them yourself.")
        return text.replace("{reason}", because(error))


def _is_gone(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # the last: a path with NUL
        return True
    except OSError:
        return False
    return False
