"""A task as it is being written: plain values under the file's names, valid or not."""

from __future__ import annotations

import copy
from typing import Any, Final, TypeAlias

from pydantic import ValidationError

from waitgui.tasks.deeds import UNSAID
from waitgui.tasks.model import Task
from waitgui.tasks.problems import Problem, problems_of
from waitgui.wait import durations

Draft: TypeAlias = dict[str, Any]
Loc: TypeAlias = tuple[str, ...]


class Absent:
    """The value of a field that isn't written."""


ABSENT: Final = Absent()


def new_draft() -> Draft:
    """What a new task begins with."""
    return {
        "name": "",
        "schedule": {"kind": "repeat", "period": "5m"},
        "action": {"kind": "command", "argv": []},
    }


def value_at(draft: Draft, loc: Loc) -> Any:
    """The value at a place, `ABSENT` where there is none."""
    here: Any = draft
    for key in loc:
        if not isinstance(here, dict) or key not in here:
            return ABSENT
        here = here[key]
    return here


def put(draft: Draft, loc: Loc, value: Any) -> None:
    """Write a value at a place, `ABSENT` to take it away; tables that are missing on the way are made."""
    if value is ABSENT:
        table = value_at(draft, loc[:-1])
        if isinstance(table, dict):
            table.pop(loc[-1], None)
        return
    here = draft
    for key in loc[:-1]:
        if not isinstance(here.get(key), dict):
            here[key] = {}
        here = here[key]
    here[loc[-1]] = value


def duration_text(value: Any) -> str:
    """A duration as it is typed: text stays as it is, a number means seconds."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return durations.text(durations.to_ns(value))
    return value if isinstance(value, str) else ""


_STAND_INS: dict[Loc, Any] = {
    ("id",): "draft",
    ("name",): "…",
    ("action", "argv"): ["…"],
    ("action", "shell"): "…",
    ("action", "script"): "…",
    ("action", "module"): "…",
    ("action", "code"): "…",
    ("action", "url"): "http://…",
    ("action", "title"): "…",
    ("schedule", "condition"): {"kind": "file", "path": UNSAID.path},
}
_WHOLE = (("retry",), ("stop", "when"), ("stop", "on_output"), ("stop", "on_exit_code"), ("stop", "when_task_ends"))
"""What a preview does without where something of it is wrong: it can't foresee them anyway."""


def judge(draft: Draft) -> tuple[Task | None, list[Problem]]:
    """The task that the draft says, or what is wrong with it."""
    try:
        return Task.model_validate(draft), []
    except ValidationError as error:
        return None, problems_of(error)


def sketch(draft: Draft, problems: list[Problem]) -> Task | None:
    """The task for a preview: what is wrong is left out or stood in for, unless it decides when ticks are due."""
    drawn = copy.deepcopy(draft)
    for problem in problems:
        loc = tuple(str(part) for part in problem.loc[:2])
        whole = next((place for place in _WHOLE if loc[: len(place)] == place), None)
        if whole is not None:
            put(drawn, whole, ABSENT)
        elif loc[:1] in (("schedule",), ("stop",)) and loc not in _STAND_INS:
            return None
        else:
            put(drawn, loc, _STAND_INS.get(loc, ABSENT))
    return judge(drawn)[0]
