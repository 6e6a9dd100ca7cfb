"""What a run will do, by what was told of it: at any moment the plan is what the engine then really does."""

from __future__ import annotations

import random as random_module
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runner.drive import ERROR, FAILED, MET, MS, NOT_MET, OK
from tests.tasks.make import make_task
from waitgui.runner.foresight import Foreseen, PlannedTick, foresee
from waitgui.runner.run import Doing, TaskRun
from waitgui.runner.standing import Standing
from waitgui.tasks.model import Backoff, Poll
from waitgui.tasks.record import Event, Kind, Outcome, Reason, Result, RunEnded, Tick, TickStarted
from waitgui.wait.loop import Call, Done, Sleep

if TYPE_CHECKING:
    from waitgui.tasks.model import Task
    from waitgui.wait.loop import Step

S = 1_000_000_000
START_NS = 7_000_000_003
WALL_NS = 1_700_000_000 * S
MOST = 12


class _Seen(NamedTuple):
    now_ns: int
    """When the plan was made."""
    started: int
    """How many ticks had started by then."""
    plan: Foreseen


class _Watched:
    """A run on a virtual clock that is watched by what it tells; what comes is foreseen at every turn."""

    def __init__(self, task: Task, *, takes_ns: int, check_ns: int = 0, u: float | None = None, seed: int = 1) -> None:
        self.task = task
        self.takes_ns, self.check_ns = takes_ns, check_ns
        self.events: list[Event] = []
        self.standing = Standing()
        self.standing.took_ns, self.standing.check_ns = takes_ns, check_ns
        self.seen: list[_Seen] = []
        self._taken = 0
        jitter = random_module.Random(seed).random if u is None else lambda: u
        self.run = TaskRun(task, 1, random=jitter, emit=self.events.append)
        self.now_ns = START_NS
        self.step: Step = self.run.start(START_NS, WALL_NS)
        self.look()

    def look(self, *shares: float) -> None:
        """Take account of what was told and foresee: now, and at these shares of the time to the next step."""
        for event in self.events[self._taken :]:
            self.standing.apply(event)
        self._taken = len(self.events)
        until_ns = self.next_ns()
        for share in (0.0, *shares):
            now_ns = self.now_ns + int(share * (until_ns - self.now_ns))
            self.seen.append(_Seen(now_ns, len(self.starts()), self.foreseen(now_ns)))

    def foreseen(self, now_ns: int | None = None, until_ns: int = START_NS + 10**15) -> Foreseen:
        now_ns = self.now_ns if now_ns is None else now_ns
        return foresee(self.task, self.standing, now_ns=now_ns, until_ns=until_ns, most=MOST)

    def next_ns(self) -> int:
        if isinstance(self.step, Sleep):
            return max(self.now_ns, self.step.until_ns)
        if isinstance(self.step, Call):
            return self.now_ns + self._takes_ns()
        return self.now_ns

    def turn(self, result: Result | None = None) -> None:
        """Wake the run, or let what it has called for end."""
        self.now_ns = self.next_ns()
        if isinstance(self.step, Sleep):
            self.step = self.run.wake(self.now_ns)
        else:
            self.step = self.run.complete(self.now_ns, self._answer() if result is None else result)
        self.look(0.5, 0.999)

    def play(self, turns: int = 80) -> _Watched:
        for _ in range(turns):
            if isinstance(self.step, Done):
                break
            self.turn()
        return self

    def starts(self) -> list[int]:
        return [event.start_ns for event in self.events if isinstance(event, TickStarted)]

    def _takes_ns(self) -> int:
        if self.run.doing is Doing.WHEN:
            return 0
        return self.takes_ns if self.run.kind is Kind.ACTION else self.check_ns

    def _answer(self) -> Result:
        if self.run.doing is Doing.WHEN or self.run.kind is Kind.CONDITION:
            return NOT_MET
        return FAILED if isinstance(self.task.schedule, Backoff) else OK

    @property
    def end(self) -> RunEnded | None:
        return next((event for event in self.events if isinstance(event, RunEnded)), None)

    def check_exact(self) -> None:
        """Every plan that was made is what happened then."""
        starts, end = self.starts(), self.end
        for now_ns, started, plan in self.seen:
            came = starts[started : started + MOST]
            told = plan.ticks[: len(came)] if end is None else plan.ticks
            if plan.goes_on:  # points of a grid that are left out were planned too
                assert len(told) >= MOST // 2 or len(told) == len(came)
                came = came[: len(told)]
            assert [tick.earliest_ns for tick in told] == came, (now_ns, started)
            assert all(tick.earliest_ns == tick.latest_ns for tick in plan.ticks)
            if end is None or len(starts) - started > MOST:
                continue
            if end.at_ns > now_ns and not plan.goes_on:
                assert plan.end is not None
                assert plan.end[:2] == (end.at_ns, end.reason)

    def check_within(self) -> None:
        """Every start lies within what was said of it each time."""
        starts, end = self.starts(), self.end
        for _, started, plan in self.seen:
            for tick, start_ns in zip(plan.ticks, starts[started:], strict=False):
                assert tick.earliest_ns <= start_ns <= tick.latest_ns
            if end is not None and plan.end is not None and plan.end.reason is end.reason:
                # With jitter between the extremes a tick may be under way when time is up, which is waited for.
                off_ns = self.takes_ns if end.reason is Reason.AFTER_TIME else 0
                assert end.at_ns <= plan.end.at_ns + off_ns


