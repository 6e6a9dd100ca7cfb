"""The kinds of value that task definitions are made of, and their limits."""

from __future__ import annotations

import math
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, TypeAlias

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
        return {key: plain[key] for key in (*_own(type(self)), *plain) if key in plain}


@cache
def _own(model: type[Model]) -> tuple[str, ...]:
    """The names, in a file, of the fields that aren't inherited; they come first, `kind` before all."""
    inherited = {name for base in model.__mro__[1:] if issubclass(base, BaseModel) for name in base.model_fields}
    own = (field.alias or name for name, field in model.model_fields.items() if name not in inherited)
    return "kind", *own


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


DurationNs: TypeAlias = Annotated[
    int, BeforeValidator(_duration_ns), PlainSerializer(durations.text, return_type=str, when_used="always")
]
"""0, or 1 ms … 10 years."""
PositiveNs: TypeAlias = Annotated[DurationNs, AfterValidator(_above_zero)]
"""1 ms … 10 years."""
Text: TypeAlias = Annotated[str, AfterValidator(_without_nul)]
Name: TypeAlias = Annotated[str, AfterValidator(_visible), AfterValidator(_without_nul)]
TaskId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}\z")]
Count: TypeAlias = Annotated[int, Field(ge=1)]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1_000_000)]
Moment: TypeAlias = Annotated[datetime, BeforeValidator(_moment)]
Texts: TypeAlias = Annotated[tuple[Text, ...], Strict(strict=False)]
Integers: TypeAlias = Annotated[tuple[int, ...], Strict(strict=False)]
FormatNumber: TypeAlias = Annotated[int, Field(ge=1, le=1)]
