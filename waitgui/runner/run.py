"""One life of a task, as a machine without clock or thread: the wait loop, the stop rules, the numbering.

The scheduler drives it in threads, the preview on a virtual clock; what it emits is what the user sees and what
`waitgui run` and `waitgui preview` print. The rules beyond those of `wait.loop` (contract, "Rules in detail"):

1. Every planned tick has a number; one that doesn't happen is emitted as `skipped`. planned = started + skipped.
2. Stop rules are judged together when a tick ends, in the order in which they were written. A limit in time ends a wait
   at that instant; a tick due at that instant isn't started.
3. On a grid nothing starts late: points missed are skipped. Those after the start of the last tick were never planned.
4. A tick that the user asks for ("run now") doesn't move the schedule: a tick that falls due meanwhile comes after it.

Not safe to share among threads: one driver owns it at a time.
"""

from __future__ import annotations

import random as random_module
from typing import TYPE_CHECKING

from waitgui.tasks.build import loop_for
from waitgui.tasks.model import Repeat
from waitgui.tasks.record import Kind, Outcome, Planned, Reason, Result, RunEnded, RunStarted, Tick, TickStarted
from waitgui.wait.backoff import scaled
from waitgui.wait.errors import Canceled
from waitgui.wait.loop import Call, Done, IllegalStepError, Sleep, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Event
    from waitgui.wait.backoff import Random
    from waitgui.wait.loop import Loop, Step

_STILL_RUNNING = Result(Outcome.SKIPPED, why="the tick before was still running")
_SLEPT = Result(Outcome.SKIPPED, why="the engine was late by more than a period")


def randomness(seed: int | None, set_name: str, task_id: str, run: int) -> Random:
    """The source of a run's jitter: the system's, or with a seed the same numbers on every machine."""
    if seed is None:
        return random_module.random  # seeded by the system; one for all, since each has a state of 2.5 KB
    return random_module.Random(f"{seed}/{set_name}/{task_id}/{run}").random  # noqa: S311


