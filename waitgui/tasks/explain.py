"""Ticks in words: why one ran when it did, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from waitgui.tasks.deeds import condition_words
from waitgui.tasks.model import Backoff, Poll, Repeat
from waitgui.tasks.record import Kind, Outcome, Planned, Tick, TickStarted
from waitgui.tasks.said import said
from waitgui.tasks.words import Span, clock_words, duration_words, exact_words, fill, untranslated
from waitgui.wait.durations import NS_PER_MS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from waitgui.tasks.model import Task
    from waitgui.tasks.words import Translate

Wall: TypeAlias = "Callable[[int], datetime]"
"""The local time of an instant of the engine's clock."""


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
    tick: Tick, wall: Wall, translate: Translate = untranslated, *, task: Task | None = None, before: Tick | None = None
) -> list[Span]:
    """Why the tick ran when it did, with its arithmetic, and how it ended. `wall` gives the time of a monotonic one.

    `task` and the tick `before` are what is known of them: they say what a check looked for, and why one was late.
    """
    if tick.outcome is Outcome.SKIPPED:
        return _skipped(tick, wall, translate, task)
    is_check = tick.kind is Kind.CONDITION
    spans = _due(tick.due_ns, tick.plan, wall, translate, task)
    template = translate("describe", " Checked {how}") if is_check else translate("describe", " Started {how}")
    spans += fill(template, how=_how(tick, translate))
    if is_check:
        return [*spans, *_answer(tick, translate, task)]
    return [*spans, *_hindered(tick, before, wall, translate), *_end(tick, translate, task)]


def under_way_sentence(
    started: TickStarted,
    plan: Planned | None,
    so_far_ns: int,
    wall: Wall,
    translate: Translate = untranslated,
    *,
    task: Task | None = None,
    before: Tick | None = None,
) -> list[Span]:
    """The same of a tick that has been running for so long; `plan` is how its due time came about."""
    spans = _due(started.due_ns, plan, wall, translate, task)
    spans += fill(translate("describe", " Started {how}"), how=_how(started, translate))
    spans += _hindered(started, before, wall, translate)
    return [*spans, *fill(translate("describe", " Running for {time}."), time=duration_words(so_far_ns))]


def _skipped(tick: Tick, wall: Wall, translate: Translate, task: Task | None) -> list[Span]:
    template = translate("describe", "Due at {due}, on the grid. {skipped}: {why}.")
    grid: list[Span] = []
    if task is not None and isinstance(task.schedule, Repeat) and task.schedule.drift_free:
        template = translate("describe", "Due at {due}, on the grid of {period}. {skipped}: {why}.")
        grid = [Span(exact_words(task.schedule.period_ns), strong=True)]
    return fill(
        template,
        due=clock_words(wall(tick.due_ns)),
        period=grid,
        skipped=outcome_words(tick.outcome, translate),
        why=[Span(said(tick.result.why, translate))],
    )


def _how(tick: Tick | TickStarted, translate: Translate) -> str:
    """Whether it began on time."""
    late_ns = tick.start_ns - tick.due_ns
    if late_ns < NS_PER_MS // 2:
        return translate("describe", "on time")
    return translate("describe", "{time} late").replace("{time}", duration_words(late_ns))


def _hindered(tick: Tick | TickStarted, before: Tick | None, wall: Wall, translate: Translate) -> list[Span]:
    """Why it was late, where the tick before is why; the end of the sentence."""
    if before is None or not tick.due_ns < before.end_ns <= tick.start_ns or tick.start_ns - tick.due_ns < NS_PER_MS:
        return [Span(translate("describe", "."))]
    until = [Span(clock_words(wall(before.end_ns)))]
    return fill(translate("describe", ": the tick before ran until {until}."), until=until)


def _answer(tick: Tick, translate: Translate, task: Task | None) -> list[Span]:
    """How a check ended, behind "Checked on time"."""
    answer = {
        Outcome.MET: translate("describe", "met"),
        Outcome.NOT_MET: translate("describe", "not met"),
        Outcome.ERROR: translate("describe", "it can't be checked"),
    }.get(tick.outcome, outcome_words(tick.outcome, translate).lower())
    spans = []
    if task is not None and isinstance(task.schedule, Poll):
        what = [Span(condition_words(task.schedule.condition, translate))]
        spans += fill(translate("describe", " whether {condition}"), condition=what)
    took = [Span(duration_words(tick.end_ns - tick.start_ns))]
    spans += fill(translate("describe", ", in {time}: {answer}"), time=took, answer=answer)
    if tick.result.why:
        spans += [Span(translate("describe", ", ", "between clauses")), Span(said(tick.result.why, translate))]
    return [*spans, Span(translate("describe", "."))]


def _end(tick: Tick, translate: Translate, task: Task | None) -> list[Span]:
    """How an action ended, at which attempt."""
    took = duration_words(tick.end_ns - tick.start_ns)
    spans = fill(
        translate("describe", " {outcome} after {time}"),
        outcome=outcome_words(tick.outcome, translate),
        time=[Span(took)],
    )
    says_why = bool(tick.result.why) and tick.outcome is not Outcome.TIMED_OUT
    if tick.outcome is Outcome.FAILED and tick.result.exit_code is not None and not says_why:
        spans += fill(translate("describe", " with exit code {code}"), code=[Span(str(tick.result.exit_code))])
    if tick.attempts > 1:
        steps = task.retry.steps if task is not None and task.retry is not None else 0
        words = translate("describe", ", in %n attempt(s)", None, tick.attempts)
        if tick.attempts <= steps:
            template = translate("describe", ", on attempt {number} of {all}")
            words = template.replace("{number}", f"{tick.attempts:,}").replace("{all}", f"{steps:,}")
        spans.append(Span(words))
    if says_why:
        spans += fill(translate("describe", ": {why}"), why=[Span(said(tick.result.why, translate))])
    return [*spans, Span(translate("describe", "."))]


def _due(due_ns: int, plan: Planned | None, wall: Wall, translate: Translate, task: Task | None) -> list[Span]:
    due, schedule = clock_words(wall(due_ns)), None if task is None else task.schedule
    if plan is None:
        return fill(translate("describe", "Run at {due}, because you asked for it."), due=due)
    base = [Span(clock_words(wall(plan.base_ns)))]
    spans = fill(_base_words(plan, translate, task), due=due, base=base)
    if plan.period_ns:
        what = translate("describe", "the period of ")
        if isinstance(schedule, Backoff):
            what = translate("describe", "the delay of ")
        elif isinstance(schedule, Poll):
            what = translate("describe", "the interval of ")
        period = [Span(what), Span(exact_words(plan.period_ns), strong=True)]
        if plan.base == "start":
            period = [Span(exact_words(plan.period_ns), strong=True)]
        spans += fill(translate("describe", ", plus {period}"), period=period)
    if plan.jitter_ns:
        jitter = translate("describe", ", plus {jitter} jitter")
        if plan.base == "gap":
            jitter = translate("describe", ", plus {jitter}, so that not all tasks come at once")
        spans += fill(jitter, jitter=duration_words(plan.jitter_ns))
    return [*spans, Span(translate("describe", "."))]


def _base_words(plan: Planned, translate: Translate, task: Task | None) -> str:
    match plan.base:
        case "tick end" if task is not None and isinstance(task.schedule, Backoff):
            return translate("describe", "Due at {due}: the last attempt ended at {base}")
        case "tick end" if task is not None and isinstance(task.schedule, Poll):
            return translate("describe", "Due at {due}: the last check ended at {base}")
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
