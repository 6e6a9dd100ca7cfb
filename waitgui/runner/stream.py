"""TickStream: events from the workers to whoever watches, in batches and without locks.

Each subscriber has a queue of its own and can't hold up another. A subscriber with a limit loses what doesn't fit, and
is told how much; one without never loses anything.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Protocol

from waitgui.tasks.record import Tick, TickStarted, Tried

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.tasks.record import Event

QUEUE_LIMIT = 100_000
"""Events that may wait for a window; what doesn't fit is counted as dropped."""


class Subscription:
    """One subscriber's queue, which one thread drains; `wake`, if given, is called at the first event after a drain."""

    def __init__(self, limit: int | None = None, wake: Callable[[], None] | None = None) -> None:
        self._limit = limit
        self._wake = wake
        self._events: deque[Event] = deque()
        self._dropped = 0
        self._woken = False

    @property
    def dropped(self) -> int:
        """How many events didn't fit."""
        return self._dropped

    def post(self, event: Event) -> None:
        """Add an event. Any thread; a deque's append is atomic."""
        events = self._events
        if self._limit is not None and len(events) >= self._limit:
            self._dropped += 1
            return
        events.append(event)
        if self._wake is not None and not self._woken:
            self._woken = True
            self._wake()

    def drain(self, most: int | None = None) -> list[Event]:
        """The events so far, oldest first, at most `most` of them."""
        events = self._events
        self._woken = False  # before looking: what comes in meanwhile wakes once too often rather than never
        count = len(events) if most is None else min(most, len(events))
        return [events.popleft() for _ in range(count)]


class Sink(Protocol):
    """Takes events one by one: a `Subscription`, or the history's writer, which may let the worker wait."""

    def post(self, event: Event) -> None:
        """An event. Any thread calls."""
        ...


class TickStream:
    """What a supervisor emits, for all of its subscribers."""

    def __init__(self) -> None:
        self._sinks: tuple[Sink, ...] = ()

    def subscribe(self, limit: int | None = None, wake: Callable[[], None] | None = None) -> Subscription:
        """A queue that gets every event from now on."""
        subscription = Subscription(limit, wake)
        self.attach(subscription)
        return subscription

    def attach(self, sink: Sink) -> None:
        """Have it get every event from now on."""
        self._sinks = (*self._sinks, sink)

    def detach(self, sink: Sink) -> None:
        """Give it no more events."""
        self._sinks = tuple(one for one in self._sinks if one is not sink)

    def emit(self, event: Event) -> None:
        """Hand an event to every subscriber. Any thread."""
        for sink in self._sinks:
            sink.post(event)


def at_once(events: list[Event]) -> list[Event]:
    """Without starts and attempts of ticks whose ends are here too, and say all of it.

    That is a third less for everybody to look at, of ticks without attempts.
    """
    started: dict[tuple[str, int], int] = {}
    tried: dict[tuple[str, int], list[int]] = {}
    gone: set[int] = set()
    for place, event in enumerate(events):
        kind = type(event)
        if kind is TickStarted:
            started[event.task, event.n] = place  # type: ignore[union-attr]
        elif kind is Tick:
            if (at := started.get((event.task, event.n))) is not None:  # type: ignore[union-attr]
                gone.add(at)
            if tried:
                gone.update(tried.pop((event.task, event.n), ()))  # type: ignore[union-attr]
        elif kind is Tried:
            tried.setdefault((event.task, event.n), []).append(place)  # type: ignore[union-attr]
    return [event for place, event in enumerate(events) if place not in gone] if gone else events
