"""Why a tick ran when it did, in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.runner.drive import FAILED, MET, MS, NOT_MET, OK, Played
from tests.tasks.make import make_task, read
from waitgui.tasks.explain import tick_sentence, under_way_sentence
from waitgui.tasks.record import Attempt, Kind, Outcome, Planned, Result, Tick, TickStarted

S = 1_000_000_000


def wall(mono_ns: int) -> datetime:
    return datetime.fromtimestamp(mono_ns / 1e9, UTC)


def test_a_tick_is_explained_with_its_arithmetic():
    played = Played(make_task(period="10s", jitter=0.5, action={"kind": "command", "argv": ["x"]}), u=0.48, start_ns=0)
    played.tick(1 * S)
    played.tick(800 * MS, late_ns=3 * MS, result=Result(Outcome.FAILED, exit_code=1))
    words = read(tick_sentence(played.ticks[1], wall))
    assert words == (
        "Due at 00:00:13.400: the last tick ended at 00:00:01.000, plus the period of 10 s, plus 2.4 s jitter. "
        "Started 3 ms late. Failed after 800 ms with exit code 1."
    )


def test_the_first_tick_counts_from_the_start():
    played = Played(make_task(initial_delay="2s"), start_ns=0)
    played.tick()
    words = read(tick_sentence(played.ticks[0], wall))
    assert words.startswith("Due at 00:00:02.000: the run was started at 00:00:00.000, plus 2 s.")
    assert "Started on time." in words


def test_a_skipped_tick_says_why():
    played = Played(make_task(period="1s", sliding=False, drift_free=True), start_ns=0).play([2_500 * MS], 2)
    words = read(tick_sentence(played.ticks[1], wall))
    assert words == "Due at 00:00:01.000, on the grid. Skipped: the tick before was still running."


def test_a_tick_that_was_asked_for():
    played = Played(make_task(), start_ns=0)
    played.tick()
    played.run.trigger(S // 2)
    played.run.complete(S // 2, Result(Outcome.OK))
    assert "because you asked for it" in read(tick_sentence(played.ticks[1], wall))


def made(kind: Kind, result: Result, base: str = "grid", jitter_ns: int = 0, **more) -> Tick:
    """A tick due at 10 s, which took 250 ms."""
    plan = Planned("t", 1, 2, 10 * S, base, 5 * S, 0 if base in ("met", "resume", "gap") else 5 * S, jitter_ns, 0)
    return Tick("t", 1, 2, kind, 10 * S, 10 * S, 10 * S + 250 * MS, result, plan=plan, **more)


@pytest.mark.parametrize(
    ("result", "end"),
    [
        (Result(Outcome.MET), "in 250 ms: met."),
        (Result(Outcome.NOT_MET, why="connection refused"), "in 250 ms: not met, connection refused."),
        (Result(Outcome.ERROR, why="program not found"), "in 250 ms: it can't be checked, program not found."),
        (Result(Outcome.CANCELLED), "in 250 ms: cancelled."),
    ],
)
def test_a_check(result, end):
    words = read(tick_sentence(made(Kind.CONDITION, result), wall))
    due = "Due at 00:00:10.000: the point before on the grid was 00:00:05.000, plus the period of 5 s."
    assert words == f"{due} Checked on time, {end}"


def test_a_check_says_what_was_looked_for():
    condition = {"kind": "tcp", "host": "localhost", "port": 5432}
    task = make_task(kind="poll", condition=condition)
    words = read(tick_sentence(made(Kind.CONDITION, Result(Outcome.NOT_MET)), wall, task=task))
    assert words.endswith(" Checked on time whether port 5432 of localhost answers, in 250 ms: not met.")


@pytest.mark.parametrize(
    ("base", "words"),
    [
        ("met", "the condition was met at 00:00:05.000."),
        ("resume", "the task was resumed at 00:00:05.000."),
        ("gap", "nothing could run before 00:00:05.000, plus 2 s, so that not all tasks come at once."),
    ],
)
def test_what_a_tick_counts_from(base, words):
    tick = made(Kind.ACTION, Result(Outcome.OK), base, 2 * S if base == "gap" else 0)
    assert read(tick_sentence(tick, wall)).startswith(f"Due at 00:00:10.000: {words}")


def test_attempts():
    tries = (
        Attempt(0, 3 * MS, Outcome.FAILED, 1),
        Attempt(S, S + 4 * MS, Outcome.TIMED_OUT),
        Attempt(2 * S, 3 * S, Outcome.OK, 0),
    )
    tick = made(Kind.ACTION, Result(Outcome.OK, 0), attempts=3, tries=tries)
    assert read(tick_sentence(tick, wall)).endswith("Succeeded after 250 ms, in 3 attempts.")


def run_of(task, *ticks, u: float = 0.5):
    """The sentences of a task's ticks, each (takes, late, result) in ms."""
    played = Played(task, u=u, start_ns=0)
    for takes_ms, late_ms, result in ticks:
        played.tick(takes_ms * MS, late_ns=late_ms * MS, result=result)
    told = played.ticks
    return [
        read(tick_sentence(tick, wall, task=task, before=told[place - 1] if place else None))
        for place, tick in enumerate(told)
    ]


