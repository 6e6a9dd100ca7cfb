"""What of a page needs the history: the past on the timeline, the runs, and the explanation of ticks of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from waitgui.models.past import Past
from waitgui.models.said import said
from waitgui.models.timeline import TickRef
from waitgui.views.look_back import LookBack
from waitgui.views.runs_view import RunsView

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.models.history_bridge import Questions
    from waitgui.models.open_set import OpenSet
    from waitgui.store.history_source import StoredTick
    from waitgui.views.explain import Explain
    from waitgui.views.notice import Notice
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.timeline_view import TimelineView


class Parts(NamedTuple):
    """Of a page."""

    models: OpenSet
    explain: Explain
    timeline: TimelineView
    notice: Notice
    theme: Theme


class HistoryViews(QObject):
    """Connects the history with the parts of a page. `runs` is the view that it adds."""

    timelineWanted = Signal()

    def __init__(
        self,
        parts: Parts,
        bridge: Questions,
        *,
        now_ns: Callable[[], int],
        wall_ns: Callable[[], int],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        models, explain = parts.models, parts.explain
        session = models.session
        self.past = Past(session, bridge, models.timeline, models.log, now_ns=now_ns, wall_ns=wall_ns, parent=self)
        self.past.recalled.connect(self._on_recalled)
        self.past.outputRead.connect(explain.refresh)
        self.past.failed.connect(self._on_unreadable)
        self.past.chosen.connect(explain.select_tick)
        parts.timeline.tickSelected.connect(self.past.look_up)
        explain.outputWanted.connect(self.past.read_output)
        self._look_back = LookBack(parts.timeline.camera, self.past, self)
        self.runs = RunsView(session, models.table, bridge, parts.theme, wall_ns)
        self.runs.tickSelected.connect(self.past.choose)
        self.runs.tickActivated.connect(self._on_activated)
        self.runs.failed.connect(self._on_unreadable)

    def recall(self, selected: str | None) -> None:
        """Another set is open."""
        self.runs.show_task(selected, anew=True)
        self.past.recall()

    @Slot()
    def _on_recalled(self) -> None:
        self._parts.models.table.refresh()
        self._parts.explain.refresh()

    @Slot(str)
    def _on_unreadable(self, reason: str) -> None:
        self._parts.notice.show_error(self.tr("The history can't be read: {reason}.").format(reason=said(reason)))

    @Slot(object)
    def _on_activated(self, stored: StoredTick) -> None:
        ref = TickRef(*stored.tick[:3])
        if self._parts.models.timeline.times(ref) is None:
            self._parts.notice.show_done(self.tr("The timeline goes back to the latest ticks only, not to this one."))
            return
        self.past.choose(stored)
        self.timelineWanted.emit()
        self._parts.timeline.select(ref.task, ref)
