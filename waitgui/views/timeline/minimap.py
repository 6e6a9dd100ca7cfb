"""The map of all history under the canvas: how much happened when, what failed, and which part is shown.

The visible part is a frame: drag it, or one of its handles, or click elsewhere to look there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from waitgui.tasks.words import duration_words
from waitgui.views.labels import tool_tip
from waitgui.views.theme import font
from waitgui.views.timeline.inks import Inks
from waitgui.views.timeline.pixels import DevicePainter
from waitgui.views.timeline.viewport import MAX_NS_PER_PX, MIN_NS_PER_PX, STEPS_PER_NOTCH
from waitgui.views.tokens import MINIMAP, RADIUS_BAR, mixed
from waitgui.wait.durations import NS_PER_MIN, NS_PER_S

if TYPE_CHECKING:
    from waitgui.models.timeline import TimelineModel
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.camera import Camera

_MARGIN = 8
_BAR, _PITCH = 3, 4
_FAILED = 2
_LEAST_BAR, _FREE_ABOVE = 2, 6
_FRAME_TOP, _LEAST_FRAME = 4, 8
_HANDLE_WIDTH, _HANDLE_HEIGHT, _GRIP = 4, 12, 5
_LEAST_SPAN_NS = NS_PER_MIN
_BAR_SHARE = 0.7
_TEXT_X = 12
_NOTCH = 120  # of QWheelEvent.angleDelta


class Minimap(QWidget):
    """Paints the counts of the model's overview; moves the camera."""

    def __init__(self, model: TimelineModel, camera: Camera, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._camera = camera
        self._theme = theme
        self._inks = Inks(theme.tokens, self.devicePixelRatioF())
        self._drag: tuple[str, int] | None = None  # what is held, and how far from its edge, in ns
        self._drawn: tuple[object, ...] = (None,)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setToolTip(tool_tip(_tip()))
        self.setAccessibleName(self.tr("All history"))

    def span(self) -> tuple[int, int]:
        """What the map shows: from the first tick to now, and a little at least."""
        known, now_ns = self._model.overview.span(), self._camera.now_ns
        begin_ns = now_ns if known is None else known[0]
        end_ns = max(now_ns, begin_ns if known is None else known[1])
        return min(begin_ns, end_ns - _LEAST_SPAN_NS), end_ns

    def look(self, *, count: bool = True) -> None:
        """Paint anew if something moved by a pixel or, if that is wanted, was counted."""
        overview, span = self._model.overview, self.span()
        counted = (overview.ticks, overview.failed, len(self._model.gaps)) if count else self._drawn[0]
        drawn = (counted, self._frame(span), self._x(span[0], span))
        if drawn != self._drawn:
            self._drawn = drawn
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Bars, gaps under them, failures over them, the frame."""
        tokens, dpr = self._theme.tokens, self.devicePixelRatioF()
        if (self._inks.tokens, self._inks.dpr) != (tokens, dpr):
            self._inks = Inks(tokens, dpr)
        with DevicePainter(self) as device:
            self._paint(device)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the frame or a handle; elsewhere look there at once."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._camera.settle()
        x, span = event.position().x(), self.span()
        at_ns, view = self._time(x, span), self._camera.aim
        held = self._held(x, span)
        if held == "":
            self._camera.show(at_ns - view.span_ns // 2, view.ns_per_px)
            held, view = "frame", self._camera.aim
        edge_ns = view.end_ns if held == "end" else view.origin_ns
        self._drag = (held, at_ns - edge_ns)
        self._point(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held."""
        x = event.position().x()
        if self._drag is None:
            self._point(x)
            return
        held, off_ns = self._drag
        edge_ns, view = self._time(x, self.span()) - off_ns, self._camera.aim
        if held == "frame":
            self._camera.show(edge_ns, view.ns_per_px)
            return
        far_ns = view.origin_ns if held == "end" else view.end_ns
        per_px = -(-abs(far_ns - edge_ns) // max(view.width, 1))
        if (edge_ns > far_ns) is (held == "end"):
            per_px = min(max(per_px, MIN_NS_PER_PX), MAX_NS_PER_PX)
            self._camera.show(far_ns if held == "end" else far_ns - per_px * view.width, per_px)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._drag = None
        self._camera.settle()
        self._point(event.position().x())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the middle of what is shown."""
        steps = round(event.angleDelta().y() / _NOTCH * STEPS_PER_NOTCH)
        if steps:
            self._camera.zoom(steps, self._camera.aim.width // 2)
        event.accept()

    def _x(self, t_ns: int, span: tuple[int, int]) -> int:
        """The device pixel of a time."""
        width = max(round((self.width() - 2 * _MARGIN) * self.devicePixelRatioF()), 1)
        left = round(_MARGIN * self.devicePixelRatioF())
        return left + min(max((t_ns - span[0]) * width // (span[1] - span[0]), -left), width + left)

    def _time(self, x: float, span: tuple[int, int]) -> int:
        """The time at a logical pixel."""
        return span[0] + round((x - _MARGIN) * (span[1] - span[0]) / max(self.width() - 2 * _MARGIN, 1))

    def _frame(self, span: tuple[int, int]) -> tuple[int, int]:
        """The frame's edges, in device pixels; wide enough to be taken hold of."""
        view, least = self._camera.view, round(_LEAST_FRAME * self.devicePixelRatioF())
        left, right = self._x(view.origin_ns, span), self._x(view.end_ns, span)
        if right - left < least:
            most = round(self.width() * self.devicePixelRatioF())
            left = min(max((left + right - least) // 2, 0), most - least)
            right = left + least
        return left, right

    def _held(self, x: float, span: tuple[int, int]) -> str:
        """What the mouse would take hold of."""
        left, right = (edge / self.devicePixelRatioF() for edge in self._frame(span))
        far = {"begin": abs(x - left), "end": abs(x - right)}
        near = min(far, key=lambda edge: far[edge])
        inside = left <= x <= right
        grip = min(_GRIP, (right - left) / 3) if inside else _GRIP
        if far[near] <= grip:
            return near
        return "frame" if inside else ""

    def _point(self, x: float) -> None:
        held = self._drag[0] if self._drag is not None else self._held(x, self.span())
        grabbed = Qt.CursorShape.OpenHandCursor if self._drag is None else Qt.CursorShape.ClosedHandCursor
        shapes = {"frame": grabbed, "": Qt.CursorShape.PointingHandCursor}
        self.setCursor(shapes.get(held, Qt.CursorShape.SizeHorCursor))

    def _paint(self, device: DevicePainter) -> None:
        tokens, dpr, painter = self._theme.tokens, device.dpr, device.painter
        width, height = device.size(self)
        hair, span = max(1, round(dpr)), self.span()
        painter.fillRect(0, 0, width, height, QColor(tokens.gutter))
        painter.fillRect(0, 0, width, hair, QColor(tokens.line))
        top, bottom = round(_FREE_ABOVE * dpr), height - round(_FREE_ABOVE * dpr)
        for gap in self._model.gaps:
            left, right = self._x(gap.start_ns, span), self._x(gap.end_ns, span)
            painter.fillRect(left, top, max(right - left, hair), bottom - top, self._inks.gap)
        left, right = self._x(span[0], span), self._x(span[1], span)
        self._bars(painter, span, (left, right), (top, bottom), dpr)
        self._paint_frame(painter, span, height, dpr)

    def _bars(
        self,
        painter: QPainter,
        span: tuple[int, int],
        sides: tuple[int, int],
        ends: tuple[int, int],
        dpr: float,
    ) -> None:
        tokens, (left, right), (top, bottom) = self._theme.tokens, sides, ends
        pitch, bar, line = max(2, round(_PITCH * dpr)), max(1, round(_BAR * dpr)), max(1, round(_FAILED * dpr))
        count = max((right - left) // pitch, 1)
        slots = self._model.overview.slots(*span, count)
        most = max(int(slots.ticks.max()), 1)
        room, least = bottom - top, max(1, round(_LEAST_BAR * dpr))
        colour = QColor(mixed(tokens.gutter, tokens.ok, _BAR_SHARE))
        places = slots.ticks.nonzero()[0]
        talls = np.maximum(np.rint(slots.ticks[places] / most * room).astype(int), least)
        bars = zip((left + (right - left) * places // count).tolist(), talls.tolist(), strict=True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects([QRect(x, bottom - tall, bar, tall) for x, tall in bars])
        failed = self._model.overview.slots(*span, max(right - left, 1)).failed
        painter.setBrush(QColor(tokens.failed))
        painter.drawRects([QRect(left + at, top, line, room) for at in failed.nonzero()[0].tolist()])

    def _paint_frame(self, painter: QPainter, span: tuple[int, int], height: int, dpr: float) -> None:
        tokens = self._theme.tokens
        left, right = self._frame(span)
        top = round(_FRAME_TOP * dpr)
        fill, edge = QColor(tokens.accent), QPen(QColor(tokens.accent), self._inks.line_px(1.5))
        fill.setAlphaF(tokens.band_alpha)
        half = edge.widthF() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(edge)
        painter.setBrush(fill)
        box = QRectF(left, top, right - left, height - 2 * top).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, RADIUS_BAR * dpr, RADIUS_BAR * dpr)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        wide, high = _HANDLE_WIDTH * dpr, _HANDLE_HEIGHT * dpr
        for x in (box.left(), box.right()):
            painter.drawRoundedRect(QRectF(x - wide / 2, (height - high) / 2, wide, high), wide / 2, wide / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


class MinimapHead(QWidget):
    """What the map shows, in words, in the gutter's column."""

    def __init__(self, model: TimelineModel, minimap: Minimap, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._minimap = minimap
        self._theme = theme
        self._words = ""
        self._fonts = font("hint", 600), font("hint")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def words(self) -> str:
        """How long, how many ticks, how many of them failed."""
        return self._words

    def look(self) -> None:
        """Say it as it is now."""
        overview = self._model.overview
        begin_ns, end_ns = self._minimap.span()
        span_ns = (end_ns - begin_ns) // NS_PER_S * NS_PER_S
        if span_ns >= NS_PER_MIN:
            span_ns = span_ns // NS_PER_MIN * NS_PER_MIN
        ticks = QCoreApplication.translate("timeline", "%n tick(s)", None, overview.ticks)
        words = QCoreApplication.translate("timeline", "{span}, {ticks}")
        if overview.failed:
            words = QCoreApplication.translate("timeline", "{span}, {ticks}, {failed} failed")
        words = words.replace("{span}", duration_words(span_ns)).replace("{failed}", f"{overview.failed:,}")
        words = words.replace("{ticks}", ticks.replace(str(overview.ticks), f"{overview.ticks:,}", 1))
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self._minimap.setAccessibleDescription(words)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Two lines; one where it is low."""
        tokens = self._theme.tokens
        with DevicePainter(self) as device:
            hair, (width, height) = max(1, round(device.dpr)), device.size(self)
            device.painter.fillRect(0, 0, width, height, QColor(tokens.gutter))
            device.painter.fillRect(0, 0, width, hair, QColor(tokens.line))
            device.painter.fillRect(width - hair, 0, hair, height, QColor(tokens.line))
            with device.logical() as painter:
                lines = [self.tr("All history"), self._words]
                colours, fonts = [tokens.text, tokens.text2], list(self._fonts)
                if self.height() < MINIMAP:
                    lines, colours, fonts = lines[1:], colours[1:], fonts[1:]
                high = 15
                y = (self.height() - high * len(lines)) / 2
                for words, colour, made in zip(lines, colours, fonts, strict=True):
                    painter.setFont(made)
                    painter.setPen(QColor(colour))
                    wide = self.width() - 2 * _TEXT_X
                    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, wide)
                    painter.drawText(QRectF(_TEXT_X, y, wide, high), Qt.AlignmentFlag.AlignVCenter, shown)
                    y += high


def _tip() -> str:
    return QCoreApplication.translate(
        "timeline", "Drag the frame to look elsewhere, its edges to zoom. A click looks there."
    )
