"""Why a tick ran when it did, in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.runner.drive import MS, Played
from tests.tasks.make import make_task, read
from waitgui.tasks.conditions import TcpCheck
from waitgui.tasks.explain import attempts_words, tick_sentence
from waitgui.tasks.record import Attempt, Kind, Outcome, Planned, Result, Tick

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
    condition = TcpCheck(kind="tcp", host="localhost", port=5432)
    words = read(tick_sentence(made(Kind.CONDITION, Result(Outcome.NOT_MET)), wall, condition=condition))
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
    assert [read(line) for line in attempts_words(tick)] == [
        "1: failed after 3 ms (exit code 1)",
        "2: timed out after 4 ms",
        "3: succeeded after 1 s (exit code 0)",
    ]


def test_of_many_attempts_the_last_are_listed():
    tries = tuple(Attempt(0, MS, Outcome.FAILED) for _ in range(5_000))
    lines = attempts_words(made(Kind.ACTION, Result(Outcome.FAILED), attempts=5_000, tries=tries))
    assert (len(lines), lines[-1][:5]) == (20, "5000:")
