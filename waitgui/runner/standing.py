"""Where the run of a task stands, by nothing but what was told of it.

Whoever watches can so play the run on (`foresight`) without asking the engine, whose machines are stepped in other
threads. What is kept lags one tick behind: what follows the latest one isn't known until that is told; where nothing
is, because the run ends before another tick, the machine is played through that tick again.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from waitgui.runner.stop_rules import Counts
from waitgui.tasks.record import Kind, Outcome, Paused, Planned, Resumed, RunEnded, RunStarted, Tick, TickStarted, Tried

if TYPE_CHECKING:
    from waitgui.tasks.record import TaskEvent


class Standing:
    """Of one task; times are monotonic ns. Changed by one thread, which hands out copies."""

    __slots__ = (
        "calls",
        "check_ns",
        "counts",
        "errors",
        "last",
        "paused",
        "plan",
        "planned",
        "run",
        "start_ns",
        "ticking",
        "took_ns",
        "tried",
        "wall_ns",
    )

    def __init__(self) -> None:
        self.run = 0
        """The number of the run; 0 while none is under way."""
        self.start_ns = 0
        self.wall_ns = 0
        """The Unix time of the start."""
        self.counts = Counts()
        """What the ticks before the latest amount to."""
        self.planned = 0
        """How many ticks were planned before the latest."""
        self.calls = 0
        """How many of them were the schedule's, and weren't skipped."""
        self.errors = 0
        """How many checks before the latest couldn't be made, in a row."""
        self.plan: Planned | None = None
        """The next tick, or the schedule's under way."""
        self.ticking: TickStarted | None = None
        self.tried: Tried | None = None
        """The latest attempt after which another follows, be it of the tick under way or of an earlier one."""
        self.last: Tick | None = None
        """The latest tick of this run; None before the first."""
        self.paused = False
        self.took_ns: int | None = None
        """How long the latest action took that went well, else the latest one of all."""
        self.check_ns = 0
        """How long the latest check took."""

    @property
    def is_only_once(self) -> bool:
        """Whether the run is a single tick that the user asked for: nothing was planned."""
        return self.plan is None and self.last is None and self.ticking is not None

    @property
    def is_extra(self) -> bool:
        """Whether the tick under way is one that the user asked for, besides the schedule."""
        plan, ticking = self.plan, self.ticking
        return plan is not None and ticking is not None and ticking.due_ns != plan.due_ns

    @property
    def ends_from_ns(self) -> int:
        """Before that the tick under way doesn't end: it is going to be tried again."""
        tried, ticking = self.tried, self.ticking
        if tried is None or ticking is None or (tried.run, tried.n) != (ticking.run, ticking.n):
            return 0
        return tried.next_ns

    def apply(self, event: TaskEvent) -> None:
        """Take account of an event, in the order in which they were told."""
        kind = type(event)  # thousands come in a second, most of them of the first three kinds
        if kind is Tick:
            if event.result.outcome is not Outcome.SKIPPED:  # type: ignore[union-attr]
                self._tick(event)  # type: ignore[arg-type]
        elif kind is TickStarted:
            self.ticking = event  # type: ignore[assignment]
        elif kind is Planned:
            self.plan = event  # type: ignore[assignment]
        elif isinstance(event, RunStarted):
            self._start(event)
        elif isinstance(event, RunEnded):
            self.run, self.plan, self.ticking = 0, None, None
        elif isinstance(event, Paused | Resumed):
            self.paused = isinstance(event, Paused)
        elif isinstance(event, Tried):
            self.tried = event

    def clock_moved(self, offset_ns: int) -> None:
        """The wall clock was set: it is the monotonic one and this."""
        self.wall_ns = self.start_ns + offset_ns

    def copy(self) -> Standing:
        """One of its own, for another thread."""
        other = copy(self)
        other.counts = copy(self.counts)
        return other

    def after_last(self) -> Standing:
        """The same, with the latest tick among those before. What follows it must be known: `plan`."""
        other = self.copy()
        other.settle()
        return other

    def _start(self, event: RunStarted) -> None:
        self.run, self.start_ns, self.wall_ns = event.run, event.mono_ns, event.wall_ns
        self.counts, self.planned, self.calls, self.errors = Counts(), 0, 0, 0
        self.plan, self.ticking, self.last, self.paused = None, None, None, False

    def _tick(self, tick: Tick) -> None:
        if self.last is not None:
            self.settle()
        self.last, self.ticking = tick, None
        if tick.plan is not None:  # else it was one that the user asked for, and what was planned still is
            self.plan = None
        if tick.kind is Kind.CONDITION:
            self.check_ns = tick.end_ns - tick.start_ns
        elif self.took_ns is None or tick.result.outcome is Outcome.OK:
            self.took_ns = tick.end_ns - tick.start_ns

    def settle(self) -> None:
        """Count the latest tick among those before."""
        tick = self.last
        if tick is None:
            return
        self.last, self.planned = None, tick.n
        if tick.kind is Kind.ACTION:
            self.counts.add(tick.result.outcome)
        else:
            self.errors = self.errors + 1 if tick.result.outcome is Outcome.ERROR else 0
        if tick.plan is not None:
            self.calls += 1
