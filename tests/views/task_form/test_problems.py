"""What is wrong, and where it is said; what is typed, in words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
)

from tests.views.task_form.driver import edited
from waitgui.views.task_form import new_draft

# What the offscreen platform says of any dialog and menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize(
    ("name", "text", "problem", "reason"),
    [
        ("name", "  ", "Must not be empty.", "Correct the name to save."),
        ("timeout", "10 sek", "“sek” isn't a unit. Use ms, s, m or h, as in 10s.", "Correct the time limit to save."),
        ("timeout", "0s", "Must be longer than 0.", "Correct the time limit to save."),
        ("period", "", "A duration is needed, as in 10s.", "Correct the period to save."),
        ("period", "5", "“5” has no unit. Use ms, s, m or h, as in 10s.", "Correct the period to save."),
        ("period", "-5m", "Must not be negative.", "Correct the period to save."),
        ("period", "100000h", "Must not be longer than 10 years.", "Correct the period to save."),
        ("period", "10us", "Must be 0 or at least 1ms.", "Correct the period to save."),
        ("initial_delay", "soon", None, "Correct the delay of the first tick to save."),
        (
            "jitter",
            "much",
            "Write a number of per cent, as in 20 %.",
            "Correct how much later a tick may come to save.",
        ),
        (
            "jitter",
            "-5",
            "A tick can only come later. Write 0 % or more.",
            "Correct how much later a tick may come to save.",
        ),
        ("after_runs", "0", "Must be at least 1.", "Correct the number of ticks to save."),
        ("after_runs", "ten", "Write a whole number, as in 10.", "Correct the number of ticks to save."),
        ("after_runs", "", "Write a whole number, as in 10.", "Correct the number of ticks to save."),
    ],
)
def test_an_error_is_said_beside_its_field_and_goes(drive, name, text, problem, reason):
    driver = drive()
    before = driver.find(name).text()
    driver.type(name, text)
    assert driver.problem(name) == problem if problem else driver.problem(name)
    assert driver.find(name).property("look") == "invalid"
    assert driver.find(name).accessibleDescription() == driver.problem(name)
    assert driver.reason == reason
    assert not driver.can_save
    driver.type(name, before)
    assert driver.problem(name) == ""
    assert driver.find(name).property("look") == ""
    assert driver.reason == ""
    assert driver.can_save


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("variables", "LANG=C\nPATH", "Line 2 isn't of the form NAME=value."),
        ("ok_codes", "0, x", "Write whole numbers with commas between them, as in 0, 75."),
        ("kill_grace", "-1s", "Must not be negative."),
    ],
)
def test_an_error_under_more(drive, name, text, problem):
    driver = drive()
    driver.open_more()
    driver.type(name, text)
    assert driver.problem(name) == problem
    assert not driver.can_save


def test_of_several_errors_the_first_is_the_reason(drive):
    driver = drive()
    driver.type("after_runs", "0")
    driver.type("timeout", "x")
    assert driver.reason == "Correct the time limit to save."
    driver.type("timeout", "")
    assert driver.reason == "Correct the number of ticks to save."


def test_a_new_task_is_not_scolded_before_anyone_typed(drive):
    driver = drive(new_draft(), is_new=True)
    assert driver.problem("name") == driver.problem("command") == ""
    assert driver.reason == "Enter the name to save."
    assert not driver.can_save
    driver.type("name", "x")
    assert driver.reason == "Enter the command to save."
    driver.find("command").setFocus()
    driver.find("period").setFocus()
    assert driver.problem("command") == "Must name a program."
    assert driver.reason == "Correct the command to save."


def test_a_grid_has_no_jitter_and_says_why(drive):
    driver = drive()
    driver.click("on_grid")
    assert not driver.find("jitter").isEnabled()
    assert driver.hint("jitter") == "Nothing on a grid is late on purpose."
    assert driver.can_save
    driver.type("period", "0s")
    assert driver.problem("period") == "Needs a period longer than 0."
    driver.type("period", "1m")
    schedule = driver.save().schedule
    assert (schedule.drift_free, schedule.sliding, schedule.jitter) == (True, False, 0.0)


def test_away_from_the_grid_the_jitter_is_back(drive):
    driver = drive()
    driver.click("on_grid")
    driver.click("after_end")
    assert driver.save().schedule.jitter == 0.2


def test_a_fault_of_no_field_is_told_too(drive):
    driver = drive(edited(id="Not an id"))
    assert driver.reason.startswith("id: must be a-z")
    assert not driver.can_save


def test_a_folder_is_chosen(drive, qtbot, tmp_path):
    driver = drive()
    driver.open_more()
    driver.click("choose_folder")
    dialog = driver.form.findChild(QFileDialog)
    qtbot.waitUntil(dialog.isVisible, timeout=10_000)
    dialog.setDirectory(str(tmp_path.parent))
    dialog.selectFile(str(tmp_path))
    dialog.accept()
    assert driver.save().action.cwd == str(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("period", "90s", "= 1\u00a0min\u00a030\u00a0s"),
        ("period", "0", "= back to back, without a pause"),
        ("timeout", "2m", "= 2\u00a0min for each tick"),
        ("timeout", "", "for each tick; empty for none"),
        ("period", "1 min 30 sec", "= 1\u00a0min\u00a030\u00a0s"),
        ("initial_delay", "1.5s", "= 1.5\u00a0s after Start"),
        ("initial_delay", "0s", "at Start"),
        ("jitter", "50", "later each time: 5\u00a0min to 7\u00a0min\u00a030\u00a0s (jitter)"),
        ("jitter", "0", "later each time (jitter)"),
        ("after_runs", "1", "tick"),
        ("after_runs", "2", "ticks"),
    ],
)
def test_what_is_typed_is_said_in_words(drive, name, text, words):
    driver = drive()
    driver.type(name, text)
    assert driver.hint(name) == words


def test_the_words_of_the_wait_package_stand_once(drive):
    driver = drive()
    shown = [label.text() for label in driver.form.findChildren(QLabel) if label.isVisible()]
    assert sum("(sliding)" in text for text in shown) == 1
    assert sum("(jitter)" in text for text in shown) == 1


def test_what_is_clicked_stays_under_the_mouse(drive, qtbot):
    driver = drive(new_draft(), is_new=True)
    poll = driver.find("schedule-1")
    window, place = driver.form.windowHandle(), poll.mapTo(driver.form, poll.rect().center())
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(poll.hasFocus)
    assert driver.problem("name") == ""  # it would push the button down
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(poll.isChecked)
    qtbot.waitUntil(lambda: driver.problem("name") == "Must not be empty.")
