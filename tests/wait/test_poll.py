"""What the records don't say of the Poll family: how it ends in Python."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

import pytest

from waitgui import wait

if TYPE_CHECKING:
    from collections.abc import Callable

S = 1_000_000_000

# Each as (condition, stop, further arguments) → None
NEW: dict[str, Callable[..., None]] = {
    "poll_until_context_cancel": lambda f, stop, **k: wait.poll_until_context_cancel(stop, 1, True, f, **k),
    "poll_until_context_timeout": lambda f, stop, **k: wait.poll_until_context_timeout(stop, 1, 100, True, f, **k),
    "delay_until": lambda f, stop, **k: wait.delay_until(lambda: S, stop, True, True, f, **k),
    "exponential_backoff": lambda f, stop, **k: wait.exponential_backoff(wait.Backoff(1, steps=50), f, stop, **k),
}
LEGACY: dict[str, Callable[..., None]] = {
    "poll": lambda f, stop, **k: wait.poll(1, 100, f, stop, **k),
    "poll_immediate": lambda f, stop, **k: wait.poll_immediate(1, 100, f, stop, **k),
    "poll_infinite": lambda f, stop, **k: wait.poll_infinite(1, f, stop, **k),
    "poll_immediate_infinite": lambda f, stop, **k: wait.poll_immediate_infinite(1, f, stop, **k),
    "poll_until": lambda f, stop, **k: wait.poll_until(1, f, stop, **k),
    "poll_immediate_until": lambda f, stop, **k: wait.poll_immediate_until(1, f, stop, **k),
}
ALL = NEW | LEGACY

everywhere = pytest.mark.parametrize("name", ALL)


@pytest.fixture
def clock() -> wait.VirtualClock:
    return wait.VirtualClock()


def after(n: int, result: Any = True) -> Callable[[], Any]:
    """A condition that gives False `n` times, then something else, or raises it."""
    calls: list[int] = []

    def condition() -> Any:
        calls.append(1)
        if len(calls) <= n:
            return False
        if isinstance(result, BaseException):
            raise result
        return result

    return condition


@everywhere
def test_it_returns_none_when_the_condition_is_true(name: str, clock: wait.VirtualClock) -> None:
    assert ALL[name](after(3), None, clock=clock) is None
    immediate = name in NEW or "immediate" in name
    assert clock.now_ns() == (3 if immediate else 4) * S


@everywhere
def test_whatever_is_true_counts(name: str, clock: wait.VirtualClock) -> None:
    assert ALL[name](after(0, [1]), None, clock=clock) is None


@everywhere
def test_whatever_is_false_counts(name: str, clock: wait.VirtualClock) -> None:
    answers = iter([None, 0, "", True])
    assert ALL[name](lambda: next(answers), None, clock=clock) is None


@everywhere
@pytest.mark.parametrize("error", [OSError("E"), wait.Canceled(), wait.WaitTimeout(), StopIteration()], ids=repr)
def test_what_the_condition_raises_is_the_same_object(name: str, error: Exception, clock: wait.VirtualClock) -> None:
    with pytest.raises(type(error)) as raised:
        ALL[name](after(2, error), None, clock=clock)
    assert raised.value is error
    assert error.__cause__ is None
    assert error.__context__ is None


@everywhere
@pytest.mark.parametrize("form", ["event", "context", "child", "with a cause", "deadline"])
def test_what_a_stop_raises(name: str, form: str, clock: wait.VirtualClock) -> None:
    event, parent, why = threading.Event(), wait.Context(clock=clock), OSError("why")
    stop = {
        "event": event,
        "context": parent,
        "child": wait.Context(parent, clock=clock),
        "with a cause": parent,
        "deadline": wait.Context(timeout=5.5, clock=clock),
    }[form]
    clock.call_at(5_500_000_000, event.set)
    clock.call_at(5_500_000_000, lambda: parent.cancel(why if form == "with a cause" else None))
    kind: type = wait.DeadlineExceeded if form == "deadline" else wait.Canceled
    with pytest.raises(wait.WaitTimeout if name in LEGACY else kind) as raised:
        ALL[name](lambda: False, stop, clock=clock)
    assert clock.now_ns() == 5_500_000_000
    error = raised.value
    assert type(error) is (wait.WaitTimeout if name in LEGACY else kind)
    if isinstance(stop, wait.Context):
        assert error is not stop.err
        assert error.__cause__ is stop.cause
        assert stop.cause is (why if form == "with a cause" else stop.err)
    else:
        assert error.__cause__ is None


@everywhere
def test_on_crash_counts_as_not_yet(name: str, clock: wait.VirtualClock) -> None:
    raised = [OSError(), ValueError(), True]
    left = iter(raised)

    def condition() -> bool:
        result = next(left)
        if isinstance(result, Exception):
            raise result
        return bool(result)

    crashes: list[Exception] = []
    assert ALL[name](condition, None, clock=clock, on_crash=crashes.append) is None
    assert crashes == raised[:2]


@everywhere
def test_what_on_crash_raises_leaves(name: str, clock: wait.VirtualClock) -> None:
    crash, other = OSError(), ValueError()

    def on_crash(exc: Exception) -> None:
        assert exc is crash
        raise other

    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the object is looked at
        ALL[name](after(1, crash), None, clock=clock, on_crash=on_crash)
    assert raised.value is other
    assert other.__context__ is crash


@everywhere
@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_no_other_exception_is_handed_over(name: str, kind: type[BaseException], clock: wait.VirtualClock) -> None:
    crashes: list[Exception] = []
    with pytest.raises(kind):
        ALL[name](after(1, kind()), None, clock=clock, on_crash=crashes.append)
    assert crashes == []


@everywhere
def test_a_condition_without_a_truth_crashes(name: str, clock: wait.VirtualClock) -> None:
    class Vague:
        def __bool__(self) -> bool:
            raise OverflowError

    with pytest.raises(OverflowError):
        ALL[name](Vague, None, clock=clock)


def test_log_crash_goes_on_and_logs(clock: wait.VirtualClock, caplog: pytest.LogCaptureFixture) -> None:
    left = iter([OSError("the disk is full"), True])

    def condition() -> bool:
        result = next(left)
        if isinstance(result, Exception):
            raise result
        return True

    with caplog.at_level(logging.ERROR):
        wait.poll_infinite(1, condition, clock=clock, on_crash=wait.log_crash)
    (record,) = caplog.records
    assert record.name == "waitgui.wait"
    assert record.levelno == logging.ERROR
    assert record.exc_info is not None
    assert "the disk is full" in caplog.text
    assert "Traceback" in caplog.text
    assert record.getMessage() == "the function of a loop crashed"


# Limits in time


@pytest.mark.parametrize("timeout", [0, 0.0, None])
def test_no_timeout(timeout: float | None, clock: wait.VirtualClock) -> None:
    assert wait.poll(1, timeout, after(500), clock=clock) is None
    assert wait.poll_immediate(1, timeout, after(500), clock=clock) is None
    assert wait.poll_until_context_timeout(None, 1, None, True, after(500), clock=clock) is None


def test_a_negative_timeout_has_passed(clock: wait.VirtualClock) -> None:
    calls: list[int] = []
    with pytest.raises(wait.WaitTimeout):
        wait.poll(1, -1, lambda: calls.append(1), clock=clock)
    assert len(calls) == 1
    with pytest.raises(wait.WaitTimeout):
        wait.poll_immediate(1, -1, lambda: calls.append(1), clock=clock)
    assert len(calls) == 3
    assert clock.now_ns() == 0


@pytest.mark.parametrize("timeout", [0, -1])
def test_the_new_one_reads_zero_differently(timeout: float, clock: wait.VirtualClock) -> None:
    calls: list[int] = []
    for immediate in (True, False):
        with pytest.raises(wait.DeadlineExceeded):
            wait.poll_until_context_timeout(None, 1, timeout, immediate, lambda: calls.append(1), clock=clock)
    assert len(calls) == 1


def test_the_earlier_deadline_wins(clock: wait.VirtualClock) -> None:
    ctx = wait.Context(timeout=3.5, clock=clock)
    with pytest.raises(wait.DeadlineExceeded):
        wait.poll_until_context_timeout(ctx, 1, 9, True, lambda: False, clock=clock)
    assert clock.now_ns() == 3_500_000_000
    alive = wait.Context(clock=clock)
    with pytest.raises(wait.DeadlineExceeded) as raised:
        wait.poll_until_context_timeout(alive, 1, 0.5, True, lambda: False, clock=clock)
    assert raised.value.__cause__ is None
    assert not alive.done()


@pytest.mark.parametrize("form", ["event", "context", "child"])
@pytest.mark.parametrize(
    ("stop_s", "kind"), [(4, wait.Canceled), (5, wait.Canceled), (6, wait.DeadlineExceeded)], ids=str
)
def test_which_came_first_in_a_slow_condition(form: str, stop_s: int, kind: type, clock: wait.VirtualClock) -> None:
    event, parent = threading.Event(), wait.Context(clock=clock)
    stop = {"event": event, "context": parent, "child": wait.Context(parent, clock=clock)}[form]
    clock.call_at(stop_s * S, event.set if form == "event" else parent.cancel)
    with pytest.raises(kind):
        wait.poll_until_context_timeout(stop, 1, 5, True, lambda: clock.advance(9 * S), clock=clock)
    with pytest.raises(RuntimeError):  # nothing is left on the clock
        clock.wait(None, None)
    assert clock.now_ns() == 9 * S


# Intervals of zero or less


@pytest.mark.parametrize("interval", [0, -1])
@pytest.mark.parametrize("immediate", [True, False])
def test_the_new_ones_do_not_pause(interval: float, immediate: bool, clock: wait.VirtualClock) -> None:
    wait.poll_until_context_cancel(None, interval, immediate, after(20), clock=clock)
    wait.poll_until_context_timeout(None, interval, 5, immediate, after(20), clock=clock)
    assert clock.now_ns() == 0


def legacy(interval: float, clock: wait.VirtualClock) -> dict[str, Callable[..., None]]:
    return {
        "poll": lambda f, stop: wait.poll(interval, 9, f, stop, clock=clock),
        "poll_immediate": lambda f, stop: wait.poll_immediate(interval, 9, f, stop, clock=clock),
        "poll_infinite": lambda f, stop: wait.poll_infinite(interval, f, stop, clock=clock),
        "poll_immediate_infinite": lambda f, stop: wait.poll_immediate_infinite(interval, f, stop, clock=clock),
        "poll_until": lambda f, stop: wait.poll_until(interval, f, stop, clock=clock),
        "poll_immediate_until": lambda f, stop: wait.poll_immediate_until(interval, f, stop, clock=clock),
    }


@pytest.mark.parametrize("interval", [0, -1])
@pytest.mark.parametrize("name", LEGACY)
def test_the_legacy_ones_refuse_them_after_the_immediate_call(
    name: str, interval: float, clock: wait.VirtualClock
) -> None:
    function = legacy(interval, clock)[name]
    immediate = int("immediate" in name)
    calls: list[int] = []
    with pytest.raises(ValueError, match=rf"^the interval must be above zero \(got {interval * S} ns\)$"):
        function(lambda: calls.append(1), None)
    assert len(calls) == immediate
    stop = threading.Event()
    stop.set()
    with pytest.raises(wait.WaitTimeout):
        function(lambda: calls.append(1), stop)
    assert len(calls) == 2 * immediate
    if immediate:
        assert function(lambda: True, None) is None
        with pytest.raises(OSError):  # noqa: PT011 - it has no words
            function(after(0, OSError()), None)
        later = threading.Event()
        with pytest.raises(wait.WaitTimeout):
            function(later.set, later)


@pytest.mark.parametrize("name", ["cancel", "timeout", *LEGACY])
@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_durations_are_finite(name: str, wrong: float, clock: wait.VirtualClock) -> None:
    calls: list[int] = []
    functions = legacy(wrong, clock)
    functions["cancel"] = lambda f, stop: wait.poll_until_context_cancel(stop, wrong, True, f, clock=clock)
    functions["timeout"] = lambda f, stop: wait.poll_until_context_timeout(stop, 1, wrong, True, f, clock=clock)
    with pytest.raises(ValueError, match="finite"):
        functions[name](lambda: calls.append(1), None)
    assert calls == []


# Exponential backoff


def test_the_backoff_given_is_unchanged(clock: wait.VirtualClock) -> None:
    backoff = wait.Backoff(1, 2, steps=4)
    with pytest.raises(wait.WaitTimeout) as raised:
        wait.exponential_backoff(backoff, lambda: False, clock=clock)
    assert clock.now_ns() == 7 * S
    assert (backoff.duration_ns, backoff.steps) == (S, 4)
    assert raised.value.__cause__ is None


def test_without_steps_it_times_out_even_if_stopped(clock: wait.VirtualClock) -> None:
    ctx = wait.Context(clock=clock)
    ctx.cancel()
    with pytest.raises(wait.WaitTimeout):
        wait.exponential_backoff(wait.Backoff(1), lambda: True, ctx, clock=clock)
    with pytest.raises(wait.Canceled):
        wait.exponential_backoff(wait.Backoff(1, steps=1), lambda: True, ctx, clock=clock)


def test_a_real_event_stops_a_poll_with_a_timeout_at_once() -> None:
    stop = threading.Event()
    with pytest.raises(wait.Canceled):
        wait.poll_until_context_timeout(stop, 3_600, 7_200, True, lambda: threading.Timer(0.01, stop.set).start())
