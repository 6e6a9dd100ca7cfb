"""Picking: what lies at a place of the timeline, and where the next failure is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waitgui.models.tick_columns import TROUBLE_FROM
from waitgui.models.timeline import TickRef
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from waitgui.models.tick_ring import Ticks
    from waitgui.models.timeline import TimelineModel

_REACH_NS = 60 * NS_PER_S


class Picked(NamedTuple):
    """How many ticks any part of which lies within a stretch of some rows; of how many tasks; how many failed.

    `apart_ns` is the usual time between the starts of two neighbours in a row, 0 for less than two ticks;
    `worst` is the one with the worst outcome, of several the latest.
    """

    ticks: int
    tasks: int
    failed: int
    apart_ns: int
    worst: TickRef | None = None


def pick(model: TimelineModel, rows: range, from_ns: int, to_ns: int) -> Picked:
    """What lies in these rows between two times, both included. Costs what lies in that time in all rows."""
    ticks = model.window(from_ns, to_ns, rows=rows)
    places = model.rows[ticks.lane]
    inside = (places >= rows.start) & (places < rows.stop)
    lanes, starts = ticks.lane[inside], np.sort(ticks.start[inside])
    if not len(starts):
        return Picked(0, 0, 0, 0)
    found = ticks.of(inside)
    at = np.lexsort((found.start, found.outcome))[-1]
    return Picked(
        len(starts),
        len(np.unique(lanes)),
        int(np.count_nonzero(ticks.outcome[inside] >= TROUBLE_FROM)),
        int(np.median(np.diff(starts))) if len(starts) > 1 else 0,
        TickRef(model.task_of(int(lanes[at])), int(found.run[at]), int(found.n[at])),
    )


def next_failure(model: TimelineModel, at_ns: int, after: TickRef | None, step: int) -> TickRef | None:
    """The failure after a time (`step` 1) or before it (−1), in the order of their begin, in any row.

    `after` is the failure that began at that time and is known already.
    """
    span = model.overview.span()
    here = None if after is None else (at_ns, model.row_of(after.task), after.run, after.n)
    reach_ns = _REACH_NS
    while span is not None:
        until_ns = at_ns + step * reach_ns
        low_ns, high_ns = min(at_ns, until_ns), max(at_ns, until_ns)
        ticks = model.window(low_ns, high_ns)
        bad = ticks.of((ticks.outcome >= TROUBLE_FROM) & (model.rows[ticks.lane] >= 0))
        found = _first(model, bad.of((bad.start >= low_ns) & (bad.start <= high_ns)), here, step)
        if found is not None or (until_ns > span[1] if step > 0 else until_ns < span[0]):
            return found
        reach_ns *= 4
    return None


def recent_start(model: TimelineModel, row: int, before_ns: int, count: int) -> int | None:
    """When the latest `count` ticks of a row began that were over by then; None if there are none."""
    span, number = model.overview.span(), model.number_of(model.lanes[row].task)
    reach_ns = _REACH_NS
    while span is not None:
        ticks = model.window(before_ns - reach_ns, before_ns)
        starts = np.sort(ticks.start[ticks.lane == number])
        if len(starts) >= count or before_ns - reach_ns < span[0]:
            return int(starts[-count:][0]) if len(starts) else None
        reach_ns *= 4
    return None


def _first(model: TimelineModel, bad: Ticks, here: tuple[int, int, int, int] | None, step: int) -> TickRef | None:
    """The first (`step` −1: the last) of these ticks that isn't `here` or before it (behind it)."""
    while len(bad):
        edge = bad.start.min() if step > 0 else bad.start.max()
        same = bad.of(bad.start == edge)
        keys = sorted(zip(*(c.tolist() for c in (same.start, model.rows[same.lane], same.run, same.n)), strict=True))
        for start, row, run, n in keys if step > 0 else keys[::-1]:
            key = (start, row, run, n)
            if here is None or (key > here if step > 0 else key < here):
                return TickRef(model.lanes[row].task, run, n)
        bad = bad.of(bad.start != edge)  # those at the very time of `here`, once
    return None
