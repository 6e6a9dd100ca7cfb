"""The life of a task: schedule, stop rules, numbering (contract, "Rules in detail")."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.runner.drive import MS, OK, Played
from tests.tasks.make import make_task
from waitgui.tasks.record import Outcome, Planned, Reason, RunOutcome, RunStarted, TickStarted
from waitgui.wait.loop import Call, Done, IllegalStepError, Sleep


def due(tick):
    return tick.due_ns


def test_sliding_counts_from_the_end():
    played = Played(make_task(period="100ms")).play([350 * MS, 0], 4)
    assert played.starts_ms == [0, 450, 550, 650]
    assert played.ms(due) == [0, 450, 550, 650]


def test_from_its_start_an_overrun_makes_the_next_tick_late_once():
    played = Played(make_task(period="100ms", sliding=False)).play([350 * MS, 0], 4)
    assert played.starts_ms == [0, 350, 450, 550]
    assert played.ms(due) == [0, 100, 450, 550]


def test_on_the_grid_missed_points_are_skipped_ticks():
    played = Played(make_task(period="100ms", sliding=False, drift_free=True)).play([350 * MS, 0], 3)
    assert [(t.n, t.outcome.value) for t in played.ticks] == [
        (1, "ok"), (2, "skipped"), (3, "skipped"), (4, "skipped"), (5, "ok"), (6, "ok"),
    ]  # fmt: skip
    assert played.ms(due) == [0, 100, 200, 300, 400, 500]
    assert played.starts_ms == [0, 400, 500]
    assert played.ticks[1].result.why == "the tick before was still running"


def test_a_tick_that_ends_on_a_grid_point_is_followed_there():
    played = Played(make_task(period="100ms", sliding=False, drift_free=True)).play([200 * MS, 0], 2)
    assert played.starts_ms == [0, 200]
    assert [t.outcome for t in played.ticks] == [Outcome.OK, Outcome.SKIPPED, Outcome.OK]


def test_the_grid_begins_after_the_initial_delay():
    played = Played(make_task(period="100ms", sliding=False, drift_free=True, initial_delay="30ms")).play([0], 3)
    assert played.starts_ms == [30, 130, 230]


def test_nothing_on_the_grid_starts_a_period_late():
    played = Played(make_task(period="100ms", sliding=False, drift_free=True))
    played.tick()
    played.tick(late_ns=240 * MS)  # nobody woke us at 100 nor at 200 nor at 300
    assert isinstance(played.step, Sleep)
    played.tick()
    assert [(t.n, t.outcome.value) for t in played.ticks] == [
        (1, "ok"), (2, "skipped"), (3, "skipped"), (4, "skipped"), (5, "ok"),
    ]  # fmt: skip
    assert played.starts_ms == [0, 400]
    assert "late" in played.ticks[1].result.why


def test_a_small_lateness_starts_the_tick():
    played = Played(make_task(period="100ms", sliding=False, drift_free=True))
    played.tick(late_ns=3 * MS)
    assert played.ticks[0].lateness_ns == 3 * MS


def test_jitter_lengthens_the_period():
    played = Played(make_task(period="100ms", jitter=0.4), u=0.5).play([0], 3)
    assert played.starts_ms == [0, 120, 240]


def test_the_first_tick_comes_after_the_initial_delay():
    played = Played(make_task(initial_delay="250ms", stop={"after_runs": 1})).play([0])
    assert played.ms(due) == [250]


def test_period_zero_runs_back_to_back():
    assert Played(make_task(period="0s")).play([10 * MS], 4).starts_ms == [0, 10, 20, 30]


def test_after_runs_ends_with_the_last_tick():
    played = Played(make_task(period="1h", stop={"after_runs": 2})).play([5 * MS])
    assert played.end is not None
    assert (played.end.reason, played.end.ticks, played.end.outcome) == (Reason.AFTER_RUNS, 2, RunOutcome.OK)
    assert played.end.at_ns == played.ticks[-1].end_ns


def test_after_time_cuts_a_wait_short():
    played = Played(make_task(period="100ms", stop={"after_time": "250ms"})).play([0])
    assert played.starts_ms == [0, 100, 200]
    assert played.end is not None
    assert (played.end.reason, played.end.at_ns - played.start_ns) == (Reason.AFTER_TIME, 250 * MS)


def test_a_tick_due_exactly_at_the_limit_is_not_started():
    assert Played(make_task(period="100ms", stop={"after_time": "200ms"})).play([0]).starts_ms == [0, 100]


def test_a_limit_does_not_cut_off_a_tick():
    played = Played(make_task(period="100ms", stop={"after_time": "250ms"})).play([0, 0, 400 * MS])
    assert played.end is not None
    assert played.end.at_ns - played.start_ns == 600 * MS


def test_no_point_of_the_grid_is_planned_after_the_last_tick():
    task = make_task(period="100ms", sliding=False, drift_free=True, stop={"after_runs": 1})
    played = Played(task).play([350 * MS])
    assert played.end is not None
    assert (len(played.ticks), played.end.skipped) == (1, 0)


def test_at_follows_the_wall_clock():
    noon = datetime(2027, 1, 1, 12, tzinfo=UTC)
    wall_ns = int(noon.timestamp() * 1e9) - 150 * MS
    played = Played(make_task(period="100ms", stop={"at": noon.isoformat()}), wall_ns=wall_ns).play([0])
    assert played.starts_ms == [0, 100]
    assert played.end is not None
    assert (played.end.reason, played.end.at_ns - played.start_ns) == (Reason.AT, 150 * MS)


def test_at_in_the_past_ends_at_once_without_a_tick():
    played = Played(make_task(stop={"at": "2001-01-01T00:00:00Z"}), wall_ns=10**18).play([0])
    assert played.end is not None
    assert (played.end.reason, played.end.ticks, played.end.at_ns) == (Reason.AT, 0, played.start_ns)


@pytest.mark.parametrize(
    ("order", "reason"), [(("after_runs", "after_time"), "after_runs"), (("after_time", "after_runs"), "after_time")]
)
def test_of_several_rules_the_one_written_first_is_the_reason(order, reason):
    rules = {"after_runs": 1, "after_time": "100ms"}
    played = Played(make_task(stop={name: rules[name] for name in order})).play([100 * MS])
    assert played.end is not None
    assert played.end.reason == reason


def test_stop_ends_a_sleeping_run_at_once():
    played = Played(make_task(period="1h"))
    played.tick()
    assert played.run.stop(played.now_ns + 5, Reason.STOPPED) == Done(None)
    assert played.end is not None
    assert (played.end.reason, played.end.outcome) == (Reason.STOPPED, RunOutcome.CANCELLED)
    assert played.end.at_ns == played.now_ns + 5


def test_stop_during_a_tick_ends_the_run_with_it():
    played = Played(make_task(stop={"after_runs": 1}))
    played.step = played.run.wake(played.now_ns)
    assert isinstance(played.run.stop(played.now_ns, Reason.QUIT), Call)
    played.run.stop(played.now_ns, Reason.STOPPED)
    assert played.end is None
    played.run.complete(played.now_ns, OK)
    assert played.end is not None
    assert played.end.reason is Reason.QUIT


def test_run_now_does_not_move_the_schedule():
    played = Played(make_task(period="100ms"))
    played.tick()
    played.run.trigger(played.now_ns + 40 * MS)
    played.step = played.run.complete(played.now_ns + 60 * MS, OK)
    played.tick()
    assert played.starts_ms == [0, 40, 100]
    assert [tick.n for tick in played.ticks] == [1, 2, 3]
    assert played.ticks[1].plan is None


def test_a_tick_due_during_run_now_comes_after_it():
    played = Played(make_task(period="100ms"))
    played.tick()
    played.run.trigger(played.now_ns + 40 * MS)
    played.now_ns += 240 * MS
    played.step = played.run.complete(played.now_ns, OK)
    played.tick()
    assert played.starts_ms == [0, 40, 240]
    assert played.ticks[2].due_ns == played.start_ns + 100 * MS


def test_a_grid_point_during_run_now_is_skipped():
    played = Played(make_task(period="100ms", sliding=False, drift_free=True))
    played.tick()
    played.run.trigger(played.now_ns + 40 * MS)
    played.now_ns += 140 * MS
    played.step = played.run.complete(played.now_ns, OK)
    played.tick()
    assert [(t.n, t.outcome.value) for t in played.ticks] == [(1, "ok"), (2, "ok"), (3, "skipped"), (4, "ok")]
    assert played.starts_ms == [0, 40, 200]


def test_run_now_counts_as_a_tick():
    played = Played(make_task(period="1h", stop={"after_runs": 2}))
    played.tick()
    played.run.trigger(played.now_ns + 1)
    assert played.run.complete(played.now_ns + 2, OK) == Done(None)


def test_every_event_is_emitted_in_order():
    events = Played(make_task(stop={"after_runs": 1})).play([MS]).events
    assert [type(event).__name__ for event in events] == ["RunStarted", "Planned", "TickStarted", "Tick", "RunEnded"]
    assert isinstance(events[0], RunStarted)
    assert isinstance(events[2], TickStarted)


def test_the_plan_says_how_the_due_time_comes_about():
    played = Played(make_task(period="100ms", jitter=0.5, initial_delay="10ms"), u=0.5)
    played.tick(7 * MS)
    first, second = (event for event in played.events if isinstance(event, Planned))
    assert (first.base, first.base_ns, first.period_ns, first.jitter_ns) == ("start", played.start_ns, 10 * MS, 0)
    assert (second.base, second.base_ns - played.start_ns) == ("tick end", 17 * MS)
    assert (second.period_ns, second.jitter_ns, second.window_ns) == (100 * MS, 25 * MS, 50 * MS)
    assert second.due_ns == second.base_ns + second.period_ns + second.jitter_ns


@pytest.mark.parametrize("name", ["start", "wake", "complete", "trigger"])
def test_an_illegal_step_raises_and_changes_nothing(name):
    played = Played(make_task(period="1h", stop={"after_runs": 1})).play([0])
    before = list(played.events)
    arguments = {"start": (0, 0), "wake": (0,), "complete": (0, OK), "trigger": (0,)}[name]
    with pytest.raises(IllegalStepError):
        getattr(played.run, name)(*arguments)
    assert played.events == before


durations = st.integers(0, 500).map(lambda ms: ms * MS)


@given(
    period_ms=st.integers(1, 200),
    kind=st.sampled_from(["sliding", "start", "grid"]),
    jitter=st.sampled_from([0, 0.5, 2]),
    u=st.floats(0, 1, exclude_max=True),
    takes=st.lists(durations, min_size=1, max_size=12),
    late=st.lists(durations, min_size=12, max_size=12),
    limit=st.none() | st.integers(1, 2_000),
)
def test_laws(period_ms, kind, jitter, u, takes, late, limit):
    """Never early, never overlapping, planned = started + skipped, numbers without a gap, nothing after the limit."""
    task = make_task(
        period=f"{period_ms}ms",
        jitter=0 if kind == "grid" else jitter,
        sliding=kind == "sliding",
        drift_free=kind == "grid",
        stop={"after_time": f"{limit}ms"} if limit else {},
    )
    played = Played(task, u=u)
    for takes_ns, late_ns in zip(takes, late, strict=False):
        if isinstance(played.step, Sleep):
            assert played.run.wake(played.step.until_ns - 1) == played.step
        if isinstance(played.step, Done):
            break
        played.tick(takes_ns, late_ns=late_ns)
    started = [tick for tick in played.ticks if tick.outcome is not Outcome.SKIPPED]
    assert [tick.n for tick in played.ticks] == list(range(1, len(played.ticks) + 1))
    assert played.run.planned == len(played.ticks)
    assert all(tick.start_ns >= tick.due_ns for tick in started)
    for before, after in pairwise(started):
        assert after.start_ns >= before.end_ns
        if kind == "sliding":
            gap = after.due_ns - before.end_ns
        elif kind == "start":
            gap = after.due_ns - before.start_ns
        else:
            assert (after.due_ns - played.start_ns) % (period_ms * MS) == 0
            continue
        assert period_ms * MS <= gap <= period_ms * MS * (1 + (jitter if kind != "grid" else 0))
    if limit:
        assert all(tick.start_ns - played.start_ns < limit * MS for tick in started)
    if played.end:
        assert (played.end.ticks, played.end.ticks + played.end.skipped) == (len(started), len(played.ticks))
