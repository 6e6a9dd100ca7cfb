"""What would happen, by the very machine that the scheduler drives, on a virtual clock. Nothing is started.

Time is played in slices: each task is played through a slice by itself, then what they told is put in order, which is
a third of the cost of stepping from one task to the next. Tasks that wait for one another's end are played together.
"""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from waitgui.runner.run import Doing, TaskRun, randomness
from waitgui.tasks.actions import Nothing, Process
from waitgui.tasks.model import Backoff, Repeat
from waitgui.tasks.record import Kind, Outcome, Reason, Result, RunEnded, Tick
from waitgui.wait.durations import MAX_NS, NS_PER_S
from waitgui.wait.loop import Call, Sleep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from waitgui.tasks.model import Task
    from waitgui.tasks.record import TaskEvent
    from waitgui.wait.backoff import Random
    from waitgui.wait.loop import Step

    Told: TypeAlias = list[tuple[int, TaskEvent]]

ALMOST_ONE = 1 - 2**-53
LATEST_HORIZON_NS = 100 * 365 * 86_400 * NS_PER_S
LIMIT = 100_000
"""Planned ticks of a task after which its preview is cut off."""
_FEW, _MANY = 5_000, 50_000
_END = itemgetter(Tick._fields.index("end_ns"))
_MET, _NOT_MET = Result(Outcome.MET), Result(Outcome.NOT_MET)


class Assumed(NamedTuple):
    """What is taken for granted. An action takes its own `takes`, else `takes_ns`; a check takes no time.

    The action of a `repeat` and of a `poll` succeeds; a `backoff`'s fails until try `succeeds_at` (None: for ever). The
    condition of a `poll` isn't met until check `met_at` (None: never), that of a stop rule never is.
    """

    takes_ns: int = 0
    met_at: int | None = None
    succeeds_at: int | None = None


class Cut(NamedTuple):
    """The preview of a task was cut off after so many planned ticks."""

    task: str
    planned: int


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
    players = [_Player(task, randomness(seed, set_name, task.id, 1), for_ns, wall_ns, assumed, limit) for task in tasks]
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


class _Player:
    """Plays one task. `next_ns` is when its next step is due, `MAX_NS` where nothing more happens by itself."""

    def __init__(self, task: Task, random: Random, for_ns: int, wall_ns: int, assumed: Assumed, limit: int) -> None:
        self.task = task
        self.next_ns = 0
        self.over = False
        self.cut: Cut | None = None
        self._for_ns = for_ns
        self._wall_ns = wall_ns
        self._assumed = assumed
        self._limit = limit
        self._events: list[TaskEvent] = []
        self._told = 0
        self._run = TaskRun(task, 1, random=random, emit=self._events.append, live=False)  # type: ignore[arg-type]
        self._step: Step | None = None
        self._takes_ns, self._works, self._fails = _results(task, assumed.takes_ns)
        self._is_plain = isinstance(task.schedule, Repeat) and task.stop.when is None

    def play(self, until_ns: int, told: Told, ticks: list[Tick]) -> None:
        """Take every step that is due before `until_ns`; `ticks` gets those that need no time beside them."""
        run, step = self._run, self._step
        while (now_ns := self.next_ns) < until_ns:
            if run.is_simple and isinstance(step, Sleep):
                step = self._play_simply(until_ns, ticks)
                continue
            if isinstance(step, Sleep):
                step = run.wake(now_ns)
            elif isinstance(step, Call):
                step = run.complete(now_ns, self._answer())
            else:
                step = run.start(now_ns, self._wall_ns)
            while isinstance(step, Call) and not self._takes():
                step = run.complete(now_ns, self._answer())
            self._note(step, now_ns, told)
        self._step = step

    def _play_simply(self, until_ns: int, ticks: list[Tick]) -> Step:
        """The same for a run of which nothing comes but ticks."""
        run, until_ns = self._run, min(until_ns, self._for_ns)
        step = run.play(until_ns, self._takes_ns, self._works, self._limit - run.planned)
        ticks += self._events  # type: ignore[arg-type]
        self._events.clear()
        if isinstance(step, Sleep):
            self.next_ns = self._waking(step.until_ns)
        elif isinstance(step, Call):
            self.next_ns = step.due_ns + self._takes_ns
        return step

    def other_ended(self, now_ns: int, told: Told) -> None:
        """A task has ended that this one's stop rule names."""
        step = self._run.other_ended(now_ns)
        if step is not None:
            self._note(step, now_ns, told)

    def _note(self, step: Step, now_ns: int, told: Told) -> None:
        """Tell what has happened, and find out when the next step is due."""
        if isinstance(step, Sleep):
            self.next_ns = self._waking(max(step.until_ns, now_ns))
        elif isinstance(step, Call):
            self.next_ns = now_ns + self._takes_ns
        else:
            self.next_ns, self.over = MAX_NS, True
            if now_ns > self._for_ns:
                self._events.pop()  # the end: it comes too late
        if self._run.planned > self._limit:  # points of a grid went by, too many at once
            self._cut_short()
        told += [(now_ns, event) for event in self._events]
        self._told = self._run.planned
        self._events.clear()

    def _cut_short(self) -> None:
        """Of what has happened tell the ticks within the limit, and no end."""
        while self._events and self._is_too_much(self._events[-1]):
            self._events.pop()
        last = self._events[-1] if self._events else None
        self.cut = Cut(self.task.id, last.n if isinstance(last, Tick) else self._told)
        self.next_ns, self.over = MAX_NS, True

    def _is_too_much(self, event: TaskEvent) -> bool:
        return isinstance(event, RunEnded) or (isinstance(event, Tick) and event.n > self._limit)

    def _waking(self, at_ns: int) -> int:
        """When to wake the run: never where that would start a tick that isn't to be told."""
        run = self._run
        if at_ns >= self._for_ns and not (at_ns == self._for_ns and run.wakes_to_end):
            return MAX_NS
        if run.planned >= self._limit and run.between_ticks and not run.wakes_to_end:
            self.cut, self.over = Cut(self.task.id, run.planned), True
            return MAX_NS
        return at_ns

    def _takes(self) -> int:
        """How long what is called for takes."""
        if self._is_plain:
            return self._takes_ns
        return self._takes_ns if self._run.doing is not Doing.WHEN and self._run.kind is Kind.ACTION else 0

    def _answer(self) -> Result:
        """How what is called for ends."""
        if self._is_plain:
            return self._works
        run, assumed = self._run, self._assumed
        if run.doing is Doing.WHEN:
            return _NOT_MET
        if run.kind is Kind.CONDITION:
            return _MET if assumed.met_at is not None and run.planned >= assumed.met_at else _NOT_MET
        works = assumed.succeeds_at is not None and run.planned >= assumed.succeeds_at
        return self._works if works or not isinstance(self.task.schedule, Backoff) else self._fails


