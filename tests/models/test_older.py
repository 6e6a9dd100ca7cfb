"""History that is older than what the timeline keeps: read from real files, a page at a time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.histories import MONO_NS, NS, WALL_NS, start, tick, writing
from waitgui.models.older import Page, Span, read_page
from waitgui.models.recalled import NOTHING, recalled
from waitgui.models.tick_columns import CODES
from waitgui.models.tick_ring import TickRing
from waitgui.models.timeline import Anchor, Lane, TickRef, TimelineModel
from waitgui.store.history_reader import Reader
from waitgui.store.history_recent import recent
from waitgui.store.history_stretch import stretch
from waitgui.tasks.record import Outcome, RunStarted

NOW_NS = 77 * NS
AT_S = 100_000
"""So long after the beginning of the life before is now."""
OFFSET_NS = WALL_NS + AT_S * NS - NOW_NS
BUSY, RARE = 1_000, 10


def at(seconds: float) -> int:
    """A time of the life before on the present clock."""
    return NOW_NS + round((seconds - AT_S) * NS)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A busy task: a tick every 10 s, every 50th failed; a rare one: one every 1,000 s, which takes 400 s."""
    path = tmp_path_factory.mktemp("history") / "history.sqlite3"
    with writing(path, wall_ns=lambda: WALL_NS + AT_S * NS, mono_ns=lambda: MONO_NS + AT_S * NS) as writer:
        sink = writer.sink("S")
        events = [tick("busy", 1, n, 10 * n, 2, outcome=Outcome.OK if n % 50 else Outcome.FAILED) for n in range(BUSY)]
        events += [tick("rare", 4, n, 1_000 * n + 5, 400) for n in range(RARE)]
        other = [tick("other", 1, n, 100 * n) for n in range(100)]
        for each in (start("busy", 1), start("rare", 4), *sorted(events, key=lambda one: one.end_ns)):
            sink.post(each)
        for each in (start("other", 1), *other):
            writer.sink("T").post(each)
    return path


@pytest.fixture
def reader(path):
    reader = Reader(path)
    yield reader
    reader.close()


def timeline(reader, most: int) -> TimelineModel:
    """One that recalls so many ticks."""
    model = TimelineModel(Anchor(NOW_NS, NOW_NS + OFFSET_NS))
    model.set_lanes([Lane(task, task, "") for task in ("busy", "rare")])
    found = recent(reader, "S", ("busy", "rare"), since_ns=0, most=most)
    model.recall(recalled(found, now_ns=NOW_NS, wall_ns=NOW_NS + OFFSET_NS))
    return model


def look(model: TimelineModel, reader, from_ns: int, to_ns: int, most: int = 10_000) -> Page | None:
    wanted = model.missing(from_ns, to_ns)
    if wanted is None:
        return None
    page = read_page(reader, "S", wanted, now_ns=NOW_NS, offset_ns=OFFSET_NS, most=most)
    model.put_older(page)
    return page


def shown(model: TimelineModel, from_ns: int, to_ns: int) -> list[tuple[int, int]]:
    ticks = model.window(from_ns, to_ns)
    return sorted(zip(ticks.lane.tolist(), ticks.n.tolist(), strict=True))


def expected(from_ns: int, to_ns: int) -> list[tuple[int, int]]:
    busy = [(0, n) for n in range(BUSY) if at(10 * n) <= to_ns and at(10 * n + 2) >= from_ns]
    rare = [(1, n) for n in range(RARE) if at(1_000 * n + 5) <= to_ns and at(1_000 * n + 405) >= from_ns]
    return busy + rare


def test_what_is_known_begins_with_the_first_tick_of_the_task_that_has_more(reader):
    model = timeline(reader, 100)
    assert model.known_since_ns == at(10 * (BUSY - 90) + 2)  # the rare one's ten left the busy one ninety
    assert shown(model, at(0), model.known_since_ns - 2 * NS - 1) == [(1, n) for n in range(RARE)]
    assert timeline(reader, 10_000).known_since_ns is None


def test_a_page_ends_where_what_is_kept_begins(reader):
    model = timeline(reader, 100)
    page = look(model, reader, at(9_000), at(9_500))
    assert page is not None
    assert not page.is_cut
    assert shown(model, at(8_900), at(20_000)) == expected(at(8_900), at(20_000))
    assert model.known_since_ns == at(8_750)
    ticks = model.window(at(9_000), at(9_000))
    assert [(int(ticks.start[0]), int(ticks.end[0]), int(ticks.due[0]))] == [(at(9_000), at(9_002), at(9_000))]
    assert ticks.outcome[0] == CODES[Outcome.FAILED]


def test_a_page_far_from_it_leaves_unknown_what_is_between(reader):
    model = timeline(reader, 100)
    since_ns = model.known_since_ns
    look(model, reader, at(3_000), at(3_400))
    assert shown(model, at(2_900), at(3_500)) == expected(at(2_900), at(3_500))
    assert model.known_since_ns == since_ns
    assert look(model, reader, at(3_010), at(3_500)) is None
    assert look(model, reader, at(5_000), at(5_010)) is not None
    assert look(model, reader, at(3_000), at(3_400)) is not None


