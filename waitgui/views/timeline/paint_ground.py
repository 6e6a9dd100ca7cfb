"""What lies under the bars: ground, future, gaps, grid and the threads of runs."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush

from waitgui.models.marks import GapKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPainter

    from waitgui.models.marks import Gap
    from waitgui.models.timeline import Run
    from waitgui.views.timeline.axis import Mark
    from waitgui.views.timeline.inks import Inks
    from waitgui.views.timeline.lanes import LaneGrid
    from waitgui.views.timeline.viewport import Viewport


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
        painter.fillRect(0, 0, width, height, inks.surface)
        future = max(self._now, 0)
        painter.fillRect(future, 0, width - future, height, inks.future)
        hair = inks.px(1)
        for colour, labelled in ((inks.grid, False), (inks.line, True)):
            xs = [self._view.near(mark.at_ns - offset_ns) for mark in marks if bool(mark.label) is labelled]
            for x in xs:
                painter.fillRect(x, 0, hair, bottom, colour)
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

    def threads(self, rows: Sequence[int]) -> None:
        """The lines of runs that go on, from edge to edge."""
        hair, now = self._inks.px(1), min(max(self._now, 0), self._width)
        tops = [self._lanes.middle(row) - hair // 2 for row in rows]
        if now > 0:
            self._rects([QRect(0, top, now, hair) for top in tops], QBrush(self._inks.thread))
        if now < self._width:
            self._painter.setBrushOrigin(self._tile_origin(self._inks.dots))
            self._rects([QRect(now, top, self._width - now, hair) for top in tops], self._inks.dots)
            self._painter.setBrushOrigin(0, 0)

    def thread(self, row: int, runs: Iterable[Run]) -> None:
        """The line that says that a run lives: solid to now, dotted beyond."""
        hair = self._inks.px(1)
        now, y = min(max(self._now, 0), self._width), self._lanes.middle(row) - hair // 2
        for run in runs:
            if run.end_ns is not None and run.end_ns < self._view.origin_ns:
                continue
            left = max(self._view.near(run.start_ns), 0)
            end = self._now if run.end_ns is None else self._view.near(run.end_ns)
            right = min(end, now if run.end_ns is None else self._width)
            if right > left:
                self._painter.fillRect(left, y, right - left, hair, self._inks.thread)
            if run.end_ns is None and self._now < self._width:
                begin = max(self._now, left)
                self._tiled(QRect(begin, y, self._width - begin, hair), self._inks.dots)

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
