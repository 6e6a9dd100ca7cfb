"""Runs that end with another's: chains, cycles, and what is left of a plan."""

from __future__ import annotations

import pytest

from waitgui.models.leaders import Leaders, ended_at
from waitgui.runner.foresight import Foreseen, PlannedEnd, PlannedTick
from waitgui.runner.standing import Standing
from waitgui.tasks.record import Attempt, Kind, Outcome, Planned, Reason, RunStarted, TickStarted, Tried

S = 1_000_000_000


def end(seconds: int) -> PlannedEnd:
    return PlannedEnd(seconds * S, Reason.AFTER_RUNS, 3)


def led(**leaders: str) -> Leaders:
    made = Leaders()
    for task, leader in leaders.items():
        made.follow(task, leader)
    return made


def ticks(*starts: int, kind: Kind = Kind.ACTION) -> tuple[PlannedTick, ...]:
    return tuple(PlannedTick(start * S, start * S, kind) for start in starts)


def test_a_chain_ends_with_the_first_of_it_that_ends_by_itself():
    leaders = led(a="b", b="c", x="y")
    assert leaders.end_ns("a") is None
    assert leaders.put_end("c", end(9)) == ["a", "b"]
    assert [leaders.end_ns(task) for task in "abcx"] == [9 * S, 9 * S, None, None]
    assert leaders.put_end("c", end(9)) == []
    assert leaders.put_end("b", end(5)) == ["a"]
    assert [leaders.end_ns(task) for task in "ab"] == [5 * S, 9 * S]
    assert leaders.put_end("b", None) == ["a"]
    assert leaders.end_ns("a") == 9 * S


def test_one_that_is_over_ends_nobody_with_those_it_would_have_ended_with():
    leaders = led(a="b", b="c")
    leaders.put_end("c", end(9))
    leaders.follow("b", None)
    assert (leaders.end_ns("a"), leaders.end_ns("b")) == (None, None)


def test_a_cycle_ends_by_what_ends_one_of_it_and_moves_on_with_that():
    leaders = led(a="b", b="c", c="a")
    assert leaders.end_ns("a") is None
    for seconds in (4, 7, 3):
        assert sorted(leaders.put_end("a", end(seconds))) == ["b", "c"]
        assert [leaders.end_ns(task) for task in "abc"] == [None, seconds * S, seconds * S]
    leaders.clear()
    assert leaders.end_ns("b") is None


@pytest.mark.parametrize("own", [None, end(30)])
def test_ticks_end_before_the_end(own):
    foreseen = Foreseen((*ticks(2, 4), PlannedTick(6 * S, 9 * S), *ticks(8)), own, goes_on=True)
    left = ended_at(foreseen, Standing(), 8 * S)
    assert left == (
        (*ticks(2, 4), PlannedTick(6 * S, 8 * S)),
        PlannedEnd(8 * S, Reason.WHEN_TASK_ENDS),
        False,
    )


def test_an_end_of_its_own_that_comes_first_is_why():
    foreseen = Foreseen(ticks(2, 4), end(4))
    assert ended_at(foreseen, Standing(), 4 * S) is foreseen


def test_the_end_beyond_what_was_looked_at_is_reached_by_more_of_the_same():
    foreseen = Foreseen(ticks(2, 4), None, goes_on=True)
    assert ended_at(foreseen, Standing(), 8 * S) == (ticks(2, 4), PlannedEnd(8 * S, Reason.WHEN_TASK_ENDS), True)


def test_a_tick_that_is_under_way_then_is_waited_for():
    standing = Standing()
    standing.took_ns, standing.check_ns = 3 * S, S
    assert ended_at(Foreseen(ticks(2, 6)), standing, 8 * S).end.at_ns == 9 * S
    assert ended_at(Foreseen(ticks(2, 6, kind=Kind.CONDITION)), standing, 8 * S).end.at_ns == 8 * S
    standing.apply(RunStarted("a", 1, 0, 0))
    standing.apply(Planned("a", 1, 1, 7 * S, "start", 0, 7 * S, 0, 0))
    standing.apply(TickStarted("a", 1, 1, Kind.ACTION, 7 * S, 7 * S))
    assert ended_at(Foreseen(ticks(20)), standing, 8 * S) == ((), PlannedEnd(10 * S, Reason.WHEN_TASK_ENDS), False)
    standing.apply(Tried("a", 1, 1, 1, 3, Attempt(7 * S, 8 * S, Outcome.FAILED), 30 * S))
    assert ended_at(Foreseen(ticks(40)), standing, 8 * S).end.at_ns == 30 * S
