"""One timer thread for all runs: it sleeps until the earliest due time and hands due ticks to the worker threads.

Invariants:
- A job is on the heap, or at a worker, or in the inbox on its way between them: never in two places. So its machine is
  stepped by one thread at a time, without a lock: by the worker that wakes and completes it, else by the timer thread.
- The timer thread publishes `_wake_at` before it looks into the inbox for the last time and sleeps; who puts something
  into the inbox wakes it only if that is due earlier. Nothing is overlooked, and few wake-ups are needed.
- An entry of the heap counts only while its number is the job's: what a stop overtook is dropped when it comes up.

Due times are gathered: the thread looks once a millisecond at most. At 10,000 ticks a second that costs half a
millisecond of median lateness and saves most of the wake-ups. The quick jobs of a look go to a worker together.
"""

from __future__ import annotations

import ctypes
import heapq
import logging
import sys
import threading
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from waitgui.runner.bell import Bell
from waitgui.runner.clocks import Clocks, ClockWatch, engine_clocks
from waitgui.runner.workers import Workers
from waitgui.tasks.record import Behind, Gap
from waitgui.wait.durations import MAX_NS, NS_PER_MS, NS_PER_S
from waitgui.wait.loop import Call, Done, Sleep, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waitgui.tasks.record import EngineEvent

    Command: TypeAlias = Callable[[int], Step | None]
    Listener: TypeAlias = Callable[[EngineEvent], None]

S = TypeVar("S")
log = logging.getLogger(__name__)

LONGEST_PARK_S = 60.0
LOOK_NS = NS_PER_S
"""How often to look at the clocks while there is something to wait for."""
GAP_NS = 2 * NS_PER_S
"""A look that comes so much too late means that the engine couldn't work."""
STUCK_NS = 5 * NS_PER_MS
HELD_UP_NS = 20 * NS_PER_MS
"""How long the quick jobs of a look may make no progress, until others help out."""
STARVED_NS = NS_PER_S
"""How long jobs may wait for a thread that can't be started, until they are refused."""
GATHER_NS = NS_PER_MS
_PR_SET_TIMERSLACK = 29
CALLED = Call(0, 0)


class Job(Protocol):
    """What the scheduler drives. The steps come from one thread at a time; `work` runs in a worker, never raising."""

    blocks: bool
    """Whether `work` may take long: then it gets a thread of its own where no other is free."""

    def start(self, now_ns: int) -> Step:
        """Begin."""
        ...

    def wake(self, now_ns: int) -> Step:
        """The time of a `Sleep` has come."""
        ...

    def work(self) -> object:
        """Do what a `Call` asks for."""
        ...

    def complete(self, now_ns: int, result: object) -> Step:
        """The work is done."""
        ...

    def refuse(self, now_ns: int, called: bool, why: str) -> Step:
        """No thread is to be had: in place of `wake` (unless `called`), `work` and `complete`."""
        ...

    def done(self) -> None:
        """The job is over; called once."""
        ...


class Ticket:
    """A job's place in the scheduler. Only the scheduler looks inside."""

    __slots__ = ("at_worker", "called", "job", "number", "pending")

    def __init__(self, job: Job) -> None:
        self.job = job
        self.number = 0
        self.at_worker = False
        self.called = False
        self.pending: tuple[Command, ...] = ()


