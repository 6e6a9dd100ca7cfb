"""What the doctor says of facts that others gather: programs that aren't there, slow ticks, crowded seconds."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.advice import Advice, Code, Severity
from waitgui.tasks.advice_schedules import effect, longer_period
from waitgui.tasks.model import Repeat
from waitgui.tasks.remedies import Edit, Remedy, remedy
from waitgui.tasks.said import said
from waitgui.tasks.words import Span, duration_words, exact_words, fill, percent_words
from waitgui.wait import durations
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waitgui.tasks.model import Task, TaskSet
    from waitgui.tasks.words import Translate

MOST_STARTS = 20
"""So many starts within one second are no crowd yet."""
FEWEST_TICKS = 20
"""Of fewer ticks of the past nothing is concluded."""
_JITTER = 0.1
_STEP_NS = 2 * NS_PER_S // MOST_STARTS
_MARGIN = 4
"""A period is lengthened past the duration by a quarter of it."""


class Crowd(NamedTuple):
    """The second with the most starts: how many, when it begins (ns after Start all), and of which tasks."""

    starts: int
    at_ns: int
    tasks: frozenset[str]


def unstartable(task: Task, problem: str, instead: str | None, place: tuple[str, ...], translate: Translate) -> Advice:
    """Something that the task would start can't be found; `instead` is what was meant, perhaps.

    `place` is the field that names it as a list of words ("action", "argv").
    """
    remedies = []
    if instead is not None:
        words: object = task
        for key in place:
            words = getattr(words, key)
        assert isinstance(words, tuple)
        text = translate("advice", "Run {program}").replace("{program}", instead)
        remedies.append(Remedy(text, (Edit(task.id, place, [instead, *words[1:]]),)))
    if task.enabled:
        remedies.append(remedy(translate("advice", "Leave it out of Start all"), task.id, enabled=False))
    problem, full_stop = said(problem, translate), translate("describe", ".")
    sentence = problem if problem.endswith(("?", "？")) else problem + full_stop
    message = tuple(fill(translate("advice", "It can't be started: {problem}"), problem=[Span(sentence)]))
    severity = Severity.FAILS if task.enabled else Severity.HINT
    return Advice(task.id, Code.NOT_STARTABLE, severity, message, tuple(remedies))


def slow(task: Task, p95_ns: int, ticks: int, translate: Translate) -> Iterator[Advice]:
    """Of its last `ticks` ticks one in twenty took longer than `p95_ns`; nothing where its period has room for that."""
    schedule = task.schedule
    if not isinstance(schedule, Repeat) or ticks < FEWEST_TICKS or not 0 < schedule.period_ns < p95_ns:
        return
    severity, then = effect(schedule, translate)
    template = translate(
        "advice",
        "Of its last %n tick(s) one in 20 took over {p95}, longer than the period of {period}: {then}.",
        None,
        ticks,
    )
    message = fill(template.replace("{then}", then), p95=duration_words(p95_ns), period=exact_words(schedule.period_ns))
    remedies = longer_period(task, p95_ns + p95_ns // _MARGIN, translate)
    yield Advice(task.id, Code.SLOWER_THAN_PERIOD, severity, tuple(message), remedies)


def too_fast(task: Task, starts: int, translate: Translate) -> Advice:
    """The task alone starts so often within a second."""
    template = translate("advice", "It starts %n time(s) within one second where it ends at once.", None, starts)
    remedies = longer_period(task, NS_PER_S // MOST_STARTS * 2, translate)
    return Advice(task.id, Code.TOO_FAST, Severity.HURTS, tuple(fill(template)), remedies)


class Spread(Enum):
    """A way to part a crowd."""

    JITTER = "jitter"
    APART = "apart"


def crowded(crowd: Crowd, spreads: Mapping[Spread, tuple[Edit, ...]], translate: Translate) -> Advice:
    """More ticks start within a second than the computer may take well; `spreads` do part them."""
    template = translate("advice", "{starts} start within one second, {at} after “Start all”.")
    if not crowd.at_ns:
        template = translate("advice", "{starts} start within one second, right at “Start all”.")
    starts = translate("advice", "%n tick(s)", None, crowd.starts)
    message = fill(template, starts=starts, at=duration_words(crowd.at_ns))
    jitter = translate("advice", "Spread with {share} jitter").replace("{share}", percent_words(_JITTER))
    apart = translate("advice", "Start them {step} apart").replace("{step}", exact_words(_STEP_NS))
    texts = {Spread.JITTER: jitter, Spread.APART: apart}
    remedies = tuple(Remedy(texts[spread], edits) for spread, edits in spreads.items())
    return Advice(None, Code.CROWDED, Severity.HURTS, tuple(message), remedies)


def spreads_of(task_set: TaskSet, crowd: Crowd) -> dict[Spread, tuple[Edit, ...]]:
    """What may part them: jitter, and first ticks one after the other. Whether it does the plan must say."""
    repeats = [
        (task.id, task.schedule)
        for task in task_set.tasks
        if task.id in crowd.tasks and isinstance(task.schedule, Repeat) and task.schedule.period_ns
    ]
    found = {}
    free = [task_id for task_id, schedule in repeats if not schedule.drift_free and schedule.jitter < _JITTER]
    if free:
        found[Spread.JITTER] = tuple(Edit(task_id, ("schedule", "jitter"), _JITTER) for task_id in free)
    if len(repeats) > 1:
        found[Spread.APART] = tuple(
            Edit(task_id, ("schedule", "initial_delay"), durations.text(schedule.initial_delay_ns + number * _STEP_NS))
            for number, (task_id, schedule) in enumerate(repeats)
            if number
        )
    return found
