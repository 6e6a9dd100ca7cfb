"""What comes next of one task, with all jitter at its least and at its most: for a form before it is started."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from waitgui.runner.player import Assumed, Player
from waitgui.tasks.record import Kind, Outcome, Reason, RunEnded, Tick
from waitgui.wait.durations import MAX_NS, NS_PER_S

if TYPE_CHECKING:
    from waitgui.runner.player import Told
    from waitgui.tasks.model import Task

ALMOST_ONE = 1 - 2**-53
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
    player = Player(task, lambda: u, LATEST_HORIZON_NS, wall_ns, assumed, look)
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
