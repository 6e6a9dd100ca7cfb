"""Python's collector of cycles, kept from holding everything up.

By itself it looks through all objects now and then, in whatever thread is at work: with ten thousand tasks that stops
the program for 200 to 400 ms (measured), ticks and window alike. So it is switched off, and whoever has a moment calls
`breathe`: young objects are looked through often, which takes some milliseconds, the old ones seldom. What a set
consists of is never looked through again (`settle`). What isn't part of a cycle goes at once, as always.

So an object of Qt that is part of a cycle is deleted in the window's thread: in another it crashes, if it has a timer.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = 5_000
"""New objects that are worth a look."""
FULL_S = 600.0


class Collector:
    """For one thread. From `begin` to `end` it stands in for the collector of its own accord."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._full_s = now_s()

    def begin(self) -> None:
        """Take over."""
        gc.disable()

    def settle(self) -> None:
        """A great deal was made that will stay: look through all once, and never again through that."""
        gc.collect()
        gc.freeze()
        self._full_s = self._now_s()

    def breathe(self, *, idle: bool = False) -> None:
        """Do what is due; called several times a second. `idle`: nothing would mind a longer pause."""
        since_s = self._now_s() - self._full_s
        if since_s >= FULL_S or (idle and since_s >= FULL_S / 10):
            gc.collect()
            self._full_s = self._now_s()
        elif gc.get_count()[0] >= MANY:
            gc.collect(1)

    def end(self) -> None:
        """Leave it to Python again."""
        gc.unfreeze()
        gc.enable()
