"""Groups on the real widget: headers, collapsed rows, small lanes; by mouse, by keys, and as they are painted."""

from __future__ import annotations

from datetime import UTC

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from tests.views.dressing import dressed
from tests.views.timeline import scene
from tests.views.timeline.scene import NOW_NS, NOW_WALL_NS, RESOURCES, S
from tests.views.timeline.test_timeline_view import turn
from waitgui.models.timeline import Anchor, Lane, TickRef, TimelineModel
from waitgui.tasks.record import Kind, Outcome, Result, Tick, TickStarted
from waitgui.views.icons import Icons
from waitgui.views.theme import Theme
from waitgui.views.timeline.gutter import Gutter
from waitgui.views.timeline.gutter_head import GutterHeader
from waitgui.views.timeline.lane_styles import COMFORTABLE, COMPACT, DENSE, LaneHeight
from waitgui.views.timeline.paint_headers import header_ground
from waitgui.views.timeline.timeline_view import TimelineView
from waitgui.views.tokens import AXIS, GROUP_HEADER, GUTTER, LIGHT, mixed

OPEN = [
    Lane("a", "Alpha", "", "day"),
    Lane("b", "Beta", "", "day"),
    Lane("c", "Gamma", "", "night"),
    Lane("d", "D", ""),
]
SHUT = [Lane("", "", "", "day", ("a", "b")), *OPEN[2:]]


@pytest.fixture
def theme(qapp):
    return Theme(Icons(RESOURCES), "light")


@pytest.fixture
def model():
    return TimelineModel(Anchor(NOW_NS, NOW_WALL_NS))


@pytest.fixture
def shown(qtbot, theme, model):
    view = TimelineView(model, theme, lambda: NOW_NS, UTC)
    qtbot.addWidget(view)
    view.resize(GUTTER + 700, AXIS + 400)
    model.set_lanes(OPEN)
    view.groupToggled.connect(lambda group: model.set_lanes(SHUT if model.lanes == tuple(OPEN) else OPEN))
    with qtbot.waitExposed(view):
        view.show()
    view.camera.set_span(175 * S)
    view.jump_to_now()
    return view


def gutter_of(view) -> Gutter:
    return view.findChild(Gutter)


def pixel(widget, x, y) -> str:
    return widget.grab().toImage().pixelColor(x, y).name()


def tick(task, n, start_s, took_s, outcome=Outcome.OK):
    start = NOW_NS + start_s * S
    return Tick(task, 1, n, Kind.ACTION, start, start, start + took_s * S, Result(outcome))


def click(qtbot, widget, x, y) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def test_headers_cross_gutter_and_canvas(shown):
    gutter = gutter_of(shown)
    second = GROUP_HEADER + 2 * 44
    for y in (12, second + 12):
        assert pixel(gutter, 250, y) == header_ground(LIGHT)
        assert pixel(shown.canvas, 30, y) == header_ground(LIGHT)
    assert pixel(gutter, 250, GROUP_HEADER + 2) == LIGHT.gutter
    assert pixel(shown.canvas, 690, GROUP_HEADER - 1) == LIGHT.line


def test_a_click_on_a_header_collapses_and_expands(shown, qtbot, model):
    gutter = gutter_of(shown)
    with qtbot.waitSignal(shown.groupToggled) as toggled, qtbot.assertNotEmitted(shown.laneSelected):
        click(qtbot, gutter, 100, 10)
    assert toggled.args == ["day"]
    assert [lane.name for lane in model.lanes] == ["", "Gamma", "D"]
    assert pixel(gutter, 250, 10) == header_ground(LIGHT)
    click(qtbot, gutter, 100, 10)
    assert model.lanes == tuple(OPEN)
    with qtbot.waitSignal(shown.groupToggled) as toggled:
        click(qtbot, gutter, 100, GROUP_HEADER * 3 + 3 * 44 - 5)
    assert toggled.args == [""], "the group without a tag"


