"""Stop rules that can never hold, and those that end a run before it does anything (contract, "Rules in detail").

Said only where it is certain: a rule that needs more than the schedule or another rule lets happen. What ties is left
alone, since then the rule that was written first is the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.actions import Http, Nothing, Notify
from waitgui.tasks.advice import Advice, Code, Severity
from waitgui.tasks.endings import rules_words
from waitgui.tasks.model import Backoff, Poll, Repeat, StopRules
from waitgui.tasks.remedies import GONE, remedy
from waitgui.tasks.tries import prospect
from waitgui.tasks.words import Span, exact_words, fill, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from waitgui.tasks.endings import NameOf
    from waitgui.tasks.model import Task
    from waitgui.tasks.words import Translate

_COUNTS = ("after_runs", "after_successes", "after_failures", "after_failures_in_a_row")
_NO_RULES = StopRules.model_validate({})


def advise(task: Task, now: datetime, translate: Translate, name_of: NameOf) -> Iterator[Advice]:
    """What is to be said of the task's stop rules."""
    early = dict(_too_early(task, now, translate))
    for rule, why in early.items():
        yield _advice(task, rule, why, Code.ENDS_BEFORE_TICK, translate, name_of)
    if early:  # then nothing else matters
        return
    for rule, why in _unreachable(task, translate):
        yield _advice(task, rule, why, Code.STOP_NEVER_HOLDS, translate, name_of)


def _advice(task: Task, rule: str, why: str, code: Code, translate: Translate, name_of: NameOf) -> Advice:
    words = plain_text(_words(task.stop, rule, translate, name_of))
    if code is Code.STOP_NEVER_HOLDS:
        severity, template = Severity.HURTS, translate("advice", "The stop rule “{rule}” can never hold: {why}.")
    else:
        severity, template = Severity.FAILS, translate("advice", "It ends before its first tick, “{rule}”: {why}.")
    message = fill(template.replace("{why}", why, 1), rule=words)
    drop = translate("advice", "Remove the rule")
    return Advice(task.id, code, severity, tuple(message), (remedy(drop, task.id, **{f"stop__{rule}": GONE}),))


def _words(stop: StopRules, rule: str, translate: Translate, name_of: NameOf) -> list[Span]:
    """The rule alone, as a clause."""
    field = "after_time_ns" if rule == "after_time" else rule
    alone = _NO_RULES.model_copy(update={field: getattr(stop, field)})
    return rules_words(alone, translate, name_of)[0]


def _too_early(task: Task, now: datetime, translate: Translate) -> Iterator[tuple[str, str]]:
    """The rules that hold before the first tick is due, each with why."""
    stop, first_ns = task.stop, _first_due_ns(task)
    if stop.at is not None and stop.at <= now:
        yield "at", translate("advice", "that is in the past")
    if stop.after_time_ns is not None and stop.after_time_ns <= first_ns:
        template = translate("advice", "the first one is due {delay} after Start")
        yield "after_time", template.replace("{delay}", exact_words(first_ns))


def _first_due_ns(task: Task) -> int:
    match task.schedule:
        case Repeat() as repeat:
            return repeat.initial_delay_ns
        case Poll() as poll:
            return 0 if poll.immediate else poll.interval_ns
    return 0


def _unreachable(task: Task, translate: Translate) -> Iterator[tuple[str, str]]:
    """The rules that never hold, each with why."""
    found = dict(_without_source(task, translate))
    match task.schedule:
        case Poll() as poll:
            found |= _of_poll(task, poll, translate)
        case Backoff() as backoff:
            found |= _of_backoff(task, backoff, translate)
        case Repeat() as repeat:
            found |= _of_repeat(task, repeat, translate)
    yield from found.items()


def _without_source(task: Task, translate: Translate) -> Iterator[tuple[str, str]]:
    """What the action never gives, and no check of a poll either."""
    if isinstance(task.schedule, Poll):
        return
    if task.stop.on_exit_code and isinstance(task.action, Http | Notify | Nothing):
        yield "on_exit_code", translate("advice", "what it runs has no exit code")
    if task.stop.on_output is not None and isinstance(task.action, Notify | Nothing):
        yield "on_output", translate("advice", "what it runs prints nothing")


def _given(stop: StopRules) -> dict[str, int]:
    """The rules that count, with their counts."""
    return {name: count for name in _COUNTS if (count := getattr(stop, name)) is not None}


def _of_poll(task: Task, poll: Poll, translate: Translate) -> dict[str, str]:
    """The action runs once, and with it the run ends by itself; the time limit ends it otherwise."""
    once = translate("advice", "the action runs once, which ends it anyway")
    found = dict.fromkeys(_given(task.stop), once)
    limit_ns = poll.timeout_ns
    if task.stop.after_time_ns is not None and limit_ns is not None and task.stop.after_time_ns > limit_ns:
        template = translate("advice", "the time limit of {limit} ends it before")
        found["after_time"] = template.replace("{limit}", exact_words(limit_ns))
    return found


def _of_backoff(task: Task, backoff: Backoff, translate: Translate) -> dict[str, str]:
    """A success ends it, and so does its last attempt."""
    found = {}
    counts = _given(task.stop)
    if "after_successes" in counts:
        found["after_successes"] = translate("advice", "the first success ends it anyway")
    tries = prospect(backoff).tries
    for name, count in counts.items():
        if tries is not None and count > tries and name not in found:
            found[name] = translate("advice", "it gives up after %n attempt(s)", None, tries)
    return found


def _of_repeat(task: Task, repeat: Repeat, translate: Translate) -> dict[str, str]:
    """Another rule always comes first."""
    found, stop = {}, task.stop
    counts = _given(stop)
    if stop.after_runs is not None:
        for name, count in counts.items():
            if count > stop.after_runs:
                found[name] = translate("advice", "%n tick(s) end it before", None, stop.after_runs)
    row, failures = stop.after_failures_in_a_row, stop.after_failures
    if row is not None and failures is not None and row > failures and "after_failures_in_a_row" not in found:
        found["after_failures_in_a_row"] = translate("advice", "%n failure(s) end it before", None, failures)
    if stop.after_time_ns is not None:
        template = translate("advice", "{time} are over before, with a period of {period}")
        over = template.replace("{time}", exact_words(stop.after_time_ns))
        over = over.replace("{period}", exact_words(repeat.period_ns))
        for name, count in counts.items():
            earliest_ns = repeat.initial_delay_ns + (count - 1) * repeat.period_ns
            if earliest_ns > stop.after_time_ns:
                found.setdefault(name, over)
    return found
