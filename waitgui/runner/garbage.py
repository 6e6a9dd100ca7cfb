"""Memory, kept from holding everything up: Python's collector of cycles, and the heaps of the C library.

By itself it looks through all objects now and then, in whatever thread is at work: with ten thousand tasks that stops
the program for 200 to 400 ms (measured), ticks and window alike. So it is switched off, and whoever has a moment calls
`breathe`: young objects are looked through often, which takes some milliseconds, the old ones seldom. What a set
consists of is never looked through again (`settle`) until sets are closed (`loosen`). What isn't part of a cycle goes
at once, as always.
So an object of Qt that is part of one is deleted in the window's thread; in another that crashes, if it has a timer.

The C library is told to give all threads one heap. With one for each, every worker's grows to the largest output that
it ever handled, in steps of a megabyte; and as one thread of Python runs at a time, there is nobody to wait for.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_M_ARENA_MAX = -8
MANY = 2_000
"""New objects that are worth a look, which takes some milliseconds."""
FULL_S = 600.0


class Collector:
    """For one thread. From `begin`, before others are started, to `end` it stands in for Python's own."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._full_s = now_s()
        self._is_loose = False

    def begin(self) -> None:
        """Take over."""
        gc.disable()
        _share_one_heap()

    def settle(self) -> None:
        """A great deal was made that will stay: never look through that again.

        Nor is all of it looked through now, which would take 100 ms with ten thousand tasks and find nothing: what is
        read from a file is no cycle.
        """
        gc.collect(1)
        gc.freeze()
        self._full_s = self._now_s()

    def loosen(self) -> None:
        """Some of what was to stay has gone: look through all once more, when there is time for that."""
        gc.unfreeze()
        self._is_loose = True

    def breathe(self, is_idle: Callable[[], bool] = lambda: False) -> bool:
        """Do what is due; called several times a second. `is_idle` says whether nothing would mind a longer pause.

        Whether much is being made: then the next breath had better come soon, so that it is short.
        """
        since_s = self._now_s() - self._full_s
        if since_s >= FULL_S or (since_s >= FULL_S / 10 and is_idle()):
            gc.collect()
            self._full_s = self._now_s()
            if self._is_loose:
                self._is_loose = False
                gc.freeze()
        elif gc.get_count()[0] >= MANY:
            gc.collect(1)
            return True
        return False

    def end(self) -> None:
        """Leave it to Python again."""
        gc.unfreeze()
        gc.enable()


def _share_one_heap() -> None:
    """Of glibc; others have one anyway, or can't be told."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
