from __future__ import annotations

import random
import threading
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from waitgui.wait import (
    Backoff,
    DelayFunc,
    Loop,
    VirtualClock,
    concurrent,
    exponential_backoff_manager,
    jitter,
    jittered_backoff_manager,
)
from waitgui.wait.durations import MAX_NS

if TYPE_CHECKING:
    from collections.abc import Callable

S = 1_000_000_000


def take(delay: Callable[[], int], n: int) -> list[int]:
    return [delay() for _ in range(n)]


def never() -> float:
    raise AssertionError("a random number was drawn")


def test_a_backoff_keeps_its_own_state() -> None:
    backoff = Backoff(timedelta(milliseconds=1), 2, steps=3, random=never)
    assert (backoff.duration_ns, backoff.steps) == (1_000_000, 3)
    assert take(backoff.step, 2) == [1_000_000, 2_000_000]
    assert (backoff.duration_ns, backoff.steps) == (4_000_000, 1)


def test_a_delay_func_works_on_a_copy() -> None:
    backoff = Backoff(1, 2, steps=2, random=never)
    one, other = backoff.delay_func(), backoff.delay_func()
    assert take(one, 4) == take(other, 4) == [S, 2 * S, 4 * S, 4 * S]
    assert (backoff.duration_ns, backoff.steps) == (S, 2)


def test_durations_are_exact() -> None:
    assert Backoff(Fraction(1, 3)).step() == 333_333_333
    assert take(Backoff(1, 10, steps=9, cap=Fraction(2000000001, 10**9)).step, 2) == [S, 2_000_000_001]


def test_defaults() -> None:
    assert take(Backoff(1).step, 3) == [S, S, S]


def test_jitter_comes_from_random() -> None:
    assert take(Backoff(1, jitter=0.5, random=lambda: 0.5).step, 2) == [1_250_000_000] * 2
    random.seed(7)
    drawn = take(Backoff(1, jitter=0.5).step, 3)
    random.seed(7)
    assert drawn == [S + int(random.random() * 0.5 * S) for _ in range(3)]


def test_jitter_of_zero_is_jitter_of_one() -> None:
    assert jitter(1_000, 0.0, lambda: 0.5) == 1_500
    assert jitter(1_000, 0.5, random=lambda: 0.5) == 1_250
    random.seed(7)
    drawn = jitter(1_000_000, 1.0)
    random.seed(7)
    assert drawn == 1_000_000 + int(random.random() * 1_000_000)


@pytest.mark.parametrize(
    ("backoff", "kind"),
    [
        (Backoff(1), "fixed"),
        (Backoff(1, 3.0, cap=1), "fixed"),
        (Backoff(1, 3.0, steps=1), "fixed"),
        (Backoff(1, steps=2), "variable"),
        (Backoff(1, jitter=-1), "variable"),
        (Backoff(0, jitter=0.1), "variable"),
        (Backoff(0, steps=2), "variable"),
        (Backoff(0), "noop"),
        (Backoff(-1, 2.0), "noop"),
    ],
)
def test_timer_kind(backoff: Backoff, kind: str) -> None:
    assert backoff.timer_kind == kind


def test_its_timers() -> None:
    assert [Backoff(1).timer().arm(now_ns) for now_ns in (0, 5)] == [S, S + 5]
    fixed = Backoff(1, 3.0, steps=1).timer()
    assert [fixed.arm(now_ns) for now_ns in (0, 5, S + 5)] == [S, S, 2 * S]
    backoff = Backoff(1, 2.0, steps=3)
    variable = backoff.timer()
    assert [variable.arm(now_ns) for now_ns in (0, 5)] == [S, 2 * S + 5]
    assert backoff.steps == 3
    assert Backoff(0).timer().arm(7) == 7


def test_tries_are_a_copy() -> None:
    backoff = Backoff(1, 2.0, steps=3)
    loop = Loop(backoff.tries(), sliding=True, first_ns=0)
    loop.start(0)
    loop.wake(0)
    loop.complete(0)
    assert backoff.steps == 3


@pytest.mark.parametrize("name", ["factor", "jitter"])
def test_not_a_number(name: str) -> None:
    with pytest.raises(ValueError, match=r"^factor and jitter must be numbers \(got NaN\)$"):
        Backoff(1, **{name: float("nan")})
    with pytest.raises(ValueError, match=r"^factor and jitter must be numbers \(got NaN\)$"):
        exponential_backoff_manager(1, 9, 1, **{"factor": 2.0, name: float("nan")})


def test_what_no_int64_holds_is_the_longest() -> None:
    ages = 10**400
    assert take(Backoff(ages, 2.0, 0.5, 3, random=lambda: 0.5).step, 3) == [MAX_NS] * 3
    assert jittered_backoff_manager(ages, 0.5, random=lambda: 0.5)() == MAX_NS


def test_repr() -> None:
    assert "duration_ns=1000000000, factor=2.0" in repr(Backoff(1, 2.0))


