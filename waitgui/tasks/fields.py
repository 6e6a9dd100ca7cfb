"""The kinds of value that task definitions are made of, and their limits."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, TypeAlias
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    model_serializer,
)
from pydantic_core import PydanticCustomError

from waitgui.tasks import patterns
from waitgui.wait import durations

YEAR_NS = 365 * 24 * durations.NS_PER_H
LONGEST_NS = 10 * YEAR_NS
SHORTEST_NS = durations.NS_PER_MS


class Model(BaseModel):
    """A definition: frozen, strict about types; fields that it doesn't know are kept and written back."""

    model_config = ConfigDict(frozen=True, strict=True, extra="allow", allow_inf_nan=False)

    @model_serializer(mode="wrap")
    def _own_first(self, handler: Any) -> dict[str, Any]:
        plain: dict[str, Any] = handler(self)
        return {key: plain[key] for key in (*_own_first(type(self)), *plain) if key in plain}


@cache
def _own_first(model: type[Model]) -> tuple[str, ...]:
    """The names, in a file, of all fields: `kind`, then those of the class itself, then those that it inherits."""
    names = ["kind"]
    for base in model.__mro__:
        own = base.__annotations__ if issubclass(base, Model) else {}
        names += [field.alias or name for name, field in model.model_fields.items() if name in own]
    return tuple(dict.fromkeys(names))


def wrong(field: str, text: str) -> PydanticCustomError:
    """The error of one field that only the whole definition can find."""
    return PydanticCustomError("field", "{text}", {"field": field, "text": text})


