"""CheckUp: has the open set examined in the background, again whenever it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from waitgui.models.examination import gather, timed, word
from waitgui.store.history_lengths import lengths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from waitgui.models.examination import Findings
    from waitgui.models.history_bridge import HistoryBridge
    from waitgui.models.session import Session
    from waitgui.store.history_lengths import Length
    from waitgui.tasks.model import TaskSet
    from waitgui.work.stop import Stop

MOST = 200
"""Of so many tasks at most something is said; who has more to mend will look again."""
_REST_MS = 200
_TOPIC = "check-up"


class CheckUp(QObject):
    """Examines from `begin` to `end`. For the GUI thread; `now` gives the time of day with its zone."""

    found = Signal(object)
    """The list of `Advice` on the set as it is, the worst first."""

    def __init__(
        self, session: Session, past: HistoryBridge | None, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._past = past
        self._now = now
        self._number = 0
        self._cancel: Callable[[], None] | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)

    def begin(self) -> None:
        """Look now, and after each edit."""
        self._session.changed.connect(self._on_changed)
        self._look()

    def end(self) -> None:
        """Look no more, also not at what is being looked at."""
        self._session.changed.disconnect(self._on_changed)
        self._rest.stop()
        self._give_up()

    @Slot()
    def _on_changed(self) -> None:
        self._rest.start()

    def _give_up(self) -> None:
        self._number += 1
        if self._past is not None:
            self._past.cancel(_TOPIC)
        if self._cancel is not None:
            self._cancel()
            self._cancel = None

    @Slot()
    def _look(self) -> None:
        """First what the history knows, which has a thread of its own; then the rest."""
        self._give_up()
        number, task_set, name = self._number, self._session.task_set, self._session.history_name
        if self._past is None:
            self._examine(number, task_set, {})
            return
        ids = timed(task_set)
        self._past.ask(
            _TOPIC,
            lambda reader: lengths(reader, name, ids),
            lambda known: self._examine(number, task_set, known),
            lambda _why: self._examine(number, task_set, {}),  # the history says itself what is wrong with it
        )

    def _examine(self, number: int, task_set: TaskSet, known: Mapping[str, Length]) -> None:
        if number != self._number:
            return
        now, environ = self._now(), self._session.errands.environ

        def examine(stop: Stop) -> Findings:
            return gather(task_set, now=now, environ=environ(), lengths=known, stops=stop.is_set)

        def done(findings: Findings) -> None:
            if number == self._number:
                self._cancel = None
                translate = QCoreApplication.translate
                self.found.emit(word(findings, task_set, now=now, translate=translate, most=MOST))

        self._cancel = self._session.errands.work_out(examine, done, "check-up")
