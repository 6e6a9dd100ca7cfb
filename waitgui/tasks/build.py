"""From a task's definition to the wait engine's loop. A kind of schedule adds a course and a registered function."""

from __future__ import annotations

from functools import singledispatch
from itertools import repeat
from typing import TYPE_CHECKING, ClassVar

from waitgui.tasks.model import Backoff, Growing, Poll, Repeat
from waitgui.tasks.record import Kind, Outcome, Reason, Result
from waitgui.wait.backoff import Growth, jittered, scaled
from waitgui.wait.errors import DeadlineExceeded
from waitgui.wait.loop import Loop
from waitgui.wait.timers import Fixed, Grid, Ready, Timer, Tries, Variable

if TYPE_CHECKING:
    from waitgui.tasks.model import Schedule
    from waitgui.wait.backoff import Random
    from waitgui.wait.loop import Done

_MET = (Outcome.OK, Outcome.MET)


class Course:
    """A schedule under way: the loop, what its calls do, and what its due times are made of.

    With a `due_ns` it is in the middle: the first call that its loop makes is due then. Once that runs, `resume`.
    """

    __slots__ = ("base", "first_ns", "grid_ns", "loop")
    calls: ClassVar[Kind] = Kind.ACTION

    def __init__(self, loop: Loop, base: str, *, first_ns: int = 0, grid_ns: int = 0) -> None:
        self.loop = loop
        self.base = base
        """What the due times after the first count from: "tick end", "tick start" or "grid"."""
        self.first_ns = first_ns
        """From the start of the run to the first due time."""
        self.grid_ns = grid_ns
        """The distance of the points on which alone a tick may start; 0 where it may start late."""

    @property
    def spent(self) -> bool:
        """Whether no call may follow, not even the one that is waited for."""
        return False

    def resume(self, calls: int, errors: int) -> None:
        """So many calls were made before, of which the last ones in a row couldn't be. After the start of the loop."""

    def delay(self) -> tuple[int, int]:
        """Of the delay that would be drawn now: its least length, and how much jitter may add to it at most (ns)."""
        raise NotImplementedError

    def verdict(self, result: Result) -> bool | BaseException:  # noqa: ARG002 - for those that look at it
        """What the loop is told of a call."""
        return False

    def reason(self, done: Done) -> Reason:  # noqa: ARG002
        """Why the loop ended by itself."""
        return Reason.BROKEN


class _Repeating(Course):
    __slots__ = ("_delay",)

    def __init__(self, schedule: Repeat, start_ns: int, random: Random, due_ns: int | None) -> None:
        period_ns, factor = schedule.period_ns, schedule.jitter
        first_ns = schedule.initial_delay_ns if due_ns is None else due_ns - start_ns
        self._delay = (period_ns, scaled(period_ns, factor))
        timer: Timer
        if schedule.drift_free:
            timer = Grid(period_ns, start_ns + first_ns)
            super().__init__(Loop(timer, sliding=True, first_ns=first_ns), "grid", first_ns=first_ns, grid_ns=period_ns)
            return
        delay = (lambda: jittered(period_ns, factor, random())) if factor > 0 else repeat(period_ns).__next__
        timer = Variable(delay)
        loop = Loop(timer, sliding=schedule.sliding, first_ns=first_ns)
        super().__init__(loop, "tick end" if schedule.sliding else "tick start", first_ns=first_ns)

    def delay(self) -> tuple[int, int]:
        return self._delay


