"""The kinds that there are, as the model has them."""

from __future__ import annotations

from typing import get_args


def members(union: object) -> list[type]:
    """The classes of an annotated union, each of which may be annotated too."""
    parts = get_args(get_args(union)[0])
    return [get_args(part)[0] if get_args(part) else part for part in parts]


def kind_of(model: type) -> str:
    (kind,) = get_args(model.model_fields["kind"].annotation)
    return str(kind)
