"""Where marks stand and what they say."""

from __future__ import annotations

from datetime import UTC
from itertools import pairwise
from math import floor

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.views.timeline.scene import NOW_NS, NOW_WALL_NS, S
from waitgui.models.marks import ClockJump, Gap, GapKind, Pause
from waitgui.models.task_life import solid_pieces
from waitgui.models.tick_ring import CODES, Ticks
from waitgui.models.timeline import Anchor, Lane, PlannedTick, Run, TimelineModel
from waitgui.tasks.record import (
    Attempt,
    ClockMoved,
    Kind,
    Outcome,
    Paused,
    Reason,
    Result,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
)
from waitgui.tasks.words import NBSP
from waitgui.views.timeline.bars import lay_out
from waitgui.views.timeline.marks import Between, chips, marks_at, next_wait, tried_bars, waits
from waitgui.views.timeline.viewport import Viewport

VIEW = Viewport(NOW_NS - 500 * S, S, 1000)
"""A second a pixel."""
H = 3600 * S


def at(x: int) -> int:
    return VIEW.time_at(x)


def read(words: str) -> str:
    return words.replace(NBSP, " ")


def width_of(words: str) -> float:
    return 6.0 * len(words)


def labels(gaps, jumps=(), view=VIEW, dpr=1.0):
    found = chips(gaps, jumps, view, dpr, width_of)
    return [(read(chip.words), floor(chip.left + 1e-6), round(chip.width)) for chip in found]


def test_the_ends_of_runs_at_a_time_without_the_program_are_left_free():
    assert labels([Gap(at(400), at(430), GapKind.NOT_RUNNING)]) == []
    assert labels([Gap(at(400), at(430), GapKind.STALLED)]) == [("30 s", 397, 36)]
    assert labels([Gap(at(400), at(520), GapKind.NOT_RUNNING)]) == [("2 min", 431, 58)]


def test_a_gap_says_why_and_how_long_in_the_middle_of_its_hatch():
    assert labels([Gap(at(400), at(600))]) == [("Suspended 3 min 20 s", 426, 148)]
    assert labels([Gap(at(400), at(600), GapKind.STALLED)]) == [("Stood still 3 min 20 s", 428, 144)]
    away = Gap(at(-11_020), at(500), GapKind.NOT_RUNNING)  # so wide that it says so over and over
    ((words, _, _),) = labels([away])
    assert words == "waitgui wasn't running 3 h 12 min"


def test_a_narrow_gap_says_how_long_or_nothing():
    assert [words for words, *_ in labels([Gap(at(400), at(418))])] == ["18 s"]
    assert labels([Gap(at(400), at(411))]) == []


def test_a_move_of_the_clock_says_by_how_much():
    assert labels([], [ClockJump(at(300), H), ClockJump(at(700), -5 * S)]) == [
        ("Clock set +1 h", 252, 96),
        ("Clock set −5 s", 652, 96),
    ]
    assert labels([], [ClockJump(at(-100), H), ClockJump(at(1100), H)]) == []


@given(
    st.lists(st.tuples(st.integers(-200, 1200), st.integers(1, 300)), max_size=12),
    st.lists(st.integers(-50, 1050), max_size=4),
    st.sampled_from([1.0, 1.5, 2.0]),
)
def test_labels_never_cover_one_another(spans, jumps, dpr):
    gaps = [Gap(at(low), at(high)) for low, high in _apart(spans)]
    found = chips(gaps, [ClockJump(at(x), H) for x in jumps], VIEW, dpr, width_of)
    found.sort(key=lambda chip: chip.left)
    for before, after in pairwise(found):
        assert before.left + before.width < after.left


