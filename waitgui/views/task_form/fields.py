"""The kinds of field: a line of text, a duration, several lines, yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSizePolicy

from waitgui.models.said import said
from waitgui.tasks.fields import LONGEST_NS
from waitgui.tasks.words import exact_words
from waitgui.views.task_form.draft import ABSENT, Draft, Loc, duration_text, put, value_at
from waitgui.views.task_form.entries import duration_of, typed_duration
from waitgui.views.task_form.field import WIDE, Field
from waitgui.views.theme import set_look
from waitgui.views.tokens import CONTROL_HEIGHT
from waitgui.wait import durations

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.views.theme import Theme


class LineField(Field):
    """A field of one line of text, shown by `show` and read back by `read` (see `entries`).

    What equals `default` and wasn't written before stays unwritten. What wasn't touched is written back as it was.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        label: str,
        noun: str,
        loc: Loc,
        show: Callable[[Any], str] = str,
        read: Callable[[str], Any] = str,
        default: Any = ABSENT,
        width: int = 0,
        code: bool = False,
    ) -> None:
        self.edit = QLineEdit()
        super().__init__(theme, self.edit, name=name, label=label, noun=noun, locs=(loc,))
        self._show, self._read, self._default = show, read, default
        self._look = "code" if code else ""
        self._loaded: tuple[str, Any] = ("", ABSENT)
        set_look(self.edit, self._look)
        if width:
            self.edit.setFixedWidth(width)
        else:
            self.hint.hide()
        self.edit.textEdited.connect(self.changed)
        self.edit.editingFinished.connect(self.leave)

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        value = value_at(draft, self.locs[0])
        shown = self._default if value is ABSENT else value
        self.edit.setText("" if shown is ABSENT else self._show(shown))
        self.edit.setCursorPosition(0)
        self._loaded = (self.edit.text(), value)
        self.describe()

    def store(self, draft: Draft) -> str:
        """Write what is typed, and say what of it can't be read."""
        text, loc = self.edit.text(), self.locs[0]
        if text == self._loaded[0]:
            put(draft, loc, self._loaded[1])
            return ""
        try:
            value = self._read(text)
        except ValueError as error:
            put(draft, loc, text)
            return said(str(error))
        if value == self._default and self._loaded[1] is ABSENT:
            value = ABSENT
        put(draft, loc, value)
        return ""

    def is_set(self) -> bool:
        """Whether it says something else than by default."""
        try:
            return self._read(self.edit.text()) not in (self._default, ABSENT)
        except ValueError:
            return True

    @Slot()
    def changed(self) -> None:
        """Say what is typed, and tell the form."""
        self.describe()
        super().changed()

    def describe(self) -> None:
        """Say behind the control what is typed."""

    def mark(self, wrong: bool) -> None:
        """Show whether something is wrong with it."""
        look = ("code-invalid" if self._look else "invalid") if wrong else self._look
        set_look(self.edit, look)


class DurationField(LineField):
    """A duration, shown back in words: `meaning` says it with {time}, `empty` what it means to leave it empty.

    With `required` it can't be left empty.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        label: str,
        noun: str,
        loc: Loc,
        meaning: str,
        zero: str = "",
        empty: str = "",
        default: Any = ABSENT,
        required: bool = False,
    ) -> None:
        self._meaning, self._zero, self._empty = meaning, zero, empty or zero
        super().__init__(
            theme,
            name=name,
            label=label,
            noun=noun,
            loc=loc,
            show=duration_text,
            read=duration_of if required else typed_duration,
            default=default,
            width=WIDE,
        )

    def ns(self) -> int | None:
        """What is typed, None if it is no duration."""
        try:
            return durations.parse(duration_of(self.edit.text()))
        except ValueError:
            return None

    def describe(self) -> None:
        """Say behind the field what is typed."""
        ns = self.ns()
        if ns is None or not 0 <= ns <= LONGEST_NS:
            self.show_hint("" if self.edit.text().strip() else self._empty)
        elif ns == 0:
            self.show_hint(self._zero)
        else:
            self.show_hint(self._meaning.replace("{time}", exact_words(ns)))


class TextField(Field):
    """A field of several lines."""

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        label: str,
        noun: str,
        loc: Loc,
        show: Callable[[Any], str] = str,
        read: Callable[[str], Any] = str,
        code: bool = False,
        lines: int = 3,
    ) -> None:
        self.edit = QPlainTextEdit()
        super().__init__(theme, self.edit, name=name, label=label, noun=noun, locs=(loc,))
        self._show, self._read = show, read
        self._look = "code" if code else ""
        self._loaded: tuple[str, Any] = ("", ABSENT)
        set_look(self.edit, self._look)
        self.hint.hide()
        self.edit.setTabChangesFocus(True)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.setFixedHeight(lines * 18 + 12)
        if code:
            self.edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._loading = False
        self.edit.textChanged.connect(self.changed)

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        value = value_at(draft, self.locs[0])
        self._loading = True
        self.edit.setPlainText("" if value is ABSENT else self._show(value))
        self._loading = False
        self._loaded = (self.edit.toPlainText(), value)

    def store(self, draft: Draft) -> str:
        """Write what is typed, and say what of it can't be read."""
        text, loc = self.edit.toPlainText(), self.locs[0]
        if text == self._loaded[0]:
            put(draft, loc, self._loaded[1])
            return ""
        try:
            put(draft, loc, self._read(text))
        except ValueError as error:
            put(draft, loc, text)
            return said(str(error))
        return ""

    def is_set(self) -> bool:
        """Whether it says something else than by default."""
        return bool(self.edit.toPlainText().strip())

    @Slot()
    def changed(self) -> None:
        """Say what is typed, and tell the form."""
        if not self._loading:
            super().changed()

    def mark(self, wrong: bool) -> None:
        """Show whether something is wrong with it."""
        set_look(self.edit, ("code-invalid" if self._look else "invalid") if wrong else self._look)


class CheckField(Field):
    """Yes or no; the box carries the text."""

    def __init__(self, theme: Theme, *, name: str, label: str, text: str, noun: str, loc: Loc, default: bool) -> None:
        self.box = QCheckBox(text)
        super().__init__(theme, self.box, name=name, label=label, noun=noun, locs=(loc,))
        self._default = default
        self._loaded: Any = ABSENT
        self.box.setAccessibleName(text.replace("&", ""))
        self.box.setMinimumHeight(CONTROL_HEIGHT)
        self.box.clicked.connect(self.changed)

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        self._loaded = value_at(draft, self.locs[0])
        self.box.setChecked(self._default if self._loaded is ABSENT else bool(self._loaded))

    def store(self, draft: Draft) -> str:
        """Write what is typed, and say what of it can't be read."""
        value: Any = self.box.isChecked()
        if value == self._default and self._loaded is ABSENT:
            value = ABSENT
        put(draft, self.locs[0], value)
        return ""

    def is_set(self) -> bool:
        """Whether it says something else than by default."""
        return self.box.isChecked() != self._default
