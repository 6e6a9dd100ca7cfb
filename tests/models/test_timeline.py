from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.models.task_states import State
from waitgui.models.tick_ring import CODES
from waitgui.models.timeline import Anchor, Gap, Lane, PlannedTick, Run, TickRef, TimelineModel
from waitgui.tasks.record import Kind, Outcome, Planned, Reason, Result, RunEnded, RunStarted, Tick, TickStarted

S = 1_000_000_000
ANCHOR = Anchor(mono_ns=0, wall_ns=1_700_000_000 * S)


def tick(task: str, n: int, start: int, end: int, outcome: Outcome = Outcome.OK, due: int | None = None) -> Tick:
    return Tick(task, 1, n, Kind.ACTION, start if due is None else due, start, end, Result(outcome))


def started(task: str, n: int, start: int) -> TickStarted:
    return TickStarted(task, 1, n, Kind.ACTION, start, start)


def made(*tasks: str) -> TimelineModel:
    model = TimelineModel(ANCHOR, capacity=1000)
    model.set_lanes([Lane(task, task.title(), "every 10 s") for task in tasks])
    return model


def test_a_batch_is_announced_once(qtbot):
    model = made("a")
    with qtbot.waitSignal(model.appended, timeout=5000):
        model.append([RunStarted("a", 1, 0, ANCHOR.wall_ns), tick("a", 1, 0, S)])
    with qtbot.assertNotEmitted(model.appended):
        model.append([])
    assert len(model) == 1


def test_lanes_may_be_sorted_hidden_and_shown_again():
    model = made("a", "b", "c")
    model.append([tick("b", 1, 0, S), tick("later", 1, 0, S)])
    assert model.row_of("later") == -1
    model.set_lanes([Lane("c", "C", ""), Lane("b", "B", "")])
    assert [model.row_of(task) for task in "abc"] == [-1, 1, 0]
    ticks = model.window(0, S)
    assert model.rows[ticks.lane].tolist() == [1, -1]
    model.set_lanes([Lane("later", "Later", ""), Lane("a", "A", "")])
    assert model.rows[ticks.lane].tolist() == [-1, 0]


def test_a_lane_knows_what_its_task_is_doing():
    model = made("a")
    model.append([RunStarted("a", 1, 5, ANCHOR.wall_ns + 5), Planned("a", 1, 1, 9, "start", 5, 4, 0, 0)])
    assert model.state(0).state is State.WAITING
    model.append([started("a", 1, 9)])
    assert model.state(0).state is State.RUNNING
    assert [(row, event.n) for row, event in model.running()] == [(0, 1)]
    model.append([tick("a", 1, 9, 12), RunEnded("a", 1, Reason.AFTER_RUNS, 1, 0, 12)])
    assert model.running() == []
    assert model.state(0).state is State.DONE
    assert model.took_ns(0) == 3
    assert list(model.runs(0)) == [Run(1, 5, 12, Reason.AFTER_RUNS, 1)]


def test_the_plan_is_the_window_of_the_next_tick():
    model = made("a")
    model.append([Planned("a", 1, 2, due_ns=24 * S, base="tick end", base_ns=10 * S, period_ns=10 * S,
                          jitter_ns=4 * S, window_ns=5 * S)])  # fmt: skip
    assert model.plans(0) == (PlannedTick(20 * S, 25 * S),)
    model.append([started("a", 2, 24 * S)])
    assert model.plans(0) == ()
    model.set_plans("a", [PlannedTick(30 * S, 30 * S), PlannedTick(40 * S, 42 * S)])
    assert len(model.plans(0)) == 2
    model.append([RunEnded("a", 1, Reason.STOPPED, 1, 0, 25 * S)])
    assert model.plans(0) == ()


def test_a_skipped_tick_stands_where_it_was_due():
    model = made("a")
    skip = Tick("a", 1, 2, Kind.ACTION, 10 * S, 10 * S, 10 * S, Result(Outcome.SKIPPED), attempts=0)
    model.append([tick("a", 1, 0, 25 * S), skip])
    assert len(model.window(9 * S, 11 * S)) == 2
    assert model.nearest(0, 10 * S, S) is not None
    assert model.took_ns(0) == 25 * S
    assert len(model.window(26 * S, 30 * S)) == 0


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 60), st.sampled_from(list(Outcome))), max_size=30),
       st.integers(-50, 1100), st.integers(0, 80))  # fmt: skip
def test_nearest_is_the_closest_then_the_worst_then_the_latest(spans, at, within):
    model = made("a", "b")
    ends = sorted((start + took, start, outcome) for start, took, outcome in spans if outcome is not Outcome.SKIPPED)
    events = [tick("a", n, start, end, outcome) for n, (end, start, outcome) in enumerate(ends)]
    model.append([*events, tick("b", 99, at, at, Outcome.FAILED)])
    found = model.nearest(0, at, within)

    def distance(event: Tick) -> int:
        return max(0, event.start_ns - at, at - event.end_ns)

    near = [event for event in events if distance(event) <= within]
    if not near:
        assert found is None
        return
    severity = ["ok", "met", "not_met", "skipped", "cancelled", "timed_out", "error", "failed"]
    best = min(near, key=lambda event: (distance(event), -severity.index(event.outcome), -event.start_ns))
    chosen = next(event for event in events if event.n == found.n)
    assert (distance(chosen), chosen.outcome, chosen.start_ns) == (distance(best), best.outcome, best.start_ns)


