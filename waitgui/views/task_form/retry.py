"""Whether what fails is tried again at once: off by default, and then all of it is one line."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from waitgui.tasks.model import Retry
from waitgui.tasks.tries import prospect
from waitgui.tasks.words import duration_words
from waitgui.views.task_form.draft import ABSENT, Draft, put, value_at
from waitgui.views.task_form.fields import CheckField
from waitgui.views.task_form.growing import growing_fields
from waitgui.views.task_form.pages import ROW_GAP

if TYPE_CHECKING:
    from waitgui.views.task_form.field import Field
    from waitgui.views.theme import Theme

FIRST: Draft = {"duration": "1s"}


class RetrySwitch(CheckField):
    """Whether there is a retry at all; the table itself says so."""

    def load(self, draft: Draft) -> None:
        """Show whether the draft has one."""
        self.box.setChecked(value_at(draft, ("retry",)) is not ABSENT)

    def store(self, draft: Draft) -> str:
        """Take the table away where it is off; its fields write it where it is on."""
        if not self.box.isChecked():
            put(draft, ("retry",), ABSENT)
        return ""


class RetrySection(QWidget):
    """The switch, and the fields where it is on."""

    edited = Signal()
    partsChanged = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._loaded: Any = ABSENT
        self.switch = RetrySwitch(
            theme,
            name="retry",
            label=self.tr("Retr&y"),
            text=self.tr("Try again at once when it fails"),
            noun=self.tr("the retry"),
            loc=("retry",),
            default=False,
        )
        self.own = growing_fields(theme, "retry", "retry-", steps=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        for field in (self.switch, *self.own):
            column.addWidget(field)
            field.edited.connect(self._changed)
        self.switch.box.toggled.connect(self._turn)

    def fields(self) -> list[Field]:
        """The fields that count now; the switch last, for what is wrong with none of the others."""
        return [*(self.own if self.switch.box.isChecked() else []), self.switch]

    def load(self, draft: Draft) -> None:
        """Show what the draft says; where it has no retry, what one begins with."""
        self._loaded = value_at(draft, ("retry",))
        self.switch.load(draft)
        shown = draft if isinstance(self._loaded, dict) else {"retry": copy.deepcopy(FIRST)}
        for field in self.own:
            field.load(shown)
        self._turn()

    def store(self, draft: Draft) -> dict[Field, str]:
        """Write what is typed, with what else was written of it; nothing where it is off."""
        self.switch.store(draft)
        if not self.switch.box.isChecked():
            return {}
        if self._loaded is not ABSENT and not isinstance(self._loaded, dict):
            return {}  # not even a table: the model says so
        put(draft, ("retry",), copy.deepcopy(self._loaded) if isinstance(self._loaded, dict) else {})
        problems: dict[Field, str] = {}
        for field in self.own:
            problems |= field.store_all(draft)
        return problems

    def stops(self) -> list[QWidget]:
        """Where the tab key stops."""
        own = [stop for field in self.own for stop in field.stops()] if self.switch.box.isChecked() else []
        return [*self.switch.stops(), *own]

    @Slot()
    def _turn(self) -> None:
        for field in self.own:
            field.setVisible(self.switch.box.isChecked())
        self._summarise()
        self.partsChanged.emit()

    @Slot()
    def _changed(self) -> None:
        self._summarise()
        self.edited.emit()

    def _summarise(self) -> None:
        """Say what the waits add up to."""
        draft: Draft = {}
        advice = ""
        if self.switch.box.isChecked():
            self.store(draft)
            try:
                whole = prospect(Retry.model_validate(draft.get("retry")))
            except ValidationError:
                whole = None
            if whole is not None and whole.low_ns is not None and whole.high_ns is not None:
                low, high = duration_words(whole.low_ns), duration_words(whole.high_ns)
                if low == high:
                    advice = self.tr("Waits {time} in all.").replace("{time}", low)
                else:
                    advice = self.tr("Waits between {low} and {high} in all.")
                    advice = advice.replace("{low}", low).replace("{high}", high)
        self.own[-1].advise(advice)
