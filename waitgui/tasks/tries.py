"""How a backoff goes when every try fails: by the arithmetic of the engine, without a clock.

A cap that growth would exceed ends an ExponentialBackoff early (k8s backoff.go, delay()): the delay under way is still
waited for, then there is no other try. So 1 s, doubling, 10 steps and a cap of 5 s make 3 tries, at 0, 1 and 3 s, and
it gives up at 7 s. That is what `Prospect` is for: to be said before it hurts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.fields import LONGEST_NS, SHORTEST_NS
from waitgui.tasks.model import Backoff
from waitgui.wait.backoff import Growth
from waitgui.wait.durations import NS_PER_MS, NS_PER_S
from waitgui.wait.timers import Tries

if TYPE_CHECKING:
    from waitgui.tasks.model import Growing
    from waitgui.wait.backoff import Random

ALMOST_ONE = 1 - 2**-53
"""What a source of randomness gives at most."""
LOOK = 10_000
"""How many tries are played through; later ones are told by their last delay, where that grows no more."""
DRAWN = 64


class Wait(NamedTuple):
    """What is waited after a try: at least and at most, in ns."""

    low_ns: int
    high_ns: int


class Prospect(NamedTuple):
    """The tries of a backoff or a retry, each of which fails in no time.

    `tries` are made of the `steps` that were asked for; None: for ever. `waits` follow the first tries, `DRAWN` at
    most; where a cap gives up, the last of them is followed by no try. `ghosts` are the waits that the tries which the
    cap prevents would have had without it. The whole takes from `low_ns` to `high_ns`, None where that isn't known.
    """

    steps: int
    tries: int | None
    waits: tuple[Wait, ...]
    low_ns: int | None
    high_ns: int | None
    ghosts: tuple[Wait, ...] = ()
    ended_by_cap: bool = False
    next_ns: int | None = None
    """The wait, without its jitter, that the cap didn't let grow."""
    least_cap_ns: int | None = None
    """The smallest cap with which all steps are made, where a cap prevents that and there is one."""


def prospect(schedule: Growing) -> Prospect:
    """How its tries go. A `Retry` counts its steps and stays at its cap, as a `Backoff` with "keep" does for ever."""
    gives_up = isinstance(schedule, Backoff) and schedule.at_cap == "give_up"
    endless = isinstance(schedule, Backoff) and not gives_up
    return _prospect(
        schedule.duration_ns,
        schedule.factor,
        schedule.jitter,
        schedule.steps,
        schedule.cap_ns or 0,
        gives_up=gives_up,
        endless=endless,
    )


@lru_cache(maxsize=1024)
def _prospect(
    duration_ns: int, factor: float, jitter: float, steps: int, cap_ns: int, *, gives_up: bool, endless: bool
) -> Prospect:
    growth = Growth(duration_ns, factor, jitter, steps, cap_ns)
    if endless:
        return Prospect(steps, None, _waits(growth, DRAWN), None, None)
    if not gives_up:
        waits = _waits(growth, min(steps - 1, DRAWN))
        return Prospect(steps, steps, waits, _sum_of(growth, steps - 1, _least), _sum_of(growth, steps - 1, _most))
    early, late = _play(growth, _least), _play(growth, _most)
    tries, ended_by_cap = early.tries, early.tries < steps
    waits = _waits(growth, min(tries if ended_by_cap else tries - 1, DRAWN))
    whole = Prospect(steps, tries, waits, early.end_ns, late.end_ns)
    if not ended_by_cap:
        return whole
    free = Growth(duration_ns, factor, jitter, steps, 0)
    ghosts = _waits(free, min(steps, tries + DRAWN))[tries:]
    for _ in range(tries):
        free.step(_least)
    return whole._replace(
        ghosts=ghosts,
        ended_by_cap=True,
        next_ns=free.duration_ns,
        least_cap_ns=_least_cap_ns(duration_ns, factor, steps),
    )


def round_cap_ns(least_ns: int) -> int:
    """A cap that reads well and is no less: in whole seconds from 10 s on, else in whole milliseconds."""
    unit_ns = NS_PER_S if least_ns >= 10 * NS_PER_S else NS_PER_MS
    return -(-least_ns // unit_ns) * unit_ns


class _Played(NamedTuple):
    tries: int
    end_ns: int | None


def _play(growth: Growth, random: Random) -> _Played:
    """The tries that the engine's own timer makes, and when it gives up."""
    growth = growth.copy()
    timer, now_ns, tries = Tries(growth, random), 0, 0
    while not timer.spent:
        tries += 1
        if tries > LOOK:
            return _rest(growth, tries - 1, now_ns, random)
        due_ns = timer.arm(now_ns)
        if due_ns is None:
            break
        now_ns = due_ns
    return _Played(tries, now_ns)


def _rest(growth: Growth, tries: int, now_ns: int, random: Random) -> _Played:
    """The tries after the last that was looked at: told exactly where the delay grows no more."""
    left, before_ns = growth.steps, growth.duration_ns
    delay_ns = growth.step(random)
    stays = growth.steps and growth.duration_ns == before_ns
    return _Played(tries + left, now_ns + (left - 1) * delay_ns if stays else None)


def _sum_of(growth: Growth, many: int, random: Random) -> int | None:
    growth, total_ns = growth.copy(), 0
    for _ in range(min(many, LOOK)):
        total_ns += growth.step(random)
    if many <= LOOK:
        return total_ns
    before_ns = growth.duration_ns
    delay_ns = growth.step(random)
    return total_ns + (many - LOOK) * delay_ns if growth.duration_ns == before_ns else None


def _waits(growth: Growth, many: int) -> tuple[Wait, ...]:
    low, high = growth.copy(), growth.copy()
    return tuple(Wait(low.step(_least), high.step(_most)) for _ in range(many))


def _least_cap_ns(duration_ns: int, factor: float, steps: int) -> int | None:
    """The longest delay that growth comes to before the last try."""
    free, least_ns = Growth(duration_ns, factor, 0.0, steps, 0), 0
    for _ in range(min(steps - 1, LOOK)):
        before_ns = free.duration_ns
        free.step(_least)
        least_ns = max(least_ns, free.duration_ns)
        if free.duration_ns == before_ns or least_ns > LONGEST_NS:
            break
    else:
        if steps - 1 > LOOK:
            return None
    return max(least_ns, SHORTEST_NS) if least_ns <= LONGEST_NS else None


def _least() -> float:
    return 0.0


def _most() -> float:
    return ALMOST_ONE
