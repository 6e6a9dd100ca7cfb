"""The preview: the machine of the runs on a virtual clock."""

from __future__ import annotations

import pytest

from tests.runner.drive import MS, Played
from tests.tasks.make import make_task
from waitgui.runner.foresight import forecast
from waitgui.runner.player import Assumed, Cut
from waitgui.runner.preview import preview
from waitgui.tasks.record import Kind, Outcome, Reason, RunEnded, RunStarted, Tick

S = 1_000_000_000


def foresee(*tasks, for_ns=10 * S, seed: int | None = 1, limit=100_000, **assumed):
    events = list(
        preview(tasks, for_ns=for_ns, set_name="s", wall_ns=0, seed=seed, limit=limit, assumed=Assumed(**assumed))
    )
    times = [time_of(event) for event in events if not isinstance(event, Cut)]
    assert times == sorted(times)
    return events


def time_of(event) -> int:
    match event:
        case RunStarted():
            return event.mono_ns
        case Tick():
            return event.end_ns if event.outcome is not Outcome.SKIPPED else 0
    return event.at_ns


def ticks(events) -> list[Tick]:
    return [event for event in events if isinstance(event, Tick)]


@pytest.mark.parametrize("takes_ns", [100 * MS, 300 * MS, 700 * MS])
@pytest.mark.parametrize("stop", [{}, {"after_runs": 7}])
def test_it_is_what_the_machine_does(stop, takes_ns):
    task = make_task(period="300ms", jitter=0.0, sliding=False, stop=stop)
    foreseen = ticks(foresee(task, takes_ns=takes_ns))[:7]
    played = Played(task, start_ns=0).play([takes_ns], at_most=7)
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


@pytest.mark.parametrize(
    ("limit", "told"), [(1, 1), (2, 2), (5, 5), (999, 999), (5_000, 5_000), (10_000, 10_000), (10_001, 10_001)]
)
def test_the_limit_holds_where_a_slow_tick_skips_many_points(limit, told):
    slow = make_task(period="1ms", sliding=False, drift_free=True, action={"kind": "none", "takes": "10s"})
    events = list(preview([slow], for_ns=60 * S, set_name="s", wall_ns=0, seed=1, limit=limit))
    assert max(tick.n for tick in ticks(events)) == told
    assert events[-1] == Cut("t", told)
    once = foresee(make_task(period="1ms", stop={"after_runs": 1}), for_ns=60 * S, limit=1)
    assert isinstance(once[-1], RunEnded)


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


# --- Polls, backoffs, stop rules ---

SECONDS = {"kind": "none", "takes": "2s"}