def test_all_is_known_once_a_page_has_the_first_tick(reader):
    model = timeline(reader, 100)
    look(model, reader, at(-5_000), at(20_000))
    assert model.known_since_ns is None
    assert shown(model, at(-1), at(20_000)) == expected(at(-1), at(20_000))
    assert look(model, reader, at(-50_000), at(20_000)) is None
    assert model.span() == (at(0), at(10 * (BUSY - 1) + 2))


def test_a_page_is_bounded_and_asked_for_once(reader):
    model = timeline(reader, 100)
    page = look(model, reader, at(0), at(20_000), 200)
    assert page is not None
    assert page.is_cut
    assert len(page.ticks) <= 200
    assert page.from_ns is not None
    assert shown(model, page.from_ns, at(20_000)) == expected(page.from_ns, at(20_000))
    assert look(model, reader, at(-10), at(20_000), 200) is None
    assert look(model, reader, at(0), at(2_000), 200) is not None
    assert shown(model, at(600), at(2_000)) == expected(at(600), at(2_000))


def test_a_tick_of_a_page_is_found(reader):
    model = timeline(reader, 100)
    look(model, reader, at(3_000), at(3_400))
    ref = TickRef("busy", 1, 305)
    assert model.nearest(0, at(3_051), NS) == ref
    assert model.times(ref) == (at(3_050), at(3_052))
    assert model.neighbour(ref, 1) == TickRef("busy", 1, 306)
    assert model.neighbour(ref, -2) == TickRef("busy", 1, 303)


def test_a_run_of_this_life_keeps_its_times_whatever_the_wall_clock_did(reader):
    model = timeline(reader, 100)
    model.append([RunStarted("busy", 1, MONO_NS, WALL_NS)])
    wanted = model.missing(at(3_000), at(3_010))
    assert wanted is not None
    page = read_page(reader, "S", wanted, now_ns=NOW_NS, offset_ns=OFFSET_NS)
    assert MONO_NS + 3_000 * NS in page.ticks.newest(1_000).start.tolist()


def test_another_set_forgets_the_page(reader):
    model = timeline(reader, 100)
    look(model, reader, at(3_000), at(3_400))
    model.clear()
    assert (model.known_since_ns, model.span(), model.missing(at(0), at(1))) == (None, None, None)


def test_what_the_ring_gave_up_is_read_again(reader):
    model = TimelineModel(Anchor(NOW_NS, NOW_NS + OFFSET_NS), capacity=300)
    model.set_lanes([Lane(task, task, "") for task in ("busy", "rare")])
    found = recent(reader, "S", ("busy", "rare"), since_ns=0, most=10_000)
    model.recall(recalled(found, now_ns=NOW_NS, wall_ns=NOW_NS + OFFSET_NS))
    assert model.known_since_ns is not None
    assert model.known_since_ns > at(6_000)
    look(model, reader, at(-100), at(7_500))
    assert shown(model, at(-1), at(20_000)) == expected(at(-1), at(20_000))


@given(st.lists(st.tuples(st.integers(-500, 11_000), st.integers(0, 4_000)), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_whatever_is_looked_at_is_shown_as_it_was(path, looks):
    reader = Reader(path)
    try:
        model = timeline(reader, 100)
        for first, length in looks:
            from_ns, to_ns = at(first), at(first + length)
            look(model, reader, from_ns, to_ns)
            assert shown(model, from_ns, to_ns) == expected(from_ns, to_ns)
            since_ns = model.known_since_ns
            since_ns = at(-1_000) if since_ns is None else since_ns
            assert shown(model, since_ns, NOW_NS) == expected(since_ns, NOW_NS)
    finally:
        reader.close()


def test_a_stretch_has_no_ticks_of_others(reader):
    found = stretch(reader, "S", ("busy",), WALL_NS, WALL_NS + 95 * NS, most=100)
    assert [row[3] for row in found.rows] == list(range(10))
    assert (set(found.tasks.values()), found.is_cut, found.is_oldest) == ({"busy"}, False, True)
    assert not stretch(reader, "S", ("busy",), WALL_NS + 5 * NS, WALL_NS + 95 * NS, most=100).is_oldest
    assert stretch(reader, "none", ("busy",), 0, 2**62, most=100).rows == []


def test_a_stretch_of_a_missing_file_is_empty(tmp_path):
    reader = Reader(tmp_path / "none")
    found = stretch(reader, "S", ("busy",), -(2**62), 2**62, most=10)
    reader.close()
    assert (found.rows, found.is_cut, found.is_oldest) == ([], False, True)


@pytest.mark.parametrize(
    ("from_ns", "is_cut", "span", "shows"),
    [
        (10, False, Span(10, 50), True),
        (10, False, Span(9, 50), False),
        (10, False, Span(20, 51), False),
        (None, False, Span(-99, 50), True),
        (None, False, Span(-99, 51), False),
        (10, True, Span(0, 50), True),
        (10, True, Span(0, 49), False),
    ],
)
def test_a_page_shows_what_reading_it_again_would(from_ns, is_cut, span, shows):
    assert Page(from_ns, 50, TickRing(1), is_cut, NOTHING).shows(span) is shows
