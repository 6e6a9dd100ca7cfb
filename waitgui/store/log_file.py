"""The log: one record a line whatever it says, for this user alone, and of bounded size.

Several processes may write to it at once: each line is one append, and whoever finds the file full or replaced turns to
the new one. A log that can't be written is no reason for anything to fail.
"""

from __future__ import annotations

import fcntl
import logging
import os
import stat
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from waitgui.store import atomic
from waitgui.tasks.problems import visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

NAME = "waitgui.log"
MAX_BYTES = 5 * 2**20
FILES = 5
"""The one that is written to, and those before it, `waitgui.log.1` being the latest."""
LONGEST = 16 * 2**10
"""Characters of a line; the middle of a longer one is left out."""
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"

log = logging.getLogger("waitgui")


def begin(folder: Path) -> Callable[[], None]:
    """Log to a file of the folder, errors to standard error too; give what ends that. For the start of a program.

    Exceptions that nobody catches are logged, in every thread.
    """
    handlers = (LogFile(folder / NAME), logging.StreamHandler())
    handlers[0].setLevel(logging.INFO)
    handlers[1].setLevel(logging.ERROR)
    handlers[1].setFormatter(OneLine("waitgui: %(message)s"))
    root, level = logging.getLogger(), log.level
    for handler in handlers:
        root.addHandler(handler)
    log.setLevel(logging.INFO)
    hooks = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = _log_uncaught, _log_uncaught_in_thread

    def end() -> None:
        sys.excepthook, threading.excepthook = hooks
        log.setLevel(level)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()

    return end


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("nobody caught this", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(caught: threading.ExceptHookArgs) -> None:
    if caught.exc_value is not None and not issubclass(caught.exc_type, SystemExit):
        log.critical("nobody caught this", exc_info=(caught.exc_type, caught.exc_value, caught.exc_traceback))


class OneLine(logging.Formatter):
    """A record as one line: what would end it, steer a terminal or turn the writing direction is escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        text = super().format(record)
        if len(text) > LONGEST:
            text = f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
        return visible(text.replace("\\", "\\\\").replace("\n", "\\n"))


class LogFile(logging.Handler):
    """Appends to the file, 0600 in a folder that is made 0700; a full one is renamed and another begun."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._handle: int | None = None
        self.setFormatter(OneLine(_FORMAT))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; where that can't be done, nothing happens. Any thread may call."""
        try:
            line = self.format(record).encode(errors="backslashreplace") + b"\n"
            handle = self._current()
            if os.fstat(handle).st_size + len(line) > MAX_BYTES:
                self._turn(handle)
                handle = self._current()
            os.write(handle, line)
        except Exception:  # noqa: BLE001 - the edge: whoever logs has trouble enough
            self._drop()

    def close(self) -> None:
        """Close the file."""
        with self.lock or threading.RLock():
            self._drop()
        super().close()

    def _current(self) -> int:
        """The file that is there now, opened if it isn't the one that was."""
        if self._handle is not None and not _is_at(self._handle, self._path):
            self._drop()
        if self._handle is None:
            self._handle = _open(self._path)
        return self._handle

    def _turn(self, handle: int) -> None:
        """Rename the full files, unless another process has done so meanwhile."""
        fcntl.flock(handle, fcntl.LOCK_EX)  # held by who renames, for as long as that takes
        if _is_at(handle, self._path):
            for number in range(FILES - 2, -1, -1):
                with suppress(FileNotFoundError):
                    _numbered(self._path, number).replace(_numbered(self._path, number + 1))
        self._drop()

    def _drop(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.{number}") if number else path


def _open(path: Path) -> int:
    atomic.make_folder(path.parent)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    handle = os.open(path, flags, 0o600)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(f"{path} isn't a regular file")
    with suppress(OSError):  # somebody else's, who lets us write
        os.fchmod(handle, 0o600)  # whatever the umask says, and whatever it was before
    return handle


def _is_at(handle: int, path: Path) -> bool:
    try:
        there = path.lstat()
    except OSError:
        return False
    return os.path.samestat(os.fstat(handle), there)
