"""The tasks as a table: everything that the timeline's gutter has no room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QTableView

from waitgui.models.task_states import State
from waitgui.models.task_subset import TaskSubset
from waitgui.models.task_table import STATE, TASK_ID, Column
from waitgui.views.labels import visible

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from waitgui.models.task_table import TaskTable
    from waitgui.views.theme import Theme

ROW_HEIGHT = 36
_WIDTHS = {
    Column.NAME: 180,
    Column.STATE: 100,
    Column.NEXT: 110,
    Column.LAST: 190,
    Column.TICKS: 84,
    Column.LATENESS: 84,
}
STATE_ICONS = {
    State.IDLE: ("stopped", "text3"),
    State.WAITING: ("clock", "text2"),
    State.RUNNING: ("running", "accent"),
    State.PAUSED: ("pause", "text2"),
    State.DONE: ("check", "met"),
    State.FAILED: ("failed", "failed"),
    State.FAILING: ("failed", "failed"),
    State.STOPPED: ("stopped", "text3"),
}


class TaskList(QTableView):
    """One row a task, one of them selected."""

    taskSelected = Signal(str)
    taskActivated = Signal(str)

    def __init__(self, model: TaskTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subset = TaskSubset(model, self)
        self._is_filtering = False
        self._selected: str | None = None
        self.setModel(self._subset)
        self.setObjectName("tasks")
        self.setAccessibleName(self.tr("Tasks"))
        self.setItemDelegate(_Delegate(theme, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(48)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.SCHEDULE, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self.activated.connect(self._on_activated)

    def select_task(self, task_id: str) -> None:
        """Select the task's row."""
        self._selected = task_id
        row = self._subset.row_of(task_id)
        if row >= 0 and row != self.currentIndex().row():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._subset.index(row, 0), flags)

    def show_only(self, tasks: frozenset[str] | None) -> None:
        """Show these tasks; None: all. One that is hidden stays selected for everybody else."""
        selected = self._selected
        self._is_filtering = True
        self._subset.show_only(tasks)
        self.selectionModel().clear()
        if selected is not None:
            self.select_task(selected)
        self._is_filtering = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt would take Enter with Ctrl for Enter, where the command of those keys can't be given now."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._is_filtering:
            self._selected = current.data(TASK_ID)
            self.taskSelected.emit(current.data(TASK_ID))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.taskActivated.emit(index.data(TASK_ID))


class _Delegate(QStyledItemDelegate):
    """The state's icon before the name; names shown as they are, control characters escaped."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = visible(option.text)
        option.state &= ~option.state.State_HasFocus
        if index.column() == Column.NAME:
            icon, colour = STATE_ICONS[index.data(STATE)]
            option.icon = self._icon(icon, colour)
            option.features |= option.ViewItemFeature.HasDecoration

    def _icon(self, name: str, colour: str) -> QIcon:
        return self._theme.icons.icon(name, getattr(self._theme.tokens, colour))
