"""The blocking driver: does what a `Loop` says, on the caller's thread."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeAlias

from waitgui.wait.context import Stop, stopped
from waitgui.wait.loop import Call, Done, Loop, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.wait.clock import Clock

OnCrash: TypeAlias = "Callable[[Exception], object] | None"


def drive(loop: Loop, call: Callable[[], object], stop: Stop, clock: Clock, on_crash: OnCrash) -> BaseException | None:
    """Run `loop` to its end: None if a call gave something true, else why it was interrupted or gave up.

    What `call` raises leaves, unless `on_crash` takes it: then the call counts as one that gave False.
    """
    step: Step = loop.start(clock.now_ns())
    while not isinstance(step, Done):
        if isinstance(step, Call):
            try:
                result = bool(call())
            except Exception as exc:
                if on_crash is None:
                    raise
                on_crash(exc)
                result = False
            step = loop.complete(clock.now_ns(), result)
        elif clock.wait(stop, step.until_ns):
            step = loop.interrupt(clock.now_ns(), stopped(stop))
        else:
            step = loop.wake(clock.now_ns())
    return step.cause


def log_crash(exc: Exception) -> None:
    """An `on_crash` that logs the exception with its traceback, and so lets the loop go on.

    The logger is `waitgui.wait` (k8s runtime.HandleCrash with ReallyCrash = false).

    >>> from waitgui.wait import Context, VirtualClock, log_crash, until
    >>> clock = VirtualClock()
    >>> def work():
    ...     print("runs at", clock.now_ns() // 10**9, "s")
    ...     raise OSError("the disk is gone")
    >>> until(work, 10, Context(timeout=15, clock=clock), clock=clock, on_crash=log_crash)
    runs at 0 s
    runs at 10 s
    """
    logging.getLogger("waitgui.wait").error("the function of a loop crashed", exc_info=exc)
