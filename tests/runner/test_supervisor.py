"""The supervisor with real threads and real processes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.tasks.make import make_task
from tests.work.conftest import descendants
from waitgui.runner.scheduler import Scheduler
from waitgui.runner.stream import TickStream
from waitgui.runner.supervisor import BusyError, Supervisor
from waitgui.tasks.record import Event, Outcome, Reason, RunEnded, RunStarted, Tick, TickStarted
from waitgui.wait.clock import MONOTONIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG_S = 30.0


class Watched(Supervisor):
    """A supervisor whose events can be waited for."""

    def __init__(self, scheduler: Scheduler) -> None:
        stream = TickStream()
        super().__init__(scheduler, stream)
        self._news = threading.Event()
        self._events = stream.subscribe(wake=self._news.set)
        self.seen: list[Event] = []

    def until(self, condition: Callable[[list[Event]], object]) -> list[Event]:
        """Everything so far, once the condition holds of it."""
        while True:
            self.seen += self._events.drain()
            if condition(self.seen):
                return self.seen
            assert self._news.wait(LONG_S), self.seen
            self._news.clear()


@pytest.fixture
def supervisor() -> Iterator[Watched]:
    scheduler = Scheduler(MONOTONIC)
    supervisor = Watched(scheduler)
    yield supervisor
    supervisor.stop_all()
    assert supervisor.wait(LONG_S)
    assert scheduler.close(LONG_S) == 0
    assert not descendants()


def ended(events: list[Event], count: int = 1) -> bool:
    return sum(isinstance(event, RunEnded) for event in events) == count


def end_of(events: list[Event]) -> RunEnded:
    return next(event for event in events if isinstance(event, RunEnded))


SLEEPER = {"kind": "command", "argv": ["sleep", "60"]}


def test_a_run_from_start_to_end(supervisor):
    assert supervisor.start(make_task(period="5ms", stop={"after_runs": 3})) == 1
    events = supervisor.until(ended)
    assert [tick.n for tick in events if isinstance(tick, Tick)] == [1, 2, 3]
    assert end_of(events).reason is Reason.AFTER_RUNS
    assert supervisor.wait(LONG_S)
    assert supervisor.active == frozenset()


def test_runs_of_a_task_are_numbered(supervisor):
    for number in (1, 2):
        assert supervisor.start(make_task(period="1ms", stop={"after_runs": 1})) == number
        assert supervisor.wait(LONG_S)
    started = [event.run for event in supervisor.until(lambda e: ended(e, 2)) if isinstance(event, RunStarted)]
    assert started == [1, 2]


def test_a_running_task_cannot_be_started_again(supervisor):
    supervisor.start(make_task(period="1h"))
    with pytest.raises(BusyError):
        supervisor.start(make_task(period="1h"))


def test_stop_wakes_a_sleeper(supervisor):
    supervisor.start(make_task(period="1h"))
    supervisor.until(lambda events: any(isinstance(event, Tick) for event in events))
    supervisor.stop(["t"])
    assert end_of(supervisor.until(ended)).reason is Reason.STOPPED


def test_stop_cuts_off_a_tick_and_its_process(supervisor):
    supervisor.start(make_task(action=SLEEPER))
    supervisor.until(lambda events: any(isinstance(event, TickStarted) for event in events))
    while not descendants():
        threading.Event().wait(0.005)
    supervisor.stop(["t"], Reason.QUIT)
    events = supervisor.until(ended)
    assert [tick.outcome for tick in events if isinstance(tick, Tick)] == [Outcome.CANCELLED]
    assert end_of(events).reason is Reason.QUIT


def test_stopping_everything_is_quick_and_complete(supervisor):
    for number in range(200):
        supervisor.start(make_task(f"t{number}", period="1h"))
    for number in range(200, 210):
        supervisor.start(make_task(f"t{number}", action=SLEEPER))
    supervisor.stop_all()
    assert supervisor.wait(LONG_S)
    events = supervisor.until(lambda events: ended(events, 210))
    assert {event.reason for event in events if isinstance(event, RunEnded)} == {Reason.STOPPED}


def test_run_now_of_an_idle_task_is_a_run_of_one_tick(supervisor):
    supervisor.run_now(make_task(period="1h", initial_delay="1h"))
    events = supervisor.until(ended)
    assert (end_of(events).ticks, end_of(events).reason) == (1, Reason.AFTER_RUNS)


def test_run_now_of_a_waiting_task_ticks_within_its_run(supervisor):
    task = make_task(period="1h", initial_delay="1h")
    supervisor.start(task)
    supervisor.until(lambda events: len(events) == 2)
    supervisor.run_now(task)
    events = supervisor.until(lambda events: any(isinstance(event, Tick) for event in events))
    tick = next(event for event in events if isinstance(event, Tick))
    assert (tick.run, tick.plan) == (1, None)
    assert supervisor.active == {"t"}


def test_run_now_is_refused_while_a_tick_is_under_way(supervisor):
    task = make_task(action=SLEEPER)
    supervisor.start(task)
    supervisor.until(lambda events: any(isinstance(event, TickStarted) for event in events))
    with pytest.raises(BusyError):
        supervisor.run_now(task)


def test_wait_gives_up(supervisor):
    supervisor.start(make_task(period="1h"))
    assert not supervisor.wait(0.01)
