"""What of all that PyInstaller collects belongs into the folder."""

from __future__ import annotations

import re
import sys
from pathlib import PurePath

EXCLUDED = [
    "IPython",
    "PIL",
    "_tkinter",
    "curses",
    "ensurepip",
    "lib2to3",
    "numpy.f2py",
    "pip",
    "pygments",
    "pydoc_data",
    "pytest",
    "readline",
    "setuptools",
    "tkinter",
]
PLUGINS = {
    "iconengines": r"svg",
    "imageformats": r"svg|jpeg|ico",
    "platforminputcontexts": r"compose|ibus",
    "platforms": r"xcb|wayland|offscreen|windows|cocoa",
    "platformthemes": r"xdgdesktopportal|gtk3",
    "styles": r".",
    "wayland-decoration-client": r".",
    "wayland-shell-integration": r"xdg-shell",
}
"""Of Qt's plugins: their folders, and a part of the names of those that are kept."""
UNUSED_QT = re.compile(r"Qt6?(Qml|Quick|VirtualKeyboard|Pdf|Sql|Test|Designer|Help|WebEngine|EglFs|ShaderTools)")
LANGUAGES = re.compile(r"qtbase_(en|zh_CN)\.qm")
OF_SYSTEM = re.compile(r"^/(usr/)?lib(64)?/")
TAKEN_ALONG = re.compile(
    r"lib(bz2|crypto|expat|ffi|lzma|mpdec|sqlite3|ssl|uuid|xcb-(cursor|icccm|image|keysyms|render-util|util)|xkbcommon-x11)\b"
)
"""Of the system's libraries those that another system may not have in this version, and that bring no others along.

The rest belongs to the system: what speaks with its display, its fonts, its desktop, its C and C++.
"""


def is_ours(target: str, source: str) -> bool:
    """Whether the file that would lie at `target` in the bundle, and comes from `source`, is to be in it."""
    path = PurePath(target)
    if sys.platform == "linux" and OF_SYSTEM.match(source):
        return TAKEN_ALONG.match(path.name) is not None or "python" in path.name
    if "plugins" in path.parts:
        return re.search(PLUGINS.get(path.parent.name, "$^"), path.name) is not None
    if "translations" in path.parts and "PySide6" in path.parts:
        return LANGUAGES.fullmatch(path.name) is not None
    return not UNUSED_QT.search(path.name)
