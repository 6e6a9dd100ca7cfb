"""What the history gives, on the clock of the present: the monotonic times of another life mean nothing here.

Each run ties its times to the wall clock, and the wall clock ties them to the engine's clock of now. What would lie in
the future, because the wall clock was set back since, has no place on the timeline and is left out.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from waitgui.models.recalled_marks import absences, recalled_gaps, recalled_jumps, recalled_pauses
from waitgui.models.task_life import Run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waitgui.models.marks import ClockJump, Gap, Pause
    from waitgui.store.history_recent import Recent
    from waitgui.store.history_source import StoredRun
    from waitgui.tasks.record import Tick


class Recalled(NamedTuple):
    """For the timeline. `ticks` in the order in which they were told, `left_out` are of the future.

    `runs` are by task; so are `pauses`, each with its run's number. All that was told since `known_since_ns` is among
    them; None: all that there is.
    """

    ticks: list[Tick]
    runs: dict[str, list[Run]]
    gaps: list[Gap]
    left_out: int
    known_since_ns: int | None = None
    pauses: Mapping[str, Sequence[tuple[int, Pause]]] = MappingProxyType({})
    clock_jumps: Sequence[ClockJump] = ()


NOTHING = Recalled([], {}, [], 0)


def recalled(recent: Recent, *, now_ns: int, wall_ns: int, began_ns: int | None = None) -> Recalled:
    """`now_ns` and `wall_ns` are one instant, now; the program was there from `began_ns` on (None: from now on)."""
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
    gaps = recalled_gaps(recent.marks, offset_ns, now_ns)
    gaps += absences((run for of_task in runs.values() for run in of_task), now_ns if began_ns is None else began_ns)
    jumps = recalled_jumps(recent.marks, offset_ns, now_ns)
    pauses = recalled_pauses(recent.marks, runs, offset_ns, now_ns)
    known_since_ns = None if recent.known_since_ns is None else min(recent.known_since_ns - offset_ns, now_ns)
    return Recalled(ticks, runs, sorted(gaps), len(recent.ticks) - len(ticks), known_since_ns, pauses, jumps)


def moved(tick: Tick, by_ns: int) -> Tick:
    """The tick with all its times on another clock."""
    plan = tick.plan
    return tick._replace(
        due_ns=tick.due_ns + by_ns,
        start_ns=tick.start_ns + by_ns,
        end_ns=tick.end_ns + by_ns,
        plan=None if plan is None else plan._replace(due_ns=plan.due_ns + by_ns, base_ns=plan.base_ns + by_ns),
        tries=tuple(one._replace(start_ns=one.start_ns + by_ns, end_ns=one.end_ns + by_ns) for one in tick.tries),
    )


def _run(stored: StoredRun, offset_ns: int, now_ns: int, last_end_ns: dict[tuple[str, int], int]) -> Run:
    started, ended = stored.started, stored.ended
    start_ns = started.wall_ns - offset_ns
    if ended is None:
        # It goes on in another process, or nobody knows: what is known of it ends with its last tick.
        return Run(started.run, start_ns, max(start_ns, last_end_ns.get((started.task, started.run), start_ns)))
    end_ns = ended.at_ns - started.mono_ns + start_ns
    return Run(started.run, start_ns, min(max(end_ns, start_ns), now_ns), ended.reason, ended.ticks)
