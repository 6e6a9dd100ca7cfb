"""Bell: wakes a thread that waits, from any thread and from a signal handler.

A `threading.Event` can't be set in a handler: where that interrupts the main thread in the event's own `wait` or
`clear`, which holds its lock at moments, it waits for itself, for ever.
"""

from __future__ import annotations

import contextlib
import threading


class Bell:
    """One thread waits, any rings; rung before somebody waits, it isn't forgotten."""

    __slots__ = ("_silence",)

    def __init__(self) -> None:
        self._silence = threading.Lock()
        self._silence.acquire()

    def ring(self) -> None:
        """Wake who waits, or who waits next. Never blocks."""
        if self._silence.locked():
            with contextlib.suppress(RuntimeError):  # somebody else was faster
                self._silence.release()

    def wait(self, timeout_s: float) -> None:
        """Wait until it rings, at most `timeout_s`."""
        self._silence.acquire(timeout=timeout_s)
