"""What will hurt of a task set, although it is valid, and what would mend it: the doctor's findings.

A kind of advice is a code here, and one function that yields it: in `advice_schedules` and `advice_stops` what follows
from the definitions alone, in `advice_world` what takes a look at the computer, the history or the plan of the whole.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.words import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waitgui.tasks.remedies import Remedy
    from waitgui.tasks.words import Span


class Severity(Enum):
    """How much it will hurt."""

    FAILS = "fails"
    """It can't do what it says."""
    HURTS = "hurts"
    """It does something else than it seems."""
    HINT = "hint"
    """It may be meant so."""


class Code(Enum):
    """What the advice is about; the command line prints it."""

    CAP_ENDS_IT = "cap-ends-it"
    RETRIES_OUTLAST_PERIOD = "retries-outlast-period"
    TIMEOUT_OUTLASTS_PERIOD = "timeout-outlasts-period"
    TIMEOUT_BEFORE_CHECK = "timeout-before-check"
    JITTER_OVER_PERIOD = "jitter-over-period"
    STOP_NEVER_HOLDS = "stop-never-holds"
    ENDS_BEFORE_TICK = "ends-before-first-tick"
    NOT_STARTABLE = "not-startable"
    SLOWER_THAN_PERIOD = "slower-than-period"
    CROWDED = "crowded"
    TOO_FAST = "too-fast"


class Advice(NamedTuple):
    """One thing that will hurt. `task_id` is None where it is about the whole set.

    `message` is a sentence; `remedies` are the clicks that mend it, the best first.
    """

    task_id: str | None
    code: Code
    severity: Severity
    message: tuple[Span, ...]
    remedies: tuple[Remedy, ...]

    @property
    def text(self) -> str:
        """The sentence without its emphasis."""
        return plain_text(list(self.message))


_ORDER = tuple(Severity)


def worst_first(advice: Iterable[Advice]) -> list[Advice]:
    """By severity; of the same as they came."""
    return sorted(advice, key=lambda one: _ORDER.index(one.severity))
