"""Axis drag, range, map, card, back and forth, offscreen with the real widget."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QApplication

from tests.views.timeline.scene import NOW_NS, NOW_WALL_NS, S
from tests.views.timeline.test_timeline_view import drag, tick, x_of
from waitgui.models.timeline import Gap, Lane, PlannedTick, TickRef
from waitgui.tasks.record import Outcome, RunStarted
from waitgui.views.tokens import AXIS, GUTTER, LIGHT

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


def shift_drag(qtbot, widget, start: QPoint, stop: QPoint) -> None:
    qtbot.mousePress(widget, LEFT, SHIFT, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(widget, start + (stop - start) * step / 5)
    qtbot.mouseRelease(widget, LEFT, SHIFT, pos=stop)


def hover(widget, x: int, y: int) -> None:
    at = QPoint(x, y)
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))


def test_a_drag_on_the_axis_zooms_to_what_it_covers(shown, qtbot):
    view = shown.camera.view
    drag(qtbot, shown._axis, QPoint(100, 20), QPoint(240, 20))
    assert shown.camera.view.time_at(0) == pytest.approx(view.time_at(100), abs=2 * view.ns_per_px)
    assert shown.camera.view.end_ns == pytest.approx(view.time_at(240), abs=2 * view.ns_per_px)
    assert shown.camera.band is None
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Escape)
    shown.moves.back()
    assert shown.camera.view == view


def test_escape_gives_up_the_band(shown, qtbot):
    view = shown.camera.view
    qtbot.mousePress(shown._axis, LEFT, pos=QPoint(100, 20))
    qtbot.mouseMove(shown._axis, QPoint(200, 20))
    assert shown.camera.band is not None
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Escape)
    assert shown.camera.band is None
    qtbot.mouseRelease(shown._axis, LEFT, pos=QPoint(200, 20))
    assert shown.camera.view == view


def test_a_click_on_the_axis_does_nothing_and_a_double_click_shows_all(shown, model, qtbot):
    model.append([tick("a", 1, NOW_NS - 5000 * S, S)])
    view = shown.camera.view
    qtbot.mouseClick(shown._axis, LEFT, pos=QPoint(100, 20))
    assert shown.camera.view == view
    qtbot.mouseDClick(shown._axis, LEFT, pos=QPoint(100, 20))
    assert 0 < x_of(shown, NOW_NS - 5000 * S) < x_of(shown, NOW_NS) < 700


@pytest.mark.parametrize("part", ["_canvas", "_axis"])
def test_shift_drag_selects_a_range_whose_edges_can_be_dragged(shown, qtbot, part):
    widget, view = getattr(shown, part), shown.camera.view
    shift_drag(qtbot, widget, QPoint(300, 20), QPoint(160, 20))
    assert shown.camera.selection == (view.time_at(160), view.time_at(300))
    assert shown.camera.view == view
    drag(qtbot, widget, QPoint(302, 20), QPoint(400, 20))
    assert shown.camera.selection == (view.time_at(160), view.time_at(400))
    drag(qtbot, widget, QPoint(159, 20), QPoint(500, 20))  # past the other edge
    assert shown.camera.selection == (view.time_at(400), view.time_at(500))
    image = shown.canvas.grab().toImage()
    assert image.pixelColor(400, 390).name() == image.pixelColor(499, 390).name() == LIGHT.accent
    with qtbot.waitSignal(shown.camera.rangeChanged, timeout=5000):
        qtbot.keyClick(shown.canvas, Qt.Key.Key_Escape)
    assert shown.camera.selection is None


def test_escape_while_a_range_is_drawn_brings_back_the_one_before(shown, qtbot):
    shift_drag(qtbot, shown.canvas, QPoint(100, 20), QPoint(200, 20))
    before = shown.camera.selection
    qtbot.mousePress(shown.canvas, LEFT, SHIFT, pos=QPoint(400, 20))
    qtbot.mouseMove(shown.canvas, QPoint(420, 20))
    qtbot.mouseMove(shown.canvas, QPoint(450, 20))
    assert shown.camera.selection != before
    qtbot.keyClick(shown.canvas, Qt.Key.Key_Escape)
    assert shown.camera.selection == before


def test_shift_click_draws_the_range_up_to_there(shown, qtbot):
    view = shown.camera.view
    shift_drag(qtbot, shown.canvas, QPoint(100, 20), QPoint(200, 20))
    qtbot.mouseClick(shown.canvas, LEFT, SHIFT, pos=QPoint(350, 20))
    assert shown.camera.selection == (view.time_at(100), view.time_at(350))


def test_cursors_say_what_a_drag_would_do(shown, qtbot):
    qtbot.mouseClick(shown.canvas, LEFT, pos=QPoint(300, 390))  # without Shift, whatever was held before
    shown.camera.select_range(shown.camera.view.time_at(100), shown.camera.view.time_at(200))
    qtbot.mouseMove(shown.canvas, QPoint(300, 20))
    assert shown.canvas.cursor().shape() is Qt.CursorShape.ArrowCursor
    qtbot.mouseMove(shown.canvas, QPoint(201, 20))
    assert shown.canvas.cursor().shape() is Qt.CursorShape.SizeHorCursor
    qtbot.mouseMove(shown._axis, QPoint(300, 20))
    assert shown._axis.cursor().shape() is Qt.CursorShape.CrossCursor
    qtbot.mouseMove(shown._axis, QPoint(99, 20))
    assert shown._axis.cursor().shape() is Qt.CursorShape.SizeHorCursor


def test_the_visible_range_by_key_and_f_fits_it(shown, qtbot):
    view = shown.camera.view
    qtbot.keyClick(shown.canvas, Qt.Key.Key_R)
    assert shown.camera.selection == (view.origin_ns, NOW_NS)
    qtbot.keyClick(shown.canvas, Qt.Key.Key_F)
    assert 0 <= x_of(shown, view.origin_ns) < x_of(shown, NOW_NS) <= 700
    assert shown.span_ns < view.span_ns


def test_f_fits_the_tick_else_the_task_else_all(shown, model, qtbot):
    model.append([tick("b", 7, NOW_NS - 3000 * S, 10 * S), tick("a", 1, NOW_NS - 9000 * S, S)])
    qtbot.keyClick(shown.canvas, Qt.Key.Key_F)
    assert 0 <= x_of(shown, NOW_NS - 9000 * S) < x_of(shown, NOW_NS) <= 700
    shown.select("b", TickRef("b", 1, 7))
    qtbot.keyClick(shown.canvas, Qt.Key.Key_F)
    assert shown.span_ns < 60 * S
    assert 0 < x_of(shown, NOW_NS - 3000 * S) < x_of(shown, NOW_NS - 2990 * S) < 700
    shown.select("b")
    qtbot.keyClick(shown.canvas, Qt.Key.Key_F)
    assert 0 < x_of(shown, NOW_NS - 3000 * S) < x_of(shown, NOW_NS) < 700
    assert x_of(shown, NOW_NS - 9000 * S) < 0
    qtbot.keyClick(shown.canvas, Qt.Key.Key_F, SHIFT)
    assert x_of(shown, NOW_NS - 9000 * S) >= 0


def test_a_double_click_fits_the_task_with_its_plan(shown, model, qtbot):
    model.append([RunStarted("a", 1, NOW_NS - 8000 * S, NOW_WALL_NS - 8000 * S)])
    model.append([tick("a", n, NOW_NS - n * 60 * S, S) for n in range(100, 0, -1)])
    model.set_plans("a", [PlannedTick(NOW_NS + 60 * S, NOW_NS + 60 * S)])
    with qtbot.assertNotEmitted(shown.laneActivated):
        qtbot.mouseDClick(shown.canvas, LEFT, pos=QPoint(300, 20))
    assert 0 < x_of(shown, NOW_NS - 24 * 60 * S) < x_of(shown, NOW_NS + 60 * S) < 700
    assert x_of(shown, NOW_NS - 40 * 60 * S) < 0, "the recent ticks, not all of a long run"


def test_n_goes_from_failure_to_failure(shown, model, qtbot):
    model.append([tick("a", n, NOW_NS - (100 - n) * 100 * S, S, Outcome.FAILED if n % 10 == 0 else Outcome.OK)
                  for n in range(100)])  # fmt: skip
    qtbot.keyClick(shown.canvas, Qt.Key.Key_N, SHIFT)
    assert shown.camera.tick == TickRef("a", 1, 90)
    qtbot.keyClick(shown.canvas, Qt.Key.Key_N, SHIFT)
    assert shown.camera.tick == TickRef("a", 1, 80)
    assert 0 <= x_of(shown, NOW_NS - 2000 * S) < 700
    qtbot.keyClick(shown.canvas, Qt.Key.Key_N)
    qtbot.keyClick(shown.canvas, Qt.Key.Key_N)
    assert shown.camera.tick == TickRef("a", 1, 90)


def test_the_mouses_own_buttons_go_back_and_forward(shown, qtbot):
    view = shown.camera.view
    drag(qtbot, shown.canvas, QPoint(500, 60), QPoint(380, 60))
    panned = shown.camera.view
    qtbot.mouseClick(shown.canvas, Qt.MouseButton.BackButton, pos=QPoint(50, 50))
    assert shown.camera.view == view
    assert shown.following
    qtbot.mouseClick(shown.canvas, Qt.MouseButton.ForwardButton, pos=QPoint(50, 50))
    assert shown.camera.view == panned


def test_the_card_tells_of_the_tick_and_moves_with_the_mouse(shown, model, qtbot):
    model.append([tick("b", 7, NOW_NS - 60 * S, 10 * S, Outcome.FAILED)])
    shown.set_reasons(lambda ref: f"reason of {ref.n}")
    x = x_of(shown, NOW_NS - 55 * S)
    assert not shown.canvas.card.isVisible()
    hover(shown.canvas, x, 66)
    assert shown.canvas.card.text == "Failed after 10\u00a0s\n14:31:06.000 · Beta\nreason of 7"
    before = shown.canvas.card.pos()
    qtbot.mouseMove(shown.canvas, QPoint(x + 5, 66))
    assert shown.canvas.card.pos() == before + QPoint(5, 0)
    qtbot.mouseMove(shown.canvas, QPoint(x - 100, 66))
    assert not shown.canvas.card.isVisible(), "nothing is there"
    QApplication.sendEvent(shown.canvas, QEvent(QEvent.Type.Leave))
    qtbot.mouseMove(shown.canvas, QPoint(x, 66))
    assert not shown.canvas.card.isVisible(), "only after a while"


def test_where_no_tick_is_the_card_tells_of_the_marks(shown, model):
    model.add_gap(Gap(NOW_NS - 60 * S, NOW_NS - 42 * S))
    hover(shown.canvas, x_of(shown, NOW_NS - 50 * S), 66)
    assert shown.canvas.card.text == "Suspended 18\u00a0s"
    hover(shown.canvas, x_of(shown, NOW_NS - 51 * S), shown.canvas.height() - 5)
    assert shown.canvas.card.text == "Suspended 18\u00a0s", "below all lanes too"


def test_many_on_a_pixel_are_counted_and_a_click_parts_them(shown, model, qtbot):
    at = shown.camera.view.time_at(200)
    model.append(
        [tick("a", n, at + n * 1_000_000, 0, Outcome.FAILED if n in (4, 9) else Outcome.OK) for n in range(37)]
    )
    hover(shown.canvas, 200, 22)
    assert shown.canvas.card.text.startswith("37 tick(s), 2 failed\n")
    assert shown.canvas.card.text.endswith("Click to zoom in")
    with qtbot.waitSignal(shown.tickSelected, timeout=5000) as chosen:
        qtbot.mouseClick(shown.canvas, LEFT, pos=QPoint(200, 22))
    assert chosen.args[0].n in (4, 9), "the worst is selected"
    assert shown.camera.view.ns_per_px <= 1_000_000 / 12
    assert abs(x_of(shown, at) - 200) <= 20


def test_the_menu_selects_its_lane(shown, qtbot):
    with qtbot.waitSignal(shown.menuWanted, timeout=5000):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(100, 66), QPoint(100, 66))
        QApplication.sendEvent(shown.canvas, event)
    assert shown.selected_task == "b"
    gutter = shown.childAt(20, AXIS + 20)
    with qtbot.waitSignal(shown.menuWanted, timeout=5000):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(20, 20), QPoint(20, 20))
        QApplication.sendEvent(gutter, event)
    assert shown.selected_task == "a"
    with qtbot.waitSignal(shown.menuWanted, timeout=5000) as wanted:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(shown.canvas, event)
    assert wanted.args == [shown.canvas.mapToGlobal(QPoint(350, 22))]


@pytest.fixture
def mapped(shown, model):
    model.append([tick("a", n, NOW_NS - (1000 - n) * 10 * S, S, Outcome.FAILED if n == 500 else Outcome.OK)
                  for n in range(1000)])  # fmt: skip
    shown.set_map_height(44)
    shown.resize(GUTTER + 700, AXIS + 444)
    return shown


def test_the_map_says_and_shows_all_history(mapped):
    assert mapped._map_head.words == "2\u00a0h 46\u00a0min, 1,000 tick(s), 1 failed".replace("h 4", "h\u00a04")
    image = mapped._map.grab().toImage()
    rows = [[image.pixelColor(x, y).name() for x in range(700)] for y in (10, 34)]
    assert rows[0].count(LIGHT.failed) == rows[1].count(LIGHT.failed) == 2, "a failure of a thousand is never hidden"
    assert 8 + 342 - 2 <= rows[0].index(LIGHT.failed) <= 8 + 342 + 2


def test_the_maps_frame_pans_zooms_and_jumps(mapped, qtbot):
    the_map, camera = mapped._map, mapped.camera
    span_ns = camera.view.span_ns
    qtbot.mouseClick(the_map, LEFT, pos=QPoint(200, 22))
    begin_ns, end_ns = the_map.span()
    middle = begin_ns + (end_ns - begin_ns) * 192 // 684
    assert abs(camera.view.time_at(350) - middle) < 20 * S
    assert camera.view.span_ns == span_ns
    assert not camera.following
    left, right = the_map._frame(the_map.span())
    drag(qtbot, the_map, QPoint((left + right) // 2, 22), QPoint((left + right) // 2 + 100, 22))
    assert camera.view.time_at(350) - middle == pytest.approx(100 * (end_ns - begin_ns) / 684, rel=0.02)
    assert camera.view.span_ns == span_ns
    left, right = the_map._frame(the_map.span())
    origin = camera.view.origin_ns
    drag(qtbot, the_map, QPoint(right, 22), QPoint(right + 60, 22))
    assert camera.view.origin_ns == origin
    assert camera.view.span_ns == pytest.approx(span_ns + 60 * (end_ns - begin_ns) / 684, rel=0.02)
    camera.back()
    assert camera.view.span_ns == span_ns


def test_without_history_the_map_is_painted_all_the_same(shown, model):
    model.clear()
    shown.set_map_height(32)
    shown.grab()
    assert "0 tick(s)" in shown._map_head.words
    model.set_lanes([Lane("a", "A", "")])
    shown.set_map_height(0)
    assert not shown._map.isVisible()
