"""Overview against counting one by one: added, taken away, coarsened, cut into slots."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models.test_timeline import ANCHOR, S, made, tick
from waitgui.models.overview import MOST, Overview
from waitgui.models.tick_columns import TROUBLE_FROM, Ticks
from waitgui.models.timeline import Lane, TimelineModel
from waitgui.tasks.record import Outcome


def ticks_at(starts, rng) -> Ticks:
    starts = np.array(starts, np.int64)
    codes = rng.integers(0, 8, len(starts)).astype(np.uint8)
    zero = np.zeros(len(starts), np.int32)
    return Ticks(zero, starts, starts, starts, codes, zero, zero)


def brute(overview: Overview, ticks: list[Ticks], from_ns: int, to_ns: int, count: int):
    """Each tick at the begin of its bucket, one by one."""
    counts, failed = [0] * count, [0] * count
    for batch in ticks:
        for start, code in zip(batch.start.tolist(), batch.outcome.tolist(), strict=True):
            begin = start // overview.bucket_ns * overview.bucket_ns
            if begin + overview.bucket_ns <= from_ns or begin >= to_ns:
                continue
            slot = min(int(max(begin - from_ns, 0) * (count / (to_ns - from_ns))), count - 1)
            counts[slot] += 1
            failed[slot] += code >= TROUBLE_FROM
    return counts, failed


@pytest.mark.parametrize("seed", range(20))
def test_it_counts_as_one_by_one(seed):
    rng = np.random.default_rng(seed)
    overview, there, now = Overview(), [], int(rng.integers(-(10**15), 10**15))
    for _ in range(40):
        reach = int(10 ** rng.uniform(3, 13))
        batch = ticks_at(now + rng.integers(-reach, reach, int(rng.integers(1, 60))), rng)
        overview.add(batch)
        there.append(batch)
        if rng.random() < 0.4:
            overview.remove(there.pop(0))
        now += reach // 2
        starts = np.concatenate([batch.start for batch in there] or [np.zeros(0, np.int64)])
        assert overview.ticks == len(starts)
        assert overview.failed == sum(int((batch.outcome >= TROUBLE_FROM).sum()) for batch in there)
        assert len(overview._ticks) <= MOST
        if not len(starts):
            assert overview.span() is None
            continue
        span = overview.span()
        assert span is not None
        assert span[0] <= starts.min() < span[0] + overview.bucket_ns
        assert span[1] - overview.bucket_ns <= starts.max() < span[1]
        for count in (1, 7, 240):
            for from_ns, to_ns in (span, (span[0] + (span[1] - span[0]) // 3, span[1] - 5)):
                found = overview.slots(from_ns, to_ns, count)
                wanted = brute(overview, there, from_ns, to_ns, count)
                assert (found.ticks.tolist(), found.failed.tolist()) == wanted


def test_buckets_are_fine_enough_for_every_pixel():
    rng, overview = np.random.default_rng(1), Overview()
    overview.add(ticks_at(rng.integers(0, 30 * 86_400 * S, 5_000), rng))
    span = overview.span()
    assert span is not None
    assert (span[1] - span[0]) / overview.bucket_ns > MOST / 2


def test_the_model_counts_out_what_the_ring_gives_up():
    model = TimelineModel(ANCHOR, capacity=100)
    model.set_lanes([Lane("a", "A", "")])
    outcomes = [Outcome.OK, Outcome.FAILED, Outcome.SKIPPED, Outcome.TIMED_OUT]
    for n in range(0, 400, 7):
        model.append([tick("a", n + m, (n + m) * S, (n + m) * S, outcomes[(n + m) * 7 % 4]) for m in range(7)])
        kept = model.window(-(1 << 60), 1 << 60)
        assert model.overview.ticks == len(model) == len(kept)
        assert model.overview.failed == int((kept.outcome >= TROUBLE_FROM).sum())
    model.append([tick("a", 1000, 0, 0, Outcome.FAILED)])  # older than all: it is given up at once
    kept = model.window(-(1 << 60), 1 << 60)
    assert (model.overview.ticks, model.overview.failed) == (100, int((kept.outcome >= TROUBLE_FROM).sum()))
    model.clear()
    assert model.overview.span() is None


def test_hidden_tasks_are_part_of_all_history():
    model = made("a")
    model.append([tick("a", 1, 0, 1), tick("gone", 1, 5, 6, Outcome.ERROR)])
    assert (model.overview.ticks, model.overview.failed) == (2, 1)
