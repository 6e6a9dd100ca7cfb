"""The attempts of a tick in words: of one that is over, and of one that is being tried again."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from waitgui.tasks.explain import outcome_words
from waitgui.tasks.record import Outcome
from waitgui.tasks.words import counting, duration_words, untranslated
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.tasks.record import Attempt, Tried
    from waitgui.tasks.words import Translate

LISTED = 20


def attempts_words(attempts: Sequence[Attempt], count: int, translate: Translate = untranslated) -> list[str]:
    """Each of these attempts, of many the last: "2: failed after 3 ms (exit code 1)". The last is number `count`."""
    lines = []
    shown = attempts[-LISTED:]
    for number, attempt in enumerate(shown, count - len(shown) + 1):
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


def tried_words(tried: Sequence[Tried], now_ns: int, translate: Translate = untranslated) -> str:
    """How a tick stands that is tried again: "Attempt 3 of 5 in 4 s: 2 attempts failed with exit code 1".

    `tried` is what was told of its attempts so far, at least of the last.
    """
    template = translate("describe", "Attempt {number} of {all}: {before}")
    if tried[-1].next_ns > now_ns:
        template = translate("describe", "Attempt {number} of {all} in {time}: {before}")
    return template.format(**_numbers(tried[-1], now_ns), before=_before(tried, translate))


def retry_words(tried: Tried, now_ns: int, translate: Translate = untranslated) -> str:
    """The same in a few words: "retry in 4 s", "attempt 3 of 5"."""
    template = translate("describe", "attempt {number} of {all}")
    if tried.next_ns > now_ns:
        template = translate("describe", "retry in {time}")
    return template.format(**_numbers(tried, now_ns))


def _numbers(tried: Tried, now_ns: int) -> dict[str, str]:
    left_ns = -(-(tried.next_ns - now_ns) // NS_PER_S) * NS_PER_S
    return {"number": f"{tried.number + 1:,}", "all": f"{tried.steps:,}", "time": duration_words(max(left_ns, 0))}


def _before(tried: Sequence[Tried], translate: Translate) -> str:
    """How the attempts ended, where all ended alike; else the last one."""
    last = tried[-1]
    code, timed_out = last.attempt.exit_code, last.attempt.outcome is Outcome.TIMED_OUT
    alike = sum(1 for _ in takewhile(lambda one: one.attempt[2:] == last.attempt[2:], reversed(tried)))
    if alike == last.number:
        translate = counting(translate)
        if timed_out:
            return translate("describe", "%n attempt(s) timed out", None, alike)
        if code is None:
            return translate("describe", "%n attempt(s) failed", None, alike)
        return translate("describe", "%n attempt(s) failed with exit code {code}", None, alike).format(code=code)
    if timed_out:
        return translate("describe", "the last one timed out")
    if code is None:
        return translate("describe", "the last one failed")
    return translate("describe", "the last one failed with exit code {code}").format(code=code)
