"""A stop is noticed at once, by whoever waits however it waits."""

from __future__ import annotations

import select
import threading
import time

import pytest

from tests.work.conftest import handles
from waitgui.work.stop import Stop


def test_unset_at_first_then_set_for_good() -> None:
    stop = Stop()
    assert not stop.is_set()
    stop.set()
    stop.set()
    assert stop.is_set()


def test_wait_gives_up_when_the_time_is_over() -> None:
    began_s = time.monotonic()
    assert not Stop().wait(0.02)
    assert time.monotonic() - began_s >= 0.02


def test_wait_returns_at_once_when_it_is_set() -> None:
    stop = Stop()
    stop.set()
    assert stop.wait()
    assert stop.wait(60)


def test_every_waiter_is_woken() -> None:
    stop, woken = Stop(), []
    waiters = [threading.Thread(target=lambda: woken.append(stop.wait(60))) for _ in range(8)]
    for waiter in waiters:
        waiter.start()
    stop.set()
    for waiter in waiters:
        waiter.join(30)
    assert woken == [True] * 8


def _is_readable(handle: int, timeout_s: float = 0.0) -> bool:
    return bool(select.select([handle], [], [], timeout_s)[0])


def test_its_handles_become_readable() -> None:
    stop = Stop()
    with stop.readable() as one, stop.readable() as other:
        assert not _is_readable(one)
        threading.Thread(target=stop.set).start()
        assert _is_readable(one, 30)
        assert _is_readable(other, 30)


def test_a_handle_of_one_that_is_set_is_readable() -> None:
    stop = Stop()
    stop.set()
    with stop.readable() as handle:
        assert _is_readable(handle)


def test_handles_are_closed_on_leaving_whether_it_was_set_or_not() -> None:
    before = handles()
    stop = Stop()
    with stop.readable():
        pass
    with pytest.raises(KeyError), stop.readable():
        raise KeyError
    with stop.readable():
        stop.set()
    with stop.readable():
        pass
    assert handles() <= before
