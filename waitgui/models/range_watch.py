"""RangeWatch: the statistics of a range, counted beside the GUI thread.

A million ticks take a tenth of a second. The rows of the range are copied here, which takes some ms, and counted in a
thread that lives only as long; what was asked for meanwhile is counted next.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from waitgui.models.mailbox import Mailbox
from waitgui.models.range_stats import RangeStats, range_stats
from waitgui.models.tick_columns import Ticks, joined

if TYPE_CHECKING:
    from waitgui.models.timeline import TimelineModel


class RangeQuestion(NamedTuple):
    """Which time, and of which task; None of all."""

    from_ns: int
    to_ns: int
    task: str | None


class RangeWatch(QObject):
    """For the GUI thread."""

    counted = Signal(object, object)
    """A `RangeQuestion` and its `RangeStats`; only of the newest question."""

    def __init__(self, model: TimelineModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._asked: RangeQuestion | None = None
        self._waiting = False
        self._closed = False
        self._seen = -1
        self._may_grow = False
        self._thread: threading.Thread | None = None
        self._mailbox = Mailbox(self._take, self._is_counting, self)

    def ask(self, question: RangeQuestion | None, now_ns: int = 0) -> None:
        """Count this from now on; None counts nothing."""
        self._asked = question
        self._waiting = question is not None and not self._closed
        if question is not None:
            self._may_grow = now_ns < question.to_ns or any(
                ticking.start_ns < question.to_ns for _, ticking in self._model.running()
            )
        if self._waiting and self._thread is None:
            self._begin()

    def refresh(self, now_ns: int) -> None:
        """Count again if ticks may have come into the range since."""
        if self._asked is not None and self._may_grow and self._model.overview.ticks != self._seen:
            self.ask(self._asked, now_ns)

    def close(self) -> None:
        """Wait for what is being counted; nothing is told any more."""
        self._asked, self._waiting, self._closed = None, False, True
        if self._thread is not None:
            self._thread.join()

    def _begin(self) -> None:
        question = self._asked
        assert question is not None
        self._waiting = False
        self._seen = self._model.overview.ticks
        parts = [_own(part) for part in self._model.parts(question.from_ns, question.to_ns)]
        number = None if question.task is None else self._model.number_of(question.task)

        def count() -> None:
            ticks = joined(parts)
            if number is not None:
                ticks = ticks.of(ticks.lane == number)
            self._mailbox.post((question, range_stats(ticks, question.from_ns, question.to_ns)))

        self._thread = threading.Thread(target=count, name="waitgui-range", daemon=True)
        self._thread.start()
        self._mailbox.watch()

    def _is_counting(self) -> bool:
        return self._thread is not None

    def _take(self, came: tuple[RangeQuestion, RangeStats]) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if came[0] == self._asked:
            self.counted.emit(*came)
        if self._waiting:
            self._begin()


def _own(part: Ticks) -> Ticks:
    """The columns that are counted, apart from the ring, which goes on while they are."""
    wanted = (part.lane, part.start, part.end, part.due, part.outcome)
    lane, start, end, due, outcome = (column if column.base is None else column.copy() for column in wanted)
    return Ticks(lane, start, end, due, outcome, lane, lane)  # run and number of a tick count nothing
