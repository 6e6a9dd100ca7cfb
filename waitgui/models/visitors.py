"""Takes the letters of later starts from the socket of this process, in the GUI thread and without waiting for anybody.

It answers only here, so that an answer means: the window's thread is alive.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

from waitgui.store import letter
from waitgui.store.instance import peer
from waitgui.store.letter import MAX_BYTES, UnreadableLetterError

if TYPE_CHECKING:
    import socket

log = logging.getLogger(__name__)

AT_ONCE = 32
"""Visitors that may be at the door together; more are turned away."""
SPEAK_MS = 5_000
"""How long one may take to say what it wants."""
_PART = 65_536


class Visitors(QObject):
    """Listens at `listening`, which never blocks and stays the caller's. For the GUI thread."""

    called = Signal(object)
    """A later start has left this `Letter`."""

    def __init__(self, listening: socket.socket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listening = listening
        self._visitors: set[_Visitor] = set()
        self._bell = QSocketNotifier(listening.fileno(), QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._on_bell)

    def close(self) -> None:
        """Listen no more; who is speaking is turned away. To be called before the socket is closed."""
        self._bell.setEnabled(False)
        for visitor in list(self._visitors):
            visitor.leave()

    @Slot()
    def _on_bell(self) -> None:
        try:
            connection, _ = self._listening.accept()
        except OSError:  # it went again
            return
        who = peer(connection)
        if len(self._visitors) >= AT_ONCE or (who is not None and who.uid != os.geteuid()):
            log.warning("turned away a connection of user %s", "?" if who is None else who.uid)
            connection.close()
            return
        connection.setblocking(False)
        visitor = _Visitor(connection, self)
        visitor.spoke.connect(self.called)
        visitor.left.connect(self._on_left)
        self._visitors.add(visitor)

    @Slot(object)
    def _on_left(self, visitor: _Visitor) -> None:
        self._visitors.discard(visitor)
        visitor.deleteLater()


class _Visitor(QObject):
    """One connection: a line comes in, a line goes out."""

    spoke = Signal(object)
    left = Signal(object)

    def __init__(self, connection: socket.socket, parent: QObject) -> None:
        super().__init__(parent)
        self._connection = connection
        self._line = bytearray()
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._time = QTimer(self, interval=SPEAK_MS, singleShot=True)
        self._time.timeout.connect(self.leave)
        self._time.start()

    @Slot()
    def leave(self) -> None:
        """Hang up."""
        if self._connection.fileno() >= 0:
            self._time.stop()
            self._notifier.setEnabled(False)
            self._connection.close()
            self.left.emit(self)

    @Slot()
    def _read(self) -> None:
        try:
            part = self._connection.recv(_PART)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        self._line += part
        if b"\n" in part:
            self._answer(bytes(self._line))
        elif not part or len(self._line) >= MAX_BYTES:
            self.leave()

    def _answer(self, line: bytes) -> None:
        why_not = ""
        try:
            word = letter.decode(line)
        except UnreadableLetterError as error:
            log.warning("a later start left word that can't be used: %s", error)
            why_not = str(error)
        else:
            self.spoke.emit(word)
        try:
            self._connection.send(letter.answer(why_not))  # shorter than any socket's buffer
        except OSError as error:
            log.info("a later start didn't wait for the answer: %s", error)
        self.leave()
