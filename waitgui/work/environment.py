"""What a process of a task would get: which program is started, in which folder, with which PATH. Nothing is started.

The same search as the start itself makes (`subprocess`, after `execvp`): a name with a slash is a path, seen from the
folder; any other is looked for along the PATH of the environment that the process gets, its own `env` included.
"""

from __future__ import annotations

import difflib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.actions import Python
from waitgui.tasks.problems import shown
from waitgui.work import interpreter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waitgui.tasks.actions import Process, Program

SHELL = "/bin/sh"
_MOST_NAMES = 20_000
"""Of all the programs along a PATH, for a guess at what was meant."""


class Setting(NamedTuple):
    """`program` is the full path of what would be started, None if nothing would; `path` is the PATH it would see.

    `instead` is what was meant by a program that isn't there, perhaps, as it would be written.
    """

    program: str | None
    cwd: str
    path: str
    problems: tuple[str, ...]
    instead: str | None = None


def setting(process: Process | Program | Python, environ: Mapping[str, str]) -> Setting:
    """What the process would get, looked up in the file system, which may take a while.

    `environ` is what its environment begins with. Never raises.
    """
    environment = {**environ, **process.env}
    path = environment.get("PATH", os.defpath)
    folder, problems = _folder(process)
    name = _name(process, environment)
    program = instead = None
    try:
        program = _found(name, folder, path)
        if program is None:
            why, instead = _why_not(name, folder, path, "PATH" in process.env)
            problems.append(why if instead is None else f"{why}: did you mean {instead}?")
        if isinstance(process, Python) and process.script is not None:
            problems += _script_problems(Path(process.script), folder)
    except ValueError as error:  # what no path can hold
        problems.append(f"{shown(name)} can't be a path: {error}")
    except (OSError, RuntimeError) as error:  # a name that is too long; no home for a user
        problems.append(f"{shown(name)} can't be looked for: {_because(error)}")
    return Setting(program, str(folder), path, tuple(problems), instead)


def _name(process: Process | Program | Python, environment: Mapping[str, str]) -> str:
    """What is started, as it is written."""
    if isinstance(process, Python):
        chosen = process.interpreter or interpreter.for_tasks(environment) or interpreter.NAME
        with suppress(RuntimeError):
            return str(Path(chosen).expanduser()) if chosen.startswith("~") else chosen
        return chosen
    argv = getattr(process, "argv", None)
    return argv[0] if argv else SHELL


def _folder(process: Process | Program | Python) -> tuple[Path, list[str]]:
    """Where it runs, and what is wrong with that."""
    try:
        here = Path.cwd()
    except OSError as error:
        return Path(), [f"the folder that waitgui runs in is gone: {_because(error)}"]
    if process.cwd is None:
        return here, []
    try:
        folder = here / Path(process.cwd).expanduser()
        if not folder.is_dir():
            what = "isn't a folder" if folder.exists() else "doesn't exist"
            return folder, [f"the folder {shown(process.cwd)} {what}"]
        if not os.access(folder, os.X_OK):
            return folder, [f"the folder {shown(process.cwd)} can't be entered"]
    except RuntimeError as error:
        return here / process.cwd, [f"the folder {shown(process.cwd)} can't be found: {error}"]
    except (OSError, ValueError) as error:
        return here, [f"the folder {shown(process.cwd)} can't be used: {_because(error)}"]
    return folder, []


def _found(name: str, folder: Path, path: str) -> str | None:
    """The first program of that name that can be started."""
    if "/" in name:
        candidate = os.path.normpath(folder / name)
        return candidate if _is_program(candidate) else None
    for place in path.split(os.pathsep):
        # An entry of the PATH that isn't absolute is seen from the folder too: the process is there already.
        candidate = os.path.normpath(folder / place / name)
        if _is_program(candidate):
            return candidate
    return None


def _is_program(path: str) -> bool:
    with suppress(OSError):
        return Path(path).is_file() and os.access(path, os.X_OK)
    return False


def _why_not(name: str, folder: Path, path: str, own_path: bool) -> tuple[str, str | None]:
    """Why nothing of that name can be started, and what may have been meant."""
    if "/" in name:
        return _why_not_at(name, folder)
    for place in path.split(os.pathsep):
        if (folder / place / name).is_file():
            return f"{shown(name)} is in {place or folder}, but may not be executed", None
    where = "the PATH that its variables set" if own_path else "the PATH"
    said = f"{shown(name)} isn't on {where}"
    if not name.isprintable() or " " in name:
        return said, None
    near = difflib.get_close_matches(name, _names(folder, path, name), 1, 0.75)
    if near:
        return said, near[0]
    return said, f"./{name}" if (folder / name).is_file() else None


def _why_not_at(name: str, folder: Path) -> tuple[str, str | None]:
    if name.startswith("~"):
        with suppress(RuntimeError):
            return "only a shell reads ~", str(Path(name).expanduser())
    target = folder / name
    if target.is_dir():
        return f"{shown(name)} is a folder", None
    if target.is_file():
        return f"{shown(name)} may not be executed", None
    if target.exists():
        return f"{shown(name)} isn't a file", None
    siblings: list[str] = []
    with suppress(OSError):
        siblings = [entry.name for entry, _ in zip(os.scandir(target.parent), range(_MOST_NAMES), strict=False)]
    near = difflib.get_close_matches(target.name, siblings, 1, 0.75)
    said = f"{shown(name)} doesn't exist"
    return said, f"{name.rpartition('/')[0]}/{near[0]}" if near else None


def _names(folder: Path, path: str, like: str) -> list[str]:
    """The names of programs along the PATH that are about as long."""
    return [name for name, _ in zip(_all_names(folder, path, len(like)), range(_MOST_NAMES), strict=False)]


def _all_names(folder: Path, path: str, length: int) -> Iterator[str]:
    for place in path.split(os.pathsep):
        with suppress(OSError), os.scandir(folder / place) as entries:
            yield from (entry.name for entry in entries if abs(len(entry.name) - length) <= 3)


def _script_problems(script: Path, folder: Path) -> list[str]:
    target = folder / script.expanduser()
    if target.is_file():
        return [] if os.access(target, os.R_OK) else [f"the script {shown(str(script))} can't be read"]
    if target.is_dir():
        return [] if (target / "__main__.py").is_file() else [f"the folder {shown(str(script))} has no __main__.py"]
    return [f"the script {shown(str(script))} doesn't exist"]


def _because(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
