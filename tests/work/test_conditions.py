"""What is met, what isn't, and what can't be checked: programs, files, and conditions of conditions."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.work.conftest import check, stopped_after
from waitgui.tasks.record import Outcome, Result
from waitgui.work import abandonable
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from pathlib import Path

MET, NOT_MET, ERROR = Outcome.MET, Outcome.NOT_MET, Outcome.ERROR


# --- Programs ---


def program(**fields: Any) -> dict[str, Any]:
    return {"kind": "command", "kill_grace": "200ms", **fields}


def test_a_program_that_succeeds_is_met_and_its_output_is_kept() -> None:
    assert check(program(shell="echo hi")) == Result(MET, 0, output="hi\n")


def test_a_program_that_fails_is_not_met() -> None:
    assert check(program(shell="echo no; exit 3")) == Result(NOT_MET, 3, "ended with exit code 3", "no\n")


def test_which_exit_codes_are_met_is_up_to_the_task() -> None:
    assert check(program(shell="exit 3", ok_codes=[3])).outcome is MET
    assert check(program(shell="exit 0", ok_codes=[3])).outcome is NOT_MET


def test_a_program_that_a_signal_ended_is_not_met() -> None:
    assert check(program(shell="kill -KILL $$")) == Result(NOT_MET, -9, "killed by SIGKILL")


def test_a_program_that_takes_too_long_is_not_met() -> None:
    result = check(program(shell="echo hi; sleep 60", timeout="200ms"))
    assert (result.outcome, result.why, result.output) == (NOT_MET, "had not ended after 200ms", "hi\n")


def test_a_program_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert check(program(argv=["no-such-program"])) == Result(ERROR, why='program not found: "no-such-program"')
    assert check(program(argv=["true"], cwd=str(tmp_path / "none"))).outcome is ERROR


def test_a_program_can_be_stopped() -> None:
    result, after_s = stopped_after(0.1, lambda stop: check(program(argv=["sleep", "60"]), stop))
    assert result.outcome is Outcome.CANCELLED
    assert after_s < 10


def test_a_program_gets_the_environment_that_was_given() -> None:
    environ = {"PATH": os.environ["PATH"], "ONE": "1", "TWO": "1"}
    result = check(program(shell="echo $ONE $TWO $HOME.", env={"TWO": "2"}), environ=environ)
    assert result.output == "1 2 .\n"


def test_a_program_is_looked_for_in_the_path_that_was_given(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("#!/bin/sh\necho mine\n")
    (tmp_path / "mine").chmod(0o755)
    assert check(program(argv=["mine"])).outcome is ERROR
    assert check(program(argv=["mine"]), environ={"PATH": f"{tmp_path}:/usr/bin:/bin"}).output == "mine\n"


# --- Files ---


def file(path: object, **fields: Any) -> dict[str, Any]:
    return {"kind": "file", "path": str(path), **fields}


def test_a_file_exists_or_is_missing(tmp_path: Path) -> None:
    there, not_there = tmp_path / "there", tmp_path / "there/not"
    there.touch()
    assert check(file(there)) == Result(MET)
    assert check(file(there, state="missing")) == Result(NOT_MET, why="it is there")
    for path in (not_there, tmp_path / "none", tmp_path / "none/none"):
        assert check(file(path)) == Result(NOT_MET, why="it isn't there")
        assert check(file(path, state="missing")) == Result(MET)


def test_a_folder_counts_and_a_link_to_nothing_does_not(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "none")
    assert check(file(tmp_path)).outcome is MET
    assert check(file(tmp_path / "link")).outcome is NOT_MET


@pytest.mark.parametrize(("size", "outcome"), [(10, MET), (11, NOT_MET), (0, MET), ("1KiB", NOT_MET)])
def test_a_file_must_be_large_enough(tmp_path: Path, size: object, outcome: Outcome) -> None:
    (tmp_path / "file").write_bytes(b"x" * 10)
    assert check(file(tmp_path / "file", min_size=size)).outcome is outcome
    opposite = NOT_MET if outcome is MET else MET
    assert check(file(tmp_path / "file", min_size=size, state="missing")).outcome is opposite


@pytest.mark.parametrize(("age_s", "outcome"), [(0, MET), (3000, MET), (4000, NOT_MET), (-5000, MET)])
def test_a_file_must_be_new_enough(tmp_path: Path, age_s: int, outcome: Outcome) -> None:
    (tmp_path / "file").touch()
    os.utime(tmp_path / "file", (time.time() - age_s,) * 2)
    result = check(file(tmp_path / "file", newer_than="1h"))
    assert result.outcome is outcome
    assert result.why == ("" if outcome is MET else "it wasn't changed within 1h")


def test_home_and_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    assert check(file("~/file")).outcome is MET
    assert check(file("file")).outcome is NOT_MET
    monkeypatch.chdir(tmp_path)
    assert check(file("file")).outcome is MET
    assert check(file("~nobody-of-this-name/file")).outcome is ERROR


def test_a_path_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "symbolic links" in check(file(tmp_path / "loop/file")).why
    assert check(file(tmp_path / "loop", state="missing")).outcome is ERROR
    assert check(file(tmp_path / ("x" * 300))).outcome is ERROR


_SOMEBODY_ELSE = """
import os, sys
from waitgui.tasks.conditions import FileCheck
from waitgui.work.perform import perform
from waitgui.work.stop import Stop
os.setuid(65534)
for state in ("exists", "missing"):
    result = perform(FileCheck.model_validate({"kind": "file", "path": sys.argv[1], "state": state}), Stop())
    print(result.outcome, result.why)
