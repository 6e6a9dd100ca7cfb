"""Python code as an action, in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Slot

from waitgui.views.task_form.action_page import ActionPage
from waitgui.views.task_form.draft import ABSENT, Draft, put, value_at
from waitgui.views.task_form.entries import command_text, typed_command, typed_text
from waitgui.views.task_form.field import Field
from waitgui.views.task_form.fields import LineField, TextField
from waitgui.views.task_form.programs import process_fields, time_limit
from waitgui.views.task_form.segments import Segments
from waitgui.work import interpreter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.views.theme import Theme


class PythonField(Field):
    """A script, a module or code: which of the three, and its text. What was typed for the others waits."""

    KEYS: ClassVar[tuple[str, ...]] = ("script", "module", "code")

    def __init__(self, theme: Theme) -> None:
        titles = (self.tr("Script"), self.tr("Module"), self.tr("Code"))
        self.segments = Segments(titles, name="python", label=self.tr("Python runs"))
        super().__init__(
            theme,
            self.segments,
            name="python",
            label=self.tr("Runs"),
            noun=self.tr("what Python runs"),
            locs=tuple(("action", key) for key in self.KEYS),
        )
        self.column.setSpacing(8)
        self.texts: dict[str, LineField | TextField] = {
            "script": self._text_line(theme, "script", self.tr("Path of the script"), "~/bin/tidy.py"),
            "module": self._text_line(theme, "module", self.tr("Name of the module"), "package.module"),
            "code": TextField(
                theme,
                name="code",
                label=self.tr("Python code"),
                noun=self.noun,
                loc=("action", "code"),
                code=True,
                lines=6,
            ),
        }
        for text in self.texts.values():
            text.label.hide()
            self.column.insertWidget(self.column.count() - 1, text)
            text.edited.connect(self.edited)
        self.segments.currentIndexChanged.connect(self._turn)
        self.segments.chosen.connect(self.changed)
        self._turn()

    def _text_line(self, theme: Theme, key: str, name: str, example: str) -> LineField:
        field = LineField(theme, name=key, label=name, noun=self.noun, loc=("action", key), code=True)
        field.edit.setPlaceholderText(example)
        return field

    @property
    def key(self) -> str:
        """Which of the three is chosen."""
        return self.KEYS[self.segments.currentIndex()]

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        for text in self.texts.values():
            text.load(draft)
        given = [key for key in self.KEYS if value_at(draft, ("action", key)) is not ABSENT]
        self.segments.setCurrentIndex(self.KEYS.index(given[0]) if given else 0)

    def store(self, draft: Draft) -> str:
        """Write the one that is chosen, and take away the others."""
        problem = self.texts[self.key].store(draft)
        for key in self.KEYS:
            if key != self.key:
                put(draft, ("action", key), ABSENT)
        if value_at(draft, ("action", self.key)) is ABSENT:
            put(draft, ("action", self.key), "")
        return problem

    def parts(self) -> list[Field]:
        """Itself, and the text of the one that is chosen."""
        return [self, self.texts[self.key]]

    def part_at(self, loc: tuple[str | int, ...]) -> Field | None:
        """The text, whichever of the three is said to be wrong."""
        return self.texts[self.key] if super().part_at(loc) is not None else None

    def is_set(self) -> bool:
        """One of the three always is."""
        return True

    def stops(self) -> list[QWidget]:
        """The choice, then its text."""
        return [*self.segments.buttons, self.texts[self.key].control]

    @Slot()
    def _turn(self) -> None:
        for key, text in self.texts.items():
            text.setVisible(key == self.key)
        self.control.setAccessibleDescription(self.segments.buttons[self.segments.currentIndex()].text())
        self.partsChanged.emit()


class PythonPage(ActionPage):
    """Python code in a process of its own."""

    kind: ClassVar[str] = "python"
    blank: ClassVar[Draft] = {"kind": "python", "script": ""}

    @classmethod
    def title(cls) -> str:
        """What the chooser says."""
        return QCoreApplication.translate("PythonPage", "Python")

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        arguments = LineField(
            theme,
            name="python_args",
            label=self.tr("Arguments"),
            noun=self.tr("the arguments"),
            loc=("action", "args"),
            show=command_text,
            read=typed_command,
            default=[],
            code=True,
        )
        return [PythonField(theme), arguments, self.trial(), time_limit(theme, self.prefix)]

    def make_more(self, theme: Theme) -> list[Field]:
        """The fields that are used less."""
        line = LineField(
            theme,
            name="interpreter",
            label=self.tr("Interpreter"),
            noun=self.tr("the interpreter"),
            loc=("action", "interpreter"),
            read=typed_text,
        )
        ours = self.tr("the Python that waitgui runs with")
        line.edit.setPlaceholderText(self.tr("python3 on the PATH") if interpreter.is_frozen() else ours)
        return [line, *process_fields(theme, self.prefix)]
