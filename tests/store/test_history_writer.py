"""The writer: who waits for whom, and what happens when the disk doesn't do what it should."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.store import histories
from tests.store.histories import TIMEOUT_S, end, start, tick, told, writing
from waitgui.store import history_inbox
from waitgui.store.history_backlog import KEPT, Backlog
from waitgui.store.history_numbers import MemoryNumbers
from waitgui.store.history_reader import Reader
from waitgui.store.history_writer import HistoryWriter
from waitgui.tasks.record import Kind, Outcome, Result, Tick

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "waitgui" / "history.sqlite3"


def until(condition, what):
    deadline_s = time.monotonic() + TIMEOUT_S
    while not condition():
        assert time.monotonic() < deadline_s, what
        time.sleep(0.002)


def take(writer, *task_ids, set_name="S"):
    """The numbers, and the thread in which they were told."""
    answers, done = [], threading.Event()

    def then(numbers):
        answers.append((numbers, threading.current_thread().name))
        done.set()

    writer.take(set_name, task_ids, then)
    assert done.wait(TIMEOUT_S)
    return answers[0]


@pytest.fixture
def locked(path):
    """The file, which another connection can lock."""
    with writing(path):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        yield other


def test_what_is_posted_is_committed_without_being_asked_for(path):
    with writing(path) as writer:
        reader = Reader(path)
        writer.sink("S").post(start())
        writer.sink("S").post(tick())
        until(lambda: len(reader.ticks("S", "a")) == 1, "not committed")
        reader.close()


def test_numbers_are_told_at_once_in_the_writers_thread(path):
    with writing(path) as writer:
        assert take(writer, "a", "b") == ([1, 1], "waitgui-history")
        assert take(writer, "b", "a", "b") == ([2, 2, 3], "waitgui-history")
        assert take(writer, "a", set_name="T") == ([1], "waitgui-history")
        assert take(writer) == ([], "waitgui-history")
    with writing(path) as writer:
        assert take(writer, "a", "b")[0] == [3, 4]


def test_a_number_that_was_used_elsewhere_is_not_given(path):
    with writing(path) as writer:
        writer.sink("S").post(start(run=41))
        assert writer.flush(TIMEOUT_S)
        assert take(writer, "a")[0] == [42]


def test_who_is_told_numbers_may_post_however_much_waits(path, monkeypatch):
    monkeypatch.setattr(history_inbox, "MOST_WAITING", 10)
    done = threading.Event()
    with writing(path) as writer:
        sink = writer.sink("S")

        def then(numbers):
            sink.post(start(run=numbers[0]))
            for n in range(1, 101):
                sink.post(tick(n=n, at_s=n))
            done.set()

        writer.take("S", ["a"], then)
        assert done.wait(TIMEOUT_S)
    assert len(told(path)) == 101


def test_who_is_told_numbers_may_fail(path, caplog):
    def fail(_numbers):
        raise RuntimeError("not ours")

    with writing(path) as writer:
        writer.take("S", ["a"], fail)
        assert take(writer, "a")[0] == [2]
    assert "not ours" in caplog.text


def test_post_waits_while_too_much_does(path, locked, monkeypatch):
    monkeypatch.setattr(history_inbox, "MOST_WAITING", 100)
    with writing(path) as writer:
        assert take(writer, "a")[0] == [1]
        locked.execute("BEGIN IMMEDIATE")
        sink = writer.sink("S")
        posted = []

        def post():
            sink.post(start())
            for n in range(1, 500):
                sink.post(tick(n=n, at_s=n, output="x" * 2_560))
                posted.append(n)

        poster = threading.Thread(target=post)
        poster.start()
        until(lambda: len(posted) >= 9, "nothing was taken")
        most = max(len(posted), 9)
        assert most < 60  # of the second batch 9 fit, while the first is held up for 2 s; a few rounds are allowed for
        locked.execute("ROLLBACK")
        poster.join(TIMEOUT_S)
        assert not poster.is_alive()
    assert len(told(path)) == 500


def test_close_lets_those_go_that_wait(path, locked, monkeypatch):
    monkeypatch.setattr(history_inbox, "MOST_WAITING", 1)
    writer = HistoryWriter(path)
    assert take(writer, "a")[0] == [1]
    locked.execute("BEGIN IMMEDIATE")
    sink = writer.sink("S")
    sink.post(start())
    posters = [threading.Thread(target=sink.post, args=(tick(n=n, at_s=n),)) for n in range(1, 5)]
    for poster in posters:
        poster.start()
    writer.close(0)
    for poster in posters:
        poster.join(TIMEOUT_S)
        assert not poster.is_alive()
    locked.execute("ROLLBACK")
    assert writer.close(TIMEOUT_S)
    assert writer.lost + len([event for _, event in told(path) if isinstance(event, Tick)]) == 4


def test_after_close_nothing_waits_and_numbers_go_on(path):
    with writing(path) as writer:
        assert take(writer, "a")[0] == [1]
    assert take(writer, "a") == ([2], threading.current_thread().name)
    writer.sink("S").post(tick())
    assert writer.lost == 1
    assert writer.flush(TIMEOUT_S)
    assert writer.close()


def test_a_lock_of_another_program_stops_nobody(path, locked):
    """Three seconds, longer than we wait: numbers are told all the same, and everything is written in the end."""
    said = []
    with writing(path, say=said.append) as writer:
        assert take(writer, "a")[0] == [1]
        locked.execute("BEGIN EXCLUSIVE")
        began_s = time.monotonic()
        sink = writer.sink("S")
        sink.post(start())
        for n in range(1, 51):
            sink.post(tick(n=n, at_s=n))
        until(lambda: writer.trouble, "the lock isn't noticed")
        assert "locked" in writer.trouble
        assert take(writer, "a")[0] == [2]
        until(lambda: time.monotonic() - began_s > 3, "time stands still")
        locked.execute("ROLLBACK")
        until(lambda: not writer.trouble, "the end of the lock isn't noticed")
        assert take(writer, "a")[0] == [3]
    assert [event.n for _, event in told(path)[1:]] == list(range(1, 51))
    assert "locked" in said[0]
    assert "works again" in said[1]
    assert len(said) == 2


def test_in_trouble_the_latest_ticks_are_kept_and_the_others_counted(path, locked):
    with writing(path, say=lambda _: None) as writer:
        locked.execute("BEGIN EXCLUSIVE")
        sink = writer.sink("S")
        sink.post(start())
        for n in range(1, 3 * KEPT + 1):
            sink.post(tick(n=n, at_s=n))
        until(lambda: writer.lost == 2 * KEPT, "nothing is given up")
        locked.execute("ROLLBACK")
        assert writer.flush(TIMEOUT_S)
        sink.post(end(ticks=3 * KEPT, at_s=3 * KEPT + 1))
    back = [event for _, event in told(path)]
    assert back[0] == start()
    assert [event.n for event in back[1:-1]] == list(range(2 * KEPT + 1, 3 * KEPT + 1))
    assert writer.lost == 2 * KEPT


def test_the_end_of_a_run_that_is_in_the_file_is_never_given_up():
    backlog = Backlog()
    keys = [("S", f"t{number}", 1) for number in range(3 * KEPT)]
    backlog.add([("S", None, end(task)) for _, task, _ in keys])
    given_up = backlog.trim(keys[:KEPT])
    assert given_up == keys[KEPT : 2 * KEPT][::-1]
    assert len(backlog) == 2 * KEPT


def test_of_a_run_that_is_given_up_nothing_is_kept():
    backlog = Backlog()
    backlog.add([("S", None, start("old")), ("S", None, tick("old")), ("S", None, end("old"))])
    backlog.add([("S", None, end(f"t{number}")) for number in range(KEPT)])
    assert backlog.trim(()) == [("S", "old", 1)]
    assert len(backlog) == KEPT
    assert backlog.lost == 1


def test_what_cannot_be_written_by_anybody_holds_nobody_up(path, caplog):
    bad = Tick("a", 1, 2, Kind.ACTION, 2**80, 2**80, 2**80, Result(Outcome.OK))
    with writing(path) as writer:
        sink = writer.sink("S")
        for event in (start(), tick(n=1), bad, tick("never started"), tick(n=3, at_s=1)):
            sink.post(event)
        assert writer.flush(TIMEOUT_S)
        assert writer.trouble is None
        assert writer.lost == 2
    assert [event for _, event in told(path)] == [start(), tick(n=1), tick(n=3, at_s=1)]
    assert "Tick can't be written" in caplog.text


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_a_full_disk_stops_nobody(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting isn't allowed here")
    path = disk / "waitgui" / "history.sqlite3"
    said = []
    try:
        with writing(path, say=said.append) as writer:
            assert take(writer, "a")[0] == [1]
            (disk / "filler").write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize - 40_000))
            sink = writer.sink("S")
            sink.post(start())
            for n in range(1, 400):
                sink.post(tick(n=n, at_s=n, output="y" * 1_000))
            assert not writer.flush(TIMEOUT_S)
            assert "full" in writer.trouble
            assert take(writer, "a")[0] == [2]
            (disk / "filler").unlink()
            assert writer.flush(TIMEOUT_S), writer.trouble
            assert take(writer, "a")[0] == [3]
        assert "full" in said[0]
        assert "works again" in said[-1]
        assert len(told(path)) == 400
    finally:
        subprocess.run(["umount", disk], check=False, capture_output=True)


_LIMITED = """
import resource, signal, sys
from pathlib import Path
from tests.store.histories import start, tick
from waitgui.store.history_writer import HistoryWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
writer = HistoryWriter(Path(sys.argv[1]), say=lambda text: print(text, file=sys.stderr))
sink = writer.sink("S")
sink.post(start())
assert writer.flush(30)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
for n in range(1, 900):
    sink.post(tick(n=n, at_s=n, output="z" * 1_000))
assert not writer.flush(30)
assert writer.trouble
numbers = []
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert writer.flush(30), writer.trouble
assert writer.close(30)
assert writer.lost == 0
"""


def test_a_limit_of_the_systems_stops_nobody(path):
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, path],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(told(path)) == 900


def test_numbers_in_memory_begin_with_one():
    numbers = MemoryNumbers()
    got = []
    numbers.take("S", ["a", "b", "a"], got.extend)
    numbers.take("T", ["a"], got.extend)
    assert got == [1, 1, 2, 1]


def test_a_writer_leaves_no_thread(path):
    with writing(path):
        assert "waitgui-history" in {thread.name for thread in threading.enumerate()}
    assert "waitgui-history" not in {thread.name for thread in threading.enumerate()}
    assert histories.told(path) == []
