"""Where the axis has marks, and what they say: local time, from microseconds to years. Pure; nothing is drawn here.

Times are Unix ns. Days, months and years begin when the clock on the wall says so; within a day local times are never
subtracted from each other, so that the hour that summer time repeats or leaves out is drawn as long as it was.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from waitgui.wait.durations import NS_PER_H, NS_PER_MIN, NS_PER_MS, NS_PER_S, NS_PER_US

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo

NS_PER_DAY = 24 * NS_PER_H
_YEAR_DAYS = 365.2425
_STRETCH = 4


class Unit(Enum):
    """What a step is counted in."""

    TIME = 1
    """ns, within a day."""
    DAY = NS_PER_DAY
    MONTH = round(_YEAR_DAYS / 12 * NS_PER_DAY)
    YEAR = round(_YEAR_DAYS * NS_PER_DAY)


class Step(NamedTuple):
    """The distance of labels, and into how many parts smaller marks divide it."""

    size: int
    unit: Unit
    parts: int

    @property
    def ns(self) -> int:
        """How long it is, on average."""
        return self.size * self.unit.value


class Mark(NamedTuple):
    """A mark of the axis; one without a label is a smaller one. `strong`: a day among times, a year among months."""

    at_ns: int
    label: str = ""
    strong: bool = False


class Label(NamedTuple):
    """A label with its place, in logical pixels."""

    left: float
    width: float
    words: str
    strong: bool = False

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width


def with_room(labels: Iterable[Label], taken: tuple[float, float], width: float, apart: float = 8) -> list[Label]:
    """The labels that keep `apart` from those before them and from what is `taken`, and end within `width`."""
    spans, shown = [taken], []
    for label in labels:
        left, right = label.left - apart, label.left + label.width
        if right <= width:
            for low, high in spans:
                if right + apart > low and high > left:
                    break
            else:
                spans.append((label.left, right))
                shown.append(label)
    return shown


def _steps() -> Iterator[Step]:
    for unit_ns, below in ((NS_PER_US, NS_PER_MS), (NS_PER_MS, NS_PER_S)):
        decade = unit_ns
        while decade < below:
            yield Step(decade, Unit.TIME, 5)
            yield Step(2 * decade, Unit.TIME, 4)
            yield Step(5 * decade, Unit.TIME, 5)
            decade *= 10
    for unit_ns in (NS_PER_S, NS_PER_MIN):
        for count, parts in ((1, 4 if unit_ns == NS_PER_MIN else 5), (2, 4), (5, 5), (10, 5), (15, 3), (30, 3)):
            yield Step(count * unit_ns, Unit.TIME, parts)
    for hours, parts in ((1, 4), (2, 4), (3, 3), (6, 6), (12, 4)):
        yield Step(hours * NS_PER_H, Unit.TIME, parts)
    for days, parts in ((1, 4), (2, 2), (5, 5), (10, 5)):
        yield Step(days, Unit.DAY, parts)
    for months, parts in ((1, 1), (2, 2), (3, 3), (6, 6)):
        yield Step(months, Unit.MONTH, parts)
    for years, parts in ((1, 4), (2, 2), (5, 5), (10, 5), (20, 4), (50, 5)):
        yield Step(years, Unit.YEAR, parts)


STEPS = tuple(_steps())


class DateWords(NamedTuple):
    """How days and months are written."""

    months: tuple[str, ...]
    day_and_month: str

    def day(self, day: date) -> str:
        """A day within its year."""
        return self.day_and_month.replace("{day}", str(day.day)).replace("{month}", self.months[day.month - 1])


ENGLISH = DateWords(
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), "{day} {month}"
)


@lru_cache(maxsize=64)
def step_for(ns_per_px: float, label_px: float) -> Step:
    """The smallest step whose labels have room. `label_px`: width of "00:00:00" with the space after it."""

    def fits(step: Step) -> bool:
        wide = label_px * (len(_pattern(step)) + 2) / 10 if step.ns < NS_PER_S else label_px
        return step.ns >= wide * ns_per_px

    return STEPS[min(bisect_left(STEPS, True, key=fits), len(STEPS) - 1)]


def marks(from_ns: int, to_ns: int, step: Step, tz: tzinfo | None, dates: DateWords = ENGLISH) -> list[Mark]:
    """The marks within, both ends included, in order. `tz` None is the local zone."""
    if step.unit is Unit.TIME:
        stretch_ns = _STRETCH * step.ns  # those of a view that moves are found once
        known = _times(from_ns // stretch_ns * stretch_ns, -(-to_ns // stretch_ns) * stretch_ns, step, tz, dates)
        return [mark for mark in known if from_ns <= mark.at_ns <= to_ns]
    return _dates(from_ns, to_ns, step, tz, dates)


@lru_cache(maxsize=32)
def _times(from_ns: int, to_ns: int, step: Step, tz: tzinfo | None, dates: DateWords) -> tuple[Mark, ...]:
    days = list(_days(from_ns, to_ns, tz))
    times = _walls(days, step, tz) if step.ns > NS_PER_H else _multiples(days, from_ns, to_ns, step, tz)
    return tuple(_time_mark(at_ns, number, step, tz, dates) for at_ns, number in times)


def day_label(at_ns: int, step: Step, tz: tzinfo | None, dates: DateWords = ENGLISH) -> str:
    """What the labels at this step leave out: the day, or the year of days and months; "" for years."""
    wall = _wall(at_ns, tz)
    if step.unit is Unit.TIME:
        return dates.day(wall.date())
    return "" if step.unit is Unit.YEAR else str(wall.year)


@lru_cache(maxsize=4096)
def time_label(at_ns: int, step: Step, tz: tzinfo | None) -> str:
    """The time of day, as exact as the step asks for; the hour that summer time repeats names its zone."""
    wall = _wall(at_ns, tz)
    label = f"{wall:%H:%M:%S}"
    pattern = _pattern(step)
    if len(pattern) > len(label):
        return f"{label}.{at_ns % NS_PER_S:09d}"[: len(pattern)]
    return label[: len(pattern)] + (f" {wall.astimezone(tz).tzname()}" if wall.fold else "")


def _pattern(step: Step) -> str:
    if step.ns < NS_PER_S:
        digits = next(digits for digits in range(1, 10) if step.ns % 10 ** (9 - digits) == 0)
        return "00:00:00." + "0" * digits
    return "00:00" if step.ns % NS_PER_MIN == 0 else "00:00:00"


def _multiples(
    days: Sequence[date], from_ns: int, to_ns: int, step: Step, tz: tzinfo | None
) -> Iterator[tuple[int, int]]:
    """Multiples of the small step since the begin of the day, and their numbers; at midnight the next day begins."""
    small = step.ns // step.parts
    for day in days:
        begin, end = _begin(day, tz), min(_begin(day + timedelta(days=1), tz), to_ns + 1)
        first = max(0, -(-(from_ns - begin) // small))
        for number in range(first, -(-(end - begin) // small)):
            yield begin + number * small, number


def _walls(days: Sequence[date], step: Step, tz: tzinfo | None) -> Iterator[tuple[int, int]]:
    """When the clock on the wall shows a multiple of the small step; where summer time leaves that out, nothing."""
    small_min = step.ns // step.parts // NS_PER_MIN
    for day in days:
        for number in range(24 * 60 // small_min):
            wall = datetime(day.year, day.month, day.day, *divmod(number * small_min, 60), tzinfo=tz)
            at_ns = int(wall.timestamp()) * NS_PER_S
            if _wall(at_ns, tz).replace(fold=0) == wall:
                yield at_ns, number


def _time_mark(at_ns: int, number: int, step: Step, tz: tzinfo | None, dates: DateWords) -> Mark:
    if number == 0:
        return Mark(at_ns, day_label(at_ns, step, tz, dates), strong=True)
    return Mark(at_ns, "" if number % step.parts else time_label(at_ns, step, tz))


def _days(from_ns: int, to_ns: int, tz: tzinfo | None) -> Iterator[date]:
    day, last = _wall(from_ns, tz).date(), _wall(to_ns, tz).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _dates(from_ns: int, to_ns: int, step: Step, tz: tzinfo | None, dates: DateWords) -> list[Mark]:
    found: dict[int, Mark] = {}
    for day, label in _calendar(_wall(from_ns, tz).date(), _wall(to_ns, tz).date(), step, dates):
        begin = _begin(day, tz)
        if from_ns <= begin <= to_ns:
            found[begin] = Mark(begin, label, strong=step.unit is Unit.MONTH and day.month == 1)
    return [found[begin] for begin in sorted(found)]


def _calendar(first: date, last: date, step: Step, dates: DateWords) -> Iterator[tuple[date, str]]:
    """Days with a mark, from before `first` to after `last`, and the labels of those that have one."""
    if step.unit is Unit.DAY:
        day = first - timedelta(days=1)
        while day <= last + timedelta(days=1):
            is_labelled = (day.day - 1) % step.size == 0 and day.day <= 31 - step.size // 2
            yield day, dates.day(day) if is_labelled else ""
            day += timedelta(days=1)
        return
    month_step = step.size * (12 if step.unit is Unit.YEAR else 1)
    small = max(month_step // step.parts, 1)
    month = (first.year * 12 + first.month - 1) // small * small
    while month <= last.year * 12 + last.month:
        year, index = divmod(month, 12)
        label = str(year) if index == 0 else dates.months[index]
        yield date(year, index + 1, 1), label if month % month_step == 0 else ""
        month += small


def _begin(day: date, tz: tzinfo | None) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=tz).timestamp()) * NS_PER_S


def _wall(at_ns: int, tz: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(at_ns // NS_PER_S, tz)
