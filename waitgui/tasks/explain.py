"""Ticks in words: why one ran when it did, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from waitgui.tasks.deeds import condition_words
from waitgui.tasks.record import Kind, Outcome, Planned, Tick
from waitgui.tasks.words import Span, clock_words, duration_words, exact_words, fill, untranslated
from waitgui.wait.durations import NS_PER_MS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from waitgui.tasks.conditions import Condition
    from waitgui.tasks.words import Translate

Wall: TypeAlias = "Callable[[int], datetime]"
"""The local time of an instant of the engine's clock."""
ATTEMPTS_LISTED = 20


def outcome_words(outcome: Outcome, translate: Translate = untranslated) -> str:
    """The outcome as a word to begin with: "Failed"."""
    return {
        Outcome.OK: translate("describe", "Succeeded"),
        Outcome.FAILED: translate("describe", "Failed"),
        Outcome.TIMED_OUT: translate("describe", "Timed out"),
        Outcome.CANCELLED: translate("describe", "Cancelled"),
        Outcome.SKIPPED: translate("describe", "Skipped"),
        Outcome.MET: translate("describe", "Met"),
        Outcome.NOT_MET: translate("describe", "Not met"),
        Outcome.ERROR: translate("describe", "Error"),
    }[outcome]


def tick_sentence(
    tick: Tick, wall: Wall, translate: Translate = untranslated, condition: Condition | None = None
) -> list[Span]:
    """Why the tick ran when it did, with its arithmetic, and how it ended. `wall` gives the time of a monotonic one.

    `condition` is what a check looked for, where that is known.
    """
    if tick.outcome is Outcome.SKIPPED:
        return fill(
            translate("describe", "Due at {due}, on the grid. {skipped}: {why}."),
            due=clock_words(wall(tick.due_ns)),
            skipped=outcome_words(tick.outcome, translate),
            why=[Span(tick.result.why)],
        )
    is_check = tick.kind is Kind.CONDITION
    spans = _due(tick, wall, translate)
    if tick.lateness_ns >= NS_PER_MS // 2:
        how = translate("describe", "{time} late").replace("{time}", duration_words(tick.lateness_ns))
    else:
        how = translate("describe", "on time")
    template = translate("describe", " Checked {how}") if is_check else translate("describe", " Started {how}.")
    spans += fill(template, how=how)
    return [*spans, *(_answer(tick, translate, condition) if is_check else _end(tick, translate))]


def _answer(tick: Tick, translate: Translate, condition: Condition | None) -> list[Span]:
    """How a check ended, behind "Checked on time"."""
    answer = {
        Outcome.MET: translate("describe", "met"),
        Outcome.NOT_MET: translate("describe", "not met"),
        Outcome.ERROR: translate("describe", "it can't be checked"),
    }.get(tick.outcome, outcome_words(tick.outcome, translate).lower())
    spans = []
    if condition is not None:
        what = [Span(condition_words(condition, translate))]
        spans += fill(translate("describe", " whether {condition}"), condition=what)
    took = [Span(duration_words(tick.end_ns - tick.start_ns))]
    spans += fill(translate("describe", ", in {time}: {answer}"), time=took, answer=answer)
    if tick.result.why:
        spans += [Span(", "), Span(tick.result.why)]
    return [*spans, Span(".")]


def _end(tick: Tick, translate: Translate) -> list[Span]:
    """How an action ended, after how many attempts."""
    took = duration_words(tick.end_ns - tick.start_ns)
    spans = fill(
        translate("describe", " {outcome} after {time}"),
        outcome=outcome_words(tick.outcome, translate),
        time=[Span(took)],
    )
    if tick.attempts > 1:
        spans += [Span(translate("describe", ", in %n attempt(s)", None, tick.attempts))]
    if tick.result.why and tick.outcome is not Outcome.TIMED_OUT:
        spans.append(Span(": " + tick.result.why))
    elif tick.outcome is Outcome.FAILED and tick.result.exit_code is not None:
        spans += fill(translate("describe", " with exit code {code}"), code=[Span(str(tick.result.exit_code))])
    return [*spans, Span(".")]


def attempts_words(tick: Tick, translate: Translate = untranslated) -> list[str]:
    """Each attempt of a tick that had several, of many the last: "2: failed after 3 ms (exit code 1)"."""
    lines = []
    first = max(len(tick.tries) - ATTEMPTS_LISTED, 0)
    for number, attempt in enumerate(tick.tries[first:], first + 1):
        if attempt.exit_code is None:
            template = translate("describe", "{number}: {outcome} after {time}")
        else:
            template = translate("describe", "{number}: {outcome} after {time} (exit code {code})")
        lines.append(
            template.format(
                number=number,
                outcome=outcome_words(attempt.outcome, translate).lower(),
                time=duration_words(attempt.end_ns - attempt.start_ns),
                code=attempt.exit_code,
            )
        )
    return lines


def _due(tick: Tick, wall: Wall, translate: Translate) -> list[Span]:
    due, plan = clock_words(wall(tick.due_ns)), tick.plan
    if plan is None:
        return fill(translate("describe", "Run at {due}, because you asked for it."), due=due)
    base = [Span(clock_words(wall(plan.base_ns)))]
    spans = fill(_base_words(plan, translate), due=due, base=base)
    if plan.period_ns:
        period = [Span(translate("describe", "the period of ")), Span(exact_words(plan.period_ns), strong=True)]
        if plan.base == "start":
            period = [Span(exact_words(plan.period_ns), strong=True)]
        spans += fill(translate("describe", ", plus {period}"), period=period)
    if plan.jitter_ns:
        jitter = translate("describe", ", plus {jitter} jitter")
        if plan.base == "gap":
            jitter = translate("describe", ", plus {jitter}, so that not all tasks come at once")
        spans += fill(jitter, jitter=duration_words(plan.jitter_ns))
    return [*spans, Span(".")]


def _base_words(plan: Planned, translate: Translate) -> str:
    match plan.base:
        case "tick end":
            return translate("describe", "Due at {due}: the last tick ended at {base}")
        case "tick start":
            return translate("describe", "Due at {due}: the last tick started at {base}")
        case "grid":
            return translate("describe", "Due at {due}: the point before on the grid was {base}")
        case "met":
            return translate("describe", "Due at {due}: the condition was met at {base}")
        case "resume":
            return translate("describe", "Due at {due}: the task was resumed at {base}")
        case "gap":
            return translate("describe", "Due at {due}: nothing could run before {base}")
    return translate("describe", "Due at {due}: the run was started at {base}")
