"""The timeline's ring: what an append costs, how much memory the levels take, how long a window takes to find.

Ticks come at 10,000 a second in batches of a frame, 1 in 500 failed; a view shows 1,600 pixels.
"""

from __future__ import annotations

import gc
import time
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from tests.benchmarks.goals import Goal, at_most, beside
from waitgui.models.tick_columns import CODES, Ticks
from waitgui.models.tick_ring import TickRing
from waitgui.tasks.record import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

TICKS, FEW = 1_000_000, 100_000
BATCH = 167
APART_NS = 100_000
LONG_NS = 3_600_000_000_000
WIDTH_PX = 1_600
WINDOWS = 31
SHARES = {"1 %": 0.01, "0.01 %": 0.0001}
"""Of the span of a million ticks."""
SMALLEST_NS = 2_000


def run(rounds: int, _seconds: int) -> list[Goal]:
    """Every figure, the best of the rounds; each window beside the same of a tenth of the history."""
    goals: list[Goal] = []
    for lanes in (10, 1_000):
        figures = [_appended(lanes) for _ in range(rounds)]
        name = f"{TICKS:,} ticks × {lanes:,} lanes"
        goals += [
            at_most(f"append in batches of {BATCH}, {name}", min(each for each, _, _ in figures), 50, "ns a tick"),
            at_most(f"longest append, {name}", min(longest for _, longest, _ in figures), 5, "ms"),
            at_most(f"memory with all levels, {name}", min(size for _, _, size in figures), 45, "B a tick"),
        ]
    goals += _windows(rounds)
    return goals


def batches(ticks: int, lanes: int, *, with_long: bool = False) -> Iterator[Ticks]:
    """Ticks as they would arrive."""
    rng = np.random.default_rng(1)
    end = np.cumsum(rng.integers(1, 2 * APART_NS, ticks))
    took = rng.integers(SMALLEST_NS, 30 * APART_NS, ticks)
    if with_long:
        took[ticks - ticks // 5] = LONG_NS
    every = Ticks(
        rng.integers(0, lanes, ticks).astype(np.int32),
        end - took,
        end,
        end - took - rng.integers(0, APART_NS, ticks),
        np.where(rng.random(ticks) < 1 / 500, CODES[Outcome.FAILED], CODES[Outcome.OK]).astype(np.uint8),
        np.ones(ticks, np.int32),
        np.arange(ticks, dtype=np.int32),
    )
    for at in range(0, ticks, BATCH):
        yield every.of(slice(at, at + BATCH))


def filled(ticks: int, lanes: int, *, with_long: bool = False) -> TickRing:
    """A ring with room for a million that holds so many."""
    ring = TickRing(TICKS)
    for batch in batches(ticks, lanes, with_long=with_long):
        ring.append(batch)
    return ring


def _appended(lanes: int) -> tuple[float, float, float]:
    """ns a tick, the longest append in ms, bytes a tick."""
    took_ns: list[list[int]] = []
    # The longest by what the thread worked: that another had the processor is no fault of an append.
    for clock in (time.perf_counter_ns, time.thread_time_ns):
        ring, arriving = TickRing(TICKS), list(batches(TICKS, lanes))
        took_ns.append([])
        gc.collect()
        for batch in arriving:
            began_ns = clock()
            ring.append(batch)
            took_ns[-1].append(clock() - began_ns)
    return median(took_ns[0]) / BATCH, max(took_ns[1]) / 1e6, ring.nbytes / len(ring)


def _windows(rounds: int) -> list[Goal]:
    few, many, mixed = filled(FEW, 10), filled(TICKS, 10), filled(TICKS, 10, with_long=True)
    goals = []
    for share, part in SHARES.items():
        span_ns = round(part * TICKS * APART_NS)
        of_few = min(_window_us(few, span_ns) for _ in range(rounds))
        for name, ring in (("", many), (", one tick of an hour among them", mixed)):
            found = min(_window_us(ring, span_ns) for _ in range(rounds))
            goals.append(beside(f"window at {share} of a million{name}", found, f"of {FEW:,}", of_few, 2, "µs"))
    for lanes, ring in ((10, many), (1_000, filled(TICKS, 1_000))):
        begin_ns, end_ns = ring.span() or (0, 1)
        grain_ns = (end_ns - begin_ns) // WIDTH_PX
        found = min(_window_us(ring, end_ns - begin_ns, grain_ns) for _ in range(rounds))
        rows = len(ring.window(begin_ns, end_ns, grain_ns))
        goals.append(Goal(f"window of all, {lanes:,} lanes: {rows:,} rows", "", f"{found:.3g} µs"))
    return goals


def _window_us(ring: TickRing, span_ns: int, grain_ns: int | None = None) -> float:
    """The median of windows that end where the last tick does, or not long before."""
    _, end_ns = ring.span() or (0, 0)
    grain_ns = max(1, span_ns // WIDTH_PX) if grain_ns is None else grain_ns
    took_ns = []
    for back in range(WINDOWS):
        to_ns = end_ns - back * span_ns // WINDOWS
        began_ns = time.perf_counter_ns()
        ring.window(to_ns - span_ns, to_ns, grain_ns)
        took_ns.append(time.perf_counter_ns() - began_ns)
    return median(took_ns) / 1e3
