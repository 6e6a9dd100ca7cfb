"""The tasks of one set that are running: start, stop, run now, stop all. Any thread may call; nothing waits long."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from waitgui.runner.run import TaskRun, randomness
from waitgui.tasks.actions import Nothing
from waitgui.tasks.record import Reason, Result
from waitgui.wait.loop import State
from waitgui.work.perform import perform
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waitgui.runner.scheduler import Scheduler, Ticket
    from waitgui.runner.stream import TickStream
    from waitgui.tasks.model import Task
    from waitgui.wait.loop import Step


class BusyError(Exception):
    """What was asked for can't be done while the task is as it is."""


class _Active:
    """A task that is running: the job that the scheduler drives."""

    __slots__ = ("_done", "_wall_ns", "blocks", "run", "stop", "ticket")

    def __init__(self, run: TaskRun, wall_ns: Callable[[], int], done: Callable[[_Active], None]) -> None:
        action = run.task.action
        self.run = run
        self.blocks = not (isinstance(action, Nothing) and not action.takes_ns)
        self.stop = Stop()
        self.ticket: Ticket
        self._wall_ns = wall_ns
        self._done = done

    def start(self, now_ns: int) -> Step:
        return self.run.start(now_ns, self._wall_ns())

    def wake(self, now_ns: int) -> Step:
        return self.run.wake(now_ns)

    def work(self) -> Result:
        return perform(self.run.task.action, self.stop)

    def complete(self, now_ns: int, result: object) -> Step:
        assert isinstance(result, Result)
        return self.run.complete(now_ns, result)

    def done(self) -> None:
        self._done(self)


class Supervisor:
    """Starts and stops the tasks of a set; what they do goes to `stream`.

    `end_ns`: no tick starts at that time or later (`stop_all` then cuts off what is under way).
    """

    def __init__(
        self,
        scheduler: Scheduler,
        stream: TickStream,
        *,
        set_name: str = "",
        seed: int | None = None,
        end_ns: int | None = None,
        wall_ns: Callable[[], int] = time.time_ns,
    ) -> None:
        self.set_name = set_name
        self._scheduler = scheduler
        self._stream = stream
        self._seed = seed
        self._end_ns = end_ns
        self._wall_ns = wall_ns
        self._changed = threading.Condition()
        self._active: dict[str, _Active] = {}
        self._runs: dict[str, int] = {}

    @property
    def active(self) -> frozenset[str]:
        """The ids of the tasks that are running."""
        with self._changed:
            return frozenset(self._active)

    def start(self, task: Task) -> int:
        """Start a run of the task, give its number. Raises `BusyError` if one is under way."""
        return self._begin(task, only_once=False)

    def run_now(self, task: Task) -> None:
        """Run a tick at once: besides the schedule of a run under way, else as a run of one tick.

        Raises `BusyError` while a tick is under way.
        """
        with self._changed:
            active = self._active.get(task.id)
        if active is None:
            self._begin(task, only_once=True)
        elif active.run.state is not State.SLEEPING:
            raise BusyError("a tick is under way")
        else:
            run = active.run
            self._scheduler.tell(active.ticket, lambda now: run.trigger(now) if run.state is State.SLEEPING else None)

    def stop(self, task_ids: Iterable[str], reason: Reason = Reason.STOPPED) -> None:
        """End the runs of these tasks: sleepers at once, a tick under way is cut off. Returns before that."""
        with self._changed:
            stopping = [self._active[task_id] for task_id in task_ids if task_id in self._active]
        for active in stopping:
            active.stop.set()
            self._scheduler.tell(active.ticket, _stopper(active.run, reason))

    def stop_all(self, reason: Reason = Reason.STOPPED) -> None:
        """End every run."""
        self.stop(self.active, reason)

    def wait(self, timeout_s: float | None = None, task_ids: frozenset[str] | None = None) -> bool:
        """Wait until no run is left (of these tasks); False if time ran out before."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not (self._active if task_ids is None else task_ids & self._active.keys()), timeout_s
            )

    def _begin(self, task: Task, *, only_once: bool) -> int:
        with self._changed:
            if task.id in self._active:
                raise BusyError("it is running already")
            number = self._runs[task.id] = self._runs.get(task.id, 0) + 1
            random = randomness(self._seed, self.set_name, task.id, number)
            run = TaskRun(task, number, random=random, emit=self._stream.emit, only_once=only_once, end_ns=self._end_ns)
            active = self._active[task.id] = _Active(run, self._wall_ns, self._ended)
            active.ticket = self._scheduler.add(active)
        return number

    def _ended(self, active: _Active) -> None:
        """In the timer thread."""
        with self._changed:
            if self._active.get(active.run.task.id) is active:
                del self._active[active.run.task.id]
            self._changed.notify_all()


def _stopper(run: TaskRun, reason: Reason) -> Callable[[int], Step | None]:
    return lambda now_ns: run.stop(now_ns, reason) if run.state is not State.DONE else None
