from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waitgui.models.tick_ring import CODES, OUTCOMES, Ticks
from waitgui.tasks.record import Outcome
from waitgui.views.timeline.bars import BAR_FROM_PX, CHECKS, FAILED, LEAST_PX, MARGIN_PX, Bars, Shapes, lay_out
from waitgui.views.timeline.viewport import Viewport

SKIPPED = CODES[Outcome.SKIPPED]
OK = CODES[Outcome.OK]
BLOCKS = [code for code, outcome in enumerate(OUTCOMES) if code != SKIPPED and not CHECKS[code]]


def ticks_of(rows: list[tuple[int, int, int, int, int]]) -> Ticks:
    """Of (lane, start, end, due, code)."""
    lane, start, end, due, code = np.array(rows, np.int64).reshape(-1, 5).T
    n = np.arange(len(rows))
    return Ticks(lane.astype(np.int32), start, end, due, code.astype(np.uint8), np.ones_like(n, np.int32), n)


@st.composite
def lanes_of_ticks(draw: st.DrawFn) -> list[tuple[int, int, int, int, int]]:
    """Ticks of four lanes as the ring gives them: those of a lane never overlap; by their ends."""
    found = []
    for lane in range(4):
        at = draw(st.integers(0, 500))
        for _ in range(draw(st.integers(0, 15))):
            start = at + draw(st.integers(0, 300))
            at = start + draw(st.sampled_from([0, 1, 40, 99, 100, 101, 350, 2000]))
            found.append(
                (lane, start, at, start - draw(st.sampled_from([0, 0, 5, 700])), draw(st.sampled_from(BLOCKS)))
            )
    return sorted(found, key=lambda tick: tick[2])


def painted(bars: Bars, width: int) -> dict[tuple[int, int], int]:
    """What each pixel of the canvas shows: (row, x) → code, in the order in which it is painted."""
    shown: dict[tuple[int, int], int] = {}

    for layer in bars.layers():
        if isinstance(layer, Shapes):
            columns = (layer.row, layer.left, layer.right, layer.code)
            for row, left, right, code in zip(*(column.tolist() for column in columns), strict=True):
                shown.update({(row, x): code for x in range(max(left, 0), min(right, width))})
        else:
            for row, x in zip(*np.nonzero(layer.grid), strict=True):
                shown[int(row) + bars.first_row, int(x)] = int(layer.grid[row, x]) - 1
    return shown


