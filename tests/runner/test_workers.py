"""The pool of worker threads (real threads)."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from waitgui.runner import workers
from waitgui.runner.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable

LONG_S = 30.0


def eventually(condition: Callable[[], object], meanwhile: Callable[[], object] = lambda: None) -> None:
    until_s = time.monotonic() + LONG_S
    while not condition():
        assert time.monotonic() < until_s, "it didn't come about"
        meanwhile()
        time.sleep(0.001)


@pytest.fixture
def pool(monkeypatch):
    monkeypatch.setattr(workers, "SURPLUS_S", 0.2)
    pool: Workers[threading.Event] = Workers("test", 4, 64, lambda event: event.wait(LONG_S))
    yield pool
    assert pool.close(LONG_S) == 0


def test_it_shrinks_after_a_rush_though_quick_jobs_go_on_around_all_threads(pool):
    rush, quick = threading.Event(), threading.Event()
    quick.set()
    for _ in range(50):
        pool.submit(rush, blocks=True)
    eventually(lambda: not pool.waiting)
    assert pool.count >= 50
    rush.set()

    def go_on() -> None:
        pool.submit(quick, blocks=True)
        pool.shrink()

    eventually(lambda: pool.count <= 8, go_on)
    assert pool.count >= 4


def test_it_never_shrinks_below_its_least(pool):
    rounds = time.monotonic() + 1.0
    eventually(lambda: time.monotonic() > rounds, pool.shrink)
    assert pool.count == 4


def test_it_never_grows_beyond_what_is_useful(pool):
    pool.useful = 10
    rush = threading.Event()
    for _ in range(50):
        pool.submit(rush, blocks=True)
    pool.grow(50)
    assert pool.count == 10
    rush.set()
