"""Exports of what is in memory: a copy of the columns, from which another thread makes a trace or CSV, tick by tick.

Of ticks that the log doesn't keep any more, only what the columns have is written: no reason, exit code or plan.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from waitgui.models.marks import GapKind
from waitgui.models.tick_columns import OUTCOMES, Ticks
from waitgui.store import atomic
from waitgui.tasks.happened import Foreseen, Happened
from waitgui.tasks.record import (
    ClockMoved,
    Gap,
    Kind,
    Outcome,
    Paused,
    Result,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
)
from waitgui.tasks.tick_csv import csv_lines
from waitgui.tasks.trace import trace_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from waitgui.models.tick_log import TickLog
    from waitgui.models.timeline import Run, TimelineModel
    from waitgui.tasks.happened import Occurrence

_SLICE = 4_096
_ALWAYS = (-(2**62), 2**62)
_CHECKS = frozenset({Outcome.MET, Outcome.NOT_MET, Outcome.ERROR})


class CancelledError(Exception):
    """The export was given up; the file is as it was."""


class Progress:
    """How far an export is, from 0 to 1; `cancel` gives it up. Any thread."""

    def __init__(self) -> None:
        self.done = 0.0
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Give it up."""
        self._cancelled.set()

    def reach(self, done: float) -> None:
        """So far it is. Raises `CancelledError` once it was given up."""
        if self._cancelled.is_set():
            raise CancelledError
        self.done = done


class Extract(NamedTuple):
    """What is to be exported, for any thread: nothing in it changes any more. `offset_ns` makes Unix time.

    `tasks` and whether one is `shown` are by the number of its lane.
    """

    set_name: str
    names: Mapping[str, str]
    ticks: Ticks
    tasks: tuple[str, ...]
    shown: NDArray[np.bool_]
    details: Mapping[tuple[str, int, int], tuple[Tick, int]]
    marks: tuple[Happened, ...]
    offset_ns: int

    @property
    def origin_ns(self) -> int:
        """The earliest time in it, as Unix time."""
        times = [mark.event.mono_ns + mark.offset_ns for mark in self.marks if isinstance(mark.event, RunStarted)]
        times += [mark.event.start_ns + mark.offset_ns for mark in self.marks if isinstance(mark.event, Gap)]
        if len(self.ticks):
            times.append(int(min(self.ticks.start.min(), self.ticks.due.min())) + self.offset_ns)
        return min(times, default=self.offset_ns)


def extract(
    timeline: TimelineModel, log: TickLog, set_name: str, names: Mapping[str, str], span: tuple[int, int] | None
) -> Extract:
    """What the timeline has of a range of time (None: all). In the GUI thread; costs a copy of the columns.

    `names` are those of the set's tasks by id.
    """
    ticks = timeline.newest(len(timeline)) if span is None else timeline.window(*span)
    ticks = Ticks(*(column.copy() for column in ticks.columns()))
    offset_ns = timeline.wall_ns(0)
    marks = tuple(Happened(set_name, mark, offset_ns) for mark in _marks(timeline, *(span or _ALWAYS)))
    tasks, shown = tuple(timeline.tasks), timeline.rows >= 0
    return Extract(set_name, dict(names), ticks, tasks, shown, log.details(offset_ns), marks, offset_ns)


def _marks(timeline: TimelineModel, first_ns: int, last_ns: int) -> Iterator[Occurrence]:
    """What isn't a finished tick, of a range of time."""
    for task in timeline.tasks:
        if timeline.row_of(task) < 0:
            continue
        yield from _ends(task, timeline.runs_of(task), timeline.wall_ns(0), first_ns, last_ns)
        yield from _pauses(task, timeline, first_ns, last_ns)
        plans = (Foreseen(task, plan.earliest_ns, plan.latest_ns) for plan in timeline.plans_of(task))
        yield from (plan for plan in plans if plan.earliest_ns <= last_ns)
    for gap in timeline.gaps:
        if gap.start_ns <= last_ns and gap.end_ns >= first_ns:
            yield Gap(gap.start_ns, gap.end_ns, asleep=gap.kind is GapKind.SUSPENDED)
    for jump in timeline.clock_jumps:
        if first_ns <= jump.at_ns <= last_ns:
            yield ClockMoved(jump.at_ns, jump.by_ns, timeline.wall_ns(jump.at_ns))
    yield from (ticking for _, ticking in timeline.running() if ticking.start_ns <= last_ns)


def _ends(task: str, runs: Iterable[Run], offset_ns: int, first_ns: int, last_ns: int) -> Iterator[Occurrence]:
    for run in runs:
        if first_ns <= run.start_ns <= last_ns:
            yield RunStarted(task, run.run, run.start_ns, run.start_ns + offset_ns)
        if run.end_ns is not None and run.reason is not None and first_ns <= run.end_ns <= last_ns:
            yield RunEnded(task, run.run, run.reason, run.ticks, 0, run.end_ns)


def _pauses(task: str, timeline: TimelineModel, first_ns: int, last_ns: int) -> Iterator[Occurrence]:
    runs = timeline.runs_of(task)
    for pause in timeline.pauses_of(task):
        run = next((run.run for run in reversed(runs) if run.start_ns <= pause.start_ns), 0)
        if first_ns <= pause.start_ns <= last_ns:
            yield Paused(task, run, pause.start_ns)
        if pause.end_ns is not None and first_ns <= pause.end_ns <= last_ns:
            yield Resumed(task, run, pause.end_ns)


def write_csv(path: Path, extracted: Extract, progress: Progress) -> None:
    """The ticks as CSV. Raises `OSError` and `CancelledError`; then the old file is as it was."""
    _write(path, csv_lines(_happened(extracted, progress)))


def write_trace(path: Path, extracted: Extract, progress: Progress) -> None:
    """All of it as a trace. Raises `OSError` and `CancelledError`; then the old file is as it was."""

    def name_of(_set_name: str, task: str) -> str:
        return extracted.names.get(task, task)

    _write(path, trace_lines(_happened(extracted, progress), extracted.origin_ns, name_of))


def _write(path: Path, lines: Iterable[str]) -> None:
    with atomic.replacing(path) as file:
        for line in lines:
            file.write(line.encode("utf-8", "backslashreplace"))


def _happened(extracted: Extract, progress: Progress) -> Iterator[Happened]:
    yield from (mark for mark in extracted.marks if not isinstance(mark.event, Foreseen | TickStarted))
    ticks = extracted.ticks
    for first in range(0, len(ticks), _SLICE):
        progress.reach(first / len(ticks))
        some = ticks.of(slice(first, first + _SLICE))
        some = some.of(extracted.shown[some.lane])
        for row in zip(*(column.tolist() for column in some.columns()), strict=True):
            yield _tick(extracted, *row)
    yield from (mark for mark in extracted.marks if isinstance(mark.event, Foreseen | TickStarted))
    progress.reach(1.0)


def _tick(
    extracted: Extract, lane: int, start_ns: int, end_ns: int, due_ns: int, code: int, run: int, n: int
) -> Happened:
    task = extracted.tasks[lane]
    known = extracted.details.get((task, run, n))
    if known is not None:
        return Happened(extracted.set_name, *known)
    outcome = OUTCOMES[code]
    kind = Kind.CONDITION if outcome in _CHECKS else Kind.ACTION
    tick = Tick(task, run, n, kind, due_ns, start_ns, end_ns, Result(outcome))
    return Happened(extracted.set_name, tick, extracted.offset_ns)
