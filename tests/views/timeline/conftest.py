"""A small timeline of three lanes whose clock stands."""

from __future__ import annotations

from datetime import UTC

import pytest

from tests.views.timeline.scene import NOW_NS, NOW_WALL_NS, RESOURCES, S
from waitgui.models.timeline import Anchor, Lane, TimelineModel
from waitgui.views.icons import Icons
from waitgui.views.theme import Theme
from waitgui.views.timeline.timeline_view import TimelineView
from waitgui.views.tokens import AXIS, GUTTER


class Clock:
    def __init__(self) -> None:
        self.now_ns = NOW_NS

    def __call__(self) -> int:
        return self.now_ns


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def theme(qapp):
    return Theme(Icons(RESOURCES), "light")


@pytest.fixture
def model():
    return TimelineModel(Anchor(NOW_NS, NOW_WALL_NS))


@pytest.fixture
def shown(qtbot, theme, model, clock):
    view = TimelineView(model, theme, clock, UTC)
    qtbot.addWidget(view)
    view.resize(GUTTER + 700, AXIS + 400)
    model.set_lanes([Lane("a", "Alpha", "every 10 s"), Lane("b", "Beta", "every 20 s"), Lane("c", "Gamma", "x")])
    with qtbot.waitExposed(view):
        view.show()
    view.camera.set_span(175 * S)
    view.jump_to_now()
    return view
