"""Announcer: tells of failures, recoveries and ends of runs, through the desktop or at the icon in the tray."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from waitgui.models.alerts import Governor, Vigil
from waitgui.models.timeline import TickRef
from waitgui.views.alert_words import bubble_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import time

    from waitgui.models.alerts import Alert, Bubble
    from waitgui.models.preferences import Preferences
    from waitgui.models.session import Session
    from waitgui.tasks.record import Event
    from waitgui.views.set_files import Spawn

log = logging.getLogger(__name__)

LOOK_MS = 500
_REMEMBERED = 256


class Service(Protocol):
    """The desktop's: `waitgui.work.notifications`."""

    clicked: Callable[[int, str], None] | None

    async def show(self, title: str, text: str, *, replaces: int = 0, label: str = "Open") -> int:
        """Show it; its number. Raises `trouble`."""


class Surroundings(NamedTuple):
    """The clocks and the ways out: monotonic ns, the local time of day, the service and what it raises.

    `at_icon` shows a bubble at the icon in the tray, and says whether there is one.
    """

    now_ns: Callable[[], int]
    hour: Callable[[], time]
    service: Service
    trouble: type[Exception]
    at_icon: Callable[[str, str], bool]
    spawn: Spawn


class Announcer(QObject):
    """Watches sessions. For the GUI thread; what is shown goes out by coroutines."""

    wanted = Signal(object, object, str)
    """A notification was clicked: of this session, this `TickRef`; and the desktop's token, or ""."""

    def __init__(self, preferences: Preferences, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._around = around
        self._governor = Governor()
        self._vigils: dict[Session, _Watch] = {}
        self._numbers: dict[tuple[object, str], int] = {}
        self._shown: dict[int, Alert] = {}
        self._at_icon: Alert | None = None
        around.service.clicked = self._on_clicked
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def watch(self, session: Session) -> None:
        """Tell of what happens in its sets from now on."""
        if session not in self._vigils:
            watch = self._vigils[session] = _Watch(session, self)
            watch.noted.connect(self._on_noted)

    def unwatch(self, session: Session) -> None:
        """Tell of it no more, and not of what is kept back either."""
        watch = self._vigils.pop(session, None)
        if watch is not None:
            watch.deleteLater()
            self._governor.forget(session)
            self._shown = {number: alert for number, alert in self._shown.items() if alert.source is not session}
            self._numbers = {key: number for key, number in self._numbers.items() if key[0] is not session}
            if self._at_icon is not None and self._at_icon.source is session:
                self._at_icon = None

    @Slot(object, object)
    def _on_noted(self, watch: _Watch, events: list[Event]) -> None:
        if self._vigils.get(watch.session) is not watch:
            return
        rules = self._preferences.settings.alerts_of(str(watch.session.path or ""))
        alerts = watch.vigil.note(events, rules)
        if alerts:
            self._governor.keep(alerts, self._around.now_ns())
            if not self._timer.isActive():
                self._timer.start()

    @Slot()
    def _look(self) -> None:
        around = self._around
        bubble = self._governor.due(around.now_ns(), around.hour(), self._preferences.settings.quiet)
        if bubble is not None:
            around.spawn(self._show(bubble))
        if not self._governor.waiting:
            self._timer.stop()

    async def _show(self, bubble: Bubble) -> None:
        title, text = bubble_words(bubble)
        newest = bubble.alerts[-1]
        whose = {(alert.source, alert.task) for alert in bubble.alerts}
        key = (newest.source, newest.task) if len(whose) == 1 else None
        replaces = 0 if key is None else self._numbers.get(key, 0)
        try:
            number = await self._around.service.show(title, text, replaces=replaces, label=self.tr("Open"))
        except self._around.trouble as error:
            self._at_icon = newest
            if not self._around.at_icon(title, text):
                log.warning("a notification couldn't be shown (%s): %s", error, title)
            return
        self._shown[number] = newest
        if key is not None:
            self._numbers[key] = number
        for kept in (self._shown, self._numbers):
            while len(kept) > _REMEMBERED:
                kept.pop(next(iter(kept)))  # type: ignore[call-overload]

    def _on_clicked(self, number: int, token: str) -> None:
        self._want(self._shown.get(number), token)

    @Slot()
    def on_icon_clicked(self) -> None:
        """The bubble at the icon was clicked."""
        self._want(self._at_icon, "")

    def _want(self, alert: Alert | None, token: str) -> None:
        if alert is not None:
            self.wanted.emit(alert.source, TickRef(alert.task, alert.run, alert.n), token)


class _Watch(QObject):
    """One session and what is worth telling of it."""

    noted = Signal(object, object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.vigil = Vigil(session, session.name_of)
        session.ticked.connect(self._on_ticked)

    @Slot(object)
    def _on_ticked(self, events: list[Event]) -> None:
        self.noted.emit(self, events)
