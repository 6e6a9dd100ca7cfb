"""The stop rules of one run: what they count, and which of them ends it (contract, "Rules in detail").

Rules that look at time alone are limits, and end a wait too; the others are judged when a tick ends, all together: of
those that hold, the one that was written first is the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

from waitgui.tasks.record import Kind, Outcome, Reason
from waitgui.wait.durations import MAX_NS, NS_PER_S, NS_PER_US

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class Counts:
    """What the actions of a run amount to so far."""

    __slots__ = ("failures", "in_a_row", "runs", "successes")

    def __init__(self) -> None:
        self.runs = self.successes = self.failures = 0
        self.in_a_row = 0
        """Failures since the last success."""

    def add(self, outcome: Outcome) -> None:
        """An action has ended so."""
        self.runs += 1
        if outcome is Outcome.OK:
            self.successes += 1
            self.in_a_row = 0
        elif outcome in _FAILURES:
            self.failures += 1
            self.in_a_row += 1


class Judge:
    """Of one run: counts its ticks, knows its limits in time, and says which rule ends it.

    `end_ns` is a limit besides the rules: after all of them where several hold at once, and with the reason `stopped`.
    `counts` is what there was before, where it begins in the middle of a run.
    """

    __slots__ = (
        "_counts",
        "_end_ns",
        "_first",
        "_limits",
        "_other_ended",
        "_pattern",
        "_rules",
        "_started_ns",
        "counts",
        "limit_ns",
    )

    def __init__(self, rules: StopRules, end_ns: int | None = None, counts: Counts | None = None) -> None:
        self._rules = rules
        self.counts = Counts() if counts is None else counts
        self._end_ns = end_ns
        self._counts = not rules.model_fields_set.isdisjoint(_COUNTED)
        self._pattern = None if rules.on_output is None else regex.compile(rules.on_output)
        self._started_ns = 0
        self._limits: tuple[Limit, ...] = ()
        self._other_ended = False
        self._first: tuple[int, Reason] | None = None
        self.limit_ns = MAX_NS
        """From when on a rule holds that looks at time alone."""

    @property
    def limit(self) -> Reason:
        """The rule that holds from `limit_ns` on."""
        return self._limits[0].reason

    def start(self, now_ns: int, wall_ns: int) -> Reason | None:
        """The run begins; the reason if it ends at once. `wall_ns` (Unix time) is the same instant as `now_ns`."""
        self._started_ns = now_ns
        self._set_limits(now_ns, wall_ns)
        return _reason(min(self._holding(now_ns), default=None))

    def clock_moved(self, now_ns: int, wall_ns: int) -> bool:
        """The wall clock was set; whether that matters."""
        if self._rules.at is None:
            return False
        self._set_limits(now_ns, wall_ns)
        return True

    def other_ended(self) -> None:
        """A run has ended of the task that `when_task_ends` names. Before the start too."""
        self._other_ended = True

    def after_tick(self, now_ns: int, kind: Kind, result: Result) -> Reason | None:
        """A tick has ended; the reason if the run does, unless it `asks_when`."""
        holding = self._holding(now_ns)
        if self._counts:
            holding += self._count(kind, result)
        self._first = min(holding, default=None)
        return _reason(self._first)

    @property
    def asks_when(self) -> bool:
        """Whether it takes the check of `when` to say how the tick that has ended leaves the run."""
        rules, first = self._rules, self._first
        return rules.when is not None and (first is None or rules.position(Reason.WHEN) < first[0])

    def after_when(self, now_ns: int, *, met: bool) -> Reason | None:
        """The check has answered; the reason if the run ends."""
        holding = self._holding(now_ns)
        if self._first is not None:
            holding.append(self._first)
        if met:
            holding.append(self._placed(Reason.WHEN))
        return _reason(min(holding, default=None))

    def _holding(self, now_ns: int) -> list[tuple[int, Reason]]:
        """The rules that hold whatever ticks there were, each with its place among those written."""
        holding = [(limit.place, limit.reason) for limit in self._limits if now_ns >= limit.at_ns]
        if self._other_ended:
            holding.append(self._placed(Reason.WHEN_TASK_ENDS))
        return holding

    def _count(self, kind: Kind, result: Result) -> Iterator[tuple[int, Reason]]:
        rules = self._rules
        if kind is Kind.ACTION:
            counts = self.counts
            counts.add(result.outcome)
            for limit, count, reason in (
                (rules.after_runs, counts.runs, Reason.AFTER_RUNS),
                (rules.after_successes, counts.successes, Reason.AFTER_SUCCESSES),
                (rules.after_failures, counts.failures, Reason.AFTER_FAILURES),
                (rules.after_failures_in_a_row, counts.in_a_row, Reason.AFTER_FAILURES_IN_A_ROW),
            ):
                if limit is not None and count >= limit:
                    yield self._placed(reason)
        if result.exit_code is not None and result.exit_code in rules.on_exit_code:
            yield self._placed(Reason.ON_EXIT_CODE)
        if self._pattern is not None and result.output and _found(self._pattern, result.output):
            yield self._placed(Reason.ON_OUTPUT)

    def _placed(self, reason: Reason) -> tuple[int, Reason]:
        return self._rules.position(reason), reason

    def _set_limits(self, now_ns: int, wall_ns: int) -> None:
        rules, limits = self._rules, list[Limit]()
        if rules.after_time_ns is not None:
            limits.append(Limit(self._started_ns + rules.after_time_ns, *self._placed(Reason.AFTER_TIME)))
        if rules.at is not None:
            at_ns = int(rules.at.timestamp()) * NS_PER_S + rules.at.microsecond * NS_PER_US
            limits.append(Limit(max(now_ns, now_ns + at_ns - wall_ns), *self._placed(Reason.AT)))
        if self._end_ns is not None:
            limits.append(Limit(self._end_ns, len(rules.order), Reason.STOPPED))
        if limits:
            self._limits = tuple(sorted(limits))
            self.limit_ns = self._limits[0].at_ns


def _reason(first: tuple[int, Reason] | None) -> Reason | None:
    return None if first is None else first[1]


def _found(pattern: regex.Pattern[str], text: str) -> bool:
    try:
        return pattern.search(text, timeout=SEARCH_TIMEOUT_S, concurrent=True) is not None
    except TimeoutError:
        return False
