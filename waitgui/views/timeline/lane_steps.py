"""From lane to lane and header to header, as the arrow keys go. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from waitgui.views.timeline.lanes import LaneGrid


class Stop(NamedTuple):
    """A row, or a block's header (`row` is −1), or the row of a collapsed block, which is its header too."""

    block: int
    row: int

    def is_group(self, lanes: LaneGrid) -> bool:
        """Whether the group is meant, no lane of it."""
        return self.row < 0 or lanes.blocks[self.block].is_collapsed


def step(lanes: LaneGrid, at: Stop | None, by: int) -> Stop | None:
    """The stop `by` places on, at the end the last; from nowhere the first or the last. None where there are none."""
    places = _stops(lanes)
    if not places:
        return None
    if at is None or at not in places:
        return places[0 if by > 0 else -1]
    return places[min(max(places.index(at) + by, 0), len(places) - 1)]


def _stops(lanes: LaneGrid) -> list[Stop]:
    found = []
    for block, (_, has_header, _) in enumerate(lanes.blocks):
        if has_header:
            found.append(Stop(block, -1))
        found.extend(Stop(block, row) for row in lanes.rows_of(block))
    return found
