"""What is in memory, exported: all of it once, with what the log knows, whole or not at all."""

from __future__ import annotations

import csv
import json

import pytest

from tests.tasks.test_trace import check
from waitgui.models.recalled import Recalled
from waitgui.models.tick_export import CancelledError, Progress, extract, write_csv, write_trace
from waitgui.models.tick_log import TickLog
from waitgui.models.timeline import Anchor, Gap, Lane, PlannedTick, TimelineModel
from waitgui.store.history_source import StoredTick
from waitgui.tasks.record import Kind, Outcome, Planned, Reason, Result, RunEnded, RunStarted, Tick, TickStarted

NS = 1_000_000_000
WALL_NS = 1_800_000_000 * NS
NAMES = {"a": "Alpha", "b": "Beta"}
EVENTS = [
    RunStarted("a", 1, 0, WALL_NS),
    *(
        Tick(
            "a",
            1,
            n,
            Kind.ACTION,
            n * NS,
            n * NS + 5,
            n * NS + 9,
            Result(Outcome.FAILED, 3, "=bad"),
            1,
            Planned("a", 1, n, n * NS, "start", 0, n * NS, 0, 7),
            "command",
        )
        for n in range(1, 6)
    ),
    RunEnded("a", 1, Reason.STOPPED, 5, 0, 6 * NS),
    RunStarted("b", 1, 7 * NS, WALL_NS + 7 * NS),
    TickStarted("b", 1, 1, Kind.CONDITION, 8 * NS, 8 * NS + 1),
]


@pytest.fixture
def timeline(qapp):
    timeline = TimelineModel(Anchor(0, WALL_NS))
    timeline.set_lanes([Lane("a", "Alpha", ""), Lane("b", "Beta", "")])
    timeline.append(EVENTS)
    timeline.add_gap(Gap(3 * NS, 4 * NS))
    timeline.set_plans("b", [PlannedTick(20 * NS, 22 * NS)])
    return timeline


@pytest.fixture
def log():
    log = TickLog()
    log.note(EVENTS)
    return log


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_tick_is_a_row_with_what_the_log_knows(timeline, log, tmp_path):
    path = tmp_path / "new" / "t.csv"
    write_csv(path, extract(timeline, log, "S", NAMES, None), Progress())
    found = rows(path)
    assert [(row["set"], row["task"], row["n"], row["why"], row["exit_code"]) for row in found] == [
        ("S", "a", str(n), "'=bad", "3") for n in range(1, 6)
    ]
    assert found[0]["start_ns"] == str(WALL_NS + NS + 5)


def test_of_what_the_log_gave_up_the_columns_are_written(timeline, tmp_path):
    path = tmp_path / "t.csv"
    write_csv(path, extract(timeline, TickLog(), "S", NAMES, None), Progress())
    found = rows(path)
    assert [(row["outcome"], row["why"], row["late_ns"], row["took_ns"]) for row in found] == [
        ("failed", "", "5", "4")
    ] * 5


def test_a_range_leaves_out_the_rest(timeline, log, tmp_path):
    path = tmp_path / "t.csv"
    write_csv(path, extract(timeline, log, "S", NAMES, (2 * NS, 4 * NS - 1)), Progress())
    assert [row["n"] for row in rows(path)] == ["2", "3"]
    write_trace(path, extract(timeline, log, "S", NAMES, (2 * NS, 4 * NS - 1)), Progress())
    names = [event["name"] for event in check(json.loads(path.read_bytes()))]
    assert sorted(set(names)) == ["due", "failed", "gap", "jitter window"]


def test_a_trace_has_plan_and_actual_by_name(timeline, log, tmp_path):
    path = tmp_path / "t.json"
    write_trace(path, extract(timeline, log, "S", NAMES, None), Progress())
    trace = json.loads(path.read_bytes())
    events = check(trace)
    threads = {event["tid"]: event["args"]["name"] for event in trace["traceEvents"] if event["name"] == "thread_name"}
    told = [(threads.get(event["tid"]), event["name"], event["ts"]) for event in events]
    assert ("Alpha", "failed", 1_000_000.005) in told
    assert ("Alpha (plan)", "due", 1_000_000) in told
    assert ("Alpha", "run ends", 6_000_000) in told
    assert ("Beta", "running", 8_000_000.001) in told
    assert ("Beta (plan)", "planned", 20_000_000) in told
    assert (None, "gap", 3_000_000) in told
    assert sum(name == "failed" for _, name, _ in told) == 5


def test_ticks_of_the_history_keep_the_clock_of_their_time(qapp, tmp_path):
    timeline, log = TimelineModel(Anchor(100 * NS, WALL_NS + 100 * NS)), TickLog()
    timeline.set_lanes([Lane("a", "Alpha", "")])
    tick = EVENTS[1]._replace(due_ns=10**18, start_ns=10**18, end_ns=10**18 + 4)
    stored = StoredTick(9, "S", tick, 10**18, WALL_NS + 50 * NS)
    timeline.recall(Recalled([tick._replace(due_ns=50 * NS, start_ns=50 * NS, end_ns=50 * NS + 4)], {}, [], 0))
    log.recall([stored])
    write_csv(tmp_path / "t.csv", extract(timeline, log, "S", NAMES, None), Progress())
    assert [row["start_ns"] for row in rows(tmp_path / "t.csv")] == [str(WALL_NS + 50 * NS)]


def test_what_comes_later_changes_nothing(timeline, log, tmp_path):
    extracted = extract(timeline, log, "S", NAMES, None)
    timeline.clear()
    log.clear()
    write_csv(tmp_path / "t.csv", extracted, Progress())
    assert len(rows(tmp_path / "t.csv")) == 5


def test_an_export_that_is_given_up_leaves_the_file_as_it_was(timeline, log, tmp_path):
    path = tmp_path / "t.json"
    path.write_text("before")
    progress = Progress()
    progress.cancel()
    with pytest.raises(CancelledError):
        write_trace(path, extract(timeline, log, "S", NAMES, None), progress)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_it_says_how_far_it_is(timeline, log, tmp_path):
    progress = Progress()
    write_csv(tmp_path / "t.csv", extract(timeline, log, "S", NAMES, None), progress)
    assert progress.done == 1.0
