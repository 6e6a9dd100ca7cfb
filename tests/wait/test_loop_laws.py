"""The laws of the one machine, whatever its timer and whatever its driver does."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.wait import Call, Canceled, Done, IllegalStepError, Loop, Sleep
from waitgui.wait.backoff import Growth, jittered
from waitgui.wait.timers import Fixed, Grid, Ready, Timer, Tries, Variable

ns = st.integers(0, 1_000)
longs = st.lists(ns, min_size=1, max_size=12)


@dataclass
class Watched:
    """A timer that notes when it was armed and what it answered."""

    timer: Timer
    arms: list[tuple[int, int | None]] = field(default_factory=list)

    @property
    def spent(self) -> bool:
        return self.timer.spent

    def arm(self, now_ns: int) -> int | None:
        due_ns = self.timer.arm(now_ns)
        self.arms.append((now_ns, due_ns))
        return due_ns


def timers() -> st.SearchStrategy[Timer]:
    delays = st.lists(st.integers(-50, 500), min_size=1).map(lambda given: Variable(iter(given * 100).__next__))
    growths = st.builds(
        Growth,
        st.integers(-10, 100),
        st.floats(0, 3),
        st.just(0.0),
        st.integers(-1, 8),
        st.integers(0, 300),
    )
    return st.one_of(
        delays,
        st.integers(1, 300).map(Fixed),
        st.builds(Grid, st.integers(1, 300), st.none() | ns),
        st.just(Ready()),
        growths.map(lambda growth: Tries(growth, lambda: 0.0)),
    )


@st.composite
def loops(draw: st.DrawFn) -> tuple[Loop, Watched]:
    timer = Watched(draw(timers()))
    immediate = draw(st.booleans())
    loop = Loop(
        timer,
        sliding=draw(st.booleans()),
        immediate=immediate,
        first_ns=None if immediate else draw(st.none() | ns),
        timeout_ns=draw(st.none() | st.integers(-10, 2_000)),
        last_check=draw(st.booleans()),
    )
    return loop, timer


@given(loops(), longs, longs, st.data())
def test_never_early_never_overlapping_stop_wins(
    made: tuple[Loop, Watched], takes: list[int], late: list[int], data: st.DataObject
) -> None:
    """Any driver, however early or late it wakes, and whenever it is stopped."""
    loop, _ = made
    stop, stop_ns = Canceled(), data.draw(st.integers(0, 3_000))
    now_ns, ends = 0, []
    step = loop.start(0)
    while not isinstance(step, Done) and loop.calls < 12:
        if isinstance(step, Sleep):
            early_ns = min(step.until_ns, loop.due_ns) - 1
            assert now_ns > early_ns or loop.wake(early_ns) is step
            wake_ns = max(now_ns, step.until_ns + data.draw(st.sampled_from(late)))
            if stop_ns <= wake_ns:
                done = loop.interrupt(max(now_ns, stop_ns), stop)
                late_stop = loop.deadline_ns is not None and max(now_ns, stop_ns) > loop.deadline_ns
                assert isinstance(done, Done)
                assert done.cause is stop or late_stop
                return
            now_ns = wake_ns
            step = loop.wake(now_ns)
            assert not isinstance(step, Call) or step.due_ns <= now_ns
        else:
            assert step.n == loop.calls == len(ends) + 1
            assert not ends or now_ns >= ends[-1]
            with pytest.raises(IllegalStepError):
                loop.wake(now_ns)
            now_ns += data.draw(st.sampled_from(takes))
            ends.append(now_ns)
            step = loop.complete(now_ns)


def play(loop: Loop, takes: list[int]) -> list[tuple[int, int, int]]:
    """Due, start and end of each call with a driver that is never late."""
    calls = []
    now_ns, step = 0, loop.start(0)
    while len(calls) < len(takes):
        if isinstance(step, Call):
            start_ns = now_ns
            now_ns += takes[len(calls)]
            calls.append((step.due_ns, start_ns, now_ns))
            step = loop.complete(now_ns)
        else:
            assert isinstance(step, Sleep)
            now_ns = max(now_ns, step.until_ns)
            step = loop.wake(now_ns)
    return calls


def until(period_ns: int, *, sliding: bool) -> Loop:
    return Loop(Variable(lambda: period_ns), sliding=sliding, first_ns=0)


@given(st.integers(-100, 1_000), longs)
def test_sliding_law(period_ns: int, takes: list[int]) -> None:
    """start(n + 1) = end(n) + p."""
    for (_, _, end), (due, start, _) in itertools.pairwise(play(until(period_ns, sliding=True), takes)):
        assert due == end + period_ns
        assert start == max(end, due)


@given(st.integers(-100, 1_000), longs)
def test_non_sliding_law(period_ns: int, takes: list[int]) -> None:
    """start(n + 1) = max(start(n) + p, end(n))."""
    for (_, before, end), (due, start, _) in itertools.pairwise(play(until(period_ns, sliding=False), takes)):
        assert due == before + period_ns
        assert start == max(due, end)


@given(st.integers(1, 300), longs, st.booleans())
def test_fixed_grid_law(interval_ns: int, takes: list[int], immediate: bool) -> None:
    """The first point of the grid after the start before, or that call's end: one tick is kept, the grid stays."""
    calls = play(Loop(Fixed(interval_ns), sliding=False, immediate=immediate), takes)
    for (_, before, end), (due, start, _) in itertools.pairwise(calls):
        assert due == (before // interval_ns + 1) * interval_ns
        assert start == max(due, end)


@given(st.integers(1, 300), longs)
def test_lossy_grid_law(interval_ns: int, takes: list[int]) -> None:
    """The first point of the grid from the end of the call before on: what was missed is lost."""
    for (_, _, end), (due, start, _) in itertools.pairwise(play(Loop(Grid(interval_ns), sliding=True), takes)):
        assert due % interval_ns == 0
        assert start == due
        assert end <= due <= end + interval_ns


@given(st.integers(1, 10**6), st.floats(0.001, 10), st.lists(st.floats(0, 1, exclude_max=True), min_size=1), longs)
def test_jitter_law(period_ns: int, factor: float, drawn: list[float], takes: list[int]) -> None:
    """Each period lies in [p, p(1 + f)), and one is drawn for each."""
    uniforms = iter(drawn * 20)
    loop = Loop(Variable(lambda: jittered(period_ns, factor, next(uniforms))), sliding=True, first_ns=0)
    for (_, _, end), (due, _, _) in itertools.pairwise(play(loop, takes)):
        assert period_ns <= due - end < max(period_ns * (1 + factor), period_ns + 1)
