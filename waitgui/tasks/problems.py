"""What is wrong with a definition, said so that whoever wrote it can mend it."""

from __future__ import annotations

import difflib
import re
from datetime import date, time
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pydantic import ValidationError

from waitgui.tasks.actions import Command, Python
from waitgui.tasks.conditions import COMBINATIONS, CommandCheck
from waitgui.tasks.fields import IDS, Model
from waitgui.tasks.model import FORMAT, MAX_TASKS, Repeat, TaskSet, id_conflicts, ids_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

Loc: TypeAlias = tuple[str | int, ...]


_SHOWN_OF_CIRCLE = 8
_PLAIN_NAME = re.compile(r"[A-Za-z_-]{1,40}")
_MOST_NAMES = 100
"""Of a table, looked through for one that is misspelt."""


class Problem(NamedTuple):
    """One thing that is wrong: where ("tasks", 0, "schedule", "period") and what ("must not be negative").

    `other` is the place that it is in conflict with.
    """

    loc: Loc
    text: str
    got: str = ""
    other: Loc | None = None

    @property
    def field(self) -> str:
        """The field within its task: "schedule.period"; within the set where it isn't a task's."""
        loc = self.loc[2:] if len(self.loc) > 1 and self.loc[0] == "tasks" else self.loc
        field = ""
        for part in loc:
            field += f"[{part}]" if isinstance(part, int) else f".{part}" if field else part
        return field

    @property
    def message(self) -> str:
        """What is wrong, with the value that was given."""
        return f"{self.text} (got {self.got})" if self.got else self.text


class TaskSetError(ValueError):
    """A task set that can't be used, with every problem of it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.message}" for p in problems))
        self.problems = problems


class NewerFormatError(ValueError):
    """A task set of a later format: it may be looked at, not run or saved."""

    def __init__(self, number: int) -> None:
        super().__init__(f"format {number} is newer than this program knows (it knows format {FORMAT})")
        self.number = number


def read_set(data: dict[str, Any], default_name: str = "") -> tuple[TaskSet, list[Problem]]:
    """The task set that a file's data say, and warnings about fields that aren't known.

    Raises `TaskSetError` with every problem, or `NewerFormatError`.
    """
    number = data.get("format")
    if isinstance(number, int) and not isinstance(number, bool) and number > FORMAT:
        raise NewerFormatError(number)
    completed = _completed(data, default_name)
    conflicts = list(_id_conflicts(completed))
    try:
        task_set = TaskSet.model_validate(completed)
    except ValidationError as error:
        places = {conflict.loc for conflict in conflicts}
        others = [problem for problem in problems_of(error) if problem.loc not in places]
        known = {(problem.loc, problem.text) for problem in others}
        hidden = (problem for problem in _hidden(completed) if (problem.loc, problem.text) not in known)
        raise TaskSetError([*others, *hidden, *conflicts]) from None
    return task_set, [*unknown_fields(task_set), *_cycles(task_set)]


def _id_conflicts(data: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with ids, also where other things are: of what has the right form there."""
    tasks = data.get("tasks")
    if not isinstance(tasks, list) or len(tasks) > MAX_TASKS:
        return
    for conflict in id_conflicts(_ids_of(task) for task in tasks):
        here = ("tasks", conflict.task)
        other = None if conflict.other is None else ("tasks", conflict.other, "id")
        yield Problem((*here, *_parts(conflict.field)), conflict.text, other=other)


_ACTIONS: dict[str, type[Model]] = {"command": Command, "python": Python}
_CONDITIONS: dict[str, type[Model]] = {"command": CommandCheck}
_SCHEDULES: dict[str, type[Model]] = {"repeat": Repeat}


