"""A `TaskRun` of any kind, to which anything happens at any time: what must hold all the while (virtual clock).

No overlap, no backlog, spacing, planned = started + skipped, no start after a stop or at a limit, nothing while paused.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.runner.drive import ERROR, FAILED, MET, MS, NOT_MET, OK, TIMED_OUT
from tests.tasks.make import make_task
from waitgui.runner.run import Doing, TaskRun
from waitgui.tasks.model import Backoff, Poll, Repeat, Task
from waitgui.tasks.record import (
    Event,
    Kind,
    Outcome,
    Paused,
    Planned,
    Reason,
    Result,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
    Tried,
)
from waitgui.wait.loop import Call, Done, IllegalStepError, Sleep, State, Step

WALL_NS = 1_000_000 * MS * 1_000
CANCELLED = Result(Outcome.CANCELLED)
WHEN = {"kind": "file", "path": "/run/stop"}


def ms(least: int, most: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(lambda number: f"{number}ms")


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


repeats = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.just("repeat"), "period": ms(0, 300), "sliding": st.booleans()},
        optional={"jitter": st.sampled_from([0.0, 0.5, 3.0]), "initial_delay": ms(0, 200)},
    ),
    st.fixed_dictionaries(
        {"kind": st.just("repeat"), "period": ms(1, 300), "sliding": st.just(False), "drift_free": st.just(True)},
        optional={"initial_delay": ms(0, 200)},
    ),
)
polls = st.fixed_dictionaries(
    {"kind": st.just("poll"), "interval": ms(0, 200)},
    optional={"timeout": ms(1, 2_000), "immediate": st.booleans(), "errors_allowed": st.integers(0, 3)},
)
backoffs = st.fixed_dictionaries(
    {"kind": st.just("backoff"), "duration": ms(0, 100), "steps": st.integers(1, 6)},
    optional={
        "factor": st.sampled_from([0.0, 0.5, 1.0, 2.0]),
        "jitter": st.sampled_from([0.0, 1.0]),
        "cap": ms(1, 300),
        "at_cap": st.sampled_from(["give_up", "keep"]),
    },
)
retries = st.none() | st.fixed_dictionaries({"duration": ms(0, 50), "steps": st.integers(1, 4)})
moments = st.integers(-100, 3_000).map(lambda at: datetime.fromtimestamp((WALL_NS + at * MS) / 1e9, UTC).isoformat())
rules = optional(
    after_runs=st.integers(1, 8),
    after_time=ms(1, 3_000),
    at=moments,
    after_successes=st.integers(1, 5),
    after_failures=st.integers(1, 5),
    after_failures_in_a_row=st.integers(1, 3),
    on_exit_code=st.just([1]),
    when_task_ends=st.just("other"),
    when=st.just(WHEN),
).flatmap(lambda chosen: st.permutations(list(chosen.items())).map(dict))
jumps = st.integers(0, 400).map(lambda number: number * MS)
gaps = st.sampled_from([2_000 * MS, 3_600_000 * MS, 10 * 365 * 86_400_000 * MS]) | jumps


class RunMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now_ns = 7_000_000_003
        self.offset_ns = WALL_NS - self.now_ns
        self.events: list[Event] = []
        self.seen = 0
        self.started = self.skipped = self.last_n = self.actions = 0
        self.under_way: TickStarted | None = None
        self.tried: list[Tried] = []
        self.doing: Doing | None = None
        self.before: Tick | None = None
        self.ended: RunEnded | None = None
        self.plan: Planned | None = None
        self.paused = self.moved = self.stopped = False

    @initialize(
        schedule=repeats | polls | backoffs,
        stop=rules,
        retry=retries,
        u=st.floats(0, 1, exclude_max=True),
        end_ns=st.none() | st.integers(0, 3_000),
        only_once=st.sampled_from([False] * 9 + [True]),
        after_other=st.sampled_from([False] * 9 + [True]),
    )
    def make(
        self,
        schedule: dict[str, Any],
        stop: dict[str, Any],
        retry: dict[str, Any] | None,
        u: float,
        end_ns: int | None,
        only_once: bool,
        after_other: bool,
    ) -> None:
        self.task: Task = make_task(**schedule, stop=stop, retry=retry)
        self.start_ns = self.now_ns
        self.end_ns = None if end_ns is None else self.start_ns + end_ns * MS
        self.run = TaskRun(
            self.task, 1, random=lambda: u, emit=self.events.append, only_once=only_once, end_ns=self.end_ns
        )
        if after_other:
            self.run.other_ended(self.now_ns)
        self.step: Step = self.run.start(self.now_ns, self.now_ns + self.offset_ns)
        self.look()

    # --- what happens

    @property
    def state(self) -> State:
        return self.run.state

    def take(self, step: Step | None) -> None:
        if step is not None:
            self.step = step
        self.look()

    @rule(ns=jumps)
    def pass_time(self, ns: int) -> None:
        self.now_ns += ns

    @precondition(lambda self: self.state is State.SLEEPING)
    @rule(late_ns=st.just(0) | st.just(0) | jumps)
    def wake(self, late_ns: int) -> None:
        assert isinstance(self.step, Sleep)
        if self.now_ns < self.step.until_ns:
            assert self.run.wake(self.step.until_ns - 1) == self.step
            if self.step.until_ns == 2**63 - 1:
                return
            self.now_ns = self.step.until_ns
        self.now_ns += late_ns
        self.take(self.run.wake(self.now_ns))

    @precondition(lambda self: self.state is State.CALLING)
    @rule(takes_ns=jumps, well=st.booleans(), other=st.integers(0, 9))
    def complete(self, takes_ns: int, well: bool, other: int) -> None:
        self.now_ns += takes_ns
        if self.run.doing is Doing.WHEN:
            result = MET if other == 0 else NOT_MET
        elif self.run.kind is Kind.CONDITION:
            result = MET if well else (ERROR if other < 3 else NOT_MET)
        else:
            result = OK if well else (TIMED_OUT if other < 2 else CANCELLED if other == 2 else FAILED)
        self.take(self.run.complete(self.now_ns, result))

    @rule(reason=st.sampled_from([Reason.STOPPED, Reason.QUIT]), really=st.integers(0, 14))
    def stop(self, reason: Reason, really: int) -> None:
        if really == 0:
            self.stopped = True
            self.take(self.run.stop(self.now_ns, reason))

    @rule()
    def trigger(self) -> None:
        if self.run.between_ticks:
            self.take(self.run.trigger(self.now_ns))
            return
        before = len(self.events)
        with pytest.raises(IllegalStepError):
            self.run.trigger(self.now_ns)
        assert len(self.events) == before

    @rule()
    def pause(self) -> None:
        self.take(self.run.pause(self.now_ns))

    @rule()
    def resume(self) -> None:
        self.moved |= self.paused
        self.take(self.run.resume(self.now_ns))

    @rule(length_ns=gaps, spread_ns=jumps)
    def gap(self, length_ns: int, spread_ns: int) -> None:
        self.now_ns += length_ns
        self.moved = True
        self.take(self.run.after_gap(self.now_ns, self.now_ns + spread_ns, "the program was stopped"))

    @rule(by_ns=st.sampled_from([-3_600_000, -50, 50, 3_600_000]))
    def clock_moves(self, by_ns: int) -> None:
        self.offset_ns += by_ns * MS
        self.take(self.run.clock_moved(self.now_ns, self.now_ns + self.offset_ns))

    @rule(really=st.integers(0, 9))
    def other_ends(self, really: int) -> None:
        if really == 0 and self.task.stop.when_task_ends is not None:
            self.take(self.run.other_ended(self.now_ns))

    @precondition(lambda self: self.state is State.DONE)
    @rule()
    def nothing_follows_the_end(self) -> None:
        for step in (lambda: self.run.wake(self.now_ns), lambda: self.run.complete(self.now_ns, OK)):
            with pytest.raises(IllegalStepError):
                step()
        assert self.run.stop(self.now_ns, Reason.QUIT) == Done(None)
        assert self.run.pause(self.now_ns) is self.run.resume(self.now_ns) is None

    # --- what must hold

    def limit_ns(self) -> int:
        """When the run must be over; no tick starts from then on."""
        limits = [2**63 - 1] + ([] if self.end_ns is None else [self.end_ns])
        if not self.run.only_once:
            if self.task.stop.after_time_ns is not None:
                limits.append(self.start_ns + self.task.stop.after_time_ns)
            if self.task.stop.at is not None:
                limits.append(round(self.task.stop.at.timestamp() * 1_000) * MS - self.offset_ns)
        return min(limits)

    def look(self) -> None:
        """Hold each new event against what was before it."""
        for event in self.events[self.seen :]:
            assert self.ended is None, "something after the end"
            match event:
                case RunStarted():
                    assert self.seen == 0
                case Planned():
                    self.plan = event
                    assert self.under_way is None
                    assert event.due_ns == event.base_ns + event.period_ns + event.jitter_ns
                case TickStarted():
                    self.tick_starts(event)
                case Tried():
                    self.is_tried(event)
                case Tick():
                    self.tick_ends(event)
                case Paused() | Resumed():
                    assert self.paused is isinstance(event, Resumed)
                    self.paused = isinstance(event, Paused)
                case RunEnded():
                    self.run_ends(event)
            self.seen += 1

    def tick_starts(self, event: TickStarted) -> None:
        assert self.under_way is None, "ticks overlap"
        assert not self.stopped, "a start after the stop"
        self.under_way, self.doing = event, self.run.doing
        self.started += 1
        self.last_n += 1
        assert event.n == self.last_n
        assert event.due_ns <= event.start_ns == self.now_ns
        assert self.before is None or event.start_ns >= self.before.end_ns
        self.actions += event.kind is Kind.ACTION
        if self.run.doing is Doing.EXTRA:
            return
        assert not self.paused, "a start while paused"
        assert event.start_ns < self.limit_ns() or (self.started == 1 and self.run.only_once)
        assert self.plan is not None
        assert (self.plan.n, self.plan.due_ns) == (event.n, event.due_ns)
        self.keeps_its_distance(event)
        self.moved = False

    def is_tried(self, event: Tried) -> None:
        assert self.under_way is not None
        assert self.task.retry is not None
        self.tried.append(event)
        assert (event.n, event.number, event.steps) == (self.last_n, len(self.tried), self.task.retry.steps)
        assert event.number < event.steps
        assert event.attempt.end_ns == self.now_ns <= event.next_ns

    def keeps_its_distance(self, event: TickStarted) -> None:
        schedule, before = self.task.schedule, self.scheduled_before
        since_ns = event.due_ns - self.start_ns
        match schedule:
            case Repeat(drift_free=True):
                assert (since_ns - schedule.initial_delay_ns) % schedule.period_ns == 0
                assert event.start_ns - event.due_ns < schedule.period_ns
                assert before is None or event.due_ns >= max(before.end_ns, before.due_ns + schedule.period_ns)
            case Repeat() if before is None:
                assert since_ns == schedule.initial_delay_ns or (self.moved and since_ns > schedule.initial_delay_ns)
            case Repeat():
                assert before is not None
                delay_ns = event.due_ns - (before.end_ns if schedule.sliding else before.start_ns)
                assert delay_ns >= schedule.period_ns
                assert self.moved or delay_ns <= schedule.period_ns * (1 + schedule.jitter) + 1
            case Poll() if event.kind is Kind.ACTION:
                assert before is not None
                assert before.outcome is Outcome.MET
                assert self.moved or event.due_ns == before.end_ns
            case Poll():
                assert self.moved or not schedule.interval_ns or since_ns % schedule.interval_ns == 0
                assert (
                    schedule.timeout_ns is None
                    or event.start_ns < self.start_ns + schedule.timeout_ns
                    or before is None
                )
            case Backoff():
                assert before is None or event.due_ns >= before.end_ns
                assert schedule.at_cap == "keep" or self.tries < schedule.steps

    @property
    def scheduled_before(self) -> Tick | None:
        """The last tick of the schedule itself."""
        return next((e for e in reversed(self.ticks()) if e.plan is not None), None)

    @property
    def tries(self) -> int:
        return sum(tick.plan is not None for tick in self.ticks())

    def ticks(self) -> list[Tick]:
        return [e for e in self.events[: self.seen] if isinstance(e, Tick) and e.outcome is not Outcome.SKIPPED]

    def tick_ends(self, event: Tick) -> None:
        if event.outcome is Outcome.SKIPPED:
            count = event.n - self.last_n
            assert self.under_way is None
            assert count == 1 or (count > 1 and "points before" in event.result.why)
            assert event.result.why
            self.skipped += count
            self.last_n = event.n
            assert isinstance(self.task.schedule, Repeat)
            assert self.task.schedule.drift_free
            return
        assert self.under_way is not None
        assert (event.n, event.kind, event.due_ns, event.start_ns) == self.under_way[2:3] + self.under_way[3:6]
        assert event.start_ns <= event.end_ns == self.now_ns
        assert event.attempts == (len(event.tries) or 1)
        assert self.task.retry is None or event.attempts <= self.task.retry.steps
        told = [one.attempt for one in self.tried]
        assert told == list(event.tries[: len(told)] or told), "attempts were told that weren't made"
        assert len(told) >= event.attempts - 1, "an attempt wasn't told as it was over"
        self.tried = []
        self.under_way = None
        self.before = event

    def run_ends(self, event: RunEnded) -> None:
        self.ended = event
        assert self.under_way is None, "a tick without an end"
        assert (event.ticks, event.skipped) == (self.started, self.skipped)
        assert event.at_ns <= self.now_ns
        assert self.before is None or event.at_ns >= self.before.end_ns
        assert self.run.reason is event.reason
        if event.reason in (Reason.STOPPED, Reason.QUIT):
            assert self.stopped or self.end_ns is not None
        limit = self.task.stop.after_runs
        assert limit is None or self.actions <= max(limit, 1)
        if event.reason is Reason.AFTER_RUNS and not self.run.only_once:
            assert self.actions == limit

    @invariant()
    def the_account_is_exact(self) -> None:
        if hasattr(self, "run"):
            assert self.run.planned == self.started + self.skipped == self.last_n

    @invariant()
    def a_sleep_never_goes_beyond_the_limit(self) -> None:
        if not hasattr(self, "run"):
            return
        answers = {State.SLEEPING: Sleep, State.CALLING: Call, State.DONE: Done}
        assert isinstance(self.step, answers[self.state])
        if isinstance(self.step, Sleep) and self.run.between_ticks:
            assert self.step.until_ns <= max(self.limit_ns(), self.now_ns)
            assert self.stopped is False
        assert (self.ended is not None) == (self.state is State.DONE)


TestRunMachine = RunMachine.TestCase
TestRunMachine.settings = settings(
    max_examples=200, stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_a_tick_that_a_clock_set_back_makes_possible_is_told_before_it_starts():
    machine = RunMachine()
    at = datetime.fromtimestamp((WALL_NS + MS) / 1e9, UTC).isoformat()
    poll, stop = {"kind": "poll", "interval": "1ms"}, {"at": at}
    machine.make(schedule=poll, stop=stop, retry=None, u=0.0, end_ns=None, only_once=False, after_other=False)
    machine.clock_moves(by_ns=-4 * MS)
    machine.wake(late_ns=0)
    assert machine.started == 1
