"""Plays a `TaskRun` on a virtual clock: the ticks take what they are told to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.runner.run import TaskRun
from waitgui.tasks.record import Event, Outcome, Result, RunEnded, Tick
from waitgui.wait.loop import Call, Done, Sleep, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from waitgui.tasks.model import Task

MS = 1_000_000
OK, FAILED, TIMED_OUT = Result(Outcome.OK), Result(Outcome.FAILED, 1), Result(Outcome.TIMED_OUT)
MET, NOT_MET, ERROR = Result(Outcome.MET), Result(Outcome.NOT_MET), Result(Outcome.ERROR, why="no such folder")


class Played:
    """A run with everything that it emitted; the clock starts at `start_ns`, which isn't 0 so that slips show."""

    def __init__(self, task: Task, *, u: float = 0.5, start_ns: int = 7_000_000_003, wall_ns: int = 0) -> None:
        self.events: list[Event] = []
        self.start_ns = self.now_ns = start_ns
        self.run = TaskRun(task, 1, random=lambda: u, emit=self.events.append)
        self.step: Step = self.run.start(start_ns, wall_ns)

    def tick(self, takes_ns: int = 0, *, late_ns: int = 0, result: Result = OK) -> Step:
        """Wake the sleeping run at its time (and so much later), let the tick take so long."""
        if isinstance(self.step, Sleep):
            self.now_ns = max(self.now_ns, self.step.until_ns + late_ns)
            self.step = self.run.wake(self.now_ns)
        if isinstance(self.step, Call):
            self.now_ns += takes_ns
            self.step = self.run.complete(self.now_ns, result)
        return self.step

    def answers(self, *results: Result, takes_ns: int = 0) -> Played:
        """Tick until the run is over, or until each of these was the answer to a call."""
        for result in results:
            while isinstance(self.step, Sleep):
                self.now_ns = max(self.now_ns, self.step.until_ns)
                self.step = self.run.wake(self.now_ns)
            if isinstance(self.step, Call):
                self.now_ns += takes_ns
                self.step = self.run.complete(self.now_ns, result)
        return self

    def sleep(self) -> Played:
        """Wake at the time of the sleep."""
        assert isinstance(self.step, Sleep)
        self.now_ns = max(self.now_ns, self.step.until_ns)
        self.step = self.run.wake(self.now_ns)
        return self

    def play(self, takes_ns: Sequence[int], at_most: int = 100) -> Played:
        """Tick until the run is over, or so many times; the last duration repeats."""
        for number in range(at_most):
            if isinstance(self.step, Done):
                break
            self.tick(takes_ns[min(number, len(takes_ns) - 1)])
        return self

    @property
    def ticks(self) -> list[Tick]:
        return [event for event in self.events if isinstance(event, Tick)]

    @property
    def end(self) -> RunEnded | None:
        return next((event for event in self.events if isinstance(event, RunEnded)), None)

    def ms(self, value: Callable[[Tick], int]) -> list[float]:
        """Of each tick a time, in ms since the start."""
        return [(value(tick) - self.start_ns) / MS for tick in self.ticks]

    @property
    def reason(self) -> str | None:
        """Why the run has ended, after how many ms: "at 200"."""
        return None if self.end is None else f"{self.end.reason} {(self.end.at_ns - self.start_ns) // MS}"

    @property
    def outcomes(self) -> list[str]:
        return [tick.outcome.value for tick in self.ticks]

    @property
    def starts_ms(self) -> list[float]:
        return [(t.start_ns - self.start_ns) / MS for t in self.ticks if t.outcome is not Outcome.SKIPPED]
