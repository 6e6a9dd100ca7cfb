"""What of a draft can be tried out as it stands, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import QCoreApplication

from waitgui.tasks.actions import Action
from waitgui.tasks.conditions import Condition
from waitgui.views.task_form.draft import value_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waitgui.views.task_form.draft import Draft
    from waitgui.views.task_form.field import Field
    from waitgui.views.task_form.task_fields import TaskFields

_ACTION, _CONDITION = TypeAdapter(Action), TypeAdapter(Condition)


def offer_trials(fields: TaskFields, draft: Draft, wrong: Mapping[Field, str]) -> None:
    """Hand every trial what it would do now, or the reason why it can't."""
    for trial in fields.trials():
        faulty = next((field for field in fields.members(trial) if wrong.get(field)), None)
        adapter = _ACTION if trial.what == ("action",) else _CONDITION
        if faulty is not None:
            trial.offer(None, _reason(faulty))
            continue
        try:
            trial.offer(adapter.validate_python(value_at(draft, trial.what)), "")
        except (ValidationError, RecursionError):
            trial.offer(None, QCoreApplication.translate("Trial", "What is wrong must be corrected first."))


def _reason(field: Field) -> str:
    if field.touched:
        template = QCoreApplication.translate("Trial", "Correct {field} to try it.")
    else:
        template = QCoreApplication.translate("Trial", "Enter {field} to try it.")
    return template.replace("{field}", field.noun)
