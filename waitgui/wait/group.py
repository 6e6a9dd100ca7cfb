"""Threads that are waited for together (k8s wait.go, Group)."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING, TypeVar

from waitgui.wait.clock import MONOTONIC
from waitgui.wait.durations import NS_PER_H, NS_PER_S, Duration, to_ns
from waitgui.wait.errors import WaitTimeout

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

S = TypeVar("S")

_LONGEST_NS = 24 * NS_PER_H  # of one join: far below what the platforms hold


class Group:
    """Runs functions in threads of their own, and waits for all. Safe to share among threads; may be used again.

    As a context manager it waits on exit. The threads don't keep the interpreter alive. Unlike Go's it loses no error:
    what a thread raises is raised by `wait` (k8s Group).

    >>> from waitgui.wait import Group
    >>> seen = []
    >>> with Group() as group:
    ...     group.start(lambda: seen.append("one"))
    ...     group.start_with_stop(None, lambda stop: seen.append(stop))
    >>> sorted(seen, key=str)
    [None, 'one']
    """

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._failures: list[BaseException] = []

    def start(self, f: Callable[[], object]) -> None:
        """Run `f` in a thread of its own."""
        self._start(f)

    def start_with_stop(self, stop: S, f: Callable[[S], object]) -> None:
        """Run `f(stop)` in a thread of its own."""
        self._start(f, stop)

    def wait(self, timeout: Duration | None = None) -> None:
        """Wait until all have returned, then raise what they raised: one as it is, several as an `ExceptionGroup`.

        Raises `WaitTimeout` when some still run after `timeout` (seconds or a `timedelta`; None is no limit); what
        others raised is kept for the next `wait`.
        """
        failures = self._join(timeout)
        if len(failures) == 1:
            raise failures[0]
        if failures:
            raise BaseExceptionGroup("several threads of the group failed", failures)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        if exc is None:
            self.wait()
        elif failures := self._join(None):
            raise BaseExceptionGroup("the body and threads of the group failed", [exc, *failures])

    def _start(self, f: Callable[..., object], *args: object) -> None:
        name = f"wait-group-{next(self._numbers)}-{getattr(f, '__name__', type(f).__name__)}"
        thread = threading.Thread(target=self._run, args=(f, *args), name=name, daemon=True)
        with self._lock:
            thread.start()
            self._threads.append(thread)

    def _run(self, f: Callable[..., object], *args: object) -> None:
        try:
            f(*args)
        except BaseException as exc:  # noqa: BLE001 - the edge of the thread; `wait` raises it
            with self._lock:
                self._failures.append(exc)

    def _join(self, timeout: Duration | None) -> list[BaseException]:
        """Wait for every thread, those started meanwhile too, and hand over what they raised."""
        until_ns = None if timeout is None else MONOTONIC.now_ns() + to_ns(timeout)
        while True:
            with self._lock:
                self._threads = [thread for thread in self._threads if thread.is_alive()]
                if not self._threads:
                    failures, self._failures = self._failures, []
                    return failures
                thread = self._threads[0]
            left_ns = _LONGEST_NS if until_ns is None else until_ns - MONOTONIC.now_ns()
            if left_ns <= 0:
                raise WaitTimeout
            thread.join(min(left_ns, _LONGEST_NS) / NS_PER_S)
