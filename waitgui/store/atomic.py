"""Files that are there whole, before and after: written beside their place, synced, then put into it.

A process that is killed in between leaves the old file as it was, and a temporary file that the next `write` in that
folder removes, or a `sweep` at the start of the program.
Files are 0600 and new folders 0700 under any umask.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BACKUPS = "backups"
KEPT = 5
_TEMPORARY = re.compile(r"\.waitgui-(\d+)-[0-9a-f]+\.tmp", re.ASCII)
_STALE_S = 3600.0


def write(path: Path, data: bytes, *, keep: int = 0) -> None:
    """Put `data` into the file, which is made, with its folder, if it isn't there. A link is replaced, not followed.

    The version before is kept under `backups` beside it, of which there are at most `keep`. Any thread may call.
    Raises `OSError`, and then the old file is as it was.
    """
    with replacing(path, keep=keep) as file:
        file.write(data)


@contextmanager
def replacing(path: Path, *, keep: int = 0) -> Iterator[BinaryIO]:
    """A file to write to, for what is too large to be held; it takes the other's place at the end of the `with`.

    As `write` otherwise. Whatever is raised within leaves the old file as it was.
    """
    make_folder(path.parent)
    temporary = path.with_name(f".waitgui-{os.getpid()}-{secrets.token_hex(8)}.tmp")
    backup = None
    try:
        with _new(temporary) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if keep:
            backup = _keep(path)
        temporary.replace(path)
    except BaseException:
        for left in (temporary, backup):
            if left is not None:
                with suppress(OSError):
                    left.unlink()
        raise
    # The new file is in its place. Where a folder can't be synced, there is nothing that could be done better.
    with suppress(OSError):
        _sync_folder(path.parent)
    if keep:
        with suppress(OSError):
            _prune(path, keep)
    sweep(path.parent)


def make_folder(folder: Path) -> None:
    """Make the folder and those above it, each 0700; one that is there stays as it is."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        return
    folder.chmod(0o700)  # the umask took bits away


def sweep(folder: Path) -> int:
    """Remove the temporary files that dead processes left in the folder; how many."""
    swept = 0
    with suppress(OSError):
        for path in folder.iterdir():
            match = _TEMPORARY.fullmatch(path.name)
            if match is not None and not _may_be_in_use(path, int(match[1])):
                with suppress(OSError):
                    path.unlink()
                    swept += 1
    return swept


def backups(path: Path) -> list[Path]:
    """The versions of the file that were kept, the latest last."""
    kept = _numbered(path)
    return [kept[number] for number in sorted(kept)]


def _numbered(path: Path) -> dict[int, Path]:
    pattern = re.compile(rf"{re.escape(path.stem)}\.(\d+){re.escape(path.suffix)}", re.ASCII)
    try:
        names = list((path.parent / BACKUPS).iterdir())
    except FileNotFoundError:
        return {}
    return {int(match[1]): name for name in names if (match := pattern.fullmatch(name.name))}


def _new(path: Path) -> BinaryIO:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    os.fchmod(handle, 0o600)  # the umask took bits away
    return open(handle, "wb")  # noqa: PTH123 - of a handle


def _write_new(path: Path, data: bytes) -> None:
    with _new(path) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep(path: Path) -> Path | None:
    """Keep the present version as a backup; None if there is none."""
    if not path.is_file():
        return None
    make_folder(path.parent / BACKUPS)
    number = max(_numbered(path), default=0) + 1
    while True:
        backup = path.parent / BACKUPS / f"{path.stem}.{number}{path.suffix}"
        try:
            _copy(path, backup)
        except FileExistsError:  # another process was faster
            number += 1
        else:
            return backup


def _copy(path: Path, new: Path) -> None:
    """Where it can be, a second name for the same file: nothing to copy, nothing that could end half-way."""
    if not path.is_symlink():
        try:
            os.link(path, new)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            pass
        else:
            return
    _write_new(new, path.read_bytes())


def _prune(path: Path, keep: int) -> None:
    for old in backups(path)[:-keep]:
        old.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _may_be_in_use(path: Path, pid: int) -> bool:
    """Its process lives, or another with its pid: then it is given an hour."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        pass
    return time.time() - path.stat().st_mtime < _STALE_S
