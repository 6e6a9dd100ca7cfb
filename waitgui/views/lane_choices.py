"""LaneChoices: what the user chose of the lanes, by commands, gutter and filter; and what of it is remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction

from waitgui.models.lane_order import Sort
from waitgui.store.settings import Lanes
from waitgui.views.timeline.lane_styles import LaneHeight

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from waitgui.models.lane_arranger import LaneArranger
    from waitgui.views.commands import Commands
    from waitgui.views.task_filter import TaskFilter
    from waitgui.views.timeline.timeline_view import TimelineView

_SETS_KEPT = 20
_SORTS = {
    "sort_set": Sort.SET,
    "sort_name": Sort.NAME,
    "sort_next": Sort.NEXT,
    "sort_last_failure": Sort.LAST_FAILURE,
    "sort_failures": Sort.FAILURES,
}
_HEIGHTS = {f"height_{height}": height for height in LaneHeight}


class LaneChoices(QObject):
    """Of a window: height, order and grouping are those of every page; which groups are collapsed is each set's own."""

    heightChanged = Signal()
    """Lanes are to be of another height; a narrow window may want another than the user."""
    sortChosen = Signal(object)
    """The user gave the command to sort by this (a `Sort`)."""
    kept = Signal()
    """There is something else to remember."""

    def __init__(self, commands: Commands, menu: QMenu, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._menu = menu
        self._height = LaneHeight.AUTO
        self._grouped, self._sort = True, Sort.SET
        self._collapsed: dict[str, tuple[str, ...]] = {}
        self._shown: PageLanes | None = None
        for name in (*_SORTS, *_HEIGHTS):
            commands[name].triggered.connect(self._on_sort if name in _SORTS else self._on_height)
        commands["group"].triggered.connect(self._on_group)
        commands["collapse_all"].triggered.connect(self._on_collapse_all)
        commands["expand_all"].triggered.connect(self._on_expand_all)
        self._mark()

    @property
    def height(self) -> LaneHeight:
        """How high the user wants lanes."""
        return self._height

    @Slot(object)
    def set_height(self, height: LaneHeight) -> None:
        """Want lanes so high."""
        if height is not self._height:
            self._height = height
            self._mark()
            self.heightChanged.emit()
            self.kept.emit()

    def restore(self, lanes: Lanes) -> None:
        """What was remembered."""
        self._height, self._collapsed = LaneHeight(lanes.height), dict(lanes.collapsed)
        self._grouped, self._sort = lanes.grouped, Sort(lanes.sort)
        if self._shown is not None:
            self.arrange(self._shown)
        self._mark()

    def show_page(self, lanes: PageLanes) -> None:
        """Commands are about this page's lanes from now on."""
        self._shown = lanes
        self.arrange(lanes)

    def arrange(self, lanes: PageLanes) -> None:
        """Have them as the user wants lanes, those of this set's groups collapsed that were left so."""
        collapsed = frozenset(self._collapsed.get(lanes.path, ()) if lanes.path else lanes.arranger.choice.collapsed)
        choice = replace(lanes.arranger.choice, grouped=self._grouped, sort=self._sort, collapsed=collapsed)
        lanes.arranger.choose(choice)

    def note(self, lanes: PageLanes) -> None:
        """The user chose something else of these lanes."""
        choice = lanes.arranger.choice
        self._grouped, self._sort = choice.grouped, choice.sort
        if lanes.path:
            self._collapsed.pop(lanes.path, None)
            if collapsed := tuple(sorted(choice.collapsed)):
                self._collapsed[lanes.path] = collapsed
        self._mark()
        self.kept.emit()

    def to_keep(self) -> Lanes:
        """What is to be remembered. A filter isn't: it would hide tasks unasked."""
        kept = dict(list(self._collapsed.items())[-_SETS_KEPT:])
        return Lanes(grouped=self._grouped, sort=self._sort.value, height=self._height.value, collapsed=kept)

    @Slot(QPoint)
    def open_menu(self, at: QPoint) -> None:
        """Show what can be chosen."""
        self._menu.popup(at)

    @Slot()
    def _on_group(self) -> None:
        if self._shown is not None:
            self._shown.arranger.group(grouped=self._commands["group"].isChecked())

    @Slot()
    def _on_collapse_all(self) -> None:
        if self._shown is not None:
            self._shown.arranger.collapse_all()

    @Slot()
    def _on_expand_all(self) -> None:
        if self._shown is not None:
            self._shown.arranger.expand_all()

    @Slot()
    def _on_sort(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction) and self._shown is not None:
            sort = _SORTS[sender.objectName()]
            self._shown.arranger.sort(sort)
            self.sortChosen.emit(sort)
            self._mark()

    @Slot()
    def _on_height(self) -> None:
        """A height; that all lanes fit, chosen again, is over."""
        sender = self.sender()
        if isinstance(sender, QAction):
            height = _HEIGHTS[sender.objectName()]
            is_again = height is self._height is LaneHeight.FIT
            self.set_height(LaneHeight.AUTO if is_again else height)
            self._mark()

    def _mark(self) -> None:
        self._commands["group"].setChecked(self._grouped)
        for name, sort in _SORTS.items():
            self._commands[name].setChecked(self._sort is sort)
        for name, height in _HEIGHTS.items():
            self._commands[name].setChecked(height is self._height)
        for name in ("collapse_all", "expand_all"):
            self._commands[name].setEnabled(self._grouped)


class PageLanes(QObject):
    """The lanes of one page: ties its timeline and filter to its arranger, and that to the choices of the window."""

    def __init__(
        self,
        choices: LaneChoices,
        arranger: LaneArranger,
        timeline: TimelineView,
        task_filter: TaskFilter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._choices = choices
        self._filter = task_filter
        self.arranger = arranger
        self.path = ""
        """The set's file; "" without one."""
        arranger.hold_while(lambda: not timeline.isVisible() or timeline.is_under_mouse)
        timeline.groupToggled.connect(arranger.toggle)
        timeline.laneHeightStepped.connect(choices.set_height)
        timeline.laneMenuRequested.connect(choices.open_menu)
        task_filter.changed.connect(self._on_filter)
        self.arrange()
        arranger.chosen.connect(self._on_chosen)

    def open_set(self, path: str) -> None:
        """Another set is shown, from this file: its groups as they were left, no filter."""
        self._filter.clear_all()
        self.path = ""  # what is expanded here is nobody's choice
        self.arranger.choose(replace(self.arranger.choice, collapsed=frozenset()))
        self.path = path
        self.arrange()

    def arrange(self) -> None:
        """Have the lanes as the user wants them."""
        self._choices.arrange(self)

    @Slot()
    def _on_chosen(self) -> None:
        self._choices.note(self)

    @Slot()
    def _on_filter(self) -> None:
        self.arranger.filter(self._filter.text(), self._filter.show_only)
