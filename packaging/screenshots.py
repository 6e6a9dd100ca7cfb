"""Takes the README's pictures of the real window, offscreen: `python packaging/screenshots.py [SECONDS]`.

Opens the demo, starts it, waits so long and saves light, dark, 2x and the form under packaging/screenshots/.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtWidgets import QApplication, QDialog

from waitgui.app import Desktop
from waitgui.paths import places
from waitgui.views.english import English

if TYPE_CHECKING:
    from waitgui.views.main_window import MainWindow

FOLDER = Path(__file__).resolve().parent / "screenshots"


async def take(app: QApplication, seconds: float) -> None:
    """Go through the window, picture by picture."""
    desktop = Desktop(app, places())
    window = desktop.window
    window.resize(1280, 800)
    desktop.show([], demo=False)
    await shot(window, "empty")
    opened = asyncio.Event()
    window.opened.connect(opened.set)
    window.findChild(object, "demo").trigger()
    await opened.wait()
    page = window.page
    page.session.start_all()
    await asyncio.sleep(seconds)
    page.timeline.camera.set_span(150 * 1_000_000_000)
    page.select("failing-check")
    await shot(window, "main-light")
    window.findChild(object, "theme_dark").trigger()
    await shot(window, "main-dark")
    window.findChild(object, "theme_light").trigger()
    window.findChild(object, "edit").trigger()
    await asyncio.sleep(0.5)
    form = window.findChild(QDialog)
    form.grab().save(str(FOLDER / "form.png"))
    form.reject()
    window.resize(900, 600)
    await shot(window, "main-900x600")
    window.quit_now()
    await desktop.closed.wait()
    await desktop.close()


async def shot(window: MainWindow, name: str) -> None:
    """Save a picture once the window has settled."""
    await asyncio.sleep(0.4)
    window.grab().save(str(FOLDER / f"{name}.png"))


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {f"XDG_{name}_HOME": f"{home}/{name}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        app = QApplication(sys.argv[:1])
        app.setQuitOnLastWindowClosed(False)
        app.installTranslator(English(app))
        with qasync.QEventLoop(app) as loop:
            loop.run_until_complete(take(app, float(sys.argv[1]) if len(sys.argv) > 1 else 90.0))


if __name__ == "__main__":
    main()
