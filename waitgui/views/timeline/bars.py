"""Bars: finished ticks become shapes on the canvas's pixels. Pure; columns in, columns out, nothing per tick.

What is narrower than 4 px goes into cells, a lane a row and a pixel a column, where the worst outcome wins: however
many ticks share a pixel, painting costs the same, and a failure is never covered. What failed and is tall has cells of
its own, painted above everything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waitgui.models.tick_ring import CODES, OUTCOMES, SKIPPED
from waitgui.tasks.record import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from waitgui.models.tick_ring import Column, Ticks
    from waitgui.views.timeline.viewport import Viewport

BAR_FROM_PX = 4
"""The width from which a bar is painted by itself."""
LEAST_PX = 2
"""The width of what takes no time, or less than a pixel."""
MARGIN_PX = 16
"""How far beside the canvas shapes are still laid out, so that their ends and marks don't jump at the edge."""
MOST_ROUNDED = 1500
"""Above so many bars on the screen those that went well are plain blocks."""
_LATE_FROM_PX = 4
_OVERRUN_FROM_PX = 3
_SKIPPED_PX = 6
_CHECK_PX = 8
_CHUNK = 1 << 17
"""Ticks looked at in one go: their columns stay in the processor's cache."""

OK, FAILED = CODES[Outcome.OK], CODES[Outcome.FAILED]
TALL = np.array([outcome in (Outcome.FAILED, Outcome.TIMED_OUT) for outcome in OUTCOMES])
CHECKS = np.array([outcome in (Outcome.MET, Outcome.NOT_MET, Outcome.ERROR) for outcome in OUTCOMES])


@dataclass(frozen=True, slots=True)
class Shapes:
    """Columns of one length, in device pixels: row, left, right (exclusive), outcome's code; `tick` is its place."""

    row: Column
    left: Column
    right: Column
    code: Column
    tick: Column

    def of(self, where: Column) -> Shapes:
        """Some of them."""
        return Shapes(self.row[where], self.left[where], self.right[where], self.code[where], self.tick[where])

    def __len__(self) -> int:
        return len(self.row)


class Cells(NamedTuple):
    """A grid of code + 1, rows from the first that shows, as high as bars or as tall ones."""

    grid: NDArray[np.uint8]
    tall: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """What is to be painted. Cells hold code + 1, 0 where there is nothing; their first row is `first_row`."""

    first_row: int
    cells: NDArray[np.uint8]
    tall_cells: NDArray[np.uint8]
    bars: Shapes
    skipped: Shapes
    checks: Shapes
    late: Shapes
    """From the due time to the start."""
    overrun: Shapes
    """From the due time of the next tick to the end."""
    plain: bool
    """Whether also the wide ones that went well are in the cells, since there are so many."""

    def layers(self) -> tuple[Shapes | Cells, ...]:
        """Blocks and cells, from the bottom: nothing covers what is worse, on whatever pixels they meet."""
        failed, tall = self.bars.code == FAILED, TALL[self.bars.code]
        return (
            self.bars.of(~tall),
            Cells(self.cells, tall=False),
            self.bars.of(tall & ~failed),
            Cells(self.tall_cells, tall=True),
            self.bars.of(failed),
        )


def lay_out(
    ticks: Ticks, rows: Column, shown: Sequence[int], view: Viewport, dpr: float, *, plain: bool | None = None
) -> Bars:
    """The shapes of these ticks in the rows that show. `rows` gives the row of each lane number.

    Whether bars that went well are `plain` is found by their number if it is None; a part of a picture is told.
    """
    first_row, end_row = (shown[0], shown[-1] + 1) if shown else (0, 0)
    place, row = _in_rows(ticks.lane, rows, first_row, end_row)
    # By lane, within it as they were told. Sorting 16-bit numbers takes time in proportion to their count.
    order = np.argsort((row - first_row).astype(np.uint16), kind="stable")
    place, row = place[order], row[order]
    ticks = ticks.of(place)
    left, right, margin = view.xs(ticks.start), view.xs(ticks.end), round(MARGIN_PX * dpr)
    least, gap = round(LEAST_PX * dpr), max(1, round(dpr))
    right = np.clip(np.maximum(right, left + least), -margin, view.width + margin)
    shapes = Shapes(row, np.clip(left, -margin, view.width + margin), right, ticks.outcome, place)
    is_skipped, is_check = ticks.outcome == SKIPPED, CHECKS[ticks.outcome]
    is_bar = ~is_skipped & ~is_check
    solid = _apart(shapes.of(is_bar), gap, least)
    is_wide = solid.right - solid.left >= BAR_FROM_PX * dpr
    if plain is None:
        plain = int(np.count_nonzero(is_wide)) > MOST_ROUNDED
    if plain:
        is_wide &= solid.code != OK
    wide, narrow = solid.of(is_wide), solid.of(~is_wide)
    is_tall = TALL[narrow.code]
    size = (end_row - first_row, view.width)
    return Bars(
        first_row,
        _cells(narrow.of(~is_tall), first_row, size),
        _cells(narrow.of(is_tall), first_row, size),
        wide.of(np.argsort(wide.code, kind="stable")),
        _thinned(shapes.of(is_skipped), view, round(_SKIPPED_PX * dpr) + gap),
        _thinned(shapes.of(is_check), view, round(_CHECK_PX * dpr)),
        _late(shapes.of(is_bar), view.xs(ticks.due[is_bar]), dpr),
        _overrun(shapes, ticks, view, dpr),
        plain,
    )


