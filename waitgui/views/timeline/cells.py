"""Cells: finished ticks in lanes so low that they are no bars any more. A lane's pixels show the worst there was.

Where all went well a cell says how busy it was, in four steps. Lanes lower than a pixel share lines: a line shows the
worst of all its lanes. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waitgui.models.tick_ring import OUTCOMES
from waitgui.views.timeline.bars import OK, covered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from waitgui.models.tick_ring import Column, Ticks
    from waitgui.views.timeline.lanes import LaneGrid
    from waitgui.views.timeline.viewport import Viewport

STEPS = 4
"""Of occupancy: a cell of value 1 to 4 was busy up to a quarter, a half, three quarters, all of its time."""
_PARTS = 4096
_CHUNK = 1 << 17
"""Ticks looked at in one go: what is computed of them stays in the processor's cache."""
VALUES = 1 + STEPS + len(OUTCOMES)
"""0: nothing. 1 to 4: all went well. `STEPS` + 1 + code: the worst outcome. The worse, the higher."""


class Lines(NamedTuple):
    """Where rows lie; what rows share is there once."""

    of_row: Column
    """The line of each row, from the first that shows."""
    rows: Column
    """How many rows share each line."""
    at: Column
    """The line on each pixel from the top; the number of lines where there is none."""
    tall_at: Column
    """The same for failures, which may be higher than their line."""


def lines_of(lanes: LaneGrid, rows: range, height: int) -> Lines:
    """The lines of the rows, on so many device pixels."""
    tops = lanes.tops[rows.start : rows.stop]
    _, first, of_row, count = np.unique(tops, return_index=True, return_inverse=True, return_counts=True)
    at, tall_at = np.full(height, len(first)), np.full(height, len(first))
    for line, row in enumerate((first + rows.start).tolist()):
        for pixels, tall in ((at, False), (tall_at, True)):
            top, high = lanes.bar(row, tall=tall)
            place = slice(max(top, 0), max(top + high, 0))
            # The second pixel of a failure lies over the next line, whose own failures are on that line anyway.
            pixels[place][pixels[place] == len(first)] = line
    return Lines(of_row, count, at, tall_at)


def values(parts: Iterable[Ticks], rows: Column, shown: range, lines: Lines, view: Viewport) -> NDArray[np.uint8]:
    """The value of each line and column of the view. `rows` gives the row of each lane number; all are `shown`."""
    cells = _Cells(view, lines.rows)
    is_shown = (rows >= shown.start) & (rows < shown.stop)
    line = np.zeros(len(rows), np.intp)
    line[is_shown] = lines.of_row[rows[is_shown] - shown.start]
    for ticks in _chunks(parts):
        cells.add(line[ticks.lane], ticks)
    return cells.values()


def _chunks(parts: Iterable[Ticks]) -> Iterator[Ticks]:
    for part in parts:
        for begin in range(0, len(part), _CHUNK):
            yield part.of(slice(begin, begin + _CHUNK))


class _Cells:
    """Of each cell the worst outcome, and how long something ran, in parts of the cell's time.

    Beside the columns of the view there is one on either side, for what lies out of sight: that is cheaper than to look
    whether a tick does.
    """

    def __init__(self, view: Viewport, rows: Column) -> None:
        self._view = view
        self._size = (len(rows), view.width + 2)
        self._rate = _PARTS / (view.ns_per_px * rows)
        self._busy = np.zeros(self._size[0] * self._size[1], np.uint32)
        self._worst = np.zeros(len(self._busy), np.uint8)

    def add(self, line: Column, ticks: Ticks) -> None:
        """Ticks of these lines."""
        view, start, end = self._view, ticks.start, ticks.end
        begin, rate = line * self._size[1] + 1, self._rate[line]
        left, last = view.xs(start), view.xs(np.maximum(end - 1, start))
        first_ns = np.minimum(end, (left + (view.first_column + 1)) * view.ns_per_px)
        first_ns -= start
        beyond = np.flatnonzero(last != left)
        if len(beyond):
            self._go_on(begin[beyond], left[beyond], last[beyond], end[beyond], rate[beyond])
        np.clip(left, -1, view.width, out=left)
        left += begin
        self._add_parts(left, first_ns * rate)
        trouble = np.flatnonzero(ticks.outcome != OK)
        self._mark(left[trouble], begin[trouble], last[trouble], ticks.outcome[trouble])

    def _go_on(self, begin: Column, left: Column, last: Column, end: Column, rate: Column) -> None:
        """What lies in the columns after the first."""
        view = self._view
        last_ns = end - (last + view.first_column) * view.ns_per_px
        self._add_parts(begin + np.clip(last, -1, view.width), last_ns * rate)
        left, width = np.clip(left + 1, 0, view.width), np.clip(last, 0, view.width)
        width -= left
        whole = np.flatnonzero(width > 0)
        if len(whole):
            cells = covered(begin[whole] + left[whole], width[whole])
            self._add_parts(cells, np.repeat(rate[whole] * view.ns_per_px, width[whole]))

    def _add_parts(self, cells: Column, parts: Column) -> None:
        """At least one, so that it shows."""
        whole = parts.astype(np.uint32)
        whole += 1
        np.add.at(self._busy, cells, whole)

    def _mark(self, first: Column, begin: Column, last: Column, code: Column) -> None:
        """Let the cells from the first to the last know of an outcome."""
        width = begin + np.clip(last, -1, self._view.width) - first + 1
        for outcome in np.unique(code).tolist():
            of_code = np.flatnonzero((code == outcome) & (width > 0))
            if len(of_code):
                at = covered(first[of_code], width[of_code])
                self._worst[at] = np.maximum(self._worst[at], STEPS + 1 + outcome)

    def values(self) -> NDArray[np.uint8]:
        """The value of each cell of the view. Shape (lines, columns)."""
        self._busy += _PARTS // STEPS - 1
        self._busy //= _PARTS // STEPS
        steps = np.minimum(self._busy, STEPS).astype(np.uint8)
        return np.maximum(self._worst, steps).reshape(self._size)[:, 1:-1]
