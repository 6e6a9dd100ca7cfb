"""Which process writes a run, and whether it lives: by pid and start time, so that a recycled pid fools nobody."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from waitgui.work import process_table

SILENT_NS = 600_000_000_000
"""A process that can't be asked counts as dead when it has given no sign of life for so long."""


class Identity(NamedTuple):
    """A process among all that there ever were. `space` names the pids that it is one of: containers have their own."""

    machine: str
    boot: str
    space: str
    pid: int
    start: int

    def alive(self, here: Identity) -> bool | None:
        """Whether the process lives; None if it can't be asked from `here`: another machine, another space of pids."""
        if self.machine != here.machine:
            return None
        if self.boot != here.boot:
            return False
        if self.space != here.space:
            return None
        row = process_table.row_of(self.pid)
        return row is not None and row.start == self.start and not row.zombie


def myself() -> Identity:
    """This process."""
    row = process_table.row_of(os.getpid())
    return Identity(
        machine=_first_line("/etc/machine-id") or socket.gethostname(),
        boot=_first_line("/proc/sys/kernel/random/boot_id"),
        space=_target("/proc/self/ns/pid"),
        pid=os.getpid(),
        start=row.start if row is not None else 0,
    )


def _first_line(path: str) -> str:
    try:
        return Path(path).read_text("ascii", "replace").strip()
    except OSError:  # not Linux: start times are wall clock there, and tell one boot from another
        return ""


def _target(path: str) -> str:
    with suppress(OSError):
        return str(Path(path).readlink())
    return ""
