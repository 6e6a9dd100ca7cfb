"""Who asks for help where: the commands of the window, and a form for the field that has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from waitgui.tasks.model import plain
from waitgui.views.help.concepts import Topic
from waitgui.views.help.shortcuts import sections_of
from waitgui.views.help.window import HelpWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from waitgui.tasks.model import Task
    from waitgui.views.commands import Commands
    from waitgui.views.menus import Menus
    from waitgui.views.theme import Theme

_OF_FIELD = {"jitter": Topic.JITTER, "cap": Topic.CAP, "at_cap": Topic.CAP}


class HelpDesk(QObject):
    """Answers the window's commands `help` and `keys`. The help's window is made when it is first wanted.

    `listed` gives the task that is selected in the table of tasks, whose schedule is explained; None in other views.
    """

    def __init__(
        self, window: QWidget, commands: Commands, menus: Menus, theme: Theme, listed: Callable[[], Task | None]
    ) -> None:
        super().__init__(window)
        self._listed = listed
        self._window = window
        self._menus = menus
        self._theme = theme
        self._shown: HelpWindow | None = None
        commands["help"].triggered.connect(self._help)
        commands["keys"].triggered.connect(self._keys)

    def look_up(self, topic: Topic) -> None:
        """Show this page."""
        if self._shown is None:
            self._shown = HelpWindow(self._window, self._theme, sections_of(self._menus.sections))
        self._shown.look_up(topic)

    @Slot()
    def _help(self) -> None:
        task = self._listed()
        self.look_up(Topic.TIMELINE if task is None else _of_schedule(plain(task)["schedule"]))

    @Slot()
    def _keys(self) -> None:
        self.look_up(Topic.KEYS)


def topic_of(place: Sequence[str], schedule: object) -> Topic:
    """What explains a field: by its place in a task as a file has it, and by the schedule that is being written."""
    part, name = (*place, "", "")[:2]
    if part == "stop":
        return Topic.STOP_RULES
    if part in ("schedule", "retry") and name in _OF_FIELD:
        return _OF_FIELD[name]
    return Topic.BACKOFF if part == "retry" else _of_schedule(schedule)


def _of_schedule(schedule: object) -> Topic:
    content = schedule if isinstance(schedule, dict) else {}
    kind = content.get("kind")
    if kind in ("poll", "backoff"):
        return Topic.POLL if kind == "poll" else Topic.BACKOFF
    if content.get("drift_free") is True:
        return Topic.ON_GRID
    return Topic.FROM_START if content.get("sliding") is False else Topic.AFTER_END
