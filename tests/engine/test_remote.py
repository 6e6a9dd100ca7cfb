"""The engine's process: how it begins and ends, and what becomes of the runs when one side is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from tests.cli_process import ENGINE, bury_engines
from tests.engine.conftest import LONG_S
from tests.tasks.make import make_task
from tests.work.conftest import descendants
from waitgui.engine import remote as remote_module
from waitgui.engine.remote import RemoteEngine
from waitgui.runner.clocks import engine_clocks
from waitgui.runner.stream import Subscription
from waitgui.store.history_reader import Reader
from waitgui.store.history_retention import KEEP
from waitgui.tasks.record import EngineLost, Outcome, Reason, RunEnded, Tick, TickStarted
from waitgui.work.interpreter import for_engine
from waitgui.work.login import Login

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.engine.conftest import Told

SLEEPER = {"kind": "command", "argv": ["sleep", "60"]}


def gone(pid: int) -> bool:
    """Whether the process has ended, within a while."""
    until_s = time.monotonic() + LONG_S
    while time.monotonic() < until_s:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.01)
    return False


def test_there_is_no_process_before_one_is_wanted_and_none_after(remote: RemoteEngine, told: Told) -> None:
    runs = remote.runs("Set", told)
    assert remote.pid is None
    assert not remote.flush(1.0)
    runs.stop_all()
    runs.pause(["a"])
    assert runs.wait(0)
    runs.start(make_task("a", stop={"after_runs": 1}))
    pid = remote.pid
    assert pid is not None
    assert runs.wait(LONG_S)
    assert remote.close(LONG_S)
    assert not psutil.pid_exists(pid)
    assert remote.close(LONG_S)  # once more changes nothing
    runs.start(make_task("a"))
    (lost,) = told.of(EngineLost)
    assert lost.why == "the program ends"
    assert runs.active == frozenset()


def test_closing_ends_what_runs_and_the_history_knows_how(remote: RemoteEngine, told: Told, history: Path) -> None:
    runs = remote.runs("Set", told)
    runs.start(make_task("a", action=SLEEPER))
    told.until(TickStarted)
    assert remote.close(LONG_S)
    assert not descendants()
    assert runs.active == frozenset()
    assert how_runs_ended(history) == [Reason.QUIT]


def how_runs_ended(history: Path) -> list[Reason | None]:
    reader = Reader(history)
    try:
        return [None if run.ended is None else run.ended.reason for run in reader.runs("Set", "a")]
    finally:
        reader.close()


def test_a_killed_engine_is_told_of_and_the_next_start_has_another(
    remote: RemoteEngine, told: Told, history: Path
) -> None:
    runs = remote.runs("Set", told)
    runs.start(make_task("a", period="10ms"), make_task("b", action=SLEEPER), make_task("done", stop={"after_runs": 1}))
    told.until(TickStarted, where=lambda event: event.task == "b")
    told.until(RunEnded)
    told.until(Tick, 5)
    assert remote.flush(LONG_S)
    first = remote.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    told.until(RunEnded, 3)
    assert runs.wait(LONG_S)
    (lost,) = told.of(EngineLost)
    assert lost.why == ""
    ended = {event.task: event for event in told.of(RunEnded)}
    ticks = [tick for tick in told.of(Tick) if tick.task == "a"]
    assert ended["a"] == RunEnded("a", 1, Reason.LOST, len(ticks), 0, lost.at_ns)
    assert ended["b"] == RunEnded("b", 1, Reason.LOST, 0, 0, lost.at_ns)
    assert ended["done"].reason is Reason.AFTER_RUNS
    assert not remote.flush(1.0)
    told.events.clear()
    runs.start(make_task("a", period="10ms", stop={"after_runs": 2}))
    assert remote.pid != first
    assert runs.wait(LONG_S)
    assert [event.reason for event in told.of(RunEnded)] == [Reason.AFTER_RUNS]
    assert remote.flush(LONG_S)
    assert how_runs_ended(history) == [Reason.AFTER_RUNS, Reason.LOST]


def test_what_a_killed_engine_had_started_is_ended(remote: RemoteEngine, told: Told) -> None:
    runs = remote.runs("Set", told)
    runs.start(make_task("a", action={"kind": "command", "argv": ["sh", "-c", "sleep 61 & wait"]}))
    told.until(TickStarted)
    assert remote.pid is not None
    started: list[psutil.Process] = []
    while not any(process.name() == "sleep" for process in started):
        started = psutil.Process(remote.pid).children(recursive=True)
    os.kill(remote.pid, signal.SIGKILL)
    for process in started:
        assert gone(process.pid)
    until_s = time.monotonic() + LONG_S
    while descendants():  # orphans come to us, and are collected
        assert time.monotonic() < until_s
        time.sleep(0.05)


def test_an_engine_that_is_asked_to_end_ends_its_runs_first(remote: RemoteEngine, told: Told) -> None:
    runs = remote.runs("Set", told)
    runs.start(make_task("a", period="1h"))
    told.until(Tick)
    assert remote.pid is not None
    os.kill(remote.pid, signal.SIGTERM)
    (ended,) = told.until(RunEnded)
    assert ended.reason is Reason.QUIT
    assert runs.wait(LONG_S)


def test_ctrl_c_is_for_the_window(remote: RemoteEngine, told: Told) -> None:
    runs = remote.runs("Set", told)
    runs.start(make_task("a", period="1h"))
    told.until(Tick)
    assert remote.pid is not None
    assert os.getpgid(remote.pid) != os.getpgid(0)
    os.kill(remote.pid, signal.SIGINT)
    runs.run_now(make_task("a"))
    told.until(Tick, 2)


_ORPHAN = """
import sys, time
from pathlib import Path
from tests.tasks.make import make_task
from waitgui.engine.remote import RemoteEngine
from waitgui.runner.clocks import engine_clocks
from waitgui.runner.stream import Subscription
from waitgui.store.history_retention import KEEP

