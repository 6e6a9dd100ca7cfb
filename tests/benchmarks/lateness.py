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

ENGINES = ("waitgui", "supervisor", "asyncio", "apscheduler", "threads")
SIZES = (1_000, 10_000)
MODES = ("at-once", "staggered")
Figures: TypeAlias = dict[str, Any]

GOALS = (
    # tasks, mode, figure, rival, at most so much of the rival's
    (10_000, "at-once", "p99_ms", "apscheduler", 1 / 15),
    (10_000, "at-once", "p99_ms", "asyncio", 1 / 6),
    (10_000, "staggered", "cpu", "apscheduler", 1 / 5),
    (10_000, "at-once", "bytes", "threads", 1 / 15),
)


def measure(engine: str, tasks: int, mode: str, seconds: int) -> Figures:
    """Run one engine in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.engines", engine, str(tasks), mode, str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise RuntimeError(f"{engine} failed: {done.stderr.strip().splitlines()[-1:]}")
    return dict(json.loads(done.stdout))


def run(rounds: int, seconds: int) -> None:
    """Print the table of figures and the table of goals."""
    console = Console()
    figures: dict[tuple[str, int, str], Figures] = {}
    for tasks in SIZES:
        for mode in MODES:
            table = Table(title=f"{tasks:,} tasks, period 1 s, {mode}", title_justify="left")
            for title in ("engine", "p50 ms", "p99 ms", "÷ ours", "ran", "CPU", "÷ ours", "bytes a task", "stop ms"):
                table.add_column(title, justify="left" if title == "engine" else "right")
            for engine in ENGINES:
                runs = [measure(engine, tasks, mode, seconds) for _ in range(rounds)]
                figures[engine, tasks, mode] = min(runs, key=lambda one: float(one["p99_ms"]))
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
            console.print(table)
    _goals(console, figures)


def _goals(console: Console, figures: dict[tuple[str, int, str], Figures]) -> None:
    table = Table(title="Goals", title_justify="left")
    for title in ("what", "ours", "rival", "goal: ours at most", "ratio", "met"):
        table.add_column(title)
    for tasks, mode, figure, rival, most in GOALS:
        mine, theirs = figures["waitgui", tasks, mode][figure], figures[rival, tasks, mode][figure]
        ratio = mine / theirs if theirs else float("inf")
        table.add_row(
            f"{figure}, {tasks:,} {mode}",
            f"{mine:.4g}",
            f"{rival} {theirs:.4g}",
            f"1/{1 / most:.0f} of it",
            f"1/{1 / ratio:.1f}" if ratio else "0",
            "yes" if ratio <= most else "no",
        )
    for what, mine, limit in (
        ("stopping 10,000 tasks, ms", figures["waitgui", 10_000, "at-once"]["stop_ms"], 20),
        ("bytes of an idle task", figures["waitgui", 10_000, "at-once"]["bytes"], 1_024),
        (
            "lateness p50 staggered, ms (Go, measured elsewhere: 0.6)",
            figures["waitgui", 10_000, "staggered"]["p50_ms"],
            0.6,
        ),
        ("ticks lost, 1,000 tasks through the supervisor", _lost(figures["supervisor", 1_000, "staggered"]), 0),
    ):
        table.add_row(what, f"{mine:.4g}", "", f"{limit}", "", "yes" if mine <= limit else "no")
    console.print(table)


def _lost(figures: Figures) -> int:
    return max(0, int(figures["wanted"]) - int(figures["ran"]))
