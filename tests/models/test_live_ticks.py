"""The ticks in memory as rows: all of them once, the newest first, alive on top, as a brute-force oracle says."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from waitgui.models import live_ticks, tick_rows
from waitgui.models.column_table import ROOT
from waitgui.models.live_ticks import LOOK, REF, TASK, Column, LiveTicks
from waitgui.models.recalled import Recalled
from waitgui.models.tick_columns import CODES, OUTCOMES, Ticks
from waitgui.models.tick_log import TickLog
from waitgui.models.tick_search import SLICE, Sought, ids_of, search
from waitgui.models.timeline import Anchor, Lane, PlannedTick, TickRef, TimelineModel
from waitgui.store.history_reader import Which
from waitgui.tasks.record import Attempt, Kind, Outcome, Result, Tick, TickStarted, Tried

NS = 1_000_000_000
WALL_NS = 1_800_000_000 * NS
NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma"}


def tick(task: str, n: int, outcome: Outcome = Outcome.OK, *, run: int = 1, why: str = "", took_ns: int = 5) -> Tick:
    at_ns = n * 1_000
    return Tick(task, run, n, Kind.ACTION, at_ns, at_ns, at_ns + took_ns, Result(outcome, None, why), 2, None, "none")


class Desk:
    def __init__(self, capacity: int = 100_000, *, tested: bool = True) -> None:
        self.timeline = TimelineModel(Anchor(0, WALL_NS), capacity)
        self.timeline.set_lanes(Lane(task, name, "") for task, name in NAMES.items())
        self.log = TickLog()
        self.table = LiveTicks(self.timeline, self.log, NAMES.__getitem__, lambda: 10 * NS)
        self.table.search()
        if tested:
            QAbstractItemModelTester(self.table, QAbstractItemModelTester.FailureReportingMode.Fatal, self.table)

    def tell(self, *events) -> None:
        self.log.note(events)
        self.timeline.append(events)
        self.table.flush()

    def refs(self) -> list[TickRef | None]:
        return [self.table.index(row, 0).data(REF) for row in range(self.table.rowCount())]

    def read_all(self) -> None:
        while self.table.canFetchMore(ROOT):
            self.table.fetchMore(ROOT)

    def text(self, row: int, column: Column) -> str:
        """With plain spaces."""
        return self.table.index(row, column).data().replace("\xa0", " ")


@pytest.fixture
def desk(qapp):
    return Desk()


def test_the_newest_is_the_first_row_and_the_rest_comes_page_by_page(desk):
    desk.tell(*(tick("a", n) for n in range(1, 1_001)))
    desk.table.search()
    assert desk.table.rowCount() == live_ticks.PAGE
    assert desk.refs()[0] == TickRef("a", 1, 1_000)
    desk.read_all()
    assert desk.refs() == [TickRef("a", 1, n) for n in range(1_000, 0, -1)]


def test_what_comes_goes_on_top_and_no_row_moves_otherwise(desk):
    desk.tell(*(tick("a", n) for n in range(1, 101)))
    kept = QPersistentModelIndex(desk.table.index(40, 0))
    ref = kept.data(REF)
    desk.tell(tick("b", 101), tick("a", 102))
    assert kept.row() == 42
    assert kept.data(REF) == ref
    assert desk.refs()[:2] == [TickRef("a", 1, 102), TickRef("b", 1, 101)]


def test_ticks_of_several_workers_that_come_out_of_order_are_all_there_once(desk):
    numbers = list(range(1, 601))
    random.Random(1).shuffle(numbers)
    numbers.sort(key=lambda n: n // 50)
    for first in range(0, 600, 37):
        desk.tell(*(tick("a", n) for n in numbers[first : first + 37]))
    desk.read_all()
    assert sorted(ref.n for ref in desk.refs()) == list(range(1, 601))


@pytest.mark.parametrize("seed", range(4))
def test_a_search_gives_what_an_oracle_gives(desk, seed):
    chance = random.Random(seed)
    told = [
        tick(chance.choice("abc"), n, chance.choice(OUTCOMES), why=chance.choice(("", "beta ray", "x")))
        for n in range(1, 3_001)
    ]
    half = len(told) // 2
    desk.tell(*told[:half])
    which = Which(frozenset({Outcome.FAILED, Outcome.OK}) if seed % 2 else frozenset(), "BETA" if seed < 3 else "")
    span = (500_000, 2_500_000)
    desk.table.search(which, task="a" if seed == 2 else None, span=span)
    for first in range(half, len(told), 100):
        desk.tell(*told[first : first + 100])
    desk.read_all()
    wanted = [
        TickRef(*one[:3])
        for one in reversed(told)
        if (not which.outcomes or one.outcome in which.outcomes)
        and ("beta" in one.result.why or one.task == "b" or not which.text)
        and (seed != 2 or one.task == "a")
        and one.start_ns <= span[1]
        and one.end_ns >= span[0]
    ]
    assert desk.refs() == wanted


def test_of_many_that_come_the_oldest_rows_are_given_up_and_found_again(desk, monkeypatch):
    monkeypatch.setattr(live_ticks, "MOST", 300)
    for first in range(1, 2_001, 100):
        desk.tell(*(tick("a", n) for n in range(first, first + 100)))
    assert desk.table.rowCount() == 300
    desk.read_all()
    assert [ref.n for ref in desk.refs()] == list(range(2_000, 0, -1))


def test_a_burst_begins_anew(qapp):
    desk = Desk(tested=False)
    desk.tell(tick("a", 1))
    desk.tell(*(tick("b", n) for n in range(2, tick_rows.BURST + 10)))
    assert desk.table.rowCount() == live_ticks.PAGE
    desk.read_all()
    assert desk.table.rowCount() == tick_rows.BURST + 9


def test_what_the_ring_gives_up_is_gone_and_the_rest_is_there_once(qapp):
    desk = Desk(capacity=500, tested=False)
    for first in range(1, 1_801, 60):
        desk.tell(*(tick("a", n) for n in range(first, first + 60)))
    desk.table.search()
    desk.read_all()
    assert [ref.n for ref in desk.refs()] == list(range(1_800, 1_300, -1))


def test_what_is_recalled_goes_below(desk):
    desk.tell(tick("a", 50, run=2))
    desk.timeline.recall(Recalled([tick("a", n) for n in range(1, 40)], {}, [], 0))
    desk.table.flush()
    assert desk.refs() == [TickRef("a", 2, 50), *(TickRef("a", 1, n) for n in range(39, 0, -1))]


def test_running_and_planned_ones_stand_on_top(desk):
    desk.tell(tick("a", 1))
    desk.tell(TickStarted("b", 1, 7, Kind.ACTION, 8 * NS, 8 * NS + 2_000_000))
    assert desk.refs() == [TickRef("b", 1, 7), TickRef("a", 1, 1)]
    assert [desk.text(0, column) for column in list(Column)[1:]] == ["Beta", "Running", "", "1 s", "2 ms", "–"]
    assert desk.table.index(0, 0).data(LOOK) == "running"
    desk.table.search(plans=True)
    desk.timeline.set_plans("c", [PlannedTick(20 * NS, 25 * NS), PlannedTick(40 * NS, 40 * NS)])
    desk.table.flush()
    assert [desk.table.index(row, 0).data(LOOK) for row in range(4)] == ["planned", "planned", "running", "ok"]
    assert desk.table.index(0, 0).data(REF) is None
    assert desk.table.index(0, 0).data(TASK) == "c"
    assert desk.text(0, Column.WHY) == ""
    assert desk.text(1, Column.WHY).startswith("at the latest at ")
    kept = QPersistentModelIndex(desk.table.index(3, 0))
    desk.tell(tick("b", 7))
    assert [desk.table.index(row, 0).data(LOOK) for row in range(4)] == ["planned", "planned", "ok", "ok"]
    assert kept.data(REF) == TickRef("a", 1, 1)
    desk.table.search(Which(frozenset({Outcome.OK})), plans=True)
    assert desk.table.rowCount() == 2


def test_a_row_in_words(desk):
    desk.tell(tick("a", 1, Outcome.FAILED, why="no route", took_ns=NS))
    assert [desk.text(0, column) for column in list(Column)[1:]] == ["Alpha", "Failed", "no route", "1 s", "–", "2"]
    desk.log.clear()
    assert desk.text(0, Column.WHY) == ""
    assert desk.text(0, Column.ATTEMPTS) == "–"


def test_a_tick_chosen_elsewhere_is_found_further_down(qapp):
    desk = Desk(tested=False)
    desk.tell(*(tick("a", n) for n in range(1, 4_001)))
    desk.table.search()
    assert desk.table.row_of(TickRef("a", 1, 1_000)) == 3_000
    assert desk.table.row_of(TickRef("a", 1, 9_999)) == -1


def test_of_another_set_nothing_is_left(desk):
    desk.tell(tick("a", 1))
    desk.timeline.clear()
    desk.table.flush()
    assert desk.table.rowCount() == 0


def test_nothing_is_read_while_nobody_looks(desk):
    desk.timeline.append([tick("a", 1)])
    assert not desk.table._flush.isActive()
    desk.table.watch(True)
    assert desk.table.rowCount() == 1
    desk.timeline.append([tick("a", 2)])
    assert desk.table._flush.isActive()
    desk.table.watch(False)
    assert not desk.table._flush.isActive()


def columns(count: int, lanes: int = 1_000) -> Ticks:
    place = np.arange(count)
    outcome = np.where(place % 1_000 == 0, CODES[Outcome.FAILED], 0)
    return Ticks(place % lanes, place, place + 5, place, outcome, place // 7, place % 97)


def test_a_search_among_many_looks_at_slices_and_stops_where_a_range_begins():
    ticks = columns(10 * SLICE)
    asked: list[int] = []

    def newest(count: int, before: int) -> Ticks:
        asked.append(before)
        last = max(0, len(ticks) - before)
        return ticks.of(slice(max(0, last - count), last))

    failed = np.zeros(len(OUTCOMES), np.bool_)
    failed[CODES[Outcome.FAILED]] = True
    found, looked_at = search(newest, len(ticks), 0, Sought(outcomes=failed), 50)
    assert found.start.tolist() == [at for at in range(len(ticks) - 1, 0, -1) if at % 1_000 == 0][:50]
    assert looked_at == len(ticks) - int(found.start[-1])
    assert len(asked) == -(-looked_at // SLICE)
    asked.clear()
    found, looked_at = search(newest, len(ticks), 0, Sought(span=(9 * SLICE, 2**62)), 10**9)
    assert (len(found), looked_at) == (SLICE + 5, len(ticks))
    assert len(asked) == 3


def test_ids_tell_ticks_apart():
    grid = np.meshgrid(np.arange(200), np.arange(50), np.arange(100))
    lane, run, n = (part.ravel() for part in grid)
    assert len(np.unique(ids_of(Ticks(lane, lane, lane, lane, lane, run, n)))) == len(lane)


def test_what_comes_after_a_page_was_found_goes_on_top_and_nothing_older_with_it():
    desk = Desk()
    desk.tell(*(tick("a", n) for n in range(1, 1_001)))
    desk.table.search()  # of a thousand a page
    desk.tell(tick("a", 1_001), tick("a", 1_002))
    numbers = [ref.n for ref in desk.refs()]
    assert numbers == list(range(1_002, 1_002 - len(numbers), -1))


def test_a_tick_that_is_tried_again_says_so(desk):
    desk.tell(TickStarted("a", 1, 7, Kind.ACTION, 7 * NS, 7 * NS))
    assert (desk.text(0, Column.WHY), desk.text(0, Column.ATTEMPTS)) == ("", "–")
    attempt = Attempt(7 * NS, 8 * NS, Outcome.FAILED, 3)
    desk.tell(Tried("a", 1, 7, 1, 4, attempt, 12 * NS))
    assert desk.text(0, Column.WHY) == "Attempt 2 of 4 in 2 s: 1 attempt(s) failed with exit code 3"
    assert (desk.text(0, Column.OUTCOME), desk.text(0, Column.ATTEMPTS)) == ("Running", "1")
    desk.tell(Tried("a", 1, 7, 2, 4, attempt, 10 * NS))
    assert desk.text(0, Column.WHY) == "Attempt 3 of 4: 2 attempt(s) failed with exit code 3"
    assert desk.text(0, Column.ATTEMPTS) == "3"
    desk.tell(tick("a", 7))
    assert (desk.text(0, Column.OUTCOME), desk.text(0, Column.ATTEMPTS)) == ("Succeeded", "2")
