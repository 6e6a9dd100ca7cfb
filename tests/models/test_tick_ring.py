import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.models.tick_columns import Wanted
from waitgui.models.tick_ring import CODES, COLUMN_TYPES, OUTCOMES, SKIPPED, TickRing, Ticks
from waitgui.tasks.record import Outcome


def columns(rows: list[tuple[int, ...]]) -> Ticks:
    table = np.array(rows, np.int64).reshape(len(rows), len(COLUMN_TYPES))
    return Ticks(*(table[:, at].astype(dtype) for at, dtype in enumerate(COLUMN_TYPES.values())))


def rows_of(ticks: Ticks) -> list[tuple[int, ...]]:
    return [tuple(row) for row in zip(*(column.tolist() for column in ticks.columns()), strict=True)]


class Oracle:
    """The same in plain Python: keyed rows in a list."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.keyed: list[tuple[int, tuple[int, ...]]] = []

    def append(self, rows: list[tuple[int, ...]]) -> None:
        told = max((key for key, _ in self.keyed), default=-(2**62))
        for row in rows:
            told = max(told, row[2])
            self.keyed.append((told if row[4] == SKIPPED else row[2], row))
        self.keyed.sort(key=lambda keyed: keyed[0])
        self.keyed = self.keyed[-self.capacity :]

    def window(self, from_ns: int, to_ns: int) -> list[tuple[int, ...]]:
        return [row for _, row in self.keyed if min(row[1], row[3]) <= to_ns and row[2] >= from_ns]


@st.composite
def batches(draw: st.DrawFn) -> list[list[tuple[int, ...]]]:
    """Ticks as they arrive: roughly in the order of their ends, some late, some long, some skipped long ago."""
    made, now, n = [], 0, 0
    for size in draw(st.lists(st.integers(0, 12), max_size=12)):
        batch = []
        for _ in range(size):
            n += 1
            now += draw(st.integers(0, 20))
            if draw(st.booleans()) and draw(st.booleans()):
                due = now - draw(st.integers(0, 200))
                batch.append((draw(st.integers(0, 3)), due, due, due, SKIPPED, 1, n))
                continue
            end = now - draw(st.sampled_from([0, 0, 0, 1, 5, 300]))
            start = end - draw(st.sampled_from([0, 1, 7, 30, 500, 100_000]))
            code = draw(st.sampled_from([code for code in range(len(OUTCOMES)) if code != SKIPPED]))
            batch.append(
                (draw(st.integers(0, 3)), start, end, start - draw(st.sampled_from([0, 0, 9, 2_000])), code, 1, n)
            )
        made.append(batch)
    return made


@given(batches(), st.integers(1, 60), st.sampled_from([1, 4, 16]), st.integers(-300, 1500), st.integers(0, 900))
def test_window_finds_what_a_plain_list_finds(arrived, capacity, chunk, from_ns, length):
    ring, oracle = TickRing(capacity, chunk), Oracle(capacity)
    for batch in arrived:
        ring.append(columns(batch))
        oracle.append(batch)
        assert rows_of(ring.window(from_ns, from_ns + length)) == oracle.window(from_ns, from_ns + length)
    assert len(ring) == len(oracle.keyed)
    starts = [min(row[1], row[3]) for _, row in oracle.keyed]
    assert ring.span() == ((min(starts), oracle.keyed[-1][0]) if starts else None)
    assert rows_of(ring.newest(7, before=3)) == [row for _, row in oracle.keyed[:-3][-7:]]


@given(batches(), st.integers(1, 60), st.sampled_from([1, 4, 16]), st.lists(st.integers(-300, 1500), max_size=3))
def test_lanes_asked_for_again_and_again_have_what_the_whole_has_of_them(arrived, capacity, chunk, begins):
    """What a sealed chunk keeps of them is right through appends, late batches and the ring's end."""
    ring, wanted = TickRing(capacity, chunk), {lanes: Wanted(mask(*lanes)) for lanes in ((1,), (0, 3))}
    for batch in arrived:
        ring.append(columns(batch))
        for lanes, some in wanted.items():
            for from_ns in (*begins, -(2**62)):
                of_all = rows_of(ring.window(from_ns, from_ns + 2**62))
                found = rows_of(ring.window(from_ns, from_ns + 2**62, 1, some))
                assert found == [row for row in of_all if row[0] in lanes]


def mask(*lanes: int) -> np.ndarray:
    """Of four lanes."""
    return np.isin(np.arange(4), lanes)


def test_windows_of_many_chunks_find_what_masks_find():
    rng = np.random.default_rng(4)
    ring = TickRing(20_000, chunk=1024)  # in blocks of 16
    arrived: list[Ticks] = []
    now = 0
    for n in range(0, 50_000, 167):
        ends = now + np.cumsum(rng.integers(0, 50, 167)) - rng.choice([0, 0, 0, 40, 9_000], 167)
        length = np.where(rng.random(167) < 0.01, rng.integers(0, 400_000, 167), rng.integers(0, 400, 167))
        table = [
            (n % 7, end - took // 2, end, end - took, 0, 1, at)
            for at, (end, took) in enumerate(zip(ends, length, strict=True))
        ]
        arrived.append(columns(table))
        ring.append(arrived[-1])
        now = int(ends.max())
    everything = Ticks(*map(np.concatenate, zip(*(batch.columns() for batch in arrived), strict=True)))
    kept = everything.of(np.argsort(everything.end, kind="stable")[-20_000:])
    first = int(kept.end[0])
    for from_ns in range(first - 10_000, now + 20_000, (now - first) // 37):
        for length in (0, 1_000, 100_000, now):
            is_shown = (kept.due <= from_ns + length) & (kept.end >= from_ns)
            assert rows_of(ring.window(from_ns, from_ns + length)) == rows_of(kept.of(is_shown))


def test_a_ring_fills_and_then_wraps():
    ring, capacity = TickRing(10_000), 10_000
    assert ring.lost_ns is None
    for first in range(0, 35_000, 500):
        ring.append(columns([(0, t, t + 1, t, 0, 1, t) for t in range(first, first + 500)]))
    assert len(ring) == capacity
    assert ring.span() == (25_000, 35_000)
    assert ring.lost_ns == 25_001
    assert [row[6] for row in rows_of(ring.window(0, 25_001))] == [25_000, 25_001]
    assert [row[6] for row in rows_of(ring.window(29_999, 30_000))] == [29_998, 29_999, 30_000]


def test_a_batch_larger_than_the_ring_leaves_its_newest():
    ring = TickRing(3)
    ring.append(columns([(0, t, t, t, 0, 1, t) for t in range(10)]))
    assert [row[6] for row in rows_of(ring.newest(10))] == [7, 8, 9]


def test_columns_cost_what_the_docstring_says():
    assert sum(np.dtype(dtype).itemsize for dtype in COLUMN_TYPES.values()) == 37


def test_the_worst_outcome_has_the_highest_code():
    assert max(CODES, key=CODES.__getitem__) is Outcome.FAILED
    assert CODES[Outcome.OK] == 0
    assert set(CODES) == set(Outcome)
    assert CODES[Outcome.SKIPPED] < CODES[Outcome.CANCELLED] < CODES[Outcome.TIMED_OUT] < CODES[Outcome.FAILED]


def test_a_ring_needs_room():
    with pytest.raises(ValueError, match="at least one"):
        TickRing(0)
