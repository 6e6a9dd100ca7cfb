"""The laws of the one machine, told the time by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from waitgui.wait import Call, Canceled, DeadlineExceeded, Done, IllegalStepError, Loop, Sleep, State, WaitTimeout
from waitgui.wait.backoff import Growth
from waitgui.wait.timers import Grid, Ready, Tries, Variable

if TYPE_CHECKING:
    from waitgui.wait import Step


def every(ns: int) -> Variable:
    return Variable(lambda: ns)


def until(period_ns: int, sliding: bool) -> Loop:
    return Loop(every(period_ns), sliding=sliding, first_ns=0)


def reason(step: Step) -> BaseException | None:
    assert isinstance(step, Done)
    return step.cause


def is_timeout(step: Step) -> bool:
    return type(reason(step)) is WaitTimeout


def test_a_life() -> None:
    loop = Loop(every(10), sliding=True, first_ns=5)
    assert (loop.state, loop.calls, loop.due_ns, loop.deadline_ns) == (State.NEW, 0, 0, None)
    assert loop.start(100) == Sleep(105)
    assert (loop.state, loop.calls, loop.due_ns) == (State.SLEEPING, 0, 105)
    assert loop.wake(105) == Call(1, 105)
    assert (loop.state, loop.calls, loop.due_ns) == (State.CALLING, 1, 105)
    assert loop.complete(107) == Sleep(117)
    assert loop.wake(120) == Call(2, 117)
    assert loop.complete(121, True) == Done(None)
    assert (loop.state, loop.calls, loop.deadline_ns) == (State.DONE, 2, None)


def test_early_wake_sleeps_again() -> None:
    loop = until(10, sliding=True)
    asleep = loop.start(100)
    loop.wake(100)
    asleep = loop.complete(100)
    assert asleep == Sleep(110)
    assert loop.wake(109) is asleep
    assert loop.wake(100) is asleep
    assert loop.calls == 1
    assert loop.wake(110) == Call(2, 110)


def test_a_sleep_of_no_length_comes_first() -> None:
    """There the driver looks at its stop: one that precedes the start means no run."""
    loop = until(10, sliding=False)
    assert loop.start(3) == Sleep(3)
    error = Canceled()
    assert loop.interrupt(3, error) == Done(error)
    assert loop.calls == 0


def test_immediate_calls_whatever_the_stop_says() -> None:
    loop = Loop(every(10), sliding=True, immediate=True)
    assert loop.start(3) == Call(1, 3)
    error = Canceled()
    assert loop.interrupt(3, error) == Call(1, 3)
    assert loop.complete(3) == Done(error)


def test_neither_immediate_nor_first_waits_for_the_timer() -> None:
    loop = Loop(every(10), sliding=True)
    assert loop.start(3) == Sleep(13)


def test_immediate_after_a_delay_is_a_contradiction() -> None:
    with pytest.raises(ValueError, match=r"^the first call is either immediate or after a delay$"):
        Loop(Ready(), sliding=True, immediate=True, first_ns=0)


def test_an_exception_ends_it() -> None:
    loop = Loop(every(10), sliding=True, immediate=True)
    loop.start(0)
    error = ValueError()
    assert reason(loop.complete(1, error)) is error


def test_a_result_beats_the_interruption_under_way() -> None:
    for result in (True, ValueError()):
        loop = Loop(every(10), sliding=True, immediate=True)
        loop.start(0)
        loop.interrupt(1, Canceled())
        assert reason(loop.complete(2, result)) is (None if result is True else result)


def test_of_several_interruptions_the_first_counts() -> None:
    loop = Loop(every(10), sliding=True, immediate=True)
    loop.start(0)
    first = Canceled()
    loop.interrupt(1, first)
    assert loop.interrupt(1, DeadlineExceeded()) == Call(1, 0)
    done = loop.complete(2)
    assert reason(done) is first
    assert loop.interrupt(3, Canceled()) is done


def test_the_timer_is_armed_although_interrupted() -> None:
    """Go draws the delay of a sliding loop before it looks at the stop."""
    drawn = []
    loop = Loop(Variable(lambda: drawn.append(1) or 10), sliding=True, immediate=True)
    loop.start(0)
    loop.interrupt(0, Canceled())
    assert drawn == []
    loop.complete(0)
    assert drawn == [1]


def test_sliding_arms_at_the_end_and_non_sliding_at_the_start() -> None:
    assert [starts(until(10, sliding=True), 4, n) for n in range(3)] == [0, 14, 28]
    assert [starts(until(10, sliding=False), 4, n) for n in range(3)] == [0, 10, 20]


def starts(loop: Loop, takes_ns: int, n: int) -> int:
    """When call number `n` starts, if each takes so long."""
    now_ns, step = 0, loop.start(0)
    while True:
        if isinstance(step, Call):
            if step.n > n:
                return now_ns
            now_ns += takes_ns
            step = loop.complete(now_ns)
        else:
            assert isinstance(step, Sleep)
            now_ns = max(now_ns, step.until_ns)
            step = loop.wake(now_ns)


@pytest.mark.parametrize("immediate", [True, False])
@pytest.mark.parametrize("sliding", [True, False])
def test_draws(sliding: bool, immediate: bool) -> None:
    """n calls cost n delays, without the first wait one less; a non-sliding loop draws before each call, one more."""
    delays = iter(range(1, 100))
    loop = Loop(Variable(lambda: next(delays)), sliding=sliding, immediate=immediate)
    step, n = loop.start(0), 5
    while not isinstance(step, Done):
        step = loop.complete(0, step.n == n) if isinstance(step, Call) else loop.wake(step.until_ns)
    assert next(delays) - 1 == n - immediate + (not sliding)


def test_non_sliding_is_no_grid() -> None:
    """A long call shifts all later ones: 0, 350, 450 with 100 between, where a ticker would give 400."""
    loop = until(100, sliding=False)
    loop.start(0)
    loop.wake(0)
    assert loop.complete(350) == Sleep(100)
    assert loop.wake(350) == Call(2, 100)
    assert loop.complete(350) == Sleep(450)


def test_skip_arms_anew() -> None:
    loop = Loop(Grid(10, 0), sliding=True, first_ns=0)
    loop.start(0)
    assert loop.skip(25) == Sleep(30)
    assert loop.calls == 0
    assert loop.due_ns == 30
    assert loop.wake(30) == Call(1, 30)


def test_skip_of_the_last_try_ends_it() -> None:
    loop = Loop(Tries(Growth(10, 1.0, 0.0, 1, 0), lambda: 0.0), sliding=True, first_ns=0)
    loop.start(0)
    assert is_timeout(loop.skip(0))


# deadlines


def test_the_deadline_counts_from_the_start() -> None:
    loop = Loop(every(10), sliding=True, immediate=True, timeout_ns=15)
    loop.start(100)
    assert loop.deadline_ns == 115
    assert loop.complete(103) == Sleep(113)
    loop.wake(113)
    assert loop.complete(113) == Sleep(115)
    assert loop.due_ns == 123
    assert loop.wake(114) == Sleep(115)
    assert isinstance(reason(loop.wake(115)), DeadlineExceeded)


def test_of_deadline_and_call_at_one_instant_the_deadline_wins() -> None:
    loop = Loop(every(10), sliding=True, timeout_ns=10)
    assert loop.start(0) == Sleep(10)
    assert isinstance(reason(loop.wake(10)), DeadlineExceeded)
    assert loop.calls == 0


def test_a_call_that_was_due_before_the_deadline_is_too_late_after_it() -> None:
    loop = Loop(every(10), sliding=True, timeout_ns=15)
    loop.start(0)
    assert isinstance(reason(loop.wake(15)), DeadlineExceeded)


def test_a_deadline_of_zero_allows_the_immediate_call() -> None:
    loop = Loop(Ready(), sliding=False, immediate=True, timeout_ns=0)
    assert loop.start(5) == Call(1, 5)
    assert loop.complete(5) == Sleep(5)
    assert isinstance(reason(loop.wake(5)), DeadlineExceeded)


def test_a_passed_deadline_came_before_a_later_stop() -> None:
    def loop_after_slow_call() -> Loop:
        loop = Loop(every(10), sliding=True, immediate=True, timeout_ns=50)
        loop.start(0)
        loop.complete(80)
        return loop

    stop = Canceled()
    assert isinstance(reason(loop_after_slow_call().interrupt(80, stop)), DeadlineExceeded)
    assert reason(loop_after_slow_call().interrupt(50, stop)) is stop
    assert reason(loop_after_slow_call().interrupt(49, stop)) is stop


def test_which_came_first_during_a_call() -> None:
    stop = Canceled()
    for at_ns, kind in ((49, Canceled), (50, Canceled), (51, DeadlineExceeded)):
        loop = Loop(every(10), sliding=True, immediate=True, timeout_ns=50)
        loop.start(0)
        assert loop.interrupt(at_ns, stop) == Call(1, 0)
        assert type(reason(loop.complete(80))) is kind


# last check


def legacy(interval_ns: int, timeout_ns: int | None, *, immediate: bool = False) -> Loop:
    return Loop(Grid(interval_ns), sliding=True, immediate=immediate, timeout_ns=timeout_ns, last_check=True)


def test_at_the_timeout_it_calls_once_more() -> None:
    loop = legacy(40, 50)
    assert loop.start(0) == Sleep(40)
    assert loop.deadline_ns == 50
    loop.wake(40)
    assert loop.complete(41) == Sleep(50)
    assert loop.wake(49) == Sleep(50)
    assert loop.wake(50) == Call(2, 50)
    assert loop.due_ns == 50
    assert is_timeout(loop.complete(50))


def test_the_last_check_can_succeed() -> None:
    loop = legacy(40, -1)
    assert loop.start(0) == Sleep(-1)
    assert loop.wake(0) == Call(1, -1)
    assert loop.complete(0, True) == Done(None)


def test_the_timeout_counts_from_the_end_of_the_immediate_call() -> None:
    loop = legacy(40, 50, immediate=True)
    loop.start(0)
    assert loop.deadline_ns is None
    assert loop.complete(100) == Sleep(140)
    assert loop.deadline_ns == 150
    loop.wake(140)
    loop.complete(145)
    assert loop.deadline_ns == 150


def test_a_tick_at_the_timeout_is_the_last_check() -> None:
    loop = legacy(40, 40)
    loop.start(0)
    assert loop.wake(40) == Call(1, 40)
    assert is_timeout(loop.complete(40))


def test_a_tick_before_the_timeout_is_called_however_late() -> None:
    loop = legacy(40, 50)
    loop.start(0)
    assert loop.wake(60) == Call(1, 40)
    assert loop.complete(60) == Sleep(50)
    assert loop.wake(60) == Call(2, 50)
    assert is_timeout(loop.complete(60))


def test_a_passed_timeout_does_not_hide_the_stop() -> None:
    loop = legacy(40, 50)
    loop.start(0)
    stop = Canceled()
    assert reason(loop.interrupt(60, stop)) is stop


def test_without_a_timeout_there_is_no_last_check() -> None:
    loop = legacy(40, None)
    loop.start(0)
    loop.wake(40)
    assert loop.complete(40) == Sleep(80)
    assert loop.deadline_ns is None


# tries


def tries(steps: int, cap_ns: int = 0) -> Loop:
    return Loop(Tries(Growth(10, 2.0, 0.0, steps, cap_ns), lambda: 0.0), sliding=True, first_ns=0)


def test_no_tries_at_all() -> None:
    loop = tries(0)
    assert is_timeout(loop.start(0))
    assert loop.state is State.DONE


def test_no_sleep_after_the_last_try() -> None:
    loop = tries(2)
    loop.start(0)
    loop.wake(0)
    assert loop.complete(0) == Sleep(10)
    loop.wake(10)
    assert is_timeout(loop.complete(10))


def test_stopped_during_the_last_try_it_has_timed_out() -> None:
    loop = tries(1)
    loop.start(0)
    loop.wake(0)
    loop.interrupt(0, Canceled())
    assert is_timeout(loop.complete(0))


def test_over_the_cap_a_last_sleep_is_wasted() -> None:
    loop = tries(6, 35)
    loop.start(0)
    loop.wake(0)
    assert loop.complete(0) == Sleep(10)
    loop.wake(10)
    assert loop.complete(10) == Sleep(30)
    assert loop.wake(29) == Sleep(30)
    assert is_timeout(loop.wake(30))
    assert loop.calls == 2


def test_a_timer_that_raises_changes_nothing() -> None:
    delays = iter([5])
    loop = Loop(Variable(lambda: next(delays)), sliding=True, first_ns=0)
    loop.start(0)
    loop.wake(0)
    assert loop.complete(0) == Sleep(5)
    loop.wake(5)
    with pytest.raises(StopIteration):
        loop.complete(5)
    assert loop.state is State.CALLING


# illegal steps

ENTER = {
    State.NEW: lambda loop: None,
    State.SLEEPING: lambda loop: loop.start(0),
    State.CALLING: lambda loop: (loop.start(0), loop.wake(0)),
    State.DONE: lambda loop: (loop.start(0), loop.interrupt(0, Canceled())),
}
STEPS = {
    "start": (lambda loop: loop.start(0), {State.NEW}),
    "wake": (lambda loop: loop.wake(0), {State.SLEEPING}),
    "skip": (lambda loop: loop.skip(0), {State.SLEEPING}),
    "complete": (lambda loop: loop.complete(0), {State.CALLING}),
    "interrupt": (lambda loop: loop.interrupt(0, Canceled()), {State.SLEEPING, State.CALLING, State.DONE}),
}


@pytest.mark.parametrize("state", list(State), ids=lambda state: state.name)
@pytest.mark.parametrize("name", STEPS)
def test_illegal_steps_raise(name: str, state: State) -> None:
    step, legal = STEPS[name]
    loop = until(10, sliding=True)
    ENTER[state](loop)
    assert loop.state is state
    if state in legal:
        step(loop)
        return
    with pytest.raises(IllegalStepError, match=rf"^{name} isn't legal while the loop is {state.name}$"):
        step(loop)
    assert loop.state is state
