from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.wait.durations import Duration, parse, text, to_ns


@pytest.mark.parametrize(
    ("duration", "ns"),
    [
        (1, 1_000_000_000),
        (0, 0),
        (-2, -2_000_000_000),
        (0.5, 500_000_000),
        (0.1, 100_000_000),
        (1e-9, 1),
        (4e-10, 0),
        (6e-10, 1),
        (-6e-10, -1),
        (Fraction(1, 3), 333_333_333),
        (Fraction(2, 3), 666_666_667),
        (Decimal("1.000000001"), 1_000_000_001),
        (Decimal("1e-9"), 1),
        (timedelta(days=2, seconds=3, microseconds=4), 172_803_000_004_000),
        (timedelta(microseconds=-1), -1_000),
        (timedelta.max, 86_399_999_999_999_999_999_000),
        (2**60, 2**60 * 10**9),
    ],
)
def test_duration_to_ns(duration: Duration, ns: int) -> None:
    assert to_ns(duration) == ns
    assert type(to_ns(duration)) is int


def test_a_float_is_taken_as_the_number_that_it_is() -> None:
    seconds = 9007199.254740993  # times 1e9 in float64 it would be …992
    assert round(seconds * 1e9) != to_ns(seconds) == round(Fraction(seconds) * 10**9)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_to_ns_is_the_nearest(seconds: float) -> None:
    assert abs(to_ns(seconds) - Fraction(seconds) * 10**9) <= Fraction(1, 2)


@given(st.integers(-(2**63), 2**63))
def test_to_ns_of_exact_seconds(ns: int) -> None:
    assert to_ns(Fraction(ns, 10**9)) == ns
    assert to_ns(Decimal(ns).scaleb(-9)) == ns


@pytest.mark.parametrize(
    "wrong", [float("nan"), float("inf"), -float("inf"), Decimal("nan"), Decimal("-inf"), Decimal("snan")]
)
def test_not_finite(wrong: Duration) -> None:
    with pytest.raises(
        ValueError,
        match=r"(?i)^a duration must be finite \(got .*(nan|inf).*\)$",
    ) as raised:
        to_ns(wrong)
    assert raised.value.__suppress_context__


@pytest.mark.parametrize("wrong", ["1s", None, 1j, [1]])
def test_no_duration(wrong: object) -> None:
    with pytest.raises(TypeError, match=f"^a duration is seconds or a timedelta, not {type(wrong).__name__}$"):
        to_ns(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "ns"),
    [
        ("0", 0),
        ("-0", 0),
        ("+5s", 5 * 10**9),
        ("5s", 5 * 10**9),
        ("-5s", -5 * 10**9),
        ("1m30s", 90 * 10**9),
        ("1.5h", 5_400 * 10**9),
        ("-1.5h", -5_400 * 10**9),
        (".5m", 30 * 10**9),
        ("3.s", 3 * 10**9),
        ("250ms", 250_000_000),
        ("7us", 7_000),
        ("7µs", 7_000),
        ("7μs", 7_000),
        ("42ns", 42),
        ("2.9ns", 2),
        ("-2.9ns", -2),
        ("1h2m3s4ms5us6ns", 3_723_004_005_006),
        (" 10 s ", 10 * 10**9),
        ("1m 30s", 90 * 10**9),
        ("0s", 0),
    ],
)
def test_parse(written: str, ns: int) -> None:
    assert parse(written) == ns


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "a duration is needed, as in 10s"),
        ("  ", "a duration is needed, as in 10s"),
        ("-", "a duration is needed, as in 10s"),
        ("s", "“s” isn't a duration. Write a number and a unit, as in 10s."),
        ("--1s", "“-1s” isn't a duration. Write a number and a unit, as in 10s."),
        (".s", "“.s” isn't a duration. Write a number and a unit, as in 10s."),
        ("10", "“10” has no unit. Use ms, s, m or h, as in 10s."),
        (" 1m30 ", "“1m30” has no unit. Use ms, s, m or h, as in 10s."),
        ("3 days", "“days” isn't a unit. Use ms, s, m or h, as in 10s."),
        ("1S", "“S” isn't a unit. Use ms, s, m or h, as in 10s."),
        ("１s", "“１s” isn't a duration. Write a number and a unit, as in 10s."),
        ("1XXs", "“XXs” isn't a unit. Use ms, s, m or h, as in 10s."),
    ],
)
def test_parse_says_what_is_wrong(written: str, message: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole message follows
        parse(written)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("ns", "written"),
    [
        (0, "0s"),
        (1, "1ns"),
        (-1, "-1ns"),
        (999, "999ns"),
        (1_000, "1us"),
        (1_500, "1.5us"),
        (999_999, "999.999us"),
        (1_000_000, "1ms"),
        (250_000_000, "250ms"),
        (999_999_999, "999.999999ms"),
        (10**9, "1s"),
        (1_500_000_000, "1.5s"),
        (1_000_000_001, "1.000000001s"),
        (59 * 10**9, "59s"),
        (60 * 10**9, "1m"),
        (90 * 10**9, "1m30s"),
        (3_600 * 10**9, "1h"),
        (-7_200 * 10**9, "-2h"),
        (3_661 * 10**9 + 1_000_000, "1h1m1.001s"),
        (3_600 * 10**9 + 1, "1h0.000000001s"),
    ],
)
def test_text(ns: int, written: str) -> None:
    assert text(ns) == written


@given(st.integers(-(2**63), 2**63))
def test_text_is_read_back(ns: int) -> None:
    assert parse(text(ns)) == ns
