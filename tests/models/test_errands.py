"""Errands: their results come back to the GUI thread, and nothing of them is left."""

from __future__ import annotations

import os
import threading

import pytest

from waitgui.models.errands import Errands
from waitgui.tasks.actions import Command, Nothing
from waitgui.tasks.record import Outcome

LONG_S = 60


def command(line: str) -> Command:
    return Command.model_validate({"kind": "command", "shell": line})


@pytest.fixture
def errands(qapp):
    made = Errands()
    yield made
    made.stop_all()
    assert made.wait(LONG_S)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_an_action_is_tried_out_on_another_thread_and_told_on_this_one(errands, qtbot):
    told = []
    errands.try_out(command("echo hello; exit 3"), lambda result: told.append((result, threading.current_thread())))
    assert told == []
    qtbot.waitUntil(lambda: bool(told), timeout=LONG_S * 1_000)
    result, thread = told[0]
    assert (result.outcome, result.exit_code, result.output) == (Outcome.FAILED, 3, "hello\n")
    assert thread is threading.main_thread()


def test_cancelled_it_is_told_too_and_leaves_no_process(errands, qtbot, tmp_path):
    told = []
    note = tmp_path / "pid"
    cancel = errands.try_out(command(f"echo $$ > {note}.new; mv {note}.new {note}; sleep 600"), told.append)
    qtbot.waitUntil(note.exists, timeout=LONG_S * 1_000)
    cancel()
    cancel()
    qtbot.waitUntil(lambda: bool(told), timeout=LONG_S * 1_000)
    assert told[0].outcome is Outcome.CANCELLED
    assert not is_alive(int(note.read_text()))


def test_at_the_end_of_the_program_all_are_stopped(errands, qtbot, tmp_path):
    note = tmp_path / "pid"
    told = []
    errands.try_out(command(f"echo $$ > {note}.new; mv {note}.new {note}; sleep 600"), told.append)
    errands.try_out(Nothing.model_validate({"kind": "none", "takes": "10m"}), told.append)
    qtbot.waitUntil(note.exists, timeout=LONG_S * 1_000)
    errands.stop_all()
    assert errands.wait(LONG_S)
    assert not is_alive(int(note.read_text()))


def test_what_a_process_would_get_is_looked_up(errands, qtbot):
    told = []
    errands.look_up(command("true"), told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=LONG_S * 1_000)
    assert told[0].program == "/bin/sh"


def test_processes_find_the_environment_that_those_of_tasks_find(qapp, qtbot, tmp_path):
    program = tmp_path / "only-in-the-login"
    program.write_text("#!/bin/sh\necho $WHOSE\n")
    program.chmod(0o755)
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "WHOSE": "login"}
    errands, told = Errands(environ=lambda: environ), []
    process = Command.model_validate({"kind": "command", "argv": ["only-in-the-login"]})
    errands.look_up(process, told.append)
    errands.try_out(process, told.append)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=LONG_S * 1000)
    setting, result = sorted(told, key=lambda answer: hasattr(answer, "output"))
    assert (setting.program, setting.path) == (str(program), environ["PATH"])
    assert result.output == "login\n"
    assert errands.wait(LONG_S)
