"""What is searched for among ticks: a text, outcomes and more. It tells a little after the last change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from waitgui.models.said import enumerated
from waitgui.models.task_states import TROUBLE
from waitgui.store.history_reader import Which
from waitgui.tasks.explain import outcome_words
from waitgui.tasks.record import Outcome
from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import tool_tip
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from waitgui.views.theme import Theme

QUIET_MS = 250
MOST_CHARACTERS = 1_000
_LEAST_TEXT, _AROUND, _MORE_AT = 140, 64, 2
_NAMED = 2
"""More outcomes than these are only counted on the button."""


class TickFilter(QFrame):
    """`changed` comes when there is something else to search for."""

    changed = Signal()
    timelineRequested = Signal()
    """The chosen tick is to be shown on the timeline."""

    def __init__(self, theme: Theme, searched: str, toggles: Sequence[QPushButton]) -> None:
        """`searched` says where a text is looked for; `toggles` are what else is to be chosen."""
        super().__init__()
        self._theme = theme
        self.text = QLineEdit()
        self.text.setObjectName("tick-search")
        self.text.setPlaceholderText(searched)
        self.text.setAccessibleName(searched)
        self.text.setClearButtonEnabled(True)
        self.text.setMaxLength(MOST_CHARACTERS)
        self.text.setToolTip(tool_tip(self.tr("Search (Ctrl+F)")))
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.text.setMaximumWidth(320)
        self._search_icon = QAction(self.tr("Search"), self)
        self.text.addAction(self._search_icon, QLineEdit.ActionPosition.LeadingPosition)
        self.outcomes = QPushButton()
        self.outcomes.setObjectName("tick-outcomes")
        self._menu = QMenu(self.outcomes)
        self._toggles: dict[Outcome, QAction] = {}
        self._fill_menu()
        self.outcomes.setMenu(self._menu)
        shows = self.tr("Show on timeline")
        self.timeline = IconButton(theme, "chevron-right", shows, look="link", token="accent", size=12)  # noqa: S106 - a colour
        self.timeline.setObjectName("tick-timeline")
        self.timeline.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.timeline.setToolTip(tool_tip(self.tr("Show the chosen tick on the timeline (Enter)")))
        self.timeline.setEnabled(False)
        self.timeline.clicked.connect(self.timelineRequested)
        self._more = QWidget()
        more = _row(self._more)
        for toggle in toggles:
            more.addWidget(toggle)
            toggle.toggled.connect(self._at_once)
        self._first, self._second = _row(), _row()
        for widget, share in ((self.text, 3), (self.outcomes, 0), (self._more, 0)):
            self._first.addWidget(widget, share)
        self._first.addStretch(1)
        self._first.addWidget(self.timeline)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 6, 12, 6)
        rows.setSpacing(4)
        rows.addLayout(self._first)
        rows.addLayout(self._second)
        self._is_wrapped = False
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.changed)
        self.text.textChanged.connect(self._on_text)
        self.text.returnPressed.connect(self._at_once)
        theme.changed.connect(self._paint)
        self._paint()
        self._say()

    @property
    def which(self) -> Which:
        """What is searched for."""
        chosen = frozenset(outcome for outcome, action in self._toggles.items() if action.isChecked())
        return Which(frozenset() if len(chosen) == len(self._toggles) else chosen, self.text.text())

    @property
    def is_empty(self) -> bool:
        """Whether every tick is wanted."""
        return self.which == Which()

    @Slot()
    def clear(self) -> None:
        """Search for nothing."""
        for action in self._toggles.values():
            action.setChecked(False)
        self.text.clear()
        self._say()
        self._at_once()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside it, what else is to be chosen goes into a second row."""
        super().resizeEvent(event)
        beside = sum(widget.sizeHint().width() for widget in (self.outcomes, self._more, self.timeline))
        is_wrapped = self.width() < beside + _LEAST_TEXT + _AROUND
        if is_wrapped != self._is_wrapped:
            self._is_wrapped = is_wrapped
            if is_wrapped:
                self._second.addWidget(self._more)
                self._second.addStretch(1)
            else:
                self._second.takeAt(1)
                self._first.insertWidget(_MORE_AT, self._more)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape searches for nothing."""
        if event.key() == Qt.Key.Key_Escape and not self.is_empty:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _fill_menu(self) -> None:
        translate = QCoreApplication.translate
        every = self._menu.addAction(self.tr("All outcomes"))
        every.triggered.connect(self._choose_all)
        trouble = self._menu.addAction(self.tr("Only what went wrong"))
        trouble.triggered.connect(self._choose_trouble)
        self._menu.addSeparator()
        for outcome in Outcome:
            action = self._menu.addAction(outcome_words(outcome, translate))
            action.setCheckable(True)
            action.triggered.connect(self._on_toggle)
            self._toggles[outcome] = action

    @Slot()
    def _choose_all(self) -> None:
        self._choose(frozenset())

    @Slot()
    def _choose_trouble(self) -> None:
        self._choose(TROUBLE)

    def _choose(self, outcomes: frozenset[Outcome]) -> None:
        for outcome, action in self._toggles.items():
            action.setChecked(outcome in outcomes)
        self._on_toggle()

    @Slot()
    def _on_toggle(self) -> None:
        self._say()
        self._at_once()

    @Slot()
    def _on_text(self) -> None:
        self._quiet.start()

    @Slot()
    def _at_once(self) -> None:
        self._quiet.stop()
        self.changed.emit()

    def _say(self) -> None:
        words = [action.text() for action in self._toggles.values() if action.isChecked()]
        if not words or len(words) == len(self._toggles):
            text = self.tr("All outcomes")
        elif len(words) <= _NAMED:
            text = enumerated(words)
        else:
            text = self.tr("%Ln outcome(s)", None, len(words))
        self.outcomes.setText(f"{text}    ")  # room for the arrow
        self.outcomes.setAccessibleName(self.tr("Outcomes: {which}").format(which=text))

    @Slot()
    def _paint(self) -> None:
        self._search_icon.setIcon(self._theme.icons.icon("search", self._theme.tokens.text3))


def filter_toggle(text: str, name: str, explained: str) -> QPushButton:
    """A button that stays down; `explained` is its tool tip, `name` what the program calls it."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setCheckable(True)
    set_look(button, "flat")
    button.setToolTip(tool_tip(explained))
    return button


def _row(of: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout() if of is None else QHBoxLayout(of)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    return row
