"""Polls and backoffs in the form: their traps in words, their preview, and what mends them."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.views.task_form.driver import edited, play
from waitgui.runner.foresight import ForecastEnd
from waitgui.tasks.model import Backoff, plain
from waitgui.tasks.record import Reason
from waitgui.tasks.words import NBSP
from waitgui.views.task_form.bar_labels import Bar, bar_labels, unit_lines
from waitgui.views.task_form.delay_curve import columns_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PORT = {"kind": "tcp", "host": "localhost", "port": 5432}
LONG_MS = 20_000


def backoff(**fields):
    return edited(stop={}, schedule={"kind": "backoff", "duration": "1s", **fields})


def poll(**fields):
    return edited(stop={}, schedule={"kind": "poll", "interval": "5s", "condition": PORT, **fields})


def sentence(driver):
    return driver.form.preview.sentence.text().replace("\u00a0", " ")


def warning(driver):
    label = driver.find("cap_warning", QLabel)
    return label.text() if label.isVisible() else ""


def follow(driver, qtbot, words):
    qtbot.waitUntil(lambda: words in sentence(driver), timeout=LONG_MS)


def test_the_cap_is_told_before_it_hurts(drive):
    driver = drive(backoff(cap="30s"))
    assert warning(driver) == "The cap ends this after 5 attempts, not 10"
    card = driver.form.preview.warning
    assert card.reason.text().replace("\u00a0", " ") == (
        "After attempt 5 the next wait would be 32 s, past the cap of 30 s."
    )
    assert driver.find("keep_trying").text().replace("\u00a0", " ") == "Keep trying at 30 s"
    assert driver.find("raise_cap").text().replace(NBSP, " ") == "Raise the cap to 8 min 32 s"
    assert sentence(driver) == (
        "Runs rsync until it succeeds: first wait 1 s, doubling, up to 10 % longer. Gives up after 5 attempts, between "
        "31 s and 34.1 s after Start. The cap of 30 s ends it: attempts 6 to 10 never happen."
    )
    assert driver.advice("backoff-steps") == "The cap ends it after 5 attempts."


def test_a_stop_rule_that_comes_first_is_not_when_it_gives_up(drive):
    def ended(task, takes_ns):
        return play(task, takes_ns)._replace(end=ForecastEnd(Reason.AFTER_FAILURES, 2, 10**9, 10**9))

    driver = drive({**backoff(jitter=0.0, steps=3), "stop": {"after_failures": 2}}, play=ended)
    assert sentence(driver).endswith("Gives up after 3 attempts, 3 s after Start. Stops before that after 2 failures.")


def test_the_cap_is_raised_by_the_button(drive, qtbot):
    driver = drive(backoff(cap="30s"))
    driver.click("raise_cap")
    assert driver.find("backoff-cap").text() == "8m32s"
    assert driver.find("backoff-cap").hasFocus()
    follow(driver, qtbot, "Gives up after 10 attempts")
    assert warning(driver) == ""
    assert driver.advice("backoff-steps") == ""
    assert driver.save().schedule.cap_ns == 512_000_000_000


def test_the_cap_is_kept_by_the_button(drive, qtbot):
    driver = drive(backoff(cap="30s"))
    button = driver.find("keep_trying")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    follow(driver, qtbot, "Never gives up.")
    assert warning(driver) == ""
    assert not driver.find("backoff-steps").isEnabled()
    assert plain(driver.save())["schedule"] == {"kind": "backoff", "duration": "1s", "cap": "30s", "at_cap": "keep"}


@pytest.mark.parametrize(
    ("fields", "enabled", "advice"),
    [
        ({"at_cap": "keep", "cap": "30s"}, False, "Without effect: it keeps trying."),
        ({"at_cap": "keep"}, True, "Waits grow so often, then stay."),
        ({}, True, ""),
    ],
)
def test_what_steps_mean_is_said(drive, fields, enabled, advice):
    driver = drive(backoff(**fields))
    assert driver.find("backoff-steps").isEnabled() == enabled
    assert driver.advice("backoff-steps") == advice


def test_where_no_cap_would_do_none_is_offered(drive):
    driver = drive(backoff(cap="30s", steps=60))
    assert warning(driver) == "The cap ends this after 5 attempts, not 60"
    assert driver.find("keep_trying").isVisible()
    assert not driver.find("raise_cap").isVisible()


def test_another_kind_needs_no_warning(drive, qtbot):
    driver = drive(backoff(cap="30s"))
    driver.click("schedule-0")
    follow(driver, qtbot, "every 5 min")
    assert warning(driver) == ""
    assert not driver.find("curve").isVisible()
    assert driver.form.preview.table.isVisible()


def columns(**fields):
    schedule = Backoff.model_validate({"kind": "backoff", "duration": "1s", "jitter": 0.0, **fields})
    return [(column.n, column.wait and column.wait.low_ns // 10**9, column.ghost) for column in columns_of(schedule)]


def test_the_curve_shows_attempts_that_never_happen_as_ghosts():
    assert columns(cap="5s", steps=6) == [
        (1, 1, False), (2, 2, False), (3, 4, False), (4, 8, True), (5, 16, True), (6, 32, True),
    ]  # fmt: skip


def test_after_the_last_attempt_nothing_is_waited_for():
    assert columns(steps=3) == [(1, 1, False), (2, 2, False), (3, None, False)]


def test_the_curve_draws_no_more_than_has_room():
    assert len(columns(steps=10**9, factor=1.0)) == 12
    assert len(columns(cap="5s", steps=10**9)) == 12
    assert columns(cap="2s", at_cap="keep")[-1] == (12, 2, False)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"cap": "30s"},
        {"cap": "30s", "at_cap": "keep"},
        {"duration": "0s"},
        {"duration": "8760h", "factor": 1000.0, "jitter": 900.0},
        {"factor": 0.0},
        {"factor": 0.001, "steps": 10**15},
        {"steps": 1},
        {"steps": 1, "cap": "1ms"},
        {"steps": 2, "cap": "1ms"},
    ],
)
@pytest.mark.parametrize("size", [(1000, 760), (900, 600), (640, 420)])
def test_extreme_backoffs_are_drawn_too(drive, fields, size):
    driver = drive(backoff(**fields), size=size)
    assert not driver.form.preview.is_stale()
    assert not driver.form.grab().isNull()
    curve = driver.form.preview.curve
    curve.setVisible(True)
    assert not curve.grab().isNull()


def test_the_curve_is_told_to_who_does_not_see_it(drive):
    driver = drive(backoff(cap="5s", jitter=0.5))
    told = driver.find("curve").accessibleDescription().replace("\u00a0", " ")
    assert told == "1: 1 s–1.5 s; 2: 2 s–3 s; 3: 4 s–6 s; attempts 4 to 10 never happen"


@pytest.mark.parametrize(
    ("fields", "advice"),
    [
        ({"timeout": "5s"}, "No check is made: the first would be due at 5 s."),
        ({"timeout": "4s"}, "No check is made: the first would be due at 5 s."),
        ({"timeout": "5s", "immediate": True}, "Only the check at Start is made: the next would be due at 5 s."),
        ({"timeout": "6s"}, ""),
        ({}, ""),
    ],
)
def test_a_timeout_that_leaves_no_time_is_told(drive, fields, advice):
    driver = drive(poll(**fields))
    assert driver.advice("poll-timeout").replace("\u00a0", " ") == advice
    assert driver.can_save


def test_the_preview_of_a_poll_lists_checks(drive):
    driver = drive(poll(timeout="12s", immediate=True))
    assert [row.tick for row in driver.form.preview.table.texts()] == ["1", "2", "3, last"]
    heads = [label.text() for label in driver.form.preview.table.findChildren(QLabel) if label.isVisible()]
    assert heads[0] == "Check"
    assert not driver.find("takes_slider").isVisible()
    assert "Once that is so, runs rsync, once. Gives up after 12 s." in sentence(driver)


def test_a_poll_has_a_preview_before_its_condition_is_whole(drive, qtbot):
    driver = drive(poll())
    driver.type("condition-kind-tcp-port", "")
    driver.type("interval", "7s")
    follow(driver, qtbot, "Checks every 7 s whether …. Once")
    assert not driver.form.preview.is_stale()
    assert not driver.can_save


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (backoff(), "Ends when the action succeeds, or at the last attempt."),
        (backoff(at_cap="keep", cap="5s"), "Ends when the action succeeds."),
        (poll(), "Ends once the action has run."),
        (poll(timeout="1m"), "Ends once the action has run, or when it gives up."),
        (edited(stop={}), "Goes on until you stop it."),
    ],
)
def test_how_it_ends_without_a_rule(drive, draft, words):
    driver = drive(draft)
    never = driver.form.fields.stop.never
    assert never.isVisible()
    assert never.text() == words


def test_what_waits_add_up_to_is_said_of_a_retry(drive):
    driver = drive(edited(stop={}, retry={"duration": "1s", "jitter": 0.0}))
    assert driver.advice("retry-cap").replace("\u00a0", " ") == "Waits 3 s in all."
    driver.type("retry-jitter", "100")
    assert driver.advice("retry-cap").replace("\u00a0", " ") == "Waits between 3 s and 6 s in all."
    assert "What fails is tried again, 3 attempts in all" in sentence(driver)


def test_arrow_keys_choose_the_kind_of_schedule(drive):
    driver = drive(backoff())
    driver.find("schedule-2").setFocus()
    QTest.keyClick(driver.find("schedule-2"), Qt.Key.Key_Left)
    assert driver.find("schedule-1").isChecked()
    assert driver.find("schedule-1").hasFocus()
    assert driver.find("interval").isVisible()


def test_a_length_without_room_beside_its_unit_stands_on_two_lines():
    assert unit_lines(NBSP.join(("17", "min", "4", "s"))) == (f"17{NBSP}min", f"4{NBSP}s")
    assert unit_lines(f"8{NBSP}s") == (f"8{NBSP}s",)


def test_every_length_of_a_growing_backoff_has_its_place():
    lengths = ["1 s", "2 s", "4 s", "8 s", "16 s", "32 s", "1 min 4 s", "2 min 8 s", "4 min 16 s", "8 min 32 s"]
    bars = [
        Bar(46 + 34 * n, 46 + 34 * n + 21, 150 - 100 * 2 ** (n - 9), words.replace(" ", NBSP))
        for n, words in enumerate(lengths)
    ]
    found = bar_labels(bars, 46, 422, lambda words: 7.0 * len(words))
    assert [" ".join(label.lines).replace(NBSP, " ") for label in found] == lengths
    for one, other in pairwise(found):
        assert other.left >= one.left + one.width or other.bottom <= one.top
    for label in found:
        assert all(bar.top >= label.bottom or not label.left < bar.right < label.left + label.width for bar in bars)


def test_without_room_a_length_is_left_out():
    bars = [Bar(20 * n, 20 * n + 12, 100 - 20 * (n % 2), f"{n}00{NBSP}s") for n in range(6)]
    found = bar_labels(bars, 0, 120, lambda words: 7.0 * len(words))
    assert 0 < len(found) < 6
    assert bar_labels(bars[:1], 0, 10, lambda words: 7.0 * len(words)) == []
