"""How punctual the scheduler is beside others: each engine in a process of its own, all in one go, best of some rounds.

The machine's noise is in every figure; the ratios of one go are what counts (goals: CONTRIBUTING.md, "Figures").
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, TypeAlias

from rich.console import Console
from rich.table import Table

from tests.benchmarks.goals import Goal, at_most, beside

ENGINES = ("waitgui", "supervisor", "asyncio", "apscheduler", "threads")
SIZES = (1_000, 10_000)
MODES = ("at-once", "staggered")
Figures: TypeAlias = dict[str, Any]


def measure(engine: str, tasks: int, mode: str, seconds: int) -> Figures:
    """Run one engine in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.engines", engine, str(tasks), mode, str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(f"{engine} failed: {done.stderr.strip().splitlines()[-1:]}")
    return dict(json.loads(done.stdout))


def run(rounds: int, seconds: int) -> list[Goal]:
    """Print the tables of figures, give the goals."""
    console = Console(width=120)
    figures: dict[tuple[str, int, str], Figures] = {}
    for tasks in SIZES:
        for mode in MODES:
            for engine in ENGINES:
                runs = [measure(engine, tasks, mode, seconds) for _ in range(rounds)]
                figures[engine, tasks, mode] = min(runs, key=lambda one: float(one["p99_ms"]))
            console.print(_table(figures, tasks, mode))
    return _goals(figures)


def _table(figures: dict[tuple[str, int, str], Figures], tasks: int, mode: str) -> Table:
    table = Table(title=f"{tasks:,} tasks, period 1 s, {mode}", title_justify="left")
    for title in ("engine", "p50 ms", "p99 ms", "÷ ours", "ran", "CPU", "÷ ours", "bytes a task", "stop ms"):
        table.add_column(title, justify="left" if title == "engine" else "right")
    ours = figures["waitgui", tasks, mode]
    for engine in ENGINES:
        one = figures[engine, tasks, mode]
        table.add_row(
            engine,
            f"{one['p50_ms']:.2f}",
            f"{one['p99_ms']:.2f}",
            f"{one['p99_ms'] / ours['p99_ms']:.1f}",
            f"{one['ran'] / one['wanted']:.1%}",
            f"{one['cpu']:.1%}",
            f"{one['cpu'] / ours['cpu']:.1f}",
            f"{one['bytes']:,}",
            f"{one['stop_ms']:.1f}",
        )
    return table


def _goals(figures: dict[tuple[str, int, str], Figures]) -> list[Goal]:
    def figure(engine: str, mode: str, name: str, tasks: int = 10_000) -> float:
        return float(figures[engine, tasks, mode][name])

    late, cpu, memory = "lateness p99, 10,000 at once", "CPU at 10,000 ticks/s, staggered", "memory of an idle task"
    ours_p50, go = figure("waitgui", "staggered", "p50_ms"), "lateness p50, 10,000 staggered (Go, elsewhere: 0.6)"
    ours_cpu, their_cpu = (figure(engine, "staggered", "cpu") for engine in ("waitgui", "apscheduler"))
    ours_late, ours_bytes = figure("waitgui", "at-once", "p99_ms"), figure("waitgui", "at-once", "bytes")
    lost = figures["supervisor", 1_000, "staggered"]
    return [
        beside(late, ours_late, "APScheduler", figure("apscheduler", "at-once", "p99_ms"), 1 / 15, "ms"),
        beside(late, ours_late, "asyncio", figure("asyncio", "at-once", "p99_ms"), 1 / 6, "ms"),
        at_most(go, ours_p50, 0.6, "ms"),
        beside(cpu, ours_cpu, "APScheduler", their_cpu, 1 / 5, ""),
        at_most(memory, ours_bytes, 1_024, "B", 4),
        beside(memory, ours_bytes, "a thread", figure("threads", "at-once", "bytes"), 1 / 15, "B"),
        at_most("stopping 10,000 tasks", figure("waitgui", "at-once", "stop_ms"), 20, "ms"),
        at_most("ticks lost, 1,000 tasks with records and all", max(0, lost["wanted"] - lost["ran"]), 0, ""),
    ]
