"""What tells the work of a tick, from another thread, that it must end now."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stop:
    """Set once, by any thread; waited for by any number of them, alone (`wait`) or among file handles (`readable`).

    Used as `threading.Event` is, at a seventh of its size, since every running task has one.
    """

    __slots__ = ("_gate", "_guard", "_set", "_writers")

    def __init__(self) -> None:
        self._set = False
        self._gate = threading.Lock()
        self._gate.acquire()
        self._guard = threading.Lock()
        self._writers: tuple[socket.socket, ...] = ()

    def set(self) -> None:
        """Tell whoever waits, and whoever comes later."""
        with self._guard:
            if self._set:
                return
            self._set = True
            for writer in self._writers:
                writer.close()
            self._writers = ()
        self._gate.release()

    def is_set(self) -> bool:
        """Whether it was set."""
        return self._set

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until it is set, at most `timeout_s`; whether it is."""
        if not self._set and self._gate.acquire(timeout=-1 if timeout_s is None else timeout_s):
            self._gate.release()
        return self._set

    @contextmanager
    def readable(self) -> Iterator[int]:
        """A file handle that is readable as soon as this is set, for `select` and `poll`; closed at the end.

        Raises `OSError` where no more handles are to be had.
        """
        reader, writer = socket.socketpair()
        with reader:
            with self._guard:
                if self._set:
                    writer.close()
                else:
                    self._writers = (*self._writers, writer)
            try:
                yield reader.fileno()
            finally:
                with self._guard:
                    self._writers = tuple(other for other in self._writers if other is not writer)
                writer.close()
