"""What the form may ask of the rest of the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from waitgui.views.labels import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.tasks.actions import Process
    from waitgui.tasks.fields import Model
    from waitgui.tasks.record import Result
    from waitgui.views.theme import Theme
    from waitgui.work.environment import Setting

TryOut: TypeAlias = "Callable[[Model, Callable[[Result], None]], Callable[[], None]]"
LookUp: TypeAlias = "Callable[[Process, Callable[[Setting], None]], Callable[[], None]]"


def local_now() -> datetime:
    """The time of day here."""
    return datetime.now().astimezone()


def nothing_against_it() -> str:
    """Anything may be tried out."""
    return ""


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """Handed to every part of the form."""

    theme: Theme
    now: Callable[[], datetime] = local_now
    other_tasks: tuple[tuple[str, str], ...] = ()
    """The ids of the other tasks of the set, and their names, which come from outside."""
    try_out: TryOut | None = None
    """Does what an action or a condition says, once, and calls back in the GUI thread; gives what cancels it."""
    look_up: LookUp | None = None
    """Finds out what a process would get, and calls back in the GUI thread; gives what cancels it."""
    refusal: Callable[[], str] = nothing_against_it
    """Why nothing of this set may be tried out, as a sentence; "" if it may."""

    def name_of(self, task_id: str) -> str | None:
        """The name of another task of the set."""
        return next((visible(name) for other, name in self.other_tasks if other == task_id), None)
