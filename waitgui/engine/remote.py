"""The engine in a process of its own: what a window does can't hold up a tick, nor ticks the window.

Python runs one thread of a process at a time: a window that is busy keeps an engine in its process waiting for
milliseconds, and many ticks keep the window waiting (measured: CONTRIBUTING.md).

Commands go through a thread that sends them, so that nobody waits for a pipe; what happens is received in another, and
posted to the sinks there. Who is active is known here, from the command that starts a task to the news of its end.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from subprocess import PIPE, Popen, TimeoutExpired
from typing import TYPE_CHECKING

from waitgui import engine
from waitgui.engine.engine import HistoryState
from waitgui.engine.wire import (
    Begin,
    Close,
    End,
    Environ,
    Flush,
    Flushed,
    News,
    Open,
    Pause,
    RunNow,
    Start,
    Stop,
    Wire,
)
from waitgui.runner.supervisor import BusyError
from waitgui.tasks.record import EngineLost, Outcome, Reason, RunEnded, RunStarted, Tick
from waitgui.work.interpreter import for_engine
from waitgui.work.processes import bury_orphans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from waitgui.runner.stream import Sink
    from waitgui.store.history_retention import Limits
    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Event
    from waitgui.work.login import Login

log = logging.getLogger(__name__)
CLOSE_S = 15.0
"""How long the engine has to end: its processes have ten seconds, its history the rest."""
_LATE_S = 1.0


class RemoteEngine:
    """Runs sets in a process that is started with `begin`, or by the first command that needs it; `close` ends it.

    A process that ended by itself is told of as `EngineLost`; the next command that starts a task starts another.
    """

    def __init__(self, history: Path, limits: Limits, logs: Path, now_ns: Callable[[], int]) -> None:
        self._begin = Begin(history, limits, logs)
        self.now_ns = now_ns
        self.lock = threading.RLock()
        """Of the engine and of all that it runs."""
        self._link: _Link | None = None
        self._environ: Environ | None = None
        self._numbers = count(1)
        self._channels: dict[int, _RemoteRuns] = {}
        self._flushes: dict[int, tuple[threading.Event, list[bool]]] = {}
        self._closing = False
        self.history = HistoryState()
        """How the history is, as far as that was told."""

    @property
    def pid(self) -> int | None:
        """The process; None while there is none."""
        link = self._link
        return None if link is None else link.process.pid

    def begin(self) -> None:
        """Start the process, if there is none. Where that fails the next command tries again."""
        with suppress(OSError):
            self._linked()

    def know_login(self, login: Login) -> None:
        """The environment of the login, with which processes of tasks begin. Any thread."""
        with self.lock:
            self._environ = Environ(login.environ)
            if self._link is not None:
                self._link.send(self._environ)

    def runs(self, set_name: str, sink: Sink, *, follows: str | None = None) -> _RemoteRuns:
        """Those of a set under this name, after another; what happens is posted to `sink` and kept in the history."""
        with self.lock:
            channel = next(self._numbers)
            runs = _RemoteRuns(self, channel, set_name, sink)
            self._channels[channel] = runs
            self.tell(Open(channel, set_name, follows))
        return runs

    def flush(self, timeout_s: float | None = None) -> bool:
        """Wait until what was told is in the history; False if it can't be, or not in time. Not in a GUI thread."""
        with self.lock:
            if self._link is None:
                return False
            number, done, answer = next(self._numbers), threading.Event(), [False]
            self._flushes[number] = done, answer
            self._link.send(Flush(number, timeout_s))
        done.wait(None if timeout_s is None else timeout_s + _LATE_S)
        with self.lock:
            self._flushes.pop(number, None)
        return answer[0]

    def close(self, timeout_s: float = CLOSE_S) -> bool:
        """End the process, with all that runs in it; False if it had to be killed. May be repeated."""
        with self.lock:
            self._closing = True
            link = self._link
        if link is None:
            return True
        link.send(End())
        return link.close(timeout_s)

    # ------------------------------------------------------------------------------------------------ for the runs

    def tell(self, message: Any, *, needed: bool = False) -> None:
        """Send a command; if it is `needed`, to a process that is started for it. Raises `OSError` if none can be."""
        with self.lock:
            link = self._linked() if needed else self._link
            if link is not None:
                link.send(message)

    def forget(self, channel: int) -> None:
        """Nobody is told of it any more."""
        with self.lock:
            self._channels.pop(channel, None)
            self.tell(Close(channel))

    # ------------------------------------------------------------------------------------------------ the process

    def _linked(self) -> _Link:
        with self.lock:
            if self._link is None:
                if self._closing:
                    raise OSError("the program ends")
                self._link = _Link(self._receive, self._lose)
                self._link.send(self._begin)
                if self._environ is not None:
                    self._link.send(self._environ)
                for runs in self._channels.values():
                    self._link.send(Open(runs.channel, runs.set_name))
            return self._link

    def _receive(self, message: Any) -> None:
        """In the thread that receives."""
        match message:
            case News():
                runs = self._channels.get(message.channel)
                if runs is not None:
                    runs.take(message)
            case HistoryState():
                self.history = message
            case Flushed(number, is_safe):
                self._answer(number, is_safe=is_safe)

    def _answer(self, number: int, *, is_safe: bool) -> None:
        with self.lock:
            waiting = self._flushes.pop(number, None)
        if waiting is not None:
            done, answer = waiting
            answer[0] = is_safe
            done.set()

    def _lose(self) -> None:
        """In the thread that receives: the process has ended, or is about to."""
        with self.lock:
            self._link = None
            if not self._closing:
                log.error("the engine's process has ended by itself")
                bury_orphans()
            for number in list(self._flushes):
                self._answer(number, is_safe=False)
            for runs in self._channels.values():
                runs.lose(tell=not self._closing)


