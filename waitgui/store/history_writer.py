"""The one thread that writes the history.

Any thread posts; only `waitgui-history` knows the file. Laws:

1. What was posted is committed at most 250 ms later, as far as the disk allows. Nothing is dropped while it does: when
   too much waits, `post` waits (but for the writer's own thread, which would wait for itself).
2. Trouble with the file stops nobody. The latest ticks wait in memory until it works again (`history_backlog`); what
   doesn't fit is counted in `lost`. Run numbers go on from those that are known.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from typing import TYPE_CHECKING

from waitgui.store import history_retention
from waitgui.store.history_backlog import Backlog
from waitgui.store.history_inbox import BATCH, Flush, Inbox, Take
from waitgui.store.history_keeper import UNUSABLE, Keeper
from waitgui.store.history_numbers import MemoryNumbers
from waitgui.store.history_retention import KEEP
from waitgui.store.history_ticks import OpenRun
from waitgui.tasks.record import ClockMoved, Gap, Paused, Resumed, RunEnded, RunStarted, Tick

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from waitgui.store.history import History, RunKey
    from waitgui.store.history_backlog import Entry
    from waitgui.store.history_process import Identity
    from waitgui.store.history_retention import Limits
    from waitgui.tasks.record import Event

HOUSEKEEPING_S = 60.0
_UNFIT = (
    *(sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.DataError),
    *(OverflowError, UnicodeError, TypeError, ValueError, KeyError),
)
_KEPT = frozenset({RunStarted, Tick, RunEnded, Paused, Resumed, Gap, ClockMoved})
"""Of the others nothing is kept: a tick that is over has in it how it was planned and when it started."""
_LOG = logging.getLogger(__name__)


class Sink:
    """Where the events of one set go. Any thread may post."""

    __slots__ = ("_post", "_seed", "_set_name")

    def __init__(self, post: Callable[[Entry], None], set_name: str, seed: int | None) -> None:
        self._post = post
        self._set_name = set_name
        self._seed = seed

    def post(self, event: Event) -> None:
        """Hand over an event; waits while too many are there already."""
        if type(event) in _KEPT:
            self._post((self._set_name, self._seed, event))


class HistoryWriter:
    """Writes the history at `path` in a thread of its own, which begins at once and ends with `close`.

    `say` is called in that thread with a line for people, when trouble begins or ends and when a file was put aside.
    """

    def __init__(
        self,
        path: Path,
        *,
        limits: Limits = KEEP,
        say: Callable[[str], None] = _LOG.warning,
        me: Identity | None = None,
        wall_ns: Callable[[], int] = time.time_ns,
        mono_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._limits = limits
        self._wall_ns = wall_ns
        self._mono_ns = mono_ns
        self._inbox = Inbox()
        self._numbers = MemoryNumbers()
        # The writer's own.
        self._runs: dict[RunKey, OpenRun] = {}
        self._keeper = Keeper(path, self._runs, say, me, wall_ns)
        self._backlog = Backlog()
        self._tidy_s = 0.0
        self._new_ticks = 0
        self._thread = threading.Thread(target=self._run, name="waitgui-history", daemon=True)
        self._inbox.belongs_to(self._thread)
        self._thread.start()

    @property
    def trouble(self) -> str | None:
        """Why nothing can be written now; None while all is well. Any thread."""
        return self._keeper.trouble

    @property
    def lost(self) -> int:
        """How many ticks can't be written any more. Any thread."""
        return self._backlog.lost + self._inbox.refused

    @property
    def aside(self) -> str | None:
        """The name of the broken file that was put aside last; None if there was none. Any thread."""
        return self._keeper.aside

    def sink(self, set_name: str, seed: int | None = None) -> Sink:
        """Where the events of this set are posted; `seed` is noted with its runs. Any thread."""
        return Sink(self._inbox.post, set_name, seed)

    def follow(self, old_name: str, new_name: str) -> None:
        """A set has another name from now on; see `MemoryNumbers`. Any thread."""
        self._numbers.follow(old_name, new_name)

    def take(self, set_name: str, task_ids: Sequence[str], then: Callable[[list[int]], None]) -> None:
        """Have `then` called, in the writer's thread and at once, with the next run number of each task.

        Any thread; returns at once. After `close` the numbers are those known in memory, and `then` is called here.
        """
        request = Take(set_name, tuple(task_ids), then)
        if not self._inbox.ask(request):
            _answer(request, self._numbers.next(set_name, request.task_ids))

    def flush(self, timeout_s: float | None = None) -> bool:
        """Wait until what was posted is committed; False if it can't be, or not in time. Not in the writer's thread."""
        request = Flush()
        if not self._inbox.ask(request):
            return self.close(timeout_s)
        return request.done.wait(timeout_s) and request.safe

    def close(self, timeout_s: float | None = 10.0) -> bool:
        """Commit what was posted and end the thread; False if that can't be done, or not in time. May be repeated."""
        self._inbox.close()
        self._thread.join(timeout_s)
        return not self._thread.is_alive() and not len(self._backlog)

    # From here on: in the writer's thread.

    def _run(self) -> None:
        closing = False
        while not closing:
            try:
                closing = self._cycle()
            except Exception as error:  # noqa: BLE001 - the edge of the thread: what waits for it must not wait for ever
                _LOG.exception("history")
                self._keeper.fail(error)
                closing = self._inbox.closed
        try:
            self._keeper.close()
        except sqlite3.Error as error:
            _LOG.warning("history: %s", error)

    def _cycle(self) -> bool:
        """Wait for something to do, and do it; whether that was the last."""
        until_s = min(self._tidy_s, self._keeper.retry_s) if len(self._backlog) else self._tidy_s
        work = self._inbox.wait(until_s)
        try:
            for request in work.takes:
                _answer(request, self._allot(request))
            if work.is_due or work.flushes or work.closing:
                at_once = bool(work.flushes) or work.closing
                while self._gather() or len(self._backlog):
                    if not self._write(at_once=at_once) or not work.closing:
                        break
                for flush in work.flushes:
                    flush.safe = not len(self._backlog)
                self._tidy()
        finally:
            for flush in work.flushes:
                flush.done.set()
        return work.closing

    def _allot(self, request: Take) -> list[int]:
        set_name, task_ids, _ = request
        known = {task_id: self._numbers.last(set_name, task_id) for task_id in task_ids}
        for _ in range(2):  # the second time with a new file, if the first was broken
            history = self._keeper.ready()
            if history is None:
                break
            try:
                numbers = history.take(set_name, task_ids, known)
            except (*UNUSABLE, *_UNFIT) as error:
                self._keeper.fail(error)
            else:
                for task_id, number in zip(task_ids, numbers, strict=True):
                    self._numbers.note(set_name, task_id, number)
                return numbers
        return self._numbers.next(set_name, task_ids)

    def _gather(self) -> int:
        """Take over what was posted; how much."""
        entries = self._inbox.drain()
        for set_name, seed, event in entries:
            if type(event) is RunStarted:
                self._runs[set_name, event.task, event.run] = OpenRun(set_name, event, seed)
                self._numbers.note(set_name, event.task, event.run)
        self._backlog.add(entries)
        return len(entries)

    def _write(self, *, at_once: bool) -> bool:
        """Write what waits; False if that can't be done now."""
        while len(self._backlog):
            history = self._keeper.ready(at_once=at_once)
            if history is None:
                break
            batch = self._backlog.first(BATCH)
            try:
                self._write_batch(history, batch)
            except UNUSABLE as error:
                self._keeper.fail(error)
                at_once = False
            else:
                self._backlog.done(len(batch))
                self._keeper.works(self.lost)
        if self._keeper.trouble is not None:
            for key in self._backlog.trim({key for key, run in self._runs.items() if run.task_id is not None}):
                self._runs.pop(key, None)
        return not len(self._backlog)

    def _write_batch(self, history: History, batch: list[Entry]) -> None:
        try:
            self._new_ticks += history.write(batch, self._wall_ns(), self._mono_ns())
        except _UNFIT:
            # Something in it can't be written by anybody: all but that is.
            for entry in batch:
                try:
                    self._new_ticks += history.write([entry], self._wall_ns(), self._mono_ns())
                except _UNFIT:
                    _LOG.exception("history: %s can't be written", type(entry[2]).__name__)
                    self._backlog.lost += isinstance(entry[2], Tick)

    def _tidy(self) -> None:
        """Keep within the limits: faster than ticks come in, in small steps; the rest in the next breath."""
        steps, self._new_ticks = 2 + self._new_ticks // history_retention.STEP, 0
        history = self._keeper.ready()
        try:
            if history is not None:
                history.sign_of_life(self._wall_ns())
                while steps and history_retention.sweep(history.connection, self._limits, self._wall_ns()):
                    steps -= 1
        except UNUSABLE as error:
            self._keeper.fail(error)
        self._tidy_s = time.monotonic() + (HOUSEKEEPING_S if steps else 0.0)


def _answer(request: Take, numbers: list[int]) -> None:
    try:
        request.then(numbers)
    except Exception:  # noqa: BLE001 - of others
        _LOG.exception("run numbers of %s", request.set_name)
