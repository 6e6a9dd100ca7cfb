"""The ticks in the window: in step with the timeline both ways, by keyboard and mouse, searched, and alive."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from tests.tasks.make import make_task
from tests.views.test_main_window import window  # noqa: F401 - a fixture
from waitgui.models.live_ticks import LOOK, REF, Column
from waitgui.models.timeline import PlannedTick, TickRef
from waitgui.tasks.record import Kind, Outcome, Result, Tick, TickStarted

LONG_MS = 30_000
NS = 1_000_000_000


@pytest.fixture
def shown(window, qtbot):  # noqa: F811
    """A window with two tasks, whose ticks are told by `tell`, on the view of the ticks."""
    for task in ("a", "b"):
        window.session.put(make_task(task, period="1h"))
    now_ns = window.page.models.now_ns()
    tell(window, *(tick("a", n, now_ns - (100 - n) * NS) for n in range(1, 31)))
    tell(window, tick("b", 1, now_ns - 2 * NS, Outcome.FAILED, "no route to <b>host</b>"))
    window.command("ticks").trigger()
    qtbot.waitUntil(lambda: window.page.models.live_ticks.rowCount() == 31, timeout=LONG_MS)
    return window


def tick(task: str, n: int, at_ns: int, outcome: Outcome = Outcome.OK, why: str = "") -> Tick:
    result = Result(outcome, None, why)
    return Tick(task, 1, n, Kind.ACTION, at_ns, at_ns, at_ns + NS // 10, result, 1, None, "none")


def tell(window, *events) -> None:  # noqa: F811
    window.session.ticked.emit(list(events))


def sentence(view) -> str:
    return view._page._sentence.text() if view._page.currentIndex() == 1 else ""


def current(window):  # noqa: F811
    index = window.page.views.ticks.ticks.currentIndex()
    return index.data(REF) if index.isValid() else None


def test_a_row_that_is_chosen_is_selected_on_the_timeline_and_explained(shown, qtbot):
    shown.page.views.ticks.ticks.choose(0)
    assert shown.page.timeline.camera.tick == TickRef("b", 1, 1)
    assert shown.page.selected == "b"
    assert "no route to" in shown.page.inspector.findChild(object, "explanation").text()
    qtbot.keyClick(shown.page.views.ticks.ticks, Qt.Key.Key_Down)
    assert shown.page.timeline.camera.tick == TickRef("a", 1, 30) == current(shown)
    assert shown.page.selected == "a"
    qtbot.keyClick(shown.page.views.ticks.ticks, Qt.Key.Key_Down)
    assert shown.page.timeline.camera.tick == TickRef("a", 1, 29) == current(shown)


def test_a_tick_that_is_selected_on_the_timeline_is_the_current_row(shown):
    shown.page.timeline.choose("a", TickRef("a", 1, 12))
    assert current(shown) == TickRef("a", 1, 12)
    shown.page.timeline.choose("a", None)
    assert not shown.page.views.ticks.ticks.currentIndex().isValid()


def test_home_and_end_go_to_the_first_and_the_last_row(shown, qtbot):
    ticks = shown.page.views.ticks.ticks
    ticks.choose(3)
    qtbot.keyClick(ticks, Qt.Key.Key_End)
    assert current(shown) == TickRef("a", 1, 1)
    qtbot.keyClick(ticks, Qt.Key.Key_PageUp)
    assert 0 < ticks.currentIndex().row() < 30
    qtbot.keyClick(ticks, Qt.Key.Key_Home)
    assert current(shown) == TickRef("b", 1, 1)


def test_titles_that_cant_sort_dont_look_as_if_they_could(shown, qtbot):
    header = shown.page.views.ticks.ticks.horizontalHeader()
    shown.page.views.ticks.ticks.choose(0)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(250, 10))
    assert len(shown.page.views.ticks.ticks.selectionModel().selectedRows()) == 1
    assert not header.sectionsClickable()


def test_to_look_at_the_table_selects_nothing(window, qtbot):  # noqa: F811
    for task in ("b", "a"):
        window.session.put(make_task(task, period="1h"))
    tell(window, tick("b", 1, window.page.models.now_ns()))
    window.page.select("a")
    ticks = window.page.views.ticks.ticks
    window.command("ticks").trigger()
    qtbot.waitUntil(lambda: ticks.isVisible() and ticks.model().rowCount() == 1, timeout=LONG_MS)
    window.page.views.focus_view()
    assert ticks.hasFocus()
    assert window.page.selected == "a"
    qtbot.keyClick(ticks, Qt.Key.Key_Down)
    assert window.page.selected == "b"


def test_enter_shows_the_tick_on_the_timeline(shown, qtbot):
    shown.page.views.ticks.ticks.choose(3)
    ref = current(shown)
    qtbot.keyClick(shown.page.views.ticks.ticks, Qt.Key.Key_Return)
    assert shown.page.views.currentWidget() is shown.page.timeline
    assert shown.page.timeline.camera.tick == ref
    shown.command("ticks").trigger()
    assert current(shown) == ref
    shown.page.views.ticks.filter.timeline.click()
    assert shown.page.views.currentWidget() is shown.page.timeline


def test_what_comes_leaves_the_current_row_what_it_is(shown, qtbot):
    shown.page.views.ticks.ticks.choose(5)
    ref = current(shown)
    tell(shown, *(tick("a", n, shown.page.models.now_ns()) for n in range(31, 41)))
    qtbot.waitUntil(lambda: shown.page.models.live_ticks.rowCount() == 41, timeout=LONG_MS)
    assert shown.page.views.ticks.ticks.currentIndex().row() == 15
    assert current(shown) == ref == shown.page.timeline.camera.tick


def test_a_tick_under_way_stays_selected_when_it_ends(shown, qtbot):
    at_ns = shown.page.models.now_ns()
    tell(shown, TickStarted("b", 1, 2, Kind.ACTION, at_ns, at_ns))
    qtbot.waitUntil(lambda: shown.page.models.live_ticks.index(0, 0).data(LOOK) == "running", timeout=LONG_MS)
    shown.page.views.ticks.ticks.choose(0)
    assert shown.page.timeline.camera.tick == TickRef("b", 1, 2)
    tell(shown, tick("b", 2, at_ns, Outcome.FAILED, "x"))
    qtbot.waitUntil(lambda: shown.page.models.live_ticks.index(0, 0).data(LOOK) == "failed", timeout=LONG_MS)
    assert current(shown) == TickRef("b", 1, 2) == shown.page.timeline.camera.tick


def test_a_tick_to_come_is_a_row_that_can_be_chosen(shown, qtbot):
    shown.page.models.timeline.set_plans(
        "b", [PlannedTick(shown.page.models.now_ns() + 60 * NS, shown.page.models.now_ns() + 90 * NS)]
    )
    shown.page.views.ticks.planned.click()
    qtbot.waitUntil(lambda: shown.page.models.live_ticks.index(0, 0).data(LOOK) == "planned", timeout=LONG_MS)
    shown.page.views.ticks.ticks.choose(0)
    assert shown.page.selected == "b"
    assert shown.page.timeline.camera.tick is None
    assert shown.page.views.ticks.ticks.currentIndex().row() == 0
    assert not shown.page.views.ticks.filter.timeline.isEnabled()


def test_a_search_shows_its_hits_and_says_when_there_are_none(shown, qtbot):
    view = shown.page.views.ticks
    qtbot.keyClick(view.ticks, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.filter.text.hasFocus()
    qtbot.keyClicks(view.filter.text, "ROUTE")
    qtbot.waitUntil(lambda: shown.page.models.live_ticks.rowCount() == 1, timeout=LONG_MS)
    view.filter.text.setText("<b>\x1bnone")
    qtbot.waitUntil(lambda: sentence(view) == "No tick matches “<b>\\x1bnone”.", timeout=LONG_MS)
    clear = next(button for button in view.findChildren(QPushButton) if button.text() == "Clear filter")
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.page.models.live_ticks.rowCount() == 31, timeout=LONG_MS)
    view.filter._toggles[Outcome.NOT_MET].trigger()
    qtbot.waitUntil(lambda: sentence(view) == "No tick ended like that.", timeout=LONG_MS)


def test_one_task_and_the_time_that_is_shown(shown, qtbot):
    view = shown.page.views.ticks
    view.only_task.click()
    shown.page.select("b")
    qtbot.waitUntil(lambda: shown.page.models.live_ticks.rowCount() == 1, timeout=LONG_MS)
    shown.page.select("a")
    qtbot.waitUntil(lambda: shown.page.models.live_ticks.rowCount() == 30, timeout=LONG_MS)
    begin_ns = shown.page.models.now_ns() - 75 * NS
    shown.page.timeline.camera.fit(begin_ns, begin_ns + NS)
    view.only_shown.click()
    first_ns, last_ns = shown.page.timeline.shown_range
    rows = [row for row in range(30) if begin_ns - 50 * NS < first_ns]
    assert 0 < shown.page.models.live_ticks.rowCount() < len(rows)
    for row in range(shown.page.models.live_ticks.rowCount()):
        start_ns, end_ns = shown.page.models.timeline.times(shown.page.models.live_ticks.index(row, 0).data(REF))
        assert start_ns <= last_ns
        assert end_ns >= first_ns


def test_a_screen_reader_is_told_of_the_table_and_its_cells(shown):
    table = shown.page.views.ticks.ticks
    assert table.accessibleName() == "Ticks"
    assert table.accessibleDescription()
    told = QAccessible.queryAccessibleInterface(table)
    cells = [told.child(place).text(QAccessible.Text.Name) for place in range(3 * len(Column))]
    assert {"B", "Failed", "no route to <b>host</b>"} <= set(cells)


def test_it_fits_into_a_small_window(shown, qtbot):
    shown.resize(640, 420)
    table = shown.page.views.ticks.ticks
    qtbot.waitUntil(lambda: table.isColumnHidden(Column.ATTEMPTS), timeout=LONG_MS)
    assert shown.width() == 640
    view = shown.page.views.ticks
    text = view.filter.text.geometry()
    qtbot.waitUntil(lambda: view.planned.mapTo(view.filter, QPoint()).y() > text.bottom(), timeout=LONG_MS)
    for button in (view.only_task, view.only_shown, view.planned, view.filter.outcomes, view.filter.timeline):
        assert button.width() >= button.sizeHint().width(), button.text()
    qtbot.waitUntil(lambda: not table.horizontalScrollBar().isVisible(), timeout=LONG_MS)


def test_in_a_tiny_window_the_details_take_the_place_of_the_view(shown, qtbot):
    shown.resize(640, 420)
    qtbot.waitUntil(lambda: shown.width() == 640, timeout=LONG_MS)
    assert shown.page.views.isVisible()
    shown.command("details").trigger()
    assert not shown.page.views.isVisible()
    assert shown.page.shows_details
    shown.command("details").trigger()
    assert shown.page.views.isVisible()


def test_hidden_it_rests(shown):
    shown.command("timeline").trigger()
    tell(shown, tick("a", 31, shown.page.models.now_ns()))
    assert not shown.page.models.live_ticks._flush.isActive()
    shown.command("ticks").trigger()
    assert shown.page.models.live_ticks.index(0, 0).data(REF) == TickRef("a", 1, 31)
