"""A file is the user's own where nobody else can have written it or put it in its place."""

from __future__ import annotations

import errno
import grp
import os
import pwd
import struct
from typing import TYPE_CHECKING

import pytest

from waitgui.store import ownership

if TYPE_CHECKING:
    from pathlib import Path

SOMEBODY = 65_533
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


def doubt(path: Path, uid: int | None = None) -> str | None:
    with path.open("rb") as file:
        return ownership.doubt(path, file.fileno(), uid)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of this user's in a folder of this user's."""
    folder = tmp_path / "sets"
    folder.mkdir(0o700)
    path = folder / "a.toml"
    path.touch(0o600)
    return path


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o644, 0o755, 0o700])
def test_what_only_its_owner_writes_is_the_users_own(path: Path, mode: int) -> None:
    path.chmod(mode)
    assert doubt(path) is None


@pytest.mark.parametrize("mode", [0o602, 0o646, 0o666, 0o777])
def test_what_everybody_may_write_is_not(path: Path, mode: int) -> None:
    path.chmod(mode)
    assert doubt(path) == "can be written by everybody"


@as_root
def test_what_another_owns_is_not(path: Path) -> None:
    os.chown(path, SOMEBODY, -1)
    assert doubt(path) == f"belongs to user {SOMEBODY}"
    os.chown(path, 0, -1)
    assert doubt(path, uid=SOMEBODY) == "belongs to user root"


@as_root
def test_what_a_group_may_write_is_not_but_for_the_users_own_group(path: Path) -> None:
    path.chmod(0o660)
    os.chown(path, -1, SOMEBODY)
    assert doubt(path) == f"can be written by the group {SOMEBODY}"
    path.chmod(0o640)
    assert doubt(path) is None


def test_a_group_is_private_if_nobody_else_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    users = {
        1000: pwd.struct_passwd(("me", "x", 1000, 1000, "", "/", "")),
        1001: pwd.struct_passwd(("you", "x", 1001, 1001, "", "/", "")),
        1002: pwd.struct_passwd(("guest", "x", 1002, 1001, "", "/", "")),
        1003: pwd.struct_passwd(("loner", "x", 1003, 1003, "", "/", "")),
    }
    groups = {
        1000: grp.struct_group(("me", "x", 1000, [])),
        1001: grp.struct_group(("you", "x", 1001, ["you"])),
        1003: grp.struct_group(("staff", "x", 1003, [])),
        2000: grp.struct_group(("me", "x", 2000, [])),
    }
    monkeypatch.setattr(pwd, "getpwuid", users.__getitem__)
    monkeypatch.setattr(pwd, "getpwall", lambda: list(users.values()))
    monkeypatch.setattr(grp, "getgrgid", groups.__getitem__)
    assert ownership._is_private(1000, 1000)
    assert not ownership._is_private(2000, 1000)  # the name, but not the primary group
    assert not ownership._is_private(1001, 1001)  # a guest has it as primary group
    assert not ownership._is_private(1003, 1003)  # another name
    groups[1000] = grp.struct_group(("me", "x", 1000, ["me", "you"]))
    assert not ownership._is_private(1000, 1000)
    assert not ownership._is_private(1000, 4711)


def test_an_access_list_opens_a_private_group_to_others(path: Path) -> None:
    path.chmod(0o660)
    if doubt(path) is not None:
        pytest.skip("this user has no group of their own")
    entries = ((0x01, 6, -1), (0x02, 6, SOMEBODY), (0x04, 4, -1), (0x10, 6, -1), (0x20, 0, -1))
    value = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", tag, mode, who % 2**32) for tag, mode, who in entries)
    try:
        os.setxattr(path, "system.posix_acl_access", value)
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.EPERM):
            pytest.skip("a file system without access lists")
        raise
    assert doubt(path) == "can be written by others (it has an access list)"


def test_a_folder_in_which_others_can_replace_it(path: Path) -> None:
    path.parent.chmod(0o777)
    assert doubt(path) == f"stands in {path.parent}, which can be written by everybody"
    path.parent.chmod(0o1777)  # as /tmp is: there, only owners replace
    assert doubt(path) is None


@as_root
def test_a_folder_of_another_is_theirs_to_fill(path: Path) -> None:
    os.chown(path.parent, SOMEBODY, -1)
    assert doubt(path) == f"stands in {path.parent}, which belongs to user {SOMEBODY}"
    os.chown(path.parent, 0, -1)
    os.chown(path, SOMEBODY, -1)
    assert doubt(path, uid=SOMEBODY) is None


def test_a_link_is_judged_by_what_it_leads_to_and_by_where_it_stands(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "links"
    other.mkdir(0o700)
    link = other / "a.toml"
    link.symlink_to(path)
    assert doubt(link) is None
    path.chmod(0o666)
    assert doubt(link) == "can be written by everybody"
    path.chmod(0o600)
    path.parent.chmod(0o777)
    assert doubt(link) == f"stands in {path.parent}, which can be written by everybody"
    path.parent.chmod(0o700)
    other.chmod(0o777)  # where it could be made to lead to another of this user's files
    assert doubt(link) == f"stands in {other}, which can be written by everybody"
    between = tmp_path / "between"
    between.symlink_to("links/a.toml")
    assert doubt(between) == f"stands in {other}, which can be written by everybody"


def test_what_was_opened_counts_whatever_stands_there_since(path: Path) -> None:
    path.chmod(0o666)
    with path.open("rb") as file:
        path.unlink()
        path.touch(0o600)
        assert ownership.doubt(path, file.fileno()) == "can be written by everybody"


def test_a_folder_that_is_gone_is_a_doubt(path: Path) -> None:
    with path.open("rb") as file:
        path.parent.rename(path.parent.with_name("moved"))
        assert "can't be told" in (ownership.doubt(path, file.fileno()) or "")
