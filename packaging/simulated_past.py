"""A history of the demo that nobody had to wait for: played by the engine on its virtual clock, with a seed.

What the engine assumes, that every action works, is made more like life here: one task fails about every other time,
another is ended by its time limit.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, NamedTuple

from waitgui.runner.clocks import engine_clocks
from waitgui.runner.player import Assumed, Cut
from waitgui.runner.preview import preview
from waitgui.store.history_writer import HistoryWriter
from waitgui.tasks.record import Outcome, Reason, Result, RunEnded, RunStarted, Tick
from waitgui.wait.durations import NS_PER_MS, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from waitgui.tasks.model import Task, TaskSet
    from waitgui.tasks.record import TaskEvent

SEED = 7
MINUTE_NS = 60 * NS_PER_S
ENDED_NS = 2 * MINUTE_NS
"""How long ago the latest of it ended."""


class Life(NamedTuple):
    """How a task of the demo spent the past: how long an action took, and when a run of it ends by itself."""

    takes_ms: int
    output: str = ""
    met_at: int | None = None
    succeeds_at: int | None = None


LIVES = {
    "with-jitter": Life(305, "09:41:07\n"),
    "failing-check": Life(406, "fine\n"),
    "slow-backup": Life(8_004, "copying\n"),
    "wait-for-a-file": Life(6, "found\n", met_at=6),
    "lays-the-file": Life(4),
    "until-it-works": Life(5, "works\n", succeeds_at=4),
}
RUNS_NS = ((26 * MINUTE_NS, 12 * MINUTE_NS), (11 * MINUTE_NS, 9 * MINUTE_NS))
"""How long ago each run began, and how long it lasted at most."""


def write(task_set: TaskSet, history: Path) -> None:
    """Write it to the history at this path."""
    clocks = engine_clocks()
    writer = HistoryWriter(history, mono_ns=clocks.now_ns)
    sink = writer.sink(task_set.name, SEED)
    now_ns, wall_ns = clocks.now_ns(), time.time_ns()
    for number, (ago_ns, for_ns) in enumerate(RUNS_NS, 1):
        writer.take(task_set.name, [task.id for task in task_set.tasks], lambda _: None)
        for task in task_set.tasks:
            for event in _run(task, number, for_ns):
                sink.post(_moved(event, now_ns - ago_ns, wall_ns - ago_ns))
    writer.close()


def _run(task: Task, number: int, for_ns: int) -> Iterator[TaskEvent]:
    """One run of a task from 0 on, told under this number, to an end."""
    life, lots = LIVES.get(task.id, Life(0)), random.Random(f"{SEED} {task.id} {number}")  # noqa: S311
    assumed = Assumed(life.takes_ms * NS_PER_MS, life.met_at, life.succeeds_at)
    ticks = skipped = 0
    for event in preview([task], for_ns=for_ns, set_name="Demo", seed=SEED + number, wall_ns=0, assumed=assumed):
        if isinstance(event, Cut):
            continue
        told = event._replace(run=number)
        if isinstance(told, RunEnded):
            yield told
            return
        if isinstance(told, Tick):
            if told.end_ns >= for_ns:
                break
            told = told._replace(result=_result(task, told, life, lots))
            ticks += told.outcome is not Outcome.SKIPPED
            skipped += told.outcome is Outcome.SKIPPED
        yield told
    yield RunEnded(task.id, number, Reason.STOPPED, ticks, skipped, for_ns)


def _result(task: Task, tick: Tick, life: Life, lots: random.Random) -> Result:
    if task.id == "failing-check" and lots.random() < 0.2:
        return Result(Outcome.FAILED, 1, "exit code 1", "connection refused\n")
    if task.id == "slow-backup":
        return Result(Outcome.TIMED_OUT, None, "had not ended after 8s", life.output)
    return tick.result if tick.outcome is not Outcome.OK else tick.result._replace(output=life.output)


def _moved(event: TaskEvent, by_ns: int, wall_ns: int) -> TaskEvent:
    """The same, so much later."""
    if isinstance(event, RunStarted):
        return event._replace(mono_ns=event.mono_ns + by_ns, wall_ns=wall_ns + event.mono_ns)
    fields = {name: value + by_ns for name, value in event._asdict().items() if name in TIMES}
    moved = event._replace(**fields)
    if isinstance(moved, Tick) and moved.plan is not None:
        plan = moved.plan
        moved = moved._replace(plan=plan._replace(due_ns=plan.due_ns + by_ns, base_ns=plan.base_ns + by_ns))
    return moved


TIMES = frozenset({"due_ns", "start_ns", "end_ns", "at_ns", "base_ns"})
