"""The menu of the icon in the tray: how tasks stand by name, what comes next, and what can be done without a window.

It has a fixed set of actions that say this or that or are hidden: a menu built anew each time would flicker, as panels
get theirs over the bus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from waitgui.models.glance import MOST_NAMED, MOST_NEXT
from waitgui.models.task_states import State
from waitgui.views.tray_words import next_words, summary, task_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from waitgui.models.glance import Glance, Named
    from waitgui.models.session import Session
    from waitgui.views.theme import Theme


class TrayMenu(QObject):
    """Fills `menu`; `sessions` are all open ones."""

    windowWanted = Signal()
    quitWanted = Signal()
    taskWanted = Signal(object, str)
    """The window is to show this task, of this session."""

    def __init__(self, window: QWidget, theme: Theme, sessions: Callable[[], Sequence[Session]]) -> None:
        super().__init__(window)
        self._theme = theme
        self._sessions = sessions
        self._filled: tuple[object, ...] = ()
        self.menu = QMenu(window)
        self._head = [QAction(self), QAction(self)]
        self._named = [QAction(self) for _ in range(MOST_NAMED)]
        self._next = [QAction(self) for _ in range(MOST_NEXT)]
        self._pause = QAction(self)
        self._show = QAction(self.tr("Open waitgui"), self)
        self._stop = QAction(self.tr("Stop all"), self)
        self._quit = QAction(self)
        for action in self._head:
            action.triggered.connect(self.windowWanted)
        for group in (self._head, self._named, self._next, [self._pause, self._stop], [self._show, self._quit]):
            self.menu.addActions(group)
            self.menu.addSeparator()
        for action in (*self._named, *self._next):
            action.triggered.connect(self._on_task)
        self._pause.triggered.connect(self._on_pause)
        self._show.triggered.connect(self.windowWanted)
        self._stop.triggered.connect(self._on_stop)
        self._quit.triggered.connect(self.quitWanted)
        theme.changed.connect(self.forget)
        self.forget()

    @Slot()
    def forget(self) -> None:
        """Fill it anew the next time, whatever it says."""
        self._filled = ()
        icons, colour = self._theme.icons, self._theme.tokens.text2
        for action, name in ((self._show, "clock"), (self._stop, "stop"), (self._quit, "cross")):
            action.setIcon(icons.icon(name, colour))

    def show_glance(self, seen: Glance, now_ns: int) -> None:
        """Say how things stand. Where only time has gone by a menu that isn't open is left alone."""
        sessions = self._sessions()
        active = any(session.active for session in sessions)
        resumes = active and all(session.is_paused(task) for session in sessions for task in session.active)
        tasks = tuple(named._replace(since_ns=0) for named in (*seen.named, *seen.next))
        content = (active, resumes, summary(seen), tasks)
        if content == self._filled and not self.menu.isVisible():
            return
        self._filled = content
        for action, text in zip(self._head, (summary(seen), next_words(seen, now_ns)), strict=True):
            _say(action, text)
        above = {(named.session, named.task) for named in seen.named}
        coming = tuple(named for named in seen.next[1:] if (named.session, named.task) not in above)
        for actions, shown in ((self._named, seen.named), (self._next, coming)):
            for number, action in enumerate(actions):
                self._fill_task(action, shown[number] if number < len(shown) else None, now_ns)
        _say(self._pause, self.tr("Resume all") if resumes else self.tr("Pause all"))
        self._pause.setIcon(self._theme.icons.icon("play" if resumes else "pause", self._theme.tokens.text2))
        for action in (self._pause, self._stop):
            action.setEnabled(active)
        _say(self._quit, self.tr("Stop all and quit") if active else self.tr("Quit"))

    def _fill_task(self, action: QAction, named: Named | None, now_ns: int) -> None:
        _say(action, "" if named is None else task_line(named, now_ns))
        if named is not None:
            icons, tokens = self._theme.icons, self._theme.tokens
            icon, colour = {State.RUNNING: ("running", tokens.accent), State.WAITING: ("clock", tokens.text2)}.get(
                named.state, ("failed", tokens.failed)
            )
            action.setIcon(icons.icon(icon, colour))
        action.setData(None if named is None else (named.session, named.task))

    @Slot()
    def _on_task(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction) and sender.data() is not None:
            self.taskWanted.emit(*sender.data())

    @Slot()
    def _on_pause(self) -> None:
        """Pause all; if all are, let them go on."""
        waiting = [
            (session, [task for task in session.active if not session.is_paused(task)]) for session in self._sessions()
        ]
        if any(tasks for _, tasks in waiting):
            for session, tasks in waiting:
                session.pause(tasks)
        else:
            for session, _ in waiting:
                session.resume(session.active)

    @Slot()
    def _on_stop(self) -> None:
        for session in self._sessions():
            session.stop_all()


def _say(action: QAction, text: str) -> None:
    """Show the text, or nothing of the action if there is none; "&" is no mnemonic."""
    escaped = text.replace("&", "&&")
    if action.text() != escaped:
        action.setText(escaped)
    if action.isVisible() != bool(text):
        action.setVisible(bool(text))
