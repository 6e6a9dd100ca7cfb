"""The arithmetic: Go's, except where Go's is undefined."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from waitgui.wait.backoff import Growth, clamp, jittered, scaled
from waitgui.wait.durations import MAX_NS, MIN_NS

int64s = st.integers(MIN_NS, MAX_NS)
uniforms = st.floats(0, 1, exclude_max=True)


def never() -> float:
    raise AssertionError("a random number was drawn")


@pytest.mark.parametrize(
    ("ns", "clamped"),
    [
        (0, 0),
        (MAX_NS, MAX_NS),
        (MAX_NS + 1, MAX_NS),
        (MIN_NS, MIN_NS),
        (MIN_NS - 1, MIN_NS),
        (-5, -5),
    ],
)
def test_clamp(ns: int, clamped: int) -> None:
    assert clamp(ns) == clamped


@pytest.mark.parametrize(
    ("ns", "factor", "product"),
    [
        (10, 2.5, 25),
        (3, 0.5, 1),
        (-3, 0.5, -1),
        (2**53 + 1, 1, 2**53),  # through float64, an int factor too
        (2**62, 2.0, MAX_NS),
        (2**62, 1.9999999999999998, 2**63 - 1024),
        (2**62, -2.0, MIN_NS),
        (2**62, -1.9999999999999998, 1024 - 2**63),
        (2**62, float("inf"), MAX_NS),
        (2**62, -float("inf"), MIN_NS),
        (MAX_NS, 1.0, MAX_NS),
        (0, float("inf"), 0),
        (1, float("nan"), 0),
    ],
)
def test_scaled(ns: int, factor: float, product: int) -> None:
    assert scaled(ns, factor) == product


@given(int64s, st.floats(allow_nan=False))
def test_scaled_stays_in_int64(ns: int, factor: float) -> None:
    assert MIN_NS <= scaled(ns, factor) <= MAX_NS


@given(st.integers(0, 2**53), st.floats(1e-6, 1e6), uniforms)
@example(10, 1.0, 1 - 2**-53)
def test_jitter_lies_in_its_bounds(duration_ns: int, factor: float, u: float) -> None:
    ns = jittered(duration_ns, factor, u)
    assert duration_ns <= ns
    bound = duration_ns * (1 + Fraction(factor))
    # Below the bound, but for the last bit of a float64 product, as in Go.
    assert ns < bound or ns == duration_ns or Fraction(ns) - bound <= bound * Fraction(1, 2**52)


@given(st.integers(0, 2**40), st.integers(1, 1024), st.integers(0, 2**12 - 1))
def test_jitter_never_reaches_its_bound(duration_ns: int, factor: int, u: int) -> None:
    assume(duration_ns)
    assert duration_ns <= jittered(duration_ns, float(factor), u / 2**12) < duration_ns * (1 + factor)


def test_jitter_of_a_negative_duration_makes_it_more_negative() -> None:
    assert jittered(-100, 0.5, 0.5) == -125


@pytest.mark.parametrize("factor", [0.0, -1.0, -0.0])
def test_a_factor_of_zero_or_less_means_one(factor: float) -> None:
    assert jittered(100, factor, 0.5) == 150


def test_a_small_factor_is_taken_as_it_is() -> None:
    assert jittered(100, 0.5, 0.5) == 125
    assert jittered(100, 2.0, 0.5) == 200


def test_jitter_saturates() -> None:
    assert jittered(MAX_NS - 1, 1.0, 0.5) == MAX_NS
    assert jittered(MIN_NS + 1, 1.0, 0.5) == MIN_NS


def drawn(growth: Growth, n: int) -> list[int]:
    return [growth.step(never) for _ in range(n)]


def test_growth_up_to_the_cap() -> None:
    growth = Growth(10, 2.0, 0.0, 10, 35)
    assert drawn(growth, 4) == [10, 20, 35, 35]
    assert (growth.duration_ns, growth.steps) == (35, 0)


def test_reaching_the_cap_exactly_leaves_the_steps() -> None:
    growth = Growth(10, 2.0, 0.0, 3, 20)
    assert drawn(growth, 1) == [10]
    assert (growth.duration_ns, growth.steps) == (20, 2)


def test_without_steps_nothing_grows() -> None:
    growth = Growth(10, 2.0, 0.0, -5, 0)
    assert drawn(growth, 3) == [10, 10, 10]
    assert growth.steps == 0


def test_one_step_grows_once() -> None:
    growth = Growth(10, 2.0, 0.0, 1, 0)
    assert drawn(growth, 3) == [10, 20, 20]


def test_without_a_factor_the_cap_means_nothing() -> None:
    growth = Growth(10, 0.0, 0.0, 2, 5)
    assert drawn(growth, 3) == [10, 10, 10]


@pytest.mark.parametrize("cap_ns", [0, -1])
def test_no_cap(cap_ns: int) -> None:
    assert drawn(Growth(10, 3.0, 0.0, 3, cap_ns), 4) == [10, 30, 90, 270]


def test_a_cap_of_one() -> None:
    assert drawn(Growth(10, 3.0, 0.0, 3, 1), 2) == [10, 1]


def test_jitter_is_drawn_once_a_step_and_not_fed_back() -> None:
    values = iter([0.5, 0.0, 0.25])
    growth = Growth(100, 2.0, 0.5, 5, 0)
    assert [growth.step(lambda: next(values)) for _ in range(3)] == [125, 200, 450]


@pytest.mark.parametrize("jitter", [0.0, -1.0])
def test_no_jitter_draws_nothing(jitter: float) -> None:
    assert Growth(10, 1.0, jitter, 1, 0).step(never) == 10


def test_copy_is_its_own() -> None:
    growth = Growth(10, 2.0, 0.5, 3, 70)
    copy = growth.copy()
    assert copy == growth
    copy.step(lambda: 0.0)
    assert growth == Growth(10, 2.0, 0.5, 3, 70)
    assert copy == Growth(20, 2.0, 0.5, 2, 70)


@given(
    duration_ns=int64s,
    factor=st.floats(allow_nan=False),
    jitter=st.floats(0, 1e300),
    cap_ns=int64s,
    u=uniforms,
)
def test_no_overflow_however_many_steps(duration_ns: int, factor: float, jitter: float, cap_ns: int, u: float) -> None:
    growth = Growth(duration_ns, factor, jitter, 10**9, cap_ns)
    for _ in range(70):
        assert MIN_NS <= growth.step(lambda: u) <= MAX_NS


@given(
    st.integers(1, MAX_NS),
    st.floats(1.0, 1e300, exclude_min=True),
    st.integers(1, MAX_NS),
)
def test_at_its_cap_it_stays(duration_ns: int, factor: float, cap_ns: int) -> None:
    growth = Growth(duration_ns, factor, 0.0, 10**9, cap_ns)
    assert growth.step(never) == duration_ns
    before_ns = 0
    for _ in range(70):
        delay_ns = growth.step(never)
        assert before_ns <= delay_ns <= max(cap_ns, duration_ns)
        before_ns = delay_ns
