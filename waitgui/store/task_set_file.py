"""Task sets in files: read whole or not at all, written whole or not at all.

A file that can't be used is never overwritten; nor is one that somebody else has changed, unless that is asked for.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from waitgui.store import atomic, ownership, regular_file, toml_text
from waitgui.store.task_set_text import MAX_BYTES, NewerTextError, UnusableTextError, beyond_limits, decoded, read
from waitgui.store.toml_merge import merged
from waitgui.tasks.model import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from waitgui.store.task_set_text import Complaint
    from waitgui.tasks.model import TaskSet


SUFFIX = ".waitgui.toml"
"""Of a file that we name. By it desktops tell a task set from other TOML; any file can be opened, whatever its name."""


class Loaded(NamedTuple):
    """A task set with the file that it came from. `digest` tells that very content from any other.

    `doubt` says why somebody else may have written the file, None that nobody else can have: `ownership`.
    `target` is where a link led: saving to `path` replaces the link, so who saves may want to ask and save there.
    """

    path: Path
    task_set: TaskSet
    warnings: tuple[str, ...]
    text: str
    digest: str
    target: Path | None = None
    read_only: bool = False
    doubt: str | None = None


class TaskSetFileError(Exception):
    """A file that can't be used as a task set. `lines` say all that is wrong with it, each with its place."""

    def __init__(self, path: Path, lines: Iterable[str]) -> None:
        self.path = path
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class NewerFileError(TaskSetFileError):
    """A file of a later format. `loaded` is what can be understood of it, to be looked at; None if nothing can."""

    def __init__(self, path: Path, lines: Iterable[str], loaded: Loaded | None) -> None:
        super().__init__(path, lines)
        self.loaded = loaded


class ChangedOnDiskError(Exception):
    """The file isn't what was loaded from it any more; saving would undo what somebody else has done."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} was changed since it was opened")
        self.path = path


def load(path: Path, name: str | None = None) -> Loaded:
    """The task set of a file, which messages call `name` (else by its path).

    Raises `TaskSetFileError`, of which `NewerFileError` is one, and nothing else.
    """
    name = str(path) if name is None else name
    try:
        data, doubt = regular_file.read_judged(path, MAX_BYTES, ownership.doubt)
        target = path.resolve() if path.is_symlink() else None
    except regular_file.UnusableFileError as error:
        raise TaskSetFileError(path, [f"{name}: {error.strerror}"]) from None
    except (OSError, ValueError) as error:  # a path with NUL is a ValueError
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise TaskSetFileError(path, [f"{name}: can't be read: {reason}"]) from None
    digest = _digest(data)
    try:
        text = decoded(data)
        task_set, warnings = read(text, default_name(path))
    except NewerTextError as error:
        known = None
        if error.known is not None:
            known = Loaded(path, error.known, (), text, digest, target, read_only=True, doubt=doubt)
        raise NewerFileError(path, _lines(name, error.complaints), known) from None
    except UnusableTextError as error:
        raise TaskSetFileError(path, _lines(name, error.complaints)) from None
    return Loaded(path, task_set, _lines(name, warnings, "warning: "), text, digest, target, doubt=doubt)


def default_name(path: Path) -> str:
    """What a set is called that doesn't say it itself: as its file."""
    return path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else path.stem


def save(path: Path, task_set: TaskSet, previous: Loaded | None = None, *, overwrite: bool = False) -> Loaded:
    """Write the set; what comes back is as `load` would give it now.

    Of `previous`, the layout and the comments are kept where they can be. The version before is kept under `backups`.
    Raises `OSError`; `ChangedOnDiskError` if a file is there that isn't what `previous` was loaded from, unless
    `overwrite` says that it may go; `TaskSetFileError`, also then, if what is there can't be used, or if what is to be
    saved couldn't be loaded again. The file is then as it was.
    """
    beyond = beyond_limits(plain(task_set))
    if beyond:
        raise TaskSetFileError(path, [f"{path}: {what}" for what in beyond])
    present = digest_at(path)
    if present is not None and (previous is None or previous.read_only or previous.digest != present):
        load(path)
        if not overwrite:
            raise ChangedOnDiskError(path)
    if previous is None or previous.read_only:
        text = toml_text.document(plain(task_set))
    else:
        text = merged(previous.text, previous.task_set, task_set)
    data = text.encode()
    if len(data) > MAX_BYTES:
        raise TaskSetFileError(path, [f"{path}: would be larger than {MAX_BYTES / 2**20:g} MiB"])
    digest = _digest(data)
    if digest != present:
        atomic.write(path, data, keep=atomic.KEPT)
    return Loaded(path, task_set, (), text, digest)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest_at(path: Path) -> str | None:
    """The `digest` of what is there now; None if nothing is, "" if it can't be read."""
    try:
        return _digest(regular_file.read(path, MAX_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return ""


def _lines(name: str, complaints: Iterable[Complaint], prefix: str = "") -> tuple[str, ...]:
    return tuple(f"{name}:{complaint.line}: {prefix}{complaint.text}" for complaint in complaints)
