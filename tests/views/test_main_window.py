"""The main window, offscreen, with a real session: what is enabled when, what is shown where, what closing does."""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton

from tests.models.at_once import AtOnce
from tests.tasks.make import make_task
from waitgui.engine.engine import LocalEngine
from waitgui.models.preferences import Preferences
from waitgui.models.session import Session
from waitgui.models.task_states import State
from waitgui.paths import resources
from waitgui.runner.scheduler import Scheduler
from waitgui.store import settings as store
from waitgui.tasks.record import EngineLost, Reason
from waitgui.views.choice_strip import Choice
from waitgui.views.icons import Icons
from waitgui.views.language import Language
from waitgui.views.main_window import MainWindow
from waitgui.views.surroundings import Given
from waitgui.views.task_form import TaskForm
from waitgui.views.task_form.segments import segment_width
from waitgui.views.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG_MS = 30_000


class Opened(MainWindow):
    """A window whose awaiting is done at once, and whose parts a test can reach."""

    theme: Theme

    @property
    def session(self) -> Session:
        """That of the page that is shown."""
        return self.page.session

    def button(self, name: str) -> QPushButton:
        """The visible button of that accessible name."""
        found = [b for b in self.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()]
        assert found, name
        return found[0]

    def command(self, name: str):
        return self._commands[name]


@pytest.fixture
def window(qapp, qtbot, tmp_path) -> Iterator[Opened]:
    with opened(qapp, qtbot, tmp_path) as window:
        yield window


