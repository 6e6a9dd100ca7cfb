"""Closing the window: asks once, stops what runs, leaves no process behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from waitgui.tasks.record import Reason
from waitgui.views.labels import visible
from waitgui.views.question import Answer, ask

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.models.session import Session
    from waitgui.views.set_files import SetFiles, Spawn

QUIT_TIMEOUT_S = 10.0


class Closing(QObject):
    """Decides whether the window may close. `ready` comes when everything has been stopped."""

    began = Signal()
    """Everything is being stopped; there is no way back."""
    ready = Signal()

    def __init__(self, window: QWidget, session: Session, files: SetFiles, spawn: Spawn) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._files = files
        self._spawn = spawn
        self._asking = False
        self._stopping = False

    def begin(self) -> None:
        """The user wants to close: ask if something would be lost or stopped."""
        if self._asking or self._stopping:
            return
        if self._session.dirty or self._session.active:
            self._ask()
        else:
            self.stop()

    def stop(self) -> None:
        """Stop everything, then `ready`; without a question."""
        if not self._stopping:
            self._stopping = True
            self.began.emit()
            self._spawn(self._stop())

    def _give_up(self) -> None:
        self._session.abandon_changes()
        self.stop()

    async def _stop(self) -> None:
        await self._session.stop_and_wait(Reason.QUIT, QUIT_TIMEOUT_S)
        self.ready.emit()

    def _ask(self) -> None:
        session = self._session
        details = []
        if session.active:
            details.append(self.tr("%n running task(s) will be stopped.", None, len(session.active)))
        if session.dirty:
            name = visible(session.task_set.name)
            details.append(self.tr("“{name}” has changes that aren't saved.").format(name=name))
        if session.dirty:
            answers = [
                Answer(self.tr("Save and quit"), lambda: self._files.save_then(self.stop), primary=True),
                Answer(self.tr("Quit without saving"), self._give_up),
            ]
        else:
            answers = [Answer(self.tr("Stop and quit"), self.stop, primary=True)]
        self._asking = True
        box = ask(self._window, "waitgui", self.tr("Quit waitgui?"), "\n".join(details), answers, self.tr("Cancel"))
        box.finished.connect(self._on_answered)

    @Slot()
    def _on_answered(self) -> None:
        self._asking = False
