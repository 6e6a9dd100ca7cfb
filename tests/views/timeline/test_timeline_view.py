"""The real widget, offscreen: wheel, drag, keys, clicks, and what it paints."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.views.timeline import scene
from tests.views.timeline.scene import NOW_NS, NOW_WALL_NS, S
from waitgui.models.timeline import Anchor, Lane, PlannedTick, TickRef, TimelineModel
from waitgui.tasks.record import Kind, Outcome, Reason, Result, RunEnded, RunStarted, Tick, TickStarted
from waitgui.views.timeline.camera import NOW_AT
from waitgui.views.timeline.lane_styles import COMFORTABLE, COMPACT, DENSE, LaneHeight
from waitgui.views.timeline.timeline_view import TimelineView
from waitgui.views.tokens import AXIS, DARK, GUTTER, LIGHT, mixed


def tick(task: str, n: int, start: int, took: int, outcome: Outcome = Outcome.OK) -> Tick:
    return Tick(task, 1, n, Kind.ACTION, start, start, start + took, Result(outcome))


def turn(
    widget, x: int, y: int, notches: float, modifiers=Qt.KeyboardModifier.NoModifier, across: bool = False
) -> None:
    amount = round(120 * notches)
    delta = QPoint(amount, 0) if across else QPoint(0, amount)
    at = QPointF(x, y)
    event = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(),
        delta,
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def drag(qtbot, widget, start: QPoint, stop: QPoint) -> None:
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(widget, start + (stop - start) * step / 5)
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=stop)


def x_of(view: TimelineView, t_ns: int) -> int:
    return view.camera.view.x(t_ns)


def pixel(view: TimelineView, x: int, y: int) -> str:
    return view.canvas.grab().toImage().pixelColor(x, y).name()


def is_close(one: str, other: str) -> bool:
    """Equal but for the rounding of a translucent colour."""
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= 1 for at in (1, 3, 5))


def test_it_begins_following_with_the_now_line_two_thirds_along(shown):
    assert shown.following
    assert x_of(shown, NOW_NS) == round(700 * NOW_AT)


@pytest.mark.parametrize("notches", [1, 3, -2, 0.25])
@pytest.mark.parametrize("x", [30, 333, 690])
def test_control_wheel_zooms_and_keeps_the_time_under_the_cursor(shown, notches, x):
    before, span = shown.camera.view.time_at(x), shown.span_ns
    turn(shown.canvas, x, 20, notches, Qt.KeyboardModifier.ControlModifier)
    assert shown.camera.view.time_at(x) == before
    assert (shown.span_ns < span) == (notches > 0)


def test_a_fine_wheel_adds_up(shown):
    span = shown.span_ns
    for _ in range(16):
        turn(shown.canvas, 100, 20, 1 / 16, Qt.KeyboardModifier.ControlModifier)
    whole = shown.span_ns
    turn(shown.canvas, 100, 20, -1, Qt.KeyboardModifier.ControlModifier)
    assert whole < span
    assert shown.span_ns == pytest.approx(span, rel=0.07)


def test_zooming_goes_on_following_while_the_now_line_is_in_sight(shown, clock, qtbot):
    turn(shown.canvas, 400, 20, 1, Qt.KeyboardModifier.ControlModifier)
    assert shown.following
    x = x_of(shown, clock.now_ns)
    clock.now_ns += 5 * S
    shown.camera.set_now(clock.now_ns)
    assert x_of(shown, clock.now_ns) == x
    with qtbot.waitSignal(shown.followingChanged, timeout=5000) as stopped:
        turn(shown.canvas, 10, 20, 12, Qt.KeyboardModifier.ControlModifier)
    assert stopped.args == [False]


def test_shift_wheel_and_wheel_across_pan_and_stop_following(shown):
    before, span = shown.camera.view.origin_ns, shown.span_ns
    turn(shown.canvas, 100, 20, 1, Qt.KeyboardModifier.ShiftModifier)
    assert shown.camera.view.origin_ns == before - 80 * shown.camera.view.ns_per_px
    assert not shown.following
    turn(shown.canvas, 100, 20, -1, across=True)
    assert shown.camera.view.origin_ns == before
    assert shown.span_ns == span


def test_dragging_pans_by_the_pixels_of_the_drag_and_selects_nothing(shown, qtbot):
    before = shown.camera.view.time_at(500)
    with qtbot.assertNotEmitted(shown.laneSelected):
        drag(qtbot, shown.canvas, QPoint(500, 60), QPoint(380, 70))
    assert shown.camera.view.time_at(380) == before
    assert not shown.following
    drag(qtbot, shown.canvas, QPoint(380, 60), QPoint(500, 60))
    assert shown.camera.view.time_at(500) == before


def test_end_jumps_to_now_at_the_same_zoom(shown, qtbot, clock):
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Plus)
    span = shown.span_ns
    drag(qtbot, shown.canvas, QPoint(100, 60), QPoint(600, 60))
    clock.now_ns += 40 * S
    with qtbot.waitSignal(shown.followingChanged, timeout=5000) as resumed:
        qtbot.keyClick(shown.canvas, Qt.Key.Key_End)
    assert resumed.args == [True]
    assert shown.span_ns == span
    assert x_of(shown, clock.now_ns) == round(700 * NOW_AT)


def test_the_wheel_alone_scrolls_the_lanes(shown, model, qtbot):
    model.set_lanes([Lane(f"t{n}", f"Task {n}", "") for n in range(40)])
    assert shown.camera.lanes.style is DENSE
    before = shown.camera.view
    turn(shown.canvas, 100, 20, -3)
    assert shown.camera.lanes.scroll == 3 * 18
    turn(shown.canvas, 100, 20, 9)
    assert shown.camera.lanes.scroll == 0
    assert shown.camera.view == before
    assert shown.following


def test_keys_zoom_about_the_now_line(shown, qtbot):
    span, x = shown.span_ns, x_of(shown, NOW_NS)
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Plus)
    assert shown.span_ns < span
    assert x_of(shown, NOW_NS) == x
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Minus)
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Minus)
    assert shown.span_ns > span
    with qtbot.waitSignal(shown.zoomChanged, timeout=5000) as zoomed:
        qtbot.keyClick(shown.canvas, Qt.Key.Key_0)
    assert zoomed.args == [shown.span_ns]
    assert shown.span_ns == pytest.approx(180 * S, rel=0.01)
    assert shown.following


def test_fit_and_home(shown, model, qtbot):
    model.append([tick("a", 1, NOW_NS - 5000 * S, S), tick("a", 2, NOW_NS - 30 * S, S)])
    shown.fit()
    assert 0 < x_of(shown, NOW_NS - 5000 * S) < x_of(shown, NOW_NS) < 700
    shown.camera.set_span(60 * S)
    shown.jump_to_now()
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Home)
    assert 0 <= x_of(shown, NOW_NS - 5000 * S) < 700
    assert shown.span_ns == pytest.approx(60 * S, rel=0.01)
    assert not shown.following


def test_a_click_selects_the_lane_and_the_tick(shown, model, qtbot):
    model.append([tick("b", 7, NOW_NS - 60 * S, 10 * S)])
    x = x_of(shown, NOW_NS - 55 * S)
    told: list[object] = []
    shown.laneSelected.connect(told.append)
    shown.tickSelected.connect(told.append)
    qtbot.mouseClick(shown.canvas, Qt.MouseButton.LeftButton, pos=QPoint(x, 44 + 22))
    assert told == ["b", TickRef("b", 1, 7)]
    with qtbot.waitSignal(shown.tickSelected, timeout=5000) as none:
        qtbot.mouseClick(shown.canvas, Qt.MouseButton.LeftButton, pos=QPoint(x - 80, 44 + 22))
    assert none.args == [None]
    assert shown.selected_task == "b"


def test_a_failure_of_a_pixel_can_be_clicked(shown, model, qtbot):
    at = NOW_NS - 60 * S
    model.append([tick("a", n, at + n * 1_000_000, 0, Outcome.FAILED if n == 40 else Outcome.OK) for n in range(80)])
    with qtbot.waitSignal(shown.tickSelected, timeout=5000) as chosen:
        qtbot.mouseClick(shown.canvas, Qt.MouseButton.LeftButton, pos=QPoint(x_of(shown, at) + 3, 22))
    assert chosen.args[0].task == "a"
    shown.camera.zoom(200, x_of(shown, at + 40_000_000))
    x = x_of(shown, at + 40_000_000)
    with qtbot.waitSignal(shown.tickSelected, timeout=5000) as chosen:
        qtbot.mouseClick(shown.canvas, Qt.MouseButton.LeftButton, pos=QPoint(x, 22))
    assert chosen.args == [TickRef("a", 1, 40)]


def test_arrows_go_from_lane_to_lane_and_from_tick_to_tick(shown, model, qtbot):
    model.append([tick("a", n, NOW_NS - (1000 - n * 300) * S, S) for n in range(3)])
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Down)
    assert shown.selected_task == "a"
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Left)
    assert shown.camera.tick == TickRef("a", 1, 2)
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Left)
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Left)
    assert shown.camera.tick == TickRef("a", 1, 0)
    assert 0 <= x_of(shown, NOW_NS - 1000 * S) < 700, "the selected tick is brought into sight"
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Left)
    assert shown.camera.tick == TickRef("a", 1, 0)
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Down)
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Down)
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Down)
    assert shown.selected_task == "c"
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Up)
    assert shown.selected_task == "b"
    with qtbot.waitSignal(shown.laneActivated, timeout=5000) as opened:
        qtbot.keyClick(shown.canvas, Qt.Key.Key_Return)
    assert opened.args == ["b"]


def test_arrows_pan_while_nothing_is_selected(shown, qtbot):
    before = shown.camera.view.origin_ns
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Left)
    assert shown.camera.view.origin_ns < before
    assert not shown.following


def test_the_gutter_selects_and_opens(shown, qtbot):
    gutter = shown.childAt(20, AXIS + 20)
    with qtbot.waitSignal(shown.laneSelected, timeout=5000) as chosen:
        qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(20, 2 * 44 + 20))
    assert chosen.args == ["c"]
    with qtbot.waitSignal(shown.laneActivated, timeout=5000) as opened:
        qtbot.mouseDClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert opened.args == ["a"]
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(20, 390))
    assert shown.selected_task == "c"


def test_selecting_from_outside_is_not_told_as_the_users_choice(shown, model, qtbot):
    model.append([tick("c", 1, NOW_NS - 9000 * S, S)])
    with qtbot.assertNotEmitted(shown.laneSelected), qtbot.assertNotEmitted(shown.tickSelected):
        shown.select("c", TickRef("c", 1, 1))
    assert 0 <= x_of(shown, NOW_NS - 9000 * S) < 700


def test_lane_heights_follow_the_room_or_the_choice(shown, model):
    assert shown.camera.lanes.style is COMFORTABLE
    shown.resize(GUTTER + 700, AXIS + 100)
    assert shown.camera.lanes.style is COMPACT
    shown.set_lane_height(LaneHeight.COMFORTABLE)
    assert shown.camera.lanes.style is COMFORTABLE
    shown.set_lane_height(LaneHeight.AUTO)
    assert shown.camera.lanes.style is COMPACT


def test_resizing_keeps_the_zoom_and_where_the_now_line_stands(shown):
    shown.resize(GUTTER + 1400, AXIS + 400)
    assert shown.span_ns == pytest.approx(350 * S, rel=0.01)
    assert x_of(shown, NOW_NS) == pytest.approx(1400 * NOW_AT, abs=2)
    assert shown.following


def test_time_moves_the_view_only_by_whole_pixels(shown, clock, qtbot):
    before = shown.camera.view
    clock.now_ns += before.ns_per_px // 3
    shown.camera.set_now(clock.now_ns)
    assert shown.camera.view == before
    clock.now_ns += 20 * before.ns_per_px
    shown.camera.set_now(clock.now_ns)
    assert shown.camera.view.first_column == before.first_column + 20


def test_the_timer_rests_while_hidden_and_while_nothing_moves(shown, model, clock, qtbot):
    pulse = shown._pulse
    assert not pulse.resting
    shown.hide()
    assert pulse.resting
    shown.show()
    assert not pulse.resting
    shown.camera.pan(-100_000)
    assert pulse.resting, "the now-line is out of sight and no task is active"
    model.append([RunStarted("a", 1, NOW_NS, NOW_WALL_NS)])
    assert not pulse.resting, "words count"
    model.append([RunEnded("a", 1, Reason.STOPPED, 0, 0, NOW_NS)])
    clock.now_ns += S
    qtbot.waitUntil(lambda: pulse.resting, timeout=10_000)
    shown.jump_to_now()
    assert not pulse.resting


def test_words_are_told_each_second_while_a_task_runs_out_of_sight(shown, model, clock, qtbot):
    model.append([RunStarted("a", 1, NOW_NS, NOW_WALL_NS), TickStarted("a", 1, 1, Kind.ACTION, NOW_NS, NOW_NS)])
    shown.camera.pan(-100_000)
    for _ in range(2):
        with qtbot.waitSignal(shown._pulse.second, timeout=10_000):
            clock.now_ns += S
            shown._pulse.plan()


def test_the_timer_follows_a_moving_clock_by_itself(shown, clock, qtbot):
    before = shown.camera.view.first_column
    clock.now_ns += 30 * S
    qtbot.waitUntil(lambda: shown.camera.view.first_column >= before + 119, timeout=10_000)


def test_bars_have_the_colours_and_heights_of_their_outcomes(shown, model):
    cues = {Outcome.OK: (LIGHT.ok, 18), Outcome.FAILED: (LIGHT.failed, 24), Outcome.CANCELLED: (LIGHT.muted, 18)}
    for row, (outcome, (colour, height)) in enumerate(cues.items()):
        model.append([tick("abc"[row], 1, NOW_NS - 60 * S, 5 * S, outcome)])
        image, x = shown.canvas.grab().toImage(), x_of(shown, NOW_NS - 60 * S) + 4
        column = [image.pixelColor(x, y).name() for y in range(44 * row, 44 * row + 44)]
        assert column.count(colour) == height


def test_a_failure_of_a_pixel_among_a_thousand_is_seen(shown, model):
    at = NOW_NS - 60 * S
    model.append([tick("a", n, at + n * 100_000, 0, Outcome.FAILED if n == 500 else Outcome.OK) for n in range(1000)])
    x = x_of(shown, at + 50_000_000)
    image = shown.canvas.grab().toImage()
    column = [image.pixelColor(x, y).name() for y in range(44)]
    assert column.count(LIGHT.failed) == 24
    assert LIGHT.ok not in column


def test_the_present_and_the_future_are_told_apart(shown):
    now = x_of(shown, NOW_NS)
    assert pixel(shown, now, 200) == LIGHT.accent
    assert pixel(shown, now - 30, 390) == LIGHT.surface
    assert pixel(shown, now + 30, 390) == mixed(LIGHT.surface, LIGHT.accent, LIGHT.future_alpha)


def test_a_tick_under_way_grows_to_the_now_line(shown, model, clock):
    model.append([RunStarted("a", 1, NOW_NS - 50 * S, NOW_WALL_NS - 50 * S)])
    model.append([TickStarted("a", 1, 1, Kind.ACTION, NOW_NS - 40 * S, NOW_NS - 40 * S)])
    now = x_of(shown, NOW_NS)
    assert QColor(pixel(shown, now - 20, 30)).blueF() > 0.7
    assert pixel(shown, now - 20, 30) != LIGHT.surface
    assert pixel(shown, now - 40 * 4 - 4, 30) == LIGHT.surface


def test_a_planned_tick_is_hollow_and_a_window_is_a_band(shown, model):
    model.set_plans("a", [PlannedTick(NOW_NS + 10 * S, NOW_NS + 10 * S)])
    model.set_plans("b", [PlannedTick(NOW_NS + 10 * S, NOW_NS + 20 * S)])
    left = x_of(shown, NOW_NS + 10 * S)
    future = mixed(LIGHT.surface, LIGHT.accent, LIGHT.future_alpha)
    assert pixel(shown, left, 22) == LIGHT.accent
    assert QColor(pixel(shown, left + 3, 22)).lightnessF() > 0.9
    band = mixed(future, LIGHT.accent, LIGHT.band_alpha)
    assert is_close(pixel(shown, left + 20, 44 + 16), band)
    assert pixel(shown, left + 45, 44 + 16) == future


def test_the_selected_lane_and_tick_are_marked(shown, model):
    model.append([tick("b", 7, NOW_NS - 60 * S, 10 * S)])
    shown.select("b", TickRef("b", 1, 7))
    assert is_close(pixel(shown, 5, 44 + 3), mixed(LIGHT.surface, LIGHT.accent, LIGHT.selected_alpha))
    left = x_of(shown, NOW_NS - 60 * S)
    assert pixel(shown, left - 3, 44 + 22) == LIGHT.accent
    gutter = shown.childAt(20, AXIS + 60).grab().toImage()
    assert gutter.pixelColor(1, 44 + 20).name() == LIGHT.accent


def test_another_theme_repaints_it_all(shown, theme, model):
    model.append([tick("a", 1, NOW_NS - 60 * S, 5 * S)])
    theme.set_mode("dark")
    assert pixel(shown, x_of(shown, NOW_NS - 60 * S) + 3, 22) == DARK.ok
    assert pixel(shown, 3, 300) == DARK.surface
    theme.set_mode("light")
    assert pixel(shown, 3, 300) == LIGHT.surface


def test_names_from_outside_are_shown_as_they_are(shown, model, qtbot):
    model.set_lanes([Lane("a", "<b>bold</b>\u202e evil", "x")])
    gutter = shown.childAt(20, AXIS + 20)
    plain = gutter.grab().toImage()
    model.set_lanes([Lane("a", "bold", "x")])
    assert gutter.grab().toImage() != plain


def test_a_screen_reader_learns_what_is_shown(shown, qtbot):
    assert shown.canvas.accessibleName() == "Timeline"
    shown.zoom_in()
    assert "Lanes: 3." in shown.canvas.accessibleDescription()
    assert "following now" in shown.canvas.accessibleDescription()
    shown.camera.pan(3)
    assert "standing still" in shown.canvas.accessibleDescription()


def test_the_canvas_shows_that_the_keyboard_brought_the_focus(shown, qtbot):
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow, timeout=5000)
    shown.canvas.clearFocus()
    shown.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(shown.canvas.hasFocus, timeout=5000)
    assert pixel(shown, 0, 200) == LIGHT.accent
    shown.canvas.clearFocus()
    shown.canvas.setFocus(Qt.FocusReason.MouseFocusReason)
    assert pixel(shown, 0, 300) == LIGHT.surface


def test_an_empty_model_is_painted_and_moved_without_complaint(shown, model, qtbot):
    model.clear()
    shown.canvas.grab()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_PageDown):
        qtbot.keyClick(shown.canvas, key)
    shown.fit()
    qtbot.mouseClick(shown.canvas, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert shown.selected_task is None


def test_every_zoom_from_microseconds_to_years_paints(shown, model):
    model.append([tick("a", n, NOW_NS - n * n * S, n * S) for n in range(50, 0, -1)])
    shown.camera.zoom(10_000, 300)
    for _ in range(60):
        shown.grab()
        shown.camera.zoom(-10, 300)
    assert shown.span_ns > 10 * 365 * 86_400 * S


@pytest.mark.parametrize("dpr", ["1", "1.25", "1.5", "2"])
def test_bars_and_lines_lie_on_whole_device_pixels(dpr, tmp_path):
    """In a process of its own: the ratio is the platform's. Only rounded corners and text may be soft."""
    file = tmp_path / "scene.png"
    environment = {**os.environ, "QT_SCALE_FACTOR": dpr, "QT_QPA_PLATFORM": "offscreen"}
    root = Path(scene.__file__).parents[3]
    made = subprocess.run(
        [sys.executable, "-m", "tests.views.timeline.scene", str(file)],
        env=environment, cwd=root, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    image = QImage(str(file))
    factor = float(dpr)
    row = int((AXIS + 2 * 44 + 5) * factor)  # through grid and lanes, above any bar
    plain = {LIGHT.surface, LIGHT.grid, LIGHT.line, mixed(LIGHT.surface, LIGHT.accent, LIGHT.future_alpha)}
    left, right = int(266 * factor), int(480 * factor)
    assert {image.pixelColor(x, row).name() for x in range(left, right)} <= plain
    lane = int((AXIS + 4 * 44 + 22 + 2) * factor)  # through the long bar of the fifth lane, beside its label
    across = [image.pixelColor(x, lane).name() for x in range(int(310 * factor), int(400 * factor))]
    assert set(across) <= {LIGHT.ok, LIGHT.surface, LIGHT.grid, LIGHT.line}
    assert across[0] == LIGHT.ok
    x = int((GUTTER + 39) * factor)  # down through the lanes and two bars: rows begin on whole pixels too
    down = {image.pixelColor(x, y).name() for y in range(int((AXIS + 2) * factor), image.height() - 2)}
    chosen = mixed(LIGHT.surface, LIGHT.accent, LIGHT.selected_alpha)
    known = [LIGHT.ok, LIGHT.surface, LIGHT.grid, LIGHT.line, LIGHT.thread, chosen]
    assert all(any(is_close(colour, other) for other in known) for colour in down), down


def test_a_view_of_a_model_that_has_lanes_already_shows_them(theme):
    model = TimelineModel(Anchor(NOW_NS, NOW_WALL_NS))
    scene.fill(model)
    view = TimelineView(model, theme, lambda: NOW_NS, UTC)
    view.resize(700, 300)
    view.show()
    assert view.camera.lanes.count == len(model.lanes) > 0


def test_the_span_that_is_told_is_that_to_which_the_view_glides(shown, qtbot):
    shown.camera.set_eased(eased=True)
    told = []
    shown.zoomChanged.connect(lambda _: told.append(shown.span_ns))
    shown.camera.fit(NOW_NS - 40 * S, NOW_NS)
    assert told[-1] == shown.camera.aim.span_ns
    assert told[-1] < scene.SPAN_NS
