"""What is planned: hollow boxes, tiny rings for checks, bands of jitter, the rest of what runs, the ends to come.

There may be dozens of ticks to come in each lane, and they are painted anew each frame: windows by colour, boxes and
rings as copies of a picture of one of their kind.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from waitgui.views.timeline.plan_cells import paint_cells
from waitgui.views.timeline.plan_layout import OVER_THE_EDGE, lay_out
from waitgui.views.tokens import RADIUS_BAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from waitgui.models.sheets import PlanSheet
    from waitgui.models.timeline import TimelineModel
    from waitgui.views.timeline.inks import Inks
    from waitgui.views.timeline.lanes import LaneGrid
    from waitgui.views.timeline.plan_layout import Column, Laid
    from waitgui.views.timeline.viewport import Viewport

BAND_FROM_PX = 3
_RING_PX = 2.5
_COPIED_PX = 256
"""Up to that width a box is copied, not drawn."""
PALEST, _PALEST_BAND = 6, 3
"""The place in the plan from which on edges and fills are as pale as can be."""
MOST_FINE = 250
"""Above so many on the screen edges are whole pixels wide."""
_RING_FROM_PX = 14
_DASHED = (3.0, 2.0)


class PlanPainter:
    """Paints in device pixels on a canvas so wide; `now` is the now-line's x."""

    def __init__(
        self, painter: QPainter, inks: Inks, view: Viewport, lanes: LaneGrid, canvas_width: int, now: int
    ) -> None:
        self._painter = painter
        self._inks = inks
        self._view = view
        self._lanes = lanes
        self._width = canvas_width
        self._now = now
        self._rows = range(0)
        self._first = 0
        self._tops: Column = np.empty(0, np.int64)
        self._height = 0
        """Of the bars of lanes that aren't groups."""

    def paint(self, model: TimelineModel, sheet: PlanSheet, rows: range) -> None:
        """What is planned in these rows, which aren't small."""
        if not rows or self._now >= self._width:
            return
        self._rows, self._first = rows, rows[0]
        self._tops = self._lanes.bars()[0][rows.start : rows.stop]
        self._height = max(1, round(self._lanes.style.bar * self._inks.dpr))
        for row, ticking in model.running():
            ends_ns = model.expected_end_ns(row, ticking) if row in rows else None
            if ends_ns is not None:
                self._expected(row, self._view.near(ends_ns))
        laid = lay_out(sheet, self._view, self._inks.dpr)
        if not len(laid.row):
            return
        paint_cells(self._painter, sheet, laid.of(laid.is_dense), self._view, self._lanes, self._inks)
        sparse = laid.of(~laid.is_dense)
        is_band = (sparse.right - sparse.left >= self._inks.px(BAND_FROM_PX)) & ~sparse.is_check
        self._bands(sparse.of(is_band))
        self._boxes(sparse.of(~is_band & ~sparse.is_check))
        self._rings(sparse.of(sparse.is_check))

    def _expected(self, row: int, to_x: int) -> None:
        """The rest of a tick under way, as far as it is to be expected."""
        (top, height), from_x = self._lanes.bar(row), self._now
        to_x = min(to_x, self._width + 40)
        if to_x - from_x < self._inks.px(3):
            return
        painter, pen = self._painter, self._inks.pen(self._inks.edge(2), 1, _DASHED)
        painter.save()
        painter.setClipRect(QRect(from_x, top, to_x - from_x, height))
        _draw_box(painter, QRect(from_x - 40, top, to_x - from_x + 40, height), pen, self._inks.expected, self._radius)
        painter.restore()

    @property
    def _radius(self) -> float:
        return RADIUS_BAR * self._inks.dpr

    def _bands(self, bands: Laid) -> None:
        """Windows: the fill up to the next one, or where they overlap it would add up; solid and dashed edges."""
        inks, painter, over, thin = self._inks, self._painter, self._inks.px(1), self._inks.px(1)
        left = np.maximum(bands.left, -OVER_THE_EDGE)
        painter.setPen(Qt.PenStyle.NoPen)
        for level, chosen in _levels(bands.place, _PALEST_BAND):
            width = np.minimum(bands.right, bands.next_left) - left
            painter.setBrush(inks.band(level))
            painter.drawRects(self._rects(bands.row[chosen], left[chosen], width[chosen]))
        begins = bands.of(bands.left > -OVER_THE_EDGE)
        if len(begins.row) > MOST_FINE:
            for level, chosen in _levels(begins.place + 2, PALEST):
                painter.setBrush(inks.edge(level))
                painter.drawRects(self._rects(begins.row[chosen], begins.left[chosen], inks.px(1.5), over))
        else:
            self._fine_edges(begins, over)
        painter.setBrushOrigin(0, 0)
        apart = bands.of(bands.right <= bands.next_left)
        for level, chosen in _levels(apart.place + 2, PALEST):
            painter.setBrush(QBrush(_dash_image(thin, inks.px(3), inks.px(5), inks.edge(level).rgba())))
            painter.drawRects(self._rects(apart.row[chosen], apart.right[chosen] - thin, thin, over))

    def _fine_edges(self, bands: Laid, over: int) -> None:
        """Lines that may be half a pixel wider than whole ones."""
        thick, height = self._inks.line_px(1.5), self._height + 2 * over
        tops = (self._tops[bands.row - self._first] - over).tolist()
        self._smooth(on=True)
        for left, top, place in zip(bands.left.tolist(), tops, bands.place.tolist(), strict=True):
            self._painter.fillRect(QRectF(left, top, thick, height), self._inks.edge(min(place + 2, PALEST)))
        self._smooth(on=False)

    def _boxes(self, boxes: Laid) -> None:
        inks, painter, line, height = self._inks, self._painter, self._inks.line_px(1.5), self._height
        images: dict[tuple[int, int], QImage] = {}
        top, levels = self._tops[boxes.row - self._first].tolist(), np.minimum(boxes.place, PALEST).tolist()
        for x, y, width, level in zip(boxes.left.tolist(), top, boxes.width.tolist(), levels, strict=True):
            edge, fill = inks.edge, inks.plan
            if width <= _COPIED_PX:
                image = images.get((width, level))
                if image is None:
                    colours = edge(level).rgba(), fill(level).rgba()
                    image = images[width, level] = _box_image(width, height, line, self._radius, *colours)
                painter.drawImage(QPoint(x, y), image)
                continue
            begin = max(x, -OVER_THE_EDGE)
            box = QRect(begin, y, min(x + width, self._width + OVER_THE_EDGE) - begin, height)
            _draw_box(painter, box, inks.pen(edge(level), 1.5), fill(level), self._radius)
            self._smooth(on=False)

    def _rings(self, rings: Laid) -> None:
        """Checks: as a finished one, but smaller."""
        inks, painter = self._inks, self._painter
        radius = (_RING_PX if self._lanes.style.bar >= _RING_FROM_PX else _RING_PX - 1) * inks.dpr
        line, fill = inks.line_px(1.25), inks.future.rgba()
        images = [_ring_image(radius, line, inks.edge(level).rgba(), fill) for level in range(PALEST + 1)]
        half = images[0].width() // 2
        y = np.array([self._lanes.middle(row) for row in self._rows])[rings.row - self._first] - half
        levels = np.minimum(rings.place + 1, PALEST).tolist()
        for x, top, level in zip((rings.left - half).tolist(), y.tolist(), levels, strict=True):
            painter.drawImage(QPoint(x, top), images[level])

    def _rects(self, row: Column, left: Column, width: Column | int, over: int = 0) -> list[QRect]:
        """As high as bars, and so much more at both ends."""
        tops = (self._tops[row - self._first] - over).tolist()
        widths = width.tolist() if isinstance(width, np.ndarray) else repeat(width)
        return list(map(QRect, left.tolist(), tops, widths, repeat(self._height + 2 * over)))

    def _smooth(self, *, on: bool) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on)


