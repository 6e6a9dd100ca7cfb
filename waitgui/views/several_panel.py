"""What the inspector says where several tasks are selected: how many, what they do, and what can be done to all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from waitgui.models.said import enumerated
from waitgui.tasks.words import Span
from waitgui.views.bars import ActionButton
from waitgui.views.column import Column
from waitgui.views.flow import Flow
from waitgui.views.inspector import InspectorView
from waitgui.views.labels import plain_label, show_text
from waitgui.views.state_count import SHOWN, StateCount, count_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waitgui.models.chosen import Chosen
    from waitgui.models.session import Session
    from waitgui.models.task_states import State
    from waitgui.views.commands import Commands
    from waitgui.views.inspector import Inspector
    from waitgui.views.theme import Theme

NAMED = 8
"""So many tasks are named, the rest is counted."""
REST_MS = 200
_MARGIN = 16
_translate = QCoreApplication.translate


class Several(NamedTuple):
    """Of the selected tasks: how many, the names of the first, how many are in each state."""

    number: int
    names: tuple[str, ...]
    states: Mapping[State, int]


class SeveralPanel(QFrame):
    """Shows a `Several`; knows no task."""

    def __init__(self, commands: Commands, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setAccessibleName(self.tr("Selected tasks"))
        parts = QFrame()
        parts.setProperty("look", "page")
        self.title = plain_label(look="title")
        self.names = plain_label(look="secondary")
        self.names.setWordWrap(True)
        self.counts = {state: StateCount(state, theme, look="") for state in SHOWN}
        self.buttons = [ActionButton(commands[name], "", theme) for name in ("start", "stop", "pause", "delete")]
        states = QVBoxLayout()
        states.setSpacing(6)
        for count in self.counts.values():
            states.addWidget(count)
        flow = Flow(8)
        for button in self.buttons:
            flow.addWidget(button)
        column = QVBoxLayout(parts)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, 8)
        column.setSpacing(16)
        column.addWidget(self.title)
        column.addLayout(states)
        column.addLayout(flow)
        column.addWidget(self.names)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Column(parts))

    def show_several(self, several: Several) -> None:
        """Show these."""
        show_text(self.title, several_words(several))
        for state, count in self.counts.items():
            count.show_count(several.states.get(state, 0))
        show_text(self.names, _names(several))


class Details(QStackedWidget):
    """The inspector, and in its place the panel while several tasks are selected."""

    told = Signal(object)
    """What a strip says of several tasks, an `InspectorView`."""

    def __init__(
        self, session: Session, chosen: Chosen, inspector: Inspector, commands: Commands, theme: Theme
    ) -> None:
        super().__init__()
        self._session = session
        self._chosen = chosen
        self.panel = SeveralPanel(commands, theme)
        self.addWidget(inspector)
        self.addWidget(self.panel)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.refresh)
        chosen.changed.connect(self.refresh)
        session.changed.connect(self.refresh)
        session.tasksChanged.connect(self._on_tasks)

    @property
    def shows_several(self) -> bool:
        """Whether more than one task is selected."""
        return len(self._chosen.tasks) > 1

    @Slot()
    def refresh(self) -> None:
        """Say it as it is now."""
        self.setCurrentIndex(int(self.shows_several))
        if self.shows_several:
            several = self._several()
            self.panel.show_several(several)
            self.told.emit(_strip_view(several))

    @Slot()
    def _on_tasks(self) -> None:
        if self.shows_several and not self._rest.isActive():
            self._rest.start()

    def _several(self) -> Several:
        ids = [task.id for task in self._session.task_set.tasks if task.id in self._chosen.tasks]
        names = tuple(self._session.name_of(task_id) for task_id in ids[:NAMED])
        return Several(len(ids), names, self._session.states.counts(ids))


def several_words(several: Several) -> str:
    """How many."""
    return _translate("SeveralPanel", "%n task(s) selected", None, several.number)


def _names(several: Several) -> str:
    names = enumerated(several.names)
    left = several.number - len(several.names)
    return _translate("SeveralPanel", "{names} and %n more", None, left).replace("{names}", names) if left else names


def _strip_view(several: Several) -> InspectorView:
    states = [count_words(state, several.states[state]) for state in SHOWN if several.states.get(state)]
    return InspectorView(several_words(several), _names(several), sentence=(Span(enumerated(states)),))
