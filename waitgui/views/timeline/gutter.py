"""The gutter: a name, a state and what comes next for each lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QHelpEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from waitgui.models.task_states import State
from waitgui.views.labels import tool_tip, visible
from waitgui.views.theme import font
from waitgui.views.timeline.lanes import COMFORTABLE
from waitgui.views.timeline.pixels import DevicePainter
from waitgui.views.timeline.words import next_words, state_icon
from waitgui.views.tokens import AXIS, mixed

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from waitgui.models.timeline import TimelineModel
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.camera import Camera

_ICON, _ICON_X, _NAME_X, _RIGHT, _BETWEEN = 15, 13, 36, 12, 8
_MARKER = 3
_ROLES = ("text", "secondary", "hint")


class GutterHeader(QWidget):
    """Says what the gutter's columns are."""

    def __init__(self, camera: Camera, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._camera = camera
        self._theme = theme
        self._font = font("hint", 600)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedHeight(AXIS)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Task at the left, Next at the right."""
        with DevicePainter(self) as device:
            self._paint(device)

    def _paint(self, device: DevicePainter) -> None:
        tokens = self._theme.tokens
        _grounds(device, self, tokens.gutter, tokens.line)
        hair, (width, height) = max(1, round(device.dpr)), device.size(self)
        device.painter.fillRect(0, height - hair, width, hair, QColor(tokens.line))
        with device.logical() as painter:
            painter.setFont(self._font)
            painter.setPen(QColor(tokens.text2))
            rect = QRectF(_RIGHT, 0, self.width() - 2 * _RIGHT, self.height())
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | middle, QCoreApplication.translate("timeline", "Task"))
            if self._camera.lanes.style.has_next:
                words = QCoreApplication.translate("timeline", "Next")
                painter.drawText(rect, Qt.AlignmentFlag.AlignRight | middle, words)


class Gutter(QWidget):
    """Rows in step with the canvas's lanes."""

    picked = Signal(int)
    activated = Signal(int)
    scrolled = Signal(int)
    menuWanted = Signal(int, QPoint)
    """The menu of a row (−1: none) is wanted, at this place of the screen."""

    def __init__(self, model: TimelineModel, camera: Camera, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._camera = camera
        self._theme = theme
        self._fonts = {(role, weight): font(role, weight) for role in _ROLES for weight in (400, 500, 600)}
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The rows that show."""
        with DevicePainter(self) as device:
            self._paint(device)

    def _paint(self, device: DevicePainter) -> None:
        tokens, lanes = self._theme.tokens, self._camera.lanes
        _grounds(device, self, tokens.gutter, tokens.line)
        dpr, hair = device.dpr, max(1, round(device.dpr))
        width = device.size(self)[0] - hair
        selected = -1 if self._camera.task is None else self._model.row_of(self._camera.task)
        painter = device.painter
        for row in lanes.shown(self.height()):
            top, bottom = lanes.top(row), lanes.bottom(row)
            if row == selected:
                ground = mixed(tokens.gutter, tokens.accent, tokens.selected_alpha)
                painter.fillRect(0, top, width, bottom - top, QColor(ground))
                painter.fillRect(0, top, round(_MARKER * dpr), bottom - top, QColor(tokens.accent))
            painter.fillRect(0, bottom - hair, width, hair, QColor(tokens.grid))
            with device.logical():
                self._row(painter, row, QRectF(0, top / dpr, self.width(), (bottom - top) / dpr), dpr)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the lane."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(self._camera.lanes.row_at(event.position().y()))
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the task."""
        row = self._camera.lanes.row_at(event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self.activated.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done to the task there."""
        self.menuWanted.emit(self._camera.lanes.row_at(event.pos().y()), event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the lanes."""
        turn = event.pixelDelta().y() or event.angleDelta().y() / 120 * self._camera.lanes.step
        self.scrolled.emit(-round(turn))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """The tool tip gives the name and the schedule in full."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._camera.lanes.row_at(event.pos().y())
            if row >= 0:
                lane = self._model.lanes[row]
                QToolTip.showText(event.globalPos(), tool_tip(f"{lane.name}\n{lane.schedule}"), self)
            return True
        return super().event(event)

    def _row(self, painter: QPainter, row: int, rect: QRectF, dpr: float) -> None:
        tokens, style, lane = self._theme.tokens, self._camera.lanes.style, self._model.lanes[row]
        state, now_ns = self._model.state(row), self._camera.now_ns
        first = QRectF(rect.x(), rect.y() + 5, rect.width(), 18) if style is COMFORTABLE else rect
        icon, token = state_icon(state)
        if icon:
            pixmap = self._theme.icons.pixmap(icon, getattr(tokens, token), _ICON, dpr)
            painter.drawPixmap(QRect(_ICON_X, round(first.center().y() - _ICON / 2), _ICON, _ICON), pixmap)
        right = rect.right() - _RIGHT
        if style.has_next:
            running = state.state is State.RUNNING
            words = next_words(state, self._model.plans(row), now_ns)
            rest = QRectF(_NAME_X, first.y(), right - _NAME_X, first.height())
            weight, colour = (500, tokens.accent) if running else (400, tokens.text2)
            wide = self._text(painter, "secondary", weight, colour, rest, words, at_right=True)
            right -= wide + _BETWEEN
        chosen = 600 if lane.task == self._camera.task else 500
        quiet = state.state in (State.IDLE, State.DONE, State.STOPPED)
        name = QRectF(_NAME_X, first.y(), right - _NAME_X, first.height())
        self._text(painter, style.name_role, chosen, tokens.text2 if quiet else tokens.text, name, visible(lane.name))
        if style.has_schedule:
            second = QRectF(_NAME_X, rect.y() + 23, rect.right() - _RIGHT / 2 - _NAME_X, 16)
            self._text(painter, "hint", 400, tokens.text3, second, lane.schedule)

    def _text(
        self,
        painter: QPainter,
        role: str,
        weight: int,
        colour: str,
        rect: QRectF,
        words: str,
        *,
        at_right: bool = False,
    ) -> float:
        """One line, elided; gives its width."""
        chosen = self._fonts[role, weight]
        shown = QFontMetricsF(chosen).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(chosen)
        painter.setPen(QColor(colour))
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        return QFontMetricsF(chosen).horizontalAdvance(shown)


def _grounds(device: DevicePainter, widget: QWidget, ground: str, line: str) -> None:
    """The ground, and the line that parts the gutter from the canvas."""
    width, height = device.size(widget)
    hair = max(1, round(device.dpr))
    device.painter.fillRect(0, 0, width, height, QColor(ground))
    device.painter.fillRect(width - hair, 0, hair, height, QColor(line))
