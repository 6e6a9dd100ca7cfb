"""The Debian package, made from the one-folder program: dist/waitgui_VERSION_ARCH.deb. Needs dpkg-dev.

The libraries that Debian has are left out, and Debian's are depended on: their security updates then hold here too.
"""

from __future__ import annotations

import email.utils
import gzip
import hashlib
import re
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from folder import of_debian
from steps import DESKTOP, DIST, PARTS, ROOT, WORK, call, released, size, step, version

if TYPE_CHECKING:
    from pathlib import Path

TREE = WORK / "deb"
MAINTAINER = "The waitgui developers <waitgui@waitgui.invalid>"
CHANGELOG = """\
waitgui ({version}) unstable; urgency=medium

  * What has changed: /usr/share/doc/waitgui/NEWS.gz

 -- {maintainer}  {day}
"""
CONTROL = """\
Package: waitgui
Version: {version}
Section: utils
Priority: optional
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size_k}
Depends: {depends}
Recommends: ca-certificates, desktop-file-utils, hicolor-icon-theme, python3 (>= 3.11), shared-mime-info, xdg-utils
Suggests: fonts-noto-cjk, libgtk-3-0
Description: run small recurring jobs and watch them on one timeline
 Runs commands, Python code and web requests again and again: every five
 minutes, with a random delay so that many don't fire at once, or until
 something succeeds. The timing is that of Kubernetes' wait package.
 .
 What ran and what will run stand on one live timeline; before anything
 starts the same engine previews it. The same task sets run without a
 display.
"""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: waitgui
Comment:
 Bundled libraries, Qt and PySide6 under the LGPL among them, are listed in
 /usr/lib/waitgui/licences/NOTICE; their licences lie beside it.

Files: *
Copyright: {holder}
License: Expat
{text}
"""
NOT_DEPENDED_ON = re.compile(r"libqgtk3")
"""Loaded only where what it needs is there."""
OPENED_LATER = ("libdbus-1-3", "libegl1", "libgl1")
"""What Qt opens by name while it runs, which no tool can see."""


def build(folder: Path) -> Path:
    """Lay out the tree, find what it depends on, pack it."""
    with step("the package's tree"):
        lay_out(folder)
        architecture = call("dpkg", "--print-architecture").strip()
    with step("what it depends on"):
        write_control(architecture)
    with step("deb"):
        package = DIST / f"waitgui_{version()}_{architecture}.deb"
        call("dpkg-deb", "--root-owner-group", "-Zxz", "--build", TREE, package)
    print(f"{package}: {size(package)}, installed {size(TREE)}")
    return package


def lay_out(folder: Path) -> None:
    """Every file in its place."""
    shutil.rmtree(TREE, ignore_errors=True)
    program = TREE / "usr/lib/waitgui"
    shutil.copytree(folder, program, symlinks=True)
    for library, _ in of_debian(program / "_internal"):
        library.unlink()
    shutil.rmtree(program / "licences/system")
    (TREE / "usr/bin").mkdir()
    (TREE / "usr/bin/waitgui").symlink_to("../lib/waitgui/waitgui")
    share = TREE / "usr/share"
    shutil.copytree(PARTS / "hicolor", share / "icons/hicolor")
    put(DESKTOP / "waitgui.desktop", share / "applications/waitgui.desktop")
    put(DESKTOP / "waitgui-mime.xml", share / "mime/packages/waitgui.xml")
    for metainfo in DESKTOP.glob("*.metainfo.xml"):
        put(metainfo, share / "metainfo" / metainfo.name)
    put_packed(PARTS / "waitgui.1", share / "man/man1/waitgui.1.gz")
    put_packed(PARTS / "waitgui.zh_CN.1", share / "man/zh_CN/man1/waitgui.1.gz")
    put_packed(ROOT / "CHANGELOG.md", share / "doc/waitgui/NEWS.gz")
    day = email.utils.format_datetime(datetime.fromisoformat(released()).replace(tzinfo=UTC))
    changelog = CHANGELOG.format(version=version(), maintainer=MAINTAINER, day=day)
    (share / "doc/waitgui/changelog.gz").write_bytes(gzip.compress(changelog.encode(), 9, mtime=0))
    holder, text = licence()
    (share / "doc/waitgui/copyright").write_text(COPYRIGHT.format(holder=holder, text=text), encoding="utf-8")
    for path in TREE.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program / "waitgui" else 0o644)


def write_control(architecture: str) -> None:
    """What dpkg is to know of the package."""
    (TREE / "DEBIAN").mkdir()
    size_k = sum(path.lstat().st_size for path in TREE.rglob("*") if not path.is_dir()) // 1024
    control = CONTROL.format(
        version=version(), architecture=architecture, maintainer=MAINTAINER, size_k=size_k, depends=depends()
    )
    (TREE / "DEBIAN/control").write_text(control, encoding="utf-8")
    files = [path for path in sorted(TREE.rglob("*")) if path.is_file() and not path.is_symlink()]
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(TREE)}\n"
        for path in files
        if "DEBIAN" not in path.parts
    ]
    (TREE / "DEBIAN/md5sums").write_text("".join(sums), encoding="utf-8")


def depends() -> str:
    """The packages that its programs and libraries need, as dpkg-shlibdeps finds them."""
    place = WORK / "shlibdeps"
    (place / "debian").mkdir(parents=True, exist_ok=True)
    (place / "debian/control").write_text("Source: waitgui\n\nPackage: waitgui\nArchitecture: any\n")
    binaries = [path for path in (TREE / "usr/lib/waitgui").rglob("*") if is_elf(path)]
    looked_at = [path for path in binaries if not NOT_DEPENDED_ON.search(path.name)]
    folders = {path.parent for path in binaries}
    options = ["-O", "--ignore-missing-info", "--warnings=0", *(f"-l{folder}" for folder in sorted(folders))]
    found = call("dpkg-shlibdeps", *options, *(f"-e{path}" for path in looked_at), cwd=place)
    needed = found.partition("shlibs:Depends=")[2].strip().split(", ")
    known = {entry.partition(" ")[0] for entry in needed}
    return ", ".join(sorted([*needed, *(name for name in OPENED_LATER if name not in known)]))


def is_elf(path: Path) -> bool:
    """Whether it is a program or library of this system's format."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def licence() -> tuple[str, str]:
    """Whose it is, and the text as a copyright file of Debian has it."""
    lines = (ROOT / "LICENSE").read_text(encoding="utf-8").splitlines()
    holder = next(line for line in lines if line.startswith("Copyright")).removeprefix("Copyright (c) ")
    body = lines[lines.index(f"Copyright (c) {holder}") + 2 :]
    return holder, "\n".join(f" {line}" if line else " ." for line in body)


def put(source: Path, target: Path) -> None:
    """Copy a file to where its folder may not be yet."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def put_packed(source: Path, target: Path) -> None:
    """The same, packed so that the same bytes give the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(source.read_bytes(), 9, mtime=0))
