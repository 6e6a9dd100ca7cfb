"""What may happen to a program that runs for months, done to a real `waitgui run`."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.headless.live import Live, eventually, marked, memory, open_runs
from tests.headless.told import GRID, MS, S, hold, repeat, runs_of, shell, task, tell, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.headless.told import Record

pytestmark = pytest.mark.xdist_group("headless")  # one busy engine at a time
NOBODY = 65_534
MIB = 2**20
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can do that to it")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


def query(home: Path, statement: str) -> list[tuple[object, ...]]:
    path = home / "data" / "waitgui" / "history.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return connection.execute(statement).fetchall()


# --- The program stands still


def test_after_a_standstill_each_task_goes_on_once_and_not_all_at_once(tmp_path):
    """SIGSTOP for five seconds: nothing is made up for, and what comes is spread."""
    count, stopped_s = 60, 5.0
    # Apart from one another, so that few are being worked on when everything stops.
    tasks = [task(f"slides-{n}", repeat("1s", f'initial_delay = "{16 * n}ms"')) for n in range(count)]
    tasks += [task(f"quick-{n}", repeat("100ms", "sliding = false")) for n in range(count)]
    tasks += [task(f"grid-{n}", repeat("500ms", *GRID)) for n in range(count)]
    with Live(tmp_path, write(tmp_path, *tasks)) as live:
        live.until(lambda: all(any(t["n"] > 1 for t in live.ticks(f"slides-{n}")) for n in range(count)))
        live.process.send_signal(signal.SIGSTOP)
        eventually(lambda: psutil.Process(live.process.pid).status() == psutil.STATUS_STOPPED)
        time.sleep(stopped_s)  # the standstill itself
        live.process.send_signal(signal.SIGCONT)
        eventually(lambda: query(tmp_path, "SELECT count(*) FROM gaps")[0][0])
        # A tick that was under way all the time may end first: the one after it is the first that was put off.
        before = [len(live.ticks(f"slides-{n}")) for n in range(count)]
        live.until(lambda: all(len(live.ticks(f"slides-{n}")) > before[n] + 1 for n in range(count)))
        assert live.end() == 143
    ((set_name, length_ns, asleep),) = query(
        tmp_path, "SELECT set_name, end_ns - start_ns, asleep FROM gaps ORDER BY end_ns - start_ns DESC LIMIT 1"
    )
    assert (set_name, asleep) == ("Set", 0)
    assert int(str(length_ns)) >= 3 * S
    hold(live.lines)
    lateness: list[int] = []
    for (_, name, _), run in runs_of(live.lines).items():
        kind = name.partition("-")[0]
        for one, other in pairwise(run.started):
            if kind == "grid":
                assert other["due_ns"] % (500 * MS) == 0
            else:
                period_ns, base = (S, one["end_ns"]) if kind == "slides" else (100 * MS, one["start_ns"])
                assert other["due_ns"] >= base + period_ns  # no backlog: nothing comes sooner than it ever would
        if kind == "grid":
            assert "stopped" in " ".join(tick["why"] for tick in run.ticks if tick["outcome"] == "skipped")
        if kind == "slides":
            lateness += [
                b["due_ns"] - a["end_ns"] - S for a, b in pairwise(run.started) if b["due_ns"] - a["end_ns"] > 2 * S
            ]
    assert len(lateness) >= count // 2
    assert max(lateness) - min(lateness) > 200 * MS  # spread over a period of 1 s


# --- The disk is full


@as_root
@linux
def test_a_full_disk_stops_no_tick_and_costs_no_record_once_there_is_room(tmp_path):
    disk = tmp_path / "data" / "waitgui"
    disk.mkdir(parents=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"can't mount: {mounted.stderr.decode()}")
    try:
        prints = task("prints", repeat("100ms"), shell("head -c 20000 /dev/urandom | base64"))
        with Live(tmp_path, write(tmp_path, prints, task("counts", repeat("100ms")))) as live:
            live.until(lambda: "full" in live.err)
            seen = len(live.ticks("counts"))
            live.until(lambda: len(live.ticks("counts")) > seen + 10)
            assert live.err.count("\n") == 1
            subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True, capture_output=True)
            live.until(lambda: "works again" in live.err)
            assert live.end() == 143
        hold(live.lines)
        assert "lost" not in live.err
        assert runs_of(tell(tmp_path, "history").lines) == runs_of(live.lines)
    finally:
        subprocess.run(["umount", "-l", disk], check=False, capture_output=True)


# --- The system has nothing left to give


@contextmanager
def unprivileged(prefix: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """A home of nobody's, and how to become nobody: who may still read the interpreter, wherever that lies."""
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv isn't installed")
    home = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        home.chmod(0o755)
        os.chown(home, NOBODY, NOBODY)
        caps = "-all,+dac_read_search"
        yield home, ("setpriv", f"--reuid={NOBODY}", "--clear-groups", f"--inh-caps={caps}", "--ambient-caps", caps)
    finally:
        shutil.rmtree(home)