def test_keys_go_over_headers_and_open_and_close_them(shown, qtbot, model):
    keys = Qt.Key
    qtbot.keyClick(shown.canvas, keys.Key_Down)
    assert shown.camera.group == "day"
    assert "Group day, 2 task(s), expanded." in shown.canvas.accessibleDescription()
    qtbot.keyClick(shown.canvas, keys.Key_Right)
    assert model.lanes == tuple(OPEN), "it is expanded already"
    qtbot.keyClick(shown.canvas, keys.Key_Left)
    assert model.lanes == tuple(SHUT)
    assert shown.camera.group == "day"
    assert "collapsed" in shown.canvas.accessibleDescription()
    assert pixel(gutter_of(shown), 1, 10) == LIGHT.accent
    qtbot.keyClick(shown.canvas, keys.Key_Return)
    assert model.lanes == tuple(OPEN)
    qtbot.keyClick(shown.canvas, keys.Key_Down)
    assert (shown.camera.group, shown.selected_task) == (None, "a")
    for _ in range(3):
        qtbot.keyClick(shown.canvas, keys.Key_Down)
    assert (shown.camera.group, shown.selected_task) == (None, "c")
    qtbot.keyClick(shown.canvas, keys.Key_Up)
    assert (shown.camera.group, shown.selected_task) == ("night", "c"), "the inspector keeps the task"


def test_the_selected_task_stays_selected_in_a_collapsed_group(shown, model):
    shown.select("b")
    model.set_lanes(SHUT)
    assert shown.selected_task == "b"
    assert pixel(gutter_of(shown), 1, 10) == LIGHT.accent
    model.set_lanes(OPEN[2:])
    assert shown.selected_task == "b", "a filter that hides the lane keeps the selection"
    model.set_lanes(OPEN)
    tinted = mixed(LIGHT.gutter, LIGHT.accent, LIGHT.selected_alpha)
    assert pixel(gutter_of(shown), 250, GROUP_HEADER + 44 + 5) == tinted


def test_in_a_collapsed_row_what_runs_is_a_line_and_hides_no_failure(shown, model):
    model.append(
        [
            TickStarted("a", 1, 9, Kind.ACTION, NOW_NS - 60 * S, NOW_NS - 60 * S),
            tick("b", 1, -50, 10, Outcome.FAILED),
            tick("b", 2, -30, 10),
        ]
    )
    model.set_lanes(SHUT)
    x = shown.camera.view.x
    canvas = shown.canvas
    middle = GROUP_HEADER // 2
    assert pixel(canvas, x(NOW_NS - 42 * S), middle) == LIGHT.failed
    assert pixel(canvas, x(NOW_NS - 25 * S), middle) == LIGHT.ok
    assert pixel(canvas, x(NOW_NS - 55 * S), GROUP_HEADER - 2) == LIGHT.accent
    click_at = QPoint(x(NOW_NS - 45 * S), middle)
    model.append([tick("a", 9, -60, 59)])
    with_ticks = []
    shown.tickSelected.connect(with_ticks.append)
    shown.canvas.picked.emit(0, model.nearest(0, NOW_NS - 45 * S, S))
    assert with_ticks == [TickRef("b", 1, 1)]
    assert shown.selected_task == "b"
    assert click_at.x() > 0


def test_a_click_beside_the_ticks_of_a_collapsed_row_is_for_the_group(shown, model, qtbot):
    model.set_lanes(SHUT)
    click(qtbot, shown.canvas, 30, 10)
    assert shown.camera.group == "day"
    with qtbot.waitSignal(shown.groupToggled):
        qtbot.mouseDClick(shown.canvas, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))


def test_the_lane_at_the_top_stays_there_as_rows_change(shown, model):
    lanes = [Lane(f"t{n}", f"Task {n}", "", "a" if n < 30 else "b") for n in range(99)]
    model.set_lanes(lanes)
    shown._lanes.scroll_by(45 * 18 + 5)
    top = shown.camera.lanes.row_at(0)
    task = model.lanes[top].task
    model.set_lanes([Lane("", "", "", "a", tuple(lane.task for lane in lanes[:30])), *lanes[30:]])
    assert model.lanes[shown.camera.lanes.row_at(0)].task == task
    model.set_lanes(lanes)
    assert model.lanes[shown.camera.lanes.row_at(0)].task == task
    assert shown.camera.lanes.scroll == 45 * 18 + 5
    shown.set_lane_height(LaneHeight.COMFORTABLE)
    assert model.lanes[shown.camera.lanes.row_at(0)].task == task


