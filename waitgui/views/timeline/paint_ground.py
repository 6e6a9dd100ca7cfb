"""What lies under the bars: ground, future, gaps, grid and the threads of runs."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QImage, QPainter

from waitgui.models.marks import GapKind
from waitgui.models.sheets import NEVER
from waitgui.views.timeline.pixels import is_vector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from PySide6.QtGui import QColor

    from waitgui.models.marks import Gap
    from waitgui.models.sheets import Stretches
    from waitgui.views.timeline.axis import Mark
    from waitgui.views.timeline.inks import Inks
    from waitgui.views.timeline.lanes import LaneGrid
    from waitgui.views.timeline.viewport import Viewport

_STRIPE_PX = 64


class Ground:
    """Paints on a canvas of `size` device pixels; `now` is the now-line's x."""

    def __init__(
        self, painter: QPainter, inks: Inks, view: Viewport, lanes: LaneGrid, size: tuple[int, int], now: int
    ) -> None:
        self._painter = painter
        self._inks = inks
        self._view = view
        self._lanes = lanes
        self._width, self._height = size
        self._now = now

    def ground(self, gaps: Iterable[Gap], selected: Iterable[int], marks: Sequence[Mark], offset_ns: int) -> None:
        """Ground, tint of the future, grid, selected lanes, gaps over all lanes. Marks are `offset_ns` ahead."""
        painter, inks, width, height = self._painter, self._inks, self._width, self._height
        bottom = min(height, self._lanes.top(self._lanes.count))
        hair, first = inks.px(1), self._view.first_column
        lines = [
            (colour, (mark.at_ns - offset_ns) // self._view.ns_per_px - first)
            for colour, labelled in ((inks.grid, False), (inks.line, True))
            for mark in marks
            if bool(mark.label) is labelled
        ]
        self._columns(0, bottom, lines)
        self._columns(bottom, height, ())
        for row in selected:  # over the grid, or that would be the darker line in the dark
            top = self._lanes.top(row)
            painter.fillRect(0, top, width, self._lanes.bottom(row) - top, inks.selected)
        for gap in gaps:
            left, right = max(self._view.near(gap.start_ns), 0), min(self._view.near(gap.end_ns), width)
            if right > left:
                brush = inks.absence if gap.kind is GapKind.NOT_RUNNING else inks.gap
                self._tiled(QRect(left, 0, right - left, bottom), brush)
        if not self._lanes.style.is_small:
            shown = self._lanes.shown(ceil(height / inks.dpr))
            bottoms = self._lanes.bottoms[shown.start : shown.stop]
            self._rects([QRect(0, bottom - hair, width, hair) for bottom in bottoms.tolist()], QBrush(inks.grid))

    def _columns(self, top: int, bottom: int, lines: Iterable[tuple[QColor, int]]) -> None:
        """Ground, future and lines, which are the same from top to bottom.

        As a stripe that is repeated: a line down the canvas is a walk through all of its memory.
        """
        rect = QRect(0, top, self._width, bottom - top)
        if is_vector(self._painter):
            self._fill(self._painter, rect, lines)
        elif not rect.isEmpty():
            stripe = QImage(self._width, min(_STRIPE_PX, rect.height()), QImage.Format.Format_RGB32)
            with QPainter(stripe) as painter:
                self._fill(painter, stripe.rect(), lines)
            for y in range(top, bottom, _STRIPE_PX):
                self._painter.drawImage(0, y, stripe, 0, 0, self._width, min(_STRIPE_PX, bottom - y))

    def _fill(self, painter: QPainter, rect: QRect, lines: Iterable[tuple[QColor, int]]) -> None:
        inks, future = self._inks, min(max(self._now, 0), self._width)
        painter.fillRect(rect.adjusted(0, 0, future - self._width, 0), inks.surface)
        painter.fillRect(rect.adjusted(future, 0, 0, 0), inks.future)
        for colour, x in lines:
            painter.fillRect(x, rect.y(), inks.px(1), rect.height(), colour)

    def threads(self, rows: NDArray[np.intp]) -> None:
        """The lines of runs that go on, from edge to edge."""
        hair, now = self._inks.px(1), min(max(self._now, 0), self._width)
        tops = (self._lanes.middles[rows] - hair // 2).tolist()
        if now > 0:
            self._rects([QRect(0, top, now, hair) for top in tops], QBrush(self._inks.thread))
        if now < self._width:
            self._dots([QRect(now, top, self._width - now, hair) for top in tops])

    def thread(self, runs: Stretches) -> None:
        """The lines that say that runs live: solid to now, dotted beyond."""
        hair, is_open = self._inks.px(1), runs.end_ns == NEVER
        now = min(max(self._now, 0), self._width)
        top = self._lanes.middles[runs.row] - hair // 2
        left = np.maximum(self._view.nears(runs.start_ns), 0)
        right = np.where(is_open, now, np.minimum(self._view.nears(runs.end_ns), self._width))
        for begin, end, dotted in ((left, right, False), (np.maximum(left, now), self._width, True)):
            shown = np.flatnonzero((begin < end) & is_open if dotted else begin < end)
            columns = (begin[shown], top[shown], (end - begin)[shown])
            rects = [QRect(x, y, wide, hair) for x, y, wide in zip(*(each.tolist() for each in columns), strict=True)]
            if dotted:
                self._dots(rects)
            else:
                self._rects(rects, QBrush(self._inks.thread))

    def _dots(self, rects: list[QRect]) -> None:
        self._painter.setBrushOrigin(self._tile_origin(self._inks.dots))
        self._rects(rects, self._inks.dots)
        self._painter.setBrushOrigin(0, 0)

    def _tiled(self, rect: QRect, brush: QBrush) -> None:
        """The tile lies on absolute columns."""
        self._painter.setBrushOrigin(self._tile_origin(brush))
        self._painter.fillRect(rect, brush)
        self._painter.setBrushOrigin(0, 0)

    def _tile_origin(self, brush: QBrush) -> QPoint:
        return QPoint(-self._view.first_column % brush.texture().width(), 0)

    def _rects(self, rects: list[QRect], brush: QBrush) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(brush)
        self._painter.drawRects(rects)
