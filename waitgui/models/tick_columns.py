"""Ticks in columns. No Qt."""

from __future__ import annotations

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
        skipped = self.outcome == SKIPPED
        return replace(self, end=np.where(skipped, self.start, self.end)) if skipped.any() else self

    def reach(self) -> Column:
        """From when on each shows: a late tick from its due time on."""
        return np.minimum(self.start, self.due)

    def __len__(self) -> int:
        return len(self.start)


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
    """Rows to be filled."""
    return Ticks(*(np.empty(rows, dtype) for dtype in COLUMN_TYPES.values()))


def joined(parts: Sequence[Ticks]) -> Ticks:
    """One after the other."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return room(0)
    return Ticks(*map(np.concatenate, zip(*(part.columns() for part in parts), strict=True)))
