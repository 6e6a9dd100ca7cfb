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
_QUANTUM_BITS = 13
"""Busy time is counted in quanta, of which a column has half of 2 to the power of that, up to all."""
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
    begin = np.zeros(len(rows), np.intp)
    begin[is_shown] = cells.begin(lines.of_row[rows[is_shown] - shown.start])
    for ticks in _chunks(parts):
        cells.add(begin.take(ticks.lane), ticks)
    return cells.values()


def _chunks(parts: Iterable[Ticks]) -> Iterator[Ticks]:
    for part in parts:
        for begin in range(0, len(part), _CHUNK):
            yield part.of(slice(begin, begin + _CHUNK))


class _Cells:
    """Of each cell the worst outcome, and for how many quanta something ran.

    Beside the columns of the view there is one on either side, for what lies out of sight: that is cheaper than to look
    whether a tick does.
    """

    def __init__(self, view: Viewport, rows: Column) -> None:
        self._view = view
        self._rows = rows
        self._size = (len(rows), view.width + 2)
        self._shift = max(view.ns_per_px.bit_length() - _QUANTUM_BITS, 0)
        self._busy = np.zeros(self._size[0] * self._size[1], np.uint32)
        self._worst = np.zeros(len(self._busy), np.uint8)

    def begin(self, line: Column) -> Column:
        """What makes an absolute column the cell that it is in these lines."""
        begin: Column = line * self._size[1] + (1 - self._view.first_column)
        return begin

    def add(self, begin: Column, ticks: Ticks) -> None:
        """Ticks of the lines that begin there."""
        ns_per_px, start, end = self._view.ns_per_px, ticks.start, ticks.end
        first, last = start // ns_per_px, end // ns_per_px
        took_ns = end - start
        beyond = np.flatnonzero(first != last)
        if len(beyond):
            left, right = first[beyond], last[beyond]
            took_ns[beyond] = (left + 1) * ns_per_px - start[beyond]
            last[beyond] = self._go_on(begin[beyond], left, right, end[beyond])
        cells = self._in_sight(first)
        cells += begin
        self._add_parts(cells, took_ns)
        trouble = np.flatnonzero(ticks.outcome != OK)
        if len(trouble):
            self._mark(cells[trouble], begin[trouble] + self._in_sight(last[trouble]), ticks.outcome[trouble])

    def _in_sight(self, column: Column) -> Column:
        """With those out of sight in the columns beside the view. Changes and gives what it is given."""
        begin = self._view.first_column
        np.maximum(column, begin - 1, out=column)
        np.minimum(column, begin + self._view.width, out=column)
        return column

    def _go_on(self, begin: Column, first: Column, last: Column, end: Column) -> Column:
        """What lies in the columns after the first; gives the last column that isn't only touched."""
        ns_per_px = self._view.ns_per_px
        last_ns = end - last * ns_per_px
        whole = np.flatnonzero(last - first > 1)
        if len(whole):
            after, until = self._in_sight(first[whole] + 1), self._in_sight(last[whole])
            wide = np.flatnonzero(until > after)
            if len(wide):
                cells = covered((begin[whole] + after)[wide], (until - after)[wide])
                self._add_parts(cells, np.full(len(cells), ns_per_px))
        if not last_ns.all():
            inside = np.flatnonzero(last_ns)
            touched = np.flatnonzero(last_ns == 0)
            self._add_parts(begin[inside] + self._in_sight(last[inside]), last_ns[inside])
            last[touched] -= 1
            return last
        self._add_parts(begin + self._in_sight(last.copy()), last_ns)
        return last

    def _add_parts(self, cells: Column, part_ns: Column) -> None:
        """At least one quantum, so that it shows."""
        quanta = (part_ns >> self._shift).astype(np.uint32)
        quanta += 1
        np.add.at(self._busy, cells, quanta)

    def _mark(self, first: Column, last: Column, code: Column) -> None:
        """Let the cells from the first to the last know of an outcome."""
        value = code + np.uint8(STEPS + 1)
        np.maximum.at(self._worst, first, value)
        wide = np.flatnonzero(last > first)
        if len(wide):
            width = last[wide] - first[wide]
            np.maximum.at(self._worst, covered(first[wide] + 1, width), np.repeat(value[wide], width))

    def values(self) -> NDArray[np.uint8]:
        """The value of each cell of the view. Shape (lines, columns)."""
        busy = self._busy.reshape(self._size)
        whole = self._view.ns_per_px >> self._shift
        steps = _steps(busy, whole)
        shared = np.flatnonzero(self._rows > 1)
        if len(shared):
            steps[shared] = _steps(busy[shared], whole * self._rows[shared, None])
        np.maximum(self._worst.reshape(self._size), steps, out=steps)
        return steps[:, 1:-1]


def _steps(busy: NDArray[np.uint32], whole: int | Column) -> NDArray[np.uint8]:
    """The step of each cell, of which `whole` quanta are all of the time."""
    steps = (busy > 0).view(np.uint8)
    for step in range(1, STEPS):
        steps += (busy > np.asarray(whole * step // STEPS, np.uint32)).view(np.uint8)
    return steps
