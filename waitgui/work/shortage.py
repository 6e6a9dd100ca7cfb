"""What this computer has run out of, told from other errors."""

from __future__ import annotations

import errno
import os

_ERRNOS = frozenset({errno.EAGAIN, errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, errno.ENOSPC})
_NO_THREAD = "can't start new thread"
"""CPython says it by a bare RuntimeError: `thread_PyThread_start_new_thread`."""


class ShortageError(Exception):
    """A limit of our own is reached: what there is hangs."""


def shortage(error: BaseException) -> str:
    """Why it couldn't be done, if it is for want of resources; else nothing."""
    if isinstance(error, OSError) and error.errno in _ERRNOS:
        return f"out of resources: {os.strerror(error.errno).lower()}"
    if isinstance(error, MemoryError):
        return "out of resources: no memory is left"
    if isinstance(error, RuntimeError) and error.args == (_NO_THREAD,):
        return "out of resources: no thread can be started"
    if isinstance(error, ShortageError):
        return f"out of resources: {error.args[0]}"
    return ""
