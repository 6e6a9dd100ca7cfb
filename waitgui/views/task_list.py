"""The tasks as a table: everything that the timeline's gutter has no room for, sorted by a click on a title."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QDragLeaveEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from waitgui.models.lane_order import Sort
from waitgui.models.task_states import State
from waitgui.models.task_subset import TaskSubset
from waitgui.models.task_table import STATE, TASK_ID, Column
from waitgui.views.row_drag import LINE, carried, carry
from waitgui.views.row_table import CellDelegate, end_of_rows, paint_focus, width_for_title

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragMoveEvent,
        QDropEvent,
        QHideEvent,
        QIcon,
        QKeyEvent,
        QPaintEvent,
        QShowEvent,
    )
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
_SORTED_BY: dict[Sort, int] = {
    Sort.NAME: Column.NAME,
    Sort.NEXT: Column.NEXT,
    Sort.LAST_FAILURE: Column.LAST,
    Sort.FAILURES: Column.LAST,
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
    """One row a task, in the set's order unless a column sorts them. Several can be selected, and be dragged."""

    chosen = Signal(object, str)
    """The user selected these tasks (a frozenset); the last is the current one."""
    taskActivated = Signal(str)
    menuWanted = Signal(QPoint)
    """The menu of the selected tasks is wanted, at this place of the screen."""
    sortChanged = Signal()
    """Another column sorts the rows, or none."""
    placed = Signal(object, object)
    """Tasks (a frozenset) were dragged before the task of that id; None: to the end."""

    def __init__(self, model: TaskTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._subset = TaskSubset(model, self)
        self._theme = theme
        self._is_told = False
        self._tasks: frozenset[str] = frozenset()
        self._current: str | None = None
        self._drop_row = -1
        self.may_move = True
        """Whether rows may be dragged."""
        self._subset.layoutAboutToBeChanged.connect(self._let_go)  # before the selection hears of it
        self.setModel(self._subset)
        self.setObjectName("tasks")
        self.setAccessibleName(self.tr("Tasks"))
        self.setItemDelegate(_Delegate(theme, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        # Qt asks nevertheless of every row whether all of a column is selected: 150 ms a paint with 10,000 tasks.
        header.setSelectionModel(QItemSelectionModel(self._subset, header))
        header.setSortIndicatorClearable(True)  # a third click shows them as in the set again
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        model.hold_while(self._is_looked_at)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(48)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width_for_title(header, column, width))
        header.setSectionResizeMode(Column.SCHEDULE, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.selectionModel().currentRowChanged.connect(self._on_selection)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.activated.connect(self._on_activated)
        self._subset.modelReset.connect(self._show_chosen)
        self._subset.layoutChanged.connect(self._show_chosen)
        model.sorted.connect(self._on_sorted)
        model.watch(False)

    def showEvent(self, event: QShowEvent) -> None:
        """The rows tell again what changes in them."""
        super().showEvent(event)
        self._table.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the rows."""
        super().hideEvent(event)
        self._table.watch(False)

    def show_chosen(self, tasks: frozenset[str], current: str | None) -> None:
        """Select these tasks' rows, as far as they are shown."""
        if (tasks, current) != (self._tasks, self._current):
            self._tasks, self._current = tasks, current
            self._show_chosen()

    def show_only(self, tasks: frozenset[str] | None) -> None:
        """Show these tasks; None: all. One that is hidden stays selected for everybody else."""
        self._is_told = True
        self._subset.show_only(tasks)
        self._is_told = False
        self._show_chosen()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row, where Qt means the first and the last column."""
        return end_of_rows(self, action) or super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt would take Enter with Ctrl for Enter, where the command of those keys can't be given now."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For the selected rows; by the mouse only where it is at a row."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).bottomLeft()
            self.menuWanted.emit(self.viewport().mapToGlobal(at))
        elif self.indexAt(event.pos()).isValid():
            self.menuWanted.emit(event.globalPos())

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Carry the selected rows."""
        if self.may_move and not self._table.is_sorted:
            carry(self, sorted(self._tasks))

    def sort_by(self, sort: Sort) -> None:
        """As a click on the title that says it does."""
        self.sortByColumn(_SORTED_BY.get(sort, -1), Qt.SortOrder.AscendingOrder)

    @property
    def is_sorted(self) -> bool:
        """Whether a column sorts the rows."""
        return self._table.is_sorted

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Rows of this list; anything else is for the window."""
        event.setAccepted(bool(carried(event, self)))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where they would be put; near an edge scroll."""
        if carried(event, self):
            super().dragMoveEvent(event)
            self._show_drop(self._row_below(event.position().y()))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They are carried on."""
        super().dragLeaveEvent(event)
        self._show_drop(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put them there."""
        tasks = carried(event, self)
        self.dragLeaveEvent(QDragLeaveEvent())
        event.setAccepted(bool(tasks))
        if tasks:
            self.placed.emit(tasks, self._subset.task_at(self._row_below(event.position().y())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, where the focus is, and the line where carried ones would be put."""
        super().paintEvent(event)
        paint_focus(self)
        if self._drop_row >= 0:
            painter = QPainter(self.viewport())
            y = max(self._top_of(self._drop_row) - LINE, 0)
            painter.fillRect(0, y, self.viewport().width(), LINE, QColor(self._theme.tokens.accent))
            painter.end()

    def _show_drop(self, row: int) -> None:
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()

    def _row_below(self, y: float) -> int:
        """The row before which something at `y` is put."""
        row = self.rowAt(round(y))
        if row < 0:
            return self._subset.rowCount()
        return row + (y - self._top_of(row) > self.rowHeight(row) / 2)

    def _top_of(self, row: int) -> int:
        rows = self._subset.rowCount()
        return self.rowViewportPosition(row) if row < rows else self.rowViewportPosition(rows - 1) + ROW_HEIGHT

    def _is_looked_at(self) -> bool:
        """A row must not go from under the mouse."""
        return self.isVisible() and self.viewport().underMouse()

    @Slot()
    def _on_sorted(self) -> None:
        self.scrollTo(self.currentIndex())
        self.sortChanged.emit()

    @Slot()
    def _let_go(self) -> None:
        """Rows change places. Qt would take the selection along cell by cell: half a second with 5,000 rows."""
        self._is_told = True
        self.selectionModel().clearSelection()

    @Slot()
    def _show_chosen(self) -> None:
        """What is selected for everybody, where it is shown."""
        self._is_told = True
        model, rows = self.selectionModel(), sorted(map(self._subset.row_of, self._tasks))
        current = -1 if self._current is None else self._subset.row_of(self._current)
        selection, last = QItemSelection(), len(Column) - 1
        for _, places in groupby(enumerate(row for row in rows if row >= 0), lambda place: place[1] - place[0]):
            found = [row for _, row in places]
            selection.select(self._subset.index(found[0], 0), self._subset.index(found[-1], last))
        flags = QItemSelectionModel.SelectionFlag
        model.select(selection, flags.ClearAndSelect | flags.Rows)
        if current != self.currentIndex().row():
            model.setCurrentIndex(self._subset.index(current, 0), flags.NoUpdate)
            self.scrollTo(self._subset.index(current, 0))
        self._is_told = False

    @Slot()
    def _on_current(self) -> None:
        self.viewport().update()  # of the ring around its row Qt knows nothing

    @Slot()
    def _on_selection(self) -> None:
        """The user selects by mouse or keys: the current row is the task that is explained, if it is selected."""
        if self._is_told:
            return
        stretches = self.selectionModel().selection()
        rows = {row for stretch in stretches.toList() for row in range(stretch.top(), stretch.bottom() + 1)}
        tasks = frozenset(task for row in rows if (task := self._subset.task_at(row)) is not None)
        if not tasks:
            return
        current = self._subset.task_at(self.currentIndex().row())
        if current not in tasks:
            current = self._current if self._current in tasks else self._subset.task_at(min(rows))
        if (tasks, current) != (self._tasks, self._current):
            self._tasks, self._current = tasks, current
            self.chosen.emit(tasks, current)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.taskActivated.emit(index.data(TASK_ID))


class _Delegate(CellDelegate):
    """The state's icon before the name."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.column() == Column.NAME:
            icon, colour = STATE_ICONS[index.data(STATE)]
            option.icon = self._icon(icon, colour)
            option.features |= option.ViewItemFeature.HasDecoration

    def _icon(self, name: str, colour: str) -> QIcon:
        return self._theme.icons.icon(name, getattr(self._theme.tokens, colour))
