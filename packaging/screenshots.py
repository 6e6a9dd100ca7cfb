"""Takes the pictures of README and guide of the real program: `python packaging/screenshots.py [LANGUAGE [SECONDS]]`.

The demo is opened with a simulated past (`simulated_past.py`) and left running for a while, on a virtual display (Qt's
offscreen one, unless QT_QPA_PLATFORM says otherwise). English goes to `packaging/screenshots/`, another language to a
folder of its own there. Needs fonts for the language.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pictures
import qasync
import simulated_past
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QWidget

from waitgui.app import Desktop
from waitgui.models.demo_words import in_words
from waitgui.paths import places
from waitgui.runner.clocks import engine_clocks
from waitgui.store import settings
from waitgui.store.task_set_file import load
from waitgui.views.tray import Tray
from waitgui.wait.durations import NS_PER_MIN, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from waitgui.views.main_window import MainWindow
    from waitgui.views.set_page import SetPage
    from waitgui.views.theme import Theme

SETTLE_S = 0.6
RUN_S = 95.0
"""How long the demo runs before its picture is taken: as long as the timeline shows to the left of now."""
FORM = (1000, 960)


class Shots:
    """Saves pictures of a window, in one folder."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self._desktop = desktop
        self._folder = folder

    @property
    def window(self) -> MainWindow:
        """The main window."""
        return self._desktop.window

    @property
    def page(self) -> SetPage:
        """The set that is shown."""
        return self.window.page

    async def take(self, name: str, widget: QWidget | None = None) -> None:
        """Save a picture once everything has settled."""
        await asyncio.sleep(SETTLE_S)
        pictures.grab(self.window if widget is None else widget, self._folder / f"{name}.png")

    def do(self, command: str) -> None:
        """Give a command of the window, by its name."""
        self.window.findChild(object, command).trigger()

    async def dialog(self, name: str, command: str, size: tuple[int, int] | None = None) -> None:
        """Open a dialog by a command, take its picture, close it."""
        self.do(command)
        await self.shown_dialog(name, size)

    async def shown_dialog(self, name: str, size: tuple[int, int] | None = None) -> None:
        """Take a picture of the dialog that is open, of this size if not of its own, and close it."""
        await asyncio.sleep(SETTLE_S)
        dialog = next(found for found in self.window.findChildren(QDialog) if found.isVisible())
        if size is not None:
            dialog.resize(*size)
        await self.take(name, dialog)
        dialog.reject()
        await asyncio.sleep(0.2)

    async def opened(self, act: Any) -> None:
        """Do something that opens a set, and wait until it is there."""
        opened = asyncio.Event()
        self.window.opened.connect(opened.set)
        act()
        await opened.wait()
        await asyncio.sleep(SETTLE_S)


async def take(app: QApplication, folder: Path, theme: Theme, run_s: float) -> None:
    """Go through the program, picture by picture."""
    place = places()
    desktop = Desktop(app, place)
    demo = load(place.resources / "demo.toml").task_set
    simulated_past.write(in_words(demo), place.history)
    shots = Shots(desktop, folder)
    shots.window.resize(1280, 800)
    desktop.show([], demo=False)
    await shots.take("welcome")
    await shots.opened(lambda: shots.do("demo"))
    shots.page.session.start_all()
    await asyncio.sleep(run_s)
    await _main(shots)
    await _forms(shots)
    await _tray(desktop, shots, theme)
    shots.page.session.stop_all()
    await _others(shots)
    shots.window.quit_now()
    await desktop.closed.wait()
    await desktop.close()


async def _main(shots: Shots) -> None:
    page = shots.page
    page.timeline.camera.set_span(150 * NS_PER_S)
    page.select("failing-check")
    await shots.take("main-light")
    await shots.take("inspector", page.inspector)
    shots.do("theme_dark")
    await shots.take("main-dark")
    shots.do("theme_light")
    page.timeline.camera.set_span(40 * NS_PER_MIN)
    page.timeline.jump_to_now()
    await shots.take("timeline-wide", page.timeline)
    page.timeline.camera.set_span(12 * NS_PER_S)
    page.timeline.jump_to_now()
    await shots.take("timeline-near", page.timeline)
    page.timeline.camera.set_span(150 * NS_PER_S)
    page.timeline.jump_to_now()
    now_ns = page.timeline.camera.now_ns
    page.timeline.camera.select_range(now_ns - 80 * NS_PER_S, now_ns - 20 * NS_PER_S)
    await shots.take("range")
    page.timeline.camera.clear_range()
    shots.do("runs")
    await shots.take("runs")
    shots.do("ticks")
    await shots.take("ticks")
    shots.do("timeline")


