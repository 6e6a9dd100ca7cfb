"""The history's file: opened so that nobody else reads it, put aside when it is broken.

Folder 0700 (if it is made here) and file 0600 under any umask; what SQLite puts beside it takes after the file. A
broken file is never repaired or overwritten: it is renamed in its folder, with its log, and a new one is begun.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from waitgui.store import atomic, history_schema
from waitgui.store.filesystem import filesystem_of, is_network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BUSY_S = 2.0
_MAGIC = b"SQLite format 3\0"
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SIDES = ("", "-wal", "-shm", "-journal")
_WORDS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it can't be written",
    sqlite3.SQLITE_BUSY: "another program holds it locked",
    sqlite3.SQLITE_LOCKED: "another program holds it locked",
    sqlite3.SQLITE_CANTOPEN: "it can't be opened",
    sqlite3.SQLITE_PERM: "access is denied",
    sqlite3.SQLITE_IOERR: "the disk doesn't do what it should",
    sqlite3.SQLITE_NOMEM: "there is no memory left",
}


class HistoryError(Exception):
    """The history can't be used as it should; the text says why, without the path."""


class BrokenHistoryError(HistoryError):
    """What is in the file isn't a history, or no whole one."""


class NewerHistoryError(HistoryError):
    """A later version of waitgui wrote the file: it is read and not touched."""

    def __init__(self) -> None:
        super().__init__("a newer version of waitgui wrote it; this one doesn't touch it")


def is_broken(error: Exception) -> bool:
    """Whether SQLite says that the file itself is wrong."""
    return isinstance(error, BrokenHistoryError) or _code(error) in _BROKEN


def words(error: Exception) -> str:
    """An error as a person can read it."""
    if isinstance(error, sqlite3.Error):
        return _WORDS.get(_code(error), str(error))
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


class Opened(NamedTuple):
    """A file that is open to be written, and a second connection that only reads.

    Closing the last connection that may write moves the log into the file and removes what lies under the log's name.
    As long as `guard` is open that doesn't happen, which is what a file needs that is put aside or was replaced.
    """

    connection: sqlite3.Connection
    guard: sqlite3.Connection

    def close(self) -> None:
        """Let go of the file, and leave it in one piece."""
        self.guard.close()
        self.connection.close()

    def abandon(self) -> None:
        """Let go of the file, and change nothing."""
        self.connection.close()
        self.guard.close()


def open_to_write(path: Path, *, busy_s: float = BUSY_S, filesystem: Callable[[Path], str] = filesystem_of) -> Opened:
    """The file as it is today, made or migrated where that is needed. For one thread.

    Raises `BrokenHistoryError`, `NewerHistoryError`, `HistoryError` (not a regular file), `OSError`, `sqlite3.Error`.
    Unless it succeeds, a file that was there is as it was.
    """
    _make(path)
    wal = not is_network(filesystem(path))
    guard = _look(path, busy_s)
    connection = _connect(path, "rw", busy_s)
    try:
        if not wal:  # a file without a log needs no guard, and its log isn't given up while one is there
            guard.close()
        if _pragma(connection, "page_count") == 0:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _set_journal(connection, wal=wal, until_s=time.monotonic() + busy_s)
        connection.execute("PRAGMA cache_size = -4096")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA journal_size_limit = {64 * 2**20:d}")
        history_schema.migrate(connection)
        if wal:
            history_schema.version(guard)  # from its first look at the log on it is a guard
    except BaseException:
        Opened(connection, guard).abandon()
        raise
    return Opened(connection, guard)


