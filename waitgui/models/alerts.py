"""What of all that happens is worth a notification, and when one may be shown. No Qt, no clock.

Two halves: `Vigil` watches the ticks of one set and finds what is worth telling; `Governor` keeps that until it may be
told, and then tells it in one piece. However much happens there is at most one bubble in `GAP_NS`, and fewer while
they keep coming; nothing is dropped: what a bubble doesn't name it counts.
"""

from __future__ import annotations

from datetime import time
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.record import Outcome, Reason, RunEnded, RunOutcome, RunStarted, Tick

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from waitgui.store.settings import Alerts, QuietHours
    from waitgui.tasks.record import Event

_NS_PER_S = 1_000_000_000
GATHER_NS = 1 * _NS_PER_S
"""How long the first of a bubble waits for others of the same cause."""
GAP_NS = 10 * _NS_PER_S
LONGEST_GAP_NS = 320 * _NS_PER_S
_FAILED = frozenset({Outcome.FAILED, Outcome.TIMED_OUT, Outcome.ERROR})
_WELL = frozenset({Outcome.OK, Outcome.MET})
_BY_OTHERS = frozenset({Reason.STOPPED, Reason.QUIT, Reason.LOST})
"""Why runs end that haven't ended by themselves."""


class What(StrEnum):
    """What is told."""

    FAILING = "failing"
    RECOVERED = "recovered"
    GAVE_UP = "gave up"
    """The run ended by itself, in failure."""
    ENDED = "ended"
    """The run ended by itself, and well."""


class Alert(NamedTuple):
    """Something worth telling. `source` is the set's key, `task` the id, `name` what people call it.

    `run` and `n` are the tick that it was (0 if none), `in_a_row` the failures up to it, `why` its reason if it gave
    one, else `exit_code`; `reason` why the run ended, after so many `ticks` and so long.
    """

    what: What
    source: Hashable
    task: str
    name: str
    run: int
    n: int
    in_a_row: int = 0
    why: str = ""
    exit_code: int | None = None
    reason: Reason | None = None
    ticks: int = 0
    lasted_ns: int = 0


class Bubble(NamedTuple):
    """One notification: the latest alert of each kind and task, in order, and how many there were in all."""

    alerts: tuple[Alert, ...]
    total: int


class Vigil:
    """Finds in the events of one set what is worth telling. `name_of` gives the name of a task."""

    def __init__(self, source: Hashable, name_of: Callable[[str], str]) -> None:
        self._source = source
        self._name_of = name_of
        self._in_a_row: dict[str, int] = {}
        self._told: set[str] = set()
        self._last: dict[str, Tick] = {}
        self._started_ns: dict[str, int] = {}

    def note(self, events: Iterable[Event], rules: Alerts) -> list[Alert]:
        """What of these is worth telling by the rules."""
        found: list[Alert] = []
        for event in events:
            kind = type(event)  # a set may tick ten thousand times a second: most is passed over with this look
            if kind is Tick:
                if event.result.outcome in _FAILED:  # type: ignore[union-attr]
                    self._failed(event, rules, found)  # type: ignore[arg-type]
                elif self._in_a_row and event.result.outcome in _WELL:  # type: ignore[union-attr]
                    self._went_well(event, rules, found)  # type: ignore[arg-type]
            elif kind is RunEnded:
                self._ended(event, rules, found)  # type: ignore[arg-type]
            elif kind is RunStarted:
                self._forget(event.task)  # type: ignore[union-attr]
                self._started_ns[event.task] = event.mono_ns  # type: ignore[union-attr]
        return found

    def _failed(self, tick: Tick, rules: Alerts, found: list[Alert]) -> None:
        task = tick.task
        in_a_row = self._in_a_row[task] = self._in_a_row.get(task, 0) + 1
        self._last[task] = tick
        if rules.enabled and 0 < rules.failures <= in_a_row and task not in self._told:
            self._told.add(task)
            found.append(self._alert(What.FAILING, tick))

    def _went_well(self, tick: Tick, rules: Alerts, found: list[Alert]) -> None:
        if tick.task in self._told and rules.recovery and rules.enabled:
            found.append(self._alert(What.RECOVERED, tick))
        self._forget(tick.task)

    def _ended(self, end: RunEnded, rules: Alerts, found: list[Alert]) -> None:
        failed = end.outcome is RunOutcome.FAILED
        wanted = rules.run_end == "always" or (failed and rules.run_end == "failed")
        if rules.enabled and wanted and end.reason not in _BY_OTHERS:
            last = self._last.get(end.task)
            found.append(
                Alert(
                    What.GAVE_UP if failed else What.ENDED,
                    self._source,
                    end.task,
                    self._name_of(end.task),
                    end.run,
                    0 if last is None else last.n,
                    self._in_a_row.get(end.task, 0),
                    "" if last is None else last.result.why,
                    None if last is None else last.result.exit_code,
                    end.reason,
                    end.ticks,
                    end.at_ns - self._started_ns.get(end.task, end.at_ns),
                )
            )
        self._started_ns.pop(end.task, None)
        self._forget(end.task)

    def _alert(self, what: What, tick: Tick) -> Alert:
        in_a_row, name = self._in_a_row.get(tick.task, 0), self._name_of(tick.task)
        why, code = tick.result.why, tick.result.exit_code
        return Alert(what, self._source, tick.task, name, tick.run, tick.n, in_a_row, why, code)

    def _forget(self, task: str) -> None:
        self._in_a_row.pop(task, None)
        self._last.pop(task, None)
        self._told.discard(task)


