"""`waitgui history` as a user meets it (contract, "History")."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.cli_process import TIMEOUT_S, environment, records, run, start
from tests.store import histories
from tests.store.histories import NS, end, tick, writing
from tests.tasks.test_trace import check
from waitgui.store.history_process import myself
from waitgui.tasks.lines import Lines
from waitgui.tasks.record import Outcome, Reason, RunStarted

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = [
    histories.start("a", 1),
    histories.start("b", 1, 0.5),
    tick("a", 1, 1, 1, output="one\n\x1b[31mtwo", output_dropped=5),
    tick("b", 1, 1, 2, outcome=Outcome.FAILED, exit_code=3, why="a\x1b[31m\u202ebad \udc80 day"),
    end("b", 1, 1, 3, Reason.AFTER_FAILURES),
    tick("a", 1, 2, 4),
    end("a", 1, 2, 5),
]


def place(home: Path) -> Path:
    return home / "data" / "waitgui" / "history.sqlite3"


@pytest.fixture
def home(tmp_path):
    with writing(place(tmp_path)) as writer:
        for event in EVENTS:
            writer.sink("Home server").post(event)
        writer.sink("other").post(histories.start("a", 1, 9))
    return tmp_path


@pytest.mark.parametrize("with_output", [False, True])
def test_it_prints_the_very_records_that_run_prints(home, with_output):
    lines = Lines("Home server", with_output=with_output)
    option = ["--with-output"] if with_output else []
    code, out, err = run(home, "history", "--set", "Home server", *option)
    assert (code, err) == (0, "")
    assert records(out) == [lines.record(event) for event in EVENTS]


def test_a_set_a_task_and_both(home):
    def seen(*options):
        return [(line["set"], line["task"]) for line in records(run(home, "history", *options)[1])]

    assert seen("--task", "b") == [("Home server", "b")] * 3
    assert seen("--set", "other") == [("other", "a")]
    assert seen("--set", "other", "--task", "b") == []
    assert len(seen()) == len(EVENTS) + 1


def test_since(tmp_path):
    now_ns = time.time_ns()
    with writing(place(tmp_path)) as writer:
        for task, hours in (("old", 5), ("new", 1)):
            sink = writer.sink("S")
            sink.post(RunStarted(task, 1, histories.MONO_NS, now_ns - hours * 3_600 * NS))
            sink.post(tick(task, 1, 1, 0))
            sink.post(tick(task, 1, 2, 3_700))
            sink.post(end(task, 1, 2, 3_701))
    lines = records(run(tmp_path, "history", "--since", "2h")[1])
    assert [(line["task"], line["event"]) for line in lines] == [
        ("new", event) for event in ("start", "tick", "tick", "end")
    ]
    lines = records(run(tmp_path, "history", "--since", "4.5h")[1])
    assert [line["event"] for line in lines if line["task"] == "old"] == ["start", "tick", "end"]


def test_a_history_that_is_not_there_is_empty_and_is_not_made(tmp_path):
    for output in ("jsonl", "table"):
        assert run(tmp_path, "history", "--output", output) == (0, "", "")
    assert not place(tmp_path).parent.exists()


def test_a_broken_history_is_put_aside(tmp_path):
    place(tmp_path).parent.mkdir(parents=True)
    place(tmp_path).write_bytes(b"garbage")
    code, out, err = run(tmp_path, "history")
    assert (code, out, err.count("\n")) == (0, "", 1)
    (aside,) = place(tmp_path).parent.iterdir()
    assert aside.read_bytes() == b"garbage"
    assert aside.name in err
    assert run(tmp_path, "history") == (0, "", "")


def test_broken_in_its_middle_it_is_put_aside_too(tmp_path):
    with writing(place(tmp_path)) as writer:
        writer.sink("S").post(histories.start())
        for n in range(1, 5_000):
            writer.sink("S").post(tick(n=n, at_s=n))
    size = place(tmp_path).stat().st_size
    with place(tmp_path).open("r+b") as file:
        file.seek(4096 * (size // 4096 // 4))
        file.write(b"\xff" * 4096 * (size // 4096 // 2))
    code, _, err = run(tmp_path, "history")
    assert (code, err.count("\n")) == (0, 1)
    assert "corrupt-" in err
    assert not place(tmp_path).exists()


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["directory", "pipe"])
def test_what_is_no_file_is_said(tmp_path, make):
    place(tmp_path).parent.mkdir(parents=True)
    make(place(tmp_path))
    code, out, err = run(tmp_path, "history")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "regular file" in err


def test_a_newer_history_is_shown_and_not_touched(home):
    with closing(sqlite3.connect(place(home))) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = place(home).read_bytes()
    code, out, err = run(home, "history")
    assert (code, len(records(out)), err.count("\n")) == (0, len(EVENTS) + 1, 1)
    assert "newer" in err
    assert place(home).read_bytes() == before


def test_a_locked_history_is_said(home):
    with closing(sqlite3.connect(place(home), isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        code, out, err = run(home, "history")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "locked" in err


def test_runs_of_the_dead_are_lost_those_of_the_living_go_on(tmp_path):
    with writing(place(tmp_path), me=myself()._replace(start=1)) as writer:
        writer.sink("S").post(histories.start("dead"))
        writer.sink("S").post(tick("dead", at_s=2))
    with writing(place(tmp_path)) as writer:
        writer.sink("S").post(histories.start("alive"))
    lines = records(run(tmp_path, "history")[1])
    ends = [line for line in lines if line["event"] == "end"]
    assert [(line["task"], line["reason"], line["outcome"], line["ticks"]) for line in ends] == [
        ("dead", "lost", "lost", 1)
    ]


def test_a_table_escapes_what_steers_a_terminal(home):
    code, out, err = run(home, "history", "--output", "table", "--with-output", env={"COLUMNS": "40", "TZ": "UTC"})
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "failed: a\\u001b[31m\\u202ebad \\udc80 day" in out
    assert "    one\n    \\u001b[31mtwo\n" in out
    assert "ends: after_failures" in out
    rows = [line for line in out.splitlines() if line.startswith("2027-01-15 08:00:0")]
    assert len(rows) == len(EVENTS) + 1  # no row is broken in two, however narrow the terminal


@pytest.mark.parametrize("output", ["jsonl", "table", "csv", "trace"])
def test_a_reader_that_goes_away_ends_it_quietly(tmp_path, output):
    with writing(place(tmp_path)) as writer:
        writer.sink("S").post(histories.start())
        for n in range(1, 5_001):
            writer.sink("S").post(tick(n=n, at_s=n))
    process = start(tmp_path, "history", "--output", output)
    assert process.stdout.readline()
    process.stdout.close()
    assert process.wait(TIMEOUT_S) == 141
    assert process.stderr.read() == ""
    process.stderr.close()


def test_a_full_disk_is_said(home):
    with open("/dev/full", "w") as full:  # noqa: PTH123
        code, _, err = run(home, "history", stdout=full)
    assert (code, err) == (2, "waitgui: the output can't be written: No space left on device\n")


def test_usage(tmp_path):
    code, out, err = run(tmp_path, "history", "--help")
    assert (code, err) == (0, "")
    assert "--since" in out
    for wrong in (("--since", "soon"), ("--since", "-1s"), ("file.toml",), ("--output", "xml")):
        assert run(tmp_path, "history", *wrong)[0] == 2


def test_a_name_that_is_no_text_matches_nothing(home):
    process = subprocess.run(
        [sys.executable, "-m", "waitgui", "history", "--set", b"\xff\xfe"],
        env=environment(home),
        capture_output=True,
        check=False,
    )
    assert (process.returncode, process.stdout, process.stderr) == (0, b"", b"")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_history_that_may_not_be_read_is_said(home):
    place(home).chmod(0)
    code, out, err = run(home, "history")
    assert (code, out, err.count("\n")) == (2, "", 1)
    place(home).chmod(stat.S_IRUSR)


def test_a_trace_tells_the_same_as_the_records(home):
    code, out, err = run(home, "history", "--output", "trace")
    assert (code, err) == (0, "")
    trace = json.loads(out)
    events = check(trace)
    assert min(event["ts"] for event in events) == 0
    threads = {event["tid"]: event["args"]["name"] for event in trace["traceEvents"] if event["name"] == "thread_name"}
    ticks = [(threads[event["tid"]], event["name"], event["args"]["n"]) for event in events if event["ph"] == "X"]
    assert ticks == [("a", "ok", 1), ("b", "failed", 1), ("a", "ok", 2)]
    (failed,) = [event for event in events if event["name"] == "failed"]
    assert (failed["ts"], failed["dur"], failed["args"]["exit_code"]) == (2_000_000, 1_000, 3)
    assert failed["args"]["why"] == "a\x1b[31m\u202ebad \udc80 day"
    sets = {event["args"]["name"] for event in trace["traceEvents"] if event["name"] == "process_name"}
    assert sets == {"Home server", "other"}
    chosen = check(json.loads(run(home, "history", "--output", "trace", "--set", "Home server", "--task", "b")[1]))
    assert [event["name"] for event in chosen] == ["run starts", "failed", "run ends"]


def test_csv_has_a_row_a_tick(home):
    code, out, err = run(home, "history", "--output", "csv", env={"TZ": "UTC", "LC_ALL": "C"})
    assert (code, err) == (0, "")
    lines = list(csv.DictReader(io.StringIO(out)))
    assert [(line["task"], line["outcome"], line["exit_code"]) for line in lines] == [
        ("a", "ok", ""),
        ("b", "failed", "3"),
        ("a", "ok", ""),
    ]
    assert lines[1]["start"] == "2027-01-15T08:00:02.000000+00:00"


def test_without_a_history_a_document_is_whole_and_none_is_made(tmp_path):
    assert check(json.loads(run(tmp_path, "history", "--output", "trace")[1])) == []
    assert run(tmp_path, "history", "--output", "csv")[1].startswith("set,task,run,")
    assert not place(tmp_path).parent.exists()
