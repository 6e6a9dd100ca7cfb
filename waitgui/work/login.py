"""The environment that the user's login shell has, which a desktop that was started from an icon lacks.

The shell is run once, as at a login (`-l`), and prints its environment between two marks: what its profile prints
besides doesn't matter. It is bounded like every program of a tick: by time, by size, and ended with all it started.
"""

from __future__ import annotations

import logging
import os
import pwd
import re
import secrets
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.actions import Process
from waitgui.tasks.problems import shown
from waitgui.tasks.record import Outcome
from waitgui.wait import durations
from waitgui.wait.durations import NS_PER_MS
from waitgui.work import program
from waitgui.work.stop import Stop
from waitgui.work.trees import MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)
_NOT_KEPT = frozenset({"_", "OLDPWD", "PWD", "SHLVL", MARK})
"""What says something of the shell that was run, not of the user."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(%%|\(\))?", re.ASCII)
"""With the brackets and signs that bash gives to functions."""


class Login(NamedTuple):
    """An environment, and why it is only our own; `why` is "" where it is the login shell's too."""

    environ: dict[str, str]
    why: str


def login_environment(timeout_s: float) -> dict[str, str]:
    """The environment for the processes of ticks: ours, with what a login adds (`merged`); only ours where that fails.

    Takes as long as the user's profile, at most the timeout and a little: not for the thread of a window.
    """
    login = read_login(os.environ, timeout_s)
    if login.why:
        log.warning("the environment is our own: %s", login.why)
    return login.environ


def read_login(ours: Mapping[str, str], timeout_s: float, stop: Stop | None = None) -> Login:
    """As `login_environment`, from what is given; a stop ends it."""
    shell = ours.get("SHELL") or _shell_of_user()
    mark = secrets.token_hex(16)
    line = f"echo {mark}; /usr/bin/env -0; echo {mark}"
    timeout = durations.text(max(1, round(timeout_s * 1000)) * NS_PER_MS)
    process = Process.model_validate({"timeout": timeout, "kill_grace": "0s"})
    result = program.run((shell, "-l", "-c", line), process, stop or Stop(), ours)
    if result.outcome is not Outcome.OK:
        why = result.why or f"ended with exit code {result.exit_code}"
        return Login(dict(ours), f"the login shell {shown(shell)}: {why}")
    login = parsed(result.output, mark)
    if not login:
        return Login(dict(ours), f"the login shell {shown(shell)} printed no environment, or too long a one")
    return Login(merged(ours, login), "")


def parsed(output: str, mark: str) -> dict[str, str]:
    """The variables between the marks; nothing if there is no pair of them. What isn't UTF-8 is left out."""
    _, begins, rest = output.partition(f"{mark}\n")
    text, ends, _ = rest.rpartition(mark)
    if not begins or not ends:
        return {}
    pairs = (entry.partition("=") for entry in text.split("\0"))
    return {name: value for name, is_one, value in pairs if is_one and _NAME.fullmatch(name) and "\ufffd" not in value}


def merged(ours: Mapping[str, str], login: Mapping[str, str]) -> dict[str, str]:
    """Ours, and what ours has not from the login. Of PATH the login's folders come first, then ours that it lacks.

    An empty entry of our PATH, which is the folder that a program happens to run in, isn't taken over.
    """
    both = {name: value for name, value in login.items() if name not in _NOT_KEPT} | dict(ours)
    if login.get("PATH"):
        folders = login["PATH"].split(os.pathsep)
        folders += [folder for folder in ours.get("PATH", "").split(os.pathsep) if folder]
        both["PATH"] = os.pathsep.join(dict.fromkeys(folders))
    return both


def _shell_of_user() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_shell or "/bin/sh"
    except KeyError:  # a user that only a container knows
        return "/bin/sh"
