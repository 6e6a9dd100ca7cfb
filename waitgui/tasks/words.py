"""Texts for people, and durations, shares and times in words. Every text goes through `translate`."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from waitgui.wait import durations
from waitgui.wait.durations import NS_PER_H, NS_PER_MIN, NS_PER_MS, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

Translate: TypeAlias = "Callable[..., str]"
"""The signature of `QCoreApplication.translate`."""

NBSP = "\N{NO-BREAK SPACE}"
_MOST = 1_000_000_000
_NS_PER_DAY = 24 * NS_PER_H
_LAST_NS = 9_000 * 365 * _NS_PER_DAY
_UNITS = (("d", _NS_PER_DAY), ("h", NS_PER_H), ("min", NS_PER_MIN), ("s", NS_PER_S))


class Span(NamedTuple):
    """A piece of a sentence; `strong` ones carry what the sentence is about."""

    text: str
    strong: bool = False


def untranslated(context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
    """The text as it stands, with its number; "(s)" is English for a plural."""
    return text if n < 0 else english(text, n).replace("%n", f"{n:,}")


def english(text: str, n: int) -> str:
    """The English form for `n` of a text with "(s)" or "(es)"."""
    one = n == 1
    return text.replace("(s)", "" if one else "s").replace("(es)", "" if one else "es")


def counting(translate: Translate) -> Translate:
    """The same for numbers that an int32 doesn't hold, which Qt refuses: they take the plural of a smaller one."""

    def translated(context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        if n <= _MOST:
            return translate(context, text, disambiguation, n)
        smaller = _MOST + n % _MOST  # ends in the same digits, which is what plurals go by
        words = translate(context, text, disambiguation, smaller)
        return words.replace(f"{smaller:,}", f"{n:,}").replace(str(smaller), f"{n:,}")

    return translated


def fill(template: str, **values: str | list[Span]) -> list[Span]:
    """The template with its {fields} as strong spans; a field that is a list of spans goes in as it is."""
    spans: list[Span] = []
    for number, part in enumerate(re.split(r"\{(\w+)\}", template)):
        if number % 2 == 0:
            spans += [Span(part)] if part else []
            continue
        value = values[part]
        spans += value if isinstance(value, list) else [Span(value, strong=True)]
    return spans


def plain_text(spans: list[Span]) -> str:
    """The sentence without its emphasis."""
    return "".join(span.text for span in spans)


def duration_words(ns: int) -> str:
    """A duration to read: "3 ms", "4.2 s", "2 min 52 s", "3 h 12 min"; rounded, two units at most."""
    sign, left = ("−", -ns) if ns < 0 else ("", ns)
    if left == 0:
        return f"0{NBSP}s"
    if left < NS_PER_S - NS_PER_MS // 2:
        ms = (left + NS_PER_MS // 2) // NS_PER_MS
        return f"{sign}{ms}{NBSP}ms" if ms else f"<{NBSP}1{NBSP}ms"
    tenths = (left + NS_PER_S // 20) // (NS_PER_S // 10)
    if tenths < 600:
        return f"{sign}{_tenths(tenths)}{NBSP}s"
    seconds = (left + NS_PER_S // 2) // NS_PER_S
    for number, (unit, size) in enumerate(_UNITS[:-1]):
        small_unit, small = _UNITS[number + 1]
        many, rest = divmod(seconds * NS_PER_S + (small // 2 if small > NS_PER_S else 0), size)
        if many:
            few = rest // small
            return f"{sign}{many}{NBSP}{unit}" + (f"{NBSP}{few}{NBSP}{small_unit}" if few else "")
    raise AssertionError(ns)


def _tenths(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def exact_words(ns: int) -> str:
    """A duration as it was asked for, all of it: "1.234 s", "1 h 2 min 3 s"."""
    if ns == 0:
        return f"0{NBSP}s"
    parts = []
    for unit, size in _UNITS[:-1]:
        many, ns = divmod(ns, size)
        parts += [f"{many}{NBSP}{unit}"] if many else []
    if ns and not parts and ns < NS_PER_S:
        return f"{ns / NS_PER_MS:.15g}{NBSP}ms"
    parts += [f"{ns / NS_PER_S:.15g}{NBSP}s"] if ns else []
    return NBSP.join(parts)


def typed_words(text: str) -> str:
    """A duration as it is typed, to read: "8m32s" → "8 min 32 s"."""
    return exact_words(durations.parse(text))


def percent_words(share: float) -> str:
    """A share as per cent: 0.2 → "20 %"."""
    return f"{share * 100:.12g}{NBSP}%"


def clock_words(moment: datetime) -> str:
    """A time of day with milliseconds: "14:31:24.200"."""
    return f"{moment:%H:%M:%S}.{moment.microsecond // 1000:03d}"


def local_time(wall_ns: int) -> datetime:
    """A Unix time as local time. Of times that a calendar hasn't, the last or the first that it has."""
    seconds, ns = divmod(min(max(wall_ns, 0), _LAST_NS), 1_000_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=ns // 1_000).astimezone()


def moment_words(moment: datetime, today: date) -> str:
    """A time to the second, with its date unless that is today's."""
    return f"{moment:%H:%M:%S}" if moment.date() == today else f"{moment:%Y-%m-%d %H:%M:%S}"
