"""Delay functions: each call gives the next delay in ns (k8s backoff.go). The arithmetic is in `backoff`.

Not safe to share among threads unless it says so; `concurrent` makes any of them so.
"""

from __future__ import annotations

import math
import random
import threading
from typing import TYPE_CHECKING, Literal, TypeAlias

from waitgui.wait.backoff import Growth, Random, clamp, jittered
from waitgui.wait.clock import MONOTONIC, Clock
from waitgui.wait.durations import Duration, to_ns
from waitgui.wait.timers import Fixed, Ready, Timer, Tries, Variable

if TYPE_CHECKING:
    from collections.abc import Callable

DelayFunc: TypeAlias = "Callable[[], int]"
"""Each call gives the next delay in ns (k8s DelayFunc)."""
TimerKind: TypeAlias = Literal["fixed", "variable", "noop"]

_NO_END = 2**31 - 1  # steps


def jitter(duration_ns: int, max_factor: float, random: Random = random.random) -> int:
    """`duration_ns` lengthened by a random share of up to `max_factor`: in [d, d · (1 + factor)).

    A trap that is Go's: a factor of 0 or less means 1, not "no jitter". What leaves 64 bits saturates (k8s Jitter).

    >>> from waitgui.wait import jitter
    >>> jitter(1_000, 0.5, random=lambda: 0.5)
    1250
    >>> jitter(1_000, 0, random=lambda: 0.5)
    1500
    """
    return jittered(duration_ns, max_factor, random())


class Backoff:
    """A delay that grows by `factor` a step, for `steps` steps, up to `cap`.

    The first delay is always `duration`; the cap limits growth alone, and growth over it uses up the steps. `jitter`
    lengthens each delay, the one at the cap too, by a random share of up to that factor; zero or less is none. `cap`
    of zero or less, like None, is none. `duration` and `cap` are seconds or a `timedelta`. Nothing is refused but what
    isn't a number or isn't finite: `ValueError`. Not safe to share among threads (k8s Backoff).

    >>> from waitgui.wait import Backoff
    >>> backoff = Backoff(1, factor=2, steps=10, cap=5)
    >>> [backoff.step() // 10**9 for _ in range(5)]
    [1, 2, 4, 5, 5]
    >>> backoff.steps
    0
    """

    __slots__ = ("_growth", "_random")

    def __init__(
        self,
        duration: Duration,
        factor: float = 0.0,
        jitter: float = 0.0,
        steps: int = 0,
        cap: Duration | None = None,
        *,
        random: Random = random.random,
    ) -> None:
        self._growth = _growth(duration, factor, jitter, steps, cap)
        self._random = random

    def __repr__(self) -> str:
        return f"Backoff({self._growth})"

    @property
    def duration_ns(self) -> int:
        """The next delay in ns, before jitter."""
        return self._growth.duration_ns

    @property
    def steps(self) -> int:
        """How many steps are left."""
        return self._growth.steps

    @property
    def timer_kind(self) -> TimerKind:
        """Which timer it makes, as Go does: "variable" over its delays, "fixed" (a grid) or "noop" (always due).

        >>> Backoff(1).timer_kind, Backoff(1, steps=2).timer_kind, Backoff(0).timer_kind
        ('fixed', 'variable', 'noop')
        """
        if self._growth.steps > 1 or self._growth.jitter != 0:
            return "variable"
        return "fixed" if self._growth.duration_ns > 0 else "noop"

    def step(self) -> int:
        """The present delay in ns, with jitter; the state moves on (k8s Backoff.Step)."""
        return self._growth.step(self._random)

    def delay_func(self) -> DelayFunc:
        """Its delays in ns, from a copy (k8s Backoff.DelayFunc)."""
        growth, random = self._growth.copy(), self._random
        return lambda: growth.step(random)

    def delay_with_reset(self, reset_interval: Duration, clock: Clock = MONOTONIC) -> DelayFunc:
        """Its delays from a copy, which starts over when more than `reset_interval` has passed since it last did.

        With an interval of zero or less the delay stays what it is, with a factor of zero or less nothing starts over.
        `reset_interval` is in seconds or a `timedelta`. Safe to share among threads (k8s Backoff.DelayWithReset).

        >>> from waitgui.wait import VirtualClock
        >>> clock = VirtualClock()
        >>> delay = Backoff(1, factor=2, steps=9).delay_with_reset(60, clock)
        >>> [delay() // 10**9, delay() // 10**9, delay() // 10**9]
        [1, 2, 4]
        >>> clock.advance(61 * 10**9)
        >>> delay() // 10**9
        1
        """
        reset_ns = to_ns(reset_interval)
        growth = self._growth.copy()
        if growth.factor <= 0:
            return concurrent(self.delay_func())
        if reset_ns <= 0:
            growth.factor, growth.steps = 0.0, 0
        return concurrent(_StartingOver(growth, reset_ns, clock, self._random, after_idling=False))

    def timer(self) -> Timer:
        """The timer of its `timer_kind`, in a state of its own. A fixed one has the duration as its interval."""
        kind = self.timer_kind
        if kind == "variable":
            return Variable(self.delay_func())
        return Fixed(self._growth.duration_ns) if kind == "fixed" else Ready()

    def tries(self) -> Tries:
        """As many tries as it has steps, with its delays between them, in a state of its own."""
        return Tries(self._growth.copy(), self._random)


