"""What a screen reader finds, through AT-SPI, as it would: a role, a name and its state for whatever can be used."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.e2e.test_first_path import SLEEPERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.desktop import Desktop
    from tests.e2e.program import Program, Seen

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

PRESSED = {
    "push button",
    "toggle button",
    "check box",
    "radio button",
    "page tab",
    "link",
    "menu item",
    "check menu item",
}
FILLED = {"text", "password text", "combo box", "spin button", "slider"}
TOLD_BY_TEXT = {"table cell", "list item", "column header", "table column header", "table row header", "label"}
SHAPELESS = {"filler", "unknown", "invalid"}
NBSP = "\N{NO-BREAK SPACE}"


def places(seen: Seen, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Seen]]:
    """It and all that is in it, each with the names of what it is in."""
    yield place, seen
    inner = (*place, seen.name) if seen.name and seen.role not in SHAPELESS else place
    for kid in seen.kids:
        yield from places(kid, inner)


def is_control(seen: Seen) -> bool:
    """Whether it can be pressed, filled in or gone to."""
    usable = "focusable" in seen.states or seen.role in PRESSED | FILLED
    return usable and seen.role not in TOLD_BY_TEXT


def words(seen: Seen) -> str:
    """What it is called. The name of a list of choices is what is chosen there; its label says what for."""
    if seen.role == "combo box":
        return " ".join(seen.labels) or seen.description
    return seen.name


def complaints(program: Program) -> list[str]:
    """What of the controls that show can't be told, or not from another."""
    controls = [one for app in program.trees() for one in places(app) if is_control(one[1])]
    if not controls:
        return ["nothing at all"]
    found = [
        f"shapeless: {seen.name} in {place}" for place, seen in controls if seen.role in SHAPELESS and not seen.name
    ]
    found += [
        f"without a name: {seen.role} “{words(seen)}” in {place}, {seen.box}"
        for place, seen in controls
        if not any(map(str.isalnum, words(seen))) or "&" in words(seen)
    ]
    found += [f"markup: {seen.description}" for _, seen in controls if seen.description.startswith("<")]
    alike = Counter((place, seen.role, words(seen), seen.description) for place, seen in controls)
    return found + [f"{count} alike: {told}" for told, count in alike.items() if count > 1]


def hear(program: Program, where: str) -> None:
    """All that shows can be told; what is just being changed may be in the midst of it."""
    found: list[str] = []

    def is_clear() -> bool:
        found[:] = complaints(program)
        return not found

    try:
        program.desktop.until(is_clear, where)
    except AssertionError as error:
        raise AssertionError(f"in {where}: {found}") from error


def test_the_window_and_its_facts(desktop: Desktop) -> None:
    program = desktop.start("--demo")
    assert not program.wait_for("push button", "Stop all").enabled
    program.press("push button", "Start all")
    program.wait_enabled("push button", "Stop all")
    program.wait_text("Run 1, tick 1", "Succeeded")
    hear(program, "the timeline")
    canvas = program.wait_for("chart", "Timeline")
    assert "Lanes: 8" in canvas.description
    assert "focused" in canvas.states
    view = program.wait_for("check box", "Timeline")
    assert "checked" in view.states
    assert "checked" not in program.wait_for("check box", "Ticks").states

    desktop.key("ctrl+2")
    desktop.until(lambda: len(rows(program, "Ticks")) > 4, "rows of ticks")
    hear(program, "the ticks")
    assert "checked" in program.wait_for("check box", "Ticks").states
    named = {row[1] for row in rows(program, "Ticks")}
    assert {"After it ends", "Failing check"} & named
    # Rows move down while they are read, a cell at a time: one that is read whole says all of one tick.
    desktop.until(
        lambda: any(
            row[1] in ("Failing check", "Until it works")
            and "ailed" in row[2]
            and "exit code 1" in row[3]
            and row[4].endswith("s")
            and row[5]
            for row in rows(program, "Ticks")
        ),
        "a failed tick with its reason, length and lateness",
    )
    desktop.until(lambda: any(row[2] == "Running" for row in rows(program, "Ticks")), "what is under way")
    program.press("check box", "Planned")
    desktop.until(lambda: any(row[2] == "Planned" for row in rows(program, "Ticks")), "what is to come")

    desktop.key("ctrl+3")
    desktop.until(lambda: len(rows(program, "Runs")) == 1, "the run")
    hear(program, "the runs")
    desktop.key("ctrl+4")
    desktop.until(lambda: len(rows(program, "Tasks")) == 8, "the tasks")
    hear(program, "the tasks")
    first = next(seen for seen in program.widgets() if seen.role == "table cell" and seen.name == "After it ends")
    assert "selected" in first.states
    desktop.until(lambda: any(row[2] == "running" for row in rows(program, "Tasks")), "a task that is told to run")
    desktop.key("ctrl+shift+F5")
    desktop.until(lambda: not program.wait_for("push button", "Stop all").enabled, "all to be stopped")
    assert {row[2] for row in rows(program, "Tasks")} <= {"stopped", "done"}
    desktop.key("ctrl+q")
    assert program.wait() == 0


