"""What a login adds to our environment, with real shells and profiles of every manner."""

from __future__ import annotations

import logging
import os
import time
from shutil import which
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.work.conftest import descendants, end, eventually, stopped_after
from waitgui.tasks.record import Outcome, Result
from waitgui.work.login import Login, login_environment, merged, parsed, read_login

if TYPE_CHECKING:
    from pathlib import Path

    from waitgui.work.stop import Stop

MARK = "5eed"


# --- Merged ---


@pytest.mark.parametrize(
    ("ours", "login", "both"),
    [
        ({}, {}, {}),
        ({"A": "1"}, {}, {"A": "1"}),
        ({"A": "1"}, {"A": "2", "B": "2"}, {"A": "1", "B": "2"}),
        ({"A": ""}, {"A": "2"}, {"A": ""}),
        ({}, {"PWD": "/", "OLDPWD": "/", "SHLVL": "1", "_": "env", "WAITGUI_TICK": "x"}, {}),
        ({"PWD": "/here", "SHLVL": "3"}, {"PWD": "/", "SHLVL": "1"}, {"PWD": "/here", "SHLVL": "3"}),
        ({"PATH": "/bin"}, {}, {"PATH": "/bin"}),
        ({"PATH": "/bin"}, {"PATH": ""}, {"PATH": "/bin"}),
        ({}, {"PATH": "/bin"}, {"PATH": "/bin"}),
        ({"PATH": "/a:/b:/c"}, {"PATH": "/b:/x:/a"}, {"PATH": "/b:/x:/a:/c"}),
        ({"PATH": "/a::/a:"}, {"PATH": "/x:/x"}, {"PATH": "/x:/a"}),
    ],
)
def test_what_is_merged(ours: dict[str, str], login: dict[str, str], both: dict[str, str]) -> None:
    assert merged(ours, login) == both


_NAMES = st.sampled_from(["A", "B", "PATH", "PWD", "HOME"])
_ENVIRONMENT = st.dictionaries(_NAMES, st.lists(st.sampled_from(["/a", "/b", ""]), max_size=4).map(":".join))


@given(_ENVIRONMENT, _ENVIRONMENT)
def test_nothing_of_ours_is_lost(ours: dict[str, str], login: dict[str, str]) -> None:
    both = merged(ours, login)
    assert set(ours) <= set(both) <= set(ours) | set(login)
    assert all(both[name] == value for name, value in ours.items() if name != "PATH")
    folders = both.get("PATH", "").split(":")
    assert {*ours.get("PATH", "").split(":")} - {""} <= set(folders)
    assert merged(both, login) == both


# --- Parsed ---


@pytest.mark.parametrize(
    ("output", "login"),
    [
        (f"{MARK}\nA=1\0B=2\n3\0{MARK}\n", {"A": "1", "B": "2\n3"}),
        (f"welcome{MARK}\nA=1\0{MARK}bye", {"A": "1"}),
        (f"A=no\0{MARK}\nA==\0B=\0C\0=D\0 E=1\0{MARK}", {"A": "=", "B": ""}),
        (f"{MARK}\nBASH_FUNC_f%%=() {{ x; }}\0{MARK}", {"BASH_FUNC_f%%": "() { x; }"}),
        (f"{MARK}\nA=\ufffd\0B=1\0{MARK}", {"B": "1"}),
        (f"{MARK}\nA=1\0", {}),
        (f"A=1\0{MARK}\n", {}),
        ("", {}),
    ],
)
def test_what_is_parsed(output: str, login: dict[str, str]) -> None:
    assert parsed(output, MARK) == login


# --- Read ---


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def ours(home: Path, shell: str | None = None, **more: str) -> dict[str, str]:
    return {"HOME": str(home), "PATH": "/usr/bin:/bin:/ours", "SHELL": shell or which("bash") or "/bin/sh", **more}


def profile(home: Path, text: str) -> None:
    (home / ".profile").write_text(text)


