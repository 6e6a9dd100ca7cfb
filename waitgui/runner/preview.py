"""What would happen, by the very machine that the scheduler drives, on a virtual clock. Nothing is started.

Assumed: an action takes its own `takes`, else the duration that is given, and succeeds.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

from waitgui.runner.run import TaskRun, randomness
from waitgui.tasks.actions import Nothing, Process
from waitgui.tasks.record import Kind, Outcome, Reason, Result, RunEnded, Tick
from waitgui.wait.loop import Call, Done

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Event
    from waitgui.wait.backoff import Random

ALMOST_ONE = 1 - 2**-53
LATEST_HORIZON_NS = 100 * 365 * 86_400 * 1_000_000_000


class Timed(NamedTuple):
    """An event, and when it is told, relative to the start; `order` is the task's place in the set."""

    at_ns: int
    order: int
    event: Event


class Cut(NamedTuple):
    """The preview of a task was cut off after so many planned ticks."""

    task: str
    planned: int


def preview(
    tasks: Iterable[Task],
    *,
    for_ns: int,
    set_name: str,
    seed: int | None,
    wall_ns: int,
    takes_ns: int = 0,
    limit: int | None = None,
) -> Iterator[Timed | Cut]:
    """The events of all tasks from their common start at 0 on, in order of time, those of a task in their order.

    A tick due at `for_ns` isn't started, one under way then is told in full; a run that isn't over then has no end.
    After at most `limit` planned ticks a task is cut off, which is told at the end.
    """
    cuts: list[Cut] = []
    streams = [
        _events(task, order, randomness(seed, set_name, task.id, 1), for_ns, wall_ns, takes_ns, limit, cuts)
        for order, task in enumerate(tasks)
    ]
    yield from heapq.merge(*streams, key=lambda timed: timed[:2])
    yield from cuts


def _events(
    task: Task,
    order: int,
    random: Random,
    for_ns: int,
    wall_ns: int,
    takes_ns: int,
    limit: int | None,
    cuts: list[Cut],
) -> Iterator[Timed]:
    events: list[Event] = []
    run = TaskRun(task, 1, random=random, emit=events.append, live=False)
    takes_ns, result = _assumed(task, takes_ns)
    now_ns, step = 0, run.start(0, wall_ns)
    while True:
        for event in events:
            yield Timed(now_ns, order, event)
        events.clear()
        if isinstance(step, Done):
            return
        if isinstance(step, Call):
            now_ns += takes_ns
            step = run.complete(now_ns, result)
            continue
        if step.until_ns >= for_ns:
            return
        if limit is not None and run.planned >= limit:
            cuts.append(Cut(task.id, run.planned))
            return
        now_ns = max(now_ns, step.until_ns)
        step = run.wake(now_ns)


def _assumed(task: Task, takes_ns: int) -> tuple[int, Result]:
    """How long the action is assumed to take, and what it gives."""
    action = task.action
    if isinstance(action, Process):
        return takes_ns, Result(Outcome.OK, exit_code=action.ok_codes[0] if action.ok_codes else None)
    has_own = isinstance(action, Nothing) and "takes_ns" in action.model_fields_set
    return action.takes_ns if has_own else takes_ns, Result(Outcome.OK)


class ForecastRow(NamedTuple):
    """A tick to come: when it starts at the earliest and at the latest, in ns after Start."""

    n: int
    earliest_ns: int
    latest_ns: int
    kind: Kind = Kind.ACTION


class ForecastEnd(NamedTuple):
    """How the run will end: why, after how many ticks, when at the earliest and at the latest (ns after Start)."""

    reason: Reason
    n_ticks: int
    earliest_ns: int
    latest_ns: int


class Forecast(NamedTuple):
    """The next ticks of a task; `end` is None where no rule ends the run within what was looked at."""

    rows: tuple[ForecastRow, ...]
    end: ForecastEnd | None


def forecast(task: Task, *, takes_ns: int, ticks: int = 5, look: int = 2_000, wall_ns: int = 0) -> Forecast:
    """The first `ticks` ticks and the last one, with all jitter at its least and at its most.

    At most `look` ticks are played through, so that it answers at once; a run that isn't over by then has no end here.
    """
    earliest, latest = (_starts(task, takes_ns, u, look, wall_ns) for u in (0.0, ALMOST_ONE))
    rows = [ForecastRow(n, *at) for n, at in enumerate(zip(earliest.starts, latest.starts, strict=False), 1)]
    end = None
    if earliest.reason is not None and latest.reason is not None:
        end = ForecastEnd(latest.reason, latest.ticks, earliest.end_ns, latest.end_ns)
    shown = rows[:ticks]
    if end is not None and end.reason is Reason.AFTER_RUNS and len(rows) > ticks:
        shown.append(rows[-1])
    return Forecast(tuple(shown), end)


class _Played(NamedTuple):
    starts: list[int]
    reason: Reason | None
    ticks: int
    end_ns: int


def _starts(task: Task, takes_ns: int, u: float, look: int, wall_ns: int) -> _Played:
    starts: list[int] = []
    for timed in _events(task, 0, lambda: u, LATEST_HORIZON_NS, wall_ns, takes_ns, look, []):
        if isinstance(timed.event, Tick):
            if timed.event.outcome is not Outcome.SKIPPED:
                starts.append(timed.event.start_ns)
        elif isinstance(timed.event, RunEnded):
            return _Played(starts, timed.event.reason, timed.event.ticks, timed.event.at_ns)
    return _Played(starts, None, len(starts), 0)