class Governor:
    """Keeps alerts until a bubble may be shown. Times are monotonic ns; `hour` is the local time of day."""

    def __init__(self) -> None:
        self._kept: dict[tuple[What, Hashable, str], tuple[Alert, int]] = {}
        self._since_ns = 0
        self._shown_ns: int | None = None
        self._gap_ns = GAP_NS

    @property
    def waiting(self) -> int:
        """How many alerts are kept back."""
        return sum(count for _, count in self._kept.values())

    def keep(self, alerts: Iterable[Alert], now_ns: int) -> None:
        """Take these to be told."""
        for alert in alerts:
            if not self._kept:
                self._since_ns = now_ns
            key = (alert.what, alert.source, alert.task)
            _, count = self._kept.pop(key, (alert, 0))  # the latest of a kind is told, as the last
            self._kept[key] = (alert, count + 1)

    def forget(self, source: Hashable) -> None:
        """The set is closed: nothing of it is told any more."""
        self._kept = {key: kept for key, kept in self._kept.items() if key[1] != source}

    def due(self, now_ns: int, hour: time, quiet: QuietHours) -> Bubble | None:
        """What is to be shown now, all that is kept; None if it isn't time."""
        if not self._kept or is_quiet(hour, quiet) or now_ns < self._since_ns + GATHER_NS:
            return None
        if self._shown_ns is not None:
            since_ns = now_ns - self._shown_ns
            if since_ns < self._gap_ns:
                return None
            # They keep coming: each waits longer than the one before.
            self._gap_ns = min(self._gap_ns * 2, LONGEST_GAP_NS) if since_ns < 2 * self._gap_ns else GAP_NS
        bubble = Bubble(tuple(alert for alert, _ in self._kept.values()), self.waiting)
        self._kept, self._shown_ns = {}, now_ns
        return bubble


def is_quiet(hour: time, quiet: QuietHours) -> bool:
    """Whether nothing is to be shown at this local time of day: from the first minute until before the last.

    The hours may go over midnight; equal ends are no hours at all.
    """
    if not quiet.enabled or quiet.start == quiet.end:
        return False
    begin, end = time.fromisoformat(quiet.start), time.fromisoformat(quiet.end)
    return begin <= hour < end if begin < end else hour >= begin or hour < end
