"""Bars by outcome, each with a cue besides its colour, and the marks on them."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPixmap, QPolygonF

from waitgui.models.tick_ring import CODES
from waitgui.tasks.record import Outcome
from waitgui.views.timeline.bars import FAILED, LEAST_PX, TALL, Shapes
from waitgui.views.timeline.pixels import is_vector, paint_strip, paint_strips
from waitgui.views.tokens import RADIUS_BAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray
    from PySide6.QtGui import QColor, QPen

    from waitgui.views.timeline.bars import Bars
    from waitgui.views.timeline.inks import Inks
    from waitgui.views.timeline.lanes import LaneGrid

LABEL_FROM_PX, CHEVRONS_FROM_PX, CROSS_FROM_PX, HATCH_FROM_PX = 60, 24, 11, 8
_TIMED_OUT, _CANCELLED, _MET, _NOT_MET = (
    CODES[outcome] for outcome in (Outcome.TIMED_OUT, Outcome.CANCELLED, Outcome.MET, Outcome.NOT_MET)
)
_DASHED = (2.5, 1.5)
_COPIED_PX = 96
"""Up to that width a bar is copied, not drawn."""
_CHECK_STAMP_PX = 9


class BarPainter:
    """Paints shapes of `bars` in device pixels; the left edge is the absolute column `first_column`."""

    def __init__(self, painter: QPainter, inks: Inks, lanes: LaneGrid, first_column: int) -> None:
        self._painter = painter
        self._inks = inks
        self._lanes = lanes
        self._hatch_from = HATCH_FROM_PX * inks.dpr
        self._hatch_x = -first_column % inks.hatch.texture().width()
        self._places = {tall: self._all_places(tall=tall) for tall in (False, True)}

    def blocks(self, bars: Bars) -> None:
        """Worse ones over better ones, so that no failure is covered."""
        below, cells, between, tall, above = bars.layers()
        self._blocks(below)
        if len(between) or is_vector(self._painter):
            self._cells(cells.grid, bars.first_row, tall=False)
            self._blocks(between)
            self._cells(tall.grid, bars.first_row, tall=True)
        else:
            self._both_cells(cells.grid, tall.grid, bars.first_row)
        self._blocks(above)

    def marks(self, bars: Bars) -> None:
        """What lies over the blocks: skipped ticks, checks, overruns, late starts."""
        self._skipped(bars.skipped)
        self._checks(bars.checks)
        self._overrun(bars.overrun)
        self._late(bars.late)

    def running(self, row: int, left: int, now: int) -> None:
        """A tick under way: a square open end at now, with chevrons where there is room."""
        inks, painter = self._inks, self._painter
        top, height = self._lanes.bar(row)
        left, right = max(left, -inks.px(8)), max(now, left + inks.px(LEAST_PX))
        shade = QLinearGradient(left, 0, right, 0)
        shade.setColorAt(0, inks.running_left)
        shade.setColorAt(1, inks.accent)
        self.open_block(row, left, right, shade)
        self._smooth(on=True)
        if right - left >= CHEVRONS_FROM_PX * inks.dpr:
            arm, middle = 3.5 * inks.dpr, top + height / 2
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_round(inks.pen(inks.on_accent, 1.5)))
            for shift in (5, 10):
                tip = right - shift * inks.dpr + 1
                points = [(tip - arm, middle - arm), (tip, middle), (tip - arm, middle + arm)]
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
        self._smooth(on=False)

    def open_block(self, row: int, left: int, right: int, fill: QColor | QLinearGradient) -> None:
        """A block with a square end: what isn't over."""
        left = max(left, -self._inks.px(8))
        top, height = self._lanes.bar(row)
        self._smooth(on=True)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(fill)
        self._painter.drawPath(_half_rounded(left, top, right - left, height, RADIUS_BAR * self._inks.dpr))
        self._smooth(on=False)

    def begin_to_come(self, row: int, x: int) -> None:
        """Where an attempt will start: the edge of what is planned."""
        top, height = self._lanes.bar(row)
        over, thick = self._inks.px(1), self._inks.line_px(1.5)
        self._painter.fillRect(QRectF(x, top - over, thick, height + 2 * over), self._inks.accent)

    def end_of_run(self, row: int, x: int) -> int:
        """A bar and a square; gives where words may begin."""
        top, height = self._lanes.bar(row, tall=True)
        px, side = self._inks.px, self._inks.px(6)
        self._painter.fillRect(x, top, px(2), height, self._inks.text2)
        middle = self._lanes.middle(row)
        self._painter.fillRect(x + px(5), middle - side // 2, side, side, self._inks.text2)
        return x + px(5) + side + px(6)

    def ring(self, row: int, left: int, right: int, *, tall: bool) -> None:
        """Around the selected tick."""
        top, height = self._lanes.bar(row, tall=tall)
        pen = self._inks.pen(self._inks.accent, 2)
        away, half = self._inks.px(2), pen.widthF() / 2
        rect = QRectF(
            left - away - half, top - away - half, right - left + 2 * (away + half), height + 2 * (away + half)
        )
        self._smooth(on=True)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = (RADIUS_BAR + 2) * self._inks.dpr
        self._painter.drawRoundedRect(rect, radius, radius)
        self._smooth(on=False)

    def _all_places(self, *, tall: bool) -> Callable[[int], tuple[int, int]]:
        known: dict[int, tuple[int, int]] = {}

        def place(row: int) -> tuple[int, int]:
            if row not in known:
                known[row] = self._lanes.bar(row, tall=tall)
            return known[row]

        return place

    def _blocks(self, shapes: Shapes) -> None:
        """Short ones are copies of a picture of their kind: hundreds are painted in the time of a few dozen."""
        inks, draw = self._inks, self._painter.drawPixmap
        is_copied = not is_vector(self._painter)
        low, tall = (self._lanes.bars(tall=is_tall) for is_tall in (False, True))
        is_tall = TALL[shapes.code]
        tops, heights = (np.where(is_tall, tall[part][shapes.row], low[part][shapes.row]) for part in (0, 1))
        wide = shapes.right - shapes.left
        columns = (shapes.left, tops, wide, heights, shapes.code)
        self._smooth(on=True)
        for left, top, width, height, code in zip(*(column.tolist() for column in columns), strict=True):
            if is_copied and width <= _COPIED_PX and (code != _TIMED_OUT or width < self._hatch_from):
                stamp = inks.stamp(("bar", code, width, height), partial(self._bar_stamp, code, width, height))
                draw(left, top, stamp)
            else:
                self._block(self._painter, QRect(left, top, width, height), code)
        self._smooth(on=False)

    def _bar_stamp(self, code: int, width: int, height: int) -> QPixmap:
        with _stamp(width, height) as (pixmap, painter):
            self._block(painter, QRect(0, 0, width, height), code)
        return pixmap

    def _block(self, painter: QPainter, rect: QRect, code: int) -> None:
        inks = self._inks
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.bars[code])
        if code == _CANCELLED:
            slant = min(rect.width() * 0.6, 6 * inks.dpr)
            x0, y0, x1, y1 = rect.left(), rect.top(), rect.left() + rect.width(), rect.top() + rect.height()
            painter.drawPolygon(QPolygonF([QPointF(*at) for at in ((x0, y0), (x1, y0), (x1 - slant, y1), (x0, y1))]))
            return
        radius = min(RADIUS_BAR * inks.dpr, rect.width() / 2)
        painter.drawRoundedRect(rect, radius, radius)
        if code == _TIMED_OUT and rect.width() >= self._hatch_from:
            painter.save()
            painter.setBrushOrigin(self._hatch_x, rect.top())
            painter.setBrush(inks.hatch)
            painter.setClipRect(rect.adjusted(0, 0, -inks.px(4), 0), Qt.ClipOperation.IntersectClip)
            painter.drawRoundedRect(rect, radius, radius)
            painter.restore()
        if code == FAILED and rect.width() >= CROSS_FROM_PX * inks.dpr:
            self._cross(painter, rect)

    def _cross(self, painter: QPainter, rect: QRect) -> None:
        inks = self._inks
        arm = 3 * inks.dpr
        x = rect.left() + min(rect.width() / 2, 9 * inks.dpr)
        y = rect.top() + rect.height() / 2
        painter.setPen(_round(inks.pen(inks.on_failed, 1.75)))
        painter.drawLine(QPointF(x - arm, y - arm), QPointF(x + arm, y + arm))
        painter.drawLine(QPointF(x - arm, y + arm), QPointF(x + arm, y - arm))

    def _cells(self, cells: NDArray[np.uint8], first_row: int, *, tall: bool) -> None:
        rows = np.flatnonzero(cells.any(axis=1))
        if not len(rows):
            return
        places = [self._lanes.bar(first_row + row, tall=tall) for row in rows.tolist()]
        if is_vector(self._painter):
            for (top, bar), line in zip(places, self._inks.cells[cells[rows]], strict=True):
                paint_strip(self._painter, QRect(0, top, cells.shape[1], bar), line)
            return
        paint_strips(self._painter, 0, places, self._inks.cells[cells[rows]])

    def _both_cells(self, cells: NDArray[np.uint8], tall: NDArray[np.uint8], first_row: int) -> None:
        """The same in one go, where nothing lies between: what is tall is worse, and covers the others."""
        both = np.maximum(cells, tall)
        rows = np.flatnonzero(both.any(axis=1))
        if not len(rows):
            return
        (tops, high), (low_tops, low_high) = (
            (edges[rows + first_row] for edges in self._lanes.bars(tall=is_tall)) for is_tall in (True, False)
        )
        from_top = (
            np.arange(int(high.sum())) - np.repeat(np.cumsum(high) - high, high) - np.repeat(low_tops - tops, high)
        )
        in_low = (from_top >= 0) & (from_top < np.repeat(low_high, high))
        line = np.repeat(np.arange(len(rows)), high) + len(rows) * in_low
        colours = self._inks.cells[np.vstack((tall[rows], both[rows]))]
        places = list(zip(tops.tolist(), high.tolist(), strict=True))
        paint_strips(self._painter, 0, places, colours, line)

    def _skipped(self, shapes: Shapes) -> None:
        stamp = self._inks.stamp(("skipped", self._lanes.style.bar), self._skipped_stamp)
        for row, left in zip(shapes.row.tolist(), shapes.left.tolist(), strict=True):
            self._painter.drawPixmap(left, self._places[False](row)[0], stamp)

    def _skipped_stamp(self) -> QPixmap:
        """A small bar in dashes."""
        inks, wide, height = self._inks, self._inks.px(6), self._places[False](0)[1]
        pen = inks.pen(inks.muted, 1.25, _DASHED)
        half = pen.widthF() / 2
        with _stamp(wide, height) as (pixmap, painter):
            painter.setPen(pen)
            painter.drawRoundedRect(
                QRectF(0, 0, wide, height).adjusted(half, half, -half, -half), wide / 2 - half, wide / 2 - half
            )
        return pixmap

    def _checks(self, shapes: Shapes) -> None:
        """Not met: a small ring. Met: a diamond with a check. Error: a diamond with a cross."""
        small, half = self._lanes.style.bar < 14, self._inks.px(_CHECK_STAMP_PX)
        draw, middle = self._painter.drawPixmap, self._lanes.middle
        stamps = {
            code: self._inks.stamp(("check", code, small), partial(self._check_stamp, code, small=small))
            for code in np.unique(shapes.code).tolist()
        }
        for row, x, code in zip(shapes.row.tolist(), shapes.left.tolist(), shapes.code.tolist(), strict=True):
            draw(x - half, middle(row) - half, stamps[code])

    def _check_stamp(self, code: int, *, small: bool) -> QPixmap:
        """Its middle stands at half its side."""
        inks = self._inks
        radius = (2.5 if small else 4) * inks.dpr
        half = inks.px(_CHECK_STAMP_PX)
        with _stamp(2 * half, 2 * half) as (pixmap, painter):
            painter.translate(half, half)
            if code == _NOT_MET:
                painter.setPen(inks.pen(inks.muted, 1.5))
                painter.setBrush(inks.surface)
                painter.drawEllipse(QPointF(0, 0), radius, radius)
                return pixmap
            radius *= 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(inks.bars[code])
            painter.drawPolygon(
                QPolygonF([QPointF(*at) for at in ((0, -radius), (radius, 0), (0, radius), (-radius, 0))])
            )
            if small:
                return pixmap
            arm = radius * 0.32
            painter.setPen(_round(inks.pen(inks.surface, 1.5)))
            if code == _MET:
                check = ((-arm * 1.2, 0), (-arm * 0.2, arm), (arm * 1.3, -arm))
                painter.drawPolyline(QPolygonF([QPointF(*at) for at in check]))
            else:
                painter.drawLine(QPointF(-arm, -arm), QPointF(arm, arm))
                painter.drawLine(QPointF(-arm, arm), QPointF(arm, -arm))
        return pixmap

    def _overrun(self, shapes: Shapes) -> None:
        """Cut where the next tick fell due; from there on an upper edge."""
        inks = self._inks
        columns = (shapes.row, shapes.left, shapes.right, shapes.code)
        for row, left, right, code in zip(*(column.tolist() for column in columns), strict=True):
            top, height = self._places[bool(TALL[code])](row)
            self._painter.fillRect(left, top, inks.px(1), height, inks.surface)
            self._painter.fillRect(left, top - inks.px(1), right - left, inks.px(3), inks.late)

    def _late(self, shapes: Shapes) -> None:
        """A mark at the due time, a line from there to the start."""
        inks, painter = self._inks, self._painter
        thick, side = inks.line_px(1.5), inks.px(3)
        for row, left, right in zip(shapes.row.tolist(), shapes.left.tolist(), shapes.right.tolist(), strict=True):
            top, height = self._places[False](row)
            y = min(top + height + inks.px(3), self._lanes.bottom(row) - inks.px(3))
            corners = ((left - side + 0.5, y + side), (left + side + 0.5, y + side), (left + 0.5, y - side + 1))
            self._smooth(on=True)
            painter.fillRect(QRectF(left, y, right - left, thick), inks.late)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(inks.late)
            painter.drawPolygon(QPolygonF([QPointF(*at) for at in corners]))
            self._smooth(on=False)

    def _smooth(self, *, on: bool) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on)


@contextmanager
def _stamp(width: int, height: int) -> Iterator[tuple[QPixmap, QPainter]]:
    """A picture to be painted often, and what paints it once."""
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield pixmap, painter


def _round(pen: QPen) -> QPen:
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _half_rounded(left: float, top: float, width: float, height: float, radius: float) -> QPainterPath:
    """Round on the left, square on the right."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    radius = min(radius, width)
    path.addRoundedRect(QRectF(left, top, width, height), radius, radius)
    path.addRect(QRectF(left + width - min(radius, width), top, min(radius, width), height))
    return path