class _Link:
    """A process, and the two threads that speak with it."""

    def __init__(self, receive: Callable[[Any], None], lose: Callable[[], None]) -> None:
        # In a group of its own: a terminal's Ctrl+C is for the window, which says what is to become of the runs.
        script = Path(engine.__file__).with_name("__main__.py")
        self.process = Popen(for_engine(script), stdin=PIPE, stdout=PIPE, process_group=0)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._wire = Wire(self.process.stdout, self.process.stdin)  # type: ignore[arg-type]
        self._queue: SimpleQueue[Any] = SimpleQueue()
        self._receive = receive
        self._lose = lose
        # Daemons: a process that hangs must not keep the program from ending.
        self._threads = [
            threading.Thread(target=run, name=f"waitgui-engine-{name}", daemon=True)
            for name, run in (("tells", self._tell), ("hears", self._hear))
        ]
        for thread in self._threads:
            thread.start()

    def send(self, message: Any) -> None:
        """Have it sent, after what is to be sent before."""
        self._queue.put(message)

    def close(self, timeout_s: float) -> bool:
        """Wait for the end of the process, then kill it; whether that wasn't needed."""
        self._queue.put(None)
        try:
            self.process.wait(timeout_s)
        except TimeoutExpired:
            log.error("the engine's process doesn't end: it is killed")  # noqa: TRY400 - it says no more
            self.process.kill()
            self.process.wait()
            return False
        finally:
            for thread in self._threads:
                thread.join(_LATE_S)
        return True

    def _tell(self) -> None:
        while (message := self._queue.get()) is not None:
            try:
                self._wire.send(message)
            except (OSError, ValueError):
                return  # it is gone, which the other thread notices
        self._wire.close()

    def _hear(self) -> None:
        while (message := self._wire.receive()) is not None:
            try:
                self._receive(message)
            except Exception:  # the edge of the thread: the next one may be what somebody waits for
                log.exception("news of the engine: %s", type(message).__name__)
        self._lose()
        self._queue.put(None)
        self.process.wait()
        self._wire.end()


