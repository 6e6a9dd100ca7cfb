"""The history as a window reads it: page by page.

A page begins after the last row of the one before (never by counting rows off), so that each costs the same, and no
transaction stays open in between, which would keep the writer's log growing.
"""

# ruff: noqa: S608 - what is put together are words of this module; values are parameters

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from waitgui.store.history_rows import read_text, stored
from waitgui.store.history_schema import OUTCOMES, REACHES_NS
from waitgui.store.history_source import PAGE, RUNS, Source, StoredMark, list_of, run_of, ticks_question
from waitgui.tasks.record import ClockMoved, Gap, Paused, Resumed

if TYPE_CHECKING:
    from waitgui.store.history_source import StoredRun, StoredTick
    from waitgui.tasks.record import Outcome


class Which(NamedTuple):
    """Which ticks: with one of these outcomes (none: any), and with this text, in any case, in `why` or the output."""

    outcomes: frozenset[Outcome] = frozenset()
    text: str = ""


ALL = Which()
_FAR = tuple(enumerate(REACHES_NS))[1:]
_WITHIN = "AND r.wall_ns + t.due_ns + min(t.late_ns, 0) <= ? AND r.wall_ns + t.due_ns + t.late_ns + t.took_ns >= ?"


class Reader(Source):
    """Reads the history at `path`. For one thread, the one that asks first; but for `interrupt`.

    Every question raises `HistoryError`, of which `BrokenHistoryError` and `InterruptedReadError` are two.
    """

    def tasks(self) -> list[tuple[str, str]]:
        """Set and id of every task that ever ran, sorted."""
        rows = self.ask("SELECT set_name, task FROM tasks")
        return sorted((read_text(set_name), read_text(task)) for set_name, task in rows)

    def runs(self, set_name: str, task: str, *, before: int | None = None, most: int = PAGE) -> list[StoredRun]:
        """The runs of a task, newest first; `before` is the number of the last of the page before."""
        rows = self.ask(
            f"{RUNS} WHERE r.task = (SELECT id FROM tasks WHERE set_name = ? AND task = ?) AND r.number < ?"
            " ORDER BY r.number DESC LIMIT ?",
            (stored(set_name), stored(task), 2**62 if before is None else before, most),
        )
        return [run_of(row) for row in rows]

    def earliest(self, set_name: str | None, task: str | None, since_ns: int) -> int | None:
        """When the first run of a set and a task (None: of all) started that went on after a Unix time; also Unix."""
        of_set, of_task = (None if name is None else stored(name) for name in (set_name, task))
        rows = self.ask(
            "SELECT min(r.wall_ns) FROM runs r CROSS JOIN tasks k ON k.id = r.task"
            " WHERE (? IS NULL OR k.set_name = ?) AND (? IS NULL OR k.task = ?)"
            " AND (r.end_id IS NULL OR r.end_id >= ?)",
            (of_set, of_set, of_task, of_task, _id(since_ns)),
        )
        return None if not rows or rows[0][0] is None else int(rows[0][0])

    def run(self, set_name: str, task: str, number: int) -> StoredRun | None:
        """One run."""
        found = self.runs(set_name, task, before=number + 1, most=1)
        return found[0] if found and found[0].started.run == number else None

    def ticks(
        self,
        set_name: str,
        task: str,
        run: int | None = None,
        *,
        which: Which = ALL,
        before: tuple[int, int] | None = None,
        most: int = PAGE,
        with_output: bool = False,
    ) -> list[StoredTick]:
        """The ticks of a task, or of one of its runs, newest first; `before` is run and n of the last of a page."""
        condition, values = _which(which)
        last_run, last_n = (2**62, 2**62) if before is None else before
        if run is not None:
            condition, values = f"{condition} AND t.run = ?", [*values, run]
        question = ticks_question(with_output=with_output)
        rows = self.ask(
            f"{question} WHERE t.task = (SELECT id FROM tasks WHERE set_name = ? AND task = ?)"
            f" AND (t.run, t.n) < (?, ?) {condition} ORDER BY t.run DESC, t.n DESC LIMIT ?",
            (stored(set_name), stored(task), last_run, last_n, *values, most),
        )
        return [self.tick_of(row) for row in rows]

    def count(self, set_name: str, task: str, run: int | None = None, *, which: Which = ALL) -> int:
        """How many ticks `ticks` gives, on all pages."""
        condition, values = _which(which)
        if run is not None:
            condition, values = f"{condition} AND t.run = ?", [*values, run]
        join = "LEFT JOIN texts x ON x.tick = t.id" if which.text else ""
        rows = self.ask(
            f"SELECT count(*) FROM ticks t {join} WHERE"
            f" t.task = (SELECT id FROM tasks WHERE set_name = ? AND task = ?) {condition}",
            (stored(set_name), stored(task), *values),
        )
        return int(rows[0][0]) if rows else 0

    def output(self, tick_id: int) -> tuple[str, int]:
        """What a tick printed, and how many bytes were dropped before that."""
        rows = self.ask("SELECT output, dropped FROM texts WHERE tick = ?", (tick_id,))
        return (read_text(rows[0][0]), int(rows[0][1])) if rows else ("", 0)

    def window(
        self, set_name: str | None, from_ns: int, to_ns: int, *, after: int = 0, most: int = PAGE
    ) -> list[StoredTick]:
        """The ticks of a set (None: of all) of which a part lies within two Unix times, both included.

        A tick lasts from when it was due or started, whichever is earlier, until its end. Ordered by the time at which
        they were told; `after` is the id of the last of the page before.
        """
        condition, values = ("", []) if set_name is None else (" AND k.set_name = ?", [stored(set_name)])
        # What is over soon is found by its id; for what lasts longer there is an index, and a range in it a level.
        soon_ns = to_ns + REACHES_NS[0]
        ranges = [(max(from_ns - 1, soon_ns, after), to_ns + reach_ns, level) for level, reach_ns in _FAR]
        question = f"{ticks_question()} WHERE"
        rows = self.ask(
            f"SELECT * FROM ({question} t.id > ? AND t.id <= ? {_WITHIN}{condition} ORDER BY t.id LIMIT ?)"
            " UNION ALL"
            f" SELECT * FROM ({question} t.id IN (SELECT f.id FROM json_each(?) AS l CROSS JOIN ticks f"
            " INDEXED BY far_ticks ON f.reach = l.value ->> 2 AND f.id > l.value ->> 0 AND f.id <= l.value ->> 1)"
            f" {_WITHIN}{condition} ORDER BY t.id LIMIT ?) ORDER BY 1 LIMIT ?",
            (
                *(_id(max(from_ns - 1, after)), _id(soon_ns), to_ns, from_ns, *values, most),
                *(json.dumps([(_id(above), _id(upto), level) for above, upto, level in ranges]),),
                *(to_ns, from_ns, *values, most, most),
            ),
        )
        return [self.tick_of(row) for row in rows]

    def marks(self, set_name: str, from_ns: int, to_ns: int, *, most: int = PAGE) -> list[StoredMark]:
        """Pauses, gaps and moves of the clock of a set that were noted within two Unix times, oldest first."""
        name, found = stored(set_name), []
        for task, run, at_ns, paused, wall_ns in self.ask(
            "SELECT k.task, p.run, p.at_ns, p.paused, p.wall_ns FROM pauses p CROSS JOIN tasks k ON k.id = p.task"
            " WHERE p.wall_ns BETWEEN ? AND ? AND k.set_name = ? ORDER BY p.wall_ns, p.id LIMIT ?",
            (from_ns, to_ns, name, most),
        ):
            kind = Paused if paused else Resumed
            found.append(StoredMark(set_name, kind(read_text(task), run, at_ns), at_ns, wall_ns))
        for start_ns, end_ns, asleep, mono_ns, wall_ns in self.ask(
            "SELECT start_ns, end_ns, asleep, mono_ns, wall_ns FROM gaps"
            " WHERE wall_ns BETWEEN ? AND ? AND set_name = ? ORDER BY wall_ns, id LIMIT ?",
            (from_ns, to_ns, name, most),
        ):
            found.append(StoredMark(set_name, Gap(start_ns, end_ns, bool(asleep)), mono_ns, wall_ns))
        for at_ns, by_ns, wall_ns in self.ask(
            "SELECT at_ns, by_ns, wall_ns FROM clock_moves"
            " WHERE wall_ns BETWEEN ? AND ? AND set_name = ? ORDER BY wall_ns, id LIMIT ?",
            (from_ns, to_ns, name, most),
        ):
            found.append(StoredMark(set_name, ClockMoved(at_ns, by_ns, wall_ns), at_ns, wall_ns))
        return sorted(found, key=lambda mark: mark.wall_ns)[:most]


def _which(which: Which) -> tuple[str, list[object]]:
    condition = ""
    values: list[object] = []
    if which.outcomes:
        condition = "AND t.outcome IN (SELECT value FROM json_each(?))"
        values.append(list_of([OUTCOMES[outcome] for outcome in which.outcomes]))
    if which.text:
        if which.text.isascii():
            # Unlike LIKE: no character stands for others, and what is behind a NUL is searched too.
            condition += " AND (instr(lower(x.why), ?) OR instr(lower(x.output), ?))"
            text: object = which.text.lower()
        else:
            condition += " AND (holds(x.why, ?) OR holds(x.output, ?))"
            text = stored(which.text.casefold())
        values += [text, text]
    return condition, values


def _id(number: int) -> int:
    return min(max(number, 0), 2**63 - 1)