def _hidden(data: dict[str, Any]) -> Iterator[Problem]:
    """Conflicts among the fields of a definition, which pydantic only looks for once each field is right."""
    tasks = data.get("tasks")
    for number, task in enumerate(tasks if isinstance(tasks, list) else ()):
        table = task if isinstance(task, dict) else {}
        schedule, stop = table.get("schedule"), table.get("stop")
        here = ("tasks", number)
        yield from _conflicts_of(table.get("action"), (*here, "action"), _ACTIONS)
        yield from _conflicts_of(schedule, (*here, "schedule"), _SCHEDULES)
        if isinstance(schedule, dict):
            yield from _conflicts_of(schedule.get("condition"), (*here, "schedule", "condition"), _CONDITIONS)
        if isinstance(stop, dict):
            yield from _conflicts_of(stop.get("when"), (*here, "stop", "when"), _CONDITIONS)


def _conflicts_of(table: Any, loc: Loc, kinds: dict[str, type[Model]]) -> Iterator[Problem]:
    """Of a table of one of these kinds, and of those that it combines."""
    if not isinstance(table, dict):
        return
    kind = table.get("kind")
    model = kinds.get(kind) if isinstance(kind, str) else None
    if model is not None:
        yield from (Problem((*loc, field), text) for field, text in model.conflicts(table))
    if kind is None and kinds is _CONDITIONS:
        for name in COMBINATIONS:
            parts = table.get(name)
            for number, part in enumerate(parts) if isinstance(parts, list) else ():
                yield from _conflicts_of(part, (*loc, name, number), kinds)
            yield from _conflicts_of(parts, (*loc, name), kinds)


def _ids_of(task: Any) -> tuple[str | None, str | None]:
    """The id of a task and of the one whose end it waits for; None for what isn't an id."""
    table = task if isinstance(task, dict) else {}
    stop = table.get("stop")
    other = stop.get("when_task_ends") if isinstance(stop, dict) else None
    return _id(table.get("id")), _id(other)


def _id(value: Any) -> str | None:
    return value if isinstance(value, str) and IDS.fullmatch(value) else None


def _cycles(task_set: TaskSet) -> Iterator[Problem]:
    """A warning for each circle of tasks that wait for one another's end, at the first of them."""
    others = {task.id: task.stop.when_task_ends for task in task_set.tasks}
    seen = set[str]()
    for number, task in enumerate(task_set.tasks):
        path = dict[str, int]()
        here: str | None = task.id
        while here is not None and here not in seen and here not in path:
            path[here] = len(path)
            here = others.get(here)
        seen.update(path)
        if here in path:
            circle = list(path)[path[here] :]
            shown = circle if len(circle) <= _SHOWN_OF_CIRCLE else [*circle[: _SHOWN_OF_CIRCLE - 1], "…"]
            text = f"goes in a circle: {' → '.join([*shown, here])}"
            yield Problem(("tasks", number, "stop", "when_task_ends"), text)


def _completed(data: dict[str, Any], default_name: str) -> dict[str, Any]:
    """The data with the names and ids that were left to us."""
    data = {"name": default_name, **data} if "name" not in data else dict(data)
    tasks = data.get("tasks")
    if not isinstance(tasks, list):
        return data
    nameless = [task for task in tasks if isinstance(task, dict) and "id" not in task]
    names = (name if isinstance(name := task.get("name"), str) else "" for task in nameless)
    taken = (task["id"] for task in tasks if isinstance(task, dict) and isinstance(task.get("id"), str))
    ids = ids_from(names, taken)
    completed = []
    for task in tasks:
        if isinstance(task, dict) and "id" not in task:
            completed.append({"id": next(ids), **task})
        elif isinstance(task, dict) and "name" not in task and isinstance(task["id"], str):
            completed.append({"name": task["id"], **task})
        else:
            completed.append(task)
    return {**data, "tasks": completed}


def problems_of(error: ValidationError) -> list[Problem]:
    """The problems in our words, in the order of the file."""
    return [_problem(detail) for detail in error.errors(include_url=False)]


