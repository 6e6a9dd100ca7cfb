"""Decisions to trust a set are kept, bounded, private, and given up rather than guessed."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from waitgui.store import trust

NOW = datetime(2027, 1, 1, 8, tzinfo=UTC)
A, B = "a" * 64, "b" * 64


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "trusted.toml"


def test_at_first_nothing_is_trusted(file: Path) -> None:
    assert trust.load(file) == ((), None)
    assert not trust.is_trusted(file, A)


def test_what_is_trusted_is_so_for_its_content_alone(file: Path) -> None:
    trust.add(file, A, Path("/srv/a.toml"), NOW)
    assert trust.is_trusted(file, A)
    assert not trust.is_trusted(file, B)
    assert not trust.is_trusted(file, "a" * 63 + "b")
    (entry,) = trust.load(file)[0]
    assert (entry.digest, entry.path, entry.at) == (A, "/srv/a.toml", NOW)


@pytest.mark.parametrize("umask", [0, 0o777])
def test_the_file_is_this_users_alone_under_any_umask(file: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        trust.add(file, A, None, NOW)
        trust.add(file, B, None, NOW)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert trust.is_trusted(file, A)


def test_once_more_is_later_not_twice(file: Path) -> None:
    for number, digest in enumerate((A, B, A)):
        trust.add(file, digest, None, NOW + timedelta(seconds=number))
    assert [(entry.digest, entry.at) for entry in trust.load(file)[0]] == [
        (B, NOW + timedelta(seconds=1)),
        (A, NOW + timedelta(seconds=2)),
    ]


def test_the_oldest_are_forgotten(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trust, "KEPT", 3)
    digests = [f"{number:064x}" for number in range(5)]
    for digest in digests:
        trust.add(file, digest, None, NOW)
    assert [entry.digest for entry in trust.load(file)[0]] == digests[2:]


def test_as_many_as_are_kept_of_the_longest_paths_can_be_read_again(file: Path) -> None:
    path = Path("/" + "\x7f/" * 2000)
    trust.add(file, A, path, NOW)
    assert file.stat().st_size * trust.KEPT < trust.MAX_BYTES


def test_a_path_that_is_no_text_is_kept_readable(file: Path) -> None:
    trust.add(file, A, Path(os.fsdecode(b"/srv/\xff\n.toml")), NOW)
    assert trust.load(file)[0][0].path == "/srv/\\xff\n.toml"


@pytest.mark.parametrize(
    "content",
    [
        b"[[trusted]]\ndigest = 'x'\nat = 2027-01-01T08:00:00Z\n",
        b"[[trusted]]\ndigest = '" + b"a" * 64 + b"'\n",
        b"trusted = 3\n",
        b"trusted = [\n",
        b"\xff",
        b"x = " + b"[" * 5000,
        b"#" * (trust.MAX_BYTES + 1),
    ],
    ids=["no digest", "no time", "no list", "no TOML", "no text", "deep", "large"],
)
def test_a_broken_file_trusts_nothing_and_is_put_aside(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    entries, warning = trust.load(file)
    assert entries == ()
    assert warning is not None
    assert "no task set is trusted" in warning
    assert file.with_name("trusted.toml.broken-1").read_bytes() == content
    assert trust.load(file) == ((), None)


def test_a_file_that_others_may_have_written_trusts_nothing(file: Path) -> None:
    trust.add(file, A, None, NOW)
    file.chmod(0o666)
    entries, warning = trust.load(file)
    assert entries == ()
    assert warning is not None
    assert "everybody" in warning


def test_a_pipe_in_its_place_is_no_trap(file: Path) -> None:
    file.parent.mkdir()
    os.mkfifo(file)
    assert not trust.is_trusted(file, A)
