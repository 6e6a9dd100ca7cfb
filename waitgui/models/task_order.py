"""In which order a table of tasks stands: the set's, or by what one of its columns says. Pure."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from waitgui.models.task_states import TROUBLE, State
from waitgui.tasks.model import Backoff, Poll, Repeat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waitgui.models.task_states import TaskState
    from waitgui.tasks.model import Task


class By(Enum):
    """What tasks are sorted by; each has a column that shows it."""

    NAME = "name"
    RHYTHM = "rhythm"
    """What is tried most often first."""
    STATE = "state"
    """What needs a look first, then what is at work."""
    NEXT = "next"
    """What runs first, then what is due next."""
    LAST = "last"
    """Trouble first, then what took longest."""
    TICKS = "ticks"
    LATENESS = "lateness"


_STATES = (
    State.FAILED,
    State.FAILING,
    State.RUNNING,
    State.WAITING,
    State.PAUSED,
    State.STOPPED,
    State.DONE,
    State.IDLE,
)
_RANKS = {state: rank for rank, state in enumerate(_STATES)}


def sorted_by(
    tasks: Iterable[Task], by: By, state_of: Callable[[str], TaskState], *, reverse: bool = False
) -> tuple[Task, ...]:
    """The tasks in that order; equal ones stay as they stand, and those of which it isn't known come last."""
    keyed = [(_key(task, state_of(task.id), by), task) for task in tasks]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=reverse)
    return (*(task for _, task in known), *(task for key, task in keyed if key is None))


def _key(task: Task, state: TaskState, by: By) -> Any:
    match by:
        case By.NAME:
            return task.name.casefold()
        case By.RHYTHM:
            return _rhythm_ns(task)
        case By.STATE:
            return _RANKS[state.shown]
        case By.NEXT:
            if state.ticking is not None:
                return (0, state.ticking.start_ns)
            return None if state.planned is None else (1, state.planned.due_ns)
        case By.TICKS:
            return state.ticks or None
    last = state.last
    if last is None:
        return None
    if by is By.LATENESS:
        return last.lateness_ns
    return (last.outcome not in TROUBLE, last.start_ns - last.end_ns)


def _rhythm_ns(task: Task) -> int:
    match task.schedule:
        case Repeat() as repeat:
            return repeat.period_ns
        case Poll() as poll:
            return poll.interval_ns
        case Backoff() as backoff:
            return backoff.duration_ns
