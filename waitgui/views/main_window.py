"""The main window: lays out its parts and connects them to the session."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QMainWindow, QMessageBox, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from waitgui import __version__
from waitgui.models.foresight import Foresight
from waitgui.models.lane_arranger import LaneArranger, LaneTask
from waitgui.models.live_ticks import LiveTicks
from waitgui.models.task_table import TaskTable
from waitgui.models.tick_export import extract
from waitgui.models.tick_log import TickLog
from waitgui.models.timeline import Anchor, TickRef, TimelineModel
from waitgui.tasks.describe import task_words
from waitgui.tasks.model import Backoff
from waitgui.tasks.words import duration_words
from waitgui.views.bars import NARROW, SetRow, ViewRow
from waitgui.views.closing import Closing
from waitgui.views.commands import Commands
from waitgui.views.explain import Explain
from waitgui.views.exports import Exports
from waitgui.views.history_strip import HistoryStrip
from waitgui.views.history_views import HistoryViews, Parts
from waitgui.views.inspector import Inspector, InspectorStrip
from waitgui.views.labels import window_name
from waitgui.views.lane_choices import LaneChoices
from waitgui.views.menus import Menus
from waitgui.views.no_match import NoMatch
from waitgui.views.notice import Notice
from waitgui.views.range_views import RangeViews
from waitgui.views.set_files import SetFiles
from waitgui.views.status_row import StatusRow
from waitgui.views.task_actions import TaskActions
from waitgui.views.task_list import TaskList
from waitgui.views.theme import may_ease, set_look
from waitgui.views.ticks_view import TicksView
from waitgui.views.timeline.lane_styles import LaneHeight
from waitgui.views.timeline.timeline_view import TimelineView
from waitgui.views.tokens import GUTTER, INSPECTOR, MINIMAP, MINIMAP_LOW
from waitgui.views.trust_strip import TrustStrip
from waitgui.views.welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from waitgui.models.history_bridge import HistoryBridge
    from waitgui.models.preferences import Preferences
    from waitgui.models.range_watch import RangeQuestion
    from waitgui.models.session import Session
    from waitgui.models.task_states import TaskState
    from waitgui.models.timeline import TickRef
    from waitgui.tasks.model import TaskSet
    from waitgui.tasks.record import Event
    from waitgui.views.inspector import InspectorView
    from waitgui.views.set_files import Spawn
    from waitgui.views.theme import Mode, Theme

LEAST_SIZE = (640, 420)
FIRST_SIZE = (1280, 800)
FRAME = QSize(8, 40)
"""What the desktop's frame takes at most."""
SECOND_MS = 1_000
TINY = 720
GUTTER_NARROW, GUTTER_TINY = 216, 160
LOW = 560
"""Below this height of the window there is neither status bar nor map of the history."""


