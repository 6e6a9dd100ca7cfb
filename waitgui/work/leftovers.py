"""What ended ticks left in the background is left alone, which takes some care.

Somebody has to read what such a process prints: else it would block, or die of SIGPIPE when its pipe is closed. And
somebody has to collect its status when it ends, since it is our child by then.
"""

from __future__ import annotations

import os
import select
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK_S = 1.0
_PAUSE_S = 0.02
_CHUNK = 64 * 1024


class Leftovers:
    """Reads and buries, in a thread that lives as long as there is something to do.

    `bury()` is called once a second in that thread; it says whether there is more to come.
    """

    def __init__(self, bury: Callable[[], bool]) -> None:
        self._bury = bury
        self._lock = threading.Lock()
        self._new: list[int] = []
        self._asked = False
        self._thread: threading.Thread | None = None

    def take(self, pipe: int) -> None:
        """Read the pipe until its end and close it; from now on it is ours."""
        with self._lock:
            self._new.append(pipe)
        self.look()

    def look(self) -> None:
        """See to it that the thread runs."""
        with self._lock:
            self._asked = True
            if self._thread is not None:
                return
            self._thread = threading.Thread(target=self._run, name="waitgui-leftovers", daemon=True)
            try:
                self._thread.start()
            except RuntimeError:  # no more threads: the next that is left behind tries again
                self._thread = None

    def _run(self) -> None:
        pipes: set[int] = set()
        waiting, looked_s = True, -_LOOK_S
        while True:
            if waiting and time.monotonic() - looked_s >= _LOOK_S:
                waiting, looked_s = self._may_have_more(), time.monotonic()
            with self._lock:
                pipes.update(self._new)
                self._new.clear()
                waiting, self._asked = waiting or self._asked, False
                if not waiting and not pipes:
                    self._thread = None
                    return
            _empty(pipes)

    def _may_have_more(self) -> bool:
        """What `bury` says; where it lacks the file handles to look, it is asked again."""
        try:
            return self._bury()
        except OSError:
            return True


def _empty(pipes: set[int]) -> None:
    """Wait up to a second for output and throw it away; what is flooded is slowed down by the pause."""
    poll = select.poll()
    for pipe in pipes:
        poll.register(pipe, select.POLLIN)
    ready = poll.poll(_LOOK_S * 1000)
    for pipe, _ in ready:
        data = b""
        with suppress(OSError):
            data = os.read(pipe, _CHUNK)
        if not data:
            os.close(pipe)
            pipes.discard(pipe)
    if ready:
        time.sleep(_PAUSE_S)
