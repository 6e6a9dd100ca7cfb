"""SetPage: one open set in the window, from its session to its views, with what is selected there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from waitgui.models.chosen import Chosen
from waitgui.models.open_set import OpenSet
from waitgui.models.tick_export import extract
from waitgui.tasks.record import EngineLost, Paused, Resumed, RunEnded, RunStarted
from waitgui.views.choosing import Choosing
from waitgui.views.doctor import Doctor
from waitgui.views.explain import Explain
from waitgui.views.exports import Exports
from waitgui.views.history_views import HistoryViews, Parts
from waitgui.views.inspector import Inspector, InspectorStrip
from waitgui.views.lane_choices import PageLanes
from waitgui.views.notice import Notice
from waitgui.views.page_views import PageViews
from waitgui.views.program_drop import ProgramDrop
from waitgui.views.range_views import RangeViews
from waitgui.views.safekeeping import Safekeeping
from waitgui.views.set_edits import SetEdits
from waitgui.views.set_files import SetFiles
from waitgui.views.several_panel import Details
from waitgui.views.status_row import StatusRow
from waitgui.views.surroundings import LOW, NARROW, TINY
from waitgui.views.task_actions import TaskActions
from waitgui.views.task_filter import TaskFilter
from waitgui.views.theme import may_ease
from waitgui.views.timeline.lane_styles import LaneHeight
from waitgui.views.tokens import GUTTER, INSPECTOR, MINIMAP, MINIMAP_LOW
from waitgui.views.trust_strip import TrustStrip
from waitgui.views.undoing import Undoing
from waitgui.views.welcome import Welcome

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QShowEvent

    from waitgui.models.history_bridge import Channel
    from waitgui.models.session import Session
    from waitgui.models.timeline import TickRef
    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Event
    from waitgui.views.inspector import InspectorView
    from waitgui.views.surroundings import Room, Shared

FIRST_WIDTH = 1280
GUTTER_NARROW, GUTTER_TINY = 216, 160

_OF_A_RUN = frozenset({RunStarted, RunEnded, Paused, Resumed, EngineLost})


class SetPage(QWidget):
    """Owns what belongs to its session; `begin` comes first. Hidden it takes ticks and shows nothing of them.

    The window calls `look` once a second, and `fit`, of the page that is shown only.
    """

    changed = Signal()
    """The set, its name, its file, its dirty mark, or whether it has tasks."""
    acted = Signal()
    """Other commands may make sense now: of what is selected, of what runs, of where the timeline has been."""
    moved = Signal()
    """The timeline follows the time or no longer, or shows another span; or another view is shown."""
    saved = Signal()
    detailsWanted = Signal()
    openWanted = Signal()
    demoWanted = Signal()

    def __init__(self, session: Session, shared: Shared, before: SetPage | None = None) -> None:
        super().__init__()
        self._shared = shared
        self._has_strip = self._was_shown = False
        self.session = session
        self.chosen = Chosen(self)
        self.is_demo = False
        """Whether the set is the one that shows what the program is about."""
        theme, now_ns = shared.theme, shared.now_ns
        self.models: OpenSet = OpenSet(session, now_ns, shared.wall_ns) if before is None else before.models
        self.models.setParent(self)
        self.filter = TaskFilter(theme)
        self.notice = Notice(theme)
        self.files = SetFiles(self, session, self.notice, shared.sets_folder, shared.spawn, shared.is_elsewhere)
        self.task_actions = TaskActions(self, session, theme, self.notice, chosen=self.chosen, spawn=shared.spawn)
        self.undoing = Undoing(session, self.select, self.task_actions.warn_outdated, self)
        kept = None if before is None else before.keeping
        self.keeping: Safekeeping = Safekeeping(session, self.files, self.task_actions, self.notice, shared, self, kept)
        self.doctor = Doctor(self, session, theme, shared.past, self.select)
        self.views = PageViews(self.models, self.filter, theme, now_ns)
        self.timeline = self.views.timeline
        self.choosing = Choosing(self.chosen, self.timeline, self.views.list, self.models.arranger, self)
        self.edits = SetEdits(self, session, theme, self.notice, self.task_actions, self.views, self.models.arranger)
        shared.commands.localise(self.timeline)
        self.timeline.set_reasons(self.models.reason)
        self.timeline.camera.set_eased(eased=may_ease(self))
        self.inspector = Inspector(theme)
        self.details = Details(session, self.chosen, self.inspector, shared.commands, theme)
        self.range = RangeViews(self.models.timeline, self.timeline, self.details, theme, now_ns, session.name_of, self)
        self.lanes = PageLanes(shared.lanes, self.models.arranger, self.timeline, self.filter, self)
        extracted = partial(extract, self.models.timeline, self.models.log)
        folder, spawn = shared.sets_folder, shared.spawn
        self.exports = Exports(self, session, self.timeline, self.notice, extracted, folder, spawn)
        self.explain = Explain(session, self.models.log, now_ns, self)
        self._channel = None if shared.past is None else shared.past.channel()
        self.past = None if self._channel is None else self._add_history(self._channel)
        self._lay_out()
        self._connect()

    # ---------------------------------------------------------------------------------------------- what others call

    @property
    def selected(self) -> str | None:
        """The task that is explained."""
        return self.chosen.current

    @property
    def listed_task(self) -> Task | None:
        """The task that is selected in the table of tasks; None where another view is shown."""
        is_listed = self.views.shown == "tasks" and self.selected is not None
        return self.session.task_set.task(self.selected or "") if is_listed else None

    def begin(self) -> None:
        """The session has another set: nothing of one before is left."""
        self.lanes.open_set(str(self.session.path or ""))
        self.chosen.select(None)
        self.timeline.camera.clear_range()
        self.explain.select(None)
        self._on_session()
        if self.past is not None:
            self.past.recall(self.selected)
        if self._was_shown:
            self.keeping.look_for_drafts()

    def take_over(self, before: SetPage) -> None:
        """Show of the session what that page showed, which goes: what it knows, what is selected, where it looks."""
        self.is_demo = before.is_demo
        self.models.retranslate()
        self.lanes.path = before.lanes.path
        self.filter.setText(before.filter.text())
        self.filter.set_show(before.filter.show_only)
        self.chosen.choose(before.chosen.tasks, before.chosen.current)
        self._on_session()
        old, new = before.timeline.camera, self.timeline.camera
        if not old.following:
            new.show(old.aim.origin_ns, old.aim.ns_per_px)
        if old.selection is not None:
            new.select_range(*old.selection)
        if old.tick is not None and old.task is not None:
            self.timeline.choose(old.task, old.tick)
            self.explain.select_tick(old.tick)
        if self.past is not None:
            self.past.runs.show_task(self.selected, anew=True)
        self.views.show_view(before.views.shown)

    @Slot(str)
    def select(self, task_id: str) -> None:
        """Select the task in every view, and no other."""
        if self.session.task_set.task(task_id) is not None:
            self.chosen.select(task_id)

    @Slot()
    def _on_chosen(self) -> None:
        task_id = self.chosen.current
        if task_id is not None and self.timeline.selected_task != task_id:  # else it has a tick of it, perhaps
            self.timeline.select(task_id)
        if task_id is not None and self.past is not None:
            self.past.runs.show_task(task_id)
        self.explain.select(task_id)
        self.acted.emit()

    def look(self) -> None:
        """Once a second while it is shown: what counts down, and what is too much to count for every tick."""
        self.range.refresh()
        self._status.show_session(self.session, self._shared.now_ns())
        self.explain.count()

    def fit(self, room: Room) -> None:
        """Leave out what has no room: in small windows what is not the timeline."""
        empty, narrow, tiny = not self.session.task_set.tasks, room.width < NARROW, room.width < TINY
        details = not narrow if room.details is None else room.details
        self.timeline.set_gutter_width(GUTTER_TINY if tiny else GUTTER_NARROW if narrow else GUTTER)
        is_free = room.lanes is LaneHeight.AUTO
        self.timeline.set_lane_height(LaneHeight.COMPACT if narrow and is_free else room.lanes)
        has_map = room.has_map and room.height >= LOW
        self.timeline.set_map_height(0 if not has_map else MINIMAP_LOW if narrow else MINIMAP)
        self.range.side.setVisible(details)
        self.views.setVisible(not (details and tiny))  # there is room for one of them
        self._has_strip = narrow and room.details is not True and not empty
        self._strip.setVisible(self._has_strip)
        self._status.setVisible(not empty and room.height >= LOW)

    @Slot()
    def focus_view(self) -> None:
        """Give the keyboard to what is shown: a view, or what an empty set offers first."""
        if self.session.task_set.tasks:
            self.views.focus_view()
        else:
            self._welcome.setFocus()

    @property
    def shows_details(self) -> bool:
        """Whether the inspector is shown."""
        return self.range.side.isVisible()

    def end(self) -> None:
        """Give up what is under way in other threads: the page is about to go."""
        self.exports.end()
        self.doctor.close()
        self.range.close()
        self.keeping.end()
        if self._channel is not None:
            self._channel.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what went on meanwhile."""
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.keeping.look_for_drafts()
        self.lanes.arrange()
        self.models.arranger.arrange()
        self.explain.refresh()
        self.look()

    # ------------------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        theme = self._shared.theme
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("details")
        self.range.side.setMinimumWidth(INSPECTOR - 60)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.views)
        self._splitter.addWidget(self.range.side)
        self._splitter.setCollapsible(0, False)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([FIRST_WIDTH - INSPECTOR, INSPECTOR])
        self._strip = InspectorStrip(theme)
        self._welcome = Welcome(theme, self._shared.templates)
        self._status = StatusRow(theme)
        self.trust = TrustStrip(self, self.session, theme, self._shared.spawn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.trust)
        for strip in self.keeping.strips:
            column.addWidget(strip)
        column.addWidget(self._splitter, 1)
        column.addWidget(self._welcome, 1)
        column.addWidget(self._strip)
        column.addWidget(self._status)

    def _add_history(self, bridge: Channel) -> HistoryViews:
        shared = self._shared
        parts = Parts(self.models, self.explain, self.timeline, self.notice, shared.theme)
        views = HistoryViews(parts, bridge, now_ns=shared.now_ns, wall_ns=shared.wall_ns, parent=self)
        views.runs.taskSelected.connect(self.select)
        views.timelineWanted.connect(self.views.show_timeline)
        self.views.add_runs(views.runs)
        return views

    def _connect(self) -> None:
        session, timeline, views, actions = self.session, self.timeline, self.views, self.task_actions
        session.changed.connect(self._on_session)
        session.ticked.connect(self._on_ticked)
        session.failed.connect(self.notice.show_error)
        session.engineLost.connect(self._on_engine_lost)
        session.changed.connect(self.notice.review)
        session.tasksChanged.connect(self.notice.review)
        self.files.saved.connect(self._on_saved)
        self._welcome.newTaskRequested.connect(actions.new)
        actions.kept.connect(views.focus_view)
        for strip in (self.notice, self.trust, *self.keeping.strips):
            strip.left.connect(self.focus_view)
        self._welcome.openRequested.connect(self.openWanted)
        self._welcome.demoRequested.connect(self.demoWanted)
        self._welcome.templateChosen.connect(actions.write_from)
        views.chosen.connect(self.moved)
        self.chosen.changed.connect(self._on_chosen)
        self.models.arranger.chosen.connect(self.acted)
        views.chosen.connect(self.acted)
        views.list.taskActivated.connect(actions.edit)
        views.list.placed.connect(self.edits.place)
        views.list.sortChanged.connect(self.acted)
        self._shared.lanes.sortChosen.connect(views.sort_list)
        timeline.lanesPlaced.connect(self.edits.place_lanes)
        views.list.menuWanted.connect(self._show_task_menu)
        ProgramDrop(self).dropped.connect(self.edits.drop)
        views.ticks.taskSelected.connect(self._select_task)
        views.ticks.tickSelected.connect(self._select_tick)
        views.ticks.tickActivated.connect(self.show_tick)
        views.ticks.runsWanted.connect(views.show_runs)
        timeline.sight.changed.connect(self.models.foresight.look)
        timeline.laneSelected.connect(self.select)
        timeline.laneActivated.connect(actions.edit)
        timeline.tickSelected.connect(self.explain.select_tick)
        timeline.menuWanted.connect(self._show_lane_menu)
        timeline.followingChanged.connect(self.moved)
        timeline.zoomChanged.connect(self.moved)
        timeline.camera.selectionChanged.connect(self._on_selection)
        timeline.camera.travelled.connect(self.acted)
        self.range.listRequested.connect(views.list_range)
        self.range.shown.connect(self._on_range)
        self.range.told.connect(self._on_range_told)
        self.explain.explained.connect(self._on_explained)
        self.details.told.connect(self._on_several_told)
        self._strip.detailsRequested.connect(self.detailsWanted)
        self.inspector.startRequested.connect(actions.start)
        self.inspector.runNowRequested.connect(actions.run_now)
        self.inspector.editRequested.connect(actions.edit)

    # ------------------------------------------------------------------------------------------------ what is going on

    @Slot()
    def _on_session(self) -> None:
        """The set is another: its name, its lanes, or whether there is something to save."""
        task_set = self.session.task_set
        self.models.take_tasks()
        # What is hidden gives the keyboard to what comes next in the window, the filter.
        keyboard_goes = bool(task_set.tasks) and self._welcome.isAncestorOf(self.window().focusWidget() or self)
        self._welcome.setVisible(not task_set.tasks)
        self._splitter.setVisible(bool(task_set.tasks))
        if keyboard_goes:
            self.focus_view()
        self.chosen.keep([task.id for task in task_set.tasks])
        if self.selected is None and task_set.tasks:
            self.select(task_set.tasks[0].id)
        self.changed.emit()
        self.acted.emit()
        self.explain.refresh()
        self.look()

    @Slot()
    def _on_saved(self) -> None:
        self.lanes.path = str(self.session.path or "")
        self.saved.emit()

    @Slot(str)
    def _on_engine_lost(self, words: str) -> None:
        self.notice.show_error(words, holds=lambda: self.session.lacks_engine)

    @Slot(object)
    def _on_ticked(self, events: list[Event]) -> None:
        if self.isHidden():
            return  # what is said is said anew when the page is shown
        selected = self.selected
        if selected is not None and any(getattr(event, "task", None) == selected for event in events):
            self.explain.refresh()
        if any(type(event) in _OF_A_RUN for event in events):  # of ticks nothing hangs that can be done
            self.acted.emit()

    @Slot(object)
    def _on_explained(self, view: InspectorView | None) -> None:
        self.inspector.show_view(view)
        if self._has_strip and self.range.question is None and not self.details.shows_several:
            self._strip.show_view(view)

    @Slot(object)
    def _on_several_told(self, view: InspectorView) -> None:
        if self._has_strip and self.range.question is None:
            self._strip.show_view(view)

    @Slot(bool)
    def _on_range(self, shown: bool) -> None:
        self.acted.emit()
        if not shown:
            self.explain.refresh()
            self.details.refresh()

    @Slot(object)
    def _on_range_told(self, view: InspectorView) -> None:
        if self._has_strip:
            self._strip.show_view(view)

    @Slot(str)
    def _select_task(self, task_id: str) -> None:
        """Select the task in every view, and no tick of it."""
        self.select(task_id)
        self.timeline.choose(task_id, None)

    @Slot(object)
    def _select_tick(self, ref: TickRef) -> None:
        """Select the tick in every view."""
        self.select(ref.task)
        self.timeline.choose(ref.task, ref)

    @Slot(object)
    def show_tick(self, ref: TickRef) -> None:
        """Show the tick on the timeline."""
        self.views.show_view("timeline")
        self._select_tick(ref)

    @Slot()
    def _on_selection(self) -> None:
        self.views.ticks.show_selected(self.timeline.camera.task, self.timeline.camera.tick)

    @Slot("QPoint")
    def _show_task_menu(self, at: QPoint) -> None:
        self._shared.task_menu.popup(at)

    @Slot("QPoint")
    def _show_lane_menu(self, at: QPoint) -> None:
        self._shared.lane_menu.popup(at)
