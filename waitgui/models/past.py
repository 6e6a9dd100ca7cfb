"""Past: what the history knows of the open set, brought to the timeline, the log and the states. For the GUI thread."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from waitgui.models.older import read_page
from waitgui.models.recalled import Recalled, recalled
from waitgui.models.timeline import TickRef
from waitgui.store.history_recent import Recent, recent

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.models.history_bridge import Questions
    from waitgui.models.older import Page, Span
    from waitgui.models.session import Session
    from waitgui.models.tick_log import Key, TickLog
    from waitgui.models.timeline import TimelineModel
    from waitgui.store.history_reader import Reader
    from waitgui.store.history_source import StoredTick
    from waitgui.tasks.record import Tick

log = logging.getLogger(__name__)
MOST_TICKS = 10_000
LONGEST_NS = 14 * 86_400 * 1_000_000_000
"""How far back a set that is opened shows what happened."""
NONE_YET = ("", 0, 0)


class _Found(NamedTuple):
    recent: Recent
    recalled: Recalled


class Past(QObject):
    """`now_ns` and `wall_ns` are the engine's clock and Unix time."""

    recalled = Signal()
    """The timeline, the log and the states know what the history knows."""
    outputRead = Signal()
    """The log knows the output that was asked for."""
    chosen = Signal(object)
    """The log knows the tick of this `TickRef`, which somebody wants to look at."""
    failed = Signal(str)
    """The history can't be read, and why."""

    def __init__(
        self,
        session: Session,
        bridge: Questions,
        timeline: TimelineModel,
        tick_log: TickLog,
        *,
        now_ns: Callable[[], int],
        wall_ns: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._bridge = bridge
        self._timeline = timeline
        self._log = tick_log
        self._now_ns = now_ns
        self._wall_ns = wall_ns
        self._began_ns = now_ns()
        self._asked: Key = NONE_YET
        self._looked: Span | None = None

    def recall(self) -> None:
        """Look up the set that was just opened."""
        self._asked = NONE_YET
        self._bridge.cancel("output")
        self._look_away()
        name, tasks = self._session.history_name, [task.id for task in self._session.task_set.tasks]
        if not tasks:
            self._bridge.cancel("recent")
            return
        now_ns, wall_ns, began_ns = self._now_ns(), self._wall_ns(), self._began_ns

        def question(reader: Reader) -> _Found:
            found = recent(reader, name, tasks, since_ns=wall_ns - LONGEST_NS, most=MOST_TICKS)
            return _Found(found, recalled(found, now_ns=now_ns, wall_ns=wall_ns, began_ns=began_ns))

        self._bridge.ask("recent", question, self._take, self.failed.emit, is_fresh=True)

    @Slot(object)
    def read_output(self, tick: Tick) -> None:
        """Let the log know what this tick of the history printed."""
        key, tick_id = (tick.task, tick.run, tick.n), self._log.unread(tick)
        if tick_id is None or key == self._asked:
            return
        self._asked = key

        def fill(found: tuple[str, int]) -> None:
            self._log.fill(key, *found)
            self.outputRead.emit()

        self._bridge.ask("output", lambda reader: reader.output(tick_id), fill, self.failed.emit)

    @Slot(object)
    def choose(self, stored: StoredTick) -> None:
        """Look at a tick of a table."""
        tick = stored.tick
        if stored.id:
            self._log.keep(stored)
        elif self._log.find(*tick[:3]) is None:  # told in this life, so long ago that the log has given it up
            self._look_up(stored.set_name, TickRef(*tick[:3]))
            return
        self._bridge.cancel("tick")
        self.chosen.emit(TickRef(*tick[:3]))

    @Slot(object)
    def look_up(self, ref: TickRef | None) -> None:
        """Look at a tick of the timeline, which keeps more of them than the log."""
        if ref is not None and self._log.find(*ref) is None and self._timeline.times(ref) is not None:
            self._look_up(self._session.history_name, ref)
        else:
            self._bridge.cancel("tick")

    def look_at(self, from_ns: int, to_ns: int) -> None:
        """Bring what is shown of this stretch (the engine's clock) to the timeline, if it is older than that knows.

        For a view that has come to rest there: the newest question takes the place of the one before.
        """
        wanted = self._timeline.missing(from_ns, to_ns)
        if wanted is None:
            self._look_away()
            return
        if wanted.span == self._looked:
            return
        self._looked = wanted.span
        self._timeline.set_asking(asking=True)
        name, now_ns = self._session.history_name, self._now_ns()
        offset_ns = self._wall_ns() - now_ns

        def question(reader: Reader) -> Page:
            return read_page(reader, name, wanted, now_ns=now_ns, offset_ns=offset_ns)

        self._bridge.ask("older", question, self._take_page, self._on_page_failed)

    def _look_away(self) -> None:
        self._looked = None
        self._bridge.cancel("older")
        self._timeline.set_asking(asking=False)

    def _take_page(self, page: Page) -> None:
        self._looked = None
        self._timeline.set_asking(asking=False)
        self._timeline.put_older(page)

    def _on_page_failed(self, reason: str) -> None:
        self._timeline.set_asking(asking=False)
        self.failed.emit(reason)

    def _look_up(self, name: str, ref: TickRef) -> None:
        def question(reader: Reader) -> list[StoredTick]:
            found = reader.ticks(name, ref.task, ref.run, before=(ref.run, ref.n + 1), most=1)
            return [stored for stored in found if stored.tick.n == ref.n]

        self._bridge.ask("tick", question, self._take_tick, self.failed.emit, is_fresh=True)

    def _take_tick(self, found: list[StoredTick]) -> None:
        if found:
            self.choose(found[0])

    def _take(self, found: _Found) -> None:
        if found.recalled.left_out:
            log.info("%d ticks of the history are dated in the future and not shown", found.recalled.left_out)
        self._timeline.recall(found.recalled)
        self._log.recall(found.recent.ticks)
        offset_ns = self._wall_ns() - self._now_ns()
        self._session.states.recall(found.recalled.ticks, offset_ns)
        self.recalled.emit()
