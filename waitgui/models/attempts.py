"""Attempts of ticks that were tried more than once, and those ticks, in columns. No Qt; one thread owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waitgui.models.tick_ring import CODES, COLUMN_TYPES, TickRing, Ticks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waitgui.tasks.record import Attempt, Tick, Tried

CAPACITY = 100_000
MOST_OF_A_TICK = 2_000
"""Of a tick that was tried more often the last attempts are kept."""


class Attempts:
    """At most `capacity` attempts, and as many ticks that had several."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._attempts, self._ticks = TickRing(1), TickRing(1)  # most sets never retry: room is made for the first
        self._has_room = False

    def add(self, ticks: Iterable[tuple[int, Tick]]) -> None:
        """Take those ticks of lanes that were tried more than once; each tick's number is its lane's."""
        retried = [(lane, tick) for lane, tick in ticks if tick.tries]
        if not retried:
            return
        if not self._has_room:
            self._attempts, self._ticks = TickRing(self._capacity), TickRing(self._capacity)
            self._has_room = True
        self._ticks.append(
            _columns(
                [
                    (lane, tick.start_ns, tick.end_ns, tick.due_ns, CODES[tick.outcome], tick.run, tick.n)
                    for lane, tick in retried
                ]
            )
        )
        self._attempts.append(
            _columns(
                [_row(lane, tick.run, tick.n, one) for lane, tick in retried for one in tick.tries[-MOST_OF_A_TICK:]]
            )
        )

    def window(self, from_ns: int, to_ns: int) -> Ticks:
        """The attempts any part of which lies within. Run and number are the tick's; each was due when it started."""
        return self._attempts.window(from_ns, to_ns)

    def ticks(self, from_ns: int, to_ns: int) -> Ticks:
        """The ticks that had several, any part of which lies within."""
        return self._ticks.window(from_ns, to_ns)


def of_ticks_under_way(tried: Iterable[tuple[int, Tried]]) -> Ticks:
    """The same columns of attempts whose tick isn't over, each with its lane."""
    return _columns([_row(lane, one.run, one.n, one.attempt) for lane, one in tried])


def _row(lane: int, run: int, n: int, attempt: Attempt) -> tuple[int, ...]:
    return lane, attempt.start_ns, attempt.end_ns, attempt.start_ns, CODES[attempt.outcome], run, n


def _columns(rows: Sequence[tuple[int, ...]]) -> Ticks:
    columns = np.array(rows, np.int64).T
    return Ticks(*(column.astype(dtype) for column, dtype in zip(columns, COLUMN_TYPES.values(), strict=True)))
