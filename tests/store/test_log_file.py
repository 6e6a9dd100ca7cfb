"""The log is one line a record, private, bounded, and never in the way."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from waitgui.store import log_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

log = logging.getLogger("waitgui.test")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "log"


@pytest.fixture
def file(folder: Path) -> Iterator[Path]:
    end = log_file.begin(folder)
    yield folder / "waitgui.log"
    end()


def lines(file: Path) -> list[str]:
    return file.read_text().splitlines()


def test_a_record_is_a_line_with_when_who_and_what(file: Path) -> None:
    log.info("started %s", "it")
    logging.getLogger("others").info("chatter")
    logging.getLogger("others").warning("trouble")
    first, second = lines(file)
    assert first.endswith(f" INFO {os.getpid()} MainThread waitgui.test: started it")
    assert second.endswith("others: trouble")


def test_no_record_can_pose_as_two(file: Path) -> None:
    log.warning("a\n2027-01-01 00:00:00,000 CRITICAL forged\r\x85\u2028\x1b[2J\u202e\\n\0")
    try:
        int("one\ntwo")
    except ValueError:
        log.exception("failed")
    first, second = lines(file)
    assert first.endswith(r"a\n2027-01-01 00:00:00,000 CRITICAL forged\u000d\u0085\u2028\u001b[2J\u202e\\n\u0000")
    assert r"failed\nTraceback (most recent call last):\n" in second
    assert second.endswith(r"invalid literal for int() with base 10: 'one\\ntwo'")


def test_a_long_record_loses_its_middle(file: Path) -> None:
    log.warning("begin %s end", "x" * 10**6)
    (line,) = lines(file)
    assert len(line) < log_file.LONGEST + 10
    assert "begin xxx" in line
    assert line.endswith("xxx end")


@pytest.mark.parametrize("umask", [0, 0o777], ids=oct)
def test_it_is_for_its_owner_alone_under_any_umask(folder: Path, umask: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "MAX_BYTES", 300)
    before = os.umask(umask)
    try:
        end = log_file.begin(folder)
        for number in range(10):
            log.info("line %s %s", number, "x" * 40)
        end()
    finally:
        os.umask(before)
    files = list(folder.iterdir())
    assert len(files) > 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_five_files_of_five_mebibytes(file: Path) -> None:
    assert (log_file.FILES, log_file.MAX_BYTES) == (5, 5 * 2**20)
    for number in range(2_500):
        log.info("%s %s", number, "x" * 15_000)
    files = sorted(file.parent.iterdir())
    assert [path.name for path in files] == ["waitgui.log", *(f"waitgui.log.{number}" for number in range(1, 5))]
    assert all(path.stat().st_size <= 5 * 2**20 for path in files)
    in_order = [line for path in [*files[:0:-1], files[0]] for line in lines(path)]
    numbers = [int(line.split("test: ")[1].split()[0]) for line in in_order]
    assert numbers == list(range(numbers[0], 2_500))


WRITER = """
import logging, pathlib, sys
from waitgui.store import log_file
log_file.MAX_BYTES = 20_000
end = log_file.begin(pathlib.Path(sys.argv[1]))
for number in range(300):
    logging.getLogger("waitgui.test").info("%s-%s %s", sys.argv[2], number, "x" * 100)
end()
"""


def test_several_processes_lose_and_mix_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """300 lines of 150 bytes each: 3 processes fill 7 files, of which 5 are kept."""
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, folder, str(number)]) for number in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    files = sorted(folder.iterdir())
    assert len(files) == 5
    assert all(path.stat().st_size < 21_000 for path in files)
    kept = [line for path in files for line in lines(path)]
    assert all(line.endswith("x" * 100) and line.count("INFO") == 1 for line in kept)
    seen = [line.split("test: ")[1].split()[0] for line in kept]
    assert len(set(seen)) == len(seen)


def test_what_nobody_caught_is_logged_in_every_thread(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=fail, name="worker")
    thread.start()
    thread.join()
    sys.excepthook(RuntimeError, RuntimeError("in a slot\nof Qt"), None)
    first, second = lines(file)
    assert " CRITICAL " in first
    assert " worker " in first
    assert first.endswith("RuntimeError: in a thread")
    assert second.endswith(r"RuntimeError: in a slot\nof Qt")


def test_errors_are_said_on_standard_error_too() -> None:
    code = "import logging, pathlib, sys; from waitgui.store import log_file\n"
    code += "log_file.begin(pathlib.Path(sys.argv[1]))\n"
    code += "logging.getLogger('waitgui').error('a\\nb'); logging.getLogger('waitgui').warning('c')"
    done = subprocess.run(
        [sys.executable, "-c", code, "/proc/nowhere"], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr == "waitgui: a\\nb\n"


@pytest.mark.parametrize("what", ["a file for a folder", "a folder", "a pipe", "a link"])
def test_where_it_cannot_be_written_nothing_fails(folder: Path, what: str) -> None:
    folder.parent.mkdir()
    file = folder / "waitgui.log"
    if what == "a file for a folder":
        folder.write_text("")
    else:
        folder.mkdir()
    if what == "a folder":
        file.mkdir()
    elif what == "a pipe":
        os.mkfifo(file)
    elif what == "a link":
        file.symlink_to(folder.parent / "elsewhere")
    end = log_file.begin(folder)
    log.info("x")
    end()
    assert not (folder.parent / "elsewhere").exists()


def test_a_file_that_was_taken_away_is_begun_again(file: Path) -> None:
    log.info("one")
    file.unlink()
    log.info("two")
    assert [line.split(": ")[1] for line in lines(file)] == ["two"]


def test_a_file_that_others_could_read_no_longer_can_be(folder: Path) -> None:
    folder.mkdir(parents=True)
    file = folder / "waitgui.log"
    file.write_text("before\n")
    file.chmod(0o644)
    end = log_file.begin(folder)
    log.info("x")
    end()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert lines(file)[0] == "before"


def test_afterwards_everything_is_as_before(folder: Path) -> None:
    def state() -> tuple[object, ...]:
        root, ours = logging.getLogger(), logging.getLogger("waitgui")
        return [*root.handlers], ours.level, sys.excepthook, threading.excepthook

    before = state()
    log_file.begin(folder)()
    assert state() == before


def test_half_a_character_is_escaped() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "a\ud800", None, None)
    assert log_file.OneLine("%(message)s").format(record) == r"a\ud800"
