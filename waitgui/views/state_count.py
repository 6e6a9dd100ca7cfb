"""How many tasks are in a state: an icon, and a word with the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from waitgui.models.task_states import State
from waitgui.views.labels import icon_label, plain_label

if TYPE_CHECKING:
    from waitgui.views.theme import Theme

SHOWN = {
    State.RUNNING: ("running", "accent"),
    State.WAITING: ("clock", "text2"),
    State.PAUSED: ("pause", "text2"),
    State.FAILING: ("failed", "failed"),
    State.FAILED: ("failed", "failed"),
    State.DONE: ("check", "met"),
    State.STOPPED: ("stopped", "text3"),
    State.IDLE: ("stopped", "text3"),
}
"""The states in order, each with its icon and the token of its colour."""
_translate = QCoreApplication.translate


def count_words(state: State, count: int) -> str:
    """So many tasks in that state: "3 running"."""
    match state:
        case State.RUNNING:
            return _translate("StatusRow", "%n running", None, count)
        case State.WAITING:
            return _translate("StatusRow", "%n waiting", None, count)
        case State.PAUSED:
            return _translate("StatusRow", "%n paused", None, count)
        case State.FAILING:
            return _translate("StatusRow", "%n waiting after a failure", None, count)
        case State.FAILED:
            return _translate("StatusRow", "%n failed", None, count)
        case State.DONE:
            return _translate("StatusRow", "%n done", None, count)
        case State.STOPPED:
            return _translate("StatusRow", "%n stopped", None, count)
        case State.IDLE:
            return _translate("StatusRow", "%n not started", None, count)


class StateCount(QWidget):
    """Hidden as long as no task is in the state."""

    def __init__(self, state: State, theme: Theme, look: str = "secondary") -> None:
        super().__init__()
        self._state, self._theme = state, theme
        self._shown: tuple[int, str, float] | None = None
        self._icon = icon_label()
        self.words = plain_label(look=look)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setVisible(False)

    def show_count(self, count: int) -> None:
        """So many."""
        icon, colour = SHOWN[self._state]
        ink = getattr(self._theme.tokens, colour)
        shown = (count, ink, self.devicePixelRatioF())
        if shown == self._shown:  # it is told once a second
            return
        self._shown = shown
        self._icon.setPixmap(self._theme.icons.pixmap(icon, ink, 14, self.devicePixelRatioF()))
        self.words.setText(count_words(self._state, count))
        self.setVisible(count > 0)
