"""Which conditions can be edited row by row, and the words for those that can't."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import QCoreApplication

from waitgui.tasks.conditions import COMBINATIONS, Condition
from waitgui.tasks.deeds import condition_words
from waitgui.tasks.problems import shown

if TYPE_CHECKING:
    from waitgui.tasks.fields import Model

MOST_ROWS = 30
"""More conditions than these are no longer found one's way about in."""
_LEAVES = ("tcp", "file", "http", "command")


def is_editable(value: Any, levels: int) -> bool:
    """Whether it can be shown as rows, with combinations nested `levels` deep at most."""
    return _rows(value, levels) <= MOST_ROWS


def _rows(value: Any, levels: int) -> int:
    """How many rows it takes; more than allowed where that isn't possible."""
    if not isinstance(value, dict):
        return MOST_ROWS + 1
    if "kind" in value:
        return 1 if value["kind"] in _LEAVES else MOST_ROWS + 1
    key = next((name for name in COMBINATIONS if name in value), None)
    if key is None or levels < 1:
        return MOST_ROWS + 1
    inner = [value[key]] if key == "not" else value[key]
    if not isinstance(inner, list | tuple) or not 0 < len(inner) <= MOST_ROWS:
        return MOST_ROWS + 1
    return 1 + sum(_rows(one, levels - 1) for one in inner)


def kept_words(value: Any) -> str:
    """What it says, in words where it is valid."""
    try:
        condition: Model = TypeAdapter(Condition).validate_python(value)
    except (ValidationError, RecursionError):
        return shown(value)
    words = condition_words(condition, QCoreApplication.translate)  # type: ignore[arg-type]
    return words[:1].upper() + words[1:]
