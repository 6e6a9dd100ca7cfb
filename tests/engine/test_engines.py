"""What holds of the runs of every engine: here, and in a process of its own."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.engine.conftest import LONG_S
from tests.tasks.make import make_task
from waitgui.engine.engine import HistoryState
from waitgui.runner.supervisor import BusyError
from waitgui.store.history_reader import Reader
from waitgui.tasks.record import (
    Kind,
    Outcome,
    Paused,
    Planned,
    Reason,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
    Tried,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.engine.conftest import Told
    from waitgui.engine.engine import Engine, Runs

SLEEPER = {"kind": "command", "argv": ["sleep", "60"]}


@pytest.fixture
def runs(engine: Engine, told: Told) -> Iterator[Runs]:
    runs = engine.runs("Set", told)
    yield runs
    runs.resume(runs.active)
    runs.stop_all()
    assert runs.wait(LONG_S)


def test_a_task_is_active_from_its_start_to_its_end_which_is_told_before(runs: Runs, told: Told) -> None:
    assert runs.set_name == "Set"
    runs.start(make_task("a", period="20ms", stop={"after_runs": 3}))
    assert runs.active == {"a"}
    assert runs.wait(LONG_S)
    assert runs.active == frozenset()
    (started,) = told.of(RunStarted)
    (ended,) = told.of(RunEnded)
    assert [tick.n for tick in told.of(Tick)] == [1, 2, 3]
    assert (started.run, ended) == (1, RunEnded("a", 1, Reason.AFTER_RUNS, 3, 0, ended.at_ns))
    assert told.events.index(started) == 0
    assert told.events[-1] is ended


def test_ticks_tell_all_they_know(runs: Runs, told: Told) -> None:
    runs.start(make_task("a", action={"kind": "command", "argv": ["sh", "-c", "echo out; exit 3"]}, period="1h"))
    (tick,) = told.until(Tick)
    assert (tick.kind, tick.outcome, tick.result.exit_code, tick.result.output) == (
        Kind.ACTION,
        Outcome.FAILED,
        3,
        "out\n",
    )
    assert isinstance(tick.plan, Planned)
    assert tick.plan.due_ns == tick.due_ns <= tick.start_ns <= tick.end_ns


def test_each_attempt_is_told_before_the_next(runs: Runs, told: Told) -> None:
    action = {"kind": "command", "argv": ["sh", "-c", "exit 3"]}
    runs.start(make_task("a", action=action, retry={"duration": "1h", "jitter": 0, "steps": 5}, period="1h"))
    (tried,) = told.until(Tried)
    assert (tried.n, tried.number, tried.steps, tried.attempt.exit_code) == (1, 1, 5, 3)
    assert tried.next_ns == tried.attempt.end_ns + 3_600 * 10**9
    runs.stop_all()
    (tick,) = told.until(Tick)
    assert (tick.outcome, tick.attempts, tick.tries) == (Outcome.CANCELLED, 1, ())


def test_what_runs_is_not_started_again(runs: Runs, told: Told) -> None:
    runs.start(make_task("a", period="1h"))
    with pytest.raises(BusyError):
        runs.start(make_task("b"), make_task("a"))
    told.until(Tick)
    assert runs.active == {"a"}
    assert {event.task for event in told.of(RunStarted)} == {"a"}


def test_a_stop_cuts_off_what_is_under_way(runs: Runs, told: Told) -> None:
    runs.start(make_task("a", action=SLEEPER), make_task("b", period="1h"))
    told.until(Planned, where=lambda event: event.task == "b")
    runs.stop(["a"])
    assert runs.wait(LONG_S, frozenset(["a"]))
    assert runs.active == {"b"}
    runs.stop_all(Reason.QUIT)
    assert runs.wait(LONG_S)
    assert {event.task: event.reason for event in told.of(RunEnded)} == {"a": Reason.STOPPED, "b": Reason.QUIT}


def test_waiting_has_an_end(runs: Runs) -> None:
    runs.start(make_task("a", period="1h"))
    assert not runs.wait(0.05)
    assert runs.wait(0.05, frozenset(["b"]))


def test_what_is_paused_is_known_and_forgotten_with_the_run(runs: Runs, told: Told) -> None:
    runs.start(make_task("a", period="1h"), make_task("b", period="1h"))
    told.until(Tick, 2)
    runs.pause(["a", "nobody"])
    told.until(Paused)
    assert (runs.is_paused("a"), runs.is_paused("b"), runs.is_paused("nobody")) == (True, False, False)
    runs.resume(["a"])
    told.until(Resumed)
    assert not runs.is_paused("a")
    runs.pause(["a"])
    told.until(Paused, 2)
    runs.stop(["a"])
    assert runs.wait(LONG_S, frozenset(["a"]))
    assert not runs.is_paused("a")
    runs.start(make_task("a", period="1h"))
    assert not runs.is_paused("a")


def test_a_tick_at_once_is_a_run_of_its_own_or_one_more_of_a_run(runs: Runs, told: Told) -> None:
    task = make_task("a", period="1h")
    runs.run_now(task)
    assert runs.wait(LONG_S)
    assert [(tick.run, tick.n) for tick in told.of(Tick)] == [(1, 1)]
    runs.start(task)
    told.until(Planned, where=lambda event: event.run == 2 and event.n == 2)
    runs.run_now(task)
    told.until(Tick, 3)
    assert [(tick.run, tick.n) for tick in told.of(Tick)] == [(1, 1), (2, 1), (2, 2)]
    assert runs.active == {"a"}


def test_a_tick_at_once_of_one_that_has_one_under_way_comes_to_nothing(runs: Runs, told: Told) -> None:
    task = make_task("a", action=SLEEPER)
    runs.start(task)
    told.until(TickStarted)
    with suppress(BusyError):
        runs.run_now(task)
    runs.stop_all()
    assert runs.wait(LONG_S)
    assert len(told.of(Tick)) == 1


def test_one_that_ends_with_another_starts_with_it(runs: Runs, told: Told) -> None:
    runs.start(
        make_task("follower", period="1h", stop={"when_task_ends": "a"}),
        make_task("a", period="10ms", stop={"after_runs": 2}),
    )
    assert runs.wait(LONG_S)
    reasons = {event.task: event.reason for event in told.of(RunEnded)}
    assert reasons == {"a": Reason.AFTER_RUNS, "follower": Reason.WHEN_TASK_ENDS}


def test_sets_are_told_of_their_own_runs(engine: Engine, runs: Runs, told: Told) -> None:
    other = type(told)()
    theirs = engine.runs("Other", other)
    theirs.start(make_task("x", stop={"after_runs": 1}))
    runs.start(make_task("a", stop={"after_runs": 1}))
    assert theirs.wait(LONG_S)
    assert runs.wait(LONG_S)
    assert {event.task for event in told.events} == {"a"}
    assert {event.task for event in other.events} == {"x"}


def test_runs_that_are_closed_go_on_and_tell_nothing(engine: Engine, history, told: Told) -> None:
    runs = engine.runs("Left", told)
    runs.start(make_task("a", period="1h"))
    told.until(Tick)
    count = len(told.events)
    runs.close()
    again = engine.runs("Again", told)
    again.run_now(make_task("b"))
    assert again.wait(LONG_S)
    assert {event.task for event in told.events[count:]} == {"b"}


def test_what_happens_is_in_the_history_with_its_number(engine: Engine, runs: Runs, history, told: Told) -> None:
    for _ in range(2):
        runs.start(make_task("a", period="10ms", stop={"after_runs": 4}))
        assert runs.wait(LONG_S)
    assert engine.history == HistoryState()
    assert [started.run for started in told.of(RunStarted)] == [1, 2]
    flush(engine)
    reader = Reader(history)
    found = reader.ticks("Set", "a")
    reader.close()
    assert [(kept.tick.run, kept.tick.n) for kept in found] == [(run, n) for run in (2, 1) for n in (4, 3, 2, 1)]


def flush(engine: Engine) -> None:
    """Have written what was told."""
    wait = getattr(engine, "flush", None) or engine._history.flush  # type: ignore[attr-defined]
    assert wait(LONG_S)
