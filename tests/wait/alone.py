"""Drives a `Loop` with nothing but exact times: no clock, no thread, no event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.wait.records import ConditionError, Outcome, Panic, Play, seconds
from waitgui import wait
from waitgui.wait.poll import delaying, ticking, ticking_legacy, trying
from waitgui.wait.until import running

if TYPE_CHECKING:
    from tests.wait.records import Case

LEGACY = ("Poll", "PollImmediate", "PollInfinite", "PollImmediateInfinite", "PollUntil", "PollImmediateUntil")


class Now:
    """A time that the harness sets."""

    def __init__(self) -> None:
        self.ns = 0

    def now_ns(self) -> int:
        return self.ns

    def wait(self, stop: object, until_ns: int | None) -> bool:
        raise AssertionError("a loop alone waits for nothing")


def loop_of(play: Play) -> wait.Loop:
    """The loop that the case's function would make; with a timeout, one that keeps it itself."""
    record, api = play.case.record, play.case.api
    if not play.case.is_condition:
        period = seconds(record["period_ns"])
        delay = wait.jittered_backoff_manager(period, record["jitter_factor"], random=play.uniforms)
        return running(delay if api != "BackoffUntil" else play.manager(), record["sliding"])
    if api == "ExponentialBackoff":
        return trying(play.backoff())
    if api == "DelayFunc.Until":
        return delaying(play.backoff().delay_func(), record["immediate"], record["sliding"])
    interval, immediate = seconds(record["interval_ns"]), record["immediate"]
    if api == "PollUntilContextCancel":
        return ticking(interval, immediate)
    if api == "PollUntilContextTimeout":
        timer = wait.Backoff(interval).timer()
        return wait.Loop(timer, sliding=False, immediate=immediate, timeout_ns=record["timeout_ns"])
    return ticking_legacy(interval, seconds(record["timeout_ns"] or 0), immediate)


def play_alone(case: Case) -> Outcome:
    """Run the case, and interrupt it at the very time at which it is stopped."""
    now = Now()
    play = Play(case, now)
    plan = case.plan
    cause = wait.DeadlineExceeded() if plan.get("kind") == "deadline" else wait.Canceled()
    stop_ns = {"at": plan.get("t_ns"), "before_start": 0}.get(plan["mode"])
    try:
        loop = loop_of(play)
        step = loop.start(0)
        while not isinstance(step, wait.Done):
            if isinstance(step, wait.Call):
                start_ns, number = now.ns, step.n - 1
                offset_ns = case.stop_in_call_ns(number)
                if offset_ns is not None:
                    stop_ns = start_ns + offset_ns
                now.ns += case.duration_ns(number)
                if stop_ns is not None and stop_ns <= now.ns:
                    assert loop.interrupt(max(start_ns, stop_ns), cause) is step
                play.note(start_ns)
                step = loop.complete(now.ns, result_of(play, number))
            elif stop_ns is not None and stop_ns <= max(now.ns, step.until_ns):
                now.ns = max(now.ns, stop_ns)
                step = loop.interrupt(now.ns, cause)
            else:
                now.ns = max(now.ns, step.until_ns)
                step = loop.wake(now.ns)
    except ValueError as error:
        return play.outcome(error)
    error = step.cause
    if isinstance(error, wait.Interrupted) and not case.is_condition:
        error = None  # an Until loop has no other end
    if isinstance(error, wait.Interrupted) and case.api in LEGACY:
        error = wait.WaitTimeout()
    return play.outcome(error)


def result_of(play: Play, number: int) -> bool | Exception:
    try:
        return play.case.result(number)
    except Panic as panic:
        on_crash = play.case.on_crash(play.crashes)
        assert on_crash is not None
        try:
            on_crash(panic)
        except Panic:
            return panic
        return False
    except ConditionError as error:
        return error
