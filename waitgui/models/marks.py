"""Marks: what happened beside the ticks of a lane, or of all of them: pauses, gaps, moves of the wall clock. No Qt.

Times are monotonic ns, so that a mark stays where it is when another anchor ties them to the wall clock.
"""

from __future__ import annotations

from collections import deque
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.record import Paused, Resumed, RunEnded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAUSES_KEPT = 200


class GapKind(StrEnum):
    """Why nothing could work."""

    SUSPENDED = "suspended"
    """The computer was asleep."""
    STALLED = "stalled"
    """The program was stopped, or got no time."""
    NOT_RUNNING = "not_running"
    """Nobody had started the program."""


class Gap(NamedTuple):
    """A span in which the program couldn't work."""

    start_ns: int
    end_ns: int
    kind: GapKind = GapKind.SUSPENDED


class Pause(NamedTuple):
    """A time in which no tick of the task's run started; `end_ns` is None while it lasts."""

    start_ns: int
    end_ns: int | None = None


class ClockJump(NamedTuple):
    """The wall clock was set by so much, forward or back."""

    at_ns: int
    by_ns: int


class Pauses:
    """Those of one task, the oldest first; of many the newest are kept."""

    __slots__ = ("_pauses",)

    def __init__(self) -> None:
        self._pauses: deque[Pause] = deque(maxlen=PAUSES_KEPT)

    def __iter__(self) -> Iterator[Pause]:
        return iter(self._pauses)

    def __len__(self) -> int:
        return len(self._pauses)

    def reach(self, at_ns: int) -> bool:
        """Whether one lasted after that time."""
        return bool(self._pauses) and (self._pauses[-1].end_ns is None or self._pauses[-1].end_ns > at_ns)

    def note(self, event: Paused | Resumed | RunEnded) -> None:
        """A pause begins, or what ends one; two beginnings are one pause."""
        last = self._pauses[-1] if self._pauses else None
        is_open = last is not None and last.end_ns is None
        if isinstance(event, Paused):
            if not is_open:
                self._pauses.append(Pause(event.at_ns))
        elif last is not None and is_open:
            self._pauses[-1] = last._replace(end_ns=max(event.at_ns, last.start_ns))

    def recall(self, earlier: Iterable[Pause]) -> None:
        """Take those of earlier lives, which are over."""
        self._pauses = deque(sorted({*earlier, *self._pauses}, key=lambda pause: pause.start_ns), PAUSES_KEPT)
