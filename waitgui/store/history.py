"""The history as the writer has it: batches of events in, one transaction each. For one thread.

1. A batch is written whole or not at all, and may be written again after it failed: what is there isn't doubled.
2. What was learnt from the file (`_task_ids`, `_words`, which runs are in it) is forgotten when a transaction fails.
3. A run whose process is dead gets its end when the history is opened, with the reason `lost`.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from waitgui.store import history_process
from waitgui.store.history_file import open_to_write
from waitgui.store.history_process import Identity
from waitgui.store.history_rows import stored
from waitgui.store.history_schema import OUTCOMES, REASONS
from waitgui.store.history_ticks import OpenRun, id_of, insert
from waitgui.tasks.record import ClockMoved, Gap, Outcome, Paused, Reason, Resumed, RunEnded, RunStarted, Tick

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from waitgui.store.history_ticks import Told
    from waitgui.tasks.record import Event

SIGN_NS = 60_000_000_000
RunKey: TypeAlias = tuple[str, str, int]
"""Set, task and number of a run."""


class History:
    """What is written, on a connection of `history_file.open_to_write`.

    `runs` are the runs that this process writes; they outlive the file, since a new one may take its place.
    """

    def __init__(self, connection: sqlite3.Connection, me: Identity, runs: dict[RunKey, OpenRun], wall_ns: int) -> None:
        self.connection = connection
        self._me = me
        self._runs = runs
        self._process: int | None = None
        self._task_ids: dict[tuple[str, str], int] = {}
        self._words: dict[str, int] = {}
        self._seen_ns = 0
        self._forget()
        mark_lost(connection, me, wall_ns)

    def take(self, set_name: str, task_ids: Sequence[str], known: Mapping[str, int]) -> list[int]:
        """The next number of each task, unique among all processes, and greater than the one that is `known`."""
        with self._transaction():
            return [self._next_number(set_name, task_id, known.get(task_id, 0)) for task_id in task_ids]

    def _next_number(self, set_name: str, task_id: str, known: int) -> int:
        row = self.connection.execute(
            "INSERT INTO tasks (set_name, task, last_run) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET last_run = max(last_run + 1, excluded.last_run) RETURNING last_run",
            (stored(set_name), stored(task_id), known + 1),
        ).fetchall()
        return int(row[0][0])

    def write(self, batch: Sequence[tuple[str, int | None, Event]], wall_ns: int, mono_ns: int) -> int:
        """Write events (set, seed, event); how many ticks. `wall_ns` and `mono_ns` are one instant, about now.

        Raises `sqlite3.Error`, `OverflowError`, `KeyError` (a tick of a run that never started), and then nothing of
        the batch is written.
        """
        ended: list[tuple[RunKey, OpenRun, RunEnded]] = []
        ticks: list[Told] = []
        with self._transaction():
            for set_name, seed, event in batch:
                match event:
                    case Tick():
                        run = self._run(set_name, event)
                        ticks.append((run.id_at(event.end_ns), run, event))
                    case RunStarted():
                        self._start(set_name, seed, event)
                    case RunEnded():
                        ended.append(((set_name, event.task, event.run), self._run(set_name, event), event))
                    case _:
                        self._mark(set_name, event, wall_ns, mono_ns)
            written = insert(self.connection, ticks, self._word)
            for _, run, end in ended:  # now that its ticks have their ids, which may be later than they wanted
                self._end(run, end)
            if written:
                self.connection.execute("UPDATE counts SET value = value + ? WHERE name = 'ticks'", (written,))
        for key, _, _ in ended:
            del self._runs[key]
        return written

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def _run(self, set_name: str, event: Tick | RunEnded | Paused | Resumed) -> OpenRun:
        run = self._runs[set_name, event.task, event.run]
        if run.task_id is None:
            self._store(run)
        return run

    def _start(self, set_name: str, seed: int | None, started: RunStarted) -> None:
        key = (set_name, started.task, started.run)
        run = self._runs.get(key)
        if run is None:
            run = self._runs[key] = OpenRun(set_name, started, seed)
        if run.task_id is None:
            self._store(run)

    def _store(self, run: OpenRun) -> None:
        """See to it that the run is in the file: under its number, or the next if another process has written that."""
        task_id, started = self._task_id(run.set_name, run.started.task), run.started
        process = self._process_id(started.wall_ns)
        found = self.connection.execute(
            "SELECT process, mono_ns FROM runs WHERE task = ? AND number = ?", (task_id, run.number)
        ).fetchone()
        if found is not None and tuple(found) != (process, started.mono_ns):
            run.number = self._next_number(run.set_name, started.task, 0)
            found = None
        if found is None:
            self.connection.execute(
                "INSERT INTO runs (task, number, process, start_id, mono_ns, wall_ns, seed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (task_id, run.number, process, id_of(started.wall_ns), started.mono_ns, started.wall_ns, run.seed),
            )
            self.connection.execute("UPDATE tasks SET last_run = max(last_run, ?) WHERE id = ?", (run.number, task_id))
        run.task_id = task_id

    def _end(self, run: OpenRun, ended: RunEnded) -> None:
        self.connection.execute(
            "UPDATE runs SET end_id = ?, at_ns = ?, reason = ?, ticks = ?, skipped = ? WHERE task = ? AND number = ?",
            (
                run.id_at(ended.at_ns),
                ended.at_ns,
                REASONS[ended.reason],
                ended.ticks,
                ended.skipped,
                run.task_id,
                run.number,
            ),
        )

    def _mark(self, set_name: str, event: Event, wall_ns: int, mono_ns: int) -> None:
        match event:
            case Paused() | Resumed():
                self._pause(self._run(set_name, event), event)
            case Gap():
                self._gap(set_name, event, wall_ns, mono_ns)
            case ClockMoved():
                self.connection.execute(
                    "INSERT INTO clock_moves (wall_ns, set_name, at_ns, by_ns) VALUES (?, ?, ?, ?)",
                    (event.wall_ns, stored(set_name), event.at_ns, event.by_ns),
                )

    def _pause(self, run: OpenRun, event: Paused | Resumed) -> None:
        wall_ns = run.started.wall_ns + event.at_ns - run.started.mono_ns
        self.connection.execute(
            "INSERT INTO pauses (wall_ns, task, run, at_ns, paused) VALUES (?, ?, ?, ?, ?)",
            (wall_ns, run.task_id, run.number, event.at_ns, isinstance(event, Paused)),
        )

    def _gap(self, set_name: str, gap: Gap, wall_ns: int, mono_ns: int) -> None:
        self.connection.execute(
            "INSERT INTO gaps (wall_ns, set_name, mono_ns, start_ns, end_ns, asleep) VALUES (?, ?, ?, ?, ?, ?)",
            (wall_ns + gap.end_ns - mono_ns, stored(set_name), gap.end_ns, gap.start_ns, gap.end_ns, gap.asleep),
        )

    def _task_id(self, set_name: str, task_id: str) -> int:
        number = self._task_ids.get((set_name, task_id))
        if number is None:
            names = (stored(set_name), stored(task_id))
            self.connection.execute("INSERT OR IGNORE INTO tasks (set_name, task, last_run) VALUES (?, ?, 0)", names)
            number = self._task_ids[set_name, task_id] = self._one(
                "SELECT id FROM tasks WHERE set_name = ? AND task = ?", names
            )
        return number

    def _word(self, word: str) -> int:
        number = self._words.get(word)
        if number is None:
            self.connection.execute("INSERT OR IGNORE INTO words (word) VALUES (?)", (stored(word),))
            number = self._words[word] = self._one("SELECT id FROM words WHERE word = ?", (stored(word),))
        return number

    def _process_id(self, wall_ns: int) -> int:
        if self._process is None:
            self.connection.execute(
                "INSERT OR IGNORE INTO processes (machine, boot, space, pid, start, seen_ns) VALUES (?, ?, ?, ?, ?, ?)",
                (*self._me, wall_ns),
            )
            self._process = self._one(
                "SELECT id FROM processes WHERE machine = ? AND boot = ? AND space = ? AND pid = ? AND start = ?",
                self._me,
            )
        return self._process

    def sign_of_life(self, wall_ns: int) -> None:
        """Say, at most once a minute, that this process lives, to those who can't ask the system."""
        if self._runs and not 0 <= wall_ns - self._seen_ns < SIGN_NS:
            with self._transaction():
                self.connection.execute(
                    "UPDATE processes SET seen_ns = ? WHERE id = ?", (wall_ns, self._process_id(wall_ns))
                )
            self._seen_ns = wall_ns

    def _one(self, statement: str, values: Sequence[object]) -> int:
        return int(self.connection.execute(statement, values).fetchone()[0])

    def _forget(self) -> None:
        self._process = None
        self._seen_ns = 0
        self._task_ids.clear()
        self._words.clear()
        for run in self._runs.values():
            run.task_id = None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with transaction(self.connection):
                yield
        except BaseException:
            self._forget()
            raise


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has taken it back by itself after some errors
            connection.execute("ROLLBACK")
        raise


