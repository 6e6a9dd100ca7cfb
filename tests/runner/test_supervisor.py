"""The supervisor with real threads and real processes."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from tests.runner.test_scheduler import Skewed
from tests.tasks.make import make_task
from tests.work.conftest import descendants
from waitgui.runner.scheduler import Scheduler
from waitgui.runner.stream import TickStream
from waitgui.runner.supervisor import BusyError, Supervisor
from waitgui.tasks.record import (
    ClockMoved,
    Event,
    Gap,
    Outcome,
    Paused,
    Planned,
    Reason,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG_S = 30.0


class Watched(Supervisor):
    """A supervisor whose events can be waited for."""

    def __init__(self, scheduler: Scheduler, **options: Any) -> None:
        stream = TickStream()
        super().__init__(scheduler, stream, **options)
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
    scheduler = Scheduler()
    supervisor = Watched(scheduler)
    yield supervisor
    supervisor.resume(supervisor.active)
    supervisor.stop_all()
    assert supervisor.wait(LONG_S)
    assert scheduler.close(LONG_S) == 0
    assert not descendants()


def ended(events: list[Event], count: int = 1) -> bool:
    return sum(isinstance(event, RunEnded) for event in events) == count


def end_of(events: list[Event]) -> RunEnded:
    return next(event for event in events if isinstance(event, RunEnded))


SLEEPER = {"kind": "command", "argv": ["sleep", "60"]}


def test_a_stop_is_the_reason_of_the_end_also_where_a_rule_would_have_counted_the_tick_it_cut_off(
    supervisor: Watched,
) -> None:
    supervisor.start(make_task("a", action=SLEEPER, stop={"after_runs": 1}))
    supervisor.run_now(make_task("b", action=SLEEPER))
    supervisor.until(lambda events: sum(isinstance(event, TickStarted) for event in events) == 2)
    supervisor.stop_all()
    events = supervisor.until(lambda events: ended(events, 2))
    assert {event.reason for event in events if isinstance(event, RunEnded)} == {Reason.STOPPED}
    assert {event.outcome for event in events if isinstance(event, Tick)} == {Outcome.CANCELLED}


def test_a_run_from_start_to_end(supervisor):
    supervisor.start(make_task(period="5ms", stop={"after_runs": 3}))
    events = supervisor.until(ended)
    assert [tick.n for tick in events if isinstance(tick, Tick)] == [1, 2, 3]
    assert end_of(events).reason is Reason.AFTER_RUNS
    assert supervisor.wait(LONG_S)
    assert supervisor.active == frozenset()


def test_runs_of_a_task_are_numbered(supervisor):
    for _ in range(2):
        supervisor.start(make_task(period="1ms", stop={"after_runs": 1}))
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


def ticks(events: list[Event]) -> list[Tick]:
    return [event for event in events if isinstance(event, Tick)]


def test_several_are_started_together_or_none(supervisor):
    supervisor.start(make_task("a", period="1h"), make_task("b", period="1h"))
    with pytest.raises(BusyError):
        supervisor.start(make_task("c"), make_task("a"))
    assert supervisor.active == {"a", "b"}


# --- Pause and run now ---


def test_pause_and_resume(supervisor):
    supervisor.start(make_task(period="2ms"))
    supervisor.until(ticks)
    supervisor.pause(["t"])
    events = supervisor.until(lambda events: any(isinstance(event, Paused) for event in events))
    assert supervisor.is_paused("t")
    place = next(number for number, event in enumerate(events) if isinstance(event, Paused))
    supervisor.resume(["t"])
    after = supervisor.until(lambda events: ticks(events[place:]) and len(ticks(events[place:])) > 1)[place:]
    kinds = [type(event) for event in after if not isinstance(event, TickStarted | Planned)]
    assert kinds[: kinds.index(Resumed) + 1] in ([Paused, Resumed], [Paused, Tick, Resumed])
    assert not supervisor.is_paused("t")


def test_a_paused_task_is_stopped_at_once(supervisor):
    supervisor.start(make_task(period="1h"))
    supervisor.until(ticks)
    supervisor.pause(["t"])
    supervisor.stop(["t"])
    assert end_of(supervisor.until(ended)).reason is Reason.STOPPED


def test_run_now_while_a_tick_is_under_way_is_refused(supervisor):
    supervisor.start(make_task(action=SLEEPER))
    supervisor.until(lambda events: any(isinstance(event, TickStarted) for event in events))
    with pytest.raises(BusyError, match="a tick is under way"):
        supervisor.run_now(make_task(action=SLEEPER))


# --- Tasks that end with others ---


def test_a_task_ends_with_another(supervisor):
    supervisor.start(
        make_task("follower", period="1h", stop={"when_task_ends": "leader"}),
        make_task("leader", period="20ms", stop={"after_runs": 2}),
    )
    events = supervisor.until(lambda events: ended(events, 2))
    assert {event.task: event.reason for event in events if isinstance(event, RunEnded)} == {
        "leader": Reason.AFTER_RUNS,
        "follower": Reason.WHEN_TASK_ENDS,
    }


@pytest.mark.parametrize("order", [("leader", "follower"), ("follower", "leader")])
def test_a_task_that_ends_before_the_other_has_begun_is_not_overlooked(supervisor, order):
    tasks = {
        "leader": make_task("leader", stop={"at": "2001-01-01T00:00:00Z"}),
        "follower": make_task("follower", period="1h", stop={"when_task_ends": "leader"}),
    }
    supervisor.start(*(tasks[name] for name in order))
    supervisor.until(lambda events: ended(events, 2))


def test_tasks_that_wait_for_one_another_end_together(supervisor):
    supervisor.start(
        make_task("a", period="1h", stop={"when_task_ends": "b"}),
        make_task("b", period="1h", stop={"when_task_ends": "a"}),
    )
    supervisor.until(lambda events: len(ticks(events)) == 2)
    supervisor.stop(["a"])
    supervisor.until(lambda events: ended(events, 2))


# --- Numbers that come later ---


class Later:
    """Numbers that are told when the test says so."""

    def __init__(self) -> None:
        self.asked: list[Callable[[], None]] = []

    def take(self, set_name: str, task_ids: list[str], then: Callable[[list[int]], None]) -> None:
        self.asked.append(partial(then, list(range(41, 41 + len(task_ids)))))


@pytest.fixture
def later() -> Iterator[tuple[Later, Watched]]:
    scheduler, numbers = Scheduler(), Later()
    supervisor = Watched(scheduler, numbers=numbers)
    yield numbers, supervisor
    supervisor.stop_all()
    assert supervisor.wait(LONG_S)
    assert scheduler.close(LONG_S) == 0


def test_a_run_has_the_number_that_it_is_given(later):
    numbers, supervisor = later
    supervisor.start(make_task(stop={"after_runs": 1}))
    assert supervisor.active == {"t"}
    numbers.asked.pop()()
    assert end_of(supervisor.until(ended)).run == 41


def test_what_is_stopped_before_it_has_a_number_starts_no_tick(later):
    numbers, supervisor = later
    supervisor.start(make_task())
    with pytest.raises(BusyError):
        supervisor.run_now(make_task())
    supervisor.pause(["t"])
    supervisor.stop(["t"], Reason.QUIT)
    numbers.asked.pop()()
    events = supervisor.until(ended)
    assert [type(event) for event in events if not isinstance(event, Planned)] == [RunStarted, RunEnded]
    assert end_of(events).reason is Reason.QUIT


def test_a_seed_gives_the_same_jitter_whatever_the_number_of_the_run():
    def due(numbers):
        scheduler = Scheduler()
        supervisor = Watched(scheduler, seed=7, numbers=numbers)
        supervisor.start(make_task(period="1ms", jitter=5.0, stop={"after_runs": 4}))
        for then in getattr(numbers, "asked", []):
            then()
        seen = [tick.plan.jitter_ns for tick in ticks(supervisor.until(ended)) if tick.plan]
        assert supervisor.wait(LONG_S)
        assert scheduler.close(LONG_S) == 0
        return seen

    assert due(None) == due(Later())
    assert len(set(due(None))) > 2


# --- What happens to the engine ---


def test_after_a_suspend_each_task_ticks_once_spread_out():
    skewed = Skewed()
    scheduler = Scheduler(skewed.clocks)
    supervisor = Watched(scheduler)
    tasks = [make_task(f"t{number}", period="30s", sliding=bool(number % 2)) for number in range(40)]
    supervisor.start(*tasks)
    supervisor.until(lambda events: len(ticks(events)) == 40)
    skewed.now_by += 3_600_000_000_000
    skewed.wall_by += 3_600_000_000_000

    def all_planned(events):
        gaps = [place for place, event in enumerate(events) if isinstance(event, Gap)]
        planned = events[gaps[0] :] if gaps else []
        return len({event.task for event in planned if isinstance(event, Planned) and event.base == "gap"}) == 40

    events = supervisor.until(all_planned)
    (gap,) = (event for event in events if isinstance(event, Gap))
    due = [event.due_ns - gap.end_ns for event in events if isinstance(event, Planned) and event.base == "gap"]
    assert len(due) == 40
    assert all(0 <= after < 30_000_000_000 for after in due)
    assert len({after // 1_000_000_000 for after in due}) > 10
    assert len(ticks(events)) <= 40 + sum(after < 2_000_000_000 for after in due)
    supervisor.stop_all()
    assert supervisor.wait(LONG_S)
    supervisor.close()
    assert scheduler.close(LONG_S) == 0


def test_a_rule_at_a_time_of_day_follows_a_clock_that_is_set():
    skewed = Skewed()
    scheduler = Scheduler(skewed.clocks)
    supervisor = Watched(scheduler)
    supervisor.start(make_task(period="1h", stop={"at": "2999-01-01T00:00:00Z"}), make_task("other", period="1h"))
    supervisor.until(lambda events: len(ticks(events)) == 2)
    skewed.wall_by = 1_000 * 365 * 86_400 * 10**9
    events = supervisor.until(ended)
    assert end_of(events).reason is Reason.AT
    assert any(isinstance(event, ClockMoved) for event in events)
    assert supervisor.wait(LONG_S, frozenset({"t"}))
    assert supervisor.active == {"other"}
    supervisor.stop_all()
    assert supervisor.wait(LONG_S)
    assert scheduler.close(LONG_S) == 0


def test_a_run_that_is_our_fault_ends_broken(supervisor, monkeypatch, caplog):
    supervisor.start(make_task(period="10ms"), make_task("other", period="1h"))
    supervisor.until(lambda events: len(ticks(events)) > 2)
    run = supervisor._active["t"].run
    monkeypatch.setattr(type(run), "trigger", lambda *_: 1 // 0)
    while not supervisor._active["t"].trigger():
        pass
    end = end_of(supervisor.until(ended))
    assert (end.task, end.reason) == ("t", Reason.BROKEN)
    assert "ZeroDivisionError" in caplog.text
    assert supervisor.wait(LONG_S, frozenset({"t"}))
    assert supervisor.active == {"other"}
