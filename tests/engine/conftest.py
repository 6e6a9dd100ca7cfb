"""Engines of both kinds, each with a history of its own, and a sink whose events can be waited for."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from tests.work.conftest import descendants
from waitgui.engine.engine import LocalEngine
from waitgui.engine.remote import RemoteEngine
from waitgui.runner.clocks import engine_clocks
from waitgui.runner.scheduler import Scheduler
from waitgui.store.history_retention import KEEP
from waitgui.store.history_writer import HistoryWriter
from waitgui.work.login import Login

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from waitgui.engine.engine import Engine
    from waitgui.tasks.record import Event

LONG_S = 30.0


class Told:
    """What an engine told."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.events: list[Event] = []

    def post(self, event: Event) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def of(self, kind: type) -> list:
        return [event for event in self.events if isinstance(event, kind)]

    def until(self, kind: type, count: int = 1, where: Callable[[Event], bool] = lambda _event: True) -> list:
        """The first `count` events of a kind that meet a condition, as soon as they are there."""

        def found() -> list:
            return [event for event in self.of(kind) if where(event)]

        with self._changed:
            assert self._changed.wait_for(lambda: len(found()) >= count, LONG_S), self.events
            return found()[:count]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


@pytest.fixture
def remote(unlearned: RemoteEngine) -> RemoteEngine:
    """Without a wait for the environment of the login."""
    unlearned.know_login(Login(dict(os.environ), ""))
    return unlearned


@pytest.fixture
def unlearned(tmp_path: Path, history: Path) -> Iterator[RemoteEngine]:
    engine = RemoteEngine(history, KEEP, tmp_path / "logs", engine_clocks().now_ns)
    yield engine
    assert engine.close(LONG_S)
    for process in descendants():  # orphans come to us where a test before has made this process their next parent
        process.wait(LONG_S)


@pytest.fixture
def local(history: Path) -> Iterator[LocalEngine]:
    scheduler = Scheduler()
    writer = HistoryWriter(history, mono_ns=scheduler.now_ns)
    yield LocalEngine(scheduler, history=writer)
    assert scheduler.close(LONG_S) == 0
    assert writer.close(LONG_S)


@pytest.fixture(params=["local", "remote"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.getfixturevalue(request.param)
