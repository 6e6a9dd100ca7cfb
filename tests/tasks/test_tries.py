"""How a backoff goes: the same as the engine's own loop makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waitgui.tasks.model import Backoff, Retry
from waitgui.tasks.tries import ALMOST_ONE, prospect, round_cap_ns
from waitgui.wait import durations
from waitgui.wait.backoff import Growth
from waitgui.wait.loop import Call, Done, Loop, Sleep
from waitgui.wait.timers import Tries

S = 1_000_000_000


def backoff(**fields):
    return Backoff.model_validate({"kind": "backoff", "duration": "1s", "jitter": 0.0, **fields})


def played(schedule, u):
    """How many calls the engine's loop makes that all fail at once, and when it is done."""
    growth = Growth(schedule.duration_ns, schedule.factor, schedule.jitter, schedule.steps, schedule.cap_ns or 0)
    loop = Loop(Tries(growth, lambda: u), sliding=True, first_ns=0)
    now_ns, calls, step = 0, 0, loop.start(0)
    while not isinstance(step, Done):
        if isinstance(step, Call):
            calls += 1
            step = loop.complete(now_ns, False)
        else:
            assert isinstance(step, Sleep)
            now_ns = max(now_ns, step.until_ns)
            step = loop.wake(now_ns)
    return calls, now_ns


def test_a_cap_ends_it_early():
    whole = prospect(backoff(cap="5s"))
    assert (whole.tries, whole.low_ns, whole.ended_by_cap) == (3, 7 * S, True)
    assert [wait.low_ns for wait in whole.waits] == [S, 2 * S, 4 * S]
    assert [wait.low_ns // S for wait in whole.ghosts] == [8, 16, 32, 64, 128, 256, 512]
    assert (whole.next_ns, whole.least_cap_ns) == (8 * S, 512 * S)
    assert durations.text(whole.least_cap_ns) == "8m32s"


def test_the_least_cap_is_the_least():
    least_ns = prospect(backoff(cap="5s")).least_cap_ns
    assert not prospect(backoff(cap=durations.text(least_ns))).ended_by_cap
    assert prospect(backoff(cap=durations.text(least_ns - 1))).ended_by_cap


def test_a_cap_below_the_first_wait_leaves_one_try():
    whole = prospect(backoff(cap="100ms"))
    assert (whole.tries, whole.low_ns, whole.ended_by_cap) == (1, S, True)


@pytest.mark.parametrize(("factor", "many"), [(0.0, 10), (1.0, 10), (0.5, 10)])
def test_what_does_not_grow_meets_no_cap(factor, many):
    assert prospect(backoff(factor=factor, cap="1s")).tries == many


def test_keep_goes_on_for_ever():
    whole = prospect(backoff(cap="5s", at_cap="keep"))
    assert (whole.tries, whole.ended_by_cap) == (None, False)
    assert [wait.low_ns // S for wait in whole.waits[:5]] == [1, 2, 4, 5, 5]


def test_a_retry_stays_at_its_cap_for_its_steps():
    whole = prospect(Retry.model_validate({"duration": "1s", "jitter": 0.0, "steps": 6, "cap": "3s"}))
    assert (whole.tries, whole.low_ns) == (6, (1 + 2 + 3 + 3 + 3) * S)


def test_any_number_of_steps_is_answered_at_once():
    whole = prospect(backoff(factor=1.0, steps=10**15))
    assert (whole.tries, whole.low_ns) == (10**15, (10**15 - 1) * S)
    assert prospect(backoff(factor=1.000001, steps=10**15)).low_ns is None
    assert prospect(backoff(factor=2.0, steps=10**9, cap="30s")).tries == 5


def test_no_cap_helps_where_waits_would_last_for_ages():
    assert prospect(backoff(steps=60, cap="30s")).least_cap_ns is None


@pytest.mark.parametrize(("least", "rounded"), [(512 * S, 512 * S), (11_390_625_000, 12 * S), (1_500_001, 2_000_000)])
def test_a_cap_to_be_offered_reads_well(least, rounded):
    assert round_cap_ns(least) == rounded


schedules = st.builds(
    lambda duration, factor, jitter, steps, cap: backoff(
        duration=durations.text(duration),
        factor=factor,
        jitter=jitter,
        steps=steps,
        **({"cap": durations.text(cap)} if cap else {}),
    ),
    st.integers(10**6, 10**12) | st.just(0),
    st.floats(0, 5),
    st.floats(0, 3),
    st.integers(1, 30),
    st.none() | st.integers(10**6, 10**13),
)


@settings(max_examples=200)
@given(schedules)
def test_the_engine_makes_the_same_tries(schedule):
    whole = prospect(schedule)
    assert (whole.tries, whole.low_ns) == played(schedule, 0.0)
    assert (whole.tries, whole.high_ns) == played(schedule, ALMOST_ONE)
    assert whole.ended_by_cap == (whole.tries < schedule.steps)
    if whole.least_cap_ns is not None:
        free = schedule.model_copy(update={"cap_ns": round_cap_ns(whole.least_cap_ns)})
        assert played(free, 0.0)[0] == schedule.steps
