"""Where each task stands, folded from the events of its runs. No Qt; changed by the GUI thread alone."""

from __future__ import annotations

from collections import Counter, deque
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.record import (
    OF_THE_ENGINE,
    Outcome,
    Paused,
    Planned,
    Resumed,
    RunEnded,
    RunOutcome,
    RunStarted,
    Tick,
    TickStarted,
    Tried,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Event, Reason, TaskEvent


class State(StrEnum):
    """What a task is doing."""

    IDLE = "idle"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    PAUSED = "paused"
    """A run is under way, and no tick of it starts."""
    FAILING = "failing"
    """Waiting, and the latest tick called for a look: how it is shown, not how it stands."""

    @property
    def active(self) -> bool:
        """Whether a run is under way."""
        return self in (State.WAITING, State.RUNNING, State.PAUSED)


_ENDED = {RunOutcome.OK: State.DONE, RunOutcome.FAILED: State.FAILED}
LATENESS_KEPT = 1_000
TRIED_KEPT = 256
"""Attempts of a tick under way that are known, the latest."""
TROUBLE = frozenset({Outcome.FAILED, Outcome.TIMED_OUT, Outcome.ERROR})
"""Outcomes that call for a look."""


class TaskState:
    """One task. Times are monotonic ns; `planned` is the next tick, `ticking` the one under way, `last` the latest.

    `plan` is how the due time of the one under way came about; None where nobody planned it.
    """

    __slots__ = (
        "_before",
        "_tried",
        "failed",
        "last",
        "paused",
        "plan",
        "planned",
        "reason",
        "run",
        "run_start_ns",
        "skipped",
        "state",
        "ticking",
        "ticks",
    )

    def __init__(self) -> None:
        self.state = State.IDLE
        self.run = 0
        self.run_start_ns = 0
        self.ticks = 0
        self.skipped = 0
        self.failed = 0
        self.planned: Planned | None = None
        self.plan: Planned | None = None
        self.ticking: TickStarted | None = None
        self.last: Tick | None = None
        self.paused = False
        self.reason: Reason | None = None
        self._before = 0
        self._tried: tuple[Tried, ...] = ()

    @property
    def tried(self) -> tuple[Tried, ...]:
        """The attempts so far of the tick under way, if it is being tried again; of many the latest."""
        tried, ticking = self._tried, self.ticking
        return tried if tried and ticking is not None and tried[-1][1:3] == ticking[1:3] else ()

    @property
    def shown(self) -> State:
        """How the task is shown: a waiting one whose latest tick failed as `FAILING`."""
        failing = self.state is State.WAITING and self.last is not None and self.last.outcome in TROUBLE
        return State.FAILING if failing else self.state

    def apply(self, event: TaskEvent) -> None:
        """Take account of an event of this task."""
        kind = type(event)  # thousands come in a second, most of them of the first three kinds
        if kind is Tick:
            self._tick(event)  # type: ignore[arg-type]
        elif kind is TickStarted:
            was_planned = self.planned is not None and self.planned.due_ns == event.due_ns  # type: ignore[union-attr]
            self.plan = self.planned if was_planned else None
            self.state, self.ticking, self.planned = State.RUNNING, event, None  # type: ignore[assignment]
        elif kind is Planned:
            self.planned = event  # type: ignore[assignment]
            if self.ticking is None:
                self.state = State.PAUSED if self.paused else State.WAITING
        else:
            self._note(event)

    def _note(self, event: TaskEvent) -> None:
        match event:
            case RunStarted():
                self.state, self.run, self.run_start_ns, self.reason = State.WAITING, event.run, event.mono_ns, None
                self._before, self.paused = self.ticks + self.skipped, False
            case Paused() | Resumed():
                self.paused = isinstance(event, Paused)
                self.planned = None if self.paused else self.planned
                self.state = self._between_ticks() if self.ticking is None else self.state
            case Tried():
                self._tried = (*self.tried[1 - TRIED_KEPT :], event)
            case RunEnded():
                self.state, self.reason = _ENDED.get(event.outcome, State.STOPPED), event.reason
                self.planned = self.ticking = None
                self.paused = False

    def recall(self, tick: Tick) -> None:
        """A tick of an earlier life, of which no more is known: it counts for nothing but as the latest."""
        if self.last is None and tick.outcome is not Outcome.SKIPPED:
            self.last = tick

    def _between_ticks(self) -> State:
        return State.PAUSED if self.paused else State.WAITING

    def _tick(self, tick: Tick) -> None:
        outcome = tick.result.outcome
        if outcome is Outcome.SKIPPED:
            self.skipped += 1
            return
        # By its number, not by counting: events may have been dropped on their way here, its start among them.
        self.ticks = max(self.ticks + 1, self._before + tick.n - self.skipped)
        if outcome in TROUBLE:
            self.failed += 1
        if self.planned is not None and tick.plan is not None and self.planned.due_ns == tick.plan.due_ns:
            self.planned = None
        self.last, self.ticking = tick, None
        self.state = State.PAUSED if self.paused else State.WAITING


class Overall(NamedTuple):
    """How a set stands: how many tasks are in each state, which tick is due next, and what most ticks keep to."""

    counts: Counter[State]
    due: tuple[int, str] | None
    """When (ns), and whose it is."""
    lateness_ns: int | None


class TaskStates:
    """The states of a set's tasks. `wall_offset_ns` turns a monotonic time into Unix time."""

    def __init__(self) -> None:
        self._states: dict[str, TaskState] = {}
        self._overall: tuple[Sequence[Task], Overall] | None = None
        self._lateness_ns: deque[int] = deque(maxlen=LATENESS_KEPT)
        self.wall_offset_ns = 0

    def of(self, task_id: str) -> TaskState:
        """The task's state."""
        state = self._states.get(task_id)
        if state is None:
            state = self._states[task_id] = TaskState()
        return state

    def apply(self, events: Iterable[Event]) -> set[str]:
        """Take account of a batch; give the ids of the tasks that it changed."""
        changed = set()
        self._overall = None
        states, lateness_ns = self._states, self._lateness_ns
        for event in events:
            kind = type(event)
            if kind in OF_THE_ENGINE:
                continue
            task = event.task  # type: ignore[union-attr]
            changed.add(task)
            if kind is Tick:
                lateness_ns.append(event.start_ns - event.due_ns)  # type: ignore[union-attr]
            elif kind is RunStarted:
                self.wall_offset_ns = event.wall_ns - event.mono_ns  # type: ignore[union-attr]
            state = states.get(task)
            (self.of(task) if state is None else state).apply(event)  # type: ignore[arg-type]
        return changed

    def recall(self, ticks: Sequence[Tick], wall_offset_ns: int) -> None:
        """Ticks of earlier lives, the newest last, on the present clock, which `wall_offset_ns` ties to Unix time."""
        self._overall = None
        self.wall_offset_ns = self.wall_offset_ns or wall_offset_ns
        for tick in reversed(ticks):
            self.of(tick.task).recall(tick)

    def overall(self, tasks: Sequence[Task]) -> Overall:
        """How these tasks stand, which are all of a set: the same object for as long as nothing happens to them."""
        if self._overall is None or self._overall[0] is not tasks:  # looking at ten thousand takes ten ms
            ids = [task.id for task in tasks]
            self._overall = tasks, Overall(self.counts(ids), self.next_due(ids), self.lateness_ns())
        return self._overall[1]

    def lateness_ns(self) -> int | None:
        """What 95 of 100 of the latest ticks keep to; None before the first."""
        late = sorted(self._lateness_ns)
        return late[len(late) * 95 // 100] if late else None

    def counts(self, task_ids: Iterable[str]) -> Counter[State]:
        """How many of these tasks are in each state."""
        states, idle = self._states, TaskState()
        found = [states.get(task_id, idle) for task_id in task_ids]
        # Whether its latest tick failed is asked of those alone that have one: thousands are counted.
        return Counter([state.state if state.last is None else state.shown for state in found])

    def next_due(self, task_ids: Iterable[str]) -> tuple[int, str] | None:
        """When the next tick of these tasks is due (ns), and whose it is."""
        states, idle = self._states, TaskState()
        waiting = [(at.due_ns, task_id) for task_id in task_ids if (at := states.get(task_id, idle).planned)]
        return min(waiting, default=None)

    def forget(self, task_id: str) -> None:
        """The task is gone."""
        self._overall = None
        self._states.pop(task_id, None)
