"""Where in a TOML text what stands: the line of each key, for messages; the extent of each statement, for editing.

`tomllib` says what a text means, and whether it is TOML at all; this only finds places in what it accepted. A statement
is a key with its value or a table's header; what is inside a value is found by the statement it is in.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Loc: TypeAlias = tuple[str | int, ...]

# Possessive are only sets of characters: Python 3.11.2, which is Debian 12's, matches possessive groups wrongly.
_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*")
_KEY = re.compile(r"""[ \t]*+("[^"\\\n]*+(?:\\.[^"\\\n]*+)*"|'[^'\n]*+'|[^\s=."'#\[\]{},]++)[ \t]*+(\.?)""")
_HEADER_END = re.compile(r"\]\]?")
_SIMPLE = re.compile(
    r"""([A-Za-z0-9_-]++)[ \t]*+=[ \t]*+"""
    r"""("[^"\\\n]*+"(?!")|\[[ \t,]*+(?:"[^"\\\n]*+"[ \t,]*+)*\]|[A-Za-z0-9+-][^\s#,]*+)"""
    r"[ \t]*+(?:#[^\n]*+)?(?:\r?\n|\Z)"
)
"""Most statements there are: a bare key with a scalar or a list of texts, on a line of its own."""
_TEXT = (
    r'''"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*"{3,5}'''
    r"""|'''[^']*+(?:'(?!'')[^']*+)*'{3,5}"""
    r'''|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"'''
    r"""|'[^'\n]*+'"""
)
_TEXT_OR_COMMENT = re.compile(_TEXT + r"|#[^\n]*+", re.DOTALL)
_VALUE_PART = re.compile(
    _TEXT + r"""|(?P<comment>\#[^\n]*+)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<newline>\r?\n)|[^"'#\[\]{}\r\n]++|.""",
    re.DOTALL,
)


def without_texts(text: str) -> str:
    """The text with an empty text in place of each, and of each comment."""
    return _TEXT_OR_COMMENT.sub('""', text)


class LayoutError(ValueError):
    """The text isn't TOML, or in a way that isn't understood here."""


class Statement(NamedTuple):
    """A key with its value, or a header (then `value` is None).

    `loc` is where it is in the data, `line` counts from 1; `start` and `end` are the extent in the text, with the line
    end and the comment on the line; `value` is the extent of the value alone.
    """

    loc: Loc
    line: int
    start: int
    end: int
    value: tuple[int, int] | None


class Layout:
    """The statements of a text. Raises `LayoutError`."""

    def __init__(self, text: str) -> None:
        self.statements = tuple(_statements(text))
        self._lines: dict[Loc, int] = {}
        self.repeated: list[tuple[Statement, int]] = []
        """Statements that may stand but once, with the line where they stood before."""
        for statement in self.statements:
            first = self._lines.setdefault(statement.loc, statement.line)
            if first != statement.line:
                self.repeated.append((statement, first))
        for statement in self.statements:  # after all that stand for themselves, what they imply
            for length in range(1, len(statement.loc)):
                self._lines.setdefault(statement.loc[:length], statement.line)

    def line(self, loc: Loc, default: int = 1) -> int:
        """The line of the key, or of the nearest of what it is in."""
        for length in range(len(loc), 0, -1):
            line = self._lines.get(loc[:length])
            if line is not None:
                return line
        return default


def _statements(text: str) -> Iterator[Statement]:
    counts: dict[Loc, int] = {}
    table: Loc = ()
    line, counted = 1, 0
    at = _skip(text, 0)
    while at < len(text):
        line, counted = line + text.count("\n", counted, at), at
        start = text.rfind("\n", 0, at) + 1
        if simple := _SIMPLE.match(text, at):
            end = simple.end()
            yield Statement((*table, simple[1]), line, start, end, simple.span(2))
        elif text[at] == "[":
            is_entry = text.startswith("[[", at)
            keys, at = _keys(text, at + 1 + is_entry)
            match = _HEADER_END.match(text, at)
            if match is None:
                raise LayoutError(f"line {line}: a header without an end")
            table = _resolved(keys, counts)
            if is_entry:
                counts[table] = counts.get(table, 0) + 1
                table = (*table, counts[table] - 1)
            end = _line_end(text, match.end())
            yield Statement(table, line, start, end, None)
        else:
            keys, at = _keys(text, at)
            if not text.startswith("=", at):
                raise LayoutError(f"line {line}: a key without a value")
            first, last = _value(text, at + 1)
            end = _line_end(text, last)
            yield Statement((*table, *keys), line, start, end, (first, last))
        at = _skip(text, end)


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _keys(text: str, at: int) -> tuple[tuple[str, ...], int]:
    keys = []
    while match := _KEY.match(text, at):
        keys.append(_unquoted(match[1]))
        at = match.end()
        if not match[2]:
            return tuple(keys), at
    raise LayoutError("a key is missing")


def _unquoted(key: str) -> str:
    if key[0] == "'" or (key[0] == '"' and "\\" not in key):
        return key[1:-1]
    if key[0] == '"':
        try:
            return next(iter(tomllib.loads(f"{key} = 0")))
        except tomllib.TOMLDecodeError as error:
            raise LayoutError(str(error)) from None
    return key


def _resolved(keys: Sequence[str], counts: dict[Loc, int]) -> Loc:
    """The place that a header means: of an array of tables that it goes through, the last entry."""
    loc: Loc = ()
    for number, key in enumerate(keys, 1):
        loc = (*loc, key)
        if loc in counts and number < len(keys):
            loc = (*loc, counts[loc] - 1)
    return loc


def _value(text: str, at: int) -> tuple[int, int]:
    """The extent of a value that begins at or after `at`."""
    while text.startswith((" ", "\t"), at):
        at += 1
    first = last = at
    depth = 0
    for match in _VALUE_PART.finditer(text, at):
        kind = match.lastgroup
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif depth == 0 and kind in ("comment", "newline"):
            break
        last = match.end()
    return first, first + len(text[first:last].rstrip(" \t\r"))


def _line_end(text: str, at: int) -> int:
    newline = text.find("\n", at)
    return len(text) if newline < 0 else newline + 1
