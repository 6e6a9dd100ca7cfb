"""What the history gives, on the clock of the present: the monotonic times of another life mean nothing here.

Each run ties its times to the wall clock, and the wall clock ties them to the engine's clock of now. What would lie in
the future, because the wall clock was set back since, has no place on the timeline and is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waitgui.models.timeline import Gap, Run
from waitgui.tasks import record

if TYPE_CHECKING:
    from waitgui.store.history_recent import Recent
    from waitgui.store.history_source import StoredRun
    from waitgui.tasks.record import Tick


class Recalled(NamedTuple):
    """For the timeline. `ticks` in the order in which they were told, `runs` by task; `left_out` are of the future.

    All that was told since `known_since_ns` is among them; None: all that there is.
    """

    ticks: list[Tick]
    runs: dict[str, list[Run]]
    gaps: list[Gap]
    left_out: int
    known_since_ns: int | None = None


def recalled(recent: Recent, *, now_ns: int, wall_ns: int) -> Recalled:
    """`now_ns` and `wall_ns` are one instant, now."""
    offset_ns = wall_ns - now_ns
    ticks = [
        tick
        for stored in recent.ticks
        if (tick := moved(stored.tick, stored.wall_ns - stored.mono_ns - offset_ns)).end_ns <= now_ns
        and tick.start_ns <= now_ns
    ]
    last_end_ns: dict[tuple[str, int], int] = {}
    for tick in ticks:
        key = (tick.task, tick.run)
        last_end_ns[key] = max(tick.end_ns, last_end_ns.get(key, tick.end_ns))
    runs: dict[str, list[Run]] = {}
    for stored in recent.runs:
        run = _run(stored, offset_ns, now_ns, last_end_ns)
        if run.start_ns <= now_ns:
            runs.setdefault(stored.started.task, []).append(run)
    gaps = [
        Gap(mark.event.start_ns + by_ns, min(mark.event.end_ns + by_ns, now_ns))
        for mark in recent.marks
        if isinstance(mark.event, record.Gap)
        and mark.event.start_ns + (by_ns := mark.wall_ns - mark.mono_ns - offset_ns) <= now_ns
    ]
    known_since_ns = None if recent.known_since_ns is None else min(recent.known_since_ns - offset_ns, now_ns)
    return Recalled(ticks, runs, gaps, len(recent.ticks) - len(ticks), known_since_ns)


def moved(tick: Tick, by_ns: int) -> Tick:
    """The tick with its own times on another clock. Those of its plan and its attempts stay: a timeline shows none."""
    return tick._replace(due_ns=tick.due_ns + by_ns, start_ns=tick.start_ns + by_ns, end_ns=tick.end_ns + by_ns)


def _run(stored: StoredRun, offset_ns: int, now_ns: int, last_end_ns: dict[tuple[str, int], int]) -> Run:
    started, ended = stored.started, stored.ended
    start_ns = started.wall_ns - offset_ns
    if ended is None:
        # It goes on in another process, or nobody knows: what is known of it ends with its last tick.
        return Run(started.run, start_ns, max(start_ns, last_end_ns.get((started.task, started.run), start_ns)))
    end_ns = ended.at_ns - started.mono_ns + start_ns
    return Run(started.run, start_ns, min(max(end_ns, start_ns), now_ns), ended.reason, ended.ticks)
