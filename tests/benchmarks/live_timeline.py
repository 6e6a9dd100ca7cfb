"""The timeline live: 10,000 ticks a second of the real engine, through its stream and into the history, painted.

A million ticks are there before. A process of its own prints its figures: `python -m tests.benchmarks.live_timeline
TASKS PERIOD_MS SECONDS`. Latency is from a tick's end to the end of the canvas's first painting after it was taken in.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import qasync
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.apart import measured
from tests.benchmarks.goals import Goal, at_most
from tests.benchmarks.sets import open_set, write_set
from tests.benchmarks.timeline_scenes import Size, fill, history, moved
from waitgui.app import SWITCH_INTERVAL_S, Desktop
from waitgui.models.timeline import CAPACITY, TimelineModel
from waitgui.paths import places
from waitgui.tasks.record import Tick
from waitgui.views.timeline.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from waitgui.tasks.record import Event

TICKS_A_S = 10_000
SETTLE_S = 4.0


def run(rounds: int, seconds: int) -> list[Goal]:
    """1,000 lanes with ten ticks a second each, which the goals are for, and 10,000 with one each."""
    goals = []
    for tasks, has_goals in ((1_000, True), (10_000, False)):
        period_ms = tasks * 1_000 // TICKS_A_S
        found = [measured("live_timeline", *map(str, (tasks, period_ms, seconds))) for _ in range(rounds)]
        best = {
            what: (max if what in {"frames", "ticks"} else min)(one[what] for one in found)
            for what in found[0]
        }  # fmt: skip
        goals += _goals(f"live, {tasks:,} lanes: ", best, has_goals=has_goals)
    return goals


def _goals(words: str, best: dict[str, float], *, has_goals: bool) -> list[Goal]:
    goals = [
        Goal(f"{words}frames", "≥ 58 a second", f"{best['frames']:.1f} a second", met=best["frames"] >= 58),
        at_most(f"{words}tick to painted pixel, p50", best["p50_ms"], 17, "ms", 4),
        at_most(f"{words}tick to painted pixel, p99", best["p99_ms"], 42, "ms", 4),
        at_most(f"{words}CPU of the GUI thread", 100 * best["cpu"], 35, "% of a core"),
        Goal(f"{words}longest gap in the event loop", "–", f"{best['gap_ms']:.3g} ms"),
        Goal(f"{words}painting the canvas, median", "–", f"{best['paint_ms']:.3g} ms"),
        Goal(f"{words}ticks taken in", "–", f"{best['ticks']:,.0f} a second"),
        Goal(f"{words}events the window couldn't take", "–", f"{best['dropped']:,.0f}"),
    ]
    return goals if has_goals else [goal._replace(goal="–", met=None) for goal in goals]


# --------------------------------------------------------------------------------------------- in a process of its own


class Watched:
    """Notes when ticks are taken in and when the canvas has painted. The classes are given their eyes before use."""

    def __init__(self) -> None:
        self.clock = time.monotonic_ns
        self.frames = 0
        self.late_ns: list[int] = []
        self.paint_ns: list[int] = []
        self._waiting: list[int] = []
        take, paint = TimelineModel.append, Canvas.paintEvent

        def append(model: TimelineModel, events: Sequence[Event]) -> None:
            take(model, events)
            self._waiting += [event.end_ns for event in events if isinstance(event, Tick)]

        def paint_event(canvas: Canvas, event: QPaintEvent) -> None:
            began_ns = time.perf_counter_ns()
            paint(canvas, event)
            self.paint_ns.append(time.perf_counter_ns() - began_ns)
            now_ns, waiting = self.clock(), self._waiting
            self.late_ns += [now_ns - end_ns for end_ns in waiting]
            self._waiting = []
            self.frames += 1

        TimelineModel.append, Canvas.paintEvent = append, paint_event

    def begin(self) -> None:
        """Forget what was noted."""
        self.frames, self.late_ns, self.paint_ns = 0, [], []


async def measure(desktop: Desktop, watched: Watched, tasks: int, period_ms: int, seconds: float) -> dict[str, float]:
    """Every figure: first frames, latency and CPU, then the gaps."""
    watched.clock = desktop._clocks.now_ns
    desktop.window.resize(1600, 900)
    await open_set(desktop, write_set(tasks, period_ms), tasks)
    _fill(desktop, tasks)
    desktop.session.start_all()
    desktop.window.page.timeline.jump_to_now()
    await asyncio.sleep(SETTLE_S)
    watched.begin()
    began_s, cpu_s, told = time.perf_counter(), time.thread_time(), _told(desktop, tasks)
    await asyncio.sleep(seconds)
    took_s, took_cpu_s = time.perf_counter() - began_s, time.thread_time() - cpu_s
    ticks, late_ns, paint_ns = _told(desktop, tasks) - told, sorted(watched.late_ns), sorted(watched.paint_ns)
    assert late_ns, "the window was told of no tick"
    found = {
        "frames": len(paint_ns) / took_s,
        "p50_ms": late_ns[len(late_ns) // 2] / 1e6,
        "p99_ms": late_ns[len(late_ns) * 99 // 100] / 1e6,
        "cpu": took_cpu_s / took_s,
        "paint_ms": paint_ns[len(paint_ns) // 2] / 1e6,
        "ticks": ticks / took_s,
    }
    turns = [time.perf_counter()]
    timer = QTimer(interval=2)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: turns.append(time.perf_counter()))
    timer.start()
    await asyncio.sleep(seconds)
    timer.stop()
    found["gap_ms"] = 1e3 * max(after - before for before, after in pairwise(turns))
    found["dropped"] = float(desktop.session.dropped)
    return found


def _fill(desktop: Desktop, tasks: int) -> None:
    """A million ticks that end now, in the lanes of the set."""
    model = desktop.window.page.models.timeline
    past = moved(history(Size(CAPACITY, tasks)), desktop._clocks.now_ns())
    numbers = [model.number_of(lane.task) for lane in model.lanes]
    assert sorted(numbers) == list(range(tasks))
    fill(model, past)


def _told(desktop: Desktop, tasks: int) -> int:
    return sum(desktop.session.states.of(f"t{number}").ticks for number in range(tasks))


def main(tasks: int, period_ms: int, seconds: float) -> None:
    """Print the figures."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    watched = Watched()
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)

    async def live() -> dict[str, float]:
        desktop = Desktop(app, places())
        desktop.show([], demo=False)
        found = await measure(desktop, watched, tasks, period_ms, seconds)
        desktop.window.quit_now()
        await desktop.closed.wait()
        await desktop.close()
        return found

    with qasync.QEventLoop(app) as loop:
        found = loop.run_until_complete(live())
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
