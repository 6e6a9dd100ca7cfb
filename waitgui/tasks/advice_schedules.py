"""Schedules that do something else than they seem to: caps, retries, time limits and jitter."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from waitgui.tasks.actions import Http, Process
from waitgui.tasks.advice import Advice, Code, Severity
from waitgui.tasks.fields import LONGEST_NS
from waitgui.tasks.model import Backoff, Poll, Repeat
from waitgui.tasks.remedies import GONE, Remedy, no_less, no_more, remedy
from waitgui.tasks.tries import prospect
from waitgui.tasks.words import exact_words, fill, percent_words, typed_words
from waitgui.wait import durations
from waitgui.wait.durations import NS_PER_MS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waitgui.tasks.model import Retry, Task
    from waitgui.tasks.words import Translate

_ROOM = 10
"""A time limit that is raised gives room for so many checks."""
_JITTER = 0.5
"""What jitter is lowered to."""


def advise(task: Task, translate: Translate) -> Iterator[Advice]:
    """What is to be said of the task's schedule, retry and time limit."""
    yield from _of_schedule(task.schedule, task, translate)
    if task.retry is not None and task.retry.jitter > 1:
        yield _jitter(task, "retry", task.retry.jitter, task.retry.duration_ns, translate)


@singledispatch
def _of_schedule(schedule: object, task: Task, translate: Translate) -> Iterator[Advice]:
    raise TypeError(f"no advice for {type(schedule).__name__}")


@_of_schedule.register(Backoff)
def _(schedule: Backoff, task: Task, translate: Translate) -> Iterator[Advice]:
    whole = prospect(schedule)
    if whole.ended_by_cap and whole.tries is not None:
        template = translate("advice", "The cap ends this after %n attempt(s), not {steps}.", None, whole.tries)
        cap = exact_words(schedule.cap_ns or 0)
        remedies = []
        if whole.least_cap_ns is not None and whole.least_cap_ns <= LONGEST_NS:
            value = no_less(whole.least_cap_ns)
            text = translate("advice", "Raise the cap to {cap}").replace("{cap}", typed_words(value))
            remedies.append(remedy(text, task.id, schedule__cap=value))
        text = translate("advice", "Keep trying at {cap}").replace("{cap}", cap)
        remedies.append(remedy(text, task.id, schedule__at_cap="keep"))
        message = fill(template, steps=f"{whole.steps:,}")
        yield Advice(task.id, Code.CAP_ENDS_IT, Severity.HURTS, tuple(message), tuple(remedies))
    if schedule.jitter > 1:
        yield _jitter(task, "schedule", schedule.jitter, schedule.duration_ns, translate)


@_of_schedule.register(Repeat)
def _(schedule: Repeat, task: Task, translate: Translate) -> Iterator[Advice]:
    if schedule.jitter > 1 and schedule.period_ns:
        yield _jitter(task, "schedule", schedule.jitter, schedule.period_ns, translate)
    if not schedule.period_ns:  # back to back: everything is longer, and that is meant
        return
    limit_ns = timeout_of(task)
    if limit_ns is not None and limit_ns >= schedule.period_ns:
        yield _long_limit(task, schedule, limit_ns, translate)
    elif task.retry is not None and task.retry.steps > 1:
        longest_ns = _longest_tick_ns(task.retry, limit_ns)
        if longest_ns is not None and longest_ns > schedule.period_ns:
            yield _long_retries(task, schedule, task.retry, longest_ns, translate)


