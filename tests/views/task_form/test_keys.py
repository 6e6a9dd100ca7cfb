"""Keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QRadioButton,
)

from tests.views.task_form.drafts import DRAFTS, FILE, PORT, given_draft
from tests.views.task_form.driver import edited
from waitgui.views.task_form import new_draft

# What the offscreen platform says of any dialog and menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_enter_saves_and_escape_closes(drive):
    driver = drive()
    driver.type("name", "Other")
    QTest.keyClick(driver.find("name"), Qt.Key.Key_Return)
    assert driver.saved[0].name == "Other"
    assert not driver.form.isVisible()
    driver = drive()
    QTest.keyClick(driver.find("name"), Qt.Key.Key_Escape)
    assert not driver.form.isVisible()
    assert driver.saved == []


def test_enter_goes_to_what_is_wrong(drive):
    driver = drive(new_draft(), is_new=True)
    driver.type("name", "x")
    QTest.keyClick(driver.find("name"), Qt.Key.Key_Return)
    assert driver.saved == []
    assert driver.form.isVisible()
    assert driver.find("command").hasFocus()
    assert driver.problem("command") == "Must name a program."


def test_enter_is_a_new_line_in_notes_and_with_control_it_saves(drive):
    driver = drive()
    driver.open_more()
    driver.type("notes", "a\nb")
    assert driver.saved == []
    QTest.keyClick(driver.find("notes"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert driver.saved[0].notes == "a\nb"


def test_escape_with_changes_asks_and_can_be_taken_back(drive):
    driver = drive()
    driver.type("name", "Other")
    QTest.keyClick(driver.find("name"), Qt.Key.Key_Escape)
    assert driver.form.isVisible()
    assert driver.find("discard").isVisible()
    QTest.keyClick(driver.form, Qt.Key.Key_Escape)
    assert driver.form.isVisible()
    assert not driver.find("discard").isVisible()
    assert driver.find("name").text() == "Other"
    driver.form.close()
    assert driver.form.isVisible()
    driver.click("discard")
    assert not driver.form.isVisible()
    assert driver.saved == []


def test_a_switch_calls_nothing_wrong_that_isnt_typed_yet(drive):
    driver = drive(new_draft(), is_new=True)
    driver.click("in_shell")
    assert driver.find("command-problem").text() == ""


def test_a_change_taken_back_is_no_change(drive):
    driver = drive()
    driver.type("name", "Other")
    driver.type("name", "Sync photos")
    QTest.keyClick(driver.find("name"), Qt.Key.Key_Escape)
    assert not driver.form.isVisible()


def tab_order(driver, first, steps):
    driver.find(first).setFocus()
    names = []
    for _ in range(steps):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().objectName())
    return names


def test_tab_goes_where_the_eye_goes(drive):
    driver = drive()
    driver.add_rule("After a time")
    driver.open_more()
    order = "action in_shell command timeout retry schedule-0 period after_end jitter initial_delay add_rule after_runs"
    order += " remove_after_runs after_time remove_after_time more folder choose_folder variables kill_grace ok_codes"
    order += " tags notes enabled takes_slider cancel save name"
    expected = order.split()
    assert tab_order(driver, "name", len(expected)) == expected


def test_tab_goes_through_a_poll(drive):
    draft = edited(
        stop={"when": {"kind": "file", "path": "/x"}},
        schedule={"kind": "poll", "interval": "5s", "condition": {"all": [{"not": FILE}, PORT]}},
    )
    driver = drive(draft, try_out=lambda _definition, _done: lambda: None)
    row = "condition-kind-all"
    order = f"try timeout retry schedule-1 condition-kind {row}-0 {row}-0-remove {row}-0-not-0"
    order += "".join(f" {row}-0-not-0-file-{part}" for part in ("path", "state-0", "newer_than", "min_size"))
    order += f" {row}-1 {row}-1-remove"
    order += "".join(f" {row}-1-tcp-{part}" for part in ("host", "port", "state-0", "timeout"))
    order += f" {row}-add condition-try interval immediate poll-timeout add_rule when-kind remove_when"
    order += "".join(f" when-kind-file-{part}" for part in ("path", "state-0", "newer_than", "min_size"))
    order += " when-try more cancel save name"
    expected = order.split()
    assert tab_order(driver, "command", len(expected)) == expected


def test_arrow_keys_choose_what_is_counted_from(drive):
    driver = drive()
    driver.find("after_end").setFocus()
    QTest.keyClick(driver.find("after_end"), Qt.Key.Key_Right)
    assert driver.find("from_start", QRadioButton).isChecked()
    assert driver.save().schedule.sliding is False


def test_alt_brings_up_the_letters_and_they_work(drive):
    driver = drive()
    labels = {label.buddy().objectName(): label for label in driver.form.findChildren(QLabel) if label.buddy()}
    assert not any("&" in label.text() for label in labels.values())
    QTest.keyPress(driver.find("name"), Qt.Key.Key_Alt)
    assert labels["period"].text() == "&Every"
    QTest.keyClick(driver.find("name"), Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert driver.find("period").hasFocus()
    QTest.keyRelease(driver.find("period"), Qt.Key.Key_Alt)
    assert labels["period"].text() == "Every"


def test_no_two_fields_share_a_letter(drive):
    driver = drive()
    driver.add_rule("After a time")
    driver.add_rule("At a date and time")
    driver.open_more()
    driver.find("add_rule").setVisible(True)
    QTest.keyPress(driver.find("name"), Qt.Key.Key_Alt)
    texts = [label.text() for label in driver.form.findChildren(QLabel) if label.buddy() and label.isVisible()]
    texts += [button.text() for button in driver.form.findChildren(QAbstractButton) if button.isVisible()]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(letters) > 15
    assert sorted(letters) == sorted(set(letters))


@pytest.mark.parametrize("name", DRAFTS)
def test_no_two_fields_of_any_kind_share_a_letter(drive, name):
    driver = drive(given_draft(name), other_tasks=[("other", "Other")])
    driver.open_more()
    QTest.keyPress(driver.find("name"), Qt.Key.Key_Alt)
    texts = [label.text() for label in driver.form.findChildren(QLabel) if label.buddy() and label.isVisible()]
    texts += [button.text() for button in driver.form.findChildren(QAbstractButton) if button.isVisible()]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert sorted(letters) == sorted(set(letters))


def test_the_tab_key_moves_the_fields_up_and_down_only(drive):
    driver = drive(size=(1000, 480))
    driver.find("initial_delay").setFocus()
    QTest.keyClick(driver.find("initial_delay"), Qt.Key.Key_Tab)
    assert driver.find("add_rule").hasFocus()
    assert driver.form.fields_area.verticalScrollBar().value() > 0
    assert driver.form.fields.x() == 0