@given(lanes_of_ticks(), st.sampled_from([10, 25, 100, 333]), st.integers(-200, 3000), st.sampled_from([1.0, 1.5, 2.0]))
def test_every_tick_shows_where_it_was_and_failures_always(rows, ns_per_px, origin, dpr):
    view, rows = Viewport(origin, ns_per_px, 60), [tick for tick in rows if tick[0] != 2]
    bars = lay_out(ticks_of(rows), np.array([2, 0, -1, 3]), range(4), view, dpr)
    shown = painted(bars, view.width)
    least, gap = round(LEAST_PX * dpr), max(1, round(dpr))
    expected: dict[tuple[int, int], set[int]] = {}
    begins: set[tuple[int, int]] = set()
    row_of = [2, 0, -1, 3]
    for lane, start, end, _, code in rows:
        left = start // ns_per_px - origin // ns_per_px
        right = max(end // ns_per_px - origin // ns_per_px, left + least)
        begins.add((row_of[lane], left))
        for x in range(max(left, 0), min(right, view.width)):
            expected.setdefault((row_of[lane], x), set()).add(code)
        first = (row_of[lane], left)
        if code == FAILED and 0 <= left < view.width:
            assert shown[first] == FAILED, "a failure is hidden"
    assert set(shown) <= set(expected), "something is painted where nothing was"
    for pixel, codes in expected.items():
        if pixel in shown:
            assert shown[pixel] in codes
    for row, x in set(expected) - set(shown):  # only the separator of touching bars may be missing
        assert any((row, x + ahead) in begins for ahead in range(1, gap + 1))


@given(lanes_of_ticks(), st.sampled_from([10, 25, 100]), st.integers(0, 3000), st.integers(-40, 40))
def test_panning_moves_the_pixels_and_changes_none(rows, ns_per_px, origin, pixels):
    view, ticks, lanes = Viewport(origin, ns_per_px, 200), ticks_of(rows), np.arange(4)
    before = painted(lay_out(ticks, lanes, range(4), view, 1.0), 200)
    after = painted(lay_out(ticks, lanes, range(4), view.panned(pixels), 1.0), 200)
    both = range(max(pixels, 0), min(200, 200 + pixels))
    assert {(row, x): code for (row, x), code in before.items() if x in both} == {
        (row, x + pixels): code for (row, x), code in after.items() if x + pixels in both
    }


def test_one_failure_among_a_thousand_on_a_pixel_shows():
    rows = [(0, 1000 + n, 1000 + n, 1000 + n, OK) for n in range(1000)]
    rows[500] = (0, 1500, 1500, 1500, FAILED)
    bars = lay_out(ticks_of(rows), np.array([0]), range(1), Viewport(0, 10_000, 50), 1.0)
    assert bars.tall_cells[0, 0] - 1 == FAILED
    assert bars.cells[0, 0] - 1 == OK
    assert not len(bars.bars)


@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_bars_are_painted_by_themselves_from_four_logical_pixels_on(dpr):
    edge = int(np.ceil(BAR_FROM_PX * dpr))
    rows = [(0, 0, (edge - 1) * 10, 0, OK), (0, 10_000, 10_000 + edge * 10, 10_000, OK)]
    bars = lay_out(ticks_of(rows), np.array([0]), range(1), Viewport(0, 10, 2000), dpr)
    assert bars.bars.left.tolist() == [1000]
    assert int((bars.cells > 0).sum()) == edge - 1


def test_touching_bars_keep_a_pixel_apart():
    rows = [(0, 0, 1000, 0, OK), (0, 1000, 2000, 1000, OK)]
    bars = lay_out(ticks_of(rows), np.array([0]), range(1), Viewport(0, 10, 400), 1.0)
    assert sorted(zip(bars.bars.left.tolist(), bars.bars.right.tolist(), strict=True)) == [(0, 99), (100, 200)]


def test_bars_far_beside_the_canvas_end_at_its_margin():
    rows = [(0, -(10**15), 10**15, 0, OK)]
    bars = lay_out(ticks_of(rows), np.array([0]), range(1), Viewport(0, 10, 400), 2.0)
    assert (bars.bars.left[0], bars.bars.right[0]) == (-MARGIN_PX * 2, 400 + MARGIN_PX * 2)


def test_lateness_is_marked_from_due_to_start_where_it_can_be_seen():
    rows = [(0, 1000, 1100, 960, OK), (0, 2000, 2100, 1970, OK)]
    late = lay_out(ticks_of(rows), np.array([0]), range(1), Viewport(0, 10, 400), 1.0).late
    assert (late.left.tolist(), late.right.tolist()) == ([96], [100])


def test_overrun_begins_where_the_next_tick_fell_due():
    rows = [(0, 0, 1000, 0, OK), (0, 1000, 1500, 600, OK), (1, 0, 900, 0, OK), (1, 950, 990, 950, OK)]
    over = lay_out(ticks_of(rows), np.array([0, 1]), range(2), Viewport(0, 10, 400), 1.0).overrun
    assert (over.row.tolist(), over.left.tolist(), over.right.tolist()) == ([0], [60], [100])


def test_in_a_row_that_tasks_share_only_a_task_s_own_next_tick_makes_an_overrun():
    rows = [(0, 0, 1000, 0, FAILED), (1, 600, 1100, 600, OK), (0, 1000, 1500, 1000, OK)]
    bars = lay_out(ticks_of(rows), np.array([0, 0]), range(1), Viewport(0, 10, 400), 1.0)
    assert not len(bars.overrun)
    rows[2] = (0, 1000, 1500, 700, OK)
    bars = lay_out(ticks_of(rows), np.array([0, 0]), range(1), Viewport(0, 10, 400), 1.0)
    assert (bars.overrun.left.tolist(), bars.overrun.right.tolist()) == ([70], [100])


def test_a_skipped_tick_under_the_one_that_overran_marks_the_overrun():
    rows = [(0, 0, 1500, 0, OK), (0, 1000, 1000, 1000, SKIPPED), (0, 2000, 2500, 2000, OK)]
    bars = lay_out(ticks_of(rows), np.array([0]), range(1), Viewport(0, 10, 400), 1.0)
    assert (bars.overrun.left.tolist(), bars.overrun.right.tolist()) == ([100], [150])
    assert bars.skipped.left.tolist() == [100]


def test_skipped_ticks_and_checks_are_thinned_to_what_can_be_told_apart():
    rows = [(0, at, at, at, SKIPPED) for at in range(0, 4000, 10)]
    rows += [(1, at, at, at, CODES[Outcome.NOT_MET]) for at in range(0, 4000, 10)]
    rows.append((1, 1234, 1234, 1234, CODES[Outcome.MET]))
    rows.append((1, 1235, 1235, 1235, CODES[Outcome.ERROR]))
    bars = lay_out(ticks_of(rows), np.array([0, 1]), range(2), Viewport(0, 10, 400), 1.0)
    assert 400 // 8 <= len(bars.skipped) <= 400 // 6
    assert np.diff(np.sort(bars.skipped.left)).min() >= 1
    assert len(bars.checks) == 400 // 8
    assert CODES[Outcome.ERROR] in bars.checks.code


def test_nothing_to_show_is_nothing():
    for shown in (range(0), range(3)):
        bars = lay_out(ticks_of([]), np.empty(0, np.int32), shown, Viewport(0, 10, 50), 1.0)
        assert (len(bars.bars), bars.cells.any(), bars.tall_cells.any()) == (0, False, False)
