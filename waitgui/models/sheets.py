"""Sheets: what is to come in several rows, and how their tasks live; gathered once while nothing changes. No Qt."""

from __future__ import annotations

from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from waitgui.models.task_life import solid_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from waitgui.models.plans import PlanColumns, Plans
    from waitgui.models.task_life import Run
    from waitgui.models.timeline import TimelineModel
    from waitgui.runner.foresight import PlannedEnd

    Column = NDArray[np.int64]

NEVER = 1 << 62


class PlanSheet(NamedTuple):
    """The ticks to come, row after row, of each row the next first; times are monotonic ns."""

    row: Column
    place: Column
    """In the row's plan."""
    earliest: Column
    latest: Column
    is_check: NDArray[np.bool_]
    apart_ns: Column
    """How long before the next of the row; `NEVER` if there is none."""
    took_ns: Column
    """How long the latest of the row took that went well; 0 if none did."""
    in_group: NDArray[np.bool_]
    """Whether the row is that of a collapsed group."""
    goes_on: Sequence[tuple[int, Plans]]
    """Rows where more ticks follow than were foreseen."""
    ends: Sequence[tuple[int, PlannedEnd]]
    """How runs will end, also where no tick comes before that."""

    def __len__(self) -> int:
        return len(self.row)


def plan_sheet(model: TimelineModel, rows: Iterable[int]) -> PlanSheet:
    """What is to come in these rows."""
    lanes, planned, took_ns_of = model.lanes, model.planned, model.took_ns
    found: list[tuple[int, Plans]] = []
    ends: list[tuple[int, PlannedEnd]] = []
    columns: list[PlanColumns] = []
    for row in rows:
        plans = planned(row)
        if plans.end is not None:
            ends.append((row, plans.end))
        each = plans.columns
        if len(each.earliest):
            found.append((row, plans))
            columns.append(each)
    earliest = _joined([each.earliest for each in columns], np.int64)
    counts = np.array([len(each.earliest) for each in columns], np.int64)
    last = np.cumsum(counts) - 1
    apart_ns = np.full(len(earliest), NEVER)
    np.subtract(earliest[1:], earliest[:-1], out=apart_ns[:-1])
    apart_ns[last] = NEVER
    return PlanSheet(
        np.repeat(np.array([row for row, _ in found], np.int64), counts),
        np.arange(len(earliest)) - np.repeat(last + 1 - counts, counts),
        earliest,
        _joined([each.latest for each in columns], np.int64),
        _joined([each.is_check for each in columns], np.bool_),
        apart_ns,
        np.repeat(np.array([took_ns_of(row) or 0 for row, _ in found], np.int64), counts),
        np.repeat(np.array([bool(lanes[row].tasks) for row, _ in found], bool), counts),
        [(row, plans) for row, plans in found if plans.goes_on],
        ends,
    )


class Stretches(NamedTuple):
    """Stretches of time, row after row; one that lasts ends at `NEVER`."""

    row: Column
    start_ns: Column
    end_ns: Column


class LifeSheet(NamedTuple):
    """What rows have to say of runs and pauses while nothing happens to those."""

    since_ns: Column
    """When the run of each row began, if it goes on and was never paused; `NEVER` else."""
    paused: Sequence[tuple[int, int]]
    """Rows whose tasks are paused, and since when."""
    waiting: Sequence[int]
    """Rows whose ticks are tries, with waits between them."""
    runs: Stretches
    solid: Stretches
    """The runs without their pauses."""
    pausing: Sequence[int]
    """Rows that were ever paused."""
    ended: Sequence[tuple[int, Run, int]]
    """Row, run, and when the row's next began (`NEVER`: none did), of those runs whose end is known."""
    ended_ns: Column
    """When those ended."""


def life_sheet(model: TimelineModel, rows: range) -> LifeSheet:
    """Of these rows."""
    since_ns = [NEVER if (since := model.lives_since(row)) is None else since for row in rows]
    lives = [(row, model.runs(row), model.pauses(row)) for row in rows]
    ended = [
        (row, run, NEVER if later is None else later.start_ns)
        for row, runs, _ in lives
        for run, later in zip_longest(runs, islice(runs, 1, None))
        if run.end_ns is not None and run.reason is not None
    ]
    return LifeSheet(
        np.array(since_ns, np.int64),
        [(row, pauses[-1].start_ns) for row, _, pauses in lives if pauses and pauses[-1].end_ns is None],
        [row for row in rows if model.lanes[row].waits],
        _stretches((row, run) for row, runs, _ in lives for run in runs),
        _stretches((row, piece) for row, runs, pauses in lives for piece in solid_pieces(runs, pauses)),
        [row for row, _, pauses in lives if pauses],
        ended,
        np.array([run.end_ns for _, run, _ in ended], np.int64),
    )


def _stretches(runs: Iterable[tuple[int, Run]]) -> Stretches:
    columns = [(row, run.start_ns, NEVER if run.end_ns is None else run.end_ns) for row, run in runs]
    return Stretches(*np.array(columns, np.int64).reshape(-1, 3).T)


class Sheets:
    """Keeps those that were asked for last, as long as they are right."""

    def __init__(self, model: TimelineModel) -> None:
        self._model = model
        self._plan_key: tuple[object, ...] = ()
        self._plan = plan_sheet(model, ())
        self._life_key: tuple[object, ...] = ()
        self._life = life_sheet(model, range(0))

    def plan(self, rows: range) -> PlanSheet:
        """What is to come in these rows."""
        model = self._model
        key = (model.plans_version, model.generation, rows, model.lanes)
        if key != self._plan_key:
            self._plan_key, self._plan = key, plan_sheet(model, rows)
        return self._plan

    def life(self, rows: range) -> LifeSheet:
        """How the tasks of these rows live."""
        model = self._model
        key = (model.lives_version, model.generation, rows, model.lanes)
        if key != self._life_key:
            self._life_key, self._life = key, life_sheet(model, rows)
        return self._life


def _joined(columns: Sequence[NDArray[Any]], dtype: type) -> NDArray[Any]:
    return np.concatenate(columns) if columns else np.empty(0, dtype)
