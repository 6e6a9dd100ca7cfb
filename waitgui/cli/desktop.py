"""`waitgui [FILE…]`: the desktop application, or one line that says why it can't be opened.

Where it is open already with this profile, the files are handed to that process, before anything of Qt is loaded.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from waitgui.cli import display
from waitgui.cli.files import say
from waitgui.cli.language import said, translate
from waitgui.paths import places
from waitgui.store import instance
from waitgui.store.letter import Letter, UnreadableLetterError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from waitgui.store.instance import Door

_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")


def open_desktop(files: Sequence[Path], *, demo: bool, in_tray: bool = False) -> int:
    """Open the window and run until it is closed; give the exit code."""
    problem = display.problem(os.environ)
    if problem is not None:
        say(f"waitgui: {problem}")
        return 2
    paths = tuple(os.path.abspath(file) for file in files)  # noqa: PTH100 - links stay as they are
    token = next((os.environ[name] for name in _TOKENS if os.environ.get(name)), "")
    own = places()
    door: Door | None = None
    try:
        door = instance.claim(own.runtime, own.settings.parent, Letter(paths, demo, not in_tray, token))
        if door is None:
            return 0
    except UnreadableLetterError as error:
        say(f"waitgui: {said(str(error))}")
        return 2
    except instance.InstanceError as error:
        say(f"waitgui: {said(str(error))}")
        return 1
    except OSError as error:
        text = translate("cli", "a later start won't find this one: {place}: {reason}")
        say("waitgui: " + text.format(place=own.runtime, reason=said(error.strerror or "")))
    from waitgui.app import run  # noqa: PLC0415 - only here is Qt loaded

    try:
        return run(list(files), demo=demo, in_tray=in_tray, places=own, door=door)
    finally:
        if door is not None:
            door.leave()
