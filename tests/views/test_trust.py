"""A set from elsewhere in the real window: it can be looked at all over, and nothing of it runs until it is trusted."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget
from shiboken6 import isValid

from tests.views import test_main_window
from waitgui.views.task_form import TaskForm
from waitgui.views.trust_review import TrustReview

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.qt_log_ignore("does not support raise")  # says the offscreen platform of every tool tip
LONG_MS = test_main_window.LONG_MS
window = test_main_window.window


@pytest.fixture
def listener():
    """A port that takes note of who connects."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "marker"


@pytest.fixture
def path(tmp_path: Path, marker: Path, listener: socket.socket) -> Path:
    """A set that would leave a marker by a command, a shell, code, an import and a request."""
    (tmp_path / "planted.py").write_text(f"open({str(marker)!r}, 'w')\n")
    (tmp_path / "json.py").write_text(f"open({str(marker)!r}, 'w')\n")
    port = listener.getsockname()[1]
    actions = [
        f"kind = 'command'\nargv = ['touch', '{marker}', \"\\u001b[2J\\u202e<b>x</b>\"]",
        f"kind = 'command'\nshell = '''touch '{marker}' '''",
        f"kind = 'python'\nmodule = 'planted'\ncwd = '{tmp_path}'",
        f"kind = 'python'\ncode = '''open('{marker}', 'w')'''",
        f"kind = 'http'\nurl = 'http://127.0.0.1:{port}/'",
        "kind = 'none'",
    ]
    path = tmp_path / "theirs.toml"
    path.write_text(
        "format = 1\n"
        + "".join(
            f"[[tasks]]\nname = 'Task {number}'\nid = 't{number}'\n[tasks.schedule]\nkind = 'repeat'\nperiod = '1ms'\n"
            f"[tasks.action]\n{action}\n[tasks.stop]\nwhen = {{ kind = 'tcp', host = '127.0.0.1', port = {port} }}\n"
            for number, action in enumerate(actions)
        )
    )
    return path


def reached(listener: socket.socket) -> bool:
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def strip(window) -> QPushButton:
    return next(b for b in window.findChildren(QPushButton) if b.text() == "Review…")


def review(window, qtbot) -> TrustReview:
    qtbot.mouseClick(strip(window), Qt.MouseButton.LeftButton)
    dialog = window.findChild(TrustReview)
    qtbot.waitExposed(dialog)
    return dialog


def texts(dialog: TrustReview) -> list[str]:
    model = dialog.findChild(QListView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def hover_everywhere(window: QWidget) -> None:
    """The mouse over every part, and its tool tip asked for."""
    for part in [window, *window.findChildren(QWidget)]:
        if isValid(part) and part.isVisible():
            QTest.mouseMove(part, part.rect().center())
            at = part.rect().center()
            QApplication.sendEvent(part, QHelpEvent(QHelpEvent.Type.ToolTip, at, part.mapToGlobal(at)))


def test_it_is_looked_at_all_over_and_nothing_runs(window, path, marker, listener, qtbot):
    window.begin([path], demo=False, warning=None)
    assert window.session.restricted
    assert strip(window).isVisible()
    for task in window.session.task_set.tasks:
        window.page.select(task.id)
        hover_everywhere(window)
        for name in ("start", "run_now"):
            assert not window.command(name).isEnabled(), name
            window.command(name).trigger()
        window.page.task_actions.start()
        window.page.task_actions.run_now()
        window.command("edit").trigger()
        form = next(form for form in window.findChildren(TaskForm) if form.isVisible())
        hover_everywhere(form)
        form.reject()
    window.command("tasks").trigger()
    assert not window.command("start_all").isEnabled()
    window.session.start_all()
    hover_everywhere(window)
    dialog = review(window, qtbot)
    hover_everywhere(dialog)
    dialog.reject()
    with qtbot.waitSignals([window._second.timeout] * 2, timeout=LONG_MS):  # whatever comes by itself has come
        pass
    assert window.session.active == frozenset()
    assert not marker.exists()
    assert not reached(listener)
    assert strip(window).isVisible()


def test_the_review_shows_every_command_and_address_as_plain_text(window, path, marker, listener, qtbot):
    window.begin([path], demo=False, warning=None)
    shown = texts(review(window, qtbot))
    port = listener.getsockname()[1]
    joined = "".join(line.strip().removeprefix("… ") for line in shown)
    assert r"'\u001b[2J\u202e<b>x</b>'" in joined
    assert f"    127.0.0.1:{port}" in shown
    assert f"    GET http://127.0.0.1:{port}/" in shown
    assert "    planted" in shown
    assert f"touch '{marker}'" in joined
    assert all(line.isprintable() for line in shown)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_the_keys_that_are_pressed_unread_keep_it_restricted(window, path, qtbot, key):
    window.begin([path], demo=False, warning=None)
    dialog = review(window, qtbot)
    with qtbot.waitSignal(dialog.finished, timeout=LONG_MS):
        qtbot.keyClick(dialog.focusWidget(), key)
    assert window.session.restricted
    assert strip(window).isVisible()


def test_once_trusted_it_runs(window, path, marker, qtbot):
    window.begin([path], demo=False, warning=None)
    dialog = review(window, qtbot)
    trust = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Trust this set")
    qtbot.mouseClick(trust, Qt.MouseButton.LeftButton)
    assert not window.session.restricted
    assert not strip(window).isVisible()
    assert window.command("start_all").isEnabled()
    window.page.select("t0")
    assert window.command("run_now").isEnabled()
    window.command("run_now").trigger()
    qtbot.waitUntil(marker.exists, timeout=LONG_MS)


def test_the_demo_is_ours(window):
    window.sets.opening.open_demo()
    assert not window.session.restricted
    assert not strip(window).isVisible()
    assert window.command("start_all").isEnabled()


def test_nothing_is_beyond_the_edge_without_a_scroll_bar(window, path, qtbot):
    wide = "\N{CJK UNIFIED IDEOGRAPH-4E2D}" * 79 + "!"
    text = path.read_text().replace("'planted'", f"'{wide}'")
    path.write_text(text)
    window.begin([path], demo=False, warning=None)
    view = review(window, qtbot).findChild(QListView)
    row = next(row for row in range(view.model().rowCount()) if wide in view.model().index(row, 0).data())
    index = view.model().index(row, 0)
    view.scrollTo(index)
    needed = view.fontMetrics().horizontalAdvance(index.data())
    assert view.visualRect(index).width() >= needed
    assert view.horizontalScrollBar().maximum() >= needed - view.viewport().width()
    assert view.visualRect(index).topLeft() != QPoint(-1, -1)


def test_a_set_of_a_later_format_is_not_offered_to_be_trusted(window, path):
    path.write_text(path.read_text().replace("format = 1", "format = 2"))
    window.begin([path], demo=False, warning=None)
    assert not strip(window).isVisible()
    assert not window.command("start_all").isEnabled()
    window.session.start_all()
    assert window.session.active == frozenset()


def test_ten_thousand_tasks_can_be_looked_through(window, tmp_path, qtbot):
    path = tmp_path / "many.toml"
    block = '[[tasks]]\nname = "N{0}"\nschedule = {{kind = "repeat", period = "1s"}}\n'
    block += 'action = {{kind = "command", shell = "echo {0}"}}\n'
    path.write_text("format = 1\n" + "".join(block.format(n) for n in range(10_000)))
    asyncio.run(window.session.open(path))
    assert len(texts(review(window, qtbot))) == 30_000
