from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.wait.backoff import Growth
from waitgui.wait.timers import Fixed, Grid, Ready, Refused, Timer, Tries, Variable

times = st.integers(0, 10**12)
intervals = st.integers(1, 10**10)


def arms(timer: Timer, *now_ns: int) -> list[int | None]:
    return [timer.arm(one) for one in now_ns]


def test_variable_counts_each_delay_from_now() -> None:
    delays = iter([10, 0, -5])
    timer = Variable(lambda: next(delays))
    assert arms(timer, 100, 200, 300) == [110, 200, 295]
    assert not timer.spent


def test_ready_is_due_at_once() -> None:
    timer = Ready()
    assert arms(timer, 0, 7) == [0, 7]
    assert not timer.spent


def test_fixed_keeps_one_tick() -> None:
    """The second tick is taken late, at 100: the one at 80 is lost, the next is at 120."""
    timer = Fixed(40)
    assert arms(timer, 0, 100, 120, 160) == [40, 120, 160, 200]
    assert not timer.spent


def test_fixed_counts_from_its_first_arming() -> None:
    assert arms(Fixed(10), 3, 13, 14, 33) == [13, 23, 23, 43]


@given(intervals, st.lists(times, min_size=1))
def test_fixed_gives_the_first_point_after_now(interval_ns: int, steps: list[int]) -> None:
    timer, now_ns = Fixed(interval_ns), 0
    for step_ns in steps:
        now_ns += step_ns
        due_ns = timer.arm(now_ns)
        assert now_ns < due_ns <= now_ns + interval_ns
        assert (due_ns - steps[0]) % interval_ns == 0


def test_grid_loses_what_it_missed() -> None:
    timer = Grid(40)
    assert arms(timer, 0, 140) == [40, 160]
    assert list(timer.missed) == [80, 120]
    assert arms(timer, 160) == [200]
    assert list(timer.missed) == []
    assert not timer.spent


def test_grid_takes_a_point_that_is_now() -> None:
    timer = Grid(40)
    assert arms(timer, 5, 85) == [45, 85]
    assert list(timer.missed) == []
    assert arms(timer, 125, 166) == [125, 205]
    assert list(timer.missed) == [165]


def test_grid_with_an_anchor() -> None:
    """Point 0 is the anchor itself, which isn't due."""
    timer = Grid(40, 1_000)
    assert timer.missed == range(0)
    assert arms(timer, 0, 0, 1_081) == [1_040, 1_080, 1_120]
    late = Grid(40, 0)
    assert arms(late, 130) == [160]
    assert list(late.missed) == [40, 80, 120]


@given(intervals, st.lists(times, min_size=1))
def test_grid_neither_drifts_nor_repeats(interval_ns: int, steps: list[int]) -> None:
    timer, now_ns, due_ns = Grid(interval_ns, 0), 0, 0
    for step_ns in steps:
        now_ns += step_ns
        before_ns, due_ns = due_ns, timer.arm(now_ns)
        assert due_ns % interval_ns == 0
        assert due_ns == before_ns + interval_ns or now_ns <= due_ns < now_ns + interval_ns
        assert due_ns >= now_ns
        assert timer.missed == range(before_ns + interval_ns, due_ns, interval_ns)
        now_ns = max(now_ns, due_ns)


@pytest.mark.parametrize("interval_ns", [0, -1])
@pytest.mark.parametrize("grid", [Fixed, Grid])
def test_a_grid_needs_an_interval(grid: type[Fixed | Grid], interval_ns: int) -> None:
    with pytest.raises(ValueError, match=r"^a grid needs an interval above zero$"):
        grid(interval_ns)


def test_the_shortest_interval() -> None:
    assert arms(Fixed(1), 5, 6) == [6, 7]
    assert arms(Grid(1), 5, 6) == [6, 7]


def test_refused_comes_due_once() -> None:
    timer = Refused(-3)
    assert not timer.spent
    assert timer.arm(70) == 70
    with pytest.raises(ValueError, match=r"^the interval must be above zero \(got -3 ns\)$"):
        timer.spent  # noqa: B018 - the look is the refusal


def test_tries_end_without_a_delay() -> None:
    timer = Tries(Growth(10, 2.0, 0.0, 3, 0), lambda: 0.0)
    seen = []
    for now_ns in (0, 100, 200):
        assert not timer.spent
        seen.append(timer.arm(now_ns))
    assert seen == [10, 120, None]


def test_tries_end_after_growth_over_the_cap() -> None:
    timer = Tries(Growth(10, 2.0, 0.0, 6, 35), lambda: 0.0)
    assert arms(timer, 0, 100) == [10, 120]
    assert timer.spent


@pytest.mark.parametrize("steps", [0, -1])
def test_no_tries(steps: int) -> None:
    assert Tries(Growth(10, 2.0, 0.0, steps, 0), lambda: 0.0).spent


def test_tries_draw_their_jitter() -> None:
    timer = Tries(Growth(100, 0.0, 1.0, 3, 0), lambda: 0.5)
    assert arms(timer, 0) == [150]
