"""Task sets as bytes: what they say, or every line that is wrong with them.

Any bytes give a task set, an `UnusableTextError` or a `NewerTextError`, in a time that grows no faster than they do.
"""

from __future__ import annotations

import math
import re
import tomllib
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from waitgui.store.toml_layout import Layout, LayoutError, without_texts
from waitgui.tasks import patterns
from waitgui.tasks.model import FORMAT, MAX_TASKS
from waitgui.tasks.problems import NewerFormatError, Problem, TaskSetError, read_set, shown, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waitgui.tasks.model import TaskSet
    from waitgui.tasks.problems import Loc

MAX_BYTES = 4 * 2**20
MAX_STRING = 64 * 2**10
MAX_DEPTH = 16
MAX_PATTERNS_COST = 2_000_000
"""Compiling these takes about half a second."""
_INT64 = 2**63
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_REPEATED = ("Cannot overwrite", "Cannot declare", "Cannot mutate")
_ENDLESS_KEY = re.compile(r"""(?<![\w.-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){200}""", re.ASCII)
"""A key of so many parts that tomllib, which takes the square of their number, would take hours."""
_ENDLESS_NUMBER = re.compile(r"\d[\d_]{4300}")


class Complaint(NamedTuple):
    """What is wrong (or odd), and in which line."""

    line: int
    text: str


class UnusableTextError(Exception):
    """A text that isn't a task set, with all that is wrong."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        super().__init__()
        self.complaints = sorted(complaints, key=lambda complaint: complaint.line)


class NewerTextError(UnusableTextError):
    """A task set of a later format, with as much of it as can be understood."""

    def __init__(self, complaint: Complaint, known: TaskSet | None) -> None:
        super().__init__([complaint])
        self.known = known


def read(text: str, default_name: str) -> tuple[TaskSet, list[Complaint]]:
    """The task set, and warnings. Raises `UnusableTextError`, of which `NewerTextError` is one."""
    content = _parsed(text)
    places = _Places(text, content)
    try:
        task_set, warnings = _read(content, default_name)
    except TaskSetError as error:
        raise UnusableTextError(map(places.complaint, error.problems)) from None
    except NewerFormatError as error:
        complaint = places.complaint(Problem(("format",), str(error)))
        raise NewerTextError(complaint, _known(content, default_name)) from None
    return task_set, [places.complaint(warning) for warning in warnings]


def decoded(data: bytes) -> str:
    """The text, without a byte order mark. Raises `UnusableTextError`."""
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnusableTextError([Complaint(line, f"isn't UTF-8 at byte {error.start}")]) from None


def beyond_limits(content: dict[str, Any]) -> list[str]:
    """What of these values couldn't be read again, in words."""
    return [_label(problem.loc, content) + visible(problem.message) for problem in _beyond_limits(content)]


def _parsed(text: str) -> dict[str, Any]:
    for too_much, what in (
        (_ENDLESS_KEY, "a key has too many parts"),
        (_ENDLESS_NUMBER, "a number has too many digits"),
    ):
        match = too_much.search(text)
        if match is not None and too_much.search(without_texts(text)) is not None:
            raise UnusableTextError([Complaint(text.count("\n", 0, match.start()) + 1, what)])
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnusableTextError([_not_toml(text, str(error))]) from None
    except RecursionError:
        raise UnusableTextError([Complaint(1, f"is nested deeper than {MAX_DEPTH}")]) from None
    except ValueError as error:  # such as from int()
        raise UnusableTextError([Complaint(1, f"isn't TOML: {visible(str(error))}")]) from None


def _not_toml(text: str, message: str) -> Complaint:
    if message.startswith(_REPEATED):
        try:
            repeated = Layout(text).repeated
        except LayoutError:
            repeated = []
        for statement, first in repeated:
            return Complaint(statement.line, _label(statement.loc, {}) + f"stands in line {first} already")
    place = _PLACE.search(message)
    what = visible(_PLACE.sub("", message))
    if place is None or place[1] is None:
        return Complaint(text.rstrip("\n").count("\n") + 1, f"isn't TOML: {what}")
    return Complaint(int(place[1]), f"isn't TOML: {what} (column {place[2]})")


