"""One look at something slow, shared by all who ask for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class SharedLook(Generic[T]):
    """`fresh()` gives what `look()` gave, called after `fresh` was. Any thread, and a signal handler, may call it.

    One look is under way at a time; those who ask meanwhile share the next. So a thousand ticks that are cut off at
    once take a few looks at the processes of the machine, not thousands.
    """

    def __init__(self, look: Callable[[], T]) -> None:
        self._look = look
        self._changed = threading.Condition()
        self._looker: int | None = None
        self._begun = 0
        self._done = 0
        self._found: T

    def fresh(self) -> T:
        """What a look gives that begins after this call did. Raises what `look` raises."""
        me = threading.get_ident()
        with self._changed:
            wanted = self._begun + 1
            # Our own is under way only if we are in a signal handler that interrupted it, and can't be waited for.
            while self._done < wanted and self._looker not in (None, me):
                self._changed.wait()
            if self._done >= wanted:
                return self._found
            self._begun += 1
            number, self._looker = self._begun, me
        try:
            found = self._look()
            with self._changed:
                if number > self._done:
                    self._done, self._found = number, found
            return found
        finally:
            with self._changed:
                self._looker = None
                self._changed.notify_all()
