"""The same functions as coroutines, on the running event loop: the standard one, or qasync's whose timers fire early.

`f` and `condition` may be functions or coroutine functions, and a stop may also be an `asyncio.Event`. Everything else
is as in `until` and `poll`. Of `clock` only the time is used. Cancelling the task cancels the loop at once. A
`threading.Event` is looked at every 50 ms. As everywhere in asyncio, a `StopIteration` leaves as a `RuntimeError`. A
`VirtualClock` raises `TypeError`: it serves the blocking functions.

>>> import asyncio
>>> from waitgui.wait import Backoff, aio
>>> left = [True, False, False]
>>> async def check():
...     return left.pop()
>>> asyncio.run(aio.exponential_backoff(Backoff(0.001, steps=5), check))
>>> left
[]
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import random
from typing import TYPE_CHECKING

from waitgui.wait.clock import MONOTONIC, Clock, VirtualClock
from waitgui.wait.context import POLL_NS, AnyStop, Context, stopped
from waitgui.wait.delays import jittered_backoff_manager
from waitgui.wait.durations import NS_PER_H, NS_PER_S
from waitgui.wait.errors import WaitTimeout
from waitgui.wait.loop import Call, Done, Loop, Step
from waitgui.wait.poll import delaying, ticking, ticking_legacy, trying
from waitgui.wait.until import running

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType
    from typing import Self

    from waitgui.wait.backoff import Random
    from waitgui.wait.delays import Backoff, DelayFunc
    from waitgui.wait.driver import OnCrash
    from waitgui.wait.durations import Duration

    Function = Callable[[], object] | Callable[[], Awaitable[object]]
    Condition = Callable[[], bool] | Callable[[], Awaitable[bool]]

_LONGEST_NS = NS_PER_H  # of one sleep: qasync keeps a timer that was cancelled until its time, and none above 24 days


class _Watch:
    """Waits for a stop and a time, as a clock does, while other tasks run; notices the stop during calls too."""

    def __init__(self, stop: AnyStop, clock: Clock) -> None:
        self._stop = stop
        self._clock = clock
        self._context = stop if isinstance(stop, Context) else None
        self._event = stop.event if isinstance(stop, Context) else stop
        self._loop = asyncio.get_running_loop()
        self._sleeper: asyncio.Future[None] | None = None
        self._look_again: asyncio.Handle | None = None
        self._follower: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if isinstance(self._event, asyncio.Event):
            self._follower = self._loop.create_task(self._follow(self._event))
            self._follower.add_done_callback(lambda _: self._wake())
        if self._context is not None:
            self._context.watch(self._tell)
        self._look()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        if self._context is not None:
            self._context.unwatch(self._tell)
        if self._look_again is not None:
            self._look_again.cancel()
        if self._follower is not None:
            self._follower.cancel()
            await asyncio.wait([self._follower])

    async def wait(self, until_ns: int) -> bool:
        """Sleep until the stop is set (True) or the time is reached (False); other tasks run even if both are."""
        if self._is_set():
            return True
        if self._clock.now_ns() >= until_ns:
            await asyncio.sleep(0)
        while not self._is_set():
            left_ns = until_ns - self._clock.now_ns()
            if left_ns <= 0:
                return False
            await self._sleep(left_ns)
        return True

    async def _sleep(self, ns: int) -> None:
        self._sleeper = self._loop.create_future()
        timer = self._call_later(ns, self._wake)
        try:
            await self._sleeper
        finally:
            timer.cancel()
            self._sleeper = None

    def _call_later(self, ns: int, callback: Callable[[], object]) -> asyncio.Handle:
        return self._loop.call_later(min(ns, _LONGEST_NS) / NS_PER_S, callback)

    def _wake(self) -> None:
        if self._sleeper is not None and not self._sleeper.done():
            self._sleeper.set_result(None)

    def _tell(self) -> None:
        """Called by whichever thread ends the context."""
        with contextlib.suppress(RuntimeError):  # the event loop was closed meanwhile: nobody is waiting any more
            self._loop.call_soon_threadsafe(self._wake)

    def _is_set(self) -> bool:
        if self._follower is not None and self._follower.done() and not self._follower.cancelled():
            self._follower.result()  # raises what kept it from following: the event belongs to another event loop
        return self._stop is not None and self._stop.is_set()

    async def _follow(self, event: asyncio.Event) -> None:
        while not event.is_set():
            await event.wait()
        self._look()

    def _look(self) -> None:
        """See whether the stop is set, and again when it may have been without telling."""
        if self._look_again is not None:
            self._look_again.cancel()
        if self._stop is not None and self._stop.is_set():
            self._wake()
        due = []
        if self._context is not None and self._context.deadline_ns is not None:
            due.append(self._context.deadline_ns - self._clock.now_ns())
        if self._event is not None and self._follower is None:
            due.append(POLL_NS)
        left_ns = min((ns for ns in due if ns > 0), default=None)
        self._look_again = None if left_ns is None else self._call_later(left_ns, self._look)


async def _drive(
    loop: Loop, call: Callable[[], object], stop: AnyStop, clock: Clock, on_crash: OnCrash
) -> BaseException | None:
    """`driver.drive`, asynchronously."""
    if isinstance(clock, VirtualClock):
        raise TypeError("a VirtualClock serves the blocking functions: here the event loop sleeps")
    async with _Watch(stop, clock) as watch:
        step: Step = loop.start(clock.now_ns())
        while not isinstance(step, Done):
            if isinstance(step, Call):
                try:
                    result = call()
                    if inspect.isawaitable(result):
                        result = await result
                    result = bool(result)
                except Exception as exc:
                    if on_crash is None:
                        raise
                    on_crash(exc)
                    result = False
                step = loop.complete(clock.now_ns(), result)
            elif await watch.wait(step.until_ns):
                step = loop.interrupt(clock.now_ns(), stopped(stop))
            else:
                step = loop.wake(clock.now_ns())
    return step.cause


async def _check(loop: Loop, condition: Condition, stop: AnyStop, clock: Clock, on_crash: OnCrash) -> None:
    error = await _drive(loop, condition, stop, clock, on_crash)
    if error is not None:
        raise error


async def _check_legacy(loop: Loop, condition: Condition, stop: AnyStop, clock: Clock, on_crash: OnCrash) -> None:
    error = await _drive(loop, condition, stop, clock, on_crash)
    if error is not None:
        raise WaitTimeout from error.__cause__


async def until(
    f: Function,
    period: Duration,
    stop: AnyStop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """`wait.until` as a coroutine; of the same arguments, errors and source."""
    await jitter_until(f, period, 0.0, True, stop, clock=clock, on_crash=on_crash)


async def non_sliding_until(
    f: Function,
    period: Duration,
    stop: AnyStop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """`wait.non_sliding_until` as a coroutine; of the same arguments, errors and source."""
    await jitter_until(f, period, 0.0, False, stop, clock=clock, on_crash=on_crash)


async def jitter_until(
    f: Function,
    period: Duration,
    jitter_factor: float,
    sliding: bool,
    stop: AnyStop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
    random: Random = random.random,
) -> None:
    """`wait.jitter_until` as a coroutine; of the same arguments, errors and source."""
    delay = jittered_backoff_manager(period, jitter_factor, random=random)
    await backoff_until(f, delay, sliding, stop, clock=clock, on_crash=on_crash)


async def backoff_until(
    f: Function,
    delay: DelayFunc,
    sliding: bool,
    stop: AnyStop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """`wait.backoff_until` as a coroutine; of the same arguments, errors and source."""

    async def run() -> bool:
        result = f()
        if inspect.isawaitable(result):
            await result
        return False

    await _drive(running(delay, sliding), run, stop, clock, on_crash)


async def forever(f: Function, period: Duration, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None) -> None:
    """`wait.forever` as a coroutine; of the same arguments, errors and source."""
    await until(f, period, clock=clock, on_crash=on_crash)


async def poll_until_context_cancel(
    ctx: AnyStop,
    interval: Duration,
    immediate: bool,
    condition: Condition,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """`wait.poll_until_context_cancel` as a coroutine; of the same arguments, errors and source."""
    await _check(ticking(interval, immediate), condition, ctx, clock, on_crash)


async def poll_until_context_timeout(
    ctx: AnyStop,
    interval: Duration,
    timeout: Duration | None,  # noqa: ASYNC109 - the fixed API has it
    immediate: bool,
    condition: Condition,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """`wait.poll_until_context_timeout` as a coroutine; of the same arguments, errors and source."""
    loop = ticking(interval, immediate)
    with Context(ctx, timeout=timeout, clock=clock) as limited:
        await _check(loop, condition, limited, clock, on_crash)


async def delay_until(
    delay: DelayFunc,
    ctx: AnyStop,
    immediate: bool,
    sliding: bool,
    condition: Condition,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """`wait.delay_until` as a coroutine; of the same arguments, errors and source."""
    await _check(delaying(delay, immediate, sliding), condition, ctx, clock, on_crash)


async def poll(
    interval: Duration,
    timeout: Duration | None,  # noqa: ASYNC109 - the fixed API has it
    condition: Condition,
    ctx: AnyStop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """`wait.poll` as a coroutine; of the same arguments, errors and source."""
    await _check_legacy(ticking_legacy(interval, timeout, immediate=False), condition, ctx, clock, on_crash)


async def poll_immediate(
    interval: Duration,
    timeout: Duration | None,  # noqa: ASYNC109 - the fixed API has it
    condition: Condition,
    ctx: AnyStop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """`wait.poll_immediate` as a coroutine; of the same arguments, errors and source."""
    await _check_legacy(ticking_legacy(interval, timeout, immediate=True), condition, ctx, clock, on_crash)


async def poll_infinite(
    interval: Duration,
    condition: Condition,
    ctx: AnyStop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """`wait.poll_infinite` as a coroutine; of the same arguments, errors and source."""
    await poll(interval, None, condition, ctx, clock=clock, on_crash=on_crash)


async def poll_immediate_infinite(
    interval: Duration,
    condition: Condition,
    ctx: AnyStop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """`wait.poll_immediate_infinite` as a coroutine; of the same arguments, errors and source."""
    await poll_immediate(interval, None, condition, ctx, clock=clock, on_crash=on_crash)


async def poll_until(
    interval: Duration, condition: Condition, stop: AnyStop, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None
) -> None:
    """`wait.poll_until` as a coroutine; of the same arguments, errors and source."""
    await poll(interval, None, condition, stop, clock=clock, on_crash=on_crash)


async def poll_immediate_until(
    interval: Duration, condition: Condition, stop: AnyStop, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None
) -> None:
    """`wait.poll_immediate_until` as a coroutine; of the same arguments, errors and source."""
    await poll_immediate(interval, None, condition, stop, clock=clock, on_crash=on_crash)


async def exponential_backoff(
    backoff: Backoff, condition: Condition, ctx: AnyStop = None, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None
) -> None:
    """`wait.exponential_backoff` as a coroutine; of the same arguments, errors and source."""
    await _check(trying(backoff), condition, ctx, clock, on_crash)
