"""Tasks in words: for lists, and for the form's sentence.

A kind of schedule adds one registered function to `schedule_words` and one to `sentence`'s `_deed`.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from waitgui.tasks.deeds import action_words, condition_words
from waitgui.tasks.endings import ending, no_names, rules_words
from waitgui.tasks.model import Backoff, Poll, Repeat, Retry, Task
from waitgui.tasks.tries import prospect
from waitgui.tasks.words import (
    Span,
    beside,
    counting,
    duration_words,
    exact_words,
    fill,
    joined,
    percent_words,
    plain_text,
    untranslated,
)

if TYPE_CHECKING:
    from waitgui.tasks.endings import NameOf
    from waitgui.tasks.model import Growing, Schedule
    from waitgui.tasks.words import Translate


@singledispatch
def schedule_words(schedule: Schedule, translate: Translate = untranslated) -> str:
    """The schedule for a list: "every 5 min after it ends, up to 20 % later"."""
    raise TypeError(f"no words for {type(schedule).__name__}")


@schedule_words.register(Repeat)
def _(schedule: Repeat, translate: Translate = untranslated) -> str:
    parts = [plain_text(_rhythm(schedule, translate))]
    if schedule.jitter:
        later = translate("describe", "up to {share} later")
        parts.append(later.replace("{share}", percent_words(schedule.jitter)))
    return joined(parts, translate)


@schedule_words.register(Poll)
def _(schedule: Poll, translate: Translate = untranslated) -> str:
    if schedule.interval_ns:
        checks = translate("describe", "checks every {interval} until {condition}")
    else:
        checks = translate("describe", "checks without a pause until {condition}")
    checks = checks.replace("{interval}", exact_words(schedule.interval_ns))
    parts = [checks.replace("{condition}", condition_words(schedule.condition, translate))]
    if _checks_nothing(schedule):
        parts.append(translate("describe", "but times out before the first check"))
    elif schedule.timeout_ns is not None:
        most = translate("describe", "for {time} at most")
        parts.append(most.replace("{time}", exact_words(schedule.timeout_ns)))
    return joined(parts, translate)


@schedule_words.register(Backoff)
def _(schedule: Backoff, translate: Translate = untranslated) -> str:
    translate = counting(translate)
    parts = [translate("describe", "until it succeeds")]
    first, whole = exact_words(schedule.duration_ns), prospect(schedule)
    if whole.tries is None:
        most = _longest(schedule)
        again = translate("describe", "again after {wait}")
        if most != schedule.duration_ns:
            again = translate("describe", "again after {wait} to {most}").replace("{most}", exact_words(most))
        return joined([*parts, again.replace("{wait}", first)], translate)
    if whole.ended_by_cap:
        cut = translate("describe", "{attempts} (the cap of {cap} ends it, not the %n step(s))", None, whole.steps)
        attempts = translate("describe", "%n attempt(s) at most", None, whole.tries)
        cut = cut.replace("{cap}", exact_words(schedule.cap_ns or 0)).replace("{attempts}", attempts)
        return joined([*parts, cut], translate)
    parts.append(translate("describe", "%n attempt(s) at most", None, whole.tries))
    if whole.tries > 1:
        parts.append(translate("describe", "first wait {wait}").replace("{wait}", first))
    return joined(parts, translate)


def task_words(task: Task, translate: Translate = untranslated, name_of: NameOf = no_names) -> str:
    """The schedule, the retry and the end for a list: "every 45 s from its start, until 10 ticks"."""
    translate = counting(translate)
    parts = [schedule_words(task.schedule, translate)]
    if task.retry is not None and task.retry.steps > 1:
        parts.append(translate("describe", "up to %n attempt(s) each", None, task.retry.steps))
    if task.stop.after_runs is not None:
        parts.append(translate("describe", "until %n tick(s)", None, task.stop.after_runs))
    others = rules_words(task.stop.model_copy(update={"after_runs": None}), translate, name_of)
    if others:
        parts.append(translate("describe", "stops {rule}").replace("{rule}", plain_text(others[0])))
    return joined([*parts, "…"] if len(others) > 1 else parts, translate)


def sentence(
    task: Task,
    translate: Translate = untranslated,
    takes_ns: tuple[int, int] | None = None,
    name_of: NameOf = no_names,
) -> list[Span]:
    """What the task will do and how it ends. `takes_ns`: how long the run lasts at least and at most, if it ends."""
    return _deed(task.schedule, task, counting(translate), takes_ns, name_of)


@singledispatch
def _deed(
    schedule: Schedule, task: Task, translate: Translate, takes_ns: tuple[int, int] | None, name_of: NameOf
) -> list[Span]:
    raise TypeError(f"no sentence for {type(schedule).__name__}")


@_deed.register(Repeat)
def _(
    schedule: Repeat, task: Task, translate: Translate, takes_ns: tuple[int, int] | None, name_of: NameOf
) -> list[Span]:
    spans = fill(translate("describe", "Runs {what} "), what=action_words(task.action, translate))
    rhythm = _rhythm(schedule, translate)
    spans += [Span("".join(span.text for span in rhythm), strong=True)]
    if schedule.jitter:
        later = translate("describe", "{share} later").replace("{share}", percent_words(schedule.jitter))
        spans += fill(translate("describe", ", up to {later}"), later=later)
    if schedule.initial_delay_ns:
        delay = exact_words(schedule.initial_delay_ns)
        spans += fill(translate("describe", ", starting {delay} after Start"), delay=[Span(delay)])
    spans = [*spans, Span(translate("describe", ". ")), *_trying_again(task, translate)]
    end = ending(task.stop, translate, name_of, lead=translate("describe", "Stops "), takes_ns=takes_ns)
    return [*spans, *(end or [Span(translate("describe", "Goes on until you stop it."))])]


@_deed.register(Poll)
def _(
    schedule: Poll,
    task: Task,
    translate: Translate,
    takes_ns: tuple[int, int] | None,
    name_of: NameOf,
) -> list[Span]:
    condition = condition_words(schedule.condition, translate)
    if schedule.interval_ns:
        template = translate("describe", "Checks every {interval} whether {condition}")
    else:
        template = translate("describe", "Checks again and again, without a pause, whether {condition}")
    spans = fill(template, interval=exact_words(schedule.interval_ns), condition=condition)
    if schedule.immediate:
        spans.append(Span(translate("describe", ", first at Start")))
    spans += fill(
        translate("describe", ". Once that is so, runs {what}, once. "), what=action_words(task.action, translate)
    )
    spans += _trying_again(task, translate)
    spans += _giving_up(schedule, translate)
    end = ending(task.stop, translate, name_of, lead=translate("describe", "Stops before that "))
    return beside(spans, end, translate)


def _giving_up(schedule: Poll, translate: Translate) -> list[Span]:
    """How a poll ends whose condition is never met, with the traps of that."""
    if schedule.timeout_ns is None:
        return [Span(translate("describe", "Waits for as long as it takes."))]
    limit = exact_words(schedule.timeout_ns)
    if _checks_nothing(schedule):
        template = translate("describe", "Never checks: the first check would be due at {first}, and {limit} ends it.")
        return fill(template, first=exact_words(schedule.interval_ns), limit=limit)
    if schedule.timeout_ns <= schedule.interval_ns:
        return fill(translate("describe", "Checks only once: {limit} ends it before the second check."), limit=limit)
    return fill(translate("describe", "Gives up after {limit}."), limit=limit)


def _checks_nothing(schedule: Poll) -> bool:
    """Whether the timeout ends it before the first check: one that is due exactly then isn't made."""
    limit_ns = schedule.timeout_ns
    return not schedule.immediate and limit_ns is not None and limit_ns <= schedule.interval_ns


