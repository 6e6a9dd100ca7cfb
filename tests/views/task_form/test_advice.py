"""What will hurt is said before it does, with buttons that mend it in the fields."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.tasks.make import read
from tests.views.task_form.driver import edited
from waitgui.models.errands import Errands
from waitgui.models.preview import forecast
from waitgui.views.task_form.advice_cards import AdviceCards

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MS = 60_000
POLL = {"kind": "poll", "interval": "10s", "timeout": "5s", "condition": {"kind": "tcp", "host": "nas", "port": 22}}


def told(driver):
    """What is said, by its code."""
    labels = [label for label in driver.find_all("advice-") if label.isVisible()]
    return {label.objectName().removeprefix("advice-"): label.text().replace("\u00a0", " ") for label in labels}


def shown(cards):
    return [button for button in cards.findChildren(QPushButton) if button.isVisible()]


@pytest.fixture
def open_form(drive):
    def make(draft, **more):
        driver = drive(draft, play=forecast, **more)
        cards = driver.form.findChild(AdviceCards)
        driver.find_all = lambda prefix: [
            label for label in cards.findChildren(QLabel) if label.objectName().startswith(prefix)
        ]
        driver.press = lambda text: next(button for button in shown(cards) if read(button.text()) == text).click()
        return driver

    return make


@pytest.mark.parametrize(
    ("draft", "code", "text"),
    [
        (
            edited(schedule=POLL, stop={}),
            "timeout-before-check",
            "It never checks: the time limit of 5 s is over before 10 s are.",
        ),
        (
            edited(schedule__jitter=3.0, schedule__period="1m", stop={}),
            "jitter-over-period",
            "Jitter only lengthens: 300 % makes up to 4 min out of 1 min.",
        ),
        (
            edited(stop={"after_runs": 3, "after_failures": 5}),
            "stop-never-holds",
            "The stop rule “after 5 failures” can never hold: 3 ticks end it before.",
        ),
    ],
)
def test_it_is_said_before_it_hurts(open_form, draft, code, text):
    assert told(open_form(draft)) == {code: text}


def test_a_task_that_hurts_nobody_has_no_cards(open_form):
    driver = open_form(edited())
    assert told(driver) == {}
    assert not driver.form.findChild(AdviceCards).isVisible()


def test_the_cap_has_a_card_of_its_own(open_form):
    schedule = {"kind": "backoff", "duration": "1s", "factor": 2.0, "steps": 10, "cap": "30s"}
    driver = open_form(edited(schedule=schedule, stop={}))
    assert driver.find("cap_warning").isVisible()
    assert told(driver) == {}


def test_a_button_mends_it_in_the_fields(open_form, qtbot):
    driver = open_form(edited(schedule=POLL, stop={}))
    driver.press("Raise the time limit to 1 min 40 s")
    qtbot.waitUntil(lambda: told(driver) == {}, timeout=MS)
    assert driver.form.is_changed()
    assert driver.find("save").hasFocus()
    assert driver.save().schedule.timeout_ns == 100_000_000_000


def test_a_rule_that_never_holds_goes_by_a_click(open_form, qtbot):
    driver = open_form(edited(stop={"after_runs": 3, "after_failures": 5}))
    driver.press("Remove the rule")
    qtbot.waitUntil(lambda: told(driver) == {}, timeout=MS)
    stop = driver.save().stop
    assert (stop.after_runs, stop.after_failures) == (3, None)


def test_the_tab_key_finds_the_buttons(open_form):
    driver = open_form(edited(schedule=POLL, stop={}))
    buttons = driver.form.findChild(AdviceCards).stops()
    assert len(buttons) == 2
    buttons[0].setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Tab)
    assert buttons[1].hasFocus()


def test_in_one_column_the_sentence_has_to_do(open_form):
    driver = open_form(edited(schedule=POLL, stop={}), size=(640, 420))
    assert told(driver) == {}
    assert "Never checks" in driver.form.preview.sentence.text()


@pytest.mark.parametrize("size", [(640, 400), (640, 420), (1000, 760)])
def test_the_foot_of_the_form_is_in_the_window(open_form, size):
    driver = open_form(edited(schedule=POLL, stop={}), size=size)
    assert (driver.form.width(), driver.form.height()) == size
    save = driver.find("save")
    bottom = save.mapTo(driver.form, QPoint(0, save.height())).y()
    assert bottom <= size[1]
    assert driver.form.fields_area.height() >= 60


def test_what_came_of_trying_is_scrolled_into_view(open_form, qtbot):
    errands = Errands()
    draft = edited(stop={}, action={"kind": "command", "shell": "seq 40"})
    driver = open_form(draft, size=(640, 420), try_out=errands.try_out)
    driver.click("try")
    output, area = driver.find("try-output"), driver.form.fields_area

    def is_shown():
        bottom = output.mapTo(area.viewport(), QPoint(0, output.height())).y()
        return output.isVisible() and bottom <= area.viewport().height()

    qtbot.waitUntil(is_shown, timeout=MS)
    errands.stop_all()
    assert errands.wait(60)
