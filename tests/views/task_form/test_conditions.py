"""The condition editor: rows that are added, taken away and nested, by keys and clicks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from tests.views.task_form.driver import edited
from waitgui.tasks.model import plain

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PORT = {"kind": "tcp", "host": "localhost", "port": 5432}
FILE = {"kind": "file", "path": "/run/stop"}


def poll(condition):
    return edited(stop={}, schedule={"kind": "poll", "interval": "5s", "condition": condition})


def saved(driver):
    return plain(driver.save())["schedule"]["condition"]


def test_a_combination_begins_with_what_was_there(drive):
    driver = drive(poll(PORT))
    driver.choose("condition-kind", "All of these")
    driver.click("condition-kind-all-add")
    driver.type("condition-kind-all-1-file-path", "/run/ready")
    assert saved(driver) == {"all": (PORT, {"kind": "file", "path": "/run/ready"})}


def test_rows_are_nested_and_taken_away(drive):
    driver = drive(poll({"all": [PORT, FILE, FILE]}))
    driver.choose("condition-kind-all-1", "Not this")
    driver.click("condition-kind-all-2-remove")
    driver.choose("condition-kind", "Any of these")
    assert saved(driver) == {"any": (PORT, {"not": FILE})}


def test_the_last_row_stays(drive):
    driver = drive(poll({"all": [PORT, FILE]}))
    driver.click("condition-kind-all-0-remove")
    assert not driver.find("condition-kind-all-1-remove").isVisible()
    assert saved(driver) == {"all": (FILE,)}


def test_what_was_typed_for_another_kind_waits(drive):
    driver = drive(poll(PORT))
    driver.type("condition-kind-tcp-host", "db")
    driver.choose("condition-kind", "File")
    driver.type("condition-kind-file-path", "/x")
    driver.choose("condition-kind", "Not this")
    driver.choose("condition-kind", "Port")
    assert driver.find("condition-kind-tcp-host").text() == "db"
    driver.choose("condition-kind", "File")
    assert saved(driver) == {"kind": "file", "path": "/x"}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"all": [{"any": [{"not": {"all": [PORT]}}]}]}, "Port 5432 of localhost answers"),
        ({"any": [PORT] * 200}, "197 more"),
    ],
)
def test_what_cannot_be_edited_is_shown_in_words_and_kept(drive, condition, words):
    driver = drive(poll(condition))
    texts = [label.text() for label in driver.form.findChildren(QLabel) if label.isVisible()]
    assert any(words.lower() in text.lower() and "Kept as it is" in text for text in texts)
    driver.type("interval", "7s")
    assert plain(driver.save())["schedule"]["condition"] == plain_of(condition)


def plain_of(value):
    """With tuples for lists, as a model has them."""
    if isinstance(value, dict):
        return {key: plain_of(inner) for key, inner in value.items()}
    return tuple(map(plain_of, value)) if isinstance(value, list) else value


def test_what_is_kept_can_be_replaced_and_had_back(drive):
    deep = {"all": [{"any": [{"not": {"all": [PORT]}}]}]}
    driver = drive(poll({"any": [PORT] * 200}))
    driver.choose("condition-kind", "File")
    driver.type("condition-kind-file-path", "/x")
    driver.choose("condition-kind", "As written")
    assert len(saved(driver)["any"]) == 200
    driver = drive(poll(deep))
    driver.choose("condition-kind", "File")
    driver.type("condition-kind-file-path", "/x")
    assert saved(driver) == {"kind": "file", "path": "/x"}


@pytest.mark.parametrize("condition", ["soon", {"kind": "moon"}, {}, {"all": []}, {"all": "x"}, {"not": 5}, [PORT]])
def test_what_is_no_condition_is_told_and_can_be_mended(drive, condition):
    driver = drive(poll(condition))
    assert not driver.can_save
    assert driver.problem("condition")
    driver.choose("condition-kind", "Port")
    driver.type("condition-kind-tcp-port", "80")
    assert driver.can_save
    assert saved(driver) == {"kind": "tcp", "host": "localhost", "port": 80}


def test_what_else_was_written_is_named(drive):
    driver = drive(poll({"kind": "command", "argv": ["x"], "cwd": "/srv", "ok_codes": [1]}))
    assert driver.find("condition-kind-kept", QLabel).text() == "Kept as it is: cwd, ok_codes"


def test_the_keyboard_alone_builds_a_combination(drive):
    driver = drive(poll(PORT))
    chooser = driver.find("condition-kind", QComboBox)
    chooser.setFocus()
    QTest.keyClicks(chooser, "All")
    assert chooser.currentText() == "All of these"
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget().objectName() == "condition-kind-all-add":
            break
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert QApplication.focusWidget().objectName() == "condition-kind-all-1"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "condition-kind-all-1-remove"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "/run/ready")
    assert saved(driver) == {"all": (PORT, {"kind": "file", "path": "/run/ready"})}
    assert driver.form.isVisible() is False


def test_the_focus_goes_to_a_neighbour_of_what_is_taken_away(drive):
    driver = drive(poll({"all": [PORT, FILE]}))
    driver.click("condition-kind-all-1-remove")
    assert QApplication.focusWidget().objectName() == "condition-kind-all-0"


def test_enter_goes_to_what_is_wrong_deep_inside(drive):
    driver = drive(poll({"all": [PORT, {"not": FILE}]}))
    driver.type("condition-kind-all-1-not-0-file-path", "")
    driver.find("name").setFocus()
    QTest.keyClick(driver.find("name"), Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "condition-kind-all-1-not-0-file-path"
    assert driver.form.isVisible()
