"""Options in the menu: each mark says what holds, changes it, and keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.views.residing import at_home
from waitgui.models.login import Login
from waitgui.store import autostart


@pytest.fixture
def home(qapp, qtbot, tmp_path):
    with at_home(qapp, qtbot, tmp_path) as home:
        yield home


@pytest.fixture
def login(tmp_path):
    return Login(tmp_path / "autostart" / "waitgui.desktop", ["waitgui", "--tray"])


@pytest.fixture
def command(home, login):
    home.window.offer_options(login)
    return lambda name: home.window._commands[name]


def test_start_at_login_is_a_file_that_comes_and_goes(command, login):
    assert not command("login").isChecked()
    command("login").trigger()
    assert autostart.is_on(login.file)
    assert command("login").isChecked()
    command("login").trigger()
    assert not login.file.exists()
    assert not command("login").isChecked()


def test_what_the_desktop_changed_is_seen(home, command, login):
    autostart.turn_on(login.file, ["waitgui"])
    home.window._menus.options.aboutToShow.emit()
    assert command("login").isChecked()


def test_what_cant_be_written_is_said(home, command, login):
    login.file.parent.write_text("a file in its way")
    command("login").trigger()
    assert not command("login").isChecked()
    assert str(login.file) in home.window.page.notice._text.text()


@pytest.mark.parametrize("why_not", ["platform", "sandbox"])
def test_where_it_cant_be_had_there_is_a_reason(home, why_not):
    home.window.offer_options(Login(Path("/nowhere"), [], why_not))
    action = home.window._commands["login"]
    assert not action.isEnabled()
    assert "settings" in action.toolTip()


def test_a_set_with_a_file_can_start_with_the_program(home, command, tmp_path):
    assert not command("launch").isEnabled()
    home.session._path = tmp_path / "a.toml"
    home.window._menus.options.aboutToShow.emit()
    command("launch").trigger()
    assert home.saved().launch == (str(tmp_path / "a.toml"),)
    home.window._menus.options.aboutToShow.emit()
    assert command("launch").isChecked()
    command("launch").trigger()
    assert home.saved().launch == ()


@pytest.mark.parametrize(("name", "value"), [("close_keep", "keep"), ("close_quit", "quit")])
def test_what_closing_does(home, command, name, value):
    assert command("close_ask").isChecked()
    command(name).trigger()
    assert home.saved().on_close == value
    assert [n for n in ("close_ask", "close_keep", "close_quit") if command(n).isChecked()] == [name]


def test_notifications(home, command):
    command("notify_ends").trigger()
    assert home.saved().alerts.run_end == "always"
    command("quiet").trigger()
    assert home.saved().quiet.enabled
    command("notify").trigger()
    assert not home.saved().alerts.enabled
    assert not command("notify_ends").isEnabled()
    assert command("quiet").text() == "Quiet from 22:00 to 07:00"
