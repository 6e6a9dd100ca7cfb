"""Texts for people, and durations, shares and times in words. Every text goes through `translate`.

Numbers with a unit are said all over the program, and always in the one language of the process: whoever begins it
(the command line, the composition root) chooses that by `speak`, and nobody else.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from waitgui.wait import durations
from waitgui.wait.durations import NS_PER_H, NS_PER_MIN, NS_PER_MS, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

Translate: TypeAlias = "Callable[..., str]"
"""The signature of `QCoreApplication.translate`."""

NBSP = "\N{NO-BREAK SPACE}"
_MOST = 1_000_000_000
_NS_PER_DAY = 24 * NS_PER_H
_LAST_NS = 9_000 * 365 * _NS_PER_DAY
_SIZES = (_NS_PER_DAY, NS_PER_H, NS_PER_MIN, NS_PER_S)


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


def translatable(_context: str, text: str) -> str:
    """The text as it stands: a mark for what is translated where it is shown."""
    return text


class _Units(NamedTuple):
    """The words of the units, the largest first; `minutes` is said where no seconds or hours stand beside them."""

    beside: tuple[str, str, str, str]
    minutes: str
    ms: str
    percent: str


def _units(translate: Translate) -> _Units:
    return _Units(
        (
            translate("units", "d", "days"),
            translate("units", "h", "hours"),
            translate("units", "min", "minutes beside another unit"),
            translate("units", "s", "seconds"),
        ),
        translate("units", "min", "minutes alone"),
        translate("units", "ms", "milliseconds"),
        translate("units", "{number} %", "per cent").replace(" ", NBSP),
    )


_spoken = _units(untranslated)


def speak(translate: Translate) -> None:
    """Say units in another language from now on, in the whole process."""
    global _spoken  # noqa: PLW0603 - the language is the process's, as Qt's is
    _spoken = _units(translate)


def joined(parts: Sequence[str], translate: Translate) -> str:
    """Clauses as one: "every 5 min after it ends, until 10 ticks"."""
    return translate("describe", ", ", "between clauses").join(parts)


def listed(parts: Sequence[str], translate: Translate) -> str:
    """Things in a row, without a word before the last: "A, B, C"."""
    return translate("describe", ", ", "between the entries of a list").join(parts)


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


def beside(sentence: list[Span], other: list[Span], translate: Translate) -> list[Span]:
    """Two sentences, one after the other; the second may be empty."""
    return fill(translate("describe", "{one} {other}"), one=sentence, other=other) if other else sentence


def plain_text(spans: list[Span]) -> str:
    """The sentence without its emphasis."""
    return "".join(span.text for span in spans)


def duration_words(ns: int) -> str:
    """A duration to read: "3 ms", "4.2 s", "2 min 52 s", "3 h 12 min"; rounded, two units at most."""
    sign, left = ("−", -ns) if ns < 0 else ("", ns)
    if left == 0:
        return _parts((0, 0, 0, "0"))
    if left < NS_PER_S - NS_PER_MS // 2:
        ms = (left + NS_PER_MS // 2) // NS_PER_MS
        return f"{sign}{ms}{NBSP}{_spoken.ms}" if ms else f"<{NBSP}1{NBSP}{_spoken.ms}"
    tenths = (left + NS_PER_S // 20) // (NS_PER_S // 10)
    if tenths < 600:
        return sign + _parts((0, 0, 0, _tenths(tenths)))
    seconds = (left + NS_PER_S // 2) // NS_PER_S
    for number, size in enumerate(_SIZES[:-1]):
        small = _SIZES[number + 1]
        many, rest = divmod(seconds * NS_PER_S + (small // 2 if small > NS_PER_S else 0), size)
        if many:
            counts: list[int | str] = [0, 0, 0, 0]
            counts[number], counts[number + 1] = many, rest // small
            return sign + _parts(counts)
    raise AssertionError(ns)


def _tenths(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def exact_words(ns: int) -> str:
    """A duration as it was asked for, all of it: "1.234 s", "1 h 2 min 3 s"."""
    counts: list[int | str] = []
    for size in _SIZES[:-1]:
        many, ns = divmod(ns, size)
        counts.append(many)
    if ns and not any(counts) and ns < NS_PER_S:
        return f"{ns / NS_PER_MS:.15g}{NBSP}{_spoken.ms}"
    return _parts([*counts, f"{ns / NS_PER_S:.15g}" if ns or not any(counts) else 0])


def _parts(counts: Sequence[int | str]) -> str:
    """Days, hours, minutes and seconds, of which a number 0 isn't said."""
    said = [(count, unit) for count, unit in zip(counts, _spoken.beside, strict=True) if count != 0]
    if len(said) == 1 and counts[2] != 0:
        said = [(counts[2], _spoken.minutes)]
    return NBSP.join(f"{count}{NBSP}{unit}" for count, unit in said)


def typed_words(text: str) -> str:
    """A duration as it is typed, to read: "8m32s" → "8 min 32 s"."""
    return exact_words(durations.parse(text))


def percent_words(share: float) -> str:
    """A share as per cent: 0.2 → "20 %"."""
    return _spoken.percent.replace("{number}", f"{share * 100:.12g}")


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