folder = Path(sys.argv[1])
engine = RemoteEngine(folder / "history.sqlite3", KEEP, folder / "logs", engine_clocks().now_ns)
told = Subscription()
runs = engine.runs("Set", told)
command = ["sh", "-c", f"echo $$ > {folder}/pid; sleep 62"]
runs.start(make_task("a", period="1h", action={"kind": "command", "argv": command}))
while not (folder / "pid").exists() or not (folder / "pid").read_text().strip():
    time.sleep(0.01)
print(engine.pid, flush=True)
time.sleep(60)
"""


def test_a_desktop_that_is_killed_takes_all_with_it(tmp_path: Path, history: Path) -> None:
    desktop = subprocess.Popen(
        [sys.executable, "-c", _ORPHAN, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert desktop.stdout is not None
    pid = int(desktop.stdout.readline())
    desktop.kill()
    desktop.communicate()
    assert gone(int((tmp_path / "pid").read_text()))
    assert gone(pid)
    bury_engines()
    assert how_runs_ended(history) == [Reason.QUIT]


def test_processes_of_tasks_begin_with_the_environment_of_the_login(remote: RemoteEngine, told: Told) -> None:
    remote.know_login(Login({**os.environ, "FROM_LOGIN": "yes"}, ""))
    runs = remote.runs("Set", told)
    runs.start(make_task("a", action={"kind": "command", "argv": ["sh", "-c", "echo $FROM_LOGIN"]}))
    (tick,) = told.until(Tick)
    assert tick.result.output == "yes\n"


def test_processes_of_tasks_hear_every_signal(remote: RemoteEngine, told: Told) -> None:
    runs = remote.runs("Set", told)
    runs.start(make_task("a", action={"kind": "command", "argv": ["sh", "-c", "kill -INT $$; echo deaf"]}))
    (tick,) = told.until(Tick)
    assert (tick.result.exit_code, tick.result.output) == (-signal.SIGINT, "")


def test_the_engine_is_of_the_program_that_started_it_and_takes_nothing_from_where_it_runs(tmp_path: Path) -> None:
    (tmp_path / "waitgui").mkdir()
    (tmp_path / "waitgui" / "__init__.py").write_text("raise ImportError('another program')")
    here = tmp_path / "here"
    here.mkdir()
    (here / "logging.py").write_text("raise ImportError('of the working directory')")
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        for_engine(ENGINE), stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd=here, env=env
    )
    assert (done.returncode, done.stderr) == (2, b"")  # nobody told it to begin


def test_they_wait_for_it_where_it_is_late(unlearned: RemoteEngine, told: Told) -> None:
    remote = unlearned
    runs = remote.runs("Set", told)
    runs.start(make_task("a", action={"kind": "command", "argv": ["sh", "-c", "echo $FROM_LOGIN"]}))
    told.until(TickStarted)
    remote.know_login(Login({**os.environ, "FROM_LOGIN": "late"}, ""))
    (tick,) = told.until(Tick)
    assert tick.result.output == "late\n"


def test_what_a_task_prints_to_the_engines_own_streams_disturbs_nobody(remote: RemoteEngine, told: Told) -> None:
    """The wire is on handles of its own, and standard output is standard error by then."""
    runs = remote.runs("Set", told)
    runs.start(make_task("a", period="1h"))
    told.until(Tick)
    assert remote.pid is not None
    null, out, err = (Path(f"/proc/{remote.pid}/fd/{number}").readlink() for number in range(3))
    assert (null, out) == (Path(os.devnull), err)


def test_an_engine_that_cannot_be_started_is_said(
    remote: RemoteEngine, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_module, "for_engine", lambda _script: ("/nowhere/python",))
    runs = remote.runs("Set", told)
    remote.begin()
    runs.start(make_task("a"))
    (lost,) = told.of(EngineLost)
    assert "/nowhere/python" in lost.why
    assert runs.active == frozenset()
    monkeypatch.undo()
    runs.start(make_task("a", stop={"after_runs": 1}))
    assert runs.wait(LONG_S)


def test_ten_thousand_tasks_are_handed_over_without_waiting_and_none_is_lost(remote: RemoteEngine, told: Told) -> None:
    tasks = [make_task(f"t{number}", period="1h") for number in range(10_000)]
    runs = remote.runs("Set", told)
    remote.begin()
    began_s = time.perf_counter()
    runs.start(*tasks)
    took_s = time.perf_counter() - began_s
    assert len(runs.active) == 10_000
    told.until(Tick, 10_000)
    assert runs.dropped == 0
    assert took_s < 1.0
    runs.stop_all()
    assert runs.wait(LONG_S)
    assert len(told.of(RunEnded)) == 10_000


def test_a_desktop_that_does_not_read_holds_up_no_tick_and_is_told_how_much_it_missed(
    remote: RemoteEngine, tmp_path: Path
) -> None:
    class Stuck:
        """Takes the first event and stays with it."""

        def __init__(self) -> None:
            self.go = threading.Event()
            self.events: list = []

        def post(self, event) -> None:
            self.go.wait(LONG_S)
            self.events.append(event)

    stuck, count = Stuck(), tmp_path / "count"
    runs = remote.runs("Set", stuck)
    runs.start(*(make_task(f"t{number}", period="1ms") for number in range(100)))
    runs.start(make_task("a", period="20ms", action={"kind": "command", "argv": ["sh", "-c", f"echo >> {count}"]}))
    until_s = time.monotonic() + LONG_S
    while not count.exists() or count.stat().st_size < 50:
        assert time.monotonic() < until_s
        time.sleep(0.05)
    assert stuck.events == []
    stuck.go.set()
    runs.stop_all()
    assert runs.wait(LONG_S)
    ended = [event for event in stuck.events if isinstance(event, RunEnded)]
    assert len(ended) + runs.dropped >= 101


def test_the_history_of_two_desktops_is_one(remote: RemoteEngine, told: Told, tmp_path: Path, history: Path) -> None:
    other = RemoteEngine(history, KEEP, tmp_path / "logs", engine_clocks().now_ns)
    try:
        sets = [remote.runs("Set", told), other.runs("Set", Subscription())]
        for runs in sets:
            runs.start(make_task("a", period="10ms", stop={"after_runs": 20}))
        for runs in sets:
            assert runs.wait(LONG_S)
        assert remote.flush(LONG_S)
        assert other.flush(LONG_S)
    finally:
        assert other.close(LONG_S)
    assert how_runs_ended(history) == [Reason.AFTER_RUNS, Reason.AFTER_RUNS]


def test_outcomes_and_reasons_are_the_same_objects_on_both_sides(remote: RemoteEngine, told: Told) -> None:
    """Who looks asks with `is`."""
    runs = remote.runs("Set", told)
    runs.start(make_task("a", stop={"after_runs": 1}))
    assert runs.wait(LONG_S)
    assert told.of(Tick)[0].outcome is Outcome.OK
    assert told.of(RunEnded)[0].reason is Reason.AFTER_RUNS


def test_trouble_of_the_history_is_known_and_over_when_it_is_over(
    remote: RemoteEngine, history: Path, told: Told
) -> None:
    history.mkdir()
    runs = remote.runs("Set", told)
    runs.start(make_task("a", stop={"after_runs": 1}))
    assert runs.wait(LONG_S)
    until(lambda: remote.history.trouble is not None)
    history.rmdir()
    assert remote.flush(LONG_S)
    until(lambda: remote.history.trouble is None)
    assert remote.history.lost == 0


def test_a_broken_history_is_put_aside_and_known_by_its_name(remote: RemoteEngine, history: Path, told: Told) -> None:
    history.write_bytes(b"no history" * 1_000)
    runs = remote.runs("Set", told)
    runs.start(make_task("a", stop={"after_runs": 1}))
    assert runs.wait(LONG_S)
    until(lambda: remote.history.aside is not None)
    assert history.with_name(remote.history.aside or "").read_bytes() == b"no history" * 1_000


def until(condition: Callable[[], object]) -> None:
    """Wait for it."""
    until_s = time.monotonic() + LONG_S
    while not condition():
        assert time.monotonic() < until_s
        time.sleep(0.01)
