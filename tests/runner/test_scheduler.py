"""The scheduler with real threads: order, stops, broken jobs, the elastic pool. Time is never what is measured."""

from __future__ import annotations

import logging
import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest

from waitgui.runner.clocks import Clocks, engine_clocks
from waitgui.runner.scheduler import Scheduler
from waitgui.runner.watchdog import Watchdog
from waitgui.tasks.record import Behind, ClockMoved, Gap
from waitgui.wait.loop import Call, Done, Sleep, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MS = 1_000_000
LONG_S = 30.0


class Job:
    """Ticks every `period_ns`, so many times, and counts."""

    def __init__(
        self, ticks: int, period_ns: int = MS, work: Callable[[], object] = lambda: None, *, blocks: bool = False
    ) -> None:
        self.blocks = blocks
        self.ticks, self.period_ns, self._work = ticks, period_ns, work
        self.lateness_ns: list[int] = []
        self.over = threading.Event()
        self._due_ns = 0
        self.inside = 0
        self.stopped_with: int | None = None
        self.refused = ""

    def start(self, now_ns: int) -> Step:
        self._due_ns = now_ns
        return Sleep(now_ns)

    def wake(self, now_ns: int) -> Step:
        if now_ns < self._due_ns:
            return Sleep(self._due_ns)
        self.inside += 1
        assert self.inside == 1
        self.lateness_ns.append(now_ns - self._due_ns)
        return Call(len(self.lateness_ns), self._due_ns)

    def work(self) -> object:
        return self._work()

    def complete(self, now_ns: int, result: object) -> Step:
        self.inside -= 1
        if len(self.lateness_ns) == self.ticks:
            return Done(None)
        self._due_ns = now_ns + self.period_ns
        return Sleep(self._due_ns)

    def stop(self, now_ns: int) -> Step:
        self.stopped_with = len(self.lateness_ns)
        return Done(None)

    def refuse(self, now_ns: int, called: bool, why: str) -> Step:
        self.refused = why
        return Done(None)

    def done(self) -> None:
        self.over.set()


@pytest.fixture
def scheduler() -> Iterator[Scheduler]:
    scheduler = Scheduler(least_workers=2, most_workers=64)
    yield scheduler
    assert scheduler.close(LONG_S) == 0
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("waitgui-")]


def test_jobs_tick_until_they_are_done(scheduler):
    jobs = [Job(20) for _ in range(50)]
    for job in jobs:
        scheduler.add(job)
    for job in jobs:
        assert job.over.wait(LONG_S)
        assert len(job.lateness_ns) == 20
        assert min(job.lateness_ns) >= 0


def test_jobs_back_to_back_share_the_workers(scheduler):
    jobs = [Job(500, 0) for _ in range(4)]
    for job in jobs:
        scheduler.add(job)
    assert all(job.over.wait(LONG_S) for job in jobs)


def test_a_sleeping_job_is_told_at_once(scheduler):
    job = Job(5, 3_600 * 1_000 * MS)
    ticket = scheduler.add(job)
    while not job.lateness_ns:
        threading.Event().wait(0.001)
    scheduler.tell(ticket, job.stop)
    assert job.over.wait(LONG_S)
    assert job.stopped_with == 1


def test_a_working_job_is_told_when_its_work_is_done(scheduler):
    began, go_on = threading.Event(), threading.Event()
    job = Job(5, 0, lambda: began.set() or go_on.wait(LONG_S), blocks=True)
    ticket = scheduler.add(job)
    assert began.wait(LONG_S)
    scheduler.tell(ticket, job.stop)
    assert job.stopped_with is None
    go_on.set()
    assert job.over.wait(LONG_S)
    assert job.stopped_with == 1


def test_a_command_that_answers_nothing_changes_nothing(scheduler):
    job = Job(2, 50 * MS)
    ticket = scheduler.add(job)
    told: SimpleQueue[int] = SimpleQueue()
    scheduler.tell(ticket, told.put)
    assert told.get(timeout=LONG_S) > 0
    assert job.over.wait(LONG_S)
    assert len(job.lateness_ns) == 2


def test_an_earlier_job_wakes_the_timer(scheduler):
    scheduler.add(Job(1, 0))
    late = Job(2, 3_600 * 1_000 * MS)
    ticket = scheduler.add(late)
    early = Job(3)
    scheduler.add(early)
    assert early.over.wait(LONG_S)
    scheduler.tell(ticket, late.stop)
    assert late.over.wait(LONG_S)


