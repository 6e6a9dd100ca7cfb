"""Pauses, and times in which the engine couldn't work: what fell due meanwhile happens once, or is skipped."""

from __future__ import annotations

import pytest

from tests.runner.drive import FAILED, MET, MS, NOT_MET, OK, Played
from tests.tasks.make import make_task
from waitgui.runner.agenda import MAX_NS, MOST_TOLD
from waitgui.tasks.record import Outcome, Paused, Planned, Reason, Resumed
from waitgui.wait.loop import Call, Sleep

GRID = {"period": "100ms", "sliding": False, "drift_free": True}


def at(played: Played, ms: int) -> int:
    played.now_ns = played.start_ns + ms * MS
    return played.now_ns


def pause(played: Played, ms: int) -> Played:
    played.step = played.run.pause(at(played, ms)) or played.step
    return played


def resume(played: Played, ms: int) -> Played:
    played.step = played.run.resume(at(played, ms)) or played.step
    return played


def test_nothing_starts_while_paused_and_what_fell_due_is_due_then():
    played = pause(Played(make_task(period="100ms")).answers(OK), 30)
    assert played.step == Sleep(MAX_NS)
    resume(played, 450).answers(OK, OK)
    assert played.starts_ms == [0, 450, 550]
    assert played.ticks[1].lateness_ns == 0
    plan = played.ticks[1].plan
    assert plan is not None
    assert (plan.base, plan.base_ns) == ("resume", played.start_ns + 450 * MS)
    assert [type(event) for event in played.events if isinstance(event, Paused | Resumed)] == [Paused, Resumed]


def test_a_tick_that_is_due_later_keeps_its_time():
    played = resume(pause(Played(make_task(period="100ms")).answers(OK), 30), 60)
    assert played.step == Sleep(played.start_ns + 100 * MS)


def test_points_of_a_grid_are_skipped_while_paused():
    played = resume(pause(Played(make_task(**GRID)).answers(OK), 30), 250)
    played.answers(OK)
    assert [(t.n, t.outcome.value) for t in played.ticks] == [(1, "ok"), (2, "skipped"), (3, "skipped"), (4, "ok")]
    assert {tick.result.why for tick in played.ticks[1:3]} == {"the task was paused"}
    assert played.starts_ms == [0, 300]


def test_a_tick_under_way_goes_on_while_paused():
    played = Played(make_task(period="100ms")).sleep()
    assert played.run.pause(played.now_ns) is None
    played.answers(OK, takes_ns=20 * MS)
    assert played.step == Sleep(MAX_NS)
    resume(played, 50).answers(OK)
    assert played.starts_ms == [0, 120]


def test_limits_hold_while_paused():
    played = pause(Played(make_task(period="100ms", stop={"after_time": "250ms"})).answers(OK), 10)
    assert played.sleep().reason == "after_time 250"
    poll = pause(Played(make_task(kind="poll", interval="100ms", timeout="250ms")).answers(NOT_MET), 120)
    assert poll.sleep().reason == "timed_out 250"


def test_a_paused_run_can_be_stopped_and_ticked_by_hand():
    played = pause(Played(make_task(period="100ms")).answers(OK), 10)
    played.run.trigger(at(played, 20))
    played.step = played.run.complete(at(played, 30), OK)
    assert played.step == Sleep(MAX_NS)
    played.run.stop(at(played, 40), Reason.STOPPED)
    assert (played.starts_ms, played.reason) == ([0, 20], "stopped 40")


def test_pausing_twice_is_pausing_once():
    played = pause(Played(make_task()).answers(OK), 10)
    assert played.run.pause(at(played, 20)) is None
    resume(played, 30)
    assert played.run.resume(at(played, 40)) is None


def test_a_met_poll_that_is_paused_runs_its_action_when_it_goes_on():
    played = Played(make_task(kind="poll", interval="100ms")).sleep()
    played.run.pause(played.now_ns)
    played.answers(MET)
    assert played.step == Sleep(MAX_NS)
    assert resume(played, 300).answers(OK).reason == "succeeded 300"


