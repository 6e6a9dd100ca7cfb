"""The finished ticks that are kept: the ring, a page of older ones beside it, attempts, and what is counted of them.

Tasks are numbers here. No Qt; one thread owns it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waitgui.models.attempts import Attempts
from waitgui.models.changes import Span
from waitgui.models.lane_failures import LaneFailures, comes_after
from waitgui.models.overview import Overview
from waitgui.models.tick_columns import CODES, Ticks
from waitgui.models.tick_ring import TickRing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waitgui.models.older import Page
    from waitgui.models.tick_columns import Wanted
    from waitgui.tasks.record import Tick

_CHUNK = 1 << 16
_BEYOND_GONE = 256


class Found(NamedTuple):
    """A finished tick: when it ran, and its outcome's code."""

    start_ns: int
    end_ns: int
    code: int


class KeptTicks:
    """At most `capacity` ticks, and an older page of others."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self.ring = TickRing(capacity)
        self.attempts = Attempts()
        self.failures = LaneFailures()
        self.recalled_since_ns: int | None = None
        """From when on the history was asked for every tick; None: from the beginning."""
        self._older: Page | None = None
        self._overview: Overview | None = Overview()
        self._found: tuple[tuple[int, int, int], Found] | None = None

    @property
    def overview(self) -> Overview:
        """The counts of all in the ring."""
        if self._overview is None:
            self._overview = Overview()
            self._overview.add(self.ring.newest(len(self.ring)))
        return self._overview

    @property
    def older(self) -> Page | None:
        """The page of older ticks."""
        return self._older

    @older.setter
    def older(self, page: Page | None) -> None:
        self._older, self._found = page, None

    @property
    def kept_since_ns(self) -> int | None:
        """From when on the ring has every tick; None: all."""
        known = (self.recalled_since_ns, self.ring.lost_ns)
        return max((since_ns for since_ns in known if since_ns is not None), default=None)

    @property
    def known_since_ns(self) -> int | None:
        """The same with the page of older ones, if that reaches up to the ring's."""
        since_ns, older = self.kept_since_ns, self._older
        if since_ns is None or older is None or older.to_ns < since_ns:
            return since_ns
        return older.from_ns

    @property
    def spans(self) -> list[tuple[int, int]]:
        """From the first due time or start to the last end, of the page and of the ring."""
        return [span for ring in self._rings if (span := ring.span()) is not None]

    def add(self, ticks: Sequence[tuple[int, Tick]]) -> Span:
        """Take ticks (at least one) with the numbers of their tasks; the stretch in which they lie."""
        rows = [
            (number, tick.start_ns, tick.end_ns, tick.due_ns, CODES[tick.outcome], tick.run, tick.n)
            for number, tick in ticks
        ]
        lane, start, end, due, outcome, run, n = np.array(rows, np.int64).T
        narrow = (outcome.astype(np.uint8), run.astype(np.int32), n.astype(np.int32))
        self.store(Ticks(lane.astype(np.int32), start, end, due, *narrow))
        self.attempts.add(ticks)
        return Span(int(np.minimum(due, start).min()), int(end.max()))

    def store(self, batch: Ticks) -> None:
        """Put columns into the ring, and count them."""
        held = len(self.ring)
        gone = max(0, held + len(batch) - self._capacity)
        reach = min(gone + _BEYOND_GONE, held)
        oldest = self.ring.newest(reach, held - reach)
        if gone and not comes_after(batch, oldest.of(slice(gone, None))):
            self.ring.append(batch)  # some of the batch may not have been kept: count what was
            self.failures.recount(self.ring.newest(self._capacity))
            self._overview = None
            return
        self.failures.forget(oldest.of(slice(gone)))
        self.failures.note(batch)
        if self._overview is not None:
            self._overview.remove(oldest.of(slice(gone)))
            self._overview.add(batch)
        self.ring.append(batch)

    def parts(self, from_ns: int, to_ns: int, grain_ns: int, wanted: Wanted | None) -> list[Ticks]:
        """See `TickRing.parts`."""
        return [part for ring in self._rings for part in ring.parts(from_ns, to_ns, grain_ns, wanted)]

    def find(self, number: int, run: int, n: int) -> Found | None:
        """A tick; None if it isn't known. The latest answer is kept."""
        key = (number, run, n)
        if self._found is None or self._found[0] != key:
            found = self._look_up(*key)
            if found is None:
                return None
            self._found = key, found
        return self._found[1]

    def around(self, number: int, run: int, n: int, step: int) -> list[tuple[int, int, int]]:
        """Start, run and number of the task's newest ticks, back to where `step` from this one leads."""
        found: list[tuple[int, int, int]] = []
        for stretch in self._backwards():
            ticks = stretch.of(stretch.lane == number)
            found = [*zip(ticks.start.tolist(), ticks.run.tolist(), ticks.n.tolist(), strict=True), *found]
            place = next((place for place, tick in enumerate(found) if tick[1:] == (run, n)), -1)
            if place >= 0 and place + step >= 0:
                break
        return found

    def _look_up(self, number: int, run: int, n: int) -> Found | None:
        for ticks in self._backwards():
            found = np.flatnonzero((ticks.lane == number) & (ticks.run == run) & (ticks.n == n))
            if len(found):
                place = int(found[0])
                return Found(int(ticks.start[place]), int(ticks.end[place]), int(ticks.outcome[place]))
        return None

    @property
    def _rings(self) -> tuple[TickRing, ...]:
        """All that is kept, the older first."""
        return (self.ring,) if self._older is None else (self._older.ticks, self.ring)

    def _backwards(self) -> Iterator[Ticks]:
        """All ticks, the newest stretch first."""
        for ring in reversed(self._rings):
            for before in range(0, len(ring), _CHUNK):
                yield ring.newest(_CHUNK, before)
