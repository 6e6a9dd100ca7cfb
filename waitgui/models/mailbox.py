"""Mailbox: what other threads have for the GUI thread. They append to a deque and never touch Qt.

A signal that a thread emits while its object is being deleted crashes the process (seen 6 of 6 times); here a timer of
the GUI thread looks, for as long as something is expected.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_MS = 16


class Mailbox(QObject):
    """Hands over what is posted, in order, by calling `take` in the GUI thread.

    `is_expecting` says whether something may still be posted; who posts does so before that turns false. `watch` begins
    to look, and has to be called whenever it has turned true.
    """

    def __init__(
        self, take: Callable[[Any], None], is_expecting: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._take = take
        self._is_expecting = is_expecting
        self._items: deque[Any] = deque()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def post(self, item: object) -> None:
        """Leave something. Any thread."""
        self._items.append(item)

    def watch(self) -> None:
        """Look until nothing is expected any more. In the GUI thread."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _look(self) -> None:
        expecting = self._is_expecting()  # before what is there is taken: nothing can come in between unseen
        for _ in range(len(self._items)):  # not more: who posts without a pause must not keep us here
            self._take(self._items.popleft())
        if not expecting and not self._items and not self._is_expecting():
            self._timer.stop()
