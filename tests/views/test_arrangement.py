"""What the user made of the window comes back at the next start: sizes, columns, zoom, map, inspector, menu bar."""

from __future__ import annotations

import asyncio
import time
from functools import partial

import pytest
from PySide6.QtWidgets import QSplitter

from tests.tasks.make import make_task
from tests.views.dressing import RESOURCES, dressed
from tests.views.test_main_window import AtOnce, Opened
from waitgui.engine.engine import LocalEngine
from waitgui.models.preferences import Preferences
from waitgui.models.session import Session
from waitgui.models.task_table import Column
from waitgui.runner.scheduler import Scheduler
from waitgui.store import settings as store
from waitgui.views.surroundings import Given

MS = 10_000


@pytest.fixture
def start(qapp, qtbot, tmp_path):
    with dressed(qapp) as theme:
        scheduler, sessions = Scheduler(), []

        def begin() -> Opened:
            kept, warning = store.load(tmp_path / "settings.toml")
            assert warning is None
            window = Opened(
                Given(
                    partial(Session, LocalEngine(scheduler), parent=qapp),
                    theme,
                    Preferences(tmp_path / "settings.toml", kept),
                    sets_folder=tmp_path,
                    demo=RESOURCES / "demo.toml",
                    now_ns=scheduler.now_ns,
                    wall_ns=time.time_ns,
                    spawn=AtOnce(),
                )
            )
            qtbot.addWidget(window)
            sessions.append(window.session)
            if not kept.geometry:
                window.resize(760, 700)  # the offscreen screen is 800 wide
            window.session.put(make_task("a"))
            window.show()
            qtbot.waitExposed(window)
            return window

        def end(window: Opened) -> None:
            window.session.abandon_changes()
            with qtbot.waitSignal(window.closed, timeout=MS):
                window.close()

        begin.end = end
        yield begin
        for session in sessions:
            asyncio.run(session.stop_and_wait())
        assert scheduler.close(30) == 0


def details(window: Opened) -> QSplitter:
    return window.page.findChild(QSplitter, "details")


def test_the_window_comes_back_as_it_was_left(start, qtbot):
    window = start()
    window.command("details").trigger()
    splitter = details(window)
    splitter.moveSplitter(430, 1)
    window.page.views.show_tasks()
    window.page.views.list.horizontalHeader().resizeSection(Column.NAME, 333)
    window.page.timeline.camera.set_span(window.page.timeline.span_ns * 8)
    zoom_ns = window.page.timeline.camera.zoom_ns
    window.command("map").trigger()
    window.command("menu_bar").trigger()
    sizes = splitter.sizes()
    start.end(window)

    again = start()
    again.page.views.show_tasks()
    assert again.size() == window.size()
    assert details(again).sizes() == pytest.approx(sizes, abs=2)
    assert again.page.views.list.columnWidth(Column.NAME) == 333
    assert again.page.timeline.camera.zoom_ns == pytest.approx(zoom_ns, rel=0.02)
    assert again.page.timeline.following
    assert not again.command("map").isChecked()
    assert again.menuBar().isVisible()
    start.end(again)


def test_whether_details_are_shown_comes_back(start):
    window = start()
    assert not window.page.shows_details  # it has no room
    window.command("details").trigger()
    start.end(window)
    again = start()
    assert again.page.shows_details
    start.end(again)


def test_what_nobody_changed_isnt_kept(start):
    window = start()
    start.end(window)
    kept = window._preferences.settings
    assert kept.columns == {}
    assert kept.splitters == {}
    assert kept.details is None


def test_nonsense_is_left_alone(start, qtbot, tmp_path):
    path = tmp_path / "settings.toml"
    store.save(
        path, store.Settings(columns={"tasks": (1, 2), "live-ticks": (999_999,) * 9}, splitters={"details": (0, 0)})
    )
    window = start()
    window.page.views.show_tasks()
    assert window.page.views.list.columnWidth(Column.NAME) == 180
    window.command("details").trigger()
    qtbot.waitUntil(lambda: all(details(window).sizes()), timeout=MS)
    start.end(window)
