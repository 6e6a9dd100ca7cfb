"""What closing the window means: asked once, never hidden without a tray, back when the tray goes."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QMessageBox

from tests.tasks.make import make_task
from tests.views.residing import LONG_MS, at_home


@pytest.fixture
def home(qapp, qtbot, tmp_path):
    with at_home(qapp, qtbot, tmp_path) as home:
        home.residence.begin(in_tray=False)
        qtbot.waitExposed(home.window)
        yield home


@pytest.fixture
def busy(home, qtbot):
    home.session.put(make_task("a", initial_delay="1h"))
    home.session.abandon_changes()
    home.session.start_all()
    qtbot.waitUntil(lambda: home.session.states.of("a").planned is not None, timeout=LONG_MS)
    return home


def questions(home) -> list[QMessageBox]:
    return [box for box in home.window.findChildren(QMessageBox) if box.isVisible()]


def test_with_nothing_running_closing_quits(home, qtbot):
    with qtbot.waitSignal(home.window.closed, timeout=LONG_MS):
        home.window.close()


def test_it_is_asked_once_and_kept_in_the_tray(busy, qtbot):
    busy.window.close()
    assert busy.box().text() == "Keep running in the tray?"
    busy.window.close()
    assert len(questions(busy)) == 1
    busy.answer("Keep in the tray")
    assert busy.window.isHidden()
    assert busy.session.active
    assert busy.saved().on_close == "keep"
    busy.tray.windowWanted.emit()
    assert busy.window.isVisible()
    busy.window.close()
    assert busy.window.isHidden()


def test_back_from_the_tray_the_view_has_the_keyboard(busy, qtbot):
    busy.preferences.update(on_close="keep")
    with qtbot.waitActive(busy.window):
        busy.window.activateWindow()
    busy.window.findChild(QLineEdit).setFocus()
    assert busy.window.focusWidget() is not busy.window.page.timeline.canvas
    busy.window.close()
    assert busy.window.isHidden()
    busy.tray.windowWanted.emit()
    assert busy.window.focusWidget() is busy.window.page.timeline.canvas


def test_cancel_asks_again(busy, qtbot):
    busy.window.close()
    busy.answer("Cancel")
    assert busy.window.isVisible()
    assert busy.preferences.settings.on_close == "ask"
    busy.window.close()
    assert len(questions(busy)) == 1


def test_quit_is_remembered_too(busy, qtbot):
    busy.window.close()
    busy.answer("Stop all and quit")
    assert busy.saved().on_close == "quit"
    with qtbot.waitSignal(busy.window.closed, timeout=LONG_MS):
        busy.answer("Stop and quit")


def test_without_a_tray_it_is_never_hidden(busy):
    busy.there = False  # and nobody has noticed yet
    busy.preferences.update(on_close="keep")
    busy.window.close()
    assert busy.window.isVisible()
    assert busy.box().text() == "Quit waitgui?"


def test_the_quit_command_quits_whatever_closing_does(busy, qtbot):
    busy.preferences.update(on_close="keep")
    busy.window._commands["quit"].trigger()
    with qtbot.waitSignal(busy.window.closed, timeout=LONG_MS):
        busy.answer("Stop and quit")


def test_the_window_comes_back_when_the_tray_goes(busy):
    busy.preferences.update(on_close="keep")
    busy.window.close()
    assert busy.window.isHidden()
    busy.there = False
    busy.tray.look_for_tray()
    assert busy.window.isVisible()


def test_quitting_from_the_tray_stops_all_without_a_question(busy, qtbot):
    busy.preferences.update(on_close="keep")
    busy.window.close()
    with qtbot.waitSignal(busy.window.closed, timeout=LONG_MS):
        busy.tray.quitWanted.emit()
    assert not busy.session.active


def test_quitting_from_the_tray_asks_about_changes(busy):
    busy.session.put(make_task("b"))
    busy.preferences.update(on_close="keep")
    busy.window.close()
    busy.tray.quitWanted.emit()
    assert busy.window.isVisible()
    assert busy.box().text() == "Quit waitgui?"
    busy.answer("Cancel")


def test_beginning_in_the_tray(qapp, qtbot, tmp_path):
    with at_home(qapp, qtbot, tmp_path) as home:
        home.residence.begin(in_tray=True)
        assert not home.window.isVisible()


def test_beginning_in_a_tray_that_comes_late(qapp, qtbot, tmp_path):
    with at_home(qapp, qtbot, tmp_path) as home:
        home.there = False
        home.tray.look_for_tray()
        home.residence.begin(in_tray=True)
        assert home.window.isMinimized()
        home.there = True
        home.tray.look_for_tray()
        assert home.window.isHidden()


def test_who_has_opened_it_meanwhile_keeps_it(qapp, qtbot, tmp_path):
    with at_home(qapp, qtbot, tmp_path) as home:
        home.there = False
        home.tray.look_for_tray()
        home.residence.begin(in_tray=True)
        home.window.showNormal()
        home.there = True
        home.tray.look_for_tray()
        assert home.window.isVisible()
