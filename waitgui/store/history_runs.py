"""Runs of a task with what a list says of each: how many ticks, how many of them failed, how the last ones ended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from waitgui.store.history_rows import stored
from waitgui.store.history_schema import OUTCOMES, TROUBLED
from waitgui.store.history_source import PAGE, list_of
from waitgui.tasks.record import Outcome

if TYPE_CHECKING:
    from waitgui.store.history_reader import Reader
    from waitgui.store.history_source import StoredRun

LAST = 12
"""So many of a run's last ticks are known by their outcome."""
_OUTCOMES = {number: outcome for outcome, number in OUTCOMES.items()}
_SKIPPED = OUTCOMES[Outcome.SKIPPED]
# By its greatest number a run's ticks are counted in no time, and so are those that retention has removed.
QUESTION = f"""
    SELECT l.value,
        (SELECT max(t.n) FROM ticks t WHERE t.task = k.id AND t.run = l.value),
        (SELECT count(*) FROM ticks WHERE task = k.id AND run = l.value AND outcome = {_SKIPPED}),
        (SELECT count(*) FROM ticks WHERE task = k.id AND run = l.value AND {TROUBLED}),
        (SELECT json_group_array(outcome) FROM (
            SELECT t.outcome FROM ticks t WHERE t.task = k.id AND t.run = l.value ORDER BY t.n DESC LIMIT {LAST}))
    FROM json_each(?) AS l CROSS JOIN tasks k ON k.set_name = ? AND k.task = ?
    """  # noqa: S608 - words of this module


class RunSummary(NamedTuple):
    """A run; `ticks` were started. `last` are the outcomes of its last ticks, in order, `last_n` is the last number."""

    stored: StoredRun
    ticks: int
    failed: int
    skipped: int
    last: tuple[Outcome, ...]
    last_n: int


def summaries(
    reader: Reader, set_name: str, task: str, *, before: int | None = None, most: int = PAGE
) -> list[RunSummary]:
    """The runs of a task as `Reader.runs` gives them. Raises `HistoryError`."""
    runs = reader.runs(set_name, task, before=before, most=most)
    numbers = list_of([run.started.run for run in runs])
    counted = {row[0]: row[1:] for row in reader.ask(QUESTION, (numbers, stored(set_name), stored(task)))}
    return [_summary(run, *counted.get(run.started.run, (0, 0, 0, "[]"))) for run in runs]


def _summary(run: StoredRun, planned: int | None, skipped: int, failed: int, last: str) -> RunSummary:
    ticks = (planned or 0) - skipped
    if run.ended is not None:
        ticks, skipped = run.ended.ticks, run.ended.skipped
    return RunSummary(
        run, ticks, failed, skipped, tuple(_OUTCOMES[number] for number in reversed(json.loads(last))), planned or 0
    )
