"""What the form shows of the future: the task played through by the very engine that would run it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from waitgui.runner import preview

if TYPE_CHECKING:
    from waitgui.runner.preview import Forecast
    from waitgui.tasks.model import Task


def forecast(task: Task, takes_ns: int) -> Forecast:
    """The next ticks if it were started now and each tick took so long."""
    return preview.forecast(task, takes_ns=takes_ns, wall_ns=time.time_ns())
