"""LiveTicks: every tick in memory as a table, the newest first, in step with the timeline.

On top stand the ticks under way and, where they are wanted, those to come. Below them as many of the finished ones are
rows as were scrolled to: columns, copied from the ring page by page. What has just ended comes in on top; a row never
moves but for that. Of many that come in while nobody scrolls, the oldest rows are given up, to be read again.
"""

from __future__ import annotations

from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from waitgui.models.column_table import DISPLAY, ROOT, UNKNOWN, ColumnTable, Index
from waitgui.models.tick_columns import CODES, OUTCOMES, Ticks
from waitgui.models.tick_rows import TickRows
from waitgui.models.tick_search import Sought, ids_of
from waitgui.models.tick_table import ON_TIME_NS, why_words
from waitgui.models.ticks_ahead import Ahead, AheadTick, ticks_ahead
from waitgui.models.timeline import TickRef
from waitgui.store.history_reader import ALL, Which
from waitgui.tasks.attempt_words import tried_words
from waitgui.tasks.explain import outcome_words
from waitgui.tasks.record import Kind, Outcome
from waitgui.tasks.words import clock_words, duration_words, local_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from waitgui.models.tick_log import TickLog
    from waitgui.models.timeline import TimelineModel

REF = Qt.ItemDataRole.UserRole
"""The row's `TickRef`; of a tick to come None."""
LOOK = Qt.ItemDataRole.UserRole + 1
"""The row's `Outcome`, or how it stands (`Ahead`), as a text."""
TASK = Qt.ItemDataRole.UserRole + 2
"""The id of the row's task."""
PAGE = 200
MOST, MOST_HELD = 5_000, 50_000
"""Rows that are kept while others come in on top."""
REACH = 20_000
"""So many rows are gone through for one that was chosen elsewhere."""
FLUSH_MS = 200
SECOND_MS = 1_000
_NS_PER_S = 1_000_000_000


class Column(IntEnum):
    """The columns, in order."""

    TIME = 0
    TASK = 1
    OUTCOME = 2
    WHY = 3
    TOOK = 4
    LATE = 5
    ATTEMPTS = 6


