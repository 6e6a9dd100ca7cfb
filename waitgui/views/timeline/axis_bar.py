"""The axis above the canvas: day, times, marks, and the time of now in a pill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from waitgui.views.theme import font
from waitgui.views.timeline.axis import Label, day_label, marks, step_for, time_label, with_room
from waitgui.views.timeline.inks import line_px
from waitgui.views.timeline.picture import LABEL_PX, now_line_left
from waitgui.views.timeline.pixels import DevicePainter
from waitgui.views.tokens import AXIS, RADIUS_CONTROL, mixed
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from PySide6.QtGui import QPainter

    from waitgui.models.timeline import TimelineModel
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.axis import Mark, Step
    from waitgui.views.timeline.camera import Camera

_MARK_PX, _SMALL_MARK_PX = 6, 4
_LABEL_BOTTOM = 19
_PILL_TOP, _PILL_HEIGHT, _PILL_PADDING = 5, 22, 8
_DAY_X = 8


class AxisBar(QWidget):
    """Paints only; the canvas takes the mouse."""

    def __init__(self, model: TimelineModel, camera: Camera, theme: Theme, tz: tzinfo | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._camera = camera
        self._theme = theme
        self._tz = tz
        self._months = [QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat) for month in range(1, 13)]
        self._font, self._strong, self._pill_font = font("hint"), font("hint", 600), font("secondary", 600)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedHeight(AXIS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Marks, the labels that have room, the day at the left, the pill over all."""
        with DevicePainter(self) as device:
            self._paint(device)

    def _paint(self, device: DevicePainter) -> None:
        view, tokens, dpr = self._camera.view, self._theme.tokens, device.dpr
        width, height = device.size(self)
        hair = max(1, round(dpr))
        step = step_for(view.ns_per_px, LABEL_PX * dpr)
        offset_ns = self._model.wall_ns(0)
        margin_ns = round(LABEL_PX * dpr) * view.ns_per_px
        first_ns, last_ns = view.origin_ns + offset_ns - margin_ns, view.end_ns + offset_ns + margin_ns
        found = marks(first_ns, last_ns, step, self._tz, self._months)
        painter = device.painter
        painter.fillRect(0, 0, width, height, QColor(tokens.gutter))
        painter.fillRect(0, height - hair, width, hair, QColor(tokens.line))
        for mark in found:
            long = round((_MARK_PX if mark.label else _SMALL_MARK_PX) * dpr)
            colour = QColor(tokens.outline if mark.label else mixed(tokens.gutter, tokens.outline, 0.6))
            painter.fillRect(view.near(mark.at_ns - offset_ns), height - hair - long, hair, long, colour)
        now_x = view.near(self._camera.now_ns)
        with device.logical():
            pill = self._pill(painter, now_x / dpr, step) if -2 <= now_x <= width else QRectF()
            self._labels(painter, found, step, first_ns + margin_ns, pill)
        if not pill.isEmpty():
            thick = line_px(1.5, dpr)
            foot = round(pill.bottom() * dpr)
            painter.setRenderHint(painter.RenderHint.Antialiasing)
            painter.fillRect(QRectF(now_line_left(now_x, thick), foot, thick, height - foot), QColor(tokens.accent))

    def _labels(self, painter: QPainter, found: Sequence[Mark], step: Step, left_ns: int, pill: QRectF) -> None:
        """Each in the middle of its mark, where nothing stands; the day stands first."""
        tokens = self._theme.tokens
        for label in with_room(self._wanted(found, step, left_ns), (pill.left(), pill.right()), self.width()):
            painter.setFont(self._strong if label.strong else self._font)
            painter.setPen(QColor(tokens.text2))
            painter.drawText(QPointF(label.left, _LABEL_BOTTOM), label.words)

    def _wanted(self, found: Sequence[Mark], step: Step, left_ns: int) -> list[Label]:
        """The day at the left, days among times, times."""
        view, offset_ns, dpr = self._camera.view, self._model.wall_ns(0), self._camera.dpr
        metrics = {True: QFontMetricsF(self._strong), False: QFontMetricsF(self._font)}
        day = day_label(left_ns, step, self._tz, self._months)
        labels = [Label(_DAY_X, metrics[True].horizontalAdvance(day), day, strong=True)] if day else []
        for mark in sorted(found, key=lambda mark: not mark.strong):
            if mark.label:
                wide = metrics[mark.strong].horizontalAdvance(mark.label)
                labels.append(Label(view.near(mark.at_ns - offset_ns) / dpr - wide / 2, wide, mark.label, mark.strong))
        if day and len(labels) > 1 and labels[1].strong and labels[1].left < labels[0].right + _DAY_X:
            del labels[0]  # the next day has come so far to the left that it says it all
        return labels

    def _pill(self, painter: QPainter, x: float, step: Step) -> QRectF:
        """The time of now, exact to a second or as the axis is."""
        tokens, wall_ns = self._theme.tokens, self._model.wall_ns(self._camera.now_ns)
        words = time_label(wall_ns, step if step.ns < NS_PER_S else step_for(NS_PER_S, 1), self._tz)
        wide = QFontMetricsF(self._pill_font).horizontalAdvance(words) + 2 * _PILL_PADDING
        left = min(max(x + 0.5 - wide / 2, 0), self.width() - wide)
        pill = QRectF(round(left), _PILL_TOP, wide, _PILL_HEIGHT)
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(pill, RADIUS_CONTROL, RADIUS_CONTROL)
        foot = pill.bottom()
        painter.drawPolygon(
            QPolygonF([QPointF(x - 4, foot - 1), QPointF(x + 4.5, foot - 1), QPointF(x + 0.25, foot + 4)])
        )
        painter.setRenderHint(painter.RenderHint.Antialiasing, on=False)
        painter.setFont(self._pill_font)
        painter.setPen(QColor(tokens.on_accent))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        return pill
