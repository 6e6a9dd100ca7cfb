"""Several sets in one window: their tabs by mouse and keys, and what a page costs that isn't shown."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu

from tests.tasks.make import make_task
from tests.views.set_files import names, shown, write
from tests.views.test_main_window import LONG_MS, window  # noqa: F401 - a fixture
from waitgui.views.tokens import SET_ROW

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def three(window, tmp_path):  # noqa: F811
    window.begin(write(tmp_path, "a", "b", "c"), demo=False, warning=None)
    assert names(window) == ["a", "b", "c"]
    return window


def tabs_of(window):  # noqa: F811
    return window._set_row.tabs


def middle(tabs, index: int) -> QPoint:
    return QPoint(tabs.tabRect(index).center().x(), SET_ROW // 2)


def test_a_click_shows_the_set_and_leaves_the_keyboard_with_the_view(three, qtbot):
    qtbot.mouseClick(tabs_of(three), LEFT, pos=middle(tabs_of(three), 1))
    assert shown(three) == "b"
    assert three.page.timeline.canvas.hasFocus()


def test_commands_are_about_the_set_that_is_shown(three, qtbot):
    three.sets.pages.show_page(three.sets.pages.all[1])
    three.command("start_all").trigger()
    assert [bool(page.session.active) for page in three.sets.pages.all] == [False, True, False]
    qtbot.waitUntil(lambda: not three.command("start_all").isEnabled(), timeout=LONG_MS)
    assert three.command("stop_all").isEnabled()
    three.command("next_set").trigger()
    assert three.command("start_all").isEnabled()
    assert not three.command("stop_all").isEnabled()
    three.command("previous_set").trigger()
    three.command("stop_all").trigger()
    qtbot.waitUntil(lambda: not three.session.active, timeout=LONG_MS)


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Qt.Key.Key_Tab, CTRL, "b"),
        (Qt.Key.Key_Backtab, CTRL | SHIFT, "c"),
        (Qt.Key.Key_PageDown, CTRL, "b"),
        (Qt.Key.Key_PageUp, CTRL, "c"),
    ],
)
def test_keys_lead_from_set_to_set(three, qtbot, key, modifiers, expected):
    assert shown(three) == "a"
    qtbot.keyClick(three.page.timeline.canvas, key, modifiers)
    assert shown(three) == expected


def test_keys_move_a_tab(three, qtbot):
    qtbot.keyClick(three.page.timeline.canvas, Qt.Key.Key_PageDown, CTRL | SHIFT)
    assert (names(three), shown(three)) == (["b", "a", "c"], "a")
    qtbot.keyClick(three.page.timeline.canvas, Qt.Key.Key_PageUp, CTRL | SHIFT)
    qtbot.keyClick(three.page.timeline.canvas, Qt.Key.Key_PageUp, CTRL | SHIFT)
    assert names(three) == ["a", "b", "c"]


def test_a_tab_is_dragged_to_another_place(three, qtbot):
    tabs = tabs_of(three)
    three.sets.pages.all[0].session.put(make_task("new"))
    qtbot.mousePress(tabs, LEFT, pos=middle(tabs, 0))
    qtbot.mouseMove(tabs, middle(tabs, 1) + QPoint(20, 0))
    qtbot.mouseMove(tabs, middle(tabs, 2) + QPoint(20, 0))
    qtbot.mouseRelease(tabs, LEFT, pos=middle(tabs, 2))
    assert (names(three), shown(three)) == (["b", "c", "a"], "a")
    assert [tabs.is_dirty(index) for index in range(3)] == [False, False, True]


def test_the_keyboard_gets_to_the_tabs_and_stays_there(three, qtbot):
    tabs = tabs_of(three)
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert shown(three) == "b"
    assert tabs.hasFocus()


def test_a_screen_reader_hears_the_names_and_what_is_not_saved(three):
    three.session.put(make_task("new"))
    told = QAccessible.queryAccessibleInterface(tabs_of(three))
    heard = [told.child(index).text(QAccessible.Text.Name) for index in range(3)]
    assert heard == ["a, not saved", "b", "c"]
    assert told.child(0).role() is QAccessible.Role.PageTab


def test_the_cross_and_the_middle_button_close(three, qtbot):
    tabs = tabs_of(three)
    qtbot.mouseMove(tabs, middle(tabs, 2))
    qtbot.mouseClick(tabs, LEFT, pos=tabs._mark_rect(2).center())
    assert names(three) == ["a", "b"]
    qtbot.mouseClick(tabs, Qt.MouseButton.MiddleButton, pos=middle(tabs, 0))
    assert (names(three), shown(three)) == (["b"], "b")


def test_a_press_on_the_cross_shows_nothing(three, qtbot):
    tabs = tabs_of(three)
    qtbot.mousePress(tabs, LEFT, pos=tabs._mark_rect(2).center())
    qtbot.mouseRelease(tabs, LEFT, pos=middle(tabs, 0))
    assert (names(three), shown(three)) == (["a", "b", "c"], "a")


def test_a_name_is_no_markup_and_no_key(window, tmp_path):  # noqa: F811
    path = tmp_path / "x.toml"
    path.write_text('format = 1\nname = "A &B <b>c</b>"\n')
    window.begin([path], demo=False, warning=None)
    assert names(window) == ["A &B <b>c</b>"]
    assert tabs_of(window).tabText(0) == "A &&B <b>c</b>"
    assert "<b>" not in tabs_of(window).tabToolTip(0)
    assert str(path) in tabs_of(window).tabToolTip(0)


@pytest.mark.qt_log_ignore("This plugin does not support")  # raising a menu, offscreen
def test_where_not_all_fit_a_menu_has_them(window, qtbot, tmp_path):  # noqa: F811
    window.resize(900, 600)
    window.begin(write(tmp_path, *(f"Backup of office {n}" for n in range(12))), demo=False, warning=None)
    tabs, button = tabs_of(window), window._set_row._all_sets
    assert button.isVisible()
    assert tabs.width() + tabs.x() < window._set_row._new_set.x() + 1
    window.sets.pages.show_previous()
    assert tabs.rect().contains(middle(tabs, 11))
    button.click()
    menu = next(menu for menu in window.findChildren(QMenu) if menu.isVisible())
    actions = menu.actions()
    assert [action.isChecked() for action in actions] == [False] * 11 + [True]
    actions[3].trigger()
    menu.close()
    assert shown(window) == "Backup of office 3"
    window.resize(1600, 600)
    for page in window.sets.pages.all[2:]:
        window.sets.closing.close_page(page)
    qtbot.waitUntil(lambda: not button.isVisible(), timeout=LONG_MS)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_a_tab_closes_the_others(three, qtbot):
    tabs = tabs_of(three)
    tabs.menuWanted.emit(1, QPoint(10, 10))
    menu = next(menu for menu in three.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text() == "Close the others").trigger()
    menu.close()
    assert names(three) == ["b"]


def test_each_set_keeps_its_view_its_selection_and_its_filter(three, qtbot):
    three.session.put(make_task("u"))
    three.page.select("u")
    three.command("tasks").trigger()
    three.page.filter.setText("u")
    three.command("next_set").trigger()
    assert three._view_row._shown == "timeline"
    assert not three.page.filter.text()
    assert three.page.filter.isVisible()
    three.command("previous_set").trigger()
    assert (three._view_row._shown, three.page.selected, three.page.filter.text()) == ("tasks", "u", "u")


def test_order_and_height_of_lanes_are_those_of_all_sets(three):
    three.command("sort_name").trigger()
    three.command("height_dense").trigger()
    three.command("next_set").trigger()
    assert three.command("sort_name").isChecked()
    assert three.page.models.arranger.choice.sort == "name"
    assert three.page.timeline.camera.lanes.style.height == 18


def test_a_page_that_is_not_shown_takes_ticks_and_does_nothing_else(three, qtbot, tmp_path):
    hidden, other = three.sets.pages.all[:2]
    hidden.session.put(make_task("t", period="20ms"))
    three.command("start_all").trigger()
    qtbot.waitUntil(lambda: hidden.session.states.of("t").ticks >= 3, timeout=LONG_MS)
    three.sets.pages.show_page(other)
    QApplication.processEvents()
    ticks, looked = len(hidden.models.timeline), []
    hidden.explain.explained.connect(looked.append)
    hidden.acted.connect(lambda: looked.append("acted"))
    qtbot.waitUntil(lambda: len(hidden.models.timeline) >= ticks + 5, timeout=LONG_MS)
    assert hidden.timeline._pulse.resting
    assert not hidden.models.foresight._second.isActive()
    assert not hidden.models.foresight._watched
    assert not hidden.models.live_ticks._second.isActive()
    assert not looked
    three.sets.pages.show_page(hidden)
    assert looked
    assert three.command("stop_all").isEnabled()
    assert set(hidden.models.foresight._watched) == {"t"}
    asyncio.run(hidden.session.stop_and_wait())


def test_the_theme_is_that_of_every_page(three, qtbot):
    three.command("theme_dark").trigger()
    three.command("next_set").trigger()
    image = three.grab().toImage()
    at = tabs_of(three).mapTo(three, QPoint(2, 2))
    assert image.pixelColor(at).lightness() < 60
    three.command("theme_light").trigger()
