"""`waitgui check`: every problem of task sets; runs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.cli.files import read
from waitgui.tasks.problems import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def check(paths: Iterable[Path]) -> int:
    """Exit code 0 if all can be used; warnings don't count."""
    code = 0
    for path in paths:
        loaded = read(path)
        if loaded is None:
            code = 2
        else:
            count = len(loaded.task_set.tasks)
            print(visible(f"{path}: {count} task{'' if count == 1 else 's'}, can be used"))
    return code
