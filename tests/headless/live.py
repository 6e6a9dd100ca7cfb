"""A `waitgui run` that goes on while a test does something to it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tests.cli_process import start

if TYPE_CHECKING:
    from collections.abc import Callable

    import psutil

    from tests.headless.told import Record

LONG_S = 60.0


class Live:
    """The command `run`; `told` are its records so far, each with the time at which it was read (monotonic, s)."""

    def __init__(self, home: Path, *arguments: object, **options: Any) -> None:
        self.process = start(home, "run", *arguments, **options)
        self.told: list[tuple[float, Record]] = []
        self.err = ""
        self._hung_up = False
        self._threads = [threading.Thread(target=target, daemon=True) for target in (self._read, self._read_errors)]
        for thread in self._threads:
            thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if self._hung_up:
                break
            with suppress(ValueError):  # the last line of what was killed may be half of one
                self.told.append((time.monotonic(), json.loads(line)))
        self.process.stdout.close()

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as stream:
            for line in stream:
                self.err += line

    @property
    def lines(self) -> list[Record]:
        return [record for _, record in list(self.told)]

    def ticks(self, task: str | None = None, outcome: str | None = None) -> list[Record]:
        """The ticks so far."""
        return [
            line
            for line in self.lines
            if line["event"] == "tick" and task in (None, line["task"]) and outcome in (None, line["outcome"])
        ]

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition, as long as the command runs."""

        def holds() -> object:
            assert self.process.poll() is None, (self.process.returncode, self.err)
            return condition()

        eventually(holds)

    def hang_up(self) -> None:
        """Read its output no more."""
        self._hung_up = True

    def end(self, number: int = signal.SIGTERM) -> int:
        """Signal it, wait for its end; the exit code."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        """Wait for its end; the exit code."""
        code = self.process.wait(LONG_S)
        for thread in self._threads:
            thread.join(LONG_S)
            assert not thread.is_alive(), "somebody holds the output open"
        return code

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
        self.wait()


def eventually(condition: Callable[[], object], timeout_s: float = LONG_S, every_s: float = 0.01) -> None:
    """Wait for a condition; the timeout is for what never comes, not a measure."""
    until_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < until_s, "it didn't come about"
        time.sleep(every_s)


def marked(mark: str) -> list[str]:
    """The command lines of the processes, zombies apart, in which the mark stands."""
    found = []
    for name in os.listdir("/proc"):  # noqa: PTH208 - a hundred times a test
        with suppress(OSError):
            words = Path(f"/proc/{name}/cmdline").read_bytes() if name.isdigit() else b""
            if mark.encode() in words:  # of a zombie nothing is left
                found.append(words.replace(b"\0", b" ").decode(errors="replace"))
    return found


def open_runs(home: Path) -> int:
    """How many runs of the history have no end."""
    path = home / "data" / "waitgui" / "history.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM runs WHERE end_id IS NULL").fetchone()[0])


def memory(process: psutil.Process) -> int:
    """The memory that it has in use, in bytes."""
    return int(process.memory_info().rss)
