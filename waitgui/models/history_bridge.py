"""HistoryBridge: questions to the history from the GUI thread, answered in a thread of their own.

Only `waitgui-history-reader` touches the file. A question has a topic: a newer one of the same topic takes the place of
one that waits, and cuts off one that is being answered; of what is cut off nothing is told.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject

from waitgui.models.mailbox import Mailbox
from waitgui.store.history_file import HistoryError
from waitgui.store.history_reader import Reader
from waitgui.store.history_source import InterruptedReadError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)
T = TypeVar("T")


class Questions(Protocol):
    """Who can be asked about the history: the bridge, or a page's channel to it."""

    def ask(
        self,
        topic: str,
        question: Callable[[Reader], T],
        done: Callable[[T], None],
        failed: Callable[[str], None],
        *,
        is_fresh: bool = False,
    ) -> None:
        """As `HistoryBridge.ask`."""
        ...

    def cancel(self, topic: str) -> None:
        """As `HistoryBridge.cancel`."""
        ...


class _Question(NamedTuple):
    topic: str
    ask: Callable[[Reader], Any]
    done: Callable[[Any], None]
    failed: Callable[[str], None]
    is_fresh: bool


class HistoryBridge(QObject):
    """Reads the history at `path`. For the GUI thread; `close` may be called in any.

    `settle` is called in the reading thread before a question that wants all that was told up to now: it waits until
    that is written.
    """

    def __init__(
        self, path: Path, *, settle: Callable[[], object] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settle = settle
        self._changed = threading.Condition()
        self._waiting: deque[_Question] = deque()
        self._latest: dict[str, _Question] = {}
        self._current: _Question | None = None
        self._cut_off = False
        self._closing = False
        self._channels = count(1)
        self._reader = Reader(path, stop=self._stops)
        self._mailbox = Mailbox(self._hand_over, self._is_asked, self)
        # A daemon: a disk that hangs must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="waitgui-history-reader", daemon=True)
        self._thread.start()

    def ask(
        self,
        topic: str,
        question: Callable[[Reader], T],
        done: Callable[[T], None],
        failed: Callable[[str], None],
        *,
        is_fresh: bool = False,
    ) -> None:
        """Have `question` answered; then `done` is called here with the answer, or `failed` with the reason.

        `is_fresh` waits for what was told until now to be written.
        """
        with self._changed:
            if self._closing:
                return
            self._drop(topic)
            self._latest[topic] = _Question(topic, question, done, failed, is_fresh)
            self._waiting.append(self._latest[topic])
            self._changed.notify()
        self._mailbox.watch()

    def cancel(self, topic: str) -> None:
        """Nobody waits for the answer to the last question of this topic any more."""
        with self._changed:
            self._drop(topic)

    def channel(self) -> Channel:
        """For somebody whose topics are to be no others'."""
        return Channel(self, f"{next(self._channels)} ")

    def close(self, timeout_s: float = 5.0) -> bool:
        """Cut off what is being answered and end the thread; False if it goes on. May be repeated."""
        with self._changed:
            self._closing = True
            self._waiting.clear()
            self._changed.notify()
        until_s = time.monotonic() + timeout_s
        self._thread.join(max(0.0, until_s - time.monotonic()))
        return not self._thread.is_alive()

    def _drop(self, topic: str) -> None:
        self._latest.pop(topic, None)
        self._waiting = deque(question for question in self._waiting if question.topic != topic)
        if self._current is not None and self._current.topic == topic:
            self._cut_off = True

    def _stops(self) -> bool:
        """Asked by SQLite, in the reading thread."""
        return self._cut_off or self._closing

    def _run(self) -> None:
        while (question := self._next()) is not None:
            answer: Any = None
            why: str | None = None
            try:
                if question.is_fresh and self._settle is not None:
                    self._settle()
                if self._stops():
                    continue
                answer = question.ask(self._reader)
            except InterruptedReadError:
                continue
            except HistoryError as error:
                why = str(error)
            except Exception as error:  # the edge of the thread
                log.exception("a question to the history: %s", question.topic)
                why = str(error)
            self._mailbox.post((question, answer, why))
        self._reader.close()

    def _next(self) -> _Question | None:
        with self._changed:
            self._current = None
            self._changed.wait_for(lambda: self._closing or self._waiting)
            if self._closing:
                return None
            self._cut_off = False
            self._current = self._waiting.popleft()
            return self._current

    def _is_asked(self) -> bool:
        with self._changed:
            return not self._closing and (self._current is not None or bool(self._waiting))

    def _hand_over(self, came: tuple[_Question, Any, str | None]) -> None:
        question, answer, why = came
        if self._closing or self._is_outdated(question):
            return
        if why is None:
            question.done(answer)
        else:
            question.failed(why)

    def _is_outdated(self, question: _Question) -> bool:
        """Whether another of its topic was asked since, or it was cancelled."""
        with self._changed:
            return self._latest.get(question.topic) is not question


class Channel:
    """The questions of one of several who ask; a newer one takes the place of its own only."""

    def __init__(self, bridge: HistoryBridge, prefix: str) -> None:
        self._bridge = bridge
        self._prefix = prefix
        self._topics: set[str] = set()

    def ask(
        self,
        topic: str,
        question: Callable[[Reader], T],
        done: Callable[[T], None],
        failed: Callable[[str], None],
        *,
        is_fresh: bool = False,
    ) -> None:
        """As `HistoryBridge.ask`."""
        self._topics.add(topic)
        self._bridge.ask(self._prefix + topic, question, done, failed, is_fresh=is_fresh)

    def cancel(self, topic: str) -> None:
        """As `HistoryBridge.cancel`."""
        self._bridge.cancel(self._prefix + topic)

    def close(self) -> None:
        """Nobody waits for an answer any more."""
        for topic in self._topics:
            self.cancel(topic)