"""


def test_a_folder_that_must_not_be_read_is_an_error(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs to become somebody else, to whom the folder is closed")
    (tmp_path / "closed").mkdir(mode=0o700)
    (tmp_path / "closed/file").touch()
    done = subprocess.run(
        [sys.executable, "-c", _SOMEBODY_ELSE, str(tmp_path / "closed/file")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.count("can't be looked at: permission denied") == 2, done.stderr
    assert done.stdout.count("error ") == 2


def test_a_drive_that_hangs_can_be_left_by_a_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hangs, calls = threading.Event(), abandonable.of_this_program()
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda *_, **__: hangs.wait(60) and None)
        result, after_s = stopped_after(0.1, lambda stop: check(file(tmp_path), stop))
        assert calls.abandoned == 1
        hangs.set()
    assert result.outcome is Outcome.CANCELLED
    assert after_s < 10


# --- All, any, not ---

YES = program(argv=["true"])
NO = program(argv=["false"])
BROKEN = program(argv=["no-such-program"])


@pytest.mark.parametrize(
    ("condition", "outcome"),
    [
        ({"all": [YES, YES]}, MET),
        ({"all": [YES, NO]}, NOT_MET),
        ({"all": [BROKEN, YES]}, ERROR),
        ({"all": [BROKEN, NO]}, NOT_MET),
        ({"all": [NO, BROKEN]}, NOT_MET),
        ({"any": [NO, NO]}, NOT_MET),
        ({"any": [NO, YES]}, MET),
        ({"any": [BROKEN, YES]}, MET),
        ({"any": [YES, BROKEN]}, MET),
        ({"any": [BROKEN, NO]}, ERROR),
        ({"not": YES}, NOT_MET),
        ({"not": NO}, MET),
        ({"not": BROKEN}, ERROR),
        ({"not": {"all": [YES, {"any": [NO, {"not": YES}]}]}}, MET),
        ({"not": {"not": {"not": {"any": [BROKEN, {"not": NO}]}}}}, NOT_MET),
    ],
)
def test_conditions_of_conditions(condition: dict[str, Any], outcome: Outcome) -> None:
    assert check(condition).outcome is outcome


def test_no_more_is_checked_than_it_takes(tmp_path: Path) -> None:
    touch = program(argv=["touch", str(tmp_path / "ran")])
    check({"all": [NO, touch]})
    check({"any": [YES, touch]})
    assert not (tmp_path / "ran").exists()
    check({"all": [BROKEN, touch]})
    assert (tmp_path / "ran").exists()


def test_they_are_checked_in_their_order(tmp_path: Path) -> None:
    log = tmp_path / "log"
    check({"all": [program(shell=f"echo {number} >> {log}") for number in range(4)]})
    assert log.read_text() == "0\n1\n2\n3\n"


def test_the_first_error_is_the_reason() -> None:
    other = program(argv=["no-other-program"])
    assert check({"all": [YES, BROKEN, other]}).why == 'program not found: "no-such-program"'


def test_a_stop_ends_them_all(tmp_path: Path) -> None:
    touch = program(argv=["touch", str(tmp_path / "ran")])
    nested = {"not": {"any": [NO, {"all": [program(argv=["sleep", "60"]), touch]}, touch]}}
    result, after_s = stopped_after(0.2, lambda stop: check(nested, stop))
    assert result.outcome is Outcome.CANCELLED
    assert after_s < 10
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("condition", [{"all": [YES]}, {"any": [NO]}, {"not": NO}, file("/"), YES])
def test_a_stop_before_it_began(condition: dict[str, Any]) -> None:
    stop = Stop()
    stop.set()
    assert check(condition, stop).outcome is Outcome.CANCELLED
