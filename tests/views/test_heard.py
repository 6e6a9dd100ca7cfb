"""Every control of every window has a role and a name of its own, for who can't see it; and shows the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QPushButton, QWidget

from tests.tasks.make import make_task
from tests.views import test_main_window, test_runs_view
from tests.views.heard import Role, complaints, heard
from waitgui.tasks.model import TaskSet
from waitgui.views.roles import tell_roles
from waitgui.views.task_form import TaskForm
from waitgui.views.trust_review import TrustReview

pytestmark = pytest.mark.qt_log_ignore("does not support raise")
LONG_MS = test_main_window.LONG_MS
window, desk = test_main_window.window, test_runs_view.desk


@pytest.fixture(autouse=True, scope="module")
def _roles():
    tell_roles()


@pytest.fixture
def demo(window, qtbot):
    """The window with the demo."""
    window.sets.opening.open_demo()
    qtbot.waitUntil(lambda: len(window.session.task_set.tasks) == 8, timeout=LONG_MS)
    return window


def dialog_of(window, kind=QDialog):
    """The dialog that is open."""
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())


def test_the_empty_window(window):
    assert complaints(window) == []


@pytest.mark.parametrize("view", ["timeline", "ticks", "tasks"])
def test_every_view(demo, view):
    demo.command(view).trigger()
    assert complaints(demo) == []


def test_the_runs(desk, qtbot):
    desk.window.page.views.show_view("runs")
    qtbot.waitUntil(lambda: desk.view.runs.model().rowCount() == 5, timeout=LONG_MS)
    assert complaints(desk.window) == []


@pytest.mark.parametrize(
    "command", ["settings", "help", "keys", "about", "tags", "as_code", "new_task", "edit", "open"]
)
def test_every_dialog(demo, command):
    demo.command(command).trigger()
    assert complaints(dialog_of(demo)) == []


def test_the_doctor(demo, qtbot):
    tasks = [
        make_task(name, period="1s", action={"kind": "command", "argv": ["absent"], "timeout": "2s"}) for name in "ab"
    ]
    demo.session.replace(TaskSet(format=1, name="Set", tasks=tasks))
    demo.command("check_set").trigger()
    page = dialog_of(demo)
    qtbot.waitUntil(lambda: len(page.cards) > 2, timeout=LONG_MS)
    assert complaints(page) == []


def test_the_review_and_the_questions(demo):
    demo.session.start_all()
    demo.command("quit").trigger()
    question = dialog_of(demo, QMessageBox)
    assert complaints(question) == []
    question.reject()
    review = TrustReview(demo, demo.session.task_set)
    review.open()
    assert complaints(review) == []
    review.reject()


def test_what_is_said_above_the_timeline(demo):
    demo.page.notice.show_error("That went wrong.", "Mend it", lambda: None)
    demo.page.timeline.moves.select_shown()
    assert complaints(demo) == []


def test_every_menu(demo):
    menus = demo.findChildren(QMenu)
    assert len(menus) > 10
    for menu in menus:
        names = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert all(any(map(str.isalnum, name)) for name in names), names
        assert len(names) == len(set(names)), names


def test_states_are_told(demo, qtbot):
    def of(name):
        return next(one for one in heard(demo) if one.name == name and one.is_control)

    assert of("Stop").state.disabled
    assert of("Timeline").state.checked
    assert not of("Tasks").state.checked
    demo.session.start({"after-it-ends"})
    qtbot.waitUntil(lambda: not of("Stop").state.disabled, timeout=LONG_MS)
    demo.command("tasks").trigger()
    cells = [one for one in heard(demo) if one.role is Role.Cell]
    assert next(cell for cell in cells if cell.name == "After it ends").state.selected
    assert [cell.name for cell in cells if cell.name == "running"] == ["running"]
    demo.command("new_task").trigger()
    form = dialog_of(demo, TaskForm)
    more = form.findChild(QPushButton, "more")
    told = {one.who: one for one in heard(form)}
    assert told["IconButton more"].description == "closed"
    more.click()
    told = {one.who: one for one in heard(form)}
    assert told["IconButton more"].description == "open"


def round_of(window):
    """What the tab key leads to, until it comes to the first again."""
    begin, found = QApplication.focusWidget(), []
    while not found or QApplication.focusWidget() is not begin:
        assert len(found) < 100, "the first isn't come to again"
        found.append(QApplication.focusWidget())
        QTest.keyClick(found[-1], Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is not found[-1], f"the focus stays at {found[-1]}"
    return found


def looks(window, widget):
    """How it and what is close to it looks now."""
    place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-3, -3, 3, 3)
    return window.grab(place).toImage()


@pytest.mark.parametrize(
    "where", ["empty", "timeline", "ticks", "tasks", "settings", "help", "tags", "as_code", "quit", "new_task"]
)
def test_the_tab_key_goes_round_and_the_focus_is_seen(window, qtbot, where):
    if where != "empty":
        window.sets.opening.open_demo()
        qtbot.waitUntil(lambda: len(window.session.task_set.tasks) == 8, timeout=LONG_MS)
        window.session.put(make_task("more"))  # something to undo, and to be asked about
        window.command(where).trigger()
    top = next((dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()), window)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is top and bool(QApplication.focusWidget()), timeout=LONG_MS)
    stops = round_of(top)
    reachable = [
        widget
        for widget in top.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    missed = [
        f"{type(one).__name__} {one.objectName()}" for one in reachable if one not in stops and not one.focusProxy()
    ]
    assert missed == []
    unseen = []
    for stop in stops:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        before = looks(top, stop)
        QTest.keyClick(stop, Qt.Key.Key_Tab)
        if looks(top, stop) == before:
            unseen.append(f"{type(stop).__name__} {stop.objectName()} {stop.accessibleName()}")
    assert unseen == []
