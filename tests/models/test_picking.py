from __future__ import annotations

import numpy as np
import pytest

from tests.models.test_timeline import S, made, tick
from waitgui.models.picking import Picked, next_failure, pick
from waitgui.models.timeline import Lane, TickRef
from waitgui.tasks.record import Outcome

BAD = {Outcome.FAILED, Outcome.TIMED_OUT, Outcome.ERROR}


@pytest.mark.parametrize("seed", range(10))
def test_pick_counts_as_one_by_one(seed):
    rng = np.random.default_rng(seed)
    model, names = made("a", "b", "c", "d"), "abcd"
    ticks = []
    for n in range(200):
        start = int(rng.integers(0, 1000))
        outcome = list(Outcome)[int(rng.integers(0, len(Outcome)))]
        ticks.append(tick(names[rng.integers(0, 4)], n, start, start + int(rng.integers(0, 20)), outcome))
    model.append(ticks)
    for rows, from_ns, to_ns in ((range(1, 2), 100, 300), (range(4), 0, 1000), (range(1, 3), 400, 401)):
        # What was skipped took no time.
        found = [
            one for one in ticks
            if names.index(one.task) in rows
            and one.start_ns <= to_ns
            and (one.start_ns if one.outcome is Outcome.SKIPPED else one.end_ns) >= from_ns
        ]  # fmt: skip
        wanted = (len(found), len({one.task for one in found}), sum(one.outcome in BAD for one in found))
        assert pick(model, rows, from_ns, to_ns)[:3] == wanted
    assert pick(model, range(4), 5000, 6000) == Picked(0, 0, 0, 0)


def test_failures_are_walked_through_one_by_one_in_both_directions():
    model = made("a", "b")
    model.append([
        tick(task, n, n * S, n * S + 5 * S, Outcome.FAILED if n % 3 == 0 else Outcome.OK)
        for n in range(9) for task in "ab"
    ] + [tick("hidden", 1, 4 * S, 4 * S, Outcome.FAILED)])  # fmt: skip
    wanted = [TickRef(task, 1, n) for n in (0, 3, 6) for task in "ab"]
    seen, at = [], next_failure(model, -1, None, 1)
    while at is not None:
        seen.append(at)
        at = next_failure(model, at.n * S, at, 1)
    assert seen == wanted
    back, at = [], next_failure(model, 100 * S, None, -1)
    while at is not None:
        back.append(at)
        at = next_failure(model, at.n * S, at, -1)
    assert back == wanted[::-1]


def test_nothing_failed():
    model = made("a")
    model.set_lanes([Lane("a", "A", "")])
    assert next_failure(model, 0, None, 1) is None
