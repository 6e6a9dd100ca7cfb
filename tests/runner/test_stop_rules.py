"""What ends a run, and which of several rules is the reason (contract, "Rules in detail")."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.runner.drive import ERROR, FAILED, MET, MS, NOT_MET, OK, TIMED_OUT, Played
from tests.tasks.make import make_task
from waitgui.runner.stop_rules import Judge
from waitgui.tasks.record import Kind, Outcome, Reason, Result
from waitgui.wait.loop import Call, Sleep

WHEN = {"kind": "file", "path": "/run/stop"}


def code(number: int) -> Result:
    return Result(Outcome.FAILED if number else Outcome.OK, number)


def said(text: str) -> Result:
    return Result(Outcome.OK, 0, output=text)


@pytest.mark.parametrize(
    ("rule", "results", "reason"),
    [
        ({"after_runs": 2}, [OK, FAILED], "after_runs 100"),
        ({"after_successes": 2}, [OK, FAILED, OK], "after_successes 200"),
        ({"after_failures": 2}, [FAILED, OK, TIMED_OUT], "after_failures 200"),
        ({"after_failures_in_a_row": 2}, [FAILED, OK, FAILED, FAILED], "after_failures_in_a_row 300"),
        ({"on_exit_code": [75, 3]}, [code(0), code(1), code(3)], "on_exit_code 200"),
        ({"on_exit_code": [0]}, [code(1), code(0)], "on_exit_code 100"),
        ({"on_output": "(?i)done|ready"}, [said(""), said("not yet"), said("all DONE here")], "on_output 200"),
    ],
)
def test_a_rule_holds_at_the_end_of_a_tick(rule, results, reason):
    played = Played(make_task(period="100ms", stop=rule)).answers(*results[:-1])
    assert played.end is None
    assert played.answers(results[-1]).reason == reason


def test_a_cancelled_tick_is_neither_a_success_nor_a_failure():
    judge = Judge(make_task(stop={"after_failures": 1, "after_successes": 1}).stop)
    assert judge.after_tick(0, Kind.ACTION, Result(Outcome.CANCELLED)) is None


def test_a_pattern_without_end_is_not_found_and_gives_back_the_thread(monkeypatch):
    monkeypatch.setattr("waitgui.runner.stop_rules.SEARCH_TIMEOUT_S", 0.05)
    judge = Judge(make_task(stop={"on_output": "(a|aa)+$"}).stop)
    assert judge.after_tick(0, Kind.ACTION, said("a" * 60 + "!")) is None


RULES = {"after_runs": 1, "after_time": "100ms", "on_exit_code": [1], "after_failures": 1, "when": WHEN}


@pytest.mark.parametrize("order", list(permutations(RULES, 3)))
def test_of_several_rules_that_hold_the_one_written_first_is_the_reason(order):
    played = Played(make_task(stop={name: RULES[name] for name in order}))
    played.answers(FAILED, takes_ns=100 * MS)
    if isinstance(played.step, Call):
        played.answers(MET)
    assert played.end is not None
    assert played.end.reason == order[0]


@pytest.mark.parametrize("first", ["after_time", "at"])
def test_of_two_limits_in_time_that_a_tick_overran_the_one_written_first_is_the_reason(first):
    rules = {"after_time": "200ms", "at": "1970-01-01T00:00:00.1Z"}
    rules = {first: rules.pop(first), **rules}
    assert Played(make_task(stop=rules)).answers(OK, takes_ns=300 * MS).reason == f"{first} 300"
    assert Played(make_task(stop=rules, period="1ms")).answers(*[OK] * 200, takes_ns=MS).reason == "at 100"


# --- `when` ---


def test_when_is_checked_after_each_tick_and_is_no_tick():
    played = Played(make_task(period="100ms", stop={"when": WHEN}))
    played.answers(OK)
    assert played.run.work == played.run.task.stop.when
    played.answers(NOT_MET, OK, MET)
    assert (played.reason, played.outcomes) == ("when 100", ["ok", "ok"])


def test_the_period_counts_from_the_end_of_the_tick_not_of_the_check():
    played = Played(make_task(period="100ms", stop={"when": WHEN})).answers(OK)
    played.answers(NOT_MET, takes_ns=30 * MS)
    played.answers(OK)
    assert played.starts_ms == [0, 100]
    played.answers(NOT_MET, takes_ns=250 * MS)
    played.answers(OK)
    assert played.starts_ms == [0, 100, 350]
    assert played.ticks[2].lateness_ns == 150 * MS


def test_a_check_that_takes_longer_than_a_grid_point_skips_it():
    task = make_task(period="100ms", sliding=False, drift_free=True, stop={"when": WHEN})
    played = Played(task).answers(OK)
    played.answers(NOT_MET, takes_ns=250 * MS)
    played.answers(OK)
    assert [(t.n, t.outcome.value) for t in played.ticks] == [(1, "ok"), (2, "skipped"), (3, "skipped"), (4, "ok")]


def test_when_that_cannot_be_checked_is_no_reason_to_end():
    assert Played(make_task(stop={"when": WHEN})).answers(OK, ERROR).end is None


def test_a_rule_written_before_when_needs_no_check():
    assert Played(make_task(stop={"after_runs": 1, "when": WHEN})).answers(OK).reason == "after_runs 0"
    later = Played(make_task(stop={"when": WHEN, "after_runs": 1})).answers(OK)
    assert later.answers(NOT_MET).reason == "after_runs 0"


def test_a_limit_that_passes_during_the_check_of_when():
    played = Played(make_task(stop={"when": WHEN, "after_time": "50ms"})).answers(OK)
    assert played.answers(NOT_MET, takes_ns=80 * MS).reason == "after_time 80"


def test_a_stop_during_the_check_of_when():
    played = Played(make_task(stop={"when": WHEN})).answers(OK)
    assert isinstance(played.run.stop(played.now_ns, Reason.QUIT), Call)
    assert played.answers(Result(Outcome.ERROR)).reason == "quit 0"


def test_when_of_a_poll_is_checked_before_its_action():
    task = make_task(kind="poll", interval="100ms", stop={"when": WHEN})
    assert Played(task).answers(NOT_MET, NOT_MET, MET, MET).reason == "when 200"
    played = Played(task).answers(MET, NOT_MET)
    assert played.answers(OK).reason == "succeeded 100"


# --- Other tasks ---


def test_the_end_of_another_task_cuts_a_wait_short():
    played = Played(make_task(period="1h", stop={"when_task_ends": "other"})).answers(OK)
    played.run.other_ended(played.now_ns + 40 * MS)
    assert played.reason == "when_task_ends 40"


def test_the_end_of_another_task_does_not_cut_off_a_tick():
    played = Played(make_task(period="1h", stop={"when_task_ends": "other"})).sleep()
    assert played.run.other_ended(played.now_ns) is None
    assert played.answers(OK, takes_ns=50 * MS).reason == "when_task_ends 50"


def test_another_task_that_ended_before_the_start_leaves_no_tick():
    played = Played(make_task())
    run = type(played.run)(
        make_task(stop={"when_task_ends": "other"}), 1, random=lambda: 0.5, emit=(events := []).append
    )
    run.other_ended(0)
    run.start(0, 0)
    assert [type(event).__name__ for event in events] == ["RunStarted", "RunEnded"]
    assert run.reason is Reason.WHEN_TASK_ENDS


# --- The wall clock ---


def test_a_clock_that_is_set_moves_the_rule_at_and_nothing_else():
    played = Played(make_task(period="100ms", stop={"at": "1970-01-01T00:00:10Z"}), wall_ns=0).answers(OK)
    assert isinstance(played.step, Sleep)
    assert played.step.until_ns == played.start_ns + 100 * MS
    step = played.run.clock_moved(played.now_ns + 20 * MS, 10_000 * MS - 30 * MS)  # forward: the end is 30 ms away
    assert step == Sleep(played.start_ns + 50 * MS)
    step = played.run.clock_moved(played.now_ns + 30 * MS, 0)  # and back again
    assert step == Sleep(played.start_ns + 100 * MS)
    assert played.run.clock_moved(played.now_ns + 30 * MS, 11_000 * MS) == Sleep(played.start_ns + 30 * MS)
    played.now_ns += 30 * MS
    played.step = played.run.wake(played.now_ns)
    assert played.reason == "at 30"


def test_a_clock_that_is_set_matters_to_nobody_else():
    assert Played(make_task(stop={"after_time": "1h"})).run.clock_moved(10**10, 0) is None
