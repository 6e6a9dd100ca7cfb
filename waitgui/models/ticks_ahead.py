"""The ticks that aren't over: those under way, and those to come."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
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
    timeline: TimelineModel, *, task: str | None, text: str, span: tuple[int, int] | None, plans: bool
) -> list[AheadTick]:
    """Those to come, the soonest last, then those under way, the latest first.

    Of one task (None: of all), with this text in the name, begun or due within a range of time, to come only on demand.
    """
    folded, found = text.casefold(), set[AheadTick]()
    lanes = {
        lane.task: row
        for row, lane in enumerate(timeline.lanes)
        if task in (None, lane.task) and folded in lane.name.casefold()
    }
    for _, ticking in timeline.running():
        if ticking.task in lanes:
            where = (ticking.task, ticking.run, ticking.n)
            found.add(AheadTick(Ahead.RUNNING, *where, ticking.start_ns, ticking.due_ns))
    if plans:
        for name, row in lanes.items():
            found.update(AheadTick(Ahead.PLANNED, name, 0, 0, *plan) for plan in timeline.plans(row))
    if span is not None:
        found = {ahead for ahead in found if ahead.at_ns <= span[1]}
    return sorted(found, key=lambda ahead: (ahead.look, -ahead.at_ns, ahead.task))
