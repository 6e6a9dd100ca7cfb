"""The icon in the desktop's tray: how all sets stand, what comes next, and a menu for what is done without a window.

Trays come late (a panel that starts after us) and go (a panel that crashes): the probe is asked again and again, and
the icon is made anew when there is one again, of whatever kind. Nobody may hide the window unless `present`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QSystemTrayIcon

from waitgui.models.glance import glance
from waitgui.views.labels import unmarked
from waitgui.views.tray_icon import Shape, tray_icon
from waitgui.views.tray_menu import TrayMenu
from waitgui.views.tray_words import next_words, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from waitgui.models.session import Session
    from waitgui.views.theme import Theme

SECOND_MS = 1_000
LATE_S = 60
"""How long a tray that isn't there is looked for every second; later every `SELDOM_S`."""
SELDOM_S = 5


class Tray(QObject):
    """The icon and its menu, as long as there is a tray. `probe` says whether there is; `sessions` are all open ones.

    `now_ns` is the engine's clock.
    """

    presenceChanged = Signal(bool)
    """A tray has come, or gone."""
    windowWanted = Signal()
    toggled = Signal()
    """The icon was clicked: the window is to come, or to go."""
    quitWanted = Signal()
    taskWanted = Signal(object, str)
    """The window is to show this task, of this session."""
    messageClicked = Signal()

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        sessions: Callable[[], Sequence[Session]],
        now_ns: Callable[[], int],
        probe: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._sessions = sessions
        self._now_ns = now_ns
        self._probe = probe
        self._icon: QSystemTrayIcon | None = None
        self._shape: Shape | None = None
        self._tip = ""
        self._seconds = 0
        self._window = window
        self._add_menu()
        theme.changed.connect(self._repaint)
        self._timer = QTimer(self, interval=SECOND_MS)
        self._timer.timeout.connect(self._on_second)

    def _add_menu(self) -> None:
        self._menu = TrayMenu(self._window, self._theme, self._sessions)
        self._menu.windowWanted.connect(self.windowWanted)
        self._menu.quitWanted.connect(self.quitWanted)
        self._menu.taskWanted.connect(self.taskWanted)
        self.menu = self._menu.menu
        self.menu.aboutToShow.connect(self._on_menu)

    def retranslate(self) -> None:
        """Say everything in another language."""
        before = self._menu
        self._add_menu()
        if self._icon is not None:
            self._icon.setContextMenu(self.menu)
        before.menu.deleteLater()
        before.deleteLater()
        self._tip = ""
        self.refresh()

    @property
    def present(self) -> bool:
        """Whether there is a tray, with our icon in it."""
        return self._icon is not None

    @property
    def tool_tip(self) -> str:
        """What the icon says when it is pointed at."""
        return self._tip

    @Slot()
    def begin(self) -> None:
        """Look for a tray, now and later."""
        self._timer.start()
        self.look_for_tray()

    @Slot()
    def end(self) -> None:
        """Take the icon away."""
        self._timer.stop()
        self._drop()

    def look_for_tray(self) -> None:
        """Ask whether there is a tray, and put the icon there or forget the one that is gone."""
        there = self._probe()
        if there == self.present:
            return
        if there:
            self._icon = QSystemTrayIcon(self)
            self._icon.setContextMenu(self.menu)
            self._icon.activated.connect(self._on_activated)
            self._icon.messageClicked.connect(self.messageClicked)
            self._shape, self._tip = None, ""
            self.refresh()
            self._icon.show()
        else:
            self._drop()
        self.presenceChanged.emit(there)

    @Slot()
    def refresh(self) -> None:
        """Show how things stand now; what hasn't changed is left alone, as each change goes over the bus."""
        if self._icon is None:
            return
        seen, now_ns = glance(self._sessions()), self._now_ns()
        shape = Shape.FAILED if seen.failed else Shape.RUNNING if seen.running else Shape.WAITING
        if shape is not self._shape:
            self._shape = shape
            self._icon.setIcon(tray_icon(self._theme.icons, self._theme.tokens, shape))
        tip = " · ".join(filter(None, (summary(seen), next_words(seen, now_ns))))
        if tip != self._tip:
            self._tip = tip
            self._icon.setToolTip(unmarked(tip))
        self._menu.show_glance(seen, now_ns)

    def show_message(self, title: str, text: str) -> bool:
        """A bubble at the icon, where the desktop has no service for it; False if there is no tray."""
        if self._icon is None:
            return False
        self._icon.showMessage(
            title, text, tray_icon(self._theme.icons, self._theme.tokens, self._shape or Shape.WAITING)
        )
        return True

    @Slot()
    def _on_menu(self) -> None:
        self._menu.forget()
        self.refresh()

    @Slot()
    def _on_second(self) -> None:
        self._seconds += 1
        if self._seconds <= LATE_S or self._seconds % SELDOM_S == 0:
            self.look_for_tray()
        self.refresh()

    @Slot()
    def _repaint(self) -> None:
        self._shape = None
        self.refresh()

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.MiddleClick):
            self.toggled.emit()

    def _drop(self) -> None:
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None
