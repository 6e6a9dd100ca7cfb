"""How high lanes are and what they show at that height; the blocks that groups of them make. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from waitgui.views.tokens import GROUP_HEADER, LANE_COMFORTABLE, LANE_COMPACT, LANE_DENSE, LANE_LARGEST_SMALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CELLS_BELOW = 4
A_BIT = 1e-6
"""Of a pixel: what is a whole pixel stays one, however it was computed."""


@dataclass(frozen=True, slots=True)
class LaneStyle:
    """Logical pixels: lane, bars, those of failed ticks, the row of a collapsed group; and what the gutter says.

    A lane may be any part of a pixel high: then several share one.
    """

    height: float
    bar: float
    tall_bar: float
    name_role: str
    has_schedule: bool
    has_next: bool
    collapsed: float = GROUP_HEADER

    @property
    def is_small(self) -> bool:
        """Whether the lanes are too low for names: the gutter tells of groups, and no header parts them."""
        return self.height <= LANE_LARGEST_SMALL

    @property
    def is_cells(self) -> bool:
        """Whether a lane's ticks are cells as high as the lane."""
        return self.height < _CELLS_BELOW


COMFORTABLE = LaneStyle(LANE_COMFORTABLE, 18, 24, "text", has_schedule=True, has_next=True)
COMPACT = LaneStyle(LANE_COMPACT, 14, 19, "text", has_schedule=False, has_next=True)
DENSE = LaneStyle(LANE_DENSE, 10, 14, "hint", has_schedule=False, has_next=False)
STYLES = {style.height: style for style in (COMFORTABLE, COMPACT, DENSE)}
GROUP_BAR, GROUP_TALL_BAR = 12, 16


class Block(NamedTuple):
    """So many rows that follow each other: those of a group. A collapsed one is one row and has no header."""

    rows: int
    has_header: bool = False
    is_collapsed: bool = False

    @property
    def is_group(self) -> bool:
        """Whether it is a group's, with a header or collapsed."""
        return self.has_header or self.is_collapsed


def style_for(blocks: Iterable[Block], height: int) -> LaneStyle:
    """The highest lanes of which all fit into `height`; those of 18 if none do."""
    blocks = tuple(blocks)
    return next((style for style in STYLES.values() if total_height(style, blocks) <= height), DENSE)


def fit_style(blocks: Iterable[Block], height: int, dpr: float) -> LaneStyle:
    """The highest lanes of which all fit into `height`, however low that makes them."""
    blocks = tuple(blocks)
    style = style_for(blocks, height)
    if total_height(style, blocks) <= height:
        return style
    collapsed = sum(block.is_collapsed for block in blocks)
    lanes = sum(block.rows for block in blocks) - collapsed
    group = min(GROUP_HEADER, height / max(collapsed, 1) / (2 if lanes else 1))
    lane = min((height - group * collapsed) / max(lanes, 1), LANE_LARGEST_SMALL)
    if lane >= _CELLS_BELOW:
        lane = max(floor(lane * dpr) / dpr, _CELLS_BELOW)
    lane = max(lane, A_BIT)
    bar = lane if lane < _CELLS_BELOW else lane - 1
    return LaneStyle(lane, bar, lane, "hint", has_schedule=False, has_next=False, collapsed=max(group, A_BIT))


class LaneHeight(StrEnum):
    """How high the user wants lanes."""

    AUTO = "auto"
    """As high as all have room, and no lower than dense."""
    COMFORTABLE = "comfortable"
    COMPACT = "compact"
    DENSE = "dense"
    FIT = "fit"
    """So low that all fit."""

    def style(self, blocks: Sequence[Block], height: int, dpr: float) -> LaneStyle:
        """What that comes to for these lanes in `height` logical pixels."""
        if self is LaneHeight.FIT:
            return fit_style(blocks, height, dpr)
        return {
            LaneHeight.COMFORTABLE: COMFORTABLE,
            LaneHeight.COMPACT: COMPACT,
            LaneHeight.DENSE: DENSE,
        }.get(self) or style_for(blocks, height)

    def stepped(self, by: int, style: LaneStyle) -> LaneHeight:
        """One step higher (1) or lower (−1) than lanes of `style` are now."""
        steps = (LaneHeight.FIT, LaneHeight.DENSE, LaneHeight.COMPACT, LaneHeight.COMFORTABLE)
        now = next((place for place, known in enumerate((None, DENSE, COMPACT, COMFORTABLE)) if known is style), 0)
        return steps[min(max(now + by, 0), len(steps) - 1)]


def header_height(style: LaneStyle, block: Block) -> float:
    """How high a block's header is, in logical pixels; 0 if it has none."""
    return float(GROUP_HEADER) if block.has_header and not style.is_small else 0.0


def block_height(style: LaneStyle, block: Block) -> float:
    """How high a block is, with its header."""
    return header_height(style, block) + block.rows * (style.collapsed if block.is_collapsed else style.height)


def total_height(style: LaneStyle, blocks: Iterable[Block]) -> float:
    """How high all of them are."""
    return sum(block_height(style, block) for block in blocks)
