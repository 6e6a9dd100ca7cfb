"""Pages: the open sets in the order of their tabs, one of them shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from waitgui.models.session import Session
    from waitgui.views.set_page import SetPage
    from waitgui.views.set_tabs import SetTabs


class Pages(QStackedWidget):
    """A page a tab. `make` builds one of a session; there is always at least one."""

    shown = Signal(object)
    """Another page (a `SetPage`) is shown."""
    listed = Signal()
    """Other sets are open, in another order, or under other names."""

    def __init__(self, tabs: SetTabs, make: Callable[[Session, SetPage | None], SetPage]) -> None:
        super().__init__()
        self._tabs = tabs
        self._make = make
        self._order: list[SetPage] = []
        tabs.currentChanged.connect(self._on_tab)
        tabs.tabMoved.connect(self._on_moved)

    @property
    def all(self) -> tuple[SetPage, ...]:
        """In the order of their tabs."""
        return tuple(self._order)

    @property
    def current(self) -> SetPage:
        """The page that is shown."""
        return self._order[max(self._tabs.currentIndex(), 0)]

    def add(
        self, session: Session, at: int | None = None, *, shows: bool = True, before: SetPage | None = None
    ) -> SetPage:
        """A page for the session, at this place (None: the last), perhaps in place of the one `before`."""
        page = self._make(session, before)
        index = len(self._order) if at is None else at
        self._order.insert(index, page)
        self.addWidget(page)
        page.changed.connect(self._on_changed)
        self._tabs.add_set(index)
        if before is None:
            page.begin()
        else:
            page.take_over(before)
        if shows:
            self.show_page(page)
        self.listed.emit()
        return page

    def take(self, page: SetPage) -> None:
        """Have its tab gone, and the page too; another is shown. The page is the caller's then."""
        index = self._order.index(page)
        del self._order[index]
        self._tabs.remove_set(index)
        self.removeWidget(page)
        page.hide()
        self.listed.emit()

    def show_page(self, page: SetPage) -> None:
        """Show this one."""
        self._tabs.setCurrentIndex(self._order.index(page))

    def index(self, page: SetPage) -> int:
        """The place of its tab."""
        return self._order.index(page)

    def paths(self) -> dict[Path, SetPage]:
        """Those that have a file, by that."""
        return {page.session.path: page for page in self._order if page.session.path is not None}

    @Slot()
    def show_next(self) -> None:
        """The tab to the right; from the last to the first."""
        self._step(1)

    @Slot()
    def show_previous(self) -> None:
        """The tab to the left; from the first to the last."""
        self._step(-1)

    @Slot()
    def move_right(self) -> None:
        """Exchange the tab that is shown with the one to the right."""
        self._move(1)

    @Slot()
    def move_left(self) -> None:
        """Exchange the tab that is shown with the one to the left."""
        self._move(-1)

    def _step(self, by: int) -> None:
        self._tabs.setCurrentIndex((self._tabs.currentIndex() + by) % self._tabs.count())

    def _move(self, by: int) -> None:
        index = self._tabs.currentIndex()
        if 0 <= index + by < self._tabs.count():
            self._tabs.move_set(index, index + by)

    def _label(self, index: int) -> None:
        session = self._order[index].session
        where = "" if session.path is None else str(session.path)
        self._tabs.show_set(index, session.task_set.name, where, dirty=session.dirty)

    @Slot()
    def _on_changed(self) -> None:
        for index in range(len(self._order)):
            self._label(index)
        self.listed.emit()

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        if 0 <= index < len(self._order):
            page = self._order[index]
            self.shown.emit(page)  # what it needs is in place before it is seen
            self.setCurrentWidget(page)

    @Slot(int, int)
    def _on_moved(self, index: int, to: int) -> None:
        self._order.insert(to, self._order.pop(index))
        self.listed.emit()
