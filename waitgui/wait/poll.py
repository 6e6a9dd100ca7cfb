"""The Poll family: check `condition` until it is true (k8s loop.go, poll.go, backoff.go).

Each checks on the caller's thread, one check at a time, and returns None when the condition is true. Durations are
seconds or a `timedelta`. What the condition raises leaves the loop, or goes to `on_crash`; if that returns, the check
counts as "not yet". `immediate` checks once before it looks at the stop.

The context functions keep a fixed grid, with one tick kept while a check runs, and raise `Canceled` or
`DeadlineExceeded`. The legacy ones (`poll…` without "context") keep a grid whose missed ticks are lost, check once
more at the timeout, and raise `WaitTimeout` whatever ended them. An interval of zero or less they refuse with a
`ValueError`, after the immediate check: there Go's process dies.

A duration that isn't finite raises `ValueError`, what is no duration `TypeError`, before the first check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.wait.clock import MONOTONIC, Clock
from waitgui.wait.context import Limited, Stop
from waitgui.wait.delays import Backoff, DelayFunc
from waitgui.wait.driver import OnCrash, drive
from waitgui.wait.durations import Duration, to_ns
from waitgui.wait.errors import WaitTimeout
from waitgui.wait.loop import Loop
from waitgui.wait.timers import Grid, Refused, Variable

if TYPE_CHECKING:
    from collections.abc import Callable

    Condition = Callable[[], bool]


def poll_until_context_cancel(
    ctx: Stop,
    interval: Duration,
    immediate: bool,
    condition: Condition,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Check every `interval`, on a grid; an interval of zero or less checks without a pause.

    Raises `Canceled` or `DeadlineExceeded` when the stop comes first (k8s PollUntilContextCancel).

    >>> from waitgui.wait import VirtualClock, poll_until_context_cancel
    >>> clock = VirtualClock()
    >>> lengths = iter([100, 0, 0, 0, 0])
    >>> def check():
    ...     print("checks at", clock.now_ns() // 10**6, "ms")
    ...     clock.advance(next(lengths) * 10**6)
    ...     return clock.now_ns() >= 200 * 10**6
    >>> poll_until_context_cancel(None, 0.04, True, check, clock=clock)
    checks at 0 ms
    checks at 100 ms
    checks at 120 ms
    checks at 160 ms
    checks at 200 ms
    """
    _check(ticking(interval, immediate), condition, ctx, clock, on_crash)


