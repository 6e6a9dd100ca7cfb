"""LaneArranger: gives the timeline the lanes that the user chose, in that order, and keeps it as tasks move on.

What a user changes is arranged at once: the order, a filter, a group, the set. What only time changes (who is next, who
failed last, who runs) is arranged every few seconds, and not while the user is at the lanes: a row must not go from
under the mouse, nor from under the eyes that read it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from waitgui.models.lane_order import Choice, Facts, ordered
from waitgui.models.timeline import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waitgui.models.lane_order import Group, Show, Sort
    from waitgui.models.task_states import TaskState
    from waitgui.models.timeline import TimelineModel

RESORT_MS = 5_000


class LaneTask(NamedTuple):
    """What a lane says of a task: name, schedule in words, tags; and whether its ticks are tries with waits between."""

    task: str
    name: str
    schedule: str
    tags: tuple[str, ...] = ()
    waits: bool = False


class _Known(NamedTuple):
    """What is made of a task once, not at every edit of ten thousand of them."""

    task: LaneTask
    facts: Facts
    """What time doesn't change."""
    lane: Lane


class LaneArranger(QObject):
    """Owns the timeline's `set_lanes`. For the GUI thread; `state_of` gives what a task is doing now."""

    arranged = Signal()
    """Other tasks are shown, or in another order, or in other groups."""
    chosen = Signal()
    """The user's choice is another."""

    def __init__(
        self, timeline: TimelineModel, state_of: Callable[[str], TaskState], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._state_of = state_of
        self._tasks: dict[str, _Known] = {}
        self._choice = Choice()
        self._groups: tuple[Group, ...] = ()
        self._tick = QTimer(self, interval=RESORT_MS)
        self._tick.timeout.connect(self._on_time)
        self._is_held: Callable[[], bool] = bool

    @property
    def choice(self) -> Choice:
        """What the user chose."""
        return self._choice

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups from the top, with the tasks that the filter lets through, collapsed or not."""
        return self._groups

    @property
    def shown(self) -> frozenset[str]:
        """The tasks that the filter lets through."""
        return frozenset(task for group in self._groups for task in group.tasks)

    @property
    def finds_nothing(self) -> bool:
        """Whether there are tasks, and the filter lets none through."""
        return bool(self._tasks) and not self._groups

    def hold_while(self, is_held: Callable[[], bool]) -> None:
        """Let time change nothing while this says so: while the mouse is over the lanes."""
        self._is_held = is_held

    def set_tasks(self, tasks: Iterable[LaneTask]) -> None:
        """These tasks, in the set's order."""
        before = self._tasks
        self._tasks = {
            task.task: known if (known := before.get(task.task)) is not None and known.task is task else _known(task)
            for task in tasks
        }
        self.arrange()

    def choose(self, choice: Choice) -> None:
        """What the user wants from now on; arranged at once."""
        if choice == self._choice:
            return
        self._choice = choice
        if choice.moves:
            self._tick.start()
        else:
            self._tick.stop()
        self.arrange()
        self.chosen.emit()

    def sort(self, sort: Sort) -> None:
        """Sort the lanes by this; once more by the same renews the order."""
        self.choose(replace(self._choice, sort=sort))
        self.arrange()

    def group(self, *, grouped: bool) -> None:
        """Group the lanes by their first tag, or not."""
        self.choose(replace(self._choice, grouped=grouped))

    def filter(self, text: str, show: Show) -> None:
        """Show the tasks that have these words and do this."""
        self.choose(replace(self._choice, text=text, show=show))

    def toggle(self, group: str) -> None:
        """Collapse a group, or expand it."""
        self.collapse(group, collapsed=group not in self._choice.collapsed)

    def collapse(self, group: str, *, collapsed: bool) -> None:
        """Collapse a group or expand it; `group` is its name, "" of the one without a tag."""
        rest = self._choice.collapsed - {group}
        self.choose(replace(self._choice, collapsed=rest | {group} if collapsed else rest))

    def collapse_all(self) -> None:
        """Collapse every group that shows."""
        names = frozenset(group.name for group in self._groups)
        self.choose(replace(self._choice, collapsed=self._choice.collapsed | names))

    def expand_all(self) -> None:
        """Expand every group."""
        self.choose(replace(self._choice, collapsed=frozenset()))

    @Slot()
    def arrange(self) -> None:
        """Arrange the lanes by how things are now."""
        known = self._tasks.values()
        moves = self._choice.moves
        groups = ordered([self._facts(one.task) if moves else one.facts for one in known], self._choice)
        has_changed, self._groups = groups != self._groups, groups
        lanes = tuple(lane for group in groups for lane in self._lanes(group))
        if lanes != self._timeline.lanes:
            self._timeline.set_lanes(lanes)
        if has_changed:
            self.arranged.emit()

    @Slot()
    def _on_time(self) -> None:
        if not self._is_held():
            self.arrange()

    def _facts(self, task: LaneTask) -> Facts:
        state = self._state_of(task.task)
        failures, failed_ns = self._timeline.failures_of(task.task)
        next_ns = None if state.planned is None else state.planned.due_ns
        return Facts(task.task, task.name, task.tags, state.shown, next_ns, failed_ns, failures)

    def _lanes(self, group: Group) -> list[Lane]:
        if group.is_collapsed:
            return [Lane("", "", "", group.name, group.tasks)]
        known, name = self._tasks, group.name
        for task in group.tasks:
            if known[task].lane.group != name:
                known[task] = known[task]._replace(lane=known[task].lane._replace(group=name))
        return [known[task].lane for task in group.tasks]


def _known(task: LaneTask) -> _Known:
    lane = Lane(task.task, task.name, task.schedule, waits=task.waits)
    return _Known(task, Facts(task.task, task.name, task.tags), lane)
