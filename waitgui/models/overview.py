"""Overview: how many ticks began when, and how many of them failed, over all that is known. Pure; one thread owns it.

Time is cut into buckets of a power of two of ns, so wide that the whole of it fits into `MOST` of them. What is added
or taken away changes only the buckets that it lies in; when time grows too long, pairs of buckets become one. Failures
are counted apart and never lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waitgui.models.tick_columns import TROUBLE_FROM

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waitgui.models.tick_ring import Ticks

MOST = 8192
_FIRST_SHIFT = 20  # about a ms


class Slots(NamedTuple):
    """Of equal stretches of time one after the other: how many ticks began in each, and how many of them failed."""

    ticks: NDArray[np.int64]
    failed: NDArray[np.int64]


class Overview:
    """Counts of ticks by the time at which they began."""

    def __init__(self) -> None:
        self._shift = _FIRST_SHIFT
        self._first = 0  # the absolute number of the first bucket
        self._ticks: NDArray[np.int64] = np.zeros(0, np.int64)
        self._failed: NDArray[np.int64] = np.zeros(0, np.int64)
        self.ticks = 0
        self.failed = 0

    @property
    def bucket_ns(self) -> int:
        """How exact it is."""
        return 1 << self._shift

    def span(self) -> tuple[int, int] | None:
        """The begin of the first bucket that has ticks and the end of the last; None while there are none."""
        full = np.flatnonzero(self._ticks)
        if not len(full):
            return None
        return (self._first + int(full[0])) << self._shift, (self._first + int(full[-1]) + 1) << self._shift

    def add(self, ticks: Ticks) -> None:
        """Count these in."""
        if len(ticks):
            self._make_room(int(ticks.start.min()), int(ticks.start.max()))
            self._count(ticks, 1)

    def remove(self, ticks: Ticks) -> None:
        """Count these out, which were counted in before."""
        if len(ticks):
            self._count(ticks, -1)

    def slots(self, from_ns: int, to_ns: int, count: int) -> Slots:
        """The time from `from_ns` to `to_ns` cut into `count` slots; what lies outside is left out.

        A bucket is counted whole where its begin lies, a bucket's width too early at most.
        """
        begins = (self._first + np.arange(len(self._ticks), dtype=np.int64)) << self._shift
        inside = (begins + self.bucket_ns > from_ns) & (begins < to_ns) & (self._ticks > 0)
        width_ns = max(to_ns - from_ns, 1)
        at = (np.maximum(begins[inside] - from_ns, 0).astype(np.float64) * (count / width_ns)).astype(np.intp)
        at = np.minimum(at, count - 1)
        ticks, failed = (
            np.bincount(at, counts[inside], count).astype(np.int64) for counts in (self._ticks, self._failed)
        )
        return Slots(ticks, failed)

    def _count(self, ticks: Ticks, sign: int) -> None:
        at = (ticks.start >> self._shift) - self._first
        low = int(at.min())
        counts = np.bincount(at - low)
        self._ticks[low : low + len(counts)] += sign * counts
        self.ticks += sign * len(ticks)
        failed = at[ticks.outcome >= TROUBLE_FROM]
        if len(failed):
            counts = np.bincount(failed - low)
            self._failed[low : low + len(counts)] += sign * counts
            self.failed += sign * len(failed)

    def _make_room(self, start_ns: int, end_ns: int) -> None:
        if not self.ticks:
            self._shift, self._ticks, self._failed = _FIRST_SHIFT, self._ticks[:0], self._failed[:0]
        empty = not len(self._ticks)
        while True:
            low, high = start_ns >> self._shift, end_ns >> self._shift
            first = low if empty else min(low, self._first)
            last = high if empty else max(high, self._first + len(self._ticks) - 1)
            if last - first < MOST:
                break
            self._coarsen()
        if empty:
            self._first = first
        before, after = self._first - first, last - (self._first + len(self._ticks) - 1)
        if not before and after <= 0:
            return
        if after > 0:  # more than is asked for, or time would make room anew with each batch
            after = min(max(after, len(self._ticks) // 8), MOST - (self._first + len(self._ticks) - first))
        self._ticks, self._failed = (np.pad(counts, (before, max(after, 0))) for counts in (self._ticks, self._failed))
        self._first = first

    def _coarsen(self) -> None:
        odd = self._first % 2
        pad = (odd, (len(self._ticks) + odd) % 2)
        self._ticks, self._failed = (
            np.pad(counts, pad).reshape(-1, 2).sum(axis=1) for counts in (self._ticks, self._failed)
        )
        self._first //= 2
        self._shift += 1