def rows(program: Program, table: str) -> list[list[str]]:
    """The texts of the rows of a table that show."""
    seen = program.find("table", table)
    if seen is None:
        return []
    lines: dict[int, list[Seen]] = {}
    for cell in seen.kids:
        if cell.role == "table cell":
            lines.setdefault(cell.box[1], []).append(cell)
    return [[cell.name for cell in sorted(line, key=lambda cell: cell.box[0])] for _, line in sorted(lines.items())]


def test_the_form_of_each_kind(desktop: Desktop) -> None:
    program = desktop.start()
    desktop.key("ctrl+t")
    program.wait_focused("text", "Name")
    hear(program, "a new task")
    for schedule in ("Poll", "Back off"):
        program.press("check box", f"Schedule: {schedule}")
        desktop.until(lambda kind=schedule: is_checked(program, f"Schedule: {kind}"), f"{schedule} to be chosen")
        assert not is_checked(program, "Schedule: Repeat")
        hear(program, f"a new task, {schedule}")
    desktop.key("alt+a")
    for kind in ("Python", "Web request", "Notification", "Nothing"):
        desktop.key("Down")
        program.wait_focused("combo box", kind)
        hear(program, f"a new task, {kind}")
    assert program.wait_for("push button", "More").description == "closed"
    desktop.key("alt+m")
    desktop.until(lambda: program.wait_for("push button", "More").description == "open", "the rest of the form")
    hear(program, "a new task, all of it")
    desktop.key("Escape")
    program.press("push button", "Discard")
    desktop.until(program.activate, "the form to close")
    desktop.key("ctrl+q")
    assert program.wait() == 0


def is_checked(program: Program, name: str) -> bool:
    return "checked" in program.wait_for("check box", name).states


def test_every_dialog(desktop: Desktop) -> None:
    path = desktop.home / "sleepers.toml"
    path.write_text(SLEEPERS)
    program = desktop.start(str(path))
    program.press("push button", "Review…")
    program.wait_for("push button", "Keep restricted")
    hear(program, "the review")
    program.press("push button", "Trust this set")
    desktop.until(program.activate, "the review to close")
    for keys, role, name in (
        ("ctrl+comma", "push button", "Restore defaults"),
        ("F8", "push button", "Close"),
        ("F1", "list", "Topics"),
        ("ctrl+question", "list", "Topics"),
        ("ctrl+shift+c", "push button", "Copy"),
        ("ctrl+shift+g", "text", "New tags"),
        ("ctrl+o", "text", "File name:"),
    ):
        desktop.key(keys)
        program.wait_for(role, name)
        hear(program, f"the dialog of {keys}")
        desktop.key("Escape")
        desktop.until(program.activate, f"the dialog of {keys} to close")
    desktop.key("ctrl+Return")
    program.wait_enabled("push button", "Stop")
    desktop.key("ctrl+q")
    program.wait_for("push button", "Stop and quit")
    hear(program, "the question")
    desktop.key("Return")
    assert program.wait() == 0
