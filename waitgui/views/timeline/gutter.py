"""The gutter: rows in step with the canvas's lanes, and what the mouse does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from waitgui.views.labels import tool_tip
from waitgui.views.timeline.paint_gutter import CHEVRON_TO, GutterPainter, gutter_fonts
from waitgui.views.timeline.pixels import DevicePainter
from waitgui.views.timeline.words import group_words, tasks_words

if TYPE_CHECKING:
    from waitgui.models.timeline import Lane, TimelineModel
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.camera import Camera

_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_NOTCH = 120  # of QWheelEvent.angleDelta
_MOST_NAMES = 6  # in a tool tip, of lanes that share a pixel


class Gutter(QWidget):
    """A click selects a lane, with Ctrl or Shift several, or opens and closes groups; Ctrl+wheel changes the height."""

    picked = Signal(int)
    """A row was clicked; −1: none."""
    added = Signal(int, bool)
    """A row was clicked with Ctrl, to select it too; or with Shift (True), to select all up to it."""
    toggled = Signal(int)
    """A block's header was clicked, or its chevron where lanes are small."""
    activated = Signal(int)
    """A row was double clicked."""
    scrolled = Signal(int)
    """The lanes are to be scrolled by so many logical pixels."""
    menuWanted = Signal(int, QPoint)
    """The menu of a row (−1: none) is wanted, at this place of the screen."""
    heightStepped = Signal(int)
    """Lanes are to be higher (1) or lower (−1)."""
    menuRequested = Signal(QPoint)
    """The menu of the lanes is wanted at a place of the screen."""

    def __init__(self, model: TimelineModel, camera: Camera, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._camera = camera
        self._theme = theme
        self._fonts = gutter_fonts()
        self._turned = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The rows that show."""
        with DevicePainter(self) as device:
            GutterPainter(device, self._model, self._camera, self._theme, self._fonts).paint(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the lane, or open or close the group."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        block = self._header_at(event.position().x(), event.position().y())
        if block >= 0:
            self.toggled.emit(block)
        else:
            row, held = self._camera.lanes.row_at(event.position().y()), event.modifiers() & _ADDING
            if held and row >= 0:
                self.added.emit(row, bool(held & Qt.KeyboardModifier.ShiftModifier))
            else:
                self.picked.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the task. On a header it is one more click: the first has opened or closed the group."""
        x, y = event.position().x(), event.position().y()
        row = self._camera.lanes.row_at(y)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        block = self._header_at(x, y)
        if block >= 0:
            self.toggled.emit(block)
        elif row >= 0:
            self.activated.emit(row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the lanes; with Ctrl make them higher or lower."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y() or event.angleDelta().x()
            steps = int(self._turned / _NOTCH)
            self._turned -= steps * _NOTCH
            if steps:
                self.heightStepped.emit(1 if steps > 0 else -1)
        else:
            turn = event.pixelDelta().y() or event.angleDelta().y() / _NOTCH * self._camera.lanes.step
            self.scrolled.emit(-round(turn))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the task there; on a header, or where no lane is, for that of the lanes."""
        row = self._camera.lanes.row_at(event.pos().y())
        if row < 0 or self._header_at(event.pos().x(), event.pos().y()) >= 0:
            self.menuRequested.emit(event.globalPos())
        else:
            self.menuWanted.emit(row, event.globalPos())

    def event(self, event: QEvent) -> bool:
        """The tool tip gives names and schedules in full."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tool_tip(self._tip(event.pos().y())), self)
            return True
        return super().event(event)

    def _tip(self, y: int) -> str:
        lanes, block = self._camera.lanes, self._camera.lanes.header_at(y)
        if block >= 0:
            row = lanes.rows_of(block)[0]
            return self._group_tip(self._model.lanes[row], len(lanes.rows_of(block)))
        rows = lanes.rows_at(y)
        shown = [self._model.lanes[row] for row in rows[:_MOST_NAMES]]
        if len(shown) == 1:
            return f"{shown[0].name}\n{shown[0].schedule}"
        return "\n".join(lane.name or group_words(lane.group) for lane in shown)

    @staticmethod
    def _group_tip(lane: Lane, rows: int) -> str:
        return f"{group_words(lane.group)}\n{tasks_words(len(lane.tasks) or rows)}"

    def _header_at(self, x: float, y: float) -> int:
        """The block that a click there opens or closes; −1 where it does something else."""
        lanes = self._camera.lanes
        block = lanes.header_at(y)
        if block < 0 and lanes.style.is_small and x < CHEVRON_TO:
            block = lanes.block_at(y)
            return block if block >= 0 and lanes.blocks[block].has_header else -1
        return block
