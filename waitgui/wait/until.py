"""The Until family: run `f` again and again until stopped (k8s backoff.go, wait.go).

Each runs `f` on the caller's thread, first at once, and returns when `stop` is set; set beforehand, `f` never runs. The
period counts from the end of each run (sliding) or from its start. Durations are seconds or a `timedelta`; a period of
zero or less is due at once. What `f` raises leaves the loop, or goes to `on_crash`; if that returns, the loop goes on.
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
    """Run `f`, wait `period`, and again."""
    jitter_until(f, period, 0.0, True, stop, clock=clock, on_crash=on_crash)


def non_sliding_until(
    f: Callable[[], object],
    period: Duration,
    stop: Stop = None,
    *,
    clock: Clock = MONOTONIC,
    on_crash: OnCrash = None,
) -> None:
    """Run `f` every `period`, counted from the start of the run before, or at its end if that is later."""
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
    """Run `f` with periods drawn anew each time from [p, p · (1 + factor)); a factor of zero or less is no jitter."""
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
    """Run `f` with the periods that `delay` gives, in ns."""

    def run() -> bool:
        f()
        return False

    drive(running(delay, sliding), run, stop, clock, on_crash)


def forever(f: Callable[[], object], period: Duration, *, clock: Clock = MONOTONIC, on_crash: OnCrash = None) -> None:
    """Run `f`, wait `period`, and again, until it raises."""
    until(f, period, clock=clock, on_crash=on_crash)


def running(delay: DelayFunc, sliding: bool) -> Loop:
    """The loop of the family. It begins with a sleep of no length, so that a stop set beforehand means no run."""
    return Loop(Variable(delay), sliding=sliding, first_ns=0)
