"""Foresight: keeps what is planned of the tasks in sight up to date. For the GUI thread.

What a run will do is worked out in a thread of its own, task by task, from a copy of what was told of the run. However
many tasks tick however fast: only those in sight are looked at, changes are gathered, and the thread rests ten times as
long as it works. The next tick is in the timeline as soon as it is told; what comes after it follows here.

Of a run that ends when another does, that one is looked at too, in sight or not.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot
from shiboken6 import isValid

from waitgui.models.leaders import Leaders, ended_at
from waitgui.runner.foresight import Foreseen, PlannedTick, foresee, window
from waitgui.runner.standing import Standing
from waitgui.tasks.record import OF_THE_ENGINE, ClockMoved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waitgui.models.errands import Errands
    from waitgui.models.timeline import TimelineModel
    from waitgui.runner.foresight import PlannedEnd
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
        self._leaders = Leaders()
        self._watched: dict[str, None] = {}  # those in sight, and with whom they end
        self._until_ns = 0
        self._reach: dict[str, int] = {}  # of those watched: until when it was looked
        self._changed: dict[str, None] = {}  # in the order in which they changed
        self._is_asking = False
        self._gather = QTimer(self, singleShot=True)
        self._gather.timeout.connect(self._ask)
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._look_again)

    def note(self, events: Iterable[Event]) -> None:
        """Take account of a batch, in the order in which it was told."""
        standings, watched, changed = self._standings, self._watched, self._changed
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
            if task in watched:
                changed[task] = None
        self._ask_soon()

    @Slot(object, object)
    def look(self, tasks: tuple[str, ...], until_ns: int) -> None:
        """These tasks are in sight, up to this time (monotonic ns); none is if the future isn't."""
        watched = dict.fromkeys(tasks)
        for task in tasks:
            watched.update(dict.fromkeys(self._leaders.of(task)))
        self._watched, self._until_ns = watched, until_ns
        self._reach = {task: reach for task, reach in self._reach.items() if task in watched}
        self._changed = {task: None for task in self._changed if task in watched}
        self._changed |= {task: None for task in watched if self._reach.get(task, 0) < until_ns}
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
        self._leaders.clear()

    def _move_clock(self, event: ClockMoved) -> None:
        for task, standing in self._standings.items():
            standing.clock_moved(event.wall_ns - event.at_ns)
            if task in self._watched:
                self._changed[task] = None

    @Slot()
    def _look_again(self) -> None:
        """What should have started or ended by now hasn't, so what follows comes later by the second."""
        now_ns = self._now_ns()
        for task in self._watched:
            standing = self._standings.get(task)
            if standing is not None and _is_overdue(standing, now_ns):
                self._changed[task] = None
        self._ask_soon()

    def _ask_soon(self) -> None:
        if self._changed and not self._is_asking and not self._gather.isActive():
            self._gather.start(GATHER_MS)

    @Slot()
    def _ask(self) -> None:
        questions: dict[str, _Question] = {}
        while self._changed:  # it grows by those with whom others end, and by those that ended with one that is over
            changed, self._changed = self._changed, {}
            for name in changed:
                question = self._question(name)
                if question is not None:
                    questions[name] = question
        if questions:
            self._is_asking = True
            asked, now_ns = list(questions.values()), self._now_ns()
            self._errands.work_out(lambda stop: _answers(asked, now_ns, stop), self._take, "foresight")

    def _question(self, name: str) -> _Question | None:
        """What is to be foreseen of a task; None if no run of it is under way."""
        standing, task = self._standings.get(name), self._task_of(name)
        self._reach[name] = self._until_ns
        if standing is None or not standing.run or task is None:
            self._leaders.follow(name, None)
            self._changed |= self._put_end(name, None)
            return None
        self._leaders.follow(name, None if standing.is_only_once else task.stop.when_task_ends)
        for leader in self._leaders.of(name):
            if leader not in self._watched:
                self._watched[leader] = self._changed[leader] = None
        return _Question(task, standing.copy(), self._until_ns)

    def _put_end(self, name: str, end: PlannedEnd | None) -> dict[str, None]:
        """How the task's run ends by itself; gives those that are to be foreseen anew because of that."""
        return {task: None for task in self._leaders.put_end(name, end) if task in self._watched}

    def _take(self, answers: _Answers) -> None:
        if not isValid(self):
            return  # its page was closed meanwhile
        known: dict[str, tuple[Foreseen, Standing]] = {}
        concerned: dict[str, None] = {}
        for question, foreseen in answers.of:
            task, asked = question.task.id, question.standing
            now = self._standings.get(task)
            if now is not None and (now.run, now.paused) == (asked.run, asked.paused):
                known[task] = foreseen._replace(ticks=_still_to_come(foreseen.ticks, asked, now)), now
                concerned |= self._put_end(task, foreseen.end)
        self._changed |= {task: None for task in concerned if task not in known}
        if known:
            self._timeline.foresee({task: self._ended(task, *about) for task, about in known.items()})
        self._is_asking = False
        if self._changed:
            self._gather.start(max(GATHER_MS, round(REST * answers.worked_ms)))

    def _ended(self, task: str, foreseen: Foreseen, now: Standing) -> Foreseen:
        """What of it comes before another task's end ends it."""
        end_ns = self._leaders.end_ns(task)
        return foreseen if end_ns is None else ended_at(foreseen, now, max(end_ns, self._now_ns()))


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