@given(st.lists(st.tuples(st.integers(-200, 1200), st.integers(1, 900)), max_size=12), st.integers(1, 999))
def test_each_stretch_of_a_picture_has_its_part_of_the_labels(spans, cut):
    gaps = [Gap(at(low), at(high)) for low, high in _apart(spans)]
    jumps = [ClockJump(at(low), H) for low, _ in spans[:3]]
    whole = labels(gaps, jumps)
    left = labels(gaps, jumps, Viewport(VIEW.origin_ns, S, cut))
    right = labels(gaps, jumps, Viewport(at(cut), S, 1000 - cut))
    parts = {*left, *((words, x + cut, wide) for words, x, wide in right)}
    assert parts == set(whole)


pieces = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 40)), max_size=6)


def _apart(spans) -> list[tuple[int, int]]:
    found, end = [], -1_000
    for start, took in sorted(spans):
        if start > end:
            found.append((start, start + took))
            end = start + took
    return found


@given(pieces, pieces, st.booleans(), st.booleans())
def test_a_thread_is_solid_where_a_run_lives_and_isnt_paused(runs, pauses, lasts, is_paused):
    runs, pauses = _apart(runs), _apart(pauses)
    alive = np.zeros(300, bool)
    for start, end in runs:
        alive[start:end] = True
    told = [Run(n, start, end) for n, (start, end) in enumerate(runs)]
    if lasts and told:
        told[-1] = told[-1]._replace(end_ns=None)
        alive[told[-1].start_ns :] = True
    rests = [Pause(start, end) for start, end in pauses]
    if is_paused and lasts and told and (not rests or rests[-1].end_ns > told[-1].start_ns):
        rests = [*rests[:-1], Pause(rests[-1].start_ns if rests else 150)]
    for pause in rests:
        alive[pause.start_ns : 300 if pause.end_ns is None else pause.end_ns] = False
    solid = np.zeros(300, bool)
    for run in solid_pieces(told, rests):
        end = 300 if run.end_ns is None else run.end_ns
        assert run.start_ns < end
        assert not solid[run.start_ns : end].any()
        solid[run.start_ns : end] = True
    assert solid.tolist() == alive.tolist()


def ticks_of(*rows: tuple[int, int, int, int, Outcome]) -> Ticks:
    """Of (lane, start, end, run, outcome)."""
    lane, start, end, run = (np.array(column, np.int64) for column in list(zip(*rows, strict=True))[:4])
    outcome = np.array([CODES[row[4]] for row in rows], np.uint8)
    return Ticks(lane.astype(np.int32), start, end, start, outcome, run.astype(np.int32), np.arange(len(rows)))


def test_waits_lie_between_neighbours_of_a_lane_and_a_run():
    ok, failed = Outcome.OK, Outcome.FAILED
    ticks = ticks_of(
        (0, at(10), at(12), 1, failed),
        (1, at(15), at(16), 1, failed),
        (0, at(20), at(22), 1, failed),
        (0, at(50), at(51), 1, failed),
        (0, at(70), at(70), 1, Outcome.SKIPPED),
        (0, at(91), at(95), 1, ok),
        (0, at(200), at(205), 2, ok),
        (1, at(116), at(117), 1, failed),
        (2, at(0), at(1), 1, ok),
        (2, at(300), at(301), 1, ok),
    )
    rows = np.array([1, 0, -1])
    found = waits(ticks, rows, [1], VIEW, 24)
    assert found == [Between(1, 22, 50, 28 * S), Between(1, 51, 91, 40 * S)]
    assert waits(ticks, rows, [0], VIEW, 24) == [Between(0, 16, 116, 100 * S)]
    assert waits(ticks, rows, [], VIEW, 24) == []
    far = Viewport(at(60), S, 25)
    assert [wait.row for wait in waits(ticks, rows, range(2), far, 24)] == [0, 1]
    assert [wait.left for wait in waits(ticks, rows, range(2), far, 24)] == [-44, -9]


def model_of(*lanes: Lane) -> TimelineModel:
    model = TimelineModel(Anchor(NOW_NS, NOW_WALL_NS))
    model.set_lanes(lanes)
    return model


