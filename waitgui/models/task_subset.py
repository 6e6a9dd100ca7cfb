"""TaskSubset: those rows of a table of tasks that a filter lets through, in the table's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from waitgui.models.task_table import TASK_ID

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from waitgui.models.task_table import TaskTable


class TaskSubset(QSortFilterProxyModel):
    """All rows until `show_only` is called."""

    def __init__(self, table: TaskTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: frozenset[str] | None = None
        self._table = table
        self.setSourceModel(table)

    def show_only(self, tasks: frozenset[str] | None) -> None:
        """Let these tasks through; None: all."""
        if tasks != self._shown:
            self._shown = tasks
            # Filters anew: invalidateRowsFilter() is deprecated since Qt 6.11, what replaces it isn't in Qt 6.8.
            self.setFilterFixedString("")

    def row_of(self, task_id: str) -> int:
        """The task's row; −1 if it has none here."""
        row = self._table.row_of(task_id)
        return row if self._shown is None else self.mapFromSource(self._table.index(row, 0)).row()

    def task_at(self, row: int) -> str | None:
        """The id of the row's task; None below the last."""
        if not 0 <= row < self.rowCount():
            return None
        return self._table.task_at(row if self._shown is None else self.mapToSource(self.index(row, 0)).row())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """The table sorts itself: here each comparison would ask it for two texts."""
        self._table.sort(column, order)

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the task is one of those."""
        if self._shown is None:
            return True
        return self._table.index(source_row, 0, source_parent).data(TASK_ID) in self._shown
