"""Merged levels of detail of a chunk of ticks: what is shorter than a pixel is drawn as one. No Qt.

A level has a bucket, 4**k ns. Its laws, for any pixel at least as long as the bucket:

1. Merged are ticks of one lane and one kind that lie wholly in one bucket, from their due time to their end; all others
   are passed through as they are.
2. Kinds are bars, checks and skipped ticks. None hides another, so an ok tick never stands for a check.
3. A merged row lasts from the first start to the last end of its members. Between two members lies less than a pixel:
   the columns that are covered are those of the members.
4. Its outcome is the worst of its members. A row is shorter than a pixel, so that the worst is at most one column off.

A level holds no ticks but the places of three members, 6 bytes a row: the first, the last, and the worst, of equally
bad ones the latest. So run, n, due and outcome of a merged row are those of a real tick, the worst.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waitgui.models.tick_columns import OUTCOMES
from waitgui.tasks.record import Outcome

if TYPE_CHECKING:
    from waitgui.models.tick_columns import Column, Ticks, Wanted

MOST_ROWS = 1 << 16
"""Of a chunk: a place in it has 16 bits."""
_SMALLER = 3
"""A level pays for its memory and the copying if it has a third of the rows of the one before."""
_DOUBLINGS = 2  # of a bucket, from level to level: ×4
_LARGEST = 60  # doublings

_BAR, _CHECK, _SKIP = range(3)
_KINDS = np.array(
    [
        _SKIP if outcome is Outcome.SKIPPED
        else _CHECK if outcome in (Outcome.MET, Outcome.NOT_MET, Outcome.ERROR)
        else _BAR
        for outcome in OUTCOMES
    ]
)  # fmt: skip


class Level(NamedTuple):
    """Rows in the order of their last members; the places count from the first tick of the chunk."""

    bucket_ns: int
    first: Column
    last: Column
    worst: Column


class _Rows(NamedTuple):
    """By group (lane and kind), within it by start; `rank` is the outcome's code above the place."""

    group: Column
    reach: Column
    start: Column
    end: Column
    first: Column
    last: Column
    rank: Column


