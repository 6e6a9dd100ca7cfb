"""Lanes: how high they are, what they show at that height, and where they lie. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from waitgui.views.tokens import LANE_COMFORTABLE, LANE_COMPACT, LANE_DENSE


@dataclass(frozen=True, slots=True)
class LaneStyle:
    """Logical pixels: the lane, its bars, those of failed ticks; and how much the gutter says."""

    height: int
    bar: int
    tall_bar: int
    name_role: str
    has_schedule: bool
    has_next: bool


COMFORTABLE = LaneStyle(LANE_COMFORTABLE, 18, 24, "text", has_schedule=True, has_next=True)
COMPACT = LaneStyle(LANE_COMPACT, 14, 19, "text", has_schedule=False, has_next=True)
DENSE = LaneStyle(LANE_DENSE, 10, 14, "hint", has_schedule=False, has_next=False)
STYLES = {style.height: style for style in (COMFORTABLE, COMPACT, DENSE)}


def style_for(count: int, height: int) -> LaneStyle:
    """The highest lanes of which `count` fit into `height`; the lowest if none do."""
    return next((style for style in STYLES.values() if count * style.height <= height), DENSE)


@dataclass(frozen=True, slots=True)
class LaneGrid:
    """Where the rows lie on the device's pixels, the same for gutter and canvas. `scroll` is in logical pixels."""

    style: LaneStyle
    count: int
    scroll: int
    dpr: float

    @property
    def total(self) -> int:
        """The height of all rows, in logical pixels."""
        return self.count * self.style.height

    def top(self, row: int) -> int:
        """The device pixel at which a row begins."""
        return floor((row * self.style.height - self.scroll) * self.dpr)

    def shown(self, height: int) -> range:
        """The rows any part of which shows in `height` logical pixels."""
        first = self.scroll // self.style.height
        return range(max(first, 0), min(-(-(self.scroll + height) // self.style.height), self.count))

    def row_at(self, y: float) -> int:
        """The row at a logical pixel; −1 where there is none."""
        row = floor((y + self.scroll) / self.style.height)
        return row if 0 <= row < self.count else -1

    def bar(self, row: int, *, tall: bool = False) -> tuple[int, int]:
        """Top and height of a bar, in device pixels, in the middle of the lane."""
        top, bottom = self.top(row), self.top(row + 1)
        height = max(1, round((self.style.tall_bar if tall else self.style.bar) * self.dpr))
        return top + (bottom - top - height) // 2, height

    def middle(self, row: int) -> int:
        """The device pixel of the thread."""
        return (self.top(row) + self.top(row + 1)) // 2
