"""What is planned where there is no room for boxes: covered or not, a pixel a column.

For single dense lanes it is painted each frame. Of small lanes there may be a thousand: their cells are kept as a
picture on absolute columns, made anew where the view or the lanes are others, else twice a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from waitgui.models.sheets import Sheets
from waitgui.views.timeline.pixels import paint_strips
from waitgui.views.timeline.plan_layout import lay_out
from waitgui.wait.durations import NS_PER_MS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from waitgui.models.sheets import PlanSheet
    from waitgui.models.timeline import TimelineModel
    from waitgui.views.timeline.inks import Inks
    from waitgui.views.timeline.lanes import LaneGrid
    from waitgui.views.timeline.plan_layout import Laid
    from waitgui.views.timeline.viewport import Viewport

AGE_NS = 500 * NS_PER_MS
_AHEAD = 8
"""By which share of its width the picture reaches beyond the view, so that it lasts while the view follows."""


class SmallPlans:
    """The plan of small lanes. Kept from frame to frame."""

    def __init__(self, model: TimelineModel) -> None:
        self._model = model
        self._sheets = Sheets(model)
        self._key: tuple[object, ...] = ()
        self._kept: tuple[object, ...] = ()
        self._version = -1
        self._made_ns = 0
        self._first_column = 0
        self._columns = range(0)
        self._top = 0
        self._image: QImage | None = None
        self._pixels: NDArray[np.uint32] | None = None  # must live as long as the picture

    def draw(self, painter: QPainter, view: Viewport, lanes: LaneGrid, rows: range, inks: Inks, now_ns: int) -> None:
        """Paint it on the canvas."""
        if not rows or view.end_ns <= now_ns:
            return
        version, model = self._model.plans_version, self._model
        key = (view.ns_per_px, view.width, id(lanes), rows, id(model.lanes), id(inks))
        is_old = version != self._version and not 0 <= now_ns - self._made_ns < AGE_NS
        if key != self._key or is_old or view.first_column not in self._columns:
            self._key, self._version, self._made_ns = key, version, now_ns
            self._make(view, lanes, rows, inks)
        if self._image is not None:
            painter.drawImage(QPoint(self._first_column - view.first_column, self._top), self._image)

    def _make(self, view: Viewport, lanes: LaneGrid, rows: range, inks: Inks) -> None:
        self._kept = (lanes, self._model.lanes, inks)  # their ids stand in the key
        ahead = max(view.width // _AHEAD, 1)
        view = view.resized(view.width + ahead)
        self._columns = range(view.first_column, view.first_column + ahead + 1)
        sheet = self._sheets.plan(rows)
        laid = lay_out(sheet, view, inks.dpr, low=True)
        self._image = self._pixels = None
        if not len(laid.row):
            return
        in_rows = first_of_each(laid.row)
        tops, heights = (edges[in_rows] for edges in lanes.bars())
        tops, begins, line = np.unique(tops, return_index=True, return_inverse=True)  # several may share a pixel
        heights = np.maximum.reduceat(heights, begins)
        covered, first = cover(sheet, laid, view, in_rows, line)
        self._first_column = view.first_column + first
        self._top = int(tops[0])
        lines = np.zeros((int((tops + heights).max()) - self._top, covered.shape[1]), bool)
        for below in range(int(heights.max())):
            is_high = heights > below
            lines[tops[is_high] - self._top + below] |= covered[is_high]
        self._pixels = pixels(lines, inks.dense)
        height, width = self._pixels.shape
        kind = QImage.Format.Format_ARGB32_Premultiplied
        self._image = QImage(self._pixels.data, width, height, 4 * width, kind)


def first_of_each(row: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows, each once; they come one after the other."""
    rows: NDArray[np.int64] = row[np.append(True, row[1:] != row[:-1])]
    return rows


def cover(
    sheet: PlanSheet, dense: Laid, view: Viewport, rows: NDArray[np.int64], line: NDArray[np.intp]
) -> tuple[NDArray[np.bool_], int]:
    """Which pixels of each line these ticks cover, and the x of the first. `line` is that of each of the rows.

    Where more ticks follow than were foreseen, all is covered, to the end of the run or the edge.
    """
    first = min(max(int(dense.left.min()), 0), view.width - 1)
    width = view.width - first
    size = (int(line.max()) + 1, width + 1)
    of_tick = line[np.searchsorted(rows, dense.row)] * size[1]
    begins, ends = (of_tick + np.clip(at - first, 0, width) for at in (dense.left, dense.right + dense.width))
    steps, one = np.zeros(size, np.int32), np.ones(len(begins), np.int32)
    flat = steps.reshape(-1)
    np.add.at(flat, begins, one)
    np.subtract.at(flat, ends, one)
    place_of = dict(zip(rows.tolist(), line.tolist(), strict=True)) if sheet.goes_on else {}
    for row, planned in sheet.goes_on:
        end = width if planned.end is None else min(max(view.near(planned.end.at_ns) - first, 0), width)
        begin = min(max(view.near(planned.ticks[-1].earliest_ns) - first, 0), width)
        if row in place_of and begin < end:
            steps[place_of[row], begin] += 1
            steps[place_of[row], end] -= 1
    np.cumsum(flat, out=flat)  # what begins in a line ends in it, in the column behind it at the latest
    return steps[:, :width] > 0, first


def paint_cells(painter: QPainter, sheet: PlanSheet, dense: Laid, view: Viewport, lanes: LaneGrid, inks: Inks) -> None:
    """Paint dense ticks of lanes that are high enough for others, a strip a lane."""
    if not len(dense.row):
        return
    rows = first_of_each(dense.row)
    covered, x = cover(sheet, dense, view, rows, np.arange(len(rows)))
    places = [lanes.bar(row) for row in rows.tolist()]
    paint_strips(painter, x, places, pixels(covered, inks.dense))


def pixels(covered: NDArray[np.bool_], ink: QColor) -> NDArray[np.uint32]:
    """What is covered in a colour, the rest clear (premultiplied ARGB)."""
    alpha = ink.alpha()
    red, green, blue = (round(part * alpha / 255) for part in (ink.red(), ink.green(), ink.blue()))
    return covered * np.uint32(alpha << 24 | red << 16 | green << 8 | blue)