def _problem(detail: ErrorDetails) -> Problem:
    loc, context = _plain_loc(detail["loc"]), detail.get("ctx", {})
    if detail["type"] == "field":
        return Problem((*loc, *_parts(context["field"])), context["text"])
    text = _words(detail["type"], context, detail["msg"])
    if detail["type"] in ("union_tag_invalid", "union_tag_not_found"):
        if not isinstance(detail["input"], dict):
            return Problem(loc, _WORDS["dict_type"], shown(detail["input"]))
        loc = (*loc, "kind")
        got = context.get("tag", "")
        return Problem(loc, text, f'"{got}"' if got else "")
    if detail["type"] == "missing":
        return Problem(loc, text + _meant(str(loc[-1]), detail["input"]))
    return Problem(loc, text, shown(detail["input"]))


def _meant(missing: str, table: Any) -> str:
    """What in the table may be the missing name, misspelt; of a set that is refused nothing else tells of that."""
    names = [name for name in table if _PLAIN_NAME.fullmatch(name)] if isinstance(table, dict) else []
    near = difflib.get_close_matches(missing, names[:_MOST_NAMES], 1, 0.75)
    return f' (there is "{near[0]}")' if near else ""


def _parts(field: str) -> Iterator[str | int]:
    return (int(part) if part.isdigit() else part for part in field.split("."))


_WORDS = {
    "missing": "is missing",
    "union_tag_not_found": "is missing",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "tuple_type": "must be a list",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "too_long": "has more than {max_length:,} entries",
    "string_pattern_mismatch": "must be a-z, 0-9 and -, at most 64, not starting with -",
    "literal_error": "must be {expected}",
    "union_tag_invalid": "must be one of {expected_tags}",
    "value_error": "{error}",
}


def _words(kind: str, context: dict[str, Any], message: str) -> str:
    if kind not in _WORDS:
        return message[:1].lower() + message[1:]
    return _WORDS[kind].format_map({key: _word(key, value) for key, value in context.items()})


def _word(key: str, value: Any) -> Any:
    if key.startswith("expected"):
        tags = str(value).replace("'", '"').split(", ")
        return ", ".join(tag for tag in tags if tag.strip('"') not in COMBINATIONS)  # those have no `kind`
    return int(value) if isinstance(value, float) and value.is_integer() else value


_TAGS = frozenset(
    {"command", "python", "http", "notify", "none", "repeat", "poll", "backoff", "tcp", "file", *COMBINATIONS}
)
"""What pydantic puts into a place behind the name of a field that may be of several kinds."""
_UNIONS = frozenset({"action", "schedule", "condition", "when", "not"})
"""The fields that may be of several kinds; so may the entries of `all` and `any`."""


def _plain_loc(loc: Loc) -> Loc:
    """The place in the file: without the tags of unions."""
    plain: list[str | int] = []
    at_union = False
    for part in loc:
        if at_union and part in _TAGS:
            at_union = False
            continue
        at_union = part in _UNIONS if isinstance(part, str) else plain[-1:] in (["all"], ["any"])
        plain.append(part)
    return tuple(plain)


def shown(value: object) -> str:
    """A value as the file has it, cut where it is long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = f'"{visible(value[:60])}"'
        return text if len(value) <= 60 else text + "…"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    return str(value)[:60]


def visible(text: str) -> str:
    """The text with all escaped that would steer a terminal, break the line or turn the writing direction."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def unknown_fields(model: Model, loc: Loc = ()) -> Iterator[Problem]:
    """A warning for each field that isn't known, with the nearest that is."""
    known = [field.alias or name for name, field in type(model).model_fields.items()]
    for name in model.model_extra or {}:
        near = difflib.get_close_matches(name, known, 1)
        yield Problem((*loc, name), f"isn't known, did you mean {near[0]}?" if near else "isn't known")
    for name, field in type(model).model_fields.items():
        value, here = getattr(model, name), (*loc, field.alias or name)
        if isinstance(value, Model):
            yield from unknown_fields(value, here)
        elif isinstance(value, tuple):
            for number, entry in enumerate(value):
                if isinstance(entry, Model):
                    yield from unknown_fields(entry, (*here, number))
