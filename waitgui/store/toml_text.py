"""Task sets as TOML that people like to read: a block a task, durations as text, short tables on one line.

Takes what `tasks.model.plain` gives. The order of keys is kept, since under `[tasks.stop]` it has a meaning.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WIDTH = 100
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_CLOSING = re.compile(r'"(?="|\Z)')
"""The quotes that could end a text of several lines."""
_ESCAPES = {ord(char): f"\\u{ord(char):04X}" for char in map(chr, [*range(0x20), 0x7F])}
_ESCAPES |= {
    ord(char): code
    for char, code in zip('\b\t\n\f\r"\\', ["\\b", "\\t", "\\n", "\\f", "\\r", '\\"', "\\\\"], strict=True)
}
_ESCAPES_OF_LINES = {code: text for code, text in _ESCAPES.items() if chr(code) not in '\n\t"'}


def document(plain: Mapping[str, Any]) -> str:
    """The whole set."""
    head = {key: value for key, value in plain.items() if key != "tasks"}
    return "\n".join(["".join(_table((), head)), *(block(task) for task in plain.get("tasks", ()))])


def block(task: Mapping[str, Any]) -> str:
    """One task, from its `[[tasks]]` on."""
    return "[[tasks]]\n" + "".join(_table(("tasks",), task))


def table(keys: Sequence[str], values: Mapping[str, Any]) -> str:
    """A table of its own, from its header on, with those below it."""
    return header(keys) + "".join(_table(keys, values))


def statement(name: str, content: Any) -> str:
    """A key with its value, on a line or more."""
    return f"{key(name)} = {value(content)}\n"


def header(keys: Sequence[str]) -> str:
    """The line above a table."""
    return f"[{'.'.join(map(key, keys))}]\n"


def _table(keys: Sequence[str], values: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a table, then the tables below it."""
    below = {name: value for name, value in values.items() if _is_table(keys, value)}
    for name, value in values.items():
        if name not in below:
            yield statement(name, value)
    for name, value in below.items():
        yield "\n" + table((*keys, name), value)


def _is_table(keys: Sequence[str], value: Any) -> bool:
    """A table of a task, and within those (but for the stop rules, whose order counts) one that is long."""
    if not isinstance(value, dict):
        return False
    return len(keys) < 2 or ("stop" not in keys and len(_inline(value)) > WIDTH)


def key(name: str) -> str:
    """A key, quoted where it has to be."""
    return name if _BARE.fullmatch(name) else _text(name)


def value(content: Any) -> str:
    """A value after its key: a text of several lines, or a long list, on several."""
    if isinstance(content, str) and "\n" in content.strip("\n"):
        return '"""\n' + _CLOSING.sub(r'\\"', content.translate(_ESCAPES_OF_LINES)) + '"""'
    short = _inline(content)
    if isinstance(content, list | tuple) and len(short) > WIDTH:
        return "[\n" + "".join(f"    {_inline(entry)},\n" for entry in content) + "]"
    return short


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict):
        inside = ", ".join(f"{key(name)} = {_inline(entry)}" for name, entry in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return repr(value)


def _text(value: str) -> str:
    return '"' + value.translate(_ESCAPES) + '"'


def _moment(moment: datetime) -> str:
    offset = moment.utcoffset()
    if offset is not None and offset.seconds % 60:  # local time of long ago, whose seconds TOML has no place for
        return moment.astimezone(UTC).isoformat()
    return moment.isoformat()
