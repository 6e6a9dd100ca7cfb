"""Show as code: a tab a language, copied as it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from tests.tasks.make import make_task
from tests.views import test_main_window
from tests.views.dressing import dressed
from waitgui.tasks.as_code import listings
from waitgui.views.code_dialog import SIZE, CodeDialog
from waitgui.views.screen_room import FRAME, bounded_by_screen
from waitgui.views.task_form import TaskForm

window = test_main_window.window
COMMAND = {"kind": "command", "argv": ["true"]}


@pytest.fixture(params=["light", "dark"])
def dialog(qapp, qtbot, request):
    with dressed(qapp, request.param) as theme:
        made = CodeDialog(None, theme, make_task("a", action=COMMAND, period="5m", jitter=0.1), "/x/set.toml")
        qtbot.addWidget(made)
        made.open()
        yield made
        made.close()


def test_each_language_has_its_text_and_its_losses(dialog, qtbot):
    expected = tuple(listings(make_task("a", action=COMMAND, period="5m", jitter=0.1), "/x/set.toml"))
    assert [dialog.tabs.tabText(n) for n in range(dialog.tabs.count())] == [
        "Go",
        "Python",
        "Command line",
        "systemd",
        "cron",
    ]
    for number, listing in enumerate(expected):
        dialog.tabs.setCurrentIndex(number)
        assert dialog.text.toPlainText() == listing.text
        assert dialog.losses.text().splitlines() == [f"– {loss}" for loss in listing.losses]
        qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
        assert QApplication.clipboard().text() == listing.text


def test_it_fits_on_its_screen_with_the_frame_around_it(dialog):
    room = dialog.screen().availableSize() - FRAME
    assert dialog.size() == SIZE.boundedTo(room)
    assert bounded_by_screen(dialog, QSize(9999, 9999)) == room


def test_it_is_turned_by_keyboard_and_read_only(dialog, qtbot):
    dialog.tabs.setFocus()
    qtbot.keyClick(dialog.tabs, Qt.Key.Key_Right)
    assert dialog.text.accessibleName() == "Python"
    assert dialog.text.isReadOnly()


def test_the_window_and_the_form_show_their_task(window, qtbot):
    window.session.put(make_task("renew", action=COMMAND))
    window.command("as_code").trigger()
    (dialog,) = window.findChildren(CodeDialog)
    assert "waitgui run FILE --task renew" in dialog.listings[2].text
    dialog.accept()
    window.command("edit").trigger()
    form = next(form for form in window.findChildren(TaskForm) if form.isVisible())
    period = form.fields.schedule.page.fields[0].edit
    period.selectAll()
    qtbot.keyClicks(period, "7s")
    qtbot.mouseClick(form.code, Qt.MouseButton.LeftButton)
    (dialog,) = form.findChildren(CodeDialog)
    assert "7*time.Second" in dialog.listings[0].text
    dialog.accept()
    form.reject()
    form.footer.discard.click()
