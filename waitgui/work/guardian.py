"""Ends what the ticks under way have started, should the program die. A script of its own: standard library only.

It is told on its standard input, a line each: `+TOKEN OUTPUT` before a tick starts a process (OUTPUT is the pipe that
it prints to, "pipe:[4711]"), `=TOKEN PID` once it has, `-TOKEN` when the tick is over. The end of that input is the end
of the program, however it came about: the kernel closes what a killed process had open. Then every process of the
ticks that aren't over is asked to end, and two seconds later killed. What ended ticks left behind is none of these.

A process belongs to a tick whose token is among the words of the mark in its environment, whose first process leads
its session, or to whose output it prints; so does what is below such a process. Elsewhere than on Linux it goes by
the process group of the first, and what is below.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

GRACE_S = 2.0
_KILL_WITHIN_S = 5.0
_PAUSE_S = 0.02
_LINUX = sys.platform == "linux"


class Ticks:
    """The ticks under way, by what was told of them."""

    def __init__(self, mark: str) -> None:
        self.mark = f"{mark}=".encode()
        self.outputs: dict[str, str] = {}
        self.pids: dict[str, int] = {}

    def hear(self, line: str) -> None:
        """One line of what is told; what isn't understood is passed over."""
        token, _, rest = line[1:].partition(" ")
        if line.startswith("+"):
            self.outputs[token] = rest
        elif line.startswith("=") and token in self.outputs and rest.isdigit():
            self.pids[token] = int(rest)
        elif line.startswith("-"):
            self.outputs.pop(token, None)
            self.pids.pop(token, None)


def main() -> None:
    """Listen until the end, then do what is to be done. The first argument is the name of the mark."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    os.chdir("/")  # so that no drive is kept busy
    os.closerange(3, min(os.sysconf("SC_OPEN_MAX"), 65_536))
    ticks = Ticks(sys.argv[-1])
    for line in sys.stdin:
        ticks.hear(line.rstrip("\n"))
    if ticks.outputs:
        end(ticks)


def end(ticks: Ticks, grace_s: float = GRACE_S) -> None:
    """End every process of these ticks: first asked, once each, then killed."""
    asked: set[tuple[int, int]] = set()
    until_s = time.monotonic() + grace_s
    while (found := processes_of(ticks)) and time.monotonic() < until_s:
        for process in found:
            if process not in asked:
                asked.add(process)
                _send(process, signal.SIGTERM)
        time.sleep(_PAUSE_S)
    until_s = time.monotonic() + _KILL_WITHIN_S
    while (found := processes_of(ticks)) and time.monotonic() < until_s:
        for process in found:
            _send(process, signal.SIGKILL)
        time.sleep(_PAUSE_S)


def processes_of(ticks: Ticks) -> list[tuple[int, int]]:
    """The processes of the ticks that haven't ended, as pid and start."""
    table = _table()
    mine = {pid for pid in table if _is_head(pid, table[pid], ticks)}
    below: dict[int, list[int]] = {}
    for pid, (parent, _, _) in table.items():
        below.setdefault(parent, []).append(pid)
    left = list(mine)
    while left:
        for child in below.get(left.pop(), ()):
            if child not in mine:
                mine.add(child)
                left.append(child)
    return [(pid, table[pid][2]) for pid in mine - {os.getpid(), 1}]


def _is_head(pid: int, row: tuple[int, int, int], ticks: Ticks) -> bool:
    if row[1] in ticks.pids.values():
        return True
    if not _LINUX:
        return False
    for number in (1, 2):
        with suppress(OSError):
            if os.readlink(f"/proc/{pid}/fd/{number}") in ticks.outputs.values():  # noqa: PTH115 - pathlib costs more
                return True
    with suppress(OSError), open(f"/proc/{pid}/environ", "rb") as file:  # noqa: PTH123 - as above
        for entry in file.read().split(b"\0"):
            if entry.startswith(ticks.mark):
                words = entry[len(ticks.mark) :].decode("ascii", "replace").split()
                return any(word in ticks.outputs for word in words)
    return False


def _table() -> dict[int, tuple[int, int, int]]:
    """Parent, session (or group) and start of every process that hasn't ended, by pid."""
    if not _LINUX:
        return _from_ps()
    pids = (int(name) for name in os.listdir("/proc") if name.isdigit())  # noqa: PTH208 - as above
    return {pid: row for pid in pids if (row := _row(pid)) is not None}


def _row(pid: int) -> tuple[int, int, int] | None:
    with suppress(OSError), open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123 - as above
        state, parent, _, session, *rest = file.read().rpartition(b")")[2].split()
        if state not in (b"Z", b"X"):
            return int(parent), int(session), int(rest[15])
    return None


def _from_ps() -> dict[int, tuple[int, int, int]]:
    done = subprocess.run(
        ["/bin/ps", "-A", "-o", "pid=,ppid=,pgid=,stat="], capture_output=True, text=True, check=False, timeout=10
    )
    rows = (line.split() for line in done.stdout.splitlines())
    return {int(row[0]): (int(row[1]), int(row[2]), 0) for row in rows if len(row) > 3 and not row[3].startswith("Z")}


def _send(process: tuple[int, int], number: signal.Signals) -> None:
    """Signal exactly this process, not one that got its pid after it."""
    pid, start = process
    with suppress(OSError):
        if sys.platform != "linux":
            os.kill(pid, number)
            return
        handle = os.pidfd_open(pid)
        try:
            row = _row(pid)
            if row is not None and row[2] == start:
                signal.pidfd_send_signal(handle, number)
        finally:
            os.close(handle)


if __name__ == "__main__":
    main()
