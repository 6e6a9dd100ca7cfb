"""Choosing: lets lanes, list and commands mean the same selected tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from waitgui.models.chosen import Chosen
    from waitgui.models.lane_arranger import LaneArranger
    from waitgui.views.task_list import TaskList
    from waitgui.views.timeline.timeline_view import TimelineView


class Choosing(QObject):
    """Ties `chosen` to the views. What a filter hides is selected no longer, but for the current task."""

    def __init__(
        self, chosen: Chosen, timeline: TimelineView, task_list: TaskList, arranger: LaneArranger, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._timeline = timeline
        self._list = task_list
        self._arranger = arranger
        chosen.changed.connect(self._on_chosen)
        timeline.laneAdded.connect(self._on_lane)
        task_list.chosen.connect(chosen.choose)
        arranger.arranged.connect(self._on_arranged)

    @Slot()
    def all(self) -> None:
        """Select every task that is shown."""
        shown = self._in_lanes() if self._timeline.isVisible() else self._arranger.shown
        current = self._chosen.current
        if shown:
            self._chosen.choose(frozenset(shown), current if current in shown else min(shown))

    def _in_lanes(self) -> list[str]:
        """The tasks that have lanes, from the top; without those of collapsed groups."""
        return [lane.task for lane in self._timeline.model.lanes if lane.task]

    @Slot()
    def _on_chosen(self) -> None:
        self._timeline.camera.choose(self._chosen.tasks)
        self._list.show_chosen(self._chosen.tasks, self._chosen.current)

    @Slot(str, bool)
    def _on_lane(self, task: str, through: bool) -> None:
        if through:
            self._chosen.extend(task, self._in_lanes())
        else:
            self._chosen.toggle(task)

    @Slot()
    def _on_arranged(self) -> None:
        if len(self._chosen.tasks) > 1:
            current = self._chosen.current
            self._chosen.keep(self._arranger.shown | (frozenset() if current is None else {current}))
