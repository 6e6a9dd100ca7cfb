"""Takes the README's pictures of the real window, offscreen: `python packaging/screenshots.py [SECONDS]`.

Opens the demo, starts it, waits so long and saves light, dark, 2x and the form under packaging/screenshots/.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtWidgets import QApplication, QDialog

from waitgui.models.preferences import Preferences
from waitgui.models.session import Session
from waitgui.paths import resources
from waitgui.runner.scheduler import Scheduler
from waitgui.store.settings import Settings
from waitgui.views.english import English
from waitgui.views.icons import Icons
from waitgui.views.main_window import MainWindow
from waitgui.views.theme import Theme
from waitgui.wait.clock import MONOTONIC

FOLDER = Path(__file__).resolve().parent / "screenshots"


async def take(app: QApplication, seconds: float) -> None:
    """Go through the window, picture by picture."""
    theme = Theme(Icons(resources()), "light", app)
    theme.apply(app)
    scheduler = Scheduler(MONOTONIC)
    session = Session(scheduler, "Untitled", app)
    tasks: set[asyncio.Task[None]] = set()
    with tempfile.TemporaryDirectory() as home:
        window = MainWindow(
            session,
            theme,
            Preferences(Path(home) / "settings.toml", Settings()),
            sets_folder=Path(home),
            demo=resources() / "demo.toml",
            now_ns=MONOTONIC.now_ns,
            wall_ns=time.time_ns,
            spawn=lambda work: tasks.add(asyncio.ensure_future(work)),
        )
        window.resize(1280, 800)
        window.show()
        await shot(window, "empty")
        opened = asyncio.Event()
        session.changed.connect(opened.set)
        window.open_demo()
        await opened.wait()
        session.start_all()
        await asyncio.sleep(seconds)
        for _ in range(4):
            window.findChild(object, "zoom_in").trigger()
        window.select("failing-check")
        await shot(window, "main-light")
        theme.set_mode("dark")
        await shot(window, "main-dark")
        theme.set_mode("light")
        window.findChild(object, "edit").trigger()
        await asyncio.sleep(0.5)
        form = window.findChild(QDialog)
        form.grab().save(str(FOLDER / "form.png"))
        form.reject()
        window.resize(900, 600)
        await shot(window, "main-900x600")
        await session.stop_and_wait()
        await asyncio.sleep(0.2)
        scheduler.close(1.0)


async def shot(window: MainWindow, name: str) -> None:
    """Save a picture once the window has settled."""
    await asyncio.sleep(0.4)
    window.grab().save(str(FOLDER / f"{name}.png"))


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.installTranslator(English(app))
    with qasync.QEventLoop(app) as loop:
        loop.run_until_complete(take(app, float(sys.argv[1]) if len(sys.argv) > 1 else 60.0))


if __name__ == "__main__":
    main()
