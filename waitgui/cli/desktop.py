"""`waitgui [FILE…]`: the desktop application, or one line that says why it can't be opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from waitgui.cli import display
from waitgui.cli.files import say
from waitgui.paths import places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def open_desktop(files: Sequence[Path], *, demo: bool) -> int:
    """Open the window and run until it is closed; give the exit code."""
    problem = display.problem(os.environ)
    if problem is not None:
        say(f"waitgui: {problem}")
        return 2
    from waitgui.app import run  # noqa: PLC0415 - only here is Qt loaded

    return run(list(files), demo=demo, places=places())
