"""Durations: seconds or `timedelta` at the border, integer nanoseconds inside, "1m30s" in files.

Exact throughout: a float is taken as the number that it is (`as_integer_ratio`), never multiplied by 1e9.
"""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

NS_PER_US = 1_000
NS_PER_MS = 1_000_000
NS_PER_S = 1_000_000_000
NS_PER_MIN = 60 * NS_PER_S
NS_PER_H = 60 * NS_PER_MIN

MAX_NS = 2**63 - 1
MIN_NS = -(2**63)

Duration: TypeAlias = float | int | Fraction | Decimal | timedelta
"""Seconds, or a `timedelta`; rounded to the nearest nanosecond."""

_UNITS = {"ns": 1, "us": NS_PER_US, "µs": NS_PER_US, "μs": NS_PER_US, "ms": NS_PER_MS}
_UNITS |= {"s": NS_PER_S, "m": NS_PER_MIN, "h": NS_PER_H}
_PART = re.compile(r"([0-9]+\.?[0-9]*|\.[0-9]+)([^0-9.]*)", re.ASCII)


def to_ns(duration: Duration) -> int:
    """The duration in nanoseconds, rounded to the nearest.

    Raises `ValueError` for NaN and infinities, `TypeError` for what is no duration.
    """
    if isinstance(duration, timedelta):
        return ((duration.days * 86_400 + duration.seconds) * 1_000_000 + duration.microseconds) * NS_PER_US
    if not isinstance(duration, int | float | Fraction | Decimal):
        raise TypeError(f"a duration is seconds or a timedelta, not {type(duration).__name__}")
    try:
        numerator, denominator = duration.as_integer_ratio()
    except (ValueError, OverflowError):
        raise ValueError(f"a duration must be finite (got {duration})") from None
    return round(Fraction(numerator * NS_PER_S, denominator))


def parse(text: str) -> int:
    """Nanoseconds of a text in Go's form: "250ms", "1m30s", "-1.5h", "0" (Go time.ParseDuration).

    Raises `ValueError` with a message for people. A fraction below a nanosecond is cut off.
    """
    rest = text.strip()
    negative = rest.startswith("-")
    rest = rest.removeprefix("-") if negative else rest.removeprefix("+")
    if rest == "0":
        return 0
    if not rest:
        raise ValueError("a duration is needed, as in 10s")
    total = Fraction(0)
    while rest:
        part = _PART.match(rest)
        if part is None:
            raise ValueError(f"“{rest}” isn't a duration. Write a number and a unit, as in 10s.")
        number, unit = part[1], part[2].strip()
        if not unit:
            raise ValueError(f"“{text.strip()}” has no unit. Use ms, s, m or h, as in 10s.")
        if unit not in _UNITS:
            raise ValueError(f"“{unit}” isn't a unit. Use ms, s, m or h, as in 10s.")
        total += Fraction(number) * _UNITS[unit]
        rest = rest[part.end() :]
    return int(-total if negative else total)


def text(ns: int) -> str:
    """The shortest text in Go's form that `parse` reads back as `ns`: "1m30s", "2h", "1.5s", "250ms", "0s"."""
    if ns == 0:
        return "0s"
    sign, left = ("-", -ns) if ns < 0 else ("", ns)
    for unit, size, below in (("ns", 1, NS_PER_US), ("us", NS_PER_US, NS_PER_MS), ("ms", NS_PER_MS, NS_PER_S)):
        if left < below:
            return f"{sign}{_decimal(left, size)}{unit}"
    hours, left = divmod(left, NS_PER_H)
    minutes, left = divmod(left, NS_PER_MIN)
    parts = [f"{hours}h" if hours else "", f"{minutes}m" if minutes else ""]
    parts.append(f"{_decimal(left, NS_PER_S)}s" if left else "")
    return sign + "".join(parts)


def _decimal(ns: int, size: int) -> str:
    whole, rest = divmod(ns, size)
    if not rest:
        return str(whole)
    digits = str(rest).rjust(len(str(size)) - 1, "0").rstrip("0")
    return f"{whole}.{digits}"
