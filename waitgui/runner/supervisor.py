"""The tasks of one set that are running: start, stop, pause, run now. Any thread may call; nothing waits long."""

from __future__ import annotations

import random
import threading
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Protocol

from waitgui.runner.active import Active
from waitgui.runner.run import TaskRun, randomness
from waitgui.tasks.record import Behind, ClockMoved, EngineLost, Gap, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from waitgui.runner.scheduler import Scheduler
    from waitgui.runner.stream import TickStream
    from waitgui.tasks.model import Task
    from waitgui.tasks.record import EngineEvent


class BusyError(Exception):
    """What was asked for can't be done while the task is as it is."""


class RunNumbers(Protocol):
    """Who numbers the runs of each task."""

    def take(self, set_name: str, task_ids: Sequence[str], then: Callable[[list[int]], None]) -> None:
        """Take the next number of each of these, and call `then` with them, in any thread. Doesn't block."""
        ...


class FromOne:
    """Numbers without a history."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: Counter[tuple[str, str]] = Counter()

    def take(self, set_name: str, task_ids: Sequence[str], then: Callable[[list[int]], None]) -> None:
        """The next numbers, at once."""
        with self._lock:
            self._latest.update((set_name, task_id) for task_id in task_ids)
            numbers = [self._latest[set_name, task_id] for task_id in task_ids]
        then(numbers)


class Supervisor:
    """Starts and stops the tasks of a set; what they do goes to `stream`.

    `for_ns` after the first start no tick starts any more (`stop_all` then cuts off what is under way). `environ` gives
    what the processes of tasks find in their environment; without it they find ours. `close` it when it isn't used any
    more.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        stream: TickStream,
        *,
        set_name: str = "",
        numbers: RunNumbers | None = None,
        seed: int | None = None,
        for_ns: int | None = None,
        environ: Callable[[], Mapping[str, str]] | None = None,
    ) -> None:
        self.set_name = set_name
        self._scheduler = scheduler
        self._stream = stream
        self._numbers = FromOne() if numbers is None else numbers
        self._seed = seed
        self._for_ns = for_ns
        self.end_ns: int | None = None
        """When `for_ns` is over; None before the first start, and where there is no such end."""
        self._environ = environ
        self._changed = threading.Condition()
        self._begun: Counter[str] = Counter()
        self._active: dict[str, Active] = {}
        self._active_ids: frozenset[str] | None = frozenset()
        """The keys of `_active`, as far as nothing has changed since; a window asks for them all the time."""
        self._followers: dict[str, set[Active]] = {}
        """Of each task, by id: who ends with it."""
        self._scheduler.listen(self._on_engine)

    @property
    def active(self) -> frozenset[str]:
        """The ids of the tasks that are running."""
        with self._changed:
            if self._active_ids is None:
                self._active_ids = frozenset(self._active)
            return self._active_ids

    def is_paused(self, task_id: str) -> bool:
        """Whether the task is running and paused."""
        active = self._active.get(task_id)
        return active is not None and active.paused

    def start(self, *tasks: Task) -> None:
        """Start a run of each of the tasks. Raises `BusyError`, and starts none, if one of them is running."""
        self._begin(tasks, only_once=False)

    def run_now(self, task: Task) -> None:
        """Run a tick at once: besides the schedule of a run under way, else as a run of one tick.

        Raises `BusyError` while a tick is under way.
        """
        with self._changed:
            active = self._active.get(task.id)
        if active is None:
            self._begin([task], only_once=True)
        elif not active.trigger():
            raise BusyError("a tick is under way")

    def stop(self, task_ids: Iterable[str], reason: Reason = Reason.STOPPED) -> None:
        """End the runs of these tasks: sleepers at once, a tick under way is cut off. Returns before that."""
        for active in self._these(task_ids):
            active.end(reason)

    def stop_all(self, reason: Reason = Reason.STOPPED) -> None:
        """End every run."""
        self.stop(self.active, reason)

    def pause(self, task_ids: Iterable[str]) -> None:
        """Start no tick of these tasks until they are resumed; a tick under way goes on."""
        for active in self._these(task_ids):
            active.pause()

    def resume(self, task_ids: Iterable[str]) -> None:
        """Let these tasks go on."""
        for active in self._these(task_ids):
            active.resume()

    def wait(self, timeout_s: float | None = None, task_ids: frozenset[str] | None = None) -> bool:
        """Wait until no run is left (of these tasks); False if time ran out before."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not (self._active if task_ids is None else task_ids & self._active.keys()), timeout_s
            )

    def close(self) -> None:
        """Hear nothing of the engine any more. Runs that are left go on."""
        self._scheduler.forget(self._on_engine)

    def _these(self, task_ids: Iterable[str]) -> list[Active]:
        with self._changed:
            return [self._active[task_id] for task_id in task_ids if task_id in self._active]

    def _begin(self, tasks: Sequence[Task], *, only_once: bool) -> None:
        begun = [Active(task, self._scheduler, self._environ, self._ended) for task in tasks]
        with self._changed:
            if any(task.id in self._active for task in tasks):
                raise BusyError("it is running already")
            self._active_ids = None
            for active in begun:
                self._active[active.task.id] = active
                if active.task.stop.when_task_ends is not None:
                    self._followers.setdefault(active.task.stop.when_task_ends, set()).add(active)
        ids = [task.id for task in tasks]
        self._numbers.take(self.set_name, ids, partial(self._numbered, begun, only_once))

    def _numbered(self, begun: list[Active], only_once: bool, numbers: list[int]) -> None:
        """In any thread. All get their run before one is started, since it may end at once, which others wait for."""
        if self._for_ns is not None and self.end_ns is None:
            self.end_ns = self._scheduler.now_ns() + self._for_ns
        for active, number in zip(begun, numbers, strict=True):
            task = active.task
            # By the runs of this program, not by the history's number: a seed gives the same each time it is run.
            self._begun[task.id] += 1
            active.run = TaskRun(
                task,
                number,
                random=randomness(self._seed, self.set_name, task.id, self._begun[task.id]),
                emit=self._stream.emit,
                only_once=only_once,
                end_ns=self.end_ns,
            )
        for active in begun:
            active.begin()

    def _ended(self, active: Active) -> None:
        """In the timer thread."""
        task = active.task
        task_id = task.id
        with self._changed:
            if self._active.get(task_id) is active:
                del self._active[task_id]
                self._active_ids = None
                self._followers.get(task.stop.when_task_ends or "", set()).discard(active)
            followers = tuple(self._followers.get(task_id, ()))
            self._changed.notify_all()
        for follower in followers:
            follower.other_ended()

    def _on_engine(self, event: EngineEvent) -> None:
        """In the timer thread, before what fell due meanwhile is started."""
        with self._changed:
            running = list(self._active.values())
        if not running:
            return
        self._stream.emit(event)
        match event:
            case Gap():
                for active in running:
                    active.after_gap(event, random.random())  # noqa: S311 - spreads the tasks
            case ClockMoved():
                for active in running:
                    active.clock_moved(event.wall_ns - event.at_ns)
            case Behind() | EngineLost():
                pass
