"""Where the window lives while it isn't seen: in the tray, if there is one and the user wants it so.

It is never hidden without a tray, and comes back if the tray goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from waitgui.views.foreground import bring_forward
from waitgui.views.question import Answer, ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.models.preferences import Preferences
    from waitgui.models.session import Session
    from waitgui.models.timeline import TickRef
    from waitgui.store.settings import OnClose
    from waitgui.views.main_window import MainWindow
    from waitgui.views.set_files import Spawn
    from waitgui.views.tray import Tray


class Residence(QObject):
    """Decides what closing the window means. `is_active` says whether tasks run."""

    def __init__(
        self, window: MainWindow, tray: Tray, preferences: Preferences, spawn: Spawn, is_active: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tray = tray
        self._preferences = preferences
        self._spawn = spawn
        self._is_active = is_active
        self._asking = False
        self._wants_tray = False
        tray.presenceChanged.connect(self._on_presence)
        tray.toggled.connect(self._toggle)
        tray.windowWanted.connect(self._come)
        tray.taskWanted.connect(self._show_task)
        tray.quitWanted.connect(self._quit)

    def begin(self, *, in_tray: bool) -> None:
        """Show the window; `in_tray` begins there, or minimised until a tray comes."""
        if not in_tray:
            self._window.show()
            QTimer.singleShot(0, self._tray.begin)  # asks the bus: the window doesn't wait for the answer
            return
        self._tray.begin()
        if not self._tray.present:
            self._wants_tray = True
            self._window.showMinimized()

    def takes(self) -> bool:
        """Whether the window's closing is dealt with: it is in the tray now, or the user is being asked."""
        if self._asking:
            return True
        on_close = self._preferences.settings.on_close
        if on_close == "quit" or not self._is_active():
            return False
        self._tray.look_for_tray()  # what was there a second ago isn't good enough
        if not self._tray.present:
            return False
        if on_close == "keep":
            self._window.hide()
        else:
            self._ask()
        return True

    def choose(self, on_close: OnClose) -> None:
        """Remember what closing is to mean."""
        if self._preferences.update(on_close=on_close):
            self._spawn(self._preferences.save())

    def _ask(self) -> None:
        def keep() -> None:
            self.choose("keep")
            self._window.hide()

        def quit_now() -> None:
            self.choose("quit")
            self._window.quit_after_asking()

        self._asking = True
        box = ask(
            self._window,
            "waitgui",
            self.tr("Keep running in the tray?"),
            self.tr(
                "Tasks go on while the window is closed. The icon in the tray brings it back. You can change this "
                "under Options in the menu."
            ),
            [Answer(self.tr("Keep in the tray"), keep, primary=True), Answer(self.tr("Stop all and quit"), quit_now)],
            self.tr("Cancel"),
        )
        box.finished.connect(self._on_answered)

    @Slot()
    def _on_answered(self) -> None:
        self._asking = False

    @Slot(bool)
    def _on_presence(self, there: bool) -> None:
        if not there and self._window.isHidden():
            bring_forward(self._window)
        elif there and self._wants_tray and self._window.isMinimized():
            self._window.hide()
        self._wants_tray = False

    @Slot()
    def _toggle(self) -> None:
        """The window comes to the front; if it is there already it goes."""
        if self._window.isVisible() and self._window.isActiveWindow() and not self._window.isMinimized():
            self._window.hide()
        else:
            self._come()

    @Slot()
    def _come(self) -> None:
        was_hidden = self._window.isHidden()
        bring_forward(self._window)
        if was_hidden:  # where a question was answered before, Qt gives the keyboard to any widget, such as the output
            self._window.page.focus_view()

    @Slot(object, str)
    def _show_task(self, session: Session, task: str) -> None:
        self._come()
        self._window.show_task(session, task)

    @Slot(object, object, str)
    def show_tick(self, session: Session, ref: TickRef, token: str) -> None:
        """Come forward and show this tick, or the task if it is none."""
        bring_forward(self._window, token)
        self._window.show_task(session, ref.task, ref if ref.n else None)

    @Slot()
    def _quit(self) -> None:
        """Ask only if something would be lost; that everything stops was said."""
        if self._window.has_unsaved:
            self._come()
            self._window.quit_after_asking()
        else:
            self._window.quit_now()
