"""A task that is running: the job that the scheduler drives, and what can be asked of it from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.runner.run import TaskRun
from waitgui.tasks.actions import Nothing
from waitgui.tasks.model import Poll, Repeat
from waitgui.tasks.record import Kind, Outcome, Reason, Result
from waitgui.wait.durations import NS_PER_S
from waitgui.wait.loop import Call, State
from waitgui.work.perform import perform
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from waitgui.runner.scheduler import Scheduler
    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Gap
    from waitgui.wait.loop import Step

LONGEST_SPREAD_NS = 60 * NS_PER_S
_NOT_UNDER_WAY = (State.NEW, State.DONE)


class Active:
    """From the start of a run to its end. `run` is there as soon as the run has its number; then `begin` it.

    What can be asked of it may be asked by any thread and at any time, before that too.
    """

    __slots__ = ("_begun", "_done", "_environ", "_scheduler", "_stop", "_ticket", "_wanted", "blocks", "run", "task")

    def __init__(
        self,
        task: Task,
        scheduler: Scheduler,
        environ: Callable[[], Mapping[str, str]] | None,
        done: Callable[[Active], None],
    ) -> None:
        self.task = task
        self.run: TaskRun | None = None
        self.blocks = _may_take_long(task)
        self._scheduler = scheduler
        self._environ = environ
        self._done = done
        self._stop = Stop()
        self._ticket = scheduler.ticket(self)
        self._begun = False
        self._wanted: Reason | None = None

    @property
    def paused(self) -> bool:
        """Whether no tick starts at the moment, since somebody wanted that."""
        return self.run is not None and self.run.paused

    # ----------------------------------------------------------------------------------------------- from any thread

    def begin(self) -> None:
        """Start the run."""
        self._begun = True
        self._scheduler.tell(self._ticket, self.start)

    def end(self, reason: Reason) -> None:
        """End the run; a tick under way is cut off."""
        self._wanted = self._wanted or reason
        self._stop.set()
        self._tell(lambda run, now_ns: run.stop(now_ns, reason))

    def trigger(self) -> bool:
        """Run a tick now; False if one is under way."""
        if self.run is None or not self.run.between_ticks:
            return False
        self._tell(lambda run, now_ns: run.trigger(now_ns) if run.between_ticks else None)
        return True

    def pause(self) -> None:
        """Start no tick until `resume`."""
        self._tell(TaskRun.pause)

    def resume(self) -> None:
        """Go on."""
        self._tell(TaskRun.resume)

    def other_ended(self) -> None:
        """A run has ended that the stop rule `when_task_ends` names."""
        run = self.run
        if run is not None:
            self._scheduler.tell(self._ticket, run.other_ended)

    def after_gap(self, gap: Gap, share: float) -> None:
        """The engine couldn't work; what fell due meanwhile comes after a `share` of the time that tasks spread."""
        why = "the computer was asleep" if gap.asleep else "the program was stopped"
        due_ns = gap.end_ns + int(share * min(_period_ns(self.task), LONGEST_SPREAD_NS))
        self._tell(lambda run, now_ns: run.after_gap(gap.end_ns, max(due_ns, now_ns), why))

    def clock_moved(self, wall_offset_ns: int) -> None:
        """The wall clock was set: it is the engine's time and this."""
        if self.task.stop.at is not None:
            self._tell(lambda run, now_ns: run.clock_moved(now_ns, now_ns + wall_offset_ns))

    def _tell(self, command: Callable[[TaskRun, int], Step | None]) -> None:
        """Step the run by the command, once it has started: the start itself looks at what was `_wanted` before."""
        run = self.run
        if self._begun and run is not None:
            self._scheduler.tell(
                self._ticket, lambda now_ns: None if run.state in _NOT_UNDER_WAY else command(run, now_ns)
            )

    # ----------------------------------------------------------------------------------------------- for the scheduler

    def start(self, now_ns: int) -> Step:
        """Begin; what was stopped before it could begins and ends at once."""
        run = self._run
        step = run.start(now_ns, self._scheduler.wall_ns())
        return step if self._wanted is None else run.stop(now_ns, self._wanted)

    def wake(self, now_ns: int) -> Step:
        """The time of a `Sleep` has come."""
        return self._run.wake(now_ns)

    def work(self) -> Result:
        """Do what the run calls for."""
        return perform(self._run.work, self._stop, None if self._environ is None else self._environ())

    def complete(self, now_ns: int, result: object) -> Step:
        """The work is done; of a run that is to end it was the last, and that is why it ends: no rule counts it."""
        assert isinstance(result, Result)
        if self._wanted is not None:
            self._run.stop(now_ns, self._wanted)
        return self._run.complete(now_ns, result)

    def refuse(self, now_ns: int, called: bool, why: str) -> Step:
        """The work can't be done for want of a thread: that is how it ends."""
        run = self._run
        step = Call(0, 0) if called else run.wake(now_ns)
        if isinstance(step, Call):
            outcome = Outcome.FAILED if run.kind is Kind.ACTION else Outcome.ERROR
            step = run.complete(now_ns, Result(outcome, why=why))
        return step

    def done(self) -> None:
        """The run is over, or broken."""
        self._run.break_off(self._scheduler.now_ns(), self._scheduler.wall_ns())
        self._done(self)

    @property
    def _run(self) -> TaskRun:
        assert self.run is not None
        return self.run


def _may_take_long(task: Task) -> bool:
    action = task.action
    is_quick = isinstance(action, Nothing) and not action.takes_ns
    return not is_quick or isinstance(task.schedule, Poll) or task.stop.when is not None


def _period_ns(task: Task) -> int:
    schedule = task.schedule
    if isinstance(schedule, Repeat):
        return schedule.period_ns
    return schedule.interval_ns if isinstance(schedule, Poll) else schedule.duration_ns
