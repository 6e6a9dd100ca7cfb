"""Closing a set, and the window with several of them: asked once, everything is stopped, nothing is lost."""

from __future__ import annotations

import asyncio
import gc
import time
import weakref
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from tests.tasks.make import make_task
from tests.views.dressing import dressed
from tests.views.set_files import names, shown, write
from tests.views.test_main_window import LONG_MS, AtOnce, Opened, box_of, press, window  # noqa: F401 - a fixture
from waitgui.engine.engine import LocalEngine
from waitgui.models.history_bridge import HistoryBridge
from waitgui.models.preferences import Preferences
from waitgui.models.session import Session
from waitgui.paths import resources
from waitgui.runner.scheduler import Scheduler
from waitgui.store import settings as store
from waitgui.store.history_reader import Reader
from waitgui.store.history_writer import HistoryWriter
from waitgui.store.task_set_file import load
from waitgui.tasks.record import Reason
from waitgui.views.surroundings import Given


@pytest.fixture
def two(window, tmp_path):  # noqa: F811
    window.begin(write(tmp_path, "a", "b", period="20ms"), demo=False, warning=None)
    return window


def boxes(window) -> list[QMessageBox]:  # noqa: F811
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def task_ids(path) -> list[str]:
    return [task.id for task in load(path).task_set.tasks]