async def _forms(shots: Shots) -> None:
    page = shots.page
    for task, name in (("with-jitter", "form-repeat"), ("wait-for-a-file", "form-poll")):
        page.select(task)
        await shots.dialog(name, "edit", FORM)
    page.task_actions.write(
        {
            "name": "VPN",
            "schedule": {"kind": "backoff", "duration": "1s", "factor": 2.0, "steps": 10, "cap": "30s"},
            "action": {"kind": "command", "argv": ["nmcli", "connection", "up", "office"]},
        }
    )
    await shots.shown_dialog("form-backoff", FORM)
    page.task_actions.write(
        {
            "name": "Check web site",
            "schedule": {"kind": "repeat", "period": "1m", "sliding": False, "drift_free": True},
            "action": {"kind": "http", "url": "https://example.org/health", "timeout": "15s"},
            "retry": {"duration": "500ms", "steps": 2},
            "stop": {"after_failures_in_a_row": 5, "on_output": "maintenance", "after_time": "8h"},
        }
    )
    await shots.shown_dialog("form-stop-rules", (1000, 1180))
    page.select("with-jitter")
    await shots.dialog("as-code", "as_code")
    await shots.dialog("settings", "settings", (640, 880))
    await shots.dialog("help", "help")


async def _tray(desktop: Desktop, shots: Shots, theme: Theme) -> None:
    """The menu of the icon: there is no tray on this display, but the menu is the same."""
    tray = Tray(shots.window, theme, desktop.sessions, engine_clocks().now_ns, probe=lambda: True)
    tray.begin()
    tray.menu.popup(shots.window.mapToGlobal(QPoint(600, 200)))
    await shots.take("tray-menu", tray.menu)
    tray.menu.close()
    tray.end()


async def _others(shots: Shots) -> None:
    """A set that the doctor has something to say about, and one that somebody else may have written."""
    with tempfile.TemporaryDirectory() as folder:
        mine, foreign = Path(folder) / "home-server.toml", Path(folder) / "from-a-friend.toml"
        for path in (mine, foreign):
            path.write_bytes((pictures.EXAMPLES / path.name).read_bytes())
        mine.chmod(0o600)
        foreign.chmod(0o666)
        await shots.opened(lambda: shots.window.begin([mine], demo=False, warning=None))
        await shots.dialog("doctor", "check_set")
        await shots.opened(lambda: shots.window.begin([foreign], demo=False, warning=None))
        await shots.take("restricted")
        shots.page.trust.review()
        await shots.shown_dialog("review")


@contextmanager
def _home(language: str) -> Iterator[None]:
    """A home of the pictures' own, with some of the programs that the example sets name. It is seen in pictures."""
    home = Path(tempfile.gettempdir()) / "home"
    home.mkdir(mode=0o700)
    try:
        _furnish(home)
        settings.save(places().settings, settings.Settings(language=language, theme="light"))
        os.chdir(home)
        yield
    finally:
        shutil.rmtree(home)


def _furnish(home: Path) -> None:
    os.environ |= {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    os.environ |= {"HOME": str(home), "SHELL": "/bin/sh"}
    (home / "bin").mkdir()
    for program in ("rsync", "nmcli"):
        (home / "bin" / program).write_text("#!/bin/sh\n")
        (home / "bin" / program).chmod(0o755)
    (home / ".profile").write_text('PATH="$HOME/bin:$PATH"\n')


def main() -> None:
    """Take them all in one language."""
    language = sys.argv[1] if len(sys.argv) > 1 else "en"
    run_s = float(sys.argv[2]) if len(sys.argv) > 2 else RUN_S
    subprocess.run([sys.executable, pictures.HERE / "drawings.py", language], check=True)
    with _home(language):
        app, theme = pictures.application()
        with qasync.QEventLoop(app) as loop:
            loop.run_until_complete(take(app, pictures.folder_of(language), theme, run_s))


if __name__ == "__main__":
    main()
