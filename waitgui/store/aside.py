"""Files of the program's own that can't be understood: put aside unchanged, so that nothing is lost or in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def put_aside(path: Path) -> Path:
    """Rename the file within its folder, to a name that is free; give that. Raises `OSError`."""
    number = 1
    while (aside := path.with_name(f"{path.name}.broken-{number}")).exists() or aside.is_symlink():
        number += 1
    return path.rename(aside)
