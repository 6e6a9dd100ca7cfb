"""Whether a window can be opened, found out before Qt is loaded: where it can't, Qt would abort the process."""

from __future__ import annotations

import ctypes
import importlib.metadata
import importlib.util
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from waitgui.cli.language import translate

if TYPE_CHECKING:
    from collections.abc import Mapping

APT_LINE = (
    "sudo apt-get install -y libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon-x11-0 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)


def problem(environ: Mapping[str, str]) -> str | None:
    """Why no window can be opened, in one line with what to do; None if it can."""
    return _bad_pair() or (_no_display(environ) if sys.platform == "linux" else None) or _missing_library(environ)


def _or_without(text: str) -> str:
    return translate("cli", "{problem}; without a window: waitgui run FILE").format(problem=text)


def _bad_pair() -> str | None:
    """PySide6 6.12.0 loses references to True and None below Python 3.12, and the process aborts within seconds."""
    try:
        version = importlib.metadata.version("PySide6_Essentials")
    except importlib.metadata.PackageNotFoundError:
        return _or_without(translate("cli", "PySide6 isn't installed: pip install pyside6-essentials"))
    if sys.version_info < (3, 12) and tuple(int(part) for part in version.split(".")[:2]) >= (6, 12):
        text = translate(
            "cli", "PySide6 {version} crashes on Python 3.11: pip install 'pyside6-essentials<6.12', or use Python 3.12"
        )
        return text.format(version=version)
    return None


def _no_display(environ: Mapping[str, str]) -> str | None:
    platform = environ.get("QT_QPA_PLATFORM", "")
    if platform and platform.split(":")[0] not in ("xcb", "wayland"):
        return None
    if environ.get("WAYLAND_DISPLAY") and platform != "xcb":
        return None
    display = environ.get("DISPLAY", "")
    if not display:
        return _or_without(translate("cli", "no display (neither WAYLAND_DISPLAY nor DISPLAY is set)"))
    if not _answers(display):
        return _or_without(translate("cli", "the display {display} doesn't answer").format(display=display))
    return None


def _answers(display: str) -> bool:
    """Whether an X server listens there: "host:number.screen", without a host on a local socket."""
    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if not number.isdecimal():
        return False
    try:
        if host in ("", "unix"):
            return any(_connects(prefix + f"/tmp/.X11-unix/X{number}") for prefix in ("\0", ""))  # noqa: S108 - X11's place
        with socket.create_connection((host.strip("[]"), 6000 + int(number)), timeout=2):
            return True
    except OSError:
        return False


def _connects(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(2)
        try:
            client.connect(address)
        except OSError:
            return False
    return True


def _missing_library(environ: Mapping[str, str]) -> str | None:
    """Load what Qt would load, so that the linker names what it misses."""
    spec = importlib.util.find_spec("PySide6")
    if sys.platform != "linux" or spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    platform = environ.get("QT_QPA_PLATFORM", "") or ("wayland" if environ.get("WAYLAND_DISPLAY") else "xcb")
    plugin = folder / "Qt" / "plugins" / "platforms" / f"libq{platform.split(':')[0]}.so"
    libraries = [folder / "Qt" / "lib" / "libQt6Widgets.so.6", plugin]
    for library in libraries:
        if library.exists():
            try:
                ctypes.CDLL(os.fspath(library))
            except OSError as error:
                name = str(error).split(":", maxsplit=1)[0]
                text = translate("cli", "the library {name} is missing: {command}")
                return _or_without(text.format(name=name, command=APT_LINE))
    return None
