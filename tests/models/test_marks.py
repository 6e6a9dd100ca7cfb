"""Pauses, gaps, moves of the clock and attempts: live, and as the history recalls them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.histories import MONO_NS, NS, WALL_NS, end, start, tick, writing
from waitgui.models.attempts import MOST_OF_A_TICK, Attempts
from waitgui.models.marks import PAUSES_KEPT, ClockJump, Gap, GapKind, Pause, Pauses
from waitgui.models.recalled import recalled
from waitgui.models.recalled_marks import absences
from waitgui.models.tick_ring import CODES
from waitgui.models.timeline import Anchor, Lane, Run, TimelineModel
from waitgui.store.history_reader import Reader
from waitgui.store.history_recent import recent
from waitgui.tasks import record
from waitgui.tasks.record import (
    Attempt,
    ClockMoved,
    Kind,
    Outcome,
    Paused,
    Planned,
    Reason,
    Result,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
)

NOW_NS = 77 * NS
AT_S = 10_000
WALL_NOW_NS = WALL_NS + AT_S * NS


def at(seconds: float) -> int:
    """A time of the life before on the present clock."""
    return NOW_NS + round((seconds - AT_S) * NS)


def model(*tasks: str) -> TimelineModel:
    timeline = TimelineModel(Anchor(NOW_NS, WALL_NOW_NS))
    timeline.set_lanes(Lane(task, task, "") for task in tasks)
    return timeline


def retried(lane_task: str, n: int, start_ns: int, *outcomes: Outcome) -> Tick:
    """Attempts of 2 s, with waits of 1 s between them."""
    tries = tuple(
        Attempt(start_ns + 3 * place * NS, start_ns + (3 * place + 2) * NS, outcome)
        for place, outcome in enumerate(outcomes)
    )
    result = Result(outcomes[-1])
    return Tick(
        lane_task, 1, n, Kind.ACTION, start_ns, start_ns, tries[-1].end_ns, result, len(tries), None, "command", tries
    )


def test_a_pause_lasts_until_it_is_resumed_or_its_run_ends():
    timeline = model("a", "b")
    timeline.append([RunStarted("a", 1, 0, WALL_NS), Paused("a", 1, 5), Paused("a", 1, 6)])
    assert timeline.pauses(0) == (Pause(5, None),)
    timeline.append([Resumed("a", 1, 9), Resumed("a", 1, 10), Paused("a", 1, 12)])
    assert timeline.pauses(0) == (Pause(5, 9), Pause(12, None))
    timeline.append([RunEnded("a", 1, Reason.STOPPED, 0, 0, 20)])
    assert timeline.pauses(0) == (Pause(5, 9), Pause(12, 20))
    assert timeline.pauses(1) == ()
    timeline.clear()
    timeline.set_lanes([Lane("a", "a", "")])
    assert timeline.pauses(0) == ()


def test_of_many_pauses_the_newest_are_kept():
    pauses = Pauses()
    for n in range(PAUSES_KEPT + 10):
        pauses.note(Paused("a", 1, 2 * n))
        pauses.note(Resumed("a", 1, 2 * n + 1))
    assert len(pauses) == PAUSES_KEPT
    assert next(iter(pauses)) == Pause(20, 21)
    pauses.recall([Pause(-9, -8), Pause(20, 21)])
    assert len(pauses) == PAUSES_KEPT
    assert next(iter(pauses)) == Pause(20, 21)


def test_a_jump_of_the_clock_stays_where_it_was():
    timeline = model("a")
    timeline.append([ClockMoved(NOW_NS, 3600 * NS, WALL_NOW_NS + 3600 * NS)])
    assert timeline.wall_ns(NOW_NS) == WALL_NOW_NS + 3600 * NS
    timeline.append([ClockMoved(NOW_NS + 9 * NS, -NS, WALL_NOW_NS + 3608 * NS)])
    assert timeline.clock_jumps == [ClockJump(NOW_NS, 3600 * NS), ClockJump(NOW_NS + 9 * NS, -NS)]


def test_a_gap_says_why():
    timeline = model("a")
    timeline.append([record.Gap(5, 9, asleep=False), record.Gap(1, 3, asleep=True)])
    assert timeline.gaps == [Gap(1, 3, GapKind.SUSPENDED), Gap(5, 9, GapKind.STALLED)]


def test_attempts_lie_within_their_tick():
    timeline = model("a", "b")
    timeline.append([tick("b", 1, 1), retried("a", 7, 100 * NS, Outcome.FAILED, Outcome.TIMED_OUT, Outcome.OK)])
    found = timeline.attempts(0, 200 * NS)
    assert found.start.tolist() == [100 * NS, 103 * NS, 106 * NS]
    assert found.end.tolist() == [102 * NS, 105 * NS, 108 * NS]
    assert found.outcome.tolist() == [CODES[one] for one in (Outcome.FAILED, Outcome.TIMED_OUT, Outcome.OK)]
    assert set(found.n.tolist()) == {7}
    assert set(found.lane.tolist()) == {timeline.number_of("a")}
    assert len(timeline.attempts(103 * NS, 104 * NS)) == 1
    whole = timeline.retried(102 * NS + 1, 103 * NS - 1)  # in a wait: no attempt is there, but the tick is
    assert (whole.start.tolist(), whole.end.tolist(), whole.n.tolist()) == ([100 * NS], [108 * NS], [7])
    timeline.clear()
    assert len(timeline.attempts(0, 200 * NS)) == len(timeline.retried(0, 200 * NS)) == 0


def test_attempts_are_bounded():
    attempts = Attempts(capacity=100)
    for n in range(60):
        attempts.add([(0, retried("a", n, n * 10 * NS, *[Outcome.FAILED] * 3))])
    assert len(attempts.window(0, 2**62)) == 100
    assert attempts.window(0, 2**62).n.max() == 59
    attempts = Attempts()
    attempts.add([(0, retried("a", 1, 0, *[Outcome.FAILED] * (MOST_OF_A_TICK + 5)))])
    assert len(attempts.window(0, 2**62)) == MOST_OF_A_TICK
    assert attempts.window(0, 2**62).start.min() == 15 * NS
    assert attempts.ticks(0, 2**62).start.tolist() == [0]


spans = st.lists(
    st.tuples(st.integers(0, 100), st.integers(1, 30), st.sampled_from((Reason.QUIT, Reason.STOPPED, None))), max_size=8
)


@given(spans, st.integers(140, 160))
def test_the_program_wasnt_there_between_its_end_and_its_next_start(found, began):
    """Second by second: nobody runs, and the last that did was one of a time when the program was closed."""
    runs = [
        Run(n, begin * NS, (begin + took) * NS, reason)
        for n, (begin, took, reason) in enumerate(found)
        if took or reason
    ]
    absent = np.zeros(200, bool)
    for gap in absences(runs, began * NS):
        assert gap.kind is GapKind.NOT_RUNNING
        assert gap.end_ns - gap.start_ns >= 2 * NS
        assert not absent[gap.start_ns // NS : gap.end_ns // NS].any()
        absent[gap.start_ns // NS : gap.end_ns // NS] = True
        before = [run for run in runs if run.start_ns <= gap.start_ns]
        assert max(run.end_ns for run in before) == gap.start_ns
        assert any(run.reason is Reason.QUIT for run in before)
        assert all(run.reason is not None for run in before)
        assert gap.end_ns == min([run.start_ns for run in runs if run.start_ns > gap.start_ns], default=began * NS)
    for run in runs:
        assert not absent[run.start_ns // NS : run.end_ns // NS].any()
    if runs and all(run.reason is Reason.QUIT for run in runs):
        alive = np.zeros(200, bool)
        for run in runs:
            alive[run.start_ns // NS : run.end_ns // NS] = True
        first = min(run.start_ns for run in runs) // NS
        wanted = ~alive
        wanted[:first] = wanted[began:] = False
        lengths = np.diff(np.flatnonzero(np.diff(np.concatenate(([0], wanted, [0])))))[::2]
        assert absent.sum() == lengths[lengths >= 2].sum()


def test_while_a_run_goes_on_elsewhere_the_program_is_there():
    assert absences([Run(1, 0, 5 * NS, Reason.QUIT), Run(2, 0, 3 * NS)], 100 * NS) == []
    lost = [Run(1, 0, 5 * NS, Reason.LOST), Run(2, 50 * NS, 60 * NS, Reason.STOPPED)]
    assert absences(lost, 100 * NS) == [Gap(5 * NS, 50 * NS, GapKind.NOT_RUNNING)]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "history.sqlite3"
    clock = {"wall_ns": lambda: WALL_NS + 200 * NS, "mono_ns": lambda: MONO_NS + 200 * NS}
    with writing(path, **clock) as writer:
        sink = writer.sink("S")
        sink.post(start("a", 1, 0))
        due_ns = MONO_NS + 5 * NS
        plan = Planned("a", 1, 1, due_ns, "start", MONO_NS, 5 * NS, 0, 0)
        sink.post(retried("a", 1, due_ns, Outcome.FAILED, Outcome.OK)._replace(plan=plan))
        sink.post(Paused("a", 1, MONO_NS + 20 * NS))
        sink.post(Resumed("a", 1, MONO_NS + 30 * NS))
        sink.post(Paused("a", 1, MONO_NS + 40 * NS))
        sink.post(ClockMoved(MONO_NS + 45 * NS, 3600 * NS, WALL_NS + 3645 * NS))
        sink.post(record.Gap(MONO_NS + 41 * NS, MONO_NS + 43 * NS, asleep=False))
        sink.post(end("a", 1, 1, 50, Reason.QUIT))
    return path


def found(path, *, began_ns=None):
    reader = Reader(path)
    try:
        past = recent(reader, "S", ("a", "b"), since_ns=0, most=1_000)
    finally:
        reader.close()
    return recalled(past, now_ns=NOW_NS, wall_ns=WALL_NOW_NS, began_ns=began_ns)


def test_the_history_recalls_pauses_jumps_and_where_nobody_was(path):
    past = found(path, began_ns=at(9_000))
    assert past.pauses == {"a": [(1, Pause(at(20), at(30))), (1, Pause(at(40), at(50)))]}
    assert past.clock_jumps == [ClockJump(at(45), 3600 * NS)]
    away = Gap(at(50), at(9_000), GapKind.NOT_RUNNING)
    assert past.gaps == [Gap(at(41), at(43), GapKind.STALLED), away]
    timeline = model("a", "b")
    timeline.recall(past)
    assert timeline.pauses(0) == (Pause(at(20), at(30)), Pause(at(40), at(50)))
    assert timeline.clock_jumps == past.clock_jumps
    timeline.append([RunStarted("a", 2, NOW_NS, WALL_NOW_NS), Paused("a", 2, NOW_NS + 5)])
    assert timeline.pauses(0)[-1] == Pause(NOW_NS + 5, None)


def test_a_pause_that_was_told_in_this_life_isnt_doubled(path):
    timeline = model("a")
    timeline.append([RunStarted("a", 1, at(0), WALL_NS), Paused("a", 1, at(20) + 3)])
    timeline.recall(found(path))
    assert timeline.pauses(0) == (Pause(at(20) + 3, None),)


def test_a_recalled_tick_has_all_its_times_on_the_present_clock(path):
    (one,) = found(path).ticks
    assert (one.plan.due_ns, one.plan.base_ns) == (at(5), at(0))
    assert [(tried.start_ns, tried.end_ns) for tried in one.tries] == [(at(5), at(7)), (at(8), at(10))]
    timeline = model("a")
    timeline.recall(found(path))
    assert timeline.attempts(at(0), at(20)).start.tolist() == [at(5), at(8)]
