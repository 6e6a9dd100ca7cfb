"""What comes next of one task, with all jitter at its least and at its most.

`forecast` is for a task that isn't started yet, `foresee` for a run of which something was told. Both play the machine
that the scheduler drives, on a virtual clock, twice: no rule of timing is written down here.
"""

from __future__ import annotations

from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from waitgui.runner.player import Assumed, Player
from waitgui.tasks.model import Backoff, Poll
from waitgui.tasks.record import Kind, Outcome, Reason, RunEnded, Tick
from waitgui.wait.durations import MAX_NS, NS_PER_S

if TYPE_CHECKING:
    from waitgui.runner.player import Told
    from waitgui.runner.run import TaskRun
    from waitgui.runner.standing import Standing
    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Planned
    from waitgui.wait.loop import Step

ALMOST_ONE = 1 - 2**-53
_COUNTING = ("after_runs", "after_successes", "after_failures", "after_failures_in_a_row")
_ENDING = (*_COUNTING, "after_time_ns", "at", "on_exit_code")
"""The rules that nothing outside of the run decides."""
LATEST_HORIZON_NS = 100 * 365 * 86_400 * NS_PER_S


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
    look = look if _needs_look(task, assumed) else ticks
    earliest = _played(task, 0.0, look, wall_ns, assumed)
    latest = _played(task, ALMOST_ONE, look, wall_ns, assumed) if earliest.drew else earliest
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


class PlannedTick(NamedTuple):
    """A tick to come: it starts in [earliest, latest], in monotonic ns."""

    earliest_ns: int
    latest_ns: int
    kind: Kind = Kind.ACTION


class PlannedEnd(NamedTuple):
    """The end of a run to come: when at the latest (monotonic ns), why, and after how many ticks where that is why."""

    at_ns: int
    reason: Reason
    ticks: int = 0


class Foreseen(NamedTuple):
    """What comes of a run: `ticks` in their order, and its end if a rule fixes it within what was looked at.

    `goes_on` says that more ticks follow within that, which weren't played.
    """

    ticks: tuple[PlannedTick, ...] = ()
    end: PlannedEnd | None = None
    goes_on: bool = False


def window(plan: Planned) -> tuple[int, int]:
    """Between which times the tick starts that was planned, if it isn't known what was drawn."""
    if not plan.window_ns:
        return plan.due_ns, plan.due_ns
    earliest_ns = plan.base_ns + plan.period_ns
    return earliest_ns, max(earliest_ns + plan.window_ns, plan.due_ns)


def foresee(task: Task, standing: Standing, *, now_ns: int, until_ns: int, most: int) -> Foreseen:
    """The next ticks of a run, `most` at most, that may start before `until_ns`, and its end if that comes before.

    The next one of all is there also if it is later.

    A tick takes as long as the latest one, one under way until now or its next attempt at least; the rest is as
    `Assumed` says. Of rules that hang on other tasks, on results or on the user nothing is known. With jitter an end
    lies between what all of its least and all of its most make of it, but for a tick that a limit in time may find
    under way.
    """
    if not standing.run:
        return Foreseen()
    if standing.plan is not None:
        until_ns = max(until_ns, window(standing.plan)[0] + 1)
    early = _gone_on(task, standing, 0.0, now_ns, until_ns, most)
    if not early.drew and not _is_open(standing):
        late = early
    else:
        late = _gone_on(task, standing, ALMOST_ONE, now_ns, LATEST_HORIZON_NS, len(early.starts))
    last_ns = MAX_NS if late.end is None else late.end.at_ns
    ticks = tuple(
        PlannedTick(first[0], max(first[0], last_ns if last is None else last[0]), first[1])
        for first, last in zip_longest(early.starts, late.starts[: len(early.starts)])
    )
    end = None
    if early.end is not None and late.end is not None:
        end = PlannedEnd(late.end.at_ns, late.end.reason, _count(task, late.end.reason))
    return Foreseen(ticks, end, early.is_cut)


def _count(task: Task, reason: Reason) -> int:
    """The number that a rule counts up to."""
    counts = {Reason.AFTER_RUNS: task.stop.after_runs, Reason.AFTER_SUCCESSES: task.stop.after_successes}
    return counts.get(reason) or 0


def _ends_by_time_alone(task: Task) -> bool:
    """Whether no number of ticks ends its run."""
    schedule = task.schedule
    gives_up = isinstance(schedule, Backoff) and schedule.at_cap == "give_up"
    return not gives_up and task.stop.model_fields_set.isdisjoint(_COUNTING)


