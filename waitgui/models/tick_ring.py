"""Finished ticks in columns, the oldest given up for the newest. No Qt; one thread owns it.

Rows lie in the order of their key, so that a span of time is found by halving. The key is a tick's end; a skipped tick,
which is told of long after its time, has the time of the telling instead, and stays where it was told. Ticks of several
workers arrive a little out of order: the batch is merged into the rows whose key is later than its first.

A row's number counts from the first that ever came. Rows `chunk · c` to `chunk · (c + 1)` are a chunk. One that is far
enough from the newest row is sealed: how far back its blocks reach is noted, so that what began in a window and ended
after it is found without looking at every later tick, and its merged levels are made. A batch that reaches into it
opens it again; the first row that is given up takes the chunk's notes with it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal

import numpy as np

from waitgui.models.tick_columns import (
    CODES,
    COLUMN_TYPES,
    OUTCOMES,
    SKIPPED,
    Column,
    Ticks,
    Wanted,
    joined,
    of_lanes,
    room,
)
from waitgui.models.tick_levels import Level, Sealed

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CHUNK", "CODES", "COLUMN_TYPES", "OUTCOMES", "SKIPPED", "Column", "TickRing", "Ticks"]

CHUNK = 1 << 14
_BLOCKS = 64  # of a chunk
_MOST_PICKED = 1 << 18
"""Ticks of the lanes in sight that may be kept beside the ring: 10 MB."""
_SKIPPED_BYTE = bytes([SKIPPED])
_INT64 = np.iinfo(np.int64)


class TickRing:
    """At most `capacity` ticks. 37 bytes each and at most 3 for the levels.

    The room is taken at once: it costs memory only where rows were written, and nothing is ever copied to grow.
    """

    def __init__(self, capacity: int, chunk: int = CHUNK) -> None:
        if capacity < 1:
            raise ValueError("a ring holds at least one tick")
        self._capacity = capacity
        self._chunk = chunk
        self._block = max(1, chunk // _BLOCKS)
        self._columns = room(capacity)
        self._begin = 0  # the number of the oldest row
        self._end = 0  # one more than that of the newest
        self._newest_key = 0
        self._sealed: deque[Sealed] = deque()
        self._first_sealed = 0  # the chunk's number

    def __len__(self) -> int:
        return self._end - self._begin

    @property
    def nbytes(self) -> int:
        """What the rows there is room for and the levels take."""
        rows = sum(int(column.nbytes) for column in self._columns.columns())
        return rows + sum(chunk.nbytes for chunk in self._sealed)

    @property
    def lost_ns(self) -> int | None:
        """Of what ended before this some was given up; None if nothing was."""
        return self._key(self._begin) if self._begin else None

    def append(self, batch: Ticks) -> None:
        """Take a batch, in the order in which it arrived. `end` of a skipped tick is its due time."""
        if not len(batch):
            return
        if batch.outcome.tobytes().find(_SKIPPED_BYTE) >= 0:
            batch = replace(batch, end=self._keys(batch))
        keys = batch.end
        if np.count_nonzero(keys[1:] < keys[:-1]):
            batch = batch.of(np.argsort(keys, kind="stable"))
        if self._end > self._begin and batch.end[0] < self._newest_key:
            batch = self._with_later(batch)
        self._store(batch)
        self._seal(1 + len(batch) // self._chunk)

    def window(self, from_ns: int, to_ns: int, grain_ns: int = 1, wanted: Wanted | None = None) -> Ticks:
        """The ticks any part of which lies within, from due time to end, in the order of their keys.

        `grain_ns` is how long a pixel is: ticks that are shorter may come merged, see `tick_levels`. Only those of the
        lanes that are `wanted`.
        """
        return joined(self.parts(from_ns, to_ns, grain_ns, wanted))

    def parts(self, from_ns: int, to_ns: int, grain_ns: int = 1, wanted: Wanted | None = None) -> list[Ticks]:
        """The same as it comes, without putting it together."""
        first, last = self._place(from_ns, "left"), self._place(to_ns, "right")
        parts: list[Ticks] = []
        at = first
        for has_level, group in groupby(self._levels(first, last, grain_ns), lambda found: found[1] is not None):
            found = list(group)
            if has_level:
                merged = self._merged([(begin, level) for begin, level in found if level is not None], wanted)
                parts.append(_shown(merged, from_ns, to_ns))
                at = (found[-1][0] // self._chunk + 1) * self._chunk
            else:
                until = min(last, (found[-1][0] // self._chunk + 1) * self._chunk)
                rows = self._told(at, until, wanted)
                skipped = rows.of(np.flatnonzero(rows.outcome == SKIPPED))
                # What ended within is shown, but for skipped ticks, which may lie before.
                are_shown = len(_shown(skipped, from_ns, to_ns)) == len(skipped)
                parts.append(rows if are_shown else _shown(rows, from_ns, to_ns))
                at = until
        begun = self._begun(max(at, last), to_ns)
        if len(begun):
            rows = of_lanes(self._columns.of(begun % len(self._columns)), wanted)
            parts.append(_shown(rows.told(), from_ns, to_ns))
        return parts

    def newest(self, count: int, before: int = 0) -> Ticks:
        """`count` ticks from the end, leaving out the `before` very last."""
        last = max(self._begin, self._end - before)
        return self._rows(max(self._begin, last - count), last).told()

    def span(self) -> tuple[int, int] | None:
        """The first start or due time and the last end; None while empty."""
        if self._end == self._begin:
            return None
        first = [chunk.earliest_ns for chunk in self._sealed]
        first += [int(rows.reach().min()) for _, rows in self._unsealed(self._begin)]
        return min(first), self._newest_key

    # ------------------------------------------------------------------------------------------------------- reading

    def _told(self, first: int, last: int, wanted: Wanted | None) -> Ticks:
        """Rows of the wanted lanes. Those of sealed chunks are kept there, unless they are many."""
        if wanted is None or wanted.is_all or wanted.share * len(self) > _MOST_PICKED:
            return of_lanes(self._rows(first, last), wanted).told()
        pieces = []
        while first < last:
            number = first // self._chunk
            place, begin = number - self._first_sealed, number * self._chunk
            until = min(begin + self._chunk, last)
            if 0 <= place < len(self._sealed):
                chunk = self._rows(begin, begin + self._chunk)
                pieces.append(self._sealed[place].pick(wanted, chunk, first - begin, until - begin))
            else:
                if place >= 0:
                    until = last  # nothing behind the sealed ones is sealed
                pieces.append(of_lanes(self._rows(first, until), wanted).told())
            first = until
        return joined(pieces)

    def _levels(self, first: int, last: int, grain_ns: int) -> Iterator[tuple[int, Level | None]]:
        """The first row of each chunk that has one of these, and the level that will do."""
        if last <= first:
            return
        for number in range(first // self._chunk, (last - 1) // self._chunk + 1):
            place = number - self._first_sealed
            is_sealed = grain_ns > 1 and 0 <= place < len(self._sealed)
            yield number * self._chunk, self._sealed[place].level(grain_ns) if is_sealed else None

    def _merged(self, levels: list[tuple[int, Level]], wanted: Wanted | None) -> Ticks:
        space = len(self._columns)
        first, last, worst = (
            np.concatenate([np.add(level[member], begin % space, dtype=np.intp) for begin, level in levels])
            for member in (1, 2, 3)
        )
        for places in (first, last, worst):
            places[places >= space] -= space
        chosen = None if wanted is None else wanted.places(self._columns.lane[worst])
        if chosen is not None:
            first, last, worst = first[chosen], last[chosen], worst[chosen]
        rows = self._columns.of(worst)
        # A skipped tick is over when it starts.
        end = np.where(rows.outcome == SKIPPED, self._columns.start[last], self._columns.end[last])
        return replace(rows, start=self._columns.start[first], end=end)

    def _begun(self, at: int, to_ns: int) -> Column:
        """The numbers of the rows from `at` on that started, or were due, by then."""
        found: list[Column] = []
        for number in range(max(0, at // self._chunk - self._first_sealed), len(self._sealed)):
            chunk = self._sealed[number]
            if chunk.earliest_ns <= to_ns:
                begin = (self._first_sealed + number) * self._chunk
                blocks = np.flatnonzero(chunk.earliest <= to_ns)
                rows = (begin + blocks[:, None] * self._block + np.arange(self._block)).ravel()
                rows = rows[(rows >= at) & (rows < begin + self._chunk)]
                found.append(rows[self._columns.of(rows % len(self._columns)).reach() <= to_ns])
        for begin, ticks in self._unsealed(at):
            found.append(begin + np.flatnonzero(ticks.reach() <= to_ns))
        return np.sort(np.concatenate(found)) if found else np.empty(0, np.int64)

    def _unsealed(self, at: int) -> Iterator[tuple[int, Ticks]]:
        """The rows from `at` on that are in no sealed chunk, with the number of their first."""
        sealed, end = self._first_sealed * self._chunk, (self._first_sealed + len(self._sealed)) * self._chunk
        for first, last in ((max(at, self._begin), min(sealed, self._end)), (max(at, end), self._end)):
            if first < last:
                yield first, self._rows(first, last)

    def _key(self, row: int) -> int:
        return int(self._columns.end[row % len(self._columns)])

    def _place(self, key: int, side: Literal["left", "right"]) -> int:
        """Where the key would go: the number of a row."""
        ends, space = self._columns.end, len(self._columns)
        head, count = self._begin % space, self._end - self._begin
        before_wrap = min(count, space - head)
        key = max(min(key, _INT64.max), _INT64.min)
        place = int(np.searchsorted(ends[head : head + before_wrap], key, side))
        if place == before_wrap:
            place += int(np.searchsorted(ends[: count - before_wrap], key, side))
        return self._begin + place

    def _rows(self, first: int, last: int) -> Ticks:
        """The rows as views, or as copies where they wrap."""
        space = len(self._columns)
        begin = first % space
        end = begin + max(0, last - first)
        if end <= space:
            return self._columns.of(slice(begin, end))
        return joined([self._columns.of(slice(begin, space)), self._columns.of(slice(0, end - space))])

    # ------------------------------------------------------------------------------------------------------- writing

    def _keys(self, batch: Ticks) -> Column:
        told = np.maximum.accumulate(batch.end)
        if self._end > self._begin:
            told = np.maximum(told, self._newest_key)
        return np.where(batch.outcome == SKIPPED, told, batch.end)

    def _with_later(self, batch: Ticks) -> Ticks:
        """The batch among the rows that are later than its first, which are taken out."""
        later = self._place(int(batch.end[0]), "right")
        both = joined([self._rows(later, self._end), batch])
        self._end = later
        while self._sealed and (self._first_sealed + len(self._sealed)) * self._chunk > later:
            self._sealed.pop()
        return both.of(np.argsort(both.end, kind="stable"))

    def _store(self, rows: Ticks) -> None:
        self._write(rows)
        self._newest_key = int(rows.end[-1])
        self._begin = max(self._begin, self._end - self._capacity)
        chunk = -(-self._begin // self._chunk)
        while self._first_sealed < chunk:
            self._first_sealed += 1
            if self._sealed:
                self._sealed.popleft()

    def _write(self, rows: Ticks) -> None:
        """Put rows behind the newest, over the oldest."""
        space = len(self._columns)
        if len(rows) > space:
            self._end += len(rows) - space
            rows = rows.of(slice(len(rows) - space, None))
        at, count = self._end % space, len(rows)
        self._end += count
        if at + count <= space:
            for column, new in zip(self._columns.columns(), rows.columns(), strict=True):
                column[at : at + count] = new
            return
        before_wrap = space - at
        for column, new in zip(self._columns.columns(), rows.columns(), strict=True):
            column[at:] = new[:before_wrap]
            column[: count - before_wrap] = new[before_wrap:]

    def _seal(self, most: int) -> None:
        """Sum up chunks that a batch which is a little out of order won't reach; no more than keeps an append short."""
        for _ in range(most):
            begin = (self._first_sealed + len(self._sealed)) * self._chunk
            end = begin + self._chunk
            if self._end < end + self._chunk // 4:
                return
            self._sealed.append(Sealed(self._rows(begin, end).told(), self._block))


def _shown(rows: Ticks, from_ns: int, to_ns: int) -> Ticks:
    shown = (rows.shown_from() <= to_ns) & (rows.end >= from_ns)
    return rows if shown.all() else rows.of(shown)
