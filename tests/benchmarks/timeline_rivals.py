"""The same history as others would show it: pyqtgraph as an expert writes it, a graphics scene as a beginner does.

They show no gutter, no plans, no marks, and the same shape for every outcome: less than ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

from tests.benchmarks.timeline_scenes import A_FRAME, NOW_NS, NOW_WALL_NS, PAN_PX, SIZE, S, Size, history
from waitgui.models.tick_columns import OUTCOMES
from waitgui.views.tokens import LANE_DENSE

if TYPE_CHECKING:
    from waitgui.models.tick_columns import Ticks

COLOURS = ("#3f74a5", "#1e9b6b", "#8a8f98", "#8a8f98", "#8a8f98", "#b08c0a", "#b93413", "#b93413")
ZOOM = 2 ** (1 / 12)
_BAR = 10 / LANE_DENSE
_AXIS_PX = 32


class Plot:
    """pyqtgraph: a `BarGraphItem` an outcome with arrays for edges and one brush, no pen, no antialiasing."""

    name = "pyqtgraph"

    def __init__(self, size: Size) -> None:
        pg.setConfigOptions(antialias=False, background="w")
        self.size = size
        self.widget = pg.PlotWidget(axisItems={"bottom": pg.DateAxisItem()})
        self.widget.resize(*SIZE)
        self.widget.hideAxis("left")
        self.widget.invertY()
        self.widget.disableAutoRange()
        self._edges, self._items = {}, {}
        ticks = history(size)
        for code in range(len(OUTCOMES)):
            x0, x1, y0 = _edges(ticks.of(ticks.outcome == code))
            item = pg.BarGraphItem(x0=x0, x1=x1, y0=y0, height=_BAR, pen=None, brush=COLOURS[code])
            self.widget.addItem(item)
            self._edges[code], self._items[code] = (x0, x1, y0), item
        self._now_s = NOW_WALL_NS / S
        self._span_s = 1.0
        self.show_lanes((SIZE[1] - _AXIS_PX) / LANE_DENSE)
        self.show_span(size.span_ns)
        self.widget.show()

    def show_lanes(self, count: float) -> None:
        """So many at once."""
        self.widget.setYRange(0, count, padding=0)

    def show_span(self, span_ns: int) -> None:
        """So much before now, as wide as it goes."""
        self._span_s = span_ns / S
        self._left_s = self._now_s - self._span_s
        self._show()

    def pan(self, way: int) -> None:
        """By 7 px."""
        self._left_s += way * PAN_PX * self._span_s / SIZE[0]
        self._show()

    def zoom(self, way: int) -> None:
        """By a rung of ours, about the middle."""
        span_s = self._span_s / ZOOM**way
        self._left_s += (self._span_s - span_s) / 2
        self._span_s = span_s
        self._show()

    def follow(self) -> None:
        """A pixel on, and a frame's ticks more."""
        pixel_s = self._span_s / SIZE[0]
        self._now_s += pixel_s
        self._left_s += pixel_s
        lane = np.arange(A_FRAME) % self.size.lanes
        end = np.full(A_FRAME, self._now_s)
        new = (end - self.size.period_ns / S / 5, end, lane + (1 - _BAR) / 2)
        x0, x1, y0 = self._edges[0] = tuple(map(np.concatenate, zip(self._edges[0], new, strict=True)))
        self._items[0].setOpts(x0=x0, x1=x1, y0=y0)
        self._show()

    def _show(self) -> None:
        self.widget.setXRange(self._left_s, self._left_s + self._span_s, padding=0)


class Items:
    """A `QGraphicsRectItem` a tick; a pixel is a unit at first. Paints all at each frame, as what has an axis must."""

    name = "QGraphicsView"

    def __init__(self, size: Size) -> None:
        self.size = size
        self.scene = QGraphicsScene()
        self.widget = QGraphicsView(self.scene)
        self.widget.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.widget.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        for policy in (self.widget.setHorizontalScrollBarPolicy, self.widget.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.widget.resize(*SIZE)
        self._px_a_s = SIZE[0] / (size.span_ns / S)
        self._brushes = [QBrush(QColor(colour)) for colour in COLOURS]
        self._new = 0
        self.now_s = NOW_WALL_NS / S
        self._begin_s = self.now_s - size.span_ns / S
        x0, x1, y0 = _edges(history(size))
        codes = history(size).outcome.tolist()
        for left_s, right_s, top, code in zip(x0.tolist(), x1.tolist(), y0.tolist(), codes, strict=True):
            self._add(left_s, right_s, top, code)
        self.scene.setSceneRect(-SIZE[0], 0, 3 * SIZE[0], size.lanes * LANE_DENSE)
        self.widget.horizontalScrollBar().setValue(0)
        self.widget.verticalScrollBar().setValue(0)
        self.widget.show()

    def show_lanes(self, count: float) -> None:
        """So many at once."""
        self.widget.scale(1, SIZE[1] / (count * LANE_DENSE))

    def pan(self, way: int) -> None:
        """By 7 px."""
        bar = self.widget.horizontalScrollBar()
        bar.setValue(bar.value() + way * PAN_PX)

    def zoom(self, way: int) -> None:
        """By a rung of ours, about the middle."""
        self.widget.scale(ZOOM**way, 1)

    def follow(self) -> None:
        """A pixel on, and a frame's ticks more."""
        self.now_s += 1 / self._px_a_s
        for _ in range(A_FRAME):
            self._new += 1
            lane = self._new % self.size.lanes
            self._add(self.now_s - self.size.period_ns / S / 5, self.now_s, lane + (1 - _BAR) / 2, 0)
        bar = self.widget.horizontalScrollBar()
        bar.setValue(bar.value() + 1)

    def _add(self, left_s: float, right_s: float, top: float, code: int) -> None:
        x = (left_s - self._begin_s) * self._px_a_s
        width = max((right_s - left_s) * self._px_a_s, 1.0)
        rect = QRectF(x, top * LANE_DENSE, width, _BAR * LANE_DENSE)
        self.scene.addRect(rect, Qt.PenStyle.NoPen, self._brushes[code])


def _edges(ticks: Ticks) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Left and right in Unix seconds, and the upper edge in lanes."""
    offset_ns = NOW_WALL_NS - NOW_NS
    x0, x1 = ((column + offset_ns) / S for column in (ticks.start, ticks.end))
    return x0, x1, ticks.lane + (1 - _BAR) / 2