def _read(content: dict[str, Any], default_name: str) -> tuple[TaskSet, list[Problem]]:
    problems = list(_beyond_limits(content))
    tasks = content.get("tasks")
    if isinstance(tasks, list) and len(tasks) > MAX_TASKS:
        problems.append(Problem(("tasks",), f"has more than {MAX_TASKS:,} entries"))
    elif isinstance(tasks, list) and _cost_of_patterns(tasks) > MAX_PATTERNS_COST:
        problems.append(Problem(("tasks",), "has regular expressions that are too large, taken together"))
    elif all(problem.text != _TOO_DEEP for problem in problems):
        try:
            task_set, warnings = read_set(content, default_name)
        except TaskSetError as error:
            known = {problem.loc for problem in error.problems}
            problems = error.problems + [problem for problem in problems if problem.loc not in known]
        else:
            if not problems:
                return task_set, warnings
    raise TaskSetError(problems)


def _cost_of_patterns(tasks: list[Any]) -> int:
    found = set()
    for task in tasks:
        stop = task.get("stop") if isinstance(task, dict) else None
        pattern = stop.get("on_output") if isinstance(stop, dict) else None
        if isinstance(pattern, str) and len(pattern) <= patterns.MAX_LENGTH:
            found.add(pattern)
    return sum(min(patterns.cost(pattern), patterns.MAX_COST) for pattern in found)


def _known(content: dict[str, Any], default_name: str) -> TaskSet | None:
    try:
        return _read({**content, "format": FORMAT}, default_name)[0]
    except TaskSetError:
        return None


_TOO_DEEP = f"is nested deeper than {MAX_DEPTH}"


def _beyond_limits(content: dict[str, Any]) -> Iterator[Problem]:
    left: list[tuple[Loc, int, Any]] = [((), 0, content)]
    while left:
        loc, depth, table = left.pop()
        for key, value in table.items() if isinstance(table, dict) else enumerate(table):
            if isinstance(value, dict | list | tuple):
                if depth == MAX_DEPTH:
                    yield Problem((*loc, key), _TOO_DEEP)
                else:
                    # That a task is an entry of a list in a file isn't its fault: its own depth counts.
                    left.append(((*loc, key), 0 if loc == ("tasks",) else depth + 1, value))
            elif wrong := _wrong_with(value):
                yield Problem((*loc, key), *wrong)
            if isinstance(key, str) and "\0" in key:
                yield Problem(loc, "must not contain NUL")


def _wrong_with(value: Any) -> tuple[str, str] | None:
    if isinstance(value, str):
        if "\0" in value:
            return "must not contain NUL", ""
        if len(value) > MAX_STRING / 4 and len(value.encode(errors="replace")) > MAX_STRING:
            return "is longer than 64 KiB", ""
    elif isinstance(value, float):
        if not math.isfinite(value):
            return "must be finite", str(value)
    elif isinstance(value, int) and not -_INT64 <= value < _INT64:
        return "must fit into 64 bits", ""
    return None


class _Places:
    """Where problems are, in the text and in words. The text is looked through only if there is a problem."""

    def __init__(self, text: str, content: dict[str, Any]) -> None:
        self._text = text
        self._content = content

    @cached_property
    def _layout(self) -> Layout | None:
        try:
            return Layout(self._text)
        except LayoutError:
            return None

    def complaint(self, problem: Problem) -> Complaint:
        text = _label(problem.loc, self._content) + visible(problem.message)
        if problem.other is not None:
            text += f" (line {self._line(problem.other)})"
        return Complaint(self._line(problem.loc), text)

    def _line(self, loc: Loc) -> int:
        return 1 if self._layout is None else self._layout.line(loc)


def _label(loc: Loc, content: dict[str, Any]) -> str:
    """What a problem is about: 'task "Renew certificate" schedule.period: '."""
    field = visible(Problem(loc, "").field)
    if len(loc) < 2 or loc[0] != "tasks" or not isinstance(loc[1], int):
        return f"{field}: " if field else ""
    try:
        task = content["tasks"][loc[1]]
        name = next(shown(task[key]) for key in ("name", "id") if isinstance(task.get(key), str) and task[key].strip())
    except (KeyError, IndexError, TypeError, AttributeError, StopIteration):
        name = str(loc[1] + 1)
    return f"task {name} {field}: " if len(loc) > 2 else f"task {name}: "
