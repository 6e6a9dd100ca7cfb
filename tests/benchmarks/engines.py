"""One engine, measured in a process of its own: `python -m tests.benchmarks.engines ENGINE TASKS MODE SECONDS`.

Every engine runs the same: TASKS tasks that note their lateness, each due once a second, all at one instant
("at-once") or spread evenly over the second ("staggered"). The first second is left out as warm-up. Prints a JSON
object: ticks wanted and run, lateness in ms (p50, p99, max; start − due), CPU seconds a second, bytes a task, and the
time that stopping takes.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from tests.benchmarks.resident import resident
from waitgui.runner.scheduler import Scheduler
from waitgui.runner.stream import TickStream
from waitgui.runner.supervisor import Supervisor
from waitgui.tasks.model import Task
from waitgui.tasks.record import Event, Outcome, RunStarted, Tick
from waitgui.wait.errors import Canceled
from waitgui.wait.loop import Loop, Step
from waitgui.wait.timers import Grid

if TYPE_CHECKING:
    from collections.abc import Callable

PERIOD_NS = 1_000_000_000
LEAD_NS = 1_500_000_000
SETTLE_NS = 100_000_000


class Setup(NamedTuple):
    """What is to be run: the first due time of each task (monotonic ns), and how often."""

    first_ns: list[int]
    rounds: int
    end_ns: int


class Noted:
    """What the tasks note. A list append is all that a tick costs."""

    def __init__(self) -> None:
        self.late_ns: list[int] = []
        self.stop_s = 0.0
        self.memory = 0
        self.wanted = 0
        self.ran: int | None = None
        self.skipped = 0

    def tick(self, due_ns: int) -> None:
        self.late_ns.append(time.monotonic_ns() - due_ns)


class LoopJob:
    """A wait loop on a grid that notes its lateness."""

    __slots__ = ("_first_ns", "_loop", "_noted")
    blocks = False

    def __init__(self, first_ns: int, noted: Noted) -> None:
        self._first_ns = first_ns
        self._noted = noted
        self._loop: Loop

    def start(self, now_ns: int) -> Step:
        # The benchmark's first due times are of the monotonic clock, which the others go by.
        first_ns = self._first_ns + now_ns - time.monotonic_ns()
        self._loop = Loop(Grid(PERIOD_NS, first_ns), sliding=True, first_ns=first_ns - now_ns)
        return self._loop.start(now_ns)

    def wake(self, now_ns: int) -> Step:
        return self._loop.wake(now_ns)

    def work(self) -> None:
        self._noted.tick(self._loop.due_ns)

    def complete(self, now_ns: int, result: object) -> Step:
        return self._loop.complete(now_ns)

    def refuse(self, now_ns: int, called: bool, why: str) -> Step:
        return self._loop.interrupt(now_ns, Canceled())

    def done(self) -> None:
        pass

    def stop(self, now_ns: int) -> Step:
        return self._loop.interrupt(now_ns, Canceled())


def waitgui(setup: Setup, noted: Noted) -> None:
    """Our scheduler, its timer thread and its workers, on the wait engine's own loop."""
    with measured_memory(noted, len(setup.first_ns)):
        scheduler = Scheduler()
        jobs = [LoopJob(first_ns, noted) for first_ns in setup.first_ns]
        tickets = [scheduler.add(job) for job in jobs]
    wait_until(setup.end_ns)
    began = time.perf_counter()
    for ticket, job in zip(tickets, jobs, strict=True):
        scheduler.tell(ticket, job.stop)
    scheduler.close(30)
    noted.stop_s = time.perf_counter() - began


