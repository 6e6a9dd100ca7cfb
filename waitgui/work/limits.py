"""How long something may be waited for: until a moment, and until somebody says stop."""

from __future__ import annotations

import select
import time
from typing import TYPE_CHECKING

from waitgui.wait.durations import NS_PER_MS

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_MS = 2**31 - 1


class StoppedError(Exception):
    """The stop was set."""


class TimeUpError(Exception):
    """The time is over."""


class Limits:
    """`stop_handle` is readable as soon as the stop is set; `until_ns` is monotonic, None means for ever."""

    __slots__ = ("_poll", "_stop_handle", "until_ns")

    def __init__(self, stop_handle: int, until_ns: int | None) -> None:
        self._stop_handle = stop_handle
        self._poll = select.poll()
        self._poll.register(stop_handle, select.POLLIN)
        self.until_ns = until_ns

    def check(self) -> None:
        """Raise `StoppedError` or `TimeUpError` where it is so far."""
        self.ready({}, 0)

    def ready(self, handles: Mapping[int, int], at_most_ns: int | None = None) -> set[int]:
        """Wait until a handle is ready for its events (`select.POLLIN`, …); which are. None of them after `at_most_ns`.

        Raises `StoppedError` or `TimeUpError`, also where a handle is ready: what never lets up is ended too.
        """
        left_ns = None if self.until_ns is None else self.until_ns - time.monotonic_ns()
        if left_ns is not None and left_ns <= 0:
            raise TimeUpError
        given = [ns for ns in (left_ns, at_most_ns) if ns is not None]
        wait_ms = min(-(-min(given) // NS_PER_MS), _LONGEST_MS) if given else None
        for handle, events in handles.items():
            self._poll.register(handle, events)
        try:
            ready = {handle for handle, _ in self._poll.poll(wait_ms)}
        finally:
            for handle in handles:
                self._poll.unregister(handle)
        if self._stop_handle in ready:
            raise StoppedError
        if not ready and self.until_ns is not None and time.monotonic_ns() >= self.until_ns:
            raise TimeUpError
        return ready