@_deed.register(Backoff)
def _(
    schedule: Backoff, task: Task, translate: Translate, takes_ns: tuple[int, int] | None, name_of: NameOf
) -> list[Span]:
    whole = prospect(schedule)
    what = action_words(task.action, translate)
    spans = fill(translate("describe", "Runs {what} until it succeeds"), what=what)
    if whole.tries is None or whole.tries > 1 or whole.ended_by_cap:
        spans += [Span(translate("describe", ": ")), *_growth(schedule, translate)]
    spans += [Span(translate("describe", ". ")), *_trying_again(task, translate)]
    if whole.tries is None:
        spans.append(Span(translate("describe", "Never gives up.")))
        end = ending(task.stop, translate, name_of, lead=translate("describe", "Stops "))
        return beside(spans, end, translate)
    if takes_ns is None and whole.low_ns is not None and whole.high_ns is not None:
        takes_ns = (whole.low_ns, whole.high_ns)
    count = translate("describe", "%n attempt(s)", None, whole.tries)
    spans += fill(translate("describe", "Gives up after {count}"), count=count)
    if takes_ns is not None and (whole.tries > 1 or takes_ns[1]):
        low, high = (duration_words(ns) for ns in takes_ns)
        template = translate("describe", ", {low} after Start")
        if low != high:
            template = translate("describe", ", between {low} and {high} after Start")
        spans += fill(template, low=low, high=high)
    spans.append(Span(translate("describe", ".")))
    if whole.ended_by_cap:
        spans = beside(spans, _cut_off(schedule, translate), translate)
    end = ending(task.stop, translate, name_of, lead=translate("describe", "Stops before that "))
    return beside(spans, end, translate)


