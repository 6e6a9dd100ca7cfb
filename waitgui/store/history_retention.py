"""How much of the past is kept: by age, by number of ticks, by size. Removed in small steps, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waitgui.store.history import transaction

if TYPE_CHECKING:
    import sqlite3

STEP = 500
DAY_NS = 86_400_000_000_000


class Limits(NamedTuple):
    """What is kept; None is without a limit. A run that goes on stays, whatever its age."""

    age_ns: int | None = 30 * DAY_NS
    ticks: int | None = 1_000_000
    size: int | None = 512 * 2**20
    """Bytes of the file."""


KEEP = Limits()


def sweep(connection: sqlite3.Connection, limits: Limits, wall_ns: int) -> int:
    """Remove at most `STEP` of the oldest ticks, and what goes with them, in one transaction; how many rows went.

    0 means that nothing is beyond the limits.
    """
    oldest = 0 if limits.age_ns is None else wall_ns - limits.age_ns
    with transaction(connection):
        count = int(connection.execute("SELECT value FROM counts WHERE name = 'ticks'").fetchone()[0])
        over = 0 if limits.ticks is None else max(0, count - limits.ticks)
        if limits.size is not None and _size(connection) > limits.size:
            over = STEP
        upto, ticks = _remove_ticks(connection, oldest, min(over, STEP))
        if over and not ticks:
            upto = 2**62  # nothing but runs: the oldest of them
        upto = max(upto, oldest)
        first = connection.execute("SELECT min(id) FROM ticks").fetchone()[0]
        if first is not None:  # what has ticks left stays, though it ended long ago
            upto = min(upto, int(first))
        removed = ticks
        for statement in _REMOVALS:
            removed += connection.execute(statement, (upto, STEP)).rowcount
    if removed:
        # As many pages as a step frees, or a few more, so that the file shrinks as it empties. As a script, since
        # `execute` stops after the first page.
        connection.executescript("PRAGMA incremental_vacuum(256)")
    return removed


_REMOVALS = (
    "DELETE FROM runs WHERE id IN (SELECT id FROM runs WHERE end_id < ? ORDER BY end_id LIMIT ?)",
    *(
        f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE wall_ns < ? ORDER BY wall_ns LIMIT ?)"  # noqa: S608
        for table in ("pauses", "gaps", "clock_moves")
    ),
)


def _remove_ticks(connection: sqlite3.Connection, oldest: int, over: int) -> tuple[int, int]:
    """Remove those that are too old, but `over` of them at least; the id of the last that went, and how many."""
    which = ("id < ?", (oldest, STEP)), ("id <= ?", (2**63 - 1, over))
    upto, count = max(
        (
            connection.execute(
                f"SELECT max(id), count(*) FROM (SELECT id FROM ticks WHERE {condition} ORDER BY id LIMIT ?)",  # noqa: S608
                values,
            ).fetchone()
            for condition, values in which
        ),
        key=lambda found: int(found[1]),
    )
    if not count:
        return 0, 0
    connection.execute("DELETE FROM texts WHERE tick <= ?", (upto,))
    connection.execute("DELETE FROM ticks WHERE id <= ?", (upto,))
    connection.execute("UPDATE counts SET value = value - ? WHERE name = 'ticks'", (count,))
    return int(upto), int(count)


def _size(connection: sqlite3.Connection) -> int:
    names = ("page_count", "freelist_count", "page_size")
    pages, free, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in names)
    return (pages - free) * size
