"""One life of a task, as a machine without clock or thread: the schedule's loop, retries, stop rules, the numbering.

The scheduler drives it in threads, the preview on a virtual clock; what it emits is what the user sees and what
`waitgui run` and `waitgui preview` print. The rules beyond those of `wait.loop` (contract, "Rules in detail"):

1. Every planned tick has a number; one that doesn't happen is emitted as `skipped`. planned = started + skipped.
2. Stop rules are judged together when a tick ends, in the order in which they were written; the schedule's own end wins
   over them. A limit in time ends a wait at that instant; a tick due at that instant isn't started.
3. On a grid nothing starts late: points missed are skipped. Those after the start of the last tick were never planned.
4. A tick that the user asks for ("run now") doesn't move the schedule: a tick that falls due meanwhile comes after it.
5. A tick is all of its attempts: between them nothing but a stop ends it. The stop rule `when` is a check of its own
   after the tick, which isn't a tick; the schedule doesn't wait for it, it counts from the end of the tick.
6. What fell due while the task was paused, or the engine couldn't work, is due anew after that, once; on a grid it is
   skipped. Limits in time hold meanwhile.

Not safe to share among threads: one driver owns it at a time.
"""

from __future__ import annotations

import random as random_module
from copy import copy
from enum import Enum, auto
from typing import TYPE_CHECKING

from waitgui.runner.agenda import STILL_RUNNING, Agenda
from waitgui.runner.retry import Retries
from waitgui.runner.stop_rules import Judge
from waitgui.tasks.build import course_of
from waitgui.tasks.model import Poll, Repeat
from waitgui.tasks.record import (
    Kind,
    Outcome,
    Paused,
    Reason,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
    Tried,
)
from waitgui.wait.durations import MAX_NS
from waitgui.wait.loop import Call, Done, IllegalStepError, Sleep, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.runner.standing import Standing
    from waitgui.tasks.fields import Model
    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Attempt, Event, Result
    from waitgui.wait.backoff import Random
    from waitgui.wait.loop import Step

_LATE = "the engine was late by more than a period"


class Doing(Enum):
    """What a call, or a pause between attempts, is for."""

    SCHEDULED = auto()
    EXTRA = auto()
    """A tick that the user asked for."""
    MET = auto()
    """The action of a poll whose condition was met."""
    WHEN = auto()
    """The check of the stop rule `when`."""


# Looked up once: a preview takes millions of steps.
_NEW, _SLEEPING, _CALLING, _DONE = State.NEW, State.SLEEPING, State.CALLING, State.DONE
_ACTION, _CONDITION = Kind.ACTION, Kind.CONDITION
_SCHEDULED, _EXTRA, _WHEN = Doing.SCHEDULED, Doing.EXTRA, Doing.WHEN
_tick = tuple.__new__


def _is_plain(task: Task) -> bool:
    """Whether ticks follow one another without a rule, a retry or a point of a grid to look at."""
    schedule, rules = task.schedule, task.stop
    has_rules = bool(rules.model_fields_set)
    return isinstance(schedule, Repeat) and not schedule.drift_free and task.retry is None and not has_rules


def randomness(seed: int | None, set_name: str, task_id: str, run: int) -> Random:
    """The source of a run's jitter: the system's, or with a seed the same numbers on every machine."""
    if seed is None:
        return random_module.random  # seeded by the system; one for all, since each has a state of 2.5 KB
    return random_module.Random(f"{seed}/{set_name}/{task_id}/{run}").random  # noqa: S311


