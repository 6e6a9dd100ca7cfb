"""Merged levels against the ticks themselves, drawn in columns: each lane and kind for itself."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.models.test_tick_ring import Oracle, batches, columns, rows_of
from waitgui.models.tick_levels import MOST_ROWS, Sealed, levels_of
from waitgui.models.tick_ring import CODES, OUTCOMES, SKIPPED, TickRing
from waitgui.tasks.record import Outcome

CHECKS = {CODES[outcome] for outcome in (Outcome.MET, Outcome.NOT_MET, Outcome.ERROR)}
FAILED, OK = CODES[Outcome.FAILED], CODES[Outcome.OK]
Row = tuple[int, ...]


def kind(code: int) -> str:
    return "skipped" if code == SKIPPED else "check" if code in CHECKS else "bar"


def drawn(rows: list[Row], grain: int, least: int, shown: range) -> set[tuple[int, str, int]]:
    """Lane, kind and column of what is at least so bad, in these columns."""
    return {
        (lane, kind(code), column)
        for lane, start, end, _due, code, _run, _n in rows
        if code >= least
        for column in range(max(start // grain, shown[0]), min(end // grain, shown[-1]) + 1)
    }


def one_off(cells: set[tuple[int, str, int]]) -> set[tuple[int, str, int]]:
    return {(lane, kind, column + by) for lane, kind, column in cells for by in (-1, 0, 1)}


def check(ring: TickRing, told: list[Row], grain: int, shown: range) -> int:
    """How many rows less than ticks there are."""
    from_ns, to_ns = shown[0] * grain, (shown[-1] + 1) * grain - 1
    exact = [row for row in told if min(row[1], row[3]) <= to_ns and row[2] >= from_ns]
    found = rows_of(ring.window(from_ns, to_ns, grain))
    assert drawn(found, grain, 0, shown) == drawn(exact, grain, 0, shown)
    wider = range(shown[0] - 1, shown[-1] + 2)
    for code in sorted({row[4] for row in exact} - {OK}):
        worst, seen = drawn(exact, grain, code, shown), drawn(found, grain, code, shown)
        assert worst <= one_off(drawn(found, grain, code, wider)), OUTCOMES[code]
        assert seen <= one_off(drawn(told, grain, code, wider)), OUTCOMES[code]
    kept, real = set(told), {(row[0], *row[3:]) for row in told}
    starts, ends = {(row[0], kind(row[4]), row[1]) for row in told}, {(row[0], kind(row[4]), row[2]) for row in told}
    for row in found:
        assert (row[0], *row[3:]) in real
        assert (row[0], kind(row[4]), row[1]) in starts
        assert (row[0], kind(row[4]), row[2]) in ends
        assert row in kept or row[2] // grain - min(row[1], row[3]) // grain <= 1
    return len(exact) - len(found)


@given(
    batches(),
    st.integers(1, 100),
    st.sampled_from([4, 8, 32]),
    st.sampled_from([3, 4, 16, 50, 64, 300]),
    st.integers(-20, 100),
    st.integers(1, 60),
)
def test_a_level_draws_what_the_ticks_draw(arrived, capacity, chunk, grain, first, width):
    ring, oracle = TickRing(capacity, chunk), Oracle(capacity)
    for batch in arrived:
        ring.append(columns(batch))
        oracle.append(batch)
        check(ring, oracle.window(-(2**62), 2**62), grain, range(first, first + width))


def busy(seed: int, ticks: int) -> list[list[Row]]:
    """Batches of many ticks that are shorter than what lies between them, a few of them long, failed or skipped."""
    rng = np.random.default_rng(seed)
    made, now, n = [], 0, 0
    while n < ticks:
        batch = []
        for _ in range(40):
            n, now = n + 1, now + int(rng.integers(0, 60))
            lane, code = int(rng.integers(0, 3)), int(rng.choice([0, 0, 0, 0, 1, 2, 4, 5, 6, 7, SKIPPED]))
            end = now - int(rng.choice([0, 0, 0, 9, 4_000]))
            if code == SKIPPED:
                end -= int(rng.integers(0, 3_000))
                batch.append((lane, end, end, end, SKIPPED, 1, n))
            else:
                start = end - int(rng.choice([0, 5, 20, 20, 20, 100_000], p=[0.2, 0.3, 0.2, 0.2, 0.09, 0.01]))
                batch.append((lane, start, end, start - int(rng.choice([0, 0, 3, 3, 4_000])), code, 1, n))
        made.append(batch)
    return made


@pytest.mark.parametrize("seed", range(4))
def test_levels_are_used_and_given_up_with_the_ring(seed):
    ring, oracle = TickRing(3_000, chunk=256), Oracle(3_000)
    saved: dict[int, int] = defaultdict(int)
    for place, batch in enumerate(busy(seed, 8_000)):
        ring.append(columns(batch))
        oracle.append(batch)
        if place % 41 == 0:
            told = oracle.window(-(2**62), 2**62)
            first, last = min(row[3] for row in told), max(row[2] for row in told)
            for grain in (250, 5_000, 70_000):
                saved[grain] += check(ring, told, grain, range(first // grain - 1, last // grain + 2))
                middle = (first + last) // 2 // grain
                check(ring, told, grain, range(middle, middle + 9))
    assert saved[250] == 0 < saved[5_000] < saved[70_000]


def pairs(code: int, other: int, count: int = 200) -> list[Row]:
    """Two ticks of a lane at a time, of these outcomes."""
    return [
        (0, 1_024 * n + after, 1_024 * n + after + 10, 1_024 * n, outcome, 1, 2 * n + (after > 0))
        for n in range(count)
        for after, outcome in ((0, code), (20, other))
    ]


@pytest.mark.parametrize(("worse", "better"), [(FAILED, OK), (CODES[Outcome.ERROR], CODES[Outcome.MET])])
def test_the_worst_of_a_kind_stands_for_all(worse, better):
    for level in levels_of(columns(pairs(worse, better))):
        assert set(level.worst.tolist()) <= set(range(0, 400, 2))


@pytest.mark.parametrize("other", [CODES[Outcome.MET], SKIPPED, CODES[Outcome.ERROR]])
def test_another_kind_stays_beside_it(other):
    rows = [row if row[4] != SKIPPED else (*row[:2], row[1], *row[3:]) for row in pairs(OK, other)]
    ticks = columns(rows)
    (*_, coarsest) = levels_of(ticks)
    assert set(ticks.outcome[coarsest.worst].tolist()) == {OK, other}


def test_skipped_ticks_last_to_the_latest_due_however_they_were_told():
    dues = [8_192 * n + after for n in range(100) for after in (900, 600, 300, 0)]
    told = [(0, due, due, due, SKIPPED, 1, n) for n, due in enumerate(dues)]
    ring = TickRing(1_000, chunk=64)
    ring.append(columns(told))
    ring.append(columns([(0, *3 * [dues[-1] + 10**6], OK, 1, 0)]))  # no chunk waits any more
    assert check(ring, told, 1_025, range(8 * 100)) > 200


def test_lanes_stay_apart():
    rows = [(n % 5, 10 * n, 10 * n + 3, 10 * n, OK, 1, n) for n in range(1_000)]
    ticks = columns(rows)
    (*_, coarsest) = levels_of(ticks)
    assert set(ticks.lane[coarsest.worst].tolist()) == set(range(5))
    assert (ticks.lane[coarsest.first] == ticks.lane[coarsest.last]).all()


def test_a_long_bar_is_passed_through_and_lends_no_colour():
    rows = [(0, 10 * n, 10 * n + 3, 10 * n, OK, 1, n) for n in range(1_000)]
    rows[500] = (0, 5_000, 500_000, 5_000, FAILED, 1, 500)
    rows.sort(key=lambda row: row[2])
    ticks = columns(rows)
    for level in levels_of(ticks):
        (failed,) = np.flatnonzero(ticks.outcome[level.worst] == FAILED)
        is_long = level.bucket_ns <= 495_000
        assert (ticks.start[level.first][failed] == 5_000) or not is_long
        assert (level.first[failed] == level.last[failed]) or not is_long


def test_a_level_that_saves_little_isnt_kept():
    assert levels_of(columns([(lane, lane, lane + 5, lane, OK, 1, 1) for lane in range(500)])) == ()
    sizes = [len(level.first) for level in levels_of(columns(pairs(OK, OK, 2_000)))]
    assert sizes
    assert all(3 * after <= before for before, after in zip([4_000, *sizes], sizes, strict=False))


@example([0, 2**61], 4)
@example([-(2**61), 0, 1, 2**61], 16)
@given(st.lists(st.integers(-(2**61), 2**61), min_size=1, max_size=40), st.sampled_from([1, 4, 64]))
def test_any_times_will_do(ends, block):
    chunk = columns([(0, end - 7, end, end, OK, 1, n) for n, end in enumerate(sorted(ends))])
    sealed = Sealed(chunk, block)
    assert sealed.earliest_ns == min(ends) - 7
    assert sealed.earliest.tolist() == [int(chunk.start[at : at + block].min()) for at in range(0, len(ends), block)]


def test_a_chunk_has_places_of_16_bits():
    with pytest.raises(ValueError, match="at most 65536"):
        Sealed(columns([(0, n, n, n, OK, 1, n) for n in range(MOST_ROWS + 1)]), 64)
