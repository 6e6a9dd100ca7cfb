"""The worker threads: own daemon threads, since a hung pool of the standard library would block the interpreter's exit.

Measured on two cores: the hand-off by `SimpleQueue` costs a fifth of one by `concurrent.futures`.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    Job: TypeAlias = Callable[[], None]

IDLE_S = 30.0


class Workers:
    """An elastic pool: `submit` from one thread, `grow` when the queue doesn't get shorter. Jobs must not raise."""

    def __init__(self, name: str, least: int, most: int) -> None:
        self._name = name
        self._least = least
        self._most = most
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._idle: deque[None] = deque()
        self._threads: set[threading.Thread] = set()
        self._lock = threading.Lock()
        self._number = 0
        self._closed = False

    @property
    def waiting(self) -> int:
        """How many jobs nobody has taken yet."""
        return self._queue.qsize()

    @property
    def count(self) -> int:
        """How many threads there are."""
        return len(self._threads)

    def submit(self, job: Job, *, blocks: bool) -> None:
        """Have the job done. One that may block for long gets a thread of its own where no other is free."""
        self._queue.put(job)
        if not self._threads or (blocks and self._queue.qsize() > len(self._idle)):
            self.grow(1)

    def grow(self, count: int) -> bool:
        """Start more threads, as far as the limits allow; False if not one could be."""
        started = False
        for _ in range(count):
            with self._lock:
                if self._closed or len(self._threads) >= self._most:
                    return started
                self._number += 1
                thread = threading.Thread(target=self._work, name=f"{self._name}-{self._number}", daemon=True)
                self._threads.add(thread)
            try:
                thread.start()
            except RuntimeError:  # "can't start new thread": those that there are go on, and the next call tries again
                self._threads.discard(thread)
                return started
            started = True
        return started

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
            job()

    def _may_leave(self) -> bool:
        with self._lock:
            if len(self._threads) <= self._least or self._queue.qsize():
                return False
            self._threads.discard(threading.current_thread())
            return True
