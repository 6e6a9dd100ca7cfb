"""Marks of earlier lives, on the clock of the present.

`offset_ns` makes Unix time of that clock. What lies after `now_ns`, because the wall clock was set back since, is left
out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.models.marks import ClockJump, Gap, GapKind, Pause, Pauses
from waitgui.tasks import record
from waitgui.tasks.record import ClockMoved, Paused, Reason, Resumed
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waitgui.models.timeline import Run
    from waitgui.store.history_source import StoredMark

ABSENT_FROM_NS = 2 * NS_PER_S
"""The shortest time without the program that is told."""
_LEFT = (Reason.QUIT, Reason.LOST)


def absences(runs: Iterable[Run], began_ns: int) -> list[Gap]:
    """When the program wasn't there: from where it was closed or killed to its next start, `began_ns` at the latest.

    A run of which only the beginning is known goes on in another process: then somebody is there.
    """
    found: list[Gap] = []
    seen_ns: int | None = None
    has_left = goes_on = False
    for run in sorted(runs, key=lambda run: run.start_ns):
        if seen_ns is not None and run.start_ns > seen_ns:
            if has_left and not goes_on and run.start_ns - seen_ns >= ABSENT_FROM_NS:
                found.append(Gap(seen_ns, run.start_ns, GapKind.NOT_RUNNING))
            has_left = False
        end_ns = run.start_ns if run.end_ns is None else run.end_ns
        seen_ns = end_ns if seen_ns is None else max(seen_ns, end_ns)
        has_left |= run.reason in _LEFT
        goes_on |= run.reason is None
    if seen_ns is not None and has_left and not goes_on and began_ns - seen_ns >= ABSENT_FROM_NS:
        found.append(Gap(seen_ns, began_ns, GapKind.NOT_RUNNING))
    return found


def recalled_gaps(marks: Iterable[StoredMark], offset_ns: int, now_ns: int) -> list[Gap]:
    """What the engine told of times in which it couldn't work."""
    found = []
    for mark in marks:
        if isinstance(gap := mark.event, record.Gap):
            by_ns = mark.wall_ns - mark.mono_ns - offset_ns
            kind = GapKind.SUSPENDED if gap.asleep else GapKind.STALLED
            if gap.start_ns + by_ns <= now_ns:
                found.append(Gap(gap.start_ns + by_ns, min(gap.end_ns + by_ns, now_ns), kind))
    return sorted(found)


def recalled_jumps(marks: Iterable[StoredMark], offset_ns: int, now_ns: int) -> list[ClockJump]:
    """Where the time before the jump ends, as the runs lie that went on across it."""
    found = []
    for mark in marks:
        if isinstance(moved := mark.event, ClockMoved):
            at_ns = moved.wall_ns - moved.by_ns - offset_ns
            if at_ns <= now_ns:
                found.append(ClockJump(at_ns, moved.by_ns))
    return sorted(found)


def recalled_pauses(
    marks: Iterable[StoredMark], runs: dict[str, list[Run]], offset_ns: int, now_ns: int
) -> dict[str, list[tuple[int, Pause]]]:
    """By task, each with its run's number, in the order in which they began. What nobody ended is over with its run."""
    found: dict[tuple[str, int], Pauses] = {}
    for mark in marks:
        if isinstance(event := mark.event, Paused | Resumed):
            at_ns = event.at_ns + mark.wall_ns - mark.mono_ns - offset_ns
            if at_ns <= now_ns:
                found.setdefault((event.task, event.run), Pauses()).note(event._replace(at_ns=at_ns))
    by_task: dict[str, list[tuple[int, Pause]]] = {}
    for (task, number), pauses in found.items():
        end_ns = next((run.end_ns for run in runs.get(task, ()) if run.run == number), None)
        for pause in pauses:
            ended_ns = end_ns if pause.end_ns is None else pause.end_ns
            over = Pause(pause.start_ns, max(pause.start_ns, now_ns if ended_ns is None else ended_ns))
            by_task.setdefault(task, []).append((number, over))
    return by_task