def _growth(duration: Duration, factor: float, jitter: float, steps: int, cap: Duration | None) -> Growth:
    if math.isnan(factor) or math.isnan(jitter):
        raise ValueError("factor and jitter must be numbers (got NaN)")
    return Growth(clamp(to_ns(duration)), factor, jitter, steps, 0 if cap is None else to_ns(cap))


class _StartingOver:
    """Delays that start over when more than `reset_ns` has passed: since the last call, or since they last did so."""

    def __init__(self, growth: Growth, reset_ns: int, clock: Clock, random: Random, *, after_idling: bool) -> None:
        self._initial = growth
        self._growth = growth.copy()
        self._reset_ns = reset_ns
        self._clock = clock
        self._random = random
        self._after_idling = after_idling
        self._since_ns = clock.now_ns()

    def __call__(self) -> int:
        now_ns = self._clock.now_ns()
        over = now_ns - self._since_ns > self._reset_ns
        if over:
            self._growth = self._initial.copy()
        if over or self._after_idling:
            self._since_ns = now_ns
        return self._growth.step(self._random)


def exponential_backoff_manager(
    init: Duration,
    max: Duration | None,  # noqa: A002 - the fixed API names it so
    reset: Duration,
    factor: float,
    jitter: float = 0.0,
    *,
    clock: Clock = MONOTONIC,
    random: Random = random.random,
) -> DelayFunc:
    """Delays that grow from `init` to `max`, and start over when nobody asked for more than `reset`.

    A delay counts as idling too: one that is longer than `reset` makes the next start over. `max` of None, zero or less
    is no limit. Durations are seconds or a `timedelta`, what is given are ns. Not safe to share among threads
    (k8s NewExponentialBackoffManager).

    >>> from waitgui.wait import VirtualClock, exponential_backoff_manager
    >>> delay = exponential_backoff_manager(1, 8, 60, 2.0, clock=VirtualClock())
    >>> [delay() // 10**9 for _ in range(6)]
    [1, 2, 4, 8, 8, 8]
    """
    growth = _growth(init, factor, jitter, _NO_END, max)
    return _StartingOver(growth, to_ns(reset), clock, random, after_idling=True)


def jittered_backoff_manager(duration: Duration, jitter: float = 0.0, *, random: Random = random.random) -> DelayFunc:
    """The same `duration` for ever, each lengthened by a random share of up to `jitter`; zero or less is none.

    `duration` is in seconds or a `timedelta`, what is given are ns (k8s NewJitteredBackoffManager).

    >>> from waitgui.wait import jittered_backoff_manager
    >>> delay = jittered_backoff_manager(10, 0.5, random=lambda: 0.5)
    >>> delay(), delay()
    (12500000000, 12500000000)
    """
    duration_ns = clamp(to_ns(duration))
    if jitter > 0:
        return lambda: jittered(duration_ns, jitter, random())
    return lambda: duration_ns


def concurrent(delay: DelayFunc) -> DelayFunc:
    """`delay`, safe to share among threads: they draw from one sequence, one at a time (k8s DelayFunc.Concurrent).

    >>> from waitgui.wait import Backoff, concurrent
    >>> delay = concurrent(Backoff(1, factor=2, steps=9).delay_func())
    >>> delay() + delay()
    3000000000
    """
    lock = threading.Lock()

    def locked() -> int:
        with lock:
            return delay()

    return locked
