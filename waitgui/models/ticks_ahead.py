"""The ticks that aren't over: those under way, and those to come."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from waitgui.models.timeline import TimelineModel


class Ahead(StrEnum):
    """How such a tick stands."""

    RUNNING = "running"
    PLANNED = "planned"


class AheadTick(NamedTuple):
    """Under way since `at_ns`, due at `due_ns`; or, without a number, due between the two."""

    look: Ahead
    task: str
    run: int
    n: int
    at_ns: int
    due_ns: int


def ticks_ahead(
    timeline: TimelineModel, tasks: Collection[str], *, span: tuple[int, int] | None, plans: bool
) -> list[AheadTick]:
    """Those to come, the soonest last, then those under way, the latest first.

    Of these tasks, begun or due before the end of a range of time, to come only on demand.
    """
    chosen, found = set(tasks), set[AheadTick]()
    for _, ticking in timeline.running():
        if ticking.task in chosen:
            where = (ticking.task, ticking.run, ticking.n)
            found.add(AheadTick(Ahead.RUNNING, *where, ticking.start_ns, ticking.due_ns))
    if plans:
        for task in chosen:
            planned = timeline.plans_of(task)
            found.update(AheadTick(Ahead.PLANNED, task, 0, 0, plan.earliest_ns, plan.latest_ns) for plan in planned)
    if span is not None:
        found = {ahead for ahead in found if ahead.at_ns <= span[1]}
    return sorted(found, key=lambda ahead: (ahead.look, -ahead.at_ns, ahead.task))
