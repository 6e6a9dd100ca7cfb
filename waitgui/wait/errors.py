"""What ends a wait other than its condition (k8s error.go)."""

from __future__ import annotations


class WaitError(Exception):
    """The root of this package's errors. All of them can be made without arguments, and then have Go's words."""


class Interrupted(WaitError):  # noqa: N818 - the fixed API names it so
    """The loop ended for a reason other than "condition true" or "condition raised" (k8s error.go)."""

    _text = "timed out waiting for the condition"

    def __init__(self, *args: object) -> None:
        super().__init__(*(args or (self._text,)))


class WaitTimeout(Interrupted):
    """The tries or the time were used up, or a legacy poll was stopped: Go's ErrWaitTimeout."""


class Canceled(Interrupted):
    """The stop was set: Go's context.Canceled."""

    _text = "context canceled"


class DeadlineExceeded(Interrupted):
    """The deadline passed: Go's context.DeadlineExceeded."""

    _text = "context deadline exceeded"


def error_interrupted(cause: BaseException | None = None) -> Interrupted:
    """An `Interrupted` with `cause` as its `__cause__`; an `Interrupted` comes back as it is (k8s ErrorInterrupted).

    Unlike Go, `Canceled` and `DeadlineExceeded` are of that kind here, so they too come back unwrapped.

    >>> from waitgui.wait import error_interrupted
    >>> error_interrupted(OSError("the disk is gone"))
    Interrupted('the disk is gone')
    >>> str(error_interrupted())
    'timed out waiting for the condition'
    """
    if isinstance(cause, Interrupted):
        return cause
    error = Interrupted() if cause is None else Interrupted(str(cause))
    error.__cause__ = cause
    return error


def interrupted(error: BaseException | None) -> bool:
    """Whether `error`, one of its causes, or a member of an exception group among them is an `Interrupted`.

    `__context__` doesn't count: an error that merely happened while another was handled is not that error. Safe from
    circles of causes (k8s Interrupted).

    >>> from waitgui.wait import WaitTimeout, interrupted
    >>> interrupted(WaitTimeout()), interrupted(OSError()), interrupted(None)
    (True, False, False)
    """
    seen: set[int] = set()
    left = [error]
    while left:
        one = left.pop()
        if one is None or id(one) in seen:
            continue
        if isinstance(one, Interrupted):
            return True
        seen.add(id(one))
        left.append(one.__cause__)
        if isinstance(one, BaseExceptionGroup):
            left.extend(one.exceptions)
    return False
