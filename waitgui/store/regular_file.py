"""Reading a file that may be anything: a pipe that never answers, a device without an end, a link to either."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


class UnusableFileError(OSError):
    """What is there isn't a regular file, or is too large. `strerror` says so, to be put behind the path."""


def read(path: Path, limit: int) -> bytes:
    """The whole file, of at most `limit` bytes. A link is followed to a regular file and to nothing else.

    Never waits for a pipe or a device. Raises `OSError`, of which `UnusableFileError` is one.
    """
    _refuse_unless_regular(path.stat().st_mode, path)  # before it is opened, which to some devices means something
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    with open(handle, "rb") as file:  # noqa: PTH123 - of a handle
        _refuse_unless_regular(os.fstat(handle).st_mode, path)
        data = file.read(limit + 1)
    if len(data) > limit:
        raise UnusableFileError(errno.EFBIG, f"is larger than {limit / 2**20:g} MiB", str(path))
    return data


def _refuse_unless_regular(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise UnusableFileError(errno.EINVAL, f"is {kind}, not a regular file", str(path))
