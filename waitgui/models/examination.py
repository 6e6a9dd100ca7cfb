"""The doctor's whole examination of a set: its definitions, its programs, its history and its plan. No Qt.

For a thread that may wait: it looks into the file system and the history, and plays the set through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.runner.crowds import busiest
from waitgui.store.history_file import HistoryError
from waitgui.store.history_lengths import lengths
from waitgui.tasks import advice_world, doctor
from waitgui.tasks.actions import Process, Python
from waitgui.tasks.advice import worst_first
from waitgui.tasks.advice_world import MOST_STARTS
from waitgui.tasks.conditions import CommandCheck
from waitgui.tasks.model import Poll, Repeat
from waitgui.tasks.words import counting, untranslated
from waitgui.work import interpreter
from waitgui.work.environment import setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from waitgui.store.history_reader import Reader
    from waitgui.tasks.advice import Advice
    from waitgui.tasks.model import Task, TaskSet
    from waitgui.tasks.words import Translate


def examine(
    task_set: TaskSet,
    *,
    now: datetime,
    environ: Mapping[str, str],
    history: Reader | None = None,
    set_name: str | None = None,
    translate: Translate = untranslated,
    stops: Callable[[], bool] = lambda: False,
) -> list[Advice]:
    """All that is to be said of the set, the worst first; `set_name` is its name in the history.

    `environ` is what processes of its tasks begin with. Ends early once `stops` says so, with what was found by then.
    """
    translate = counting(translate)
    found = list(doctor.advise(task_set, now, translate))
    for task in task_set.tasks:
        if stops():
            return worst_first(found)
        found += _programs(task, environ, translate)
    if history is not None and not stops():
        found += _lengths(task_set, history, set_name or task_set.name, translate)
    return worst_first([*found, *_starts(task_set, now, translate, stops)])


def _programs(task: Task, environ: Mapping[str, str], translate: Translate) -> Iterator[Advice]:
    """What of it can't be started; said once where it is started in several places."""
    places: list[tuple[Process, tuple[str, ...]]] = []
    if isinstance(task.action, Process):
        places.append((task.action, ("action",)))
    if isinstance(task.schedule, Poll) and isinstance(task.schedule.condition, CommandCheck):
        places.append((task.schedule.condition, ("schedule", "condition")))
    if isinstance(task.stop.when, CommandCheck):
        places.append((task.stop.when, ("stop", "when")))
    told = set[str]()
    for process, place in places:
        seen = setting(process, environ, interpreter.for_tasks(environ))
        has_words = not isinstance(process, Python) and getattr(process, "argv", None) is not None
        for problem in seen.problems:
            instead = seen.instead if has_words and seen.program is None and problem == seen.problems[-1] else None
            if problem not in told:
                told.add(problem)
                yield advice_world.unstartable(task, problem, instead, (*place, "argv"), translate)


def _lengths(task_set: TaskSet, history: Reader, set_name: str, translate: Translate) -> Iterator[Advice]:
    repeats = [task for task in task_set.tasks if isinstance(task.schedule, Repeat) and task.schedule.period_ns]
    try:
        known = lengths(history, set_name, (task.id for task in repeats))
    except HistoryError:  # the history says itself what is wrong with it, where it is shown
        return
    for task in repeats:
        if task.id in known:
            yield from advice_world.slow(task, *known[task.id], translate)


def _starts(task_set: TaskSet, now: datetime, translate: Translate, stops: Callable[[], bool]) -> Iterator[Advice]:
    """Of too many starts within a second, with those remedies that the plan says will do."""
    wall_ns = int(now.timestamp()) * 1_000_000_000
    crowd, alone = busiest(task_set, wall_ns=wall_ns, stops=stops)
    for task in task_set.tasks:
        if alone.get(task.id, 0) > MOST_STARTS:
            yield advice_world.too_fast(task, alone[task.id], translate)
    if crowd is None or crowd.starts <= MOST_STARTS or len(crowd.tasks) < 2 or stops():
        return
    if max(alone.values()) > MOST_STARTS:  # first things first: it is one task that makes the crowd
        return
    advice = advice_world.crowded(task_set, crowd, translate)
    left = []
    for remedy in advice.remedies:
        after, _ = busiest(remedy.applied(task_set), wall_ns=wall_ns, stops=stops)
        left.append((0 if after is None else after.starts, remedy))
    fewest = min((starts for starts, _ in left), default=0)
    good_enough = max(MOST_STARTS, fewest if fewest <= crowd.starts // 2 else 0)
    yield advice._replace(remedies=tuple(remedy for starts, remedy in left if starts <= good_enough))
