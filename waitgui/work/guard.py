"""Our side of the guardian: started with the first tick that has a process, told of each, replaced if it died.

A guardian is a help for the worst case: where none can be had, ticks run without.
"""

from __future__ import annotations

import fcntl
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from waitgui.work import guardian, interpreter

if TYPE_CHECKING:
    from waitgui.work.trees import Tree

_UNHEARD = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Blocked from the guardian's first moment; once it is up it ignores them."""
_ROOM = 2**20
_CLOSE_S = 1.0
_AGAIN_S = 1.0
"""How soon after a failure to start one it is tried again."""


class Guard:
    """Tells the guardian which ticks are under way. Any thread may call, and a signal handler; nothing here blocks.

    `pid` is the guardian's; None where there is none.
    """

    def __init__(self, mark: str) -> None:
        self.pid: int | None = None
        self._mark = mark
        self._lock = threading.RLock()
        self._told: dict[str, Tree] = {}
        self._pipe: int | None = None
        self._tried_s = -_AGAIN_S

    def begins(self, tree: Tree) -> None:
        """Before the tick's first process starts."""
        with self._lock:
            self._told[tree.token] = tree
            self._tell(_beginning(tree))

    def started(self, tree: Tree) -> None:
        """Its first process is `tree.pid`."""
        with self._lock:
            if tree.token in self._told:
                self._tell(f"={tree.token} {tree.pid}\n")

    def ended(self, tree: Tree) -> None:
        """It is over; what is left of it is left alone. To be told twice changes nothing."""
        with self._lock:
            if self._told.pop(tree.token, None) is not None and self._pipe is not None:
                self._tell(f"-{tree.token}\n")

    def close(self) -> None:
        """Let the guardian go; it ends what is under way, if anything is. Wait for its end, at most a second."""
        with self._lock:
            pid, self.pid = self.pid, None
            pipe, self._pipe = self._pipe, None
        if pipe is not None:
            os.close(pipe)
        until_s = time.monotonic() + _CLOSE_S
        with suppress(ChildProcessError):
            while pid is not None and os.waitpid(pid, os.WNOHANG) == (0, 0) and time.monotonic() < until_s:
                time.sleep(0.001)

    def _tell(self, message: str) -> None:
        """Write it; to another guardian, together with all that matters, where this one doesn't listen."""
        if self._pipe is not None and self._written(message):
            return
        self._drop()
        if not self._told or time.monotonic() - self._tried_s < _AGAIN_S:
            return
        self._tried_s = time.monotonic()
        try:
            self._start()
        except OSError:
            return
        for tree in self._told.values():
            started = "" if tree.pid is None else f"={tree.token} {tree.pid}\n"
            self._written(_beginning(tree) + started)

    def _written(self, message: str) -> bool:
        # At most PIPE_BUF bytes are written whole or not at all. A pipe that is full has a guardian that hangs.
        assert self._pipe is not None
        try:
            os.write(self._pipe, message.encode())
        except OSError:
            return False
        return True

    def _start(self) -> None:
        """Start one. Not by subprocess, which would hold the pipe's other end open in other children for a moment."""
        argv = [*interpreter.for_guardian(Path(guardian.__file__)), self._mark]
        reader, writer = os.pipe()
        try:
            os.set_blocking(writer, False)
            _widen(writer)
            null = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
            try:
                copies = [(os.POSIX_SPAWN_DUP2, handle, number) for number, handle in enumerate((reader, null, null))]
                self.pid = os.posix_spawn(
                    argv[0], argv, os.environ, file_actions=copies, setsid=True, setsigmask=_UNHEARD
                )
            finally:
                os.close(null)
        except BaseException:
            os.close(writer)
            raise
        finally:
            os.close(reader)
        self._pipe = writer

    def _drop(self) -> None:
        """Have nothing to do with a guardian that doesn't listen. It is killed, since what it knows is out of date."""
        if self._pipe is None:
            return
        pid, self.pid = self.pid, None
        if pid is not None:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        os.close(self._pipe)
        self._pipe = None


def _widen(pipe: int) -> None:
    """Let it hold what a computer that is busy reads late: some thousands of ticks."""
    if sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _beginning(tree: Tree) -> str:
    return f"+{tree.token} {tree.output}\n"