def _levels(place: Column, palest: int) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Which of these places are as pale as each of the first ones, those from `palest` on together."""
    level = np.minimum(place, palest)
    for one in range(palest + 1):
        chosen = np.flatnonzero(level == one)
        if len(chosen):
            yield one, chosen


def _draw_box(painter: QPainter, box: QRect, pen: QPen, fill: QColor, radius: float) -> None:
    half = pen.widthF() / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(fill)
    radius = min(radius, box.width() / 2)
    painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), radius, radius)


@lru_cache(maxsize=512)
def _box_image(width: int, height: int, line: float, radius: float, edge: int, fill: int) -> QImage:
    """A hollow box; the colours are 0xAARRGGBB."""
    image = _clear_image(width, height)
    painter = QPainter(image)
    _draw_box(painter, QRect(0, 0, width, height), QPen(QColor.fromRgba(edge), line), QColor.fromRgba(fill), radius)
    painter.end()
    return image


@lru_cache(maxsize=64)
def _dash_image(width: int, dash: int, step: int, colour: int) -> QImage:
    """A dash and the room below it."""
    image = _clear_image(width, step)
    painter = QPainter(image)
    painter.fillRect(0, 0, width, dash, QColor.fromRgba(colour))
    painter.end()
    return image


@lru_cache(maxsize=64)
def _ring_image(radius: float, line: float, edge: int, fill: int) -> QImage:
    """A ring in the middle of a picture with an odd side."""
    half = int(radius + line) + 1
    image = _clear_image(2 * half + 1, 2 * half + 1)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgba(edge), line))
    painter.setBrush(QColor.fromRgba(fill))
    painter.drawEllipse(QPointF(half + 0.5, half + 0.5), radius, radius)
    painter.end()
    return image


def _clear_image(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image
