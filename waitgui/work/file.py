"""Whether there is a file, new enough and large enough.

`~` is the user's home, a relative path counts from the folder that this program runs in. Links are followed; anything
that has a path counts as a file. The age is from the wall clock; one that was changed in the future is new.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from waitgui.tasks.conditions import FileCheck
from waitgui.tasks.problems import shown
from waitgui.tasks.record import Outcome, Result
from waitgui.wait import durations
from waitgui.work import abandonable
from waitgui.work.limits import Limits, StoppedError
from waitgui.work.perform import attempt
from waitgui.work.shortage import shortage

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    from waitgui.work.stop import Stop


@attempt.register(FileCheck)
def check(condition: FileCheck, stop: Stop, environ: Mapping[str, str] | None) -> Result:
    """Look, once. What can't be looked at is an error; a drive that hangs can be left by a stop."""
    if stop.is_set():
        return Result(Outcome.CANCELLED)
    try:
        with stop.readable() as stop_handle:
            lacks = abandonable.of_this_program().make(Limits(stop_handle, None), _lack, condition)
    except StoppedError:
        return Result(Outcome.CANCELLED)
    except (OSError, RuntimeError, ValueError) as error:
        if shortage(error):
            raise
        what = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
        return Result(Outcome.ERROR, why=f"{shown(condition.path)} can't be looked at: {what}")
    if condition.state == "exists":
        return Result(Outcome.NOT_MET, why=lacks) if lacks else Result(Outcome.MET)
    return Result(Outcome.MET) if lacks else Result(Outcome.NOT_MET, why="it is there")


def _lack(condition: FileCheck) -> str:
    """What there is lacking of such a file; nothing if it is there."""
    try:
        found: os.stat_result = Path(condition.path).expanduser().stat()
    except (FileNotFoundError, NotADirectoryError):
        return "it isn't there"
    newer_than_ns, min_size = condition.newer_than_ns, condition.min_size
    if newer_than_ns is not None and time.time_ns() - found.st_mtime_ns >= newer_than_ns:
        return f"it wasn't changed within {durations.text(newer_than_ns)}"
    if min_size is not None and found.st_size < min_size:
        return f"it has {found.st_size} bytes"
    return ""