class LiveTicks(ColumnTable):
    """For the GUI thread. `now_ns` is the engine's clock, `name_of` gives the name of a task's id."""

    COLUMNS = Column
    RIGHT = frozenset({Column.TOOK, Column.LATE, Column.ATTEMPTS})

    flushed = Signal()
    """Rows may have come, gone or begun anew."""

    def __init__(
        self,
        timeline: TimelineModel,
        log: TickLog,
        name_of: Callable[[str], str],
        now_ns: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._log = log
        self._name_of = name_of
        self._now_ns = now_ns
        self._which = ALL
        self._task: str | None = None
        self._span: tuple[int, int] | None = None
        self._with_plans = False
        self._watched = False
        self._top: list[AheadTick] = []
        self._rows = TickRows(timeline)
        self._changing = False
        self.held = False
        """Whether somebody reads further down, where rows are given up last."""
        self._flush = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._flush.timeout.connect(self.flush)
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._on_second)
        timeline.appended.connect(self._on_appended)
        timeline.lanesChanged.connect(self._on_appended)

    # ------------------------------------------------------------------------------------------------- what is wanted

    @property
    def which(self) -> Which:
        """What is searched for."""
        return self._which

    def search(
        self, which: Which = ALL, *, task: str | None = None, span: tuple[int, int] | None = None, plans: bool = False
    ) -> None:
        """Show those with one of these outcomes and with this text in the reason or in the task's name.

        Of one task alone (None: of all), of a range of time (monotonic ns), and with what is to come.
        """
        self._which, self._task, self._span, self._with_plans = which, task, span, plans
        self._restart()

    def watch(self, watched: bool) -> None:
        """Whether somebody looks. While nobody does, nothing is read."""
        self._watched = watched
        if watched:
            self._second.start()
            self.flush()
        else:
            self._second.stop()
            self._flush.stop()

    # ------------------------------------------------------------------------------------------------- what views ask

    def rowCount(self, parent: Index = ROOT) -> int:
        """Those on top, and as many of the finished ones as were asked for by now."""
        return 0 if parent.isValid() else len(self._top) + len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be older ones in memory."""
        # Views ask while they are told of rows that come.
        return not parent.isValid() and not self._changing and not self._rows.is_complete

    def fetchMore(self, parent: Index) -> None:
        """Find the next page."""
        if self.canFetchMore(parent):
            self._put(len(self._rows), self._rows.find_more(PAGE))

    def ref_at(self, row: int) -> TickRef | None:
        """The tick of a row; None for one to come."""
        if row < len(self._top):
            top = self._top[row]
            return TickRef(top.task, top.run, top.n) if top.n else None
        row -= len(self._top)
        columns = self._rows.columns
        return TickRef(self._task_at(row), int(columns.run[row]), int(columns.n[row]))

    def row_of(self, ref: TickRef) -> int:
        """The row of a tick, which is looked for some way down; −1 if it isn't there."""
        for row, top in enumerate(self._top):
            if (top.task, top.run, top.n) == ref:
                return row
        while (row := self._rows.row_of(ref)) < 0:
            if len(self._rows) >= REACH or not self.canFetchMore(ROOT) or self._timeline.times(ref) is None:
                return -1
            self._put(len(self._rows), self._rows.find_more(max(PAGE, len(self._rows))))
        return len(self._top) + row

    def titles(self) -> tuple[str, ...]:
        """Of every `Column`."""
        return (
            self.tr("Time"),
            self.tr("Task"),
            self.tr("Outcome"),
            self.tr("Reason"),
            self.tr("Took"),
            self.tr("Late"),
            self.tr("Attempts"),
        )

    def cell(self, row: int, column: int, role: int) -> Any:
        """What a cell shows; `REF`, `LOOK` and `TASK` are the row's."""
        is_top = row < len(self._top)
        if role in (DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            if is_top:
                return self._top_text(self._top[row], Column(column))
            return self._text(row - len(self._top), Column(column))
        if role == REF:
            return self.ref_at(row)
        if role == LOOK:
            return str(self._top[row].look if is_top else OUTCOMES[self._rows.columns.outcome[row - len(self._top)]])
        if role == TASK:
            return self._top[row].task if is_top else self._task_at(row - len(self._top))
        return None

    # ------------------------------------------------------------------------------------------------------ what comes

    @Slot()
    def flush(self) -> None:
        """Show what came since."""
        if self._rows.is_outdated:
            self._restart()
            return
        self._set_top(self._ahead())
        if self._which.text:
            self._rows.want(self._sought())  # reasons that came since hold the text too
        self._put(0, self._rows.find_new())
        most = MOST_HELD if self.held else MOST
        if len(self._rows) > most:
            with self._change():
                self.beginRemoveRows(ROOT, len(self._top) + most, self.rowCount() - 1)
                self._rows.shorten(most)
                self.endRemoveRows()
        self.flushed.emit()

    def touch(self, ref: TickRef) -> None:
        """More is known of this tick."""
        row = self.row_of(ref)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _restart(self) -> None:
        with self._change():
            self.beginResetModel()
            self._top = self._ahead()
            self._rows.begin(self._sought(), PAGE)
            self.endResetModel()
        self.flushed.emit()

    @contextmanager
    def _change(self) -> Iterator[None]:
        """For as long as rows come or go."""
        self._changing = True
        try:
            yield
        finally:
            self._changing = False

    def _put(self, at: int, found: Ticks) -> None:
        if not len(found):
            return
        first = len(self._top) + at
        with self._change():
            self.beginInsertRows(ROOT, first, first + len(found) - 1)
            self._rows.put(at, found)
            self.endInsertRows()

    def _set_top(self, wanted: list[AheadTick]) -> None:
        """Let go of those on top that are over, and take in new ones, row by row."""
        if wanted == self._top:
            return
        with self._change():
            self._exchange(wanted)

    def _exchange(self, wanted: list[AheadTick]) -> None:
        keep = set(wanted)
        for row in reversed(range(len(self._top))):
            if self._top[row] not in keep:
                self.beginRemoveRows(ROOT, row, row)
                del self._top[row]
                self.endRemoveRows()
        for row, top in enumerate(wanted):
            if row >= len(self._top) or self._top[row] != top:
                self.beginInsertRows(ROOT, row, row)
                self._top.insert(row, top)
                self.endInsertRows()

    def _ahead(self) -> list[AheadTick]:
        if self._which.outcomes:
            return []
        text = self._which.text.casefold()
        wanted = [
            task
            for task in self._timeline.tasks
            if self._timeline.row_of(task) >= 0
            and self._task in (None, task)
            and (not text or text in self._name_of(task).casefold())
        ]
        return ticks_ahead(self._timeline, wanted, span=self._span, plans=self._with_plans)

    def _sought(self) -> Sought:
        """What is searched for, by the numbers of now."""
        tasks, rows = self._timeline.tasks, self._timeline.rows
        lanes = rows >= 0
        if self._task is not None:
            lanes = lanes & (np.arange(len(tasks)) == self._timeline.number_of(self._task))
        outcomes = None
        if self._which.outcomes:
            outcomes = np.zeros(len(OUTCOMES), np.bool_)
            outcomes[[CODES[outcome] for outcome in self._which.outcomes]] = True
        named = ids = None
        if self._which.text:
            text = self._which.text.casefold()
            named = np.zeros(len(tasks), np.bool_)
            for number in np.flatnonzero(lanes).tolist():
                named[number] = text in self._name_of(tasks[number]).casefold()
            ids = self._ids(self._log.saying(text))
        return Sought(lanes, outcomes, self._span, named, ids)

    def _ids(self, keys: list[tuple[str, int, int]]) -> NDArray[np.uint64]:
        numbers = [(self._timeline.number_of(task), run, n) for task, run, n in keys]
        lane, run, n = np.array(numbers, np.int64).reshape(-1, 3).T
        return ids_of(Ticks(lane, lane, lane, lane, lane, run, n))

    # ------------------------------------------------------------------------------------------------------- in words

    def _task_at(self, row: int) -> str:
        return self._timeline.tasks[int(self._rows.columns.lane[row])]

    def _text(self, row: int, column: Column) -> str:
        rows = self._rows.columns
        outcome = OUTCOMES[rows.outcome[row]]
        is_skipped = outcome is Outcome.SKIPPED
        start_ns = int(rows.start[row])
        match column:
            case Column.TIME:
                return self._moment(start_ns)
            case Column.TASK:
                return self._name_of(self._task_at(row))
            case Column.OUTCOME:
                return outcome_words(outcome, QCoreApplication.translate)
            case Column.TOOK:
                return UNKNOWN if is_skipped else duration_words(int(rows.end[row]) - start_ns)
            case Column.LATE:
                late_ns = start_ns - int(rows.due[row])
                return UNKNOWN if is_skipped or late_ns < ON_TIME_NS else duration_words(late_ns)
        tick = self._log.find(self._task_at(row), int(rows.run[row]), int(rows.n[row]))
        if column == Column.WHY:
            return "" if tick is None else why_words(tick)
        if tick is None or is_skipped or tick.kind is Kind.CONDITION:
            return UNKNOWN
        return f"{tick.attempts:,}"

    def _top_text(self, top: AheadTick, column: Column) -> str:
        is_running = top.look is Ahead.RUNNING
        tried = self._timeline.tried(top.task) if is_running else ()
        match column:
            case Column.TIME:
                return self._moment(top.at_ns)
            case Column.TASK:
                return self._name_of(top.task)
            case Column.OUTCOME:
                return self.tr("Running") if is_running else self.tr("Planned")
            case Column.WHY if tried:
                return tried_words(tried, self._now_ns(), QCoreApplication.translate)
            case Column.ATTEMPTS if tried:
                return f"{tried[-1].number + (tried[-1].next_ns <= self._now_ns()):,}"
            case Column.WHY if not is_running and top.due_ns > top.at_ns:
                return self.tr("at the latest at {time}").replace("{time}", self._moment(top.due_ns))
            case Column.TOOK if is_running:
                so_far_ns = max(self._now_ns() - top.at_ns, 0)
                return duration_words(so_far_ns // _NS_PER_S * _NS_PER_S)
            case Column.LATE if is_running and top.at_ns - top.due_ns >= ON_TIME_NS:
                return duration_words(top.at_ns - top.due_ns)
        return "" if column == Column.WHY else UNKNOWN

    def _moment(self, at_ns: int) -> str:
        """A time of day with ms, with its date unless that is today's."""
        moment = local_time(self._timeline.wall_ns(at_ns))
        is_today = moment.date() == local_time(self._timeline.wall_ns(self._now_ns())).date()
        return clock_words(moment) if is_today else f"{moment:%Y-%m-%d} {clock_words(moment)}"

    @Slot()
    def _on_appended(self) -> None:
        if self._watched and not self._flush.isActive():
            self._flush.start()

    @Slot()
    def _on_second(self) -> None:
        """What is under way gets older."""
        if self._top:
            self.dataChanged.emit(self.index(0, Column.WHY), self.index(len(self._top) - 1, Column.ATTEMPTS))
