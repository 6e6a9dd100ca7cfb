"""The engine's clocks, and what can happen to clocks: the computer sleeps, somebody sets the wall clock.

Periods run on a clock that nobody sets and that goes on while the computer sleeps: after a suspend what fell due
meanwhile is overdue, instead of shifted by as long as the lid was closed. Deadlines follow the wall clock.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.record import ClockMoved
from waitgui.wait.durations import NS_PER_MS

if TYPE_CHECKING:
    from collections.abc import Callable

TOLD_NS = 100 * NS_PER_MS
"""How far the wall clock may move before whoever follows it is told."""


class Clocks(NamedTuple):
    """The time in ns. `now_ns` is the engine's: it never goes back, where it starts means nothing.

    `wall_ns` is Unix time. `awake_ns` stands still while the computer sleeps, where the system has such a clock.
    """

    now_ns: Callable[[], int]
    wall_ns: Callable[[], int] = time.time_ns
    awake_ns: Callable[[], int] = time.monotonic_ns


def engine_clocks() -> Clocks:
    """The clocks of this system; elsewhere than on Linux a suspend may stop them."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return Clocks(time.monotonic_ns if boot is None else partial(time.clock_gettime_ns, boot))


class ClockWatch:
    """Compares the clocks from look to look. For one thread."""

    def __init__(self, clocks: Clocks) -> None:
        self._clocks = clocks
        now_ns, wall_ns, awake_ns = (clock() for clock in clocks)
        self._offset_ns = wall_ns - now_ns
        self._asleep_ns = now_ns - awake_ns

    def look(self) -> ClockMoved | None:
        """How far the wall clock was moved since that was last told; None while that isn't worth telling."""
        now_ns, wall_ns = self._clocks.now_ns(), self._clocks.wall_ns()
        by_ns = wall_ns - now_ns - self._offset_ns
        if abs(by_ns) < TOLD_NS:
            return None
        self._offset_ns += by_ns
        return ClockMoved(now_ns, by_ns, wall_ns)

    def slept_ns(self) -> int:
        """For how long the computer slept since the last call; 0 where that can't be known."""
        asleep_ns = self._clocks.now_ns() - self._clocks.awake_ns()
        slept_ns, self._asleep_ns = asleep_ns - self._asleep_ns, asleep_ns
        return max(0, slept_ns)
