from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui import wait
from waitgui.wait import MONOTONIC, Context, MonotonicClock, VirtualClock

if TYPE_CHECKING:
    from collections.abc import Callable

MS = 1_000_000
SOON_S = 30  # real seconds, for what comes at once


def noting(clock: VirtualClock, seen: list[tuple[str, int]], name: str) -> Callable[[], None]:
    return lambda: seen.append((name, clock.now_ns()))


def test_time_moves_only_when_told() -> None:
    clock = VirtualClock(5)
    assert clock.now_ns() == 5
    assert clock.now_ns() == 5
    clock.advance(7)
    assert clock.now_ns() == 12
    assert VirtualClock().now_ns() == 0


def test_time_does_not_go_back() -> None:
    clock = VirtualClock(5)
    with pytest.raises(ValueError, match=r"^time doesn't go back \(got -1 ns\)$"):
        clock.advance(-1)
    assert clock.now_ns() == 5


def test_advance_runs_what_is_due_in_order_each_at_its_own_time() -> None:
    clock = VirtualClock(100)
    seen: list[tuple[str, int]] = []
    for name, when_ns in (("c", 130), ("a", 110), ("b", 120), ("late", 131), ("also b", 120)):
        clock.call_at(when_ns, noting(clock, seen, name))
    clock.advance(30)
    assert seen == [("a", 110), ("b", 120), ("also b", 120), ("c", 130)]
    assert clock.now_ns() == 130
    clock.advance(1)
    assert seen[-1] == ("late", 131)


def test_what_is_not_in_the_future_waits_for_the_next_advance() -> None:
    clock = VirtualClock(100)
    seen: list[tuple[str, int]] = []
    clock.call_at(100, noting(clock, seen, "now"))
    clock.call_at(40, noting(clock, seen, "past"))
    assert seen == []
    clock.advance(0)
    assert seen == [("past", 100), ("now", 100)]


def test_what_is_not_in_the_future_waits_for_the_next_wait() -> None:
    clock = VirtualClock(100)
    seen: list[tuple[str, int]] = []
    clock.call_at(40, noting(clock, seen, "past"))
    assert not clock.wait(None, 100)
    assert seen == [("past", 100)]


def test_a_callback_may_set_another() -> None:
    clock = VirtualClock()
    seen: list[tuple[str, int]] = []
    clock.call_at(10, lambda: clock.call_at(15, noting(clock, seen, "child")))
    clock.advance(20)
    assert seen == [("child", 15)]
    assert clock.now_ns() == 20


def test_a_callback_may_move_the_time() -> None:
    clock = VirtualClock()
    seen: list[tuple[str, int]] = []
    clock.call_at(10, lambda: clock.advance(50))
    clock.call_at(12, noting(clock, seen, "other"))
    clock.advance(20)
    assert seen == [("other", 12)]
    assert clock.now_ns() == 60


