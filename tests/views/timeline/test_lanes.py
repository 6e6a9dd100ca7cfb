import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.views.timeline.lanes import COMFORTABLE, COMPACT, DENSE, STYLES, LaneGrid, style_for


@pytest.mark.parametrize(
    ("count", "height", "style"),
    [(0, 0, COMFORTABLE), (13, 600, COMFORTABLE), (14, 600, COMPACT), (22, 600, DENSE), (1000, 600, DENSE)],
)
def test_lanes_are_as_high_as_there_is_room(count, height, style):
    assert style_for(count, height) is style


@given(
    st.sampled_from(list(STYLES.values())),
    st.integers(0, 500),
    st.integers(0, 9000),
    st.sampled_from([1.0, 1.25, 1.5, 2.0]),
)
def test_rows_meet_on_whole_pixels_and_bars_lie_inside(style, count, scroll, dpr):
    grid = LaneGrid(style, count, scroll, dpr)
    shown = grid.shown(635)
    for row in shown:
        top, bottom = grid.top(row), grid.top(row + 1)
        assert abs(bottom - top - style.height * dpr) < 1
        for tall in (False, True):
            y, height = grid.bar(row, tall=tall)
            assert top < y < y + height < bottom
            assert abs((y - top) - (bottom - y - height)) <= 1, "not in the middle"
        assert grid.row_at((top + bottom) / 2 / dpr) == row
    if count and len(shown):
        assert grid.top(shown[0]) <= 0 or shown[0] == 0
        assert grid.top(shown[-1] + 1) >= 635 * dpr - 1 or shown[-1] == count - 1
    assert grid.row_at(-scroll - 1) == -1
    assert grid.row_at(grid.total - scroll) == -1
