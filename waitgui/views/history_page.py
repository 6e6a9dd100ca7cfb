"""A place for a table of the history: while it is read, where it can't be, and where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot

from waitgui.models.said import said
from waitgui.views.sentence_page import SentencePage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.models.paged_table import PagedTable

PATIENCE_MS = 400


class HistoryPage(SentencePage):
    """Says what becomes of the reading."""

    def __init__(self, table: QWidget, model: PagedTable[Any]) -> None:
        super().__init__(table)
        self._model = model
        # Most answers come at once: a sentence that is gone in the same moment only flickers.
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience)

    def say(self, text: str, action: str = "") -> None:
        """Show a sentence, and what can be done about it."""
        self._patience.stop()
        super().say(text, action)

    def show_state(self) -> bool:
        """Show rows, trouble or that something is looked for; False if there is nothing to show."""
        model = self._model
        if model.trouble is not None and not model.rowCount():
            text = self.tr("The history can't be read: {reason}.").format(reason=said(model.trouble))
            self.say(text, self.tr("Try again"))
        elif model.rowCount():
            self._patience.stop()
            self.show_table()
        elif model.loading:
            self._patience.start()
        else:
            return False
        return True

    @Slot()
    def _on_patience(self) -> None:
        if self._model.loading and not self._model.rowCount():
            self.say(self.tr("Searching…"))
