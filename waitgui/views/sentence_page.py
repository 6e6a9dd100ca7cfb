"""A place for a table, or for a sentence where there is nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from waitgui.views.labels import plain_label, show_text
from waitgui.views.theme import set_look


class SentencePage(QStackedWidget):
    """A table, or in its place a sentence with what can be done."""

    actionChosen = Signal()

    def __init__(self, table: QWidget) -> None:
        super().__init__()
        self._sentence = plain_label(look="text2")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setWordWrap(True)
        self._action = QPushButton()
        set_look(self._action, "link")
        self._action.clicked.connect(self.actionChosen)
        words = QFrame()
        set_look(words, "page")
        column = QVBoxLayout(words)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.addWidget(table)
        self.addWidget(words)

    def show_table(self) -> None:
        """Show the table."""
        self.setCurrentIndex(0)

    def say(self, text: str, action: str = "") -> None:
        """Show a sentence, and what can be done about it."""
        show_text(self._sentence, text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setCurrentIndex(1)
