"""A page of history that is older than what the timeline keeps: read when somebody looks there, one at a time. Pure.

Times are those of the present monotonic clock. A run of this life has them already; those of another life come by the
wall clock, as in `recalled`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from waitgui.models.recalled import Recalled, recalled
from waitgui.models.tick_columns import CODES, COLUMN_TYPES, Ticks
from waitgui.models.tick_ring import TickRing
from waitgui.store.history_lives import lives
from waitgui.store.history_recent import Recent
from waitgui.store.history_stretch import OUTCOME_OF, stretch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waitgui.store.history_reader import Reader

MOST_TICKS = 100_000
"""Of a page: some 4 MB."""
SLACK_NS = 1_000_000_000
"""How far the wall clock may drift from the monotonic one while a page and what the timeline keeps still meet."""


_Key: TypeAlias = tuple[int, int, int]
_AT_ONCE = 1_000
"""Rows that are made columns of without giving way to the other threads."""


class Span(NamedTuple):
    """A stretch of time, both ends included."""

    from_ns: int
    to_ns: int


class Missing(NamedTuple):
    """What is to be read: what is looked at and `beside_ns` on either side, without what is `kept`.

    `numbers` are the lanes' by task. From `limit_ns` on all is kept. `live` are the starts of the runs whose times may
    be those of the present clock, by task and run.
    """

    span: Span
    beside_ns: int
    limit_ns: int
    numbers: Mapping[str, int]
    kept: Ticks
    live: Mapping[tuple[str, int], int]


class Page(NamedTuple):
    """All that was told from `from_ns` (None: from the very beginning) to `to_ns`, but for what the timeline keeps.

    `lives` are the runs of that time, their pauses, and what happened beside them; some the timeline may know.
    """

    from_ns: int | None
    to_ns: int
    ticks: TickRing
    is_cut: bool
    """The stretch that was looked at holds more, which is older."""
    lives: Recalled

    def shows(self, span: Span) -> bool:
        """Whether reading that stretch anew would bring nothing more."""
        if span.to_ns > self.to_ns:
            return False
        if self.from_ns is None or self.from_ns <= span.from_ns:
            return True
        return self.is_cut and span.to_ns == self.to_ns


def read_page(
    reader: Reader, set_name: str, missing: Missing, *, now_ns: int, offset_ns: int, most: int = MOST_TICKS
) -> Page:
    """What is missing, without what lies beside it if that is more than `most` ticks; of too many the newest.

    `offset_ns` leads from the monotonic clock, by which it is `now_ns`, to Unix time. Raises `HistoryError`.
    """
    from_ns, to_ns = missing.span
    for more_ns in (missing.beside_ns, 0):
        begin_ns, end_ns = from_ns - more_ns, min(to_ns + more_ns, missing.limit_ns)
        found = stretch(
            reader,
            set_name,
            missing.numbers.keys(),
            begin_ns + offset_ns,
            end_ns + SLACK_NS + offset_ns,
            most=most,
        )
        if not found.is_cut or end_ns == to_ns or found.rows[0][0] - offset_ns <= from_ns:
            break
    ring, kept = TickRing(most), _keys(missing.kept)
    for at in range(0, len(found.rows), _AT_ONCE):
        ring.append(_columns(found.rows[at : at + _AT_ONCE], found.tasks, missing, kept, offset_ns))
    of_runs = lives(reader, set_name, begin_ns + offset_ns, end_ns + SLACK_NS + offset_ns)
    told = Recent([], of_runs.runs, of_runs.marks)
    beside = recalled(told, now_ns=now_ns, wall_ns=now_ns + offset_ns, began_ns=end_ns)
    if found.is_cut:
        return Page(found.rows[0][0] - offset_ns, end_ns, ring, is_cut=True, lives=beside)
    return Page(None if found.is_oldest else begin_ns, end_ns, ring, is_cut=False, lives=beside)


def _keys(ticks: Ticks) -> set[_Key]:
    """Lane, run and number of each."""
    return set(zip(ticks.lane.tolist(), ticks.run.tolist(), ticks.n.tolist(), strict=True))


def _columns(
    rows: list[tuple[Any, ...]], tasks: Mapping[int, str], missing: Missing, kept: set[_Key], offset_ns: int
) -> Ticks:
    made = []
    for _, number, run, n, outcome, due_ns, late_ns, took_ns, mono_ns, wall_ns in rows:
        task = tasks[number]
        lane = missing.numbers[task]
        if (lane, run, n) in kept:
            continue
        begin_ns = mono_ns if missing.live.get((task, run)) == mono_ns else wall_ns - offset_ns
        start_ns = begin_ns + due_ns + late_ns
        made.append((lane, start_ns, start_ns + took_ns, begin_ns + due_ns, CODES[OUTCOME_OF[outcome]], run, n))
    table = np.array(made, np.int64).reshape(len(made), len(COLUMN_TYPES))
    return Ticks(*(table[:, at].astype(kind) for at, kind in enumerate(COLUMN_TYPES.values())))
