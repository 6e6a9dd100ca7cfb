"""What is shown in place of the tasks when the filter lets none through."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from waitgui.views.labels import plain_label, show_text
from waitgui.views.theme import set_look

_LONGEST = 60


class NoMatch(QFrame):
    """One sentence and the way out."""

    clearRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_look(self, "page")
        self._words = plain_label(look="text2")
        self._clear = QPushButton(self.tr("Clear filter"))
        set_look(self._clear, "link")
        self._clear.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._clear.clicked.connect(self.clearRequested)
        self.setFocusProxy(self._clear)
        row = QHBoxLayout(self)
        row.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.setSpacing(4)
        row.addWidget(self._words)
        row.addWidget(self._clear)

    def show_words(self, words: str) -> None:
        """Say that nothing matches this."""
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        show_text(self._words, self.tr("No task matches “{words}”.").replace("{words}", shown))