class TaskRun:
    """Driven like a `Loop`: `start`, `wake`, `complete`; what happens is handed to `emit`, in order.

    `only_once` is a run of one tick, at once: what "run now" does for a task that isn't started. `end_ns` is a time at
    which the run is to be stopped, if it hasn't ended by then; a tick due at that instant isn't started. Without `live`
    nothing is told of ticks to come and under way (`Planned`, `TickStarted`), which halves the cost of a preview.
    """

    __slots__ = (
        "_emit",
        "_grid_ns",
        "_is_extra",
        "_limit_ns",
        "_limit_reason",
        "_live",
        "_loop",
        "_plan",
        "_random",
        "_skipped",
        "_start_ns",
        "_started",
        "_state",
        "_stopping",
        "_tick_due_ns",
        "_tick_start_ns",
        "_wake_ns",
        "_window_ns",
        "only_once",
        "reason",
        "run",
        "task",
    )

    def __init__(
        self,
        task: Task,
        run: int,
        *,
        random: Random,
        emit: Callable[[Event], None],
        only_once: bool = False,
        end_ns: int | None = None,
        live: bool = True,
    ) -> None:
        self.task = task
        self.run = run
        self.only_once = only_once
        self.reason: Reason | None = None
        self._random = random
        self._emit = emit
        self._loop: Loop
        self._state = State.NEW
        self._start_ns = 0
        self._limit_ns = end_ns
        self._limit_reason = Reason.STOPPED
        self._grid_ns = task.schedule.period_ns if isinstance(task.schedule, Repeat) and task.schedule.drift_free else 0
        self._started = 0
        self._skipped = 0
        self._plan: Planned | None = None
        self._is_extra = False
        self._stopping: Reason | None = None
        self._tick_due_ns = 0
        self._tick_start_ns = 0
        self._wake_ns = 0
        self._live = live
        self._window_ns = scaled(task.schedule.period_ns, task.schedule.jitter)

    @property
    def state(self) -> State:
        """Whether it sleeps, works, or is over."""
        return self._state

    @property
    def planned(self) -> int:
        """How many ticks were planned so far."""
        return self._started + self._skipped

    def start(self, now_ns: int, wall_ns: int) -> Step:
        """Begin the run; `wall_ns` (Unix time) is the same instant as `now_ns`."""
        self._require(State.NEW)
        self._start_ns = now_ns
        self._emit(RunStarted(self.task.id, self.run, now_ns, wall_ns))
        if self.only_once:
            return self._begin_tick(now_ns, now_ns, is_extra=True)
        self._set_limit(now_ns, wall_ns)
        self._loop = loop_for(self.task.schedule, now_ns, self._random)
        return self._follow(self._loop.start(now_ns), now_ns, "start", now_ns)

    def wake(self, now_ns: int) -> Step:
        """The time that a `Sleep` named has come; before that the answer is the same `Sleep`."""
        self._require(State.SLEEPING)
        if now_ns < self._wake_ns:
            return Sleep(self._wake_ns)
        if self._limit_ns is not None and now_ns >= self._limit_ns:
            return self._end(self._limit_reason, self._limit_ns)
        if self._grid_ns and now_ns - self._loop.due_ns >= self._grid_ns:
            return self._leave_out(now_ns, _SLEPT)
        step = self._loop.wake(now_ns)
        if isinstance(step, Call):
            return self._begin_tick(step.due_ns, now_ns, is_extra=False)
        return self._follow(step, now_ns, "tick end", now_ns)

    def complete(self, now_ns: int, result: Result, attempts: int = 1) -> Step:
        """The work of the tick is done."""
        self._require(State.CALLING)
        plan = None if self._is_extra else self._plan
        self._emit(
            Tick(
                self.task.id,
                self.run,
                self.planned,
                Kind.ACTION,
                self._tick_due_ns,
                self._tick_start_ns,
                now_ns,
                result,
                attempts,
                plan,
                self.task.action.kind,
            )
        )
        reason = self._judge(now_ns)
        if reason is not None:
            return self._end(reason, now_ns)
        if self._is_extra:
            self._state = State.SLEEPING
            if self._grid_ns and now_ns > self._loop.due_ns:
                return self._leave_out(now_ns, _STILL_RUNNING)
            self._announce()
            return Sleep(self._wake_ns)
        due_ns = self._loop.due_ns
        step = self._loop.complete(now_ns)
        if self._grid_ns:
            self._skip(due_ns + self._grid_ns, _STILL_RUNNING)
        sliding = isinstance(self.task.schedule, Repeat) and self.task.schedule.sliding
        base_ns = now_ns if sliding else self._tick_start_ns
        return self._follow(step, now_ns, "tick end" if sliding else "tick start", base_ns)

    def trigger(self, now_ns: int) -> Step:
        """Run a tick now, besides the schedule."""
        self._require(State.SLEEPING)
        return self._begin_tick(now_ns, now_ns, is_extra=True)

    def stop(self, now_ns: int, reason: Reason) -> Step:
        """End the run: at once, or with the tick under way, which the driver cuts off. Legal once started."""
        if self._state is State.NEW:
            raise IllegalStepError("stop before start")
        if self._state is State.CALLING:
            self._stopping = self._stopping or reason
            return Call(self.planned, self._tick_due_ns)
        if self._state is State.DONE:
            return Done(None)
        return self._end(reason, now_ns)

    def _require(self, state: State) -> None:
        if self._state is not state:
            raise IllegalStepError(f"the run is {self._state.name}, not {state.name}")

    def _set_limit(self, now_ns: int, wall_ns: int) -> None:
        """The earlier of the limits in time; of two at one instant the one written first."""
        stop = self.task.stop
        limits = [] if self._limit_ns is None else [(self._limit_ns, len(stop.order), self._limit_reason)]
        if stop.after_time_ns is not None:
            limits.append((now_ns + stop.after_time_ns, stop.position("after_time"), Reason.AFTER_TIME))
        if stop.at is not None:
            at_ns = int(stop.at.timestamp()) * 1_000_000_000 + stop.at.microsecond * 1_000
            limits.append((max(now_ns, now_ns + at_ns - wall_ns), stop.position("at"), Reason.AT))
        if limits:
            self._limit_ns, _, self._limit_reason = min(limits)

    def _begin_tick(self, due_ns: int, now_ns: int, *, is_extra: bool) -> Step:
        self._started += 1
        self._is_extra = is_extra
        self._state = State.CALLING
        self._tick_due_ns, self._tick_start_ns = due_ns, now_ns
        number = self._started + self._skipped
        if self._live:
            self._emit(TickStarted(self.task.id, self.run, number, Kind.ACTION, due_ns, now_ns))
        return Call(number, due_ns)

    def _judge(self, now_ns: int) -> Reason | None:
        """The reason to end the run with the tick that has just ended, if there is one."""
        if self._stopping is not None:
            return self._stopping
        if self.only_once:
            return Reason.AFTER_RUNS
        stop = self.task.stop
        holding = []
        if stop.after_runs is not None and self._started >= stop.after_runs:
            holding.append((stop.position("after_runs"), Reason.AFTER_RUNS))
        if self._limit_ns is not None and now_ns >= self._limit_ns:
            holding.append((stop.position(self._limit_reason), self._limit_reason))
        return min(holding)[1] if holding else None

    def _follow(self, step: Step, now_ns: int, base: str, base_ns: int) -> Step:
        """Sleep until the next tick or the limit; `base` is what the next due time counts from."""
        if isinstance(step, Done):
            return self._end(self._stopping or Reason.BROKEN, now_ns)
        due_ns = self._loop.due_ns
        self._wake_ns = due_ns if self._limit_ns is None else min(due_ns, self._limit_ns)
        self._state = State.SLEEPING
        if self._live:
            self._plan = self._plan_for(due_ns, base, base_ns)
            self._announce()
        return Sleep(self._wake_ns)

    def _plan_for(self, due_ns: int, base: str, base_ns: int) -> Planned:
        schedule, window_ns = self.task.schedule, 0
        if base == "start":
            period_ns = schedule.initial_delay_ns
        elif self._grid_ns:
            base, base_ns, period_ns = "grid", due_ns - self._grid_ns, self._grid_ns
        else:
            period_ns, window_ns = schedule.period_ns, self._window_ns
        jitter_ns = due_ns - base_ns - period_ns
        return Planned(self.task.id, self.run, 0, due_ns, base, base_ns, period_ns, jitter_ns, window_ns)

    def _announce(self) -> None:
        """Tell of the next tick, under the number that it has now."""
        if self._plan is not None and (self._limit_ns is None or self._plan.due_ns < self._limit_ns):
            self._plan = self._plan._replace(n=self.planned + 1)
            self._emit(self._plan)

    def _leave_out(self, now_ns: int, result: Result) -> Step:
        """The point of the grid that is waited for, and those after it that went by, are skipped."""
        first_ns = self._loop.due_ns
        step = self._loop.skip(now_ns)
        self._skip(first_ns, result)
        return self._follow(step, now_ns, "grid", first_ns)

    def _skip(self, first_ns: int, result: Result) -> None:
        """The points of the grid from `first_ns` on that lie before the one that is waited for now."""
        for due_ns in range(first_ns, self._loop.due_ns, self._grid_ns):
            self._skipped += 1
            self._emit(
                Tick(
                    self.task.id,
                    self.run,
                    self.planned,
                    Kind.ACTION,
                    due_ns,
                    due_ns,
                    due_ns,
                    result,
                    attempts=0,
                    action=self.task.action.kind,
                )
            )

    def _end(self, reason: Reason, now_ns: int) -> Step:
        if not self.only_once:
            self._loop.interrupt(now_ns, Canceled())
        self._state = State.DONE
        self.reason = reason
        self._emit(RunEnded(self.task.id, self.run, reason, self._started, self._skipped, now_ns))
        return Done(None)