@pytest.mark.parametrize("shell", ["sh", "dash", "bash", "zsh", "ksh", "fish"])
def test_the_profile_is_read(home: Path, shell: str) -> None:
    path = which(shell)
    if path is None:
        pytest.skip(f"needs {shell}")
    line = 'export MINE="grün\n=x" PATH="/mine:$PATH"; echo hi'
    for name in (".profile", ".zprofile"):
        (home / name).write_text(line)
    (home / ".config/fish").mkdir(parents=True)
    (home / ".config/fish/config.fish").write_text("set -x MINE 'grün\n=x'; set -x PATH /mine $PATH; echo hi")
    login = read_login(ours(home, path), 30)
    assert login.why == ""
    assert login.environ["MINE"] == "grün\n=x"
    assert login.environ["PATH"].startswith("/mine:")
    assert "/ours" in login.environ["PATH"].split(":")
    assert "SHLVL" not in login.environ


@pytest.mark.parametrize(
    "text",
    [
        "echo noise; printf more",
        "head -c 300000 /dev/zero | tr '\\0' x",
        "head -c 1000 /dev/urandom; printf '\\0A=1\\0'",
        "echo noise >&2; trap 'echo bye' EXIT",
        "read line; cat",
        "set -eu; export MORE=1",
        "alias env=false echo=false; export MORE=1",
        "cd /; umask 077; exec 3</dev/null",
    ],
)
def test_what_a_profile_prints_and_does_is_no_matter(home: Path, text: str) -> None:
    profile(home, f"export MINE=1\n{text}\n")
    login = read_login(ours(home), 30)
    assert login.why == ""
    assert login.environ["MINE"] == "1"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("exit 3", "ended with exit code 3"),
        ("exit 0", "printed no environment"),
        ("exec true", "printed no environment"),
        ("kill -KILL $$", "killed by SIGKILL"),
        ("export LONG=$(head -c 100000 /dev/zero | tr '\\0' x)", "printed no environment, or too long a one"),
    ],
)
def test_where_it_fails_the_environment_is_ours(home: Path, text: str, why: str) -> None:
    profile(home, text)
    environ = ours(home)
    login = read_login(environ, 30)
    assert login.environ == environ
    assert why in login.why


def test_a_profile_that_hangs_is_ended_with_all_that_it_started(home: Path) -> None:
    profile(home, "setsid sleep 600 & sleep 600")
    began_s = time.monotonic()
    login = read_login(ours(home), 0.3)
    assert time.monotonic() - began_s < 10
    assert login == Login(ours(home), f'the login shell "{ours(home)["SHELL"]}": had not ended after 300ms')
    eventually(lambda: not descendants())


def test_a_stop_ends_it(home: Path) -> None:
    profile(home, "sleep 600")

    def read(stop: Stop) -> Result:
        return Result(Outcome.OK, why=read_login(ours(home), 60, stop).why)

    result, after_s = stopped_after(0.1, read)
    assert result.why
    assert after_s < 10


def test_an_agent_that_a_profile_starts_lives_on(home: Path) -> None:
    profile(home, "export MINE=1; setsid sleep 600 > /dev/null 2>&1 &")
    assert read_login(ours(home), 30).environ["MINE"] == "1"
    (agent,) = descendants()
    end(agent)


@pytest.mark.parametrize("shell", ["/no/such/shell", "/bin/false", "/etc/passwd", "/"])
def test_a_shell_that_is_none(home: Path, shell: str) -> None:
    login = read_login(ours(home, shell), 30)
    assert login.environ == ours(home, shell)
    assert login.why.startswith(f'the login shell "{shell}"') or "program not found" in login.why


def test_without_a_word_about_the_shell_it_is_the_users(home: Path) -> None:
    environ = ours(home)
    del environ["SHELL"]
    assert read_login(environ, 30).environ.keys() >= environ.keys()


def test_of_this_program(home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    profile(home, "export MINE=1")
    for name, value in ours(home).items():
        monkeypatch.setenv(name, value)
    assert login_environment(30)["MINE"] == "1"
    assert not caplog.records
    monkeypatch.setenv("SHELL", "/bin/false")
    with caplog.at_level(logging.WARNING):
        assert login_environment(30) == dict(os.environ)
    assert "ended with exit code 1" in caplog.text
