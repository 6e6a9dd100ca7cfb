"""Whatever a set, an output or a reason says is shown as it is: nothing is opened, rendered or held up by it."""

from __future__ import annotations

import ctypes
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtGui import Qt as QtGuiNames
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPlainTextEdit, QTextEdit

from tests.views import test_main_window
from tests.views.test_trust import hover_everywhere
from waitgui.tasks.model import TaskSet
from waitgui.tasks.record import Kind, Outcome, Result, RunStarted, Tick
from waitgui.views.task_form import TaskForm
from waitgui.views.trust_review import TrustReview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.qt_log_ignore("does not support raise")
window = test_main_window.window

UNSEEN = "\x1b[31m\x07\b\x7f\x85\u202e\u2066\u200b\u2028\ufeff\t"
LONG = 300_000
"""Of an output or a reason."""
LONGEST_OF_A_SET = 64_000
"""A file with a longer text isn't read."""
STALL_S = 2.0
"""Of this thread's own time, and twice what is aimed at, so that a busy machine doesn't count."""
IN_ACCESS, IN_OPEN = 0x1, 0x20


class Watch:
    """Tells whether anybody has opened a file, by inotify."""

    def __init__(self, path: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._handle = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        assert self._handle >= 0
        assert libc.inotify_add_watch(self._handle, os.fsencode(path), IN_ACCESS | IN_OPEN) >= 0

    def opened(self) -> bool:
        """Since the last question."""
        try:
            return bool(os.read(self._handle, 65_536))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self._handle)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """An image that rich text would load."""
    path = tmp_path / "picture.png"
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    assert image.save(str(path))
    return path


@pytest.fixture
def watch(picture: Path) -> Iterator[Watch]:
    watch = Watch(picture)
    yield watch
    watch.close()


