"""Which of the ticks in memory are wanted, found column by column, a slice at a time from the newest back. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waitgui.models.tick_columns import Ticks, joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

SLICE = 1 << 15
_FACTORS = tuple(np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """`lanes` by number and `outcomes` by code say yes or no; None is yes to all. `span` is in monotonic ns, inclusive.

    `ids` (see `ids_of`) are wanted whatever `named` says, which is as `lanes`: a text stands in a name or in a reason.
    """

    lanes: NDArray[np.bool_] | None = None
    outcomes: NDArray[np.bool_] | None = None
    span: tuple[int, int] | None = None
    named: NDArray[np.bool_] | None = None
    ids: NDArray[np.uint64] | None = None

    def mask(self, ticks: Ticks) -> NDArray[np.bool_]:
        """Which of these ticks are sought."""
        found = np.ones(len(ticks), np.bool_)
        if self.lanes is not None:
            found &= self.lanes[ticks.lane]
        if self.outcomes is not None:
            found &= self.outcomes[ticks.outcome]
        if self.span is not None:
            found &= (np.minimum(ticks.start, ticks.due) <= self.span[1]) & (ticks.end >= self.span[0])
        if self.named is not None:
            said = self.named[ticks.lane]
            if self.ids is not None and len(self.ids):
                said |= np.isin(ids_of(ticks), self.ids)
            found &= said
        return found


def ids_of(ticks: Ticks) -> NDArray[np.uint64]:
    """A number for each tick, the same for the same lane, run and number; others practically never share it."""
    lane, run, n = (column.astype(np.uint64) * factor for column, factor in zip(_parts(ticks), _FACTORS, strict=True))
    mixed: NDArray[np.uint64] = lane ^ (run << np.uint64(1)) ^ (n << np.uint64(2)) ^ (run >> np.uint64(31))
    return mixed


def search(
    newest: Callable[[int, int], Ticks], count: int, before: int, sought: Sought, most: int
) -> tuple[Ticks, int]:
    """At most `most` wanted ticks, newest first; and how many were looked at in all, from the newest.

    `newest` is as of a `TickRing` of `count` ticks, of which `before` were looked at already.
    """
    found: list[Ticks] = []
    room = most
    while before < count and room:
        ticks = newest(SLICE, before)
        places = np.flatnonzero(sought.mask(ticks))[::-1]
        before += len(ticks) if len(places) <= room else len(ticks) - int(places[room - 1])
        some = ticks.of(places[:room])
        found.append(some)
        room -= len(some)
        # What is further back ended even earlier; a skipped tick is told of after its time, never before.
        if sought.span is not None and int(ticks.end.max()) < sought.span[0]:
            before = count
    return joined(found) if found else newest(0, 0), before


def _parts(ticks: Ticks) -> tuple[NDArray[np.int64], ...]:
    return ticks.lane, ticks.run, ticks.n
