"""What every command here shares: where things are, how a program is run, what a step took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / "build" / "packaging"
"""What is kept between builds: environments, PyInstaller's work, the base of the chroot. May be deleted."""
PARTS = WORK / "parts"
"""What is made from the program's own texts and drawings: man page, icons, licences."""
DIST = ROOT / "dist"
DESKTOP = ROOT / "resources" / "desktop"


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what is done, and how long that took."""
    print(f"== {name}", flush=True)
    began_s = time.monotonic()
    yield
    print(f"== {name}: {time.monotonic() - began_s:.0f} s", flush=True)


def call(*command: str | Path, cwd: Path = WORK, env: Mapping[str, str] | None = None) -> str:
    """Run a command and give what it prints; the end of everything, with that, if it fails.

    It sees nothing of the checkout: neither the folder it is in nor PYTHONPATH leads there.
    """
    words = [os.fspath(word) for word in command]
    cwd.mkdir(parents=True, exist_ok=True)
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | dict(env or {})
    done = subprocess.run(words, cwd=cwd, env=environ, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}\nfailed with exit code {done.returncode}: {' '.join(words)[:300]}")
    return done.stdout


def size(path: Path) -> str:
    """Of a file, or of all that lies in a folder, as in "58 MB"."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    return f"{sum(file.stat().st_size for file in files) / 1e6:.0f} MB"


def released() -> str:
    """The day of the newest release, as in 2026-11-27."""
    (metainfo,) = DESKTOP.glob("*.metainfo.xml")
    release = ElementTree.parse(metainfo).find("releases/release")  # noqa: S314 - our own file
    assert release is not None
    return release.attrib["date"]


def version() -> str:
    """The program's."""
    line = next(line for line in (ROOT / "waitgui/__init__.py").read_text().splitlines() if "__version__" in line)
    return line.split('"')[1]
