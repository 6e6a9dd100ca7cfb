"""A program that a tick runs: started, read, cut off where it must be, and said as a `Result`.

A tick ends with the program it started, even if a child of that holds the output open; what is cut off, by its timeout
or a stop, ends with the last of its descendants.
"""

from __future__ import annotations

import errno
import os
import select
import shutil
import signal
import subprocess
import time
from contextlib import ExitStack
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Self

from waitgui.tasks.problems import shown
from waitgui.tasks.record import Outcome, Result
from waitgui.wait import durations
from waitgui.wait.durations import NS_PER_MS, NS_PER_S
from waitgui.work import process_table, processes
from waitgui.work.output import Tail
from waitgui.work.shortage import shortage
from waitgui.work.trees import MARK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waitgui.tasks.actions import Process
    from waitgui.work.stop import Stop

_DRAIN_NS = NS_PER_S
_SILENCE_NS = 250 * NS_PER_MS
_BLIND_NS = 20 * NS_PER_MS
"""How often to look for the end of a process where no file handle tells."""
_CHUNK = 64 * 1024
_UNSTARTABLE = (OSError, ValueError, RuntimeError, MemoryError, subprocess.SubprocessError, processes.ClosingError)


def run(argv: Sequence[str], process: Process, stop: Stop, environ: Mapping[str, str] | None = None) -> Result:
    """Run the program in this thread until it ends, its timeout has passed or `stop` is set.

    Its environment is `environ`, by default our own, with the variables of `process`.
    """
    environment = {**(os.environ if environ is None else environ), **process.env}
    if stop.is_set():
        return Result(Outcome.CANCELLED)
    with ExitStack() as stack:
        try:
            stop_handle = stack.enter_context(stop.readable())
            program = stack.enter_context(_Program(argv, process, environment))
        except _UNSTARTABLE as error:
            return _unstartable(error, argv, process, environment)
        return program.result(stop_handle)


class _Seen(Enum):
    EXIT = auto()
    STOP = auto()
    TIME = auto()


