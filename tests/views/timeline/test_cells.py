from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.views.timeline.test_bars import ticks_of
from waitgui.models.tick_ring import CODES, OUTCOMES
from waitgui.tasks.record import Outcome
from waitgui.views.timeline.cells import STEPS, VALUES, lines_of, values
from waitgui.views.timeline.lane_styles import Block, fit_style
from waitgui.views.timeline.lanes import LaneGrid
from waitgui.views.timeline.viewport import Viewport

OK = CODES[Outcome.OK]
FAILED = CODES[Outcome.FAILED]
WIDTH = 40


@st.composite
def ticks(draw: st.DrawFn) -> list[tuple[int, int, int, int, int]]:
    """(lane, start, end, due, code), by their ends."""
    found = []
    for lane in range(7):
        at = draw(st.integers(-300, 500))
        for _ in range(draw(st.integers(0, 8))):
            start = at + draw(st.integers(0, 300))
            at = start + draw(st.sampled_from([0, 1, 9, 40, 100, 101, 350, 2000]))
            code = draw(st.sampled_from([OK, OK, OK, *range(len(OUTCOMES))]))
            found.append((lane, start, at, start, code))
    return sorted(found, key=lambda tick: tick[2])


@given(ticks(), st.sampled_from([3, 7, 20, 60]), st.sampled_from([10, 25, 100]), st.integers(-200, 2000))
def test_each_cell_says_the_worst_there_was_and_else_how_busy_it_was(rows, height, ns_per_px, origin):
    blocks = (Block(7),)
    lanes = LaneGrid(fit_style(blocks, height, 1.0), blocks, 0, 1.0)
    row_of = np.array([3, 0, 1, 2, 6, 5, 4])
    lines = lines_of(lanes, range(7), height)
    view = Viewport(origin, ns_per_px, WIDTH)
    grid = values([ticks_of(rows)], row_of, range(7), lines, view)
    assert grid.shape == (len(set(lanes.tops[:-1].tolist())), WIDTH)
    first = view.first_column
    for line in range(len(grid)):
        of_line = [tick for tick in rows if lines.of_row[row_of[tick[0]]] == line]
        for x in range(WIDTH):
            begin, end = (first + x) * ns_per_px, (first + x + 1) * ns_per_px
            here = [t for t in of_line if t[1] // ns_per_px == first + x or (t[1] < end and t[2] > begin)]
            worst = max((t[4] for t in here), default=None)
            if worst is None:
                assert grid[line, x] == 0
            elif worst != OK:
                assert grid[line, x] == STEPS + 1 + worst
            else:
                busy_ns = sum(min(t[2], end) - max(t[1], begin) for t in here)
                share = busy_ns / (ns_per_px * lines.rows[line])
                assert 1 <= grid[line, x] <= STEPS
                assert abs(grid[line, x] - min(max(np.ceil(share * STEPS), 1), STEPS)) <= 1


def test_lines_of_lanes_lower_than_a_pixel_are_shared_and_none_is_left_out():
    blocks = (Block(1000),)
    lanes = LaneGrid(fit_style(blocks, 300, 1.0), blocks, 0, 1.0)
    lines = lines_of(lanes, range(1000), 300)
    assert lines.rows.sum() == 1000
    assert set(lines.of_row.tolist()) == set(range(len(lines.rows)))
    assert sorted(set(lines.at.tolist())) == list(range(len(lines.rows)))


@pytest.mark.parametrize("dpr", [1.0, 1.5, 2.0])
def test_one_failure_among_a_million_pixels_is_two_pixels_high(dpr):
    blocks = (Block(200),)
    lanes = LaneGrid(fit_style(blocks, 200, dpr), blocks, 0, dpr)
    lines = lines_of(lanes, range(200), round(200 * dpr))
    assert (lines.tall_at == 100).sum() + 0 >= (lines.at == 100).sum()
    high = (np.concatenate((lines.at[:, None], lines.tall_at[:, None]), axis=1) == 100).any(axis=1)
    assert high.sum() == round(2 * dpr) or (lines.at == 100).sum() >= round(2 * dpr)
    assert len(OUTCOMES) + STEPS + 1 == VALUES


def test_no_rows_are_no_cells():
    lanes = LaneGrid(fit_style((), 100, 1.0), (), 0, 1.0)
    lines = lines_of(lanes, range(0), 100)
    assert values([], np.empty(0, np.intp), range(0), lines, Viewport(0, 10, 5)).shape == (0, 5)
