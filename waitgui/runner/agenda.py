"""What comes next in a run: the schedule's loop, when its next tick is due, and which points of a grid were missed.

No clock, no numbering and no stop rules: those are the run's, which owns this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.record import Kind, Outcome, Planned, Reason, Result
from waitgui.wait.durations import MAX_NS
from waitgui.wait.loop import Done

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waitgui.tasks.build import Course
    from waitgui.tasks.model import Task

MOST_TOLD = 10_000
"""Points missed at a stretch that are told one by one; the rest is told with the last of them."""
STILL_RUNNING = "the tick before was still running"
_STILL_RUNNING = Result(Outcome.SKIPPED, why=STILL_RUNNING)


class Agenda:
    """Of a run that started at `start_ns`. Without `live` nothing is known of how due times come about (`plan`)."""

    __slots__ = ("_live", "_missed", "_run", "_task", "course", "due_ns", "is_met", "paused", "plan")

    def __init__(self, task: Task, run: int, course: Course, start_ns: int, *, live: bool) -> None:
        self._task, self._run = task, run
        self._live = live
        self._missed: tuple[tuple[range, Result], ...] = ()
        self.course = course
        self.due_ns = course.loop.due_ns
        """When the next tick is due: as the loop says, or later."""
        self.is_met = False
        """Whether a poll's condition was met, so that its action comes next."""
        self.paused = False
        self.plan: Planned | None = None
        self._plan("start", start_ns, course.first_ns)

    def until_ns(self) -> int:
        """When something has to be done next, whatever the stop rules say."""
        deadline_ns = MAX_NS if self.is_met else self.course.loop.deadline_ns or MAX_NS
        return deadline_ns if self.paused else min(self.due_ns, deadline_ns)

    def ends_by(self, at_ns: int) -> bool:
        """Whether the schedule comes to its own end by then, without another tick."""
        if self.is_met:
            return False
        deadline_ns = self.course.loop.deadline_ns
        return (deadline_ns is not None and deadline_ns <= at_ns) or (self.course.spent and self.due_ns <= at_ns)

    def complete(self, start_ns: int, now_ns: int, result: Result) -> Reason | None:
        """A tick of the schedule, which started at `start_ns`, has ended; the reason if that is the schedule's end."""
        if self.is_met:
            return Reason.SUCCEEDED if result.outcome is Outcome.OK else Reason.GAVE_UP
        course, due_ns = self.course, self.due_ns
        delay_ns, window_ns = course.delay()
        step = course.loop.complete(now_ns, course.verdict(result))
        if isinstance(step, Done):
            reason = course.reason(step)
            if course.calls is not Kind.CONDITION or reason is not Reason.SUCCEEDED:
                return reason
            self.is_met, self.due_ns = True, now_ns
            self._plan("met", now_ns)
            return None
        # A timer that is always ready (a poll without an interval) was that at the start of the check already.
        next_ns = max(course.loop.due_ns, now_ns) if course.base == "tick end" else course.loop.due_ns
        self.due_ns = next_ns
        if course.grid_ns:
            self._miss(due_ns + course.grid_ns, _STILL_RUNNING)
        base_ns = {"tick end": now_ns, "tick start": start_ns}.get(course.base, next_ns - delay_ns)
        self._plan(course.base, base_ns, delay_ns, window_ns)
        return None

    def catch_up(self, now_ns: int, due_ns: int, base: str, why: str) -> None:
        """After a time in which nothing could start: what fell due is due at `due_ns`, or on a grid skipped."""
        if self.due_ns >= now_ns or self.course.spent:
            return
        if self.course.grid_ns:
            self.leave_out(now_ns, why)
        else:
            self.due_ns = due_ns
            self._plan(base, now_ns)

    def leave_out(self, now_ns: int, why: str) -> None:
        """On a grid, skip the point that is waited for, and those after it that went by."""
        first_ns = self.due_ns
        self.course.loop.skip(now_ns)
        self.due_ns = self.course.loop.due_ns
        self._miss(first_ns, Result(Outcome.SKIPPED, why=why))
        self._plan("grid", self.due_ns - self.course.grid_ns, self.course.grid_ns)

    def missed(self) -> int:
        """How many points were missed that haven't been taken."""
        return sum(len(points) for points, _ in self._missed)

    def take_missed(self) -> Iterator[tuple[int, int, Result]]:
        """What was missed since the last tick: of each point told, how many it stands for, its time, and why.

        Taken when another tick starts: points after the last tick of a run were never planned.
        """
        missed, self._missed = self._missed, ()
        for points, result in missed:
            for due_ns in points[: MOST_TOLD - 1]:
                yield 1, due_ns, result
            rest = points[MOST_TOLD - 1 :]
            if rest:
                more = f", and at {len(rest) - 1:,} points before" if len(rest) > 1 else ""
                yield len(rest), rest[-1], result._replace(why=result.why + more)

    def _miss(self, first_ns: int, result: Result) -> None:
        if first_ns < self.due_ns:
            self._missed = (*self._missed, (range(first_ns, self.due_ns, self.course.grid_ns), result))

    def _plan(self, base: str, base_ns: int, delay_ns: int = 0, window_ns: int = 0) -> None:
        if self._live:
            due_ns = self.due_ns
            jitter_ns = due_ns - base_ns - delay_ns
            self.plan = Planned(self._task.id, self._run, 0, due_ns, base, base_ns, delay_ns, jitter_ns, window_ns)