def settle(path: Path, wall_ns: int) -> None:
    """Give the runs of dead processes their end, in the file at `path`. Raises what `open_to_write` raises."""
    opened = open_to_write(path)
    try:
        mark_lost(opened.connection, history_process.myself(), wall_ns)
    finally:
        opened.close()


def mark_lost(connection: sqlite3.Connection, me: Identity, wall_ns: int) -> int:
    """Give every run of a dead process its end, at its last sign of life; how many there were."""
    processes = connection.execute("SELECT id, seen_ns, machine, boot, space, pid, start FROM processes").fetchall()
    dead = [row[0] for row in processes if _is_dead(Identity(*row[2:]), me, silent_ns=wall_ns - row[1])]
    if not dead:
        return 0
    lost = 0
    with transaction(connection):
        for process in dead:
            runs = connection.execute(
                "SELECT id, task, number, start_id, mono_ns FROM runs WHERE process = ? AND end_id IS NULL", (process,)
            ).fetchall()
            for run in runs:
                _lose(connection, *run)
            lost += len(runs)
            connection.execute("DELETE FROM processes WHERE id = ?", (process,))
    return lost


def _is_dead(process: Identity, me: Identity, silent_ns: int) -> bool:
    alive = process == me or process.alive(me)
    return silent_ns > history_process.SILENT_NS if alive is None else not alive


