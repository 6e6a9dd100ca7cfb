"""What is searched for among ticks: a text, outcomes and more. It tells a little after the last change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy

from waitgui.models.task_states import TROUBLE
from waitgui.store.history_reader import Which
from waitgui.tasks.explain import outcome_words
from waitgui.tasks.record import Outcome
from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import tool_tip
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from waitgui.views.theme import Theme

QUIET_MS = 250
MOST_CHARACTERS = 1_000
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
        self._search_icon = QAction(self)
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
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.text, 3)
        row.addWidget(self.outcomes)
        for toggle in toggles:
            row.addWidget(toggle)
            toggle.toggled.connect(self._at_once)
        row.addStretch(1)
        row.addWidget(self.timeline)
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
            text = ", ".join(words)
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
