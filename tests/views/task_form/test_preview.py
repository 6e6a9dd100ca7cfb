"""The dry run."""

from bisect import bisect_left

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QSlider,
)

from tests.views.task_form.driver import S, edited, play
from waitgui.views.task_form import new_draft
from waitgui.views.task_form.form import PREVIEW_DELAY_MS
from waitgui.views.task_form.preview import TAKES_NS

# What the offscreen platform says of any dialog and menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_the_preview_says_what_the_design_says(drive, qtbot):
    driver = drive()
    driver.form.preview.slider.setValue(bisect_left(TAKES_NS, 40 * S))
    driver.type("period", "5m")
    sentence = driver.form.preview.sentence
    assert sentence.text().replace("\u00a0", " ") == (
        "Runs rsync every 5 min after it ends, up to 20 % later, starting 10 s after Start. "
        "Stops after 10 ticks, which takes between 51 min 50 s and 1 h 1 min."
    )
    assert [tuple(row) for row in driver.form.preview.table.texts()] == [
        ("1", "14:32:16", "14:32:16", "–"),
        ("2", "14:37:56", "14:38:56", "1\u00a0min"),
        ("3", "14:43:36", "14:45:36", "2\u00a0min"),
        ("4", "14:49:16", "14:52:16", "3\u00a0min"),
        ("10, last", "15:23:16", "15:32:16", "9\u00a0min"),
    ]


def test_a_tick_is_taken_to_last_a_tenth_of_the_period_until_one_says_otherwise(drive, qtbot):
    driver = drive()
    preview = driver.form.preview
    for period, takes_ns in (("2s", S // 5), ("10m", 60 * S)):
        driver.type("period", period)
        qtbot.waitUntil(lambda takes_ns=takes_ns: preview.takes_ns == takes_ns, timeout=10_000)
    preview.slider.setValue(bisect_left(TAKES_NS, 5 * S))
    driver.type("period", "2s")
    qtbot.waitUntil(lambda: "2\u00a0s" in preview.sentence.text(), timeout=10_000)
    assert preview.takes_ns == 5 * S


def test_the_preview_follows_within_50_ms(drive, qtbot):
    driver = drive()
    preview = driver.form.preview
    driver.type("period", "1m")
    assert PREVIEW_DELAY_MS <= 50
    qtbot.waitUntil(lambda: "every 1\u00a0min" in preview.sentence.text(), timeout=10_000)


def test_the_preview_of_a_wrong_schedule_is_the_last_good_one_greyed(drive, qtbot):
    driver = drive()
    preview = driver.form.preview
    before = preview.table.texts()
    driver.type("period", "5")
    qtbot.waitUntil(preview.is_stale, timeout=10_000)
    assert preview.table.texts() == before
    driver.type("period", "1m")
    qtbot.waitUntil(lambda: not preview.is_stale(), timeout=10_000)
    assert preview.table.texts() != before


def test_a_wrong_time_limit_does_not_blind_the_preview(drive, qtbot):
    driver = drive()
    preview = driver.form.preview
    driver.type("timeout", "10 sek")
    driver.type("period", "1m")
    qtbot.waitUntil(lambda: "every 1\u00a0min" in preview.sentence.text(), timeout=10_000)
    assert not preview.is_stale()


def test_a_new_task_has_a_preview_before_it_has_a_command(drive):
    driver = drive(new_draft(), is_new=True)
    assert not driver.form.preview.is_stale()
    assert "every 5\u00a0min" in driver.form.preview.sentence.text()


def test_the_slider_says_how_long_a_tick_is_taken_to_last(drive):
    taken = []

    def note(task, takes_ns):
        taken.append(takes_ns)
        return play(task, takes_ns)

    driver = drive(play=note)
    slider = driver.find("takes_slider", QSlider)
    slider.setFocus()
    before = taken[-1]
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert taken[-1] > before
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert taken[-1] == 0
    assert slider.accessibleDescription() == "0\u00a0s"


def test_an_action_that_says_how_long_it_lasts_needs_no_slider(drive, qtbot):
    driver = drive(edited(action={"kind": "none", "takes": "3s"}))
    assert not driver.find("takes_slider").isVisible()
    assert driver.form.preview.table.texts()[1].earliest == "14:37:19"


@pytest.mark.parametrize(
    ("period", "second"),
    [
        ("5m", "14:37:06"),
        ("4s", "14:32:10"),
        ("1.5s", "14:32:07.500"),
        ("1ms", "14:32:06.001"),
        ("24h", "24 Nov 14:32:06"),
        ("8760h", "23 Nov 2027 14:32:06"),
    ],
)
def test_times_are_as_exact_as_they_need_to_be(drive, qtbot, period, second):
    driver = drive(edited(action={"kind": "none"}, schedule={"kind": "repeat", "period": period}, stop={}))
    driver.form.preview.setLocale(QLocale.c())
    driver.type("name", "x")
    qtbot.waitUntil(lambda: driver.form.preview.table.texts()[1].earliest == second, timeout=10_000)
