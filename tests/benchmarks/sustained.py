"""How many ticks a second each engine sustains: as many tasks, each due once a second, as keep p99 under 100 ms.

The number of tasks is doubled until an engine doesn't keep up: lateness over the limit, or ticks that never ran.
"""

from __future__ import annotations

from tests.benchmarks.goals import Goal, times
from tests.benchmarks.lateness import measure

LIMIT_MS = 100.0
FIRST = {"waitgui": 32_000, "apscheduler": 2_000, "threads": 1_000}
MOST = 512_000


def run(rounds: int, seconds: int) -> list[Goal]:
    """Ours beside APScheduler's and a thread each."""
    found = {engine: _sustained(engine, rounds, seconds) for engine in FIRST}
    what = "sustained ticks/s at p99 ≤ 100 ms"
    return [
        times(what, found["waitgui"], "APScheduler", found["apscheduler"], 15, "a second"),
        times(what, found["waitgui"], "a thread each", found["threads"], 10, "a second"),
    ]


def _sustained(engine: str, rounds: int, seconds: int) -> int:
    """Between the last that was kept up with and the first that wasn't, halved twice."""
    low, high = 0, FIRST[engine]
    while high <= MOST and _keeps_up(engine, high, rounds, seconds):
        low, high = high, 2 * high
    for _ in range(2):
        middle = (low + high) // 2
        if low and _keeps_up(engine, middle, rounds, seconds):
            low = middle
        else:
            high = middle
    return low


def _keeps_up(engine: str, tasks: int, rounds: int, seconds: int) -> bool:
    for _ in range(rounds):
        try:
            figures = measure(engine, tasks, "staggered", seconds)
        except RuntimeError:  # no more threads
            return False
        if figures["p99_ms"] <= LIMIT_MS and figures["ran"] >= 0.99 * figures["wanted"]:
            return True
    return False
