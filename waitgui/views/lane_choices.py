"""LaneChoices: what the user chose of the lanes, by commands, gutter and filter; and what of it is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction

from waitgui.models.lane_order import Choice, Sort
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
    """Ties commands, filter and timeline to the arranger. A filter isn't remembered: it would hide tasks unasked."""

    heightChanged = Signal()
    """Lanes are to be of another height; a narrow window may want another than the user."""
    kept = Signal()
    """There is something else to remember."""

    def __init__(
        self,
        commands: Commands,
        arranger: LaneArranger,
        timeline: TimelineView,
        task_filter: TaskFilter,
        menu: QMenu,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._arranger = arranger
        self._filter = task_filter
        self._menu = menu
        self._height = LaneHeight.AUTO
        self._set = ""
        self._collapsed: dict[str, tuple[str, ...]] = {}
        for name in (*_SORTS, *_HEIGHTS):
            commands[name].triggered.connect(self._on_sort if name in _SORTS else self._on_height)
        commands["group"].triggered.connect(self._on_group)
        commands["collapse_all"].triggered.connect(arranger.collapse_all)
        commands["expand_all"].triggered.connect(arranger.expand_all)
        arranger.chosen.connect(self._on_chosen)
        arranger.hold_while(lambda: timeline.is_under_mouse)
        timeline.groupToggled.connect(arranger.toggle)
        timeline.laneHeightStepped.connect(self.set_height)
        timeline.laneMenuRequested.connect(self._open_menu)
        task_filter.changed.connect(self._on_filter)
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
        collapsed = frozenset(self._collapsed.get(self._set, ()))
        self._arranger.choose(Choice(grouped=lanes.grouped, sort=Sort(lanes.sort), collapsed=collapsed))
        self._mark()

    def open_set(self, path: str) -> None:
        """Another set is shown, from this file ("" without one): its groups as they were left, no filter."""
        self._set = path
        self._filter.clear_all()
        choice = self._arranger.choice
        collapsed = frozenset(self._collapsed.get(path, ()))
        self._arranger.choose(Choice(grouped=choice.grouped, sort=choice.sort, collapsed=collapsed))

    def to_keep(self) -> Lanes:
        """What is to be remembered."""
        choice = self._arranger.choice
        kept = list(self._collapsed.items())[-_SETS_KEPT:]
        return Lanes(grouped=choice.grouped, sort=choice.sort.value, height=self._height.value, collapsed=dict(kept))

    @Slot()
    def _on_chosen(self) -> None:
        if self._set:
            self._collapsed.pop(self._set, None)
            if collapsed := tuple(sorted(self._arranger.choice.collapsed)):
                self._collapsed[self._set] = collapsed
        self._mark()
        self.kept.emit()

    @Slot()
    def _on_filter(self) -> None:
        self._arranger.filter(self._filter.text(), self._filter.show_only)

    @Slot()
    def _on_group(self) -> None:
        self._arranger.group(grouped=self._commands["group"].isChecked())

    @Slot()
    def _on_sort(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self._arranger.sort(_SORTS[sender.objectName()])

    @Slot()
    def _on_height(self) -> None:
        """A height; that all lanes fit, chosen again, is over."""
        sender = self.sender()
        if isinstance(sender, QAction):
            height = _HEIGHTS[sender.objectName()]
            is_again = height is self._height is LaneHeight.FIT
            self.set_height(LaneHeight.AUTO if is_again else height)
            self._mark()

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        self._menu.popup(at)

    def _mark(self) -> None:
        choice = self._arranger.choice
        self._commands["group"].setChecked(choice.grouped)
        for name, sort in _SORTS.items():
            self._commands[name].setChecked(choice.sort is sort)
        for name, height in _HEIGHTS.items():
            self._commands[name].setChecked(height is self._height)
        for name in ("collapse_all", "expand_all"):
            self._commands[name].setEnabled(choice.grouped)
