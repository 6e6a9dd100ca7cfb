"""Sets: the open sets of a window: how they are opened, by whatever way, and closed, and which were open last."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu

from waitgui.views.closing import Closing
from waitgui.views.dropping import Dropping
from waitgui.views.opening import Opening
from waitgui.views.pages import Pages
from waitgui.views.recent_menu import RecentMenu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from waitgui.models.preferences import Preferences
    from waitgui.models.session import Session
    from waitgui.views.set_files import Spawn
    from waitgui.views.set_page import SetPage
    from waitgui.views.set_row import SetRow
    from waitgui.views.theme import Theme


class Sets(QObject):
    """`pages` has them, `opening` opens, `closing` closes, `dropping` takes what is let go over the window."""

    opened = Signal(object)
    """A set was opened on this page."""
    forgotten = Signal(object)
    """A page is about to be deleted; its tasks have ended, and nobody sees it any more."""
    kept = Signal()
    """There is something else to remember."""

    def __init__(
        self,
        window: QWidget,
        row: SetRow,
        recent: QMenu,
        make_page: Callable[[Session, SetPage | None], SetPage],
        new_session: Callable[[str], Session],
        preferences: Preferences,
        theme: Theme,
        *,
        folder: Path,
        demo: Path,
        spawn: Spawn,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._row = row
        self._make_page = make_page
        self._preferences = preferences
        self.pages = Pages(row.tabs, self._make)
        self.opening = Opening(window, self.pages, new_session, folder, demo, spawn)
        self.closing = Closing(window, self.pages, self._forget, self.opening.renew, spawn)
        self.dropping = Dropping(window, theme)
        self._recent = RecentMenu(recent, lambda: preferences.settings.recent, spawn)
        self.pages.listed.connect(row.offer_list)
        row.tabs.closeWanted.connect(self._close_tab)
        row.tabs.menuWanted.connect(self._show_menu)
        self.opening.opened.connect(self._on_opened)
        self.dropping.setsDropped.connect(self._on_dropped)
        self.dropping.refused.connect(self._on_refused)
        self._recent.wanted.connect(self._open_recent)
        self._recent.cleared.connect(self._clear_recent)

    def begin(self, files: Sequence[Path], *, demo: bool) -> None:
        """Open what the command line names, else what was open last and what is started with the program."""
        settings = self._preferences.settings
        last = settings.open_sets or (() if settings.last_set is None else (settings.last_set,))
        if demo:
            self.opening.open_demo()
        elif files:
            self.opening.open(*files)
        else:
            self.opening.open_again(tuple(dict.fromkeys((*last, *settings.launch))), settings.last_set)

    def end(self) -> None:
        """The window is about to go."""
        for page in self.pages.all:
            page.end()

    def is_elsewhere(self, session: Session, path: Path) -> bool:
        """Whether the file is open on another page than this session's."""
        return any(page.session is not session and page.session.path == path for page in self.pages.all)

    def to_keep(self) -> dict[str, object]:
        """What is to be remembered: the files that are open, and the one that is shown."""
        path = self.pages.current.session.path
        files = [str(page.session.path) for page in self.pages.all if page.session.path is not None]
        waiting = [file for file in self.opening.unopened if file not in files]
        return {"last_set": None if path is None else str(path), "open_sets": (*files, *waiting)}

    @Slot()
    def close_current(self) -> None:
        """Close the set that is shown."""
        self.closing.close_page(self.pages.current)

    @property
    def is_busy(self) -> bool:
        """Whether sets are being opened or closed."""
        return self.opening.is_busy or self.closing.is_busy

    def take_over(self, before: Pages) -> None:
        """The sets of other pages, which go."""
        for page in before.all:
            self.pages.add(page.session, before=page, shows=page is before.current)

    def _make(self, session: Session, before: SetPage | None = None) -> SetPage:
        page = self._make_page(session, before)
        page.saved.connect(self._on_saved)
        page.openWanted.connect(self.opening.choose)
        page.demoWanted.connect(self.opening.open_demo)
        return page

    def _forget(self, page: SetPage) -> None:
        """The page's tasks have ended, and nobody sees it any more."""
        page.end()
        self.forgotten.emit(page)
        self._row.drop_filter(page.filter)
        page.session.close()
        page.deleteLater()
        self.kept.emit()

    def _note(self, page: SetPage) -> None:
        if page.session.path is not None:
            recent = self._preferences.settings.opened(str(page.session.path)).recent
            self._preferences.update(recent=recent)
        self.kept.emit()

    @Slot(object)
    def _on_opened(self, page: SetPage) -> None:
        self._note(page)
        self.opened.emit(page)

    @Slot()
    def _on_saved(self) -> None:
        sender = self.sender()
        for page in self.pages.all:
            if page is sender:
                self._note(page)

    @Slot(int)
    def _close_tab(self, index: int) -> None:
        self.closing.close_page(self.pages.all[index])

    @Slot(int, QPoint)
    def _show_menu(self, index: int, at: QPoint) -> None:
        page = self.pages.all[index]
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Close")).triggered.connect(partial(self.closing.close_page, page))
        others = menu.addAction(self.tr("Close the others"))
        others.setEnabled(len(self.pages.all) > 1)
        others.triggered.connect(partial(self.closing.close_others, page))
        menu.popup(at)

    @Slot(list)
    def _on_dropped(self, paths: list[Path]) -> None:
        self._window.activateWindow()
        self.opening.open(*paths)

    @Slot(str)
    def _on_refused(self, reason: str) -> None:
        self.pages.current.notice.show_error(reason)

    @Slot(str)
    def _open_recent(self, path: str) -> None:
        self.opening.open(Path(path))

    @Slot()
    def _clear_recent(self) -> None:
        self._preferences.update(recent=())
        self.kept.emit()
