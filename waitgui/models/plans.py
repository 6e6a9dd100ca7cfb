"""What is to come of one task: the ticks that were told and foreseen, and the end of the run. Pure."""

from __future__ import annotations

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
            self._ticks = (tick, *(other for other in self._ticks[1:] if other.earliest_ns >= tick.earliest_ns))
        return self._ticks

    @property
    def columns(self) -> PlanColumns:
        """The ticks in columns, which are made once."""
        if self._columns is None:
            times = np.array([tick[:2] for tick in self.ticks], np.int64).reshape(-1, 2)
            is_check = np.array([tick.kind is Kind.CONDITION for tick in self.ticks], bool)
            self._columns = PlanColumns(times[:, 0], times[:, 1], is_check)
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
        self._next, self._columns = (planned, before), None

    def begin_next(self) -> None:
        """The next tick is under way."""
        self._ticks = self.ticks[1:] if self._ticks else ()
        self._next = self._columns = None

    def pause(self) -> None:
        """No tick starts until the next is told; the run may end."""
        self.put((), self.end)
