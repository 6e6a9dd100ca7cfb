"""What would happen, by the very machine that the scheduler drives, on a virtual clock. Nothing is started.

Time is played in slices: each task is played through a slice by itself, then what they told is put in order, which is
a third of the cost of stepping from one task to the next. Tasks that wait for one another's end are played together.
"""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING

from waitgui.runner.player import Assumed, Player
from waitgui.runner.run import randomness
from waitgui.tasks.record import Tick
from waitgui.wait.durations import MAX_NS, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from waitgui.runner.player import Cut, Told
    from waitgui.tasks.model import Task
    from waitgui.tasks.record import TaskEvent

LIMIT = 100_000
"""Planned ticks of a task after which its preview is cut off."""
_FEW, _MANY = 5_000, 50_000
_END = itemgetter(Tick._fields.index("end_ns"))


def preview(
    tasks: Iterable[Task],
    *,
    for_ns: int,
    set_name: str,
    seed: int | None,
    wall_ns: int,
    assumed: Assumed | None = None,
    limit: int = LIMIT,
) -> Iterator[TaskEvent | Cut]:
    """What happens to all tasks from their common start at 0 on, in order of time, those of a task in their order.

    A tick due at `for_ns` isn't started, one under way then is told in full; a run that isn't over by then has no end.
    After at most `limit` planned ticks a task is cut off, which is told at the end.
    """
    assumed = Assumed() if assumed is None else assumed
    players = [Player(task, randomness(seed, set_name, task.id, 1), for_ns, wall_ns, assumed, limit) for task in tasks]
    groups, width_ns, slice_end_ns = _groups(players), NS_PER_S, 0
    while groups:
        begins_ns = min(group.next_ns for group in groups)
        slice_end_ns = max(slice_end_ns, begins_ns) + width_ns
        told: Told = []
        ticks: list[Tick] = []
        for group in groups:
            if group.next_ns < slice_end_ns:
                group.play(slice_end_ns, told, ticks)
        if told:
            told += [(tick.end_ns, tick) for tick in ticks]
            told.sort(key=itemgetter(0))
            yield from map(itemgetter(1), told)
        else:
            ticks.sort(key=_END)
            yield from ticks
        groups = [group for group in groups if group.next_ns < MAX_NS]
        if len(told) + len(ticks) < _FEW:
            width_ns *= 4
        elif len(told) + len(ticks) > _MANY:
            width_ns = max(1, width_ns // 2)
    yield from (player.cut for player in players if player.cut is not None)


class _Group:
    """Tasks of which one waits for another's end. At one instant, that of the one waited for comes first."""

    def __init__(self, players: Sequence[Player]) -> None:
        self._watchers: dict[str, list[Player]] = defaultdict(list)
        others = {player.task.id: player.task.stop.when_task_ends for player in players}
        for player in players:
            self._watchers[others[player.task.id] or ""].append(player)
        self._players = sorted(players, key=lambda player: _rank(player.task.id, others))
        self._told_of = set[str]()

    @property
    def next_ns(self) -> int:
        """When the next step of any of them is due."""
        return min(player.next_ns for player in self._players)

    def play(self, until_ns: int, told: Told, ticks: list[Tick]) -> None:
        """Take every step that is due before `until_ns`, in order of time."""
        while (now_ns := self.next_ns) < until_ns:
            for player in self._players:
                player.play(now_ns + 1, told, ticks)
                self._tell_watchers(player, now_ns, told)

    def _tell_watchers(self, player: Player, now_ns: int, told: Told) -> None:
        if not player.over or player.cut is not None or player.task.id in self._told_of:
            return
        self._told_of.add(player.task.id)
        for watcher in self._watchers[player.task.id]:
            if not watcher.over:
                watcher.other_ended(now_ns, told)
                self._tell_watchers(watcher, now_ns, told)


def _rank(task_id: str, others: dict[str, str | None]) -> int:
    """How many tasks stand behind this one in the row of those that wait for one another; a circle is cut anywhere."""
    seen, here = set[str](), others.get(task_id)
    while here is not None and here in others and here not in seen:
        seen.add(here)
        here = others[here]
    return len(seen)


def _groups(players: Sequence[Player]) -> list[Player | _Group]:
    """The players, those that wait for one another's end together, in the place of the first of them."""
    heads = {player.task.id: player.task.id for player in players}

    def head(task_id: str) -> str:
        while heads[task_id] != task_id:
            heads[task_id] = task_id = heads[heads[task_id]]
        return task_id

    for player in players:
        other = player.task.stop.when_task_ends
        if other in heads:
            heads[head(player.task.id)] = head(other)
    members: dict[str, list[Player]] = defaultdict(list)
    for player in players:
        members[head(player.task.id)].append(player)
    return [_Group(some) if len(some) > 1 else some[0] for some in members.values()]
