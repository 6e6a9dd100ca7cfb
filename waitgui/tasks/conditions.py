"""What is waited for: definitions only; `waitgui.work` knows how each is checked.

A condition answers met, not met or error. Most have a `kind`; those that combine others are tables with one key:
`{ all = […] }`, `{ any = […] }`, `{ not = {…} }`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from waitgui.tasks.actions import Program
from waitgui.tasks.fields import (
    DurationNs,
    Headers,
    Model,
    Name,
    Port,
    PositiveNs,
    Size,
    Statuses,
    Text,
    Url,
    wrong,
)
from waitgui.wait.durations import NS_PER_S


class CommandCheck(Program):
    """Met when the program ends with one of `ok_codes` (0); not met otherwise, nor in time."""

    kind: Literal["command"]
    timeout_ns: PositiveNs | None = Field(default=10 * NS_PER_S, alias="timeout")


class JsonTest(Model):
    """What stands in a JSON text at `path` ("a.b.0") must equal a value."""

    path: Text
    equals: Any

    @model_validator(mode="before")
    @classmethod
    def _equals_something(cls, data: Any) -> Any:
        if isinstance(data, dict) and "equals" not in data:
            raise wrong("equals", "is missing")
        return data


class HttpCheck(Model):
    """Met when the answer has one of the statuses, its body contains the text and passes the JSON test."""

    kind: Literal["http"]
    url: Url
    headers: Headers = Field(default_factory=dict)
    status: Statuses = "200-299"
    contains: Text | None = None
    json_test: JsonTest | None = Field(default=None, alias="json")
    timeout_ns: PositiveNs = Field(default=10 * NS_PER_S, alias="timeout")


class TcpCheck(Model):
    """Met when the port takes a connection ("open"), or doesn't ("closed")."""

    kind: Literal["tcp"]
    host: Name
    port: Port
    state: Literal["open", "closed"] = "open"
    timeout_ns: PositiveNs = Field(default=3 * NS_PER_S, alias="timeout")


class FileCheck(Model):
    """Met when there is such a file ("exists"), or isn't ("missing").

    Such a file is one at `path` that was changed less than `newer_than_ns` ago and has at least `min_size` bytes.
    """

    kind: Literal["file"]
    path: Name
    state: Literal["exists", "missing"] = "exists"
    newer_than_ns: DurationNs | None = Field(default=None, alias="newer_than")
    min_size: Size | None = None


class All(Model):
    """Met when all of these are."""

    conditions: tuple[Condition, ...] = Field(alias="all", strict=False)

    @model_validator(mode="after")
    def _has_some(self) -> All:
        if not self.conditions:
            raise wrong("all", "needs at least one condition")
        return self


class AnyOf(Model):
    """Met when one of these is."""

    conditions: tuple[Condition, ...] = Field(alias="any", strict=False)

    @model_validator(mode="after")
    def _has_some(self) -> AnyOf:
        if not self.conditions:
            raise wrong("any", "needs at least one condition")
        return self


class Not(Model):
    """Met when this isn't."""

    condition: Condition = Field(alias="not")


COMBINATIONS: dict[str, type[Model]] = {"all": All, "any": AnyOf, "not": Not}
"""The conditions without a kind, by their one key."""


def _tag(value: Any) -> str | None:
    """Which kind a table is; None where it doesn't say."""
    if isinstance(value, dict):
        if "kind" in value:
            return str(value["kind"])
        return next((name for name in COMBINATIONS if name in value), None)
    if isinstance(value, Model):
        tags = (name for name, kind in COMBINATIONS.items() if isinstance(value, kind))
        return next(tags, getattr(value, "kind", None))
    return None


Condition: TypeAlias = Annotated[
    Annotated[CommandCheck, Tag("command")]
    | Annotated[HttpCheck, Tag("http")]
    | Annotated[TcpCheck, Tag("tcp")]
    | Annotated[FileCheck, Tag("file")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(_tag),
]

for _combination in COMBINATIONS.values():
    _combination.model_rebuild()
