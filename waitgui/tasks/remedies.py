"""What mends a task set: a button's text, and the edit behind it as plain values.

An edit says which fields of which tasks get which values, under the file's names. So it can be shown, compared and
applied to the set as it is by then; what it no longer fits it leaves as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from waitgui.tasks.model import Task, plain
from waitgui.tasks.tries import round_cap_ns
from waitgui.wait import durations
from waitgui.wait.durations import NS_PER_MS, NS_PER_S

if TYPE_CHECKING:
    from waitgui.tasks.model import TaskSet

GONE = None
"""As the value of a field: it isn't written any more."""


class Edit(NamedTuple):
    """One field of one task: where it is ("schedule", "cap"), and what it gets; `GONE` takes it away."""

    task: str
    place: tuple[str, ...]
    value: Any


class Remedy(NamedTuple):
    """What one click does: `text` is on the button, a verb with the value."""

    text: str
    edits: tuple[Edit, ...]

    def applied(self, task_set: TaskSet) -> TaskSet:
        """The set with all of the edits; a task that is gone, or that they would make invalid, stays as it is."""
        changes: dict[str, list[Edit]] = {}
        for edit in self.edits:
            changes.setdefault(edit.task, []).append(edit)
        if not any(task.id in changes for task in task_set.tasks):
            return task_set
        tasks = tuple(_edited(task, changes.get(task.id, ())) for task in task_set.tasks)
        return task_set.model_copy(update={"tasks": tasks})


def remedy(text: str, task: str, **values: Any) -> Remedy:
    """A remedy on one task; of a name like `schedule__cap` the parts are its place."""
    return Remedy(text, tuple(Edit(task, tuple(name.split("__")), value) for name, value in values.items()))


def _edited(task: Task, edits: list[Edit] | tuple[Edit, ...]) -> Task:
    if not edits:
        return task
    draft = plain(task)
    for edit in edits:
        here = draft
        for key in edit.place[:-1]:
            here = here.setdefault(key, {})
        if edit.value is GONE:
            here.pop(edit.place[-1], None)
        else:
            here[edit.place[-1]] = edit.value
    try:
        return Task.model_validate(draft)
    except ValidationError:
        return task


def no_less(ns: int) -> str:
    """A duration as it is typed that reads well and is no shorter: in whole seconds from 10 s on."""
    return durations.text(round_cap_ns(ns))


def no_more(ns: int) -> str:
    """The same, but no longer."""
    unit_ns = NS_PER_S if ns >= 10 * NS_PER_S else NS_PER_MS
    return durations.text(ns // unit_ns * unit_ns)
