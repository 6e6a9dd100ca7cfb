"""The newest of a set, for a window that opens it: ticks, runs and marks, bounded, however long the history is.

Each task gives its newest ticks by the index of its runs, so that neither other sets nor older ticks are read. What
tasks with few ticks leave of their share goes to the others, so that a busy task can't crowd out a rare one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waitgui.store.history_rows import read_text, stored
from waitgui.store.history_source import StoredMark, ticks_question
from waitgui.tasks.record import Gap, Paused, Resumed

if TYPE_CHECKING:
    from collections.abc import Collection

    from waitgui.store.history_reader import Reader
    from waitgui.store.history_source import StoredRun, StoredTick

RUNS_A_TASK = 200
MARKS = 1_000
TICKS_QUESTION = f"{ticks_question()} WHERE t.task = ? AND (t.run, t.n) < (?, ?) ORDER BY t.run DESC, t.n DESC LIMIT ?"
PAUSES_QUESTION = (
    "SELECT k.task, p.run, p.at_ns, p.paused, p.wall_ns FROM pauses p CROSS JOIN tasks k ON k.id = p.task"
    " WHERE p.wall_ns >= ? AND k.set_name = ? ORDER BY p.wall_ns DESC, p.id DESC LIMIT ?"
)
GAPS_QUESTION = (
    "SELECT start_ns, end_ns, asleep, mono_ns, wall_ns FROM gaps WHERE wall_ns >= ? AND set_name = ?"
    " ORDER BY wall_ns DESC, id DESC LIMIT ?"
)


class Recent(NamedTuple):
    """Ticks in the order in which they were told, the runs of each task in the order of their numbers, marks by time.

    The ticks come without their output. Every tick told since the Unix time `known_since_ns` is among them; None: there
    are no others.
    """

    ticks: list[StoredTick]
    runs: list[StoredRun]
    marks: list[StoredMark]
    known_since_ns: int | None = None


def recent(reader: Reader, set_name: str, tasks: Collection[str], *, since_ns: int, most: int) -> Recent:
    """At most about `most` ticks of these tasks, told after a Unix time, and the runs back to then.

    Raises `HistoryError`.
    """
    wanted = set(tasks)
    rows = reader.ask("SELECT id, task FROM tasks WHERE set_name = ?", (stored(set_name),))
    known = {name: number for number, text in rows if (name := read_text(text)) in wanted}
    ticks, known_since_ns = _ticks(reader, list(known.values()), since_ns, most)
    first_run: dict[str, int] = {}
    for tick in ticks:
        first_run[tick.tick.task] = min(tick.tick.run, first_run.get(tick.tick.task, tick.tick.run))
    runs: list[StoredRun] = []
    share = max(1, min(RUNS_A_TASK, most // max(len(known), 1)))
    for task in known:
        newest = reader.runs(set_name, task, most=share)
        runs += [
            run
            for run in reversed(newest)
            if max(run.start_id, run.end_id or 0) >= since_ns or run.started.run >= first_run.get(task, 2**62)
        ]
    return Recent(ticks, runs, _marks(reader, set_name, since_ns), known_since_ns)


def _ticks(reader: Reader, tasks: list[int], since_ns: int, most: int) -> tuple[list[StoredTick], int | None]:
    found: list[StoredTick] = []
    reached: dict[int, int] = {}  # of tasks that have more: how far back their ticks are known
    before = dict.fromkeys(tasks, (2**62, 2**62))
    while before and (share := max(most - len(found), 0) // len(before) or int(not found)):
        for task, last in list(before.items()):
            page = [reader.tick_of(row) for row in reader.ask(TICKS_QUESTION, (task, *last, share))]
            found += [tick for tick in page if tick.id >= since_ns]
            if len(page) < share:
                del before[task]
                reached.pop(task, None)
                if page and page[-1].id < since_ns:
                    reached[task] = since_ns
            elif page[-1].id < since_ns:
                del before[task]
                reached[task] = since_ns
            else:
                before[task] = page[-1].tick.run, page[-1].tick.n
                reached[task] = page[-1].id
    return sorted(found, key=lambda tick: tick.id), max(reached.values(), default=None)


def _marks(reader: Reader, set_name: str, since_ns: int) -> list[StoredMark]:
    name, found = stored(set_name), []
    for task, run, at_ns, paused, wall_ns in reader.ask(PAUSES_QUESTION, (since_ns, name, MARKS)):
        kind = Paused if paused else Resumed
        found.append(StoredMark(set_name, kind(read_text(task), run, at_ns), at_ns, wall_ns))
    for start_ns, end_ns, asleep, mono_ns, wall_ns in reader.ask(GAPS_QUESTION, (since_ns, name, MARKS)):
        found.append(StoredMark(set_name, Gap(start_ns, end_ns, bool(asleep)), mono_ns, wall_ns))
    return sorted(found, key=lambda mark: mark.wall_ns)
