"""Only regular files are read, at once, and not beyond the limit."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from waitgui.store.regular_file import UnusableFileError, read

if TYPE_CHECKING:
    from pathlib import Path


def _refusal(path: Path) -> str:
    with pytest.raises(UnusableFileError) as info:
        read(path, 100)
    assert info.value.filename == str(path)
    return str(info.value.strerror)


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\x00\xff")
    assert read(path, 100) == b"\x00\xff"


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 100)
    assert len(read(path, 100)) == 100
    path.write_bytes(b"x" * 101)
    assert _refusal(path).startswith("is larger than")


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    os.truncate(path, 2**40)
    assert _refusal(path).startswith("is larger than")


def test_a_folder(tmp_path: Path) -> None:
    assert _refusal(tmp_path) == "is a folder, not a regular file"


def test_a_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert _refusal(tmp_path / "pipe") == "is a pipe, not a regular file"


def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        assert _refusal(tmp_path / "socket") == "is a socket, not a regular file"


def test_a_link_is_followed_to_a_file_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"here")
    (tmp_path / "link").symlink_to("file")
    assert read(tmp_path / "link", 100) == b"here"
    (tmp_path / "zero").symlink_to("/dev/zero")
    assert _refusal(tmp_path / "zero") == "is a device, not a regular file"


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "round").symlink_to("round")
    for name in ("missing", "dangling"):
        with pytest.raises(FileNotFoundError):
            read(tmp_path / name, 100)
    with pytest.raises(OSError, match="symbolic links"):
        read(tmp_path / "round", 100)
