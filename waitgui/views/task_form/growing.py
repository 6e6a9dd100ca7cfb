"""The fields of delays that grow: of a backoff, and of a retry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from waitgui.views.task_form.entries import (
    factor_text,
    optional_count,
    percent_text,
    typed_factor,
    typed_percent,
)
from waitgui.views.task_form.field import NARROW
from waitgui.views.task_form.fields import DurationField, LineField

if TYPE_CHECKING:
    from waitgui.views.theme import Theme

translate = QCoreApplication.translate


class StepsField(LineField):
    """How many tries there are in all."""

    def describe(self) -> None:
        """Say whether it is "attempt" or "attempts"."""
        text = self.edit.text().strip()
        count = int(text) if text.isdecimal() and len(text) < 10 else 0
        self.show_hint(translate("TaskForm", "attempt(s) (steps)", None, count))


def growing_fields(theme: Theme, section: str, prefix: str, steps: int) -> list[LineField]:
    """First wait, factor, jitter, steps and cap; the names of the controls begin with `prefix`."""
    duration = DurationField(
        theme,
        name=f"{prefix}duration",
        label=translate("TaskForm", "First wait"),
        noun=translate("TaskForm", "the first wait"),
        loc=(section, "duration"),
        meaning=translate("TaskForm", "= {time} after a failure"),
        zero=translate("TaskForm", "= again at once"),
        empty=translate("TaskForm", "a time, as in 1s"),
        required=True,
    )
    factor = LineField(
        theme,
        name=f"{prefix}factor",
        label=translate("TaskForm", "Then"),
        noun=translate("TaskForm", "how waits grow"),
        loc=(section, "factor"),
        show=factor_text,
        read=typed_factor,
        default=2.0,
        width=NARROW,
    )
    factor.show_hint(translate("TaskForm", "times as long after each failure (factor)"))
    jitter = LineField(
        theme,
        name=f"{prefix}jitter",
        label=translate("TaskForm", "Up to"),
        noun=translate("TaskForm", "how much longer a wait may be"),
        loc=(section, "jitter"),
        show=percent_text,
        read=typed_percent,
        default=0.1,
        width=NARROW,
    )
    jitter.show_hint(translate("TaskForm", "longer each time (jitter), on top of the cap"))
    many = StepsField(
        theme,
        name=f"{prefix}steps",
        label=translate("TaskForm", "At most"),
        noun=translate("TaskForm", "the number of attempts"),
        loc=(section, "steps"),
        read=optional_count,
        default=steps,
        width=NARROW,
    )
    cap = DurationField(
        theme,
        name=f"{prefix}cap",
        label=translate("TaskForm", "Cap"),
        noun=translate("TaskForm", "the cap"),
        loc=(section, "cap"),
        meaning=translate("TaskForm", "= {time}, the longest wait"),
        empty=translate("TaskForm", "the longest wait; empty for none"),
    )
    return [duration, factor, jitter, many, cap]
