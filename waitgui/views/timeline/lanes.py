"""Where lanes lie. Pure; nothing per lane in Python.

Rows are what the model's `lanes` are: a lane a task, or one for a group that is collapsed. Rows of a group follow each
other and make a block; above an open block stands its header, which is no row. Edges are fixed on the device's pixels
before scrolling: a lane keeps its height and its neighbours theirs, wherever they are scrolled to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import ceil, floor
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from waitgui.views.timeline.lane_styles import (
    A_BIT,
    GROUP_BAR,
    GROUP_TALL_BAR,
    Block,
    LaneStyle,
    block_height,
    header_height,
    total_height,
)
from waitgui.views.tokens import LANE_LARGEST_SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from waitgui.models.timeline import Lane

_FAILED_CELL = 2
_LEAST_STEP = 18


def blocks_of(lanes: Sequence[Lane]) -> tuple[Block, ...]:
    """The blocks that these rows make. Headers are there if any row is of a group with a name, or collapsed."""
    found = [(group, tasks, len(list(rows))) for (group, tasks), rows in groupby(lanes, attrgetter("group", "tasks"))]
    has_headers = any(group or tasks for group, tasks, _ in found)
    return tuple(Block(rows, has_headers and not tasks, bool(tasks)) for _, tasks, rows in found)


@dataclass(frozen=True)
class LaneGrid:
    """Where the rows lie on the device's pixels, the same for gutter and canvas. `scroll` is in logical pixels.

    Frozen; what is computed once is kept with it: keep the grid as long as nothing changes, as `Camera.lanes` does.
    """

    style: LaneStyle
    blocks: tuple[Block, ...]
    scroll: int
    dpr: float

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        return sum(block.rows for block in self.blocks)

    @property
    def total(self) -> int:
        """The height of all rows and headers, in logical pixels."""
        return ceil(total_height(self.style, self.blocks) - A_BIT)

    @property
    def step(self) -> int:
        """How far a notch of the wheel scrolls, in logical pixels."""
        return round(max(self.style.height, _LEAST_STEP))

    @cached_property
    def tops(self) -> NDArray[np.intp]:
        """The device pixel at which each row begins, and at [count] the one below them all. Shape (count + 1,).

        Never falls; rows lower than a pixel share one.
        """
        return self._absolute_tops - self._scrolled

    @cached_property
    def bottoms(self) -> NDArray[np.intp]:
        """The device pixel below each row, a header between two left out; at least one below the top. (count,)."""
        bottoms = self._edges(self._logical_tops + self._heights) - self._scrolled
        return np.maximum(bottoms, self.tops[:-1] + 1)

    def top(self, row: int) -> int:
        """The device pixel at which a row begins; for `count` the one below them all."""
        return int(self.tops[row])

    def bottom(self, row: int) -> int:
        """The device pixel below a row."""
        return int(self.bottoms[row])

    def shown(self, height: int) -> range:
        """The rows any part of which shows in `height` logical pixels."""
        first = int(np.searchsorted(self.bottoms, 0, "right"))
        end = int(np.searchsorted(self.tops[:-1], ceil(height * self.dpr - A_BIT), "left"))
        return range(first, max(end, first))

    def row_at(self, y: float) -> int:
        """The row at a logical pixel, the first of several; −1 on a header and where there is none."""
        rows = self.rows_at(y)
        return rows[0] if rows else -1

    def rows_at(self, y: float) -> range:
        """The rows on the device pixel that a logical one falls on: several where they are lower than a pixel."""
        at = floor(y * self.dpr + A_BIT)
        end = int(np.searchsorted(self.tops[:-1], at, "right"))
        if not end or at >= self.bottoms[end - 1]:
            return range(0)
        first = int(np.searchsorted(self.tops[:-1], self.tops[end - 1], "left"))
        return range(first, end)

    def bar(self, row: int, *, tall: bool = False) -> tuple[int, int]:
        """Top and height of a bar, in device pixels: in the middle of the lane, in a small one from its top."""
        tops, heights = self.bars(tall=tall)
        return int(tops[row]), int(heights[row])

    def bars(self, *, tall: bool = False) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The same of every row. Shapes (count,)."""
        return self._tall_bars if tall else self._low_bars

    @cached_property
    def _low_bars(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        return self._bars(tall=False)

    @cached_property
    def _tall_bars(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        return self._bars(tall=True)

    def _bars(self, *, tall: bool) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        tops, room, style = self.tops[:-1], self.bottoms - self.tops[:-1], self.style
        if style.is_cells:
            heights = np.maximum(room, round(_FAILED_CELL * self.dpr)) if tall else room
        elif style.is_small:
            heights = room if tall else np.maximum(room - round(self.dpr), 1)
        else:
            heights = np.full(self.count, max(1, round((style.tall_bar if tall else style.bar) * self.dpr)), np.intp)
            tops = tops + (room - heights) // 2
        if style.collapsed > LANE_LARGEST_SMALL:
            in_group = max(1, round((GROUP_TALL_BAR if tall else GROUP_BAR) * self.dpr))
            tops = np.where(self._collapsed, self.tops[:-1] + (room - in_group) // 2, tops)
            heights = np.where(self._collapsed, in_group, heights)
        return tops, heights

    def middle(self, row: int) -> int:
        """The device pixel of the thread."""
        return int(self.middles[row])

    @cached_property
    def middles(self) -> NDArray[np.intp]:
        """The same of every row. Shape (count,)."""
        return (self.tops[:-1] + self.bottoms) // 2

    # ------------------------------------------------------------------------------------------------------- blocks

    @cached_property
    def first_rows(self) -> NDArray[np.intp]:
        """The first row of each block, and at the end the number of all. Shape (blocks + 1,)."""
        return np.concatenate(([0], np.cumsum([block.rows for block in self.blocks], dtype=np.intp))).astype(np.intp)

    @cached_property
    def block_tops(self) -> NDArray[np.intp]:
        """The device pixel at which each block begins, with its header, and the one below them all."""
        return self._edges(self._logical_block_tops) - self._scrolled

    def block_of(self, row: int) -> int:
        """The block of a row."""
        return int(np.searchsorted(self.first_rows, row, "right")) - 1

    def rows_of(self, block: int) -> range:
        """The rows of a block."""
        return range(int(self.first_rows[block]), int(self.first_rows[block + 1]))

    def is_collapsed(self, row: int) -> bool:
        """Whether the row stands for a collapsed group."""
        return bool(self._collapsed[row])

    @cached_property
    def _collapsed(self) -> NDArray[np.bool_]:
        of_block = np.array([block.is_collapsed for block in self.blocks], bool)
        return np.repeat(of_block, np.diff(self.first_rows))

    def block_span(self, block: int) -> tuple[int, int]:
        """The device pixels of a block, from its header's top to below its last row."""
        top = int(self.block_tops[block])
        return top, max(int(self.block_tops[block + 1]), top + 1)

    def header_span(self, block: int) -> tuple[int, int] | None:
        """The device pixels of a block's header; None if it has none at this height of the lanes."""
        if not header_height(self.style, self.blocks[block]):
            return None
        return int(self.block_tops[block]), self.top(int(self.first_rows[block]))

    def blocks_shown(self, height: int) -> range:
        """The blocks any part of which shows in `height` logical pixels."""
        first = int(np.searchsorted(self.block_tops[1:], 0, "right"))
        end = int(np.searchsorted(self.block_tops[:-1], ceil(height * self.dpr - A_BIT), "left"))
        return range(first, max(end, first))

    def block_at(self, y: float) -> int:
        """The block at a logical pixel, its header and its rows; −1 where there is none."""
        rows = self.rows_at(y)
        if rows:
            return self.block_of(rows[-1])
        at = floor(y * self.dpr + A_BIT)
        block = int(np.searchsorted(self.block_tops, at, "right")) - 1
        return block if block < len(self.blocks) else -1

    def header_at(self, y: float) -> int:
        """The block whose header is at a logical pixel, or whose collapsed row; −1 elsewhere."""
        block = self.block_at(y)
        if block < 0:
            return -1
        span, at = self.header_span(block), floor(y * self.dpr + A_BIT)
        on_header = span is not None and span[0] <= at < span[1]
        return block if on_header or self.blocks[block].is_collapsed else -1

    def scroll_to(self, row: int, height: int) -> int:
        """The least other `scroll` at which the row shows in full, and the header of a block's first with it."""
        top = float(self._logical_tops[row])
        bottom = top + float(self._heights[row])
        block = self.block_of(row)
        if row == self.first_rows[block]:
            top = float(self._logical_block_tops[block])
        return floor(max(min(self.scroll, top), ceil(bottom) - height))

    def logical_top(self, row: int) -> float:
        """Where a row begins before scrolling, in logical pixels."""
        return float(self._logical_tops[row])

    # ----------------------------------------------------------------------------------------------- in logical pixels

    @cached_property
    def _logical_block_tops(self) -> NDArray[np.float64]:
        return np.concatenate(([0.0], np.cumsum([block_height(self.style, block) for block in self.blocks])))

    @cached_property
    def _heights(self) -> NDArray[np.float64]:
        each = [self.style.collapsed if block.is_collapsed else self.style.height for block in self.blocks]
        return np.repeat(np.array(each, np.float64), [block.rows for block in self.blocks])

    @cached_property
    def _logical_tops(self) -> NDArray[np.float64]:
        rows = np.array([block.rows for block in self.blocks], np.intp)
        begin = self._logical_block_tops[:-1] + np.array([header_height(self.style, block) for block in self.blocks])
        place = np.arange(self.count) - np.repeat(self.first_rows[:-1], rows)
        return np.repeat(begin, rows) + place * self._heights

    @cached_property
    def _absolute_tops(self) -> NDArray[np.intp]:
        return self._edges(np.append(self._logical_tops, self._logical_block_tops[-1]))

    @cached_property
    def _scrolled(self) -> int:
        return floor(self.scroll * self.dpr + A_BIT)

    def _edges(self, logical: NDArray[np.float64]) -> NDArray[np.intp]:
        return np.floor(logical * self.dpr + A_BIT).astype(np.intp)