class Scheduler:
    """Drives jobs. `add` and `tell` from any thread; `close` ends its threads."""

    def __init__(self, clocks: Clocks | None = None, *, least_workers: int = 4, most_workers: int = 1024) -> None:
        self._clocks = engine_clocks() if clocks is None else clocks
        self.now_ns = self._clocks.now_ns
        self.wall_ns = self._clocks.wall_ns
        self._workers: Workers[Ticket | deque[Ticket]] = Workers(
            "waitgui-worker", least_workers, most_workers, self._do
        )
        self._heap: list[tuple[int, int, Ticket]] = []
        self._inbox: deque[tuple[Ticket, Step | Command]] = deque()
        self._listeners: tuple[Listener, ...] = ()
        self._batches: list[deque[Ticket]] = []
        self._bell = Bell()
        self._wake_at = MAX_NS
        self._number = 0
        self._jobs = 0
        self._closing = False
        self._left = 0
        self._stuck_since_ns: int | None = None
        self._starved_since_ns: int | None = None
        self._seen_ns = self.now_ns()
        self._thread = threading.Thread(target=self._run, name="waitgui-timer", daemon=True)
        self._thread.start()

    def ticket(self, job: Job) -> Ticket:
        """A place for the job, to `tell` it something; the first thing must be its start."""
        return Ticket(job)

    def add(self, job: Job) -> Ticket:
        """Start the job."""
        ticket = Ticket(job)
        self.tell(ticket, job.start)
        return ticket

    def tell(self, ticket: Ticket, command: Command) -> None:
        """Step the job by `command(now_ns)`, between its other steps: at once if it sleeps, else when its work is done.

        The command answers with the next step, or with None if nothing changes.
        """
        self._inbox.append((ticket, command))
        self._bell.ring()

    def listen(self, listener: Listener) -> None:
        """Have it told, in the timer thread, what happens to the engine, before anything else goes on."""
        self._listeners = (*self._listeners, listener)

    def forget(self, listener: Listener) -> None:
        """Tell it nothing any more."""
        self._listeners = tuple(one for one in self._listeners if one != listener)

    def say_behind(self, by_ns: int) -> None:
        """Tell the listeners that the engine makes no progress. Any thread may call."""
        self._notify(Behind(self.now_ns(), by_ns))

    def behind_ns(self) -> int:
        """For how long what is due has been waiting without any progress. Any thread may call."""
        try:
            due_ns = self._heap[0][0]
        except IndexError:
            due_ns = MAX_NS
        if self._inbox:
            due_ns = min(due_ns, self._seen_ns)
        now_ns = self.now_ns()
        behind_ns = now_ns - max(due_ns, self._seen_ns) if due_ns < now_ns else 0
        return max(behind_ns, self._workers.waited_ns())

    def close(self, timeout_s: float) -> int:
        """End the threads; jobs that are left stay where they are. Gives the number of workers that are still busy."""
        self._closing = True
        self._bell.ring()
        self._thread.join(timeout_s)
        return self._workers.close(timeout_s)

    # ------------------------------------------------------------------------------------------------ the timer thread

    def _run(self) -> None:
        _set_timer_slack()
        watch = ClockWatch(self._clocks)
        heap, inbox, now = self._heap, self._inbox, self.now_ns
        looked_ns = expected_ns = now()
        while not self._closing:
            while inbox:
                self._take(*inbox.popleft())
            # By this one time it is seen whether there was a gap and what is due, so that none comes in between.
            now_ns = self._seen_ns = now()
            late_ns, expected_ns = now_ns - expected_ns, now_ns
            if late_ns >= GAP_NS or now_ns - looked_ns >= LOOK_NS:
                self._look_at_clocks(watch, now_ns, late_ns)
                self._workers.shrink()
                looked_ns = now_ns
                continue
            if heap and heap[0][0] <= now_ns:
                self._hand_over(now_ns)
            wake_at = heap[0][0] if heap else MAX_NS
            if self._workers.waiting or self._batches:
                wake_at = min(wake_at, self._relieve(now_ns))
            else:
                self._stuck_since_ns = self._starved_since_ns = None
            # Looks are GATHER_NS apart: many due times share one, a lone task's next one is later anyway.
            self._wake_at = wake_at = max(wake_at, now_ns + GATHER_NS)
            if inbox:
                continue
            until_ns = min(wake_at, now_ns + LOOK_NS) if self._jobs else wake_at
            left_ns = until_ns - now()
            if left_ns > 0:
                expected_ns = until_ns
                self._bell.wait(min(left_ns / NS_PER_S, LONGEST_PARK_S))
            self._wake_at = 0  # awake: whoever adds something need not ring

    def _look_at_clocks(self, watch: ClockWatch, now_ns: int, late_ns: int) -> None:
        """Notice what happened while nobody looked, before anything that fell due meanwhile is started."""
        slept_ns = watch.slept_ns()
        if self._jobs and late_ns >= GAP_NS:
            self._notify(Gap(now_ns - late_ns, now_ns, asleep=slept_ns >= GAP_NS))
        moved = watch.look()
        if moved is not None:
            self._notify(moved)

    def _notify(self, event: EngineEvent) -> None:
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:  # the edge of a thread of ours: who listens must not end the engine
                log.exception("who listens to the engine is broken")

    def _hand_over(self, now_ns: int) -> None:
        """Give what is due to the workers: quick jobs together, others one by one."""
        quick: deque[Ticket] = deque()
        for _, number, ticket in self._due(now_ns):
            if number == ticket.number:
                ticket.at_worker = True
                ticket.called = False
                if ticket.job.blocks:
                    self._workers.submit(ticket, blocks=True)
                else:
                    quick.append(ticket)
        if len(quick) == 1:
            self._workers.submit(quick.pop(), blocks=False)
        elif quick:
            self._batches.append(quick)
            self._workers.submit(quick, blocks=False)

    def _due(self, now_ns: int) -> Iterable[tuple[int, int, Ticket]]:
        """Take what is due off the heap, in order of time. Where it is much, sorting it is cheaper than popping."""
        heap, due = self._heap, []
        many = 64 + len(heap) // 16
        while heap and heap[0][0] <= now_ns:
            due.append(heapq.heappop(heap))
            if len(due) == many:
                rest = [entry for entry in heap if entry[0] > now_ns]
                due += sorted(entry for entry in heap if entry[0] <= now_ns)
                heap[:] = rest
                heapq.heapify(heap)
        return due

    def _take(self, ticket: Ticket, item: Step | Command) -> None:
        """One item of the inbox: what a worker gives a job back with, or a command."""
        if isinstance(item, Sleep | Call | Done):
            ticket.at_worker = False
            self._follow(ticket, item)
        elif ticket.at_worker:
            ticket.pending = (*ticket.pending, item)
        else:
            self._step(ticket, item)
        while ticket.pending and not ticket.at_worker:
            command, *rest = ticket.pending
            ticket.pending = tuple(rest)
            self._step(ticket, command)

    def _step(self, ticket: Ticket, command: Command) -> None:
        step = self._guarded(command)
        if step is not None:
            self._follow(ticket, step)

    def _guarded(self, command: Callable[[int], S]) -> S | Done:
        try:
            return command(self.now_ns())
        except Exception:  # the edge of a thread of ours: a broken job must not end all others
            log.exception("a job is broken and ends")
            return Done(None)

    def _follow(self, ticket: Ticket, step: Step) -> None:
        if not ticket.number:
            self._count_jobs(+1)
        self._number = ticket.number = self._number + 1
        if isinstance(step, Sleep):
            heapq.heappush(self._heap, (step.until_ns, ticket.number, ticket))
        elif isinstance(step, Call):
            ticket.at_worker = ticket.called = True
            self._workers.submit(ticket, blocks=ticket.job.blocks)
        else:
            self._count_jobs(-1)
            ticket.pending = ()
            self._guarded(lambda _: ticket.job.done())

    def _count_jobs(self, by: int) -> None:
        """One more or less. A job is at one worker at a time, so more threads than jobs are of no use to anybody."""
        self._jobs += by
        self._workers.useful = self._jobs

    def _relieve(self, now_ns: int) -> int:
        """Jobs wait for a worker: start more if that goes on; give the time to look again."""
        self._batches = [batch for batch in self._batches if batch]
        left = sum(map(len, self._batches))
        held_up, self._left = 0 < left == self._left, left  # by a job among them that blocks against its word
        if not self._workers.stuck and not held_up:
            self._stuck_since_ns = self._starved_since_ns = None
        elif self._stuck_since_ns is None:
            self._stuck_since_ns = now_ns
        elif now_ns - self._stuck_since_ns >= STUCK_NS:
            self._stuck_since_ns = None
            if held_up:
                for batch in self._batches:
                    self._workers.submit(batch, blocks=True)
            grown = self._workers.grow(min(max(1, self._workers.count // 2), self._workers.waiting + left))
            if grown or not self._workers.starved:
                self._starved_since_ns = None
            elif self._starved_since_ns is None:
                self._starved_since_ns = now_ns
            elif now_ns - self._starved_since_ns >= STARVED_NS:
                self._refuse_waiting(now_ns)
        return now_ns + (STUCK_NS if self._workers.stuck else HELD_UP_NS)

    def _refuse_waiting(self, now_ns: int) -> None:
        """No more threads are to be had: what waits for one fails, and others go on."""
        for job in self._workers.take_waiting():
            for ticket in (job,) if isinstance(job, Ticket) else tuple(job):
                if isinstance(job, deque):
                    job.clear()
                refuse = partial(ticket.job.refuse, called=ticket.called, why="out of resources: no more threads")
                self._take(ticket, self._guarded(refuse))
        self._starved_since_ns = now_ns

    # -------------------------------------------------------------------------------------------------- in the workers

    def _do(self, job: Ticket | deque[Ticket]) -> None:
        if isinstance(job, Ticket):
            self._work(job)
            return
        while True:
            try:
                ticket = job.popleft()
            except IndexError:
                return
            self._work(ticket)

    def _work(self, ticket: Ticket) -> None:
        """Wake the job, do its work if it is to be done, give it back."""
        job, now = ticket.job, self.now_ns
        try:
            if ticket.called:
                step: Step = CALLED
            elif ticket.pending:  # it may be a stop: then the tick isn't started
                step = Sleep(0)
            else:
                step = job.wake(now())
            if isinstance(step, Call):
                result = job.work()
                step = job.complete(now(), result)
        except Exception:  # the edge of a thread of ours: a broken job must not end all others
            log.exception("a job is broken and ends")
            step = Done(None)
        self._inbox.append((ticket, step))
        if not isinstance(step, Sleep) or step.until_ns < self._wake_at:
            self._bell.ring()


def _set_timer_slack() -> None:
    """Have Linux wake this thread on time: its default slack of 50 µs is half of the lateness of an idle machine."""
    if sys.platform == "linux":
        try:
            ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_TIMERSLACK, 1, 0, 0, 0)
        except (OSError, AttributeError):
            log.debug("no timer slack on this system")