def test_a_job_that_blocks_does_not_hold_up_others(scheduler):
    go_on = threading.Event()
    blocked = [Job(1, 0, lambda: go_on.wait(LONG_S), blocks=True) for _ in range(20)]
    for job in blocked:
        scheduler.add(job)
    quick = Job(10)
    scheduler.add(quick)
    assert quick.over.wait(LONG_S)
    go_on.set()
    assert all(job.over.wait(LONG_S) for job in blocked)


def test_a_job_that_blocks_against_its_word_is_helped_out(scheduler):
    go_on = threading.Event()
    for _ in range(20):
        scheduler.add(Job(1, 0, lambda: go_on.wait(LONG_S)))
    quick = Job(10)
    scheduler.add(quick)
    assert quick.over.wait(LONG_S)
    go_on.set()


@pytest.mark.parametrize("where", ["start", "wake", "complete", "work"])
def test_a_broken_job_ends_alone(scheduler, where, caplog):
    broken = Job(5)

    def break_down(*_: object) -> Step:
        raise StopIteration(where)

    setattr(broken, where, break_down)
    well = Job(20)
    with caplog.at_level(logging.ERROR):
        scheduler.add(broken)
        scheduler.add(well)
        assert broken.over.wait(LONG_S)
        assert well.over.wait(LONG_S)
    assert "broken" in caplog.text


def test_a_command_that_changes_nothing_leaves_a_due_job_its_place(scheduler):
    """Told while the job is on its way to a worker, it must not keep the job from ever being woken again."""
    job = Job(300, 0)
    ticket = scheduler.add(job)
    while not job.over.is_set():
        scheduler.tell(ticket, lambda _: None)
        threading.Event().wait(0.0005)
    assert len(job.lateness_ns) == 300


def test_many_that_are_due_at_once_come_in_order_and_all(scheduler):
    order: list[int] = []
    jobs = [Job(3, 0, lambda number=number: order.append(number)) for number in range(2_000)]
    start_ns = scheduler.now_ns() + 50 * MS
    for job in jobs:
        job.start = lambda _, job=job: setattr(job, "_due_ns", start_ns) or Sleep(start_ns)  # type: ignore[method-assign]
        scheduler.add(job)
    assert all(job.over.wait(LONG_S) for job in jobs)
    assert sorted(order) == sorted(list(range(2_000)) * 3)
    assert min(min(job.lateness_ns) for job in jobs) >= 0


# --- What happens to the engine ---


class Skewed:
    """The real clocks, of which some can be moved."""

    def __init__(self) -> None:
        real = engine_clocks()
        self.now_by = self.wall_by = self.awake_by = 0
        self.clocks = Clocks(
            lambda: real.now_ns() + self.now_by,
            lambda: real.wall_ns() + self.wall_by,
            lambda: real.awake_ns() + self.awake_by,
        )


def engine_event(move):
    """What a scheduler with a sleeping job tells when its clocks are moved so."""
    skewed = Skewed()
    told: SimpleQueue[object] = SimpleQueue()
    scheduler = Scheduler(skewed.clocks)
    scheduler.listen(told.put)
    job = Job(1_000, 3_600 * 1_000 * MS)
    ticket = scheduler.add(job)
    while not job.lateness_ns:
        threading.Event().wait(0.001)
    move(skewed)
    event = told.get(timeout=LONG_S)
    scheduler.tell(ticket, job.stop)
    assert job.over.wait(LONG_S)
    scheduler.close(LONG_S)
    return event


def test_a_suspend_is_a_gap_with_the_computer_asleep():
    def suspend(skewed):
        skewed.now_by += 60_000 * MS
        skewed.wall_by += 60_000 * MS

    gap = engine_event(suspend)
    assert isinstance(gap, Gap)
    assert gap.asleep
    assert 57_000 * MS < gap.end_ns - gap.start_ns < 62_000 * MS


def test_a_stopped_process_is_a_gap_of_our_own():
    def stop(skewed):
        skewed.now_by += 60_000 * MS
        skewed.wall_by += 60_000 * MS
        skewed.awake_by += 60_000 * MS

    gap = engine_event(stop)
    assert isinstance(gap, Gap)
    assert not gap.asleep