class TaskRun:
    """Driven like a `Loop`: `start`, `wake`, `complete`; what happens is handed to `emit`, in order.

    `only_once` is a run of one tick, at once: what "run now" does for a task that isn't started. `end_ns` is a time at
    which the run is to be stopped, if it hasn't ended by then; a tick due at that instant isn't started. Without `live`
    nothing is told of ticks to come and under way (`Planned`, `TickStarted`, `Tried`), which halves the cost of a
    preview.
    """

    __slots__ = (
        "_agenda",
        "_emit",
        "_ended_ns",
        "_is_simple",
        "_judge",
        "_live",
        "_random",
        "_retries",
        "_skipped",
        "_started",
        "_state",
        "_stopping",
        "_tick_due_ns",
        "_tick_start_ns",
        "_wake_ns",
        "doing",
        "kind",
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
        self._live = live
        self._is_simple = False
        self._agenda: Agenda
        self._judge = Judge(task.stop, end_ns)  # of no account where `only_once`: it isn't started
        self._retries: Retries | None = None
        self._state = _NEW
        self.doing = _SCHEDULED
        self.kind = _ACTION
        self._started = 0
        self._skipped = 0
        self._stopping: Reason | None = None
        self._tick_due_ns = 0
        self._tick_start_ns = 0
        self._ended_ns = 0
        self._wake_ns = 0

    # ----------------------------------------------------------------------------------------------- what can be asked

    @property
    def state(self) -> State:
        """Whether it sleeps, works, or is over."""
        return self._state

    @property
    def between_ticks(self) -> bool:
        """Whether it sleeps and no tick is under way: none pauses between two attempts either."""
        return self._state is _SLEEPING and self._retries is None

    @property
    def wakes_to_end(self) -> bool:
        """Whether the `Sleep` that it is in leads to the end of the run, not to a tick."""
        if self._retries is not None:
            return False
        return self._wake_ns >= self._judge.limit_ns or self._agenda.ends_by(self._wake_ns)

    @property
    def paused(self) -> bool:
        """Whether no tick starts until `resume`."""
        return self._state in (_SLEEPING, _CALLING) and not self.only_once and self._agenda.paused

    @property
    def planned(self) -> int:
        """How many ticks were planned so far."""
        return self._started + self._skipped

    @property
    def is_simple(self) -> bool:
        """Whether nothing but scheduled ticks can come of it, one like the other, until the driver stops."""
        return self._is_simple

    @property
    def work(self) -> Model:
        """What a `Call` asks for: the definition of an action or of a condition."""
        if self.doing is _WHEN:
            assert self.task.stop.when is not None
            return self.task.stop.when
        if self.kind is _CONDITION:
            assert isinstance(self.task.schedule, Poll)
            return self.task.schedule.condition
        return self.task.action

    # --------------------------------------------------------------------------------------------- steps of the driver

    def start(self, now_ns: int, wall_ns: int) -> Step:
        """Begin the run; `wall_ns` (Unix time) is the same instant as `now_ns`."""
        if self._state is not _NEW:
            raise IllegalStepError(self._wrong(_NEW))
        self._ended_ns = now_ns
        self._emit(RunStarted(self.task.id, self.run, now_ns, wall_ns))
        if self.only_once:
            return self._begin_tick(now_ns, now_ns, _EXTRA, _ACTION)
        reason = self._judge.start(now_ns, wall_ns)
        if reason is not None:
            return self._end(reason, now_ns)
        course = course_of(self.task.schedule, now_ns, self._random)
        step = course.loop.start(now_ns)
        self._agenda = Agenda(self.task, self.run, course, now_ns, live=self._live)
        step = self._follow(step, now_ns)
        self._is_simple = self._may_be_simple()
        return step

    def enter(self, standing: Standing, due_ns: int, *, met: bool = False) -> Step:
        """Begin where another run of the task stands, between two ticks: the next is due at `due_ns`.

        `met` says that it is the action of a poll whose condition was met. Nothing is told of what was before.
        """
        if self._state is not _NEW:
            raise IllegalStepError(self._wrong(_NEW))
        start_ns = standing.start_ns
        self._judge = Judge(self.task.stop, counts=copy(standing.counts))
        self._judge.start(start_ns, standing.wall_ns)
        course = course_of(self.task.schedule, start_ns, self._random, due_ns)
        course.loop.start(start_ns)
        course.resume(standing.calls, standing.errors)
        self._agenda = Agenda(self.task, self.run, course, start_ns, live=self._live)
        self._agenda.is_met = met
        self._started, self._ended_ns = standing.planned, start_ns
        step = self._sleep()
        self._is_simple = self._may_be_simple()
        return step

    def repeat(self, tick: Tick) -> Step:
        """Play through again, after `enter`, a tick of the schedule that is over: what followed it wasn't told."""
        self.wake(tick.start_ns)
        return self._end_tick(tick.end_ns, tick.result) if self._state is _CALLING else self._sleep()

    def wake(self, now_ns: int) -> Step:
        """The time that a `Sleep` named has come; before that the answer is the same `Sleep`."""
        if self._state is not _SLEEPING:
            raise IllegalStepError(self._wrong(_SLEEPING))
        if now_ns < self._wake_ns:
            return Sleep(self._wake_ns)
        if self._retries is not None:
            self._retries.begun(now_ns)
            return self._call()
        limit_ns = self._judge.limit_ns
        if now_ns >= limit_ns and not self._agenda.ends_by(limit_ns):
            return self._end(self._judge.limit, limit_ns)
        agenda = self._agenda
        if agenda.is_met:
            return self._begin_tick(agenda.due_ns, now_ns, Doing.MET, _ACTION)
        grid_ns = agenda.course.grid_ns
        if grid_ns and now_ns - agenda.due_ns >= grid_ns:
            agenda.leave_out(now_ns, _LATE)
            return self._wait()
        step = agenda.course.loop.wake(now_ns)
        if isinstance(step, Call):
            return self._begin_tick(agenda.due_ns, now_ns, _SCHEDULED, agenda.course.calls)
        return self._follow(step, max(self._ended_ns, self._wake_ns))

    def complete(self, now_ns: int, result: Result) -> Step:
        """The work is done: an attempt of the tick, or the check of the stop rule `when`."""
        if self._state is not _CALLING:
            raise IllegalStepError(self._wrong(_CALLING))
        if self.doing is _WHEN:
            return self._after_when(now_ns, result)
        retry = self.task.retry
        if retry is not None and self.kind is _ACTION:
            if self._retries is None:
                self._retries = Retries(retry, self._random, self._tick_start_ns)
            delay_ns = self._retries.after(now_ns, result)
            if delay_ns is not None and self._stopping is None:
                self._state = _SLEEPING
                self._wake_ns = now_ns + delay_ns
                if self._live:
                    self._tell_tried(retry.steps)
                return Sleep(self._wake_ns)
            result = self._retries.result()
        return self._end_tick(now_ns, result)

    # --------------------------------------------------------------------------------------- what happens from outside

    def trigger(self, now_ns: int) -> Step:
        """Run a tick now, besides the schedule. Legal between ticks."""
        if not self.between_ticks:
            raise IllegalStepError("a tick is under way" if self._state is _SLEEPING else self._wrong(_SLEEPING))
        return self._begin_tick(now_ns, now_ns, _EXTRA, _ACTION)

    def stop(self, now_ns: int, reason: Reason) -> Step:
        """End the run: at once, or with the tick under way, which the driver cuts off. Legal once started."""
        if self._state is _NEW:
            raise IllegalStepError("stop before start")
        if self._state is _CALLING:
            self._stopping = self._stopping or reason
            return Call(self.planned, self._tick_due_ns)
        if self._state is _DONE:
            return Done(None)
        if self._retries is not None:  # between two attempts
            self._stopping = reason
            return self._end_tick(now_ns, self._retries.result()._replace(outcome=Outcome.CANCELLED))
        return self._end(reason, now_ns)

    def pause(self, now_ns: int) -> Step | None:
        """Start no tick until `resume`; the one under way goes on. None: nothing changes for the driver."""
        if not self._may_change() or self._agenda.paused:
            return None
        self._agenda.paused = True
        self._emit(Paused(self.task.id, self.run, now_ns))
        return self._sleep() if self.between_ticks else None

    def resume(self, now_ns: int) -> Step | None:
        """Go on; a tick that fell due meanwhile is due now. None: nothing changes for the driver."""
        if not self._may_change() or not self._agenda.paused:
            return None
        self._agenda.paused = False
        self._emit(Resumed(self.task.id, self.run, now_ns))
        if not self.between_ticks:
            return None
        self._agenda.catch_up(now_ns, now_ns, "resume", "the task was paused")
        return self._wait()

    def after_gap(self, gap_end_ns: int, due_ns: int, why: str) -> Step | None:
        """The engine couldn't work until `gap_end_ns`: a tick that fell due before is due at `due_ns`, once."""
        if not self._may_change() or not self.between_ticks or self._agenda.paused:
            return None
        self._agenda.catch_up(gap_end_ns, due_ns, "gap", why)
        return self._wait()

    def clock_moved(self, now_ns: int, wall_ns: int) -> Step | None:
        """The wall clock was set: a stop rule that follows it holds at another time.

        The next tick is told (again): before, the run may have been about to end without it.
        """
        if not self._may_change() or not self._judge.clock_moved(now_ns, wall_ns):
            return None
        return self._wait() if self.between_ticks else None

    def other_ended(self, now_ns: int) -> Step | None:
        """A run of the task has ended that the stop rule `when_task_ends` names. Legal before the start too."""
        if self.only_once or self._state is _DONE:
            return None
        self._judge.other_ended()
        return self._end(Reason.WHEN_TASK_ENDS, now_ns) if self.between_ticks else None

    def _may_be_simple(self) -> bool:
        return not self._live and self._judge.limit_ns == MAX_NS and _is_plain(self.task)

    def _may_change(self) -> bool:
        return self._state in (_SLEEPING, _CALLING) and not self.only_once

    def break_off(self, now_ns: int, wall_ns: int) -> None:
        """Something that mustn't happen did: tell the end of the run, if that hasn't been told."""
        if self._state is _NEW:
            self._emit(RunStarted(self.task.id, self.run, now_ns, wall_ns))
        if self._state is not _DONE:
            self._end(Reason.BROKEN, now_ns)

    # ---------------------------------------------------------------------------------------------------------- a tick

    def _begin_tick(self, due_ns: int, now_ns: int, doing: Doing, kind: Kind) -> Step:
        if not self.only_once:
            self._tell_missed()
        self._started += 1
        self._tick_due_ns, self._tick_start_ns = due_ns, now_ns
        self.doing, self.kind = doing, kind
        if self._live:
            self._emit(TickStarted(self.task.id, self.run, self.planned, kind, due_ns, now_ns))
        return self._call()

    def _call(self) -> Step:
        self._state = _CALLING
        return Call(self._started + self._skipped, self._tick_due_ns)

    def _tell_tried(self, steps: int) -> None:
        """That an attempt is over, and until when the next one waits."""
        retries = self._retries
        assert retries is not None
        where = (self.task.id, self.run, self.planned)
        self._emit(Tried(*where, retries.count, steps, retries.latest, self._wake_ns))

    def _end_tick(self, now_ns: int, result: Result) -> Step:
        doing, kind, attempts = self.doing, self.kind, 1
        tries: tuple[Attempt, ...] = ()
        if self._retries is not None:
            attempts, tries = self._retries.count, self._retries.tries()
            self._retries = None
        self._ended_ns = now_ns
        plan = None if doing is _EXTRA else self._agenda.plan
        task = self.task
        self._emit(
            Tick(
                task.id,
                self.run,
                self._started + self._skipped,
                kind,
                self._tick_due_ns,
                self._tick_start_ns,
                now_ns,
                result,
                attempts,
                plan,
                task.action.kind,
                tries,
            )
        )
        if self._stopping is not None:
            return self._end(self._stopping, now_ns)
        if self.only_once:
            return self._end(Reason.AFTER_RUNS, now_ns)
        own_end = None if doing is _EXTRA else self._agenda.complete(self._tick_start_ns, now_ns, result)
        if own_end is not None:
            return self._end(own_end, now_ns)
        judge = self._judge
        reason = judge.after_tick(now_ns, kind, result)
        if judge.asks_when:
            self.doing = _WHEN
            return self._call()
        return self._go_on(now_ns) if reason is None else self._end(reason, now_ns)

    def play(self, now_ns: int, until_ns: int, takes_ns: int, result: Result, most: int) -> Step:
        """From now on take at most so many ticks that start and end before `until_ns`; one that ends later is begun.

        For a preview, which has millions of them. Legal while a run that `is_simple` sleeps.
        """
        task, emit, number = self.task, self._emit, self._started
        task_id, run, action = task.id, self.run, task.action.kind
        loop = self._agenda.course.loop
        wake, complete = loop.wake, loop.complete
        due_ns = self._wake_ns
        start_ns = max(now_ns, due_ns)
        while start_ns < until_ns and most:
            wake(start_ns)
            number += 1
            most -= 1
            end_ns = start_ns + takes_ns
            if end_ns >= until_ns:
                self._started, self._state = number, _CALLING
                self._tick_due_ns, self._tick_start_ns = due_ns, start_ns
                return Call(number, due_ns)
            emit(_tick(Tick, (task_id, run, number, _ACTION, due_ns, start_ns, end_ns, result, 1, None, action, ())))
            due_ns = complete(end_ns).until_ns  # type: ignore[union-attr]
            start_ns = max(end_ns, due_ns)  # a period counts from the start, and the tick was longer
        self._started = number
        self._agenda.due_ns = self._wake_ns = due_ns
        return Sleep(due_ns)

    def _after_when(self, now_ns: int, result: Result) -> Step:
        """The check of the stop rule `when` has answered; that it can't be checked is no reason to end."""
        if self._stopping is not None:
            return self._end(self._stopping, now_ns)
        reason = self._judge.after_when(now_ns, met=result.outcome is Outcome.MET)
        return self._go_on(now_ns) if reason is None else self._end(reason, now_ns)

    # ----------------------------------------------------------------------------------------------- between two ticks

    def _follow(self, step: Step, now_ns: int) -> Step:
        """What the loop says that comes next, when no tick has just ended."""
        course = self._agenda.course
        if isinstance(step, Call):
            self._announce()
            return self._begin_tick(step.due_ns, now_ns, _SCHEDULED, course.calls)
        if isinstance(step, Done):
            return self._end(course.reason(step), now_ns)
        return self._go_on(now_ns)

    def _go_on(self, now_ns: int) -> Step:
        """Wait for the next tick; on a grid leave out the points that an extra tick or a check of `when` took."""
        agenda = self._agenda
        if agenda.course.grid_ns and now_ns > agenda.due_ns and not agenda.paused:
            agenda.leave_out(now_ns, STILL_RUNNING)
        return self._wait()

    def _wait(self) -> Step:
        self._announce()
        return self._sleep()

    def _sleep(self) -> Step:
        self._wake_ns = min(self._judge.limit_ns, self._agenda.until_ns())
        self._state = _SLEEPING
        return Sleep(self._wake_ns)

    def _announce(self) -> None:
        """Tell of the next tick, under the number that it has now, unless the run ends before."""
        agenda = self._agenda
        plan = agenda.plan
        if plan is None or agenda.paused or agenda.course.spent:
            return
        if plan.due_ns < self._judge.limit_ns and not agenda.ends_by(plan.due_ns):
            agenda.plan = plan._replace(n=self.planned + agenda.missed() + 1)
            self._emit(agenda.plan)

    def _tell_missed(self) -> None:
        task = self.task
        for count, due_ns, result in self._agenda.take_missed():
            self._skipped += count
            times = (due_ns, due_ns, due_ns)
            self._emit(
                Tick(task.id, self.run, self.planned, _ACTION, *times, result, attempts=0, action=task.action.kind)
            )

    # --------------------------------------------------------------------------------------------------------- the end

    def _end(self, reason: Reason, now_ns: int) -> Step:
        self._state = _DONE
        self.reason = reason
        self._emit(RunEnded(self.task.id, self.run, reason, self._started, self._skipped, now_ns))
        return Done(None)

    def _wrong(self, state: State) -> str:
        return f"the run is {self._state.name}, not {state.name}"
