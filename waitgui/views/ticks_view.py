"""The ticks of the open set as a table in step with the timeline: what keyboard and screen reader reach of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from waitgui.models.live_ticks import REF, TASK
from waitgui.store.history_reader import ALL
from waitgui.views.labels import plain_label, visible
from waitgui.views.sentence_page import SentencePage
from waitgui.views.theme import set_look
from waitgui.views.tick_filter import TickFilter, filter_toggle
from waitgui.views.tick_list import LiveTickList

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent

    from waitgui.models.live_ticks import LiveTicks
    from waitgui.models.range_watch import RangeQuestion
    from waitgui.models.timeline import TickRef, TimelineModel
    from waitgui.views.theme import Theme

_LONGEST_SEARCHED = 60


class TicksView(QWidget):
    """What is searched for above, the ticks below. `shown_range` is the timeline's. It rests while it is hidden."""

    tickSelected = Signal(object)
    """The user selected a tick: a `TickRef`."""
    taskSelected = Signal(str)
    """The user selected a tick to come: its task."""
    tickActivated = Signal(object)
    """A `TickRef` that is to be shown on the timeline."""
    runsWanted = Signal()
    """Older ticks are wanted than are in memory."""

    def __init__(
        self,
        model: LiveTicks,
        timeline: TimelineModel,
        theme: Theme,
        shown_range: Callable[[], tuple[int, int]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ticks-view")
        self._model = model
        self._timeline = timeline
        self._shown_range = shown_range
        self._task: str | None = None
        self._selected: TickRef | None = None
        self._follows = False
        self.only_task = filter_toggle(
            self.tr("Selected task"), "ticks-of-task", self.tr("Show the ticks of the selected task alone")
        )
        self.only_shown = filter_toggle(
            self.tr("Shown time"), "ticks-of-range", self.tr("Show the ticks of the time that the timeline shows")
        )
        self.planned = filter_toggle(self.tr("Planned"), "ticks-planned", self.tr("Show the ticks to come too"))
        toggles = [self.only_task, self.only_shown, self.planned]
        self.filter = TickFilter(theme, self.tr("Search ticks"), toggles)
        self.ticks = LiveTickList(model, theme)
        self._page = SentencePage(self.ticks)
        self._count = plain_label(look="text2")
        self._older = QPushButton(self.tr("Older ticks are in Runs"))
        set_look(self._older, "link")
        self._older.clicked.connect(self.runsWanted)
        self._lay_out()
        model.flushed.connect(self._on_flushed)
        self.ticks.rowChosen.connect(self._on_row)
        self.ticks.activated.connect(self._on_activated)
        self.ticks.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.filter.changed.connect(self.search)
        self.filter.timelineRequested.connect(self._show_on_timeline)
        self._page.actionChosen.connect(self._clear)

    def show_selected(self, task: str | None, ref: TickRef | None) -> None:
        """Follow what was selected elsewhere: a task, and a tick of it or none. Not told as the user's choice."""
        self._selected = ref
        if task != self._task:
            self._task = task
            if self.only_task.isChecked() and self.isVisible():
                self.search()
        self._follow()

    def offer_runs(self, offered: bool) -> None:
        """Whether there is a history that has older ticks."""
        self._older.setVisible(offered)

    @Slot(object)
    def list_range(self, question: RangeQuestion) -> None:
        """Show the ticks of a range of time, of one task if it is about one."""
        self.only_shown.setChecked(True)
        self.only_task.setChecked(question.task is not None)
        if self.isVisible():
            self.search()

    @Slot()
    def search(self) -> None:
        """Show what is searched for, anew."""
        self._model.search(
            self.filter.which,
            task=self._task if self.only_task.isChecked() else None,
            span=self._shown_range() if self.only_shown.isChecked() else None,
            plans=self.planned.isChecked(),
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is for the table, or for the search while there is none. A proxy that is hidden traps Tab."""
        (self.ticks if self.ticks.isVisible() else self.filter.text).setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Look again; the timeline may show another time by now."""
        super().showEvent(event)
        self.search()
        self._model.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._model.watch(False)

    def _lay_out(self) -> None:
        set_look(self.filter, "page")
        foot = QFrame()
        set_look(foot, "bar")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(12)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._older)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(self._page, 1)
        column.addWidget(foot)

    # ------------------------------------------------------------------------------------------------- what is chosen

    @Slot(QModelIndex)
    def _on_row(self, index: QModelIndex) -> None:
        ref = index.data(REF)
        self.filter.timeline.setEnabled(ref is not None)
        if self._follows:
            return
        self._selected = ref
        if ref is None:
            self.taskSelected.emit(index.data(TASK))
        else:
            self.tickSelected.emit(ref)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        ref = index.data(REF)
        if ref is not None:
            self.tickActivated.emit(ref)

    @Slot()
    def _show_on_timeline(self) -> None:
        self._on_activated(self.ticks.currentIndex())

    def _follow(self) -> None:
        """Have the selected tick as the current row; a tick to come stays it, since nothing else has it."""
        current = self.ticks.currentIndex()
        if not self.isVisible() or (current.isValid() and current.data(REF) == self._selected):
            return
        self._choose(-1 if self._selected is None else self._model.row_of(self._selected))

    def _choose(self, row: int) -> None:
        self._follows = True
        if row >= 0:
            self.ticks.choose(row)
        else:
            self.ticks.selectionModel().clear()
            self.filter.timeline.setEnabled(False)
        self._follows = False

    def focus_search(self) -> None:
        """Go to where ticks are searched."""
        self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.text.selectAll()

    @Slot()
    def _clear(self) -> None:
        for toggle in (self.only_task, self.only_shown):
            toggle.setChecked(False)
        self.filter.clear()

    # ---------------------------------------------------------------------------------------------------- what it says

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        self._model.held = value > 0

    @Slot()
    def _on_flushed(self) -> None:
        count = len(self._timeline)
        self._count.setText(self.tr("%Ln tick(s) in memory", None, count))
        if self._model.rowCount():
            self._page.show_table()
        elif not count:
            self._page.say(self.tr("No ticks yet."))
        elif self._model.which.text:
            text = visible(self._model.which.text[:_LONGEST_SEARCHED])
            self._page.say(self.tr("No tick matches “{text}”.").replace("{text}", text), self.tr("Clear filter"))
        elif self._model.which != ALL:
            self._page.say(self.tr("No tick ended like that."), self.tr("Clear filter"))
        else:
            self._page.say(self.tr("No ticks here."), self.tr("Clear filter"))
        self._follow()