@as_root
@linux
@pytest.mark.parametrize(("limit", "least"), [("nproc", 1), ("nofile", 3)])
def test_without_resources_ticks_fail_with_the_reason_and_work_again_after(limit, least):
    with unprivileged("waitgui-limits-") as (home, prefix):
        path = write(
            home, task("command", repeat("50ms"), 'kind = "command"\nargv = ["true"]'), task("quick", repeat())
        )
        path.chmod(0o600)
        os.chown(path, NOBODY, NOBODY)
        with Live(home, path, prefix=prefix) as live:
            live.until(lambda: live.ticks("command", "ok") and live.ticks("quick"))
            tell_limit = (*prefix, "prlimit", "--pid", str(live.process.pid))  # whose it is may set it, root not always
            soft = subprocess.check_output([*tell_limit, f"--{limit}", "--noheadings", "-o", "SOFT"], text=True).strip()
            subprocess.run([*tell_limit, f"--{limit}={least}:"], check=True)
            live.until(lambda: len(live.ticks("command", "failed")) > 3)
            quick = len(live.ticks("quick"))
            live.until(lambda: len(live.ticks("quick")) > quick + 10)
            subprocess.run([*tell_limit, f"--{limit}={soft}:"], check=True)
            failed = live.ticks("command")[-1]["n"]
            live.until(lambda: live.ticks("command", "ok")[-1]["n"] > failed + 3)
            assert live.end() == 143
        hold(live.lines)
        assert {tick["why"].partition(":")[0] for tick in live.ticks("command", "failed")} == {"out of resources"}
        assert {tick["outcome"] for tick in live.ticks("quick")} == {"ok"}
        assert runs_of(tell(home, "history").lines) == runs_of(live.lines)


def test_a_flood_costs_a_bounded_memory(tmp_path):
    floods = [task(f"flood-{n}", repeat("10ms"), shell("yes", 'timeout = "5s"', 'kill_grace = "0s"')) for n in range(2)]
    with Live(tmp_path, write(tmp_path, task("calm", repeat("10ms"), shell("true")), *floods)) as live:
        live.until(lambda: len(live.ticks("calm")) > 20)
        process, before = psutil.Process(live.process.pid), 0
        before = memory(process)
        live.until(lambda: len(live.ticks("flood-0")) > 1 and len(live.ticks("flood-1")) > 1)
        assert memory(process) - before < 20 * MIB
        assert live.end() == 143
    assert len(live.ticks("calm")) > 20


# --- Signals


def test_a_second_signal_ends_it_at_once(tmp_path):
    mark = f"{os.getpid()}{time.monotonic_ns()}"
    stubborn = shell(f"trap '' TERM; touch {tmp_path}/began; sleep 300.{mark}; sleep 300.{mark}", 'kill_grace = "10m"')
    with Live(tmp_path, write(tmp_path, task("stubborn", repeat(), stubborn))) as live:
        live.until((tmp_path / "began").exists)
        live.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)  # it is waiting for its tick by then; were it not, the test would still hold
        assert live.process.poll() is None
        assert live.end(signal.SIGTERM) == 143
        assert marked(mark) == []
    tell(tmp_path, "history")
    assert open_runs(tmp_path) == 0


# --- Two at once


def test_two_processes_with_one_history_at_once(tmp_path):
    path = write(tmp_path, *(task(f"t{n}", repeat("5ms"), stop="after_runs = 200") for n in range(5)))
    with Live(tmp_path, path) as one, Live(tmp_path, path) as other:
        assert (one.wait(), other.wait(), one.err, other.err) == (0, 0, "", "")
        told = one.lines + other.lines
    numbers: dict[str, list[int]] = defaultdict(list)
    for line in told:
        if line["event"] == "start":
            numbers[line["task"]].append(line["run"])
    assert {tuple(sorted(runs)) for runs in numbers.values()} == {(1, 2)}
    assert runs_of(tell(tmp_path, "history").lines) == runs_of(told)


def test_history_while_it_is_written_never_calls_the_living_lost(tmp_path):
    with Live(tmp_path, write(tmp_path, task("t", repeat("5ms")))) as live:
        live.until(lambda: len(live.ticks()) > 50)
        for _ in range(3):
            seen: list[Record] = tell(tmp_path, "history").lines
            assert not [line for line in seen if line["event"] == "end"]
        assert live.end() == 143
    assert runs_of(tell(tmp_path, "history").lines) == runs_of(live.lines)
