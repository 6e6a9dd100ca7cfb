"""A question that must be answered before anything is lost: the only modal box there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from waitgui.views.labels import bounded, visible
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget


class Answer(NamedTuple):
    """A button: its text (a verb), and what happens then; `primary` is the one that Enter presses."""

    text: str
    then: Callable[[], None]
    primary: bool = False


def ask(parent: QWidget, title: str, text: str, details: str, answers: Sequence[Answer], cancel: str) -> QMessageBox:
    """Open the box and return at once. Escape and closing it are `cancel`, after which nothing happens."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(visible(bounded(text), lines=True))
    label = box.findChild(QLabel, "qt_msgbox_label")
    if label is not None:
        set_look(label, "section")
        label.setWordWrap(True)
    box.setInformativeText(visible(bounded(details), lines=True))
    buttons = {}
    for answer in answers:
        role = QMessageBox.ButtonRole.AcceptRole if answer.primary else QMessageBox.ButtonRole.DestructiveRole
        button = box.addButton(answer.text, role)
        buttons[button] = answer.then
        if answer.primary:
            set_look(button, "primary")
            box.setDefaultButton(button)
    box.setEscapeButton(box.addButton(cancel, QMessageBox.ButtonRole.RejectRole))

    def answered() -> None:
        then = buttons.get(box.clickedButton())  # type: ignore[call-overload]
        if then is not None:
            then()

    box.finished.connect(answered)
    box.open()
    return box