def test_a_view_at_its_begin_stays_there(shown, model):
    lanes = [Lane(f"t{n}", f"Task {n}", "") for n in range(60)]
    model.set_lanes(lanes)
    model.set_lanes(lanes[::-1])
    assert shown.camera.lanes.scroll == 0


def test_control_wheel_over_the_gutter_asks_for_other_heights(shown, qtbot):
    gutter = gutter_of(shown)
    shown.laneHeightStepped.connect(shown.set_lane_height)
    seen = []
    for notches in (-1, -1, -1, -1, 1, 1, 1, 1):
        turn(gutter, 20, 20, notches, Qt.KeyboardModifier.ControlModifier)
        seen.append(shown._lanes.height)
    height = LaneHeight
    down = [height.COMPACT, height.DENSE, height.FIT, height.FIT]
    # Four lanes all fit at full height: from there it goes on.
    assert seen[:3] == down[:3]
    assert seen[-1] is height.COMFORTABLE
    assert shown.camera.lanes.scroll == 0


def test_the_menu_of_the_lanes_is_asked_for(shown, qtbot):
    gutter = gutter_of(shown)
    at = QPoint(20, 20)
    with qtbot.waitSignal(shown.laneMenuRequested) as asked:
        QApplication.sendEvent(gutter, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, gutter.mapToGlobal(at)))
    assert asked.args == [gutter.mapToGlobal(at)]


@pytest.fixture
def thousand(qtbot, qapp):
    with dressed(qapp) as theme:
        view = scene.view(theme, 964, AXIS + 600)
        qtbot.addWidget(view)
        view.model.clear()
        scene.fill_thousand(view.model)
        view.fit()
        view.set_lane_height(LaneHeight.FIT)
        yield view


def test_a_thousand_lanes_fit_and_their_gutter_tells_of_groups(thousand, qtbot):
    lanes = thousand.camera.lanes
    assert lanes.total <= 600
    assert len(lanes.shown(600)) == 1000
    assert thousand.findChild(GutterHeader).words() == ("1,000 tasks in 8 groups", "Failed")
    gutter = gutter_of(thousand)
    picture = gutter.grab().toImage()
    for block in range(6):
        top, bottom = lanes.block_span(block)
        colours = {picture.pixelColor(x, y).name() for x in range(180, 255) for y in range(top, bottom)}
        assert LIGHT.failed in colours, "no count of failures"
        assert picture.pixelColor(100, bottom - 1).name() == LIGHT.line
    with qtbot.waitSignal(thousand.groupToggled) as toggled:
        click(qtbot, gutter, 15, lanes.block_span(1)[0] + 30)
    assert toggled.args == ["Web checks"]
    click(qtbot, gutter, 150, lanes.top(300))
    assert thousand.selected_task == thousand.model.lanes[lanes.row_at(lanes.top(300))].task
    assert "Web checks" in gutter._tip(lanes.top(300))


def test_the_failures_of_the_groups_are_those_of_the_history(thousand):
    model, lanes = thousand.model, thousand.camera.lanes
    ticks = model.window(0, 2 * NOW_NS)
    failed = model.rows[ticks.lane[ticks.outcome == ticks.outcome.max()]]
    counts = model.failures()
    for block in range(8):
        rows = lanes.rows_of(block)
        assert counts[rows.start : rows.stop].sum() == ((failed >= rows.start) & (failed < rows.stop)).sum()


def test_styles_of_the_scene(thousand):
    assert thousand.camera.lanes.style not in (COMFORTABLE, COMPACT, DENSE)
    assert thousand.camera.lanes.style.is_cells
