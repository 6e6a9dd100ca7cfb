"""The login environment comes once, in the background; who starts processes waits for it, but not for long."""

from __future__ import annotations

import os
import threading
import time

from waitgui.tasks.actions import Command, Nothing
from waitgui.tasks.record import Outcome
from waitgui.work.login import Login
from waitgui.work.login_once import LoginOnce
from waitgui.work.perform import perform
from waitgui.work.stop import Stop

LONG_S = 30


def echo(environ) -> str:
    command = Command.model_validate({"kind": "command", "shell": 'printf %s "$WHOSE"'})
    return perform(command, Stop(), environ).output


def test_a_process_waits_for_the_environment(monkeypatch):
    may_end = threading.Event()

    def read(_stop):
        assert may_end.wait(LONG_S)
        return Login({**os.environ, "WHOSE": "login"}, "")

    login = LoginOnce(wait_s=LONG_S, read=read)
    environ = login.environ()  # at once, though nothing is known
    threading.Timer(0.05, may_end.set).start()
    assert echo(environ) == "login"
    assert login.close(LONG_S)


def test_it_waits_no_longer_than_it_may_and_takes_it_when_it_comes(monkeypatch):
    monkeypatch.setenv("WHOSE", "ours")
    may_end = threading.Event()

    def read(_stop):
        assert may_end.wait(LONG_S)
        return Login({**os.environ, "WHOSE": "login"}, "")

    login = LoginOnce(wait_s=0.02, read=read)
    assert echo(login.environ()) == "ours"
    may_end.set()
    assert login.close(LONG_S)
    assert echo(login.environ()) == "login"


def test_what_starts_no_process_doesnt_wait():
    login = LoginOnce(wait_s=LONG_S, read=lambda stop: stop.wait(LONG_S) and Login({}, "stopped"))
    nothing = Nothing.model_validate({"kind": "none"})
    began_s = time.monotonic()
    assert perform(nothing, Stop(), login.environ()).outcome is Outcome.OK
    assert time.monotonic() - began_s < LONG_S / 2
    assert login.close(LONG_S)


def test_closing_ends_a_profile_that_hangs(monkeypatch, tmp_path):
    shell = tmp_path / "shell"
    shell.write_text("#!/bin/sh\nexec sleep 1000\n")
    shell.chmod(0o755)
    monkeypatch.setenv("SHELL", str(shell))
    login = LoginOnce()
    assert login.close(LONG_S)


def test_a_reader_that_breaks_leaves_our_own(monkeypatch):
    monkeypatch.setenv("WHOSE", "ours")

    def read(_stop):
        raise OSError("no")

    login = LoginOnce(wait_s=LONG_S, read=read)
    assert echo(login.environ()) == "ours"
    assert login.close(LONG_S)