def _in_rows(lane: Column, rows: Column, first_row: int, end_row: int) -> tuple[Column, Column]:
    """The places of the ticks in these rows, and their rows."""
    places, found = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    for begin in range(0, len(lane), _CHUNK):
        row = rows[lane[begin : begin + _CHUNK]]
        place = np.flatnonzero((row >= first_row) & (row < end_row))
        places.append(place + begin)
        found.append(row[place])
    return np.concatenate(places), np.concatenate(found)


def _apart(shapes: Shapes, gap: int, least: int) -> Shapes:
    """Touching bars keep `gap` apart, where that leaves at least `least` of the first."""
    right = shapes.right.copy()
    follows = shapes.row[1:] == shapes.row[:-1]
    shortened = shapes.left[1:] - gap
    cut = follows & (right[:-1] > shortened) & (shortened - shapes.left[:-1] >= least)
    right[:-1][cut] = shortened[cut]
    return Shapes(shapes.row, shapes.left, right, shapes.code, shapes.tick)


def _cells(shapes: Shapes, first_row: int, size: tuple[int, int]) -> NDArray[np.uint8]:
    """A grid of codes + 1; of several ticks in a cell the worst."""
    grid = np.zeros(size, np.uint8)
    left, right = np.maximum(shapes.left, 0), np.minimum(shapes.right, size[1])
    begin, width = (shapes.row - first_row) * size[1] + left, right - left
    flat = grid.reshape(-1)
    for code in range(len(OUTCOMES)):  # what is assigned last stays
        of_code = np.flatnonzero((shapes.code == code) & (width > 0))
        if len(of_code):
            flat[_covered(begin[of_code], width[of_code])] = code + 1
    return grid


def _covered(begin: Column, width: Column) -> Column:
    """Every place from each begin on, `width` of them."""
    end = np.cumsum(width)
    return np.repeat(begin - end + width, width) + np.arange(end[-1])


def _thinned(shapes: Shapes, view: Viewport, distance: int) -> Shapes:
    """One of those that share a stretch of absolute columns: the worst."""
    stretch = (shapes.left + view.first_column) // max(distance, 1)
    worst_first = np.lexsort((-shapes.code.astype(np.int16), stretch, shapes.row))
    row, stretch = shapes.row[worst_first], stretch[worst_first]
    is_first = np.ones(len(shapes), bool)
    is_first[1:] = (row[1:] != row[:-1]) | (stretch[1:] != stretch[:-1])
    return shapes.of(worst_first[is_first])


def _late(shapes: Shapes, due_x: Column, dpr: float) -> Shapes:
    due_x = np.maximum(due_x, -round(MARGIN_PX * dpr))
    late = Shapes(shapes.row, due_x, shapes.left, shapes.code, shapes.tick)
    return late.of(late.right - late.left >= _LATE_FROM_PX * dpr)


def _overrun(shapes: Shapes, ticks: Ticks, view: Viewport, dpr: float) -> Shapes:
    """A tick during which the next of its lane and run fell due; on a grid that may be a skipped one."""
    follows = (ticks.lane[1:] == ticks.lane[:-1]) & (ticks.run[1:] == ticks.run[:-1])
    over = np.flatnonzero(follows & (ticks.due[1:] < ticks.end[:-1]) & (ticks.due[1:] > ticks.start[:-1]))
    cut = np.maximum(view.xs(ticks.due[over + 1]), shapes.left[over])
    found = Shapes(shapes.row[over], cut, shapes.right[over], shapes.code[over], shapes.tick[over])
    return found.of(found.right - found.left >= _OVERRUN_FROM_PX * dpr)
