"""What is kept of the picture must be what a fresh picture would show, whatever was panned, zoomed or told before."""

from __future__ import annotations

from datetime import UTC

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.views.timeline.scene import GROUPS, NOW_NS, NOW_WALL_NS, RESOURCES, SPAN_NS, fill, grouped
from waitgui.models.timeline import Anchor, Gap, TimelineModel
from waitgui.tasks.record import Kind, Outcome, Reason, Result, RunEnded, RunStarted, Tick, TickStarted
from waitgui.views.icons import Icons
from waitgui.views.theme import Theme
from waitgui.views.timeline.lane_styles import LaneHeight
from waitgui.views.timeline.picture import Picture
from waitgui.views.timeline.timeline_view import TimelineView

S = 1_000_000_000
ROUNDING = 2
"""Of 255: what a soft edge may differ by that is clipped elsewhere."""


class Fresh(QWidget):
    """A canvas without a past."""

    def __init__(self, view, model):
        super().__init__()
        self.view, self.model = view, model

    def paintEvent(self, event):
        canvas = self.view.canvas
        Picture(self.model, self.view.camera, UTC).paint(self, canvas._inks, ring=False)


def pixels(widget) -> np.ndarray:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).astype(np.int16)


def told(number: int, now_ns: int, kind: str) -> list:
    """Something that the engine tells."""
    task, run, n = ("heartbeat", "website", "dump", "usb", "logs")[number % 5], 2, 1000 + number
    at = now_ns - (number % 37) * S // 4
    match kind:
        case "tick":
            outcome = (Outcome.OK, Outcome.FAILED, Outcome.TIMED_OUT, Outcome.SKIPPED, Outcome.CANCELLED)[number % 5]
            took = 0 if outcome is Outcome.SKIPPED else (number % 11) * S
            return [Tick(task, run, n, Kind.ACTION, at - took - S * (number % 3), at - took, at, Result(outcome))]
        case "check":
            outcome = (Outcome.MET, Outcome.NOT_MET, Outcome.ERROR)[number % 3]
            return [Tick(task, run, n, Kind.CONDITION, at, at, at, Result(outcome))]
        case "start":
            return [RunStarted(task, n, at, NOW_WALL_NS - NOW_NS + at)]
        case "end":
            began = at - 3 * S
            return [
                RunStarted(task, n, began, NOW_WALL_NS - NOW_NS + began),
                RunEnded(task, n, Reason.STOPPED, 1, 0, at),
            ]
    return [TickStarted(task, run, n, Kind.ACTION, at, at)]


STEP = st.one_of(
    st.tuples(st.just("pan"), st.sampled_from([-900, -70, -7, -1, 1, 7, 33, 200])),
    st.tuples(st.just("zoom"), st.sampled_from([-4, -1, 1, 4])),
    st.tuples(st.just("time"), st.sampled_from([1, 3, 40, 900])),
    st.tuples(st.sampled_from(["tick", "check", "start", "end", "started"]), st.integers(0, 200)),
    st.tuples(st.just("jump"), st.just(0)),
    st.tuples(st.just("gap"), st.integers(1, 60)),
    st.tuples(st.just("scroll"), st.sampled_from([-30, 18])),
    st.tuples(st.just("select"), st.integers(0, 4)),
    st.tuples(st.just("groups"), st.sets(st.sampled_from(list(GROUPS)))),
)


@pytest.fixture(scope="module", params=[LaneHeight.AUTO, LaneHeight.DENSE, LaneHeight.FIT])
def height(request):
    return request.param


def take_step(view, model, now, what, value) -> None:
    """Do what a person or the engine does."""
    match what:
        case "pan":
            view.camera.pan(value)
        case "zoom":
            view.camera.zoom(value, 200)
        case "time":
            now[0] += value * S // 10
            view.camera.set_now(now[0])
        case "jump":
            view.jump_to_now()
        case "gap":
            model.add_gap(Gap(now[0] - value * S, now[0] - value * S // 2))
        case "scroll":
            view._lanes.scroll_by(value)
        case "groups":
            model.set_lanes(grouped(*value))
        case "select":
            view.select(("heartbeat", "website", "dump", "usb", "logs")[value])
        case _:
            model.append(told(value, now[0], what))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=1, max_size=12))
def test_kept_columns_are_those_of_a_fresh_picture(qapp, height, steps):
    theme = Theme(Icons(RESOURCES), "light")
    now = [NOW_NS]
    model = TimelineModel(Anchor(NOW_NS, NOW_WALL_NS))
    view = TimelineView(model, theme, lambda: now[0], UTC)
    view.resize(700, 300)
    fill(model)
    if height is LaneHeight.FIT:  # the plan of low lanes is no part of the layer: it is kept for half a second
        for lane in model.lanes:
            model.set_plans(lane.task, ())
    view.show()
    view.camera.set_span(SPAN_NS)
    view.set_lane_height(height)
    view.jump_to_now()
    fresh = Fresh(view, model)
    for what, value in steps:
        take_step(view, model, now, what, value)
        fresh.resize(view.canvas.size())
        shown, wanted = pixels(view.canvas), pixels(fresh)
        differ = np.argwhere((np.abs(shown - wanted) > ROUNDING).any(axis=2))
        assert not len(differ), (what, value, len(differ), differ[:5].tolist())
    view.deleteLater()
