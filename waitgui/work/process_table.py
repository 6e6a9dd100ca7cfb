"""The processes of this machine, as far as ending the right ones needs it. Reads only; safe in any thread.

On Linux from `/proc`, at some 15 µs a process, which psutil takes several times over; elsewhere from psutil.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psutil

LINUX = sys.platform == "linux"
_PR_SET_CHILD_SUBREAPER = 36


class Row(NamedTuple):
    """One process. `start` tells it from a later one of the same `pid`: hundredths of a second since boot on Linux."""

    pid: int
    parent: int
    group: int
    session: int
    start: int
    zombie: bool


def rows() -> dict[int, Row]:
    """Every process, by pid."""
    pids = psutil.pids()
    return {row.pid: row for pid in pids if (row := row_of(pid)) is not None}


def row_of(pid: int) -> Row | None:
    """One process; None if there is none of that pid."""
    return _from_proc(pid) if LINUX else from_psutil(pid)


def _from_proc(pid: int) -> Row | None:
    try:
        handle = os.open(f"/proc/{pid}/stat", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        stat = os.read(handle, 4096)
    except OSError:  # it ended in between
        return None
    finally:
        os.close(handle)
    # The name, in brackets, may have spaces and brackets of its own: proc_pid_stat(5).
    state, parent, group, session, *rest = stat[stat.rindex(b")") + 2 :].split()
    return Row(pid, int(parent), int(group), int(session), int(rest[15]), state in (b"Z", b"X"))


def from_psutil(pid: int) -> Row | None:
    """As `row_of`, on every POSIX system."""
    try:
        process = psutil.Process(pid)
        zombie = process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
        start = int(process.create_time() * 100)
        return Row(pid, process.ppid(), os.getpgid(pid), os.getsid(pid), start, zombie)
    except (psutil.Error, OSError):
        return None


def environment(pid: int) -> frozenset[bytes]:
    """The environment that a process was started with, as NAME=VALUE; empty if it may not be read."""
    try:
        if LINUX:
            return frozenset(Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")) - {b""}
        return frozenset(os.fsencode(f"{name}={value}") for name, value in psutil.Process(pid).environ().items())
    except (psutil.Error, OSError):
        return frozenset()


def outputs(pid: int) -> frozenset[str]:
    """What its standard output and standard error are ("pipe:[4711]"); empty where that can't be known."""
    targets = set()
    for number in (1, 2):
        with suppress(OSError):
            targets.add(str(Path(f"/proc/{pid}/fd/{number}").readlink()))
    return frozenset(targets)


def now() -> int:
    """The `start` that a process which starts now would have, or a little less; 0 where that can't be known."""
    if sys.platform != "linux":
        return 0
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) * os.sysconf("SC_CLK_TCK") // 1_000_000_000


def adopt_orphans() -> bool:
    """Become the parent of every descendant that loses its own (a "subreaper"); whether this system can do that."""
    try:
        adopted()
    except OSError:  # not Linux, or a kernel without CONFIG_PROC_CHILDREN
        return False
    return LINUX and ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0


def adopted() -> list[int]:
    """Our children that the main thread has: all that were adopted, and those that it started itself.

    The kernel gives orphans to the first thread of a process; what other threads started is listed with those.
    """
    return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_bytes().split()]


def send(row: Row, number: signal.Signals) -> None:
    """Signal exactly this process, not one that got its pid after it; that it is gone or not ours is no error."""
    handle = None
    with suppress(OSError):
        handle = handle_of(row.pid)
        found = row_of(row.pid)
        if found is None or found.start != row.start:
            pass
        elif handle is not None and sys.platform == "linux":
            signal.pidfd_send_signal(handle, number)
        else:
            os.kill(row.pid, number)
    if handle is not None:
        os.close(handle)


def handle_of(pid: int) -> int | None:
    """A file handle that is readable as soon as the process has ended; None where there are none (left).

    Raises `ProcessLookupError` if there is no such process.
    """
    if sys.platform != "linux":
        return None
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        raise
    except OSError:
        return None
