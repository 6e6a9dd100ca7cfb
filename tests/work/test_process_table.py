"""What is read from the system agrees with the system."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.work.conftest import eventually
from waitgui.work import process_table

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sleeper() -> subprocess.Popen[bytes]:
    with subprocess.Popen(["sleep", "600"], env={"NAME": "value", "OTHER": "a\nb"}, stdout=subprocess.PIPE) as popen:
        yield popen
        popen.kill()


def test_both_ways_of_reading_agree() -> None:
    mine, theirs = process_table.row_of(os.getpid()), process_table.from_psutil(os.getpid())
    assert mine is not None
    assert theirs is not None
    assert mine._replace(start=0) == theirs._replace(start=0)
    assert mine == (os.getpid(), os.getppid(), os.getpgid(0), os.getsid(0), mine.start, False)


def test_every_process_is_found(sleeper: subprocess.Popen[bytes]) -> None:
    rows = process_table.rows()
    assert rows[sleeper.pid].parent == os.getpid()
    assert not rows[sleeper.pid].zombie
    assert abs(len(rows) - len(psutil.pids())) < 20


def test_none_for_a_process_that_is_not_there(sleeper: subprocess.Popen[bytes]) -> None:
    sleeper.kill()
    eventually(lambda: process_table.row_of(sleeper.pid).zombie)
    assert process_table.from_psutil(sleeper.pid).zombie
    sleeper.wait()
    assert process_table.row_of(sleeper.pid) is None
    assert process_table.from_psutil(sleeper.pid) is None
    assert process_table.environment(sleeper.pid) == frozenset()
    assert process_table.outputs(sleeper.pid) == frozenset()


def test_a_name_with_brackets_and_spaces(tmp_path: Path) -> None:
    program = tmp_path / ") Z 1 2 (x"
    shutil.copy("/bin/sleep", program)
    with subprocess.Popen([program, "600"]) as popen:
        row = process_table.row_of(popen.pid)
        popen.kill()
    assert row[:5] == (popen.pid, os.getpid(), os.getpgid(0), os.getsid(0), row.start)
    assert not row.zombie


def test_the_environment_that_it_started_with(sleeper: subprocess.Popen[bytes]) -> None:
    eventually(lambda: process_table.environment(sleeper.pid) == {b"NAME=value", b"OTHER=a\nb"})


def test_where_its_output_goes(sleeper: subprocess.Popen[bytes]) -> None:
    assert f"pipe:[{os.fstat(sleeper.stdout.fileno()).st_ino}]" in process_table.outputs(sleeper.pid)


def test_now_is_no_later_than_the_start_of_what_starts_now() -> None:
    now = process_table.now()
    with subprocess.Popen(["true"]) as popen:
        start = process_table.row_of(popen.pid).start
    assert now <= start <= process_table.now()


def test_a_signal_reaches_exactly_the_process_that_was_meant(sleeper: subprocess.Popen[bytes]) -> None:
    row = process_table.row_of(sleeper.pid)
    process_table.send(row._replace(start=row.start - 1), signal.SIGKILL)
    process_table.send(row._replace(pid=2**22 + 1), signal.SIGKILL)
    assert sleeper.poll() is None
    process_table.send(row, signal.SIGTERM)
    assert sleeper.wait(30) == -signal.SIGTERM


def test_a_signal_without_handles_left(sleeper: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    def no_handle(pid: int) -> int:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(os, "pidfd_open", no_handle)
    process_table.send(process_table.row_of(sleeper.pid), signal.SIGTERM)
    assert sleeper.wait(30) == -signal.SIGTERM
