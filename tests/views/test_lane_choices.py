"""Lanes in the real window: filter, groups, order, height; what is kept, and what a filter doesn't take away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from tests.tasks.make import make_task
from tests.views.test_main_window import window
from waitgui.models.lane_order import Show, Sort
from waitgui.store.settings import Lanes
from waitgui.views.task_filter import TaskFilter
from waitgui.views.timeline.gutter import Gutter
from waitgui.views.timeline.gutter_head import GutterHeader
from waitgui.views.timeline.lane_styles import LaneHeight

__all__ = ["window"]
MS = 10_000


@pytest.fixture
def filled(window):
    for name, tag in (("alpha", "day"), ("beta", "night"), ("gamma", "day"), ("delta", "")):
        window.session.put(make_task(name).model_copy(update={"tags": (tag,) if tag else ()}))
    window.page.select("alpha")
    return window


def rows(window) -> list[str]:
    return [lane.task or f"{lane.group}: {' '.join(lane.tasks)}" for lane in window.page.models.timeline.lanes]


def listed(window) -> list[str]:
    model = window.page.views.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def field(window) -> TaskFilter:
    return window.findChild(TaskFilter)


def search(window, qtbot, text: str) -> None:
    qtbot.keyClick(window.page.timeline.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert field(window).hasFocus()
    qtbot.keyClicks(field(window), text)
    qtbot.waitUntil(lambda: window.page.models.arranger.choice.text == field(window).text(), timeout=MS)


def test_the_filter_is_for_the_timeline_and_the_list(filled, qtbot):
    search(filled, qtbot, "DAY")
    assert rows(filled) == ["alpha", "gamma"]
    assert listed(filled) == ["Alpha", "Gamma"]
    qtbot.keyClick(field(filled), Qt.Key.Key_Escape)
    assert rows(filled) == ["alpha", "gamma", "beta", "delta"]
    assert listed(filled) == ["Alpha", "Beta", "Gamma", "Delta"]
    qtbot.keyClick(field(filled), Qt.Key.Key_Escape)
    assert filled.page.timeline.canvas.hasFocus()


@pytest.mark.parametrize("view", ["timeline", "tasks"])
def test_where_nothing_matches_it_says_so_and_leads_back(filled, qtbot, view):
    filled.page.views.show_view(view)
    field(filled).setText("rs<b>nc")
    page = filled.page.views._no_match
    qtbot.waitUntil(page.isVisible, timeout=MS)
    assert "No task matches “rs<b>nc”." in [label.text() for label in page.findChildren(type(page._words))]
    qtbot.mouseClick(page.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert not page.isVisible()
    assert (filled.page.timeline if view == "timeline" else filled.page.views.list).isVisible()
    assert field(filled).text() == ""
    assert len(rows(filled)) == 4


def test_a_filter_that_hides_the_selected_lane_keeps_it_in_the_inspector(filled, qtbot):
    told = []
    filled.page.views.list.chosen.connect(lambda tasks, current: told.append((tasks, current)))
    search(filled, qtbot, "night")
    assert rows(filled) == ["beta"]
    assert filled.page.selected == "alpha"
    assert filled.page.timeline.selected_task == "alpha"
    assert told == []
    field(filled).clear_all()
    assert filled.page.views.list.currentIndex().data() == "Alpha"


def test_tasks_can_be_filtered_by_what_they_do(filled, qtbot):
    filled.session.start(["beta"])
    qtbot.waitUntil(lambda: filled.session.states.of("beta").state.active, timeout=MS)
    field(filled).set_show(Show.IDLE)
    assert rows(filled) == ["alpha", "gamma", "delta"]
    assert field(filled).placeholderText() == "Not under way"
    field(filled).set_show(Show.PAUSED)
    assert filled.page.views._no_match.isVisible()
    assert field(filled).words() == "Paused"
    field(filled).clear_all()
    assert len(rows(filled)) == 4


def test_commands_group_sort_and_collapse(filled):
    for name, wanted in {
        "sort_name": ["alpha", "gamma", "beta", "delta"],
        "collapse_all": ["day: alpha gamma", "night: beta", ": delta"],
        "expand_all": ["alpha", "gamma", "beta", "delta"],
        "group": ["alpha", "beta", "delta", "gamma"],
        "sort_set": ["alpha", "beta", "gamma", "delta"],
    }.items():
        filled.command(name).trigger()
        assert rows(filled) == wanted, name
    assert not filled.command("collapse_all").isEnabled()
    assert filled.command("sort_set").isChecked()
    assert not filled.command("group").isChecked()


def test_a_header_is_collapsed_by_a_click_and_by_keys(filled, qtbot):
    qtbot.mouseClick(filled.findChild(Gutter), Qt.MouseButton.LeftButton, pos=QPoint(100, 10))
    assert rows(filled) == ["day: alpha gamma", "beta", "delta"]
    assert filled.page.selected == "alpha"
    qtbot.keyClick(filled.page.timeline.canvas, Qt.Key.Key_Up)
    qtbot.keyClick(filled.page.timeline.canvas, Qt.Key.Key_Right)
    assert rows(filled) == ["alpha", "gamma", "beta", "delta"]


def test_all_lanes_fit_and_again(filled, qtbot):
    key = Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(filled.page.timeline.canvas, *key)
    assert filled._lanes.height is LaneHeight.FIT
    assert filled.command("height_fit").isChecked()
    qtbot.keyClick(filled.page.timeline.canvas, *key)
    assert filled._lanes.height is LaneHeight.AUTO
    filled.command("height_dense").trigger()
    assert filled.page.timeline.camera.lanes.style.height == 18


@pytest.mark.qt_log_ignore("This plugin does not support")  # raising a menu, offscreen
def test_the_head_of_the_gutter_opens_the_menu(filled, qtbot):
    head = filled.findChild(GutterHeader)
    qtbot.mouseClick(head, Qt.MouseButton.LeftButton)
    assert filled._menus.lanes.isVisible()
    filled._menus.lanes.hide()


def test_what_was_chosen_is_remembered_but_no_filter(filled, qtbot, tmp_path):
    filled.page.lanes.open_set("/a.toml")
    filled.page._on_session()
    filled.page.models.arranger.sort(Sort.NAME)
    filled.page.models.arranger.collapse("night", collapsed=True)
    filled.command("height_compact").trigger()
    field(filled).setText("alpha")
    kept = Lanes(sort="name", height="compact", collapsed={"/a.toml": ("night",)})
    assert filled._preferences.settings.lanes == kept
    filled.page.lanes.open_set("/b.toml")
    assert field(filled).text() == ""
    assert rows(filled) == ["alpha", "gamma", "beta", "delta"]
    filled.page.lanes.open_set("/a.toml")
    assert rows(filled) == ["alpha", "gamma", "night: beta", "delta"]
    filled._lanes.restore(Lanes())
    assert filled.page.models.timeline.lanes[0].group == "day"
    filled._lanes.restore(kept)
    assert rows(filled) == ["alpha", "gamma", "night: beta", "delta"]
    assert filled.command("height_compact").isChecked()


def test_in_a_tiny_window_the_filter_is_an_icon_until_it_is_asked_for(filled, qtbot):
    filled.resize(660, 500)
    assert not field(filled).isVisible()
    qtbot.mouseClick(filled.button("Filter tasks"), Qt.MouseButton.LeftButton)
    assert field(filled).isVisible()
    assert field(filled).hasFocus()
    qtbot.keyClicks(field(filled), "beta")
    qtbot.keyClick(field(filled), Qt.Key.Key_Return)
    assert field(filled).isVisible(), "it says why tasks are missing"
    field(filled).clear_all()
    filled.page.timeline.setFocus()
    filled._set_row._fit()
    assert not field(filled).isVisible()
