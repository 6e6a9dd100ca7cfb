"""The foot of the form: why saving is off, Cancel and Save; and the question before changes are thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QWidget

from waitgui.views.icon_widgets import Glyph
from waitgui.views.labels import plain_label, show_text, tool_tip
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from waitgui.views.theme import Theme

HEIGHT = 54


class Footer(QFrame):
    """Save, Cancel and the reason; instead of them, when it is asked, whether to discard the changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setFixedHeight(HEIGHT)
        self._sign = Glyph(theme, "warning-circle", "error_text", size=12)
        self.reason = plain_label(look="error")
        self.reason.setObjectName("reason")
        self.reason.setWordWrap(True)
        self.cancel = _button(self.tr("Cancel"), "cancel")
        self.save = _button(self.tr("Save"), "save", look="primary")
        question = plain_label(self.tr("Discard changes?"))
        self.keep = _button(self.tr("Keep editing"), "keep_editing", look="primary")
        self.discard = _button(self.tr("Discard"), "discard")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(_row(self._sign, self.reason, self.cancel, self.save))
        self._stack.addWidget(_row(None, question, self.discard, self.keep))
        self.show_reason("", wrong=False)

    def show_reason(self, reason: str, *, wrong: bool) -> None:
        """Why saving is off; "" if it isn't."""
        set_look(self.reason, "error" if wrong else "secondary")
        self._sign.setVisible(wrong)
        show_text(self.reason, reason)
        self.save.setAccessibleDescription(reason)
        self.save.setToolTip(tool_tip(reason))

    def ask(self) -> None:
        """Ask whether to discard the changes."""
        self._stack.setCurrentIndex(1)
        self.keep.setFocus()

    def is_asking(self) -> bool:
        """Whether the question is there."""
        return self._stack.currentIndex() == 1

    def stop_asking(self) -> None:
        """Take the question back."""
        self._stack.setCurrentIndex(0)


def _button(text: str, name: str, look: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text.replace("&", ""))
    set_look(button, look)
    return button


def _row(sign: QWidget | None, text: QWidget, *buttons: QPushButton) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(24, 0, 24, 0)
    row.setSpacing(8)
    if sign is not None:
        row.addWidget(sign)
    row.addWidget(text, 1)
    for button in buttons:
        row.addWidget(button)
    return page
