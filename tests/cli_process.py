"""Runs the command line as a process, as a user does, away from the user's own files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from waitgui import engine

if TYPE_CHECKING:
    from collections.abc import Sequence

TIMEOUT_S = 60
ENGINE = Path(engine.__file__).with_name("__main__.py")
"""The script of an engine's process."""


def environment(home: Path) -> dict[str, str]:
    """An environment whose places all lie under `home`."""
    names = {"HOME": home, "XDG_CONFIG_HOME": home / "config", "XDG_DATA_HOME": home / "data"}
    names |= {"XDG_STATE_HOME": home / "state", "XDG_CACHE_HOME": home / "cache"}
    names |= {"XDG_RUNTIME_DIR": home / "run"}
    return {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        **{name: str(path) for name, path in names.items()},
        "QT_QPA_PLATFORM": "offscreen",
    }


def start(home: Path, *arguments: object, prefix: Sequence[str] = (), **options: Any) -> subprocess.Popen[str]:
    """Start `waitgui ARGUMENTS`; `prefix` is a program that becomes this one."""
    command = [*prefix, sys.executable, "-m", "waitgui", *map(str, arguments)]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options}
    env = {**environment(home), **options.pop("env", {})}
    return subprocess.Popen(command, text=True, env=env, **options)


def run(home: Path, *arguments: object, **options: Any) -> tuple[int, str, str]:
    """Run `waitgui ARGUMENTS`; give exit code, standard output and standard error."""
    process = start(home, *arguments, **options)
    try:
        out, err = process.communicate(timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        raise AssertionError(f"it didn't end; it printed {process.communicate()}") from None
    return process.returncode, out, err


def bury_engines() -> None:
    """Wait for the engines of desktops that were killed.

    They come to us where a test before has made this process the next parent of orphans; being in its session, nobody
    else collects them.
    """
    for process in psutil.Process().children():
        with suppress(psutil.Error):
            if process.status() == psutil.STATUS_ZOMBIE or str(ENGINE) in process.cmdline():
                process.wait(TIMEOUT_S)


def records(text: str) -> list[dict[str, Any]]:
    """The JSON lines of an output."""
    return [json.loads(line) for line in text.splitlines()]