class _Played(NamedTuple):
    starts: list[tuple[int, Kind]]
    end: RunEnded | None
    drew: bool = False
    is_cut: bool = False


def _gone_on(task: Task, standing: Standing, u: float, now_ns: int, until_ns: int, most: int) -> _Played:
    """The run from where it stands on, each jitter being `u` of what it may be."""
    drawn: list[None] = []

    def random() -> float:
        drawn.append(None)
        return u

    assumed = Assumed(standing.took_ns or 0, check_takes_ns=standing.check_ns)
    player = Player(task, random, until_ns, 0, assumed, most, only_once=standing.is_only_once)
    step, is_known = _entered(player.run, standing, u)
    plan, ticking = standing.plan, standing.ticking
    at_ns = now_ns
    if ticking is not None:
        takes_ns = standing.check_ns if ticking.kind is Kind.CONDITION else player.takes_ns
        at_ns = max(now_ns, ticking.start_ns + takes_ns, standing.ends_from_ns)
    elif plan is not None and now_ns < window(plan)[1]:
        at_ns = standing.start_ns  # the whole window stands, although a part of it has passed
    if standing.paused:
        step = player.run.pause(at_ns) or step
    told: Told = []
    ticks: list[Tick] = []
    player.go_on(step, at_ns, told, most)
    player.play(MAX_NS, told, ticks)
    if player.cut is not None and _ends_by_time_alone(task):  # a run that is paused starts no tick, but time ends it
        paused = player.run.pause(at_ns)
        if paused is not None:
            player.go_on(paused, at_ns, told, 0)
            player.play(MAX_NS, told, ticks)
    told += [(tick.end_ns, tick) for tick in ticks]
    end = next((event for _, event in told if isinstance(event, RunEnded)), None)
    return _Played(_starts(told)[is_known:], end, bool(drawn), player.cut is not None)


def _entered(run: TaskRun, standing: Standing, u: float) -> tuple[Step, bool]:
    """The machine brought to where the run stands; and whether that took a tick which is no news."""
    plan, ticking, last = standing.plan, standing.ticking, standing.last
    if standing.is_only_once or (plan is None and ticking is None and last is None):
        return run.start(standing.start_ns, standing.wall_ns), standing.is_only_once
    if ticking is not None:
        before = standing.after_last()
        if plan is not None and standing.is_extra:
            run.enter(before, window(plan)[u > 0], met=plan.base == "met")
            return run.trigger(ticking.start_ns), True
        run.enter(before, ticking.due_ns, met=plan is not None and plan.base == "met")
        return run.wake(ticking.start_ns), True
    if plan is not None:
        return run.enter(standing.after_last(), window(plan)[u > 0], met=plan.base == "met"), False
    assert last is not None
    run.enter(standing, last.due_ns)
    return run.repeat(last), True


def _is_open(standing: Standing) -> bool:
    """Whether the tick that is waited for may start sooner or later."""
    plan = standing.plan
    return plan is not None and plan.window_ns > 0 and (standing.ticking is None or standing.is_extra)


def _needs_look(task: Task, assumed: Assumed) -> bool:
    """Whether anything that is assumed ends its run, or many points of its grid may go by before a few ticks."""
    schedule = task.schedule
    if isinstance(schedule, Backoff):
        ends = schedule.at_cap == "give_up" or schedule.cap_ns is None or assumed.succeeds_at is not None
    elif isinstance(schedule, Poll):
        ends = schedule.timeout_ns is not None or assumed.met_at is not None
    else:
        ends = schedule.drift_free
    return ends or not task.stop.model_fields_set.isdisjoint(_ENDING)


def _played(task: Task, u: float, look: int, wall_ns: int, assumed: Assumed) -> _Played:
    drawn: list[None] = []

    def random() -> float:
        drawn.append(None)
        return u

    player = Player(task, random, LATEST_HORIZON_NS, wall_ns, assumed, look)
    told: Told = []
    ticks: list[Tick] = []
    player.play(MAX_NS, told, ticks)
    told += [(tick.end_ns, tick) for tick in ticks]
    end = next((event for _, event in told if isinstance(event, RunEnded)), None)
    return _Played(_starts(told), end, bool(drawn))


def _starts(told: Told) -> list[tuple[int, Kind]]:
    """When the ticks start that aren't skipped; of those that start at one time the first is told first."""
    started = (tick for _, tick in told if isinstance(tick, Tick) and tick.outcome is not Outcome.SKIPPED)
    return sorted(((tick.start_ns, tick.kind) for tick in started), key=itemgetter(0))
