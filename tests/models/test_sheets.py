"""What is gathered of rows is what the model says of each, and is gathered again after what changes it."""

from __future__ import annotations

import numpy as np
import pytest

from waitgui.models.older import Page
from waitgui.models.recalled import Recalled
from waitgui.models.sheets import NEVER, Sheets
from waitgui.models.tick_ring import TickRing
from waitgui.models.timeline import Anchor, Lane, PlannedEnd, PlannedTick, Run, TimelineModel
from waitgui.tasks.record import Kind, Outcome, Paused, Reason, Result, Resumed, RunStarted, Tick

S = 1_000_000_000
ALL = range(3)


@pytest.fixture
def model():
    model = TimelineModel(Anchor(0, 0))
    model.set_lanes([Lane("a", "", ""), Lane("b", "", "", waits=True), Lane("c", "", "")])
    model.set_plans("a", [PlannedTick(2 * S, 2 * S), PlannedTick(5 * S, 6 * S, Kind.CONDITION)])
    model.set_plans("c", [PlannedTick(3 * S, 3 * S)], goes_on=True)
    return model


def test_ticks_to_come_lie_row_after_row(model):
    sheet = Sheets(model).plan(ALL)
    assert sheet.row.tolist() == [0, 0, 2]
    assert sheet.place.tolist() == [0, 1, 0]
    assert sheet.earliest.tolist() == [2 * S, 5 * S, 3 * S]
    assert sheet.latest.tolist() == [2 * S, 6 * S, 3 * S]
    assert sheet.apart_ns.tolist() == [3 * S, NEVER, NEVER]
    assert sheet.is_check.tolist() == [False, True, False]
    assert [row for row, _ in sheet.goes_on] == [2]


def test_an_end_shows_also_where_no_tick_comes_before(model):
    end = PlannedEnd(9 * S, Reason.AFTER_TIME)
    model.set_plans("b", [], end)
    assert Sheets(model).plan(ALL).ends == [(1, end)]


def test_the_tick_that_ended_last_says_how_long_the_next_may_take(model):
    sheets = Sheets(model)
    assert sheets.plan(ALL).took_ns.tolist() == [0, 0, 0]
    model.append([Tick("c", 1, 1, Kind.ACTION, 0, 0, 4 * S, Result(Outcome.OK))])
    model.set_plans("c", [PlannedTick(8 * S, 8 * S)])
    assert sheets.plan(ALL).took_ns.tolist() == [0, 0, 4 * S]


def test_a_sheet_is_kept_as_long_as_nothing_changes_it(model):
    sheets = Sheets(model)
    assert sheets.plan(ALL) is sheets.plan(ALL)
    assert sheets.life(ALL) is sheets.life(ALL)
    before = sheets.plan(ALL), sheets.life(ALL)
    model.append([RunStarted("a", 2, S, S)])
    assert sheets.plan(ALL) is not before[0]
    assert sheets.life(ALL) is not before[1]
    assert sheets.plan(range(1, 3)).row.tolist() == [2]


def test_a_life_is_whole_until_its_first_pause(model):
    sheets = Sheets(model)
    model.append([RunStarted("a", 1, S, S), RunStarted("b", 1, 2 * S, 2 * S)])
    assert sheets.life(ALL).since_ns.tolist() == [S, 2 * S, NEVER]
    assert sheets.life(ALL).waiting == [1]
    model.append([Paused("a", 1, 3 * S)])
    assert sheets.life(ALL).since_ns.tolist() == [NEVER, 2 * S, NEVER]
    assert sheets.life(ALL).paused == [(0, 3 * S)]
    model.append([Resumed("a", 1, 4 * S)])
    assert not sheets.life(ALL).paused


def test_what_was_read_of_older_history_changes_the_lives(model):
    sheets = Sheets(model)
    before = sheets.life(ALL)
    lives = Recalled([], {"a": [Run(1, -9 * S, -5 * S, Reason.STOPPED)]}, [], 0)
    model.put_older(Page(None, 0, TickRing(1), is_cut=False, lives=lives))
    assert sheets.life(ALL) is not before


def test_nothing_is_an_empty_sheet(model):
    sheet = Sheets(model).plan(range(1, 2))
    assert len(sheet) == 0
    assert sheet.earliest.dtype == np.int64
