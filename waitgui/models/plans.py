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
    """`ticks` are in their order, the next first; `goes_on` says that more follow, which weren't foreseen."""

    __slots__ = ("_columns", "end", "goes_on", "ticks")

    def __init__(self) -> None:
        self.ticks: tuple[PlannedTick, ...] = ()
        self.end: PlannedEnd | None = None
        self.goes_on = False
        self._columns: PlanColumns | None = None

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
        self.ticks, self.end, self.goes_on, self._columns = ticks, end, goes_on, None

    def put_next(self, planned: Planned, before: Kind) -> None:
        """The next tick was told; the one before it was of that kind.

        What was foreseen after it stays until that is foreseen anew.
        """
        kind = self.ticks[0].kind if self.ticks else before
        tick = PlannedTick(*window(planned), Kind.ACTION if planned.base == "met" else kind)
        later = (other for other in self.ticks[1:] if other.earliest_ns >= tick.earliest_ns)
        self.put((tick, *later), self.end, goes_on=self.goes_on)

    def begin_next(self) -> None:
        """The next tick is under way."""
        self.put(self.ticks[1:], self.end, goes_on=self.goes_on)

    def pause(self) -> None:
        """No tick starts until the next is told; the run may end."""
        self.put((), self.end)
