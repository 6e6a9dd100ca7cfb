"""Viewport: which stretch of time the canvas shows. A value; pure arithmetic on integers.

A device pixel shows a whole number of ns, and columns are absolute: the column of a time is `t // ns_per_px`, wherever
the view stands. So a bar covers the same columns of the screen's grid while the view pans, and nothing shimmers.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS_PER_DOUBLING = 12
STEPS_PER_NOTCH = 4  # of a wheel, and of a press of + or −: 26 %
MIN_NS_PER_PX = 10  # some µs on a screen
MAX_NS_PER_PX = 1 << 50  # 13 days: about 30 years on a screen
OUT_OF_SIGHT_PX = 4096
FARTHEST_NS = 1 << 61  # 73 years either side: no sum of two times leaves int64

_RUNGS = (round(2 ** (step / STEPS_PER_DOUBLING)) for step in range(50 * STEPS_PER_DOUBLING + 1))
LADDER = tuple(sorted({rung for rung in _RUNGS if rung >= MIN_NS_PER_PX}))
"""The zooms: ns per device pixel. Going up and down by the same steps comes back to the same zoom."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """`origin_ns` is the time at the left edge; `width` is in device pixels."""

    origin_ns: int
    ns_per_px: int
    width: int

    @property
    def first_column(self) -> int:
        """The absolute column at the left edge."""
        return self.origin_ns // self.ns_per_px

    @property
    def end_ns(self) -> int:
        """The time at the right edge."""
        return self.origin_ns + self.width * self.ns_per_px

    @property
    def span_ns(self) -> int:
        """How much time is shown."""
        return self.width * self.ns_per_px

    def time_at(self, x: int) -> int:
        """The time at a device pixel; x may lie outside."""
        return self.origin_ns + x * self.ns_per_px

    def x(self, t_ns: int) -> int:
        """The device pixel that shows a time."""
        return t_ns // self.ns_per_px - self.first_column

    def near(self, t_ns: int) -> int:
        """The same for painting: a pixel out of sight instead of one that a painter's int can't hold."""
        return min(max(self.x(t_ns), -OUT_OF_SIGHT_PX), self.width + OUT_OF_SIGHT_PX)

    def xs(self, t_ns: NDArray[np.int64]) -> NDArray[np.int64]:
        """The device pixels that show these times."""
        return t_ns // self.ns_per_px - self.first_column

    def nears(self, t_ns: NDArray[np.int64]) -> NDArray[np.int64]:
        """The same for painting, see `near`."""
        return self.xs(t_ns).clip(-OUT_OF_SIGHT_PX, self.width + OUT_OF_SIGHT_PX)

    def panned(self, pixels: int) -> Viewport:
        """Later by this many pixels (negative: earlier). Back and forth is where it was, except at the limits."""
        return self._at(self.origin_ns + pixels * self.ns_per_px)

    def zoomed(self, steps: int, x: int) -> Viewport:
        """In by so many steps of the ladder (negative: out); the time at `x` stays where it is, to the ns."""
        place = bisect_left(LADDER, self.ns_per_px)
        if place == len(LADDER) or (LADDER[place] != self.ns_per_px and steps < 0):
            place -= 1  # from between two rungs, the first step goes to the next one in its direction
        ns_per_px = LADDER[min(max(place - steps, 0), len(LADDER) - 1)]
        return self._at(self.time_at(x) - x * ns_per_px, ns_per_px)

    def spanning(self, span_ns: int, x: int) -> Viewport:
        """Showing this much time, the time at `x` where it is."""
        ns_per_px = min(max(-(-span_ns // max(self.width, 1)), MIN_NS_PER_PX), MAX_NS_PER_PX)
        return self._at(self.time_at(x) - x * ns_per_px, ns_per_px)

    def fitted(self, from_ns: int, to_ns: int, margin: int = 0) -> Viewport:
        """Showing this span in the middle, with at least `margin` pixels beside it."""
        room = max(self.width - 2 * margin, 1)
        ns_per_px = min(max(-(-(to_ns - from_ns) // room), MIN_NS_PER_PX), MAX_NS_PER_PX)
        beside = (self.width * ns_per_px - (to_ns - from_ns)) // 2
        return self._at(from_ns - beside, ns_per_px)

    def showing(self, t_ns: int, x: int) -> Viewport:
        """With this time's column at `x`; the origin is the start of a column."""
        return self._at((t_ns // self.ns_per_px - x) * self.ns_per_px)

    def towards(self, other: Viewport, share: float) -> Viewport:
        """What lies between the two, from 0 (this) to 1: each edge that share of its way."""
        origin_ns = self.origin_ns + round((other.origin_ns - self.origin_ns) * share)
        ns_per_px = self.ns_per_px + round((other.ns_per_px - self.ns_per_px) * share)
        return Viewport(origin_ns, ns_per_px, other.width)

    def resized(self, width: int) -> Viewport:
        """Wider or narrower at its right edge."""
        return replace(self, width=width)

    def _at(self, origin_ns: int, ns_per_px: int | None = None) -> Viewport:
        origin_ns = min(max(origin_ns, -FARTHEST_NS), FARTHEST_NS)
        return Viewport(origin_ns, self.ns_per_px if ns_per_px is None else ns_per_px, self.width)
