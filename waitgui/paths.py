"""Where files live. Only the command line and the composition root ask; below, paths are arguments."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from platformdirs import PlatformDirs


class Places(NamedTuple):
    """The program's own places. Nothing is created by asking."""

    sets: Path
    """Task sets that are saved without another place being chosen."""
    settings: Path
    data: Path
    trusted: Path
    """Which task sets of others are trusted."""
    history: Path
    drafts: Path
    """What was edited and not saved."""
    logs: Path
    runtime: Path
    """What lives as long as the user's session: the lock and the socket of the process that is open."""
    autostart: Path
    """What the desktop starts at login (XDG autostart)."""
    resources: Path


def places() -> Places:
    """The places of this user; on Linux the XDG variables are honoured."""
    dirs = PlatformDirs("waitgui", appauthor=False)
    config, data = Path(dirs.user_config_dir), Path(dirs.user_data_dir)
    return Places(
        sets=config / "sets",
        settings=config / "settings.toml",
        data=data,
        trusted=data / "trusted.toml",
        history=data / "history.sqlite3",
        drafts=Path(dirs.user_state_dir) / "drafts",
        logs=Path(dirs.user_log_dir),
        runtime=_runtime(data),
        autostart=config.parent / "autostart" / "waitgui.desktop",
        resources=resources(),
    )


def _runtime(data: Path) -> Path:
    """A place of this user alone: the session's, else one among the data (the general temporary one is everybody's)."""
    session = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    return session / "waitgui" if session.is_absolute() else data / "run"


def resources() -> Path:
    """The folder of icons, the demo and the like: inside the package once installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
