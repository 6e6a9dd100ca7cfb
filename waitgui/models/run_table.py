"""RunTable: the runs of a task, the newest first, as the history has them and as they go on."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot

from waitgui.models.column_table import UNKNOWN
from waitgui.models.paged_table import Key, PagedTable
from waitgui.models.said import enumerated
from waitgui.models.task_states import TROUBLE, State
from waitgui.store.history_runs import LAST, RunSummary, summaries
from waitgui.store.history_source import StoredRun
from waitgui.tasks.explain import outcome_words
from waitgui.tasks.record import Outcome, Reason, RunEnded, RunOutcome, RunStarted, Tick
from waitgui.tasks.run_words import end_words
from waitgui.tasks.words import duration_words, local_time, moment_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from waitgui.models.history_bridge import Questions
    from waitgui.models.session import Session
    from waitgui.store.history_reader import Reader
    from waitgui.tasks.record import Event

RUN = Qt.ItemDataRole.UserRole
"""The number of the row's run; None while it isn't known."""
SHAPES = Qt.ItemDataRole.UserRole + 1
"""The outcomes of its last ticks, in order."""
LOOK = Qt.ItemDataRole.UserRole + 2
"""How it stands: a `RunOutcome`, or a `State` while it goes on, or None."""
SECOND_MS = 1_000


class Column(IntEnum):
    """The columns, in order."""

    RUN = 0
    STARTED = 1
    LASTED = 2
    END = 3
    TICKS = 4
    FAILED = 5
    SKIPPED = 6
    LAST = 7


class RunTable(PagedTable[RunSummary]):
    """For the GUI thread. `wall_ns` is Unix time."""

    COLUMNS = Column
    RIGHT = frozenset({Column.LASTED, Column.TICKS, Column.FAILED, Column.SKIPPED})

    def __init__(
        self, session: Session, bridge: Questions, wall_ns: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(bridge, "runs", parent)
        self._session = session
        self._wall_ns = wall_ns
        self._set = ""
        self._task: str | None = None
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._on_second)
        session.ticked.connect(self._on_ticked)

    @property
    def task(self) -> str | None:
        """Whose runs these are."""
        return self._task

    def show_task(self, task: str | None) -> None:
        """The runs of another task; None: of none."""
        self._set, self._task = self._session.history_name, task
        self.restart(asks=task is not None)
        self._second.start()

    def key_of(self, row: RunSummary) -> Key:
        """Its number."""
        return (row.stored.started.run,)

    def question(self, before: Key | None, most: int) -> Callable[[Reader], list[RunSummary]]:
        """The runs before one."""
        set_name, task = self._set, self._task or ""
        return lambda reader: summaries(reader, set_name, task, before=before[0] if before else None, most=most)

    def titles(self) -> tuple[str, ...]:
        """Of every `Column`."""
        return (
            self.tr("Run"),
            self.tr("Started"),
            self.tr("Lasted"),
            self.tr("How it ended"),
            self.tr("Ticks"),
            self.tr("Failed"),
            self.tr("Skipped"),
            self.tr("Last ticks"),
        )

    def cell(self, row: int, column: int, role: int) -> Any:
        """What a cell shows; `RUN`, `SHAPES` and `LOOK` are the row's."""
        if role not in _ROLES:
            return None
        run = self.row_at(row)
        if run is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and column == Column.RUN else None
        if role == RUN:
            return run.stored.started.run
        if role == SHAPES:
            return run.last
        if role == LOOK:
            return self._look(run)
        if column == Column.LAST:
            words = [outcome_words(outcome, QCoreApplication.translate) for outcome in run.last]
            return "" if role == Qt.ItemDataRole.DisplayRole else enumerated(words)
        return self._text(run, Column(column))

    def _text(self, run: RunSummary, column: Column) -> str:
        started, ended = run.stored.started, run.stored.ended
        match column:
            case Column.RUN:
                return f"{started.run:,}"
            case Column.STARTED:
                return moment_words(local_time(started.wall_ns), local_time(self._wall_ns()).date())
            case Column.LASTED:
                return self._lasted(run)
            case Column.END:
                if ended is None:
                    return self._going_on(run)
                lasted_ns = max(0, ended.at_ns - started.mono_ns)
                return end_words(ended.reason, run.ticks, lasted_ns, QCoreApplication.translate)
            case Column.TICKS:
                return f"{run.ticks:,}"
            case Column.FAILED:
                return f"{run.failed:,}" if run.failed else UNKNOWN
        return f"{run.skipped:,}" if run.skipped else UNKNOWN

    def _lasted(self, run: RunSummary) -> str:
        started, ended = run.stored.started, run.stored.ended
        if ended is None:
            if not self._is_live(run):
                return UNKNOWN
            seconds = max(0, self._wall_ns() - started.wall_ns) // 1_000_000_000
            return duration_words(seconds * 1_000_000_000)
        if ended.reason is Reason.LOST:  # its last sign of life isn't its end
            return UNKNOWN
        return duration_words(max(0, ended.at_ns - started.mono_ns))

    def _going_on(self, run: RunSummary) -> str:
        if not self._is_live(run):
            return self.tr("not ended, as far as is known")
        paused = self._session.states.of(run.stored.started.task).state is State.PAUSED
        return self.tr("paused by you") if paused else self.tr("still running")

    def _is_live(self, run: RunSummary) -> bool:
        state = self._session.states.of(run.stored.started.task)
        return state.state.active and state.run == run.stored.started.run

    def _look(self, run: RunSummary) -> RunOutcome | State | None:
        if run.stored.ended is not None:
            return run.stored.ended.outcome
        return self._session.states.of(run.stored.started.task).state if self._is_live(run) else None

    @Slot(object)
    def _on_ticked(self, events: Sequence[Event]) -> None:
        mine = [event for event in events if getattr(event, "task", None) == self._task]
        if self._task is None or not mine:
            return
        by_run: dict[int, list[Event]] = {}
        for event in mine:
            if isinstance(event, RunStarted):
                stored = StoredRun(0, self._set, event, None, None, 0, None)
                self.put_on_top([RunSummary(stored, 0, 0, 0, (), 0)])
            elif isinstance(event, Tick | RunEnded):
                by_run.setdefault(event.run, []).append(event)
            else:
                self.touch((event.run,))  # type: ignore[union-attr]  # events of a task have a run
        for number, told in by_run.items():
            self.replace((number,), lambda run, told=told: _after(run, told))  # type: ignore[misc]

    @Slot()
    def _on_second(self) -> None:
        """A run that goes on gets older."""
        state = self._session.states.of(self._task) if self._task is not None else None
        if state is not None and state.state.active:
            self.touch((state.run,))


def _after(run: RunSummary, events: Sequence[Event]) -> RunSummary:
    """The run after what was told of it; what its row knows already isn't counted twice."""
    ticks, failed, skipped, last, last_n = run.ticks, run.failed, run.skipped, run.last, run.last_n
    stored = run.stored
    for event in events:
        if isinstance(event, RunEnded):
            stored = stored._replace(ended=event)
            ticks, skipped = event.ticks, event.skipped
        elif isinstance(event, Tick) and event.n > last_n:
            ticks += event.outcome is not Outcome.SKIPPED
            skipped += event.outcome is Outcome.SKIPPED
            failed += event.outcome in TROUBLE
            last, last_n = (*last, event.outcome)[-LAST:], event.n
    return RunSummary(stored, ticks, failed, skipped, last, last_n)


_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, RUN, SHAPES, LOOK})
