"""OpenSet: what there is to be shown of one open set, fed by its session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from waitgui.models.foresight import Foresight
from waitgui.models.lane_arranger import LaneArranger, LaneTask
from waitgui.models.live_ticks import LiveTicks
from waitgui.models.said import said
from waitgui.models.task_table import TaskTable
from waitgui.models.tick_log import TickLog
from waitgui.models.timeline import Anchor, TimelineModel
from waitgui.tasks.model import Backoff

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.models.session import Session
    from waitgui.models.task_states import TaskState
    from waitgui.models.timeline import TickRef
    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Event


class OpenSet(QObject):
    """The models of a page, for the GUI thread. `now_ns` and `wall_ns` are the engine's clock and Unix time.

    They take ticks whether the page is shown or not.
    """

    def __init__(
        self, session: Session, now_ns: Callable[[], int], wall_ns: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.now_ns = now_ns
        self._lane_tasks: dict[str, tuple[Task, LaneTask]] = {}
        self._rhythms: list[str] | None = None
        self.log = TickLog()
        self.table = TaskTable(session, now_ns, self)
        self.timeline = TimelineModel(Anchor(now_ns(), wall_ns()), parent=self, state_of=self._state_of)
        self.arranger = LaneArranger(self.timeline, self._state_of, self)
        self.foresight = Foresight(self.timeline, session.errands, session.running, now_ns, self)
        self.live_ticks = LiveTicks(self.timeline, self.log, session.name_of, now_ns, self)
        session.renewed.connect(self._on_renewed)
        session.ticked.connect(self._on_ticked)

    @Slot()
    def _on_renewed(self) -> None:
        self.log.clear()
        self.foresight.clear()
        self.timeline.clear()
        self._rhythms = None

    def retranslate(self) -> None:
        """Say of the tasks in another language what is said of them."""
        self.session.rhythms.forget()
        self.table.retranslate()
        self.take_tasks()

    def take_tasks(self) -> None:
        """The tasks, or their names, are others."""
        tasks, known = self.session.task_set.tasks, self._lane_tasks
        rhythms = self.session.rhythms.of(tasks)
        if rhythms is self._rhythms:  # the same list for the very same tasks
            return
        self._rhythms = rhythms
        self._lane_tasks = {
            task.id: before
            if (before := known.get(task.id)) is not None and before[0] is task and before[1].schedule == words
            else (task, _lane_task(task, words))
            for task, words in zip(tasks, rhythms, strict=True)
        }
        self.arranger.set_tasks([lane_task for _, lane_task in self._lane_tasks.values()])

    def reason(self, ref: TickRef) -> str:
        """Why a tick ended as it did, if the log still knows."""
        tick = self.log.find(*ref)
        if tick is None:
            return ""
        if not tick.result.why and tick.result.exit_code:
            return self.tr("exit code {code}").replace("{code}", str(tick.result.exit_code))
        return said(tick.result.why)

    def _state_of(self, task_id: str) -> TaskState:
        return self.session.states.of(task_id)

    @Slot(object)
    def _on_ticked(self, events: list[Event]) -> None:
        self.log.note(events)
        self.foresight.note(events)
        self.timeline.append(events)


def _lane_task(task: Task, words: str) -> LaneTask:
    return LaneTask(task.id, task.name, words, task.tags, isinstance(task.schedule, Backoff))
