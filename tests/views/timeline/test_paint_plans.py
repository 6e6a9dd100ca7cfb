"""What is planned, laid out on pixels and painted."""

from __future__ import annotations

from datetime import UTC

import pytest
from PySide6.QtGui import QColor

from tests.views.timeline.scene import NOW_NS, NOW_WALL_NS, RESOURCES, S
from waitgui.models.sheets import plan_sheet
from waitgui.models.timeline import Anchor, Lane, PlannedEnd, PlannedTick, TimelineModel
from waitgui.tasks.record import Kind, Outcome, Reason, Result, RunStarted, Tick, TickStarted
from waitgui.views.icons import Icons
from waitgui.views.theme import Theme
from waitgui.views.timeline.lane_styles import fit_style
from waitgui.views.timeline.lanes import Block
from waitgui.views.timeline.plan_layout import Laid, lay_out
from waitgui.views.timeline.timeline_view import TimelineView
from waitgui.views.timeline.viewport import Viewport
from waitgui.views.tokens import AXIS, GUTTER, LIGHT, mixed

FUTURE = mixed(LIGHT.surface, LIGHT.accent, LIGHT.future_alpha)
VIEW = Viewport(0, S // 4, 400)
"""4 px a second, 100 s."""


def laid_out(model: TimelineModel, rows: range, view: Viewport, dpr: float) -> Laid:
    return lay_out(plan_sheet(model, rows), view, dpr)


def planned(*lanes: list[PlannedTick], took_s: float = 2) -> TimelineModel:
    model = TimelineModel(Anchor(0, 0))
    model.set_lanes([Lane(str(row), "", "") for row in range(len(lanes))])
    for row, plans in enumerate(lanes):
        model.append([Tick(str(row), 1, 1, Kind.ACTION, 0, 0, round(took_s * S), Result(Outcome.OK))])
        model.set_plans(str(row), plans)
    return model


def every(seconds: float, count: int, window_s: float = 0, kind: Kind = Kind.ACTION) -> list[PlannedTick]:
    """Ticks so far apart, whose windows widen by so much each."""
    return [
        PlannedTick(round(place * seconds * S), round(place * (seconds + window_s) * S), kind)
        for place in range(1, count + 1)
    ]


def test_ticks_lie_in_their_rows_as_long_as_the_last_one_took():
    laid = laid_out(planned(every(10, 2), [], every(20, 1)), range(3), VIEW, 1.0)
    assert laid.row.tolist() == [0, 0, 2]
    assert laid.left.tolist() == [40, 80, 80]
    assert laid.width.tolist() == [8, 8, 8]
    assert laid.place.tolist() == [0, 1, 0]
    assert not laid.is_dense.any()


def test_nothing_planned_lays_out_nothing():
    assert len(laid_out(planned([], []), range(2), VIEW, 1.0).row) == 0


def test_a_short_tick_has_room_for_its_outline():
    assert laid_out(planned(every(10, 1), took_s=0.1), range(1), VIEW, 2.0).width.tolist() == [12]


def test_ticks_out_of_sight_keep_their_place_in_the_plan():
    laid = laid_out(planned(every(30, 9)), range(1), Viewport(70 * S, S // 4, 400), 1.0)
    assert laid.left.tolist() == [-40, 80, 200, 320]
    assert laid.place.tolist() == [1, 2, 3, 4]


def test_ticks_closer_than_a_box_are_dense_wherever_pixels_round():
    for period_s, dense in ((1.9, True), (2.1, False)):
        laid = laid_out(planned(every(period_s, 40), every(10, 2)), range(2), VIEW, 1.0)
        assert laid.is_dense[laid.row == 0].all() == dense
        assert laid.is_dense[laid.row == 0].any() == dense
        assert not laid.is_dense[laid.row == 1].any()


def test_what_lies_far_off_fits_a_painter():
    far = planned([PlannedTick(S, 1 << 60)])
    laid = laid_out(far, range(1), Viewport(0, 10, 400), 1.0)
    assert len(laid.row) == 0
    laid = laid_out(far, range(1), VIEW, 1.0)
    assert laid.right.tolist() == [464]


# --- Painted ---


@pytest.fixture
def model():
    return TimelineModel(Anchor(NOW_NS, NOW_WALL_NS))


@pytest.fixture
def shown(qtbot, qapp, model):
    view = TimelineView(model, Theme(Icons(RESOURCES), "light"), lambda: NOW_NS, UTC)
    qtbot.addWidget(view)
    view.resize(GUTTER + 700, AXIS + 200)
    model.set_lanes([Lane("a", "Alpha", "")])
    with qtbot.waitExposed(view):
        view.show()
    view.camera.set_span(175 * S)  # 4 px a second
    view.jump_to_now()
    return view


def column(view: TimelineView, seconds: float, offset: int = 0) -> list[str]:
    """The lane's pixels at so many seconds from now."""
    image = view.canvas.grab().toImage()
    x = view.camera.view.x(NOW_NS + round(seconds * S)) + offset
    return [image.pixelColor(x, y).name() for y in range(44)]


def at(seconds: float, window_s: float = 0, kind: Kind = Kind.ACTION) -> PlannedTick:
    return PlannedTick(NOW_NS + round(seconds * S), NOW_NS + round((seconds + window_s) * S), kind)


def inked(pixels: list[str]) -> list[int]:
    """Where in a column something strong stands."""
    return [y for y, pixel in enumerate(pixels) if QColor(pixel).lightnessF() < 0.8]


def test_a_window_is_solid_at_its_begin_and_dashed_at_its_end(shown, model):
    model.set_plans("a", [at(10, 10)])
    solid, dashed = inked(column(shown, 10)), inked(column(shown, 20, -1))
    assert solid == list(range(solid[0], solid[-1] + 1))
    assert len(solid) == 20
    assert 0.4 < len(dashed) / len(solid) < 0.8
    assert inked(column(shown, 20, 1)) == []


def test_windows_that_overlap_do_not_add_up(shown, model):
    model.set_plans("a", [at(5, 10), at(10, 20), at(15, 30)])
    once, twice, thrice = (column(shown, seconds, 2)[14] for seconds in (6, 11, 17))
    assert QColor(once).lightnessF() <= QColor(twice).lightnessF() <= QColor(thrice).lightnessF()
    assert thrice != FUTURE


def test_edges_fade_but_stay_readable(shown, model):
    model.set_plans("a", [at(4 * place) for place in range(1, 11)])
    edges = [QColor(column(shown, 4 * place)[22]) for place in range(1, 11)]
    lightness = [edge.lightnessF() for edge in edges]
    assert lightness == sorted(lightness)
    assert lightness[0] < lightness[5]
    palest = QColor(mixed(FUTURE, LIGHT.accent, LIGHT.edge_alpha))
    assert abs(edges[-1].lightnessF() - palest.lightnessF()) < 0.06


def test_a_check_is_a_ring_in_the_middle(shown, model):
    model.set_plans("a", [at(10, kind=Kind.CONDITION)])
    pixels = column(shown, 10)
    assert 1 <= len(inked(pixels)) <= 6
    assert all(18 <= y <= 26 for y in inked(pixels))
    assert QColor(pixels[22]).lightnessF() > 0.9


def test_dense_ticks_are_a_texture_of_one_tone(shown, model):
    model.set_plans("a", [at(place) for place in range(1, 30)])
    image = shown.canvas.grab().toImage()
    x = shown.camera.view.x(NOW_NS + 10 * S)
    tones = [image.pixelColor(x + step, 16).name() for step in range(8)]
    assert tones[:4] == tones[4:]
    assert len(set(tones)) == 2
    assert FUTURE in tones


def test_dense_ticks_that_go_on_reach_to_the_edge_or_the_end(shown, model):
    plans = [at(place / 4) for place in range(1, 9)]
    model.set_plans("a", plans, goes_on=True)
    image = shown.canvas.grab().toImage()
    assert image.pixelColor(695, 16).name() != FUTURE
    model.set_plans("a", plans, PlannedEnd(NOW_NS + 20 * S, Reason.AFTER_TIME), goes_on=True)
    assert column(shown, 19)[16] != FUTURE
    assert column(shown, 50)[16] == FUTURE


def test_the_end_of_a_run_is_marked_where_it_will_be(shown, model):
    model.set_plans("a", [at(5)], PlannedEnd(NOW_NS + 20 * S, Reason.AFTER_RUNS, 10))
    assert len(inked(column(shown, 20))) == 24
    assert len(inked(column(shown, 20, 6))) == 6
    words = [inked(column(shown, 20, offset)) for offset in range(20, 60)]
    assert any(words)


def test_the_words_of_an_end_near_the_edge_stand_before_it(shown, model):
    model.set_plans("a", [at(50)], PlannedEnd(NOW_NS + 54 * S, Reason.TIMED_OUT))
    assert any(inked(column(shown, 54, -offset)) for offset in range(12, 40))
    assert len(inked(column(shown, 50))) < 10  # of the tick, whose place the words have, nothing is left


def test_the_rest_of_what_runs_is_dashed(shown, model):
    model.append(
        [
            RunStarted("a", 1, NOW_NS - 60 * S, NOW_WALL_NS - 60 * S),
            Tick("a", 1, 1, Kind.ACTION, NOW_NS - 60 * S, NOW_NS - 60 * S, NOW_NS - 40 * S, Result(Outcome.OK)),
            TickStarted("a", 1, 2, Kind.ACTION, NOW_NS - 10 * S, NOW_NS - 10 * S),
        ]
    )
    assert column(shown, 5)[22] != FUTURE
    assert column(shown, 12)[16] == FUTURE


@pytest.mark.parametrize("count", [30, 100, 1000])
def test_low_and_many_lanes_show_the_plan_as_cells(shown, model, count):
    model.set_lanes([Lane(str(row), "", "") for row in range(count)])
    for row in range(count // 2):
        model.set_plans(str(row), [at(10, 5)])
    shown.camera.set_lanes(fit_style([Block(count)], 200, 1.0), (Block(count),), 0)
    pixels = column(shown, 12)
    upper = [y for y in range(44) if pixels[y] != FUTURE]
    assert len(upper) > 20
    assert column(shown, 30)[10] == FUTURE
    image = shown.canvas.grab().toImage()
    x = shown.camera.view.x(NOW_NS + 12 * S)
    assert {image.pixelColor(x, y).name() for y in range(110, 198)} <= {FUTURE, LIGHT.grid, LIGHT.line}


def test_a_collapsed_group_shows_the_next_tick_of_each_task(shown, model):
    model.set_lanes([Lane("", "Both", "", group="g", tasks=("a", "b"))])
    model.set_plans("a", [at(10), at(40)])
    model.set_plans("b", [at(20)])
    middle = shown.camera.lanes.middle(0)
    image = shown.canvas.grab().toImage()
    tones = {
        second: image.pixelColor(shown.camera.view.x(NOW_NS + second * S) + 1, middle - 3).name()
        for second in (10, 20, 30, 40)
    }
    assert [second for second, tone in tones.items() if tone != FUTURE] == [10, 20]
