"""The canvas's picture, in the order of its layers: ground, threads, plan, bars, marks, selection ring, now-line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from waitgui.models.tick_ring import CODES
from waitgui.tasks.record import Outcome
from waitgui.tasks.words import duration_words
from waitgui.views.timeline.axis import marks, step_for
from waitgui.views.timeline.bars import LEAST_PX, MARGIN_PX, TALL, lay_out
from waitgui.views.timeline.paint_bars import LABEL_FROM_PX, BarPainter
from waitgui.views.timeline.paint_ground import Ground
from waitgui.views.timeline.pixels import DevicePainter
from waitgui.views.timeline.words import beyond_words, end_words, whole_seconds
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from datetime import tzinfo

    from PySide6.QtWidgets import QWidget

    from waitgui.models.tick_ring import Ticks
    from waitgui.models.timeline import Run, TimelineModel
    from waitgui.views.timeline.bars import Bars
    from waitgui.views.timeline.camera import Camera
    from waitgui.views.timeline.inks import Inks

LABEL_PX = 72
"""Room of an axis label in logical pixels, and between two."""
_FAILED = CODES[Outcome.FAILED]
_CROSS_ROOM_PX = 10
_END_PX = 16
"""Room of the mark at the end of a run."""


def paint_picture(
    widget: QWidget, model: TimelineModel, camera: Camera, inks: Inks, tz: tzinfo | None, *, ring: bool
) -> None:
    """Paint it all on the widget; `ring` shows the focus."""
    with DevicePainter(widget) as device:
        _Picture(device, widget, model, camera, inks).paint(tz, focused=ring)


def now_line_left(now: int, thick: float) -> float:
    """Where a line so thick begins that stands in the middle of the pixel `now`; a whole pixel if it is so thick."""
    return now - (thick - 1) / 2 if thick % 1 else now - thick // 2


class _Picture:
    def __init__(
        self, device: DevicePainter, widget: QWidget, model: TimelineModel, camera: Camera, inks: Inks
    ) -> None:
        self._device = device
        self._painter = device.painter
        self._model = model
        self._camera = camera
        self._view = camera.view
        self._lanes = camera.lanes
        self._rows = self._lanes.shown(widget.height())
        self._size = device.size(widget)
        self._now = self._view.near(camera.now_ns)
        self._inks = inks
        self._bars = BarPainter(self._painter, self._inks, self._lanes)
        self._texts: list[tuple[QRectF, Qt.AlignmentFlag, str, QColor, int]] = []

    def paint(self, tz: tzinfo | None, *, focused: bool) -> None:
        margin_ns = round(MARGIN_PX * self._device.dpr) * self._view.ns_per_px
        ticks = self._model.window(self._view.origin_ns - margin_ns, self._view.end_ns + margin_ns)
        bars = lay_out(ticks, self._model.rows, self._rows, self._view, self._device.dpr)
        self._ground(tz)
        self._bars.paint(bars)
        self._label_bars(bars, ticks)
        self._running()
        for row in self._rows:
            self._ends(row, list(self._model.runs(row)))
        self._texts_out()
        self._ring(ticks)
        self._now_line()
        if focused:
            self._focus()

    def _ground(self, tz: tzinfo | None) -> None:
        model, view = self._model, self._view
        ground = Ground(self._painter, self._inks, view, self._lanes, self._size, self._now)
        offset_ns = model.wall_ns(0)
        step = step_for(view.ns_per_px, LABEL_PX * self._device.dpr)
        found = marks(view.origin_ns + offset_ns, view.end_ns + offset_ns, step, tz)
        selected = -1 if self._camera.task is None else model.row_of(self._camera.task)
        ground.ground(model.gaps, selected, found, offset_ns)
        for row in self._rows:
            ground.thread(row, model.runs(row))
        for row in self._rows:
            ticking, took_ns = model.state(row).ticking, model.took_ns(row)
            if ticking is not None and took_ns:
                ground.expected(row, self._now, view.near(ticking.start_ns + took_ns))
            ground.plans(row, model.plans(row), took_ns)
            self._beyond(row)

    def _beyond(self, row: int) -> None:
        """When the next tick is due that the picture doesn't reach."""
        plans, now_ns = self._model.plans(row), self._camera.now_ns
        if not plans or plans[0].earliest_ns < self._view.end_ns or not self._now < self._view.width:
            return
        words = beyond_words(plans[0].earliest_ns - now_ns, plans[0].latest_ns - now_ns)
        rect = self._lane_rect(row, 0, self._view.width)
        self._texts.append(
            (rect.adjusted(0, 0, -12, 0), Qt.AlignmentFlag.AlignRight, f"{words} ›", self._inks.text2, 400)
        )

    def _label_bars(self, bars: Bars, ticks: Ticks) -> None:
        shapes = bars.bars.of(bars.bars.right - bars.bars.left >= LABEL_FROM_PX * self._device.dpr)
        columns = (shapes.row, shapes.left, shapes.right, shapes.code, shapes.tick)
        for row, left, right, code, tick in zip(*(column.tolist() for column in columns), strict=True):
            colour = self._inks.labels[code]
            if colour is not None:
                words = duration_words(int(ticks.end[tick] - ticks.start[tick]))
                self._label(row, left, right, words, colour, shift=_CROSS_ROOM_PX if code == _FAILED else 0)

    def _label(self, row: int, left: int, right: int, words: str, colour: QColor, shift: int = 0) -> None:
        """In the part of a bar that shows."""
        rect = self._lane_rect(row, max(left, 0), min(right, self._view.width)).adjusted(8 + shift, 0, -4, 0)
        if self._inks.metrics[600].horizontalAdvance(words) <= rect.width():
            self._texts.append((rect, Qt.AlignmentFlag.AlignLeft, words, colour, 600))

    def _running(self) -> None:
        for row, ticking in self._model.running():
            if row not in self._rows:
                continue
            left = self._view.near(ticking.start_ns)
            if left > self._view.width or self._now < 0:
                continue
            self._bars.running(row, left, self._now)
            if min(self._now, self._view.width) - max(left, 0) >= LABEL_FROM_PX * self._device.dpr:
                elapsed_ns = self._camera.now_ns - ticking.start_ns
                words = whole_seconds(elapsed_ns) if elapsed_ns >= 10 * NS_PER_S else duration_words(elapsed_ns)
                self._label(row, left, self._now - round(20 * self._device.dpr), words, self._inks.on_accent)

    def _ends(self, row: int, runs: list[Run]) -> None:
        for place, run in enumerate(runs):
            if run.end_ns is None or run.reason is None:
                continue
            x = self._view.near(run.end_ns)
            if not -self._inks.px(MARGIN_PX) <= x <= self._view.width:
                continue
            room = self._view.near(runs[place + 1].start_ns) if place + 1 < len(runs) else self._view.width
            if x + self._inks.px(_END_PX) > room and place + 1 < len(runs):
                continue  # where runs are no wider than the mark, it would cover them
            begin = self._bars.end_of_run(row, x)
            words = end_words(run)
            if begin + self._inks.metrics[400].horizontalAdvance(words) * self._device.dpr < room:
                rect = self._lane_rect(row, begin, self._view.width)
                self._texts.append((rect, Qt.AlignmentFlag.AlignLeft, words, self._inks.text2, 400))

    def _ring(self, ticks: Ticks) -> None:
        ref = self._camera.tick
        row = -1 if ref is None else self._model.row_of(ref.task)
        if ref is None or row not in self._rows:
            return
        ticking = self._model.state(row).ticking
        if ticking is not None and (ticking.run, ticking.n) == (ref.run, ref.n):
            self._bars.ring(row, max(self._view.near(ticking.start_ns), -40), self._now, tall=False)
            return
        number = self._model.number_of(ref.task)
        for place in ((ticks.lane == number) & (ticks.run == ref.run) & (ticks.n == ref.n)).nonzero()[0].tolist():
            left = max(self._view.near(int(ticks.start[place])), -40)
            right = max(
                min(self._view.near(int(ticks.end[place])), self._view.width + 40), left + self._inks.px(LEAST_PX)
            )
            self._bars.ring(row, left, right, tall=bool(TALL[ticks.outcome[place]]))

    def _now_line(self) -> None:
        if -2 <= self._now <= self._view.width:
            thick = self._inks.line_px(1.5)
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._painter.fillRect(QRectF(now_line_left(self._now, thick), 0, thick, self._size[1]), self._inks.accent)
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _focus(self) -> None:
        width, height, thick = *self._size, self._inks.px(2)
        for x, y, wide, high in (
            (0, 0, width, thick),
            (0, height - thick, width, thick),
            (0, 0, thick, height),
            (width - thick, 0, thick, height),
        ):
            self._painter.fillRect(x, y, wide, high, self._inks.accent)

    def _lane_rect(self, row: int, left: int, right: int) -> QRectF:
        """The lane between two device pixels, in logical ones."""
        dpr, top, bottom = self._device.dpr, self._lanes.top(row), self._lanes.bottom(row)
        return QRectF(QPointF(left / dpr, top / dpr), QPointF(right / dpr, bottom / dpr))

    def _texts_out(self) -> None:
        with self._device.logical() as painter:
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            for rect, align, words, colour, weight in self._texts:
                painter.setFont(self._inks.fonts[weight])
                painter.setPen(colour)
                painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
