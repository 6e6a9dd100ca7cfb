"""A window with a tray that a test can put there and take away."""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from tests.views.dressing import RESOURCES, dressed
from tests.views.test_main_window import AtOnce
from waitgui.engine.engine import LocalEngine
from waitgui.models.preferences import Preferences
from waitgui.models.session import Session
from waitgui.runner.scheduler import Scheduler
from waitgui.store import settings as store
from waitgui.views.main_window import MainWindow
from waitgui.views.residence import Residence
from waitgui.views.surroundings import Given
from waitgui.views.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG_MS = 30_000


class Home:
    """A window, its tray and where it lives; `there` is whether the desktop has a tray."""

    def __init__(self, app, scheduler: Scheduler, theme, folder: Path) -> None:
        self.there = True
        self.theme = theme
        self.now_ns = scheduler.now_ns
        self.preferences = Preferences(folder / "settings.toml", store.Settings())
        self.window = MainWindow(
            Given(
                partial(Session, LocalEngine(scheduler), parent=app),
                theme,
                self.preferences,
                sets_folder=folder,
                demo=RESOURCES / "demo.toml",
                now_ns=scheduler.now_ns,
                wall_ns=time.time_ns,
                spawn=AtOnce(),
            )
        )
        self.session = self.window.page.session
        self.tray = Tray(self.window, theme, lambda: [self.session], self._now_ns, lambda: self.there)
        self.residence = Residence(
            self.window, self.tray, self.preferences, AtOnce(), lambda: bool(self.session.active)
        )
        self.window.reside(self.residence)

    def _now_ns(self) -> int:
        return self.now_ns()

    def box(self) -> QMessageBox:
        """The question that is being asked."""
        return next(box for box in self.window.findChildren(QMessageBox) if box.isVisible())

    def answer(self, text: str) -> None:
        next(button for button in self.box().buttons() if button.text() == text).click()

    def saved(self) -> store.Settings:
        """What is on disk."""
        return store.load(self.preferences._path)[0]


@contextmanager
def at_home(app, qtbot, folder: Path) -> Iterator[Home]:
    scheduler = Scheduler()
    with dressed(app) as theme:
        home = Home(app, scheduler, theme, folder)
        qtbot.addWidget(home.window, before_close_func=lambda _: asyncio.run(home.session.stop_and_wait()))
        home.tray.begin()
        yield home
        home.tray.end()
        asyncio.run(home.session.stop_and_wait())
        assert scheduler.close(30) == 0
