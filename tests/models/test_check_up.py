"""The open set examined in the background: at once, after each edit, and with what the history knows."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from tests.store.histories import start, tick, writing
from tests.tasks.make import make_task
from waitgui.engine.engine import LocalEngine
from waitgui.models.check_up import CheckUp
from waitgui.models.history_bridge import HistoryBridge
from waitgui.models.session import Session
from waitgui.runner.scheduler import Scheduler
from waitgui.tasks.advice import Code
from waitgui.tasks.model import TaskSet

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LONG_MS = 30_000


@pytest.fixture
def session(qapp):
    scheduler = Scheduler()
    made = Session(LocalEngine(scheduler), "Set")
    yield made
    asyncio.run(made.stop_and_wait())
    assert scheduler.close(30) == 0
    made.deleteLater()


def keep(session, *tasks):
    session.replace(TaskSet(format=1, name="Set", tasks=tasks))


def codes(signal):
    return [advice.code for advice in signal.args[0]]


def test_it_looks_at_once_and_after_each_edit(session, qtbot):
    keep(session, make_task("a", jitter=2.0))
    check_up = CheckUp(session, None, lambda: NOW)
    with qtbot.waitSignal(check_up.found, timeout=LONG_MS) as found:
        check_up.begin()
    assert codes(found) == [Code.JITTER_OVER_PERIOD]
    with qtbot.waitSignal(check_up.found, timeout=LONG_MS) as found:
        keep(session, make_task("a"))
    assert codes(found) == []
    check_up.end()


def test_it_asks_the_history_under_the_name_of_the_set(session, qtbot, tmp_path):
    path = tmp_path / "history.sqlite3"
    with writing(path) as writer:
        sink = writer.sink(session.history_name)
        sink.post(start("a"))
        for n in range(1, 31):
            sink.post(tick("a", n=n, at_s=n, took_s=9))
    keep(session, make_task("a", period="5s"))
    bridge = HistoryBridge(path)
    check_up = CheckUp(session, bridge, lambda: NOW)
    with qtbot.waitSignal(check_up.found, timeout=LONG_MS) as found:
        check_up.begin()
    assert codes(found) == [Code.SLOWER_THAN_PERIOD]
    check_up.end()
    assert bridge.close(30)


def test_without_a_usable_history_the_rest_is_told(session, qtbot, tmp_path):
    path = tmp_path / "history.sqlite3"
    path.write_bytes(b"no database" * 1000)
    keep(session, make_task("a", jitter=2.0))
    bridge = HistoryBridge(path)
    check_up = CheckUp(session, bridge, lambda: NOW)
    with qtbot.waitSignal(check_up.found, timeout=LONG_MS) as found:
        check_up.begin()
    assert codes(found) == [Code.JITTER_OVER_PERIOD]
    check_up.end()
    assert bridge.close(30)


def test_of_several_edits_only_the_last_is_told(session, qtbot):
    keep(session, make_task("a", jitter=2.0))
    check_up = CheckUp(session, None, lambda: NOW)
    told = []
    check_up.found.connect(told.append)
    check_up.begin()
    for number in range(3):
        keep(session, make_task(f"b{number}", jitter=3.0))
    check_up._look()
    qtbot.waitUntil(lambda: bool(told), timeout=LONG_MS)
    assert [[advice.task_id for advice in one] for one in told] == [["b2"]]
    check_up.end()


def test_after_its_end_nothing_is_told(session, qtbot):
    keep(session, make_task("a", jitter=2.0))
    check_up = CheckUp(session, None, lambda: NOW)
    told = []
    check_up.found.connect(told.append)
    check_up.begin()
    check_up.end()
    keep(session, make_task("b", jitter=2.0))
    assert asyncio.run(session.stop_and_wait())
    qtbot.waitUntil(lambda: not session.errands._waiting, timeout=LONG_MS)
    assert told == []
