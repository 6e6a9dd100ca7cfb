"""The fields of one kind of schedule or action, as a page; a further kind is a further subclass in a table."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from waitgui.views.task_form.draft import Draft, value_at

if TYPE_CHECKING:
    from waitgui.views.task_form.around import Around
    from waitgui.views.task_form.field import Field
    from waitgui.views.theme import Theme

ROW_GAP = 8


class Page(QWidget):
    """Shows and writes one table of the draft: `section` is its name there, `kind` what the table's `kind` says."""

    section: ClassVar[str]
    kind: ClassVar[str]
    blank: ClassVar[Draft]
    """What the table says where this kind is chosen anew."""

    edited = Signal()
    partsChanged = Signal()
    """Its fields consist of others than before."""

    def __init__(self, around: Around, prefix: str = "") -> None:
        super().__init__()
        self.around = around
        self.prefix = prefix
        """What the names of the controls begin with."""
        theme = around.theme
        self.fields: list[Field] = self.make_fields(theme)
        self.more: list[Field] = self.make_more(theme)
        """Fields that are used less, for the form to show elsewhere."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        for field in self.fields:
            column.addWidget(field)
        for field in (*self.fields, *self.more):
            field.edited.connect(self.adapt)
            field.edited.connect(self.edited)
            field.partsChanged.connect(self.partsChanged)

    @classmethod
    def title(cls) -> str:
        """What a chooser calls the kind."""
        raise NotImplementedError

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        raise NotImplementedError

    def make_more(self, theme: Theme) -> list[Field]:  # noqa: ARG002 - for kinds that have some
        """The fields that are used less."""
        return []

    def beside(self) -> QWidget | None:
        """A control that stands beside the chooser of the kind."""
        return None

    def load(self, draft: Draft) -> None:
        """Show what the draft says; of another kind, what this one begins with."""
        if value_at(draft, (self.section, "kind")) != self.kind:
            draft = {self.section: copy.deepcopy(self.blank)}
        for field in (*self.fields, *self.more):
            field.load(draft)
        self.adapt()

    def store(self, draft: Draft) -> dict[Field, str]:
        """Write what is typed, and tell what can't be read."""
        if value_at(draft, (self.section, "kind")) != self.kind:
            draft[self.section] = {"kind": self.kind}
        problems: dict[Field, str] = {}
        for field in (*self.fields, *self.more):
            problems |= field.store_all(draft)
        return problems

    def parts(self) -> list[Field]:
        """The fields of the page, those that others consist of included."""
        return [part for field in self.fields for part in field.parts()]

    @Slot()
    def adapt(self) -> None:
        """Let the fields follow one another."""