@_of_schedule.register(Poll)
def _(schedule: Poll, task: Task, translate: Translate) -> Iterator[Advice]:
    limit_ns, interval_ns = schedule.timeout_ns, schedule.interval_ns
    if limit_ns is None or limit_ns > interval_ns:
        return
    limit, interval = exact_words(limit_ns), exact_words(interval_ns)
    remedies = []
    if schedule.immediate:
        severity = Severity.HURTS
        template = translate("advice", "It checks only once: the time limit of {limit} is over before {interval} are.")
    else:
        severity = Severity.FAILS
        template = translate("advice", "It never checks: the time limit of {limit} is over before {interval} are.")
    if interval_ns * _ROOM <= LONGEST_NS:
        raised = no_less(interval_ns * _ROOM)
        text = translate("advice", "Raise the time limit to {limit}").replace("{limit}", typed_words(raised))
        remedies.append(remedy(text, task.id, schedule__timeout=raised))
    if limit_ns >= _ROOM * NS_PER_MS:
        shorter = no_more(limit_ns // _ROOM)
        text = translate("advice", "Check every {interval}").replace("{interval}", typed_words(shorter))
        remedies.append(remedy(text, task.id, schedule__interval=shorter))
    message = tuple(fill(template, limit=limit, interval=interval))
    yield Advice(task.id, Code.TIMEOUT_BEFORE_CHECK, severity, message, tuple(remedies))


def timeout_of(task: Task) -> int | None:
    """How long one attempt of the action may take at most, in ns; None: as long as it likes."""
    action = task.action
    return action.timeout_ns if isinstance(action, Process | Http) else None


def effect(schedule: Repeat, translate: Translate) -> tuple[Severity, str]:
    """What a tick that takes longer than the period does, as the end of a sentence; and how bad that is."""
    if schedule.sliding:  # the period only begins when the tick ends: nothing overlaps, it is only rarer
        return Severity.HINT, translate("advice", "the next then comes {period} after its end")
    if schedule.drift_free:
        return Severity.HURTS, translate("advice", "the ticks that are due meanwhile are skipped")
    return Severity.HURTS, translate("advice", "the next then follows at once, and all later ones shift")


def longer_period(task: Task, least_ns: int, translate: Translate) -> tuple[Remedy, ...]:
    """The remedy that makes the period no shorter than this; none where it can't be."""
    if least_ns > LONGEST_NS:
        return ()
    value = no_less(least_ns)
    text = translate("advice", "Lengthen the period to {period}").replace("{period}", typed_words(value))
    return (remedy(text, task.id, schedule__period=value),)


def _long_limit(task: Task, schedule: Repeat, limit_ns: int, translate: Translate) -> Advice:
    severity, then = effect(schedule, translate)
    template = translate("advice", "A tick may take {limit}, no less than the period of {period}: {then}.")
    period = exact_words(schedule.period_ns)
    message = fill(template.replace("{then}", then), limit=exact_words(limit_ns), period=period)
    remedies: tuple[Remedy, ...] = ()
    if schedule.period_ns >= 2 * NS_PER_MS:
        value = no_more(schedule.period_ns * 9 // 10)
        text = translate("advice", "Lower the time limit to {limit}").replace("{limit}", typed_words(value))
        remedies = (remedy(text, task.id, action__timeout=value),)
    remedies += longer_period(task, limit_ns + limit_ns // 10, translate)
    return Advice(task.id, Code.TIMEOUT_OUTLASTS_PERIOD, severity, tuple(message), remedies)


def _longest_tick_ns(retry: Retry, limit_ns: int | None) -> int | None:
    """All attempts and the waits between them, each at its longest; an attempt without a time limit counts as none."""
    waits_ns = prospect(retry).high_ns
    return None if waits_ns is None else waits_ns + retry.steps * (limit_ns or 0)


def _long_retries(task: Task, schedule: Repeat, retry: Retry, longest_ns: int, translate: Translate) -> Advice:
    severity, then = effect(schedule, translate)
    template = translate("advice", "Its attempts can last {longest}, longer than the period of {period}: {then}.")
    period = exact_words(schedule.period_ns)
    message = fill(template.replace("{then}", then), longest=exact_words(_rounded(longest_ns)), period=period)
    limit_ns = timeout_of(task)
    fitting = max(
        (
            steps
            for steps in range(2, min(retry.steps, 100))
            if (whole_ns := _longest_tick_ns(retry.model_copy(update={"steps": steps}), limit_ns)) is not None
            and whole_ns <= schedule.period_ns
        ),
        default=1,
    )
    if fitting > 1:
        text = translate("advice", "Make %n attempt(s) at most", None, fitting)
        fewer = remedy(text, task.id, retry__steps=fitting)
    else:
        fewer = remedy(translate("advice", "Don't try again"), task.id, retry=GONE)
    remedies = (fewer, *longer_period(task, longest_ns, translate))
    return Advice(task.id, Code.RETRIES_OUTLAST_PERIOD, severity, tuple(message), remedies)


def _rounded(ns: int) -> int:
    """As `no_less` writes it."""
    return durations.parse(no_less(ns))


def _jitter(task: Task, part: str, jitter: float, base_ns: int, translate: Translate) -> Advice:
    template = translate("advice", "Jitter only lengthens: {share} makes up to {longest} out of {base}.")
    longest_ns = _rounded(base_ns + int(base_ns * jitter))
    message = fill(template, share=percent_words(jitter), longest=exact_words(longest_ns), base=exact_words(base_ns))
    text = translate("advice", "Lower the jitter to {share}").replace("{share}", percent_words(_JITTER))
    lower = remedy(text, task.id, **{f"{part}__jitter": _JITTER})
    return Advice(task.id, Code.JITTER_OVER_PERIOD, Severity.HINT, tuple(message), (lower,))
