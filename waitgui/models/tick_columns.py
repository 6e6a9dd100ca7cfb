"""Ticks in columns. No Qt."""

from __future__ import annotations

import mmap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from waitgui.tasks.record import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

Column: TypeAlias = NDArray[Any]

OUTCOMES = (
    Outcome.OK,
    Outcome.MET,
    Outcome.NOT_MET,
    Outcome.SKIPPED,
    Outcome.CANCELLED,
    Outcome.TIMED_OUT,
    Outcome.ERROR,
    Outcome.FAILED,
)
"""The outcome of a code. The codes rise with severity: the worst of several is their maximum."""
CODES = {outcome: code for code, outcome in enumerate(OUTCOMES)}
SKIPPED = CODES[Outcome.SKIPPED]
TROUBLE_FROM = CODES[Outcome.TIMED_OUT]
"""Codes from here on call for a look: timed out, error, failed."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Columns of one length: monotonic ns, the lane's number, run and number of the tick, the outcome's code."""

    lane: Column
    start: Column
    end: Column
    due: Column
    outcome: Column
    run: Column
    n: Column

    def of(self, where: Column | slice) -> Ticks:
        """Some of the rows: by places, by a mask, or a stretch."""
        return Ticks(*(column[where] for column in self.columns()))

    def columns(self) -> tuple[Column, ...]:
        """The columns, in the order of their names."""
        return (self.lane, self.start, self.end, self.due, self.outcome, self.run, self.n)

    def shown_from(self) -> Column:
        """From when on they show: a late tick from its due time on."""
        return np.minimum(self.start, self.due)

    def told(self) -> Ticks:
        """With each skipped tick over when it starts, whatever its end says."""
        skipped = np.flatnonzero(self.outcome == SKIPPED)
        if not len(skipped):
            return self
        end = self.end.copy()
        end[skipped] = self.start[skipped]
        return replace(self, end=end)

    def reach(self) -> Column:
        """From when on each shows: a late tick from its due time on."""
        return np.minimum(self.start, self.due)

    def __len__(self) -> int:
        return len(self.start)


_AT_ONCE = 1 << 17
"""Ticks looked at in one go: what is computed of them stays in the processor's cache."""
COLUMN_TYPES = {
    "lane": np.int32,
    "start": np.int64,
    "end": np.int64,
    "due": np.int64,
    "outcome": np.uint8,
    "run": np.int32,
    "n": np.int32,
}


def room(rows: int) -> Ticks:
    """Rows to be filled: pages of the system, which cost memory once they are written to."""
    return Ticks(*(_pages(rows, np.dtype(dtype)) for dtype in COLUMN_TYPES.values()))


def _pages(rows: int, dtype: np.dtype[Any]) -> NDArray[Any]:
    return np.frombuffer(mmap.mmap(-1, max(1, rows * dtype.itemsize)), dtype, rows)


class Wanted:
    """Some of the lanes, found quickly among many ticks. `mask` says of each lane's number whether it is one."""

    def __init__(self, mask: Column) -> None:
        lanes = np.flatnonzero(mask)
        self._mask = mask
        self._first = int(lanes[0]) if len(lanes) else 0
        self._many = len(lanes)
        # As long as the rows are in the order in which tasks became known.
        self._is_block = self._many > 0 and int(lanes[-1]) - self._first + 1 == self._many
        self.is_all = self._many == len(mask)
        self.share = self._many / max(len(mask), 1)
        """Of the lanes: about as many of the ticks are theirs."""

    def places(self, lane: Column) -> Column | None:
        """Where these lanes' ticks are; None for everywhere."""
        if self.is_all:
            return None
        found = [
            np.flatnonzero(self._is_wanted(lane[begin : begin + _AT_ONCE])) + begin
            for begin in range(0, len(lane), _AT_ONCE)
        ]
        return np.concatenate(found) if found else np.empty(0, np.intp)

    def _is_wanted(self, lane: Column) -> Column:
        if self._is_block:
            return (lane - self._first).view(np.uint32) < self._many
        return self._mask[lane]


def of_lanes(ticks: Ticks, wanted: Wanted | None) -> Ticks:
    """Those of the wanted lanes; of all if it is None."""
    places = None if wanted is None else wanted.places(ticks.lane)
    return ticks if places is None else ticks.of(places)


def joined(parts: Sequence[Ticks]) -> Ticks:
    """One after the other."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return room(0)
    return Ticks(*map(np.concatenate, zip(*(part.columns() for part in parts), strict=True)))