class _Polling(Course):
    """k8s PollUntilContextTimeout: checks on a grid from the start on, with one that came too early kept."""

    __slots__ = ("_allowed", "_errors", "_interval_ns")
    calls = Kind.CONDITION

    def __init__(self, schedule: Poll, start_ns: int, due_ns: int | None) -> None:
        interval_ns = self._interval_ns = schedule.interval_ns
        self._allowed = schedule.errors_allowed
        self._errors = 0
        timer: Timer = Fixed(interval_ns) if interval_ns else Ready()
        immediate, first_ns = schedule.immediate, None
        if due_ns is not None:
            immediate, first_ns = False, due_ns - start_ns
            timer.arm(start_ns)  # the grid lies where the start has put it
        loop = Loop(timer, sliding=False, immediate=immediate, first_ns=first_ns, timeout_ns=schedule.timeout_ns)
        super().__init__(loop, "grid" if interval_ns else "tick end", first_ns=0 if schedule.immediate else interval_ns)

    def delay(self) -> tuple[int, int]:
        return self._interval_ns, 0

    def resume(self, calls: int, errors: int) -> None:  # noqa: ARG002
        self._errors = errors

    def verdict(self, result: Result) -> bool | BaseException:
        if result.outcome is not Outcome.ERROR:
            self._errors = 0
            return result.outcome in _MET
        self._errors += 1
        return ConditionError(result.why) if self._errors > self._allowed else False

    def reason(self, done: Done) -> Reason:
        if done.cause is None:
            return Reason.SUCCEEDED
        return Reason.TIMED_OUT if isinstance(done.cause, DeadlineExceeded) else Reason.CONDITION_ERROR


class _BackingOff(Course):
    __slots__ = ("_growth", "_spends", "_tries")

    def __init__(self, schedule: Backoff, start_ns: int, random: Random, due_ns: int | None) -> None:
        growth = self._growth = growth_of(schedule)
        self._spends = schedule.at_cap == "give_up"
        timer: Timer = Tries(growth, random) if self._spends else Variable(lambda: growth.step(random))
        first_ns = 0 if due_ns is None else due_ns - start_ns
        super().__init__(Loop(timer, sliding=True, first_ns=first_ns), "tick end")

    def resume(self, calls: int, errors: int) -> None:  # noqa: ARG002
        growth = self._growth
        for made in range(calls):
            before_ns = growth.duration_ns
            growth.step(_no_jitter)
            if growth.duration_ns == before_ns:  # from now on the steps alone change
                growth.steps = max(0, growth.steps - (calls - made - 1))
                break

    @property
    def spent(self) -> bool:
        return self._spends and self._growth.steps < 1

    def delay(self) -> tuple[int, int]:
        delay_ns = self._growth.duration_ns
        return delay_ns, scaled(delay_ns, self._growth.jitter)

    def verdict(self, result: Result) -> bool | BaseException:
        return result.outcome in _MET

    def reason(self, done: Done) -> Reason:
        return Reason.SUCCEEDED if done.cause is None else Reason.GAVE_UP


class ConditionError(Exception):
    """A condition couldn't be checked."""


def growth_of(growing: Growing) -> Growth:
    """The delays of a backoff or of a retry, at their beginning."""
    return Growth(growing.duration_ns, growing.factor, growing.jitter, growing.steps, growing.cap_ns or 0)


def _no_jitter() -> float:
    return 0.0


@singledispatch
def course_of(schedule: Schedule, start_ns: int, random: Random, due_ns: int | None = None) -> Course:
    """The course of a run that starts at `start_ns`; `random` gives floats in [0, 1).

    With `due_ns` the run is in the middle, and that is when its next call is due.
    """
    raise TypeError(f"no course for {type(schedule).__name__}")


@course_of.register(Repeat)
def _(schedule: Repeat, start_ns: int, random: Random, due_ns: int | None = None) -> Course:
    return _Repeating(schedule, start_ns, random, due_ns)


@course_of.register(Poll)
def _(schedule: Poll, start_ns: int, random: Random, due_ns: int | None = None) -> Course:
    return _Polling(schedule, start_ns, due_ns)


@course_of.register(Backoff)
def _(schedule: Backoff, start_ns: int, random: Random, due_ns: int | None = None) -> Course:
    return _BackingOff(schedule, start_ns, random, due_ns)
