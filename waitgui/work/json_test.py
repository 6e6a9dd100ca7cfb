"""A value within a JSON text, found by its path and compared."""

from __future__ import annotations

import json
import re
from typing import Any

from waitgui.tasks.problems import visible

_LONGEST = 60
_INDEX = re.compile(r"[0-9]{1,9}", re.ASCII)


def lack(found: Any, path: str, equals: Any) -> str:
    """Why what stands at `path` ("a.b.0"; "" is all of it) isn't equal to `equals`; nothing if it is."""
    for part in path.split(".") if path else ():
        if isinstance(found, dict) and part in found:
            found = found[part]
        elif isinstance(found, list) and _INDEX.fullmatch(part) and int(part) < len(found):
            found = found[int(part)]
        else:
            return f'the answer has no "{visible(path[:_LONGEST])}"'
    if is_equal(found, equals):
        return ""
    return f'"{visible(path[:_LONGEST])}" is {_said(found)}' if path else f"the answer is {_said(found)}"


def is_equal(one: Any, other: Any) -> bool:
    """Whether two values are the same in JSON: 1 equals 1.0, but not true; lists and tables by what is in them."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(is_equal, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_equal(value, other[key]) for key, value in one.items())
    return type(one) is type(other) and bool(one == other)


def _said(value: Any) -> str:
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    text = json.dumps(value if not isinstance(value, str) else value[:_LONGEST], ensure_ascii=False)
    return visible(text[: _LONGEST + 2])
