"""Undo and redo in the real window: what they say, when they can be used, and what is selected then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from tests.tasks.make import make_task
from tests.views.test_main_window import LONG_MS, window  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from waitgui.tasks.model import Task


def named(task: Task, name: str) -> Task:
    return task.model_copy(update={"name": name})


def tip(window, name: str) -> str:  # noqa: F811
    return window.command(name).toolTip().removeprefix("<span>").removesuffix("</span>")


def button(window, name: str) -> QPushButton:  # noqa: F811
    return window.button(window.command(name).text().replace("&&", "&"))


def test_they_say_what_they_would_do(window):  # noqa: F811
    undo, redo = window.command("undo"), window.command("redo")
    assert not undo.isEnabled()
    assert tip(window, "undo") == "There is nothing to undo"
    assert tip(window, "redo") == "There is nothing to redo"
    window.session.put(named(make_task("b"), "Backup"))
    window.session.put(named(make_task("b", period="5m"), "Backup"))
    assert (undo.text(), undo.isEnabled()) == ("Undo change period of Backup", True)
    assert tip(window, "undo") == "Undo change period of Backup (Ctrl+Z)"
    undo.trigger()
    assert undo.text() == "Undo add Backup"
    assert redo.text() == "Redo change period of Backup"
    redo.trigger()
    assert window.session.task_set.task("b") == named(make_task("b", period="5m"), "Backup")
    assert not redo.isEnabled()


def test_an_ampersand_in_a_name_is_one(window):  # noqa: F811
    window.session.put(named(make_task("b"), "A && B & <b>C"))
    assert window.command("undo").text() == "Undo add A &&&& B && <b>C"
    assert tip(window, "undo") == "Undo add A && B &amp; &lt;b&gt;C (Ctrl+Z)".replace("A && B", "A &amp;&amp; B")
    assert button(window, "undo").accessibleName() == "Undo add A && B & <b>C"


def test_buttons_and_keys(window, qtbot):  # noqa: F811
    window.session.put(make_task("a"))
    window.session.put(make_task("b"))
    qtbot.mouseClick(button(window, "undo"), Qt.MouseButton.LeftButton)
    assert [task.id for task in window.session.task_set.tasks] == ["a"]
    shown = window.page.views.currentWidget()
    modifiers = Qt.KeyboardModifier
    qtbot.keyClick(shown, Qt.Key.Key_Z, modifiers.ControlModifier)
    assert not window.session.task_set.tasks
    qtbot.keyClick(window, Qt.Key.Key_Z, modifiers.ControlModifier | modifiers.ShiftModifier)
    assert [task.id for task in window.session.task_set.tasks] == ["a"]
    assert window.isWindowModified()


def test_in_a_text_the_key_is_the_texts(window, qtbot):  # noqa: F811
    window.session.put(make_task("a"))
    window.command("filter").trigger()
    edit = window.focusWidget()
    assert isinstance(edit, QLineEdit)
    qtbot.keyClicks(edit, "xyz")
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() != "xyz"
    assert window.session.task_set.task("a") is not None


def test_what_comes_back_is_selected(window):  # noqa: F811
    for name in "abc":
        window.session.put(make_task(name))
    window.page.select("b")
    window.command("delete").trigger()
    window.page.select("c")
    window.command("undo").trigger()
    assert window.page.selected == "b"
    assert [task.id for task in window.session.task_set.tasks] == ["a", "b", "c"]


@pytest.mark.parametrize("edited", [False, True])
def test_the_offer_after_deleting_is_the_same_undo(window, edited):  # noqa: F811
    for name in "ab":
        window.session.put(make_task(name))
    window.page.select("a")
    window.command("delete").trigger()
    if edited:
        window.session.put(make_task("c"))
    offer = next(b for b in window.page.notice.findChildren(QPushButton) if b.text() == "Undo")
    offer.click()
    ids = [task.id for task in window.session.task_set.tasks]
    assert ids == (["b", "c", "a"] if edited else ["a", "b"])
    assert window.command("undo").text() == ("Undo add A" if edited else "Undo add B")
    assert window.command("redo").text() == ("Redo" if edited else "Redo delete A")


def said(window) -> str:  # noqa: F811
    return window.page.notice._text.text() if window.page.notice.isVisible() else ""


def test_the_offer_goes_once_the_deletion_is_undone(window):  # noqa: F811
    for name in "abc":
        window.session.put(make_task(name))
    window.page.chosen.choose(["a", "b"], "a")
    window.command("delete").trigger()
    assert said(window) == "2 tasks were deleted."
    window.session.put(make_task("d"))
    assert said(window) == "2 tasks were deleted."
    window.command("undo").trigger()
    window.command("undo").trigger()
    assert said(window) == ""


def test_that_something_is_stopped_by_deleting_it_is_said_before_and_after(window, qtbot):  # noqa: F811
    for name in "abc":
        window.session.put(make_task(name, period="1h"))
    window.page.select("a")
    assert window.command("delete").text() == "Delete"
    window.command("start").trigger()
    qtbot.waitUntil(lambda: window.command("delete").text() == "Stop and delete", timeout=LONG_MS)
    window.command("delete").trigger()
    assert said(window) == "“A” was stopped and deleted."
    window.session.start(["b"])
    window.page.chosen.choose(["b", "c"], "b")
    window.command("delete").trigger()
    assert said(window) == "2 tasks were deleted. Stopped: 1."


def test_the_inspector_starts_a_task_that_waits_for_it(window, qtbot):  # noqa: F811
    window.session.put(make_task("a", period="1h"))
    window.page.inspector.start.click()
    assert window.session.active == {"a"}
    qtbot.waitUntil(lambda: not window.page.inspector.start.isVisible(), timeout=LONG_MS)


def test_the_offer_to_apply_goes_once_the_task_is_stopped(window, qtbot):  # noqa: F811
    window.session.put(make_task("a", period="1h"))
    window.session.put(make_task("a", period="2h"))
    window.command("start").trigger()
    window.command("undo").trigger()
    assert said(window).endswith("goes on as it was until it is started again.")
    window.command("stop").trigger()
    qtbot.waitUntil(lambda: said(window) == "", timeout=LONG_MS)


def test_a_running_task_goes_on_and_that_is_said(window, qtbot):  # noqa: F811
    window.session.put(make_task("a", period="1h"))
    window.session.put(make_task("a", period="2h"))
    window.command("start").trigger()
    qtbot.waitUntil(lambda: "a" in window.session.active, timeout=LONG_MS)
    window.command("undo").trigger()
    assert "a" in window.session.active
    assert window.session.outdated("a")
    assert [b for b in window.findChildren(QPushButton) if b.text() == "Apply now" and b.isVisible()]


def test_a_set_of_a_later_format_has_nothing_to_undo(window, tmp_path):  # noqa: F811
    path = tmp_path / "new.toml"
    path.write_text('format = 2\nname = "From tomorrow"\n')
    window.begin([path], demo=False, warning=None)
    window.session.put(make_task("a"))
    assert not window.command("undo").isEnabled()
    assert tip(window, "undo") == "This set can only be looked at"
