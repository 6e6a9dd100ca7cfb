"""Seen and heard."""

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
)

from tests.views.heard import complaints
from tests.views.task_form.drafts import DRAFTS, given_draft
from tests.views.task_form.driver import edited
from waitgui.views.roles import tell_roles

# What the offscreen platform says of any dialog and menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True, scope="module")
def _roles():
    tell_roles()


CONTROLS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton, QSlider, QDateTimeEdit)


def controls_of(driver):
    """The controls that can be seen, without the parts of others."""
    found = [control for kind in CONTROLS for control in driver.form.findChildren(kind) if control.isVisible()]
    return [
        control
        for control in found
        if control.focusPolicy() != Qt.FocusPolicy.NoFocus and not control.objectName().startswith("qt_")
    ]


def test_every_control_has_a_name(drive):
    driver = drive()
    driver.add_rule("After a time")
    driver.add_rule("At a date and time")
    driver.open_more()
    assert len(controls_of(driver)) >= 25
    for control in controls_of(driver):
        name = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        assert name, control
        assert "&" not in name


@pytest.mark.parametrize("name", DRAFTS)
def test_every_control_of_every_kind_has_a_name_and_can_be_reached(drive, name):
    driver = drive(given_draft(name), other_tasks=[("other", "Other")], try_out=lambda _definition, _done: lambda: None)
    driver.open_more()
    wanted = {control.objectName() for control in controls_of(driver) if control.isEnabled()}
    assert "" not in wanted
    assert complaints(driver.form) == []
    driver.find("name").setFocus()
    reached = set()
    for _ in range(3 * len(wanted)):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget().objectName())
    by_arrows = {"from_start", "on_grid", "schedule-0", "schedule-1", "schedule-2"}
    assert {one for one in wanted - reached - by_arrows if one[-2:] not in ("-0", "-1", "-2")} == set()


def longer(self, text, *rest):
    return f"{text}{'ö' * (len(text) * 2 // 5)}"


def clipped(driver):
    """The texts that have no room."""
    labels = [label for label in driver.form.findChildren(QLabel) if label.isVisible() and not label.wordWrap()]
    texts = [label.text() for label in labels if label.width() < label.fontMetrics().horizontalAdvance(label.text())]
    buttons = [button for button in driver.form.findChildren(QAbstractButton) if button.isVisible()]
    narrow = [one for one in buttons if one.text() and one.width() < one.fontMetrics().horizontalAdvance(one.text())]
    return texts + [button.text() for button in narrow]


def test_no_own_label_is_clipped_with_longer_words(drive, monkeypatch, qtbot):
    monkeypatch.setattr(QObject, "tr", longer)
    driver = drive()
    driver.add_rule("After a time" + "ö" * 4)
    driver.add_rule("At a date and time" + "ö" * 7)
    driver.open_more()
    assert len(driver.form.findChildren(QLabel)) > 30
    qtbot.waitUntil(lambda: clipped(driver) == [], timeout=10_000)


@pytest.mark.parametrize("size", [(1000, 760), (640, 420)])
@pytest.mark.parametrize("name", DRAFTS)
def test_no_own_label_of_any_kind_is_clipped(drive, monkeypatch, qtbot, name, size):
    monkeypatch.setattr(QObject, "tr", longer)
    driver = drive(
        given_draft(name),
        size=size,
        other_tasks=[("other", "Other")],
        try_out=lambda _definition, _done: lambda: None,
    )
    driver.find("more").click()
    area = driver.form.fields_area

    def has_room():
        return area.widget().width() <= area.width() or area.horizontalScrollBar().isVisible()

    qtbot.waitUntil(lambda: clipped(driver) == [] and has_room(), timeout=10_000)


@pytest.mark.parametrize("size", [(1000, 760), (640, 420), (700, 760), (900, 600)])
def test_one_column_where_two_have_no_room(drive, size):
    driver = drive(size=size)
    fields, preview = driver.form.fields_area, driver.form.preview_area
    fields_at, preview_at = (area.mapTo(driver.form, QPoint(0, 0)) for area in (fields, preview))
    if size[0] >= 1000:
        assert fields_at.y() == preview_at.y()
        assert fields_at.x() < preview_at.x()
        assert driver.form.preview.table.isVisible()
    else:
        assert preview_at.y() < fields_at.y()
        assert fields.height() >= 150
        assert driver.form.preview.sentence.isVisible()
        assert not driver.form.preview.table.isVisible()


def test_names_are_plain_text(drive):
    driver = drive(edited(action__argv=["<b>x"]))
    for label in driver.form.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
    assert driver.form.preview.sentence.text().startswith("Runs <b>x every")


@pytest.mark.parametrize("period", ["0s", "1ms", "999ms", "8760h"])
@pytest.mark.parametrize("jitter", ["0", "33.3", "1000"])
@pytest.mark.parametrize("anchor", ["after_end", "from_start"])
def test_extreme_schedules_are_previewed_too(drive, qtbot, period, jitter, anchor):
    driver = drive()
    driver.click(anchor)
    driver.type("period", period)
    driver.type("jitter", jitter)
    driver.type("after_runs", "3")
    assert driver.can_save
    slider = driver.find("takes_slider", QSlider)
    for takes in (slider.minimum(), slider.maximum()):
        slider.setValue(takes)
        assert not driver.form.preview.is_stale()
        assert [row.tick for row in driver.form.preview.table.texts()] == ["1", "2", "3, last"]
        assert not driver.form.preview.strip.grab().isNull()
