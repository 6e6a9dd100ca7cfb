"""What is foreseen of a task before it is started: how far it is looked, and that this changes no answer."""

from __future__ import annotations

import pytest

from tests.tasks.make import make_task
from waitgui.runner.foresight import forecast
from waitgui.tasks.record import Reason

S = 1_000_000_000


@pytest.mark.parametrize(
    ("task", "reason", "n_ticks"),
    [
        (make_task(period="1s", stop={"after_time": "30m"}), Reason.AFTER_TIME, 1_800),
        (make_task(period="1s", jitter=0.5, stop={"after_runs": 1_000}), Reason.AFTER_RUNS, 1_000),
        (make_task(kind="poll", interval="1s", timeout="10m"), Reason.TIMED_OUT, 599),
        (make_task(kind="backoff", factor=1.0, steps=700), Reason.GAVE_UP, 700),
        (make_task(kind="backoff", at_cap="keep", cap="5s", stop={"after_failures": 50}), Reason.AFTER_FAILURES, 50),
    ],
)
def test_an_end_that_is_far_away_is_found(task, reason, n_ticks):
    end = forecast(task, takes_ns=0).end
    assert end is not None
    assert (end.reason, end.n_ticks) == (reason, n_ticks)


@pytest.mark.parametrize(
    "task",
    [
        make_task(period="1s"),
        make_task(period="1s", stop={"on_output": "x"}),
        make_task(kind="poll", interval="1s"),
        make_task(kind="backoff", at_cap="keep", cap="5s"),
    ],
)
def test_where_nothing_ends_it_no_more_is_played_than_is_shown(task):
    found = forecast(task, takes_ns=0, ticks=5, look=10**9)  # to play as many takes hours
    assert len(found.rows) == 5
    assert found.end is None


def test_points_of_a_grid_that_go_by_are_no_ticks():
    task = make_task(period="1s", sliding=False, drift_free=True)
    rows = forecast(task, takes_ns=100 * S, ticks=5).rows
    assert [row.earliest_ns // S for row in rows] == [0, 100, 200, 300, 400]


def test_without_jitter_the_earliest_is_the_latest():
    rows = forecast(make_task(period="2s"), takes_ns=S).rows
    assert all(row.earliest_ns == row.latest_ns for row in rows)
    jittered = forecast(make_task(period="2s", jitter=0.5), takes_ns=S).rows
    assert [row.latest_ns - row.earliest_ns for row in jittered][:3] == [0, S - 1, 2 * S - 2]
