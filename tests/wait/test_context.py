from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from waitgui.wait import Canceled, Context, DeadlineExceeded, Stop, VirtualClock
from waitgui.wait.context import Limited, stopped

if TYPE_CHECKING:
    from collections.abc import Callable

S = 1_000_000_000


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(5 * S)


def state(context: Context) -> tuple[bool, type | None]:
    return context.done(), None if context.err is None else type(context.err)


ALIVE, CANCELED, EXCEEDED = (False, None), (True, Canceled), (True, DeadlineExceeded)


def test_alive_until_cancelled() -> None:
    context = Context()
    assert state(context) == ALIVE
    assert context.cause is None
    assert context.deadline_ns is None
    context.cancel()
    assert state(context) == CANCELED
    assert context.cause is context.err
    assert context.err is context.err


def test_the_first_cause_counts() -> None:
    context, why = Context(), OSError("why")
    context.cancel(why)
    err = context.err
    context.cancel(ValueError())
    assert context.cause is why
    assert context.err is err


def test_a_cause_is_an_exception() -> None:
    context = Context()
    with pytest.raises(TypeError, match=r"^a cause is an exception, not str$"):
        context.cancel("no reason")  # type: ignore[arg-type]
    assert not context.done()


def test_it_is_cancelled_on_exit() -> None:
    with Context() as context:
        assert not context.done()
    assert state(context) == CANCELED
    with pytest.raises(KeyError), Context() as context:
        raise KeyError
    assert state(context) == CANCELED


def test_a_timeout(clock: VirtualClock) -> None:
    context = Context(timeout=2, clock=clock)
    assert context.deadline_ns == 7 * S
    clock.advance(2 * S - 1)
    assert state(context) == ALIVE
    clock.advance(1)
    assert state(context) == EXCEEDED
    assert context.cause is context.err
    context.cancel()
    assert state(context) == EXCEEDED


@pytest.mark.parametrize("timeout", [0, -1, 0.0, -1e-9])
def test_a_timeout_of_zero_or_less_has_passed_from_the_start(clock: VirtualClock, timeout: float) -> None:
    assert state(Context(timeout=timeout, clock=clock)) == EXCEEDED
    assert state(Context(timeout=timeout)) == EXCEEDED


def test_a_timeout_must_be_finite() -> None:
    with pytest.raises(ValueError, match="finite"):
        Context(timeout=float("inf"))


def test_a_child_ends_with_its_parent() -> None:
    parent, why = Context(), OSError("why")
    child, grandchild = Context(parent), Context(Context(parent))
    parent.cancel(why)
    for context in (child, grandchild):
        assert state(context) == CANCELED
        assert context.cause is why
        assert context.err is parent.err


def test_a_child_takes_over_a_cause_that_nobody_gave() -> None:
    parent = Context()
    child = Context(parent)
    parent.cancel()
    assert child.cause is parent.cause is parent.err


def test_a_parent_does_not_end_with_its_child() -> None:
    parent = Context()
    child, sibling = Context(parent), Context(parent)
    child.cancel(OSError())
    assert state(parent) == state(sibling) == ALIVE


def test_a_child_of_one_that_has_ended_has_ended(clock: VirtualClock) -> None:
    parent, why = Context(clock=clock), OSError()
    parent.cancel(why)
    child = Context(parent, timeout=0, clock=clock)
    assert state(child) == CANCELED
    assert child.cause is why


def test_the_earlier_deadline_counts(clock: VirtualClock) -> None:
    parent = Context(timeout=3, clock=clock)
    assert Context(parent, clock=clock).deadline_ns == 8 * S
    assert Context(parent, timeout=9, clock=clock).deadline_ns == 8 * S
    early = Context(parent, timeout=1, clock=clock)
    assert early.deadline_ns == 6 * S
    clock.advance(S)
    assert state(early) == EXCEEDED
    assert state(parent) == ALIVE


def test_a_parent_deadline_ends_the_child(clock: VirtualClock) -> None:
    parent = Context(timeout=3, clock=clock)
    child = Context(parent, timeout=9, clock=clock)
    clock.advance(3 * S)
    assert state(child) == EXCEEDED
    assert child.cause is parent.err


def test_an_event_can_be_the_parent() -> None:
    for event in (threading.Event(), asyncio.Event()):
        context = Context(Context(event))
        assert context.event is event
        assert state(context) == ALIVE
        event.set()
        assert state(context) == CANCELED
        assert context.cause is context.err
        event.clear()
        assert state(context) == CANCELED
    assert Context().event is None


