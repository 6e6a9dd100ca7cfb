"""Images made at run time, under a path that a style sheet can name: style sheets take files only.

The bytes are in the format of Qt's resource compiler, version 1, big-endian: a tree of nodes, their names,
their contents.
"""

from __future__ import annotations

import struct
import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import qRegisterResourceData, qUnregisterResourceData

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMAT = 1
_FOLDER = 2
_ROOT = 0


class ImageResource:
    """Files under `:/folder/`, there as long as this object is."""

    def __init__(self, folder: str, files: Mapping[str, bytes]) -> None:
        self._folder = folder
        tree, names, contents = _compiled(folder, files)
        qRegisterResourceData(_FORMAT, tree, names, contents)
        # Qt keeps pointers into the three: the finalizer holds them until Qt has let go.
        weakref.finalize(self, qUnregisterResourceData, _FORMAT, tree, names, contents)

    def path(self, file: str) -> str:
        """Where Qt finds the file."""
        return f":/{self._folder}/{file}"


def _compiled(folder: str, files: Mapping[str, bytes]) -> tuple[bytes, bytes, bytes]:
    names, contents = bytearray(), bytearray()

    def named(name: str) -> int:
        offset = len(names)
        utf16 = name.encode("utf-16-be")
        names.extend(struct.pack(">HI", len(utf16) // 2, _hash(name)) + utf16)
        return offset

    tree = bytearray(struct.pack(">IHII", _ROOT, _FOLDER, 1, 1))
    tree += struct.pack(">IHII", named(folder), _FOLDER, len(files), 2)
    for file in sorted(files, key=_hash):  # Qt looks names up by halving
        tree += struct.pack(">IHHHI", named(file), 0, 0, 1, len(contents))
        contents += struct.pack(">I", len(files[file])) + files[file]
    return bytes(tree), bytes(names), bytes(contents)


def _hash(name: str) -> int:
    value = 0
    for character in name:
        value = (value << 4) + ord(character)
        value = (value ^ (value & 0xF0000000) >> 23) & 0x0FFFFFFF
    return value
