"""One task played on a virtual clock, by the very machine that the scheduler drives. Nothing is started."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from waitgui.runner.run import Doing, TaskRun
from waitgui.tasks.actions import Nothing, Process
from waitgui.tasks.model import Backoff, Repeat
from waitgui.tasks.record import Kind, Outcome, Result, RunEnded, Tick
from waitgui.wait.durations import MAX_NS
from waitgui.wait.loop import Call, Sleep

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.tasks.model import Task
    from waitgui.tasks.record import TaskEvent
    from waitgui.wait.backoff import Random
    from waitgui.wait.loop import Step

    Told: TypeAlias = list[tuple[int, TaskEvent]]

_MET, _NOT_MET = Result(Outcome.MET), Result(Outcome.NOT_MET)


class Assumed(NamedTuple):
    """What is taken for granted. An action takes its own `takes`, else `takes_ns`; the check of a stop rule no time.

    The action of a `repeat` and of a `poll` succeeds; a `backoff`'s fails until try `succeeds_at` (None: for ever). The
    condition of a `poll` isn't met until check `met_at` (None: never), that of a stop rule never is.
    """

    takes_ns: int = 0
    met_at: int | None = None
    succeeds_at: int | None = None
    check_takes_ns: int = 0


class Cut(NamedTuple):
    """The preview of a task was cut off after so many planned ticks."""

    task: str
    planned: int


class Player:
    """Plays one task. `next_ns` is when its next step is due, `MAX_NS` where nothing more happens by itself.

    A tick due at `for_ns` isn't started any more. After `limit` planned ticks it is cut off.
    """

    def __init__(
        self,
        task: Task,
        random: Random,
        for_ns: int,
        wall_ns: int,
        assumed: Assumed,
        limit: int,
        *,
        only_once: bool = False,
    ) -> None:
        self.task = task
        self.next_ns = 0
        self.over = False
        self.cut: Cut | None = None
        self._for_ns = for_ns
        self._wall_ns = wall_ns
        self._assumed = assumed
        self._limit = limit
        self._events: list[TaskEvent] = []
        self._told = 0
        emit: Callable[[Any], None] = self._events.append
        self.run = TaskRun(task, 1, random=random, emit=emit, only_once=only_once, live=False)
        self._step: Step | None = None
        self.takes_ns, self._works, self._fails = _results(task, assumed.takes_ns)
        self._is_plain = isinstance(task.schedule, Repeat) and task.stop.when is None

    def play(self, until_ns: int, told: Told, ticks: list[Tick]) -> None:
        """Take every step that is due before `until_ns`; `ticks` gets those that need no time beside them."""
        run, step = self.run, self._step
        while (now_ns := self.next_ns) < until_ns:
            if run.is_simple and isinstance(step, Sleep):
                step = self._play_simply(until_ns, ticks)
                continue
            if isinstance(step, Sleep):
                step = run.wake(now_ns)
            elif isinstance(step, Call):
                step = run.complete(now_ns, self._answer())
            else:
                step = run.start(now_ns, self._wall_ns)
            while isinstance(step, Call) and not self._takes():
                step = run.complete(now_ns, self._answer())
            self._note(step, now_ns, told)
        self._step = step

    def _play_simply(self, until_ns: int, ticks: list[Tick]) -> Step:
        """The same for a run of which nothing comes but ticks."""
        run, until_ns = self.run, min(until_ns, self._for_ns)
        now_ns = self.next_ns
        step = run.play(now_ns, until_ns, self.takes_ns, self._works, self._limit - run.planned)
        if self._events:
            now_ns = self._events[-1].end_ns  # type: ignore[union-attr]
        ticks += self._events  # type: ignore[arg-type]
        self._events.clear()
        if isinstance(step, Sleep):
            self.next_ns = self._waking(max(step.until_ns, now_ns))
        elif isinstance(step, Call):
            self.next_ns = max(step.due_ns, now_ns) + self.takes_ns
        return step

    def go_on(self, step: Step, now_ns: int, told: Told, most: int) -> None:
        """`run` was brought as far as this step by somebody else; what it has called for ends now.

        At most so many ticks are planned from here on.
        """
        self._step, self._limit = step, self.run.planned + most
        self._note(step, now_ns, told)
        if isinstance(step, Call):
            self.next_ns = now_ns

    def other_ended(self, now_ns: int, told: Told) -> None:
        """A task has ended that this one's stop rule names."""
        step = self.run.other_ended(now_ns)
        if step is not None:
            self._note(step, now_ns, told)

    def _note(self, step: Step, now_ns: int, told: Told) -> None:
        """Tell what has happened, and find out when the next step is due."""
        if isinstance(step, Sleep):
            self.next_ns = self._waking(max(step.until_ns, now_ns))
        elif isinstance(step, Call):
            self.next_ns = now_ns + self.takes_ns
        else:
            self.next_ns, self.over = MAX_NS, True
            if now_ns > self._for_ns:
                self._events.pop()  # the end: it comes too late
        if self.run.planned > self._limit:  # points of a grid went by, too many at once
            self._cut_short()
        told += [(now_ns, event) for event in self._events]
        self._told = self.run.planned
        self._events.clear()

    def _cut_short(self) -> None:
        """Of what has happened tell the ticks within the limit, and no end."""
        while self._events and self._is_too_much(self._events[-1]):
            self._events.pop()
        last = self._events[-1] if self._events else None
        self.cut = Cut(self.task.id, last.n if isinstance(last, Tick) else self._told)
        self.next_ns, self.over = MAX_NS, True

    def _is_too_much(self, event: TaskEvent) -> bool:
        return isinstance(event, RunEnded) or (isinstance(event, Tick) and event.n > self._limit)

    def _waking(self, at_ns: int) -> int:
        """When to wake the run: never where that would start a tick that isn't to be told."""
        run = self.run
        if at_ns >= self._for_ns and not (at_ns == self._for_ns and run.wakes_to_end):
            return MAX_NS
        if run.planned >= self._limit and run.between_ticks and not run.wakes_to_end:
            self.cut, self.over = Cut(self.task.id, run.planned), True
            return MAX_NS
        return at_ns

    def _takes(self) -> int:
        """How long what is called for takes."""
        if self._is_plain:
            return self.takes_ns
        if self.run.doing is Doing.WHEN:
            return 0
        return self.takes_ns if self.run.kind is Kind.ACTION else self._assumed.check_takes_ns

    def _answer(self) -> Result:
        """How what is called for ends."""
        if self._is_plain:
            return self._works
        run, assumed = self.run, self._assumed
        if run.doing is Doing.WHEN:
            return _NOT_MET
        if run.kind is Kind.CONDITION:
            return _MET if assumed.met_at is not None and run.planned >= assumed.met_at else _NOT_MET
        works = assumed.succeeds_at is not None and run.planned >= assumed.succeeds_at
        return self._works if works or not isinstance(self.task.schedule, Backoff) else self._fails


def _results(task: Task, takes_ns: int) -> tuple[int, Result, Result]:
    """How long the action is assumed to take, and what it gives when it works and when it doesn't."""
    action = task.action
    if isinstance(action, Process):
        works = action.ok_codes[0] if action.ok_codes else None
        fails = next(code for code in range(1, 257) if code not in action.ok_codes)
        return takes_ns, Result(Outcome.OK, exit_code=works), Result(Outcome.FAILED, exit_code=fails)
    if isinstance(action, Nothing) and "takes_ns" in action.model_fields_set:
        takes_ns = action.takes_ns
    return takes_ns, Result(Outcome.OK), Result(Outcome.FAILED)
