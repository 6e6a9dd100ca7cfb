"""The Poll family: check `condition` until it is true (k8s loop.go, poll.go, backoff.go).

Each checks on the caller's thread, one check at a time, and returns None when the condition is true. Durations are
seconds or a `timedelta`. What the condition raises leaves the loop, or goes to `on_crash`; if that returns, the check
counts as "not yet". `immediate` checks once before it looks at the stop.

The context functions keep a fixed grid, with one tick kept while a check runs, and raise `Canceled` or
`DeadlineExceeded`. The legacy ones (`poll…` without "context") keep a grid whose missed ticks are lost, check once
more at the timeout, and raise `WaitTimeout` whatever ended them.
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
    """Check every `interval`, on a grid; an interval of zero or less checks without a pause."""
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
    """The same, for `timeout` at most, counted from the call; zero or less has passed already."""
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
    """Check with the pauses that `delay` gives, in ns, counted from the end of each check (sliding) or its start."""
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
    """Check every `interval`, for `timeout`: zero is no limit, below zero has passed already."""
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
    """Check at once, then every `interval`, for `timeout` after the first check."""
    _check_legacy(ticking_legacy(interval, timeout, immediate=True), condition, ctx, clock, on_crash)


def poll_infinite(
    interval: Duration,
    condition: Condition,
    ctx: Stop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Check every `interval`."""
    poll(interval, None, condition, ctx, clock=clock, on_crash=on_crash)


def poll_immediate_infinite(
    interval: Duration,
    condition: Condition,
    ctx: Stop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Check at once, then every `interval`."""
    poll_immediate(interval, None, condition, ctx, clock=clock, on_crash=on_crash)


def poll_until(
    interval: Duration, condition: Condition, stop: Stop, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None
) -> None:
    """Check every `interval` until stopped."""
    poll(interval, None, condition, stop, clock=clock, on_crash=on_crash)


def poll_immediate_until(
    interval: Duration, condition: Condition, stop: Stop, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None
) -> None:
    """Check at once, then every `interval` until stopped."""
    poll_immediate(interval, None, condition, stop, clock=clock, on_crash=on_crash)


def exponential_backoff(
    backoff: Backoff, condition: Condition, ctx: Stop = None, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None
) -> None:
    """Check `backoff.steps` times at most, with its growing delays between, then raise `WaitTimeout`.

    `backoff` isn't changed. A delay that grows over its cap is slept through, then the tries are over.
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
