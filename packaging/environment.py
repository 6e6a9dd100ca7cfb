"""The wheel, and environments with it: what everything that people install is made from.

Not the checkout, nor the developer's environment: what didn't get into the wheel is missing here as it would be there.
"""

from __future__ import annotations

import hashlib
import os
import sys
import venv
from typing import TYPE_CHECKING

from steps import DIST, HERE, ROOT, WORK, call, step, version

if TYPE_CHECKING:
    from pathlib import Path


def python_of(folder: Path) -> Path:
    """The interpreter of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def build_wheel() -> Path:
    """The wheel of this checkout, in dist/."""
    with step("wheel"):
        call(builder(), "-m", "build", "--wheel", "--outdir", DIST, ROOT)
    return DIST / f"waitgui-{version()}-py3-none-any.whl"


def build_sdist() -> Path:
    """The source distribution of this checkout, in dist/."""
    with step("sdist"):
        call(builder(), "-m", "build", "--sdist", "--outdir", DIST, ROOT)
    return DIST / f"waitgui-{version()}.tar.gz"


def builder() -> Path:
    """The Python that builds: of this very interpreter's version, with what requirements.txt pins. Kept."""
    asked = (HERE / "requirements.txt").read_bytes() + sys.version.encode() + sys.executable.encode()
    folder = WORK / f"env-{hashlib.sha256(asked).hexdigest()[:8]}"
    python = python_of(folder)
    done = folder / "complete"
    if not done.exists():
        with step(f"environment {folder.name}"):
            venv.create(folder, with_pip=True, clear=True)
            call(python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt")
            done.touch()
    return python


def builder_with(wheel: Path) -> Path:
    """The same, with the program from that wheel in it and all that it depends on."""
    python = builder()
    with step("the wheel's dependencies"):
        call(python, "-m", "pip", "install", "--quiet", wheel)
        call(python, "-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps", wheel)
    return python
