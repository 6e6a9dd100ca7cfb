"""Statistics of a range against counting one by one."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from waitgui.models.range_stats import WORST, Failures, RangeStats, Spread, range_stats
from waitgui.models.tick_columns import CODES, SKIPPED, TROUBLE_FROM, Ticks
from waitgui.tasks.record import Outcome


def made(rows) -> Ticks:
    """Of (lane, start, end, due, outcome)."""
    lane, start, end, due, outcome = np.array(list(rows) or np.zeros((0, 5)), np.int64).reshape(-1, 5).T
    zero = np.zeros(len(lane), np.int32)
    return Ticks(lane.astype(np.int32), start, end, due, outcome.astype(np.uint8), zero, zero)


def spread(values) -> Spread | None:
    values = sorted(values)
    if not values:
        return None
    return Spread(values[math.ceil(len(values) / 2) - 1], values[math.ceil(len(values) * 0.95) - 1], values[-1])


def brute(rows, from_ns: int, to_ns: int) -> RangeStats:
    own = [row for row in rows if from_ns <= row[1] < to_ns]
    ran = [row for row in own if row[4] != SKIPPED]
    failed = [row for row in own if row[4] >= TROUBLE_FROM]
    busy = sum(max(0, min(row[2], to_ns) - max(row[1], from_ns)) for row in rows if row[4] != SKIPPED)
    counts = Counter(row[0] for row in failed)
    worst = [Failures(lane, counts[lane]) for lane in sorted(counts, key=lambda lane: (-counts[lane], lane))]
    mostly = next((n for n in (1, 2) if sum(at.failed for at in worst[:n]) * 2 > len(failed)), 0)
    named = {at.lane for at in worst[:mostly]}
    return RangeStats(
        from_ns, to_ns, len(own), len(failed), len(own) - len(ran), busy,
        spread([row[2] - row[1] for row in ran]), spread([max(row[1] - row[3], 0) for row in ran]),
        tuple(worst[:WORST]), mostly, min((row[1] for row in failed if row[0] in named), default=0),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_it_counts_as_one_by_one(seed):
    rng = np.random.default_rng(seed)
    count, lanes = int(rng.integers(0, 300)), int(rng.integers(1, 12))
    rows = []
    for _ in range(count):
        start = int(rng.integers(0, 1000))
        end = start + int(rng.integers(0, 60))
        rows.append(
            (int(rng.integers(0, lanes)), start, end, start - int(rng.integers(-3, 9)), int(rng.integers(0, 8)))
        )
    for from_ns, to_ns in ((0, 2000), (300, 700), (500, 501), (2000, 3000)):
        within = [row for row in rows if row[1] <= to_ns and row[2] >= from_ns]
        assert range_stats(made(within), from_ns, to_ns) == brute(within, from_ns, to_ns)


def test_ranges_side_by_side_add_up():
    rows = [(0, at, at + 50, at, CODES[Outcome.OK]) for at in range(0, 1000, 10)]
    whole, left, right = (range_stats(made(rows), *span) for span in ((0, 1000), (0, 430), (430, 1000)))
    assert whole.ticks == left.ticks + right.ticks
    assert whole.busy_ns == left.busy_ns + right.busy_ns