def open_to_read(path: Path, *, busy_s: float = BUSY_S) -> sqlite3.Connection:
    """The file as it is; nothing of it is changed. For one thread, but for `interrupt`.

    Raises `FileNotFoundError`, and what `open_to_write` raises, but for `NewerHistoryError`.
    """
    _refuse_unless_regular(path)
    connection = _connect(path, "ro", busy_s)
    try:
        connection.execute("PRAGMA query_only = ON")
        _check(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        if _code(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} or os.access(path.parent, os.W_OK):
            raise
        # Beside a file in a folder that can't be written, SQLite can't share the log: so nobody writes.
        connection = _connect(path, "ro&immutable=1", busy_s)
        _check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: Path, mode: str, busy_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=busy_s, isolation_level=None
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _make(path: Path) -> None:
    atomic.make_folder(path.parent)
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        os.fchmod(handle, 0o600)  # the umask took bits away
        os.close(handle)


def _refuse_unless_regular(path: Path) -> None:
    """Before SQLite opens it: a pipe would never answer, and a file with another head isn't SQLite's to judge."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise HistoryError("it isn't a regular file")
    with path.open("rb") as file:
        head = file.read(len(_MAGIC))
    if head and head != _MAGIC:
        raise BrokenHistoryError("it isn't a history")


def _look(path: Path, busy_s: float) -> sqlite3.Connection:
    """Find out what is wrong by reading alone: a connection that may write changes a broken file when it is closed."""
    _refuse_unless_regular(path)
    connection = _connect(path, "ro", busy_s)
    try:
        _check(connection)
        _refuse_cut(path, connection)
        _refuse_newer(connection)
    except sqlite3.OperationalError as error:
        # A change that was cut short is to be undone first, which takes a connection that may write.
        if _code(error) != sqlite3.SQLITE_READONLY:
            connection.close()
            raise
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    if not history_schema.is_ours(connection):
        raise BrokenHistoryError("it is another program's database")


def _refuse_cut(path: Path, connection: sqlite3.Connection) -> None:
    """SQLite misses whole pages, but not the end of one. Where there is a log, that may still be in it."""
    log = path.with_name(path.name + "-wal")
    if (not log.exists() or not log.stat().st_size) and path.stat().st_size % _pragma(connection, "page_size"):
        raise BrokenHistoryError("its end is missing")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _refuse_newer(connection: sqlite3.Connection) -> None:
    if history_schema.version(connection) > history_schema.VERSION:
        raise NewerHistoryError


def _set_journal(connection: sqlite3.Connection, *, wal: bool, until_s: float) -> None:
    """WAL needs memory that is shared among processes, which file systems over a network don't have.

    Changing the mode doesn't wait for a lock, so we do.
    """
    wanted = "wal" if wal else "delete"
    while True:
        try:
            got = str(connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0])
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= until_s:
                raise
            time.sleep(0.01)
        else:
            # Without a log, NORMAL may break a file when the power fails.
            connection.execute(f"PRAGMA synchronous = {'NORMAL' if got == 'wal' else 'FULL'}")
            return


def has_tables(connection: sqlite3.Connection) -> bool:
    """Whether the history was begun; the file of one that is being made is empty."""
    return bool(history_schema.version(connection))


def put_aside(path: Path, key: tuple[int, int] | None, *, wall_s: float, opened: Opened | None = None) -> Path | None:
    """Rename the file, with what lies beside it; the new name. What is `opened` is closed.

    `key` is that of the file that was found broken (`file_key`, asked before it was opened). If there is another by
    now, somebody else has put it aside, and None is given.
    """
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(wall_s))
    with _folder_lock(path.parent):
        try:
            if key is None or file_key(path) != key:
                return None
            aside = _free_name(path, stamp)
            for side in _SIDES:
                with suppress(FileNotFoundError):
                    path.with_name(path.name + side).rename(aside.with_name(aside.name + side))
            _remove_empty_log(aside)
        finally:
            if opened is not None:
                opened.abandon()
    return aside


def _remove_empty_log(path: Path) -> None:
    """Looking at a file makes a log where there was none."""
    log = path.with_name(path.name + "-wal")
    with suppress(FileNotFoundError):
        if log.stat().st_size == 0:
            log.unlink()
            path.with_name(path.name + "-shm").unlink()


def _free_name(path: Path, stamp: str) -> Path:
    number = 0
    while True:
        aside = path.with_name(f"{path.name}.corrupt-{stamp}" + (f"-{number}" if number else ""))
        if not aside.exists():
            return aside
        number += 1


@contextmanager
def _folder_lock(folder: Path) -> Iterator[None]:
    """One process at a time puts a file aside."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def file_key(path: Path) -> tuple[int, int] | None:
    """Which file is there now; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