def _lose(connection: sqlite3.Connection, run_id: int, task: int, number: int, start_id: int, mono_ns: int) -> None:
    of, skip = (task, number), OUTCOMES[Outcome.SKIPPED]
    (ticks,) = connection.execute("SELECT count(*) FROM ticks WHERE task = ? AND run = ?", of).fetchone()
    # The number is written out, so that SQLite sees that it has an index of those.
    (skipped,) = connection.execute(
        f"SELECT count(*) FROM ticks WHERE task = ? AND run = ? AND outcome = {skip:d}",  # noqa: S608 - a number
        of,
    ).fetchone()
    # The last that was told, and the last that ran: missed ticks of a grid are told after the one in their way.
    last = [
        connection.execute(
            f"SELECT id, due_ns + late_ns + took_ns FROM ticks WHERE task = ? AND run = ? AND {which}"  # noqa: S608
            " ORDER BY n DESC LIMIT 1",
            of,
        ).fetchone()
        for which in ("TRUE", f"+outcome <> {skip:d}")
    ]
    last_id, at_ns = (max((row[column] for row in last if row), default=0) for column in (0, 1))
    connection.execute(
        "UPDATE runs SET end_id = ?, at_ns = ?, reason = ?, ticks = ?, skipped = ? WHERE id = ?",
        (
            max(start_id, last_id) + 1,
            mono_ns + max(at_ns, 0),
            REASONS[Reason.LOST],
            ticks - skipped,
            skipped,
            run_id,
        ),
    )
