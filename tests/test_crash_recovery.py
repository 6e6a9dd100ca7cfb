"""A desktop that is killed with changes that weren't saved gives them back at its next start, and to nobody before."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli_process import TIMEOUT_S, bury_engines, environment
from tests.tasks.make import make_task
from waitgui.store.task_set_file import load, save
from waitgui.tasks.model import empty_set

if TYPE_CHECKING:
    from collections.abc import Iterator

_DESKTOP = """
import asyncio, json, signal, sys
from pathlib import Path
import qasync
from PySide6.QtWidgets import QApplication, QPushButton
from tests.tasks.make import make_task
from waitgui.app import Desktop
from waitgui.paths import places

what, files = sys.argv[1], [Path(name) for name in sys.argv[2:]]

def button(window, text):
    return next((b for b in window.findChildren(QPushButton) if b.text() == text and b.isVisible()), None)

def tell(**values):
    print(json.dumps(values), flush=True)

async def until(condition):
    while not condition():
        await asyncio.sleep(0.02)

async def main(app):
    desktop = Desktop(app, places())
    desktop.show(files, demo=False)
    session, folder = desktop.session, places().drafts
    await until(lambda: session.path is not None or not files)
    if what == "edit":
        session.put(make_task("edited", action={"kind": "command", "argv": ["true"]}, period="7s"))
        await until(lambda: folder.exists() and any(folder.glob("*.draft")))
        tell(dirty=session.dirty)
        loop.add_signal_handler(signal.SIGTERM, desktop.window.quit_now)
        await desktop.closed.wait()
        await desktop.close()
        return
    if what == "restore":
        await until(lambda: button(desktop.window, "Restore"))
        button(desktop.window, "Restore").click()
        await until(lambda: session.dirty)
    else:  # as long as a search for drafts takes, and then some
        keeper = desktop.window.page.keeping._keeper
        tell(found=len(await keeper.find()))
    ids = [task.id for task in session.task_set.tasks]
    tell(ids=ids, restricted=session.restricted, offered=button(desktop.window, "Restore") is not None)
    if what == "restore":
        session.undo()
    desktop.window.quit_now()
    await desktop.closed.wait()
    await desktop.close()

app = QApplication(sys.argv[:1])
app.setQuitOnLastWindowClosed(False)
with qasync.QEventLoop(app) as loop:
    asyncio.set_event_loop(loop)
    loop.run_until_complete(main(app))
"""


class Desk:
    """Starts desktops of one user."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._started: list[subprocess.Popen[str]] = []

    def start(self, what: str, *files: Path) -> subprocess.Popen[str]:
        env = {**environment(self.home), "PYTHONPATH": str(Path(__file__).parents[1])}
        command = [sys.executable, "-c", _DESKTOP, what, *map(str, files)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
        self._started.append(process)
        return process

    def run(self, what: str, *files: Path) -> dict:
        process = self.start(what, *files)
        out, err = process.communicate(timeout=TIMEOUT_S)
        assert process.returncode == 0, err
        told: dict = {}
        for line in out.splitlines():
            told |= json.loads(line)
        return told

    def end(self) -> None:
        for process in self._started:
            if process.poll() is None:
                process.kill()
            process.communicate()
        bury_engines()

    @property
    def drafts(self) -> list[Path]:
        return sorted((self.home / "state" / "waitgui" / "drafts").glob("*"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "user")
    yield desk
    desk.end()


def dirty(desk: Desk, *files: Path) -> subprocess.Popen[str]:
    """A desktop with a change that isn't saved."""
    process = desk.start("edit", *files)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line == '{"dirty": true}\n', line or process.communicate()[1]
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def test_a_killed_desktop_gives_back_what_was_not_saved(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    save(path, empty_set("Home").replaced(make_task("a")))
    before = path.read_bytes()
    kill(dirty(desk, path))
    assert path.read_bytes() == before
    assert load(path).task_set.task("edited") is None
    assert desk.run("restore", path) == {"ids": ["a", "edited"], "restricted": False, "offered": False}
    assert desk.drafts == []  # it undid that, and quit
    assert desk.run("look", path)["found"] == 0


def test_of_a_set_that_was_never_saved_too(desk: Desk) -> None:
    kill(dirty(desk))
    assert desk.run("restore") == {"ids": ["edited"], "restricted": False, "offered": False}


def test_a_second_desktop_leaves_the_draft_of_a_living_one_alone(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    save(path, empty_set("Home").replaced(make_task("a")))
    living = dirty(desk, path)
    (place,) = desk.drafts
    text = place.read_bytes()
    assert desk.run("look", path) == {"found": 0, "ids": ["a"], "restricted": False, "offered": False}
    assert place.read_bytes() == text
    kill(living)
    assert desk.run("look", path)["found"] == 1


def test_a_desktop_that_is_told_to_end_keeps_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    save(path, empty_set("Home").replaced(make_task("a")))
    living = dirty(desk, path)
    os.kill(living.pid, signal.SIGTERM)
    living.communicate()
    assert desk.run("restore", path)["ids"] == ["a", "edited"]
