"""Runs and ticks as tables: page by page, within a bound, and alive on top; nothing twice, nothing missing."""

from __future__ import annotations

import asyncio
import time

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from tests.store.histories import end, start, tick, writing
from tests.tasks.make import make_task
from waitgui.engine.engine import LocalEngine
from waitgui.models import paged_table, run_table, tick_table
from waitgui.models.column_table import ROOT
from waitgui.models.history_bridge import HistoryBridge
from waitgui.models.paged_table import PAGE
from waitgui.models.run_table import RUN, SHAPES, RunTable
from waitgui.models.session import Session
from waitgui.models.tick_table import TICK, TickTable, matches
from waitgui.runner.scheduler import Scheduler
from waitgui.store.history_reader import Reader, Which
from waitgui.store.history_runs import summaries
from waitgui.store.history_writer import HistoryWriter
from waitgui.tasks.record import Outcome, Reason

LONG_MS = 60_000
TICKS = 1_234


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "history.sqlite3"
    outcomes = (Outcome.OK, Outcome.FAILED, Outcome.OK, Outcome.SKIPPED)
    with writing(path) as writer:
        sink = writer.sink("Untitled")
        for run in range(1, 251):
            count = TICKS if run == 250 else 2
            sink.post(start("a", run, run * 10_000))
            for n in range(1, count + 1):
                why = f"reason {n}" if n % 100 == 0 else ""
                sink.post(tick("a", run, n, run * 10_000 + n, outcome=outcomes[n % 4], why=why))
            if run < 250:
                sink.post(end("a", run, 2, run * 10_000 + 50, Reason.GAVE_UP))
    return path


class Desk:
    """A session whose history is read and written, and the two tables."""

    def __init__(self, path, *, tested: bool = True) -> None:
        self.scheduler = Scheduler()
        self.writer = HistoryWriter(path, mono_ns=self.scheduler.now_ns)
        self.bridge = HistoryBridge(path, settle=lambda: self.writer.flush(30))
        self.session = Session(LocalEngine(self.scheduler, history=self.writer), "Untitled")
        self.ticks = TickTable(self.session, self.bridge, time.time_ns)
        self.runs = RunTable(self.session, self.bridge, time.time_ns)
        for table in (self.ticks, self.runs) if tested else ():
            QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)

    def close(self) -> None:
        assert asyncio.run(self.session.stop_and_wait())
        assert self.scheduler.close(30) == 0
        assert self.bridge.close(30)
        assert self.writer.close(30)
        for table in (self.ticks, self.runs):
            table.deleteLater()


@pytest.fixture
def desk(qapp, path):
    desk = Desk(path)
    yield desk
    desk.close()


def settled(table) -> bool:
    return not table.loading


def read_all(table, qtbot) -> None:
    qtbot.waitUntil(lambda: settled(table), timeout=LONG_MS)
    while table.canFetchMore(ROOT):
        table.fetchMore(ROOT)
        qtbot.waitUntil(lambda: settled(table), timeout=LONG_MS)
    assert table.trouble is None


def keys(table, role):
    return [table.index(row, 0).data(role) for row in range(table.rowCount())]


def tick_keys(table):
    return [stored and (stored.tick.run, stored.tick.n) for stored in keys(table, TICK)]


def test_ticks_come_page_by_page(qapp, qtbot, path):
    desk = Desk(path, tested=False)  # the tester asks for more whenever it can
    desk.ticks.show_ticks("a", 250)
    assert desk.ticks.rowCount() == 0
    qtbot.waitUntil(lambda: settled(desk.ticks), timeout=LONG_MS)
    assert desk.ticks.rowCount() == PAGE
    read_all(desk.ticks, qtbot)
    assert tick_keys(desk.ticks) == [(250, n) for n in range(TICKS, 0, -1)]
    desk.close()


def test_views_may_ask_for_more_while_rows_come(desk, qtbot):
    desk.ticks.show_ticks("a", 250)
    read_all(desk.ticks, qtbot)
    assert tick_keys(desk.ticks) == [(250, n) for n in range(TICKS, 0, -1)]


def test_what_was_scrolled_away_is_given_up_and_read_again(desk, qtbot, monkeypatch):
    monkeypatch.setattr(paged_table, "PAGES_KEPT", 3)
    desk.ticks.show_ticks("a", 250)
    read_all(desk.ticks, qtbot)
    assert len(desk.ticks._kept) == 3
    wanted = [(250, n) for n in range(TICKS, 0, -1)]
    for row in (0, 5 * PAGE + 7, TICKS - 1, PAGE - 1, PAGE):
        qtbot.waitUntil(lambda row=row: desk.ticks.index(row, 0).data(TICK) is not None, timeout=LONG_MS)
        stored = desk.ticks.index(row, 0).data(TICK)
        assert (stored.tick.run, stored.tick.n) == wanted[row]
        assert len(desk.ticks._kept) <= 3
    assert desk.ticks.rowCount() == TICKS


def test_a_missing_row_says_so_until_it_is_read(qapp, qtbot, monkeypatch, path):
    monkeypatch.setattr(paged_table, "PAGES_KEPT", 2)
    desk = Desk(path, tested=False)  # the tester looks at rows too
    desk.ticks.show_ticks("a", 250)
    read_all(desk.ticks, qtbot)
    assert desk.ticks.index(0, tick_table.Column.N).data() == "…"
    # Two pages on one screen: both come, however often a view asks for both.
    seen = set()

    def look():
        for row in (PAGE - 1, PAGE):
            if desk.ticks.index(row, 0).data(TICK) is not None:
                seen.add(row)
        return seen == {PAGE - 1, PAGE}

    qtbot.waitUntil(look, timeout=LONG_MS)
    desk.close()


