"""Glance: all open sets in a few words, for where there is no room for more. No Qt."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

from waitgui.models.task_states import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.models.session import Session
    from waitgui.tasks.model import Task

MOST_NAMED = 5
MOST_NEXT = 3


class Named(NamedTuple):
    """A task by name. `since_ns` is when it failed or started, or when it is due (monotonic)."""

    session: Session
    task: str
    name: str
    state: State
    since_ns: int


class Glance(NamedTuple):
    """How many tasks are how; the failed and the running by name, at most five; the next ones that are due."""

    running: int
    waiting: int
    paused: int
    failed: int
    named: tuple[Named, ...]
    next: tuple[Named, ...]


def glance(sessions: Sequence[Session]) -> Glance:
    """The sets as they are now. Looks at every task once, which for ten thousand takes some milliseconds."""
    running, failed, waiting, paused = [], [], 0, 0
    due: list[tuple[int, int, Session, Task]] = []
    for session in sessions:
        of = session.states.of
        for task in session.task_set.tasks:
            state = of(task.id)
            now = state.state
            if now is State.IDLE:
                continue
            if state.planned is not None:
                due.append((state.planned.due_ns, len(due), session, task))
            if now is State.RUNNING:
                running.append((session, task, state))
            elif now is State.WAITING:
                waiting += 1
                if state.last is not None and state.shown is State.FAILING:
                    failed.append((session, task, state))
            elif now is State.PAUSED:
                paused += 1
            elif now is State.FAILED:
                failed.append((session, task, state))
    named = [
        Named(session, task.id, task.name, state.shown, state.last.end_ns if state.last else 0)
        for session, task, state in failed[:MOST_NAMED]
    ]
    named += [
        Named(session, task.id, task.name, State.RUNNING, state.ticking.start_ns if state.ticking else 0)
        for session, task, state in running[: MOST_NAMED - len(named)]
    ]
    coming = (
        Named(session, task.id, task.name, State.WAITING, due_ns)
        for due_ns, _, session, task in heapq.nsmallest(MOST_NEXT, due)
    )
    return Glance(len(running), waiting, paused, len(failed), tuple(named), tuple(coming))
