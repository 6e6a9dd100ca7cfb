"""The axis above the canvas: day, times, marks, the time of now in a pill, the length of the selected range.

A drag zooms to the span that it covers; with Shift or Ctrl it selects a range, whose handles can be dragged.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPaintEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from waitgui.views.labels import tool_tip
from waitgui.views.theme import font
from waitgui.views.timeline.axis import Label, day_label, marks, step_for, time_label, with_room
from waitgui.views.timeline.inks import line_px
from waitgui.views.timeline.paint_range import axis_tip, paint_sign, range_sign
from waitgui.views.timeline.picture import LABEL_PX, now_line_left
from waitgui.views.timeline.pixels import DevicePainter
from waitgui.views.timeline.range_tool import RangeTool
from waitgui.views.timeline.viewport import STEPS_PER_NOTCH
from waitgui.views.timeline.words import date_words
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
    from waitgui.views.timeline.paint_range import RangeSign

_MARK_PX, _SMALL_MARK_PX = 6, 4
_LABEL_BOTTOM = 19
_PILL_TOP, _PILL_HEIGHT, _PILL_PADDING = 5, 22, 8
_DAY_X = 8
_OLDER_PX = 3
_DRAG_FROM_PX = 4
_NOTCH = 120  # of QWheelEvent.angleDelta
_SELECTS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class AxisBar(QWidget):
    """The times, and what is done to spans of them."""

    allWanted = Signal()
    """Everything is to be shown: a double click."""

    def __init__(self, model: TimelineModel, camera: Camera, theme: Theme, tz: tzinfo | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._camera = camera
        self._theme = theme
        self._tz = tz
        self._dates = date_words()
        self._font, self._strong, self._pill_font = font("hint"), font("hint", 600), font("secondary", 600)
        self._metrics = {True: QFontMetricsF(self._strong), False: QFontMetricsF(self._font)}
        self._pill_metrics = QFontMetricsF(self._pill_font)
        self._width_of = lru_cache(maxsize=256)(lambda words, strong: self._metrics[strong].horizontalAdvance(words))
        self._range = RangeTool(camera)
        self._pressed_x: float | None = None
        self._zooming = False
        self._rest = 0.0  # of a step that a fine wheel hasn't completed
        self._sign: RangeSign | None = None
        model.askingChanged.connect(self.update)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setToolTip(tool_tip(axis_tip()))
        self.setAccessibleName(self.tr("Times"))
        self.setAccessibleDescription(axis_tip())
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedHeight(AXIS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Marks, the labels that have room, the day at the left, the pill over all."""
        with DevicePainter(self) as device:
            self._paint(device)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The begin of a drag."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._pressed_x = event.position().x()
        x = self._device(self._pressed_x)
        edge = self._range.edge_at(x)
        if edge is not None:
            self._range.grab(edge)
        elif event.modifiers() & _SELECTS:
            self._range.begin(x)
        self._point(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the range, or the band that is to be zoomed to."""
        if self._pressed_x is None:
            self._point(event)
            return
        x = event.position().x()
        if self._range.active:
            self._range.move(self._device(x))
        elif self._zooming or abs(x - self._pressed_x) >= _DRAG_FROM_PX:
            self._zooming = True
            view = self._camera.view
            ends = sorted(min(max(self._device(end), 0), view.width) for end in (self._pressed_x, x))
            self._camera.set_band((view.time_at(ends[0]), view.time_at(ends[1])))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The range stays; the band is zoomed to."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        band = self._camera.band if self._zooming else None
        self._end()
        self._point(event)
        if band is not None and band[0] < band[1]:
            self._camera.fit(*band, margin_px=0)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show everything."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.allWanted.emit()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """There is nothing to scroll here: it zooms."""
        self._rest += event.angleDelta().y() / _NOTCH * STEPS_PER_NOTCH
        whole = int(self._rest)
        self._rest -= whole
        if whole:
            self._camera.zoom(whole, self._device(event.position().x()))
        event.accept()

    def cancel(self) -> bool:
        """Give up what is being drawn; whether anything was."""
        was = self._zooming or self._range.active
        self._range.cancel()
        self._end()
        return was

    def _end(self) -> None:
        self._range.end()
        self._pressed_x = None
        if self._zooming:
            self._zooming = False
            self._camera.set_band(None)

    def _point(self, event: QMouseEvent) -> None:
        held = self._range.active or self._range.edge_at(self._device(event.position().x())) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if held else Qt.CursorShape.CrossCursor)

    def _device(self, x: float) -> int:
        return int(x * self._camera.dpr // 1)

    def _paint(self, device: DevicePainter) -> None:
        view, tokens, dpr = self._camera.view, self._theme.tokens, device.dpr
        width, height = device.size(self)
        hair = max(1, round(dpr))
        step = step_for(view.ns_per_px, LABEL_PX * dpr)
        offset_ns = self._model.wall_ns(0)
        margin_ns = round(LABEL_PX * dpr) * view.ns_per_px
        first_ns, last_ns = view.origin_ns + offset_ns - margin_ns, view.end_ns + offset_ns + margin_ns
        found = marks(first_ns, last_ns, step, self._tz, self._dates)
        painter = device.painter
        painter.fillRect(0, 0, width, height, QColor(tokens.gutter))
        painter.fillRect(0, height - hair, width, hair, QColor(tokens.line))
        first, ns_per_px = view.first_column, view.ns_per_px
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, px, labelled in (
            (mixed(tokens.gutter, tokens.outline, 0.6), _SMALL_MARK_PX, False),
            (tokens.outline, _MARK_PX, True),
        ):
            long = round(px * dpr)
            xs = [(mark.at_ns - offset_ns) // ns_per_px - first for mark in found if bool(mark.label) is labelled]
            painter.setBrush(QColor(colour))
            painter.drawRects([QRect(x, height - hair - long, hair, long) for x in xs])
        now_x = view.near(self._camera.now_ns)
        self._sign = range_sign(self._camera, self._strong, self.width(), dpr)
        with device.logical():
            if self._sign is not None:
                paint_sign(painter, self._sign, tokens, self._strong)
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
        wanted = [*self._older(painter), *self._wanted(found, step, left_ns)]
        if self._sign is not None:
            taken = self._sign.taken
            wanted = [label for label in wanted if label.right < taken[0] or label.left > taken[1]]
        painter.setPen(QColor(tokens.text2))
        for label in with_room(wanted, (pill.left(), pill.right()), self.width()):
            painter.setFont(self._strong if label.strong else self._font)
            painter.drawText(QPointF(label.left, _LABEL_BOTTOM), label.words)

    def _older(self, painter: QPainter) -> list[Label]:
        """The stretch of which the history is being asked: a line as long, and its words in the middle."""
        since_ns = self._model.known_since_ns
        if since_ns is None or not self._model.asking:
            return []
        right = min(self._camera.view.near(since_ns) / self._camera.dpr, self.width())
        if right <= 0:
            return []
        painter.fillRect(QRectF(0, AXIS - _OLDER_PX - 1, right, _OLDER_PX), QColor(self._theme.tokens.hatch))
        words = QCoreApplication.translate("timeline", "Reading older history…")
        wide = self._metrics[False].horizontalAdvance(words)
        return [Label((right - wide) / 2, wide, words)] if wide + 2 * _DAY_X <= right else []

    def _wanted(self, found: Sequence[Mark], step: Step, left_ns: int) -> list[Label]:
        """The day at the left, days among times, times."""
        view, offset_ns, dpr = self._camera.view, self._model.wall_ns(0), self._camera.dpr
        day = day_label(left_ns, step, self._tz, self._dates)
        labels = [Label(_DAY_X, self._width_of(day, True), day, strong=True)] if day else []
        first, ns_per_px = view.first_column, view.ns_per_px
        for strong in (True, False):
            for mark in found:
                if mark.label and mark.strong is strong:
                    wide, x = self._width_of(mark.label, strong), (mark.at_ns - offset_ns) // ns_per_px - first
                    labels.append(Label(x / dpr - wide / 2, wide, mark.label, strong))
        if day and len(labels) > 1 and labels[1].strong and labels[1].left < labels[0].right + _DAY_X:
            del labels[0]  # the next day has come so far to the left that it says it all
        return labels

    def _pill(self, painter: QPainter, x: float, step: Step) -> QRectF:
        """The time of now, exact to a second or as the axis is."""
        tokens, wall_ns = self._theme.tokens, self._model.wall_ns(self._camera.now_ns)
        words = time_label(wall_ns, step if step.ns < NS_PER_S else step_for(NS_PER_S, 1), self._tz)
        wide = self._pill_metrics.horizontalAdvance(words) + 2 * _PILL_PADDING
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
