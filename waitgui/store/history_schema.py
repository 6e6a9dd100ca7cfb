"""The tables of the history, and how an older file becomes one of today.

Laws of the file:

1. A tick's `id` is the Unix time in ns at which it was told (its end; one more where that is taken): what comes later
   has a greater one, and within a run they rise as they were told. So a time is a range of ids, the oldest the least.
2. A run's number is never given twice: `tasks.last_run` outlives the runs that retention removed.
3. Texts lie apart from the ticks, so that reading many ticks reads no output.
4. `user_version` counts the steps that were taken. A published step is never changed; a new one is put behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.record import Kind, Outcome, Reason

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x77616974  # "wait"

OUTCOMES = {
    Outcome.OK: 0,
    Outcome.FAILED: 1,
    Outcome.TIMED_OUT: 2,
    Outcome.CANCELLED: 3,
    Outcome.SKIPPED: 4,
    Outcome.MET: 5,
    Outcome.NOT_MET: 6,
    Outcome.ERROR: 7,
}
KINDS = {Kind.ACTION: 0, Kind.CONDITION: 1}
REASONS = {
    Reason.AFTER_RUNS: 0,
    Reason.AFTER_TIME: 1,
    Reason.AT: 2,
    Reason.AFTER_SUCCESSES: 3,
    Reason.AFTER_FAILURES: 4,
    Reason.AFTER_FAILURES_IN_A_ROW: 5,
    Reason.ON_EXIT_CODE: 6,
    Reason.ON_OUTPUT: 7,
    Reason.WHEN_TASK_ENDS: 8,
    Reason.WHEN: 9,
    Reason.SUCCEEDED: 10,
    Reason.GAVE_UP: 11,
    Reason.TIMED_OUT: 12,
    Reason.CONDITION_ERROR: 13,
    Reason.STOPPED: 14,
    Reason.QUIT: 15,
    Reason.LOST: 16,
    Reason.BROKEN: 17,
}
"""The numbers in the file for the words of a record."""

TROUBLED = "outcome IN (1, 2, 7)"
"""Failed, timed out, error. A question with these very words is answered from the index `troubled_ticks`."""

_RUNS_AND_TICKS = (
    "CREATE TABLE tasks (id INTEGER PRIMARY KEY, set_name TEXT NOT NULL, task TEXT NOT NULL, last_run INTEGER NOT NULL,"
    " UNIQUE (set_name, task))",
    "CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
    "CREATE TABLE processes (id INTEGER PRIMARY KEY, machine TEXT NOT NULL, boot TEXT NOT NULL, space TEXT NOT NULL,"
    " pid INTEGER NOT NULL, start INTEGER NOT NULL, seen_ns INTEGER NOT NULL,"
    " UNIQUE (machine, boot, space, pid, start))",
    # start_id and end_id are on the scale of tick ids: before the first, after the last of the run.
    "CREATE TABLE runs (id INTEGER PRIMARY KEY, task INTEGER NOT NULL, number INTEGER NOT NULL,"
    " process INTEGER NOT NULL, start_id INTEGER NOT NULL, mono_ns INTEGER NOT NULL,"
    " wall_ns INTEGER NOT NULL, end_id INTEGER, at_ns INTEGER,"
    " reason INTEGER, ticks INTEGER, skipped INTEGER, UNIQUE (task, number))",
    "CREATE INDEX runs_by_start ON runs (start_id)",
    "CREATE INDEX runs_by_end ON runs (end_id) WHERE end_id IS NOT NULL",
    "CREATE INDEX runs_without_end ON runs (process) WHERE end_id IS NULL",
    # due_ns counts from the run's start; late_ns from due to start, took_ns from start to end, so that rows are small.
    # The plan's base_ns counts back from its due time, plan_n and plan_due_ns are there only where they differ.
    "CREATE TABLE ticks (id INTEGER PRIMARY KEY, task INTEGER NOT NULL, run INTEGER NOT NULL, n INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, outcome INTEGER NOT NULL, due_ns INTEGER NOT NULL, late_ns INTEGER NOT NULL,"
    " took_ns INTEGER NOT NULL, exit_code INTEGER, attempts INTEGER NOT NULL, left_behind INTEGER NOT NULL,"
    " action INTEGER NOT NULL, base INTEGER, base_ns INTEGER, period_ns INTEGER, jitter_ns INTEGER, window_ns INTEGER,"
    " plan_n INTEGER, plan_due_ns INTEGER, tries TEXT)",
    "CREATE UNIQUE INDEX ticks_of_runs ON ticks (task, run, n)",
    "CREATE TABLE texts (tick INTEGER PRIMARY KEY, why TEXT NOT NULL, output TEXT NOT NULL, dropped INTEGER NOT NULL)",
    "CREATE TABLE counts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO counts VALUES ('ticks', 0)",
)

_MARKS = (
    "ALTER TABLE runs ADD COLUMN seed INTEGER",
    # How far a tick reaches back from its id, as a level of `REACHES_NS`: a window looks for each level as far as that
    # reaches, so that an hour of one task doesn't make it read an hour of all.
    "ALTER TABLE ticks ADD COLUMN reach INTEGER",
    "UPDATE ticks SET reach = CASE WHEN took_ns + max(late_ns, 0) <= 100000000 THEN NULL"
    " WHEN took_ns + max(late_ns, 0) <= 1000000000 THEN 1 WHEN took_ns + max(late_ns, 0) <= 10000000000 THEN 2"
    " ELSE 10 END",
    "CREATE INDEX far_ticks ON ticks (reach, id) WHERE reach IS NOT NULL",
    "CREATE TABLE pauses (id INTEGER PRIMARY KEY, wall_ns INTEGER NOT NULL, task INTEGER NOT NULL,"
    " run INTEGER NOT NULL, at_ns INTEGER NOT NULL, paused INTEGER NOT NULL)",
    "CREATE INDEX pauses_by_time ON pauses (wall_ns)",
    "CREATE TABLE gaps (id INTEGER PRIMARY KEY, wall_ns INTEGER NOT NULL, set_name TEXT NOT NULL,"
    " mono_ns INTEGER NOT NULL, start_ns INTEGER NOT NULL, end_ns INTEGER NOT NULL, asleep INTEGER NOT NULL)",
    "CREATE INDEX gaps_by_time ON gaps (wall_ns)",
    "CREATE TABLE clock_moves (id INTEGER PRIMARY KEY, wall_ns INTEGER NOT NULL, set_name TEXT NOT NULL,"
    " at_ns INTEGER NOT NULL, by_ns INTEGER NOT NULL)",
    "CREATE INDEX clock_moves_by_time ON clock_moves (wall_ns)",
)

# To count those of a run that was lost without reading all of its ticks.
_SKIPPED = ("CREATE INDEX skipped_ticks ON ticks (task, run) WHERE outcome = 4",)

# What a list of runs counts of each: in a run of a million ticks as many entries as it has failures.
_TROUBLED = (f"CREATE INDEX troubled_ticks ON ticks (task, run) WHERE {TROUBLED}",)

REACHES_NS = (*(100_000_000 * 10**level for level in range(10)), 2**62)
"""How far back a tick of each level may reach; of level 0, which is NULL in the file, are those that are soon over."""
STEPS = (_RUNS_AND_TICKS, _MARKS, _SKIPPED, _TROUBLED)
VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection, to: int = VERSION) -> None:
    """Take the steps that are missing, all of them or none; `to` is for tests of what older versions left.

    Several processes may try at once: one does it, the others find it done.
    """
    if version(connection) >= to:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in STEPS[version(connection) : to]:
            for statement in step:
                connection.execute(statement)
        if version(connection) < to:
            connection.execute(f"PRAGMA user_version = {to:d}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version(connection: sqlite3.Connection) -> int:
    """How many steps the file has taken; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file is a history, or empty; not a database of another program."""
    # In this order: another process may be making it, its tables and its mark in one transaction.
    if int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]) == 0:
        return True
    return int(connection.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION_ID