def supervisor(setup: Setup, noted: Noted) -> None:
    """The whole path of the application: task runs with their records, the action `none`, the stream."""

    class Keep(TickStream):
        def emit(self, event: Event) -> None:
            if isinstance(event, Tick):
                noted.late_ns.append(event.lateness_ns)
                due_ns.append(event.due_ns)
                noted.skipped += event.outcome is Outcome.SKIPPED
            elif isinstance(event, RunStarted):
                started_ns[event.task] = event.mono_ns

    def task(number: int, delay_s: float) -> Task:
        grid = {"kind": "repeat", "period": "1s", "sliding": False, "drift_free": True, "initial_delay": delay_s}
        action = {"kind": "none"}
        return Task.model_validate({"id": f"t{number}", "name": "t", "schedule": grid, "action": action})

    started_ns: dict[str, int] = {}
    due_ns: list[int] = []
    spread_ns = [first_ns - setup.first_ns[0] for first_ns in setup.first_ns]
    tasks = [task(number, max(after_ns, 1_000_000 * (after_ns > 0)) / 1e9) for number, after_ns in enumerate(spread_ns)]
    wait_until(setup.first_ns[0])
    with measured_memory(noted, len(tasks)):
        scheduler = Scheduler()
        runner = Supervisor(scheduler, Keep())
        for one in tasks:
            runner.start(one)
    wait_until(setup.end_ns)
    settled_ns = time.monotonic_ns() - SETTLE_NS
    began = time.perf_counter()
    runner.stop_all()
    runner.wait(30)
    noted.stop_s = time.perf_counter() - began
    scheduler.close(30)
    # Of each task: the points of its own grid that had passed, but for what was just due.
    grids = zip(started_ns.values(), spread_ns, strict=True)
    noted.wanted = sum(max(0, (settled_ns - start - after) // PERIOD_NS + 1) for start, after in grids)
    noted.ran = sum(due <= settled_ns for due in due_ns)


def asyncio_tasks(setup: Setup, noted: Noted) -> None:
    """A coroutine a task, sleeping until its next due time."""

    async def task(due_ns: int) -> None:
        loop = asyncio.get_running_loop()
        offset_s = loop.time() - time.monotonic()
        while True:
            await asyncio.sleep(due_ns / 1e9 + offset_s - loop.time())
            noted.tick(due_ns)
            due_ns += PERIOD_NS

    async def main() -> None:
        with measured_memory(noted, len(setup.first_ns)):
            tasks = [asyncio.create_task(task(first_ns)) for first_ns in setup.first_ns]
        await asyncio.sleep((setup.end_ns - time.monotonic_ns()) / 1e9)
        began = time.perf_counter()
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        noted.stop_s = time.perf_counter() - began

    asyncio.run(main())


def threads(setup: Setup, noted: Noted) -> None:
    """A thread a task, waiting for an event with a timeout."""
    stop = threading.Event()

    def task(due_ns: int) -> None:
        while not stop.wait(max(0.0, (due_ns - time.monotonic_ns()) / 1e9)):
            noted.tick(due_ns)
            due_ns += PERIOD_NS

    threading.stack_size(256 * 1024)
    with measured_memory(noted, len(setup.first_ns)):
        started = [threading.Thread(target=task, args=(first_ns,), daemon=True) for first_ns in setup.first_ns]
        for thread in started:
            thread.start()
    wait_until(setup.end_ns)
    began = time.perf_counter()
    stop.set()
    for thread in started:
        thread.join()
    noted.stop_s = time.perf_counter() - began


def apscheduler(setup: Setup, noted: Noted) -> None:
    """APScheduler 3: an interval job a task, no misfire grace that would drop runs, a pool of ten threads."""
    wall_offset_ns = time.time_ns() - time.monotonic_ns()

    class Task:
        def __init__(self, first_ns: int) -> None:
            self.due_ns = first_ns

        def __call__(self) -> None:
            noted.tick(self.due_ns)
            self.due_ns += PERIOD_NS

    with measured_memory(noted, len(setup.first_ns)):
        scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(10)},
            job_defaults={"misfire_grace_time": None, "coalesce": False, "max_instances": 100},
            timezone=UTC,
        )
        for first_ns in setup.first_ns:
            start = datetime.fromtimestamp((first_ns + wall_offset_ns) / 1e9, UTC)
            # The trigger's first run is the first multiple that isn't before `start_date`.
            scheduler.add_job(Task(first_ns), "interval", seconds=1, start_date=start, next_run_time=start)
        scheduler.start()
    wait_until(setup.end_ns)
    began = time.perf_counter()
    scheduler.shutdown(wait=True)
    noted.stop_s = time.perf_counter() - began


class measured_memory:  # noqa: N801 - used like a function
    """Notes how much the resident memory grew, a task."""

    def __init__(self, noted: Noted, tasks: int) -> None:
        self._noted, self._tasks = noted, tasks

    def __enter__(self) -> None:
        gc.collect()
        self._before = resident()

    def __exit__(self, *_: object) -> None:
        gc.collect()
        self._noted.memory = (resident() - self._before) // self._tasks


def wait_until(end_ns: int) -> None:
    """Sleep in the main thread."""
    while (left_ns := end_ns - time.monotonic_ns()) > 0:
        time.sleep(left_ns / 1e9)


ENGINES: dict[str, Callable[[Setup, Noted], None]] = {
    "waitgui": waitgui,
    "supervisor": supervisor,
    "asyncio": asyncio_tasks,
    "threads": threads,
    "apscheduler": apscheduler,
}


def main(engine: str, tasks: int, mode: str, seconds: int) -> None:
    """Run one engine and print what was measured."""
    noted = Noted()
    lead_ns = LEAD_NS + tasks * 150_000  # APScheduler takes its time to add jobs
    start_ns = time.monotonic_ns() + lead_ns
    step_ns = PERIOD_NS // tasks if mode == "staggered" else 0
    rounds = seconds + 1
    setup = Setup(
        [start_ns + n * step_ns for n in range(tasks)], rounds, start_ns + rounds * PERIOD_NS - PERIOD_NS // 4
    )
    before = time.process_time()
    ENGINES[engine](setup, noted)
    cpu_s = time.process_time() - before
    wanted = noted.wanted or (tasks * rounds if mode == "at-once" else tasks * rounds - tasks // 4)
    late_ns = sorted(noted.late_ns[tasks:])
    print(
        json.dumps(
            {
                "wanted": wanted,
                "ran": len(noted.late_ns) if noted.ran is None else noted.ran,
                "skipped": noted.skipped,
                "p50_ms": late_ns[len(late_ns) // 2] / 1e6,
                "p99_ms": late_ns[len(late_ns) * 99 // 100] / 1e6,
                "max_ms": late_ns[-1] / 1e6,
                "cpu": cpu_s / rounds,
                "bytes": noted.memory,
                "stop_ms": noted.stop_s * 1e3,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
