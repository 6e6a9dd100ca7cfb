"""A stretch of a set's history as plain numbers, for a view of time: the newest of its ticks, bounded."""

# ruff: noqa: S608 - what is put together are words of this module; values are parameters

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from waitgui.store.history_rows import read_text, stored
from waitgui.store.history_schema import OUTCOMES, REACHES_NS
from waitgui.store.history_source import list_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from waitgui.store.history_reader import Reader
    from waitgui.tasks.record import Outcome

OUTCOME_OF: dict[int, Outcome] = {number: outcome for outcome, number in OUTCOMES.items()}
"""What the outcome of a row stands for."""
_MOST_ID = 2**63 - 1
# +: not by the index of tasks, which would read all of their ticks.
_TICKS = (
    "SELECT t.id, t.task, t.run, t.n, t.outcome, t.due_ns, t.late_ns, t.took_ns, r.mono_ns, r.wall_ns FROM ticks t"
    " CROSS JOIN runs r ON r.task = t.task AND r.number = t.run WHERE {which}"
    " AND +t.task IN (SELECT value FROM json_each(?))"
    " AND r.wall_ns + t.due_ns + min(t.late_ns, 0) <= ? AND r.wall_ns + t.due_ns + t.late_ns + t.took_ns >= ?"
    " ORDER BY t.id DESC LIMIT ?"
)
SOON_QUESTION = _TICKS.format(which="t.id >= ? AND t.id <= ?")
# What lasts longer is told long after it began: a range of an index a level of length.
LATER_QUESTION = _TICKS.format(
    which="t.id IN (SELECT f.id FROM json_each(?) AS l CROSS JOIN ticks f INDEXED BY far_ticks"
    " ON f.reach = l.value ->> 2 AND f.id > l.value ->> 0 AND f.id <= l.value ->> 1)",
)


class Stretch(NamedTuple):
    """What was between two Unix times, both included. `tasks` gives the id of the number of a task in the rows.

    A row is tick id, task, run, n, outcome, due from the run's start, lateness, length, and the run's start on the
    monotonic clock and in Unix time, all in ns; in the order in which they were told. `is_cut`: what was told before
    the first of them is missing. `is_oldest`: nothing was told before `from_ns`.
    """

    from_ns: int
    to_ns: int
    tasks: dict[int, str]
    rows: list[tuple[Any, ...]]
    is_cut: bool
    is_oldest: bool


def stretch(reader: Reader, set_name: str, tasks: Collection[str], from_ns: int, to_ns: int, *, most: int) -> Stretch:
    """The newest `most` ticks of these tasks of which a part lies within. Raises `HistoryError`."""
    wanted = set(tasks)
    rows = reader.ask("SELECT id, task FROM tasks WHERE set_name = ?", (stored(set_name),))
    known = {int(number): name for number, text in rows if (name := read_text(text)) in wanted}
    numbers = list_of(list(known))
    soon_ns = to_ns + REACHES_NS[0]
    levels = [(_id(soon_ns), _id(to_ns + reach_ns), level) for level, reach_ns in enumerate(REACHES_NS) if level]
    found = reader.ask(
        f"SELECT * FROM ({SOON_QUESTION}) UNION ALL SELECT * FROM ({LATER_QUESTION}) ORDER BY 1 DESC LIMIT ?",
        (
            *(_id(from_ns), _id(soon_ns), numbers, to_ns, from_ns, most),
            *(json.dumps(levels), numbers, to_ns, from_ns, most, most),
        ),
    )
    oldest = [reader.ask("SELECT id FROM ticks WHERE task = ? ORDER BY run, n LIMIT 1", (number,)) for number in known]
    return Stretch(
        from_ns,
        to_ns,
        known,
        found[::-1],
        is_cut=len(found) == most,
        is_oldest=all(not first or first[0][0] >= from_ns for first in oldest),
    )


def _id(unix_ns: int) -> int:
    return min(max(unix_ns, 0), _MOST_ID)
