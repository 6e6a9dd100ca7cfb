"""TimelineView: gutter, axis, canvas and map in one, moved by one frame timer that rests while nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QScrollBar, QWidget

from waitgui.tasks.words import duration_words
from waitgui.views.timeline.axis_bar import AxisBar
from waitgui.views.timeline.camera import Camera
from waitgui.views.timeline.canvas import Canvas
from waitgui.views.timeline.gutter import Gutter
from waitgui.views.timeline.gutter_head import GutterHeader
from waitgui.views.timeline.lane_layout import LaneLayout
from waitgui.views.timeline.minimap import Minimap, MinimapHead
from waitgui.views.timeline.moves import Moves
from waitgui.views.timeline.pulse import Pulse
from waitgui.views.timeline.sight import Sight
from waitgui.views.timeline.steps import Steps
from waitgui.views.timeline.viewport import STEPS_PER_NOTCH
from waitgui.views.tokens import AXIS, GUTTER
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent

    from waitgui.models.timeline import TickRef, TimelineModel
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.lane_styles import LaneHeight

_SCROLL_BAR = 10


class TimelineView(QWidget):
    """A lane a task, live. `clock` gives the engine's monotonic ns; `tz` None is the local zone."""

    laneSelected = Signal(str)
    """The user selected a lane: its task."""
    laneAdded = Signal(str, bool)
    """The user selected a lane's task too, or no longer; or (True) all from the one before up to it."""
    lanesPlaced = Signal(str, str, bool)
    """The user dragged the lanes of the first task's selection before the other one; or (True) behind it."""
    tickSelected = Signal(object)
    """The user selected a tick (a `TickRef`), or none (None)."""
    laneActivated = Signal(str)
    """The user opened a lane's task: double click in the gutter, or Enter."""
    menuWanted = Signal(QPoint)
    """The menu of the selected lane is wanted, at this place of the screen."""
    groupToggled = Signal(str)
    """The user wants to collapse a group, or to expand it: its name."""
    laneHeightStepped = Signal(object)
    """The user made lanes higher or lower: the `LaneHeight` that this comes to."""
    laneMenuRequested = Signal(QPoint)
    """The user wants the menu of the lanes at a place of the screen."""
    followingChanged = Signal(bool)
    """Whether the view moves with the time."""
    zoomChanged = Signal(object)
    """How much time is shown, in ns (an int)."""

    def __init__(
        self,
        model: TimelineModel,
        theme: Theme,
        clock: Callable[[], int],
        tz: tzinfo | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._clock = clock
        self._gutter_width = GUTTER
        self._map_height = 0
        self._camera = Camera(clock(), self)
        self._header = GutterHeader(model, self._camera, theme, self)
        self._axis = AxisBar(model, self._camera, theme, tz, self)
        self._gutter = Gutter(model, self._camera, theme, self)
        self._canvas = Canvas(model, self._camera, theme, tz, self)
        self._map = Minimap(model, self._camera, theme, self)
        self._map_head = MinimapHead(model, self._map, theme, self)
        self.moves = Moves(model, self._camera, self)
        self._axis.setFocusProxy(self._canvas)
        self._scroll_bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._scroll_bar.hide()
        self._lanes = LaneLayout(model, self._camera, self._scroll_bar, self)
        self._pulse = Pulse(model, self._camera, clock, self)
        self._sight = Sight(model, self._camera, self._canvas)
        self._canvas.setAccessibleName(self.tr("Timeline"))
        self.setFocusProxy(self._canvas)
        self._connect(theme)
        self._steps = Steps(self, model, self._camera, self._lanes)
        self._on_lanes()

    def _connect(self, theme: Theme) -> None:
        self._camera.moved.connect(self._on_camera)
        self._camera.lanesChanged.connect(self._repaint)
        self._camera.selectionChanged.connect(self._on_selection)
        self._camera.followingChanged.connect(self.followingChanged)
        self._camera.zoomChanged.connect(self.zoomChanged)
        self._camera.followingChanged.connect(self._describe)
        self._camera.zoomChanged.connect(self._describe)
        self._camera.rangeChanged.connect(self._on_moved)
        self._camera.bandChanged.connect(self._on_moved)
        self._axis.allWanted.connect(self.fit)
        self.moves.found.connect(self._on_found)
        self._canvas.picked.connect(self._on_picked)
        self._canvas.activated.connect(self._on_double_click)
        self._canvas.menuWanted.connect(self._on_menu)
        self._gutter.menuWanted.connect(self._on_lane_menu)
        self._canvas.scrolled.connect(self._lanes.scroll_by)
        self._gutter.picked.connect(self._on_lane_picked)
        self._gutter.added.connect(self._on_lane_added)
        self._gutter.dropped.connect(self._on_lane_dropped)
        self._gutter.activated.connect(self._on_activated)
        self._gutter.scrolled.connect(self._lanes.scroll_by)
        self._header.menuRequested.connect(self.laneMenuRequested)
        self._gutter.toggled.connect(self._on_block)
        self._gutter.heightStepped.connect(self._on_height_step)
        self._gutter.menuRequested.connect(self.laneMenuRequested)
        self._pulse.moved.connect(self._on_moved)
        self._pulse.second.connect(self._on_second)
        self._pulse.told.connect(self._on_told)
        self._pulse.moved.connect(self._sight.look)
        self._lanes.scrolls.connect(self._arrange)
        self._model.appended.connect(self._on_appended)
        self._model.lanesChanged.connect(self._on_lanes)
        theme.changed.connect(self._repaint)

    @property
    def canvas(self) -> Canvas:
        """The lanes: what takes the focus."""
        return self._canvas

    @property
    def model(self) -> TimelineModel:
        """What there is to be shown."""
        return self._model

    @property
    def camera(self) -> Camera:
        """What is shown."""
        return self._camera

    @property
    def sight(self) -> Sight:
        """Which lanes are in view, and how far into the future."""
        return self._sight

    @property
    def following(self) -> bool:
        """Whether the view moves with the time."""
        return self._camera.following

    @property
    def span_ns(self) -> int:
        """How much time is shown, or will be when the view has glided there."""
        return self._camera.aim.span_ns

    @property
    def selected_range(self) -> tuple[int, int] | None:
        """The stretch of time that is selected, in monotonic ns."""
        return self._camera.selection

    @property
    def shown_range(self) -> tuple[int, int]:
        """The stretch of time that is shown, or will be when the view has glided there, in monotonic ns."""
        return self._camera.aim.origin_ns, self._camera.aim.end_ns

    @property
    def selected_task(self) -> str | None:
        """The selected lane's task."""
        return self._camera.task

    @Slot()
    def zoom_in(self) -> None:
        """Zoom in about the now-line, or about the middle."""
        self._camera.zoom_about_now(STEPS_PER_NOTCH)

    @Slot()
    def zoom_out(self) -> None:
        """Zoom out about the now-line, or about the middle."""
        self._camera.zoom_about_now(-STEPS_PER_NOTCH)

    @Slot()
    def reset_zoom(self) -> None:
        """Back to the zoom of the beginning."""
        self._camera.set_span()

    @Slot()
    def fit(self) -> None:
        """Show everything from the first tick to now."""
        self.moves.fit_all()

    @Slot()
    def escape(self) -> None:
        """Give up what is being drawn; else select no range."""
        if not (self._canvas.cancel() or self._axis.cancel()):
            self._camera.clear_range()

    @Slot()
    def jump_to_now(self) -> None:
        """Follow the time, at the same zoom."""
        self._camera.set_now(self._clock())
        self._camera.jump_to_now()

    @Slot()
    def jump_to_start(self) -> None:
        """Look at the first tick, at the same zoom."""
        span = self._model.span()
        if span is not None:
            self._camera.settle()
            self._camera.look_at(span[0])

    @Slot()
    def next_tick(self) -> None:
        """Select the tick after the selected one."""
        self._steps.to_tick(1)

    @Slot()
    def previous_tick(self) -> None:
        """Select the tick before the selected one."""
        self._steps.to_tick(-1)

    def select(self, task: str | None, tick: TickRef | None = None) -> None:
        """Select a lane and a tick of it, and bring them into sight. Not told as the user's choice."""
        self._camera.select(task, tick)
        row = -1 if task is None else self._model.row_of(task)
        if row >= 0:
            self._lanes.show_row(row)
        times = None if tick is None else self._model.times(tick)
        if times is not None:
            self._camera.look_at(times[0])

    def choose(self, task: str, tick: TickRef | None) -> None:
        """Select as the user does, here or in another view."""
        before, are_several = (self._camera.task, self._camera.tick), len(self._camera.chosen) > 1
        self.select(task, tick)
        if before[0] != task or are_several:
            self.laneSelected.emit(task)
        if before[1] != tick:
            self.tickSelected.emit(tick)

    def set_lane_height(self, height: LaneHeight) -> None:
        """How high lanes are; the one at the top stays there."""
        self._lanes.set_height(height)

    @property
    def is_under_mouse(self) -> bool:
        """Whether the mouse is over the lanes."""
        return self._gutter.underMouse() or self._canvas.underMouse()

    def set_gutter_width(self, width: int) -> None:
        """How wide the names' column is."""
        self._gutter_width = width
        self._arrange()

    def set_reasons(self, reasons: Callable[[TickRef], str]) -> None:
        """What gives why a tick ended as it did, for the card under the mouse."""
        self._canvas.telling.reasons = reasons

    def set_map_height(self, height: int) -> None:
        """How high the map of all history is; 0 leaves it out."""
        if height != self._map_height:
            self._map_height = height
            self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse's buttons for back and forward."""
        if event.button() is Qt.MouseButton.BackButton:
            self.moves.back()
        elif event.button() is Qt.MouseButton.ForwardButton:
            self.moves.forward()
        else:
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to move."""
        super().showEvent(event)
        self._pulse.start()
        self._sight.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._pulse.stop()
        self._sight.look()

    def event(self, event: QEvent) -> bool:
        """Another screen may have another pixel ratio."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._arrange()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the canvas leaves over: zoom, jumps, from lane to lane and from tick to tick."""
        if not self._steps.take(event):
            super().keyPressEvent(event)

    @Slot()
    def _on_moved(self) -> None:
        self._axis.update()
        self._canvas.update()
        if self._map_height:
            self._map.look(count=False)

    @Slot()
    def _on_told(self) -> None:
        self._gutter.look()
        if self._map_height:
            self._map_head.look()
            self._map.look()

    @Slot()
    def _on_second(self) -> None:
        """Words count on; what a pixel of time repaints within the second anyway is left to that."""
        camera = self._camera
        self._axis.update()
        if camera.lanes.style.has_next:
            self._gutter.look()
        moves_soon = camera.sees_now and camera.view.ns_per_px <= NS_PER_S
        if not moves_soon and (camera.sees_now or self._model.running()):
            self._canvas.update()
        if self._map_height:
            self._map_head.look()
            self._map.look()

    @Slot()
    def _on_appended(self) -> None:
        self._pulse.touch()
        self._canvas.update()

    @Slot()
    def _on_lanes(self) -> None:
        self._lanes.take_lanes()
        self._sight.look()
        self._describe()
        self._repaint()

    @Slot()
    def _on_camera(self) -> None:
        self._on_moved()
        self._pulse.plan()

    @Slot()
    def _on_selection(self) -> None:
        self._describe()
        self._gutter.update()
        self._canvas.update()

    @Slot()
    def _repaint(self) -> None:
        for part in (self._header, self._axis, self._gutter, self._canvas, self._map, self._map_head):
            part.update()

    @Slot()
    def _describe(self) -> None:
        """What a screen reader says of the canvas; its facts are in the table of ticks."""
        follows = self.tr("following now") if self._camera.following else self.tr("standing still")
        words = self.tr("Lanes: {count}. Shown: {span}, {follows}.")
        values = {"count": str(len(self._model.lanes)), "span": duration_words(self.span_ns), "follows": follows}
        for name, value in values.items():
            words = words.replace("{" + name + "}", value)
        self._canvas.setAccessibleDescription(f"{self._lanes.words()} {words}".strip())

    @Slot()
    def _arrange(self) -> None:
        gutter, height = min(self._gutter_width, self.width()), self.height() - self._map_height
        # The scroll bar has its own column: over the canvas each would have the other painted with it.
        beside = 0 if self._scroll_bar.isHidden() else _SCROLL_BAR
        canvas, lanes = max(self.width() - gutter - beside, 0), max(height - AXIS, 0)
        self._header.setGeometry(0, 0, gutter, AXIS)
        self._gutter.setGeometry(0, AXIS, gutter, lanes)
        self._axis.setGeometry(gutter, 0, canvas + beside, AXIS)
        self._canvas.setGeometry(gutter, AXIS, canvas, lanes)
        self._scroll_bar.setGeometry(self.width() - _SCROLL_BAR, AXIS, _SCROLL_BAR, lanes)
        self._map_head.setGeometry(0, height, gutter, self._map_height)
        self._map.setGeometry(gutter, height, canvas + beside, self._map_height)
        for part in (self._map_head, self._map):
            part.setVisible(self._map_height > 0)
        if self._map_height:
            self._map_head.look()
        dpr = self.devicePixelRatioF()
        self._camera.set_width(round(canvas * dpr), dpr)
        self._lanes.set_room(self._canvas.height())

    @Slot(int, object)
    def _on_picked(self, row: int, tick: TickRef | None) -> None:
        if row < 0:
            return
        lane = self._model.lanes[row]
        if tick is None and lane.tasks:
            self._camera.select_group(lane.group)
        else:
            self.choose(lane.task if tick is None else tick.task, tick)

    @Slot(int)
    def _on_lane_picked(self, row: int) -> None:
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        if row >= 0:
            self.choose(self._model.lanes[row].task, None)

    @Slot(int, bool)
    def _on_lane_added(self, row: int, through: bool) -> None:
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        if task := self._model.lanes[row].task:
            self.laneAdded.emit(task, through)

    def let_move(self, *, may_move: bool) -> None:
        """Whether lanes may be dragged to another place."""
        self._gutter.may_move = may_move

    @Slot(int, int)
    def _on_lane_dropped(self, row: int, target: int) -> None:
        grid, lanes = self._camera.lanes, self._model.lanes
        behind = target == grid.rows_of(grid.block_of(row)).stop
        other = lanes[target - 1 if behind else target].task
        if lanes[row].task and other:
            self.lanesPlaced.emit(lanes[row].task, other, behind)

    @Slot(int)
    def _on_block(self, block: int) -> None:
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self.groupToggled.emit(self._lanes.group_of(block))

    @Slot(int)
    def _on_height_step(self, by: int) -> None:
        self.laneHeightStepped.emit(self._lanes.height.stepped(by, self._camera.lanes.style))

    @Slot(int)
    def _on_activated(self, row: int) -> None:
        lane = self._model.lanes[row]
        if lane.tasks:
            self.groupToggled.emit(lane.group)
        else:
            self.laneActivated.emit(lane.task)

    @Slot(int)
    def _on_double_click(self, row: int) -> None:
        """Look at the task; open or close what stands for a group."""
        lane = self._model.lanes[row]
        if lane.tasks:
            self.groupToggled.emit(lane.group)
        else:
            self.moves.fit_task(row)

    @Slot(object)
    def _on_found(self, tick: TickRef) -> None:
        self._camera.settle()
        self.choose(tick.task, tick)

    @Slot(int, object, QPoint)
    def _on_menu(self, row: int, tick: TickRef | None, at: QPoint) -> None:
        task = "" if row < 0 else self._model.lanes[row].task
        if not (len(self._camera.chosen) > 1 and task in self._camera.chosen):  # else it is for all of them
            self._on_picked(row, tick)
        self.menuWanted.emit(at)

    @Slot(int, QPoint)
    def _on_lane_menu(self, row: int, at: QPoint) -> None:
        self._on_menu(row, None, at)
