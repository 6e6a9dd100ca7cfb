"""Tasks and ticks in words: for lists, for the form's sentence, for the inspector's explanation.

Every text goes through `translate`, which has the signature of `QCoreApplication.translate`. A kind of schedule or
action adds one registered function to `schedule_words` or `action_words`.
"""

from __future__ import annotations

import re
import shlex
from functools import singledispatch
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from waitgui.tasks.actions import Command, Nothing
from waitgui.tasks.model import Repeat, StopRules, Task
from waitgui.tasks.record import Outcome, Planned, Tick
from waitgui.wait.durations import NS_PER_H, NS_PER_MIN, NS_PER_MS, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from waitgui.tasks.actions import Action
    from waitgui.tasks.model import Schedule

    Translate: TypeAlias = Callable[..., str]
    Wall: TypeAlias = Callable[[int], datetime]

NBSP = "\N{NO-BREAK SPACE}"
_NS_PER_DAY = 24 * NS_PER_H
_UNITS = (("d", _NS_PER_DAY), ("h", NS_PER_H), ("min", NS_PER_MIN), ("s", NS_PER_S))


class Span(NamedTuple):
    """A piece of a sentence; `strong` ones carry what the sentence is about."""

    text: str
    strong: bool = False


def untranslated(context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
    """The text as it stands, with its number; "(s)" is English for a plural."""
    return text if n < 0 else english(text, n).replace("%n", f"{n:,}")


def english(text: str, n: int) -> str:
    """The English form for `n` of a text with "(s)"."""
    return text.replace("(s)", "" if n == 1 else "s")


def fill(template: str, **values: str | list[Span]) -> list[Span]:
    """The template with its {fields} as strong spans; a field that is a list of spans goes in as it is."""
    spans: list[Span] = []
    for number, part in enumerate(re.split(r"\{(\w+)\}", template)):
        if number % 2 == 0:
            spans += [Span(part)] if part else []
            continue
        value = values[part]
        spans += value if isinstance(value, list) else [Span(value, strong=True)]
    return spans


def plain_text(spans: list[Span]) -> str:
    """The sentence without its emphasis."""
    return "".join(span.text for span in spans)


def duration_words(ns: int) -> str:
    """A duration to read: "3 ms", "4.2 s", "2 min 52 s", "3 h 12 min"; rounded, two units at most."""
    sign, left = ("−", -ns) if ns < 0 else ("", ns)
    if left == 0:
        return f"0{NBSP}s"
    if left < NS_PER_S - NS_PER_MS // 2:
        ms = (left + NS_PER_MS // 2) // NS_PER_MS
        return f"{sign}{ms}{NBSP}ms" if ms else f"<{NBSP}1{NBSP}ms"
    tenths = (left + NS_PER_S // 20) // (NS_PER_S // 10)
    if tenths < 600:
        return f"{sign}{_tenths(tenths)}{NBSP}s"
    seconds = (left + NS_PER_S // 2) // NS_PER_S
    for number, (unit, size) in enumerate(_UNITS[:-1]):
        small_unit, small = _UNITS[number + 1]
        many, rest = divmod(seconds * NS_PER_S + (small // 2 if small > NS_PER_S else 0), size)
        if many:
            few = rest // small
            return f"{sign}{many}{NBSP}{unit}" + (f"{NBSP}{few}{NBSP}{small_unit}" if few else "")
    raise AssertionError(ns)


def _tenths(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def exact_words(ns: int) -> str:
    """A duration as it was asked for, all of it: "1.234 s", "1 h 2 min 3 s"."""
    if ns == 0:
        return f"0{NBSP}s"
    parts = []
    for unit, size in _UNITS[:-1]:
        many, ns = divmod(ns, size)
        parts += [f"{many}{NBSP}{unit}"] if many else []
    if ns and not parts and ns < NS_PER_S:
        return f"{ns / NS_PER_MS:.15g}{NBSP}ms"
    parts += [f"{ns / NS_PER_S:.15g}{NBSP}s"] if ns else []
    return NBSP.join(parts)


def percent_words(share: float) -> str:
    """A share as per cent: 0.2 → "20 %"."""
    return f"{share * 100:.12g}{NBSP}%"


@singledispatch
def schedule_words(schedule: Schedule, translate: Translate = untranslated) -> str:
    """The schedule for a list: "every 5 min after it ends, up to 20 % later"."""
    raise TypeError(f"no words for {type(schedule).__name__}")


@schedule_words.register(Repeat)
def _(schedule: Repeat, translate: Translate = untranslated) -> str:
    words = plain_text(_rhythm(schedule, translate))
    if schedule.jitter:
        later = translate("describe", "up to {share} later")
        words += ", " + later.replace("{share}", percent_words(schedule.jitter))
    return words


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


def task_words(task: Task, translate: Translate = untranslated) -> str:
    """The schedule and its end for a list: "every 45 s from its start, until 10 runs"."""
    words = schedule_words(task.schedule, translate)
    if task.stop.after_runs is not None:
        words += ", " + translate("describe", "until %n run(s)", None, task.stop.after_runs)
    return words


@singledispatch
def action_words(action: Action, translate: Translate = untranslated) -> str:
    """What is run, short: "rsync"."""
    raise TypeError(f"no words for {type(action).__name__}")


@action_words.register(Command)
def _(action: Command, translate: Translate = untranslated) -> str:
    if action.argv is not None:
        return PurePath(action.argv[0]).name
    assert action.shell is not None
    try:
        first = shlex.split(action.shell)[:1]
    except ValueError:
        first = []
    return PurePath(first[0]).name if first else translate("describe", "a shell command")


@action_words.register(Nothing)
def _(action: Nothing, translate: Translate = untranslated) -> str:
    if action.takes_ns:
        return translate("describe", "nothing for {time}").replace("{time}", exact_words(action.takes_ns))
    return translate("describe", "nothing")


def sentence(task: Task, translate: Translate = untranslated, takes_ns: tuple[int, int] | None = None) -> list[Span]:
    """What the task will do and how it ends. `takes_ns`: how long the run lasts at least and at most, if it ends."""
    schedule, spans = task.schedule, []
    spans += fill(translate("describe", "Runs {what} "), what=action_words(task.action, translate))
    rhythm = _rhythm(schedule, translate)
    spans += [Span("".join(span.text for span in rhythm), strong=True)]
    if schedule.jitter:
        spans += fill(
            translate("describe", ", up to {later}"),
            later=percent_words(schedule.jitter) + " " + translate("describe", "later"),
        )
    if schedule.initial_delay_ns:
        delay = exact_words(schedule.initial_delay_ns)
        spans += fill(translate("describe", ", starting {delay} after Start"), delay=[Span(delay)])
    return [*spans, Span(". "), *_ending(task.stop, translate, takes_ns)]


def _ending(stop: StopRules, translate: Translate, takes_ns: tuple[int, int] | None) -> list[Span]:
    rules = []
    if stop.after_runs is not None:
        count = translate("describe", "%n tick(s)", None, stop.after_runs)
        rules.append(fill(translate("describe", "after {count}"), count=count))
    if stop.after_time_ns is not None:
        rules.append(fill(translate("describe", "{time} after Start"), time=exact_words(stop.after_time_ns)))
    if stop.at is not None:
        rules.append(fill(translate("describe", "at {moment}"), moment=f"{stop.at.astimezone():%Y-%m-%d %H:%M:%S}"))
    if not rules:
        return [Span(translate("describe", "Goes on until you stop it."))]
    spans = [Span(translate("describe", "Stops "))]
    for number, rule in enumerate(rules):
        spans += [Span(translate("describe", " or "))] if number else []
        spans += rule
    if len(rules) > 1:
        spans.append(Span(translate("describe", ", whichever comes first")))
    if takes_ns is not None:
        low, high = (duration_words(ns) for ns in takes_ns)
        if low == high:
            spans += fill(translate("describe", ", which takes {time}"), time=low)
        else:
            spans += fill(translate("describe", ", which takes between {low} and {high}"), low=low, high=high)
    return [*spans, Span(".")]


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


def tick_sentence(tick: Tick, wall: Wall, translate: Translate = untranslated) -> list[Span]:
    """Why the tick ran when it did, with its arithmetic, and how it ended. `wall` gives the time of a monotonic one."""
    if tick.outcome is Outcome.SKIPPED:
        return fill(
            translate("describe", "Due at {due}, on the grid. {skipped}: {why}."),
            due=clock_words(wall(tick.due_ns)),
            skipped=outcome_words(tick.outcome, translate),
            why=[Span(tick.result.why)],
        )
    spans = _due(tick, wall, translate)
    if tick.lateness_ns >= NS_PER_MS // 2:
        late = translate("describe", "{time} late").replace("{time}", duration_words(tick.lateness_ns))
        spans += fill(translate("describe", " Started {late}."), late=late)
    else:
        spans += fill(translate("describe", " Started {on_time}."), on_time=translate("describe", "on time"))
    took = duration_words(tick.end_ns - tick.start_ns)
    spans += fill(
        translate("describe", " {outcome} after {time}"),
        outcome=outcome_words(tick.outcome, translate),
        time=[Span(took)],
    )
    if tick.result.why and tick.outcome is not Outcome.TIMED_OUT:
        spans.append(Span(": " + tick.result.why))
    elif tick.outcome is Outcome.FAILED and tick.result.exit_code is not None:
        spans += fill(translate("describe", " with exit code {code}"), code=[Span(str(tick.result.exit_code))])
    return [*spans, Span(".")]


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
        spans += fill(translate("describe", ", plus {jitter} jitter"), jitter=duration_words(plan.jitter_ns))
    return [*spans, Span(".")]


def _base_words(plan: Planned, translate: Translate) -> str:
    match plan.base:
        case "tick end":
            return translate("describe", "Due at {due}: the last tick ended at {base}")
        case "tick start":
            return translate("describe", "Due at {due}: the last tick started at {base}")
        case "grid":
            return translate("describe", "Due at {due}: the point before on the grid was {base}")
    return translate("describe", "Due at {due}: the run was started at {base}")


def clock_words(moment: datetime) -> str:
    """A time of day with milliseconds: "14:31:24.200"."""
    return f"{moment:%H:%M:%S}.{moment.microsecond // 1000:03d}"
