"""The bell, rung by others, by nobody, and by signals at any moment."""

from __future__ import annotations

import signal
import sys
import threading
import time

import pytest

from waitgui.runner.bell import Bell

LONG_S = 30.0


def test_who_waits_is_woken():
    bell, woken = Bell(), threading.Event()

    def wait() -> None:
        bell.wait(LONG_S)
        woken.set()

    thread = threading.Thread(target=wait)
    began_s = time.monotonic()
    thread.start()
    bell.ring()
    thread.join(LONG_S)
    assert woken.is_set()
    assert time.monotonic() - began_s < LONG_S


def test_rung_before_it_wakes_once_and_no_more():
    bell = Bell()
    bell.ring()
    bell.ring()
    began_s = time.monotonic()
    bell.wait(LONG_S)
    assert time.monotonic() - began_s < LONG_S
    bell.wait(0.01)
    assert time.monotonic() - began_s >= 0.01


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="needs a signal that means nothing")
@pytest.mark.timeout(60)
def test_a_signal_may_ring_it_at_every_line_of_its_own():
    """A `threading.Event` in its place hangs here."""
    bell, rung, traced = Bell(), 0, sys.gettrace()

    def on_signal(*_: object) -> None:
        nonlocal rung
        rung += 1
        bell.ring()

    def at_each_line(_frame: object, event: str, _argument: object) -> object:
        if event == "line":
            signal.raise_signal(signal.SIGUSR1)
        return at_each_line

    before = signal.signal(signal.SIGUSR1, on_signal)
    try:
        sys.settrace(at_each_line)  # type: ignore[arg-type]
        bell.wait(LONG_S)
        bell.ring()
        bell.wait(LONG_S)
    finally:
        sys.settrace(traced)
        signal.signal(signal.SIGUSR1, before)
    assert rung >= 2
