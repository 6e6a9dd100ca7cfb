"""Stop rules in words: "after 3 failures in a row", "when “Backup” ends"."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from waitgui.tasks.deeds import LONGEST, condition_words
from waitgui.tasks.words import Span, duration_words, exact_words, fill, listed, untranslated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from waitgui.tasks.model import StopRules
    from waitgui.tasks.words import Translate

NameOf: TypeAlias = "Callable[[str], str | None]"
"""The name of the task of an id; None where there is no such task."""
_LISTED = 5


def no_names(_task_id: str) -> None:
    """Knows no other tasks: their ids stand for them."""


def rules_words(stop: StopRules, translate: Translate = untranslated, name_of: NameOf = no_names) -> list[list[Span]]:
    """The rules as clauses behind "Stops", in the order in which they are judged."""
    rules = dict(_rules(stop, translate, name_of))
    return [rules[name] for name in sorted(rules, key=stop.position)]


def _rules(stop: StopRules, translate: Translate, name_of: NameOf) -> Iterator[tuple[str, list[Span]]]:
    yield from _counts(stop, translate)
    if stop.after_time_ns is not None:
        yield "after_time", fill(translate("describe", "{time} after Start"), time=exact_words(stop.after_time_ns))
    if stop.at is not None:
        moment = f"{stop.at.astimezone():%Y-%m-%d %H:%M:%S}"
        yield "at", fill(translate("describe", "at {moment}"), moment=moment)
    if stop.on_exit_code:
        codes = [str(code) for code in stop.on_exit_code[:_LISTED]]
        last = "…" if len(stop.on_exit_code) > _LISTED else ""
        listed = _or(codes, translate) + last
        yield "on_exit_code", fill(translate("describe", "on exit code {codes}"), codes=listed)
    if stop.on_output is not None:
        pattern = stop.on_output if len(stop.on_output) <= LONGEST else stop.on_output[: LONGEST - 1] + "…"
        yield "on_output", fill(translate("describe", "when the output matches {pattern}"), pattern=f"“{pattern}”")
    if stop.when_task_ends is not None:
        name = name_of(stop.when_task_ends) or stop.when_task_ends
        yield "when_task_ends", fill(translate("describe", "when {task} ends"), task=f"“{name}”")
    if stop.when is not None:
        words = condition_words(stop.when, translate)
        yield "when", fill(translate("describe", "when {condition}"), condition=words)


def _counts(stop: StopRules, translate: Translate) -> Iterator[tuple[str, list[Span]]]:
    """The rules that count: each with its own words, since languages put the number where they will."""
    after = translate("describe", "after {count}")
    if stop.after_runs is not None:
        yield "after_runs", fill(after, count=translate("describe", "%n tick(s)", None, stop.after_runs))
    if stop.after_successes is not None:
        yield "after_successes", fill(after, count=translate("describe", "%n success(es)", None, stop.after_successes))
    if stop.after_failures is not None:
        yield "after_failures", fill(after, count=translate("describe", "%n failure(s)", None, stop.after_failures))
    many = stop.after_failures_in_a_row
    if many is not None:
        count = translate("describe", "%n failure(s) in a row", None, many)
        yield "after_failures_in_a_row", fill(after, count=count)


def ending(
    stop: StopRules,
    translate: Translate,
    name_of: NameOf,
    *,
    lead: str,
    takes_ns: tuple[int, int] | None = None,
) -> list[Span]:
    """The sentence on the rules, which begins with `lead` ("Stops "); nothing where there are none."""
    rules = rules_words(stop, translate, name_of)
    if not rules:
        return []
    spans = [Span(lead)]
    for number, rule in enumerate(rules):
        last = number == len(rules) - 1
        comma = translate("describe", ", ", "between clauses")
        spans += [Span(translate("describe", ", or ") if last else comma)] if number else []
        spans += rule
    if len(rules) > 1:
        spans.append(Span(translate("describe", ", whichever comes first")))
    if takes_ns is not None:
        spans += _lasting(takes_ns, translate)
    return [*spans, Span(translate("describe", "."))]


def _lasting(takes_ns: tuple[int, int], translate: Translate) -> list[Span]:
    low, high = (duration_words(ns) for ns in takes_ns)
    if low == high:
        return fill(translate("describe", ", which takes {time}"), time=low)
    return fill(translate("describe", ", which takes between {low} and {high}"), low=low, high=high)


def _or(parts: list[str], translate: Translate) -> str:
    return (
        translate("describe", "{some} or {last}").format(some=listed(parts[:-1], translate), last=parts[-1])
        if len(parts) > 1
        else "".join(parts)
    )
