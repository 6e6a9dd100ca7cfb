"""Real processes: every test here ends with none of them left."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from pydantic import TypeAdapter

from waitgui.tasks.actions import Action, Command
from waitgui.tasks.conditions import Condition
from waitgui.work.perform import perform
from waitgui.work.processes import kill_everything, of_this_program
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from waitgui.tasks.record import Result


def eventually(condition: Callable[[], object], timeout_s: float = 30.0) -> None:
    """Wait for a condition; the timeout is for what never comes, not a measure."""
    until_s = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < until_s, "it didn't come about"
        time.sleep(0.002)


def descendants() -> list[psutil.Process]:
    """Everything below this process but the guardian, zombies too."""
    guardian = of_this_program().guardian
    return [process for process in psutil.Process().children(recursive=True) if process.pid != guardian]


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


_ACTION: TypeAdapter[Any] = TypeAdapter(Action)
_CONDITION: TypeAdapter[Any] = TypeAdapter(Condition)


def act(fields: dict[str, Any], stop: Stop | None = None, environ: Mapping[str, str] | None = None) -> Result:
    """What an action with these fields, as a file has them, gives."""
    return perform(_ACTION.validate_python(fields), stop or Stop(), environ)


def check(fields: dict[str, Any], stop: Stop | None = None, environ: Mapping[str, str] | None = None) -> Result:
    """What a condition with these fields, as a file has them, gives."""
    return perform(_CONDITION.validate_python(fields), stop or Stop(), environ)


def stopped_after(delay_s: float, work: Callable[[Stop], Result]) -> tuple[Result, float]:
    """What the work gives with a stop that is set so long after it began, and the seconds from the stop to its end."""
    stop, ends = Stop(), list[float]()
    timer = threading.Timer(delay_s, lambda: (ends.append(time.monotonic()), stop.set()))
    timer.start()
    result = work(stop)
    ended_s = time.monotonic()
    timer.join()
    return result, ended_s - ends[0]


_DYING_S = 1.0
"""What a process takes at most, on a busy machine, that has nothing left to do but to end."""


def _alive() -> list[psutil.Process]:
    found = []
    for process in descendants():
        with suppress(psutil.NoSuchProcess):
            if process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    if descendants():  # a program that was killed in another test has left us its guardian
        of_this_program().leftovers.look()
        eventually(lambda: not descendants())
    yield
    until_s = time.monotonic() + _DYING_S
    while (left := _alive()) and time.monotonic() < until_s:
        time.sleep(0.002)
    kill_everything(left_behind=True)
    eventually(lambda: not descendants())
    assert not left, "a test left processes behind"
