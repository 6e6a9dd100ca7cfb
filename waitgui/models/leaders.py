"""Runs that end with another task's (the stop rule `when_task_ends`): when that is, as far as it is foreseen. Pure.

A chain ends with the first of it that ends by itself; so does a cycle, in which each is counted once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.runner.foresight import Foreseen, PlannedEnd, PlannedTick
from waitgui.tasks.record import Kind, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waitgui.runner.standing import Standing


class Leaders:
    """Of the runs under way, by task: whose end ends it, and how it ends by itself if that is foreseen."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}
        self._ends: dict[str, PlannedEnd] = {}

    def follow(self, task: str, leader: str | None) -> None:
        """The run of the task ends when one of the leader does; None: with nobody's."""
        if leader is None:
            self._leader.pop(task, None)
        else:
            self._leader[task] = leader

    def put_end(self, task: str, end: PlannedEnd | None) -> list[str]:
        """How the task's run ends by itself, None if that isn't foreseen; the tasks for which that is news."""
        if self._ends.get(task) == end:
            return []
        if end is None:
            del self._ends[task]
        else:
            self._ends[task] = end
        return [follower for follower in self._leader if task in self.of(follower)]

    def of(self, task: str) -> Iterator[str]:
        """Whose end ends the task's run, whose ends that, and so on."""
        seen, leader = {task}, self._leader.get(task)
        while leader is not None and leader not in seen:
            yield leader
            seen.add(leader)
            leader = self._leader.get(leader)

    def end_ns(self, task: str) -> int | None:
        """When the task's run ends because another does; None if that isn't foreseen."""
        return min((self._ends[leader].at_ns for leader in self.of(task) if leader in self._ends), default=None)

    def clear(self) -> None:
        """Forget everything."""
        self._leader.clear()
        self._ends.clear()


def ended_at(foreseen: Foreseen, standing: Standing, end_ns: int) -> Foreseen:
    """What is left of it if another task's run ends at `end_ns`: a tick under way then is waited for."""
    if foreseen.end is not None and foreseen.end.at_ns <= end_ns:
        return foreseen
    ticks = tuple(
        PlannedTick(tick.earliest_ns, min(tick.latest_ns, end_ns), tick.kind)
        for tick in foreseen.ticks
        if tick.earliest_ns < end_ns
    )
    starts = [(tick.earliest_ns, tick.kind) for tick in ticks[-1:]]
    if not ticks and standing.ticking is not None:
        starts = [(standing.ticking.start_ns, standing.ticking.kind)]
    ends_ns = [start_ns + _takes_ns(standing, kind) for start_ns, kind in starts]
    end = PlannedEnd(max(end_ns, standing.ends_from_ns, *ends_ns), Reason.WHEN_TASK_ENDS)
    return Foreseen(ticks, end, foreseen.goes_on and len(ticks) == len(foreseen.ticks))


def _takes_ns(standing: Standing, kind: Kind) -> int:
    return standing.check_ns if kind is Kind.CONDITION else standing.took_ns or 0
