"""What the tray says of all open sets, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from waitgui.models.said import enumerated
from waitgui.models.task_states import State
from waitgui.tasks.words import duration_words, local_time
from waitgui.views.labels import visible

if TYPE_CHECKING:
    from waitgui.models.glance import Glance, Named

_translate = QCoreApplication.translate
_NS_PER_S = 1_000_000_000
_LONGEST_NAME = 60


def summary(seen: Glance) -> str:
    """How many tasks run, failed, wait: "1 running, 1 failed"."""
    parts = [
        text
        for count, text in (
            (seen.running, _translate("tray", "%n running", None, seen.running)),
            (seen.failed, _translate("tray", "%n failed", None, seen.failed)),
            (0 if seen.running or seen.failed else seen.waiting, _translate("tray", "%n waiting", None, seen.waiting)),
            (seen.paused, _translate("tray", "%n paused", None, seen.paused)),
        )
        if count
    ]
    return enumerated(parts) or _translate("tray", "Nothing is running")


def next_words(seen: Glance, now_ns: int) -> str:
    """What comes next: "Next: Heartbeat in 4 s"; "" if nothing is planned."""
    if not seen.next:
        return ""
    first = seen.next[0]
    left_ns = _steady_ns(first.since_ns - now_ns)
    text = _translate("tray", "Next: {task} in {time}") if left_ns else _translate("tray", "Next: {task} now")
    return text.replace("{time}", duration_words(left_ns)).replace("{task}", short_name(first.name))


def task_line(named: Named, now_ns: int) -> str:
    """A task and how it is: "Dump database – failed 14:31", "Sync photos – 38 s"."""
    name = short_name(named.name)
    if named.state is State.RUNNING:
        return f"{name} – {duration_words(_steady_ns(now_ns - named.since_ns))}"
    if named.state is State.WAITING:
        text = _translate("tray", "{task} – in {time}").replace(
            "{time}", duration_words(_steady_ns(named.since_ns - now_ns))
        )
        return text.replace("{task}", name)
    if not named.since_ns:
        return _translate("tray", "{task} – failed").replace("{task}", name)
    at = local_time(named.since_ns + named.session.states.wall_offset_ns)
    return _translate("tray", "{task} – failed {time}").replace("{time}", f"{at:%H:%M}").replace("{task}", name)


def short_name(name: str) -> str:
    """The name as a menu has room for, with nothing in it that a menu takes for its own."""
    shown = visible(name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…")
    return shown.replace("\t", " ")


def _steady_ns(ns: int) -> int:
    """To the second; from a minute on to the minute, so that what is shown rarely changes."""
    unit = _NS_PER_S if ns < 60 * _NS_PER_S else 60 * _NS_PER_S
    return max(0, (ns + unit // 2) // unit * unit)
