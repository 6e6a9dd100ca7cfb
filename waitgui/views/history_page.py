"""A place for a table of the history, or for a sentence where there is nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from waitgui.views.labels import plain_label, show_text
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from waitgui.models.paged_table import PagedTable

PATIENCE_MS = 400


class HistoryPage(QStackedWidget):
    """A table, or in its place a sentence with what can be done."""

    actionChosen = Signal()

    def __init__(self, table: QWidget, model: PagedTable[Any]) -> None:
        super().__init__()
        self._model = model
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
        # Most answers come at once: a sentence that is gone in the same moment only flickers.
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience)

    def say(self, text: str, action: str = "") -> None:
        """Show a sentence, and what can be done about it."""
        self._patience.stop()
        show_text(self._sentence, text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setCurrentIndex(1)

    def show_state(self) -> bool:
        """Show rows, trouble or that something is looked for; False if there is nothing to show."""
        model = self._model
        if model.trouble is not None and not model.rowCount():
            text = self.tr("The history can't be read: {reason}.").format(reason=model.trouble)
            self.say(text, self.tr("Try again"))
        elif model.rowCount():
            self._patience.stop()
            self.setCurrentIndex(0)
        elif model.loading:
            self._patience.start()
        else:
            return False
        return True

    @Slot()
    def _on_patience(self) -> None:
        if self._model.loading and not self._model.rowCount():
            self.say(self.tr("Searching…"))
