"""What will hurt of the draft, with buttons that mend it: the doctor's advice on one task, without that on its cap."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from waitgui.tasks import advice_schedules, advice_stops
from waitgui.tasks.advice import Code, worst_first
from waitgui.tasks.words import counting
from waitgui.views.flow import Flow
from waitgui.views.icon_widgets import Glyph
from waitgui.views.labels import SentenceLabel
from waitgui.views.task_form.draft import ABSENT, put
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from datetime import datetime

    from waitgui.tasks.advice import Advice
    from waitgui.tasks.endings import NameOf
    from waitgui.tasks.model import Task
    from waitgui.tasks.remedies import Remedy
    from waitgui.views.task_form.draft import Draft
    from waitgui.views.theme import Theme

MOST = 3
"""So many are shown, the worst first."""
_OFFERED = 2


def advise(task: Task, now: datetime, name_of: NameOf) -> tuple[Advice, ...]:
    """What is to be said of a task by itself. Of a cap that ends a backoff early another card tells more."""
    translate = counting(QCoreApplication.translate)
    names = lambda task_id: name_of(task_id) or task_id  # noqa: E731 - as the rules' words want it
    found = [*advice_schedules.advise(task, translate), *advice_stops.advise(task, now, translate, names)]
    return tuple(worst_first(one for one in found if one.code is not Code.CAP_ENDS_IT)[:MOST])


def mend(draft: Draft, remedy: Remedy) -> None:
    """Write into a draft what the remedy would write into its task."""
    for edit in remedy.edits:
        put(draft, edit.place, ABSENT if edit.value is None else edit.value)


class AdviceCards(QWidget):
    """Below one another; hidden where there is nothing to say."""

    mendAsked = Signal(object)
    """A `Remedy` that is to be applied to the draft."""
    stopsChanged = Signal()
    """There are other buttons."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Advice, ...] = ()
        self._cards: list[QFrame] = []
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    @property
    def needed(self) -> bool:
        """Whether there is something to say."""
        return bool(self._shown)

    def show_advice(self, advice: tuple[Advice, ...]) -> None:
        """Say this; what is said already stays as it is."""
        if advice == self._shown:
            return
        self._shown = advice
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards, self._buttons = [], []
        for one in advice:
            card = self._card(one)
            self._cards.append(card)
            self._column.addWidget(card)
        self.stopsChanged.emit()

    def stops(self) -> list[QWidget]:
        """Where the tab key stops."""
        return [*self._buttons]

    def _card(self, advice: Advice) -> QFrame:
        card = QFrame()
        set_look(card, "card-warning")
        words = SentenceLabel(look="warning-sentence")
        words.setObjectName(f"advice-{advice.code.value}")
        words.set_spans(advice.message)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(words)
        buttons = Flow(8)
        buttons.setContentsMargins(0, 6, 0, 0)
        for remedy in advice.remedies[:_OFFERED]:
            button = QPushButton(remedy.text.replace("&", "&&"))
            button.setAccessibleName(remedy.text)
            button.setAccessibleDescription(advice.text)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._on_clicked, remedy))
            self._buttons.append(button)
            buttons.addWidget(button)
        column.addLayout(buttons)
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 10, 12, 12)
        row.setSpacing(12)
        row.addWidget(Glyph(self._theme, "warning", "warning_text", size=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        return card

    def _on_clicked(self, remedy: Remedy, _checked: bool = False) -> None:
        self.mendAsked.emit(remedy)
