"""Travel: where the view has been, to go back there and forth again. Pure.

A continuous move, such as a drag or the turns of a wheel, is one step: it begins with `leave` and lasts until `settle`.
"""

from __future__ import annotations

from typing import NamedTuple

KEPT = 100


class Place(NamedTuple):
    """A stretch of time. A place that follows shows the now of the day at `now_share` of the width."""

    origin_ns: int
    ns_per_px: int
    following: bool
    now_share: float


class Travel:
    """The places before and after the present one."""

    def __init__(self) -> None:
        self._before: list[Place] = []
        self._after: list[Place] = []
        self._moving = False

    @property
    def can_back(self) -> bool:
        """Whether there is a place before."""
        return bool(self._before)

    @property
    def can_forward(self) -> bool:
        """Whether there is a place that was gone back from."""
        return bool(self._after)

    def leave(self, here: Place) -> None:
        """A move begins, or goes on."""
        if self._moving:
            return
        self._moving = True
        self._after.clear()
        if not self._before or not _is_same(self._before[-1], here):
            self._before.append(here)
            del self._before[:-KEPT]

    def settle(self) -> None:
        """The move is over: the next one is another step."""
        self._moving = False

    def back(self, here: Place) -> Place | None:
        """The place before the present one; None if there is none."""
        return self._go(self._before, self._after, here)

    def forward(self, here: Place) -> Place | None:
        """The place that was gone back from; None if there is none."""
        return self._go(self._after, self._before, here)

    def _go(self, places: list[Place], others: list[Place], here: Place) -> Place | None:
        self._moving = False
        while places and _is_same(places[-1], here):  # a move that led nowhere, or back
            places.pop()
        if not places:
            return None
        others.append(here)
        return places.pop()


def _is_same(one: Place, other: Place) -> bool:
    """Whether they look the same; where both follow the origin is that of different times."""
    if one.following and other.following:
        return one[1:] == other[1:]
    return one == other
