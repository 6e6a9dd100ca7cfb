"""What happened in a range of time: how many ticks, how they ended, how long they took, how late they were. Pure.

A tick belongs to the range in which it began, so that ranges side by side add up; busy is the time within the range.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waitgui.models.tick_columns import SKIPPED, TROUBLE_FROM

if TYPE_CHECKING:
    from waitgui.models.tick_ring import Column, Ticks

WORST = 6
_MOSTLY = 2


class Spread(NamedTuple):
    """Of durations in ns: the one that half of them don't exceed, that 95 % don't, and the longest."""

    p50_ns: int
    p95_ns: int
    longest_ns: int


class Failures(NamedTuple):
    """How many ticks of a lane failed; `lane` is its number."""

    lane: int
    failed: int


@dataclass(frozen=True, slots=True)
class RangeStats:
    """Of [from_ns, to_ns). Spreads are of the ticks that ran, None without any.

    `worst` are the lanes with most failures, the worst first; `mostly` of them hold more than half of all failures (0
    where no two do), and `mostly_from_ns` is when the first of those began.
    """

    from_ns: int
    to_ns: int
    ticks: int = 0
    failed: int = 0
    skipped: int = 0
    busy_ns: int = 0
    duration: Spread | None = None
    lateness: Spread | None = None
    worst: tuple[Failures, ...] = ()
    mostly: int = 0
    mostly_from_ns: int = 0


def range_stats(ticks: Ticks, from_ns: int, to_ns: int) -> RangeStats:
    """Of ticks any part of which lies within; others are left out."""
    ran = ticks.outcome != SKIPPED
    overlaps = np.minimum(ticks.end, to_ns) - np.maximum(ticks.start, from_ns)
    busy_ns = int(np.maximum(overlaps, 0)[ran].sum())
    began = (ticks.start >= from_ns) & (ticks.start < to_ns)
    own = ticks if began.all() else ticks.of(began)
    ran = ran if began.all() else ran[began]
    failed = own.of(own.outcome >= TROUBLE_FROM)
    worst = _worst(failed.lane)
    mostly = next((n for n in range(1, _MOSTLY + 1) if 2 * sum(at.failed for at in worst[:n]) > len(failed)), 0)
    chosen = np.isin(failed.lane, [at.lane for at in worst[:mostly]])
    return RangeStats(
        from_ns,
        to_ns,
        len(own),
        len(failed),
        int(np.count_nonzero(~ran)),
        busy_ns,
        _spread((own.end - own.start)[ran]),
        _spread(np.maximum(own.start - own.due, 0)[ran]),
        worst,
        mostly,
        int(failed.start[chosen].min()) if mostly else 0,
    )


def _worst(lanes: Column) -> tuple[Failures, ...]:
    if not len(lanes):
        return ()
    counts = np.bincount(lanes)
    order = np.argsort(-counts, kind="stable")[:WORST]
    return tuple(Failures(int(lane), int(counts[lane])) for lane in order if counts[lane])


def _spread(durations: Column) -> Spread | None:
    """By nearest rank: values that occurred."""
    count = len(durations)
    if not count:
        return None
    half, most = -(-count // 2) - 1, -(-count * 95 // 100) - 1
    parted = np.partition(durations, (half, most, count - 1))
    return Spread(int(parted[half]), int(parted[most]), int(parted[-1]))
