"""The preview: the machine of the runs on a virtual clock."""

from __future__ import annotations

import pytest

from tests.runner.drive import MS, Played
from tests.tasks.make import make_task
from waitgui.runner.preview import Cut, Timed, forecast, preview
from waitgui.tasks.record import Event, Reason, RunEnded, RunStarted, Tick

S = 1_000_000_000


def foresee(*tasks, for_ns=10 * S, **options) -> list[Event]:
    told = list(preview(tasks, for_ns=for_ns, set_name="s", wall_ns=0, **{"seed": 1, **options}))
    times = [one.at_ns for one in told if isinstance(one, Timed)]
    assert times == sorted(times)
    return [one.event if isinstance(one, Timed) else one for one in told]


def ticks(events) -> list[Tick]:
    return [event for event in events if isinstance(event, Tick)]


def test_it_is_what_the_machine_does():
    task = make_task(period="300ms", jitter=0.0, sliding=False, stop={"after_runs": 7})
    foreseen = ticks(foresee(task, takes_ns=100 * MS))
    played = Played(task, start_ns=0).play([100 * MS])
    assert [(t.n, t.due_ns, t.start_ns, t.end_ns) for t in foreseen] == [
        (t.n, t.due_ns, t.start_ns, t.end_ns) for t in played.ticks
    ]


def test_tasks_are_told_in_order_of_time():
    events = foresee(make_task("a", period="3s"), make_task("b", period="2s"), for_ns=7 * S)
    assert [(t.task, t.start_ns // S) for t in ticks(events)] == [
        ("a", 0), ("b", 0), ("b", 2), ("a", 3), ("b", 4), ("a", 6), ("b", 6),
    ]  # fmt: skip
    assert sum(isinstance(event, RunStarted) for event in events) == 2


def test_a_tick_due_at_the_end_is_not_started_and_one_under_way_is_told():
    assert [t.start_ns // S for t in ticks(foresee(make_task(period="5s")))] == [0, 5]
    under_way = ticks(foresee(make_task(period="5s"), takes_ns=7 * S))
    assert [t.end_ns // S for t in under_way] == [7]
    assert not any(isinstance(event, RunEnded) for event in foresee(make_task(period="5s"), takes_ns=7 * S))


@pytest.mark.parametrize(
    ("action", "took"),
    [({"kind": "none"}, 2), ({"kind": "none", "takes": "3s"}, 3), ({"kind": "none", "takes": "0s"}, 0)],
)
def test_an_action_takes_its_own_time_else_what_is_assumed(action, took):
    first = ticks(foresee(make_task(action=action), takes_ns=2 * S))[0]
    assert first.end_ns - first.start_ns == took * S


def test_an_assumed_command_succeeds():
    task = make_task(action={"kind": "command", "argv": ["x"], "ok_codes": [3]})
    assert ticks(foresee(task))[0].result.exit_code == 3


def test_a_seed_gives_the_same_each_time_and_another_something_else():
    task = make_task(jitter=1.0)
    assert foresee(task) == foresee(task)
    assert foresee(task) != foresee(task, seed=2)
    assert ticks(foresee(make_task("u", jitter=1.0)))[1].due_ns != ticks(foresee(task))[1].due_ns


def test_the_limit_cuts_off_and_says_so():
    events = foresee(make_task(period="1ms"), limit=5)
    assert len(ticks(events)) == 5
    assert events[-1] == Cut("t", 5)


def test_a_period_of_zero_comes_to_an_end():
    events = foresee(make_task(period="0s"), limit=1_000)
    assert len(ticks(events)) == 1_000


def test_forecast_shows_the_earliest_and_the_latest():
    seen = forecast(make_task(period="5m", jitter=0.2, initial_delay="10s", stop={"after_runs": 10}), takes_ns=40 * S)
    assert [(row.n, row.earliest_ns // S) for row in seen.rows] == [
        (1, 10),
        (2, 350),
        (3, 690),
        (4, 1_030),
        (5, 1_370),
        (10, 3_070),
    ]
    assert [round((row.latest_ns - row.earliest_ns) / S) for row in seen.rows] == [0, 60, 120, 180, 240, 540]
    assert seen.end is not None
    assert (seen.end.reason, seen.end.n_ticks, seen.end.earliest_ns // S) == (Reason.AFTER_RUNS, 10, 3_110)


def test_forecast_of_a_task_that_never_ends():
    assert forecast(make_task(), takes_ns=0).end is None


def test_forecast_of_a_limit_in_time():
    seen = forecast(make_task(stop={"after_time": "2500ms"}), takes_ns=0)
    assert [row.n for row in seen.rows] == [1, 2, 3]
    assert seen.end is not None
    assert (seen.end.reason, seen.end.latest_ns) == (Reason.AFTER_TIME, 2_500 * MS)
