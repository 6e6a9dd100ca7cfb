"""What the timeline knows of one task besides its finished ticks: state, runs, pauses, what is planned. Pure."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from waitgui.models.changes import EVERYTHING, Span
from waitgui.models.marks import Pauses
from waitgui.models.plans import Plans
from waitgui.tasks.record import Kind, Outcome, Paused, Resumed, RunEnded, RunStarted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waitgui.models.marks import Pause
    from waitgui.models.task_states import TaskState
    from waitgui.tasks.record import Planned, Reason, TaskEvent, Tick

RUNS_KEPT = 200


class Run(NamedTuple):
    """One life of a task; `end_ns` and `reason` are None while it lasts.

    `reason` alone is None where only the beginning is known: the run goes on elsewhere.
    """

    run: int
    start_ns: int
    end_ns: int | None = None
    reason: Reason | None = None
    ticks: int = 0


class TaskLife:
    """`number` stands for the task in columns of ticks, `state` is where it stands, which somebody else keeps.

    `took_ns`: how long its latest tick took that went well.
    """

    __slots__ = ("number", "older", "older_pauses", "pauses", "plans", "runs", "state", "took_ns")

    def __init__(self, number: int, state: TaskState) -> None:
        self.number = number
        self.state = state
        self.runs: deque[Run] = deque(maxlen=RUNS_KEPT)
        self.pauses = Pauses()
        self.plans = Plans()
        self.took_ns: int | None = None
        self.older: tuple[Run, ...] = ()
        """Runs of a page of older history, none of which is among `runs`; with their pauses."""
        self.older_pauses: tuple[Pause, ...] = ()

    @property
    def all_runs(self) -> Sequence[Run]:
        """Every run that is known, the oldest first."""
        return (*self.older, *self.runs) if self.older else self.runs

    @property
    def all_pauses(self) -> tuple[Pause, ...]:
        """Every pause that is known, the oldest first."""
        return (*self.older_pauses, *self.pauses)

    @property
    def lives_since_ns(self) -> int | None:
        """When the run began, if it goes on and was never paused; None else."""
        run = self.runs[-1] if self.runs else None
        if run is None or run.end_ns is not None or self.older or self.pauses.reach(run.start_ns):
            return None
        return run.start_ns

    def note(self, event: TaskEvent) -> Span | None:
        """Take what happened to the run; the stretch of time that looks otherwise now, if any does."""
        match event:
            case Paused():
                self.plans.pause()
                self.pauses.note(event)
                return Span(event.at_ns, EVERYTHING.to_ns)
            case Resumed():
                self.pauses.note(event)
                return Span(event.at_ns, EVERYTHING.to_ns)
            case RunStarted():
                self.plans.put(())
                before_ns = self.runs[-1].end_ns if self.runs else None
                self.runs.append(Run(event.run, event.mono_ns))
                return Span(event.mono_ns if before_ns is None else before_ns, EVERYTHING.to_ns)
            case RunEnded():
                self.plans.put(())
                self.pauses.note(event)
                self._end_run(event)
                return Span(event.at_ns, EVERYTHING.to_ns)
        return None

    def note_plan(self, planned: Planned) -> None:
        """The next tick was told."""
        last = self.state.last
        self.plans.put_next(planned, Kind.ACTION if last is None else last.kind)

    def note_took(self, tick: Tick) -> None:
        """Know how long this tick took, if it went well."""
        if tick.result.outcome is Outcome.OK:
            self.took_ns = tick.end_ns - tick.start_ns

    def recall_runs(self, earlier: Iterable[Run]) -> None:
        """Take runs of earlier lives."""
        self.runs = deque((*earlier, *self.runs), RUNS_KEPT)

    def put_older(self, runs: Iterable[Run], pauses: Iterable[tuple[int, Pause]]) -> None:
        """Take those of a page that aren't known, in place of the ones before."""
        known = {run.run for run in self.runs}
        self.older = tuple(run for run in runs if run.run not in known)
        self.older_pauses = tuple(pause for number, pause in pauses if number not in known)

    def recall_tick(self, tick: Tick) -> None:
        """Take a tick of an earlier life, the latest first."""
        self.state.recall(tick)
        if self.took_ns is None:
            self.note_took(tick)

    def recall_pauses(self, earlier: Iterable[Pause]) -> None:
        """Take pauses of earlier lives."""
        self.pauses.recall(earlier)

    def _end_run(self, ended: RunEnded) -> None:
        for place, run in enumerate(self.runs):
            if run.run == ended.run:
                self.runs[place] = run._replace(end_ns=ended.at_ns, reason=ended.reason, ticks=ended.ticks)


def solid_pieces(runs: Sequence[Run], pauses: Sequence[Pause]) -> Sequence[Run]:
    """The runs without their pauses; only one that lasts and isn't paused is still open."""
    if not pauses:
        return runs
    pieces: list[Run] = []
    for run in runs:
        start_ns = run.start_ns
        for pause in pauses:
            ends_before = pause.end_ns is not None and pause.end_ns <= run.start_ns
            if ends_before or (run.end_ns is not None and pause.start_ns >= run.end_ns):
                continue
            if pause.start_ns > start_ns:
                pieces.append(run._replace(start_ns=start_ns, end_ns=pause.start_ns))
            if pause.end_ns is None:
                break
            start_ns = max(start_ns, pause.end_ns)
        else:
            if run.end_ns is None or start_ns < run.end_ns:
                pieces.append(run._replace(start_ns=start_ns))
    return pieces
