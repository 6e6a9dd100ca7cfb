"""The gutter is painted where it says something else, and shows what it would show if all of it were painted anew."""

from __future__ import annotations

from datetime import UTC

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QApplication

from tests.views.timeline.scene import RESOURCES, S, grouped
from waitgui.models.timeline import Anchor, Lane, PlannedTick, TimelineModel
from waitgui.tasks.record import Kind, Outcome, Planned, Result, RunStarted, Tick, TickStarted
from waitgui.views.icons import Icons
from waitgui.views.theme import Theme
from waitgui.views.timeline.gutter import Gutter
from waitgui.views.timeline.lane_styles import LaneHeight
from waitgui.views.timeline.timeline_view import TimelineView

NAMES = tuple("abcdef")


@pytest.fixture
def now():
    return [100 * S]


@pytest.fixture
def view(qapp, now):
    model = TimelineModel(Anchor(0, 0))
    model.set_lanes([Lane(name, f"Task {name}", "") for name in NAMES])
    model.append([RunStarted(name, 1, 0, 0) for name in NAMES])
    for name in NAMES:
        model.set_plans(name, [PlannedTick(200 * S, 200 * S)])
    view = TimelineView(model, Theme(Icons(RESOURCES), "light"), lambda: now[0], UTC)
    view.resize(700, 300)
    view.show()
    QApplication.processEvents()
    yield view
    view.deleteLater()


def shown(view):
    """What stands on the window there."""
    QApplication.processEvents()
    gutter = view.findChild(Gutter)
    whole = view.backingStore().paintDevice().copy()
    return whole.copy(QRect(gutter.pos(), gutter.size()))


class Painted(QObject):
    """Where the gutter is painted from now on."""

    def __init__(self, gutter: Gutter) -> None:
        super().__init__(gutter)
        self.rects: list[QRect] = []
        gutter.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            self.rects.append(event.region().boundingRect())
        return False


def tell(view, now, *events) -> None:
    now[0] += S // 5
    view.model.append(list(events))
    view._pulse.beat()


def fresh(view):
    """The same painted all anew."""
    view.findChild(Gutter).update()
    return shown(view)


def test_a_tick_paints_its_own_row_alone(view, now):
    shown(view)
    painted = Painted(view.findChild(Gutter))
    tell(view, now, TickStarted("c", 1, 1, Kind.ACTION, now[0], now[0]))
    after = shown(view)
    lanes = view.camera.lanes
    assert painted.rects == [QRect(0, lanes.top(2), view.findChild(Gutter).width(), lanes.bottom(2) - lanes.top(2))]
    assert after == fresh(view)


def test_what_says_the_same_is_not_painted(view, now):
    shown(view)
    painted = Painted(view.findChild(Gutter))
    tick = Tick("c", 1, 1, Kind.ACTION, now[0], now[0], now[0], Result(Outcome.OK))
    tell(view, now, tick, Planned("c", 1, 2, 200 * S, "tick start", 0, 0, 0, 0))
    shown(view)
    assert not painted.rects


def test_a_row_that_was_painted_in_part_is_not_taken_for_painted(view, now):
    shown(view)
    gutter, top = view.findChild(Gutter), view.camera.lanes.top(2)
    view.model.append([TickStarted("c", 1, 1, Kind.ACTION, now[0], now[0])])
    gutter.repaint(0, top, gutter.width() // 3, 5)
    tell(view, now)
    view._on_told()
    assert shown(view) == fresh(view)


@pytest.mark.parametrize("height", [LaneHeight.AUTO, LaneHeight.FIT])
def test_failures_of_groups_are_said(qapp, now, height):
    model = TimelineModel(Anchor(0, 0))
    model.set_lanes(grouped("Backup"))
    view = TimelineView(model, Theme(Icons(RESOURCES), "light"), lambda: now[0], UTC)
    view.resize(700, 300)
    view.set_lane_height(height)
    view.show()
    shown(view)
    task = next(lane for lane in model.lanes if lane.tasks).tasks[0]
    before = shown(view)
    tell(view, now, Tick(task, 1, 1, Kind.ACTION, now[0], now[0], now[0], Result(Outcome.FAILED)))
    after = shown(view)
    assert after != before
    assert after == fresh(view)
    view.deleteLater()
