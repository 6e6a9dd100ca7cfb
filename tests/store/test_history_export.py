"""The history as exports take it: all that was told, tied to the wall clock, and every mark once."""

from __future__ import annotations

import pytest

from tests.store import histories
from tests.store.histories import MONO_NS, NS, WALL_NS, tick, writing
from waitgui.store.history_export import happened, origin_ns
from waitgui.tasks.record import ClockMoved, Gap, Paused, Resumed

EVENTS = [
    histories.start("a", 1),
    histories.start("b", 1, 0.5),
    tick("a", 1, 1, 1),
    Paused("a", 1, MONO_NS + 2 * NS),
    Paused("b", 1, MONO_NS + 2 * NS),
    Resumed("a", 1, MONO_NS + 3 * NS),
    Gap(MONO_NS + 4 * NS, MONO_NS + 5 * NS, asleep=True),
    tick("a", 1, 2, 6),
    histories.end("a", 1, 2, 7),
]


@pytest.fixture
def path(tmp_path):
    with writing(tmp_path / "history.sqlite3") as writer:
        for event in EVENTS:
            writer.sink("S").post(event)
        writer.sink("T").post(histories.start("a", 1, 9))
        writer.sink("T").post(ClockMoved(MONO_NS + 10 * NS, NS, WALL_NS + 11 * NS))
    return tmp_path / "history.sqlite3"


@pytest.mark.parametrize("page", [1, 2, 100])
def test_all_that_was_told_comes_once(path, page):
    found = list(happened(path, page=page))
    told = [event for event in EVENTS if not isinstance(event, Paused | Resumed | Gap)]
    assert [one.event for one in found if one.set_name == "S"][: len(told)] == told
    marks = [event for event in EVENTS if isinstance(event, Paused | Resumed | Gap)]
    assert sorted(map(repr, (one.event for one in found if one.event in marks))) == sorted(map(repr, marks))
    assert [one.set_name for one in found if isinstance(one.event, ClockMoved)] == ["T"]
    assert len(found) == len(EVENTS) + 2


def test_times_are_tied_to_the_wall_clock(path):
    offsets = {one.offset_ns for one in happened(path, set_name="S") if isinstance(one.event, type(EVENTS[2]))}
    assert offsets == {WALL_NS - MONO_NS}


def test_the_marks_of_other_tasks_are_left_out_those_of_all_are_not(path):
    found = [one.event for one in happened(path, set_name="S", task="b")]
    assert Paused("b", 1, MONO_NS + 2 * NS) in found
    assert any(isinstance(event, Gap) for event in found)
    assert all(getattr(event, "task", "b") == "b" for event in found)


def test_the_origin_is_the_start_of_the_earliest_run_that_is_told_of(path, tmp_path):
    assert origin_ns(path) == WALL_NS
    assert origin_ns(path, task="b") == WALL_NS + NS // 2
    assert origin_ns(path, set_name="T") == WALL_NS + 9 * NS
    assert origin_ns(path, since_ns=WALL_NS + 8 * NS) == WALL_NS + NS // 2  # "a" had ended, "b" goes on
    assert origin_ns(path, set_name="U") is None
    assert origin_ns(tmp_path / "none.sqlite3") is None
    assert list(happened(tmp_path / "none.sqlite3")) == []
