"""What a file that is dropped on the tasks would become: a task as it is written, never one that runs by itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_INTERPRETERS = {".sh": ("sh",), ".bash": ("bash",), ".zsh": ("zsh",), ".pl": ("perl",), ".rb": ("ruby",)}


def is_program(path: Path) -> bool:
    """Whether the file is a program or a script: executable, or known by its ending. Looks at the disk."""
    return path.is_file() and (
        path.suffix.lower() in {".py", *_INTERPRETERS} or (os.access(path, os.X_OK) and path.suffix.lower() != ".toml")
    )


def draft_of(path: Path) -> dict[str, Any]:
    """A draft that runs the program or script in its own folder, named after the file. Looks at the disk.

    An executable is run as it is, so that its first line decides by what; else its ending does.
    """
    words = path.stem.replace("_", " ").replace("-", " ").strip() or path.name
    action: dict[str, Any]
    if os.access(path, os.X_OK):
        action = {"kind": "command", "argv": [str(path)]}
    elif path.suffix.lower() == ".py":
        action = {"kind": "python", "script": str(path)}
    else:
        action = {"kind": "command", "argv": [*_INTERPRETERS.get(path.suffix.lower(), ()), str(path)]}
    action["cwd"] = str(path.parent)
    return {"name": words[:1].upper() + words[1:], "schedule": {"kind": "repeat", "period": "5m"}, "action": action}