def levels_of(chunk: Ticks) -> tuple[Level, ...]:
    """The levels that pay, the finest first. The chunk lies in the order of its ends, but for the skipped ticks."""
    rows = _single(chunk)
    follows = rows.group[1:] == rows.group[:-1]
    groups = len(rows.group) - int(np.count_nonzero(follows))
    levels: list[Level] = []
    kept = len(chunk)
    if groups * _SMALLER > kept:
        return ()
    # A row joins the one before in a bucket longer than itself and than what lies between their starts: so must two of
    # three for a third to be left.
    needed_ns = np.maximum(np.diff(rows.start), (rows.end - rows.reach)[1:])[follows]
    enough = max(0, len(needed_ns) - kept // _SMALLER - 1)
    doublings = _even(int(np.partition(needed_ns, enough)[enough]))
    span_ns = int(rows.end.max() - rows.start.min())
    while groups * _SMALLER <= kept and doublings <= min(_even(4 * span_ns), _LARGEST):
        rows = _merged(rows, doublings)
        if len(rows.group) * _SMALLER <= kept:
            kept = len(rows.group)
            levels.append(_level(rows, doublings))
        doublings += _DOUBLINGS
    return tuple(levels)


def _even(length_ns: int) -> int:
    """The doublings of the least bucket that is longer."""
    return -(-length_ns.bit_length() // _DOUBLINGS) * _DOUBLINGS


def _single(chunk: Ticks) -> _Rows:
    group = chunk.lane.astype(np.int64) * len(_KINDS) + _KINDS[chunk.outcome]
    if group.min() >= 0 and group.max() < 1 << 16:
        group = group.astype(np.uint16)  # sorted in time in proportion to their count
    order = np.argsort(chunk.start, kind="stable")
    order = order[np.argsort(group[order], kind="stable")]
    rank = (chunk.outcome[order].astype(np.int64) << 16) | order
    return _Rows(group[order], chunk.reach()[order], chunk.start[order], chunk.end[order], order, order, rank)


def _merged(rows: _Rows, doublings: int) -> _Rows:
    """Each bucket's ticks as one row. Rows of a finer level lie in one of its buckets, so in one of these."""
    bucket = rows.reach >> doublings
    is_inside = bucket == rows.end >> doublings
    inside = np.flatnonzero(is_inside)
    if not len(inside):
        return rows
    group, bucket = rows.group[inside], bucket[inside]
    is_new = np.ones(len(inside), bool)
    is_new[1:] = (group[1:] != group[:-1]) | (bucket[1:] != bucket[:-1])
    begins = np.flatnonzero(is_new)
    ends = np.append(begins[1:], len(inside)) - 1
    leads = inside[begins]
    # Places rise with the end; a skipped tick is over when it starts, and lies where it was told.
    last = np.maximum.reduceat(rows.last[inside], begins)
    last = np.where(rows.group[leads] % len(_KINDS) == _SKIP, rows.last[inside[ends]], last)
    merged = _Rows(
        rows.group[leads],
        np.minimum.reduceat(rows.reach[inside], begins),
        rows.start[leads],
        np.maximum.reduceat(rows.end[inside], begins),
        rows.first[leads],
        last,
        np.maximum.reduceat(rows.rank[inside], begins),
    )
    outside = np.flatnonzero(~is_inside)
    if not len(outside):
        return merged
    order = np.argsort(np.concatenate((leads, outside)), kind="stable")
    passed = [column[outside] for column in rows]
    return _Rows(*(np.concatenate(pair)[order] for pair in zip(merged, passed, strict=True)))


def _level(rows: _Rows, doublings: int) -> Level:
    last = rows.last.astype(np.uint16)
    order = np.argsort(last, kind="stable")
    return Level(
        1 << doublings,
        rows.first.astype(np.uint16)[order],
        last[order],
        (rows.rank & 0xFFFF).astype(np.uint16)[order],
    )


class _Picked(NamedTuple):
    """Some lanes' ticks of a chunk, and where in it they are."""

    wanted: Wanted
    places: Column
    ticks: Ticks


class Sealed:
    """What is known of a chunk that won't change: how far back each of its blocks reaches, and its levels.

    While a view moves it asks for the same lanes again and again: their ticks are kept until others are asked for.
    """

    __slots__ = ("_picked", "earliest", "earliest_ns", "levels")

    def __init__(self, chunk: Ticks, block: int) -> None:
        if len(chunk) > MOST_ROWS:
            raise ValueError(f"a chunk has at most {MOST_ROWS} rows")
        self.earliest: Column = np.minimum.reduceat(chunk.reach(), np.arange(0, len(chunk), block))
        self.earliest_ns = int(self.earliest.min())
        self.levels = levels_of(chunk)
        self._picked: _Picked | None = None

    def pick(self, wanted: Wanted, chunk: Ticks, first: int, last: int) -> Ticks:
        """The rows of these lanes from one place of the chunk up to another, told."""
        if self._picked is None or self._picked.wanted is not wanted:
            places = wanted.places(chunk.lane)
            if places is None:
                return chunk.of(slice(first, last)).told()
            self._picked = _Picked(wanted, places.astype(np.uint16), chunk.of(places).told())
        picked = self._picked
        if first <= 0 and last >= len(chunk):
            return picked.ticks
        return picked.ticks.of(slice(*np.searchsorted(picked.places, (first, last)).tolist()))

    def level(self, grain_ns: int) -> Level | None:
        """The coarsest whose bucket is no longer than this; None if there is none."""
        return next((level for level in reversed(self.levels) if level.bucket_ns <= grain_ns), None)

    @property
    def nbytes(self) -> int:
        """What it costs."""
        return int(self.earliest.nbytes) + sum(
            int(column.nbytes) for level in self.levels for column in (level.first, level.last, level.worst)
        )
