"""Which Python runs the code of tasks, and what starts the guardian; also where the program is frozen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.work.conftest import act, descendants, eventually
from waitgui.tasks.actions import Python
from waitgui.tasks.record import Outcome
from waitgui.work import interpreter
from waitgui.work.environment import setting
from waitgui.work.guard import Guard
from waitgui.work.trees import MARK, Tree

_FROZEN = f"""#!{sys.executable}
import sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from waitgui.work import guardian, interpreter
if sys.argv[1:2] == [interpreter.GUARDIAN_SWITCH]:
    guardian.main()
else:
    print("this is the program, and no Python")
"""
"""What a frozen program does with its arguments."""


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "waitgui"
    program.write_text(_FROZEN)
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    return program


def test_it_is_ours() -> None:
    assert interpreter.for_tasks({}) == sys.executable


def test_a_frozen_program_takes_the_users(frozen: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python3").write_text("#!/bin/sh\necho the user\\'s\n")
    (tmp_path / "bin/python3").chmod(0o755)
    environ = {"PATH": f"{tmp_path}/bin:{os.defpath}"}
    result = act({"kind": "python", "code": "print(1)"}, environ=environ)
    assert (result.outcome, result.output) == (Outcome.OK, "the user's\n")
    result = act({"kind": "python", "code": "print(1)"}, environ={"PATH": str(tmp_path)})
    assert (result.outcome, result.why) == (Outcome.FAILED, interpreter.NONE)
    own = act(
        {"kind": "python", "code": "print(1)", "env": {"PATH": f"{tmp_path}/bin:{os.defpath}"}}, environ={"PATH": ""}
    )
    assert own.output == "the user's\n"


def test_what_a_frozen_program_would_start_is_told_beforehand(frozen: Path, tmp_path: Path) -> None:
    code = Python.model_validate({"kind": "python", "code": "print(1)"})
    assert setting(code, {"PATH": str(tmp_path)}).problems == ('"python3" isn\'t on the PATH',)
    (tmp_path / "python3").write_text("#!/bin/sh\n")
    (tmp_path / "python3").chmod(0o755)
    assert setting(code, {"PATH": str(tmp_path)}).program == f"{tmp_path}/python3"


def test_a_frozen_program_is_its_own_guardian(frozen: Path) -> None:
    sleeper = subprocess.Popen(["sleep", "600"], start_new_session=True)
    reader, writer = os.pipe()
    tree = Tree(reader)
    os.close(reader)
    os.close(writer)
    guard = Guard(MARK)
    guard.begins(tree)
    tree.pid = sleeper.pid
    guard.started(tree)
    guard.close()  # as if we had died
    assert sleeper.wait(30) == -15
    eventually(lambda: not descendants())
