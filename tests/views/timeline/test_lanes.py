"""Where lanes lie: at every height, at every pixel ratio, with groups, scrolled anywhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.models.timeline import Lane
from waitgui.views.timeline.lane_styles import COMFORTABLE, COMPACT, DENSE, STYLES, Block, fit_style, style_for
from waitgui.views.timeline.lanes import LaneGrid, blocks_of
from waitgui.views.tokens import GROUP_HEADER

RATIOS = st.sampled_from([1.0, 1.25, 1.5, 2.0])
HEIGHT = 635


def plain(count):
    return (Block(count),) if count else ()


@st.composite
def grouped(draw):
    """Blocks as `blocks_of` makes them: all of them with a header or collapsed, or one without."""
    if draw(st.booleans()):
        return plain(draw(st.integers(0, 500)))
    sizes = draw(st.lists(st.tuples(st.integers(1, 300), st.booleans()), min_size=1, max_size=8))
    return tuple(Block(1 if shut else rows, not shut, shut) for rows, shut in sizes)


@st.composite
def grids(draw):
    blocks, dpr = draw(grouped()), draw(RATIOS)
    style = draw(st.sampled_from([*STYLES.values(), None])) or fit_style(blocks, HEIGHT, dpr)
    return LaneGrid(style, blocks, draw(st.integers(0, 9000)), dpr)


@pytest.mark.parametrize(
    ("count", "height", "style"),
    [(0, 0, COMFORTABLE), (13, 600, COMFORTABLE), (14, 600, COMPACT), (22, 600, DENSE), (1000, 600, DENSE)],
)
def test_lanes_are_as_high_as_there_is_room(count, height, style):
    assert style_for(plain(count), height) is style


def test_headers_take_their_room():
    assert style_for((Block(13, has_header=True),), 595) is COMPACT
    assert style_for((Block(13, has_header=True),), 13 * 44 + GROUP_HEADER) is COMFORTABLE


@given(st.sampled_from(list(STYLES.values())), st.integers(0, 500), st.integers(0, 9000), RATIOS)
def test_bars_lie_in_the_middle_of_their_lanes(style, count, scroll, dpr):
    grid = LaneGrid(style, plain(count), scroll, dpr)
    for row in grid.shown(HEIGHT):
        top, bottom = grid.top(row), grid.bottom(row)
        assert abs(bottom - top - style.height * dpr) < 1
        for tall in (False, True):
            y, height = grid.bar(row, tall=tall)
            assert top < y < y + height < bottom
            assert abs((y - top) - (bottom - y - height)) <= 1, "not in the middle"


@given(grids())
def test_rows_and_headers_cover_every_pixel_once(grid):
    tops, bottoms = grid.tops, grid.bottoms
    assert len(tops) == grid.count + 1
    assert len(bottoms) == grid.count
    assert (np.diff(tops) >= 0).all()
    assert (bottoms > tops[:-1]).all()
    headers = {int(grid.first_rows[block]): grid.header_span(block) for block in range(len(grid.blocks))}
    at = -int(grid.scroll * grid.dpr // 1)
    for row in range(grid.count):
        header = headers.get(row)
        if header is not None:
            assert header[0] == at
            at = header[1]
        if tops[row] == tops[row - 1] and row:  # rows that share a pixel
            assert bottoms[row] - tops[row] == 1 or bottoms[row] == tops[row + 1]
        else:
            assert tops[row] == at, "a gap, or an overlap"
        at = int(bottoms[row])
    if grid.count:
        assert tops[grid.count] in (at, at - 1)


@given(grids())
def test_the_row_at_a_row_s_pixels_is_that_row(grid):
    for row in range(0, grid.count, 7):
        for pixel in {grid.top(row), grid.bottom(row) - 1}:
            y = (pixel + 0.5) / grid.dpr
            rows = grid.rows_at(y)
            assert row in rows
            assert grid.row_at(y) == rows[0]
            assert len(rows) == 1 or grid.style.height * grid.dpr < 1
            assert grid.block_at(y) == grid.block_of(rows[-1])
    assert grid.row_at(-grid.scroll - 1) == -1
    assert grid.row_at(grid.total - grid.scroll + 1) == -1
    assert grid.block_at(-grid.scroll - 1) == -1
    assert grid.block_at(grid.total - grid.scroll + 1) == -1


@given(grids())
def test_headers_are_found_where_they_are_and_are_no_rows(grid):
    for block, (_, has_header, is_collapsed) in enumerate(grid.blocks):
        span = grid.header_span(block)
        assert (span is not None) == (has_header and not grid.style.is_small)
        if span is not None:
            assert abs(span[1] - span[0] - GROUP_HEADER * grid.dpr) < 1
            y = (span[0] + 0.5) / grid.dpr
            assert grid.header_at(y) == block
            assert grid.row_at(y) == -1
        row = grid.rows_of(block)[0]
        y = (grid.top(row) + 0.5) / grid.dpr
        if not grid.style.is_small:
            assert grid.header_at(y) == (block if is_collapsed else -1)
        assert grid.is_collapsed(row) == is_collapsed
        assert grid.block_span(block)[0] <= grid.top(row)


@given(grids())
def test_what_shows_is_what_meets_the_window(grid):
    shown, end = grid.shown(HEIGHT), HEIGHT * grid.dpr
    for row in range(grid.count):
        assert (row in shown) == (grid.bottom(row) > 0 and grid.top(row) < end)
    blocks = grid.blocks_shown(HEIGHT)
    for block in range(len(grid.blocks)):
        top, bottom = int(grid.block_tops[block]), int(grid.block_tops[block + 1])
        assert (block in blocks) == (bottom > 0 and top < end) or bottom == top


@given(grids(), st.integers(-500, 500))
def test_scrolling_moves_lanes_and_changes_none(grid, by):
    scrolled = LaneGrid(grid.style, grid.blocks, grid.scroll + by, grid.dpr)
    assert len(set((grid.tops - scrolled.tops).tolist())) == 1
    assert ((grid.bottoms - grid.tops[:-1]) == (scrolled.bottoms - scrolled.tops[:-1])).all()


@given(grouped(), RATIOS, st.integers(60, 1500))
def test_all_lanes_fit_where_that_is_asked(blocks, dpr, height):
    style = fit_style(blocks, height, dpr)
    grid = LaneGrid(style, blocks, 0, dpr)
    assert grid.total <= height + 1
    assert style.height in STYLES or style.height <= 9
    if 4 <= style.height <= 9:
        assert (style.height * dpr) % 1 == 0 or style.height == 4, "lanes of unequal height"


@pytest.mark.parametrize(("height", "bar", "tall"), [(600, 8, 9), (200, 3, 4), (100, 2, 2), (25, 1, 2)])
def test_small_lanes_have_bars_of_all_their_height(height, bar, tall):
    blocks = plain({600: 66, 200: 50, 100: 50, 25: 50}[height])
    grid = LaneGrid(fit_style(blocks, height, 1.0), blocks, 0, 1.0)
    assert grid.bar(20)[1] == bar
    assert grid.bar(20, tall=True)[1] == tall


@given(grids(), st.integers(0, 499))
def test_scrolling_to_a_row_shows_it_with_its_header(grid, row):
    if row >= grid.count:
        return
    there = LaneGrid(grid.style, grid.blocks, grid.scroll_to(row, HEIGHT), grid.dpr)
    assert there.top(row) >= 0
    assert there.bottom(row) <= HEIGHT * grid.dpr + 1
    header = there.header_span(there.block_of(row))
    if header is not None and there.rows_of(there.block_of(row))[0] == row:
        assert header[0] >= 0


def test_blocks_are_the_groups_that_follow_each_other():
    tasks = [Lane("a", "A", "", "x"), Lane("b", "B", "", "x"), Lane("", "", "", "y", ("c", "d")), Lane("e", "E", "")]
    assert blocks_of(tasks) == (Block(2, True), Block(1, False, True), Block(1, True))
    assert blocks_of([Lane("a", "A", ""), Lane("b", "B", "")]) == (Block(2),)
    assert blocks_of(()) == ()
