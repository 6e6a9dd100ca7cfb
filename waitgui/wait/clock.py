"""Clocks: the real one, and one whose time moves only when told."""

from __future__ import annotations

import heapq
import itertools
import time
from typing import TYPE_CHECKING, Protocol

from waitgui.wait.durations import NS_PER_H, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.wait.context import Stop

_LONGEST_NS = 24 * NS_PER_H  # of one sleep: far below what the platforms' timers hold


class Clock(Protocol):
    """Tells the time and waits for it. Any object with these two methods serves as `clock=` (k8s.io/utils/clock)."""

    def now_ns(self) -> int:
        """The time in ns. It never goes back; where it starts means nothing."""
        ...

    def wait(self, stop: Stop, until_ns: int | None) -> bool:
        """Block until `stop` is set (True) or the time is reached (False), never returning False early.

        A stop that is set already wins over a time that is reached already.
        """
        ...


class MonotonicClock:
    """The real time, `time.monotonic_ns`. Safe to share among threads.

    On Linux it stands still while the computer sleeps (k8s.io/utils/clock, RealClock).
    """

    def now_ns(self) -> int:
        """`time.monotonic_ns`."""
        return time.monotonic_ns()

    def wait(self, stop: Stop, until_ns: int | None) -> bool:
        """Block until `stop` is set (True) or the time is reached (False)."""
        while stop is None or not stop.is_set():
            now_ns = time.monotonic_ns()
            if until_ns is not None and until_ns <= now_ns:
                return False
            ends = (until_ns, getattr(stop, "deadline_ns", None))
            left_ns = min((end - now_ns for end in ends if end is not None and end > now_ns), default=_LONGEST_NS)
            seconds = min(left_ns, _LONGEST_NS) / NS_PER_S
            if stop is None:
                time.sleep(seconds)
            else:
                stop.wait(seconds)
        return True


MONOTONIC = MonotonicClock()
"""The clock that is used where none is given."""


class VirtualClock:
    """A time that moves only when told, in ns from `start_ns` on. For one thread.

    Callbacks due at an instant run before whoever waits for that instant goes on: a stop that they set wins
    (k8s clock/testing, FakeClock).

    >>> import threading
    >>> from waitgui.wait import VirtualClock, until
    >>> clock, stop = VirtualClock(), threading.Event()
    >>> _ = clock.call_at(20 * 10**9, stop.set)
    >>> until(lambda: print(clock.now_ns()), 10, stop, clock=clock)
    0
    10000000000
    """

    def __init__(self, start_ns: int = 0) -> None:
        self._now_ns = start_ns
        self._heap: list[tuple[int, int]] = []  # of (time, number); a number without a callback was taken back
        self._callbacks: dict[int, Callable[[], object]] = {}
        self._numbers = itertools.count()

    def now_ns(self) -> int:
        """The virtual time in ns."""
        return self._now_ns

    def call_at(self, when_ns: int, callback: Callable[[], object]) -> Callable[[], None]:
        """Have `callback` called when the time comes; what is returned takes that back.

        Callbacks of the same instant run in the order in which they were set. If the time isn't in the future the
        callback runs at the next `advance` or `wait`.
        """
        number = next(self._numbers)
        self._callbacks[number] = callback
        heapq.heappush(self._heap, (when_ns, number))

        def take_back() -> None:
            self._callbacks.pop(number, None)

        return take_back

    def advance(self, ns: int) -> None:
        """Let `ns` pass, and run what is due until then, the new time included, each at its own time.

        Raises `ValueError` for less than nothing.
        """
        if ns < 0:
            raise ValueError(f"time doesn't go back (got {ns} ns)")
        self._go_to(self._now_ns + ns)

    def wait(self, stop: Stop, until_ns: int | None) -> bool:
        """Jump from one callback to the next until `stop` is set (True) or the time is reached (False).

        Raises `RuntimeError` when there is nothing to wait for: no time, no callback, no deadline of the stop.
        """
        while True:
            self._go_to(self._now_ns)
            if stop is not None and stop.is_set():
                return True
            if until_ns is not None and until_ns <= self._now_ns:
                return False
            ends = (until_ns, self._next_ns(), getattr(stop, "deadline_ns", None))
            next_ns = min((end for end in ends if end is not None and end > self._now_ns), default=None)
            if next_ns is None:
                raise RuntimeError("a virtual clock was to wait for something that never comes")
            self._go_to(next_ns)

    def _next_ns(self) -> int | None:
        while self._heap and self._heap[0][1] not in self._callbacks:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def _go_to(self, then_ns: int) -> None:
        while (next_ns := self._next_ns()) is not None and next_ns <= then_ns:
            _, number = heapq.heappop(self._heap)
            self._now_ns = max(self._now_ns, next_ns)
            self._callbacks.pop(number)()
        self._now_ns = max(self._now_ns, then_ns)
