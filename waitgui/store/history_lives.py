"""The runs of a set that lived in a stretch of time, and the marks beside them: what a view draws around the ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waitgui.store.history_rows import read_text, stored
from waitgui.store.history_source import RUNS, StoredMark, run_of
from waitgui.tasks.record import Gap, Paused, Resumed

if TYPE_CHECKING:
    from waitgui.store.history_reader import Reader
    from waitgui.store.history_source import StoredRun

MOST_RUNS = 2_000
MOST_MARKS = 1_000
_NEXT_GAP = (
    "SELECT start_ns, end_ns, asleep, mono_ns, wall_ns FROM gaps WHERE wall_ns > ? AND set_name = ?"
    " ORDER BY wall_ns, id LIMIT 1"
)
_PAUSES = (
    "SELECT k.task, p.run, p.at_ns, p.paused, p.wall_ns FROM pauses p CROSS JOIN tasks k ON k.id = p.task"
    " WHERE p.wall_ns >= ? AND p.wall_ns < ? AND k.set_name = ? ORDER BY p.wall_ns DESC, p.id DESC LIMIT ?"
)
_MOST_ID = 2**63 - 1


class Lives(NamedTuple):
    """Runs in the order of their starts, marks by time. Of too many the newest."""

    runs: list[StoredRun]
    marks: list[StoredMark]


def lives(reader: Reader, set_name: str, from_ns: int, to_ns: int) -> Lives:
    """The runs that lived between two Unix times, the one that ended last before, and all marks of that time.

    A pause began in it or in one of the runs; a gap lies in it with a part. Raises `HistoryError`.
    """
    name, first, last = stored(set_name), _id(from_ns), _id(to_ns)
    rows = reader.ask(
        f"{RUNS} WHERE r.start_id <= ? AND (r.end_id IS NULL OR r.end_id >= ?) AND k.set_name = ?"
        " ORDER BY r.start_id DESC LIMIT ?",
        (last, first, name, MOST_RUNS),
    )
    rows += reader.ask(f"{RUNS} WHERE r.end_id < ? AND k.set_name = ? ORDER BY r.end_id DESC LIMIT 1", (first, name))
    runs = sorted((run_of(row) for row in rows), key=lambda run: run.start_id)
    marks = reader.marks(set_name, from_ns, to_ns, most=MOST_MARKS)
    for start_ns, end_ns, asleep, mono_ns, wall_ns in reader.ask(_NEXT_GAP, (to_ns, name)):
        if wall_ns - mono_ns + start_ns <= to_ns:
            marks.append(StoredMark(set_name, Gap(start_ns, end_ns, bool(asleep)), mono_ns, wall_ns))
    return Lives(runs, _pauses_before(reader, set_name, runs, from_ns) + marks)


def _pauses_before(reader: Reader, set_name: str, runs: list[StoredRun], from_ns: int) -> list[StoredMark]:
    """What the runs had of pauses before the stretch: one may reach into it."""
    wanted = {(run.started.task, run.started.run) for run in runs}
    since_ns = min((run.started.wall_ns for run in runs), default=from_ns)
    found = []
    for text, run, at_ns, paused, wall_ns in reversed(
        reader.ask(_PAUSES, (since_ns, from_ns, stored(set_name), MOST_MARKS))
    ):
        task = read_text(text)
        if (task, run) in wanted:
            kind = Paused if paused else Resumed
            found.append(StoredMark(set_name, kind(task, run, at_ns), at_ns, wall_ns))
    return found


def _id(unix_ns: int) -> int:
    return min(max(unix_ns, 0), _MOST_ID)
