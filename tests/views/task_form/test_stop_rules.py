"""The rules that end a run."""

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDateTimeEdit,
)

from tests.views.task_form.driver import NOW, edited
from waitgui.tasks.model import plain

# What the offscreen platform says of any dialog and menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


COUNTS = ["After a number of successes", "After a number of failures", "After failures in a row"]
TITLES = ["After a number of ticks", "After a time", "At a date and time", *COUNTS]
TITLES += ["On an exit code", "When the output matches", "When another task ends", "When a condition holds"]
OTHERS = [("backup", "Back up"), ("sync", "Sync <b>")]


def test_rules_are_offered_once_added_and_taken_away(drive):
    driver = drive(other_tasks=OTHERS)
    driver.click("add_rule")
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions() if action.isVisible()] == TITLES[1:]
    menu.close()
    for title in TITLES[1:]:
        driver.add_rule(title)
    assert not driver.find("add_rule").isVisible()
    driver.click("remove_at")
    assert driver.find("add_rule").isVisible()


def test_without_other_tasks_none_can_be_waited_for(drive):
    driver = drive()
    driver.click("add_rule")
    menu = QApplication.activePopupWidget()
    assert "When another task ends" not in [action.text() for action in menu.actions() if action.isVisible()]
    menu.close()


def test_every_rule_is_typed(drive):
    driver = drive(edited(stop={}), other_tasks=OTHERS)
    for title in TITLES[3:]:
        driver.add_rule(title)
    driver.type("after_successes", "2")
    driver.type("after_failures", "7")
    driver.type("after_failures_in_a_row", "4")
    driver.type("on_exit_code", "75, 76")
    driver.type("on_output", "done|ready")
    driver.choose("when_task_ends", "Sync <b>")
    driver.type("when-kind-file-path", "/run/stop")
    assert driver.reason == ""
    assert plain(driver.save())["stop"] == {
        "after_successes": 2,
        "after_failures": 7,
        "after_failures_in_a_row": 4,
        "on_exit_code": (75, 76),
        "on_output": "done|ready",
        "when_task_ends": "sync",
        "when": {"kind": "file", "path": "/run/stop"},
    }


@pytest.mark.parametrize(
    ("rule", "name", "text", "problem", "noun"),
    [
        ("after_successes", "after_successes", "0", "Must be at least 1.", "the number of successes"),
        ("after_failures", "after_failures", "x", "Write a whole number, as in 10.", "the number of failures"),
        (
            "on_exit_code",
            "on_exit_code",
            "",
            "Write whole numbers with commas between them, as in 0, 75.",
            "the exit codes on which it stops",
        ),
        ("on_output", "on_output", "(", "Isn't a regular expression: missing ) at position 1.", "the expression"),
        ("when", "when-kind-file-path", "", "Must not be empty.", "the path"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_beside_it(drive, rule, name, text, problem, noun):
    first = {"after_successes": 1, "after_failures": 1, "on_exit_code": [1], "on_output": "x"}
    driver = drive(edited(stop={rule: first.get(rule, {"kind": "file", "path": "/x"})}))
    driver.type(name, text)
    assert driver.problem(name) == problem
    assert driver.reason.startswith(f"Correct {noun}")
    assert not driver.can_save


def test_a_task_that_is_gone_is_said_and_another_can_be_chosen(drive):
    driver = drive(edited(stop={"when_task_ends": "gone"}), other_tasks=OTHERS)
    assert driver.find("when_task_ends").currentText() == "gone"
    assert driver.problem("when_task_ends").startswith("No other task of this set has that id.")
    assert not driver.can_save
    driver.choose("when_task_ends", "Back up")
    assert driver.save().stop.when_task_ends == "backup"


def test_rules_keep_their_order(drive):
    stop = {"when": {"kind": "file", "path": "/x"}, "someday": 1, "after_failures": 2, "on_exit_code": [1]}
    driver = drive(edited(stop=stop))
    driver.type("after_failures", "3")
    assert list(plain(driver.save())["stop"]) == ["when", "someday", "after_failures", "on_exit_code"]


def test_the_sentence_names_the_other_task(drive):
    driver = drive(edited(stop={"when_task_ends": "backup"}), other_tasks=OTHERS)
    assert driver.form.preview.sentence.text().endswith("Stops when “Back up” ends.")


def test_the_order_of_the_rows_is_the_order_of_the_rules(drive):
    driver = drive(edited(stop={"after_time": "8h", "after_runs": 10}))
    driver.click("remove_after_time")
    driver.add_rule("After a time")
    assert list(plain(driver.save())["stop"]) == ["after_runs", "after_time"]


def test_without_rules_it_says_so(drive):
    driver = drive()
    never = driver.form.fields.stop.never
    assert not never.isVisible()
    driver.click("remove_after_runs")
    assert never.isVisible()
    assert never.text() == "Goes on until you stop it."


def test_a_date_and_time_is_typed(drive):
    driver = drive()
    driver.add_rule("At a date and time")
    moment = driver.find("at", QDateTimeEdit)
    assert moment.dateTime().toSecsSinceEpoch() == (
        (NOW + timedelta(days=1)).replace(minute=0, second=0, microsecond=0).timestamp()
    )
    moment.setFocus()
    moment.setSelectedSection(QDateTimeEdit.Section.YearSection)
    QTest.keyClicks(moment, "2031")
    at = driver.save().stop.at
    assert at.year == 2031
    assert at.utcoffset() is not None


def test_a_moment_that_is_past_is_told(drive):
    driver = drive(edited(stop={"at": NOW - timedelta(hours=1)}))
    assert driver.advice("at") == "That is past: a run would end at once, without a tick."
    assert driver.can_save