@pytest.mark.parametrize(
    ("which", "count"),
    [
        (Which(text="REASON 1"), 4),  # 100, 1000 to 1200
        (Which(frozenset({Outcome.FAILED}), ""), (TICKS + 3) // 4),
        (Which(frozenset({Outcome.FAILED}), "reason"), 0),
        (Which(text="reason 1%"), 0),
    ],
)
def test_a_search_gives_what_it_finds(desk, qtbot, which, count):
    desk.ticks.show_ticks("a", 250, which)
    read_all(desk.ticks, qtbot)
    assert desk.ticks.rowCount() == count
    assert all(matches(stored.tick, which) for stored in keys(desk.ticks, TICK))


def test_all_runs_of_a_task(desk, qtbot):
    desk.ticks.show_ticks("a", None)
    read_all(desk.ticks, qtbot)
    assert desk.ticks.rowCount() == TICKS + 2 * 249
    assert tick_keys(desk.ticks)[-3:] == [(2, 1), (1, 2), (1, 1)]


def test_runs_say_how_they_ended(desk, qtbot):
    desk.runs.show_task("a")
    read_all(desk.runs, qtbot)
    assert keys(desk.runs, RUN) == [*range(250, 0, -1)]
    texts = [desk.runs.index(1, column).data() for column in range(len(run_table.Column))]
    assert texts[0] == "249"
    assert texts[2:] == ["50\N{NO-BREAK SPACE}s", "gave up after 2 attempt(s)", "2", "1", "–", ""]
    assert desk.runs.index(0, run_table.Column.END).data() == "not ended, as far as is known"
    assert desk.runs.index(1, 0).data(SHAPES) == (Outcome.FAILED, Outcome.OK)


@pytest.mark.parametrize("scope", ["run", "task", "searched"])
def test_what_happens_now_comes_on_top_once(desk, qtbot, scope):
    desk.session.put(make_task("a", period="1ms"))
    which = Which(frozenset({Outcome.OK}) if scope == "searched" else frozenset())
    desk.session.start(["a"])
    qtbot.waitUntil(lambda: desk.session.states.of("a").ticks > 20, timeout=LONG_MS)
    run = desk.session.states.of("a").run
    assert run == 251
    # In the middle of it all: what was told before comes from the file, the rest as it happens.
    desk.ticks.show_ticks("a", run if scope == "run" else None, which)
    desk.runs.show_task("a")
    qtbot.waitUntil(lambda: desk.session.states.of("a").ticks > 4 * PAGE, timeout=LONG_MS)
    desk.session.stop(["a"])
    qtbot.waitUntil(lambda: not desk.session.active, timeout=LONG_MS)
    asyncio.run(desk.session.stop_and_wait())
    read_all(desk.ticks, qtbot)
    read_all(desk.runs, qtbot)
    assert desk.writer.flush(30)
    assert len(desk.ticks._head) <= 2 * PAGE
    reader = Reader(desk.writer._keeper._path)
    wanted = reader.ticks("Untitled", "a", run if scope == "run" else None, which=which, most=100_000)
    counted = summaries(reader, "Untitled", "a", most=1)[0]
    reader.close()
    assert tick_keys(desk.ticks) == [(stored.tick.run, stored.tick.n) for stored in wanted]
    shown = desk.runs.row_at(0)
    assert shown._replace(stored=None) == counted._replace(stored=None)
    assert shown.stored[1:4] == counted.stored[1:4]
    assert desk.runs.rowCount() == 251


def test_a_new_run_appears_on_top_of_those_that_are_shown(desk, qtbot):
    desk.session.put(make_task("a", period="1h"))
    desk.runs.show_task("a")
    read_all(desk.runs, qtbot)
    before = desk.runs.rowCount()
    desk.session.start(["a"])
    qtbot.waitUntil(lambda: desk.runs.rowCount() == before + 1, timeout=LONG_MS)
    assert desk.runs.index(0, 0).data(RUN) == 251
    assert desk.runs.index(0, run_table.Column.END).data() == "still running"
    desk.session.pause(["a"])
    qtbot.waitUntil(lambda: desk.runs.index(0, run_table.Column.END).data() == "paused by you", timeout=LONG_MS)
    desk.session.stop(["a"])
    qtbot.waitUntil(lambda: desk.runs.index(0, run_table.Column.END).data() == "stopped by you", timeout=LONG_MS)


def test_a_task_that_never_ran_has_no_rows(desk, qtbot):
    desk.runs.show_task("never")
    desk.ticks.show_ticks("never", None)
    for table in (desk.runs, desk.ticks):
        read_all(table, qtbot)
        assert table.rowCount() == 0
    desk.runs.show_task(None)
    assert not desk.runs.loading


def test_trouble_is_said_and_tried_again(qapp, qtbot, tmp_path, path):
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"no database" * 1_000)
    scheduler = Scheduler()
    session, bridge = Session(LocalEngine(scheduler), "Untitled"), HistoryBridge(broken)
    table = RunTable(session, bridge, time.time_ns)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    table.show_task("a")
    qtbot.waitUntil(lambda: table.trouble is not None, timeout=LONG_MS)
    assert (table.trouble, table.rowCount(), table.canFetchMore(ROOT)) == ("it isn't a history", 0, False)
    path.replace(broken)
    table.retry()
    qtbot.waitUntil(lambda: table.rowCount() == PAGE, timeout=LONG_MS)
    assert table.trouble is None
    assert bridge.close(30)
    assert scheduler.close(30) == 0
