"""Runs, pauses, gaps and moves of the clock of history that is older than what the timeline knows."""

from __future__ import annotations

import pytest

from tests.store.histories import MONO_NS, NS, WALL_NS, end, start, tick, writing
from waitgui.models.marks import ClockJump, Gap, GapKind, Pause
from waitgui.models.older import read_page
from waitgui.models.recalled import recalled
from waitgui.models.task_life import Run
from waitgui.models.timeline import Anchor, Lane, TimelineModel
from waitgui.store.history_lives import lives
from waitgui.store.history_reader import Reader
from waitgui.store.history_recent import recent
from waitgui.tasks import record
from waitgui.tasks.record import ClockMoved, Paused, Reason, Resumed

NOW_NS = 77 * NS
AT_S = 100_000
"""So long after the beginning of the life before is now."""
OFFSET_NS = WALL_NS + AT_S * NS - NOW_NS
SINCE_S = 50_000
"""From then on the timeline knows all."""


def at(seconds: float) -> int:
    """A time of the life before on the present clock."""
    return NOW_NS + round((seconds - AT_S) * NS)


def then(seconds: float) -> int:
    """The same on the clock of then."""
    return MONO_NS + round(seconds * NS)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Task "a" has a run each thousand seconds; "long" one from 1,500 to 30,000; of another set's nothing is shown."""
    path = tmp_path_factory.mktemp("history") / "history.sqlite3"
    with writing(path, wall_ns=lambda: WALL_NS + AT_S * NS, mono_ns=lambda: MONO_NS + AT_S * NS) as writer:
        sink = writer.sink("S")
        for event in (
            start("long", 1, 1_500),
            *(
                event
                for run in range(1, 61)
                for event in (
                    start("a", run, run * 1_000),
                    tick("a", run, 1, run * 1_000 + 10),
                    end("a", run, 1, run * 1_000 + 500, Reason.QUIT if run == 40 else Reason.AFTER_RUNS),
                )
                if run not in (41, 42, 43)  # after the quit of the 40th nobody was there
            ),
        ):
            sink.post(event)
        sink.post(Paused("long", 1, then(2_000)))
        sink.post(Resumed("long", 1, then(9_000)))
        sink.post(record.Gap(then(5_100), then(5_400), asleep=True))
        sink.post(ClockMoved(then(7_200), 3 * NS, WALL_NS + 7_203 * NS))
        sink.post(end("long", 1, 0, 30_000, Reason.STOPPED))
        other = writer.sink("T")
        other.post(start("a", 1, 5_000))
        other.post(record.Gap(then(5_000), then(5_050), asleep=False))
    return path


@pytest.fixture
def reader(path):
    reader = Reader(path)
    yield reader
    reader.close()


def timeline(reader) -> TimelineModel:
    """One that recalls what was told since `SINCE_S`."""
    model = TimelineModel(Anchor(NOW_NS, NOW_NS + OFFSET_NS))
    model.set_lanes([Lane(task, task, "") for task in ("a", "long")])
    found = recent(reader, "S", ("a", "long"), since_ns=WALL_NS + SINCE_S * NS, most=10_000)
    model.recall(recalled(found, now_ns=NOW_NS, wall_ns=NOW_NS + OFFSET_NS))
    assert model.known_since_ns is not None
    return model


def look(model: TimelineModel, reader, from_s: float, to_s: float) -> None:
    wanted = model.missing(at(from_s), at(to_s))
    assert wanted is not None
    model.put_older(read_page(reader, "S", wanted, now_ns=NOW_NS, offset_ns=OFFSET_NS))


def test_runs_that_lived_there_are_known_with_their_ends(reader):
    model = timeline(reader)
    before = list(model.runs(0))
    look(model, reader, 5_000, 6_000)
    shown = [run for run in model.runs(0) if at(5_000) <= run.start_ns <= at(6_000)]
    assert shown == [Run(run, at(run * 1_000), at(run * 1_000 + 500), Reason.AFTER_RUNS, 1) for run in (5, 6)]
    assert list(model.runs(0))[-len(before) :] == before
    assert list(model.runs(1)) == [Run(1, at(1_500), at(30_000), Reason.STOPPED, 0)]
    assert len({run.run for run in model.runs(0)}) == len(model.runs(0))


def test_a_pause_that_began_long_before_reaches_into_the_page(reader):
    model = timeline(reader)
    look(model, reader, 5_000, 6_000)
    assert list(model.pauses(1))[:1] == [Pause(at(2_000), at(30_000))]  # its end was told after the page
    look(model, reader, 8_000, 9_500)
    assert list(model.pauses(1)) == [Pause(at(2_000), at(9_000))]


def test_gaps_and_moves_of_the_clock_are_shown_where_they_were(reader):
    model = timeline(reader)
    look(model, reader, 5_000, 5_200)  # the gap was told after it
    assert Gap(at(5_100), at(5_400), GapKind.SUSPENDED) in model.gaps
    look(model, reader, 7_000, 7_500)
    assert model.clock_jumps == [ClockJump(at(7_200), 3 * NS)]
    assert [gap for gap in model.gaps if gap.start_ns < at(30_000)] in ([], [Gap(at(5_100), at(5_400))])


@pytest.mark.parametrize(("from_s", "to_s"), [(40_200, 44_200), (41_500, 42_500), (43_900, 44_100)])
def test_when_nobody_was_there_is_said(reader, from_s, to_s):
    model = timeline(reader)
    look(model, reader, from_s, to_s)
    (absent,) = (gap for gap in model.gaps if gap.kind is GapKind.NOT_RUNNING)
    assert absent.start_ns == at(40_500)
    assert absent.end_ns == at(44_000) or at(to_s) <= absent.end_ns < at(44_000)


def test_another_page_and_another_set_forget_them(reader):
    model = timeline(reader)
    before = list(model.runs(0)), list(model.gaps), list(model.clock_jumps)
    look(model, reader, 5_000, 8_000)
    assert (list(model.runs(0)), list(model.gaps), list(model.clock_jumps)) != before
    look(model, reader, 20_000, 20_100)
    assert not [run for run in model.runs(0) if run.start_ns < at(15_000)]
    found = recent(reader, "S", ("a", "long"), since_ns=WALL_NS + SINCE_S * NS, most=10_000)
    model.recall(recalled(found, now_ns=NOW_NS, wall_ns=NOW_NS + OFFSET_NS))
    assert (list(model.runs(0)), list(model.gaps), list(model.clock_jumps)) == before
    look(model, reader, 5_000, 8_000)
    model.clear()
    assert (list(model.gaps), list(model.clock_jumps)) == ([], [])


def test_what_is_known_twice_is_shown_once(reader):
    """The wall clock may have drifted since: a gap of the page that lies within a second of one is that one."""
    model = timeline(reader)
    model.add_gap(Gap(at(5_100) + NS // 2, at(5_400)))
    look(model, reader, 5_000, 6_000)
    assert len([gap for gap in model.gaps if gap.kind is GapKind.SUSPENDED]) == 1


def test_lives_are_of_the_set_alone_and_bounded_by_the_stretch(reader):
    found = lives(reader, "S", WALL_NS + 5_200 * NS, WALL_NS + 5_300 * NS)
    assert {(run.started.task, run.started.run) for run in found.runs} >= {("a", 5), ("long", 1)}
    assert len(found.runs) == 3  # and the one that ended last before
    assert lives(reader, "none", 0, 2**62) == ([], [])
