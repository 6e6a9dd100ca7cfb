"""The timeline live: 10,000 ticks a second of the real engine, through its stream and into the history, painted.

A million ticks are there before. A process of its own prints its figures: `python -m tests.benchmarks.live_timeline
TASKS PERIOD_MS SECONDS`, with `here` behind that for an engine in the window's process, beside which ours is shown;
with `zoom` the view is zoomed in every frame, which keeps the window as busy as it gets.
Latency is from a tick's end to the end of the canvas's first painting after it was taken in.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from itertools import cycle, pairwise
from typing import TYPE_CHECKING

import qasync
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

import waitgui.app
from tests.benchmarks.apart import measured
from tests.benchmarks.goals import Goal, at_most, beside
from tests.benchmarks.sets import open_set, write_set
from tests.benchmarks.timeline_scenes import Size, fill, history, moved
from waitgui.app import SWITCH_INTERVAL_S, Desktop
from waitgui.engine.engine import LocalEngine
from waitgui.models.tick_bridge import FRAME_MS
from waitgui.models.timeline import CAPACITY, TimelineModel
from waitgui.paths import places
from waitgui.runner.scheduler import Scheduler
from waitgui.store.history_writer import HistoryWriter
from waitgui.tasks.record import Tick
from waitgui.views.timeline.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent

    from waitgui.store.history_retention import Limits
    from waitgui.tasks.record import Event
    from waitgui.work.login import Login

TICKS_A_S = 10_000
_HERE = "an engine in the window's process"
_COMPARED = {
    "frames": "frames a second",
    "p50_ms": "tick to painted pixel, p50, ms",
    "behind_p50_ms": "lateness of ticks, p50, ms",
    "behind_p99_ms": "lateness of ticks, p99, ms",
    "ticks": "ticks a second",
}
SETTLE_S = 4.0
ZOOM_STEPS = 8


def run(rounds: int, seconds: int) -> list[Goal]:
    """1,000 lanes with ten ticks a second each, which the goals are for, and 10,000 with one each."""
    goals = []
    for tasks, has_goals in ((1_000, True), (10_000, False)):
        best, here = (_best(tasks, rounds, seconds, *where) for where in ((), ("here",)))
        goals += _goals(f"live, {tasks:,} lanes: ", best, has_goals=has_goals)
        goals += [
            Goal(f"live, {tasks:,} lanes: {words}, beside {_HERE}", "–", f"{best[what]:.3g}", f"{here[what]:.3g}")
            for what, words in _COMPARED.items()
        ]
    best, here = (_best(1_000, rounds, seconds, "zoom", *where, ticks_a_s=1_000) for where in ((), ("here",)))
    for what in ("p50", "p99"):
        words = f"lateness, {what}, 1,000 ticks a second while the view is zoomed"
        goals.append(beside(words, best[f"behind_{what}_ms"], _HERE, here[f"behind_{what}_ms"], 1, "ms"))
    return goals


def _best(tasks: int, rounds: int, seconds: int, *how: str, ticks_a_s: int = TICKS_A_S) -> dict[str, float]:
    period_ms = tasks * 1_000 // ticks_a_s
    found = [measured("live_timeline", *map(str, (tasks, period_ms, seconds)), *how) for _ in range(rounds)]
    return {
        what: (max if what in {"frames", "ticks"} else min)(one[what] for one in found)
        for what in found[0]
    }  # fmt: skip


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
        self.behind_ns: list[int] = []
        """How late the ticks started."""
        self._waiting: list[int] = []
        take, paint = TimelineModel.append, Canvas.paintEvent

        def append(model: TimelineModel, events: Sequence[Event]) -> None:
            take(model, events)
            ticks = [event for event in events if isinstance(event, Tick)]
            self._waiting += [tick.end_ns for tick in ticks]
            self.behind_ns += [tick.lateness_ns for tick in ticks]

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
        self.frames, self.late_ns, self.paint_ns, self.behind_ns = 0, [], [], []


async def measure(
    desktop: Desktop, watched: Watched, tasks: int, period_ms: int, seconds: float, *, zooms: bool
) -> dict[str, float]:
    """Every figure: first frames, latency and CPU, then the gaps."""
    watched.clock = desktop._clocks.now_ns
    desktop.window.resize(1600, 900)
    await open_set(desktop, write_set(tasks, period_ms), tasks)
    _fill(desktop, tasks)
    desktop.session.start_all()
    desktop.window.page.timeline.jump_to_now()
    if zooms:
        camera, steps = desktop.window.page.timeline.camera, cycle([1] * ZOOM_STEPS + [-1] * ZOOM_STEPS)
        zoom = QTimer(desktop.window, interval=FRAME_MS)
        zoom.timeout.connect(lambda: camera.zoom(next(steps), camera.view.width // 2))
        zoom.start()
    await asyncio.sleep(SETTLE_S)
    watched.begin()
    began_s, cpu_s, told = time.perf_counter(), time.thread_time(), _told(desktop, tasks)
    await asyncio.sleep(seconds)
    took_s, took_cpu_s = time.perf_counter() - began_s, time.thread_time() - cpu_s
    ticks, late_ns, paint_ns = _told(desktop, tasks) - told, sorted(watched.late_ns), sorted(watched.paint_ns)
    behind_ns = sorted(watched.behind_ns)
    assert late_ns, "the window was told of no tick"
    found = {
        "frames": len(paint_ns) / took_s,
        "p50_ms": late_ns[len(late_ns) // 2] / 1e6,
        "p99_ms": late_ns[len(late_ns) * 99 // 100] / 1e6,
        "behind_p50_ms": behind_ns[len(behind_ns) // 2] / 1e6,
        "behind_p99_ms": behind_ns[len(behind_ns) * 99 // 100] / 1e6,
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


class Here:
    """An engine in this process, with all that the desktop asks of one."""

    def __init__(self, history: Path, limits: Limits, _logs: Path, _now_ns: Callable[[], int]) -> None:
        self._scheduler = Scheduler()
        self._writer = HistoryWriter(history, limits=limits, mono_ns=self._scheduler.now_ns)
        engine = LocalEngine(self._scheduler, history=self._writer)
        self.runs, self.flush, self.history = engine.runs, self._writer.flush, engine.history

    def begin(self) -> None:
        """It has begun."""

    def know_login(self, login: Login) -> None:
        """It starts no processes here."""

    def close(self) -> None:
        """End its threads."""
        self._scheduler.close(1.0)
        self._writer.close()


def main(tasks: int, period_ms: int, seconds: float, *how: str) -> None:
    """Print the figures."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    if "here" in how:
        waitgui.app.RemoteEngine = Here  # type: ignore[assignment,misc]
    watched = Watched()
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)

    async def live() -> dict[str, float]:
        desktop = Desktop(app, places())
        desktop.show([], demo=False)
        found = await measure(desktop, watched, tasks, period_ms, seconds, zooms="zoom" in how)
        desktop.window.quit_now()
        await desktop.closed.wait()
        await desktop.close()
        return found

    with qasync.QEventLoop(app) as loop:
        found = loop.run_until_complete(live())
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), *sys.argv[4:])
