"""The scheduler with real threads: order, stops, broken jobs, the elastic pool. Time is never what is measured."""

from __future__ import annotations

import logging
import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest

from waitgui.runner.scheduler import Scheduler
from waitgui.wait.clock import MONOTONIC
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

    def done(self) -> None:
        self.over.set()


@pytest.fixture
def scheduler() -> Iterator[Scheduler]:
    scheduler = Scheduler(MONOTONIC, least_workers=2, most_workers=64)
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


def test_idle_threads_leave_nothing_behind():
    scheduler = Scheduler(MONOTONIC)
    assert scheduler.close(LONG_S) == 0
