"""A million ticks in memory: the room of one, what taking it in costs, how fast the one under the mouse is found.

Bytes and batches of the ring by itself: ring.py.

Memory comes from processes of their own: `python -m tests.benchmarks.tick_costs KIND` prints bytes a tick.
"""

from __future__ import annotations

import gc
import json
import random
import statistics
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QApplication, QGraphicsScene

from tests.benchmarks.apart import measured
from tests.benchmarks.goals import Goal, at_most, beside
from tests.benchmarks.resident import resident
from tests.benchmarks.timeline_scenes import A_FRAME, NOW_NS, S, Size, fill, history, model_of, moved
from waitgui.models.tick_ring import TickRing
from waitgui.models.timeline import Anchor, Lane, TimelineModel
from waitgui.tasks.record import Kind, Outcome, Planned, Result, Tick

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = Size(1_000_000, 1_000)
OBJECTS = 100_000
PICKS = 2_000
_ONE_BY_ONE = 20_000
_PICK_PX, _WIDTH_PX = 6, 1336


def run(rounds: int, seconds: int) -> list[Goal]:
    """Every figure, the best of the rounds."""
    sizes = {kind: min(measured("tick_costs", kind) for _ in range(rounds)) for kind in KINDS}
    ours = sizes["columns"]
    single_ns = min(_append_ns() for _ in range(rounds))
    told_ns = min(_told_ns() for _ in range(rounds))
    goals = [
        beside("memory of a tick", ours, "QGraphicsRectItem", sizes["items"], 1 / 20, "B"),
        Goal("memory of a tick, beside a Tick object with its plan", "–", f"{ours:.3g} B", f"{sizes['objects']:.3g} B"),
        Goal("append to 1M ticks, one by one", "–", f"{single_ns:,.0f} ns"),
        Goal("the model takes in an event of a batch, ticks alone", "–", f"{told_ns:,.0f} ns"),
    ]
    model = model_of(SIZE)
    for words, span_ns in (("all of 1M", SIZE.span_ns), ("1 %", SIZE.span_ns // 100)):
        p99, p50 = min(_pick_ms(model, span_ns) for _ in range(rounds))
        goals.append(at_most(f"pick at a zoom that shows {words}, p99 (p50 {p50:.2g} ms)", p99, 1, "ms"))
    return goals


def _append_ns() -> float:
    """CPU time of a tick that comes alone, on average; the ring is full, so that each takes the place of the oldest."""
    ring = _full_ring()
    newer = moved(history(Size(_ONE_BY_ONE, SIZE.lanes)), NOW_NS + 3 * S)  # from the end of the others on
    batches = [newer.of(slice(first, first + 1)) for first in range(_ONE_BY_ONE)]
    began_ns = time.thread_time_ns()
    for batch in batches:
        ring.append(batch)
    return (time.thread_time_ns() - began_ns) / _ONE_BY_ONE


def _full_ring() -> TickRing:
    ring = TickRing(SIZE.ticks)
    ticks = history(SIZE)
    for first in range(0, SIZE.ticks, 1 << 16):
        ring.append(ticks.of(slice(first, first + (1 << 16))))
    return ring


def _told_ns() -> float:
    """A tick of a batch as the engine tells it."""
    model = TimelineModel(Anchor(NOW_NS, NOW_NS))
    model.set_lanes([Lane(f"t{lane}", f"Task {lane}", "") for lane in range(SIZE.lanes)])
    took = []
    for first in range(0, 100 * A_FRAME, A_FRAME):
        batch = _objects(first, A_FRAME)
        began_ns = time.perf_counter_ns()
        model.append(batch)
        took.append((time.perf_counter_ns() - began_ns) / A_FRAME)
    return statistics.median(took)


def _pick_ms(model: TimelineModel, span_ns: int) -> tuple[float, float]:
    """99th percentile and median of the CPU time that finding the tick at a random place of the canvas takes."""
    chance, took = random.Random(4), []
    within_ns = _PICK_PX * span_ns // _WIDTH_PX
    for _ in range(PICKS):
        row, at_ns = chance.randrange(SIZE.lanes), NOW_NS - chance.randrange(span_ns)
        began_ns = time.thread_time_ns()
        model.nearest(row, at_ns, within_ns)
        took.append((time.thread_time_ns() - began_ns) / 1e6)
    took.sort()
    return took[len(took) * 99 // 100], took[len(took) // 2]


# --------------------------------------------------------------------------------------------- in a process of its own


def _columns() -> float:
    """What is allocated, for the process reuses what the making of the ticks has left over; and the room of the ring.

    That comes from the system, so that nobody but us knows of it. It is full.
    """
    ticks = history(SIZE)
    tracemalloc.start()
    model = TimelineModel(Anchor(NOW_NS, NOW_NS))
    model.set_lanes([Lane(f"t{lane}", f"Task {lane}", "") for lane in range(SIZE.lanes)])
    fill(model, ticks)
    assert len(model) == SIZE.ticks
    gc.collect()
    room = sum(column.nbytes for column in model.kept.ring._columns.columns())
    return (tracemalloc.get_traced_memory()[0] + room) / SIZE.ticks


def _items() -> float:
    app = QApplication([])
    scene, brush = QGraphicsScene(), QBrush(QColor("red"))
    chance = random.Random(4)

    def add() -> None:
        for number in range(OBJECTS):
            rect = QRectF(number / 100, number % 100 * 18, chance.random() * 8, 10)
            scene.addRect(rect, Qt.PenStyle.NoPen, brush)
        scene.items(QRectF(0, 0, 1, 1))  # makes the index

    grown = _grown(add, OBJECTS)
    app.quit()
    return grown


def _grown(make: Callable[[], object], ticks: int) -> float:
    """By how much the process grew, a tick."""
    gc.collect()
    before = resident()
    kept = make()
    gc.collect()
    grown = resident() - before
    del kept
    return grown / ticks


def _objects(first: int, count: int) -> list[Tick]:
    """Ticks with their plans."""
    made = []
    for number in range(first, first + count):
        task, start_ns = f"t{number % SIZE.lanes}", NOW_NS + number * (S // 10_000)
        plan = Planned(task, 1, number, start_ns, "tick start", start_ns - S, S, 0, 0)
        result = Result(Outcome.OK)
        made.append(Tick(task, 1, number, Kind.ACTION, start_ns, start_ns + 1, start_ns + 9, result, 1, plan))
    return made


KINDS: dict[str, Callable[[], float]] = {
    "columns": _columns,
    "items": _items,
    "objects": lambda: _grown(lambda: _objects(0, OBJECTS), OBJECTS),
}

if __name__ == "__main__":
    print(json.dumps(KINDS[sys.argv[1]]()))
