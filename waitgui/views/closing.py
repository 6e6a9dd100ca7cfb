"""Closing a set or the window: asks once, stops what runs, leaves no process behind."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from waitgui.models.said import enumerated
from waitgui.tasks.record import Reason
from waitgui.views.labels import visible
from waitgui.views.question import Answer, ask

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from waitgui.views.pages import Pages
    from waitgui.views.set_files import Spawn
    from waitgui.views.set_page import SetPage

QUIT_TIMEOUT_S = 10.0
_NAMES = 5


class Closing(QObject):
    """Decides whether a page or the window may close. `ready` comes when everything has been stopped.

    `forget` is called with each page that has gone, `renew` with the last one before it goes.
    """

    began = Signal()
    """Everything is being stopped; there is no way back."""
    ready = Signal()

    def __init__(
        self,
        window: QWidget,
        pages: Pages,
        forget: Callable[[SetPage], None],
        renew: Callable[[SetPage], None],
        spawn: Spawn,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._forget = forget
        self._renew = renew
        self._spawn = spawn
        self._asking = False
        self._stopping = False
        self._leaving: set[SetPage] = set()

    # ---------------------------------------------------------------------------------------------------- the window

    def begin(self) -> None:
        """The user wants to close the window: ask if something would be lost or stopped."""
        if self._asking or self._stopping:
            return
        dirty, active = self._dirty(), self._active()
        if not dirty and not active:
            self.stop()
            return
        details = []
        if active:
            count = sum(len(page.session.active) for page in active)
            if len(self._pages.all) == 1:
                details.append(self.tr("%n running task(s) will be stopped.", None, count))
            else:
                text = self.tr("%n running task(s) of {names} will be stopped.", None, count)
                details.append(text.replace("{names}", self._names(active)))
        if len(dirty) == 1:
            details.append(self.tr("{name} has changes that aren't saved.").replace("{name}", self._names(dirty)))
        elif dirty:
            details.append(self.tr("{names} have changes that aren't saved.").replace("{names}", self._names(dirty)))
        if dirty:
            save = self.tr("Save and quit") if len(dirty) == 1 else self.tr("Save all and quit")
            answers = [
                Answer(save, partial(self._save_then, dirty, self.stop), primary=True),
                Answer(self.tr("Quit without saving"), partial(self._give_up, dirty)),
            ]
        else:
            answers = [Answer(self.tr("Stop and quit"), self.stop, primary=True)]
        self._asking = True
        box = ask(self._window, "waitgui", self.tr("Quit waitgui?"), "\n".join(details), answers, self.tr("Cancel"))
        box.finished.connect(self._on_answered)

    @property
    def is_busy(self) -> bool:
        """Whether something is being closed, or the user is being asked."""
        return self._asking or self._stopping or bool(self._leaving)

    def stop(self) -> None:
        """Stop everything, then `ready`; without a question."""
        if not self._stopping:
            self._stopping = True
            self.began.emit()
            self._spawn(self._stop())

    def _give_up(self, pages: Sequence[SetPage]) -> None:
        for page in pages:
            page.session.abandon_changes()
        self.stop()

    async def _stop(self) -> None:
        pages = [*self._pages.all, *self._leaving]
        await asyncio.gather(*(page.session.stop_and_wait(Reason.QUIT, QUIT_TIMEOUT_S) for page in pages))
        self.ready.emit()

    def _save_then(self, pages: Sequence[SetPage], then: Callable[[], None]) -> None:
        """Save these, each after the one before; what can't be saved ends it there, in sight."""
        if not pages:
            then()
            return
        self._pages.show_page(pages[0])
        pages[0].files.save_then(partial(self._save_then, pages[1:], then))

    @Slot()
    def _on_answered(self) -> None:
        self._asking = False

    def _dirty(self) -> list[SetPage]:
        return [page for page in self._pages.all if page.session.dirty]

    def _active(self) -> list[SetPage]:
        return [page for page in self._pages.all if page.session.active]

    def _names(self, pages: Sequence[SetPage]) -> str:
        names = [self.tr("“{name}”").replace("{name}", visible(page.session.task_set.name)) for page in pages[:_NAMES]]
        if len(pages) > _NAMES:
            names.append(self.tr("%n more", None, len(pages) - _NAMES))
        if len(names) == 1:
            return names[0]
        both = self.tr("{names} and {last}").replace("{last}", names[-1])
        return both.replace("{names}", enumerated(names[:-1]))

    # ------------------------------------------------------------------------------------------------------- one page

    def close_page(self, page: SetPage) -> None:
        """The user wants to close a set: ask if something would be lost or stopped."""
        session = page.session
        if self._stopping or page not in self._pages.all or (session.blank and len(self._pages.all) == 1):
            return
        if not session.dirty and not session.active:
            self._leave(page)
            return
        self._pages.show_page(page)
        go_on = partial(self._leave, page)
        details = []
        if session.active:
            details.append(self.tr("%n running task(s) will be stopped.", None, len(session.active)))
        if session.dirty:
            details.append(self.tr("Changes that aren't saved would be lost."))
            answers = [
                Answer(self.tr("Save"), partial(page.files.save_then, go_on), primary=True),
                Answer(self.tr("Don't save"), partial(self._abandon, page)),
            ]
        else:
            answers = [Answer(self.tr("Stop and close"), go_on, primary=True)]
        text = self.tr("Close “{name}”?").replace("{name}", visible(session.task_set.name))
        ask(self._window, "waitgui", text, "\n".join(details), answers, self.tr("Cancel"))

    def close_others(self, page: SetPage) -> None:
        """Close what is open besides; of each that has something to lose it is asked."""
        for other in self._pages.all:
            if other is not page:
                self.close_page(other)

    def _abandon(self, page: SetPage) -> None:
        page.session.abandon_changes()
        self._leave(page)

    def _leave(self, page: SetPage) -> None:
        """The tab goes at once; the page when its tasks have ended."""
        if page not in self._pages.all:
            return
        if len(self._pages.all) == 1:
            self._renew(page)
        self._leaving.add(page)
        self._pages.take(page)
        self._spawn(self._end(page))

    async def _end(self, page: SetPage) -> None:
        await page.session.stop_and_wait(Reason.STOPPED, QUIT_TIMEOUT_S)
        self._leaving.discard(page)
        self._forget(page)
