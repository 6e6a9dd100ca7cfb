"""How much of the past is kept."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing

import pytest

from tests.store.histories import NS, TIMEOUT_S, WALL_NS, end, start, tick, told, writing
from waitgui.store import history_file, history_retention
from waitgui.store.history_reader import Reader
from waitgui.store.history_retention import KEEP, Limits, sweep
from waitgui.tasks.record import Gap, Tick

DAY_S = 86_400
NONE = Limits(None, None, None)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "history.sqlite3"


def fill(path, *, days: int, a_day: int, output: str = "") -> None:
    """A run a day, each with as many ticks."""
    with writing(path, limits=NONE, wall_ns=lambda: WALL_NS, mono_ns=lambda: 0) as writer:
        sink = writer.sink("S")
        for day in range(days):
            at_s = day * DAY_S
            sink.post(start(run=day + 1, at_s=at_s))
            for n in range(1, a_day + 1):
                sink.post(tick(run=day + 1, n=n, at_s=at_s + n, output=output))
            sink.post(end(run=day + 1, ticks=a_day, at_s=at_s + a_day + 1))


def swept(path, limits: Limits, wall_ns: int = WALL_NS) -> list[int]:
    """Sweep until nothing is beyond the limits; what went in each step."""
    with closing(history_file.open_to_write(path)) as opened:
        steps = list(itertools.takewhile(bool, iter(lambda: sweep(opened.connection, limits, wall_ns), None)))
        assert opened.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (counted,) = opened.connection.execute("SELECT value FROM counts WHERE name = 'ticks'").fetchone()
        assert (counted,) == opened.connection.execute("SELECT count(*) FROM ticks").fetchone()
        texts = "SELECT count(*) FROM texts WHERE tick NOT IN (SELECT id FROM ticks)"
        assert opened.connection.execute(texts).fetchone() == (0,)
    return steps


def days_kept(path) -> dict[int, int]:
    """Ticks that are left, by day."""
    days = [event.run - 1 for _, event in told(path) if isinstance(event, Tick)]
    return {day: days.count(day) for day in sorted(set(days))}


def test_by_default_something_is_kept_and_not_everything():
    assert KEEP == (30 * DAY_S * NS, 1_000_000, 512 * 2**20)


def test_age(path):
    fill(path, days=10, a_day=700, output="x")
    steps = swept(path, Limits(4 * DAY_S * NS, None, None), WALL_NS + 10 * DAY_S * NS)
    assert days_kept(path) == dict.fromkeys(range(6, 10), 700)
    reader = Reader(path)
    assert [run.started.run for run in reader.runs("S", "a")] == [10, 9, 8, 7]
    reader.close()
    assert max(steps) <= history_retention.STEP * 5
    assert len(steps) >= 6 * 700 // history_retention.STEP


def test_count(path):
    fill(path, days=10, a_day=100)
    swept(path, Limits(None, 250, None))
    assert days_kept(path) == {7: 50, 8: 100, 9: 100}
    reader = Reader(path)
    assert [run.started.run for run in reader.runs("S", "a")] == [10, 9, 8]
    reader.close()


def test_size(path):
    fill(path, days=10, a_day=200, output="x" * 1_000)
    before = path.stat().st_size
    limit = before // 3
    swept(path, Limits(None, None, limit))
    after = path.stat().st_size
    assert after <= limit * 1.2  # and the file is smaller for it
    kept = days_kept(path)
    assert max(kept) == 9
    assert sum(kept.values()) > 2_000 // 6


def test_a_history_of_runs_without_ticks_shrinks_too(path):
    fill(path, days=2_000, a_day=0)
    swept(path, Limits(None, None, 200_000))
    assert 0 < len(told(path)) < 3_000


def test_nothing_beyond_the_limits_nothing_goes(path):
    fill(path, days=3, a_day=10)
    before = told(path)
    assert swept(path, Limits(None, 30, None)) == []
    assert swept(path, NONE) == []
    assert told(path) == before


def test_a_run_that_goes_on_stays_and_its_number_is_never_given_again(path):
    with writing(path, limits=NONE) as writer:
        writer.sink("S").post(start("old"))
        writer.sink("S").post(tick("old"))
        writer.sink("S").post(start("done"))
        writer.sink("S").post(end("done"))
        assert writer.flush(TIMEOUT_S)
        swept(path, Limits(1, None, None), WALL_NS + DAY_S * NS)
        assert [event for _, event in told(path)] == [start("old")]
        numbers = []
        writer.take("S", ["old", "done"], numbers.extend)
    assert numbers == [2, 2]


def test_marks_go_with_their_time(path):
    with writing(path, limits=NONE, wall_ns=lambda: WALL_NS, mono_ns=lambda: 0) as writer:
        for second in range(10):
            writer.sink("S").post(Gap(second * NS, second * NS, asleep=False))
    swept(path, Limits(4 * NS, None, None), WALL_NS + 10 * NS)
    reader = Reader(path)
    assert len(reader.marks("S", 0, 2**62)) == 4
    reader.close()


def test_the_writer_keeps_to_the_limits_while_it_writes(path):
    with writing(path, limits=Limits(None, 2_000, None)) as writer:
        sink = writer.sink("S")
        sink.post(start())
        for n in range(1, 20_001):
            sink.post(tick(n=n, at_s=n))
            if n % 4_000 == 0:
                assert writer.flush(TIMEOUT_S)
        assert writer.flush(TIMEOUT_S)
        assert writer.flush(TIMEOUT_S)  # what is over after one batch goes with the next
    assert [event.n for _, event in told(path)[1:]] == list(range(18_001, 20_001))
    with closing(sqlite3.connect(path)) as reading:
        assert reading.execute("SELECT value FROM counts").fetchone() == (2_000,)