@contextmanager
def opened(qapp, qtbot, tmp_path, drafts: Path | None = None) -> Iterator[Opened]:
    """A window with places of its own under `tmp_path`."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # windows of other tests slow this one down
    translator = Language(resources() / "translations", qapp)
    translator.choose("en")
    theme = Theme(Icons(resources()), "light", qapp)
    theme.apply(qapp)
    scheduler = Scheduler()
    given = Given(
        partial(Session, LocalEngine(scheduler), parent=qapp),
        theme,
        Preferences(tmp_path / "settings.toml", store.Settings()),
        sets_folder=tmp_path,
        demo=resources() / "demo.toml",
        now_ns=scheduler.now_ns,
        wall_ns=time.time_ns,
        spawn=AtOnce(),
        drafts=drafts,
    )
    window = Opened(given)
    window.theme = theme

    def stop(_window: Opened) -> None:
        for page in window.sets.pages.all:
            asyncio.run(page.session.stop_and_wait())

    qtbot.addWidget(window, before_close_func=stop)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    yield window
    stop(window)
    assert scheduler.close(30) == 0
    translator.end()


def box_of(window: Opened) -> QMessageBox:
    return next(box for box in window.findChildren(QMessageBox) if box.isVisible())


def press(box: QMessageBox, text: str) -> None:
    next(button for button in box.buttons() if button.text() == text).click()


def test_the_first_start_invites(window):
    assert window.windowTitle() == "Untitled[*] – waitgui"
    for name in ("New task", "Open a task set…", "Try the demo"):
        assert window.button(name).isEnabled()
    assert not [b for b in window.findChildren(QPushButton) if b.accessibleName() == "Start all" and b.isVisible()]


def test_a_task_made_in_the_form_is_selected(window, qtbot):
    qtbot.mouseClick(window.button("New task"), Qt.MouseButton.LeftButton)
    form = window.findChild(TaskForm)
    qtbot.waitExposed(form)
    form.accepted_task.emit(make_task("clock", period="20ms"))
    form.reject()
    assert window.session.dirty
    assert window.isWindowModified()
    assert window.command("start").isEnabled()
    assert not window.command("stop").isEnabled()
    assert window.focusWidget() is window.page.timeline.canvas


def test_start_and_stop_follow_what_the_task_does(window, qtbot):
    window.session.put(make_task("clock", period="20ms"))
    qtbot.mouseClick(window.button("Start"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.states.of("clock").ticks >= 3, timeout=LONG_MS)
    assert not window.command("start").isEnabled()
    assert len(window.page.models.timeline) >= 3
    qtbot.mouseClick(window.button("Stop"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.states.of("clock").state is State.STOPPED, timeout=LONG_MS)
    qtbot.waitUntil(lambda: window.command("start").isEnabled(), timeout=LONG_MS)


def test_the_timeline_shows_what_a_running_task_will_do(window, qtbot):
    window.session.put(make_task("clock", period="10s", stop={"after_runs": 4}))
    window.command("start").trigger()
    qtbot.waitUntil(lambda: len(window.page.models.timeline.plans(0)) == 3, timeout=LONG_MS)
    planned, end = window.page.models.timeline.plans(0), window.page.models.timeline.planned_end(0)
    assert end is not None
    assert (end.reason, end.ticks) == (Reason.AFTER_RUNS, 4)
    assert end.at_ns >= planned[-1].latest_ns


@pytest.mark.parametrize("view", ["timeline", "tasks"])
def test_the_keys_of_a_command_that_is_off_open_no_form(window, qtbot, view):
    window.session.put(make_task("clock", period="1h"))
    window.command(view).trigger()
    shown = window.page.timeline.canvas if view == "timeline" else window.page.views.list
    window.command("start").trigger()
    qtbot.waitUntil(lambda: not window.command("start").isEnabled(), timeout=LONG_MS)
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(shown, Qt.Key.Key_Return, ctrl)
    qtbot.keyClick(shown, Qt.Key.Key_Enter, ctrl | shift)
    assert window.findChild(TaskForm) is None
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert window.findChild(TaskForm) is not None


@pytest.mark.qt_log_ignore("grabbing the keyboard")  # which this platform can't do
@pytest.mark.parametrize("view", ["timeline", "tasks"])
def test_shift_f10_opens_the_menu_of_the_selected_task(window, qtbot, view):
    window.session.put(make_task("clock", period="1h"))
    window.command(view).trigger()
    shown = window.page.timeline.canvas if view == "timeline" else window.page.views.list
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert window.command("edit") in menu.actions()
    menu.close()


@pytest.mark.parametrize("name", ["timeline", "tasks"])
def test_the_name_of_a_view_fits_its_button(window, name):
    window.session.put(make_task("clock"))
    window.command(name).trigger()
    button = window.findChild(QPushButton, f"view-{name}")
    assert button.isChecked()
    assert button.width() >= segment_width(button.text())


def test_all_are_started_and_stopped(window, qtbot):
    for number in range(5):
        window.session.put(make_task(f"t{number}", period="1h"))
    qtbot.mouseClick(window.button("Start all"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.command("start_all").isEnabled(), timeout=LONG_MS)
    assert len(window.session.active) == 5
    qtbot.mouseClick(window.button("Stop all"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.session.active, timeout=LONG_MS)


def test_the_demo_opens_without_a_file_of_its_own(window):
    window.sets.opening.open_demo()
    assert [task.id for task in window.session.task_set.tasks][:2] == ["after-it-ends", "from-its-start"]
    assert (window.session.path, window.session.dirty) == (None, False)


def test_deleting_can_be_undone(window, qtbot):
    for name in "abc":
        window.session.put(make_task(name))
    window.page.select("b")
    window.command("delete").trigger()
    assert [task.id for task in window.session.task_set.tasks] == ["a", "c"]
    undo = next(b for b in window.findChildren(QPushButton) if b.text() == "Undo" and b.isVisible())
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert [task.id for task in window.session.task_set.tasks] == ["a", "b", "c"]


def test_deleting_a_task_whose_end_others_wait_for_leaves_a_set_that_can_be_saved(window, tmp_path):
    window.session.put(make_task("a"))
    for name in "bcde":
        window.session.put(make_task(name, stop={"when_task_ends": "a"}))
    before = window.session.task_set
    window.page.select("a")
    window.command("delete").trigger()
    said = window.page.notice._text.text()
    assert said == "“A” was deleted. No longer stopped by its end: “B”, “C”, “D” and 1 more."
    asyncio.run(window.session.save(tmp_path / "set.toml"))
    asyncio.run(window.session.open(tmp_path / "set.toml"))
    assert [task.stop.when_task_ends for task in window.session.task_set.tasks] == [None] * 4
    window.session.replace(before)
    window.page.select("a")
    window.command("delete").trigger()
    window.page.notice._act()
    assert window.session.task_set == before


def test_a_strip_that_is_answered_leaves_the_keyboard_to_the_view(window, qtbot):
    window.session.put(make_task("a"))
    with qtbot.waitActive(window):
        window.activateWindow()
    strip = window.page.keeping.strips[0]
    strip.offer("It was changed.", [Choice("Reload", strip.hide)])
    qtbot.mouseClick(window.button("Reload"), Qt.MouseButton.LeftButton)
    assert strip.isHidden()
    assert window.focusWidget() is window.page.timeline.canvas


def test_that_the_engine_was_lost_is_said_until_something_is_started(window, qtbot):
    window.session.put(make_task("a", initial_delay="1h"))
    window.session._on_ticked([EngineLost(time.monotonic_ns(), "")])
    assert window.page.notice.isVisible()
    assert window.page.notice._text.text().startswith("The engine has ended by itself")
    window.session.put(make_task("b"))
    assert window.page.notice.isVisible()
    window.command("start").trigger()
    qtbot.waitUntil(window.page.notice.isHidden, timeout=LONG_MS)


def test_a_copy_has_a_name_and_an_id_of_its_own(window):
    window.session.put(make_task("a"))
    window.command("duplicate").trigger()
    assert [(t.id, t.name) for t in window.session.task_set.tasks] == [("a", "A"), ("a-copy", "A (copy)")]


def test_a_file_that_cannot_be_used_is_said_and_nothing_is_lost(window, tmp_path):
    window.session.put(make_task("a"))
    asyncio.run(window.session.save(tmp_path / "good.toml"))
    bad = tmp_path / "bad.toml"
    bad.write_text("format = 1\n[[tasks]]\nname = 'X'\n")
    window.begin([bad], demo=False, warning=None)
    assert window.page.notice.isVisible()
    assert "schedule" in window.page.notice._text.text()
    assert window.session.task_set.task("a") is not None


def test_closing_with_nothing_to_lose_asks_nothing(window, qtbot):
    with qtbot.waitSignal(window.closed, timeout=LONG_MS):
        window.close()


def test_closing_asks_once_and_can_be_cancelled(window, qtbot):
    window.session.put(make_task("a", period="1h"))
    window.session.start(["a"])
    window.close()
    window.close()
    boxes = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    assert boxes[0].informativeText() == "1 running task will be stopped.\n“Untitled” has changes that aren't saved."
    press(boxes[0], "Cancel")
    assert window.session.active == {"a"}
    window.close()
    with qtbot.waitSignal(window.closed, timeout=LONG_MS):
        press(box_of(window), "Quit without saving")
    assert not window.session.active


def test_what_the_window_remembers(window, qtbot, tmp_path):
    window.session.put(make_task("a"))
    asyncio.run(window.session.save(tmp_path / "set.toml"))
    window.command("theme_dark").trigger()
    with qtbot.waitSignal(window.closed, timeout=LONG_MS):
        window.close()
    settings, warning = store.load(tmp_path / "settings.toml")
    assert warning is None
    assert (settings.last_set, settings.theme) == (str(tmp_path / "set.toml"), "dark")
    assert settings.geometry


@pytest.mark.parametrize("size", [(1280, 800), (900, 600), (700, 500), (640, 420)])
def test_no_part_is_wider_than_the_window(window, qtbot, size):
    window.sets.opening.open_demo()
    window.resize(*size)
    qtbot.waitUntil(lambda: window.size() == QSize(*size), timeout=LONG_MS)
    for button in window.findChildren(QPushButton):
        if button.isVisibleTo(window):
            left = button.mapTo(window, button.rect().topLeft()).x()
            right = button.mapTo(window, button.rect().topRight()).x()
            assert left >= 0, button.accessibleName()
            assert right < size[0], button.accessibleName()


def test_every_control_has_a_name(window):
    window.sets.opening.open_demo()
    for button in window.findChildren(QPushButton):
        if button.isVisible():
            assert button.accessibleName() or button.text(), button


def test_a_running_task_can_be_restarted_as_edited(window, qtbot):
    window.session.put(make_task("a", period="1h"))
    window.session.start(["a"])
    qtbot.waitUntil(lambda: window.session.states.of("a").ticks == 1, timeout=LONG_MS)
    window.page.task_actions._keep(make_task("a", period="2h"))
    assert window.session.outdated("a")
    restart = next(b for b in window.findChildren(QPushButton) if b.text() == "Apply now" and b.isVisible())
    qtbot.mouseClick(restart, Qt.MouseButton.LeftButton)
    assert not window.session.outdated("a")
    qtbot.waitUntil(lambda: window.session.states.of("a").ticks == 2, timeout=LONG_MS)


def test_a_set_of_a_later_format_is_to_be_looked_at_only(window, tmp_path):
    path = tmp_path / "newer.toml"
    path.write_text(
        'format = 2\nname = "Newer"\n[[tasks]]\nname = "A"\n[tasks.schedule]\nkind = "repeat"\nperiod = "1s"\n'
        '[tasks.action]\nkind = "none"\n'
    )
    window.begin([path], demo=False, warning=None)
    assert window.session.task_set.name == "Newer"
    for name in ("new_task", "edit", "delete", "start", "run_now", "start_all", "save", "save_as"):
        assert not window.command(name).isEnabled(), name
    assert "newer" in window.page.notice._text.text()


def test_an_empty_set_has_the_keyboard_at_what_makes_a_task(window, qtbot):
    assert window.focusWidget().objectName() == "welcome_new"
    window.session.put(make_task())
    window.page.focus_view()
    window.command("new_set").trigger()
    assert window.focusWidget().objectName() == "welcome_new"


def test_a_range_has_its_panel_beside_the_canvas(window, qtbot):
    window.session.put(make_task(name="Sync"))
    side, panel = window.page.range.side, window.page.range.panel
    timeline = window.page.timeline
    assert not window.command("clear_range").isEnabled()
    window.command("select_shown").trigger()
    assert side.currentWidget() is panel
    assert window.command("clear_range").isEnabled()
    qtbot.waitUntil(lambda: panel._sentence.text() == "No tick began in this time.", timeout=LONG_MS)
    with qtbot.waitSignal(window.page.range.listRequested, timeout=LONG_MS) as listed:
        panel.list.click()
    assert listed.args[0][:2] == timeline.camera.selection
    panel.only.setChecked(True)
    assert window.page.range.question.task == window.page.selected
    panel.close_button.click()
    assert timeline.camera.selection is None
    assert side.currentWidget() is window.page.details


def test_moves_of_the_timeline_are_in_the_view_menu_with_their_keys(window):
    names = "zoom_in zoom_out zoom_reset fit fit_selection back forward follow jump_to_start previous_tick next_tick"
    names += " previous_failure next_failure select_shown clear_range map"
    view = next(menu for menu in window._menus._menus if menu.title() == "&View")
    for name in names.split():
        assert window.command(name) in view.actions(), name
        assert not window.command(name).shortcut().isEmpty(), name


def test_zoom_goes_back_and_forward_by_commands(window):
    window.session.put(make_task(name="Sync"))
    window.page.timeline.camera.set_eased(eased=False)
    span = window.page.timeline.camera.aim.span_ns
    assert not window.command("back").isEnabled()
    window.command("zoom_in").trigger()
    window.command("back").trigger()
    assert window.page.timeline.camera.aim.span_ns == span
    assert not window.command("back").isEnabled()
    window.command("forward").trigger()
    assert window.page.timeline.camera.aim.span_ns < span


def test_the_map_follows_the_size_of_the_window_and_the_choice(window):
    window.session.put(make_task(name="Sync"))
    timeline_map = window.page.timeline._map
    assert timeline_map.height() == 44
    window.resize(900, 700)
    assert timeline_map.height() == 32
    window.resize(900, 500)
    assert not timeline_map.isVisible()
    window.resize(1280, 800)
    window.command("map").trigger()
    assert not timeline_map.isVisible()
