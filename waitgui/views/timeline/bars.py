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

    def layers(self) -> tuple[Shapes, Cells, Shapes, Cells, Shapes]:
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
    """The shapes of these ticks, all of rows that show. `rows` gives the row of each lane number.

    Whether bars that went well are `plain` is found by their number if it is None; a part of a picture is told.
    """
    first_row, end_row = (shown[0], shown[-1] + 1) if shown else (0, 0)
    shapes = _placed(ticks, rows.take(ticks.lane), view, dpr)
    outcome = shapes.code
    is_skipped, is_check = outcome == SKIPPED, CHECKS.take(outcome)
    is_bar = ~(is_skipped | is_check)
    solid = shapes if is_bar.all() else shapes.of(np.flatnonzero(is_bar))
    size = (end_row - first_row, view.width)
    late, overrun = _lateness(shapes, ticks, view, dpr)
    _keep_apart(solid, first_row, size, dpr)
    is_wide = solid.right - solid.left >= BAR_FROM_PX * dpr
    if plain is None:
        plain = int(np.count_nonzero(is_wide)) > MOST_ROUNDED
    wide = solid.of(np.flatnonzero(is_wide))
    in_cells = ~is_wide | (solid.code == OK) if plain else ~is_wide
    return Bars(
        first_row,
        *_cells(solid, in_cells, first_row, size),
        _by_code(wide.of(wide.code != OK) if plain else wide),
        _thinned(shapes.of(np.flatnonzero(is_skipped)), view, round(_SKIPPED_PX * dpr) + max(1, round(dpr))),
        _thinned(shapes.of(np.flatnonzero(is_check)), view, round(_CHECK_PX * dpr)),
        late,
        overrun,
        plain,
    )


def _placed(ticks: Ticks, row: Column, view: Viewport, dpr: float) -> Shapes:
    """Where these ticks lie."""
    margin = round(MARGIN_PX * dpr)
    left, right = view.xs(ticks.start), view.xs(ticks.end)
    np.maximum(right, left + round(LEAST_PX * dpr), out=right)
    np.clip(left, -margin, view.width + margin, out=left)
    np.clip(right, -margin, view.width + margin, out=right)
    return Shapes(row, left, right, ticks.outcome, np.arange(len(ticks)))


def _keep_apart(shapes: Shapes, first_row: int, size: tuple[int, int], dpr: float) -> None:
    """Shorten what touches the next one of its row, where that leaves at least the least width. Changes `right`."""
    least, gap, margin = round(LEAST_PX * dpr), max(1, round(dpr)), round(MARGIN_PX * dpr)
    room = size[1] + 2 * margin + gap
    begins, row = np.zeros(size[0] * room, bool), (shapes.row - first_row) * room + margin
    begins[row + shapes.left] = True
    wide = shapes.right - shapes.left
    long = np.flatnonzero(wide > least)
    place, wide = (row + shapes.right)[long], wide[long]
    cut = np.zeros(len(long), np.int64)
    for beyond in reversed(range(gap)):
        touches = begins[place + beyond] & (wide + beyond - gap >= least)
        cut[touches] = beyond - gap
    shapes.right[long] += cut


def _by_code(shapes: Shapes) -> Shapes:
    return shapes.of(np.argsort(shapes.code, kind="stable"))


def _cells(
    shapes: Shapes, which: Column, first_row: int, size: tuple[int, int]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Grids of codes + 1, of what is as high as a bar and of what is tall; of several ticks in a cell the worst."""
    left, right = np.maximum(shapes.left, 0), np.minimum(shapes.right, size[1])
    begin, width = (shapes.row - first_row) * size[1] + left, right - left
    which = which & (width > 0)
    went_well = shapes.code == OK
    ok, others = np.flatnonzero(which & went_well), np.flatnonzero(which & ~went_well)
    grids = _busy(begin[ok], width[ok], size), np.zeros(size, np.uint8)
    others = others[np.argsort(shapes.code[others], kind="stable")]  # what is assigned last stays
    is_tall = TALL[shapes.code[others]]
    for grid, some in zip(grids, (others[~is_tall], others[is_tall]), strict=True):
        if len(some):
            value = np.repeat(shapes.code[some] + np.uint8(1), width[some])
            grid.reshape(-1)[covered(begin[some], width[some])] = value
    return grids


def _busy(begin: Column, width: Column, size: tuple[int, int]) -> NDArray[np.uint8]:
    """1 in the cells that are covered. No width is 0, and none goes on in the next row."""
    grid = np.zeros(size[0] * size[1], np.uint8)
    grid[begin] = 1
    grid[begin + (width - 1)] = 1
    rest = np.flatnonzero(width > LEAST_PX)  # most have but a first cell and a last
    if len(rest):
        grid[covered(begin[rest], width[rest])] = 1
    return grid.reshape(size)


def covered(begin: Column, width: Column) -> Column:
    """Every place from each begin on, `width` of them; none of the widths is 0."""
    if (width == 1).all():
        return begin
    end = np.cumsum(width)
    return np.repeat(begin - end + width, width) + np.arange(end[-1])


def _thinned(shapes: Shapes, view: Viewport, distance: int) -> Shapes:
    """One of those that share a stretch of absolute columns: the worst."""
    if not len(shapes):
        return shapes
    stretch = (shapes.left + view.first_column) // max(distance, 1)
    worst_first = np.lexsort((-shapes.code.astype(np.int16), stretch, shapes.row))
    row, stretch = shapes.row[worst_first], stretch[worst_first]
    is_first = np.ones(len(shapes), bool)
    is_first[1:] = (row[1:] != row[:-1]) | (stretch[1:] != stretch[:-1])
    return shapes.of(worst_first[is_first])


def _lateness(shapes: Shapes, ticks: Ticks, view: Viewport, dpr: float) -> tuple[Shapes, Shapes]:
    """From the due time to the start of what was late; and of what overran, from when the next fell due to its end.

    The shapes are those of all ticks. Only what is long and what was late or skipped can have a part in it: few, so
    that they can be sorted.
    """
    start, due = ticks.start, ticks.due
    is_long = shapes.right - shapes.left >= _OVERRUN_FROM_PX * dpr
    is_late = start - due >= (_OVERRUN_FROM_PX * dpr - 1) * view.ns_per_px
    part = np.flatnonzero(is_long | is_late | (shapes.code == SKIPPED))
    if not len(part):
        return shapes.of(part), shapes.of(part)
    # By lane: in the row of a collapsed group the tick that follows may be another task's.
    lane = ticks.lane[part]
    by_lane = np.argsort(lane, kind="stable")
    part, lane = part[by_lane], lane[by_lane]
    shapes, start, due = shapes.of(part), start[part], due[part]
    end, run = ticks.end[shapes.tick], ticks.run[shapes.tick]
    due_x = np.maximum(view.xs(due), -round(MARGIN_PX * dpr))
    is_bar = (shapes.code != SKIPPED) & ~CHECKS[shapes.code]
    late = Shapes(shapes.row, due_x, shapes.left, shapes.code, shapes.tick)
    late = late.of(is_bar & (shapes.left - due_x >= _LATE_FROM_PX * dpr))
    follows = (lane[1:] == lane[:-1]) & (run[1:] == run[:-1])
    over = np.flatnonzero(follows & (due[1:] < end[:-1]) & (due[1:] > start[:-1]))
    cut = np.maximum(due_x[over + 1], shapes.left[over])
    overrun = Shapes(shapes.row[over], cut, shapes.right[over], shapes.code[over], shapes.tick[over])
    return late, overrun.of(overrun.right - cut >= _OVERRUN_FROM_PX * dpr)
