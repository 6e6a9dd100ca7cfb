"""Foresight: keeps what is planned of the tasks in sight up to date. For the GUI thread.

What a run will do is worked out in a thread of its own, task by task, from a copy of what was told of the run. However
many tasks tick however fast: only those in sight are looked at, changes are gathered, and the thread rests ten times as
long as it works. The next tick is in the timeline as soon as it is told; what comes after it follows here.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot
from shiboken6 import isValid

from waitgui.runner.foresight import Foreseen, PlannedTick, foresee, window
from waitgui.runner.standing import Standing
from waitgui.tasks.record import OF_THE_ENGINE, ClockMoved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waitgui.models.errands import Errands
    from waitgui.models.timeline import TimelineModel
    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Event
    from waitgui.work.stop import Stop

log = logging.getLogger(__name__)
MOST = 128
"""Ticks that are foreseen of a task: on a wide screen those beyond lie closer than a few pixels."""
GATHER_MS = 30
REST = 10
SECOND_MS = 1000
_YIELD_S = 0.0005


class _Question(NamedTuple):
    """What is to be foreseen. `standing` is a copy, which nobody changes any more."""

    task: Task
    standing: Standing
    until_ns: int


class _Answer(NamedTuple):
    question: _Question
    foreseen: Foreseen


class _Answers(NamedTuple):
    of: list[_Answer]
    worked_ms: float


class Foresight(QObject):
    """Fills the timeline's plans. `task_of` gives the definition that a task runs by, `now_ns` the engine's clock."""

    def __init__(
        self,
        timeline: TimelineModel,
        errands: Errands,
        task_of: Callable[[str], Task | None],
        now_ns: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._errands = errands
        self._task_of = task_of
        self._now_ns = now_ns
        self._standings: dict[str, Standing] = {}
        self._sight: frozenset[str] = frozenset()
        self._until_ns = 0
        self._reach: dict[str, int] = {}  # of those in sight: until when it was looked
        self._changed: dict[str, None] = {}  # in the order in which they changed
        self._is_asking = False
        self._gather = QTimer(self, singleShot=True)
        self._gather.timeout.connect(self._ask)
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._look_again)

    def note(self, events: Iterable[Event]) -> None:
        """Take account of a batch, in the order in which it was told."""
        standings, sight, changed = self._standings, self._sight, self._changed
        for event in events:
            if type(event) in OF_THE_ENGINE:
                if isinstance(event, ClockMoved):
                    self._move_clock(event)
                continue
            task = event.task  # type: ignore[union-attr]
            standing = standings.get(task)
            if standing is None:
                standing = standings[task] = Standing()
            standing.apply(event)  # type: ignore[arg-type]
            if task in sight:
                changed[task] = None
        self._ask_soon()

    @Slot(object, object)
    def look(self, tasks: tuple[str, ...], until_ns: int) -> None:
        """These tasks are in sight, up to this time (monotonic ns); none is if the future isn't."""
        self._sight, self._until_ns = frozenset(tasks), until_ns
        self._reach = {task: reach for task, reach in self._reach.items() if task in self._sight}
        self._changed = {task: None for task in self._changed if task in self._sight}
        self._changed |= {task: None for task in tasks if self._reach.get(task, 0) < until_ns}
        if tasks and not self._second.isActive():
            self._second.start()
        elif not tasks:
            self._second.stop()
        self._ask_soon()

    def clear(self) -> None:
        """Forget everything: another set was opened."""
        self._standings.clear()
        self._reach.clear()
        self._changed.clear()

    def _move_clock(self, event: ClockMoved) -> None:
        for task, standing in self._standings.items():
            standing.clock_moved(event.wall_ns - event.at_ns)
            if task in self._sight:
                self._changed[task] = None

    @Slot()
    def _look_again(self) -> None:
        """What should have started or ended by now hasn't, so what follows comes later by the second."""
        now_ns = self._now_ns()
        for task in self._sight:
            standing = self._standings.get(task)
            if standing is not None and _is_overdue(standing, now_ns):
                self._changed[task] = None
        self._ask_soon()

    def _ask_soon(self) -> None:
        if self._changed and not self._is_asking and not self._gather.isActive():
            self._gather.start(GATHER_MS)

    @Slot()
    def _ask(self) -> None:
        changed, self._changed = self._changed, {}
        questions = []
        for name in changed:
            standing, task = self._standings.get(name), self._task_of(name)
            self._reach[name] = self._until_ns
            if standing is not None and standing.run and task is not None:
                questions.append(_Question(task, standing.copy(), self._until_ns))
        if questions:
            self._is_asking = True
            now_ns = self._now_ns()
            self._errands.work_out(lambda stop: _answers(questions, now_ns, stop), self._take, "foresight")

    def _take(self, answers: _Answers) -> None:
        if not isValid(self):
            return  # its page was closed meanwhile
        known = {}
        for question, foreseen in answers.of:
            task, asked = question.task.id, question.standing
            now = self._standings.get(task)
            if now is not None and (now.run, now.paused) == (asked.run, asked.paused):
                known[task] = foreseen._replace(ticks=_still_to_come(foreseen.ticks, asked, now))
        if known:
            self._timeline.foresee(known)
        self._is_asking = False
        if self._changed:
            self._gather.start(max(GATHER_MS, round(REST * answers.worked_ms)))


def _answers(questions: list[_Question], now_ns: int, stop: Stop) -> _Answers:
    """In a worker. Between two tasks whoever paints gets its turn."""
    answers, worked_s = [], 0.0
    for question in questions:
        if stop.is_set():
            break
        began_s = time.perf_counter()
        task, standing, until_ns = question
        try:
            foreseen = foresee(task, standing, now_ns=now_ns, until_ns=until_ns, most=MOST)
        except Exception:  # the edge of the thread: of one task nothing is shown but its next tick
            log.exception("what %s will do can't be foreseen", task.id)
        else:
            answers.append(_Answer(question, foreseen))
        worked_s += time.perf_counter() - began_s
        time.sleep(_YIELD_S)
    return _Answers(answers, worked_s * 1e3)


def _still_to_come(ticks: tuple[PlannedTick, ...], asked: Standing, now: Standing) -> tuple[PlannedTick, ...]:
    """What was foreseen, less what has come since it was asked: where ticks are quick, that is always some."""
    if now.ticking is asked.ticking and now.plan is asked.plan:
        return ticks
    if now.ticking is not None:
        return tuple(tick for tick in ticks if tick.earliest_ns > now.ticking.start_ns)
    if now.plan is not None:
        earliest_ns, latest_ns = window(now.plan)
        later = (tick for tick in ticks if tick.earliest_ns > latest_ns)
        return (PlannedTick(earliest_ns, latest_ns, *(tick.kind for tick in ticks[:1])), *later)
    return ticks


def _is_overdue(standing: Standing, now_ns: int) -> bool:
    if standing.ticking is not None:
        return now_ns > standing.ticking.start_ns + (standing.took_ns or 0)
    return standing.plan is not None and not standing.paused and now_ns > window(standing.plan)[1]
