"""Reading a file that may be anything: a pipe that never answers, a device without an end, a link to either."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, BinaryIO, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_Verdict = TypeVar("_Verdict")

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
    return read_judged(path, limit, lambda _path, _handle: None)[0]


def read_judged(path: Path, limit: int, judge: Callable[[Path, int], _Verdict]) -> tuple[bytes, _Verdict]:
    """As `read`, and what `judge` says of the path and of the handle that is read from."""
    with _open(path) as file:
        verdict = judge(path, file.fileno())
        data = file.read(limit + 1)
    if len(data) > limit:
        raise UnusableFileError(errno.EFBIG, f"is larger than {limit / 2**20:g} MiB", str(path))
    return data, verdict


def _open(path: Path) -> BinaryIO:
    _refuse_unless_regular(path.stat().st_mode, path)  # before it is opened, which to some devices means something
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    file = open(handle, "rb")  # noqa: PTH123, SIM115 - of a handle; for the caller to close
    try:
        _refuse_unless_regular(os.fstat(handle).st_mode, path)
    except BaseException:
        file.close()
        raise
    return file


def _refuse_unless_regular(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise UnusableFileError(errno.EINVAL, f"is {kind}, not a regular file", str(path))
