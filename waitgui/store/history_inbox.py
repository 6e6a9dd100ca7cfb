"""What other threads hand the writer of the history: events, requests for run numbers, requests to be told.

No lock is held while something outside is called.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.record import Tick

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.store.history_backlog import Entry

MOST_WAITING = 200_000  # events, or as many times 256 characters of output
GATHER_S = 0.1
BATCH = 20_000
_CHARS_AN_EVENT = 256
_NEVER = float("inf")


class Take(NamedTuple):
    """A request for the next run number of each task."""

    set_name: str
    task_ids: tuple[str, ...]
    then: Callable[[list[int]], None]


class Flush:
    """A request to say when all that was posted before is committed; `safe` then tells whether it is."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.safe = False


class Work(NamedTuple):
    """What there is to do: requests, whether the time has come that was waited for, whether this is the end."""

    takes: list[Take]
    flushes: list[Flush]
    is_due: bool
    closing: bool


class Inbox:
    """Filled by any thread, emptied by one, the writer."""

    def __init__(self) -> None:
        lock = threading.Lock()
        self._filled = threading.Condition(lock)
        self._emptied = threading.Condition(lock)
        self._events: deque[Entry] = deque()
        self._weight = 0
        self._first_s = 0.0
        self._takes: list[Take] = []
        self._flushes: list[Flush] = []
        self._closing = False
        self._writer: threading.Thread | None = None
        self.refused = 0
        """Ticks that came after `close`."""

    @property
    def closed(self) -> bool:
        """Whether nothing more is taken."""
        return self._closing

    def belongs_to(self, writer: threading.Thread) -> None:
        """This thread empties the inbox, and so must never wait for room in it."""
        self._writer = writer

    def post(self, entry: Entry) -> None:
        """Add an event; waits while `MOST_WAITING` are there."""
        event, weight = entry[2], 1
        if isinstance(event, Tick):
            weight += (len(event.result.output) + len(event.result.why)) // _CHARS_AN_EVENT
        with self._filled:
            if (self._weight >= MOST_WAITING or self._closing) and threading.current_thread() is not self._writer:
                self._emptied.wait_for(lambda: self._weight < MOST_WAITING or self._closing)
                if self._closing:
                    self.refused += isinstance(event, Tick)
                    return
            self._events.append(entry)
            self._weight += weight
            if len(self._events) == 1:
                self._first_s = time.monotonic()
                self._filled.notify()
            elif len(self._events) == BATCH:
                self._filled.notify()

    def ask(self, request: Take | Flush) -> bool:
        """Hand over a request; False, and nothing is done, after `close`."""
        with self._filled:
            if self._closing:
                return False
            if isinstance(request, Take):
                self._takes.append(request)
            else:
                self._flushes.append(request)
            self._filled.notify()
        return True

    def close(self) -> None:
        """Take nothing more."""
        with self._filled:
            self._closing = True
            self._filled.notify()
            self._emptied.notify_all()

    def wait(self, until_s: float) -> Work:
        """Wait for a request, until events were gathered for a while, or until a time of `time.monotonic`."""
        with self._filled:
            while not (self._takes or self._flushes or self._closing):
                left_s = min(self._gathered_s(), until_s) - time.monotonic()
                if left_s <= 0:
                    break
                self._filled.wait(left_s)
            is_due = min(self._gathered_s(), until_s) <= time.monotonic()
            work = Work(self._takes, self._flushes, is_due, self._closing)
            self._takes, self._flushes = [], []
        return work

    def _gathered_s(self) -> float:
        if not self._events:
            return _NEVER
        return 0.0 if len(self._events) >= BATCH else self._first_s + GATHER_S

    def drain(self) -> list[Entry]:
        """All events, oldest first."""
        with self._filled:
            entries = list(self._events)
            self._events.clear()
            self._weight = 0
            self._emptied.notify_all()
        return entries