AT = datetime.fromtimestamp(WALL_NS // S + 9, UTC)

EXACT = {
    "sliding": make_task(period="1s"),
    "from the start": make_task(period="1s", sliding=False),
    "on the grid": make_task(period="1s", sliding=False, drift_free=True, initial_delay="300ms"),
    "back to back": make_task(period="0s"),
    "initial delay": make_task(period="1s", initial_delay="5s", stop={"after_runs": 4}),
    "10 runs": make_task(period="1s", stop={"after_runs": 10}),
    "10 runs on the grid": make_task(period="1s", sliding=False, drift_free=True, stop={"after_runs": 10}),
    "time is up": make_task(period="1s", stop={"after_time": "7500ms"}),
    "time is up on the grid": make_task(period="1s", sliding=False, drift_free=True, stop={"after_time": "7500ms"}),
    "time is up at a tick": make_task(period="1s", sliding=False, stop={"after_time": "5s"}),
    "time is up before the first": make_task(period="1s", initial_delay="5s", stop={"after_time": "2s"}),
    "until a moment": make_task(period="1s", stop={"at": AT}),
    "successes": make_task(period="1s", stop={"after_successes": 4, "after_failures_in_a_row": 2}),
    "checked by when": make_task(period="1s", stop={"when": {"kind": "file", "path": "/x"}, "after_runs": 5}),
    "poll": make_task(kind="poll", interval="1s"),
    "poll at once": make_task(kind="poll", interval="1s", immediate=True, timeout="10s"),
    "poll without interval": make_task(kind="poll", interval="0s", timeout="10s"),
    "poll times out": make_task(kind="poll", interval="3s", timeout="10s"),
    "poll times out before the first": make_task(kind="poll", interval="3s", timeout="2s"),
    "backoff": make_task(kind="backoff", jitter=0, steps=6),
    "backoff gives up at the cap": make_task(kind="backoff", jitter=0, cap="5s"),
    "backoff keeps the cap": make_task(kind="backoff", jitter=0, cap="5s", at_cap="keep", steps=4),
    "backoff of one size": make_task(kind="backoff", jitter=0, factor=1, steps=9),
    "backoff once": make_task(kind="backoff", jitter=0, steps=1),
    "backoff with a rule": make_task(kind="backoff", jitter=0, stop={"after_failures_in_a_row": 3}),
    "backoff until time is up": make_task(kind="backoff", jitter=0, stop={"after_time": "10s"}),
    "retry": make_task(period="1s", retry={"duration": "100ms", "jitter": 0}, stop={"after_runs": 6}),
}


@pytest.mark.parametrize("takes_ns", [0, 250 * MS, 1_700 * MS])
@pytest.mark.parametrize("name", EXACT)
def test_the_plan_is_what_happens(name, takes_ns):
    task = EXACT[name]
    if name == "poll without interval" and not takes_ns:
        pytest.skip("it checks for ever at one instant")
    watched = _Watched(task, takes_ns=takes_ns, check_ns=takes_ns if isinstance(task.schedule, Poll) else 0).play()
    watched.check_exact()
    assert any(len(seen.plan.ticks) or seen.plan.end for seen in watched.seen)


@given(
    jitter=st.sampled_from([0.1, 0.5, 3.0]),
    sliding=st.booleans(),
    takes_ms=st.sampled_from([0, 1, 400, 2_500]),
    stop=st.sampled_from([{}, {"after_runs": 7}, {"after_time": "8s"}]),
    seed=st.integers(0, 2**32),
)
@settings(max_examples=60, deadline=None)
def test_with_jitter_every_start_lies_within_its_window(jitter, sliding, takes_ms, stop, seed):
    task = make_task(period="1s", jitter=jitter, sliding=sliding, stop=stop)
    _Watched(task, takes_ns=takes_ms * MS, seed=seed).play(40).check_within()


@given(st.sampled_from(["give_up", "keep"]), st.sampled_from([None, "7s"]), st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_with_jitter_every_try_of_a_backoff_lies_within_its_window(at_cap, cap, seed):
    growing = {"at_cap": at_cap, **({} if cap is None else {"cap": cap})}
    _Watched(make_task(kind="backoff", jitter=0.5, **growing), takes_ns=100 * MS, seed=seed).play(30).check_within()


@pytest.mark.parametrize("u", [0.0, 1 - 2**-53])
def test_the_ends_of_the_windows_are_reached(u):
    watched = _Watched(make_task(period="1s", jitter=0.5, stop={"after_runs": 6}), takes_ns=100 * MS, u=u).play()
    first = watched.seen[0].plan
    reached = [(tick.earliest_ns, tick.latest_ns)[u > 0] for tick in first.ticks]
    assert reached[1:] == watched.starts()[1 : len(reached)]


def test_windows_widen_where_jitter_adds_up():
    watched = _Watched(make_task(period="1s", jitter=0.5), takes_ns=0)
    widths = [round((tick.latest_ns - tick.earliest_ns) / MS) for tick in watched.seen[0].plan.ticks]
    assert widths[:4] == [0, 500, 1000, 1500]
    assert widths == sorted(widths)


# --- What comes from outside ---


def begun(task: Task, turns: int, **takes: Any) -> _Watched:
    watched = _Watched(task, **{"takes_ns": 250 * MS, **takes})
    for _ in range(turns):
        watched.turn()
    return watched


def test_a_tick_that_takes_longer_than_expected_pushes_what_follows():
    watched = begun(make_task(period="1s"), 3)
    under_way = watched.now_ns
    late = watched.foreseen(under_way + 5 * S)
    assert late.ticks[0] == PlannedTick(under_way + 6 * S, under_way + 6 * S)


def test_a_tick_that_does_not_start_in_time_is_expected_now():
    watched = begun(make_task(period="1s"), 2)
    late_ns = watched.next_ns() + 3 * S
    assert watched.foreseen(late_ns).ticks[0].earliest_ns == late_ns


def test_within_its_window_a_tick_keeps_it():
    watched = begun(make_task(period="1s", jitter=1.0), 2)
    first, later = watched.foreseen(), watched.foreseen(watched.now_ns + 1_001 * MS)
    assert first.ticks == later.ticks


def test_what_a_paused_run_does_is_to_end():
    watched = begun(make_task(period="1s", stop={"after_time": "30s"}), 4)
    watched.step = watched.run.pause(watched.now_ns) or watched.step
    watched.look()
    assert watched.seen[-1].plan.ticks == ()
    end = watched.seen[-1].plan.end
    assert end is not None
    assert (end.reason, end.at_ns) == (Reason.AFTER_TIME, START_NS + 30 * S)
    watched.now_ns += 3 * S
    watched.step = watched.run.resume(watched.now_ns) or watched.step
    watched.look()
    seen = len(watched.seen) - 1
    watched.play(6)
    plan, starts = watched.seen[seen], watched.starts()
    assert [tick.earliest_ns for tick in plan.plan.ticks[:3]] == starts[plan.started : plan.started + 3]


def test_a_run_that_is_paused_while_a_tick_is_under_way_starts_no_other():
    watched = begun(make_task(period="1s"), 3)
    assert isinstance(watched.step, Call)
    watched.run.pause(watched.now_ns)
    watched.look()
    assert watched.seen[-1].plan.ticks == ()
    watched.turn()
    assert watched.seen[-1].plan == Foreseen()


@pytest.mark.parametrize("fields", [{}, {"sliding": False}, {"sliding": False, "drift_free": True}])
def test_a_tick_that_the_user_asks_for_does_not_move_what_is_planned(fields):
    watched = begun(make_task(period="1s", **fields), 2)
    watched.seen.clear()
    watched.now_ns += 100 * MS
    watched.step = watched.run.trigger(watched.now_ns)
    watched.look(0.5)
    watched.play(20)
    watched.check_exact()


def test_a_single_tick_ends_its_run():
    task = make_task()
    events: list[Event] = []
    run = TaskRun(task, 1, random=lambda: 0.5, emit=events.append, only_once=True)
    run.start(START_NS, WALL_NS)
    standing = Standing()
    standing.took_ns = 2 * S
    for event in events:
        standing.apply(event)
    seen = foresee(task, standing, now_ns=START_NS, until_ns=START_NS + 60 * S, most=5)
    assert seen.ticks == ()
    assert seen.end is not None
    assert (seen.end.reason, seen.end.at_ns) == (Reason.AFTER_RUNS, START_NS + 2 * S)


def test_the_action_of_a_poll_whose_condition_is_met_is_the_last():
    watched = begun(make_task(kind="poll", interval="1s"), 3, check_ns=10 * MS)
    watched.turn(MET)
    for _ in range(2):
        plan = watched.seen[-1].plan
        assert plan.end is not None
        assert plan.end.reason is Reason.SUCCEEDED
        watched.turn()
    assert watched.end is not None
    assert plan.end.at_ns == watched.end.at_ns


def test_errors_of_a_poll_are_counted_on():
    watched = begun(make_task(kind="poll", interval="1s", errors_allowed=1, timeout="9s"), 1)
    watched.turn(ERROR)
    assert watched.seen[-1].plan.end.reason is Reason.TIMED_OUT
    watched.play().check_within()


def test_a_failed_retry_with_a_rule_is_played_on_from_its_end():
    task = make_task(period="1s", retry={"duration": "100ms", "jitter": 0, "steps": 2}, stop={"after_time": "3s"})
    watched = begun(task, 0)
    while not isinstance(watched.step, Done):
        watched.turn(FAILED if isinstance(watched.step, Call) else None)
    plan = [seen.plan for seen in watched.seen if seen.now_ns < START_NS + 3 * S][-1]
    assert plan.end is not None
    assert (plan.end.reason, plan.end.at_ns) == (Reason.AFTER_TIME, START_NS + 3 * S)


def test_a_tick_that_is_tried_again_does_not_end_before_that():
    task = make_task(period="1s", retry={"duration": "5s", "jitter": 0})
    watched = begun(task, 0)
    while isinstance(watched.step, Sleep):
        watched.turn()
    watched.turn(FAILED)
    failed_ns = watched.now_ns
    assert {seen.plan.ticks[0].earliest_ns for seen in watched.seen[-3:]} == {failed_ns + 6 * S}
    watched.turn()
    watched.turn(OK)
    watched.turn()
    assert watched.starts()[-1] == watched.now_ns == failed_ns + 6 * S + watched.takes_ns


def test_a_clock_that_was_set_moves_the_end_that_follows_it():
    watched = begun(make_task(period="1s", stop={"at": AT}), 2)
    watched.run.clock_moved(watched.now_ns, WALL_NS + watched.now_ns - START_NS + 3 * S)
    watched.standing.clock_moved(WALL_NS - START_NS + 3 * S)
    seen = watched.foreseen()
    watched.step = Sleep(watched.next_ns())
    watched.play()
    assert watched.end is not None
    assert seen.end is not None
    assert seen.end.at_ns == watched.end.at_ns == START_NS + 6 * S


def test_what_lies_beyond_the_horizon_is_left_out():
    watched = begun(make_task(period="1s"), 2)
    seen = watched.foreseen(until_ns=watched.now_ns + 3_600 * MS)
    assert len(seen.ticks) == 3
    assert not seen.goes_on


def test_what_is_cut_off_goes_on():
    watched = begun(make_task(period="1s"), 2)
    assert len(watched.foreseen().ticks) == MOST
    assert watched.foreseen().goes_on


def test_an_end_by_time_is_known_beyond_what_is_cut_off():
    for fields in ({"kind": "poll", "interval": "1s", "timeout": "1m"}, {"stop": {"after_time": "1m"}}):
        watched = begun(make_task(**fields), 2)
        seen = watched.foreseen()
        assert seen.goes_on
        assert seen.end is not None
        assert seen.end.at_ns == START_NS + 60 * S
        assert watched.foreseen(until_ns=START_NS + 59 * S).end is None
    counted = begun(make_task(stop={"after_time": "1m", "after_runs": 20}), 2)
    assert counted.foreseen().end is None
    backing_off = begun(make_task(kind="backoff", factor=1, steps=20, stop={"after_time": "1m"}), 2)
    assert backing_off.foreseen().end is None


def test_an_end_says_how_far_it_counts():
    assert begun(make_task(stop={"after_runs": 5}), 2).foreseen().end[1:] == (Reason.AFTER_RUNS, 5)
    assert begun(make_task(stop={"after_time": "5s"}), 2).foreseen().end[1:] == (Reason.AFTER_TIME, 0)


def test_nothing_is_foreseen_of_what_does_not_run():
    assert foresee(make_task(), Standing(), now_ns=0, until_ns=S, most=5) == Foreseen()
    watched = begun(make_task(stop={"after_runs": 1}), 2)
    assert isinstance(watched.step, Done)
    assert watched.foreseen() == Foreseen()


def test_another_run_begins_anew():
    standing = Standing()
    first = begun(make_task(stop={"after_runs": 2}), 0).play()
    for event in (*first.events, *begun(make_task(stop={"after_runs": 2}), 0).events):
        standing.apply(event)
    seen = foresee(first.task, standing, now_ns=START_NS, until_ns=START_NS + 60 * S, most=5)
    assert len(seen.ticks) == 2
    assert standing.took_ns == 250 * MS
    assert [event.outcome for event in first.events if isinstance(event, Tick)] == [Outcome.OK] * 2
