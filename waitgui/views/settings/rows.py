"""Rows of the settings: what is asked, a control, and beneath it what is wrong. Each changes what stands at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTime, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from waitgui.views.labels import plain_label, show_text, visible
from waitgui.views.theme import set_look
from waitgui.views.tokens import CONTROL_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

LABEL_WIDTH = 168
HOUR = "HH:mm"


class Row(QWidget):
    """`place` is where the value stands in the settings; the row may be without a `label`, beneath another."""

    changed = Signal(object, object)
    """The place (a tuple), and the value that is wanted there."""

    def __init__(self, place: tuple[str, ...], label: str, control: QWidget, after: str = "") -> None:
        super().__init__()
        self.place = place
        self.control = control
        control.setObjectName("-".join(place))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        name = plain_label(label, look="text2")
        name.setFixedWidth(LABEL_WIDTH)
        name.setMinimumHeight(CONTROL_HEIGHT)
        name.setBuddy(control)
        name.setWordWrap(True)
        if not control.accessibleName():
            control.setAccessibleName(" ".join(filter(None, (label, after))))
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(control)
        if after:
            line.addWidget(plain_label(after, look="secondary"))
        line.addStretch(1)
        self.problem = plain_label(look="error")
        self.problem.setWordWrap(True)
        self.problem.setContentsMargins(LABEL_WIDTH + 8, 0, 0, 0)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.problem)

    def show_value(self, value: Any) -> None:
        """Show what stands there; not told as the user's."""
        with QSignalBlocker(self.control):
            self._show(value)
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Say what is wrong with what is typed; "" if nothing is."""
        show_text(self.problem, text)
        self.problem.setVisible(bool(text))
        self.control.setAccessibleDescription(text)

    def _show(self, value: Any) -> None:
        raise NotImplementedError


class CheckRow(Row):
    """Yes or no."""

    def __init__(self, place: tuple[str, ...], text: str, label: str = "") -> None:
        self._box = QCheckBox(text)
        self._box.setAccessibleName(text)
        super().__init__(place, label, self._box)
        self._box.toggled.connect(self._on_toggled)

    def _show(self, value: Any) -> None:
        self._box.setChecked(bool(value))

    @Slot(bool)
    def _on_toggled(self, wanted: bool) -> None:
        self.changed.emit(self.place, wanted)


class ChoiceRow(Row):
    """One of a few words; `choices` are words and what they are called."""

    def __init__(self, place: tuple[str, ...], label: str, choices: Sequence[tuple[str, str]]) -> None:
        self._box = QComboBox()
        self._words = [word for word, _ in choices]
        for _, title in choices:
            self._box.addItem(title)
        super().__init__(place, label, self._box)
        self._box.currentIndexChanged.connect(self._on_chosen)

    def _show(self, value: Any) -> None:
        self._box.setCurrentIndex(self._words.index(value) if value in self._words else 0)

    @Slot(int)
    def _on_chosen(self, index: int) -> None:
        self.changed.emit(self.place, self._words[index])


class CountRow(Row):
    """A number from `least` to `most`; the value at the least may have a meaning of its own."""

    def __init__(
        self, place: tuple[str, ...], label: str, least: int, most: int, after: str, *, none: str = "", step: int = 1
    ) -> None:
        self._box = QSpinBox()
        self._box.setRange(least, most)
        self._box.setSingleStep(step)
        self._box.setGroupSeparatorShown(True)
        self._box.setKeyboardTracking(False)
        self._box.setFixedWidth(140)
        self._box.lineEdit().setTextMargins(6, 0, 0, 0)
        if none:
            self._box.setSpecialValueText(none)
        super().__init__(place, label, self._box, after)
        self._box.valueChanged.connect(self._on_value)

    def _show(self, value: Any) -> None:
        self._box.setValue(int(value))

    @Slot(int)
    def _on_value(self, value: int) -> None:
        self.changed.emit(self.place, value)


class HourRow(Row):
    """A time of day, as in 22:00."""

    def __init__(self, place: tuple[str, ...], label: str) -> None:
        self._edit = QLineEdit()
        self._edit.setFixedWidth(84)
        super().__init__(place, label, self._edit)
        self._edit.textEdited.connect(self._on_text)

    def show_problem(self, text: str) -> None:
        """With a red border."""
        super().show_problem(text)
        set_look(self._edit, "invalid" if text else "")

    def _show(self, value: Any) -> None:
        self._edit.setText(str(value))

    @Slot(str)
    def _on_text(self, text: str) -> None:
        hour = QTime.fromString(text.strip().rjust(5, "0"), HOUR)
        if hour.isValid():
            self.show_problem("")
            self.changed.emit(self.place, hour.toString(HOUR))
        else:
            problem = self.tr("“{text}” isn't a time of day. Use hours and minutes, as in 22:00.")
            self.show_problem(problem.replace("{text}", visible(text)))


class FilesRow(Row):
    """Some of the files that are known."""

    def __init__(self, place: tuple[str, ...], label: str, files: Sequence[str]) -> None:
        holder = QWidget()
        super().__init__(place, label, holder)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 5, 0, 0)
        column.setSpacing(6)
        self._boxes: dict[str, QCheckBox] = {}
        for file in files:
            box = QCheckBox(visible(_short(file)).replace("&", "&&"))
            box.setAccessibleName(visible(file))
            box.toggled.connect(self._on_toggled)
            self._boxes[file] = box
            column.addWidget(box)
        if not files:
            nothing = plain_label(self.tr("No set has been saved yet."), look="secondary")
            nothing.setMinimumHeight(CONTROL_HEIGHT - 2 * 5)  # on the line of its label
            column.addWidget(nothing)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _show(self, value: Any) -> None:
        for file, box in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(file in value)

    @Slot()
    def _on_toggled(self) -> None:
        self.changed.emit(self.place, tuple(file for file, box in self._boxes.items() if box.isChecked()))


def _short(file: str) -> str:
    """The end of a long path, which tells it from others."""
    return file if len(file) <= 48 else f"…{file[-47:]}"
