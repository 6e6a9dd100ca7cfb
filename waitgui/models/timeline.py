"""What the timeline shows: lanes, finished ticks, ticks under way, what is planned, runs and gaps. No window.

Times are monotonic ns; one anchor ties them to the wall clock. Changed by the GUI thread alone.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from waitgui.models.changes import Changes
from waitgui.models.kept_ticks import KeptTicks
from waitgui.models.marks import ClockJump, Gap, GapKind, Pause
from waitgui.models.older import SLACK_NS, Missing, Page, Span
from waitgui.models.plans import Plans
from waitgui.models.recalled import NOTHING
from waitgui.models.task_life import Run, TaskLife
from waitgui.models.task_states import TaskState, TaskStates
from waitgui.models.tick_columns import Wanted, joined
from waitgui.models.tick_ring import OUTCOMES, Ticks
from waitgui.runner.foresight import Foreseen, PlannedEnd, PlannedTick
from waitgui.tasks import record
from waitgui.tasks.record import (
    OF_THE_ENGINE,
    ClockMoved,
    Outcome,
    Planned,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from waitgui.models.kept_ticks import Found
    from waitgui.models.overview import Overview
    from waitgui.models.recalled import Recalled
    from waitgui.tasks.record import EngineEvent, Event, TaskEvent, Tried

__all__ = ["Anchor", "Gap", "Lane", "PlannedEnd", "PlannedTick", "Run", "TickRef", "TimelineModel"]
CAPACITY = 1_000_000
_CLOCK_JUMP_NS = 500_000_000


class Lane(NamedTuple):
    """A row: the task, its name, its schedule in words, and the group that it is in, "" for none.

    With `tasks` it is the one row of a collapsed group, of which these are the tasks; then it has no `task` ("").
    `waits`: its ticks are tries, with waits between them.
    """

    task: str
    name: str
    schedule: str
    group: str = ""
    tasks: tuple[str, ...] = ()
    waits: bool = False

    @property
    def members(self) -> tuple[str, ...]:
        """The tasks whose ticks are in the row."""
        return self.tasks or (self.task,)


class TickRef(NamedTuple):
    """Which tick."""

    task: str
    run: int
    n: int


class Spot(NamedTuple):
    """A tick at a place of the timeline; `outcome` and `end_ns` are None while it is under way."""

    ref: TickRef
    start_ns: int
    end_ns: int | None = None
    outcome: Outcome | None = None


class Anchor(NamedTuple):
    """An instant on both clocks; `wall_ns` is Unix time."""

    mono_ns: int
    wall_ns: int


class TimelineModel(QObject):
    """Takes batches of events. A task keeps its ticks and its number when rows are sorted or hidden.

    `state_of` gives where a task stands, as somebody else keeps it, who takes each batch before; else the model does.

    Where a group is collapsed, several tasks share a row. Then `state`, `runs` and `took_ns` of that row say nothing:
    a group is idle and has no runs; `plans` gives the next tick of each of its tasks; `running`, `nearest`, `failures`
    and `rows` tell of all of them; `row_of` any of them is that row.
    """

    lanesChanged = Signal()
    appended = Signal()
    """Something was added that may show."""
    askingChanged = Signal(bool)
    """Older history is being read, or no longer."""

    def __init__(
        self,
        anchor: Anchor,
        capacity: int = CAPACITY,
        parent: QObject | None = None,
        *,
        state_of: Callable[[str], TaskState] | None = None,
    ) -> None:
        super().__init__(parent)
        self._states = TaskStates()
        self._state_of = state_of
        self._anchor = anchor
        self._capacity = capacity
        self.kept = KeptTicks(capacity)
        """The finished ticks, by the numbers of their tasks."""
        self.changes = Changes()
        """The stretches in which finished ticks, runs or gaps were added or ended."""
        self.plans_version = 0
        """Another one after each change of what is planned."""
        self.lives_version = 0
        """Another one after each change of what is known of runs and pauses."""
        self._lives: dict[str, TaskLife] = {}  # of the tasks that were asked about or told of
        self._nothing = TaskLife(-1, TaskState())
        self._under_way: dict[str, TickStarted] = {}
        self._numbers: dict[str, int] = {}
        self._tasks: list[str] = []  # by number
        self._lanes: tuple[Lane, ...] = ()
        self._rows: NDArray[np.int32] = np.empty(0, np.int32)
        self._asked: tuple[range, NDArray[np.int32], Wanted] | None = None
        self._gaps: list[Gap] = []
        self._clock_jumps: list[ClockJump] = []
        self._older_gaps: list[Gap] = []
        self._older_jumps: list[ClockJump] = []
        self._asking = False
        self._added = self._generation = 0

    @property
    def added(self) -> int:
        """How many ticks ever came on top of those that there were."""
        return self._added

    @property
    def generation(self) -> int:
        """Rises when ticks come otherwise, or go: with another set, or when the history is recalled."""
        return self._generation

    @property
    def anchor(self) -> Anchor:
        """What ties the clocks together."""
        return self._anchor

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The rows, from the top."""
        return self._lanes

    @property
    def rows(self) -> NDArray[np.int32]:
        """The row of each lane number; −1 without one."""
        missing = len(self._tasks) - len(self._rows)
        if missing:
            self._rows = np.append(self._rows, np.full(missing, -1, np.int32))
        return self._rows

    @property
    def gaps(self) -> Sequence[Gap]:
        """The gaps, in order."""
        return sorted(self._gaps + self._older_gaps) if self._older_gaps else self._gaps

    @property
    def clock_jumps(self) -> Sequence[ClockJump]:
        """When the wall clock was set, in order."""
        return sorted(self._clock_jumps + self._older_jumps) if self._older_jumps else self._clock_jumps

    @property
    def overview(self) -> Overview:
        """The counts of all finished ticks that are kept."""
        return self.kept.overview

    @property
    def is_active(self) -> bool:
        """Whether a task that has a row waits or runs."""
        return any(self._of(task).state.state.active for lane in self._lanes for task in lane.members)

    @property
    def is_busy(self) -> bool:
        """Whether a tick is under way."""
        return bool(self._under_way)

    @property
    def known_since_ns(self) -> int | None:
        """From when on every tick is known; what is older has to be read from the history. None: all is known."""
        return self.kept.known_since_ns

    @property
    def asking(self) -> bool:
        """Whether older history is being read."""
        return self._asking

    def __len__(self) -> int:
        return len(self.kept.ring)

    def set_lanes(self, lanes: Iterable[Lane]) -> None:
        """These rows, in this order. Tasks that have none keep what is known of them."""
        self._lanes = tuple(lanes)
        members = [lane.tasks or (lane.task,) for lane in self._lanes]
        numbers = [self.number_of(task) for task in chain.from_iterable(members)]
        self._rows = np.full(len(self._tasks), -1, np.int32)
        self._rows[numbers] = np.repeat(np.arange(len(members)), list(map(len, members)))
        self.lanesChanged.emit()

    def clear(self) -> None:
        """Forget every lane, tick and mark."""
        self.kept = KeptTicks(self._capacity)
        self._states = TaskStates()
        self._lives, self._numbers, self._tasks, self._under_way = {}, {}, [], {}
        self._gaps, self._clock_jumps, self._older_gaps, self._older_jumps = [], [], [], []
        self._rows = np.empty(0, np.int32)
        self.changes.note_all()
        self._generation += 1
        self.set_lanes(())

    def row_of(self, task: str) -> int:
        """The task's row; −1 without one."""
        number = self._numbers.get(task)
        return -1 if number is None else int(self.rows[number])

    def state(self, row: int) -> TaskState:
        """Where the task of the row stands."""
        return self._at(row).state

    def runs(self, row: int) -> Sequence[Run]:
        """The runs of the row's task, the oldest first."""
        return self._at(row).all_runs

    def pauses(self, row: int) -> Sequence[Pause]:
        """When the row's task was paused, the oldest first."""
        return self._at(row).all_pauses

    def lives_since(self, row: int) -> int | None:
        """When the run of the row's task began, if it goes on and was never paused; None else."""
        return self._at(row).lives_since_ns

    def plans(self, row: int) -> Sequence[PlannedTick]:
        """The ticks to come of the row's task, the next first; of a group the next of each task."""
        return self.planned(row).ticks

    def planned(self, row: int) -> Plans:
        """All that is to come of the row's task; of a group the next tick of each task."""
        lane = self._lanes[row]
        if not lane.tasks:
            return self._of(lane.task).plans
        plans = Plans()
        lives = (life for task in lane.tasks if (life := self._lives.get(task)) is not None)
        plans.put(tuple(sorted(ticks[0] for life in lives if (ticks := life.plans.ticks))))
        return plans

    def planned_end(self, row: int) -> PlannedEnd | None:
        """How the run of the row's task will end, if that is known."""
        return self._at(row).plans.end

    def plans_of(self, task: str) -> Sequence[PlannedTick]:
        """The ticks to come of a task, whether it has a row of its own or not."""
        return self._of(task).plans.ticks

    def pauses_of(self, task: str) -> Sequence[Pause]:
        """The pauses of a task, whether it has a row of its own or not."""
        return self._of(task).all_pauses

    def runs_of(self, task: str) -> Sequence[Run]:
        """The runs of a task, the oldest first."""
        return self._of(task).all_runs

    def took_ns(self, row: int) -> int | None:
        """How long the latest tick of the row's task took that went well; None if none did."""
        return self._at(row).took_ns

    def failures(self) -> NDArray[np.int64]:
        """How many failures of the history that is kept are in each row."""
        return self.kept.failures.by_row(self.rows, len(self._lanes))

    def failures_of(self, task: str) -> tuple[int, int | None]:
        """How many failures of a task are kept, and when its latest was (monotonic ns); None if there was none."""
        return self.kept.failures.of(self.number_of(task))

    @Slot(object)
    def append(self, events: Sequence[Event]) -> None:
        """Take a batch, in the order in which it was told. Those who keep the states of the tasks have taken it."""
        if self._state_of is None:
            self._states.apply(events)
        ticks: list[tuple[int, Tick]] = []
        under_way, lives = self._under_way, self._lives
        for event in events:
            kind = type(event)  # thousands come in a second, most of them of three kinds
            if kind in OF_THE_ENGINE:
                self._note_engine(event)  # type: ignore[arg-type]
                continue
            task: str = event.task  # type: ignore[union-attr]
            life = lives.get(task)
            if life is None:
                life = self._of(task)
            if kind is Tick:
                is_skipped = event.result.outcome is Outcome.SKIPPED  # type: ignore[union-attr]
                if not is_skipped and under_way.pop(task, None) is None:
                    life.plans.begin_next()  # that it started wasn't told apart
                ticks.append((life.number, event))  # type: ignore[arg-type]
                life.note_took(event)  # type: ignore[arg-type]
            elif kind is TickStarted:
                under_way[task] = event  # type: ignore[assignment]
                life.plans.begin_next()
            elif kind is Planned:
                life.note_plan(event)  # type: ignore[arg-type]
            else:
                self._note(life, event)  # type: ignore[arg-type]
        self.plans_version += 1
        self._add(ticks)
        self._added += len(ticks)
        if events:
            self.appended.emit()

    def _add(self, ticks: Sequence[tuple[int, Tick]]) -> None:
        if ticks:
            self.changes.note(*self.kept.add(ticks))

    def _note(self, life: TaskLife, event: TaskEvent) -> None:
        if isinstance(event, RunStarted):
            self._tie(event)
        elif isinstance(event, RunEnded):
            self._under_way.pop(event.task, None)
        changed = life.note(event)
        if changed is not None:
            self.lives_version += 1
            self.changes.note(*changed)

    def _note_engine(self, event: EngineEvent) -> None:
        match event:
            case record.Gap():
                kind = GapKind.SUSPENDED if event.asleep else GapKind.STALLED
                self._gaps = sorted([*self._gaps, Gap(event.start_ns, event.end_ns, kind)])
                self.changes.note_all()  # its label, and with it those beside it, reach farther than the gap
            case ClockMoved():
                self._clock_jumps.append(ClockJump(event.at_ns, event.by_ns))
                self.changes.note(event.at_ns, event.at_ns)
                self._anchor = Anchor(event.at_ns, event.wall_ns)

    def recall(self, past: Recalled) -> None:
        """Take what the history knows of earlier runs. What was told in this life stays, and stays newer."""
        live = {task: {run.run for run in life.runs} for task, life in self._lives.items()}
        ticks = [tick for tick in past.ticks if tick.run not in live.get(tick.task, ())]
        for task, runs in past.runs.items():
            self._of(task).recall_runs(run for run in runs if run.run not in live.get(task, ()))
        self._add([(self.number_of(tick.task), tick) for tick in ticks])
        self._generation += 1
        for tick in reversed(ticks):
            self._of(tick.task).recall_tick(tick)
        for task, pauses in past.pauses.items():
            self._of(task).recall_pauses(pause for run, pause in pauses if run not in live.get(task, ()))
        self._gaps = sorted({*self._gaps, *past.gaps})
        self._clock_jumps = sorted({*self._clock_jumps, *past.clock_jumps})
        self.kept.recalled_since_ns = past.known_since_ns
        self._keep_older(None)
        if past.runs or past.gaps or past.clock_jumps or ticks:
            self.changes.note_all()
            self.appended.emit()

    def missing(self, from_ns: int, to_ns: int) -> Missing | None:
        """What of this stretch has to be read from the history; None if nothing."""
        since_ns = self.kept.kept_since_ns
        if since_ns is None or from_ns >= since_ns:
            return None
        span = Span(from_ns, min(to_ns, since_ns))
        if self.kept.older is not None and self.kept.older.shows(span):
            return None
        beside_ns = (to_ns - from_ns) // 2
        around_ns = beside_ns + 2 * SLACK_NS
        kept = self.kept.ring.window(from_ns - around_ns, min(span.to_ns + around_ns, since_ns + 2 * SLACK_NS))
        numbers = dict(self._numbers)
        live = {(task, run.run): run.start_ns for task, life in self._lives.items() for run in life.runs}
        return Missing(span, beside_ns, since_ns, numbers, kept, live)

    def put_older(self, page: Page) -> None:
        """Take what was read, in place of the page before."""
        self._keep_older(page)
        self.changes.note_all()
        self.appended.emit()

    def set_asking(self, *, asking: bool) -> None:
        """Say whether older history is being read."""
        if asking != self._asking:
            self._asking = asking
            self.askingChanged.emit(asking)

    def set_plans(
        self, task: str, plans: Iterable[PlannedTick], end: PlannedEnd | None = None, *, goes_on: bool = False
    ) -> None:
        """Say what is to come of the task, until its events tell otherwise; `goes_on`: and more ticks after that."""
        self.foresee({task: Foreseen(tuple(plans), end, goes_on)})

    def foresee(self, foreseen: Mapping[str, Foreseen]) -> None:
        """Say what is to come of these tasks, by id."""
        for task, (plans, end, goes_on) in foreseen.items():
            self._of(task).plans.put(plans, end, goes_on=goes_on)
        self.plans_version += 1
        self.appended.emit()

    def add_gap(self, gap: Gap) -> None:
        """The program couldn't work then."""
        self._gaps.append(gap)
        self._gaps.sort()
        self.changes.note_all()
        self.appended.emit()

    def window(self, from_ns: int, to_ns: int, grain_ns: int = 1, rows: range | None = None) -> Ticks:
        """The finished ticks any part of which lies within, from due time to end, both ends included.

        `grain_ns` is how long a pixel is: ticks that are shorter may come merged, see `tick_levels`. Of all tasks if
        `rows` is None, else of those in these rows.
        """
        return joined(self.parts(from_ns, to_ns, grain_ns, rows))

    def parts(self, from_ns: int, to_ns: int, grain_ns: int = 1, rows: range | None = None) -> list[Ticks]:
        """The same as it comes, without putting it together."""
        return self.kept.parts(from_ns, to_ns, grain_ns, None if rows is None else self._wanted(rows))

    def _wanted(self, rows: range) -> Wanted:
        """The same one as long as the rows are the same: the ring keeps what it found."""
        of_number = self.rows
        if self._asked is None or self._asked[0] != rows or self._asked[1] is not of_number:
            self._asked = rows, of_number, Wanted((of_number >= rows.start) & (of_number < rows.stop))
        return self._asked[2]

    def attempts(self, from_ns: int, to_ns: int) -> Ticks:
        """The attempts of ticks that had several, any part of which lies within; run and number are the tick's."""
        return self.kept.attempts.window(from_ns, to_ns)

    def retried(self, from_ns: int, to_ns: int) -> Ticks:
        """The finished ticks that had several attempts, any part of which lies within."""
        return self.kept.attempts.ticks(from_ns, to_ns)

    def newest(self, count: int, before: int = 0) -> Ticks:
        """`count` finished ticks from the newest back, leaving out the `before` very last; the oldest of them first."""
        return self.kept.ring.newest(count, before)

    def running(self) -> list[tuple[int, TickStarted]]:
        """The ticks under way that have a row, with it."""
        rows, lives = self.rows, self._lives
        under_way = [(int(rows[lives[task].number]), ticking) for task, ticking in self._under_way.items()]
        return [(row, ticking) for row, ticking in under_way if row >= 0]

    def tried(self, task: str) -> tuple[Tried, ...]:
        """The attempts so far of the task's tick under way, if it is being tried again."""
        return self._of(task).state.tried

    def expected_end_ns(self, row: int, ticking: TickStarted) -> int | None:
        """When a tick under way is over, if it takes as long as the latest one that went well.

        Before it is tried again it isn't. None if nothing is known of that; of a group it never is.
        """
        took_ns = self.took_ns(row)
        tried = () if self._lanes[row].tasks else self.tried(ticking.task)
        ends_ns = [ticking.start_ns + took_ns] if took_ns else []
        return max([*ends_ns, *(one.next_ns for one in tried[-1:])], default=None)

    def span(self) -> tuple[int, int] | None:
        """From the first tick or run to the last that is known; None if there is nothing."""
        spans = self.kept.spans
        spans += [(run.start_ns, run.end_ns or run.start_ns) for life in self._lives.values() for run in life.runs]
        return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None

    def nearest(self, row: int, at_ns: int, within_ns: int) -> TickRef | None:
        """The tick of the row closest to a time, none if it is farther than `within_ns`.

        Of several that are equally close the worst, of those the latest.
        """
        found = self.spot(row, at_ns, within_ns)
        return None if found is None else found.ref

    def spot(self, row: int, at_ns: int, within_ns: int) -> Spot | None:
        """The same tick, and when it ran."""
        ticks = self.window(at_ns - within_ns, at_ns + within_ns)
        ticks = ticks.of((self.rows[ticks.lane] == row) & (ticks.start <= at_ns + within_ns))
        for task in self._lanes[row].members:
            ticking = self._of(task).state.ticking
            if ticking is not None and ticking.start_ns <= at_ns:
                return Spot(TickRef(ticking.task, ticking.run, ticking.n), ticking.start_ns)
        if not len(ticks):
            return None
        far = np.maximum(0, np.maximum(ticks.start - at_ns, at_ns - ticks.end))
        best = np.lexsort((ticks.start, ticks.outcome, -far))[-1]
        ref = TickRef(self._tasks[int(ticks.lane[best])], int(ticks.run[best]), int(ticks.n[best]))
        return Spot(ref, int(ticks.start[best]), int(ticks.end[best]), OUTCOMES[ticks.outcome[best]])

    def neighbour(self, ref: TickRef, step: int) -> TickRef | None:
        """The tick `step` places later (negative: earlier) in its lane; None past either end."""
        life = self._of(ref.task)
        refs = self.kept.around(life.number, ref.run, ref.n, step)
        ticking = life.state.ticking
        if ticking is not None:
            refs.append((ticking.start_ns, ticking.run, ticking.n))
        refs.sort()
        at = next((place for place, found in enumerate(refs) if found[1:] == (ref.run, ref.n)), None)
        if at is None or not 0 <= at + step < len(refs):
            return None
        return TickRef(ref.task, *refs[at + step][1:])

    def latest(self, task: str) -> TickRef | None:
        """The task's newest tick, one under way included."""
        state = self._of(task).state
        newest = state.ticking or state.last
        return None if newest is None else TickRef(task, newest.run, newest.n)

    def times(self, ref: TickRef) -> tuple[int, int | None] | None:
        """Start and end of a tick, the end None while it is under way; None if it isn't known."""
        ticking = self._of(ref.task).state.ticking
        if ticking is not None and (ticking.run, ticking.n) == ref[1:]:
            return ticking.start_ns, None
        found = self.find(ref)
        return None if found is None else found[:2]

    def find(self, ref: TickRef) -> Found | None:
        """A finished tick; None if it isn't known."""
        return self.kept.find(self.number_of(ref.task), ref.run, ref.n)

    def number_of(self, task: str) -> int:
        """The number that stands for the task in `Ticks.lane`."""
        number = self._numbers.get(task)
        if number is None:
            number = self._numbers[task] = len(self._tasks)
            self._tasks.append(task)
        return number

    def task_of(self, number: int) -> str:
        """The task of a number of `Ticks.lane`."""
        return self._tasks[number]

    @property
    def tasks(self) -> Sequence[str]:
        """Every task that has a number, by it."""
        return self._tasks

    def wall_ns(self, mono_ns: int) -> int:
        """The Unix time of a monotonic time."""
        return mono_ns - self._anchor.mono_ns + self._anchor.wall_ns

    def _of(self, task: str) -> TaskLife:
        life = self._lives.get(task)
        if life is None:
            state_of = self._state_of or self._states.of
            life = self._lives[task] = TaskLife(self.number_of(task), state_of(task))
        return life

    def _keep_older(self, page: Page | None) -> None:
        """The ticks of the page, and of what was beside them all that isn't known: by another clock than then."""
        self.kept.older = page
        self.lives_version += 1
        lives = NOTHING if page is None else page.lives
        for task in self._numbers.keys() & {*lives.runs, *lives.pauses}:
            self._of(task)
        for task, life in self._lives.items():
            life.put_older(lives.runs.get(task, ()), lives.pauses.get(task, ()))
        self._older_gaps = [gap for gap in lives.gaps if all(_are_two(gap, other) for other in self._gaps)]
        self._older_jumps = [
            jump for jump in lives.clock_jumps if all(_are_two(jump, one) for one in self._clock_jumps)
        ]

    def _at(self, row: int) -> TaskLife:
        lane = self._lanes[row]
        return self._nothing if lane.tasks else self._of(lane.task)

    def _tie(self, started: RunStarted) -> None:
        """The first anchor stays, or each start would shift the axis by what the clocks drifted; a jump moves it."""
        anchor = Anchor(started.mono_ns, started.wall_ns)
        if abs(self.wall_ns(anchor.mono_ns) - anchor.wall_ns) > _CLOCK_JUMP_NS:
            self._anchor = anchor


def _are_two(mark: Gap | ClockJump, other: Gap | ClockJump) -> bool:
    """Whether these aren't the same, which the wall clock may have moved a little meanwhile."""
    return abs(mark[0] - other[0]) > SLACK_NS
