"""The stop rules of one run: what they count, and which of them hold when a tick ends (contract, "Rules in detail").

Rules that look at time alone are limits, and end a wait too; the others are judged at the end of a tick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

from waitgui.tasks.record import Kind, Outcome, Reason
from waitgui.wait.durations import NS_PER_S, NS_PER_US

if TYPE_CHECKING:
    from waitgui.tasks.model import StopRules
    from waitgui.tasks.record import Result

SEARCH_TIMEOUT_S = 1.0
"""How long `on_output` may look through an output; a pattern that takes longer isn't found."""
_FAILURES = frozenset({Outcome.FAILED, Outcome.TIMED_OUT})
_COUNTED = ("after_runs", "after_successes", "after_failures", "after_failures_in_a_row", "on_exit_code", "on_output")


class Limit(NamedTuple):
    """A rule that holds from a moment on. The least of several is the earliest, of two at once the first written."""

    at_ns: int
    place: int
    reason: Reason


class Judge:
    """Counts ticks, and says which rules hold."""

    __slots__ = ("_failures", "_in_a_row", "_pattern", "_rules", "_runs", "_successes")

    def __init__(self, rules: StopRules) -> None:
        self._rules = rules
        self._pattern = None if rules.on_output is None else regex.compile(rules.on_output)
        self._runs = self._successes = self._failures = self._in_a_row = 0

    def holding(self, kind: Kind, result: Result) -> list[tuple[int, Reason]]:
        """Take account of a tick that has ended; the rules that hold then, each with its place among those written."""
        rules, found = self._rules, list[Reason]()
        if kind is Kind.ACTION:
            self._count(result.outcome)
            for limit, count, reason in (
                (rules.after_runs, self._runs, Reason.AFTER_RUNS),
                (rules.after_successes, self._successes, Reason.AFTER_SUCCESSES),
                (rules.after_failures, self._failures, Reason.AFTER_FAILURES),
                (rules.after_failures_in_a_row, self._in_a_row, Reason.AFTER_FAILURES_IN_A_ROW),
            ):
                if limit is not None and count >= limit:
                    found.append(reason)
        if result.exit_code is not None and result.exit_code in rules.on_exit_code:
            found.append(Reason.ON_EXIT_CODE)
        if self._pattern is not None and result.output and _found(self._pattern, result.output):
            found.append(Reason.ON_OUTPUT)
        return [(rules.position(reason), reason) for reason in found]

    def _count(self, outcome: Outcome) -> None:
        self._runs += 1
        if outcome is Outcome.OK:
            self._successes += 1
            self._in_a_row = 0
        elif outcome in _FAILURES:
            self._failures += 1
            self._in_a_row += 1


def judge_for(rules: StopRules) -> Judge | None:
    """None where there is nothing to judge at the end of a tick."""
    return Judge(rules) if not rules.model_fields_set.isdisjoint(_COUNTED) else None


def _found(pattern: regex.Pattern[str], text: str) -> bool:
    try:
        return pattern.search(text, timeout=SEARCH_TIMEOUT_S, concurrent=True) is not None
    except TimeoutError:
        return False


def limits_of(rules: StopRules, now_ns: int, wall_ns: int, started_ns: int) -> list[Limit]:
    """The limits in time.

    `wall_ns` (Unix time) is the same instant as `now_ns`; the run began at `started_ns`.
    """
    limits = []
    if rules.after_time_ns is not None:
        limits.append(Limit(started_ns + rules.after_time_ns, rules.position("after_time"), Reason.AFTER_TIME))
    if rules.at is not None:
        at_ns = int(rules.at.timestamp()) * NS_PER_S + rules.at.microsecond * NS_PER_US
        limits.append(Limit(max(now_ns, now_ns + at_ns - wall_ns), rules.position("at"), Reason.AT))
    return limits
