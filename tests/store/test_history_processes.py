"""Several processes write one history, and any of them may be killed at any moment."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.histories import MONO_NS, NS, TIMEOUT_S, WALL_NS, start, tick, told, writing
from waitgui.store import history_file
from waitgui.store.history import History, mark_lost, settle
from waitgui.store.history_process import SILENT_NS, Identity, myself
from waitgui.store.history_reader import Reader
from waitgui.store.history_ticks import OpenRun
from waitgui.tasks.record import Outcome, Reason, RunEnded, Tick
from waitgui.work import process_table

ROOT = Path(__file__).parents[2]
ENV = {**os.environ, "PYTHONPATH": str(ROOT)}
KILLS = 100

_RUNS = """
import sys, threading
from pathlib import Path
from tests.store.histories import start, tick, end
from waitgui.store.history_writer import HistoryWriter
path, runs, ticks = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
writer = HistoryWriter(path, say=lambda text: print(text, file=sys.stderr))
sink = writer.sink("S")
numbers, done = [], threading.Event()
def then(got):
    run = got[0]
    numbers.append(run)
    sink.post(start(run=run))
    for n in range(1, ticks + 1):
        sink.post(tick(run=run, n=n, at_s=n, output="x"))
    sink.post(end(run=run, ticks=ticks, at_s=ticks + 1))
    if len(numbers) < runs:
        writer.take("S", ["a"], then)
    else:
        done.set()
writer.take("S", ["a"], then)
assert done.wait(120)
assert writer.close(60), writer.trouble
assert writer.lost == 0
print(*numbers)
"""


def test_runs_of_two_processes_have_numbers_of_their_own(tmp_path):
    path, runs, ticks = tmp_path / "history.sqlite3", 60, 40
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _RUNS, path, str(runs), str(ticks)],
            env=ENV,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    numbers = []
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        out, err = process.communicate(timeout=150)
        assert (process.returncode, err) == (0, "")
        numbers += [int(word) for word in out.split()]
    assert sorted(numbers) == list(range(1, 2 * runs + 1))
    events = [event for _, event in told(path, with_output=True)]
    kept = [(event.run, event.n) for event in events if isinstance(event, Tick)]
    # Both told the same times: where ids collided, each tick got one of its own.
    assert sorted(kept) == [(run, n) for run in range(1, 2 * runs + 1) for n in range(1, ticks + 1)]
    assert all(event.result.output == "x" for event in events if isinstance(event, Tick))
    for run in range(1, 2 * runs + 1):
        assert [n for one, n in kept if one == run] == list(range(1, ticks + 1))
    ends = [event for event in events if isinstance(event, RunEnded)]
    assert len(ends) == 2 * runs
    assert all(event.reason is Reason.STOPPED for event in ends)


_KILLED = """
import sys, time
from pathlib import Path
from waitgui.store.history_writer import HistoryWriter
from waitgui.tasks.record import *
from tests.store.histories import start, tick, end
writer = HistoryWriter(Path(sys.argv[1]))
sink = writer.sink("S")
def then(got):
    global run
    run = got[0]
    sink.post(start(run=run))
writer.take("S", ["a"], then)
assert writer.flush(60)
n = 0
while True:
    for _ in range(50):
        n += 1
        sink.post(tick(run=run, n=n, at_s=n, output="x" * (n % 3000)))
    assert writer.flush(60)
    sys.stdout.write(f"{run} {n}\\n")
    sys.stdout.flush()
"""

_KILLER = """
import json, os, random, signal, sys, time
from pathlib import Path
import tests.store.histories  # before the forks
path, kills = Path(sys.argv[1]), int(sys.argv[2])
random.seed(11)
safe = {}
for kill in range(kills):
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reader)
            os.dup2(writer, 1)
            sys.argv = ["", str(path)]
            exec(compile(sys.stdin_code, "killed", "exec"), {"__name__": "killed"})
        finally:
            os._exit(1)
    os.close(writer)
    with open(reader) as told:
        line = told.readline()
        time.sleep(random.uniform(0.0, 0.06))
        os.kill(pid, signal.SIGKILL)
        for more in told:
            if more.endswith("\\n"):
                line = more
    assert os.WIFSIGNALED(os.waitpid(pid, 0)[1]), "the writer ended by itself"
    run, n = map(int, line.split())
    assert run not in safe, "a number was given twice"
    safe[run] = n
