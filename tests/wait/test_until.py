"""What the records don't say of the Until family: names, defaults, crashes."""

from __future__ import annotations

import itertools
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from waitgui import wait

if TYPE_CHECKING:
    from collections.abc import Callable

S = 1_000_000_000


@pytest.fixture
def clock() -> wait.VirtualClock:
    return wait.VirtualClock()


class Runs:
    """An `f` that notes its starts, takes a while, and sets the stop in its last run."""

    def __init__(self, clock: wait.VirtualClock, n: int, takes_s: int = 1) -> None:
        self.clock, self.n, self.takes_ns = clock, n, takes_s * S
        self.stop = threading.Event()
        self.starts: list[int] = []

    def __call__(self) -> str:
        self.starts.append(self.clock.now_ns() // S)
        self.clock.advance(self.takes_ns)
        if len(self.starts) == self.n:
            self.stop.set()
        return "what f returns means nothing"


def test_until(clock: wait.VirtualClock) -> None:
    runs = Runs(clock, 3)
    wait.until(runs, timedelta(seconds=10), runs.stop, clock=clock)
    assert runs.starts == [0, 11, 22]
    assert clock.now_ns() == 23 * S


def test_non_sliding_until(clock: wait.VirtualClock) -> None:
    runs = Runs(clock, 3)
    wait.non_sliding_until(runs, 10, runs.stop, clock=clock)
    assert runs.starts == [0, 10, 20]


@pytest.mark.parametrize(("sliding", "starts"), [(True, [0, 16, 32]), (False, [0, 15, 30])])
def test_jitter_until(clock: wait.VirtualClock, sliding: bool, starts: list[int]) -> None:
    runs = Runs(clock, 3)
    wait.jitter_until(runs, 10, 1.0, sliding, runs.stop, clock=clock, random=lambda: 0.5)
    assert runs.starts == starts


@pytest.mark.parametrize(("sliding", "starts"), [(True, [0, 3, 7]), (False, [0, 2, 5])])
def test_backoff_until(clock: wait.VirtualClock, sliding: bool, starts: list[int]) -> None:
    delays = iter([2 * S, 3 * S, 4 * S])
    runs = Runs(clock, 3)
    wait.backoff_until(runs, lambda: next(delays), sliding, runs.stop, clock=clock)
    assert runs.starts == starts


def test_forever_ends_with_an_exception(clock: wait.VirtualClock) -> None:
    times: list[int] = []

    def f() -> None:
        times.append(clock.now_ns() // S)
        if len(times) == 3:
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - it has no words
        wait.forever(f, 5, clock=clock)
    assert times == [0, 5, 10]


def loops(clock: wait.VirtualClock) -> list[Callable[..., None]]:
    return [
        lambda f, stop=None, **more: wait.until(f, 1, stop, clock=clock, **more),
        lambda f, stop=None, **more: wait.non_sliding_until(f, 1, stop, clock=clock, **more),
        lambda f, stop=None, **more: wait.jitter_until(f, 1, 0.5, True, stop, clock=clock, **more),
        lambda f, stop=None, **more: wait.backoff_until(f, lambda: S, True, stop, clock=clock, **more),
    ]


@pytest.mark.parametrize("n", range(4))
def test_a_stop_set_beforehand_means_no_run(clock: wait.VirtualClock, n: int) -> None:
    stop = threading.Event()
    stop.set()
    ran: list[int] = []
    loops(clock)[n](lambda: ran.append(1), stop)
    context = wait.Context()
    context.cancel()
    loops(clock)[n](lambda: ran.append(1), context)
    loops(clock)[n](lambda: ran.append(1), wait.Context(timeout=0, clock=clock))
    assert ran == []
    assert clock.now_ns() == 0


@pytest.mark.parametrize("n", range(4))
def test_no_stop_never_stops(clock: wait.VirtualClock, n: int) -> None:
    ran: list[int] = []

    def f() -> None:
        ran.append(1)
        if len(ran) == 50:
            raise KeyError

    with pytest.raises(KeyError):
        loops(clock)[n](f, wait.NEVER_STOP)
    assert len(ran) == 50


@pytest.mark.parametrize("n", range(4))
def test_on_crash_is_handed_each_exception(clock: wait.VirtualClock, n: int) -> None:
    stop, crashes = threading.Event(), []
    raised = [OSError(), ValueError(), KeyError()]

    def f() -> None:
        if len(crashes) == 2:
            stop.set()
        raise raised[len(crashes)]

    loops(clock)[n](f, stop, on_crash=crashes.append)
    assert crashes == raised


def test_forever_hands_over_too(clock: wait.VirtualClock) -> None:
    seen: list[Exception] = []

    def f() -> None:
        if seen:
            raise KeyboardInterrupt
        raise OSError

    with pytest.raises(KeyboardInterrupt):
        wait.forever(f, 1, clock=clock, on_crash=seen.append)
    assert [type(one) for one in seen] == [OSError]


def test_the_real_clock_is_the_default() -> None:
    stop = threading.Event()
    times: list[int] = []

    def f() -> None:
        times.append(wait.MONOTONIC.now_ns())
        if len(times) == 3:
            stop.set()

    wait.until(f, 0.002, stop)
    assert [b - a >= 2_000_000 for a, b in itertools.pairwise(times)] == [True, True]
