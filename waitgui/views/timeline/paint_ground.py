"""What lies under the bars: ground, future, gaps, grid, the threads of runs, and what is planned."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter

from waitgui.models.marks import GapKind
from waitgui.views.tokens import RADIUS_BAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QBrush, QColor, QPen

    from waitgui.models.marks import Gap
    from waitgui.models.timeline import PlannedTick, Run
    from waitgui.views.timeline.axis import Mark
    from waitgui.views.timeline.inks import Inks
    from waitgui.views.timeline.lanes import LaneGrid
    from waitgui.views.timeline.viewport import Viewport

_BAND_FROM_PX = 3
_PLAN_LEAST_PX = 6
_MOST_PLANS = 400
_DASHED = (3.0, 2.0)


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

    def ground(self, gaps: Iterable[Gap], selected: int, marks: Sequence[Mark], offset_ns: int) -> None:
        """Ground, tint of the future, grid, selected lane, gaps over all lanes. Marks are `offset_ns` ahead."""
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
        if selected >= 0:  # over the grid, or that would be the darker line in the dark
            top = self._lanes.top(selected)
            painter.fillRect(0, top, width, self._lanes.bottom(selected) - top, inks.selected)
        for gap in gaps:
            left, right = max(self._view.near(gap.start_ns), 0), min(self._view.near(gap.end_ns), width)
            if right > left:
                brush = inks.absence if gap.kind is GapKind.NOT_RUNNING else inks.gap
                self._tiled(QRect(left, 0, right - left, bottom), brush)
        for row in self._lanes.shown(ceil(height / inks.dpr)) if not self._lanes.style.is_small else ():
            painter.fillRect(0, self._lanes.bottom(row) - hair, width, hair, inks.grid)

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

    def plans(self, row: int, plans: Sequence[PlannedTick], took_ns: int | None) -> None:
        """Hollow boxes where ticks will be; where jitter leaves it open, the band in which they will start."""
        inks, view, painter = self._inks, self._view, self._painter
        top, height = self._lanes.bar(row)
        box_width = max((took_ns or 0) // view.ns_per_px, inks.px(_PLAN_LEAST_PX))
        for place, plan in enumerate(plans[:_MOST_PLANS]):
            left, right = view.near(plan.earliest_ns), view.near(plan.latest_ns)
            if left >= self._width:
                break
            if right - left >= inks.px(_BAND_FROM_PX):
                if right < 0:
                    continue
                over = inks.px(1)
                painter.fillRect(left, top, min(right, self._width) - left, height, inks.band(place))
                edge, thin = inks.edge(place + 2), inks.px(1)
                self._edge(QRectF(left, top - over, inks.line_px(1.5), height + 2 * over), edge)
                for y in range(top - over, top + height + over, inks.px(5)):
                    painter.fillRect(right - thin, y, thin, min(inks.px(3), top + height + over - y), edge)
            elif left + box_width >= 0:
                box = QRect(left, top, min(box_width, self._width + 40 - left), height)
                self._box(box, inks.pen(inks.edge(place), 1.5), inks.plan(place))

    def expected(self, row: int, from_x: int, to_x: int) -> None:
        """The rest of a tick under way, if it takes as long as the one before."""
        top, height = self._lanes.bar(row)
        to_x = min(to_x, self._width + 40)
        if to_x - from_x < self._inks.px(3):
            return
        self._painter.save()
        self._painter.setClipRect(QRect(from_x, top, to_x - from_x, height))
        box = QRect(from_x - 40, top, to_x - from_x + 40, height)
        self._box(box, self._inks.pen(self._inks.edge(2), 1, _DASHED), self._inks.expected)
        self._painter.restore()

    def _box(self, box: QRect, pen: QPen, fill: QColor) -> None:
        painter, half = self._painter, pen.widthF() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(fill)
        radius = min(RADIUS_BAR * self._inks.dpr, box.width() / 2)
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _edge(self, rect: QRectF, colour: QColor) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.fillRect(rect, colour)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _tiled(self, rect: QRect, brush: QBrush) -> None:
        """The tile lies on absolute columns."""
        self._painter.setBrushOrigin(QPoint(-self._view.first_column % brush.texture().width(), 0))
        self._painter.fillRect(rect, brush)
        self._painter.setBrushOrigin(0, 0)