@pytest.mark.parametrize("by_ms", [-3_600_000, 3_600_000, 500])
def test_a_wall_clock_that_is_set_is_told(by_ms):
    moved = engine_event(lambda skewed: setattr(skewed, "wall_by", by_ms * MS))
    assert isinstance(moved, ClockMoved)
    assert abs(moved.by_ns - by_ms * MS) < 100 * MS


def test_a_listener_that_is_broken_harms_nobody(caplog):
    def broken(_event):
        raise ValueError

    skewed = Skewed()
    told: SimpleQueue[object] = SimpleQueue()
    scheduler = Scheduler(skewed.clocks)
    scheduler.listen(broken)
    scheduler.listen(told.put)
    ticket = scheduler.add(job := Job(1_000, 3_600 * 1_000 * MS))
    while not job.lateness_ns:
        threading.Event().wait(0.001)
    skewed.wall_by += 1_000 * MS
    assert isinstance(told.get(timeout=LONG_S), ClockMoved)
    assert "broken" in caplog.text
    scheduler.forget(told.put)
    scheduler.tell(ticket, job.stop)
    assert job.over.wait(LONG_S)
    scheduler.close(LONG_S)


# --- No more threads ---


def test_jobs_that_no_thread_is_to_be_had_for_are_refused_and_all_is_well_after(monkeypatch):
    go_on = threading.Event()
    scheduler = Scheduler(least_workers=2, most_workers=64)
    start = threading.Thread.start

    def refuse(_thread):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    holders = [Job(1, 0, lambda: go_on.wait(LONG_S), blocks=True) for _ in range(2)]
    for job in holders:
        scheduler.add(job)
    starved = [Job(1, blocks=True) for _ in range(5)]
    for job in starved:
        scheduler.add(job)
    assert all(job.over.wait(LONG_S) for job in starved)
    assert {job.refused for job in starved} == {"out of resources: no more threads"}
    assert not any(job.over.is_set() for job in holders)
    monkeypatch.setattr(threading.Thread, "start", start)
    after = Job(1, blocks=True)
    scheduler.add(after)
    assert after.over.wait(LONG_S)
    assert not after.refused
    go_on.set()
    assert all(job.over.wait(LONG_S) for job in holders)
    assert scheduler.close(LONG_S) == 0


# --- The watchdog ---


@pytest.fixture
def watched(scheduler):
    told: SimpleQueue[object] = SimpleQueue()
    scheduler.listen(told.put)
    watchdog = Watchdog(scheduler, behind_ns=300 * MS, look_s=0.05)
    yield scheduler, told
    watchdog.close(LONG_S)


def test_an_engine_whose_timer_hangs_is_told_of_once(watched, caplog):
    scheduler, told = watched
    go_on = threading.Event()
    job = Job(2, 20 * MS)
    ticket = scheduler.add(job)
    scheduler.tell(ticket, lambda _: go_on.wait(LONG_S) and None)
    behind = told.get(timeout=LONG_S)
    assert isinstance(behind, Behind)
    assert behind.by_ns >= 300 * MS
    assert "waitgui-timer" in caplog.text
    go_on.set()
    assert job.over.wait(LONG_S)
    assert told.empty()


def test_jobs_that_wait_for_a_worker_for_too_long_are_told_of():
    go_on = threading.Event()
    scheduler = Scheduler(least_workers=1, most_workers=1)
    told: SimpleQueue[object] = SimpleQueue()
    scheduler.listen(told.put)
    watchdog = Watchdog(scheduler, behind_ns=300 * MS, look_s=0.05)
    jobs = [Job(1, 0, lambda: go_on.wait(LONG_S), blocks=True) for _ in range(2)]
    for job in jobs:
        scheduler.add(job)
    assert isinstance(told.get(timeout=LONG_S), Behind)
    go_on.set()
    assert all(job.over.wait(LONG_S) for job in jobs)
    watchdog.close(LONG_S)
    assert scheduler.close(LONG_S) == 0


def test_an_idle_engine_is_not_behind(watched):
    scheduler, told = watched
    job = Job(30, 20 * MS)
    scheduler.add(job)
    assert job.over.wait(LONG_S)
    assert scheduler.behind_ns() == 0
    assert told.empty()


def test_idle_threads_leave_nothing_behind():
    scheduler = Scheduler()
    assert scheduler.close(LONG_S) == 0
