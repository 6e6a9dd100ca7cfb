"""The Until family: run `f` again and again until stopped (k8s backoff.go, wait.go).

Each runs `f` on the caller's thread, first at once, and returns when `stop` is set; set beforehand, `f` never runs. The
period counts from the end of each run (sliding) or from its start. Durations are seconds or a `timedelta`; a period of
zero or less is due at once. What `f` raises leaves the loop, or goes to `on_crash`; if that returns, the loop goes on.
A period that isn't finite raises `ValueError`, one that is no duration `TypeError`, before `f` is run.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from waitgui.wait.clock import MONOTONIC, Clock
from waitgui.wait.delays import DelayFunc, jittered_backoff_manager
from waitgui.wait.driver import OnCrash, drive
from waitgui.wait.loop import Loop
from waitgui.wait.timers import Variable

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.wait.backoff import Random
    from waitgui.wait.context import Stop
    from waitgui.wait.durations import Duration


def until(
    f: Callable[[], object],
    period: Duration,
    stop: Stop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Run `f`, wait `period` from its end on, and again, until stopped (k8s Until, UntilWithContext).

    `period` is in seconds or a `timedelta`; zero or less runs without a pause.

    >>> from waitgui.wait import Context, VirtualClock, until
    >>> clock = VirtualClock()
    >>> def work():
    ...     print("starts at", clock.now_ns() // 10**9, "s")
    ...     clock.advance(2 * 10**9)
    >>> until(work, 10, Context(timeout=30, clock=clock), clock=clock)
    starts at 0 s
    starts at 12 s
    starts at 24 s
    """
    jitter_until(f, period, 0.0, True, stop, clock=clock, on_crash=on_crash)


def non_sliding_until(
    f: Callable[[], object],
    period: Duration,
    stop: Stop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Run `f` every `period`, counted from the start of the run before, or at its end if that is later.

    It isn't a grid: one long run moves all that follow (k8s NonSlidingUntil, NonSlidingUntilWithContext).

    >>> from waitgui.wait import Context, VirtualClock, non_sliding_until
    >>> clock = VirtualClock()
    >>> lengths = iter([2, 15, 2, 2])
    >>> def work():
    ...     print("starts at", clock.now_ns() // 10**9, "s")
    ...     clock.advance(next(lengths) * 10**9)
    >>> non_sliding_until(work, 10, Context(timeout=40, clock=clock), clock=clock)
    starts at 0 s
    starts at 10 s
    starts at 25 s
    starts at 35 s
    """
    jitter_until(f, period, 0.0, False, stop, clock=clock, on_crash=on_crash)


def jitter_until(
    f: Callable[[], object],
    period: Duration,
    jitter_factor: float,
    sliding: bool,
    stop: Stop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
    random: Random = random.random,
) -> None:
    """Run `f` with periods drawn anew each time from [p, p · (1 + factor)); a factor of zero or less is no jitter.

    `random` gives floats in [0, 1), one a period (k8s JitterUntil, JitterUntilWithContext).

    >>> from waitgui.wait import Context, VirtualClock, jitter_until
    >>> clock = VirtualClock()
    >>> def work():
    ...     print("starts at", clock.now_ns() // 10**9, "s")
    >>> stop = Context(timeout=30, clock=clock)
    >>> jitter_until(work, 10, 0.5, True, stop, clock=clock, random=lambda: 0.4)
    starts at 0 s
    starts at 12 s
    starts at 24 s
    """
    delay = jittered_backoff_manager(period, jitter_factor, random=random)
    backoff_until(f, delay, sliding, stop, clock=clock, on_crash=on_crash)


def backoff_until(
    f: Callable[[], object],
    delay: DelayFunc,
    sliding: bool,
    stop: Stop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Run `f` with the periods that `delay` gives, in ns (k8s BackoffUntil, BackoffUntilWithContext).

    What `delay` raises leaves the loop.

    >>> from waitgui.wait import Backoff, Context, VirtualClock, backoff_until
    >>> clock = VirtualClock()
    >>> delay = Backoff(1, factor=2, steps=9, cap=8).delay_func()
    >>> def work():
    ...     print("starts at", clock.now_ns() // 10**9, "s")
    >>> backoff_until(work, delay, True, Context(timeout=30, clock=clock), clock=clock)
    starts at 0 s
    starts at 1 s
    starts at 3 s
    starts at 7 s
    starts at 15 s
    starts at 23 s
    """

    def run() -> bool:
        f()
        return False

    drive(running(delay, sliding), run, stop, clock, on_crash)


def forever(f: Callable[[], object], period: Duration, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None) -> None:
    """Run `f`, wait `period` from its end on, and again, until it raises (k8s Forever).

    >>> from waitgui.wait import VirtualClock, forever
    >>> left = [1, 2]
    >>> forever(left.pop, 10, clock=VirtualClock())
    Traceback (most recent call last):
    IndexError: pop from empty list
    """
    until(f, period, clock=clock, on_crash=on_crash)


def running(delay: DelayFunc, sliding: bool) -> Loop:
    """The loop of the family. It begins with a sleep of no length, so that a stop set beforehand means no run."""
    return Loop(Variable(delay), sliding=sliding, first_ns=0)