def test_a_callback_that_raises_is_over() -> None:
    clock = VirtualClock()
    clock.call_at(10, lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        clock.advance(20)
    assert clock.now_ns() == 10
    clock.advance(10)
    assert clock.now_ns() == 20


def test_a_callback_can_be_taken_back() -> None:
    clock = VirtualClock()
    seen: list[tuple[str, int]] = []
    take_back = clock.call_at(10, noting(clock, seen, "never"))
    clock.call_at(11, noting(clock, seen, "kept"))
    take_back()
    take_back()
    assert not clock.wait(None, 20)
    assert seen == [("kept", 11)]
    take_back = clock.call_at(30, noting(clock, seen, "never"))
    take_back()
    with pytest.raises(RuntimeError):
        clock.wait(None, None)


def test_wait_jumps_to_the_time() -> None:
    clock = VirtualClock(5)
    assert not clock.wait(None, 50)
    assert clock.now_ns() == 50
    assert not clock.wait(None, 20)
    assert clock.now_ns() == 50


def test_wait_runs_callbacks_on_the_way() -> None:
    clock = VirtualClock()
    seen: list[tuple[str, int]] = []
    clock.call_at(10, noting(clock, seen, "a"))
    clock.call_at(50, noting(clock, seen, "at the end"))
    clock.call_at(51, noting(clock, seen, "later"))
    assert not clock.wait(None, 50)
    assert seen == [("a", 10), ("at the end", 50)]


def test_wait_ends_with_the_stop() -> None:
    clock, stop = VirtualClock(), threading.Event()
    clock.call_at(10, stop.set)
    assert clock.wait(stop, 50)
    assert clock.now_ns() == 10
    assert clock.wait(stop, 50)
    assert clock.now_ns() == 10


@pytest.mark.parametrize("form", ["event", "context", "child"])
def test_a_stop_that_coincides_with_the_time_wins(form: str) -> None:
    clock = VirtualClock()
    event, parent = threading.Event(), Context(clock=clock)
    stop = {"event": event, "context": parent, "child": Context(parent, clock=clock)}[form]
    clock.call_at(50, event.set)
    clock.call_at(50, parent.cancel)
    assert clock.wait(stop, 50)


def test_a_stop_that_coincides_with_a_call_wins() -> None:
    """The records accept either; here the call never happens."""
    for sliding in (True, False):
        clock, stop, runs = VirtualClock(), threading.Event(), []
        clock.call_at(3_000_000_000, stop.set)
        wait.backoff_until(lambda runs=runs: runs.append(1), lambda: 10**9, sliding, stop, clock=clock)
        assert len(runs) == 3


def test_a_stop_set_already_wins_over_a_time_passed_already() -> None:
    stop = threading.Event()
    stop.set()
    assert VirtualClock(5).wait(stop, 0)
    assert MONOTONIC.wait(stop, 0)


def test_a_deadline_is_something_to_wait_for() -> None:
    clock = VirtualClock()
    context = Context(timeout=2, clock=clock)
    assert clock.wait(context, None)
    assert clock.now_ns() == 2_000_000_000
    assert isinstance(context.err, wait.DeadlineExceeded)


def test_a_deadline_at_the_time_wins() -> None:
    clock = VirtualClock()
    assert clock.wait(Context(timeout=2, clock=clock), 2_000_000_000)
    clock = VirtualClock()
    assert not clock.wait(Context(timeout=2, clock=clock), 1_999_999_999)


@pytest.mark.parametrize("make_stop", [lambda: None, threading.Event, Context], ids=["none", "event", "context"])
def test_waiting_for_nothing_is_an_error(make_stop: Callable[[], wait.Stop]) -> None:
    clock = VirtualClock(5)
    clock.call_at(7, lambda: None)
    with pytest.raises(RuntimeError, match=r"^a virtual clock was to wait for something that never comes$"):
        clock.wait(make_stop(), None)
    assert clock.now_ns() == 7


@given(st.integers(0, 50), st.lists(st.tuples(st.integers(-10, 100), st.booleans())), st.none() | st.integers(0, 100))
def test_wait_ends_at_the_first_of_all(start_ns: int, planned: list[tuple[int, bool]], until_ns: int | None) -> None:
    clock, stop = VirtualClock(start_ns), threading.Event()
    for when_ns, stops in planned:
        clock.call_at(when_ns, stop.set if stops else lambda: None)
    set_ns = min((max(when_ns, start_ns) for when_ns, stops in planned if stops), default=None)
    end_ns = None if until_ns is None else max(until_ns, start_ns)
    if set_ns is None and end_ns is None:
        with pytest.raises(RuntimeError):
            clock.wait(stop, until_ns)
        return
    stopped = set_ns is not None and (end_ns is None or set_ns <= end_ns)
    assert clock.wait(stop, until_ns) == stopped
    assert clock.now_ns() == (set_ns if stopped else end_ns)


# The real clock: times are lower bounds, never measures.


def test_the_real_clock_is_never_early() -> None:
    stops = [None, threading.Event(), Context(), Context(threading.Event()), Context(timeout=1_000)]
    for stop in stops:
        until_ns = time.monotonic_ns() + 3 * MS
        assert not MONOTONIC.wait(stop, until_ns)
        assert MonotonicClock().now_ns() >= until_ns


class Hasty(threading.Event):
    """Returns from each wait at once, as a spurious wakeup does."""

    def wait(self, timeout: float | None = None) -> bool:
        return super().wait(0)


def test_a_spurious_wakeup_is_not_the_time() -> None:
    until_ns = time.monotonic_ns() + 3 * MS
    assert not MONOTONIC.wait(Hasty(), until_ns)
    assert time.monotonic_ns() >= until_ns


@pytest.mark.parametrize("until_ns", [None, 10**30], ids=["for ever", "for ages"])
def test_a_wait_without_an_end_is_stopped_at_once(until_ns: int | None) -> None:
    event, context, parent = threading.Event(), Context(), Context()
    child = Context(parent)
    for stop, set_it in ((event, event.set), (context, context.cancel), (child, parent.cancel)):
        ended = threading.Event()

        def wait_for(stop: wait.Stop = stop, ended: threading.Event = ended) -> None:
            if MONOTONIC.wait(stop, until_ns):
                ended.set()

        thread = threading.Thread(target=wait_for)
        thread.start()
        time.sleep(0.01)  # lets it block; that it does isn't needed for the test to be right
        assert not ended.is_set()
        set_it()
        assert ended.wait(SOON_S)
        thread.join()


def test_a_real_deadline_ends_the_wait() -> None:
    before_ns = time.monotonic_ns()
    assert MONOTONIC.wait(Context(timeout=0.005), None)
    assert time.monotonic_ns() - before_ns >= 5 * MS


def test_a_parent_event_is_looked_at() -> None:
    event = threading.Event()
    context = Context(event)
    threading.Timer(0.01, event.set).start()
    assert MONOTONIC.wait(context, None)
    assert isinstance(context.err, wait.Canceled)
