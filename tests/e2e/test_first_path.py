"""The first path, by keys and mouse in a real window: a task from the form to the timeline, the disk, and back."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from waitgui.views import tokens

if TYPE_CHECKING:
    from tests.e2e.desktop import Desktop
    from tests.e2e.program import Program

OK_BAR = tokens.LIGHT.ok
SLEEPERS = """format = 1
name = "Sleepers"
[[tasks]]
name = "Sleeper"
schedule = { kind = "repeat", period = "1h" }
action = { kind = "command", shell = "sleep 300 & setsid sleep 301" }
"""
pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]


def ticks_in_table(program: Program) -> int:
    """How many ticks the table counts for its one task."""
    cells = [seen.name for seen in program.widgets() if seen.role == "table cell"]
    return max((int(cell) for cell in cells if cell.isdigit()), default=0)


def test_a_task_from_the_form_to_the_timeline_and_back(desktop: Desktop) -> None:
    program = desktop.start()
    program.wait_for("label", "Nothing is scheduled yet")
    desktop.keep("1-empty")

    program.press("push button", "New task")
    program.enter("Name", "Clock")
    program.enter("Command", "date")
    program.enter("Every", "200ms")
    program.enter("Up to", "50 %")
    desktop.keep("2-form")
    program.press("push button", "Save")
    program.wait_for("push button", "Start")

    program.press("push button", "Start")
    desktop.until(lambda: (seen := program.find("push button", "Stop")) and seen.enabled, "the task to run")
    program.press("check box", "Tasks")
    desktop.until(lambda: ticks_in_table(program) >= 10, "ten ticks")
    desktop.keep("3-table")
    program.press("check box", "Timeline")
    desktop.until(lambda: any("Succeeded" in text for text in program.texts()), "the inspector to explain a tick")
    for _ in range(8):
        program.press("push button", "Zoom in")
    box = program.wait_for("chart", "Timeline").box
    desktop.until(lambda: desktop.colours(box).get(OK_BAR, 0) > 1_000, "the ticks to be painted")
    desktop.keep("4-timeline")

    desktop.key("shift+F5")
    desktop.until(lambda: (seen := program.find("push button", "Start")) and seen.enabled, "the task to stop")
    path = desktop.home / "clock.toml"
    desktop.key("ctrl+s")
    program.wait_for("text", "File name:")
    program.enter("File name:", str(path))
    desktop.key("Return")
    desktop.until(path.exists, "the file")
    task = tomllib.loads(path.read_text())["tasks"][0]
    assert (task["name"], task["action"]["argv"]) == ("Clock", ["date"])
    assert (task["schedule"]["period"], task["schedule"]["jitter"]) == ("200ms", 0.5)

    desktop.key("ctrl+q")
    assert program.wait() == 0

    again = desktop.start()
    again.press("check box", "Tasks")
    desktop.until(lambda: "Clock" in again.texts(), "the task to be there again")
    desktop.keep("5-again")
    desktop.key("ctrl+q")
    assert again.wait() == 0


def test_closing_while_tasks_run_asks_once_and_leaves_no_process(desktop: Desktop) -> None:
    path = desktop.home / "sleepers.toml"
    path.write_text(SLEEPERS)
    program = desktop.start(str(path))
    program.press("push button", "Review…")
    desktop.keep("trust")
    program.press("push button", "Trust this set")
    program.press("push button", "Start all")
    desktop.until(lambda: len(program.children()) >= 2, "the processes")
    children = program.children()
    desktop.until(program.activate, "the window to have the keys")
    desktop.key("alt+F4")
    program.wait_for("push button", "Cancel")
    desktop.keep("closing")
    program.press("push button", "Cancel")
    desktop.until(lambda: not program.find("push button", "Stop and quit"), "the question to go")
    assert program.process.poll() is None
    desktop.until(program.activate, "the window to have the keys")
    desktop.key("alt+F4")
    program.press("push button", "Stop and quit")
    assert program.wait() == 0
    assert not [child for child in children if child.is_running()]
