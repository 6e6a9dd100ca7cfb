"""What a template leaves open: the fields that only the user can fill in, marked until that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from waitgui.views.task_form.draft import ABSENT, value_at
from waitgui.views.task_form.entries import command_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waitgui.views.task_form.draft import Draft, Loc
    from waitgui.views.task_form.field import Field
    from waitgui.views.task_form.task_fields import TaskFields


class ToFill:
    """The places of a draft, each with an example."""

    def __init__(self, examples: Mapping[Loc, object]) -> None:
        self._examples = examples

    def ask(self, fields: TaskFields, draft: Draft) -> list[Field]:
        """Mark those that are still open, and give them; another kind of action or schedule leaves them out."""
        still = []
        for place, field in self._fields(fields):
            places = (place, *field.locs)  # a command may be one of two
            is_open = all(value_at(draft, loc) in (ABSENT, "", []) for loc in places)
            field.ask(_words(self._examples[place]) if is_open else "")
            if is_open:
                fields.more.reveal(field)
                still.append(field)
        return still

    def first(self, fields: TaskFields) -> Field | None:
        """Where to begin; None where nothing is to be filled in."""
        return next((field for _, field in self._fields(fields)), None)

    def _fields(self, fields: TaskFields) -> Iterator[tuple[Loc, Field]]:
        for place in self._examples:
            field = fields.field_at(place)
            if field is not None and field in fields.fields():
                yield place, field


def _words(example: object) -> str:
    text = command_text(example) if isinstance(example, list | tuple) else str(example)
    return QCoreApplication.translate("TaskForm", "Fill this in, as in {example}").replace("{example}", text)
