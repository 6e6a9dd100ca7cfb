"""What happened and what is to come, as exports take it: events of sets, with what makes Unix time of their times."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from waitgui.tasks.record import (
    ClockMoved,
    Gap,
    Paused,
    Resumed,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class Foreseen(NamedTuple):
    """A tick to come of a task: due between two times."""

    task: str
    earliest_ns: int
    latest_ns: int


Occurrence: TypeAlias = RunStarted | TickStarted | Tick | RunEnded | Paused | Resumed | Gap | ClockMoved | Foreseen


class Happened(NamedTuple):
    """An event of a set. `offset_ns` is added to its times to get Unix time."""

    set_name: str
    event: Occurrence
    offset_ns: int


Named: TypeAlias = "Callable[[str, str], str]"
"""The name of a set's task, by the set's name and the task's id."""


def by_id(_set_name: str, task: str) -> str:
    """The id, where no more is known of a task."""
    return task
