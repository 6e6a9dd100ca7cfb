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
    size = (len(lines.rows), view.width)
    worst = np.zeros(size[0] * size[1], np.uint8)
    busy = _Busy(view, lines.rows)
    for ticks in _chunks(parts):
        start, end, code = ticks.start, ticks.end, ticks.outcome
        line = lines.of_row[rows[ticks.lane] - shown.start]
        left, last = view.xs(start), view.xs(np.maximum(end - 1, start))
        busy.add(line, start, end, left, last)
        right = last + 1
        np.clip(left, 0, view.width, out=left)
        np.clip(right, 0, view.width, out=right)
        trouble = np.flatnonzero(code != OK)
        begin, left, right, code = line[trouble] * view.width, left[trouble], right[trouble], code[trouble]
        for outcome in np.unique(code).tolist():
            of_code = np.flatnonzero((code == outcome) & (right > left))
            if len(of_code):
                at = covered(begin[of_code] + left[of_code], right[of_code] - left[of_code])
                worst[at] = np.maximum(worst[at], STEPS + 1 + outcome)
    return np.maximum(worst.reshape(size), busy.steps())


def _chunks(parts: Iterable[Ticks]) -> Iterator[Ticks]:
    for part in parts:
        for begin in range(0, len(part), _CHUNK):
            yield part.of(slice(begin, begin + _CHUNK))


class _Busy:
    """Adds up how long something ran in each cell, in parts of the cell's time."""

    def __init__(self, view: Viewport, rows: Column) -> None:
        self._view = view
        self._rate = _PARTS / (view.ns_per_px * rows)
        self._parts = np.zeros(len(rows) * view.width, np.uint32)

    def add(self, line: Column, start: Column, end: Column, left: Column, last: Column) -> None:
        """Ticks of these lines, from their first pixel to their last."""
        view = self._view
        within = last == left
        self._note(line, left, end - start, within)
        beyond = np.flatnonzero(~within)
        if len(beyond):
            line, start, end, left, last = (column[beyond] for column in (line, start, end, left, last))
            self._note(line, left, (view.first_column + left + 1) * view.ns_per_px - start)
            self._note(line, last, end - (view.first_column + last) * view.ns_per_px)
            left, right = np.clip(left + 1, 0, view.width), np.clip(last, 0, view.width)
            whole = np.flatnonzero(right > left)
            if len(whole):
                line, width = line[whole], right[whole] - left[whole]
                parts = np.repeat((self._rate[line] * view.ns_per_px).astype(np.uint32), width)
                np.add.at(self._parts, covered(line * view.width + left[whole], width), parts)

    def _note(self, line: Column, x: Column, ns: Column, where: Column | None = None) -> None:
        in_sight = (x >= 0) & (x < self._view.width)
        seen = np.flatnonzero(in_sight if where is None else in_sight & where)
        line = line[seen]
        parts = (ns[seen] * self._rate[line]).astype(np.uint32)
        parts += 1
        np.add.at(self._parts, line * self._view.width + x[seen], parts)

    def steps(self) -> NDArray[np.uint8]:
        """How busy each cell was that was at all, from 1 to `STEPS`. Shape (lines, columns)."""
        steps = np.minimum((self._parts + (_PARTS // STEPS - 1)) // (_PARTS // STEPS), STEPS)
        return steps.astype(np.uint8).reshape(len(self._rate), self._view.width)
