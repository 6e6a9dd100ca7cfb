"""Whether a file says what this user alone has put there: for what is run without anybody looking at it first.

Judged is the file that was opened, by its handle, so that nothing can be put in its place between the look and the
reading; and the folders that its name, and the links on the way to it, stand in.
"""

from __future__ import annotations

import grp
import os
import pwd
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LINKS = 40
"""How many links a path may go through, as the kernel counts."""
_ACCESS_LIST = "system.posix_acl_access"


def doubt(path: Path, handle: int, uid: int | None = None) -> str | None:
    """Why somebody else than the user may have written what is open there; None if nobody else can have.

    `handle` is the open file, `path` the name it was opened by, `uid` the user (by default the one of this process).
    The answer is to be put behind the path: "belongs to user mallory". Never raises.
    """
    try:
        return _doubt(path, handle, os.geteuid() if uid is None else uid)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round, before Python 3.13
        return f"stands where it can't be told who may write ({error})"


def _doubt(path: Path, handle: int, uid: int) -> str | None:
    status = os.fstat(handle)
    if status.st_uid != uid:
        return f"belongs to {_user(status.st_uid)}"
    others = _others_who_may_write(status, uid, has_list=_has_access_list(handle))
    if others is not None:
        return f"can be written by {others}"
    for folder in _folders(path):
        reason = _doubt_folder(folder, uid)
        if reason is not None:
            return f"stands in {folder}, which {reason}"
    return None


def _folders(path: Path) -> list[Path]:
    """The folders of the path and of what each link leads to, the real ones."""
    folders: list[Path] = []
    for _ in range(_LINKS):
        folder = path.parent.resolve(strict=True)
        if folder not in folders:
            folders.append(folder)
        path = folder / path.name
        if not path.is_symlink():
            break
        path = folder / path.readlink()
    return folders


def _doubt_folder(folder: Path, uid: int) -> str | None:
    """Why others could have put something else into the folder in place of what is in it."""
    status = folder.stat()
    if status.st_uid not in (uid, 0):  # who is root can do anything, everywhere
        return f"belongs to {_user(status.st_uid)}"
    if status.st_mode & stat.S_ISVTX:  # only who owns an entry can replace it
        return None
    others = _others_who_may_write(status, uid, has_list=_has_access_list(folder))
    return None if others is None else f"can be written by {others}"


def _others_who_may_write(status: os.stat_result, uid: int, *, has_list: bool) -> str | None:
    if status.st_mode & stat.S_IWOTH:
        return "everybody"
    if status.st_mode & stat.S_IWGRP:
        if has_list:  # the group's bits are then those of everybody on the list
            return "others (it has an access list)"
        if not _is_private(status.st_gid, uid):
            return f"the group {_group(status.st_gid)}"
    return None


def _is_private(gid: int, uid: int) -> bool:
    """Whether the group is this user's own: their primary one, of the same name, and without anybody else in it."""
    try:
        user, group = pwd.getpwuid(uid), grp.getgrgid(gid)
    except KeyError:
        return False
    if user.pw_gid != gid or group.gr_name != user.pw_name or set(group.gr_mem) - {user.pw_name}:
        return False
    return all(other.pw_uid == uid for other in pwd.getpwall() if other.pw_gid == gid)


def _has_access_list(file: int | Path) -> bool:
    if not hasattr(os, "getxattr"):
        return False
    try:
        os.getxattr(file, _ACCESS_LIST)
    except OSError:  # none, or a file system without
        return False
    return True


def _user(uid: int) -> str:
    try:
        return f"user {pwd.getpwuid(uid).pw_name}"
    except KeyError:
        return f"user {uid}"


def _group(gid: int) -> str:
    try:
        return grp.getgrgid(gid).gr_name
    except KeyError:
        return str(gid)
