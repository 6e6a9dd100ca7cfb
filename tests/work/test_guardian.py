"""What a tick under way has started doesn't outlive the program, however that ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.work.conftest import command, descendants, end, eventually, handles
from tests.work.test_processes import Background, daemon, sleeping
from waitgui.tasks.record import Outcome
from waitgui.work.guard import Guard
from waitgui.work.guardian import Ticks
from waitgui.work.processes import of_this_program
from waitgui.work.trees import MARK, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROGRAM = """
import sys, threading
from waitgui.tasks.actions import Command
from waitgui.work.perform import perform
from waitgui.work.processes import of_this_program
from waitgui.work.stop import Stop

def tick(line):
    return perform(Command.model_validate({"kind": "command", "shell": line, "timeout": "1h"}), Stop())

first, *ticks = sys.argv[1:]
print(tick(first).left_behind, flush=True)
for line in ticks:
    threading.Thread(target=tick, args=(line,), daemon=True).start()
for line in sys.stdin:
    if line.strip() == "tick":
        tick("true")
    print(of_this_program().guardian, flush=True)
"""
"""Runs the first line as a tick to its end, the others as ticks under way; then answers each line with a pid."""


class Program:
    """A program like ours, with ticks under way."""

    def __init__(self, *lines: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, *lines], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.left_behind = int(self._answer())

    def _answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def guardian(self) -> psutil.Process:
        return psutil.Process(int(self._said("")))

    def tick(self) -> str:
        """Run one, give the pid of the guardian."""
        return self._said("tick")

    def _said(self, line: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self._answer().strip()

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(30)


@contextmanager
def program(*lines: str) -> Iterator[Program]:
    one = Program(*lines)
    try:
        yield one
    finally:
        one.process.kill()
        one.close()


@pytest.fixture(autouse=True)
def _orphans_are_collected() -> Iterator[None]:
    """Those of the programs that are killed here come to us."""
    yield
    eventually(lambda: all(map(_is_over, descendants())))
    of_this_program().leftovers.look()


def _is_over(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


_UNDER_WAY = [
    "exec sleep 600",
    "sleep 600; true",
    "setsid sleep 600; true",
    "setsid -f sleep 600; sleep 500",
    "exec env -i sleep 600",
    "env -i setsid sleep 600 & sleep 500",
    "exec env -i sleep 600 > /dev/null 2>&1",
    "trap '' TERM; sleep 600; sleep 500",
    "sleep 600 & sleep 0.2; kill -STOP $!; sleep 500",
    "sleep 600 | sleep 600",
    "setsid sh -c 'setsid sleep 600 & exit' & sleep 500",
    " ".join(f"'{part}'" for part in daemon()),
]


@pytest.mark.parametrize("line", _UNDER_WAY)
def test_what_is_under_way_ends_with_a_program_that_is_killed(line: str) -> None:
    with program("setsid sleep 400 & true", line) as one:
        assert one.left_behind == 1
        eventually(sleeping)
        watcher = one.guardian()
        one.process.kill()
        eventually(lambda: not sleeping() and not sleeping(500), 30)
        eventually(lambda: _is_over(watcher))
        (left,) = sleeping(400)
        assert left.is_running()
        end(left)


def test_many_ticks_end_at_once() -> None:
    with program("sleep 400 & true", *["sleep 600", "setsid sleep 600; true"] * 20) as one:
        eventually(lambda: len(sleeping()) == 40)
        one.process.kill()
        eventually(lambda: not sleeping(), 30)
        end(*sleeping(400))


def test_a_guardian_that_died_is_replaced() -> None:
    with program("true", "sleep 600", "setsid sleep 600; true") as one:
        eventually(lambda: len(sleeping()) == 2)
        first = one.guardian()
        first.kill()
        eventually(lambda: _is_over(first))
        eventually(lambda: one.tick() not in ("None", str(first.pid)))
        second = one.guardian()
        assert second.pid != first.pid
        one.process.kill()
        eventually(lambda: not sleeping(), 30)
        eventually(lambda: _is_over(second))


def test_signals_do_not_end_it() -> None:
    with program("true", "sleep 600") as one:
        eventually(sleeping)
        watcher = one.guardian()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            watcher.send_signal(number)
        one.process.kill()
        eventually(lambda: not sleeping(), 30)


def test_it_holds_nothing_open_and_leads_a_session() -> None:
    with program("true") as one:
        watcher = one.guardian()
        handles = Path(f"/proc/{watcher.pid}/fd")
        eventually(lambda: watcher.cwd() == "/")
        eventually(lambda: {handle.name for handle in handles.iterdir()} == {"0", "1", "2"})
        assert {str((handles / number).readlink()) for number in ("1", "2")} == {os.devnull}
        assert os.getsid(watcher.pid) == watcher.pid


def test_it_ends_with_a_program_that_ends_in_order() -> None:
    with program("sleep 400 & true") as one:
        watcher = one.guardian()
        one.close()
        assert one.process.returncode == 0
        eventually(lambda: _is_over(watcher))
        end(*sleeping(400))


def test_a_program_like_this_one_leaves_no_guardian_behind_in_a_tick() -> None:
    nested = [sys.executable, "-c", _PROGRAM, "true"]
    for _ in range(3):
        result = command(argv=nested, env={"PYTHONPATH": str(Path(__file__).parents[2])})
        assert (result.outcome, result.left_behind) == (Outcome.OK, 0), result.output


def test_stops_and_the_end_of_everything_spare_the_guardian() -> None:
    tick = Background(argv=["sleep", "600"])
    eventually(sleeping)
    watcher = of_this_program().guardian
    assert watcher is not None
    tick.end()
    command(shell="env -i setsid sleep 400 > /dev/null 2>&1 & true")
    of_this_program().kill_all(0, left_behind=True)
    assert not sleeping(400)
    assert not _is_over(psutil.Process(watcher))
    assert of_this_program().guardian == watcher
    assert command(argv=["true"]).left_behind == 0


@pytest.fixture
def guard() -> Iterator[Guard]:
    one = Guard(MARK)
    yield one
    one.close()


def _tree() -> Tree:
    reader, writer = os.pipe()
    tree = Tree(reader)
    os.close(reader)
    os.close(writer)
    return tree


def test_a_guardian_that_hangs_holds_nobody_up(guard: Guard) -> None:
    trees = [_tree() for _ in range(5)]
    guard.begins(trees[0])
    first = guard.pid
    assert first is not None
    os.kill(first, signal.SIGSTOP)
    for _ in range(6000):  # more than its pipe takes
        for tree in trees:
            guard.begins(tree)
            guard.ended(tree)
    guard._tried_s = 0.0
    guard.begins(trees[0])
    assert guard.pid not in (None, first)
    assert not psutil.pid_exists(first)


def test_where_no_guardian_can_be_had_ticks_run_without(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    before = handles()
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    guard.begins(_tree())
    assert guard.pid is None
    assert handles() <= before


def test_what_the_guardian_is_told() -> None:
    ticks = Ticks("MARK")
    for line in ["+a pipe:[1]", "+b pipe:[2]", "=a 7", "=c 8", "=b x", "", "nonsense", "-b", "-never"]:
        ticks.hear(line)
    assert ticks.outputs == {"a": "pipe:[1]"}
    assert ticks.pids == {"a": 7}


def test_nothing_is_left_of_a_guardian_that_is_let_go() -> None:
    before = len(handles())
    guard = Guard(MARK)
    guard.begins(_tree())
    assert len(handles()) == before + 1
    guard.close()
    guard.close()
    assert len(handles()) == before
    assert not descendants()
