"""How long the ticks of tasks took, from the history: what the doctor compares periods with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waitgui.store.history_rows import stored
from waitgui.store.history_schema import KINDS, OUTCOMES
from waitgui.tasks.record import Kind, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waitgui.store.history_reader import Reader

LATEST = 1_000
"""How many ticks of a task count: the last ones, since programs change."""
_OUTCOMES = (Outcome.OK, Outcome.FAILED, Outcome.TIMED_OUT)
_QUESTION = (
    "SELECT took_ns FROM ticks WHERE task = (SELECT id FROM tasks WHERE set_name = ? AND task = ?)"
    " AND kind = ? AND outcome IN (?, ?, ?) ORDER BY run DESC, n DESC LIMIT ?"
)


class Length(NamedTuple):
    """One in twenty of the last `ticks` ticks took longer than `p95_ns`."""

    p95_ns: int
    ticks: int


def lengths(reader: Reader, set_name: str, tasks: Iterable[str], *, latest: int = LATEST) -> dict[str, Length]:
    """Of each task that ever ran an action. Raises `HistoryError`."""
    found = {}
    which = (KINDS[Kind.ACTION], *(OUTCOMES[outcome] for outcome in _OUTCOMES))
    for task in tasks:
        rows = reader.ask(_QUESTION, (stored(set_name), stored(task), *which, latest))
        took = sorted(ns for (ns,) in rows)
        if took:
            found[task] = Length(took[-(-len(took) * 95 // 100) - 1], len(took))
    return found
