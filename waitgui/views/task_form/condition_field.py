"""A condition of the draft as a field: its rows, and the button that tries it out."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from waitgui.views.labels import without_key
from waitgui.views.task_form.conditions import FIRST_CHECK, ConditionRow
from waitgui.views.task_form.draft import ABSENT, Draft, Loc, put, value_at
from waitgui.views.task_form.field import Field
from waitgui.views.task_form.pages import ROW_GAP
from waitgui.views.task_form.trial import Trial
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.views.task_form.around import Around


class ConditionField(Field):
    """A condition of the draft, with the button that tries it out."""

    def __init__(self, around: Around, *, name: str, label: str, noun: str, loc: Loc) -> None:
        self.root = ConditionRow(around, f"{name}-kind", 0)
        super().__init__(around.theme, self.root, name=name, label=label, noun=noun, locs=(loc,))
        self.hint.hide()
        self.label.setBuddy(self.root.chooser)
        self.setAccessibleName(without_key(label))
        self.trial = Trial(around, name=f"{name}-try", what=loc)
        self.trial.label.hide()
        self.column.setSpacing(ROW_GAP)
        self.column.addWidget(self.trial)
        self.trial.partsChanged.connect(self.partsChanged)
        self.root.edited.connect(self.changed)
        self.root.partsChanged.connect(self.partsChanged)

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        value = value_at(draft, self.locs[0])
        self.root.load(copy.deepcopy(FIRST_CHECK) if value is ABSENT else value)

    def store_all(self, draft: Draft) -> dict[Field, str]:
        """Write what is typed, and say what of which field can't be read."""
        value, problems = self.root.store()
        put(draft, self.locs[0], value)
        return problems

    def store(self, draft: Draft) -> str:
        """Write what is typed, and say what of it can't be read."""
        return next(iter(self.store_all(draft).values()), "")

    def parts(self) -> list[Field]:
        """Itself, the fields of all its rows, and its trial."""
        return [self, *self.root.parts(), self.trial]

    def part_at(self, loc: tuple[str | int, ...]) -> Field | None:
        """The field within that has the problem; itself where none has."""
        own = self.locs[0]
        if loc[: len(own)] != own:
            return None
        return self.root.part_at(loc[len(own) :]) or self

    def add_beside(self, widget: QWidget, *, close: bool = False) -> None:  # noqa: ARG002 - the row has one place
        """Another control at the end of the first line."""
        self.root.head.addWidget(widget)
        self._beside.append(widget)

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        chooser, *others = self.root.stops()
        return [chooser, *self._beside, *others, *self.trial.stops()]

    def is_set(self) -> bool:
        """There always is one."""
        return True

    def mark(self, wrong: bool) -> None:
        """Show whether something is wrong with it."""
        set_look(self.root.chooser, "invalid" if wrong else "")
