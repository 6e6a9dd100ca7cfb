"""One piece of advice: how bad, what, of which task, and the clicks that mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from waitgui.tasks.advice import Severity
from waitgui.views.flow import Flow
from waitgui.views.icon_widgets import Glyph
from waitgui.views.labels import ElidedLabel, SentenceLabel
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from waitgui.tasks.advice import Advice
    from waitgui.tasks.remedies import Remedy
    from waitgui.views.theme import Theme

SIGNS = {
    Severity.FAILS: ("failed", "error_text"),
    Severity.HURTS: ("warning", "warning_text"),
    Severity.HINT: ("info", "text2"),
}
"""The icon of each, all of different shapes, and its colour."""


class AdviceCard(QFrame):
    """`name` is that of the task; "" where the advice is about the whole set."""

    remedied = Signal(object)
    """The `Remedy` whose button was pressed."""
    taskWanted = Signal(str)
    """Go to the task of this id."""

    def __init__(self, theme: Theme, advice: Advice, name: str, *, may_edit: bool) -> None:
        super().__init__()
        self.advice = advice
        self._name = name
        self._remedies: dict[QPushButton, Remedy] = {}
        set_look(self, "card")
        whose = name or self.tr("The whole set")
        self.setAccessibleName(f"{self._severity()}: {whose}: {advice.text}")
        sentence = SentenceLabel(look="")
        sentence.set_spans(advice.message)
        who = ElidedLabel(whose, look="secondary")
        buttons = Flow(8)
        buttons.setContentsMargins(0, 6, 0, 0)
        for remedy in advice.remedies if may_edit else ():
            button = self._button(remedy.text, "")
            button.clicked.connect(self._on_remedy)
            self._remedies[button] = remedy
            buttons.addWidget(button)
        if advice.task_id is not None:
            go = self._button(self.tr("Go to task"), "link")
            go.clicked.connect(self._on_go)
            buttons.addWidget(go)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(who)
        words.addWidget(sentence)
        words.addLayout(buttons)
        icon, token = SIGNS[advice.severity]
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 12)
        row.setSpacing(12)
        row.addWidget(Glyph(theme, icon, token, size=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def shows(self, advice: Advice, name: str) -> bool:
        """Whether it is this that it shows."""
        return (self.advice, self._name) == (advice, name)

    def _severity(self) -> str:
        """For who can't see the sign."""
        return {
            Severity.FAILS: self.tr("Fails"),
            Severity.HURTS: self.tr("Will hurt"),
            Severity.HINT: self.tr("Hint"),
        }[self.advice.severity]

    def _button(self, text: str, look: str) -> QPushButton:
        button = QPushButton(text.replace("&", "&&"))
        button.setAccessibleName(text)
        button.setAccessibleDescription(self.advice.text)
        button.setAutoDefault(False)
        set_look(button, look)
        return button

    @Slot()
    def _on_remedy(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.remedied.emit(self._remedies[button])

    @Slot()
    def _on_go(self) -> None:
        if self.advice.task_id is not None:
            self.taskWanted.emit(self.advice.task_id)