class _RemoteRuns:
    """See `Runs`."""

    def __init__(self, engine: RemoteEngine, channel: int, set_name: str, sink: Sink) -> None:
        self.channel = channel
        self.set_name = set_name
        self.dropped = 0
        """Events that never left the engine."""
        self._engine = engine
        self._post = sink.post
        self._changed = threading.Condition(engine.lock)
        self._told: frozenset[str] = frozenset()
        self._asked: deque[tuple[int, frozenset[str]]] = deque()
        """Commands that start something, whose effect wasn't told yet."""
        self._active: frozenset[str] = frozenset()
        self._paused: set[str] = set()
        self._number = 0
        self._lives: dict[str, _Life] = {}
        """Of the runs that began, for their end if nobody else tells of it. In the thread that receives."""

    @property
    def active(self) -> frozenset[str]:
        """The ids of the tasks that are running, from the call that starts them on."""
        with self._changed:  # who has seen the end of a run finds it ended here too
            return self._active

    def is_paused(self, task_id: str) -> bool:
        """Whether the task is running and paused."""
        with self._changed:
            return task_id in self._paused

    def start(self, *tasks: Task) -> None:
        """Start a run of each. Raises `BusyError`, and starts none, if one of them is running."""
        ids = frozenset(task.id for task in tasks)
        with self._changed:
            if ids & self._active:
                raise BusyError("it is running already")
            self._ask(ids, partial(Start, tasks=tasks))

    def run_now(self, task: Task) -> None:
        """Run a tick at once; while one is under way nothing comes of it."""
        with self._changed:
            self._ask(frozenset([task.id]), partial(RunNow, task=task))

    def stop(self, task_ids: Iterable[str], reason: Reason = Reason.STOPPED) -> None:
        """End the runs of these tasks; returns before that."""
        self._engine.tell(Stop(self.channel, frozenset(task_ids), reason))

    def stop_all(self, reason: Reason = Reason.STOPPED) -> None:
        """End every run."""
        self._engine.tell(Stop(self.channel, None, reason))

    def pause(self, task_ids: Iterable[str]) -> None:
        """Start no tick of these tasks until they are resumed."""
        ids = frozenset(task_ids)
        with self._changed:
            self._paused |= ids & self._active
            self._engine.tell(Pause(self.channel, ids, pause=True))

    def resume(self, task_ids: Iterable[str]) -> None:
        """Let these tasks go on."""
        ids = frozenset(task_ids)
        with self._changed:
            self._paused -= ids
            self._engine.tell(Pause(self.channel, ids, pause=False))

    def wait(self, timeout_s: float | None = None, task_ids: frozenset[str] | None = None) -> bool:
        """Wait until no run is left (of these tasks) and all of them was told; False if time ran out before."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not (self._active if task_ids is None else task_ids & self._active), timeout_s
            )

    def close(self) -> None:
        """Be told nothing any more. Runs that are left go on."""
        self._engine.forget(self.channel)

    def _ask(self, ids: frozenset[str], command: Callable[..., Any]) -> None:
        self._number += 1
        self._asked.append((self._number, ids))
        self._count_active()
        try:
            self._engine.tell(command(channel=self.channel, number=self._number), needed=True)
        except OSError as error:
            log.error("the engine's process can't be started: %s", error)  # noqa: TRY400 - no more is known
            self._asked.pop()
            self._count_active()
            self._post(EngineLost(self._engine.now_ns(), str(error)))

    def _count_active(self) -> None:
        self._active = self._told.union(*(ids for _, ids in self._asked))
        self._paused &= self._active
        self._changed.notify_all()

    # ------------------------------------------------------------------------------- in the thread that receives

    def take(self, news: News) -> None:
        """Pass on what happened, and know who has ended: in one, as others see it."""
        self.dropped = news.dropped
        if not (news.ended or news.begun or (self._asked and self._asked[0][0] <= news.done)):
            self._pass_on(news.events)
            return
        with self._changed:
            self._pass_on(news.events)
            self._told = (self._told - news.ended) | news.begun
            while self._asked and self._asked[0][0] <= news.done:
                self._asked.popleft()
            self._count_active()

    def _pass_on(self, events: Sequence[Event]) -> None:
        post, lives = self._post, self._lives
        for event in events:
            kind = type(event)
            if kind is Tick:
                if (life := lives.get(event.task)) is not None:  # type: ignore[union-attr]
                    life.note(event)  # type: ignore[arg-type]
            elif kind is RunStarted:
                lives[event.task] = _Life(event.run)  # type: ignore[union-attr]
            post(event)

    def lose(self, *, tell: bool) -> None:
        """The engine is gone, and so is what ran in it."""
        with self._changed:
            if tell and self._active:
                now_ns = self._engine.now_ns()
                self._post(EngineLost(now_ns, ""))
                for task_id in sorted(self._told & self._lives.keys()):
                    self._post(self._lives[task_id].end(task_id, now_ns))
            self._told = frozenset()
            self._asked.clear()
            self._count_active()


class _Life:
    """What is known of a run."""

    __slots__ = ("run", "skipped", "ticks")

    def __init__(self, run: int) -> None:
        self.run = run
        self.ticks = self.skipped = 0

    def note(self, tick: Tick) -> None:
        if tick.result.outcome is Outcome.SKIPPED:
            self.skipped += 1
        else:
            self.ticks += 1

    def end(self, task_id: str, now_ns: int) -> Event:
        return RunEnded(task_id, self.run, Reason.LOST, self.ticks, self.skipped, now_ns)
