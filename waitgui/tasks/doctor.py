"""The doctor: looks over the definitions of a set. What it finds is only what the arithmetic of the engine says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks import advice_schedules, advice_stops
from waitgui.tasks.words import counting, untranslated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from waitgui.tasks.advice import Advice
    from waitgui.tasks.model import TaskSet
    from waitgui.tasks.words import Translate


def advise(task_set: TaskSet, now: datetime, translate: Translate = untranslated) -> Iterator[Advice]:
    """What follows from the definitions, in the order of the tasks; `now` is the time of day, with its zone."""
    names = {task.id: task.name for task in task_set.tasks}
    translate = counting(translate)
    for task in task_set.tasks:
        yield from advice_schedules.advise(task, translate)
        yield from advice_stops.advise(task, now, translate, names.get)
