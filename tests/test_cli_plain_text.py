"""What a set says is shown by the command line as it is: it steers no terminal and is no markup of ours."""

from __future__ import annotations

import os
import pty
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.cli_process import TIMEOUT_S, run, start

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = "[/] [red]x[/red] :smile: [link=file:///]y"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A set whose name, program and so whose reason would steer a terminal."""
    odd = r"\u0007\u001b]0;title\u202e\u009b2J\n" + MARKUP
    path = tmp_path / "set.toml"
    path.write_text(
        f'format = 1\nname = "{odd}"\n"odd{odd}" = 1\n[[tasks]]\nid = "a"\nname = "{odd}"\n'
        'schedule = { kind = "repeat", period = "1h" }\n'
        f'action = {{ kind = "command", argv = ["{odd}"] }}\nstop = {{ after_runs = 1 }}\n'
    )
    return path


def on_a_terminal(home: Path, *arguments: object) -> str:
    """What a terminal is sent."""
    master, slave = pty.openpty()
    env = {"TERM": "xterm", "COLUMNS": "400", "LINES": "40"}
    process = start(home, *arguments, stdout=slave, stderr=subprocess.STDOUT, env=env)
    os.close(slave)
    chunks = []
    while True:
        try:
            chunk = os.read(master, 65_536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(master)
    process.wait(TIMEOUT_S)
    return b"".join(chunks).decode()


@pytest.mark.parametrize(
    "command", [("run", "--no-history"), ("preview", "--for", "10s"), ("check",)], ids=lambda command: command[0]
)
def test_a_terminal_is_sent_nothing_of_it_unescaped(tmp_path: Path, path: Path, command: tuple[str, ...]) -> None:
    text = on_a_terminal(tmp_path, *command, path)
    assert "\x1b]" not in text
    assert not set(text) & {"\x07", "\u202e", "\x9b"}
    for escaped in (r"\u0007", r"\u001b]0;title", r"\u202e", r"\u009b2J", r"\u000a"):
        assert escaped in text
    assert MARKUP in text
    assert "Traceback" not in text


@pytest.mark.parametrize("command", [("run", "--no-history"), ("preview", "--for", "10s")], ids=lambda c: c[0])
def test_a_table_in_a_file_is_escaped_too(tmp_path: Path, path: Path, command: tuple[str, ...]) -> None:
    _, out, err = run(tmp_path, *command, "--output", "table", path, env={"COLUMNS": "400"})
    assert not set(out + err) & {"\x07", "\x1b", "\u202e", "\x9b"}
    assert MARKUP in out
    assert "Traceback" not in err
