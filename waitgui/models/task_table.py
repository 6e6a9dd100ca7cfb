"""TaskTable: the tasks of a session as rows: name, schedule, state, next tick, last outcome, ticks, lateness."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from waitgui.models.column_table import DISPLAY, ROOT, UNKNOWN, ColumnTable, Index
from waitgui.models.task_order import By, sorted_by
from waitgui.models.task_states import State
from waitgui.tasks.attempt_words import retry_words
from waitgui.tasks.explain import outcome_words
from waitgui.tasks.words import duration_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.models.session import Session
    from waitgui.models.task_states import TaskState
    from waitgui.tasks.model import Task

TASK_ID = Qt.ItemDataRole.UserRole
STATE = Qt.ItemDataRole.UserRole + 1
FLUSH_MS = 100
RESORT_MS = 5_000


class Column(IntEnum):
    """The columns, in order."""

    NAME = 0
    SCHEDULE = 1
    STATE = 2
    NEXT = 3
    LAST = 4
    TICKS = 5
    LATENESS = 6


_BY = dict(zip(Column, By, strict=True))


class TaskTable(ColumnTable):
    """A row a task, in the set's order or sorted by a column. `now_ns` is the engine's clock.

    Changes are gathered and told ten times a second, countdowns once a second, as exact ranges; while nobody `watch`es,
    they wait. What only time changes is sorted anew every few seconds.
    """

    sorted = Signal()
    """Rows are sorted by another column, or in the set's order again."""

    COLUMNS = Column
    RIGHT = frozenset({Column.NEXT, Column.TICKS, Column.LATENESS})

    def __init__(self, session: Session, now_ns: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._now_ns = now_ns
        self._in_set: tuple[Task, ...] = session.task_set.tasks
        self._tasks = self._in_set
        self._by: By | None = None
        self._descends = False
        self._is_held: Callable[[], bool] = bool
        self._rows = {task.id: row for row, task in enumerate(self._tasks)}
        self._words = session.rhythms.of(self._tasks)
        self._dirty: set[str] = set()
        self._flush = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._flush.timeout.connect(self._tell)
        self._countdown = QTimer(self, interval=1_000)
        self._countdown.timeout.connect(self._tell_times)
        self._countdown.start()
        self._resort = QTimer(self, interval=RESORT_MS)
        self._resort.timeout.connect(self._on_time)
        session.changed.connect(self._on_session)
        session.tasksChanged.connect(self._on_tasks)

    def rowCount(self, parent: Index = ROOT) -> int:
        """One a task."""
        return 0 if parent.isValid() else len(self._tasks)

    @property
    def is_sorted(self) -> bool:
        """Whether rows stand in another order than in the set."""
        return self._by is not None

    def hold_while(self, is_held: Callable[[], bool]) -> None:
        """Let time change no row's place while this says so."""
        self._is_held = is_held

    def watch(self, watched: bool) -> None:
        """Whether somebody looks at the rows: cells change all the time, and to tell that of thousands costs."""
        if watched:
            self._countdown.start()
            self._tell()
        else:
            self._countdown.stop()
            self._flush.stop()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by what a column shows; −1: as in the set."""
        self._by = _BY[Column(column)] if column >= 0 else None
        self._descends = order is Qt.SortOrder.DescendingOrder
        if self._by in (None, By.NAME, By.RHYTHM):
            self._resort.stop()
        else:
            self._resort.start()
        self._arrange()
        self.sorted.emit()

    def titles(self) -> tuple[str, ...]:
        """Of every `Column`."""
        return (
            self.tr("Task"),
            self.tr("Schedule"),
            self.tr("State"),
            self.tr("Next"),
            self.tr("Last"),
            self.tr("Ticks"),
            self.tr("Lateness"),
        )

    def cell(self, row: int, column: int, role: int) -> Any:
        """What a cell shows; `TASK_ID` and `STATE` are the row's."""
        task = self._tasks[row]
        if role in (DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, Column(column))
        if role == TASK_ID:
            return task.id
        if role == STATE:
            return self._session.states.of(task.id).shown
        return None

    def task_at(self, row: int) -> str:
        """The id of a row's task."""
        return self._tasks[row].id

    def row_of(self, task_id: str) -> int:
        """The task's row; −1 if it has none."""
        return self._rows.get(task_id, -1)

    def _text(self, row: int, column: Column) -> str:
        task = self._tasks[row]
        state = self._session.states.of(task.id)
        match column:
            case Column.NAME:
                return task.name
            case Column.SCHEDULE:
                return self._words[row]
            case Column.STATE:
                return self._state_words(task, state)
            case Column.NEXT:
                return self.next_words(task.id)
            case Column.LAST:
                return self._last_words(state)
            case Column.TICKS:
                return f"{state.ticks:,}" if state.ticks else UNKNOWN
        return duration_words(state.last.lateness_ns) if state.last else UNKNOWN

    def _state_words(self, task: Task, state: TaskState) -> str:
        words = {
            State.IDLE: self.tr("not started"),
            State.WAITING: self.tr("waiting"),
            State.RUNNING: self.tr("running"),
            State.PAUSED: self.tr("paused"),
            State.DONE: self.tr("done"),
            State.FAILED: self.tr("failed"),
            State.STOPPED: self.tr("stopped"),
        }[state.state]
        if self._session.outdated(task.id):
            return self.tr("{state}, as it was before the edit").format(state=words)
        return words

    def _last_words(self, state: TaskState) -> str:
        if state.last is None:
            return UNKNOWN
        took = duration_words(state.last.end_ns - state.last.start_ns)
        outcome = outcome_words(state.last.outcome, QCoreApplication.translate)
        return self.tr("{outcome} after {time}").format(outcome=outcome, time=took)

    def next_words(self, task_id: str) -> str:
        """When the next tick or attempt is: "4 s", "running 38 s", "retry in 4 s", "done"."""
        state = self._session.states.of(task_id)
        if state.tried:
            return retry_words(state.tried[-1], self._now_ns(), QCoreApplication.translate)
        if state.ticking is not None:
            return self.tr("running {time}").format(time=_seconds(self._now_ns() - state.ticking.start_ns))
        if state.planned is not None:
            return _seconds(max(0, state.planned.due_ns - self._now_ns()))
        return {
            State.PAUSED: self.tr("paused"),
            State.DONE: self.tr("done"),
            State.FAILED: self.tr("failed"),
            State.STOPPED: self.tr("stopped"),
        }.get(state.state, UNKNOWN)

    def retranslate(self) -> None:
        """Say the schedules in another language."""
        self._take(self._tasks)
        self.refresh()

    def refresh(self) -> None:
        """More is known of the tasks, without an event of theirs."""
        self._on_tasks(frozenset(self._rows))

    @Slot()
    def _on_session(self) -> None:
        in_set = self._session.task_set.tasks
        if in_set == self._in_set:
            return
        self._in_set, tasks = in_set, self._sorted(in_set)
        if [task.id for task in tasks] == [task.id for task in self._tasks]:
            before = zip(self._tasks, self._words, strict=True)
            self._take(tasks)
            after = zip(before, tasks, self._words, strict=True)
            self._tell_rows([row for row, (was, *now) in enumerate(after) if was[0] is not now[0] or was[1] != now[1]])
        elif tasks[:-1] == self._tasks:
            self.beginInsertRows(ROOT, len(tasks) - 1, len(tasks) - 1)
            self._take(tasks)
            self.endInsertRows()
        elif len(tasks) + 1 == len(self._tasks) and (row := _one_gone(self._tasks, tasks)) is not None:
            self.beginRemoveRows(ROOT, row, row)
            self._take(tasks)
            self.endRemoveRows()
        elif len(tasks) == len(self._tasks) and self._rows.keys() == {task.id for task in tasks}:
            self._place(tasks)
        else:
            self.beginResetModel()
            self._take(tasks)
            self.endResetModel()

    def _sorted(self, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
        return (
            tasks if self._by is None else sorted_by(tasks, self._by, self._session.states.of, reverse=self._descends)
        )

    @Slot()
    def _on_time(self) -> None:
        if not self._is_held():
            self._arrange()

    def _arrange(self) -> None:
        tasks = self._sorted(self._in_set)
        if tasks != self._tasks:
            self._place(tasks)

    def _place(self, tasks: tuple[Task, ...]) -> None:
        """The same tasks in other rows; what is selected or looked at goes along."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [self._tasks[index.row()].id for index in before]
        self._take(tasks)
        after = [self.index(self._rows[task], index.column()) for task, index in zip(moved, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _take(self, tasks: tuple[Task, ...]) -> None:
        self._tasks = tasks
        self._rows = {task.id: row for row, task in enumerate(tasks)}
        self._words = self._session.rhythms.of(tasks)

    @Slot(object)
    def _on_tasks(self, task_ids: frozenset[str]) -> None:
        self._dirty |= task_ids
        if self._countdown.isActive() and not self._flush.isActive():
            self._flush.start()

    @Slot()
    def _tell(self) -> None:
        self._tell_rows(sorted(self._rows[task_id] for task_id in self._dirty if task_id in self._rows))
        self._dirty.clear()

    def _tell_rows(self, rows: list[int]) -> None:
        """These have changed, from the top."""
        ranges = [(row, row) for row in rows] if len(rows) <= 100 else [(rows[0], rows[-1])]
        for first, last in ranges:
            self.dataChanged.emit(self.index(first, Column.NAME), self.index(last, Column.LATENESS))

    @Slot()
    def _tell_times(self) -> None:
        if self._session.active and self._tasks:
            last = len(self._tasks) - 1
            self.dataChanged.emit(
                self.index(0, Column.NEXT), self.index(last, Column.NEXT), [Qt.ItemDataRole.DisplayRole]
            )


def _one_gone(before: tuple[Task, ...], after: tuple[Task, ...]) -> int | None:
    """The row of the one task that is gone; None if more than that has changed."""
    row = next((row for row, task in enumerate(after) if task != before[row]), len(after))
    return row if before[row + 1 :] == after[row:] else None


def _seconds(ns: int) -> str:
    """A countdown: whole seconds, since it moves once a second."""
    return duration_words((ns + 500_000_000) // 1_000_000_000 * 1_000_000_000)
