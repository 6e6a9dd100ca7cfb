"""A field of the form: label, control, what it means behind it, and what is wrong with it beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from waitgui.views.icon_widgets import Glyph
from waitgui.views.labels import plain_label, without_key
from waitgui.views.theme import set_look
from waitgui.views.tokens import CONTROL_HEIGHT

if TYPE_CHECKING:
    from waitgui.views.task_form.draft import Draft, Loc
    from waitgui.views.theme import Theme

LABEL_WIDTH = 104
WIDE, NARROW = 124, 60
"""Of controls for durations and for counts."""
_INDENT = 8
_RELEASE_MS = 50


class Field(QWidget):
    """One row. `noun` names it within a sentence ("the time limit").

    `locs` are the places of the draft that it shows: a problem there is this field's.
    """

    edited = Signal()
    """What is typed is another; not while loading."""
    partsChanged = Signal()
    """It consists of other fields than before."""

    locs: tuple[Loc, ...]

    def __init__(
        self, theme: Theme, control: QWidget, *, name: str, label: str, noun: str, locs: tuple[Loc, ...]
    ) -> None:
        super().__init__()
        self.control, self.noun, self.locs = control, noun, locs
        self.touched = False
        self.problem = ""
        self._advice = self._asked = ""
        self._beside: list[QWidget] = []
        control.setObjectName(name)
        control.setAccessibleName(without_key(label))
        self.label = plain_label(label, look="text2")
        self.label.setBuddy(control)
        self.label.setMinimumHeight(CONTROL_HEIGHT)
        self.label.setFixedWidth(LABEL_WIDTH)
        self.hint = plain_label(look="secondary")
        self.hint.setWordWrap(True)
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(control)
        self._line.addWidget(self.hint, 1)
        self._sign = Glyph(theme, "warning-circle", "error_text", size=12)
        self._below = plain_label(look="error")
        self._below.setWordWrap(True)
        self._below.setObjectName(f"{name}-problem")
        self._below_row = QWidget()
        below = QHBoxLayout(self._below_row)
        below.setContentsMargins(0, 6, 0, 4)
        below.setSpacing(6)
        sign = QVBoxLayout()
        sign.setContentsMargins(0, 2, 0, 0)
        sign.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addLayout(sign)
        below.addWidget(self._below, 1)
        self._below_row.hide()
        self.column = column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(self._line)
        column.addWidget(self._below_row)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_INDENT)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        raise NotImplementedError

    def store(self, draft: Draft) -> str:
        """Write what is typed into the draft, as it is where it can't be read; then say why not."""
        raise NotImplementedError

    def is_set(self) -> bool:
        """Whether it says something else than by default."""
        raise NotImplementedError

    def parts(self) -> list[Field]:
        """The fields that it consists of: itself, and for one of several those."""
        return [self]

    def store_all(self, draft: Draft) -> dict[Field, str]:
        """Write what is typed into the draft, and say what of which part can't be read."""
        problem = self.store(draft)
        return {self: problem} if problem else {}

    def part_at(self, loc: tuple[str | int, ...]) -> Field | None:
        """The part whose problem is one at that place of the draft."""
        return self if any(loc[: len(own)] == own for own in self.locs) else None

    def add_beside(self, widget: QWidget, *, close: bool = False) -> None:
        """Another control at the end of the row, or `close` to what stands in it."""
        if close:
            self.hint.setWordWrap(False)
            self._line.setStretchFactor(self.hint, 0)
        self._line.addWidget(widget)
        if close:
            self._line.addStretch(1)
        self._beside.append(widget)

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        return [self.control, *self._beside]

    def show_hint(self, text: str) -> None:
        """What it means, behind the control."""
        self.hint.setText(text)
        self.control.setAccessibleDescription(self.problem or text)

    def show_problem(self, problem: str) -> None:
        """What is wrong, beneath; "" if nothing is."""
        self.problem = problem
        self.mark(bool(problem))
        self._show_below()

    def advise(self, advice: str) -> None:
        """What would be better, beneath where nothing is wrong; "" if nothing."""
        self._advice = advice
        self._show_below()

    def ask(self, text: str) -> None:
        """Mark it as one that is still to be filled in, with what for; "" once it is."""
        self._asked = text
        self._show_below()

    def _show_below(self) -> None:
        problem, text = self.problem, self.problem or self._asked or self._advice
        self._sign.setVisible(bool(problem or self._asked))
        self._sign.show_icon(*(("warning-circle", "error_text") if problem else ("pencil", "accent")))
        set_look(self._below, "error" if problem else "secondary")
        self._below.setText(text)
        self._below_row.setVisible(bool(text))
        self.control.setAccessibleDescription(text or self.hint.text())

    @Slot()
    def changed(self) -> None:
        """The user typed or chose something."""
        self.touched = True
        self.edited.emit()

    def mark(self, wrong: bool) -> None:
        """Show whether something is wrong with it."""
        set_look(self.control, "invalid" if wrong else "")

    @Slot()
    def leave(self) -> None:
        """The focus went elsewhere: what is missing may now be called missing.

        Not while a mouse button is down: what is said beneath would move what is being clicked away from under it.
        """
        if QGuiApplication.mouseButtons() is not Qt.MouseButton.NoButton:
            QTimer.singleShot(_RELEASE_MS, self, self.leave)
        elif not self.touched:
            self.touched = True
            self.edited.emit()
