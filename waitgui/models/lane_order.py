"""Which lanes there are, in which groups and in which order. Pure: tasks and a choice in, groups out.

The order is stable: tasks that are equal under it stay in the set's order, and so do groups. What a user collapsed,
filtered or sorted changes nothing of the tasks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from waitgui.models.task_states import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class Sort(StrEnum):
    """By what lanes are sorted."""

    SET = "set"
    """As they stand in the task set."""
    NAME = "name"
    NEXT = "next"
    """The next to be due first; what has nothing to come last."""
    LAST_FAILURE = "last-failure"
    """The latest failure first."""
    FAILURES = "failures"
    """Most failures first."""

    @property
    def moves(self) -> bool:
        """Whether the order changes by itself, as time goes on."""
        return self in (Sort.NEXT, Sort.LAST_FAILURE, Sort.FAILURES)


class Show(StrEnum):
    """Which tasks are shown, by what they do."""

    ALL = "all"
    RUNNING = "running"
    WAITING = "waiting"
    PAUSED = "paused"
    FAILED = "failed"
    """Those whose run failed, or whose latest tick did."""
    IDLE = "idle"
    """Those without a run under way."""


_STATES = {
    Show.RUNNING: frozenset({State.RUNNING}),
    Show.WAITING: frozenset({State.WAITING, State.FAILING}),
    Show.PAUSED: frozenset({State.PAUSED}),
    Show.FAILED: frozenset({State.FAILED, State.FAILING}),
    Show.IDLE: frozenset({State.IDLE, State.DONE, State.FAILED, State.STOPPED}),
}


class Facts(NamedTuple):
    """What order and filter ask of a task. Times are monotonic ns; `state` is the one that is shown."""

    task: str
    name: str
    tags: tuple[str, ...] = ()
    state: State = State.IDLE
    next_ns: int | None = None
    failed_ns: int | None = None
    failures: int = 0

    @property
    def group(self) -> str:
        """The first of the tags that says something; "" without one."""
        for tag in self.tags:
            if tag.strip():
                return tag
        return ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose. `collapsed` holds names of groups, "" for the one of tasks without a tag."""

    grouped: bool = True
    sort: Sort = Sort.SET
    text: str = ""
    show: Show = Show.ALL
    collapsed: frozenset[str] = frozenset()

    @property
    def filters(self) -> bool:
        """Whether some tasks may be left out."""
        return bool(self.text.strip()) or self.show is not Show.ALL

    @property
    def moves(self) -> bool:
        """Whether rows may change places, or come and go, as time goes on."""
        return self.sort.moves or self.show is not Show.ALL


class Group(NamedTuple):
    """Tasks of a group in their order. `name` is "" for those without a tag, and for all where nothing is grouped."""

    name: str
    tasks: tuple[str, ...]
    is_collapsed: bool = False


def matches(facts: Facts, choice: Choice) -> bool:
    """Whether the filter lets the task through: each word in its name or one of its tags, whatever the case."""
    if choice.show is not Show.ALL and facts.state not in _STATES[choice.show]:
        return False
    if not choice.text:
        return True
    texts = [text.casefold() for text in (facts.name, *facts.tags)]
    return all(any(word in text for text in texts) for word in choice.text.casefold().split())


def ordered(tasks: Iterable[Facts], choice: Choice) -> tuple[Group, ...]:
    """The groups that the tasks make, from the top. `tasks` are in the set's order; a task is in one group at most.

    Groups follow their first task, whether the filter lets that through or not: sorted by failures, the group of the
    worst task is on top. By name they follow their own names. Tasks without a tag come last; where no task that shows
    has one, they make the only group, and it can't be collapsed.
    """
    groups: dict[str, list[str]] = {}
    filters = choice.filters
    for facts in _sorted(list(tasks), choice.sort):
        group = groups.setdefault(facts.group if choice.grouped else "", [])
        if not filters or matches(facts, choice):
            group.append(facts.task)
    groups = {name: found for name, found in groups.items() if found}
    if not any(groups):
        return tuple(Group("", tuple(found)) for found in groups.values())
    names = sorted(groups, key=str.casefold) if choice.sort is Sort.NAME else list(groups)
    names.sort(key=lambda name: not name)
    return tuple(Group(name, tuple(groups[name]), name in choice.collapsed) for name in names)


def _sorted(tasks: list[Facts], sort: Sort) -> list[Facts]:
    return tasks if sort is Sort.SET else sorted(tasks, key=lambda facts: _key(facts, sort))


def _key(facts: Facts, sort: Sort) -> tuple[Any, ...]:
    match sort:
        case Sort.NAME:
            return (facts.name.casefold(),)
        case Sort.NEXT:
            # A task that runs now comes before those that wait.
            return (facts.state is not State.RUNNING, facts.next_ns is None, facts.next_ns or 0)
        case Sort.LAST_FAILURE:
            return (facts.failed_ns is None, -(facts.failed_ns or 0))
    return (-facts.failures,)
