"""The warning that a cap ends a backoff early, before it hurts, with buttons that mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton

from waitgui.tasks.fields import LONGEST_NS
from waitgui.tasks.tries import prospect, round_cap_ns
from waitgui.tasks.words import exact_words
from waitgui.views.icon_widgets import Glyph
from waitgui.views.labels import plain_label
from waitgui.views.theme import set_look
from waitgui.wait import durations

if TYPE_CHECKING:
    from waitgui.tasks.model import Backoff
    from waitgui.views.theme import Theme


class CapWarning(QFrame):
    """Says the effect first; its buttons carry the values. Hidden where the cap ends nothing."""

    keepAsked = Signal()
    """Stay at the cap instead."""
    raiseAsked = Signal(str)
    """Another cap, as it is typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_look(self, "card-warning")
        self._cap = ""
        self.needed = False
        """Whether there is something to warn of."""
        self.title = plain_label(look="warning-title")
        self.title.setObjectName("cap_warning")
        self.title.setWordWrap(True)
        self.reason = plain_label(look="warning")
        self.reason.setWordWrap(True)
        self.keep = QPushButton()
        self.keep.setObjectName("keep_trying")
        self.raise_cap = QPushButton()
        self.raise_cap.setObjectName("raise_cap")
        for button in (self.keep, self.raise_cap):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 6, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.raise_cap)
        buttons.addStretch(1)
        self._words = words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        words.setSpacing(4)
        words.addWidget(self.title, 1)
        words.addWidget(self.reason)
        words.addLayout(buttons)
        self._buttons = buttons
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 12)
        row.setSpacing(12)
        row.addWidget(Glyph(theme, "warning", "warning_text", size=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.keep.clicked.connect(self.keepAsked)
        self.raise_cap.clicked.connect(self._raise)
        self.hide()

    def show_compact(self, compact: bool) -> None:
        """On one line, without the arithmetic."""
        self._words.setDirection(QBoxLayout.Direction.LeftToRight if compact else QBoxLayout.Direction.TopToBottom)
        self._buttons.setContentsMargins(0, 0 if compact else 6, 0, 0)
        self.reason.setVisible(not compact)

    def show_for(self, schedule: Backoff | None) -> None:
        """Warn of what this cap does, or hide."""
        whole = prospect(schedule) if schedule is not None else None
        self.needed = whole is not None and whole.ended_by_cap
        if schedule is None or whole is None or not whole.ended_by_cap or whole.tries is None:
            self.hide()
            return
        cap = exact_words(schedule.cap_ns or 0)
        title = self.tr("The cap ends this after %n attempt(s), not {steps}", None, whole.tries)
        self.title.setText(title.replace("{steps}", f"{whole.steps:,}"))
        reason = self.tr("After attempt {n} the next wait would be {wait}, past the cap of {cap}.")
        reason = reason.replace("{n}", f"{whole.tries:,}").replace("{cap}", cap)
        self.reason.setText(reason.replace("{wait}", exact_words(whole.next_ns or 0)))
        self._name(self.keep, self.tr("Keep trying at {cap}").replace("{cap}", cap))
        least_ns = round_cap_ns(whole.least_cap_ns) if whole.least_cap_ns is not None else LONGEST_NS + 1
        self._cap = durations.text(least_ns)
        self.raise_cap.setVisible(least_ns <= LONGEST_NS)
        self._name(self.raise_cap, self.tr("Raise the cap to {cap}").replace("{cap}", exact_words(least_ns)))
        self.show()

    def _name(self, button: QPushButton, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(text)

    @Slot()
    def _raise(self) -> None:
        self.raiseAsked.emit(self._cap)
