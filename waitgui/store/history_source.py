"""A connection that reads the history, and what it gives as values.

A file that isn't there is an empty history; one that was replaced is noticed with the next question.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from waitgui.store import history_file
from waitgui.store.history_file import BUSY_S, BrokenHistoryError, HistoryError
from waitgui.store.history_rows import TICK_COLUMNS, read_text, tick_of
from waitgui.store.history_schema import REASONS
from waitgui.tasks.record import ClockMoved, Gap, Paused, Resumed, RunEnded, RunStarted, Tick

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from waitgui.store.history_rows import Row

PAGE = 1_000
RUNS = """
    SELECT r.id, k.set_name, k.task, r.number, r.mono_ns, r.wall_ns, r.seed, r.end_id, r.at_ns, r.reason, r.ticks,
        r.skipped, r.start_id FROM runs r CROSS JOIN tasks k ON k.id = r.task
    """
"""What `run_of` takes. CROSS: SQLite keeps to the order in which they are joined."""
_REASONS = {number: reason for reason, number in REASONS.items()}
_WIDTH = len(TICK_COLUMNS)
_STOP_STEPS = 5_000
"""Steps of SQLite's machine between two looks at `stop`: some hundred rows."""


class InterruptedReadError(HistoryError):
    """`Reader.interrupt` was called."""


class StoredRun(NamedTuple):
    """A run of a set. `start_id` and `end_id` are on the scale of tick ids, before the first and after the last."""

    id: int
    set_name: str
    started: RunStarted
    ended: RunEnded | None
    seed: int | None
    start_id: int
    end_id: int | None


class StoredTick(NamedTuple):
    """A tick of a set. Its run started at `mono_ns` on the clock that its times are of; that was `wall_ns` (Unix)."""

    id: int
    set_name: str
    tick: Tick
    mono_ns: int
    wall_ns: int

    def wall(self, at_ns: int) -> int:
        """A time of the tick as Unix time."""
        return self.wall_ns + at_ns - self.mono_ns


class StoredMark(NamedTuple):
    """A pause, a gap or a move of the clock in a set; `mono_ns` and `wall_ns` are one instant."""

    set_name: str
    event: Paused | Resumed | Gap | ClockMoved
    mono_ns: int
    wall_ns: int


def ticks_question(*, index: str = "", with_output: bool = False) -> str:
    """What `Source.tick_of` takes."""
    columns = ", ".join(f"t.{name}" for name in TICK_COLUMNS)
    output = "x.output, x.dropped" if with_output else "NULL, NULL"
    return (
        f"SELECT {columns}, k.set_name, k.task, r.mono_ns, r.wall_ns, x.why, {output} FROM ticks t {index}"  # noqa: S608
        " CROSS JOIN tasks k ON k.id = t.task CROSS JOIN runs r ON r.task = t.task AND r.number = t.run"
        " LEFT JOIN texts x ON x.tick = t.id"
    )


class Source:
    """The connection. For one thread, the one that asks first; but for `interrupt`.

    `stop` is asked over and over while a question is answered: True ends that as `interrupt` does, which misses a
    question that is about to begin.
    """

    def __init__(self, path: Path, *, busy_s: float = BUSY_S, stop: Callable[[], bool] | None = None) -> None:
        self._path = path
        self._busy_s = busy_s
        self._stop = stop
        self._connection: sqlite3.Connection | None = None
        self._key: tuple[int, int] | None = None
        self._words = _Words(self)

    def close(self) -> None:
        """Let go of the file; a question opens it again."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def interrupt(self) -> None:
        """Make a question that is being answered raise `InterruptedReadError`. Any thread."""
        connection = self._connection
        if connection is not None:
            connection.interrupt()

    def ask(self, question: str, values: Sequence[object] = ()) -> list[Any]:
        """All rows of the answer. Raises `HistoryError`: `BrokenHistoryError` and `InterruptedReadError` are two."""
        try:
            if not self._is_open():
                return []
            assert self._connection is not None
            return self._connection.execute(question, values).fetchall()
        except FileNotFoundError:
            return []
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise InterruptedReadError("it was interrupted") from None
            kind = BrokenHistoryError if history_file.is_broken(error) else HistoryError
            raise kind(history_file.words(error)) from error
        except (OSError, MemoryError) as error:
            raise HistoryError(history_file.words(error)) from error

    def _is_open(self) -> bool:
        """Open the file that is there now; whether there is a history in it."""
        key = history_file.file_key(self._path)
        if self._connection is not None and key != self._key:
            self.close()
        if self._connection is None:
            self._connection = history_file.open_to_read(self._path, busy_s=self._busy_s)
            self._connection.create_function("holds", 2, _holds, deterministic=True)
            if self._stop is not None:
                self._connection.set_progress_handler(self._stop, _STOP_STEPS)
            self._key = key
            self._words.clear()
        return history_file.has_tables(self._connection)

    def tick_of(self, row: Row) -> StoredTick:
        """The tick of a row of `ticks_question`."""
        set_name, task, mono_ns, wall_ns = row[_WIDTH : _WIDTH + 4]
        if type(task) is not str:
            task = read_text(task)
        if type(set_name) is not str:
            set_name = read_text(set_name)
        tick = tick_of(row, task, row[2], mono_ns, row[_WIDTH + 4 :], self._words)
        return StoredTick(row[0], set_name, tick, mono_ns, wall_ns)


class _Words(dict[int, str]):
    """The words of a file, each asked for once."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source

    def __missing__(self, number: int) -> str:
        rows = self._source.ask("SELECT word FROM words WHERE id = ?", (number,))
        word = self[number] = read_text(rows[0][0]) if rows else ""
        return word


def run_of(row: Row) -> StoredRun:
    """The run of a row of `RUNS`."""
    run_id, set_name, task, number, mono_ns, wall_ns, seed, end_id, at_ns, reason, ticks, skipped, start_id = row
    task = read_text(task)
    ended = None if end_id is None else RunEnded(task, number, _REASONS[reason], ticks, skipped, at_ns)
    return StoredRun(
        run_id, read_text(set_name), RunStarted(task, number, mono_ns, wall_ns), ended, seed, start_id, end_id
    )


def _holds(text: str | bytes | None, folded: str | bytes) -> bool:
    return text is not None and read_text(folded) in read_text(text).casefold()


def list_of(numbers: Sequence[int]) -> str:
    """Numbers as one parameter, for `json_each`."""
    return f"[{','.join(map(str, numbers))}]"
