"""Templates: what a new task may begin with, for the common jobs."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from waitgui.tasks.fields import Model, Name, Text, Texts
from waitgui.tasks.model import plain

if TYPE_CHECKING:
    from waitgui.tasks.model import TaskSet

FIELD = "template"
"""The table in a task of the set of templates that says what it is as one."""


class _About(Model):
    hint: Text
    icon: Name
    fill: Texts


class Template(NamedTuple):
    """One common job: `draft` is its task as a file has it, with an example in the places of `fill`."""

    id: str
    name: str
    hint: str
    icon: str
    draft: dict[str, Any]
    fill: tuple[tuple[str, ...], ...]

    def begun(self, name: str) -> tuple[dict[str, Any], dict[tuple[str, ...], object]]:
        """The draft of a new task of that name, without what is to be filled in; and an example for each of those."""
        draft, examples = copy.deepcopy(self.draft), dict[tuple[str, ...], object]()
        draft.pop("id", None)
        draft["name"] = name
        for place in self.fill:
            here = draft
            for key in place[:-1]:
                here = here[key]
            examples[place] = here.pop(place[-1])
        return draft, examples


def templates_of(task_set: TaskSet) -> tuple[Template, ...]:
    """Each task of the set that says what it is as a template. Raises `pydantic.ValidationError`."""
    found = []
    for task in task_set.tasks:
        draft = plain(task)
        about = draft.pop(FIELD, None)
        if about is not None:
            said = _About.model_validate(about)
            places = tuple(tuple(place.split(".")) for place in said.fill)
            found.append(Template(task.id, task.name, said.hint, said.icon, draft, places))
    return tuple(found)
