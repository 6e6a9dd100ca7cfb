"""Calls that can't be interrupted: their results, and how many may hang."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from tests.work.conftest import eventually, handles
from waitgui.work.abandonable import Calls
from waitgui.work.limits import Limits, StoppedError, TimeUpError
from waitgui.work.shortage import ShortageError
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def limits(after_s: float, stop: Stop | None = None) -> Iterator[Limits]:
    with (stop or Stop()).readable() as handle:
        yield Limits(handle, time.monotonic_ns() + int(after_s * 10**9))


def test_what_it_gives_and_what_it_raises() -> None:
    calls = Calls()
    with limits(30) as within:
        assert calls.make(within, divmod, 7, 2) == (3, 1)
        with pytest.raises(ZeroDivisionError):
            calls.make(within, divmod, 7, 0)
        with pytest.raises(StopIteration):
            calls.make(within, next, iter(()))
    assert calls.abandoned == 0


def test_who_hangs_is_given_up_and_counted_until_it_ends() -> None:
    calls, go_on = Calls(2), threading.Event()
    before = len(handles())
    stop = Stop()
    stop.set()
    with limits(0.01) as within, pytest.raises(TimeUpError):
        calls.make(within, go_on.wait, 60)
    with limits(30, stop) as within, pytest.raises(StoppedError):
        calls.make(within, go_on.wait, 60)
    assert calls.abandoned == 2
    with limits(30) as within, pytest.raises(ShortageError, match="2 calls hang"):
        calls.make(within, divmod, 7, 2)
    go_on.set()
    eventually(lambda: calls.abandoned == 0)
    with limits(30) as within:
        assert calls.make(within, divmod, 7, 2) == (3, 1)
    eventually(lambda: len(handles()) <= before)


def test_who_ends_while_being_given_up_is_not_counted() -> None:
    calls = Calls(1)
    for _ in range(300):
        with limits(0.0005) as within, suppress(TimeUpError, ShortageError):
            calls.make(within, time.sleep, 0.0005)
    eventually(lambda: calls.abandoned == 0)


def test_what_never_lets_up_is_ended_too() -> None:
    """A handle that is always ready doesn't outlast the limits."""
    with Stop().readable() as handle:
        over = Limits(handle, time.monotonic_ns())
        with pytest.raises(TimeUpError):
            over.check()
    stop = Stop()
    stop.set()
    with stop.readable() as handle, pytest.raises(StoppedError):
        Limits(handle, None).check()
