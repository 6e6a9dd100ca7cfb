"""The head of the gutter, beside the axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from waitgui.views.labels import tool_tip
from waitgui.views.theme import font
from waitgui.views.timeline.gutter_row import EDGE
from waitgui.views.timeline.paint_gutter import paint_grounds
from waitgui.views.timeline.pixels import DevicePainter
from waitgui.views.timeline.words import tasks_in_groups_words
from waitgui.views.tokens import AXIS

if TYPE_CHECKING:
    from waitgui.models.timeline import TimelineModel
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.camera import Camera

_BETWEEN, _CHEVRON = 8, 12


class GutterHeader(QWidget):
    """Says what the gutter's columns are; where lanes have no names, how many there are. A click opens their menu."""

    menuRequested = Signal(QPoint)
    """The menu of the lanes is wanted at a place of the screen."""

    def __init__(self, model: TimelineModel, camera: Camera, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._camera = camera
        self._theme = theme
        self._font = font("hint", 600)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tool_tip(QCoreApplication.translate("timeline", "Group, sort and height of the lanes")))
        self.setFixedHeight(AXIS)

    def words(self) -> tuple[str, str]:
        """What stands at the left and at the right."""
        lanes = self._camera.lanes
        if lanes.style.is_small:
            tasks = sum(len(lane.members) for lane in self._model.lanes)
            groups = sum(block.is_group for block in lanes.blocks)
            return tasks_in_groups_words(tasks, groups), QCoreApplication.translate("timeline", "Failed")
        right = QCoreApplication.translate("timeline", "Next") if lanes.style.has_next else ""
        return QCoreApplication.translate("timeline", "Task"), right

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the menu, to be opened below."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self.menuRequested.emit(self.mapToGlobal(QPoint(0, self.height())))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """One line of words."""
        with DevicePainter(self) as device:
            self._paint(device)

    def _paint(self, device: DevicePainter) -> None:
        tokens = self._theme.tokens
        paint_grounds(device, self, tokens.gutter, tokens.line)
        hair, (width, height) = max(1, round(device.dpr)), device.size(self)
        device.painter.fillRect(0, height - hair, width, hair, QColor(tokens.line))
        left, right = self.words()
        metrics = QFontMetricsF(self._font)
        with device.logical() as painter:
            painter.setFont(self._font)
            painter.setPen(QColor(tokens.text2))
            rect = QRectF(EDGE, 0, self.width() - 2 * EDGE, self.height())
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | middle, right)
            room = rect.width() - metrics.horizontalAdvance(right) - _BETWEEN
            shown = metrics.elidedText(left, Qt.TextElideMode.ElideRight, room)
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | middle, shown)
            if self.underMouse() and shown == left:
                pixmap = self._theme.icons.pixmap("chevron-down", tokens.text2, _CHEVRON, device.dpr)
                x = round(rect.left() + metrics.horizontalAdvance(left) + 4)
                painter.drawPixmap(QRect(x, (self.height() - _CHEVRON) // 2, _CHEVRON, _CHEVRON), pixmap)