def poll_until_context_timeout(
    ctx: Stop,
    interval: Duration,
    timeout: Duration | None,
    immediate: bool,
    condition: Condition,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """The same, for `timeout` at most, counted from the call; zero or less has passed already, None is no limit.

    There is no last check at the end: it raises `DeadlineExceeded`, or `Canceled` when the stop comes first
    (k8s PollUntilContextTimeout).

    >>> from waitgui.wait import VirtualClock, poll_until_context_timeout
    >>> poll_until_context_timeout(None, 2, 7, True, lambda: print("check"), clock=VirtualClock())
    Traceback (most recent call last):
    waitgui.wait.errors.DeadlineExceeded: context deadline exceeded
    """
    loop = ticking(interval, immediate)
    with Limited(ctx, timeout=timeout, clock=clock) as limited:
        _check(loop, condition, limited, clock, on_crash)


def delay_until(
    delay: DelayFunc,
    ctx: Stop,
    immediate: bool,
    sliding: bool,
    condition: Condition,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Check with the pauses that `delay` gives, in ns, counted from the end of each check (sliding) or its start.

    Raises `Canceled` or `DeadlineExceeded` when the stop comes first; running out of steps doesn't end it
    (k8s DelayFunc.Until).

    >>> from waitgui.wait import Backoff, VirtualClock, delay_until
    >>> clock = VirtualClock()
    >>> delay = Backoff(1, factor=2, steps=9, cap=4).delay_func()
    >>> def check():
    ...     print("checks at", clock.now_ns() // 10**9, "s")
    ...     return clock.now_ns() >= 10 * 10**9
    >>> delay_until(delay, None, True, True, check, clock=clock)
    checks at 0 s
    checks at 1 s
    checks at 3 s
    checks at 7 s
    checks at 11 s
    """
    _check(delaying(delay, immediate, sliding), condition, ctx, clock, on_crash)


def poll(
    interval: Duration,
    timeout: Duration | None,
    condition: Condition,
    ctx: Stop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Check every `interval`, for `timeout`: None or zero is no limit, below zero has passed already.

    Raises `WaitTimeout` after a last check at the end, and at once when the stop is set; `ValueError` for an interval
    of zero or less (k8s Poll, PollWithContext).

    >>> from waitgui.wait import VirtualClock, WaitTimeout, poll
    >>> clock = VirtualClock()
    >>> def check():
    ...     print("checks at", clock.now_ns() // 10**9, "s")
    >>> try:
    ...     poll(2, 5, check, clock=clock)
    ... except WaitTimeout as error:
    ...     print(error)
    checks at 2 s
    checks at 4 s
    checks at 5 s
    timed out waiting for the condition
    """
    _check_legacy(ticking_legacy(interval, timeout, immediate=False), condition, ctx, clock, on_crash)


def poll_immediate(
    interval: Duration,
    timeout: Duration | None,
    condition: Condition,
    ctx: Stop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Check at once, then every `interval`, for `timeout` after the first check.

    The first check comes whatever the stop says. Otherwise raises as `poll`
    (k8s PollImmediate, PollImmediateWithContext).

    >>> from waitgui.wait import VirtualClock, poll_immediate
    >>> poll_immediate(2, 5, lambda: True, clock=VirtualClock())
    """
    _check_legacy(ticking_legacy(interval, timeout, immediate=True), condition, ctx, clock, on_crash)


def poll_infinite(
    interval: Duration,
    condition: Condition,
    ctx: Stop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Check every `interval`; raises `WaitTimeout` when the stop is set (k8s PollInfinite, PollInfiniteWithContext).

    >>> from waitgui.wait import VirtualClock, poll_infinite
    >>> clock = VirtualClock()
    >>> poll_infinite(2, lambda: clock.now_ns() >= 5 * 10**9, clock=clock)
    >>> clock.now_ns()
    6000000000
    """
    poll(interval, None, condition, ctx, clock=clock, on_crash=on_crash)


def poll_immediate_infinite(
    interval: Duration,
    condition: Condition,
    ctx: Stop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Check at once, then every `interval`; raises `WaitTimeout` when the stop is set.

    (k8s PollImmediateInfinite, PollImmediateInfiniteWithContext.)

    >>> from waitgui.wait import VirtualClock, poll_immediate_infinite
    >>> clock = VirtualClock()
    >>> poll_immediate_infinite(2, lambda: clock.now_ns() >= 5 * 10**9, clock=clock)
    >>> clock.now_ns()
    6000000000
    """
    poll_immediate(interval, None, condition, ctx, clock=clock, on_crash=on_crash)


def poll_until(
    interval: Duration, condition: Condition, stop: Stop, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None
) -> None:
    """Check every `interval` until stopped, which raises `WaitTimeout` (k8s PollUntil, PollUntilWithContext).

    >>> from waitgui.wait import Context, VirtualClock, WaitTimeout, poll_until
    >>> clock = VirtualClock()
    >>> try:
    ...     poll_until(2, lambda: False, Context(timeout=5, clock=clock), clock=clock)
    ... except WaitTimeout:
    ...     print("stopped at", clock.now_ns() // 10**9, "s")
    stopped at 5 s
    """
    poll(interval, None, condition, stop, clock=clock, on_crash=on_crash)


def poll_immediate_until(
    interval: Duration, condition: Condition, stop: Stop, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None
) -> None:
    """Check at once, then every `interval` until stopped, which raises `WaitTimeout`.

    The first check comes even if the stop is set (k8s PollImmediateUntil, PollImmediateUntilWithContext).

    >>> import threading
    >>> from waitgui.wait import VirtualClock, poll_immediate_until
    >>> stop = threading.Event()
    >>> stop.set()
    >>> poll_immediate_until(2, lambda: True, stop, clock=VirtualClock())
    """
    poll_immediate(interval, None, condition, stop, clock=clock, on_crash=on_crash)


def exponential_backoff(
    backoff: Backoff, condition: Condition, ctx: Stop = None, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None
) -> None:
    """Check `backoff.steps` times at most, with its growing delays between, then raise `WaitTimeout`.

    `backoff` isn't changed. When the next delay would grow over the cap, the present one is slept and the tries are
    over, however many are left. A stop raises `Canceled` or `DeadlineExceeded`; set beforehand, nothing is checked. Nor
    is it without steps, which raises `WaitTimeout` (k8s ExponentialBackoff, ExponentialBackoffWithContext).

    >>> from waitgui.wait import Backoff, VirtualClock, WaitTimeout, exponential_backoff
    >>> clock = VirtualClock()
    >>> def check():
    ...     print("try at", clock.now_ns() // 10**9, "s")
    >>> try:
    ...     exponential_backoff(Backoff(1, factor=2, steps=10, cap=5), check, clock=clock)
    ... except WaitTimeout:
    ...     print("given up at", clock.now_ns() // 10**9, "s")
    try at 0 s
    try at 1 s
    try at 3 s
    given up at 7 s
    """
    _check(trying(backoff), condition, ctx, clock, on_crash)


def ticking(interval: Duration, immediate: bool) -> Loop:
    """The loop of the context functions."""
    return Loop(Backoff(interval).timer(), sliding=False, immediate=immediate)


def delaying(delay: DelayFunc, immediate: bool, sliding: bool) -> Loop:
    """The loop of `delay_until`."""
    return Loop(Variable(delay), sliding=sliding, immediate=immediate)


def ticking_legacy(interval: Duration, timeout: Duration | None, immediate: bool) -> Loop:
    """The loop of the legacy functions."""
    interval_ns, timeout_ns = to_ns(interval), to_ns(timeout or 0) or None
    timer = Grid(interval_ns) if interval_ns > 0 else Refused(interval_ns)
    return Loop(timer, sliding=True, immediate=immediate, timeout_ns=timeout_ns, last_check=True)


def trying(backoff: Backoff) -> Loop:
    """The loop of `exponential_backoff`."""
    return Loop(backoff.tries(), sliding=True, first_ns=0)


def _check(loop: Loop, condition: Condition, stop: Stop, clock: Clock, on_crash: OnCrash) -> None:
    error = drive(loop, condition, stop, clock, on_crash)
    if error is not None:
        raise error


def _check_legacy(loop: Loop, condition: Condition, stop: Stop, clock: Clock, on_crash: OnCrash) -> None:
    error = drive(loop, condition, stop, clock, on_crash)
    if error is not None:
        raise WaitTimeout from error.__cause__
