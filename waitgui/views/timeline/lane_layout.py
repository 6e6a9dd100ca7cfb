"""LaneLayout: which rows lie where in the room that there is, and what stays in sight when they become others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from waitgui.views.labels import visible
from waitgui.views.timeline.lane_steps import Stop, step
from waitgui.views.timeline.lane_styles import LaneHeight
from waitgui.views.timeline.lanes import LaneGrid, blocks_of
from waitgui.views.timeline.words import group_words, tasks_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollBar

    from waitgui.models.timeline import Lane, TimelineModel
    from waitgui.views.timeline.camera import Camera
    from waitgui.views.timeline.lane_styles import Block

_translate = QCoreApplication.translate


class LaneLayout(QObject):
    """Gives the camera its lanes: from the model's rows, the height that is wanted and where the bar is scrolled to."""

    scrolls = Signal()
    """The scroll bar came or went."""

    def __init__(self, model: TimelineModel, camera: Camera, scroll_bar: QScrollBar, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._camera = camera
        self._scroll_bar = scroll_bar
        self._room = 0
        self._height = LaneHeight.AUTO
        self._lanes: tuple[Lane, ...] = model.lanes  # those that are laid out; the model may have others already
        self._blocks: tuple[Block, ...] = blocks_of(model.lanes)
        scroll_bar.valueChanged.connect(self._arrange)

    @property
    def height(self) -> LaneHeight:
        """How high lanes are to be."""
        return self._height

    def set_height(self, height: LaneHeight) -> None:
        """Make lanes so high; the one at the top stays there."""
        if height is not self._height:
            self._height = height
            self._arrange_anew()

    def set_room(self, height: int) -> None:
        """There are so many logical pixels for lanes."""
        self._room = height
        self._arrange()

    def take_lanes(self) -> None:
        """Lay out the model's lanes; the one at the top stays there, wherever it is among them now."""
        self._blocks = blocks_of(self._model.lanes)
        self._arrange_anew()
        self._lanes = self._model.lanes
        if self._camera.group is not None and self.block_of(self._camera.group) < 0:
            self._camera.select(self._camera.task, self._camera.tick)

    def scroll_by(self, pixels: int) -> None:
        """Scroll the lanes."""
        self._scroll_bar.setValue(self._scroll_bar.value() + pixels)

    def show_row(self, row: int) -> None:
        """Bring a row into sight."""
        self._scroll_bar.setValue(self._camera.lanes.scroll_to(row, self._room))

    def group_of(self, block: int) -> str:
        """The name of a block's group."""
        return self._model.lanes[self._camera.lanes.rows_of(block)[0]].group

    def block_of(self, group: str) -> int:
        """The block of a group; −1 if there is none."""
        found = (place for place, block in enumerate(self._blocks) if block.is_group and self.group_of(place) == group)
        return next(found, -1)

    def step(self, by: int) -> Stop | None:
        """The lane or the header `by` places from the one that is selected."""
        lanes, row = self._camera.lanes, -1 if self._camera.task is None else self._model.row_of(self._camera.task)
        at = None if row < 0 else Stop(lanes.block_of(row), row)
        if self._camera.group is not None:
            block = self.block_of(self._camera.group)
            at = Stop(block, lanes.rows_of(block)[0] if lanes.blocks[block].is_collapsed else -1)
        return step(lanes, at, by)

    def step_from(self, at: Stop, by: int) -> Stop | None:
        """The lane or the header `by` places from another one."""
        return step(self._camera.lanes, at, by)

    def words(self) -> str:
        """What a screen reader says of the selected header; "" without one."""
        block = -1 if self._camera.group is None else self.block_of(self._camera.group)
        if block < 0:
            return ""
        first = self._model.lanes[self._camera.lanes.rows_of(block)[0]]
        words = _translate("timeline", "Group {name}, {tasks}, {state}.")
        collapsed, expanded = _translate("timeline", "collapsed"), _translate("timeline", "expanded")
        values = {
            "state": collapsed if first.tasks else expanded,
            "tasks": tasks_words(len(first.tasks) or self._blocks[block].rows),
            "name": visible(group_words(first.group)),
        }
        for name, value in values.items():
            words = words.replace("{" + name + "}", value)
        return words

    def _arrange_anew(self) -> None:
        before = self._camera.lanes
        self._arrange()
        top = before.shown(1)
        if not before.scroll or not top or top[0] >= len(self._lanes):
            return
        row = self._model.row_of(self._lanes[top[0]].members[0])
        if row >= 0:
            within = 0 if self._model.lanes[row].tasks else before.scroll - round(before.logical_top(top[0]))
            self._scroll_bar.setValue(round(self._camera.lanes.logical_top(row)) + within)

    @Slot()
    def _arrange(self) -> None:
        style = self._height.style(self._blocks, self._room, self._camera.dpr)
        lanes = LaneGrid(style, self._blocks, 0, self._camera.dpr)
        most = max(lanes.total - self._room, 0)
        self._scroll_bar.setRange(0, most)
        self._scroll_bar.setPageStep(max(self._room, 1))
        self._scroll_bar.setSingleStep(lanes.step)
        if self._scroll_bar.isHidden() is (most > 0):
            self._scroll_bar.setVisible(most > 0)
            self.scrolls.emit()
        self._camera.set_lanes(style, self._blocks, self._scroll_bar.value())