def test_a_late_tick_says_what_kept_it():
    _, late, after = run_of(make_task(period="10s", sliding=False), (26_000, 0, OK), (1_000, 0, OK), (0, 2_000, OK))
    assert late == (
        "Due at 00:00:10.000: the last tick started at 00:00:00.000, plus the period of 10 s. "
        "Started 16 s late: the tick before ran until 00:00:26.000. Succeeded after 1 s."
    )
    assert after == (
        "Due at 00:00:36.000: the last tick started at 00:00:26.000, plus the period of 10 s. "
        "Started 2 s late. Succeeded after 0 s."
    )


def test_attempts_of_a_retry_are_counted_against_its_steps():
    task = make_task(
        period="1m",
        retry={"steps": 3, "duration": "1s", "factor": 1, "jitter": 0},
        action={"kind": "command", "argv": ["x"]},
    )
    played = Played(task, start_ns=0)
    for _ in range(3):
        played.tick(2 * S, result=Result(Outcome.FAILED, 1))
    (tick,) = played.ticks
    assert read(tick_sentence(tick, wall, task=task)).endswith(
        " Started on time. Failed after 8 s with exit code 1, on attempt 3 of 3."
    )
    assert read(tick_sentence(tick, wall)).endswith("Failed after 8 s with exit code 1, in 3 attempts.")
    why = tick._replace(result=Result(Outcome.FAILED, why="no such program"), attempts=2)
    assert read(tick_sentence(why, wall, task=task)).endswith("Failed after 8 s, on attempt 2 of 3: no such program.")


def test_tries_of_a_backoff_count_from_the_attempt_before():
    task = make_task(kind="backoff", duration="1s", factor=2, jitter=0.2, steps=5)
    first, second, third = run_of(task, *[(500, 0, FAILED)] * 3)
    assert first == (
        "Due at 00:00:00.000: the run was started at 00:00:00.000. Started on time. "
        "Failed after 500 ms with exit code 1."
    )
    assert second.startswith(
        "Due at 00:00:01.600: the last attempt ended at 00:00:00.500, plus the delay of 1 s, plus 100 ms jitter."
    )
    assert third.startswith(
        "Due at 00:00:04.300: the last attempt ended at 00:00:02.100, plus the delay of 2 s, plus 200 ms jitter."
    )


def test_checks_of_a_poll_keep_its_interval_and_the_action_follows_at_once():
    task = make_task(kind="poll", interval="5s", action={"kind": "command", "argv": ["x"]})
    _, met, action = run_of(task, (250, 0, NOT_MET), (250, 0, MET), (2_000, 4, OK))
    assert met == (
        "Due at 00:00:10.000: the point before on the grid was 00:00:05.000, plus the interval of 5 s. "
        "Checked on time whether /nowhere exists, in 250 ms: met."
    )
    assert action == (
        "Due at 00:00:10.250: the condition was met at 00:00:10.250. Started 4 ms late. Succeeded after 2 s."
    )


def test_checks_without_an_interval_follow_one_another():
    words = run_of(make_task(kind="poll", interval="0s"), (250, 0, NOT_MET), (250, 0, NOT_MET))[1]
    assert words.startswith("Due at 00:00:00.250: the last check ended at 00:00:00.250. Checked on time")


def test_a_skipped_tick_names_its_grid():
    task = make_task(period="1s", sliding=False, drift_free=True)
    words = run_of(task, (2_500, 0, OK), (0, 0, OK))
    assert words[1] == "Due at 00:00:01.000, on the grid of 1 s. Skipped: the tick before was still running."
    assert words[3].startswith("Due at 00:00:03.000: the point before on the grid was 00:00:02.000, plus the period")


@pytest.mark.parametrize(
    ("result", "end"),
    [
        (Result(Outcome.OK), "Succeeded after 5.2 s."),
        (Result(Outcome.FAILED, 3), "Failed after 5.2 s with exit code 3."),
        (Result(Outcome.FAILED, why="no such program"), "Failed after 5.2 s: no such program."),
        (Result(Outcome.TIMED_OUT, why="it took longer than 5 s"), "Timed out after 5.2 s."),
        (Result(Outcome.CANCELLED), "Cancelled after 5.2 s."),
    ],
)
def test_how_an_action_ended(result, end):
    assert run_of(make_task(period="10s"), (5_200, 0, result))[0].endswith(f" Started on time. {end}")


def test_a_tick_under_way_is_explained_too():
    task = make_task(period="10s", sliding=False)
    played = Played(task, start_ns=0)
    played.tick(26 * S)
    plan = [event for event in played.events if isinstance(event, Planned)][-1]
    started = TickStarted("t", 1, 2, Kind.ACTION, 10 * S, 26 * S)
    words = read(under_way_sentence(started, plan, 38 * S, wall, task=task, before=played.ticks[0]))
    assert words == (
        "Due at 00:00:10.000: the last tick started at 00:00:00.000, plus the period of 10 s. "
        "Started 16 s late: the tick before ran until 00:00:26.000. Running for 38 s."
    )
    asked = started._replace(due_ns=26 * S)
    words = read(under_way_sentence(asked, None, 0, wall, task=task))
    assert words == "Run at 00:00:26.000, because you asked for it. Started on time. Running for 0 s."
