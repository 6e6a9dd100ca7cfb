"""Ticks to come laid out on the canvas's pixels, all lanes together. Pure; columns in, columns out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waitgui.models.sheets import NEVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waitgui.models.sheets import PlanSheet
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

    def of(self, where: NDArray[np.bool_] | NDArray[np.intp]) -> Laid:
        """Some of them."""
        return Laid._make(column[where] for column in self)


def lay_out(sheet: PlanSheet, view: Viewport, dpr: float, *, low: bool = False) -> Laid:
    """What is planned and in sight. In `low` lanes and in those of groups all is dense."""
    margin = round(OVER_THE_EDGE * dpr)
    left, right = view.xs(sheet.earliest), view.xs(sheet.latest)
    is_last = sheet.apart_ns == NEVER
    next_left = np.where(is_last, _FAR, np.append(left[1:], _FAR)[: len(left)])
    is_close = sheet.apart_ns < round(DENSE_PX * dpr) * view.ns_per_px  # in time: pixels round
    is_dense = is_close | sheet.in_group | low
    is_dense[1:] |= is_close[:-1]
    took = sheet.took_ns // view.ns_per_px
    width = np.maximum(took, np.where(is_dense, round(_CELL_LEAST_PX * dpr), round(LEAST_PX * dpr)))
    shown = np.flatnonzero((left < view.width) & (np.maximum(right, left + width) >= -margin))
    np.minimum(right, view.width + margin, out=right)
    return Laid(sheet.row, left, right, width, sheet.place, next_left, sheet.is_check, is_dense).of(shown)
