"""What the desktop starts at login: one file in the user's autostart folder (XDG Desktop Application Autostart).

The desktop's own settings may switch the entry off; then it is there, and off. Taking it away leaves nothing behind.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from waitgui.store import atomic, regular_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_BYTES = 65_536
_SPECIAL = re.compile(r'(["`$\\])')


def why_not(platform: str, environ: Mapping[str, str]) -> str | None:
    """Why it can't be offered here: "platform" or "sandbox"; None if it can."""
    if not platform.startswith(("linux", "freebsd", "openbsd", "netbsd")):
        return "platform"
    return "sandbox" if "FLATPAK_ID" in environ or "SNAP" in environ else None


def command(program: str, interpreter: str, *, frozen: bool) -> list[str]:
    """How this program is to be started again, by `sys.argv[0]`, `sys.executable` and whether it is one bundle."""
    if frozen:
        return [interpreter, "--tray"]
    path = Path(program).absolute()
    if path.suffix != ".py" and os.access(path, os.X_OK) and path.is_file():
        return [str(path), "--tray"]
    return [interpreter, "-m", "waitgui", "--tray"]


def is_on(file: Path) -> bool:
    """Whether the desktop would start it. Raises `OSError` if that can't be read."""
    try:
        lines = regular_file.read(file, _MOST_BYTES).decode(errors="replace").splitlines()
    except FileNotFoundError:
        return False
    values = dict(line.replace(" ", "").lower().split("=", 1) for line in lines if "=" in line)
    return values.get("hidden") != "true" and values.get("x-gnome-autostart-enabled") != "false"


def turn_on(file: Path, argv: Sequence[str]) -> None:
    """Have this started at login. Raises `OSError`, and `ValueError` for what can't stand in such a file."""
    atomic.write(file, entry(argv))


def turn_off(file: Path) -> None:
    """Have it started no more. Raises `OSError`."""
    file.unlink(missing_ok=True)


def entry(argv: Sequence[str]) -> bytes:
    """The file that starts this. Raises `ValueError` if a line end is in it, for which there is no way to say it."""
    line = " ".join(_quoted(word) for word in argv)
    if "\n" in line or "\r" in line or "=" in argv[0]:
        raise ValueError("the program stands in a folder whose name can't be written into such a file")
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=waitgui",
        "Comment=Small recurring jobs",
        f"Exec={line}",
        "Icon=waitgui",
        "Terminal=false",
        "StartupNotify=false",
        "X-GNOME-Autostart-enabled=true",
    )
    return os.fsencode("\n".join(lines) + "\n")


def _quoted(word: str) -> str:
    """A word of the Exec line: quoted, then escaped once more as every value is (Desktop Entry Specification 1.5)."""
    if re.fullmatch(r"[A-Za-z0-9_./+-]+", word):
        return word
    quoted = '"' + _SPECIAL.sub(r"\\\1", word) + '"'
    return quoted.replace("\\", "\\\\").replace("%", "%%")
