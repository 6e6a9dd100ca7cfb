"""Calls that nothing can interrupt, made so that nobody has to wait for them: they are left to a thread of their own.

The look-up of a name takes as long as the resolver likes; `stat` on a dead network drive never comes back.
"""

from __future__ import annotations

import os
import select
import threading
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from waitgui.work.shortage import ShortageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.work.limits import Limits

T = TypeVar("T")
MOST_ABANDONED = 32


def of_this_program() -> Calls:
    """The one there is: threads that hang are a burden to the whole program."""
    return _CALLS


class Calls:
    """Makes calls, each in a thread of its own, and counts those that were given up and haven't ended."""

    def __init__(self, most_abandoned: int = MOST_ABANDONED) -> None:
        self._most_abandoned = most_abandoned
        self._lock = threading.Lock()
        self._abandoned = 0

    @property
    def abandoned(self) -> int:
        """How many hang."""
        return self._abandoned

    def make(self, limits: Limits, function: Callable[..., T], *args: Any) -> T:
        """What the function gives, or raises. Raises `StoppedError` or `TimeUpError` as soon as `limits` do.

        Raises `ShortageError` at once where too many calls hang already.
        """
        if self._abandoned >= self._most_abandoned:
            raise ShortageError(f"{self._abandoned} calls hang that can't be interrupted")
        call = _Call(self, function, args)
        try:
            limits.ready({call.done: select.POLLIN})
            return call.result()
        finally:
            call.let_go()

    def count(self, by: int) -> None:
        """One more hangs, or one less."""
        with self._lock:
            self._abandoned += by


_CALLS = Calls()


class _Call(Generic[T]):
    """One call. `done` is readable as soon as it has ended."""

    def __init__(self, calls: Calls, function: Callable[..., T], args: tuple[Any, ...]) -> None:
        self._calls = calls
        self._function = function
        self._args = args
        self._lock = threading.Lock()
        self._ended = self._given_up = False
        self._value: T
        self._error: BaseException | None = None
        self.done, self._end = os.pipe()
        try:
            threading.Thread(target=self._make, name="waitgui-call", daemon=True).start()
        except BaseException:
            os.close(self.done)
            os.close(self._end)
            raise

    def _make(self) -> None:
        try:
            self._value = self._function(*self._args)
        except BaseException as error:  # noqa: BLE001 - the edge of a thread: it is raised where it is waited for
            self._error = error
        with self._lock:
            self._ended = True
            if self._given_up:
                self._calls.count(-1)
        os.close(self._end)

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._value

    def let_go(self) -> None:
        with self._lock:
            if not self._ended:
                self._given_up = True
                self._calls.count(+1)
        os.close(self.done)
