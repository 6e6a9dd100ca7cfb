"""The doctor's whole examination of a set: its definitions, its programs, its history and its plan. No Qt.

`gather` is for a thread that may wait: it looks into the file system and plays the set through. `word` says in words
what was gathered, and costs what there is to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waitgui.runner.crowds import busiest
from waitgui.tasks import advice_world, doctor
from waitgui.tasks.actions import Process, Python
from waitgui.tasks.advice import worst_first
from waitgui.tasks.advice_world import MOST_STARTS
from waitgui.tasks.conditions import CommandCheck
from waitgui.tasks.model import Poll, Repeat
from waitgui.tasks.remedies import Remedy
from waitgui.tasks.words import counting, untranslated
from waitgui.wait.durations import NS_PER_S
from waitgui.work.environment import setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from waitgui.store.history_lengths import Length
    from waitgui.tasks.advice import Advice
    from waitgui.tasks.advice_world import Crowd, Spread
    from waitgui.tasks.model import Task, TaskSet
    from waitgui.tasks.remedies import Edit
    from waitgui.tasks.words import Translate
    from waitgui.work.environment import Setting


class Missing(NamedTuple):
    """What a task would start and can't; `place` is the field that names it, `instead` what was meant, perhaps."""

    task: str
    problem: str
    instead: str | None
    place: tuple[str, ...]


class Findings(NamedTuple):
    """What there is to say, not yet in words. Each concerns tasks of the set that was examined."""

    affected: frozenset[str] = frozenset()
    """The tasks of whose definitions or lengths there is something to say."""
    missing: tuple[Missing, ...] = ()
    lengths: Mapping[str, Length] = {}
    fast: Mapping[str, int] = {}
    """How often each of the tasks starts within a second that do so too often."""
    crowd: Crowd | None = None
    spreads: Mapping[Spread, tuple[Edit, ...]] = {}
    """What parts the crowd, by the plan."""


def never() -> bool:
    """Nothing cuts it short."""
    return False


def timed(task_set: TaskSet) -> list[str]:
    """The ids of the tasks that the history is to be asked about."""
    return [task.id for task in task_set.tasks if isinstance(task.schedule, Repeat) and task.schedule.period_ns]


def gather(
    task_set: TaskSet,
    *,
    now: datetime,
    environ: Mapping[str, str],
    lengths: Mapping[str, Length] | None = None,
    stops: Callable[[], bool] = never,
) -> Findings:
    """All that is to be said. Ends early, with what was found by then, once `stops` says so.

    `environ` is what processes of its tasks begin with; `lengths` is what the history knows of the tasks of `timed`.
    """
    lengths = {} if lengths is None else lengths
    affected = {advice.task_id for advice in _of_definitions(task_set.tasks, task_set, now, lengths, untranslated)}
    missing: list[Missing] = []
    look_up = _LookUp(environ)
    for task in task_set.tasks:
        if stops():
            break
        missing += _missing(task, look_up)
    found = Findings(frozenset(filter(None, affected)), tuple(missing), lengths)
    return found if stops() else _with_starts(found, task_set, now, stops)


def word(
    findings: Findings,
    task_set: TaskSet,
    *,
    now: datetime,
    translate: Translate = untranslated,
    most: int | None = None,
) -> list[Advice]:
    """What was found of that set, the worst first; of the definitions of at most so many tasks."""
    translate = counting(translate)
    tasks = {task.id: task for task in task_set.tasks}
    affected = [task for task in task_set.tasks if task.id in findings.affected][:most]
    advice = [
        advice_world.unstartable(tasks[one.task], one.problem, one.instead, one.place, translate)
        for one in findings.missing[:most]
    ]
    advice += _of_definitions(affected, task_set, now, findings.lengths, translate)
    advice += [advice_world.too_fast(tasks[task], starts, translate) for task, starts in findings.fast.items()][:most]
    if findings.crowd is not None:
        advice.append(advice_world.crowded(findings.crowd, findings.spreads, translate))
    return worst_first(advice)


def _of_definitions(
    tasks: Iterable[Task], task_set: TaskSet, now: datetime, lengths: Mapping[str, Length], translate: Translate
) -> Iterator[Advice]:
    """With what the history says of how long they take."""
    names = {task.id: task.name for task in task_set.tasks}
    for task in tasks:
        yield from doctor.advise(task, now, names.get, translate)
        if task.id in lengths:
            yield from advice_world.slow(task, *lengths[task.id], translate)


class _LookUp:
    """Looks each program up once, however many tasks start it."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._known: dict[tuple[object, ...], Setting] = {}

    def __call__(self, process: Process) -> Setting:
        named = [getattr(process, name, None) for name in ("shell", "script", "interpreter")]
        argv = getattr(process, "argv", None)
        key = (type(process), argv and argv[0], *named, process.cwd, process.env.get("PATH"))
        if key not in self._known:
            self._known[key] = setting(process, self._environ)
        return self._known[key]


def _missing(task: Task, look_up: _LookUp) -> Iterator[Missing]:
    """What of it can't be started; told once where it is started in several places."""
    places: list[tuple[Process, tuple[str, ...]]] = []
    if isinstance(task.action, Process):
        places.append((task.action, ("action",)))
    if isinstance(task.schedule, Poll) and isinstance(task.schedule.condition, CommandCheck):
        places.append((task.schedule.condition, ("schedule", "condition")))
    if isinstance(task.stop.when, CommandCheck):
        places.append((task.stop.when, ("stop", "when")))
    told = set[str]()
    for process, place in places:
        seen = look_up(process)
        has_words = not isinstance(process, Python) and getattr(process, "argv", None) is not None
        for problem in seen.problems:
            instead = seen.instead if has_words and seen.program is None and problem == seen.problems[-1] else None
            if problem not in told:
                told.add(problem)
                yield Missing(task.id, problem, instead, (*place, "argv"))


def _with_starts(found: Findings, task_set: TaskSet, now: datetime, stops: Callable[[], bool]) -> Findings:
    """Of too many starts within a second; with those remedies that the plan says will do."""
    wall_ns = int(now.timestamp()) * NS_PER_S
    crowd, alone = busiest(task_set, wall_ns=wall_ns, stops=stops)
    fast = {task: starts for task, starts in alone.items() if starts > MOST_STARTS}
    if fast or crowd is None or crowd.starts <= MOST_STARTS or stops():
        return found._replace(fast=fast)  # first things first: a single task may make the crowd
    spreads = advice_world.spreads_of(task_set, crowd)
    left = {}
    for spread, edits in spreads.items():
        after, _ = busiest(Remedy("", edits).applied(task_set), wall_ns=wall_ns, stops=stops)
        left[spread] = 0 if after is None else after.starts
    fewest = min(left.values(), default=0)
    good_enough = max(MOST_STARTS, fewest if fewest <= crowd.starts // 2 else 0)
    useful = {spread: edits for spread, edits in spreads.items() if left[spread] <= good_enough}
    return found._replace(crowd=crowd, spreads=useful)