def reasons(events) -> list[tuple[str, str, int]]:
    """Of each end: the task, the reason, the second."""
    return [(event.task, event.reason.value, event.at_ns // S) for event in events if isinstance(event, RunEnded)]


def test_a_poll_is_never_met_unless_it_is_said_when():
    poll = make_task(kind="poll", interval="3s", timeout="20s", action=SECONDS)
    never = foresee(poll, for_ns=60 * S)
    assert [tick.start_ns // S for tick in ticks(never)] == [3, 6, 9, 12, 15, 18]
    assert reasons(never) == [("t", "timed_out", 20)]
    met = foresee(poll, for_ns=60 * S, met_at=3)
    assert [(tick.kind.value, tick.outcome.value, tick.start_ns // S) for tick in ticks(met)] == [
        ("condition", "not_met", 3), ("condition", "not_met", 6), ("condition", "met", 9), ("action", "ok", 9),
    ]  # fmt: skip
    assert reasons(met) == [("t", "succeeded", 11)]


def test_a_backoff_fails_until_it_is_said_to_succeed():
    backoff = make_task(kind="backoff", jitter=0, cap="5s", action={"kind": "command", "argv": ["x"], "ok_codes": [1]})
    assert reasons(foresee(backoff, for_ns=60 * S)) == [("t", "gave_up", 7)]
    seen = foresee(backoff, for_ns=60 * S, succeeds_at=2)
    assert [(tick.outcome.value, tick.result.exit_code) for tick in ticks(seen)] == [("failed", 2), ("ok", 1)]
    assert reasons(seen) == [("t", "succeeded", 1)]


def test_retries_are_foreseen_within_the_tick():
    backoff = make_task(kind="backoff", steps=1, retry={"duration": "1s", "jitter": 0}, action=SECONDS)
    (tick,) = ticks(foresee(backoff, for_ns=60 * S))
    assert (tick.attempts, tick.end_ns // S) == (3, 2 + 1 + 2 + 2 + 2)


def test_the_condition_of_a_stop_rule_is_never_met_and_takes_no_time():
    task = make_task(period="4s", stop={"when": {"kind": "file", "path": "/x"}})
    assert [tick.start_ns // S for tick in ticks(foresee(task))] == [0, 4, 8]


@pytest.mark.parametrize("follower_first", [True, False])
def test_a_task_that_ends_with_another_is_foreseen_so(follower_first):
    tasks = [
        make_task("follower", period="3s", stop={"when_task_ends": "leader"}),
        make_task("leader", period="3s", stop={"after_runs": 3}),
    ]
    events = foresee(*tasks[:: 1 if follower_first else -1], for_ns=60 * S)
    assert sorted(reasons(events)) == [("follower", "when_task_ends", 6), ("leader", "after_runs", 6)]
    # A stop at the instant of a due tick wins.
    assert [tick.start_ns // S for tick in ticks(events) if tick.task == "follower"] == [0, 3]


def test_ends_go_on_along_a_chain_and_around_a_circle():
    chain = [
        make_task("c", period="1h", stop={"when_task_ends": "b"}),
        make_task("b", period="1h", stop={"when_task_ends": "a"}),
        make_task("a", period="1h", stop={"after_time": "5s"}),
    ]
    assert {(reason, at) for _, reason, at in reasons(foresee(*chain))} == {("after_time", 5), ("when_task_ends", 5)}
    circle = [
        make_task("a", period="1h", stop={"when_task_ends": "b"}),
        make_task("b", period="1h", stop={"when_task_ends": "a", "after_time": "5s"}),
    ]
    assert len(reasons(foresee(*circle))) == 2


def test_a_task_is_ended_though_nothing_more_of_it_would_have_been_told():
    events = foresee(
        make_task("follower", period="1h", stop={"when_task_ends": "leader"}),
        make_task("leader", period="1h", stop={"after_time": "5s"}),
    )
    assert ("follower", "when_task_ends", 5) in reasons(events)


def test_a_task_that_is_cut_off_has_not_ended():
    events = foresee(
        make_task("follower", period="1h", stop={"when_task_ends": "leader"}),
        make_task("leader", period="0s"),
        limit=10,
    )
    assert events[-1] == Cut("leader", 10)
    assert not reasons(events)


def test_an_end_within_the_time_is_told_and_a_later_one_is_not():
    assert reasons(foresee(make_task(stop={"after_time": "10s"}))) == [("t", "after_time", 10)]
    assert not reasons(foresee(make_task(action=SECONDS, period="9s", stop={"after_runs": 2}), for_ns=12 * S))


def test_a_slow_tick_holds_up_no_other():
    events = foresee(make_task("slow", period="1s", action={"kind": "none", "takes": "8s"}), make_task("quick"))
    assert len([tick for tick in ticks(events) if tick.task == "quick"]) == 10


def test_many_tasks_are_told_in_order():
    tasks = [make_task(f"t{n}", period=f"{n + 1}s", jitter=0.3, initial_delay=f"{n}s") for n in range(60)]
    assert len(ticks(foresee(*tasks, for_ns=3_600 * S))) > 10_000


def test_the_forecast_of_a_poll_has_checks_and_what_is_met_has_an_action():
    poll = make_task(kind="poll", interval="3s")
    rows = forecast(poll, takes_ns=0, ticks=3).rows
    assert [(row.kind, row.earliest_ns // S) for row in rows] == [(Kind.CONDITION, s) for s in (3, 6, 9)]
    met = forecast(poll, takes_ns=0, met_at=2)
    assert [row.kind for row in met.rows] == [Kind.CONDITION, Kind.CONDITION, Kind.ACTION]
    assert met.end is not None
    assert met.end.reason is Reason.SUCCEEDED


def test_the_forecast_of_a_backoff_shows_how_the_cap_ends_it():
    seen = forecast(make_task(kind="backoff", cap="5s", jitter=0.5), takes_ns=0)
    assert [row.earliest_ns // S for row in seen.rows] == [0, 1, 3]
    assert seen.end is not None
    assert (seen.end.reason, seen.end.n_ticks, seen.end.earliest_ns // S) == (Reason.GAVE_UP, 3, 7)
    assert round(seen.end.latest_ns / S, 3) == 10.5
