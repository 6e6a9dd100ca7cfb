"""A clean Debian 12 to install into: its base made once by debootstrap, every use a fresh copy. Needs root."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from steps import WORK, call, step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUITE, MIRROR = "bookworm", "http://deb.debian.org/debian"
BASE = WORK / f"{SUITE}.tar"
LOCALES = ("en_US", "zh_CN")
_MOUNT = """\
mount -t proc proc "$0/proc"
mount --rbind /dev/pts "$0/dev/pts"
mount -t tmpfs tmpfs "$0/dev/shm"
mount --rbind /tmp "$0/tmp"
chroot "$0" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
"""
"""In a name space of its own for mounts and processes: what is started in there ends with it. /tmp is ours: the display
and the session bus that stand there are reached from inside."""
_OF_THE_SYSTEM = ("proc", "sys", "dev", "tmp", "run")
_BOOKKEEPING = (
    "var/cache/apt/",
    "var/cache/debconf/",
    "var/cache/fontconfig",
    "var/cache/ldconfig/",
    "var/cache/man",
    "var/lib/apt/",
    "var/lib/dpkg/",
    "var/log/",
)
"""Of packages; and what the system keeps of fonts and of manuals once root has used any."""


class Debian:
    """One such system. `root` is its folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def inside(self, *command: str | Path, env: dict[str, str] | None = None) -> list[str]:
        """The command that runs this one in there, with nothing in its environment but PATH and `env`."""
        variables = [f"{name}={value}" for name, value in (env or {}).items()]
        enter = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", _MOUNT, str(self.root)]
        return [*enter, *variables, *map(os.fspath, command)]

    def run(self, *command: str | Path, env: dict[str, str] | None = None) -> str:
        """Run it in there, give what it prints."""
        return call(
            *self.inside(*command, env={"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", **(env or {})})
        )

    def install(self, *packages: str) -> None:
        """By apt, without what is only recommended."""
        self.run("apt-get", "install", "-qq", "--no-install-recommends", *packages)

    def files(self) -> dict[str, str]:
        """What lies there: each path with its kind, or where it leads, or a digest of what is in it.

        Without what belongs to the running system, to the bookkeeping of packages, and to its user.
        """
        found: dict[str, str] = {}
        for folder, folders, names in os.walk(self.root):
            within = os.path.relpath(folder, self.root)
            if within == ".":
                folders[:] = [name for name in folders if name not in _OF_THE_SYSTEM]
            for name in (*folders, *names):
                path = os.path.normpath(f"{within}/{name}")
                if not path.startswith(_BOOKKEEPING):
                    found[path] = _content(self.root / path)
        return found


def _content(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    mode = path.stat().st_mode
    return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest() if stat.S_ISREG(mode) else oct(mode)


@contextmanager
def debian() -> Iterator[Debian]:
    """A fresh one, for as long as it is used."""
    if os.geteuid():
        sys.exit("a chroot needs root")
    if not BASE.exists():
        _make_base()
    root = Path(tempfile.mkdtemp(prefix="debian-", dir=WORK))
    try:
        with step("a clean Debian"):
            call("tar", "--extract", "--file", BASE, "--directory", root)
            shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
            (root / "etc/hosts").write_text("127.0.0.1 localhost\n")
        yield Debian(root)
    finally:
        shutil.rmtree(root)


def _make_base() -> None:
    if shutil.which("debootstrap") is None:
        call("apt-get", "install", "-qq", "--no-install-recommends", "debootstrap")
    with step(f"debootstrap {SUITE}"):
        root = Path(tempfile.mkdtemp(prefix="base-", dir=WORK))
        root.chmod(0o755)
        try:
            call("debootstrap", "--variant=minbase", "--include=locales", SUITE, root, MIRROR)
            for locale in LOCALES:
                Debian(root).run("localedef", "-i", locale, "-f", "UTF-8", f"{locale}.UTF-8")
            half = BASE.with_suffix(".part")
            call(
                "tar", "--create", "--file", half, "--directory", root, "--exclude=./var/cache/apt/archives/*.deb", "."
            )
            half.rename(BASE)
        finally:
            shutil.rmtree(root)


def difference(before: dict[str, str], after: dict[str, str]) -> Sequence[str]:
    """What came, went or changed, a line each."""
    lines = [f"+ {path}" for path in after.keys() - before.keys()]
    lines += [f"- {path}" for path in before.keys() - after.keys()]
    lines += [f"~ {path}" for path in before.keys() & after.keys() if before[path] != after[path]]
    return sorted(lines)
