"""The runs of a task, how each ended, and the ticks of one of them, as the history has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QIdentityProxyModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from waitgui.models.run_table import RUN, RunTable
from waitgui.models.task_table import TASK_ID, Column
from waitgui.models.tick_table import TICK, TickTable
from waitgui.models.tick_table import Column as TickColumn
from waitgui.store.history_reader import ALL
from waitgui.views.history_page import HistoryPage
from waitgui.views.history_tables import RunList, TickList
from waitgui.views.labels import plain_label, visible
from waitgui.views.theme import set_look
from waitgui.views.tick_filter import TickFilter, filter_toggle

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent

    from waitgui.models.history_bridge import Questions
    from waitgui.models.session import Session
    from waitgui.models.task_table import TaskTable
    from waitgui.views.theme import Theme

_LONGEST_SEARCHED = 60


class RunsView(QWidget):
    """Which task is shown above, its runs, below them the ticks. Nothing is read while the view is hidden."""

    taskSelected = Signal(str)
    tickSelected = Signal(object)
    """A `StoredTick`."""
    tickActivated = Signal(object)
    """A `StoredTick` that is to be shown on the timeline."""
    failed = Signal(str)
    """Some rows couldn't be read, and why; those that were are shown."""

    def __init__(
        self,
        session: Session,
        tasks: TaskTable,
        bridge: Questions,
        theme: Theme,
        wall_ns: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("runs-view")
        self._session = session
        self._tasks = tasks
        self._task: str | None = None
        self._set = ""
        self._is_stale = True
        self._run: int | None = None
        self.run_table = RunTable(session, bridge, wall_ns, self)
        self.tick_table = TickTable(session, bridge, wall_ns, self)
        self._chooser = QComboBox()
        self._chooser.setAccessibleName(self.tr("Task"))
        self._chooser.setModel(_Names(tasks, self))
        self._chooser.setModelColumn(Column.NAME)
        self._chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._chooser.setMinimumContentsLength(28)
        self._chooser.activated.connect(self._on_task_chosen)
        self.runs = RunList(self.run_table, theme)
        self.ticks = TickList(self.tick_table, theme)
        explained = self.tr("Show the ticks of every run of the task, not of one alone")
        self._all_runs = filter_toggle(self.tr("In all runs"), "tick-all-runs", explained)
        self.filter = TickFilter(theme, self.tr("Search reasons and output"), [self._all_runs])
        self._runs_page = HistoryPage(self.runs, self.run_table)
        self._ticks_page = HistoryPage(self.ticks, self.tick_table)
        self._lay_out()
        session.changed.connect(self._on_session)
        self.runs.activated.connect(self._on_run_activated)
        self.runs.rowChosen.connect(self._on_run)
        self.ticks.rowChosen.connect(self._on_tick)
        self.ticks.activated.connect(self._on_tick_activated)
        self.filter.changed.connect(self._show_ticks)
        self.filter.timelineRequested.connect(self._show_on_timeline)
        self.run_table.stateChanged.connect(self._on_runs)
        self.tick_table.stateChanged.connect(self._on_ticks)
        self._runs_page.actionChosen.connect(self.run_table.retry)
        self._ticks_page.actionChosen.connect(self._on_action)

    def show_task(self, task_id: str | None, *, anew: bool = False) -> None:
        """The runs of another task; `anew` if it is of another set."""
        row = -1 if task_id is None else self._tasks.row_of(task_id)
        self._chooser.setCurrentIndex(row)
        if task_id != self._task or anew:
            self._task, self._is_stale = task_id, True
            if self.isVisible():
                self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read it all anew."""
        self._is_stale = False
        self._set = self._session.history_name
        self._run = None
        self.run_table.show_task(self._task)
        self.tick_table.show_ticks(None, None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is for the runs, or for the choice of a task that has some. A hidden proxy would trap Tab."""
        (self.runs if self.runs.isVisible() else self._chooser).setFocus(event.reason())

    def showEvent(self, event: object) -> None:
        """What was selected meanwhile is looked up now."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self._is_stale:
            self.refresh()

    def _lay_out(self) -> None:
        head = QFrame()
        set_look(head, "page")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        label = plain_label(self.tr("Runs of"), look="text2")
        label.setBuddy(self._chooser)
        row.addWidget(label)
        row.addWidget(self._chooser)
        row.addStretch(1)
        above = _column(head, self._runs_page)
        set_look(self.filter, "page")
        below = _column(self.filter, self._ticks_page)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setObjectName("runs")
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(above)
        self._splitter.addWidget(below)
        self._splitter.setSizes([280, 400])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    # ------------------------------------------------------------------------------------------------- what is chosen

    @Slot(int)
    def _on_task_chosen(self, row: int) -> None:
        task_id = self._chooser.itemData(row, TASK_ID)
        if task_id is not None:
            self.taskSelected.emit(task_id)

    @Slot(QModelIndex)
    def _on_run(self, index: QModelIndex) -> None:
        number = index.data(RUN)
        if number is None or number == self._run:
            return
        self._run = number
        if not self._all_runs.isChecked():
            self._show_ticks()

    @Slot(QModelIndex)
    def _on_run_activated(self, _index: QModelIndex) -> None:
        """From a run to its ticks."""
        self.ticks.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.tick_table.rowCount() and not self.ticks.currentIndex().isValid():
            self.ticks.choose(0)

    @Slot()
    def _on_session(self) -> None:
        """Tasks may stand in other rows now; what is told from now on may go under another name."""
        row = -1 if self._task is None else self._tasks.row_of(self._task)
        if self._chooser.currentIndex() != row:
            self._chooser.setCurrentIndex(row)
        if self._set != self._session.history_name:
            self._is_stale = True
            if self.isVisible():
                self.refresh()

    @Slot(QModelIndex)
    def _on_tick(self, index: QModelIndex) -> None:
        stored = index.data(TICK)
        if stored is not None:
            self.tickSelected.emit(stored)
            self.filter.timeline.setEnabled(True)

    @Slot(QModelIndex)
    def _on_tick_activated(self, index: QModelIndex) -> None:
        stored = index.data(TICK)
        if stored is not None:
            self.tickActivated.emit(stored)

    @Slot()
    def _show_on_timeline(self) -> None:
        self._on_tick_activated(self.ticks.currentIndex())

    @Slot()
    def _show_ticks(self) -> None:
        everywhere = self._all_runs.isChecked()
        self.ticks.setColumnHidden(TickColumn.RUN, not everywhere)
        run = None if everywhere else self._run
        task = self._task if everywhere or run is not None else None
        self.filter.timeline.setEnabled(False)
        self.tick_table.show_ticks(task, run, self.filter.which)

    def focus_search(self) -> None:
        """Go to where ticks are searched."""
        self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.text.selectAll()

    @Slot()
    def _on_action(self) -> None:
        if self.tick_table.trouble is not None:
            self.tick_table.retry()
        else:
            self.filter.clear()

    # ---------------------------------------------------------------------------------------------------- what it says

    @Slot()
    def _on_runs(self) -> None:
        table = self.run_table
        self._tell_trouble(table)
        if self._task is None:
            self._runs_page.say(self.tr("Select a task to see its runs."))
        elif not self._runs_page.show_state():
            self._runs_page.say(self.tr("This task hasn't run yet."))
        if table.rowCount() and not self.runs.currentIndex().isValid():
            self.runs.choose(0)

    @Slot()
    def _on_ticks(self) -> None:
        page = self._ticks_page
        self._tell_trouble(self.tick_table)
        if self._run is None and not self._all_runs.isChecked():
            page.say("")
        elif not page.show_state():
            which = self.tick_table.which
            if which == ALL:
                page.say(self.tr("No ticks yet."))
            elif which.text:
                text = visible(which.text[:_LONGEST_SEARCHED])
                page.say(self.tr("No tick matches “{text}”.").format(text=text), self.tr("Clear filter"))
            else:
                page.say(self.tr("No tick ended like that."), self.tr("Clear filter"))

    def _tell_trouble(self, table: RunTable | TickTable) -> None:
        """Where there are rows, trouble with further ones has no place of its own."""
        if table.trouble is not None and table.rowCount():
            self.failed.emit(table.trouble)


class _Names(QIdentityProxyModel):
    """The names of tasks, their control characters escaped."""

    def __init__(self, tasks: TaskTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSourceModel(tasks)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = super().data(index, role)
        return visible(found) if isinstance(found, str) and role == Qt.ItemDataRole.DisplayRole else found


def _column(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return whole