def _duration_ns(value: Any) -> int:
    """Nanoseconds of a text in Go's form or of a number of seconds."""
    if isinstance(value, str):
        ns = durations.parse(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if not math.isfinite(value):
            raise ValueError("must be finite")
        ns = durations.to_ns(value)
    else:
        raise ValueError('must be a duration, as in "10s"')
    if ns < 0:
        raise ValueError("must not be negative")
    if ns > LONGEST_NS:
        raise ValueError("must not be longer than 10 years")
    if 0 < ns < SHORTEST_NS:
        raise ValueError("must be 0 or at least 1ms")
    return ns


def _above_zero(ns: int) -> int:
    if ns == 0:
        raise ValueError("must be longer than 0")
    return ns


def _without_nul(value: str) -> str:
    if "\0" in value:
        raise ValueError("must not contain NUL")
    return value


def _visible(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value


def _moment(value: Any) -> datetime:
    """A date with a time; without an offset it is local time."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            try:
                value = datetime.fromisoformat(value)
            except ValueError:
                raise ValueError("must be a date and a time, as in 2027-01-01T08:00:00") from None
    if isinstance(value, datetime):
        try:
            return value if value.tzinfo else value.astimezone()
        except (OverflowError, OSError, ValueError):
            raise ValueError("is outside the range of the calendar") from None
    if isinstance(value, date):
        raise ValueError("needs a time too, as in 2027-01-01T08:00:00")
    raise ValueError("must be a date and a time, as in 2027-01-01T08:00:00")


_SIZE = re.compile(r"([0-9]{1,40}(?:\.[0-9]{1,40})?)\s*(B|KiB|MiB|GiB|TiB)", re.ASCII)
_SIZES = {"B": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}
_RANGE = re.compile(r"([0-9]{3})(?:\s*-\s*([0-9]{3}))?", re.ASCII)
IDS = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", re.ASCII)


def _size(value: Any) -> int:
    """Bytes of a number, or of a text with a unit: "10KiB"."""
    if isinstance(value, str):
        match = _SIZE.fullmatch(value.strip())
        if match is None:
            raise ValueError('must be a size, as in "10KiB"')
        size = int(Fraction(match[1]) * _SIZES[match[2]])
    elif isinstance(value, int) and not isinstance(value, bool):
        size = value
    else:
        raise ValueError('must be a number of bytes, or a size as in "10KiB"')
    if size < 0:
        raise ValueError("must not be negative")
    if size >= 2**63:
        raise ValueError("is too large")
    return size


def size_text(size: int) -> int | str:
    """The size as a file has it: "10KiB" where that is exact, else bytes."""
    for unit, many in reversed(_SIZES.items()):
        if many > 1 and size and size % many == 0:
            return f"{size // many}{unit}"
    return size


def _statuses(value: Any) -> str | tuple[int, ...]:
    """Statuses of HTTP as a text of numbers and ranges, or as a list of numbers."""
    if isinstance(value, str):
        if not status_ranges(value):
            raise ValueError('must be statuses, as in "200-299" or "200, 404"')
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = (value,)
    if not isinstance(value, list | tuple) or not value:
        raise ValueError('must be statuses, as in "200-299" or [200, 404]')
    for status in value:
        if isinstance(status, bool) or not isinstance(status, int) or not 100 <= status <= 999:
            raise ValueError("must be statuses between 100 and 999")
    return tuple(value)


def status_ranges(statuses: str | tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """From which to which, both included; nothing if the text isn't understood."""
    if isinstance(statuses, tuple):
        return tuple((status, status) for status in statuses)
    ranges = []
    for part in statuses.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None or int(match[1]) > int(match[2] or match[1]) or int(match[1]) < 100:
            return ()
        ranges.append((int(match[1]), int(match[2] or match[1])))
    return tuple(ranges)


def _url(value: str) -> str:
    if not value.isprintable() or " " in value:
        raise ValueError("must not contain spaces or control characters")
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - raises what is wrong with it
    except ValueError as error:
        raise ValueError(f"isn't a URL: {str(error)[:1].lower()}{str(error)[1:]}") from None
    if parts.scheme not in ("http", "https"):
        raise ValueError("must begin with http:// or https://")
    if not parts.hostname:
        raise ValueError("names no host")
    return value


def _pattern(value: str) -> str:
    patterns.check(value)
    return value


def _method(value: str) -> str:
    if not _TOKEN.fullmatch(value):
        raise ValueError('must be a method of HTTP, as in "GET"')
    return value


def _headers(value: dict[str, str]) -> dict[str, str]:
    for name, content in value.items():
        if not _TOKEN.fullmatch(name):
            raise ValueError(f'"{name}" can\'t be the name of a header')
        if any(char in content for char in "\r\n"):
            raise ValueError(f'the header "{name}" must be of one line')
    return value


DurationNs: TypeAlias = Annotated[
    int, BeforeValidator(_duration_ns), PlainSerializer(durations.text, return_type=str, when_used="always")
]
"""0, or 1 ms … 10 years."""
PositiveNs: TypeAlias = Annotated[DurationNs, AfterValidator(_above_zero)]
"""1 ms … 10 years."""
Text: TypeAlias = Annotated[str, AfterValidator(_without_nul)]
Name: TypeAlias = Annotated[str, AfterValidator(_visible), AfterValidator(_without_nul)]
TaskId: TypeAlias = Annotated[str, Field(pattern=rf"^{IDS.pattern}\z")]
Count: TypeAlias = Annotated[int, Field(ge=1)]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1_000_000)]
Moment: TypeAlias = Annotated[datetime, BeforeValidator(_moment)]
Texts: TypeAlias = Annotated[tuple[Text, ...], Strict(strict=False)]
Integers: TypeAlias = Annotated[tuple[int, ...], Strict(strict=False)]
FormatNumber: TypeAlias = Annotated[int, Field(ge=1, le=1)]
Size: TypeAlias = Annotated[
    int, BeforeValidator(_size), PlainSerializer(size_text, return_type=int | str, when_used="always")
]
"""Bytes."""
Statuses: TypeAlias = Annotated[str | tuple[int, ...], BeforeValidator(_statuses)]
"""Statuses of HTTP, as written; `status_ranges` says which they are."""
Url: TypeAlias = Annotated[str, AfterValidator(_url), AfterValidator(_without_nul)]
Method: TypeAlias = Annotated[str, AfterValidator(_method)]
Headers: TypeAlias = Annotated[dict[Text, Text], AfterValidator(_headers)]
Port: TypeAlias = Annotated[int, Field(ge=1, le=65_535)]
NotNegative: TypeAlias = Annotated[int, Field(ge=0)]
Pattern: TypeAlias = Annotated[Text, AfterValidator(_pattern)]
"""A regular expression."""
