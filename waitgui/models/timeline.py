"""What the timeline shows: lanes, finished ticks, ticks under way, what is planned, runs and gaps. No window.

Times are monotonic ns; one anchor ties them to the wall clock. Changed by the GUI thread alone.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from waitgui.models.attempts import Attempts
from waitgui.models.changes import EVERYTHING, Changes
from waitgui.models.lane_failures import LaneFailures, comes_after
from waitgui.models.marks import ClockJump, Gap, GapKind, Pause, Pauses
from waitgui.models.older import SLACK_NS, Missing, Page, Span
from waitgui.models.overview import Overview
from waitgui.models.plans import Plans
from waitgui.models.task_states import TaskState
from waitgui.models.tick_columns import Wanted, joined
from waitgui.models.tick_ring import CODES, OUTCOMES, TickRing, Ticks
from waitgui.runner.foresight import Foreseen, PlannedEnd, PlannedTick
from waitgui.tasks import record
from waitgui.tasks.record import (
    Behind,
    ClockMoved,
    Kind,
    Outcome,
    Paused,
    Planned,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from waitgui.models.recalled import Recalled
    from waitgui.tasks.record import EngineEvent, Event, Reason, TaskEvent

__all__ = ["Anchor", "Gap", "Lane", "PlannedEnd", "PlannedTick", "Run", "TickRef", "TimelineModel"]
CAPACITY = 1_000_000
RUNS_KEPT = 200
_CLOCK_JUMP_NS = 500_000_000
_CHUNK = 1 << 16
_BEYOND_GONE = 256


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


class Run(NamedTuple):
    """One life of a task; `end_ns` and `reason` are None while it lasts.

    `reason` alone is None where only the beginning is known: the run goes on elsewhere.
    """

    run: int
    start_ns: int
    end_ns: int | None = None
    reason: Reason | None = None
    ticks: int = 0


class _LaneData:
    """What is known of a task, whether it has a row or not."""

    __slots__ = ("number", "pauses", "plans", "runs", "state", "took_ns")

    def __init__(self, number: int) -> None:
        self.number = number
        self.state = TaskState()
        self.runs: deque[Run] = deque(maxlen=RUNS_KEPT)
        self.pauses = Pauses()
        self.plans = Plans()
        self.took_ns: int | None = None


class TimelineModel(QObject):
    """Takes batches of events. A task keeps its ticks and its number when rows are sorted or hidden.

    Where a group is collapsed, several tasks share a row. Then `state`, `runs` and `took_ns` of that row say nothing:
    a group is idle and has no runs; `plans` gives the next tick of each of its tasks; `running`, `nearest`, `failures`
    and `rows` tell of all of them; `row_of` any of them is that row.
    """

    lanesChanged = Signal()
    appended = Signal()
    """Something was added that may show."""
    askingChanged = Signal(bool)
    """Older history is being read, or no longer."""

    def __init__(self, anchor: Anchor, capacity: int = CAPACITY, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._anchor = anchor
        self._capacity = capacity
        self._ring = TickRing(capacity)
        self._attempts = Attempts()
        self._data: dict[str, _LaneData] = {}
        self._under_way: dict[str, TickStarted] = {}
        self._tasks: list[str] = []  # by number
        self.plans_version = 0
        """Another one after each change of what is planned."""
        self._lanes: tuple[Lane, ...] = ()
        self._rows: NDArray[np.int32] = np.empty(0, np.int32)
        self._gaps: list[Gap] = []
        self._clock_jumps: list[ClockJump] = []
        self._found: tuple[TickRef, tuple[int, int, int]] | None = None
        self.changes = Changes()
        """The stretches in which finished ticks, runs or gaps were added or ended."""
        self._failures = LaneFailures()
        self._overview: Overview | None = Overview()
        self._nothing = _LaneData(-1)
        self._recalled_since_ns: int | None = None
        self._older: Page | None = None
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
        return self._rows

    @property
    def gaps(self) -> Sequence[Gap]:
        """The gaps, in order."""
        return self._gaps

    @property
    def clock_jumps(self) -> Sequence[ClockJump]:
        """When the wall clock was set, in order."""
        return self._clock_jumps

    @property
    def overview(self) -> Overview:
        """The counts of all finished ticks that are kept."""
        if self._overview is None:
            self._overview = Overview()
            self._overview.add(self._ring.newest(len(self._ring)))
        return self._overview

    @property
    def is_active(self) -> bool:
        """Whether a task that has a row waits or runs."""
        return any(self._data[task].state.state.active for lane in self._lanes for task in lane.members)

    @property
    def known_since_ns(self) -> int | None:
        """From when on every tick is known; what is older has to be read from the history. None: all is known."""
        since_ns, older = self._kept_since_ns, self._older
        if since_ns is None or older is None or older.to_ns < since_ns:
            return since_ns
        return older.from_ns

    @property
    def asking(self) -> bool:
        """Whether older history is being read."""
        return self._asking

    def __len__(self) -> int:
        return len(self._ring)

    def set_lanes(self, lanes: Iterable[Lane]) -> None:
        """These rows, in this order. Tasks that have none keep what is known of them."""
        self._lanes = tuple(lanes)
        placed = [(self._of(task).number, row) for row, lane in enumerate(self._lanes) for task in lane.members]
        self._rows = np.full(len(self._tasks), -1, np.int32)
        if placed:
            numbers, rows = np.array(placed).T
            self._rows[numbers] = rows
        self.lanesChanged.emit()

    def clear(self) -> None:
        """Forget every lane, tick and mark."""
        self._ring, self._overview = TickRing(self._capacity), Overview()
        self._attempts = Attempts()
        self._data, self._tasks, self._under_way = {}, [], {}
        self._gaps, self._clock_jumps = [], []
        self._found = None
        self.changes.note_all()
        self._failures = LaneFailures()
        self._recalled_since_ns, self._older = None, None
        self._generation += 1
        self.set_lanes(())

    def row_of(self, task: str) -> int:
        """The task's row; −1 without one."""
        data = self._data.get(task)
        return -1 if data is None else int(self._rows[data.number])

    def state(self, row: int) -> TaskState:
        """Where the task of the row stands."""
        return self._at(row).state

    def runs(self, row: int) -> Sequence[Run]:
        """The runs of the row's task, the oldest first."""
        return self._at(row).runs

    def pauses(self, row: int) -> Sequence[Pause]:
        """When the row's task was paused, the oldest first."""
        return tuple(self._at(row).pauses)

    def lives_since(self, row: int) -> int | None:
        """When the run of the row's task began, if it goes on and was never paused; None else."""
        data = self._at(row)
        run = data.runs[-1] if data.runs else None
        if run is None or run.end_ns is not None or data.pauses.reach(run.start_ns):
            return None
        return run.start_ns

    def plans(self, row: int) -> Sequence[PlannedTick]:
        """The ticks to come of the row's task, the next first; of a group the next of each task."""
        return self.planned(row).ticks

    def planned(self, row: int) -> Plans:
        """All that is to come of the row's task; of a group the next tick of each task."""
        lane = self._lanes[row]
        if not lane.tasks:
            return self._data[lane.task].plans
        plans = Plans()
        plans.put(tuple(sorted(ticks[0] for task in lane.tasks if (ticks := self._data[task].plans.ticks))))
        return plans

    def planned_end(self, row: int) -> PlannedEnd | None:
        """How the run of the row's task will end, if that is known."""
        return self._at(row).plans.end

    def plans_of(self, task: str) -> Sequence[PlannedTick]:
        """The ticks to come of a task, whether it has a row of its own or not."""
        return self._of(task).plans.ticks

    def pauses_of(self, task: str) -> Sequence[Pause]:
        """The pauses of a task, whether it has a row of its own or not."""
        return tuple(self._of(task).pauses)

    def runs_of(self, task: str) -> Sequence[Run]:
        """The runs of a task, the oldest first."""
        return self._of(task).runs

    def took_ns(self, row: int) -> int | None:
        """How long the latest tick of the row's task took that went well; None if none did."""
        return self._at(row).took_ns

    def failures(self) -> NDArray[np.int64]:
        """How many failures of the history that is kept are in each row."""
        return self._failures.by_row(self._rows, len(self._lanes))

    def failures_of(self, task: str) -> tuple[int, int | None]:
        """How many failures of a task are kept, and when its latest was (monotonic ns); None if there was none."""
        return self._failures.of(self._of(task).number)

    @Slot(object)
    def append(self, events: Sequence[Event]) -> None:
        """Take a batch, in the order in which it was told."""
        ticks: list[tuple[int, Tick]] = []
        for event in events:
            if isinstance(event, record.Gap | ClockMoved | Behind):
                self._note_engine(event)
                continue
            data = self._of(event.task)
            data.state.apply(event)
            if isinstance(event, TickStarted):
                self._under_way[event.task] = event
            elif data.state.ticking is None:
                self._under_way.pop(event.task, None)
            if isinstance(event, Tick):
                ticks.append((data.number, event))
                if event.outcome is Outcome.OK:
                    data.took_ns = event.end_ns - event.start_ns
            else:
                self._note(data, event)
        self._add(ticks)
        self._added += len(ticks)
        if events:
            self.appended.emit()

    def _add(self, ticks: Sequence[tuple[int, Tick]]) -> None:
        """Put ticks of lanes into the ring."""
        if not ticks:
            return
        rows = [
            (number, tick.start_ns, tick.end_ns, tick.due_ns, CODES[tick.outcome], tick.run, tick.n)
            for number, tick in ticks
        ]
        lane, start, end, due, outcome, run, n = np.array(rows, np.int64).T
        narrow = (outcome.astype(np.uint8), run.astype(np.int32), n.astype(np.int32))
        self._store(Ticks(lane.astype(np.int32), start, end, due, *narrow))
        self._attempts.add(ticks)
        self.changes.note(int(np.minimum(due, start).min()), int(end.max()))

    def _store(self, batch: Ticks) -> None:
        held = len(self._ring)
        gone = max(0, held + len(batch) - self._capacity)
        reach = min(gone + _BEYOND_GONE, held)
        oldest = self._ring.newest(reach, held - reach)
        if gone and not comes_after(batch, oldest.of(slice(gone, None))):
            self._ring.append(batch)  # some of the batch may not have been kept: count what was
            self._failures.recount(self._ring.newest(self._capacity))
            self._overview = None
            return
        self._failures.forget(oldest.of(slice(gone)))
        self._failures.note(batch)
        if self._overview is not None:
            self._overview.remove(oldest.of(slice(gone)))
            self._overview.add(batch)
        self._ring.append(batch)

    def _note(self, data: _LaneData, event: TaskEvent) -> None:
        self.plans_version += 1
        match event:
            case Planned():
                last = data.state.last
                data.plans.put_next(event, Kind.ACTION if last is None else last.kind)
            case TickStarted():
                data.plans.begin_next()
            case Paused():
                data.plans.pause()
                data.pauses.note(event)
                self.changes.note(event.at_ns, EVERYTHING.to_ns)
            case Resumed():
                data.pauses.note(event)
                self.changes.note(event.at_ns, EVERYTHING.to_ns)
            case RunStarted():
                data.plans.put(())
                self._tie(event)
                before = data.runs[-1].end_ns if data.runs else None
                self.changes.note(event.mono_ns if before is None else before, EVERYTHING.to_ns)
                data.runs.append(Run(event.run, event.mono_ns))
            case RunEnded():
                data.plans.put(())
                data.pauses.note(event)
                self._end_run(data, event)
                self.changes.note(event.at_ns, EVERYTHING.to_ns)

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
        live = {task: {run.run for run in data.runs} for task, data in self._data.items()}
        ticks = [tick for tick in past.ticks if tick.run not in live.get(tick.task, ())]
        for task, runs in past.runs.items():
            data = self._of(task)
            earlier = [run for run in runs if run.run not in live.get(task, ())]
            data.runs = deque((*earlier, *data.runs), RUNS_KEPT)
        self._add([(self._of(tick.task).number, tick) for tick in ticks])
        self._generation += 1
        for tick in reversed(ticks):
            data = self._of(tick.task)
            data.state.recall(tick)
            if data.took_ns is None and tick.outcome is Outcome.OK:
                data.took_ns = tick.end_ns - tick.start_ns
        for task, runs_pauses in past.pauses.items():
            self._of(task).pauses.recall(pause for run, pause in runs_pauses if run not in live.get(task, ()))
        self._gaps = sorted({*self._gaps, *past.gaps})
        self._clock_jumps = sorted({*self._clock_jumps, *past.clock_jumps})
        self._recalled_since_ns, self._older = past.known_since_ns, None
        if past.runs or past.gaps or past.clock_jumps or ticks:
            self.changes.note_all()
            self.appended.emit()

    def missing(self, from_ns: int, to_ns: int) -> Missing | None:
        """What of this stretch has to be read from the history; None if nothing."""
        since_ns = self._kept_since_ns
        if since_ns is None or from_ns >= since_ns:
            return None
        span = Span(from_ns, min(to_ns, since_ns))
        if self._older is not None and self._older.shows(span):
            return None
        beside_ns = (to_ns - from_ns) // 2
        around_ns = beside_ns + 2 * SLACK_NS
        kept = self._ring.window(from_ns - around_ns, min(span.to_ns + around_ns, since_ns + 2 * SLACK_NS))
        numbers = {task: data.number for task, data in self._data.items()}
        live = {(task, run.run): run.start_ns for task, data in self._data.items() for run in data.runs}
        return Missing(span, beside_ns, since_ns, numbers, kept, live)

    def put_older(self, page: Page) -> None:
        """Take what was read, in place of the page before."""
        self._older, self._found = page, None
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
        wanted = None if rows is None else Wanted((self._rows >= rows.start) & (self._rows < rows.stop))
        return [part for ring in self._rings for part in ring.parts(from_ns, to_ns, grain_ns, wanted)]

    def attempts(self, from_ns: int, to_ns: int) -> Ticks:
        """The attempts of ticks that had several, any part of which lies within; run and number are the tick's."""
        return self._attempts.window(from_ns, to_ns)

    def retried(self, from_ns: int, to_ns: int) -> Ticks:
        """The finished ticks that had several attempts, any part of which lies within."""
        return self._attempts.ticks(from_ns, to_ns)

    def newest(self, count: int, before: int = 0) -> Ticks:
        """`count` finished ticks from the newest back, leaving out the `before` very last; the oldest of them first."""
        return self._ring.newest(count, before)

    def running(self) -> list[tuple[int, TickStarted]]:
        """The ticks under way that have a row, with it."""
        under_way = [(self.row_of(task), ticking) for task, ticking in self._under_way.items()]
        return [(row, ticking) for row, ticking in under_way if row >= 0]

    def span(self) -> tuple[int, int] | None:
        """From the first tick or run to the last that is known; None if there is nothing."""
        known = [ring.span() for ring in self._rings] + [
            (run.start_ns, run.end_ns or run.start_ns) for data in self._data.values() for run in data.runs
        ]
        spans = [span for span in known if span is not None]
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
        ticks = ticks.of((self._rows[ticks.lane] == row) & (ticks.start <= at_ns + within_ns))
        for task in self._lanes[row].members:
            ticking = self._data[task].state.ticking
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
        data = self._of(ref.task)
        refs = self._refs(data, ref, step)
        ticking = data.state.ticking
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

    def find(self, ref: TickRef) -> tuple[int, int, int] | None:
        """Start, end and outcome's code of a finished tick; None if it isn't known. The latest answer is kept."""
        if self._found is None or self._found[0] != ref:
            found = self._look_up(ref)
            if found is None:
                return None
            self._found = ref, found
        return self._found[1]

    def _look_up(self, ref: TickRef) -> tuple[int, int, int] | None:
        data = self._of(ref.task)
        for ticks in self._backwards():
            found = np.flatnonzero((ticks.lane == data.number) & (ticks.run == ref.run) & (ticks.n == ref.n))
            if len(found):
                place = int(found[0])
                return int(ticks.start[place]), int(ticks.end[place]), int(ticks.outcome[place])
        return None

    def number_of(self, task: str) -> int:
        """The number that stands for the task in `Ticks.lane`."""
        return self._of(task).number

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

    @property
    def _kept_since_ns(self) -> int | None:
        """From when on the ring has every tick."""
        known = (self._recalled_since_ns, self._ring.lost_ns)
        return max((since_ns for since_ns in known if since_ns is not None), default=None)

    @property
    def _rings(self) -> tuple[TickRing, ...]:
        """All that is kept, the older first."""
        return (self._ring,) if self._older is None else (self._older.ticks, self._ring)

    def _backwards(self) -> Iterator[Ticks]:
        """All ticks, the newest stretch first."""
        for ring in reversed(self._rings):
            for before in range(0, len(ring), _CHUNK):
                yield ring.newest(_CHUNK, before)

    def _of(self, task: str) -> _LaneData:
        data = self._data.get(task)
        if data is None:
            data = self._data[task] = _LaneData(len(self._tasks))
            self._tasks.append(task)
            self._rows = np.append(self._rows, np.int32(-1))
        return data

    def _at(self, row: int) -> _LaneData:
        lane = self._lanes[row]
        return self._nothing if lane.tasks else self._data[lane.task]

    def _refs(self, data: _LaneData, ref: TickRef, step: int) -> list[tuple[int, int, int]]:
        """Start, run and number of the lane's newest ticks, back to where `step` from `ref` leads."""
        found: list[tuple[int, int, int]] = []
        for stretch in self._backwards():
            ticks = stretch.of(stretch.lane == data.number)
            found = [*zip(ticks.start.tolist(), ticks.run.tolist(), ticks.n.tolist(), strict=True), *found]
            place = next((place for place, tick in enumerate(found) if tick[1:] == (ref.run, ref.n)), -1)
            if place >= 0 and place + step >= 0:
                break
        return found

    def _tie(self, started: RunStarted) -> None:
        """The first anchor stays, or each start would shift the axis by what the clocks drifted; a jump moves it."""
        anchor = Anchor(started.mono_ns, started.wall_ns)
        if abs(self.wall_ns(anchor.mono_ns) - anchor.wall_ns) > _CLOCK_JUMP_NS:
            self._anchor = anchor

    @staticmethod
    def _end_run(data: _LaneData, ended: RunEnded) -> None:
        for place, run in enumerate(data.runs):
            if run.run == ended.run:
                data.runs[place] = run._replace(end_ns=ended.at_ns, reason=ended.reason, ticks=ended.ticks)
