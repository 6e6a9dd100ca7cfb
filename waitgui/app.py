"""The composition root of the desktop: builds every object, connects them, runs the loop. No logic of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import qasync
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from waitgui import __version__
from waitgui.engine.remote import RemoteEngine
from waitgui.models.history_bridge import HistoryBridge
from waitgui.models.login import Login
from waitgui.models.preferences import Preferences
from waitgui.models.session import Session
from waitgui.models.visitors import Visitors
from waitgui.runner.clocks import engine_clocks
from waitgui.runner.garbage import Collector
from waitgui.store import atomic, autostart, log_file
from waitgui.store import settings as store
from waitgui.store.template_file import load_templates
from waitgui.views.announcer import Announcer, Surroundings
from waitgui.views.icons import Icons
from waitgui.views.language import Language
from waitgui.views.main_window import MainWindow
from waitgui.views.residence import Residence
from waitgui.views.roles import tell_roles
from waitgui.views.surroundings import Given
from waitgui.views.theme import Theme
from waitgui.views.tray import Tray
from waitgui.work.login_once import LoginOnce
from waitgui.work.notifications import NoServiceError, Notifications
from waitgui.work.processes import kill_everything

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from datetime import time
    from pathlib import Path

    from waitgui.paths import Places
    from waitgui.store.instance import Door
    from waitgui.views.set_page import SetPage

log = logging.getLogger(__name__)

SETTLE_S = 2.0
"""How long the window waits for what was just told to be in the history; with a disk in trouble it never is."""
BREATH_MS, BUSY_BREATH_MS = 100, 20
SWITCH_INTERVAL_S = 0.0005
"""How often Python threads take turns. With the usual 5 ms two busy workers delay the window's frames by 25 ms."""


def run(files: list[Path], *, demo: bool, places: Places, door: Door | None = None, in_tray: bool = False) -> int:
    """Show the window until it is closed, give the exit code. At the door later starts leave their files."""
    end_log = log_file.begin(places.logs)
    with suppress(OSError):  # the dialog that saves then begins in another folder
        atomic.make_folder(places.sets)
    try:
        return _run(files, demo=demo, places=places, door=door, in_tray=in_tray)
    finally:
        end_log()


def _run(files: list[Path], *, demo: bool, places: Places, door: Door | None, in_tray: bool) -> int:
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    QApplication.setApplicationName("waitgui")
    QApplication.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("waitgui")
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    app.setWindowIcon(QIcon(str(places.resources / "desktop" / "waitgui.svg")))
    tell_roles()
    with qasync.QEventLoop(app) as loop:
        asyncio.set_event_loop(loop)
        return int(
            loop.run_until_complete(_main(app, loop, files, demo=demo, places=places, door=door, in_tray=in_tray))
        )


async def _main(
    app: QApplication,
    loop: asyncio.AbstractEventLoop,
    files: list[Path],
    *,
    demo: bool,
    places: Places,
    door: Door | None,
    in_tray: bool,
) -> int:
    desktop = Desktop(app, places, door)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, desktop.window.quit_now)
    desktop.show(files, demo=demo, in_tray=in_tray)
    await desktop.closed.wait()
    await desktop.close()
    return 0