def test_a_tick_under_way_is_picked_and_stepped_to():
    model = made("a", "b")
    model.append([tick("a", n, n * 10, n * 10 + 5) for n in range(1, 6)] + [tick("b", 1, 12, 90)])
    model.append([started("a", 6, 100)])
    assert model.nearest(0, 130, 5) == TickRef("a", 1, 6)
    assert model.nearest(0, 70, 5) is None
    assert model.neighbour(TickRef("a", 1, 5), 1) == TickRef("a", 1, 6)
    assert model.neighbour(TickRef("a", 1, 6), -1) == TickRef("a", 1, 5)
    assert model.neighbour(TickRef("a", 1, 6), 1) is None
    assert model.neighbour(TickRef("a", 1, 1), -1) is None
    assert model.neighbour(TickRef("a", 1, 4), -3) == TickRef("a", 1, 1)
    assert model.times(TickRef("a", 1, 6)) == (100, None)
    assert model.times(TickRef("a", 1, 3)) == (30, 35)
    assert model.times(TickRef("a", 2, 3)) is None
    assert model.latest("a") == TickRef("a", 1, 6)
    assert model.latest("b") == TickRef("b", 1, 1)


def test_span_covers_ticks_and_runs():
    model = made("a")
    assert model.span() is None
    model.append([RunStarted("a", 1, 3 * S, ANCHOR.wall_ns + 3 * S)])
    assert model.span() == (3 * S, 3 * S)
    model.append([tick("a", 1, 4 * S, 9 * S)])
    assert model.span() == (3 * S, 9 * S)


@pytest.mark.parametrize(("drift_ns", "moves"), [(2_000_000, False), (-3600 * S, True), (3600 * S, True)])
def test_a_jump_of_the_wall_clock_moves_the_anchor_and_drift_does_not(drift_ns, moves):
    model = made("a")
    model.append([RunStarted("a", 1, 100 * S, ANCHOR.wall_ns + 100 * S + drift_ns)])
    assert model.wall_ns(100 * S) == ANCHOR.wall_ns + 100 * S + (drift_ns if moves else 0)


def test_clear_forgets_everything():
    model = made("a")
    model.append([tick("a", 1, 0, 5)])
    model.add_gap(Gap(5, 9))
    model.clear()
    assert (len(model), model.lanes, list(model.gaps), model.span()) == (0, (), [], None)


OUTCOMES = [Outcome.OK, Outcome.FAILED, Outcome.TIMED_OUT, Outcome.ERROR, Outcome.SKIPPED, Outcome.CANCELLED]


@given(
    st.integers(1, 30),
    st.lists(
        st.lists(
            st.tuples(st.sampled_from("abc"), st.integers(0, 40), st.integers(0, 5), st.sampled_from(OUTCOMES)),
            max_size=8,
        ),
        max_size=8,
    ),
)
def test_failures_are_counted_as_ticks_come_and_go(capacity, batches):
    model = TimelineModel(ANCHOR, capacity=capacity)
    model.set_lanes([Lane(task, task, "") for task in "abc"])
    for n, batch in enumerate(batches):
        model.append(
            [
                tick(task, n * 10 + place, at, at + took, outcome)
                for place, (task, at, took, outcome) in enumerate(batch)
            ]
        )
        kept = model.window(-(10**9), 10**9)
        bad = model.rows[kept.lane][np.isin(kept.outcome, [CODES[outcome] for outcome in OUTCOMES[1:4]])]
        assert model.failures().tolist() == np.bincount(bad, minlength=3).tolist()
        assert [model.failures_of(task)[0] for task in "abc"] == model.failures().tolist()


def test_the_latest_failure_is_known():
    model = made("a", "b")
    model.append([tick("a", 1, 0, 5, Outcome.FAILED), tick("a", 2, 6, 9, Outcome.FAILED), tick("a", 3, 10, 11)])
    assert model.failures_of("a") == (2, 9)
    assert model.failures_of("b") == (0, None)
    model.clear()
    assert model.failures_of("a") == (0, None)


def test_a_collapsed_group_has_one_row_for_all_its_tasks():
    model = made("a", "b", "c")
    model.append(
        [
            RunStarted("b", 1, 0, ANCHOR.wall_ns),
            tick("a", 1, 0, 4),
            tick("b", 1, 6, 9, Outcome.FAILED),
            tick("c", 1, 0, 1, Outcome.FAILED),
            started("b", 2, 12),
        ]
    )
    model.set_plans("a", [PlannedTick(30, 31), PlannedTick(60, 61)])
    model.set_plans("b", [PlannedTick(20, 21)])
    model.set_lanes([Lane("c", "C", ""), Lane("", "", "", "night", ("a", "b"))])
    assert [model.row_of(task) for task in "abc"] == [1, 1, 0]
    assert model.state(1).state is State.IDLE
    assert list(model.runs(1)) == []
    assert model.took_ns(1) is None
    assert model.plans(1) == (PlannedTick(20, 21), PlannedTick(30, 31))
    assert [(row, event.task) for row, event in model.running()] == [(1, "b")]
    assert model.failures().tolist() == [1, 1]
    assert model.nearest(1, 2, 1) == TickRef("a", 1, 1)
    assert model.nearest(1, 7, 1) == TickRef("b", 1, 1)
    assert model.nearest(1, 13, 1) == TickRef("b", 1, 2)
    assert model.is_active
    ticks = model.window(0, 12)
    assert model.rows[ticks.lane].tolist() == [0, 1, 1]