class MainWindow(QMainWindow):
    """One window, one session. `closed` comes when everything has been stopped and kept."""

    closed = Signal()
    opened = Signal()
    """Another set is shown."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        preferences: Preferences,
        *,
        sets_folder: Path,
        demo: Path,
        now_ns: Callable[[], int],
        wall_ns: Callable[[], int],
        spawn: Spawn,
        past: HistoryBridge | None = None,
    ) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._preferences = preferences
        self._demo = demo
        self._spawn = spawn
        self._now_ns = now_ns
        self._selected: str | None = None
        self._may_close = False
        self._startable: tuple[TaskSet | None, frozenset[str], bool] = (None, frozenset(), False)
        self._details: bool | None = None

        self._log = TickLog()
        self._table = TaskTable(session, now_ns, self)
        self._timeline_model = TimelineModel(Anchor(now_ns(), wall_ns()), parent=self)
        self._arranger = LaneArranger(self._timeline_model, self._state_of, self)
        self._foresight = Foresight(self._timeline_model, session.errands, session.running, now_ns, self)
        self._live_ticks = LiveTicks(self._timeline_model, self._log, session.name_of, now_ns, self)
        self._commands = Commands(self, theme)
        self._menus = Menus(self._commands, self)
        self._menus.fill(self.menuBar())
        self._lane_menu = self._menus.lane()
        self._commands["map"].setChecked(True)
        for name in ("back", "forward", "clear_range"):
            self._commands[name].setEnabled(False)
        self.menuBar().hide()
        self._notice = Notice(theme)
        self._files = SetFiles(self, session, self._notice, sets_folder, spawn)
        self._closing = Closing(self, session, self._files, spawn)
        self._task_actions = TaskActions(
            self,
            session,
            theme,
            self._notice,
            selected=lambda: self._selected,
            select=self.select,
            spawn=spawn,
        )
        self._lay_out()
        self._lanes = LaneChoices(
            self._commands, self._arranger, self._timeline, self._set_row.filter, self._menus.lanes, self
        )
        extracted = partial(extract, self._timeline_model, self._log)
        self._exports = Exports(self, session, self._timeline, self._notice, extracted, sets_folder, spawn)
        self._explain = Explain(session, self._log, now_ns, self)
        self._past = None if past is None else self._add_history(past, wall_ns)
        self._commands["runs"].setVisible(past is not None)
        self._view_row.offer_runs(past is not None)
        self._ticks.offer_runs(past is not None)
        self._connect()
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._on_second)
        self._second.start()
        self._restore()
        self._on_session()

    # ---------------------------------------------------------------------------------------------- what others call

    def begin(self, files: Sequence[Path], *, demo: bool, warning: str | None) -> None:
        """Open what the command line names, else what was open last."""
        if warning is not None:
            self._notice.show_error(warning)
        if demo:
            self.open_demo()
        elif files:
            self._files.open(files[0])
            if len(files) > 1:
                text = self.tr("Only the first of the files is open: one window shows one task set.")
                self._notice.show_done(text)
        elif (last := self._preferences.settings.last_set) is not None:
            self._files.open_again(Path(last))

    @Slot()
    def quit_now(self) -> None:
        """Stop everything and close, without a question: a signal, or the end of the desktop session."""
        self._closing.stop()

    @Slot(str)
    def select(self, task_id: str) -> None:
        """Select the task in every view."""
        if self._session.task_set.task(task_id) is None or task_id == self._selected:
            return
        self._selected = task_id
        if self._timeline.selected_task != task_id:  # else it has a tick of it selected, perhaps
            self._timeline.select(task_id)
        self._list.select_task(task_id)
        if self._past is not None:
            self._past.runs.show_task(task_id)
        self._explain.select(task_id)
        self._enable()

    @Slot(str)
    def _select_task(self, task_id: str) -> None:
        """Select the task in every view, and no tick of it."""
        self.select(task_id)
        self._timeline.choose(task_id, None)

    @Slot(object)
    def _select_tick(self, ref: TickRef) -> None:
        """Select the tick in every view."""
        self.select(ref.task)
        self._timeline.choose(ref.task, ref)

    @Slot(object)
    def _show_tick(self, ref: TickRef) -> None:
        """Show the tick on the timeline."""
        self._show_view("timeline")
        self._select_tick(ref)

    @Slot()
    def _on_selection(self) -> None:
        self._ticks.show_selected(self._timeline.camera.task, self._timeline.camera.tick)

    # ------------------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self.setMinimumSize(*LEAST_SIZE)
        available = self.screen().availableSize() - FRAME
        self.resize(QSize(*FIRST_SIZE).boundedTo(available).expandedTo(QSize(*LEAST_SIZE)))
        self._set_row = SetRow(self._commands, self._menus.popup(), self._theme)
        self._view_row = ViewRow(self._commands, self._theme)
        self._timeline = TimelineView(self._timeline_model, self._theme, self._now_ns)
        self._ticks = TicksView(self._live_ticks, self._timeline_model, self._theme, self._listed_range)
        self._list = TaskList(self._table, self._theme)
        self._views = QStackedWidget()
        self._views.addWidget(self._timeline)
        self._views.addWidget(self._ticks)
        self._views.addWidget(self._list)
        self._no_match = NoMatch()
        self._views.addWidget(self._no_match)
        self._view_name = "timeline"
        self._commands.localise(self._timeline)
        self._timeline.camera.set_eased(eased=may_ease(self))
        self._timeline.set_reasons(self._reason)
        self._inspector = Inspector(self._theme)
        self._range = RangeViews(
            self._timeline_model,
            self._timeline,
            self._inspector,
            self._theme,
            self._now_ns,
            self._session.name_of,
            self,
        )
        self._range.side.setMinimumWidth(INSPECTOR - 60)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self._views)
        self._splitter.addWidget(self._range.side)
        self._splitter.setCollapsible(0, False)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([FIRST_SIZE[0] - INSPECTOR, INSPECTOR])
        self._strip = InspectorStrip(self._theme)
        self._welcome = Welcome(self._theme)
        self._status = StatusRow(self._theme)
        self._history = HistoryStrip(self._session, self._theme)
        self._trust = TrustStrip(self, self._session, self._theme, self._spawn)
        self._rule = QFrame()
        set_look(self._rule, "rule")
        self._rule.setFixedHeight(1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._set_row, self._view_row, self._rule, self._notice, self._history, self._trust):
            column.addWidget(widget)
        column.addWidget(self._splitter, 1)
        column.addWidget(self._welcome, 1)
        column.addWidget(self._strip)
        column.addWidget(self._status)
        self.setCentralWidget(page)

    def _add_history(self, bridge: HistoryBridge, wall_ns: Callable[[], int]) -> HistoryViews:
        models = (self._session, self._table, self._timeline_model, self._log)
        parts = Parts(*models, self._explain, self._timeline, self._notice, self._theme)
        views = HistoryViews(parts, bridge, now_ns=self._now_ns, wall_ns=wall_ns, parent=self)
        views.runs.taskSelected.connect(self.select)
        views.timelineWanted.connect(self._show_timeline)
        self._views.addWidget(views.runs)
        return views

    def _connect(self) -> None:
        for name, slot in {
            "new_set": self._files.new,
            "open": self._files.choose,
            "save": self._files.save,
            "save_as": self._files.save_as,
            "export_png": self._exports.as_png,
            "export_svg": self._exports.as_svg,
            "export_csv": self._exports.as_csv,
            "export_trace": self._exports.as_trace,
            "quit": self.close,
            "new_task": self._task_actions.new,
            "edit": self._task_actions.edit,
            "duplicate": self._task_actions.duplicate,
            "delete": self._task_actions.delete,
            "start": self._task_actions.start,
            "stop": self._task_actions.stop,
            "run_now": self._task_actions.run_now,
            "pause": self._task_actions.pause,
            "start_all": self._session.start_all,
            "stop_all": self._session.stop_all,
            "zoom_in": self._timeline.zoom_in,
            "zoom_out": self._timeline.zoom_out,
            "zoom_reset": self._timeline.reset_zoom,
            "fit": self._timeline.fit,
            "fit_selection": self._timeline.moves.fit_selection,
            "back": self._timeline.moves.back,
            "forward": self._timeline.moves.forward,
            "jump_to_start": self._timeline.jump_to_start,
            "previous_tick": self._timeline.previous_tick,
            "next_tick": self._timeline.next_tick,
            "previous_failure": self._timeline.moves.previous_failure,
            "next_failure": self._timeline.moves.next_failure,
            "select_shown": self._timeline.moves.select_shown,
            "clear_range": self._timeline.escape,
            "map": self._fit_parts,
            "follow": self._timeline.jump_to_now,
            "filter": self._find,
            "timeline": self._show_timeline,
            "ticks": self._show_ticks,
            "runs": self._show_runs,
            "tasks": self._show_list,
            "details": self._toggle_details,
            "theme_system": self._on_theme,
            "theme_light": self._on_theme,
            "theme_dark": self._on_theme,
            "menu_bar": self._toggle_menu_bar,
            "demo": self.open_demo,
            "about": self._about,
        }.items():
            self._commands[name].triggered.connect(slot)
        self._session.changed.connect(self._on_session)
        self._session.ticked.connect(self._on_ticked)
        self._session.failed.connect(self._notice.show_error)
        self._files.opened.connect(self._on_opened)
        self._closing.ready.connect(self._on_ready)
        self._view_row.viewChosen.connect(self._show_view)
        self._welcome.newTaskRequested.connect(self._task_actions.new)
        self._welcome.openRequested.connect(self._files.choose)
        self._welcome.demoRequested.connect(self.open_demo)
        self._list.taskSelected.connect(self.select)
        self._list.taskActivated.connect(self._task_actions.edit)
        self._arranger.arranged.connect(self._on_arranged)
        self._lanes.heightChanged.connect(self._fit_parts)
        self._lanes.kept.connect(self._keep_settings)
        self._set_row.filter.left.connect(self._focus_view)
        self._no_match.clearRequested.connect(self._clear_filter)
        self._timeline.sight.changed.connect(self._foresight.look)
        self._ticks.taskSelected.connect(self._select_task)
        self._ticks.tickSelected.connect(self._select_tick)
        self._ticks.tickActivated.connect(self._show_tick)
        self._ticks.runsWanted.connect(self._show_runs)
        self._range.listRequested.connect(self._list_range)
        self._timeline.laneSelected.connect(self.select)
        self._timeline.laneActivated.connect(self._task_actions.edit)
        self._timeline.tickSelected.connect(self._explain.select_tick)
        self._timeline.camera.selectionChanged.connect(self._on_selection)
        self._timeline.followingChanged.connect(self._view_row.show_following)
        self._timeline.zoomChanged.connect(self._on_zoom)
        self._timeline.menuWanted.connect(self._show_lane_menu)
        self._timeline.camera.travelled.connect(self._enable_travel)
        self._range.shown.connect(self._on_range)
        self._range.told.connect(self._on_range_told)
        self._explain.explained.connect(self._on_explained)
        self._strip.detailsRequested.connect(self._toggle_details)
        self._inspector.runNowRequested.connect(self._task_actions.run_now)
        self._inspector.editRequested.connect(self._task_actions.edit)

    # ------------------------------------------------------------------------------------------------ what is going on

    @Slot()
    def _on_session(self) -> None:
        """The set is another: its name, its lanes, or whether there is something to save."""
        task_set = self._session.task_set
        self._set_row.show_set(task_set.name, dirty=self._session.dirty)
        self.setWindowTitle(f"{window_name(task_set.name)}[*] – waitgui")
        self.setWindowModified(self._session.dirty)
        words = partial(task_words, translate=QCoreApplication.translate, name_of=self._session.name_of)
        self._arranger.set_tasks(
            LaneTask(task.id, task.name, words(task), task.tags, isinstance(task.schedule, Backoff))
            for task in task_set.tasks
        )
        empty = not task_set.tasks
        self._welcome.setVisible(empty)
        self._set_row.show_new_task(not empty)
        self._set_row.offer_filter(not empty and self._view_name not in ("ticks", "runs"))
        for widget in (self._view_row, self._rule, self._splitter):
            widget.setVisible(not empty)
        if self._selected is None or task_set.task(self._selected) is None:
            self._selected = None
            if task_set.tasks:
                self.select(task_set.tasks[0].id)
        else:
            self._explain.refresh()
        self._fit_parts()
        self._enable()
        self._on_second()

    @Slot()
    def _on_opened(self) -> None:
        """Another set altogether: nothing of the one before is left."""
        self._log.clear()
        self._foresight.clear()
        self._timeline_model.clear()
        self._lanes.open_set(str(self._session.path or ""))
        self._selected = None
        self._timeline.camera.clear_range()
        self._explain.select(None)
        self._on_session()
        if self._past is not None:
            self._past.recall(self._selected)
        self._keep_settings()
        self._timeline.setFocus()
        self.opened.emit()

    @Slot(object)
    def _on_explained(self, view: InspectorView | None) -> None:
        self._inspector.show_view(view)
        if self._has_strip() and self._range.question is None:
            self._strip.show_view(view)

    @Slot(bool)
    def _on_range(self, shown: bool) -> None:
        self._commands["clear_range"].setEnabled(shown)
        if not shown:
            self._explain.refresh()

    @Slot(object)
    def _on_range_told(self, view: InspectorView) -> None:
        if self._has_strip():
            self._strip.show_view(view)

    def _reason(self, ref: TickRef) -> str:
        """Why a tick ended as it did, if the log still knows."""
        tick = self._log.find(*ref)
        if tick is None:
            return ""
        if not tick.result.why and tick.result.exit_code:
            return self.tr("exit code {code}").replace("{code}", str(tick.result.exit_code))
        return tick.result.why

    @Slot(object)
    def _on_ticked(self, events: list[Event]) -> None:
        self._log.note(events)
        self._foresight.note(events)
        self._timeline_model.append(events)
        if any(getattr(event, "task", None) == self._selected for event in events):
            self._explain.refresh()
        self._enable()

    @Slot()
    def _on_second(self) -> None:
        """What counts down, and what is too much to count for every tick."""
        self._history.look()
        self._range.refresh()
        states, ids = self._session.states, [task.id for task in self._session.task_set.tasks]
        self._status.show_counts(states.counts(ids))
        self._status.show_dropped(self._session.dropped)
        self._status.show_lateness(states.lateness_ns())
        due = states.next_due(ids)
        if due is None:
            self._status.show_next("", None)
        else:
            task = self._session.task_set.task(due[1])
            self._status.show_next(task.name if task else "", max(0, due[0] - self._now_ns()))
        self._explain.refresh()

    @Slot(object)
    def _on_zoom(self) -> None:
        self._view_row.show_span(duration_words(self._timeline.span_ns))

    def _enable(self) -> None:
        """What can be done now can be pressed."""
        active = self._session.active
        mine = not self._session.read_only
        chosen = self._selected is not None and mine
        runs = self._selected in active
        may_run = mine and not self._session.restricted
        self._commands.show_paused(paused=self._selected is not None and self._session.is_paused(self._selected))
        for name, enabled in {
            "pause": runs,
            "start": chosen and may_run and not runs,
            "stop": runs,
            "run_now": chosen and may_run,
            "edit": chosen,
            "duplicate": chosen,
            "delete": chosen,
            "start_all": may_run and self._may_start_some(),
            "new_task": mine,
            "save": mine,
            "save_as": mine,
            "stop_all": bool(active),
        }.items():
            if self._commands[name].isEnabled() != enabled:
                self._commands[name].setEnabled(enabled)

    @Slot()
    def _enable_travel(self) -> None:
        camera = self._timeline.camera
        self._commands["back"].setEnabled(camera.can_back)
        self._commands["forward"].setEnabled(camera.can_forward)

    def _may_start_some(self) -> bool:
        """Whether a task waits to be started with all; looked up anew only where that may have changed."""
        known, task_set, active = self._startable, self._session.task_set, self._session.active
        if known[0] is not task_set or known[1] is not active:
            found = any(task.enabled and task.id not in active for task in task_set.tasks)
            self._startable = known = (task_set, active, found)
        return known[2]

    # ------------------------------------------------------------------------------------------------------- commands

    @Slot()
    def open_demo(self) -> None:
        """Open the set that shows what the program is about."""
        self._files.open_demo(self._demo)

    @Slot()
    def _show_timeline(self) -> None:
        self._show_view("timeline")

    def _listed_range(self) -> tuple[int, int]:
        """What the table of ticks means by the shown time: a range that is selected, else all that shows."""
        return self._timeline.selected_range or self._timeline.shown_range

    @Slot(object)
    def _list_range(self, question: RangeQuestion) -> None:
        self._ticks.list_range(question)
        self._show_view("ticks")

    @Slot()
    def _show_ticks(self) -> None:
        self._show_view("ticks")

    @Slot()
    def _show_list(self) -> None:
        self._show_view("tasks")

    @Slot()
    def _show_runs(self) -> None:
        self._show_view("runs")

    @Slot(str)
    def _show_view(self, name: str) -> None:
        self._view_name = name
        self._set_row.offer_filter(bool(self._session.task_set.tasks) and name not in ("ticks", "runs"))
        self._view_row.show_view(name)
        self._show_page()
        self._focus_view()

    def _show_page(self) -> None:
        """The view that was chosen; if a filter leaves nothing of it, that."""
        views: dict[str, QWidget] = {"timeline": self._timeline, "ticks": self._ticks, "tasks": self._list}
        view = views.get(self._view_name, self._timeline)
        if self._view_name == "runs" and self._past is not None:
            view = self._past.runs
        elif self._arranger.finds_nothing and view is not self._ticks:
            view = self._no_match
        self._views.setCurrentWidget(view)

    def _state_of(self, task_id: str) -> TaskState:
        return self._session.states.of(task_id)

    @Slot()
    def _focus_view(self) -> None:
        shown = self._views.currentWidget()
        if shown is not None:
            shown.setFocus()

    @Slot()
    def _find(self) -> None:
        if self._view_name == "runs" and self._past is not None:
            self._past.runs.focus_search()
        elif self._view_name == "ticks":
            self._ticks.focus_search()
        else:
            self._set_row.focus_filter()

    @Slot()
    def _clear_filter(self) -> None:
        self._set_row.filter.clear_all()
        self._focus_view()

    @Slot()
    def _on_arranged(self) -> None:
        """Other tasks are shown, or in another order."""
        self._list.show_only(self._arranger.shown if self._arranger.choice.filters else None)
        self._no_match.show_words(self._set_row.filter.words())
        self._show_page()

    @Slot()
    def _on_theme(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._choose_theme(sender.objectName().removeprefix("theme_"))  # type: ignore[arg-type]

    def _choose_theme(self, mode: Mode) -> None:
        self._theme.set_mode(mode)
        self._menus.follow_theme(mode)
        self._on_session()
        self._keep_settings()

    @Slot()
    def _toggle_details(self) -> None:
        """Show or hide the inspector, whatever the width of the window says."""
        self._details = not self._range.side.isVisible()
        self._fit_parts()

    @Slot(QPoint)
    def _show_lane_menu(self, at: QPoint) -> None:
        self._lane_menu.popup(at)

    @Slot()
    def _toggle_menu_bar(self) -> None:
        self.menuBar().setVisible(not self.menuBar().isVisible())

    @Slot()
    def _about(self) -> None:
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("About waitgui"))
        box.setText(f"waitgui {__version__}")
        box.setInformativeText(
            self.tr("Small recurring jobs, with the timing of Kubernetes' wait package. MIT license.")
        )
        box.open()

    # --------------------------------------------------------------------------------------------- size, settings, end

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Small windows leave out what is not the timeline."""
        super().resizeEvent(event)
        self._fit_parts()

    @Slot()
    def _fit_parts(self) -> None:
        empty, narrow = not self._session.task_set.tasks, self.width() < NARROW
        details = not narrow if self._details is None else self._details
        self._view_row.set_narrow(narrow, tiny=self.width() < TINY)
        self._set_row.set_narrow(narrow, tiny=self.width() < TINY)
        self._timeline.set_gutter_width(GUTTER_TINY if self.width() < TINY else GUTTER_NARROW if narrow else GUTTER)
        is_free = self._lanes.height is LaneHeight.AUTO
        self._timeline.set_lane_height(LaneHeight.COMPACT if narrow and is_free else self._lanes.height)
        has_map = self._commands["map"].isChecked() and self.height() >= LOW
        self._timeline.set_map_height(0 if not has_map else MINIMAP_LOW if narrow else MINIMAP)
        self._range.side.setVisible(details)
        self._strip.setVisible(self._has_strip())
        self._status.setVisible(not empty and self.height() >= LOW)

    def _has_strip(self) -> bool:
        """Where the inspector has no room, a strip says the essential."""
        return self.width() < NARROW and self._details is not True and bool(self._session.task_set.tasks)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks once, stops everything in the background; the window goes when that is done."""
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self._closing.begin()

    @Slot()
    def _on_ready(self) -> None:
        self._may_close = True
        self._exports.cancel()
        self._second.stop()
        self._range.close()
        self._keep_settings()
        self.close()
        self.closed.emit()

    def _restore(self) -> None:
        settings = self._preferences.settings
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self._menus.follow_theme(settings.theme)
        self._lanes.restore(settings.lanes)
        self._show_view("timeline")
        self._view_row.show_following(True)
        self._on_zoom()

    def _keep_settings(self) -> None:
        path = self._session.path
        changed = self._preferences.update(
            last_set=None if path is None else str(path),
            theme=self._theme.mode,
            lanes=self._lanes.to_keep(),
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
        )
        if changed:
            self._spawn(self._preferences.save())
