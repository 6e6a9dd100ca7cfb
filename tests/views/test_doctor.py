"""The doctor's page in the real window: it follows the set, and each of its buttons mends it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.tasks.make import make_task
from tests.views import test_main_window
from waitgui.tasks.advice import Code, Severity
from waitgui.tasks.model import TaskSet
from waitgui.tasks.words import NBSP
from waitgui.views.advice_card import SIGNS
from waitgui.views.doctor import MOST, DoctorPage

pytestmark = pytest.mark.qt_log_ignore("does not support raise")
LONG_MS = test_main_window.LONG_MS
window = test_main_window.window


def keep(window, *tasks):
    window.session.replace(TaskSet(format=1, name="Set", tasks=tasks))


def page_of(window, qtbot):
    window.command("check_set").trigger()
    page = next(page for page in window.findChildren(DoctorPage) if page.isVisible())
    qtbot.waitUntil(lambda: bool(page.cards) or page.well.isVisible(), timeout=LONG_MS)
    return page


def press(page, qtbot, text):
    shown = [button for card in page.cards for button in card.findChildren(QPushButton)]
    buttons = [button for button in shown if button.text().replace(NBSP, " ") == text]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def codes(page):
    return [card.advice.code for card in page.cards]


def test_what_will_hurt_is_listed_and_mended_by_a_click(window, qtbot):
    keep(
        window,
        make_task("a", kind="backoff", duration="1s", cap="30s"),
        make_task("b", kind="poll", interval="10s", timeout="5s"),
    )
    page = page_of(window, qtbot)
    assert codes(page) == [Code.TIMEOUT_BEFORE_CHECK, Code.CAP_ENDS_IT]
    assert page.summary.text() == "2 things that may hurt, the worst first."
    press(page, qtbot, "Raise the cap to 8 min 32 s")
    qtbot.waitUntil(lambda: codes(page) == [Code.TIMEOUT_BEFORE_CHECK], timeout=LONG_MS)
    assert window.session.task_set.task("a").schedule.cap_ns == 512_000_000_000
    press(page, qtbot, "Check every 500 ms")
    qtbot.waitUntil(page.well.isVisible, timeout=LONG_MS)
    assert page.focusWidget() is page.close_button
    assert window.session.dirty


def test_it_follows_edits_and_goes_to_the_task(window, qtbot):
    keep(window, make_task("a"), make_task("b"))
    page = page_of(window, qtbot)
    assert page.well.isVisible()
    assert window.page.selected == "a"
    window.session.put(make_task("b", jitter=2.0))
    qtbot.waitUntil(lambda: codes(page) == [Code.JITTER_OVER_PERIOD], timeout=LONG_MS)
    press(page, qtbot, "Go to task")
    assert window.page.selected == "b"


def test_it_is_opened_once_and_looks_no_more_when_it_is_closed(window, qtbot):
    keep(window, make_task("a"))
    page = page_of(window, qtbot)
    window.command("check_set").trigger()
    assert len(window.findChildren(DoctorPage)) == 1
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(DoctorPage), timeout=LONG_MS)
    keep(window, make_task("a", jitter=2.0))
    assert page_of(window, qtbot).cards


def test_an_empty_set_has_nothing_to_check(window):
    assert not window.command("check_set").isEnabled()
    keep(window, make_task("a"))
    assert window.command("check_set").isEnabled()


def test_of_very_many_only_so_many_are_shown(window, qtbot):
    keep(window, *(make_task(f"t{number}", jitter=2.0) for number in range(MOST + 7)))
    page = page_of(window, qtbot)
    assert len(page.cards) == MOST
    assert page.more.text() == "And 7 more."


def test_names_are_shown_as_they_are(window, qtbot):
    keep(window, make_task("a", jitter=2.0).model_copy(update={"name": "<b>x</b>\u202e"}))
    page = page_of(window, qtbot)
    shown = [label.text() for label in page.cards[0].findChildren(QLabel)]
    assert "<b>x</b>\\u202e" in shown


def test_severity_has_a_shape_of_its_own():
    assert len({icon for icon, _ in SIGNS.values()}) == len(Severity) == len(SIGNS)
