"""A changed task set written into the text it came from: what didn't change stays as it was typed, comments and all.

A text is a head and a block for each task, with the comments right above it. Blocks of unchanged tasks are taken over,
in changed ones the statements that differ are replaced. What comes out is read again; whatever can't be done like this
(an inline list of tasks, a new order of stop rules, …) is written afresh, the block or the whole text.
"""

from __future__ import annotations

import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from waitgui.store import toml_text
from waitgui.store.toml_layout import Layout, LayoutError
from waitgui.tasks.model import Task, TaskSet, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from waitgui.store.toml_layout import Loc, Statement

_MISSING = object()


class _UnmergeableError(Exception):
    pass


class _Piece(NamedTuple):
    """The head (`loc` is empty) or a task's block: a part of the text, with the statements in it."""

    loc: Loc
    start: int
    end: int
    statements: Sequence[Statement]

    def below(self, path: Loc) -> list[Statement]:
        """The statements about what is at `path` within this piece."""
        whole = (*self.loc, *path)
        return [statement for statement in self.statements if statement.loc[: len(whole)] == whole]

    def path(self, statement: Statement) -> Loc:
        return statement.loc[len(self.loc) :]


def merged(text: str, old: TaskSet, new: TaskSet) -> str:
    """The text that says `new`, made from one that says `old`."""
    fresh = plain(new)
    try:
        return _merged(text, old, new, fresh)
    except (_UnmergeableError, LayoutError):
        return toml_text.document(fresh)


def _merged(text: str, old: TaskSet, new: TaskSet, fresh: Mapping[str, Any]) -> str:
    lines = text.replace("\r\n", "\n")
    if not lines.endswith("\n"):
        lines += "\n"
    raw, before = tomllib.loads(lines), plain(old)
    head, *blocks = _pieces(lines, Layout(lines).statements)
    if len(blocks) != len(old.tasks):
        raise _UnmergeableError
    places = {task.id: number for number, task in enumerate(old.tasks)}
    parts = [_head(lines, head, raw, before, fresh, new)]
    for task, content in zip(new.tasks, fresh.get("tasks", ()), strict=True):
        number = places.get(task.id)
        if number is None:
            part = toml_text.block(content)
        else:
            piece, raw_task, old_task = blocks[number], raw["tasks"][number], before["tasks"][number]
            part = lines[piece.start : piece.end]
            if old.tasks[number] != task or not _is_kept(raw_task, old_task, content):
                part = _block(lines, piece, raw_task, old_task, content, task)
        parts.append(part)
    result = _joined(parts)
    return result.replace("\n", "\r\n") if "\r\n" in text else result


def _joined(parts: Sequence[str]) -> str:
    """The parts with an empty line between them at least, and none at the end."""
    spaced = [part if part.endswith("\n\n") or not part else part + "\n" for part in parts[:-1]]
    return "".join(spaced) + parts[-1].rstrip("\n") + "\n"


def _pieces(text: str, statements: Sequence[Statement]) -> Iterator[_Piece]:
    """The head, then the blocks."""
    heads = [n for n, statement in enumerate(statements) if statement.loc[0] == "tasks" and len(statement.loc) == 2]
    if any(statement.loc[0] == "tasks" for statement in statements[: heads[0] if heads else None]):
        raise _UnmergeableError  # an inline list
    bounds = [0, *heads, len(statements)]
    ends = [0, *(statement.end for statement in statements)]
    starts = [0, *(_with_comments(text, statements[n].start, ends[n]) for n in heads), len(text)]
    for number, (first, last) in enumerate(pairwise(bounds)):
        loc: Loc = ("tasks", number - 1) if number else ()
        own = statements[first:last]
        if any(statement.loc[: len(loc)] != loc for statement in own):
            raise _UnmergeableError  # a table of the set among the tasks
        yield _Piece(loc, starts[number], starts[number + 1], own)


def _with_comments(text: str, start: int, before: int) -> int:
    """The start of the comments that stand right above a line, after what ends at `before`."""
    while start > before:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].lstrip(" \t").startswith("#"):
            break
        start = above
    return start


def _head(
    text: str, piece: _Piece, raw: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any], task_set: TaskSet
) -> str:
    raw, old, new = ({key: value for key, value in all_.items() if key != "tasks"} for all_ in (raw, old, new))
    if _is_kept(raw, old, new):
        return text[piece.start : piece.end]
    part = _edited(text, piece, raw, old, new)
    if TaskSet.model_validate(tomllib.loads(part)) != task_set.model_copy(update={"tasks": ()}):
        raise _UnmergeableError
    return part


def _block(
    text: str, piece: _Piece, raw: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any], task: Task
) -> str:
    try:
        part = _edited(text, piece, raw, old, new)
        if Task.model_validate(tomllib.loads(part)["tasks"][0]) == task:
            return part
    except (_UnmergeableError, tomllib.TOMLDecodeError, ValidationError):
        pass
    return text[piece.start : piece.statements[0].start] + toml_text.block(new)


def _edited(text: str, piece: _Piece, raw: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The piece with each statement replaced whose value differs."""
    changes: list[tuple[int, int, str]] = []
    for statement in piece.statements:
        path = piece.path(statement)
        now = _at(new, path)
        if now is _MISSING:
            changes.append((statement.start, statement.end, ""))
        elif statement.value is not None and not _is_kept(_at(raw, path), _at(old, path), now):
            changes.append((*statement.value, toml_text.value(now)))
    changes += _added(piece, (), new)
    part = text[: piece.end]
    for start, end, replacement in sorted(changes, reverse=True):
        part = part[:start] + replacement + part[end:]
    return part[piece.start :]


def _added(piece: _Piece, path: tuple[str, ...], new: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    """What is new in the table at `path`, and in those below it."""
    for name, value in new.items():
        here = (*path, name)
        present = piece.below(here)
        if not present and isinstance(value, dict) and piece.loc and not path:
            yield piece.end, piece.end, "\n" + toml_text.table(("tasks", name), value)
        elif not present:
            place = _end_of_table(piece, path)
            yield place, place, toml_text.statement(name, value)
        elif isinstance(value, dict) and all(
            piece.path(statement) != here or not statement.value for statement in present
        ):
            yield from _added(piece, here, value)


def _end_of_table(piece: _Piece, path: Loc) -> int:
    """Where a statement can be put at the end of a table's own."""
    end = None if path or piece.loc else piece.start
    inside = end is not None
    for statement in piece.statements:
        if statement.value is None:
            inside = piece.path(statement) == path
        if inside:
            end = statement.end
    if end is None:
        raise _UnmergeableError  # a table without a header
    return end


def _at(content: Any, path: Loc) -> Any:
    for part in path:
        try:
            content = content[part]
        except (KeyError, IndexError, TypeError):
            return _MISSING
    return content


def _is_kept(raw: Any, old: Any, new: Any) -> bool:
    """Whether what is written may stay: it says the same, and isn't a number in place of a duration."""
    if isinstance(new, dict):
        return (
            isinstance(raw, dict)
            and raw.keys() == new.keys()
            and all(_is_kept(raw[key], _at(old, (key,)), value) for key, value in new.items())
        )
    if isinstance(new, list | tuple):
        return (
            isinstance(raw, list)
            and len(raw) == len(new)
            and all(_is_kept(raw[n], _at(old, (n,)), value) for n, value in enumerate(new))
        )
    return type(old) is type(new) and old == new and isinstance(raw, str) >= isinstance(new, str)