class _Program:
    """One process with its output pipe and its descendants. Used by one thread; on leaving it nothing is left open."""

    def __init__(self, argv: Sequence[str], process: Process, environment: Mapping[str, str]) -> None:
        self._argv = argv
        self._process = process
        self._environment = environment
        self._tail = Tail()
        self._poll = select.poll()
        self._pipe: int | None = None
        self._exit: int | None = None
        self._processes = processes.of_this_program()

    def __enter__(self) -> Self:
        """Start it. Raises one of `_UNSTARTABLE`, and then nothing is left."""
        with ExitStack() as stack:
            self._start(stack)
            self._open = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _start(self, stack: ExitStack) -> None:
        self._pipe, write_end = os.pipe()
        try:
            self._poll.register(self._pipe, select.POLLIN)
            stack.callback(self._close_pipe)
            os.set_blocking(self._pipe, False)
            self._tree = self._processes.begin(self._pipe)
            stack.callback(self._processes.end, self._tree)
            self._popen = subprocess.Popen(
                self._argv,
                stdin=subprocess.DEVNULL,
                stdout=write_end,
                stderr=subprocess.STDOUT,
                cwd=_folder(self._process),
                env={**self._environment, MARK: self._tree.mark},
                start_new_session=True,
            )
            stack.callback(self._make_sure)
            self._processes.started(self._tree, self._popen.pid)
        finally:
            os.close(write_end)
        self._exit = process_table.handle_of(self._popen.pid)
        if self._exit is not None:
            stack.callback(os.close, self._exit)
            self._poll.register(self._exit, select.POLLIN)

    def _make_sure(self) -> None:
        if self._popen.returncode is None:  # our own fault: nobody else would end it
            self._kill()

    def result(self, stop_handle: int) -> Result:
        """Wait for its end, or bring it about."""
        began_ns = time.monotonic_ns()
        timeout_ns = self._process.timeout_ns
        self._poll.register(stop_handle, select.POLLIN)
        seen = self._watch(None if timeout_ns is None else began_ns + timeout_ns, stop_handle)
        if seen is _Seen.EXIT:
            return self._ended(stop_handle)
        self._poll.unregister(stop_handle)
        if seen is _Seen.STOP:
            return self._cut_off(Outcome.CANCELLED, "")
        return self._cut_off(Outcome.TIMED_OUT, f"had not ended after {durations.text(timeout_ns or 0)}")

    def _watch(self, until_ns: int | None, stop_handle: int | None = None) -> _Seen:
        """Read its output until one of the three happens; of several at once its end counts."""
        while True:
            left_ns = None if until_ns is None else max(0, until_ns - time.monotonic_ns())
            wait_ns = left_ns
            if self._exit is None:
                wait_ns = _BLIND_NS if left_ns is None else min(left_ns, _BLIND_NS)
            ready = self._ready(wait_ns)
            if self._pipe in ready:
                self._read()
            if self._exit in ready or (self._exit is None and self._popen.poll() is not None):
                return _Seen.EXIT
            if stop_handle in ready:
                return _Seen.STOP
            if until_ns is not None and time.monotonic_ns() >= until_ns:
                return _Seen.TIME

    def _ready(self, wait_ns: int | None) -> set[int]:
        wait_ms = None if wait_ns is None else min(-(-wait_ns // NS_PER_MS), 2**31 - 1)
        return {handle for handle, _ in self._poll.poll(wait_ms)}

    def _read(self) -> None:
        """Read what is there, up to a chunk; at the end of the output close the pipe."""
        assert self._pipe is not None
        try:
            data = os.read(self._pipe, _CHUNK)
        except BlockingIOError:
            return
        if data:
            self._tail.add(data)
        else:
            self._close_pipe()

    def _close_pipe(self) -> None:
        pipe = self._give_pipe()
        if pipe is not None:
            os.close(pipe)

    def _give_pipe(self) -> int | None:
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            self._poll.unregister(pipe)
        return pipe

    def _ended(self, stop_handle: int) -> Result:
        """It ended by itself: what it left in the background stays."""
        if self._exit is not None:
            self._poll.unregister(self._exit)
        until_ns = time.monotonic_ns() + _DRAIN_NS
        while self._pipe is not None and (left_ns := until_ns - time.monotonic_ns()) > 0:
            ready = self._ready(min(left_ns, _SILENCE_NS))
            if self._pipe not in ready:  # silence, or a stop
                break
            self._read()
            if stop_handle in ready:
                break
        left_behind = self._processes.leave(self._tree)
        pipe = self._give_pipe()
        if pipe is not None:
            self._processes.leftovers.take(pipe)
        code = self._popen.wait()
        outcome = Outcome.OK if code in self._process.ok_codes else Outcome.FAILED
        why = f"killed by {_signal_name(-code)}" if code < 0 and outcome is Outcome.FAILED else ""
        return self._said(outcome, why)._replace(left_behind=left_behind)

    def _cut_off(self, outcome: Outcome, why: str) -> Result:
        """End it with all of its descendants: first asked, after its grace killed."""
        until_ns = time.monotonic_ns() + self._process.kill_grace_ns
        if self._process.kill_grace_ns:
            self._processes.terminate(self._tree)
            self._watch(until_ns)
            if self._exit is not None:
                self._poll.unregister(self._exit)
            pause_ns = NS_PER_MS
            while self._processes.alive(self._tree) and (left_ns := until_ns - time.monotonic_ns()) > 0:
                if self._pipe in self._ready(min(left_ns, pause_ns)):
                    self._read()
                pause_ns = min(2 * pause_ns, 100 * NS_PER_MS)
        left = self._kill()
        while self._pipe is not None and self._pipe in self._ready(0):
            self._read()
        if left:
            why = "; ".join(filter(None, [why, f"{left} of its processes can't be killed"]))
        return self._said(outcome, why)

    def _kill(self) -> int:
        """Kill all that is left of it, and collect; how many are left."""
        left = self._processes.kill(self._tree)
        try:
            self._popen.wait(0.0 if left else 5.0)
        except subprocess.TimeoutExpired:
            # It hangs in the kernel, on a dead disk or mount. Popen would collect it at its next use; let it.
            self._popen.returncode = -signal.SIGKILL
        return left

    def _said(self, outcome: Outcome, why: str) -> Result:
        output, dropped = self._tail.end()
        return Result(outcome, self._popen.returncode, why, output, dropped)


def _folder(process: Process) -> Path | None:
    return None if process.cwd is None else Path(process.cwd).expanduser()


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _unstartable(error: BaseException, argv: Sequence[str], process: Process, environment: Mapping[str, str]) -> Result:
    """Why it can't be started, in words."""
    if isinstance(error, processes.ClosingError):
        return Result(Outcome.CANCELLED)
    if missing := shortage(error):
        return Result(Outcome.FAILED, why=missing)
    if not isinstance(error, OSError):
        return Result(Outcome.FAILED, why=f"{shown(argv[0])} can't be started: {error or type(error).__name__}")
    what = (error.strerror or str(error)).lower()
    if process.cwd is not None and str(error.filename) == str(_folder(process)):
        return Result(Outcome.FAILED, why=f"the folder {shown(process.cwd)} can't be used: {what}")
    if error.errno == errno.ENOENT:
        path = environment.get("PATH", os.defpath)
        if shutil.which(argv[0], path=path) is None:
            return Result(Outcome.FAILED, why=f"program not found: {shown(argv[0])}")
        what = "the interpreter that its first line names isn't there"
    return Result(Outcome.FAILED, why=f"{shown(argv[0])} can't be started: {what}")
