"""Large sets for the window."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waitgui.app import Desktop


def write_set(tasks: int, period_ms: int) -> Path:
    """So many tasks that do nothing once a period, spread evenly over a second, or over the period if it is shorter."""
    lines = ["format = 1", 'name = "Many"']
    spread_ms = min(period_ms, 1_000)
    for number in range(tasks):
        lines += ["[[tasks]]", f'id = "t{number}"', f'name = "Task {number}"', 'action = { kind = "none" }']
        delay_ms = number * spread_ms // tasks
        lines += [f'schedule = {{ kind = "repeat", period = "{period_ms}ms", initial_delay = "{delay_ms}ms" }}']
    path = Path(tempfile.mkdtemp()) / "many.toml"
    path.write_text("\n".join(lines))
    return path


async def open_set(desktop: Desktop, path: Path, tasks: int) -> None:
    """Open it as the menu does, and wait until it is there."""
    opened = asyncio.Event()
    desktop.window.opened.connect(opened.set)
    desktop.window.sets.opening.open(path)
    await opened.wait()
    assert len(desktop.session.task_set.tasks) == tasks
