"""The plan of small lanes, kept as a picture."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter

from tests.views.timeline.scene import RESOURCES, S
from waitgui.models.timeline import Anchor, Lane, PlannedTick, TimelineModel
from waitgui.views.icons import Icons
from waitgui.views.theme import Theme
from waitgui.views.timeline.inks import Inks
from waitgui.views.timeline.lane_styles import fit_style
from waitgui.views.timeline.lanes import Block, LaneGrid
from waitgui.views.timeline.plan_cells import AGE_NS, SmallPlans
from waitgui.views.timeline.viewport import Viewport

ROWS, WIDTH, HEIGHT = 300, 240, 120
VIEW = Viewport(0, S // 4, WIDTH)


@pytest.fixture
def model(qapp):
    model = TimelineModel(Anchor(0, 0))
    model.set_lanes([Lane(str(row), "", "") for row in range(ROWS)])
    for row in range(ROWS):
        plans = [PlannedTick((row % 7 + place * 9) * S, (row % 7 + place * 9 + row % 3) * S) for place in range(1, 12)]
        model.set_plans(str(row), plans)
    return model


@pytest.fixture
def inks(qapp):
    return Inks(Theme(Icons(RESOURCES), "light").tokens, 1.0)


GRID = LaneGrid(fit_style([Block(ROWS)], HEIGHT, 1.0), (Block(ROWS),), 0, 1.0)


def drawn(plans: SmallPlans, inks: Inks, view: Viewport = VIEW, now_ns: int = 0) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    plans.draw(painter, view, GRID, GRID.shown(HEIGHT), inks, now_ns)
    painter.end()
    return image


def is_blank(image: QImage) -> bool:
    return all(image.pixel(x, y) == 0xFFFFFFFF for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("pixels", [1, 17, 29, 31, 100, -5])
def test_what_was_kept_is_what_would_be_painted_anew(model, inks, pixels):
    kept = SmallPlans(model)
    assert not is_blank(drawn(kept, inks))
    panned = VIEW.panned(pixels)
    assert drawn(kept, inks, panned) == drawn(SmallPlans(model), inks, panned)


def test_another_zoom_is_painted_at_once(model, inks):
    kept = SmallPlans(model)
    drawn(kept, inks)
    zoomed = VIEW.zoomed(6, 10)
    assert drawn(kept, inks, zoomed) == drawn(SmallPlans(model), inks, zoomed)


def test_other_plans_are_painted_twice_a_second(model, inks):
    kept = SmallPlans(model)
    before = drawn(kept, inks)
    for row in range(ROWS):
        model.set_plans(str(row), [])
    assert drawn(kept, inks, now_ns=AGE_NS - 1) == before
    assert is_blank(drawn(kept, inks, now_ns=AGE_NS))


def test_where_the_future_is_out_of_sight_nothing_is_painted(model, inks):
    assert is_blank(drawn(SmallPlans(model), inks, now_ns=VIEW.end_ns))
