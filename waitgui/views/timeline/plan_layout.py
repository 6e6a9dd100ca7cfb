"""Ticks to come laid out on the canvas's pixels, all lanes together. Pure; columns in, columns out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from waitgui.models.timeline import TimelineModel
    from waitgui.views.timeline.viewport import Viewport

    Column = NDArray[np.int64]

LEAST_PX = 6
DENSE_PX = 8
"""Starts closer than that are painted as cells."""
OVER_THE_EDGE = 64
"""How far beside the canvas ticks are still laid out."""
_CELL_LEAST_PX = 2
_FAR = 1 << 40


class Laid(NamedTuple):
    """Ticks to come on the device's pixels: row, first and last x of the start, width, place in the row's plan."""

    row: Column
    left: Column
    right: Column
    width: Column
    place: Column
    next_left: Column
    """Where the next of the row starts at the earliest."""
    is_check: NDArray[np.bool_]
    is_dense: NDArray[np.bool_]

    def of(self, where: NDArray[np.bool_]) -> Laid:
        """Some of them."""
        return Laid._make(column[where] for column in self)


def lay_out(model: TimelineModel, rows: Iterable[int], view: Viewport, dpr: float, *, low: bool = False) -> Laid:
    """What is planned in these rows and in sight. In `low` lanes and in those of groups all is dense."""
    known = ((row, model.planned(row)) for row in rows)
    plans = [
        (row, planned, model.took_ns(row) or 0)
        for row, planned in known
        if planned.ticks and planned.ticks[0].earliest_ns < view.end_ns
    ]
    if not plans:
        none, never = np.empty(0, np.int64), np.empty(0, bool)
        return Laid(none, none, none, none, none, none, never, never)
    counts = [len(planned.ticks) for _, planned, _ in plans]
    row = np.repeat([row for row, _, _ in plans], counts)
    took = np.repeat([took_ns for _, _, took_ns in plans], counts) // view.ns_per_px
    margin = round(OVER_THE_EDGE * dpr)
    earliest = np.concatenate([planned.columns.earliest for _, planned, _ in plans])
    left = view.xs(earliest)
    right = view.xs(np.concatenate([planned.columns.latest for _, planned, _ in plans]))
    is_check = np.concatenate([planned.columns.is_check for _, planned, _ in plans])
    ends = np.cumsum(counts)
    place = np.arange(len(row)) - np.repeat(ends - counts, counts)
    next_left = np.append(left[1:], _FAR)
    next_left[ends - 1] = _FAR
    is_close = np.append(np.diff(earliest) < round(DENSE_PX * dpr) * view.ns_per_px, False)  # in time: pixels round
    is_close[ends - 1] = False
    is_dense = is_close | np.append(False, is_close[:-1])
    is_dense |= low or np.repeat([bool(model.lanes[row].tasks) for row, _, _ in plans], counts)
    width = np.maximum(took, round((_CELL_LEAST_PX if low else LEAST_PX) * dpr))
    width[is_dense] = np.maximum(took, round(_CELL_LEAST_PX * dpr))[is_dense]
    laid = Laid(row, left, np.minimum(right, view.width + margin), width, place, next_left, is_check, is_dense)
    return laid.of((left < view.width) & (np.maximum(right, left + width) >= -margin))
