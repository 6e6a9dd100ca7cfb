"""What a tick started is ended with it, wherever it went; what it may keep, and what isn't its own, is left alone."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.work.conftest import command, descendants, end, eventually
from waitgui.tasks.record import Outcome, Result
from waitgui.work.processes import kill_everything, of_this_program
from waitgui.work.stop import Stop
from waitgui.work.trees import MARK

if TYPE_CHECKING:
    from collections.abc import Callable

_DAEMON = """
import os, sys
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        if "quiet" in sys.argv:
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, 1)
            os.dup2(null, 2)
        environment = {} if "bare" in sys.argv else os.environ
        os.execve("/bin/sleep", ["sleep", "600"], environment)
    os._exit(0)
os.wait()
if "end" not in sys.argv:
    os.execv("/bin/sleep", ["sleep", "500"])
"""
"""Starts a `sleep 600` the way that daemons start, and waits (or ends)."""


def daemon(*how: str) -> list[str]:
    return [sys.executable, "-S", "-E", "-c", _DAEMON, *how]


def sleeping(seconds: int = 600) -> list[psutil.Process]:
    """The processes below us that run `sleep` for so long."""
    found = []
    for process in descendants():
        try:
            if process.cmdline() == ["sleep", str(seconds)]:
                found.append(process)
        except psutil.Error:
            pass
    return found


class Background:
    """A command that runs in a thread."""

    def __init__(self, **fields: object) -> None:
        self.stop = Stop()
        self._results: list[Result] = []
        self._thread = threading.Thread(target=lambda: self._results.append(command(self.stop, **fields)))
        self._thread.start()

    def end(self) -> Result:
        self.stop.set()
        return self.wait()

    def wait(self) -> Result:
        self._thread.join(60)
        return self._results[0]


def _when_asleep(number: int = 1) -> Callable[[], bool]:
    return lambda: len(sleeping()) >= number


@pytest.mark.parametrize("how", [(), ("bare",), ("quiet",), ("bare", "quiet")], ids="-".join)
def test_a_stop_finds_a_daemon(how: tuple[str, ...]) -> None:
    tick = Background(argv=daemon(*how))
    eventually(_when_asleep())
    assert tick.end().outcome is Outcome.CANCELLED
    assert not sleeping()
    eventually(lambda: not descendants())


@pytest.mark.parametrize(
    "shell",
    [
        "setsid sleep 600 & sleep 500",
        "env -i setsid sleep 600 & sleep 500",
        "setsid sh -c 'setsid sleep 600 & exit' & sleep 500",
        "set -m; sleep 600 & sleep 500",
        "trap '' TERM; sleep 600 & sleep 500",
        "trap '' TERM HUP; env -i setsid sh -c 'trap \"\" TERM; sleep 600 & wait' >/dev/null 2>&1 & sleep 500",
        "sleep 600 | sleep 500 | sleep 500",
        "sleep 600 & sleep 0.2; kill -STOP $!; sleep 500",
    ],
)
def test_a_stop_finds_every_process(shell: str) -> None:
    tick = Background(shell=shell, kill_grace="100ms")
    eventually(_when_asleep())
    assert tick.end().outcome is Outcome.CANCELLED
    assert not [process for process in descendants() if process.status() != psutil.STATUS_ZOMBIE]
    eventually(lambda: not descendants())


def test_who_forks_on_and_on_is_ended_too() -> None:
    tick = Background(
        shell="f() { sleep 600 & setsid sleep 600 & }; trap '' TERM; while :; do f; done", kill_grace="0s"
    )
    eventually(_when_asleep(20))
    assert tick.end().outcome is Outcome.CANCELLED
    assert not sleeping()


@pytest.mark.parametrize("how", [(), ("bare",), ("quiet",), ("bare", "quiet")], ids="-".join)
def test_a_daemon_that_a_tick_left_behind_lives_on(how: tuple[str, ...]) -> None:
    result = command(argv=daemon("end", *how))
    assert (result.outcome, result.left_behind) == (Outcome.OK, 1)
    other = Background(argv=["sleep", "500"])
    eventually(lambda: sleeping(500))
    other.end()
    kill_everything()
    (left,) = sleeping()
    assert left.status() == psutil.STATUS_SLEEPING
    end(left)


def test_those_below_one_that_was_left_behind_count_too() -> None:
    result = command(shell="(sleep 600 | sleep 600; true) & setsid sleep 600 & sleep 0.1")
    assert result.left_behind == 4
    end(*descendants())


def test_one_tick_is_cut_off_the_other_keeps_its_daemon() -> None:
    one, other = Background(argv=daemon()), Background(argv=daemon())
    eventually(_when_asleep(2))
    one.end()
    assert len(sleeping()) == 1
    other.end()
    assert not sleeping()


def test_a_daemon_without_a_trace_ends_with_the_last_that_may_have_started_it() -> None:
    one, other = Background(argv=daemon("bare", "quiet")), Background(argv=daemon("bare", "quiet"))
    eventually(_when_asleep(2))
    one.end()
    assert len(sleeping()) == 2
    other.end()
    assert not sleeping()


def test_a_daemon_without_a_trace_is_left_when_the_first_that_may_have_started_it_ends() -> None:
    other = Background(argv=["sleep", "500"])
    eventually(lambda: sleeping(500))
    assert command(argv=daemon("bare", "quiet", "end")).outcome is Outcome.OK
    other.end()
    (left,) = sleeping()
    end(left)


def test_what_the_program_itself_started_is_nobodys() -> None:
    tick = Background(argv=["sleep", "500"])
    eventually(lambda: sleeping(500))
    subprocess.run(["sh", "-c", "setsid sleep 600 > /dev/null 2>&1 & exit"], check=True)
    eventually(_when_asleep())
    tick.end()
    command(shell="sleep 400 & true")
    end(*sleeping(400))
    kill_everything(left_behind=True)
    (browser,) = sleeping()
    end(browser)


def test_kill_everything_ends_what_ignores_its_own_stop() -> None:
    ticks = [Background(shell="trap '' TERM; setsid sleep 600 & sleep 500", kill_grace="1h") for _ in range(5)]
    eventually(_when_asleep(5))
    for tick in ticks:
        tick.stop.set()
    assert kill_everything(0.1) == 0
    assert not sleeping()
    assert [tick.wait().outcome for tick in ticks] == [Outcome.CANCELLED] * 5


def test_kill_everything_ends_what_nobody_stopped() -> None:
    tick = Background(shell="sleep 600")
    eventually(_when_asleep())
    assert kill_everything() == 0
    result = tick.wait()
    assert (result.outcome, result.exit_code) == (Outcome.FAILED, -9)


def test_kill_everything_waits_for_those_that_end_in_time() -> None:
    tick = Background(shell="echo hi; sleep 0.3")
    eventually(descendants)
    began_s = time.monotonic()
    kill_everything(60)
    assert time.monotonic() - began_s < 30
    assert tick.wait().outcome is Outcome.OK


def test_nothing_starts_while_everything_is_killed() -> None:
    tick = Background(shell="trap '' TERM; sleep 600")
    eventually(_when_asleep())
    killer = threading.Thread(target=kill_everything, args=(60,))
    killer.start()
    eventually(lambda: of_this_program()._closing)
    assert command(argv=["true"]).outcome is Outcome.CANCELLED
    tick.end()
    killer.join(60)
    assert command(argv=["true"]).outcome is Outcome.OK


def test_nobody_elses_status_is_collected() -> None:
    mine = subprocess.Popen(["sh", "-c", "exit 7"])
    eventually(lambda: psutil.Process(mine.pid).status() == psutil.STATUS_ZOMBIE)
    command(shell="sleep 600 & true")
    for _ in range(5):
        of_this_program()._bury()
    assert mine.wait() == 7
    end(*sleeping())


def test_the_status_of_what_is_running_is_not_collected() -> None:
    results = []
    command(shell="sleep 600 & true")
    ticks = [threading.Thread(target=lambda: results.append(command(shell="exit 7").exit_code)) for _ in range(20)]
    for tick in ticks:
        tick.start()
    while any(tick.is_alive() for tick in ticks):
        of_this_program()._bury()
    assert results == [7] * 20
    assert command(shell="exit 7").exit_code == 7
    end(*sleeping())


def test_zombies_that_nobody_saw_alive_are_collected() -> None:
    for _ in range(3):
        command(shell="setsid true & setsid -f true; sleep 0.05")
    eventually(lambda: not descendants())
    eventually(lambda: all(thread.name != "waitgui-leftovers" for thread in threading.enumerate()))


def test_marks_of_nested_programs_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MARK, "outer")
    outer, inner = command(shell=f"echo ${MARK}").output.split()
    assert outer == "outer"
    assert inner


_NESTED = """
import sys, threading
from waitgui.tasks.actions import Command
from waitgui.work.perform import perform
from waitgui.work.stop import Stop
perform(Command.model_validate({"kind": "command", "shell": sys.argv[1], "timeout": "1h"}), Stop())
"""


def test_a_program_like_this_one_within_a_tick_is_ended_with_its_own_ticks() -> None:
    tick = Background(
        argv=[sys.executable, "-c", _NESTED, "setsid sleep 600 & env -i setsid sleep 600 > /dev/null 2>&1 & sleep 500"],
        kill_grace="0s",
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    eventually(_when_asleep(2))
    tick.end()
    assert not sleeping()
    assert not sleeping(500)


_AT_ONCE = """
import sys, threading
sys.setswitchinterval(1e-6)
from waitgui.work.processes import of_this_program
barrier, found = threading.Barrier(16), []

def ask():
    barrier.wait()
    found.append(of_this_program())

threads = [threading.Thread(target=ask) for _ in range(16)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(found), len(set(map(id, found))))
"""


def test_the_first_ticks_at_once_find_the_same():
    """Else what one of two started would be unknown at the end of the program."""
    for _ in range(3):
        out = subprocess.run([sys.executable, "-c", _AT_ONCE], capture_output=True, text=True, check=True).stdout
        assert out == "16 1\n"
