"""Real processes: every test here ends with none of them left."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from waitgui.tasks.actions import Command
from waitgui.work.perform import perform
from waitgui.work.processes import kill_everything
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from waitgui.tasks.record import Result


def eventually(condition: Callable[[], object], timeout_s: float = 30.0) -> None:
    """Wait for a condition; the timeout is for what never comes, not a measure."""
    until_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < until_s, "it didn't come about"
        time.sleep(0.002)


def descendants() -> list[psutil.Process]:
    """Everything below this process, zombies too."""
    return psutil.Process().children(recursive=True)


def handles() -> set[str]:
    """The file handles that this process has open."""
    return {path.name for path in Path("/proc/self/fd").iterdir()}


def end(*processes: psutil.Process) -> None:
    """Kill what a test left behind on purpose, and wait until it is dead."""
    for process in processes:
        process.kill()
    for process in processes:
        eventually(lambda one=process: not one.is_running() or one.status() == psutil.STATUS_ZOMBIE)


def command(stop: Stop | None = None, **fields: Any) -> Result:
    """What a command with these fields, as a file has them, gives."""
    definition = Command.model_validate({"kind": "command", "kill_grace": "300ms", **fields})
    return perform(definition, stop or Stop())


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    assert not descendants()
    yield
    left = [process for process in descendants() if process.status() != psutil.STATUS_ZOMBIE]
    kill_everything(left_behind=True)
    eventually(lambda: not descendants())
    assert not left, "a test left processes behind"
