"""A selected range in words: which time, what happened in it, and the figures beside that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from waitgui.tasks.words import Span, clock_words, counting, duration_words, fill, percent_words
from waitgui.wait.durations import NS_PER_MIN, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from waitgui.models.range_stats import RangeStats, Spread

UNKNOWN = "–"
_LEAST_SHARE = 0.001
_WITHOUT_SECONDS_NS = 20 * NS_PER_MIN
_WITH_MS_NS = 20 * NS_PER_S
_translate = counting(QCoreApplication.translate)


@dataclass(frozen=True, slots=True)
class RangeView:
    """What the panel shows. `rows` are names and three figures; `failures` a task's name and its number of them."""

    subtitle: str
    sentence: tuple[Span, ...] = ()
    rows: tuple[tuple[str, str, str, str], ...] = ()
    failures: tuple[tuple[str, int], ...] = ()


def range_title(from_ns: int, to_ns: int, whose: str | None, wall: Callable[[int], datetime]) -> str:
    """Which range: "13:02 to 13:38, 36 min, all tasks". `whose` is the task's name, None for all."""
    begin, end = wall(from_ns), wall(to_ns)
    words = _translate("range", "{begin} to {end}, {length}, {whose}")
    if begin.date() != end.date():
        begin_words, end_words = f"{begin:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}"
    else:
        begin_words, end_words = (_clock(moment, to_ns - from_ns) for moment in (begin, end))
    values = {
        "begin": begin_words,
        "end": end_words,
        "length": duration_words(to_ns - from_ns),
        "whose": _translate("range", "all tasks") if whose is None else whose,
    }
    for name, value in values.items():
        words = words.replace("{" + name + "}", value)
    return words


def range_view(
    title: str, stats: RangeStats, name_of: Callable[[int], str], wall: Callable[[int], datetime], *, is_one: bool
) -> RangeView:
    """What happened. `name_of` gives the name of a lane's number; `is_one` says that it is about one task."""
    none = (UNKNOWN, UNKNOWN, UNKNOWN)
    rows = [
        (_translate("range", "Duration"), *(none if stats.duration is None else _spread(stats.duration))),
        (_translate("range", "Lateness"), *(none if stats.lateness is None else _spread(stats.lateness))),
        (_translate("range", "Busy, total"), UNKNOWN, UNKNOWN, duration_words(stats.busy_ns)),
    ]
    failures = () if is_one else tuple((name_of(at.lane), at.failed) for at in stats.worst)
    return RangeView(title, tuple(_sentence(stats, name_of, wall, is_one=is_one)), tuple(rows), failures)


def _sentence(
    stats: RangeStats, name_of: Callable[[int], str], wall: Callable[[int], datetime], *, is_one: bool
) -> list[Span]:
    if not stats.ticks:
        return [Span(_translate("range", "No tick began in this time."))]
    spans = fill(
        _translate("range", "{ticks}."), ticks=_count(_translate("range", "%n tick(s)", None, stats.ticks), stats.ticks)
    )
    if stats.failed:
        share = stats.failed / stats.ticks
        percent = percent_words(round(share, 3)) if share >= _LEAST_SHARE else f"<\u00a0{percent_words(_LEAST_SHARE)}"
        spans += fill(
            _translate("range", " {failed} ({percent})"),
            failed=_count(_translate("range", "%n failed", None, stats.failed), stats.failed),
            percent=[Span(percent)],
        )
        names = [[Span(name_of(at.lane))] for at in stats.worst[: stats.mostly]]
        since = [Span(_clock(wall(stats.mostly_from_ns), stats.to_ns - stats.from_ns))]
        if is_one:
            spans += fill(_translate("range", ", from {time}"), time=since)
        elif len(names) == 1:
            spans += fill(_translate("range", ", mostly in {task} from {time}"), task=names[0], time=since)
        elif names:
            template = _translate("range", ", mostly in {task} and {other} from {time}")
            spans += fill(template, task=names[0], other=names[1], time=since)
        spans.append(Span(_translate("describe", ".")))
    else:
        spans.append(Span(_translate("range", " None failed.")))
    if stats.skipped:
        words = _translate("range", " Skipped: %n.", None, stats.skipped)
        spans.append(Span(words))
    return spans


def _spread(spread: Spread) -> tuple[str, str, str]:
    return duration_words(spread.p50_ns), duration_words(spread.p95_ns), duration_words(spread.longest_ns)


def _count(words: str, number: int) -> str:
    """The words with the thousands of their number apart."""
    return words.replace(str(number), f"{number:,}", 1)


def _clock(moment: datetime, span_ns: int) -> str:
    """As exact as a span so long needs it."""
    if span_ns < _WITH_MS_NS:
        return clock_words(moment)
    return f"{moment:%H:%M:%S}" if span_ns < _WITHOUT_SECONDS_NS else f"{moment:%H:%M}"
