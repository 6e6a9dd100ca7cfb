"""TickTable: the ticks of a task, or of one of its runs, the newest first: all, or those that are searched for."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot

from waitgui.models.column_table import UNKNOWN
from waitgui.models.paged_table import Key, PagedTable
from waitgui.models.said import said
from waitgui.store.history_reader import ALL, Which
from waitgui.store.history_source import StoredTick
from waitgui.tasks.explain import outcome_words
from waitgui.tasks.record import Kind, Outcome, Tick
from waitgui.tasks.words import clock_words, duration_words, local_time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from waitgui.models.history_bridge import Questions
    from waitgui.models.session import Session
    from waitgui.store.history_reader import Reader
    from waitgui.tasks.record import Event

TICK = Qt.ItemDataRole.UserRole
"""The `StoredTick` of the row; None while it isn't known. Its `id` is 0 for one that was told in this life."""
OUTCOME = Qt.ItemDataRole.UserRole + 1
LONGEST_WHY = 300
ON_TIME_NS = 500_000


class Column(IntEnum):
    """The columns, in order."""

    RUN = 0
    N = 1
    KIND = 2
    DUE = 3
    LATE = 4
    TOOK = 5
    OUTCOME = 6
    WHY = 7


class TickTable(PagedTable[StoredTick]):
    """For the GUI thread. `wall_ns` is Unix time."""

    COLUMNS = Column
    RIGHT = frozenset({Column.RUN, Column.N, Column.LATE, Column.TOOK})

    def __init__(
        self, session: Session, bridge: Questions, wall_ns: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(bridge, "ticks", parent)
        self._session = session
        self._wall_ns = wall_ns
        self._set = ""
        self._task: str | None = None
        self._run: int | None = None
        self._which = ALL
        session.ticked.connect(self._on_ticked)

    @property
    def which(self) -> Which:
        """What is searched for."""
        return self._which

    def show_ticks(self, task: str | None, run: int | None, which: Which = ALL) -> None:
        """The ticks of another task, or run (None: of all its runs), or others of them."""
        self._set = self._session.history_name
        self._task, self._run, self._which = task, run, which
        self.restart(asks=task is not None)

    def key_of(self, row: StoredTick) -> Key:
        """Its run and number."""
        return row.tick.run, row.tick.n

    def question(self, before: Key | None, most: int) -> Callable[[Reader], list[StoredTick]]:
        """The ticks before one."""
        set_name, task, run, which = self._set, self._task or "", self._run, self._which
        place = (before[0], before[1]) if before else None
        return lambda reader: reader.ticks(set_name, task, run, which=which, before=place, most=most)

    def titles(self) -> tuple[str, ...]:
        """Of every `Column`."""
        return (
            self.tr("Run"),
            self.tr("Tick"),
            self.tr("Kind"),
            self.tr("Due"),
            self.tr("Late"),
            self.tr("Took"),
            self.tr("Outcome"),
            self.tr("Why"),
        )

    def cell(self, row: int, column: int, role: int) -> Any:
        """What a cell shows; `TICK` and `OUTCOME` are the row's."""
        if role not in _ROLES:
            return None
        stored = self.row_at(row)
        if role == TICK:
            return stored
        if stored is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and column == Column.N else None
        if role == OUTCOME:
            return stored.tick.outcome
        return self._text(stored, Column(column))

    def _text(self, stored: StoredTick, column: Column) -> str:
        tick = stored.tick
        match column:
            case Column.RUN:
                return f"{tick.run:,}"
            case Column.N:
                return f"{tick.n:,}"
            case Column.KIND:
                return self.tr("check") if tick.kind is Kind.CONDITION else self.tr("action")
            case Column.DUE:
                due = local_time(stored.wall(tick.due_ns))
                is_today = due.date() == local_time(self._wall_ns()).date()
                return clock_words(due) if is_today else f"{due:%Y-%m-%d} {clock_words(due)}"
            case Column.LATE:
                return duration_words(tick.lateness_ns) if tick.lateness_ns >= ON_TIME_NS else UNKNOWN
            case Column.TOOK:
                return UNKNOWN if tick.outcome is Outcome.SKIPPED else duration_words(tick.end_ns - tick.start_ns)
            case Column.OUTCOME:
                return outcome_words(tick.outcome, QCoreApplication.translate)
        return why_words(tick)

    @Slot(object)
    def _on_ticked(self, events: Sequence[Event]) -> None:
        if self._task is None:
            return
        ticks = [
            event
            for event in events
            if isinstance(event, Tick)
            and event.task == self._task
            and (self._run is None or event.run == self._run)
            and matches(event, self._which)
        ]
        if ticks:
            offset_ns = self._session.states.wall_offset_ns
            rows = [StoredTick(0, self._set, _without_output(tick), 0, offset_ns) for tick in ticks]
            self.put_on_top(sorted(rows, key=self.key_of, reverse=True))


def matches(tick: Tick, which: Which) -> bool:
    """Whether a search finds the tick, as the history would say it."""
    if which.outcomes and tick.outcome not in which.outcomes:
        return False
    if not which.text:
        return True
    texts = (tick.result.why, tick.result.output)
    if which.text.isascii():
        wanted = which.text.lower()
        return any(wanted in text.lower() for text in texts)
    folded = which.text.casefold()
    return any(folded in text.casefold() for text in texts)


def _without_output(tick: Tick) -> Tick:
    return tick._replace(result=tick.result._replace(output=""))


def why_words(tick: Tick) -> str:
    """Why the tick ended as it did, cut where it is long."""
    result = tick.result
    if result.why:
        why = said(result.why)
        return why if len(why) <= LONGEST_WHY else why[:LONGEST_WHY] + "…"
    if result.exit_code:
        return QCoreApplication.translate("TickTable", "exit code {code}").replace("{code}", str(result.exit_code))
    return ""


_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, TICK, OUTCOME})