class _Group:
    """Tasks of which one waits for another's end. At one instant, that of the one waited for comes first."""

    def __init__(self, players: Sequence[_Player]) -> None:
        self._watchers: dict[str, list[_Player]] = defaultdict(list)
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

    def _tell_watchers(self, player: _Player, now_ns: int, told: Told) -> None:
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


def _groups(players: Sequence[_Player]) -> list[_Player | _Group]:
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
    members: dict[str, list[_Player]] = defaultdict(list)
    for player in players:
        members[head(player.task.id)].append(player)
    return [_Group(some) if len(some) > 1 else some[0] for some in members.values()]


def _results(task: Task, takes_ns: int) -> tuple[int, Result, Result]:
    """How long the action is assumed to take, and what it gives when it works and when it doesn't."""
    action = task.action
    if isinstance(action, Process):
        works = action.ok_codes[0] if action.ok_codes else None
        fails = next(code for code in range(1, 257) if code not in action.ok_codes)
        return takes_ns, Result(Outcome.OK, exit_code=works), Result(Outcome.FAILED, exit_code=fails)
    if isinstance(action, Nothing) and "takes_ns" in action.model_fields_set:
        takes_ns = action.takes_ns
    return takes_ns, Result(Outcome.OK), Result(Outcome.FAILED)


class ForecastRow(NamedTuple):
    """A tick to come: when it starts at the earliest and at the latest, in ns after Start."""

    n: int
    earliest_ns: int
    latest_ns: int
    kind: Kind = Kind.ACTION


class ForecastEnd(NamedTuple):
    """How the run will end: why, after how many ticks, when at the earliest and at the latest (ns after Start)."""

    reason: Reason
    n_ticks: int
    earliest_ns: int
    latest_ns: int


class Forecast(NamedTuple):
    """The next ticks of a task; `end` is None where no rule ends the run within what was looked at."""

    rows: tuple[ForecastRow, ...]
    end: ForecastEnd | None


def forecast(
    task: Task,
    *,
    takes_ns: int,
    ticks: int = 5,
    look: int = 2_000,
    wall_ns: int = 0,
    met_at: int | None = None,
    succeeds_at: int | None = None,
) -> Forecast:
    """The first `ticks` ticks and the last one, with all jitter at its least and at its most.

    At most `look` ticks are played through, so that it answers at once; a run that isn't over by then has no end here.
    What is assumed beyond that, `Assumed` says.
    """
    assumed = Assumed(takes_ns, met_at, succeeds_at)
    earliest, latest = (_played(task, u, look, wall_ns, assumed) for u in (0.0, ALMOST_ONE))
    rows = [
        ForecastRow(n, early, late, kind)
        for n, ((early, kind), (late, _)) in enumerate(zip(earliest.starts, latest.starts, strict=False), 1)
    ]
    end = None
    if earliest.end is not None and latest.end is not None:
        end = ForecastEnd(latest.end.reason, latest.end.ticks, earliest.end.at_ns, latest.end.at_ns)
    shown = rows[:ticks]
    if end is not None and end.n_ticks == len(rows) > ticks and end.reason is not Reason.AFTER_TIME:
        shown.append(rows[-1])
    return Forecast(tuple(shown), end)


class _Played(NamedTuple):
    starts: list[tuple[int, Kind]]
    end: RunEnded | None


def _played(task: Task, u: float, look: int, wall_ns: int, assumed: Assumed) -> _Played:
    player = _Player(task, lambda: u, LATEST_HORIZON_NS, wall_ns, assumed, look)
    told: Told = []
    ticks: list[Tick] = []
    player.play(MAX_NS, told, ticks)
    told += [(tick.end_ns, tick) for tick in ticks]
    starts = [
        (event.start_ns, event.kind)
        for _, event in told
        if isinstance(event, Tick) and event.outcome is not Outcome.SKIPPED
    ]
    return _Played(starts, next((event for _, event in told if isinstance(event, RunEnded)), None))
