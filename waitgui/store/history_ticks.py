"""Ticks into the history, many in a statement, each with an id of its own."""

from __future__ import annotations

import sqlite3
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from waitgui.store.history_rows import TICK_COLUMNS, text_row, tick_row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from waitgui.store.history_rows import Row
    from waitgui.tasks.record import RunStarted, Tick

# With each statement the interpreter is given back and taken again, for which a busy thread lets us wait 5 ms: so one
# statement writes many rows. A few sizes only, since each is a statement that is compiled and kept.
_SIZES = (256, 64, 16, 4, 1)
_TEXT_COLUMNS = ("tick", "why", "output", "dropped")
_TOP_ID = 2**62

Told: TypeAlias = "tuple[int, OpenRun, Tick]"
"""A tick with the id that it should have, and its run."""


class OpenRun:
    """A run that this process writes. `task_id` and `number` say where it is in the file; None if it isn't (known)."""

    __slots__ = ("last_id", "number", "seed", "set_name", "started", "task_id")

    def __init__(self, set_name: str, started: RunStarted, seed: int | None) -> None:
        self.set_name = set_name
        self.started = started
        self.seed = seed
        self.last_id = id_of(started.wall_ns)
        self.task_id: int | None = None
        self.number = started.run

    def id_at(self, at_ns: int) -> int:
        """The next id of the run: of something that was at this time, and after all that was told before."""
        self.last_id = max(id_of(self.started.wall_ns + at_ns - self.started.mono_ns), self.last_id + 1)
        return self.last_id


def id_of(wall_ns: int) -> int:
    """The id for this time, within what the file can hold."""
    return min(max(wall_ns, 1), _TOP_ID)


def insert(connection: sqlite3.Connection, ticks: list[Told], word: Callable[[str], int]) -> int:
    """Write the ticks in the order of their ids; how many weren't there yet. Within a transaction."""
    ticks.sort(key=lambda told: told[0])
    written, above = 0, 0
    for first in range(0, len(ticks), _SIZES[0]):
        chunk = ticks[first : first + _SIZES[0]]
        below, rows, texts = above, [], []
        for wanted_id, run, tick in chunk:
            above = max(wanted_id, above + 1)
            run.last_id = max(run.last_id, above)
            rows.append(_row(run, tick, above, word))
            text = text_row(tick, above)
            if text is not None:
                texts.append(text)
        connection.execute("SAVEPOINT chunk")
        try:
            insert_rows(connection, "ticks", TICK_COLUMNS, rows)
            insert_rows(connection, "texts", _TEXT_COLUMNS, texts)
            written += len(chunk)
        except sqlite3.IntegrityError:  # an id or a tick is there already: find out which
            connection.execute("ROLLBACK TO chunk")
            new, above = _insert_singly(connection, chunk, below, word)
            written += new
        connection.execute("RELEASE chunk")
    return written


def _insert_singly(
    connection: sqlite3.Connection, chunk: Sequence[Told], above: int, word: Callable[[str], int]
) -> tuple[int, int]:
    """Give each tick the next id that is free, and leave out one that is there; how many weren't, and the last id."""
    written = 0
    for wanted_id, run, tick in chunk:
        where = (run.task_id, run.number, tick.n)
        if connection.execute("SELECT 1 FROM ticks WHERE task = ? AND run = ? AND n = ?", where).fetchone():
            continue
        above = max(wanted_id, above + 1)
        while connection.execute("SELECT 1 FROM ticks WHERE id = ?", (above,)).fetchone():
            above += 1
        run.last_id = max(run.last_id, above)
        insert_rows(connection, "ticks", TICK_COLUMNS, [_row(run, tick, above, word)])
        text = text_row(tick, above)
        insert_rows(connection, "texts", _TEXT_COLUMNS, [] if text is None else [text])
        written += 1
    return written, above


def _row(run: OpenRun, tick: Tick, tick_id: int, word: Callable[[str], int]) -> Row:
    assert run.task_id is not None
    started = run.started
    return tick_row(tick, tick_id, run.task_id, run.number, started.mono_ns, started.wall_ns, word)


def insert_rows(connection: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Write the rows with few statements."""
    line, first = f"({', '.join('?' * len(columns))})", 0
    for size in _SIZES:
        while len(rows) - first >= size:
            values = tuple(chain.from_iterable(rows[first : first + size]))
            statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([line] * size)}"  # noqa: S608 - ours
            connection.execute(statement, values)
            first += size
