"""What the form shows of the future: the task played through by the very engine that would run it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from waitgui.runner import foresight
from waitgui.tasks.model import Backoff

if TYPE_CHECKING:
    from waitgui.runner.foresight import Forecast
    from waitgui.tasks.model import Task

TICKS, BACKOFF_TICKS = 5, 12
"""How many ticks are shown: those of a backoff lie ever farther apart."""
LOOK = 1_000
"""So far it is looked for the end of a run: 20 ms at most on a computer of today, while somebody types."""


def forecast(task: Task, takes_ns: int) -> Forecast:
    """The next ticks if it were started now and each tick took so long."""
    ticks = BACKOFF_TICKS if isinstance(task.schedule, Backoff) else TICKS
    return foresight.forecast(task, takes_ns=takes_ns, ticks=ticks, look=LOOK, wall_ns=time.time_ns())