# Starting over


def test_delay_with_reset_counts_from_the_last_reset() -> None:
    clock = VirtualClock(7)
    delay = Backoff(1, 2, steps=9, cap=8).delay_with_reset(10, clock)
    seen = []
    for advance_s in (5, 5, 1, 9, 2):
        clock.advance(advance_s * S)
        seen.append(delay() // S)
    assert seen == [1, 2, 1, 2, 1]


def test_delay_with_reset_is_strict() -> None:
    clock = VirtualClock()
    delay = Backoff(1, 2, steps=9).delay_with_reset(10, clock=clock)
    delay()
    clock.advance(10 * S)
    assert delay() == 2 * S
    clock.advance(1)
    assert delay() == S


def test_delay_with_reset_restores_the_steps_too() -> None:
    clock = VirtualClock()
    delay = Backoff(1, 2, steps=1).delay_with_reset(10, clock)
    assert take(delay, 3) == [S, 2 * S, 2 * S]
    clock.advance(10 * S + 1)
    assert take(delay, 3) == [S, 2 * S, 2 * S]


@pytest.mark.parametrize("reset", [0, -1])
def test_a_reset_interval_of_zero_or_less_keeps_the_delay(reset: float) -> None:
    backoff = Backoff(1, 2, 1.0, steps=3, random=lambda: 0.5)
    delay = backoff.delay_with_reset(reset, VirtualClock())
    assert take(delay, 3) == [1_500_000_000] * 3
    assert take(backoff.step, 2) == [1_500_000_000, 3_000_000_000]


@pytest.mark.parametrize("factor", [0.0, -2.0])
def test_a_factor_of_zero_or_less_never_starts_over(factor: float) -> None:
    clock = VirtualClock()
    backoff = Backoff(1, factor, steps=2)
    delay = backoff.delay_with_reset(10, clock)
    wanted = take(backoff.delay_func(), 4)
    seen = []
    for _ in range(4):
        clock.advance(11 * S)
        seen.append(delay())
    assert seen == wanted


def test_the_manager_starts_over_after_idling() -> None:
    clock = VirtualClock(3)
    delay = exponential_backoff_manager(1, 10, 10, 2.0, clock=clock)
    seen = []
    for advance_s in (0, 9, 9, 9, 9, 10, 9, 11, 1):
        clock.advance(advance_s * S)
        seen.append(delay() // S)
    assert seen == [1, 2, 4, 8, 10, 10, 10, 1, 2]


@pytest.mark.parametrize("most", [None, 0, -1])
def test_the_manager_without_a_maximum(most: float | None) -> None:
    delay = exponential_backoff_manager(1, most, 10, 2.0, clock=VirtualClock())
    assert take(delay, 4) == [S, 2 * S, 4 * S, 8 * S]


def test_the_manager_jitters() -> None:
    delay = exponential_backoff_manager(1, 10, 10, 2.0, 0.5, clock=VirtualClock(), random=lambda: 0.5)
    assert take(delay, 2) == [1_250_000_000, 2_500_000_000]


def test_the_jittered_manager() -> None:
    assert take(jittered_backoff_manager(1, random=never), 2) == [S, S]
    assert take(jittered_backoff_manager(1, -1.0, random=never), 2) == [S, S]
    assert take(jittered_backoff_manager(1, 0.5, random=lambda: 0.5), 2) == [1_250_000_000] * 2


# Threads


class Torn:
    """A delay that goes wrong when two threads are in it."""

    def __init__(self) -> None:
        self.n = 0
        self.inside = threading.Lock()

    def __call__(self) -> int:
        assert self.inside.acquire(blocking=False), "two threads at once"
        self.n += 1
        n = self.n
        self.inside.release()
        return n


def drawn_by_threads(delay: DelayFunc) -> list[int]:
    drawn: list[int] = []
    start = threading.Barrier(4)

    def draw() -> None:
        start.wait()
        drawn.extend(delay() for _ in range(500))

    threads = [threading.Thread(target=draw) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return drawn


def test_concurrent_is_one_sequence_for_all() -> None:
    assert sorted(drawn_by_threads(concurrent(Torn()))) == list(range(1, 2_001))


def test_concurrent_gives_back_the_lock_when_a_delay_raises() -> None:
    delays = iter([1])
    delay = concurrent(lambda: next(delays))
    delay()
    for _ in range(2):
        with pytest.raises(StopIteration):
            delay()


@pytest.mark.parametrize("factor", [1.0001, 0.0])
def test_delay_with_reset_is_safe_to_share(factor: float) -> None:
    random = Torn()
    backoff = Backoff(1, factor, jitter=1.0, steps=10_000, random=lambda: random() * 0.0)
    drawn = drawn_by_threads(backoff.delay_with_reset(3_600))
    assert sorted(drawn) == take(Backoff(1, factor, steps=10_000).step, 2_000)
