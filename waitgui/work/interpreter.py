"""Which Python runs what isn't ours: the one seam between a program that is installed and one that is frozen."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

GUARDIAN_SWITCH = "--waitgui-guardian"
"""With this as its first argument a frozen program must be `waitgui.work.guardian`, before anything else."""
ENGINE_SWITCH = "--waitgui-engine"
"""With this it must be `waitgui.engine.process`."""
NAME = "python3"
NONE = f"{NAME} isn't on the PATH: install Python 3.11 or later, or name an interpreter in the task"


def is_frozen() -> bool:
    """Whether `sys.executable` is this very program, as PyInstaller makes it, and no Python."""
    return bool(getattr(sys, "frozen", False))


def for_tasks(environ: Mapping[str, str]) -> str | None:
    """The Python that runs the code of tasks: ours; of a frozen program the first `python3` of the task's PATH.

    None if there is none. `environ` is what the task's process gets.
    """
    if not is_frozen() and sys.executable:
        return sys.executable
    return shutil.which(NAME, path=environ.get("PATH", os.defpath))


def for_engine(script: Path) -> Sequence[str]:
    """What starts the engine's process, which is this script: without the working directory among what is imported."""
    if is_frozen():
        return (sys.executable, ENGINE_SWITCH)
    return (sys.executable, "-P", str(script))


def for_guardian(script: Path) -> Sequence[str]:
    """What starts the guardian, which is this script: bare, so that nothing of the user's is imported."""
    if is_frozen():
        return (sys.executable, GUARDIAN_SWITCH)
    return (sys.executable, "-I", "-S", str(script))
