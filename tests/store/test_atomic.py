"""A file is there whole, whatever happens, for its owner alone, with its last versions beside it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from waitgui.store.atomic import BACKUPS, backups, make_folder, sweep, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o7777


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_files_and_folders_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "one" / "two" / "file.toml"
    write(path, b"first", keep=5)
    write(path, b"second", keep=5)
    assert path.read_bytes() == b"second"
    (kept,) = backups(path)
    assert kept.read_bytes() == b"first"
    assert [_mode(file) for file in (path, kept)] == [0o600, 0o600]
    folders = (path.parent, path.parent.parent, path.parent / BACKUPS)
    assert [_mode(folder) for folder in folders] == [0o700, 0o700, 0o700]


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    write(tmp_path / "file", b"")
    make_folder(tmp_path)
    assert _mode(tmp_path) == 0o755


def test_a_file_that_others_could_read_becomes_private(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write(path, b"new")
    assert _mode(path) == 0o600


def test_the_last_versions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    for number in range(14):
        write(path, b"%d" % number, keep=5)
    assert [backup.read_bytes() for backup in backups(path)] == [b"8", b"9", b"10", b"11", b"12"]
    assert [backup.name for backup in backups(path)][-1] == "home.13.toml"


def test_versions_of_files_with_similar_names_are_kept_apart(tmp_path: Path) -> None:
    for name in ("a.toml", "a.1.toml", "a"):
        write(tmp_path / name, name.encode(), keep=2)
        write(tmp_path / name, b"new", keep=2)
    for name in ("a.toml", "a.1.toml", "a"):
        assert [backup.read_bytes() for backup in backups(tmp_path / name)] == [name.encode()]


def test_where_files_cannot_have_two_names_versions_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    write(tmp_path / "file", b"old", keep=5)
    write(tmp_path / "file", b"new", keep=5)
    (kept,) = backups(tmp_path / "file")
    assert (kept.read_bytes(), _mode(kept)) == (b"old", 0o600)


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write(link, b"new", keep=5)
    assert (target.read_bytes(), link.read_bytes(), link.is_symlink()) == (b"old", b"new", False)
    (kept,) = backups(link)
    assert (kept.read_bytes(), kept.is_symlink()) == (b"old", False)


@pytest.mark.parametrize("keep", [0, 5])
def test_what_fails_changes_nothing(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "file"
    write(path, b"old")
    before = path.stat()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            write(path, b"x" * 20_000, keep=keep)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"old"
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert _names(tmp_path) == {"file"}


def test_what_cannot_be_put_in_place_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write(tmp_path / "folder", b"", keep=5)
    assert _names(tmp_path) == {"folder"}


def test_a_backup_without_its_new_version_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write(path, b"old", keep=5)
    monkeypatch.setattr("pathlib.Path.replace", _refuse)
    with pytest.raises(OSError, match="no space"):
        write(path, b"new", keep=5)
    assert path.read_bytes() == b"old"
    assert backups(path) == []


def _refuse(*_: object) -> None:
    raise OSError(28, "no space")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        write(tmp_path / "file" / "folder" / "file", b"")


def test_long_and_strange_names(tmp_path: Path) -> None:
    for name in ("x" * 255, "é" * 127, " ", "a\nb", "-rf", "*"):
        write(tmp_path / name, name.encode(), keep=0)
        assert (tmp_path / name).read_bytes() == name.encode()


def test_many_threads_write_one_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    contents = [bytes([65 + number]) * 50_000 for number in range(8)]
    errors = []

    def work(content: bytes) -> None:
        try:
            for _ in range(15):
                write(path, content, keep=5)
                assert path.read_bytes() in contents
        except Exception as error:  # noqa: BLE001 - of a thread, for the test
            errors.append(error)

    threads = [threading.Thread(target=work, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert _names(tmp_path) == {"file", BACKUPS}
    assert all(backup.read_bytes() in contents for backup in backups(path))


def test_temporary_files_of_the_dead_are_swept(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    old = tmp_path / f".waitgui-{os.getpid()}-00ff.tmp"
    for name in (f".waitgui-{dead.pid}-1234abcd.tmp", f".waitgui-{os.getpid()}-1234abcd.tmp", old.name):
        (tmp_path / name).touch()
    os.utime(old, (0, 0))
    others = {".waitgui-1.tmp", f"waitgui-{dead.pid}-12.tmp", "home.toml", f".waitgui-{dead.pid}-xyz.tmp"}
    for name in others:
        (tmp_path / name).touch()
    assert sweep(tmp_path) == 2
    assert _names(tmp_path) == others | {f".waitgui-{os.getpid()}-1234abcd.tmp"}


def test_the_next_write_sweeps_its_folder(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".waitgui-{dead.pid}-1234abcd.tmp").touch()
    write(tmp_path / "file", b"")
    assert _names(tmp_path) == {"file"}


def test_a_folder_that_is_not_there_is_swept_already(tmp_path: Path) -> None:
    assert sweep(tmp_path / "nowhere") == 0
