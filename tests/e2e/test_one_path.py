"""All of it in one go, as somebody meets it who starts the program for the first time; in both themes.

From the empty window to nothing left running, with a picture of each step.
"""

from __future__ import annotations

import tomllib
from shutil import which
from typing import TYPE_CHECKING

import pytest

from tests.e2e.bubbles import Bubbles

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desktop import Desktop

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.xdist_group("e2e"),
    pytest.mark.skipif(not (which("trayer") and which("dunst")), reason="needs trayer and dunst"),
]
NAME = "Nightly upload"
COMMAND = "echo connection refused >&2; exit 3"
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_from_the_first_start_to_nothing_left_running(desktop: Desktop, theme: str) -> None:
    settings = desktop.home / "config" / "waitgui" / "settings.toml"
    settings.parent.mkdir(parents=True, mode=0o700)
    settings.write_text(f'theme = "{theme}"\n')
    desktop.start_tray()
    bubbles = Bubbles(desktop)
    desktop.tree(0)  # whatever serves screen readers begins now, and stays
    before = desktop.processes()

    sitting = Sitting(desktop, theme)
    sitting.watch_the_demo()
    sitting.write_a_task()
    sitting.see_it_fail(bubbles)
    sitting.look_into_it(bubbles)
    sitting.edit_undo_redo()
    sitting.save(desktop.home / "upload.toml")
    sitting.close_to_tray(settings)
    sitting.come_back()
    sitting.quit()

    desktop.until(lambda: desktop.processes() <= before, "everything of it to end")
    assert not [left for left in desktop.home.glob("**/waitgui/*") if left.is_socket()]


class Sitting:
    """One person, one sitting: each step waits for what the person would see before the next."""

    def __init__(self, desktop: Desktop, theme: str) -> None:
        self.desktop = desktop
        self.theme = theme
        self.pictures = 0
        self.program = desktop.start()
        self.program.wait_for("label", "Nothing is scheduled yet")
        self.picture("welcome")

    def picture(self, name: str) -> None:
        self.pictures += 1
        self.desktop.keep(f"{self.theme}-{self.pictures:02}-{name}")

    def wait_until_alone(self) -> None:
        """No dialog is there any more, and the window has the keys."""
        self.desktop.until(self.program.activate, "the window to have the keys")

    def watch_the_demo(self) -> None:
        """The first of its tasks ticks on the timeline."""
        program = self.program
        program.press("push button", "Try the demo")
        program.press("push button", "Start")
        program.wait_text("Run 1, tick 1", "Succeeded")
        self.picture("demo")

    def write_a_task(self) -> None:
        """By keyboard alone."""
        desktop, program = self.desktop, self.program
        desktop.key("ctrl+t")
        program.wait_focused("text", "Name")
        desktop.type(NAME)
        for role, name in (("combo box", "Command"), ("check box", "In a shell")):
            desktop.key("Tab")
            program.wait_focused(role, name)
        desktop.key("space")
        desktop.key("Tab")
        program.wait_focused("text", "Command")
        desktop.type(COMMAND)
        desktop.key("alt+e")
        program.wait_focused("text", "Every")
        program.retype("Every", "500ms")
        program.wait_text(f"500{NBSP}ms after it ends")
        self.picture("form")
        desktop.key("ctrl+Return")
        self.wait_until_alone()

    def see_it_fail(self, bubbles: Bubbles) -> None:
        """Once it is started it fails, and the desktop says so."""
        self.program.wait_focused("chart", "Timeline")
        self.desktop.key("ctrl+Return")
        title = f"{NAME} failed 3 times in a row"
        self.desktop.until(lambda: title in bubbles.titles(), "the notification that it fails")
        self.picture("notification")

    def look_into_it(self, bubbles: Bubbles) -> None:
        """A click on the notification leads to the tick that it told of, a key to the one before."""
        bubbles.click()
        self.program.wait_text(NAME, "Run 1, tick 3 ·", "Failed", "exit code 3", "connection refused")
        self.picture("failure")
        self.wait_until_alone()
        self.desktop.key("Left")
        self.program.wait_text("Run 1, tick 2 ·")

    def edit_undo_redo(self) -> None:
        """Slower; then as before; then slower again."""
        desktop, program = self.desktop, self.program
        desktop.key("F2")
        program.wait_focused("text", "Name")
        desktop.key("alt+e")
        program.wait_focused("text", "Every")
        program.retype("Every", "2s")
        desktop.key("ctrl+Return")
        self.wait_until_alone()
        edit = f"change period of {NAME}"
        program.wait_enabled("push button", f"Undo {edit}")
        self.picture("edited")
        desktop.key("ctrl+z")
        program.wait_enabled("push button", f"Redo {edit}")
        self.picture("undone")
        desktop.key("ctrl+shift+z")
        program.wait_enabled("push button", f"Undo {edit}")

    def save(self, path: Path) -> None:
        """The file has what was typed."""
        desktop, program = self.desktop, self.program
        desktop.key("ctrl+s")
        program.wait_for("text", "File name:")
        self.picture("save")
        program.enter("File name:", str(path))
        desktop.key("Return")
        program.wait_text(f"Saved to {path}")
        task = next(task for task in tomllib.loads(path.read_text())["tasks"] if task["name"] == NAME)
        assert task["action"] == {"kind": "command", "shell": COMMAND}
        assert task["schedule"]["period"] == "2s"
        self.picture("saved")

    def close_to_tray(self, settings: Path) -> None:
        """While tasks run it asks; what was answered holds from then on."""
        desktop, program = self.desktop, self.program
        desktop.key("ctrl+shift+Return")
        desktop.until(program.children, "a process of the demo")
        desktop.key("alt+F4")
        program.wait_for("push button", "Keep in the tray")
        self.picture("keep-in-tray")
        desktop.key("Return")
        desktop.until(lambda: not program.windows(), "the window to go")
        assert desktop.tray_icons() == 1
        desktop.until(lambda: 'on_close = "keep"' in settings.read_text(), "the answer to be kept")
        self.picture("in-tray")

    def come_back(self) -> None:
        """A second start shows the window of the first; to close it asks no more."""
        desktop, program = self.desktop, self.program
        assert desktop.start_again() == 0
        self.wait_until_alone()
        self.picture("back")
        desktop.key("alt+F4")
        desktop.until(lambda: not program.windows(), "the window to go without a question")
        assert desktop.start_again() == 0
        self.wait_until_alone()

    def quit(self) -> None:
        """It says what stops, and with it go all processes."""
        desktop, program = self.desktop, self.program
        desktop.key("ctrl+q")
        program.wait_for("push button", "Stop and quit")
        self.picture("quit")
        desktop.key("Return")
        assert program.wait() == 0
        self.picture("gone")
