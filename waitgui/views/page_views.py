"""PageViews: the views of one open set, of which one is shown: timeline, ticks, runs, tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from waitgui.views.no_match import NoMatch
from waitgui.views.task_list import TaskList
from waitgui.views.ticks_view import TicksView
from waitgui.views.timeline.timeline_view import TimelineView

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.models.lane_order import Sort
    from waitgui.models.open_set import OpenSet
    from waitgui.models.range_watch import RangeQuestion
    from waitgui.views.runs_view import RunsView
    from waitgui.views.task_filter import TaskFilter
    from waitgui.views.theme import Theme

UNFILTERED = ("ticks", "runs")
"""Views that have a search of their own in place of the filter of tasks."""


class PageViews(QStackedWidget):
    """`shown` is the name of the view that was chosen; where the filter leaves nothing of it, that is said instead."""

    chosen = Signal()
    """Another view was chosen."""

    def __init__(
        self,
        models: OpenSet,
        task_filter: TaskFilter,
        theme: Theme,
        now_ns: Callable[[], int],
    ) -> None:
        super().__init__()
        self._arranger = models.arranger
        self._filter = task_filter
        self.shown = "timeline"
        self.timeline = TimelineView(models.timeline, theme, now_ns)
        self.ticks = TicksView(models.live_ticks, models.timeline, theme, self._listed_range)
        self.list = TaskList(models.table, theme)
        self.runs: RunsView | None = None
        self._no_match = NoMatch()
        for view in (self.timeline, self.ticks, self.list, self._no_match):
            self.addWidget(view)
        self.ticks.offer_runs(False)
        self._arranger.arranged.connect(self._on_arranged)
        task_filter.left.connect(self.focus_view)
        self._no_match.clearRequested.connect(self._clear_filter)

    def add_runs(self, runs: RunsView) -> None:
        """There is a history: this shows it."""
        self.runs = runs
        self.addWidget(runs)
        self.ticks.offer_runs(True)

    def show_view(self, name: str) -> None:
        """Show the view of that name, and give it the keyboard."""
        self.shown = name
        self._show_page()
        self.chosen.emit()
        self.focus_view()

    @Slot()
    def show_timeline(self) -> None:
        """Show the timeline."""
        self.show_view("timeline")

    @Slot()
    def show_ticks(self) -> None:
        """Show the table of ticks."""
        self.show_view("ticks")

    @Slot()
    def show_runs(self) -> None:
        """Show the runs."""
        self.show_view("runs")

    @Slot()
    def show_tasks(self) -> None:
        """Show the table of tasks."""
        self.show_view("tasks")

    @Slot(object)
    def sort_list(self, sort: Sort) -> None:
        """The command that sorts lanes sorts the table of tasks where that is shown."""
        if self.shown == "tasks" and self.isVisible():
            self.list.sort_by(sort)

    @Slot(object)
    def list_range(self, question: RangeQuestion) -> None:
        """Show the ticks of a range of time in their table."""
        self.ticks.list_range(question)
        self.show_view("ticks")

    @Slot()
    def focus_view(self) -> None:
        """Give the keyboard to what is shown."""
        view = self.currentWidget()
        if view is not None:
            view.setFocus()

    def focus_search(self) -> bool:
        """Go to where this view is searched; False if that is the filter of the tasks."""
        if self.shown == "runs" and self.runs is not None:
            self.runs.focus_search()
        elif self.shown == "ticks":
            self.ticks.focus_search()
        else:
            return False
        return True

    def _listed_range(self) -> tuple[int, int]:
        """What the table of ticks means by the shown time: a range that is selected, else all that shows."""
        return self.timeline.selected_range or self.timeline.shown_range

    def _show_page(self) -> None:
        view = {"ticks": self.ticks, "tasks": self.list}.get(self.shown, self.timeline)
        if self.shown == "runs" and self.runs is not None:
            self.setCurrentWidget(self.runs)
        elif self._arranger.finds_nothing and view is not self.ticks:
            self.setCurrentWidget(self._no_match)
        else:
            self.setCurrentWidget(view)

    @Slot()
    def _on_arranged(self) -> None:
        """Other tasks are shown, or in another order."""
        self.list.show_only(self._arranger.shown if self._arranger.choice.filters else None)
        self._no_match.show_words(self._filter.words())
        self._show_page()

    @Slot()
    def _clear_filter(self) -> None:
        self._filter.clear_all()
        self.focus_view()
