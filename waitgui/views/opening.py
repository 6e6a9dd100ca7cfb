"""Opening task sets: each on a page of its own; what is open already is gone to."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from waitgui.models.said import said
from waitgui.models.session import CannotOpenError
from waitgui.views.labels import visible
from waitgui.views.set_files import LINES, unusable_words

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Sequence

    from PySide6.QtWidgets import QWidget

    from waitgui.models.session import Session
    from waitgui.views.pages import Pages
    from waitgui.views.set_files import Spawn
    from waitgui.views.set_page import SetPage


class _Trouble(NamedTuple):
    text: str
    action: str = ""
    what: Callable[[], None] | None = None


class Opening(QObject):
    """The commands that open sets in a window. One is opened after the other, in the order that was asked for."""

    opened = Signal(object)
    """A set was opened on this page (a `SetPage`)."""

    def __init__(
        self,
        window: QWidget,
        pages: Pages,
        new_session: Callable[[str], Session],
        folder: Path,
        demo: Path,
        spawn: Spawn,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._new_session = new_session
        self._folder = folder
        self._demo = demo
        self._spawn = spawn
        self._queue: deque[Coroutine[object, object, object]] = deque()
        self._is_busy = False
        self._troubles: list[_Trouble] = []
        self.unopened: tuple[str, ...] = ()
        """Files of the last time that are about to be opened."""

    @property
    def is_busy(self) -> bool:
        """Whether sets are being opened."""
        return self._is_busy

    @Slot()
    def new(self) -> None:
        """A page with an empty set; one that is there already will do."""
        blank = self._blank()
        if blank is None:
            self._pages.add(self._new_session(self._free_name()))
        else:
            self._pages.show_page(blank)

    def renew(self, last: SetPage) -> None:
        """A page with an empty set in place of the last one, which is about to go."""
        self._pages.add(self._new_session(self._free_name(last)))

    @Slot()
    def choose(self) -> None:
        """Ask for files and open them."""
        path = self._pages.current.session.path
        dialog = QFileDialog(self._window, self.tr("Open task sets"), str(path.parent if path else self._folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Task sets (*.toml)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_chosen)
        dialog.open()

    def open(self, *paths: Path) -> None:
        """Open these files, and show the first of them."""
        self._soon(self._open_all(paths))

    @Slot()
    def open_demo(self) -> None:
        """Open the set that shows what the program is about: without a file, so that nobody saves over it."""
        self._soon(self._open(self._demo, as_copy=True, ours=True))

    def open_again(self, paths: Sequence[str], shown: str | None) -> None:
        """Open what was open last, in that order; that a file is gone is nothing to complain about."""
        self.unopened = tuple(paths)
        if paths:
            self._soon(self._open_again([Path(path) for path in paths], Path(shown or paths[-1])))

    async def same(self, path: Path) -> SetPage | None:
        """The page on which that file is open, whatever it is called there."""
        pages = self._pages.paths()
        real = await asyncio.to_thread(_real, [path, *pages])
        return next((page for at, page in pages.items() if real[at] == real[path]), None)

    @Slot(list)
    def _on_chosen(self, paths: list[str]) -> None:
        self.open(*map(Path, paths))

    def _blank(self) -> SetPage | None:
        return next((page for page in self._pages.all if page.session.blank), None)

    def _free_name(self, besides: SetPage | None = None) -> str:
        """What a new set is called: under one name the history would take two sets for one."""
        untitled, number = self.tr("Untitled"), 1
        names = {page.session.task_set.name for page in self._pages.all if page is not besides}
        name = untitled
        while name in names:
            number += 1
            name = f"{untitled} {number}"
        return name

    # ---------------------------------------------------------------------------------------------- one after the other

    def _soon(self, job: Coroutine[object, object, object]) -> None:
        self._queue.append(job)
        if not self._is_busy:
            self._is_busy = True
            self._spawn(self._work())

    async def _work(self) -> None:
        try:
            while self._queue:
                await self._queue.popleft()
        finally:
            self._is_busy = False
            for job in self._queue:
                job.close()
            self._queue.clear()
        self._complain()

    async def _open_all(self, paths: Sequence[Path]) -> None:
        is_shown = False
        for path in paths:
            is_shown |= await self._open(path, shows=not is_shown) is not None

    async def _open_again(self, paths: Sequence[Path], shown: Path) -> None:
        there = await asyncio.to_thread(lambda: [path for path in paths if path.exists()])
        try:
            page = await self._open(shown) if shown in there else None
            if page is None:
                await self._open_all(there)
            else:
                middle = there.index(shown)
                for path in there[:middle]:
                    await self._open(path, at=self._pages.index(page), shows=False)
                for path in there[middle + 1 :]:
                    await self._open(path, shows=False)
        finally:
            self.unopened = ()
        await self._show_offer()

    async def _show_offer(self) -> None:
        """What was left unsaved is to be seen, on whatever page that is."""
        pages = self._pages.all
        for page in sorted(pages, key=lambda page: page is not self._pages.current):
            if await page.keeping.finds_offer():
                self._pages.show_page(page)
                return

    async def _open(
        self, path: Path, *, as_copy: bool = False, ours: bool = False, at: int | None = None, shows: bool = True
    ) -> SetPage | None:
        known = next((page for page in self._pages.all if ours and page.is_demo), None)
        known = known or (None if as_copy else await self.same(path))
        if known is not None:
            if shows:
                self._pages.show_page(known)
            return known
        blank = self._blank()
        if blank is not None and await blank.keeping.finds_offer():
            blank = None  # it offers what an empty set can take
        session = self._new_session(self._free_name()) if blank is None else blank.session
        try:
            loaded = await session.open(path, as_copy=as_copy, ours=ours)
        except CannotOpenError as error:
            if blank is None:
                session.close()
            await self._note(path, error, as_copy=as_copy)
            return None
        if blank is None:
            page = self._pages.add(session, at, shows=shows)
        else:
            page = blank
            page.begin()
            if shows:
                self._pages.show_page(page)
        page.is_demo = ours
        lines = [visible(said(line)) for line in loaded.warnings[:LINES]]
        lines += self._namesakes(page)
        if lines:
            page.notice.show_error("\n".join(lines))
        self.opened.emit(page)
        return page

    async def _note(self, path: Path, error: CannotOpenError, *, as_copy: bool) -> None:
        text = unusable_words(error)
        kept = None if as_copy else await self._pages.current.session.last_kept(path)
        if kept is None:
            self._troubles.append(_Trouble(text))
        else:
            self._troubles.append(_Trouble(text, self.tr("Open the version before"), partial(self._open_copy, kept)))

    def _open_copy(self, path: Path) -> None:
        self._soon(self._open(path, as_copy=True))

    def _namesakes(self, page: SetPage) -> list[str]:
        """What to say if another open set has the same name."""
        name = page.session.history_name
        if all(other is page or other.session.history_name != name for other in self._pages.all):
            return []
        text = self.tr("Another open set is called “{name}” too: the history takes both for one.")
        return [text.replace("{name}", visible(name))]

    def _complain(self) -> None:
        """Say of everything that couldn't be opened why, where it is seen."""
        troubles, self._troubles = self._troubles, []
        if len(troubles) == 1:
            self._pages.current.notice.show_error(*troubles[0])
        elif troubles:
            self._pages.current.notice.show_error("\n".join(trouble.text for trouble in troubles))


def _real(paths: Iterable[Path]) -> dict[Path, str]:
    return {path: os.path.realpath(path) for path in paths}
