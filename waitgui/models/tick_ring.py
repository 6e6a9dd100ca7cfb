"""Finished ticks in columns, the oldest given up for the newest. No Qt; one thread owns it.

Rows lie in the order of their key, so that a span of time is found by halving. The key is a tick's end; a skipped tick,
which is told of long after its time, has the time of the telling instead, and stays where it was told. Ticks of several
workers arrive a little out of order: the batch is merged into the rows whose key is later than its first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from waitgui.tasks.record import Outcome

Column: TypeAlias = NDArray[Any]

OUTCOMES = (
    Outcome.OK,
    Outcome.MET,
    Outcome.NOT_MET,
    Outcome.SKIPPED,
    Outcome.CANCELLED,
    Outcome.TIMED_OUT,
    Outcome.ERROR,
    Outcome.FAILED,
)
"""The outcome of a code. The codes rise with severity: the worst of several is their maximum."""
CODES = {outcome: code for code, outcome in enumerate(OUTCOMES)}
SKIPPED = CODES[Outcome.SKIPPED]

_FIRST_ROWS = 4096


@dataclass(frozen=True, slots=True)
class Ticks:
    """Columns of one length: monotonic ns, the lane's number, run and number of the tick, the outcome's code."""

    lane: Column
    start: Column
    end: Column
    due: Column
    outcome: Column
    run: Column
    n: Column

    def of(self, where: Column | slice) -> Ticks:
        """Some of the rows: by places, by a mask, or a stretch."""
        return Ticks(*(column[where] for column in self.columns()))

    def columns(self) -> tuple[Column, ...]:
        """The columns, in the order of their names."""
        return tuple(getattr(self, name) for name in COLUMN_TYPES)

    def __len__(self) -> int:
        return len(self.start)


COLUMN_TYPES = {
    "lane": np.int32,
    "start": np.int64,
    "end": np.int64,
    "due": np.int64,
    "outcome": np.uint8,
    "run": np.int32,
    "n": np.int32,
}


def _reach(rows: Ticks) -> Column:
    """From when on they show: a late tick from its due time on."""
    return np.minimum(rows.start, rows.due)


def _room(rows: int) -> Ticks:
    return Ticks(*(np.empty(rows, dtype) for dtype in COLUMN_TYPES.values()))


class TickRing:
    """At most `capacity` ticks. 37 bytes each; room grows with what arrives."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("a ring holds at least one tick")
        self._capacity = capacity
        self._columns = _room(min(capacity, _FIRST_ROWS))
        self._head = 0  # the place of the oldest row
        self._count = 0
        self._longest_ns = 0  # of key − start or due time over every row there ever was

    def __len__(self) -> int:
        return self._count

    def append(self, batch: Ticks) -> None:
        """Take a batch, in the order in which it arrived. `end` of a skipped tick is its due time."""
        if not len(batch):
            return
        keys = self._keys(batch)
        keyed = replace(batch, end=keys)
        if (keys[1:] < keys[:-1]).any():
            keyed = keyed.of(np.argsort(keys, kind="stable"))
        self._longest_ns = max(self._longest_ns, int((keyed.end - _reach(keyed)).max()))
        if self._count and keyed.end[0] < self._key(self._count - 1):
            later = self._place(int(keyed.end[0]), "right")
            tail = self._rows(later, self._count)
            self._count = later
            joined = Ticks(*map(np.concatenate, zip(tail.columns(), keyed.columns(), strict=True)))
            keyed = joined.of(np.argsort(joined.end, kind="stable"))
        self._store(keyed)

    def window(self, from_ns: int, to_ns: int) -> Ticks:
        """The ticks any part of which lies within, from due time to end, in the order of their keys."""
        first, last = self._place(from_ns, "left"), self._place(to_ns + self._longest_ns, "right")
        rows = self._told(self._rows(first, last))
        shown = (_reach(rows) <= to_ns) & (rows.end >= from_ns)
        return rows if shown.all() else rows.of(shown)

    def newest(self, count: int, before: int = 0) -> Ticks:
        """`count` ticks from the end, leaving out the `before` very last."""
        last = max(0, self._count - before)
        return self._told(self._rows(max(0, last - count), last))

    def span(self) -> tuple[int, int] | None:
        """The first start and the last end; None while empty."""
        if not self._count:
            return None
        rows = self._rows(0, self._count)
        return int(rows.start.min()), self._key(self._count - 1)

    def _keys(self, batch: Ticks) -> Column:
        skipped = batch.outcome == SKIPPED
        if not skipped.any():
            return batch.end
        told = np.maximum.accumulate(batch.end)
        if self._count:
            told = np.maximum(told, self._key(self._count - 1))
        return np.where(skipped, told, batch.end)

    @staticmethod
    def _told(rows: Ticks) -> Ticks:
        """With the end in place of the key."""
        if not (rows.outcome == SKIPPED).any():
            return rows
        return replace(rows, end=np.where(rows.outcome == SKIPPED, rows.start, rows.end))

    def _key(self, row: int) -> int:
        return int(self._columns.end[(self._head + row) % len(self._columns.end)])

    def _place(self, key: int, side: Literal["left", "right"]) -> int:
        """Where the key would go among the rows."""
        ends, room = self._columns.end, len(self._columns.end)
        before_wrap = min(self._count, room - self._head)
        key = max(min(key, np.iinfo(np.int64).max), np.iinfo(np.int64).min)
        place = int(np.searchsorted(ends[self._head : self._head + before_wrap], key, side))
        if place == before_wrap:
            place += int(np.searchsorted(ends[: self._count - before_wrap], key, side))
        return place

    def _rows(self, first: int, last: int) -> Ticks:
        """The rows as views, or as copies where they wrap."""
        room = len(self._columns.end)
        begin, end = self._head + first, self._head + max(first, last)
        if begin >= room:
            begin, end = begin - room, end - room
        if end <= room:
            return self._columns.of(slice(begin, end))
        return Ticks(*(np.concatenate((column[begin:], column[: end - room])) for column in self._columns.columns()))

    def _store(self, rows: Ticks) -> None:
        rows = rows.of(slice(max(0, len(rows) - self._capacity), None))
        wanted = self._count + len(rows)
        if wanted > len(self._columns.end) < self._capacity:
            self._grow(wanted)
        room = len(self._columns.end)
        at = (self._head + self._count) % room
        before_wrap = min(len(rows), room - at)
        for column, new in zip(self._columns.columns(), rows.columns(), strict=True):
            column[at : at + before_wrap] = new[:before_wrap]
            column[: len(rows) - before_wrap] = new[before_wrap:]
        evicted = max(0, wanted - room)
        self._head = (self._head + evicted) % room
        self._count = wanted - evicted

    def _grow(self, wanted: int) -> None:
        room = min(self._capacity, max(wanted, 2 * len(self._columns.end)))
        kept = self._rows(0, self._count)
        grown = _room(room)
        for column, old in zip(grown.columns(), kept.columns(), strict=True):
            column[: self._count] = old
        self._columns, self._head = grown, 0
