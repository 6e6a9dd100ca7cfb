from __future__ import annotations

import numpy as np
import pytest

from waitgui.models.tick_columns import Wanted, of_lanes, room


@pytest.mark.parametrize("wanted", [[], [3], [2, 3, 4], [0, 5, 9], list(range(10))])
def test_the_ticks_of_some_lanes_are_found_in_their_order(wanted):
    many = 300_000  # more than are looked at in one go
    ticks = room(many)
    for column in ticks.columns():
        column[:] = 0
    ticks.lane[:] = np.random.default_rng(1).integers(0, 10, many)
    ticks.n[:] = np.arange(many)
    mask = np.zeros(10, bool)
    mask[wanted] = True
    expected = [n for n, lane in enumerate(ticks.lane.tolist()) if lane in wanted]
    assert of_lanes(ticks, Wanted(mask)).n.tolist() == expected
    assert of_lanes(ticks, None) is ticks
