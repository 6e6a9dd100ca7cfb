"""When the next call is due. Four rules, each a plain object that is told the time (k8s timer.go).

A loop arms its timer at the start of a call or at its end, as it counts the period (`sliding`). `arm` answers with the
time at which the next call is due, which may have passed already, or with None: no further call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.wait.backoff import Growth, Random


_NONE = range(0)


class Timer(Protocol):
    """What a `Loop` asks for the next due time."""

    @property
    def spent(self) -> bool:
        """No call may follow, not even the one that was waited for."""
        ...

    def arm(self, now_ns: int) -> int | None:
        """The time at which the next call is due; None ends the loop."""
        ...


class Variable:
    """Starts anew at each arming, with a delay drawn for it: `delay` gives ns. Zero or less is due at once."""

    __slots__ = ("_delay",)
    spent = False

    def __init__(self, delay: Callable[[], int]) -> None:
        self._delay = delay

    def arm(self, now_ns: int) -> int:
        """Draw the delay that counts from now."""
        return now_ns + self._delay()


class Fixed:
    """Go's ticker: a grid from the first arming on, with a buffer of one.

    Armed when a tick is taken. A tick that comes while the call runs is kept, further ones are lost, and the grid
    stays where it was: calls at 0 (long), 100, then 120, 160 with an interval of 40.
    """

    __slots__ = ("_anchor_ns", "_interval_ns")
    spent = False

    def __init__(self, interval_ns: int) -> None:
        if interval_ns <= 0:
            raise ValueError("a grid needs an interval above zero")
        self._interval_ns = interval_ns
        self._anchor_ns: int | None = None

    def arm(self, now_ns: int) -> int:
        """The first point of the grid after now."""
        if self._anchor_ns is None:
            self._anchor_ns = now_ns
        passed = (now_ns - self._anchor_ns) // self._interval_ns
        return self._anchor_ns + (passed + 1) * self._interval_ns


class Grid:
    """A grid whose missed points are lost: the legacy polls' ticker, and schedules that don't drift.

    Armed at the end of a call: the next is due at the first point not before that end. `anchor_ns` is where point 0
    lies, by default the first arming, which then isn't due itself. `missed` are the points that the last arming lost.
    """

    __slots__ = ("_due_ns", "_interval_ns", "missed")
    spent = False

    def __init__(self, interval_ns: int, anchor_ns: int | None = None) -> None:
        if interval_ns <= 0:
            raise ValueError("a grid needs an interval above zero")
        self._interval_ns = interval_ns
        self._due_ns = anchor_ns
        self.missed = _NONE

    def arm(self, now_ns: int) -> int:
        """The first point after the last due one that isn't before now."""
        interval_ns = self._interval_ns
        due_ns = first_ns = (now_ns if self._due_ns is None else self._due_ns) + interval_ns
        if first_ns < now_ns:
            due_ns = now_ns + (first_ns - now_ns) % interval_ns
            self.missed = range(first_ns, due_ns, interval_ns)
        elif self.missed:
            self.missed = _NONE
        self._due_ns = due_ns
        return due_ns


class Ready:
    """Always due: what an interval of zero or less means."""

    __slots__ = ()
    spent = False

    def arm(self, now_ns: int) -> int:
        """At once."""
        return now_ns


class Tries:
    """A limited number of calls with growing delays between them (k8s ExponentialBackoff).

    No delay follows the last try. Growth over the cap ends the tries early: the delay under way is still waited for,
    then there is no other try.
    """

    __slots__ = ("_growth", "_random")

    def __init__(self, growth: Growth, random: Random) -> None:
        self._growth = growth
        self._random = random

    @property
    def spent(self) -> bool:
        """No try is left."""
        return self._growth.steps < 1

    def arm(self, now_ns: int) -> int | None:
        """After the next delay; None after the last try."""
        if self._growth.steps == 1:
            return None
        return now_ns + self._growth.step(self._random)


class Refused:
    """In place of a grid whose interval isn't above zero (k8s poll.go, where the ticker panics).

    The first call that it would make due is refused with a `ValueError`: so a stop, or an immediate call that ends the
    loop, come before.
    """

    __slots__ = ("_armed", "_interval_ns")

    def __init__(self, interval_ns: int) -> None:
        self._interval_ns = interval_ns
        self._armed = False

    @property
    def spent(self) -> bool:
        """Never; raises `ValueError` once armed."""
        if self._armed:
            raise ValueError(f"the interval must be above zero (got {self._interval_ns} ns)")
        return False

    def arm(self, now_ns: int) -> int:
        """At once."""
        self._armed = True
        return now_ns
