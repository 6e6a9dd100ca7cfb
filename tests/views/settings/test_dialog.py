"""The settings' dialog: every change holds at once and is kept; what can't be is said beside its field."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget

from tests.views.dressing import dressed
from tests.views.test_main_window import window
from waitgui.models.preferences import Preferences
from waitgui.store import settings as store
from waitgui.store.settings import Alerts, History, QuietHours, Settings
from waitgui.views.settings import SettingsDialog
from waitgui.views.settings.rows import HourRow

__all__ = ["window"]


class Login:
    why_not: str | None = None

    def __init__(self) -> None:
        self.on, self.error = False, None

    async def is_on(self) -> bool:
        return self.on

    async def switch(self, *, on: bool) -> None:
        if self.error is not None:
            raise self.error
        self.on = on


def now(work) -> None:
    asyncio.run(work)


@pytest.fixture
def opened(qapp, qtbot, tmp_path):
    with dressed(qapp):
        owner = QWidget()
        qtbot.addWidget(owner)

        def make(settings: Settings, login: Login | None = None) -> SettingsDialog:
            owner.preferences = Preferences(tmp_path / "settings.toml", settings)
            dialog = SettingsDialog(owner, owner.preferences, now, login)
            dialog.told = []
            dialog.applied.connect(dialog.told.append)
            dialog.open()
            dialog.path = tmp_path / "settings.toml"
            return dialog

        yield make


def test_every_row_shows_what_stands_in_its_place(opened):
    dialog = opened(Settings(launch=("/c.toml",), alerts=Alerts(failures=0)))
    assert len({row.place for row in dialog.rows}) == len(dialog.rows) == 14
    assert dialog.findChild(QSpinBox, "alerts-failures").text() == "never"
    assert dialog.findChild(QCheckBox, "at_login") is None


def test_a_change_holds_at_once_and_is_kept(opened):
    dialog = opened(Settings(alerts=Alerts.model_validate({"later": 1})))
    dialog.findChild(QSpinBox, "history-days").setValue(90)
    dialog.findChild(QSpinBox, "alerts-failures").setValue(5)
    dialog.findChild(QComboBox, "on_close").setCurrentIndex(1)
    kept, warning = store.load(dialog.path)
    assert warning is None
    assert kept.history.days == 90
    assert (kept.alerts.failures, kept.alerts.model_extra) == (5, {"later": 1})
    assert kept.on_close == "keep"
    assert dialog.told == ["history", "alerts", "on_close"]


def test_a_wrong_hour_is_said_beside_its_field_and_changes_nothing(opened, qtbot):
    dialog = opened(Settings(quiet=QuietHours(enabled=True)))
    row = next(row for row in dialog.rows if row.place == ("quiet", "start"))
    assert isinstance(row, HourRow)
    edit = dialog.findChild(QLineEdit, "quiet-start")
    edit.clear()
    qtbot.keyClicks(edit, "25:00")
    assert row.problem.isVisibleTo(dialog)
    assert row.problem.text() == "“25:00” isn't a time of day. Use hours and minutes, as in 22:00."
    assert edit.accessibleDescription() == row.problem.text()
    assert not dialog.told or "25:00" not in dialog.path.read_text()
    edit.clear()
    qtbot.keyClicks(edit, "6:30")
    assert not row.problem.isVisibleTo(dialog)
    assert store.load(dialog.path)[0].quiet.start == "06:30"


def test_what_makes_no_difference_cant_be_chosen(opened, qtbot):
    dialog = opened(Settings())
    start, failures = dialog.findChild(QLineEdit, "quiet-start"), dialog.findChild(QSpinBox, "alerts-failures")
    assert not start.isEnabled()
    assert failures.isEnabled()
    dialog.findChild(QCheckBox, "quiet-enabled").click()
    dialog.findChild(QCheckBox, "alerts-enabled").click()
    assert start.isEnabled()
    assert not failures.isEnabled()


def test_sets_started_with_the_program_are_of_the_recent_ones(opened):
    dialog = opened(Settings(recent=("/a.toml", "/b.toml"), launch=("/c.toml",)))
    boxes = {box.accessibleName(): box for box in dialog.findChildren(QCheckBox)}
    assert boxes["/c.toml"].isChecked()
    boxes["/b.toml"].click()
    assert store.load(dialog.path)[0].launch == ("/c.toml", "/b.toml")


def test_the_defaults_come_back(opened, qtbot):
    given = Settings(theme="dark", history=History(days=5), launch=("/c.toml",), last_set="/c.toml")
    dialog = opened(given)
    qtbot.mouseClick(dialog.findChild(QPushButton, "restore_defaults"), Qt.MouseButton.LeftButton)
    assert dialog.findChild(QSpinBox, "history-days").value() == 30
    kept, _ = store.load(dialog.path)
    assert (kept.theme, kept.history, kept.last_set) == ("system", History(), "/c.toml")
    assert set(dialog.told) == {"theme", "history", "launch"}


def test_starting_at_login_is_shown_as_it_is(opened):
    login = Login()
    dialog = opened(Settings(), login)
    box = dialog.findChild(QCheckBox, "at_login")
    box.click()
    assert login.on
    login.error = PermissionError(13, "Permission denied")
    box.click()
    assert box.isChecked()
    assert dialog._login_problem.text() == "That can't be changed: Permission denied."


def test_the_theme_changes_while_the_dialog_is_open(window):
    window.command("settings").trigger()
    dialog = window.findChild(SettingsDialog)
    dialog.findChild(QComboBox, "theme").setCurrentIndex(2)
    assert window.theme.tokens.dark
    assert window.command("theme_dark").isChecked()
    window.theme.set_mode("light")
