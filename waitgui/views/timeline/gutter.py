"""The gutter: rows in step with the canvas's lanes, and what the mouse does there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from waitgui.views.labels import tool_tip
from waitgui.views.timeline.gutter_row import CHEVRON_TO, RowPainter
from waitgui.views.timeline.gutter_said import Said
from waitgui.views.timeline.lettering import Lettering
from waitgui.views.timeline.paint_gutter import GutterPainter
from waitgui.views.timeline.pixels import DevicePainter
from waitgui.views.timeline.words import group_words, tasks_words

if TYPE_CHECKING:
    from waitgui.models.timeline import Lane, TimelineModel
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.camera import Camera

_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_NOTCH = 120  # of QWheelEvent.angleDelta
_DRAG_FROM_PX, _LINE = 6, 2
_MOST_NAMES = 6  # in a tool tip, of lanes that share a pixel


class Gutter(QWidget):
    """A click selects a lane, with Ctrl or Shift several, or opens and closes groups; a drag moves lanes."""

    picked = Signal(int)
    """A row was clicked; −1: none."""
    added = Signal(int, bool)
    """A row was clicked with Ctrl, to select it too; or with Shift (True), to select all up to it."""
    toggled = Signal(int)
    """A block's header was clicked, or its chevron where lanes are small."""
    activated = Signal(int)
    """A row was double clicked."""
    dropped = Signal(int, int)
    """Lanes were dragged, beginning at a row, to another row of its block; its end is below its last row."""
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
        self._letters = Lettering()
        self._rows = RowPainter(theme, self._letters)
        self._said = Said(model, camera, self)
        self._turned = 0
        self._pressed: tuple[int, float] | None = None
        self._is_let_go = False
        self._target = -1
        self.may_move = False
        """Whether lanes may be dragged to another place."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def look(self) -> None:
        """Paint the rows anew that say something else."""
        for rect in self._said.others():
            self.update(rect)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that show."""
        with DevicePainter(self) as device:
            parts = self._model, self._camera, self._theme, self._letters, self._rows
            GutterPainter(device, *parts).paint(self, self._said.paint(event.region()))
            if self._target >= 0:
                thick, width = round(_LINE * device.dpr), device.size(self)[0]
                y = max(self._line_at(self._target) - thick // 2, 0)
                device.painter.fillRect(0, y, width, thick, QColor(self._theme.tokens.accent))

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
                return
            self._pressed = (row, event.position().y())
            chosen = self._camera.chosen
            self._is_let_go = len(chosen) > 1 and row >= 0 and self._model.lanes[row].task in chosen
            if not self._is_let_go:  # else all of them may be about to be dragged
                self.picked.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the selected lanes, within their group."""
        if self._pressed is None or not self.may_move or self._pressed[0] < 0:
            return
        row, y = self._pressed
        if self._target < 0 and abs(event.position().y() - y) < _DRAG_FROM_PX:
            return
        self._aim(self._row_below(row, event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag, or of a click on one of several."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            event.ignore()
            return
        (row, _), target = self._pressed, self._target
        self._pressed = None
        self._aim(-1)
        if target >= 0:
            self.dropped.emit(row, target)
        elif self._is_let_go:
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

    def _aim(self, target: int) -> None:
        if target != self._target:
            self._target = target
            if target >= 0:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            else:
                self.unsetCursor()
            self.update()

    def _row_below(self, row: int, y: float) -> int:
        """The row of the same block before which something at `y` would be put."""
        lanes = self._camera.lanes
        rows, at = lanes.rows_of(lanes.block_of(row)), y * lanes.dpr
        return next((place for place in rows if at < (lanes.top(place) + lanes.bottom(place)) / 2), rows.stop)

    def _line_at(self, target: int) -> int:
        """The device pixel of the line above a row, or below the one before it."""
        lanes, row = self._camera.lanes, -1 if self._pressed is None else self._pressed[0]
        stop = lanes.rows_of(lanes.block_of(row)).stop if row >= 0 else -1
        return lanes.bottom(target - 1) if target == stop else lanes.top(target)

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
