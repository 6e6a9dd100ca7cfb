"""The worker threads: own daemon threads, since a hung pool of the standard library would block the interpreter's exit.

Measured on two cores: the hand-off by `SimpleQueue` costs a fifth of one by `concurrent.futures`.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
IDLE_S = 30.0
SURPLUS_S = 10.0
"""A thread that nobody needed for so long is let go. By their idle time they can't tell: jobs go around among them."""


class Workers(Generic[T]):
    """An elastic pool: `submit` jobs and `shrink` from one thread, `grow` when the queue doesn't get shorter.

    `do` is called with each job in one of the threads, and must not raise.
    """

    def __init__(self, name: str, least: int, most: int, do: Callable[[T], None]) -> None:
        self._name = name
        self._least = least
        self._most = most
        self._do = do
        self.useful = most
        """How many threads make sense: as many as there are jobs at work and waiting at most."""
        self._queue: SimpleQueue[T | None] = SimpleQueue()
        self._idle: deque[None] = deque()
        self._threads: set[threading.Thread] = set()
        self._lock = threading.Lock()
        self._number = 0
        self._closed = False
        self._starved = False
        self._submitted_s = self._taken_s = self._judged_s = time.monotonic()
        self._surplus = 0
        self.grow(least)  # while there are threads to be had

    @property
    def waiting(self) -> int:
        """How many jobs nobody has taken yet."""
        return self._queue.qsize()

    @property
    def count(self) -> int:
        """How many threads there are."""
        return len(self._threads)

    @property
    def starved(self) -> bool:
        """Whether the system has refused the last thread that was asked for."""
        return self._starved

    def waited_ns(self) -> int:
        """For how long jobs have been waiting since a thread last took one."""
        if not self._queue.qsize():
            return 0
        return max(0, int((time.monotonic() - max(self._submitted_s, self._taken_s)) * 1e9))

    def submit(self, job: T, *, blocks: bool) -> None:
        """Have the job done. One that may block for long gets a thread of its own where no other is free."""
        if not self._queue.qsize():
            self._submitted_s = time.monotonic()
        self._queue.put(job)
        self._surplus = min(self._surplus, len(self._idle) - self._queue.qsize())
        if not self._threads or (blocks and self._queue.qsize() > len(self._idle)):
            self.grow(1)

    def grow(self, count: int) -> bool:
        """Start more threads, as far as the limits allow; False if not one could be."""
        started = False
        for _ in range(count):
            with self._lock:
                if self._closed or len(self._threads) >= min(self._most, max(self._least, self.useful)):
                    self._starved = False  # it wasn't the system that refused it
                    return started
                self._number += 1
                thread = threading.Thread(target=self._work, name=f"{self._name}-{self._number}", daemon=True)
                self._threads.add(thread)
            try:
                thread.start()
            except RuntimeError:  # "can't start new thread": those that there are go on, and the next call tries again
                self._threads.discard(thread)
                self._starved = True
                return started
            started, self._starved = True, False
        return started

    def shrink(self) -> None:
        """Let go of those threads that were idle whenever a job came, for a while. To be called now and then."""
        now_s = time.monotonic()
        if now_s - self._judged_s < SURPLUS_S:
            return
        surplus, self._surplus, self._judged_s = self._surplus, len(self._idle), now_s
        for _ in range(min(surplus, len(self._threads) - self._least)):
            self._queue.put(None)

    def take_waiting(self) -> Iterator[T]:
        """The jobs that nobody has taken yet; they won't be done."""
        while True:
            try:
                job = self._queue.get_nowait()
            except Empty:
                return
            if job is not None:
                yield job

    @property
    def stuck(self) -> bool:
        """Jobs wait and nobody is free to take them."""
        return self._queue.qsize() > len(self._idle)

    def close(self, timeout_s: float) -> int:
        """Let the threads end when the jobs are done; give the number of those that are still at work after a while."""
        with self._lock:
            self._closed = True
            threads = list(self._threads)
        for _ in threads:
            self._queue.put(None)
        deadline_s = time.monotonic() + timeout_s
        for thread in threads:
            thread.join(max(0.0, deadline_s - time.monotonic()))
        return sum(thread.is_alive() for thread in threads)

    def _work(self) -> None:
        queue, idle = self._queue, self._idle
        while True:
            idle.append(None)
            try:
                job = queue.get(timeout=IDLE_S)
            except Empty:
                idle.pop()
                if self._may_leave():
                    return
                continue
            idle.pop()
            if job is None:
                self._threads.discard(threading.current_thread())
                return
            self._taken_s = time.monotonic()
            self._do(job)

    def _may_leave(self) -> bool:
        with self._lock:
            if len(self._threads) <= self._least or self._queue.qsize():
                return False
            self._threads.discard(threading.current_thread())
            return True
