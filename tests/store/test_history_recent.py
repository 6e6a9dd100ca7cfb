"""What is newest in a set, and what a list of runs says, found without reading the rest."""

from __future__ import annotations

import pytest

from tests.store.histories import MONO_NS, NS, WALL_NS, end, start, tick, writing
from waitgui.store import history_recent, history_runs, history_stretch
from waitgui.store.history_reader import Reader
from waitgui.store.history_recent import recent
from waitgui.store.history_retention import Limits
from waitgui.store.history_runs import summaries
from waitgui.tasks.record import Gap, Outcome, Paused, Reason

NONE = Limits(None, None, None)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("recent") / "history.sqlite3"
    outcomes = (Outcome.OK, Outcome.OK, Outcome.FAILED, Outcome.SKIPPED, Outcome.TIMED_OUT, Outcome.OK)
    with writing(path, limits=NONE) as writer:
        for set_name, task, count in (("S", "busy", 300), ("S", "rare", 4), ("S", "gone", 50), ("T", "busy", 300)):
            sink = writer.sink(set_name)
            for run in (1, 2, 3):
                sink.post(start(task, run, run * 1_000))
                for n in range(1, count + 1):
                    at_s = run * 1_000 + n
                    sink.post(tick(task, run, n, at_s, outcome=outcomes[n % 6], output="out"))
                if run < 3:
                    sink.post(end(task, run, count - count // 6, run * 1_000 + 999, Reason.LOST))
        writer.sink("S").post(Paused("busy", 3, MONO_NS + 3_050 * NS))
        writer.sink("T").post(Paused("busy", 3, MONO_NS + 3_050 * NS))
        writer.sink("S").post(Gap(MONO_NS, MONO_NS + NS, asleep=True))
    return path


@pytest.fixture
def reader(path):
    reader = Reader(path)
    yield reader
    reader.close()


def counts(ticks):
    found: dict[str, int] = {}
    for stored in ticks:
        found[stored.tick.task] = found.get(stored.tick.task, 0) + 1
    return found


@pytest.mark.parametrize(
    ("most", "wanted"),
    [(2_000, {"busy": 900, "rare": 12}), (100, {"busy": 88, "rare": 12}), (1, {"busy": 1, "rare": 1})],
)
def test_a_busy_task_leaves_a_rare_one_its_share(reader, most, wanted):
    found = recent(reader, "S", ["busy", "rare", "never"], since_ns=0, most=most)
    assert counts(found.ticks) == wanted
    assert {stored.set_name for stored in found.ticks} == {"S"}
    for task in wanted:  # the newest, without holes
        mine = [(stored.tick.run, stored.tick.n) for stored in found.ticks if stored.tick.task == task]
        every = [(run, n) for run in (1, 2, 3) for n in range(1, 301 if task == "busy" else 5)]
        assert mine == every[-len(mine) :]


@pytest.mark.parametrize(
    ("tasks", "most", "since_ns", "known_since_ns"),
    [
        (["busy", "rare"], 10_000, 0, None),
        (["busy", "rare"], 112, 0, WALL_NS + 3_201 * NS + 1_000_000),  # busy's last hundred
        (["rare"], 12, 0, WALL_NS + 1_001 * NS + 1_000_001),  # for all it knows there may be more
        (["rare"], 13, 0, None),
        (["busy", "rare"], 10_000, WALL_NS + 2_500 * NS, WALL_NS + 2_500 * NS),
        (["never"], 10, 0, None),
    ],
)
def test_it_says_from_when_on_all_is_known(reader, tasks, most, since_ns, known_since_ns):
    found = recent(reader, "S", tasks, since_ns=since_ns, most=most)
    assert found.known_since_ns == known_since_ns


def test_what_is_older_is_left_out(reader):
    since_ns = WALL_NS + 3_003 * NS
    found = recent(reader, "S", ["busy", "rare"], since_ns=since_ns, most=10_000)
    assert all(stored.id >= since_ns for stored in found.ticks)
    assert counts(found.ticks) == {"busy": 298, "rare": 2}
    assert [(run.started.task, run.started.run) for run in found.runs] == [("busy", 3), ("rare", 3)]


def test_runs_come_with_their_ends_and_marks_with_their_set(reader):
    found = recent(reader, "S", ["rare", "busy"], since_ns=0, most=10_000)
    rare = [run for run in found.runs if run.started.task == "rare"]
    assert [run.started.run for run in rare] == [1, 2, 3]
    assert [run.ended and run.ended.reason for run in rare] == [Reason.LOST, Reason.LOST, None]
    assert [type(mark.event).__name__ for mark in found.marks].count("Gap") == 1
    assert [mark.event.task for mark in found.marks if isinstance(mark.event, Paused)] == ["busy"]


def test_nothing_is_known_of_another_set(reader):
    assert recent(reader, "never", ["busy"], since_ns=0, most=100) == ([], [], [], None)


def test_runs_are_counted(reader):
    found = summaries(reader, "S", "rare")
    assert [(run.stored.started.run, run.ticks, run.skipped, run.failed) for run in found] == [
        (3, 3, 1, 2),
        (2, 4, 0, 2),
        (1, 4, 0, 2),
    ]
    assert found[0].last == (Outcome.OK, Outcome.FAILED, Outcome.SKIPPED, Outcome.TIMED_OUT)
    busy = summaries(reader, "S", "busy", before=3, most=1)
    assert [(run.stored.started.run, len(run.last), run.failed) for run in busy] == [(2, history_runs.LAST, 100)]
    assert summaries(reader, "S", "never") == []


def plan(reader, question, values):
    return [row[3] for row in reader.ask(f"EXPLAIN QUERY PLAN {question}", values)]


def test_no_question_reads_more_than_it_gives(reader):
    assert plan(reader, history_recent.TICKS_QUESTION, (1, 9, 9, 10))[:1] == [
        "SEARCH t USING INDEX ticks_of_runs (task=? AND (run,n)<(?,?))"
    ]
    assert not any("TEMP B-TREE" in line for line in plan(reader, history_recent.TICKS_QUESTION, (1, 9, 9, 10)))
    for question, index in (
        (history_recent.PAUSES_QUESTION, "pauses_by_time"),
        (history_recent.GAPS_QUESTION, "gaps_by_time"),
    ):
        assert index in plan(reader, question, (0, "S", 10))[0]
    soon = plan(reader, history_stretch.SOON_QUESTION, (0, 9, "[1]", 9, 0, 10))
    later = plan(reader, history_stretch.LATER_QUESTION, ("[[0,9,1]]", "[1]", 9, 0, 10))
    assert soon[0] == "SEARCH t USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"
    assert later[0] == "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)"
    assert "SEARCH f USING COVERING INDEX far_ticks (reach=? AND id>? AND id<?)" in later
    assert not any("TEMP B-TREE" in line for line in (*soon, *later))
    lines = plan(reader, history_runs.QUESTION, ("[1]", "S", "busy"))
    for index, times in (("skipped_ticks", 1), ("troubled_ticks", 1), ("ticks_of_runs", 2)):
        assert sum(f"INDEX {index} (task=? AND run=?)" in line for line in lines) == times
    assert not any("TEMP B-TREE" in line for line in lines)
