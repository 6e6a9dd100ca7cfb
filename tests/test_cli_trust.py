"""`waitgui run` of a set that others may have written: refused, with what it would use, unless it is trusted."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.cli_process import records, run
from waitgui.store import trust
from waitgui.store.task_set_file import load
from waitgui.tasks.exposure import executable_digest

if TYPE_CHECKING:
    from pathlib import Path

SOMEBODY = 65_533


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """What the set makes when it runs."""
    return tmp_path / "marker"


@pytest.fixture
def path(tmp_path: Path, marker: Path) -> Path:
    """A set that leaves a marker, and that everybody may write."""
    path = tmp_path / "a.toml"
    path.write_text(
        f"""format = 1
name = "A"
[[tasks]]
id = "a"
schedule = {{ kind = "repeat", period = "1s" }}
action = {{ kind = "command", argv = ["touch", '{marker}', "\\u001b[2J\\u202e"], cwd = "/" }}
stop = {{ after_runs = 1, when = {{ kind = "tcp", host = "localhost", port = 9 }} }}
"""
    )
    path.chmod(0o666)
    return path


def test_it_is_refused_with_what_it_would_use(tmp_path: Path, path: Path, marker: Path) -> None:
    code, out, err = run(tmp_path, "run", path, "--no-history")
    assert (code, out) == (2, "")
    first, *uses = err.splitlines()
    assert first.startswith(f"{path}: can be written by everybody")
    assert "--trust" in first
    assert uses == [
        f"  task \"a\": program: touch {marker} '\\u001b[2J\\u202e'",
        '  task "a": folder: /',
        '  task "a": port: localhost:9',
    ]
    assert not marker.exists()


def test_the_users_word_runs_it_this_once(tmp_path: Path, path: Path, marker: Path) -> None:
    code, out, err = run(tmp_path, "run", path, "--trust", "--no-history")
    assert (code, err) == (0, "")
    assert records(out)[-1]["reason"] == "after_runs"
    assert marker.exists()
    assert run(tmp_path, "run", path, "--no-history")[0] == 2


def test_what_was_trusted_in_the_window_runs_until_it_changes(tmp_path: Path, path: Path, marker: Path) -> None:
    file = tmp_path / "data" / "waitgui" / "trusted.toml"
    trust.add(file, executable_digest(load(path).task_set), path, datetime.now(UTC))
    assert run(tmp_path, "run", path, "--no-history")[0] == 0
    assert marker.exists()
    marker.unlink()
    path.write_text(path.read_text().replace("touch", "touci"))
    assert run(tmp_path, "run", path, "--no-history")[0] == 2
    assert not marker.exists()


@pytest.mark.parametrize("command", [("check",), ("preview", "--for", "10s")])
def test_looking_at_it_needs_no_trust_and_runs_nothing(
    tmp_path: Path, path: Path, marker: Path, command: tuple[str, ...]
) -> None:
    code, out, err = run(tmp_path, *command, path)
    assert (code, err) == (0, "")
    assert out
    assert not marker.exists()


def test_a_set_of_the_users_own_needs_no_trust(tmp_path: Path, path: Path, marker: Path) -> None:
    path.chmod(0o644)
    assert run(tmp_path, "run", path, "--no-history")[0] == 0
    assert marker.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_set_of_another_user_is_refused(tmp_path: Path, path: Path, marker: Path) -> None:
    path.chmod(0o600)
    os.chown(path, SOMEBODY, SOMEBODY)
    code, out, err = run(tmp_path, "run", path, "--no-history")
    assert (code, out) == (2, "")
    assert f"belongs to user {SOMEBODY}" in err
    assert not marker.exists()


def test_a_link_to_what_others_may_write_is_refused(tmp_path: Path, path: Path, marker: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    assert run(tmp_path, "run", link, "--no-history")[0] == 2
    assert not marker.exists()


def test_a_set_that_says_a_thousand_things_says_how_many_more(tmp_path: Path) -> None:
    path = tmp_path / "many.toml"
    block = '[[tasks]]\nname = "N{0}"\nschedule = {{kind = "repeat", period = "1s"}}\n'
    block += 'action = {{kind = "command", shell = "echo {0} {1}"}}\n'
    path.write_text("format = 1\n" + "".join(block.format(n, "x" * (n // 999 * 2000)) for n in range(1000)))
    path.chmod(0o666)
    _, _, err = run(tmp_path, "run", path, "--no-history")
    assert err.splitlines()[-1] == "  and 500 more"
    path.write_text("format = 1\n" + block.format(999, "x" * 2000))
    _, _, err = run(tmp_path, "run", path, "--no-history")
    assert err.endswith("xxx… (2,009 characters)\n")