def retried(n: int, start_ns: int, *spans: tuple[int, int]) -> Tick:
    tries = tuple(Attempt(start_ns + low * S, start_ns + high * S, Outcome.FAILED) for low, high in spans)
    end_ns = tries[-1].end_ns
    return Tick("a", 1, n, Kind.ACTION, start_ns, start_ns, end_ns, Result(Outcome.FAILED), 2, None, "", tries)


def test_a_bar_shows_its_attempts_from_some_width_on():
    model = model_of(Lane("a", "A", ""))
    plain = Tick("a", 1, 4, Kind.ACTION, at(300), at(300), at(330), Result(Outcome.OK))
    model.append([retried(1, at(100), (0, 4), (8, 30)), retried(2, at(200), (0, 2), (3, 5)), plain])
    ticks = model.window(at(0), at(1000))
    bars = lay_out(ticks, model.rows, [0], VIEW, 1.0).bars
    tried, attempts = tried_bars(model, ticks, bars, 8)
    assert ticks.n[bars.tick[tried]].tolist() == [1]
    assert [
        (VIEW.x(int(start)), VIEW.x(int(end))) for start, end in zip(attempts.start, attempts.end, strict=True)
    ] == [
        (100, 104),
        (108, 130),
    ]
    near = Viewport(at(195), S // 4, 100)
    bars = lay_out(ticks, model.rows, [0], near, 1.0).bars
    tried, attempts = tried_bars(model, ticks, bars, 8)
    assert ticks.n[bars.tick[tried]].tolist() == [2]
    nothing = lay_out(ticks, model.rows, [0], Viewport(at(-500), S, 100), 1.0).bars
    assert len(tried_bars(model, ticks, nothing, 8)[1]) == 0


def test_the_wait_under_way_leads_to_the_planned_try():
    model = model_of(Lane("a", "A", "", waits=True), Lane("b", "B", ""))
    started = [RunStarted(task, 1, at(0), NOW_WALL_NS - 500 * S) for task in "ab"]
    model.append([*started, Tick("a", 1, 1, Kind.ACTION, at(400), at(400), at(410), Result(Outcome.FAILED))])
    assert next_wait(model, 0, VIEW) is None
    model.set_plans("a", [PlannedTick(at(442), at(450))])
    model.set_plans("b", [PlannedTick(at(442), at(450))])
    assert next_wait(model, 0, VIEW) == Between(0, 410, 442, 32 * S)
    assert next_wait(model, 1, VIEW) is None
    model.append([RunStarted("a", 2, at(430), NOW_WALL_NS - 70 * S)])
    assert next_wait(model, 0, VIEW) is None, "the try before was another run's"


def test_marks_tell_in_words_what_stands_at_a_pixel():
    model = model_of(Lane("a", "A", ""), Lane("b", "B", ""))
    model.append(
        [
            RunStarted("a", 7, at(100), NOW_WALL_NS - 400 * S),
            Paused("a", 7, at(200)),
            Resumed("a", 7, at(260)),
            ClockMoved(at(300), H, NOW_WALL_NS - 200 * S + H),
            Paused("a", 7, at(400)),
        ]
    )
    model.add_gap(Gap(at(210), at(228)))

    def told(x, row=0):
        return [read(words) for words in marks_at(model, VIEW, x, row, 1.0, UTC)]

    assert told(103) == ["Run 7 started"]
    assert told(106) == []
    assert told(103, row=1) == []
    assert told(220) == ["Suspended 18 s", "Paused for 1 min"]
    assert told(220, row=-1) == ["Suspended 18 s"]
    assert told(302) == ["Clock set +1 h"]
    assert told(450) == ["Paused since 15:30:26"]  # an hour later than it seemed before the clock was set
    model.append([RunEnded("a", 7, Reason.GAVE_UP, 3, 0, at(500))])
    assert told(498) == ["Paused for 1 min 40 s", "Run 7 ended: gave up"]