class Desktop:
    """Every object of the application, connected. Needs a running loop; `closed` is set when the window has closed."""

    def __init__(self, app: QApplication, places: Places, door: Door | None = None) -> None:
        self._collector = Collector()
        self._collector.begin()
        settings, self._warning = store.load(places.settings)
        self._language = Language(places.resources / "translations", app)
        self._language.choose(settings.language)
        theme = Theme(Icons(places.resources), settings.theme, app)
        theme.apply(app)
        self._clocks = engine_clocks()
        now_ns = self._clocks.now_ns
        self._engine = RemoteEngine(places.history, settings.history.limits, places.logs, now_ns)
        self._login = LoginOnce(told=self._engine.know_login)
        self._past = HistoryBridge(places.history, settle=partial(self._engine.flush, SETTLE_S))
        self._tasks = _Tasks()
        new_session = partial(
            Session,
            self._engine,
            parent=app,
            trusted=places.trusted,
            environ=self._login.environ,
        )
        preferences = Preferences(places.settings, settings)
        self.window = MainWindow(
            Given(
                new_session,
                theme,
                preferences,
                sets_folder=places.sets,
                demo=places.resources / "demo.toml",
                now_ns=now_ns,
                wall_ns=self._clocks.wall_ns,
                spawn=self._tasks.spawn,
                past=self._past,
                templates=load_templates(places.resources / "templates.toml"),
                drafts=places.drafts,
            )
        )
        self._breath = QTimer(self.window, interval=BREATH_MS)
        self._breath.timeout.connect(self._breathe)
        self._breath.start()
        self.window.opened.connect(self._collector.settle)
        self.window.languageChosen.connect(self._on_language)
        self.closed = asyncio.Event()
        self.window.closed.connect(self.closed.set)
        self.tray = Tray(self.window, theme, self.sessions, now_ns)
        self._residence = Residence(self.window, self.tray, preferences, self._tasks.spawn, self._is_active)
        self.window.reside(self._residence)
        self.window.offer_options(_login(places))
        self._notifications = Notifications("waitgui")
        around = Surroundings(
            now_ns,
            _hour,
            self._notifications,
            NoServiceError,
            self.tray.show_message,
            self._tasks.spawn,
        )
        self._announcer = Announcer(preferences, around, self.window)
        self._announcer.wanted.connect(self._residence.show_tick)
        self.tray.messageClicked.connect(self._announcer.on_icon_clicked)
        for page in self.window.pages:
            self._on_page(page)
        self.window.pageAdded.connect(self._on_page)
        self.window.pageGone.connect(self._on_page_gone)
        self.window.closed.connect(self.tray.end)
        self._door = door
        self._visitors = None if door is None else Visitors(door.socket, self.window)
        if self._visitors is not None:
            self._visitors.called.connect(self.window.receive)
            self.window.ending.connect(self._shut_door)

    def show(self, files: list[Path], *, demo: bool, in_tray: bool = False) -> None:
        """Show the window, or its icon in the tray, with these sets or what was open last."""
        self._residence.begin(in_tray=in_tray)
        self.window.begin(files, demo=demo, warning=self._warning)
        QTimer.singleShot(0, self.window, self._engine.begin)  # the window first

    @property
    def session(self) -> Session:
        """That of the set that is shown."""
        return self.window.page.session

    def sessions(self) -> list[Session]:
        """Those of every open set."""
        return [page.session for page in self.window.pages]

    def _on_language(self, wanted: str) -> None:
        if self._language.choose(wanted):
            self.window.retranslate()
            self.tray.retranslate()

    def _on_page(self, page: SetPage) -> None:
        self._announcer.watch(page.session)

    def _on_page_gone(self, page: SetPage) -> None:
        self._announcer.unwatch(page.session)
        self._collector.loosen()

    def _is_active(self) -> bool:
        return any(session.active for session in self.sessions())

    def _shut_door(self) -> None:
        """Who comes now would be lost: let them wait for the end of this process."""
        if self._door is not None and self._visitors is not None:
            self._visitors.close()
            self._door.shut()

    def _breathe(self) -> None:
        is_busy = self._collector.breathe(lambda: not self._is_active())
        interval_ms = BUSY_BREATH_MS if is_busy else BREATH_MS
        if self._breath.interval() != interval_ms:
            self._breath.setInterval(interval_ms)

    async def close(self) -> None:
        """End the threads and what is left of processes, in order."""
        self._breath.stop()
        await self._notifications.close()
        await self._tasks.finish()
        await asyncio.to_thread(self._login.close)
        await asyncio.to_thread(kill_everything)
        await asyncio.to_thread(self._past.close)
        await asyncio.to_thread(self._engine.close)
        self.window.deleteLater()
        self._language.end()
        self._collector.end()


def _hour() -> time:
    return datetime.now().time()


def _login(places: Places) -> Login:
    argv = autostart.command(sys.argv[0], sys.executable, frozen=bool(getattr(sys, "frozen", False)))
    return Login(places.autostart, argv, autostart.why_not(sys.platform, os.environ))


class _Tasks:
    """Keeps the tasks of the GUI's own awaiting, and reports what goes wrong in them."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        """Run it in the loop."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def finish(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a task of the window failed", exc_info=error)