def test_nothing_can_be_the_parent() -> None:
    assert state(Context(None)) == ALIVE


# Which came first, the stop or the deadline, though nobody looked in between


def stops(clock: VirtualClock) -> list[tuple[Stop, Callable[[], object]]]:
    event, context, parent, below = threading.Event(), Context(clock=clock), Context(clock=clock), threading.Event()
    return [
        (event, event.set),
        (context, context.cancel),
        (Context(parent, clock=clock), parent.cancel),
        (Context(below, clock=clock), below.set),
    ]


@pytest.mark.parametrize("form", range(4), ids=["event", "context", "child", "child of an event"])
@pytest.mark.parametrize(
    ("stop_s", "wanted"), [(1, CANCELED), (2, CANCELED), (3, EXCEEDED)], ids=["before", "at once", "after"]
)
def test_what_came_first_counts(clock: VirtualClock, form: int, stop_s: int, wanted: tuple[bool, type]) -> None:
    stop, set_it = stops(clock)[form]
    context = Context(stop, timeout=2, clock=clock)
    clock.call_at((5 + stop_s) * S, set_it)
    clock.advance(10 * S)
    assert state(context) == wanted


def test_a_cancel_after_the_deadline_of_a_parent_comes_second(clock: VirtualClock) -> None:
    child = Context(Context(timeout=1, clock=clock), clock=clock)
    clock.advance(2 * S)
    child.cancel()
    assert state(child) == EXCEEDED


def test_one_that_has_ended_leaves_nothing_on_the_clock(clock: VirtualClock) -> None:
    with Context(threading.Event(), timeout=2, clock=clock):
        pass
    with pytest.raises(RuntimeError):
        clock.wait(None, None)
    assert clock.now_ns() == 5 * S


def test_a_child_that_is_forgotten_is_let_go() -> None:
    parent = Context()
    child = weakref.ref(Context(parent))
    gc.collect()
    assert child() is None
    parent.cancel()


# Watching


def test_watchers_are_called_once_when_it_ends() -> None:
    parent = Context()
    context, seen = Context(parent), []
    context.watch(lambda: seen.append(type(context.err)))
    assert seen == []
    parent.cancel()
    parent.cancel()
    context.cancel()
    assert seen == [Canceled]


def test_a_late_watcher_is_called_at_once() -> None:
    context, seen = Context(), []
    context.cancel()
    context.watch(lambda: seen.append(1))
    assert seen == [1]


def test_a_watcher_can_be_taken_back() -> None:
    context, seen = Context(), []

    def watcher() -> None:
        seen.append(1)

    context.watch(watcher)
    context.unwatch(watcher)
    context.unwatch(watcher)
    context.cancel()
    assert seen == []


def test_many_threads_one_end() -> None:
    for _ in range(20):
        parent, seen = Context(), []
        children = [Context(parent) for _ in range(4)]
        for child in children:
            child.watch(partial(seen.append, 1))
        causes = [OSError(n) for n in range(4)]
        start = threading.Barrier(8)

        def cancel(context: Context, why: BaseException, start: threading.Barrier = start) -> None:
            start.wait()
            context.cancel(why)

        both = [*((child, OSError()) for child in children), *((parent, why) for why in causes)]
        threads = [threading.Thread(target=cancel, args=one) for one in both]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert parent.cause in causes
        assert all(state(child) == CANCELED and child.cause is not None for child in children)
        assert len(seen) == 4


# What a loop raises


def test_the_exception_is_a_new_one_with_the_cause(clock: VirtualClock) -> None:
    context, why = Context(clock=clock), OSError("why")
    context.cancel(why)
    error = stopped(context)
    assert type(error) is Canceled
    assert error is not context.err
    assert error.__cause__ is why
    late = Context(timeout=0, clock=clock)
    error = stopped(late)
    assert type(error) is DeadlineExceeded
    assert error is not late.err
    assert error.__cause__ is late.err


def test_of_an_event_it_is_canceled() -> None:
    event = threading.Event()
    event.set()
    error = stopped(event)
    assert type(error) is Canceled
    assert error.__cause__ is None


def test_a_limited_context_waits_for_its_event_itself() -> None:
    class Asked(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            asked.append(timeout)
            return super().wait(0)

    asked: list[Any] = []
    event = Asked()
    assert not Limited(event).wait(1_000.0)
    assert asked == [1_000.0]
    event.set()
    assert Limited(event).wait(1_000.0)
    parent = Context()
    parent.cancel()
    assert Limited(parent).wait(1_000.0)