def _cut_off(schedule: Backoff, translate: Translate) -> list[Span]:
    """What the cap prevents: ExponentialBackoff ends with the delay that it cut."""
    whole = prospect(schedule)
    tries, cap = whole.tries or 0, exact_words(schedule.cap_ns or 0)
    first, last = [Span(f"{tries + 1:,}")], [Span(f"{whole.steps:,}")]
    if tries + 1 == whole.steps:
        template = translate("describe", "The cap of {cap} ends it: attempt {last} never happens.")
    else:
        template = translate("describe", "The cap of {cap} ends it: attempts {first} to {last} never happen.")
    return fill(template, cap=cap, first=first, last=last)


def _growth(schedule: Growing, translate: Translate) -> list[Span]:
    """How the waits grow: "first wait 1 s, doubling, up to 10 % longer"."""
    if not schedule.duration_ns:
        return fill(translate("describe", "{again}"), again=translate("describe", "again at once"))
    spans = fill(translate("describe", "first wait {wait}"), wait=exact_words(schedule.duration_ns))
    lows = [wait.low_ns for wait in prospect(schedule).waits]
    if schedule.factor > 1 and len(lows) > 1 and lows[1] <= lows[0]:
        pass  # a cap below the first wait: nothing grows
    elif schedule.factor == 2:
        spans.append(Span(translate("describe", ", doubling")))
    elif schedule.factor not in (0, 1):
        times = f"{schedule.factor:.12g}"
        spans += fill(translate("describe", ", each {times} times the one before"), times=[Span(times)])
    else:
        spans.append(Span(translate("describe", ", always the same")))
    spans += _staying(schedule, translate)
    if schedule.jitter:
        share = percent_words(schedule.jitter)
        spans += fill(translate("describe", ", up to {share} longer"), share=[Span(share)])
    return spans


def _staying(schedule: Growing, translate: Translate) -> list[Span]:
    """Where the growth of the waits ends, if it does before the tries do."""
    whole = prospect(schedule)
    lows = [wait.low_ns for wait in whole.waits]
    if whole.tries is None and len(lows) > 1 and lows[-1] == lows[-2] != lows[0]:
        return fill(translate("describe", ", then every {wait}"), wait=exact_words(lows[-1]))
    if isinstance(schedule, Retry) and schedule.cap_ns in lows and lows[0] < lows[-1]:
        return fill(translate("describe", ", {cap} at most"), cap=exact_words(lows[-1]))
    return []


def _longest(schedule: Growing) -> int:
    """The longest wait before jitter, of those that are looked at."""
    return max((wait.low_ns for wait in prospect(schedule).waits), default=schedule.duration_ns)


def _trying_again(task: Task, translate: Translate) -> list[Span]:
    """The sentence on the retry, with a space behind; nothing where there is none."""
    retry = task.retry
    if retry is None or retry.steps < 2:
        return []
    count = translate("describe", "%n attempt(s)", None, retry.steps)
    spans = fill(translate("describe", "What fails is tried again, {count} in all: "), count=count)
    return [*spans, *_growth(retry, translate), Span(translate("describe", ". "))]


def _rhythm(schedule: Repeat, translate: Translate) -> list[Span]:
    if not schedule.period_ns:
        return fill(translate("describe", "{again}"), again=translate("describe", "again and again, without a pause"))
    if schedule.drift_free:
        template = translate("describe", "every {period} on the grid")
    elif schedule.sliding:
        template = translate("describe", "every {period} after it ends")
    else:
        template = translate("describe", "every {period} from its start")
    return fill(template, period=exact_words(schedule.period_ns))
