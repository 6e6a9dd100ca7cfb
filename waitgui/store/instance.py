"""The one process of a profile: a lock that it holds, and a socket where later starts leave word.

The kernel lets go of the lock however its holder ends, kill -9 included. So who gets the lock is the only one, may take
away whatever socket lies there, and put up its own; who doesn't get it writes to the one who has it. The lock's file
is never removed: two could then hold locks on two files of one name.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import socket
import stat
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from waitgui.store import atomic, letter
from waitgui.store.letter import Letter, UnreadableLetterError

ANSWER_S = 10.0
"""How long the other may take to answer: a cold start of it under load is included."""
PATIENCE_S = 25.0
"""How long to wait for one that has the lock and no socket: it is just starting, or ending, which may take 10 s."""
_AGAIN_S = 0.05
_BACKLOG = 64
_LONGEST_ADDRESS = 100
"""Bytes that surely fit into an address of a socket; the limit is 104 or 108."""


class InstanceError(Exception):
    """There is a process of this profile, and it can't be reached; the text says why."""


class Peer(NamedTuple):
    """Who is at the other end of a socket."""

    pid: int
    uid: int


class Door:
    """The lock, and the socket that listens (`socket`, never blocking)."""

    def __init__(self, lock: int, folder: int, address: str, name: str) -> None:
        self._lock = lock
        self._folder = folder
        self._name = name
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.setblocking(False)
        try:
            with suppress(FileNotFoundError):
                os.unlink(name, dir_fd=folder)
            self.socket.bind(address)
            os.chmod(name, 0o600, dir_fd=folder)
            self.socket.listen(_BACKLOG)
        except OSError:
            self.socket.close()
            raise

    def shut(self) -> None:
        """Take no more letters; whoever comes waits for the end of this process, and is the next then."""
        if self.socket.fileno() >= 0:
            with suppress(FileNotFoundError):
                os.unlink(self._name, dir_fd=self._folder)
            self.socket.close()

    def leave(self) -> None:
        """Let another be the one process."""
        self.shut()
        for handle in (self._folder, self._lock):
            with suppress(OSError):
                os.close(handle)


def claim(
    folder: Path, profile: Path, word: Letter, *, answer_s: float = ANSWER_S, patience_s: float = PATIENCE_S
) -> Door | None:
    """The door, if this process is the one of the profile now; None if the one that is has taken `word`.

    `folder` is made if it isn't there, and must be the user's alone; `profile` tells profiles apart. Raises
    `InstanceError`, `UnreadableLetterError`, and `OSError` if nothing can be put into the folder.
    """
    line = letter.encode(word)
    name = f"desktop-{hashlib.sha256(os.fsencode(os.path.realpath(profile))).hexdigest()[:16]}"
    inside = _private(folder)
    try:
        lock = os.open(f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600, dir_fd=inside)
    except OSError:
        os.close(inside)
        raise
    socket_name = f"{name}.sock"
    address = _address(folder, inside, socket_name)
    door = None
    try:
        deadline = time.monotonic() + patience_s
        while True:
            if _locked(lock):
                door = Door(lock, inside, address, socket_name)
                return door
            if _delivered(address, line, answer_s):
                return None
            if time.monotonic() > deadline:
                raise InstanceError("waitgui is open already, but can't be reached")
            time.sleep(_AGAIN_S)
    finally:
        if door is None:
            os.close(lock)
            os.close(inside)


def peer(connection: socket.socket) -> Peer | None:
    """Who is at the other end; None where the system doesn't tell."""
    if not sys.platform.startswith("linux"):
        return None
    pid, uid, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    return Peer(pid, uid)


def _private(folder: Path) -> int:
    """A handle of the folder, which is this user's alone. Raises `OSError`."""
    atomic.make_folder(folder)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    status = os.fstat(handle)
    if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) & 0o077:
        os.close(handle)
        raise PermissionError(1, "it isn't this user's alone", str(folder))
    return handle


def _address(folder: Path, handle: int, name: str) -> str:
    """Where to bind and connect: a path that isn't too long for a socket."""
    path = folder / name
    if len(os.fsencode(path)) <= _LONGEST_ADDRESS or not Path("/proc/self/fd").is_dir():
        return str(path)
    return f"/proc/self/fd/{handle}/{name}"


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _delivered(address: str, line: bytes, answer_s: float) -> bool:
    """Whether the one at the address took it; False if nobody is there, or just went."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(answer_s)
        who = None
        try:
            connection.connect(address)
            who = peer(connection)
            if who is not None and who.uid != os.geteuid():
                raise InstanceError(f"{address} belongs to {_user(who.uid)}: nothing was handed over")
            connection.sendall(line)
            reply = _line(connection, time.monotonic() + answer_s)
        except TimeoutError:
            process = f" (process {who.pid})" if who is not None else ""
            raise InstanceError(
                f"waitgui is open already{process}, but doesn't answer; wait for it, or end that process"
            ) from None
        except OSError:  # nobody listens, or it went while we spoke
            return False
    if not reply:
        return False
    try:
        why = letter.refusal(reply)
    except UnreadableLetterError as error:
        why = str(error)
    if why:
        raise InstanceError(f"waitgui is open already, and takes nothing: {why}")
    return True


def _line(connection: socket.socket, deadline: float) -> bytes:
    """The answer; b"" if the other went without one. Raises `TimeoutError`."""
    got = b""
    while not got.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)
        part = connection.recv(4096)
        if not part:
            return b""
        got += part
        if len(got) > letter.MAX_BYTES:
            raise InstanceError("waitgui is open already, and answers nonsense")
    return got


def _user(uid: int) -> str:
    try:
        return f"user {pwd.getpwuid(uid).pw_name}"
    except KeyError:
        return f"user {uid}"