# --- Gaps ---


def gap(played: Played, end_ms: int, due_ms: int) -> Played:
    end_ns = at(played, end_ms)
    played.step = played.run.after_gap(end_ns, played.start_ns + due_ms * MS, "asleep") or played.step
    return played


@pytest.mark.parametrize(
    ("task", "answers"),
    [
        (make_task(period="100ms"), [OK]),
        (make_task(period="100ms", sliding=False), [OK]),
        (make_task(kind="backoff", jitter=0, duration="100ms"), [FAILED]),
        (make_task(kind="poll", interval="100ms", immediate=True), [NOT_MET]),
    ],
)
def test_after_a_gap_there_is_one_tick_at_the_time_that_is_given(task, answers):
    played = gap(Played(task).answers(*answers), 5_000, 5_037)
    assert played.step == Sleep(played.start_ns + 5_037 * MS)
    played.answers(*answers)
    assert played.starts_ms == [0, 5_037]
    assert played.ticks[1].lateness_ns == 0
    plan = played.ticks[1].plan
    assert plan is not None
    assert (plan.base, plan.jitter_ns) == ("gap", 37 * MS)
    assert isinstance(played.step, Sleep)
    assert played.step.until_ns > played.now_ns


def test_points_of_a_grid_in_a_gap_are_skipped_with_its_reason():
    played = gap(Played(make_task(**GRID)).answers(OK), 250, 260).answers(OK)
    assert played.starts_ms == [0, 300]
    assert [tick.result.why for tick in played.ticks] == ["", "asleep", "asleep", ""]


def test_a_gap_changes_nothing_for_what_is_due_later_or_paused():
    played = Played(make_task(period="1h")).answers(OK)
    assert gap(played, 5_000, 5_010).step == Sleep(played.start_ns + 3_600_000 * MS)
    paused = pause(Played(make_task(period="100ms")).answers(OK), 10)
    assert gap(paused, 5_000, 5_010).step == Sleep(MAX_NS)


def test_a_limit_within_a_gap_ends_the_run_without_a_tick():
    played = gap(Played(make_task(period="100ms", stop={"after_time": "1s"})).answers(OK), 5_000, 5_010)
    assert played.sleep().reason == "after_time 1000"
    assert played.starts_ms == [0]


def test_a_tick_under_way_during_a_gap_goes_on():
    played = Played(make_task(period="100ms")).sleep()
    assert gap(played, 5_000, 5_010).step == Call(1, played.start_ns)


def test_the_points_after_the_last_tick_were_never_planned():
    task = make_task(**GRID, stop={"after_time": "350ms"})
    played = Played(task).answers(OK, takes_ns=220 * MS)
    played.run.pause(played.now_ns)
    played.step = played.run.wake(at(played, 350)) if played.run.state.name == "SLEEPING" else played.step
    assert (played.outcomes, played.reason) == (["ok"], "after_time 350")
    assert played.end is not None
    assert played.end.skipped == 0


def test_the_plan_counts_what_was_missed():
    played = Played(make_task(**GRID)).answers(OK, takes_ns=250 * MS)
    planned = [event for event in played.events if isinstance(event, Planned)][-1]
    assert (planned.n, (planned.due_ns - played.start_ns) // MS) == (4, 300)


def test_of_very_many_missed_points_each_is_counted_and_some_are_told():
    played = gap(Played(make_task(period="1ms", sliding=False, drift_free=True)).answers(OK), 3_600_000, 3_600_001)
    played.answers(OK)
    skipped = [tick for tick in played.ticks if tick.outcome is Outcome.SKIPPED]
    assert len(skipped) == MOST_TOLD == 10_000
    assert (skipped[-2].n, skipped[-1].n, played.ticks[-1].n) == (10_000, 3_600_000, 3_600_001)
    assert skipped[-1].result.why == "asleep, and at 3,589,999 points before"
    played.run.stop(played.now_ns, Reason.STOPPED)
    assert played.end is not None
    assert (played.end.ticks, played.end.skipped) == (2, 3_599_999)
