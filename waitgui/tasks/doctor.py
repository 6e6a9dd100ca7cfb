"""The doctor: looks over the definition of a task. What it finds is only what the arithmetic of the engine says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks import advice_schedules, advice_stops
from waitgui.tasks.endings import no_names
from waitgui.tasks.words import counting, untranslated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from waitgui.tasks.advice import Advice
    from waitgui.tasks.endings import NameOf
    from waitgui.tasks.model import Task
    from waitgui.tasks.words import Translate


def advise(
    task: Task, now: datetime, name_of: NameOf = no_names, translate: Translate = untranslated
) -> Iterator[Advice]:
    """What follows from the definition; `now` is the time of day, with its zone, `name_of` knows the other tasks."""
    translate = counting(translate)
    yield from advice_schedules.advise(task, translate)
    yield from advice_stops.advise(task, now, translate, name_of)
