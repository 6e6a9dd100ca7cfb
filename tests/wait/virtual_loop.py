"""An event loop on virtual time: nothing sleeps, and when all is idle the time jumps to the next timer."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import selectors
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextvars import Context

NS_PER_S = 10**9


class VirtualTime:
    """A clock and a heap of timers. With `early`, timers fire up to that share of their delay too early."""

    def __init__(self, start_ns: int, early: float) -> None:
        self.ns = start_ns
        self._early = early
        self._heap: list[tuple[int, int, asyncio.TimerHandle]] = []
        self._numbers = itertools.count()

    def now_ns(self) -> int:
        return self.ns

    def wait(self, stop: object, until_ns: int | None) -> bool:
        raise AssertionError("the event loop sleeps, not the clock")

    async def sleep_until(self, when_ns: int) -> None:
        while self.ns < when_ns:  # noqa: ASYNC110 - the timers may be early
            await asyncio.sleep((when_ns - self.ns) / NS_PER_S)

    def push(self, delay_s: float, handle: asyncio.TimerHandle) -> None:
        delay_ns = round(max(0.0, delay_s) * NS_PER_S)
        early_ns = int(delay_ns * self._early)
        heapq.heappush(self._heap, (self.ns + delay_ns - early_ns, next(self._numbers), handle))

    def pending(self) -> int:
        """How many timers run."""
        return sum(not handle.cancelled() for _, _, handle in self._heap)

    def pop(self) -> list[asyncio.TimerHandle]:
        """Jump to the next timer; what is due then."""
        while self._heap and self._heap[0][2].cancelled():
            heapq.heappop(self._heap)
        if not self._heap:
            raise RuntimeError("the event loop waits for something that never comes")
        self.ns = max(self.ns, self._heap[0][0])
        due = []
        while self._heap and self._heap[0][0] <= self.ns:
            due.append(heapq.heappop(self._heap)[2])
        return due


class _Selector(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    def __init__(self, idle: Callable[[], None]) -> None:
        super().__init__()
        self._idle = idle

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready and timeout is None:  # no callback is ready: all is idle
            self._idle()
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """`time` is the virtual clock that it goes by."""

    def __init__(self, start_ns: int = 7_000_000_003, early: float = 0.0) -> None:
        self.clock = VirtualTime(start_ns, early)
        super().__init__(_Selector(self._jump))

    def time(self) -> float:
        return self.clock.ns / NS_PER_S

    def call_later(
        self, delay: float, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> Any:
        def run() -> None:
            if not handle.cancelled():
                callback(*args)

        handle = asyncio.TimerHandle(self.time() + delay, run, (), self, context)
        self.clock.push(delay, handle)
        return handle

    def call_at(self, when: float, callback: Callable[..., object], *args: Any, context: Context | None = None) -> Any:
        return self.call_later(when - self.time(), callback, *args, context=context)

    def _jump(self) -> None:
        for handle in self.clock.pop():
            self.call_soon(handle._run)
