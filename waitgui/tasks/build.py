"""From a task's definition to the wait engine's loop. A kind of schedule adds one registered function."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from waitgui.tasks.model import Repeat
from waitgui.wait.backoff import jittered
from waitgui.wait.loop import Loop
from waitgui.wait.timers import Grid, Variable

if TYPE_CHECKING:
    from waitgui.tasks.model import Schedule
    from waitgui.wait.backoff import Random


@singledispatch
def loop_for(schedule: Schedule, start_ns: int, random: Random) -> Loop:
    """The loop of a run that starts at `start_ns`; `random` gives floats in [0, 1)."""
    raise TypeError(f"no loop for {type(schedule).__name__}")


@loop_for.register(Repeat)
def _(schedule: Repeat, start_ns: int, random: Random) -> Loop:
    if schedule.drift_free:
        grid = Grid(schedule.period_ns, start_ns + schedule.initial_delay_ns)
        return Loop(grid, sliding=True, first_ns=schedule.initial_delay_ns)
    period_ns, factor = schedule.period_ns, schedule.jitter
    timer = Variable(lambda: jittered(period_ns, factor, random())) if factor > 0 else Variable(lambda: period_ns)
    return Loop(timer, sliding=schedule.sliding, first_ns=schedule.initial_delay_ns)
