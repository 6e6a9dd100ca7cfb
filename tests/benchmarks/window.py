"""The window under load, offscreen: opening many tasks, a cold start, gaps in the event loop, CPU at rest.

Each figure comes from a process of its own: `python -m tests.benchmarks.window WHAT` prints it.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import psutil
import qasync
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.benchmarks.apart import measured
from tests.benchmarks.goals import Goal, at_most, beside
from tests.benchmarks.sets import open_set, write_set

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from waitgui.app import Desktop

TASKS = 10_000
LIVE_S = 10.0
REST_S = 20.0
HOUR_MS = 3_600_000


def run(rounds: int, seconds: int) -> list[Goal]:
    """Every figure, the best of the rounds."""
    best = {what: min(_measure(what) for _ in range(rounds)) for what in (*MEASURES, "bare")}
    return [
        at_most(f"opening a set of {TASKS:,} tasks, until the window is usable", best["open"], 2, "s"),
        beside("cold start until the window is painted", best["cold"], "a bare window", best["bare"], 1.5, "s"),
        at_most("longest gap in the event loop at 10,000 ticks/s", best["live"], 100, "ms"),
        at_most("CPU at rest with 100 tasks waiting", 100 * best["rest"], 1, "% of a core"),
    ]


def _measure(what: str) -> float:
    return float(measured("window", what, str(time.time())))


# --------------------------------------------------------------------------------------------- in a process of its own


def bare(began_s: float) -> float:
    """An empty window of Qt's, with what ours imports."""
    import waitgui.app  # noqa: F401, PLC0415 - part of what is measured

    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    window.grab()
    return time.time() - began_s


async def cold(_desktop: Desktop, began_s: float) -> float:
    """Our window, empty."""
    return time.time() - began_s


async def opening(desktop: Desktop, _began_s: float) -> float:
    """From the command that opens a large set until its tasks are there and painted."""
    path = write_set(TASKS, HOUR_MS)
    began_s = time.perf_counter()
    await open_set(desktop, path, TASKS)
    desktop.window.grab()
    return time.perf_counter() - began_s


async def live(desktop: Desktop, _began_s: float) -> float:
    """The longest time (ms) between two turns of the event loop while 10,000 tasks tick once a second."""
    await open_set(desktop, write_set(TASKS, 1_000), TASKS)
    desktop.session.start_all()
    await asyncio.sleep(3.0)  # the start itself
    turns = [time.perf_counter()]
    timer = QTimer(interval=2)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: turns.append(time.perf_counter()))
    timer.start()
    await asyncio.sleep(LIVE_S)
    timer.stop()
    ticks = sum(desktop.session.states.of(f"t{n}").ticks for n in range(TASKS))
    assert ticks > TASKS * LIVE_S / 2, ticks
    return 1e3 * max(after - before for before, after in pairwise(turns))


async def rest(desktop: Desktop, _began_s: float) -> float:
    """The share of a core that window and engine take while 100 tasks wait and the timeline follows now."""
    await open_set(desktop, write_set(100, HOUR_MS), 100)
    desktop.session.start_all()
    await asyncio.sleep(3.0)
    began_s, cpu_s = time.perf_counter(), _spent_s(desktop)
    await asyncio.sleep(REST_S)
    return (_spent_s(desktop) - cpu_s) / (time.perf_counter() - began_s)


def _spent_s(desktop: Desktop) -> float:
    engine = psutil.Process(desktop._engine.pid).cpu_times()
    return time.process_time() + engine.user + engine.system


def _in_window(measure: Callable[[Desktop, float], Awaitable[float]], began_s: float) -> float:
    from waitgui.app import SWITCH_INTERVAL_S, Desktop  # noqa: PLC0415 - part of what is measured
    from waitgui.paths import places  # noqa: PLC0415

    sys.setswitchinterval(SWITCH_INTERVAL_S)
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)

    async def main() -> float:
        desktop = Desktop(app, places())
        desktop.show([], demo=False)
        desktop.window.grab()
        figure = await measure(desktop, began_s)
        desktop.window.quit_now()
        await desktop.closed.wait()
        await desktop.close()
        return figure

    with qasync.QEventLoop(app) as loop:
        return float(loop.run_until_complete(main()))


MEASURES = {"cold": cold, "open": opening, "live": live, "rest": rest}


def main(what: str, began_s: float) -> None:
    """Print one figure."""
    print(json.dumps(bare(began_s) if what == "bare" else _in_window(MEASURES[what], began_s)))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