print(json.dumps(safe))
"""


def test_a_hundred_kills(tmp_path):
    path = tmp_path / "history.sqlite3"
    code = f"import sys; sys.stdin_code = {_KILLED!r}\n" + _KILLER
    done = subprocess.run(
        [sys.executable, "-c", code, path, str(KILLS)],
        env=ENV,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    safe = {int(run): n for run, n in json.loads(done.stdout).items()}
    assert len(safe) == KILLS
    with closing(sqlite3.connect(path)) as connection:
        # Each that was begun gave the ones before their end; of the last one nobody has yet.
        open_runs = connection.execute("SELECT count(*) FROM runs WHERE end_id IS NULL").fetchone()[0]
        assert open_runs == 1
    settle(path, WALL_NS)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM runs WHERE end_id IS NULL").fetchone()[0] == 0
        counted = connection.execute("SELECT value FROM counts").fetchone()
        assert counted == connection.execute("SELECT count(*) FROM ticks").fetchone()
        kept = dict(connection.execute("SELECT run, max(n) FROM ticks GROUP BY run"))
        assert dict(connection.execute("SELECT run, count(*) FROM ticks GROUP BY run")) == kept, "a tick is missing"
    assert all(kept[run] >= n for run, n in safe.items()), "what was safe is lost"
    reader = Reader(path)
    for run in reader.runs("S", "a"):
        assert run.ended is not None
        assert (run.ended.reason, run.ended.outcome) == (Reason.LOST, "lost")
        assert run.ended.ticks == kept[run.started.run]
    reader.close()
    assert not list(path.parent.glob("*corrupt*"))


@pytest.fixture
def other():
    """A process that lives until it is told to end."""
    process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def identity(pid: int) -> Identity:
    row = process_table.row_of(pid)
    assert row is not None
    return myself()._replace(pid=pid, start=row.start)


def write_a_run(path, me: Identity) -> None:
    with writing(path, me=me, wall_ns=lambda: WALL_NS) as writer:
        sink = writer.sink("S")
        sink.post(start())
        sink.post(tick(n=1, at_s=1, took_s=2))
        sink.post(tick(n=2, at_s=5, took_s=0, outcome=Outcome.SKIPPED))
        assert writer.flush(TIMEOUT_S)


def ends(path) -> list[RunEnded]:
    return [event for _, event in told(path) if isinstance(event, RunEnded)]


LOST = RunEnded("a", 1, Reason.LOST, 1, 1, MONO_NS + 5 * NS)


def test_a_run_of_a_living_process_is_left_alone_until_it_is_dead(tmp_path, other):
    path = tmp_path / "history.sqlite3"
    write_a_run(path, identity(other.pid))
    settle(path, WALL_NS)
    assert ends(path) == []
    other.kill()
    other.wait()
    settle(path, WALL_NS)
    assert ends(path) == [LOST]
    settle(path, WALL_NS)
    assert ends(path) == [LOST]


def test_a_process_that_nobody_has_buried_is_dead(tmp_path):
    path = tmp_path / "history.sqlite3"
    process = subprocess.Popen(["sleep", "60"])
    write_a_run(path, identity(process.pid))
    process.kill()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    settle(path, WALL_NS)
    assert ends(path) == [LOST]
    process.wait()


def test_a_recycled_pid_fools_nobody(tmp_path, other):
    path = tmp_path / "history.sqlite3"
    write_a_run(path, identity(other.pid)._replace(start=identity(other.pid).start - 1))
    settle(path, WALL_NS)
    assert ends(path) == [LOST]


def test_a_process_of_an_earlier_boot_is_dead(tmp_path, other):
    path = tmp_path / "history.sqlite3"
    write_a_run(path, identity(other.pid)._replace(boot="before"))
    settle(path, WALL_NS)
    assert ends(path) == [LOST]


@pytest.mark.parametrize("field", ["machine", "space"])
def test_a_process_that_cannot_be_asked_is_dead_when_it_is_silent(tmp_path, field):
    path = tmp_path / "history.sqlite3"
    write_a_run(path, myself()._replace(**{field: "elsewhere"}))
    settle(path, WALL_NS + SILENT_NS)
    assert ends(path) == []
    settle(path, WALL_NS + SILENT_NS + 1)
    assert ends(path) == [LOST]


def test_a_process_says_that_it_lives_while_it_has_runs(tmp_path):
    path, elsewhere = tmp_path / "history.sqlite3", myself()._replace(space="elsewhere")
    later_ns = WALL_NS + 100 * SILENT_NS
    with closing(history_file.open_to_write(path)) as opened:
        runs = {("S", "a", 1): OpenRun("S", start(), None)}
        history = History(opened.connection, elsewhere, runs, WALL_NS)
        history.write([("S", None, start())], WALL_NS, MONO_NS)
        with pytest.raises(KeyError):  # what was known of the file is forgotten
            history.write([("S", None, tick("never started"))], WALL_NS, MONO_NS)
        history.sign_of_life(later_ns)
        assert mark_lost(opened.connection, myself(), later_ns + SILENT_NS) == 0
        assert mark_lost(opened.connection, myself(), later_ns + SILENT_NS + 1) == 1


def test_our_own_runs_survive_that_the_file_is_opened_again(tmp_path):
    path = tmp_path / "history.sqlite3"
    with writing(path) as writer:
        writer.sink("S").post(start())
        assert writer.flush(TIMEOUT_S)
        with closing(history_file.open_to_write(path)) as opened:
            assert mark_lost(opened.connection, myself(), WALL_NS) == 0
        writer.sink("S").post(RunEnded("a", 1, Reason.QUIT, 0, 0, MONO_NS))
    assert [event.reason for event in ends(path)] == [Reason.QUIT]


def test_a_run_without_ticks_that_is_lost_ended_as_it_began(tmp_path):
    path = tmp_path / "history.sqlite3"
    with writing(path, me=myself()._replace(boot="before")) as writer:
        writer.sink("S").post(start())
    settle(path, WALL_NS)
    assert ends(path) == [RunEnded("a", 1, Reason.LOST, 0, 0, MONO_NS)]


def test_a_killed_process_is_noticed_by_the_next_writer(tmp_path):
    path = tmp_path / "history.sqlite3"
    process = subprocess.Popen(
        [sys.executable, "-c", _KILLED, path], env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=TIMEOUT_S)
    numbers = []
    with writing(path) as writer:
        writer.take("S", ["a"], numbers.extend)
    assert numbers == [2]
    assert [event.reason for event in ends(path)] == [Reason.LOST]
