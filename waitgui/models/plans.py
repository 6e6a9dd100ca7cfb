"""What is to come of one task: the ticks that were told and foreseen, and the end of the run. Pure."""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waitgui.runner.foresight import PlannedTick, window
from waitgui.tasks.record import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waitgui.runner.foresight import PlannedEnd
    from waitgui.tasks.record import Planned


class PlanColumns(NamedTuple):
    """Ticks to come in columns (monotonic ns)."""

    earliest: NDArray[np.int64]
    latest: NDArray[np.int64]
    is_check: NDArray[np.bool_]

    def after(self, count: int) -> PlanColumns:
        """Without the first."""
        return PlanColumns._make(column[count:] for column in self)


class Plans:
    """`goes_on` says that more ticks follow, which weren't foreseen."""

    __slots__ = ("_columns", "_next", "_ticks", "end", "goes_on")

    def __init__(self) -> None:
        self._ticks: tuple[PlannedTick, ...] = ()
        self._next: tuple[Planned, Kind] | None = None
        """What was told of the next tick since, and the kind of the one before: most of it nobody looks at."""
        self.end: PlannedEnd | None = None
        self.goes_on = False
        self._columns: PlanColumns | None = None

    @property
    def ticks(self) -> tuple[PlannedTick, ...]:
        """Those to come in their order, the next first."""
        if self._next is not None:
            planned, before = self._next
            self._next = None
            kind = self._ticks[0].kind if self._ticks else before
            tick = PlannedTick(*window(planned), Kind.ACTION if planned.base == "met" else kind)
            later = tuple(dropwhile(lambda other: other.earliest_ns < tick.earliest_ns, self._ticks[1:]))
            if self._columns is not None:
                pairs = zip(_columns((tick,)), self._columns.after(len(self._ticks) - len(later)), strict=True)
                self._columns = PlanColumns._make(np.concatenate(pair) for pair in pairs)
            self._ticks = (tick, *later)
        return self._ticks

    @property
    def columns(self) -> PlanColumns:
        """The ticks in columns, which are made once."""
        ticks = self.ticks
        if self._columns is None:
            self._columns = _columns(ticks)
        return self._columns

    def put(self, ticks: tuple[PlannedTick, ...], end: PlannedEnd | None = None, *, goes_on: bool = False) -> None:
        """This is to come."""
        self._ticks, self._next, self._columns, self.end, self.goes_on = ticks, None, None, end, goes_on

    def put_next(self, planned: Planned, before: Kind) -> None:
        """The next tick was told; the one before it was of that kind.

        What was foreseen after it stays until that is foreseen anew.
        """
        if self._next is not None:
            self._ticks = self.ticks
        self._next = planned, before

    def begin_next(self) -> None:
        """The next tick is under way."""
        self._ticks = self.ticks[1:] if self._ticks else ()
        self._columns = None if self._columns is None else self._columns.after(1)
        self._next = None

    def pause(self) -> None:
        """No tick starts until the next is told; the run may end."""
        self.put((), self.end)


def _columns(ticks: tuple[PlannedTick, ...]) -> PlanColumns:
    times = np.array([tick[:2] for tick in ticks], np.int64).reshape(-1, 2)
    return PlanColumns(times[:, 0], times[:, 1], np.array([tick.kind is Kind.CONDITION for tick in ticks], bool))