def test_a_set_with_nothing_to_lose_goes_at_once(two, qtbot):
    qtbot.keyClick(two.page.timeline.canvas, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert not boxes(two)
    assert (names(two), shown(two)) == (["b"], "b")


def test_the_last_one_leaves_an_empty_page(two):
    two.command("close_set").trigger()
    two.command("close_set").trigger()
    assert (names(two), shown(two)) == (["Untitled"], "Untitled")
    assert two.button("New task").isVisible()
    two.command("close_set").trigger()
    assert names(two) == ["Untitled"]


def test_of_a_set_that_runs_it_is_asked_and_its_tasks_are_stopped(two, qtbot):
    session = two.session
    two.command("start_all").trigger()
    qtbot.waitUntil(lambda: session.states.of("t").ticks >= 1, timeout=LONG_MS)
    two.command("close_set").trigger()
    assert box_of(two).text() == "Close “a”?"
    assert box_of(two).informativeText() == "1 running task will be stopped."
    press(box_of(two), "Cancel")
    assert session.active
    two.command("close_set").trigger()
    press(box_of(two), "Stop and close")
    assert names(two) == ["b"]
    assert not session.active


def test_of_changes_too_and_they_can_be_saved(two, tmp_path):
    two.session.put(make_task("x"))
    two.command("next_set").trigger()
    two.sets.closing.close_page(two.sets.pages.all[0])
    assert shown(two) == "a"  # what it is about is seen
    assert box_of(two).informativeText() == "Changes that aren't saved would be lost."
    press(box_of(two), "Save")
    assert names(two) == ["b"]
    assert task_ids(tmp_path / "a.toml") == ["t", "x"]


def test_or_not(two, tmp_path):
    two.session.put(make_task("x"))
    two.command("close_set").trigger()
    press(box_of(two), "Don't save")
    assert names(two) == ["b"]
    assert task_ids(tmp_path / "a.toml") == ["t"]


def test_a_set_that_cannot_be_saved_stays(two, tmp_path):
    two.session.put(make_task("x"))
    (tmp_path / "a.toml").unlink()
    (tmp_path / "a.toml").mkdir()
    two.command("close_set").trigger()
    press(box_of(two), "Save")
    for box in boxes(two):
        press(box, "Cancel")
    assert names(two) == ["a", "b"]
    assert two.session.dirty


def test_nothing_of_a_closed_set_stays(two, qtbot):
    page, gone = two.page, []
    two.pageGone.connect(lambda page: gone.append(page.session.task_set.name))
    kept = [weakref.ref(page), weakref.ref(page.session), weakref.ref(page.models.timeline)]
    two.command("close_set").trigger()
    assert gone == ["a"]
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [ref() for ref in kept] == [None] * len(kept)


def test_quitting_asks_once_for_all_sets(two, qtbot):
    for page in two.sets.pages.all:
        page.session.put(make_task("x", period="1h"))
        page.session.start_all()
    two.close()
    two.close()
    assert len(boxes(two)) == 1
    assert box_of(two).informativeText() == (
        "4 running tasks of “a” and “b” will be stopped.\n“a” and “b” have changes that aren't saved."
    )
    press(box_of(two), "Cancel")
    assert all(page.session.active for page in two.sets.pages.all)


def test_what_has_nothing_to_lose_is_not_named(two):
    two.sets.pages.all[1].session.put(make_task("x", period="1h"))
    two.sets.pages.all[0].session.start(["t"])
    two.close()
    assert box_of(two).informativeText() == (
        "1 running task of “a” will be stopped.\n“b” has changes that aren't saved."
    )
    press(box_of(two), "Cancel")


def test_all_are_saved_before_quitting(two, qtbot, tmp_path):
    for page in two.sets.pages.all:
        page.session.put(make_task("x"))
    two.close()
    with qtbot.waitSignal(two.closed, timeout=LONG_MS):
        press(box_of(two), "Save all and quit")
    assert [task_ids(tmp_path / f"{name}.toml") for name in "ab"] == [["t", "x"]] * 2


def test_one_that_is_not_saved_after_all_keeps_the_window_open(two, tmp_path):
    two.command("new_set").trigger()
    for page in two.sets.pages.all:
        page.session.put(make_task("x"))
    two.close()
    press(box_of(two), "Save all and quit")
    assert shown(two) == "Untitled"  # which has no file yet
    two.findChild(QFileDialog).reject()
    assert two.isVisible()
    assert [page.session.dirty for page in two.sets.pages.all] == [False, False, True]


class Desk:
    """A window with a history and two sets."""

    def __init__(self, folder, theme, app) -> None:
        self.path = folder / "history.sqlite3"
        self.scheduler = Scheduler()
        self.writer = HistoryWriter(self.path, mono_ns=self.scheduler.now_ns)
        self.bridge = HistoryBridge(self.path, settle=partial(self.writer.flush, 30))
        self.window = Opened(
            Given(
                partial(Session, LocalEngine(self.scheduler, history=self.writer), parent=app),
                theme,
                Preferences(folder / "settings.toml", store.Settings()),
                sets_folder=folder,
                demo=resources() / "demo.toml",
                now_ns=self.scheduler.now_ns,
                wall_ns=time.time_ns,
                spawn=AtOnce(),
                past=self.bridge,
            )
        )

    def close(self) -> None:
        assert self.scheduler.close(30) == 0
        assert self.bridge.close(30)
        assert self.writer.close(30)
        self.window.deleteLater()


def test_quitting_while_two_sets_run_stops_both_and_loses_nothing(qapp, qtbot, tmp_path):
    marks = {name: tmp_path / f"{name}.mark" for name in "ab"}
    with dressed(qapp) as theme:
        desk = Desk(tmp_path, theme, qapp)
        window = desk.window
        window.show()
        window.begin(write(tmp_path, "a", "b"), demo=False, warning=None)
        pages = window.sets.pages.all
        for name, page in zip("ab", pages, strict=True):
            page.session.put(make_task("quick", period="20ms"))
            argv = ["sh", "-c", f"echo $$ > {marks[name]}; sleep 600"]
            page.session.put(make_task("long", action={"kind": "command", "argv": argv}, period="1h"))
            page.session.start_all()
        qtbot.waitUntil(
            lambda: (
                all(page.session.states.of("quick").ticks >= 5 for page in pages)
                and all(mark.exists() and mark.read_text().strip() for mark in marks.values())
            ),
            timeout=LONG_MS,
        )
        with qtbot.waitSignal(window.closed, timeout=LONG_MS):
            window.quit_now()
        assert not any(page.session.active for page in pages)
        told = {name: page.session.states.of("quick").ticks for name, page in zip("ab", pages, strict=True)}
        desk.close()
    assert not any(_lives(int(mark.read_text())) for mark in marks.values())
    reader = Reader(desk.path)
    for name in "ab":
        assert reader.count(name, "quick") >= told[name] >= 5
        assert [run.ended.reason for run in reader.runs(name, "long")] == [Reason.QUIT]
        assert [run.ended.reason for run in reader.runs(name, "quick")] == [Reason.QUIT]
    reader.close()


def _lives(pid: int) -> bool:
    try:
        with Path(f"/proc/{pid}/stat").open() as stat:
            return stat.read().split()[2] != "Z"
    except OSError:
        return False


def test_each_page_asks_the_history_for_itself(qapp, qtbot, tmp_path):
    """What one page asks doesn't take the place of what another waits for."""
    with dressed(qapp) as theme:
        desk = Desk(tmp_path, theme, qapp)
        window = desk.window
        window.show()
        for name in "ab":
            session = Session(LocalEngine(desk.scheduler, history=desk.writer), name)
            session.put(make_task("t", stop={"after_runs": 3}, period="1ms"))
            session.start_all()
            qtbot.waitUntil(lambda session=session: session.states.of("t").ticks == 3, timeout=LONG_MS)
            asyncio.run(session.stop_and_wait())
            session.close()
        window.begin(write(tmp_path, "a", "b"), demo=False, warning=None)
        pages = window.sets.pages.all
        qtbot.waitUntil(lambda: all(len(page.models.timeline) == 3 for page in pages), timeout=LONG_MS)
        with qtbot.waitSignal(window.closed, timeout=LONG_MS):
            window.quit_now()
        desk.close()
