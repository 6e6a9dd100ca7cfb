from __future__ import annotations

import pytest

from waitgui.models.task_states import TaskState
from waitgui.models.timeline import PlannedEnd, PlannedTick, Run
from waitgui.tasks.record import (
    Attempt,
    Kind,
    Outcome,
    Planned,
    Reason,
    Result,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
    Tried,
)
from waitgui.tasks.words import NBSP
from waitgui.views.timeline.words import (
    beyond_words,
    end_words,
    next_words,
    planned_end_words,
    span_words,
    state_icon,
)

S = 1_000_000_000
NOW = 1000 * S
STARTED = RunStarted("a", 1, 0, 0)
BEGUN = TickStarted("a", 1, 1, Kind.ACTION, 0, 0)
TRIED = Tried("a", 1, 1, 2, 5, Attempt(0, S, Outcome.FAILED, 1), NOW + 4 * S)
PLANNED = Planned("a", 1, 2, NOW + 4 * S, "grid", 0, 0, 0, 0)


def tick(outcome: Outcome) -> Tick:
    return Tick("a", 1, 1, Kind.ACTION, 0, 0, S, Result(outcome))


def state(*events) -> TaskState:
    made = TaskState()
    for event in events:
        made.apply(event)
    return made


@pytest.mark.parametrize(
    ("from_s", "to_s", "words"),
    [
        (3.2, 3.9, "4 s"), (0, 0, "0 s"), (-5, -5, "0 s"), (-1, 4.8, "0–5 s"), (31.5, 37.5, "32–38 s"),
        (58, 70, "58 s–1 min 10 s"), (11_520, 11_520, "3 h 12 min"),
    ],
)  # fmt: skip
def test_a_span_is_told_in_whole_seconds(from_s, to_s, words):
    assert span_words(round(from_s * S), round(to_s * S)) == words.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("events", "plans", "words"),
    [
        ((), (), "–"),
        ((STARTED,), (), "–"),
        ((STARTED, PLANNED), (PlannedTick(NOW + 4 * S, NOW + 6 * S),), "4–6 s"),
        ((STARTED, TickStarted("a", 1, 1, Kind.ACTION, 0, NOW - 38 * S - 1)), (), "running 38 s"),
        ((STARTED, BEGUN, TRIED), (), "retry in 4 s"),
        ((STARTED, BEGUN, TRIED._replace(next_ns=NOW)), (), "attempt 3 of 5"),
        ((STARTED, RunEnded("a", 1, Reason.AFTER_RUNS, 1, 0, 0)), (), "done"),
        ((STARTED, RunEnded("a", 1, Reason.GAVE_UP, 1, 0, 0)), (), "failed"),
        ((STARTED, RunEnded("a", 1, Reason.STOPPED, 1, 0, 0)), (), "stopped"),
    ],
)
def test_a_lane_says_what_comes_next(events, plans, words):
    assert next_words(state(*events), plans, NOW).replace(NBSP, " ") == words


@pytest.mark.parametrize(
    ("events", "icon"),
    [
        ((), ""),
        ((STARTED, PLANNED), "clock"),
        ((STARTED, tick(Outcome.OK), PLANNED), "clock"),
        ((STARTED, tick(Outcome.FAILED), PLANNED), "failed"),
        ((STARTED, tick(Outcome.TIMED_OUT), PLANNED), "failed"),
        ((STARTED, BEGUN), "running"),
        ((STARTED, BEGUN, TRIED), "stairs"),
        ((STARTED, RunEnded("a", 1, Reason.AFTER_TIME, 1, 0, 0)), "check"),
        ((STARTED, RunEnded("a", 1, Reason.BROKEN, 1, 0, 0)), "failed"),
        ((STARTED, RunEnded("a", 1, Reason.STOPPED, 1, 0, 0)), "stopped"),
    ],
)
def test_each_state_has_a_shape(events, icon):
    assert state_icon(state(*events))[0] == icon


@pytest.mark.parametrize("reason", list(Reason))
def test_each_end_has_words(reason):
    assert end_words(Run(1, 0, 5, reason, 10))


def test_a_run_that_used_up_its_ticks_says_how_many():
    assert end_words(Run(1, 0, 5, Reason.AFTER_RUNS, 10)) == "10 of 10"
    assert end_words(Run(1, 0, 5, Reason.STOPPED, 10)) == "stopped"


def test_what_lies_beyond_the_edge_says_when():
    assert beyond_words(11_520 * S, 11_520 * S).replace(NBSP, " ") == "in 3 h 12 min"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason.AFTER_RUNS, "10 of 10"), (Reason.AFTER_TIME, "time is up"), (Reason.AT, "time is up"),
        (Reason.TIMED_OUT, "times out"), (Reason.GAVE_UP, "gives up"), (Reason.SUCCEEDED, "done"),
        (Reason.AFTER_FAILURES_IN_A_ROW, "too many failures"), (Reason.WHEN_TASK_ENDS, "with another task"),
    ],
)  # fmt: skip
def test_an_end_to_come_is_told_in_the_present(reason, words):
    assert planned_end_words(PlannedEnd(NOW, reason, 10)) == words
