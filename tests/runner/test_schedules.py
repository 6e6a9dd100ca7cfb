"""Polls, backoffs and retries: when their ticks are due and how they end (contract, "Rules in detail")."""

from __future__ import annotations

import pytest

from tests.runner.drive import ERROR, FAILED, MET, MS, NOT_MET, OK, TIMED_OUT, Played
from tests.tasks.make import make_task
from waitgui.tasks.record import Attempt, Kind, Outcome, Planned, Reason, Result, RunOutcome, Tried
from waitgui.wait.loop import Call, IllegalStepError, Sleep

# --- Polls ---


def test_a_poll_checks_on_a_grid_and_runs_the_action_once_it_is_met():
    played = Played(make_task(kind="poll", interval="100ms")).answers(NOT_MET, NOT_MET, MET, OK)
    assert [(t.n, t.kind.value, t.outcome.value) for t in played.ticks] == [
        (1, "condition", "not_met"), (2, "condition", "not_met"), (3, "condition", "met"), (4, "action", "ok"),
    ]  # fmt: skip
    assert played.starts_ms == [100, 200, 300, 300]
    assert played.reason == "succeeded 300"
    assert played.end is not None
    assert (played.end.ticks, played.end.outcome) == (4, RunOutcome.OK)


def test_immediate_checks_at_once_and_keeps_the_grid_of_the_start():
    played = Played(make_task(kind="poll", interval="40ms", immediate=True))
    assert isinstance(played.step, Call)
    for takes_ms in (100, 0, 0):
        played.answers(NOT_MET, takes_ns=takes_ms * MS)
    played.sleep()
    assert [(t.start_ns - played.start_ns) // MS for t in played.ticks] == [0, 100, 120]
    assert (played.now_ns - played.start_ns) // MS == 160


def test_the_action_of_a_poll_is_due_at_the_end_of_the_met_check():
    played = Played(make_task(kind="poll", interval="100ms", timeout="150ms")).answers(MET, OK, takes_ns=80 * MS)
    assert [(t.due_ns - played.start_ns) // MS for t in played.ticks] == [100, 180]
    assert played.ticks[1].plan is not None
    assert (played.ticks[1].plan.base, played.ticks[1].plan.base_ns) == ("met", played.ticks[0].end_ns)
    assert played.reason == "succeeded 260"  # the timeout doesn't cover the action


def test_a_poll_whose_action_fails_gives_up():
    played = Played(make_task(kind="poll")).answers(MET, FAILED)
    assert played.reason == "gave_up 1000"
    assert played.end is not None
    assert played.end.outcome is RunOutcome.FAILED


def test_a_check_due_at_the_timeout_is_not_made():
    played = Played(make_task(kind="poll", interval="100ms", timeout="300ms")).answers(*[NOT_MET] * 9)
    assert played.starts_ms == [100, 200]
    assert played.reason == "timed_out 300"


def test_a_check_under_way_at_the_timeout_still_counts():
    task = make_task(kind="poll", interval="100ms", timeout="150ms")
    assert Played(task).answers(MET, OK, takes_ns=100 * MS).reason == "succeeded 300"
    slow = Played(task).answers(NOT_MET, takes_ns=100 * MS)
    slow.sleep()
    assert slow.reason == "timed_out 200"


@pytest.mark.parametrize(
    ("allowed", "answers", "reason"),
    [
        (0, [NOT_MET, ERROR], "condition_error 200"),
        (1, [ERROR, NOT_MET, ERROR, ERROR], "condition_error 400"),
        (2, [ERROR, ERROR, MET, OK], "succeeded 300"),
    ],
)
def test_errors_in_a_row_end_a_poll(allowed, answers, reason):
    played = Played(make_task(kind="poll", interval="100ms", errors_allowed=allowed)).answers(*answers)
    assert played.reason == reason


def test_an_interval_of_zero_checks_back_to_back():
    played = Played(make_task(kind="poll", interval="0s", immediate=True)).answers(*[NOT_MET] * 3, takes_ns=7 * MS)
    assert played.starts_ms == [0, 7, 14]


def test_counts_of_a_poll_are_of_its_action_alone():
    rules = {"after_runs": 1, "after_failures": 1}
    played = Played(make_task(kind="poll", interval="100ms", stop=rules)).answers(NOT_MET, NOT_MET, MET, FAILED)
    assert played.reason == "gave_up 300"  # its own end wins


def test_the_timeout_of_a_poll_wins_over_a_rule_at_the_same_instant():
    task = make_task(kind="poll", interval="400ms", timeout="300ms", stop={"after_time": "300ms"})
    assert Played(task).sleep().reason == "timed_out 300"
    earlier = make_task(kind="poll", interval="400ms", timeout="300ms", stop={"after_time": "299ms"})
    assert Played(earlier).sleep().reason == "after_time 299"


def test_a_rule_that_holds_when_the_check_is_met_keeps_the_action_from_starting():
    task = make_task(kind="poll", interval="100ms", stop={"after_time": "150ms"})
    played = Played(task).answers(MET, OK, takes_ns=60 * MS)
    assert played.reason == "after_time 160"
    assert [tick.kind for tick in played.ticks] == [Kind.CONDITION]


def test_run_now_of_a_poll_runs_its_action_and_goes_on_waiting():
    played = Played(make_task(kind="poll", interval="100ms"))
    played.run.trigger(played.now_ns + 30 * MS)
    played.step = played.run.complete(played.now_ns + 40 * MS, OK)
    played.answers(MET, OK)
    assert [(t.n, t.kind.value) for t in played.ticks] == [(1, "action"), (2, "condition"), (3, "action")]
    assert played.starts_ms == [30, 100, 100]


# --- Backoffs ---


@pytest.mark.parametrize(
    ("fields", "starts_ms", "reason"),
    [
        ({"steps": 4}, [0, 1000, 3000, 7000], "gave_up 7000"),
        ({"steps": 1}, [0], "gave_up 0"),
        ({"steps": 10, "cap": "5s"}, [0, 1000, 3000], "gave_up 7000"),  # the trap: the cap ends it early
        ({"steps": 3, "factor": 1}, [0, 1000, 2000], "gave_up 2000"),
        ({"steps": 3, "cap": "500ms"}, [0], "gave_up 1000"),
        ({"steps": 3, "duration": "0s"}, [0, 0, 0], "gave_up 0"),
    ],
)
def test_a_backoff_that_never_succeeds(fields, starts_ms, reason):
    played = Played(make_task(kind="backoff", jitter=0, **fields)).answers(*[FAILED] * 20)
    played = played if played.end else played.sleep()
    assert played.starts_ms == starts_ms
    assert played.reason == reason


def test_a_backoff_ends_with_the_first_success():
    played = Played(make_task(kind="backoff", jitter=0)).answers(FAILED, TIMED_OUT, OK)
    assert played.reason == "succeeded 3000"
    assert played.outcomes == ["failed", "timed_out", "ok"]


def test_keep_goes_on_at_the_cap_for_ever():
    played = Played(make_task(kind="backoff", jitter=0, at_cap="keep", cap="5s", steps=3)).answers(*[FAILED] * 7)
    assert played.starts_ms == [0, 1000, 3000, 7000, 12000, 17000, 22000]
    assert played.end is None
    assert played.answers(OK).reason == "succeeded 27000"


def test_the_delay_counts_from_the_end_of_a_try_and_jitter_lengthens_it():
    played = Played(make_task(kind="backoff", jitter=0.2), u=0.5).answers(FAILED, FAILED, takes_ns=300 * MS)
    assert played.starts_ms == [0, 300 + 1100]
    plan = played.ticks[1].plan
    assert plan is not None
    assert (plan.base, plan.period_ns, plan.jitter_ns, plan.window_ns) == ("tick end", 1000 * MS, 100 * MS, 200 * MS)


def test_nothing_is_announced_after_the_last_try():
    played = Played(make_task(kind="backoff", jitter=0, cap="1500ms")).answers(FAILED)
    assert sum(isinstance(event, Planned) for event in played.events) == 1  # the first try
    assert played.sleep().reason == "gave_up 1000"


def test_a_rule_ends_a_backoff_between_its_tries():
    task = make_task(kind="backoff", jitter=0, stop={"after_failures_in_a_row": 2})
    assert Played(task).answers(*[FAILED] * 3).reason == "after_failures_in_a_row 1000"


# --- Retries ---

RETRY = {"duration": "100ms", "jitter": 0}


def test_a_failed_tick_is_tried_again_within_the_tick():
    played = Played(make_task(period="1s", retry=RETRY)).answers(FAILED, TIMED_OUT, OK, takes_ns=10 * MS)
    (tick,) = played.ticks
    at = [0, 110, 320]
    assert tick.tries == tuple(
        Attempt(played.start_ns + start * MS, played.start_ns + (start + 10) * MS, outcome, code)
        for start, (outcome, code, *_) in zip(at, (FAILED, TIMED_OUT, OK), strict=True)
    )
    assert (tick.outcome, tick.attempts) == (Outcome.OK, 3)
    assert (tick.end_ns - tick.start_ns) // MS == 330
    assert isinstance(played.step, Sleep)
    assert (played.step.until_ns - tick.end_ns) // MS == 1000  # the period counts from the end of the tick


def test_each_attempt_is_told_as_it_is_over_where_another_follows():
    played = Played(make_task(period="1s", retry=RETRY)).answers(FAILED, TIMED_OUT, OK, takes_ns=10 * MS)
    (tick,) = played.ticks
    first, second, _ = tick.tries
    told = [event for event in played.events if isinstance(event, Tried)]
    assert told == [
        Tried("t", 1, 1, 1, 3, first, second.start_ns),
        Tried("t", 1, 1, 2, 3, second, tick.tries[2].start_ns),
    ]
    assert played.events.index(told[-1]) < played.events.index(tick)


def test_an_attempt_that_none_follows_is_told_with_its_tick_alone():
    for answers in ((OK,), (FAILED, FAILED, FAILED)):
        played = Played(make_task(retry=RETRY)).answers(*answers)
        assert sum(isinstance(event, Tried) for event in played.events) == len(answers) - 1
    stopped = Played(make_task(retry=RETRY)).sleep()
    stopped.run.stop(stopped.now_ns, Reason.STOPPED)
    stopped.answers(FAILED)
    assert not [event for event in stopped.events if isinstance(event, Tried)]


def test_steps_are_all_attempts_and_the_cap_stays():
    retry = {**RETRY, "steps": 5, "cap": "150ms"}
    (tick,) = Played(make_task(retry=retry)).answers(*[FAILED] * 5).ticks
    assert [(one.start_ns - tick.start_ns) // MS for one in tick.tries] == [0, 100, 250, 400, 550]
    assert (tick.outcome, tick.attempts) == (Outcome.FAILED, 5)


def test_one_attempt_is_no_list_of_them():
    (tick,) = Played(make_task(retry=RETRY)).answers(OK).ticks
    assert (tick.attempts, tick.tries) == (1, ())


def test_the_output_of_a_tick_is_that_of_all_attempts():
    first, last = Result(Outcome.FAILED, 1, "", "one\n", 5, 1), Result(Outcome.OK, 0, "", "two\n", 0, 2)
    (tick,) = Played(make_task(retry=RETRY)).answers(first, last).ticks
    assert (tick.result.output, tick.result.output_dropped, tick.result.left_behind) == ("one\ntwo\n", 5, 3)
    assert tick.result.exit_code == 0


def test_a_limit_does_not_cut_off_a_retry_and_a_stop_does():
    task = make_task(retry=RETRY, stop={"after_time": "50ms"})
    assert Played(task).answers(FAILED, OK).reason == "after_time 100"
    played = Played(make_task(retry=RETRY)).answers(FAILED)
    assert not played.run.between_ticks
    played.run.stop(played.now_ns + 20 * MS, Reason.STOPPED)
    assert played.outcomes == ["cancelled"]
    assert played.reason == "stopped 20"


def test_run_now_between_two_attempts_is_refused():
    played = Played(make_task(retry=RETRY)).answers(FAILED)
    with pytest.raises(IllegalStepError):
        played.run.trigger(played.now_ns)


def test_the_action_of_a_poll_is_retried_and_its_checks_are_not():
    played = Played(make_task(kind="poll", interval="100ms", retry=RETRY)).answers(NOT_MET, MET, FAILED, OK)
    assert [tick.attempts for tick in played.ticks] == [1, 1, 2]
    assert played.reason == "succeeded 300"


def test_a_check_without_an_interval_is_due_when_the_one_before_has_ended():
    played = Played(make_task(kind="poll", interval="0s")).answers(*[NOT_MET] * 3, takes_ns=250 * MS)
    assert [tick.due_ns - played.start_ns for tick in played.ticks] == [0, 250 * MS, 500 * MS]
    assert [tick.lateness_ns for tick in played.ticks] == [0, 0, 0]
    assert {tick.plan.jitter_ns for tick in played.ticks} == {0}
