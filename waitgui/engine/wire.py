"""Messages between the desktop and the engine's process: pickles over a pair of pipes, each after its length.

The pipes are private to two processes of one program and one user; nothing that comes from elsewhere is ever unpickled.
"""

from __future__ import annotations

import pickle
import struct
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from waitgui.store.history_retention import Limits
    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Event, Reason

_LENGTH = struct.Struct("<Q")


class Begin(NamedTuple):
    """To the engine, before all else: where it writes."""

    history: Path
    limits: Limits
    logs: Path


class Environ(NamedTuple):
    """To the engine: the environment of the login, with which processes of tasks begin."""

    environ: dict[str, str]


class Open(NamedTuple):
    """To the engine: `channel` is a set's runs from now on; see `Engine.runs`."""

    channel: int
    set_name: str
    follows: str | None = None


class Start(NamedTuple):
    """To the engine: start these. `number` counts what may start something, within a channel."""

    channel: int
    number: int
    tasks: tuple[Task, ...]


class RunNow(NamedTuple):
    """To the engine: a tick of this one at once."""

    channel: int
    number: int
    task: Task


class Stop(NamedTuple):
    """To the engine: end the runs of these tasks; None: all."""

    channel: int
    task_ids: frozenset[str] | None
    reason: Reason


class Pause(NamedTuple):
    """To the engine: start no tick of these, or `pause` is False and they go on."""

    channel: int
    task_ids: frozenset[str]
    pause: bool


class Close(NamedTuple):
    """To the engine: nobody listens to the channel any more."""

    channel: int


class Flush(NamedTuple):
    """To the engine: say when all that was told is in the history."""

    number: int
    timeout_s: float | None


class End(NamedTuple):
    """To the engine: end. So does the end of the pipe."""


class News(NamedTuple):
    """From the engine: what happened in a channel, in order.

    `done` is the number of the latest command that the engine has followed; `ended` and `begun` are the tasks that have
    run, or run, since the news before, and `dropped` the events that were too many until now.
    """

    channel: int
    done: int
    events: Sequence[Event]
    ended: frozenset[str]
    begun: frozenset[str]
    dropped: int


class Flushed(NamedTuple):
    """From the engine: whether it is."""

    number: int
    is_safe: bool


class Wire:
    """One end. One thread receives; any may send, and waits while the other side doesn't read."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._lock = threading.Lock()

    def send(self, message: Any) -> None:
        """Send one. Raises `OSError` or `ValueError` if nobody is there to receive it."""
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        with self._lock:
            self._outgoing.write(_LENGTH.pack(len(data)) + data)
            self._outgoing.flush()

    def receive(self) -> Any:
        """The next one; None at the end."""
        try:
            head = self._incoming.read(_LENGTH.size)
            if len(head) < _LENGTH.size:
                return None
            (length,) = _LENGTH.unpack(head)
            data = self._incoming.read(length)
        except (OSError, ValueError):
            return None
        return pickle.loads(data) if len(data) == length else None  # noqa: S301 - our own process's

    def close(self) -> None:
        """Say that nothing more comes."""
        with self._lock, suppress(OSError):  # of what is buffered and has no reader
            self._outgoing.close()

    def end(self) -> None:
        """Hear nothing more. For the thread that receives."""
        self._incoming.close()
