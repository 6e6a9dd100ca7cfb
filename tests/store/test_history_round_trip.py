"""What was told comes back, with every field as it was."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store import histories
from tests.store.histories import MONO_NS, NS, WALL_NS, end, start, tick, told, writing
from waitgui.store.history_reader import Reader
from waitgui.store.history_retention import Limits
from waitgui.store.history_schema import KINDS, OUTCOMES, REASONS
from waitgui.tasks.lines import Lines
from waitgui.tasks.record import (
    Attempt,
    ClockMoved,
    Gap,
    Kind,
    Outcome,
    Paused,
    Planned,
    Reason,
    Result,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
    Tried,
)

SKIPPED = Result(Outcome.SKIPPED, why="the tick before was still running")


def test_a_run_ends_after_its_ticks_also_where_their_ids_were_taken(tmp_path):
    """Two runs at one instant: the ticks of the second get later ids than they wanted, and so does its end."""
    lives = [
        [start(task), *(tick(task, 1, n, took_s=0) for n in (1, 2)), *([end(task, 1, 2, 0)] if task == "b" else [])]
        for task in ("a", "b")
    ]
    with writing(tmp_path / "history.sqlite3") as writer:
        for event in itertools.chain(*lives):
            writer.sink("S").post(event)
    back = told(tmp_path / "history.sqlite3")
    for task, life in zip(("a", "b"), lives, strict=True):
        assert [event for _, event in back if event.task == task] == life


@settings(deadline=None, max_examples=60)
@given(st.data(), st.text(st.characters(), max_size=20), st.integers(1, 40))
def test_every_field_comes_back(data, set_name, page):
    lives = [data.draw(histories.runs(task, 1)) for task in ("a", "b")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.sqlite3"
        with writing(path, limits=Limits(None, None, None)) as writer:
            sink = writer.sink(set_name, seed=-7)
            for event in itertools.chain(*lives):
                sink.post(event)
            assert writer.flush(histories.TIMEOUT_S)
            assert writer.lost == 0
        back = told(path, with_output=True, page=page)
        for task, life in zip(("a", "b"), lives, strict=True):
            assert [event for _, event in back if event.task == task] == life
        assert {name for name, _ in back} == {set_name}
        reader = Reader(path)
        for task, life in zip(("a", "b"), lives, strict=True):
            (run,) = reader.runs(set_name, task)
            assert (run.started, run.seed) == (life[0], -7)
            assert run.ended == (life[-1] if isinstance(life[-1], RunEnded) else None)
            ticks = [stored.tick for stored in reader.ticks(set_name, task, with_output=True)]
            assert ticks[::-1] == [event for event in life if isinstance(event, Tick)]
        reader.close()


def test_the_numbers_for_words_are_all_there_and_differ():
    for numbers, words in ((OUTCOMES, Outcome), (KINDS, Kind), (REASONS, Reason)):
        assert set(numbers) == set(words)
        assert len(set(numbers.values())) == len(words)


def test_what_is_printed_again_is_what_was_printed(tmp_path):
    events = [
        start("a", 3, 0.0),
        start("b", 1, 0.1),
        tick("a", 3, 1, 0.0, 2.5, outcome=Outcome.FAILED, exit_code=3, output="one\ntwo", output_dropped=7),
        # A grid's missed points are told after the tick that was in their way, though they were due before its end.
        Tick("a", 3, 2, Kind.ACTION, MONO_NS + NS, MONO_NS + NS, MONO_NS + NS, SKIPPED, 0, None, "command"),
        Tick("a", 3, 3, Kind.ACTION, MONO_NS + 2 * NS, MONO_NS + 2 * NS, MONO_NS + 2 * NS, SKIPPED, 0, None, ""),
        tick("b", 1, 1, 2.6, left_behind=2),
        end("b", 1, 1, 2.7),
        tick("a", 3, 4, 3.0),
        end("a", 3, 2, 3.1, Reason.AFTER_RUNS),
    ]
    path = tmp_path / "history.sqlite3"
    with writing(path) as writer:
        for event in events:
            writer.sink("S").post(event)
    printed, again = Lines("S", with_output=True), Lines("S", with_output=True)
    assert [again.record(event) for _, event in told(path, with_output=True)] == [printed.record(e) for e in events]


def test_what_is_under_way_is_neither_kept_nor_printed(tmp_path):
    path = tmp_path / "history.sqlite3"
    under_way = [
        Planned("a", 1, 1, 0, "start", 0, 0, 0, 0),
        TickStarted("a", 1, 1, Kind.ACTION, 0, 0),
        Tried("a", 1, 1, 1, 3, Attempt(0, 1, Outcome.FAILED, 1), 2),
    ]
    with writing(path) as writer:
        sink = writer.sink("S")
        for event in (start(), *under_way):
            sink.post(event)
    assert told(path) == [("S", start())]
    assert [Lines("S").record(event) for event in under_way] == [None, None, None]


def test_pauses_gaps_and_moves_of_the_clock_come_back(tmp_path):
    path = tmp_path / "history.sqlite3"
    marks = [
        Paused("a", 1, MONO_NS + NS),
        Resumed("a", 1, MONO_NS + 2 * NS),
        Gap(MONO_NS + 3 * NS, MONO_NS + 5 * NS, asleep=True),
        ClockMoved(MONO_NS + 6 * NS, -3_600 * NS, WALL_NS + 7 * NS),
    ]
    with writing(path, wall_ns=lambda: WALL_NS + 9 * NS, mono_ns=lambda: MONO_NS + 9 * NS) as writer:
        writer.sink("S").post(start())
        for mark in marks:
            writer.sink("S").post(mark)
            writer.sink("other").post(start("b"))
    reader = Reader(path)
    found = reader.marks("S", WALL_NS, WALL_NS + 10 * NS)
    assert [mark.event for mark in found] == marks
    assert [mark.wall_ns - WALL_NS for mark in found] == [NS, 2 * NS, 5 * NS, 7 * NS]
    assert [mark.mono_ns - MONO_NS for mark in found] == [NS, 2 * NS, 5 * NS, 6 * NS]
    assert reader.marks("S", WALL_NS + NS, WALL_NS + 2 * NS) == found[:2]
    assert reader.marks("other", WALL_NS, WALL_NS + 10 * NS) == []
    reader.close()


def test_a_run_that_is_there_already_is_not_written_twice(tmp_path):
    path = tmp_path / "history.sqlite3"
    with writing(path) as writer:
        for _ in range(2):
            writer.sink("S").post(start())
            writer.sink("S").post(tick())
            assert writer.flush(histories.TIMEOUT_S)
    assert told(path) == [("S", start()), ("S", tick())]


def test_ticks_that_end_at_one_instant_are_all_kept_in_order(tmp_path):
    path = tmp_path / "history.sqlite3"
    names = [f"t{number}" for number in range(50)]
    with writing(path) as writer:
        for name in names:
            writer.sink("S").post(start(name))
        for n in range(1, 7):
            for name in names:
                writer.sink("S").post(tick(name, n=n, took_s=0))
            assert writer.flush(histories.TIMEOUT_S)
    events = [event for _, event in told(path) if isinstance(event, Tick)]
    for name in names:
        assert [event.n for event in events if event.task == name] == [1, 2, 3, 4, 5, 6]
    assert not [event for event in events if isinstance(event, RunStarted)]
