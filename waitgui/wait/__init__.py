"""The Python answer to k8s.io/apimachinery/pkg/util/wait: its loops, with its timing to the nanosecond.

Durations are seconds (`float`, `int`, `Fraction`, `Decimal`) or a `timedelta`; inside, and where a name ends in `_ns`,
time is integer nanoseconds on a monotonic clock. A stop is None, a `threading.Event` or a `Context`. The module `aio`
has the two families of loops as coroutines.

=======================================================  ===============================================================
Go                                                       here
=======================================================  ===============================================================
Until, UntilWithContext                                  until(f, period, stop)
NonSlidingUntil, NonSlidingUntilWithContext              non_sliding_until(f, period, stop)
JitterUntil, JitterUntilWithContext                      jitter_until(f, period, jitter_factor, sliding, stop)
BackoffUntil, BackoffUntilWithContext                    backoff_until(f, delay, sliding, stop)
Forever                                                  forever(f, period)
PollUntilContextCancel                                   poll_until_context_cancel(ctx, interval, immediate, condition)
PollUntilContextTimeout                                  poll_until_context_timeout(ctx, interval, timeout, …)
DelayFunc.Until                                          delay_until(delay, ctx, immediate, sliding, condition)
Poll, PollWithContext                                    poll(interval, timeout, condition, ctx)
PollImmediate, PollImmediateWithContext                  poll_immediate(interval, timeout, condition, ctx)
PollInfinite, PollInfiniteWithContext                    poll_infinite(interval, condition, ctx)
PollImmediateInfinite, PollImmediateInfiniteWithContext  poll_immediate_infinite(interval, condition, ctx)
PollUntil, PollUntilWithContext                          poll_until(interval, condition, stop)
PollImmediateUntil, PollImmediateUntilWithContext        poll_immediate_until(interval, condition, stop)
ExponentialBackoff, ExponentialBackoffWithContext        exponential_backoff(backoff, condition, ctx)
ConditionFunc, ConditionWithContextFunc                  any callable that gives a bool; an error is raised
Jitter                                                   jitter(duration_ns, max_factor)
Backoff, Backoff.Step, Backoff.DelayFunc                 Backoff, .step(), .delay_func()
Backoff.DelayWithReset                                   Backoff.delay_with_reset(reset_interval, clock)
Backoff.Timer, DelayFunc.Timer, Timer, RealTimer         Backoff.timer_kind; the timers are inside the loops
DelayFunc, DelayFunc.Concurrent                          DelayFunc (a callable that gives ns), concurrent(delay)
NewExponentialBackoffManager, BackoffManager             exponential_backoff_manager(init, max, reset, factor, jitter)
NewJitteredBackoffManager                                jittered_backoff_manager(duration, jitter)
ErrWaitTimeout                                           WaitTimeout
context.Canceled, context.DeadlineExceeded               Canceled, DeadlineExceeded
Interrupted, ErrorInterrupted                            interrupted(err), error_interrupted(cause)
context.Context, WithCancelCause, WithTimeout            Context(parent, timeout=…), .cancel(cause), .err, .cause
ContextForChannel                                        Context(event)
NeverStop, ForeverTestTimeout                            NEVER_STOP; the tests' own timeout
Group, .Start, .StartWithChannel/…Context, .Wait         Group, .start(f), .start_with_stop(stop, f), .wait(timeout)
runtime.ReallyCrash, runtime.PanicHandlers               on_crash= of each loop: None raises; log_crash logs and goes on
clock.Clock, clock/testing.FakeClock                     Clock, MonotonicClock, MONOTONIC, VirtualClock
=======================================================  ===============================================================

Under all of this lies `Loop`, a state machine without clock or thread, for drivers of one's own.
"""

import importlib
from typing import TYPE_CHECKING, Any

from waitgui.wait.clock import MONOTONIC, Clock, MonotonicClock, VirtualClock
from waitgui.wait.context import NEVER_STOP, Context, Stop
from waitgui.wait.delays import (
    Backoff,
    DelayFunc,
    concurrent,
    exponential_backoff_manager,
    jitter,
    jittered_backoff_manager,
)
from waitgui.wait.driver import log_crash
from waitgui.wait.durations import Duration
from waitgui.wait.errors import (
    Canceled,
    DeadlineExceeded,
    Interrupted,
    WaitError,
    WaitTimeout,
    error_interrupted,
    interrupted,
)
from waitgui.wait.group import Group
from waitgui.wait.loop import Call, Done, IllegalStepError, Loop, Sleep, State, Step
from waitgui.wait.poll import (
    delay_until,
    exponential_backoff,
    poll,
    poll_immediate,
    poll_immediate_infinite,
    poll_immediate_until,
    poll_infinite,
    poll_until,
    poll_until_context_cancel,
    poll_until_context_timeout,
)
from waitgui.wait.until import backoff_until, forever, jitter_until, non_sliding_until, until

if TYPE_CHECKING:
    from waitgui.wait import aio

__all__ = [
    "MONOTONIC",
    "NEVER_STOP",
    "Backoff",
    "Call",
    "Canceled",
    "Clock",
    "Context",
    "DeadlineExceeded",
    "DelayFunc",
    "Done",
    "Duration",
    "Group",
    "IllegalStepError",
    "Interrupted",
    "Loop",
    "MonotonicClock",
    "Sleep",
    "State",
    "Step",
    "Stop",
    "VirtualClock",
    "WaitError",
    "WaitTimeout",
    "aio",
    "backoff_until",
    "concurrent",
    "delay_until",
    "error_interrupted",
    "exponential_backoff",
    "exponential_backoff_manager",
    "forever",
    "interrupted",
    "jitter",
    "jitter_until",
    "jittered_backoff_manager",
    "log_crash",
    "non_sliding_until",
    "poll",
    "poll_immediate",
    "poll_immediate_infinite",
    "poll_immediate_until",
    "poll_infinite",
    "poll_until",
    "poll_until_context_cancel",
    "poll_until_context_timeout",
    "until",
]


def __getattr__(name: str) -> Any:
    """`aio` is imported when it is first asked for: asyncio costs more than all the rest."""
    if name == "aio":
        return importlib.import_module("waitgui.wait.aio")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