def texts(picture: Path) -> list[str]:
    """Markup, what doesn't show, and a long line of both."""
    markup = f"<img src='file://{picture}'><img src=\"{picture}\"><b>bold</b> &lt;i&gt; <a href='file:///'>x</a><br>"
    return [markup, f"<html>{UNSEEN}{markup}", f"{markup}{UNSEEN}" + "x<b>y " * (LONG // 6)]


def hostile_set(text: str) -> TaskSet:
    """A set with the text wherever a text can be."""
    text = text[:LONGEST_OF_A_SET]
    task = {
        "name": text,
        "tags": [text, text],
        "notes": text,
        "schedule": {"kind": "repeat", "period": "1h"},
        "action": {
            "kind": "command",
            "argv": [text, text],
            "cwd": text,
            "env": {"A": text, text.replace("=", ""): text},
        },
        "stop": {"when": {"kind": "file", "path": text}},
    }
    shell = {**task, "action": {"kind": "command", "shell": text}}
    return TaskSet.model_validate(
        {"format": 1, "name": text, "tasks": [{"id": "a", **task}, {"id": "b", **shell}, {"id": "c", **shell}]}
    )


def events(text: str) -> list[object]:
    """A tick of the first task that says the text in its output and as its reason."""
    now = time.monotonic_ns()
    result = Result(Outcome.FAILED, exit_code=1, why=text, output=f"{text}\0\n" * 3, output_dropped=7)
    return [RunStarted("a", 1, now, time.time_ns()), Tick("a", 1, 1, Kind.ACTION, now, now, now + 1_000_000, result)]


def shown_as_they_are() -> None:
    """No label, box or tool tip there is takes a text for markup."""
    for widget in QApplication.allWidgets():
        assert not isinstance(widget, QTextEdit)
        assert "<img" not in widget.toolTip(), widget
        assert "<img" not in widget.whatsThis() + widget.statusTip(), widget
        if isinstance(widget, QLabel) and QtGuiNames.mightBeRichText(widget.text()):
            is_tip = widget.metaObject().className() == "QTipLabel"
            assert is_tip or widget.textFormat() is Qt.TextFormat.PlainText, widget.text()[:80]
            assert not is_tip or "<img" not in widget.text()
        if isinstance(widget, QMessageBox):
            assert widget.textFormat() is Qt.TextFormat.PlainText
        if isinstance(widget, QPlainTextEdit):
            assert not widget.document().isUndoRedoEnabled() or not widget.isReadOnly()


def nothing_unseen(texts: list[str]) -> None:
    for text in texts:
        assert not set(text) & set("\x1b\x07\x08\x7f\x85\u202e\u2066\u2028\0"), repr(text[:80])


@contextmanager
def without_a_stall(what: str) -> Iterator[None]:
    began = time.thread_time()
    yield
    for _ in range(3):
        QApplication.processEvents()
    took = time.thread_time() - began
    assert took < STALL_S, f"{what} took {took:.2f} s"


@pytest.fixture(params=range(3), ids=["markup", "unseen", "long"])
def text(request: pytest.FixtureRequest, picture: Path) -> str:
    return texts(picture)[request.param]


def test_the_window(window, watch, text, qtbot):
    with without_a_stall("the set"):
        window.session.replace(hostile_set(text))
    with without_a_stall("a tick"):
        window.session._on_ticked(events(text))
    for name in ("tasks", "timeline"):
        with without_a_stall(name):
            window.command(name).trigger()
        with without_a_stall(f"selecting in {name}"):
            window.page.select("b")
            window.page.select("a")
            window.grab()
        with without_a_stall(f"hovering over {name}"):
            hover_everywhere(window)
        shown_as_they_are()
    with without_a_stall("keys"):
        QTest.keyClick(window.page.timeline, Qt.Key.Key_Right)
        window.grab()
    labels = [label.text() for label in window.findChildren(QLabel)]
    nothing_unseen([window.windowTitle(), *labels])
    assert not watch.opened()


def test_the_form(window, watch, text, qtbot):
    window.session.replace(hostile_set(text))
    for name in ("a", "b"):
        window.page.select(name)
        with without_a_stall(f"the form of {name}"):
            window.command("edit").trigger()
        form = next(form for form in window.findChildren(TaskForm) if form.isVisible())
        with without_a_stall("the look of the form"):
            form.grab()
        with without_a_stall("hovering over the form"):
            hover_everywhere(form)
        shown_as_they_are()
        form.reject()
    assert not watch.opened()


def test_the_dialogs_and_notices(window, watch, text, qtbot):
    window.session.replace(hostile_set(text), restricted=True)
    with without_a_stall("the review"):
        window.page.trust.review()
    dialog = window.findChild(TrustReview)
    with without_a_stall("the look of the review"):
        dialog.grab()
    hover_everywhere(dialog)
    shown_as_they_are()
    dialog.reject()
    window.page.select("c")
    with without_a_stall("deleting"):
        window.command("delete").trigger()
        window.grab()
    with without_a_stall("a refusal"):
        window.session.failed.emit(text)
        window.grab()
    shown_as_they_are()
    with without_a_stall("the question at the end"):
        window.close()
    box = test_main_window.box_of(window)
    with without_a_stall("the look of the question"):
        box.grab()
    shown_as_they_are()
    nothing_unseen([box.text(), box.informativeText(), window.page.notice._text.text()])
    test_main_window.press(box, "Cancel")
    assert not watch.opened()


def test_the_watch_sees_what_it_should(picture, watch, qtbot):
    """A label as Qt makes it does open the picture."""
    assert not watch.opened()
    label = QLabel(texts(picture)[0])
    qtbot.addWidget(label)
    label.grab()
    assert watch.opened()


def test_every_table_and_menu(window, text):
    window.session.replace(hostile_set(text))
    window.session._on_ticked(events(text))
    for model in window.findChildren(QAbstractItemModel):
        for row in range(min(model.rowCount(), 5)):
            for column in range(model.columnCount()):
                assert model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) is None
    for action in window.findChildren(QAction):
        assert "<img" not in action.toolTip()
