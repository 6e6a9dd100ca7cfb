"""The doctor: what of the open set will hurt, beside the window, so that what is mended is seen there at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from waitgui.models.check_up import MOST as TOLD
from waitgui.models.check_up import CheckUp
from waitgui.views.advice_card import AdviceCard
from waitgui.views.icon_widgets import Glyph
from waitgui.views.labels import ElidedLabel, plain_label, show_text, visible
from waitgui.views.screen_room import bounded_by_screen
from waitgui.views.task_form.around import local_now
from waitgui.views.theme import font, set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.models.history_bridge import HistoryBridge
    from waitgui.models.session import Session
    from waitgui.tasks.advice import Advice
    from waitgui.tasks.model import TaskSet
    from waitgui.tasks.remedies import Remedy
    from waitgui.views.theme import Theme

SIZE = QSize(620, 560)
MOST = 30
"""Of so many pieces of advice a card is made."""
_EDGE = 24


class Doctor(QObject):
    """Opens the page of a set; `select` goes to a task there."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        theme: Theme,
        past: HistoryBridge | None,
        select: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._theme = theme
        self._past = past
        self._select = select
        self._page: DoctorPage | None = None

    @Slot()
    def open(self) -> None:
        """Show the page, the one that is open already if there is one."""
        if self._page is None:
            page = DoctorPage(self._window.window(), self._session, self._theme, self._past)
            page.taskWanted.connect(self._select)
            page.finished.connect(self._on_finished)
            self._page = page
        self._page.show()
        self._page.raise_()
        self._page.activateWindow()

    @Slot()
    def close(self) -> None:
        """The set is closed."""
        if self._page is not None:
            self._page.reject()

    @Slot()
    def _on_finished(self) -> None:
        if self._page is not None:
            self._page.deleteLater()
            self._page = None


class DoctorPage(QDialog):
    """Follows the set until it is closed: what is mended disappears."""

    taskWanted = Signal(str)

    def __init__(self, parent: QWidget, session: Session, theme: Theme, past: HistoryBridge | None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.cards: list[AdviceCard] = []
        self.setWindowTitle(self.tr("Check the set"))
        self._name = ElidedLabel(look="secondary")
        self.summary = plain_label(look="text2")
        self.summary.setWordWrap(True)
        self.more = plain_label(look="secondary")
        self.well = self._make_well()
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setAccessibleName(self.close_button.text())
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self.resize(bounded_by_screen(self, SIZE))
        self._check_up = CheckUp(session, past, local_now, self)
        self._check_up.found.connect(self.show_advice)
        self.finished.connect(self._check_up.end)
        self._check_up.begin()

    @Slot(object)
    def show_advice(self, advice: list[Advice]) -> None:
        """Show these; the focus stays about where it is."""
        focused = next((n for n, card in enumerate(self.cards) if card.isAncestorOf(self.focusWidget() or self)), None)
        task_set = self._session.task_set
        names = {task.id: visible(task.name) for task in task_set.tasks}
        old, self.cards = self.cards, []
        for number, one in enumerate(advice[:MOST]):
            name = "" if one.task_id is None else names.get(one.task_id, one.task_id)
            card = next((card for card in old if card.shows(one, name)), None) or self._make_card(one, name)
            self._column.insertWidget(number, card)
            self.cards.append(card)
        for card in old:
            if card not in self.cards:
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
        left = len(advice) - len(self.cards)
        self._name.set_full_text(task_set.name)
        self.more.setText(self.tr("And %n more.", None, left) if left else "")
        self.more.setVisible(bool(left))
        self.well.setVisible(not advice)
        self._area.setVisible(bool(advice))
        self.summary.setVisible(bool(advice))
        if len(advice) < TOLD:
            text = self.tr("%n thing(s) that may hurt, the worst first.", None, len(advice))
        else:
            text = self.tr("More than %n things that may hurt, the worst first.", None, TOLD - 1)
        show_text(self.summary, text)
        self._focus(focused)

    def _make_card(self, advice: Advice, name: str) -> AdviceCard:
        card = AdviceCard(self._theme, advice, name, may_edit=not self._session.read_only)
        card.remedied.connect(self._on_remedy)
        card.taskWanted.connect(self.taskWanted)
        return card

    def _focus(self, number: int | None) -> None:
        """On the card at that place, or the last; where nothing is left, on Close."""
        if number is None:
            return
        buttons = self.cards[min(number, len(self.cards) - 1)].findChildren(QPushButton) if self.cards else []
        (buttons[0] if buttons else self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_remedy(self, remedy: Remedy) -> None:
        """Mend it; in a thread, since of a large set that may be thousands of tasks."""
        before = self._session.task_set

        def done(mended: TaskSet) -> None:
            current = self._session.task_set
            self._session.replace(mended if current is before else remedy.applied(current))

        self._session.errands.work_out(lambda _stop: remedy.applied(before), done, "remedy")

    def _make_well(self) -> QWidget:
        """What is shown where there is nothing to mend."""
        well = QWidget()
        title = plain_label(self.tr("This set is in good health"), look="section")
        text = self.tr("Caps, time limits, retries, stop rules, programs and starts fit together.")
        words = plain_label(text, look="text2")
        words.setWordWrap(True)
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title.setFont(font("section", 600))
        column = QVBoxLayout(well)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(Glyph(self._theme, "check", "met", size=32), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(title)
        column.addWidget(words)
        column.addStretch(3)
        well.hide()
        return well

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(plain_label(self.tr("Check the set"), look="title"))
        head.addWidget(self._name, 1)
        inside = QFrame()
        set_look(inside, "side")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self.more)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        self._area.hide()
        foot = QHBoxLayout()
        foot.setContentsMargins(_EDGE, 0, _EDGE, 0)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        top = QVBoxLayout()
        top.setContentsMargins(_EDGE, 0, _EDGE, 0)
        top.addLayout(head)
        top.addWidget(self.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._area, 1)
        column.addWidget(self.well, 1)
        column.addStretch(0)
        column.addLayout(foot)
