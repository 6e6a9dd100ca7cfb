"""Camera: what the timeline shows at the moment, shared by gutter, axis and canvas. Counts in device pixels.

While it follows, the now-line stays where it is on the screen and time moves under it. Panning ends following; zooming
doesn't, as long as the now-line stays in sight.

A move that is eased is made at once in all that is asked about it; only `view` glides there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QTimer, QVariantAnimation, Signal, Slot

from waitgui.views.timeline.lane_styles import COMFORTABLE
from waitgui.views.timeline.lanes import LaneGrid
from waitgui.views.timeline.travel import Place, Travel
from waitgui.views.timeline.viewport import Viewport
from waitgui.wait.durations import NS_PER_MIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.models.timeline import TickRef
    from waitgui.views.timeline.lane_styles import Block, LaneStyle

NOW_AT = 0.68
"""Where the now-line stands after a jump to now: a third of the width is for the plan."""
FIRST_SPAN_NS = 3 * NS_PER_MIN
EASE_MS = 120
SETTLE_MS = 600
"""After so long without a move the next one is another step back."""
_SIGHT = (0.02, 0.98)


class Camera(QObject):
    """The state of the view. For the GUI thread."""

    moved = Signal()
    """Another stretch of time is shown."""
    lanesChanged = Signal()
    """Lanes are higher or lower, more or fewer, or scrolled."""
    followingChanged = Signal(bool)
    zoomChanged = Signal(object)
    """How much time is shown, in ns (an int, too large for a C int)."""
    selectionChanged = Signal()
    rangeChanged = Signal()
    bandChanged = Signal()
    travelled = Signal()
    """There are other places to go back or forward to."""

    def __init__(self, now_ns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now_ns = now_ns
        self._view = self._shown = self._from = Viewport(now_ns, FIRST_SPAN_NS // 700, 700)
        self._eased = False
        self._travel = Travel()
        self._range: tuple[int, int] | None = None
        self._band: tuple[int, int] | None = None
        self._glide = QVariantAnimation(self)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.setDuration(EASE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self._on_glide)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self.settle)
        self._dpr = 1.0
        self._following = True
        self._now_x = 0
        self._lanes = LaneGrid(COMFORTABLE, (), 0, 1.0)
        self._task: str | None = None
        self._tick: TickRef | None = None
        self._group: str | None = None
        self._chosen: frozenset[str] = frozenset()
        self._jump()

    @property
    def view(self) -> Viewport:
        """The stretch of time that is shown."""
        return self._shown

    @property
    def aim(self) -> Viewport:
        """The stretch of time that is shown when the move is over."""
        return self._view

    @property
    def lanes(self) -> LaneGrid:
        """The rows; the same grid as long as nothing of them changes."""
        return self._lanes

    @property
    def dpr(self) -> float:
        """Device pixels a logical one."""
        return self._dpr

    @property
    def now_ns(self) -> int:
        """The time of the frame."""
        return self._now_ns

    @property
    def sees_now(self) -> bool:
        """Whether the now-line is in sight."""
        return 0 <= self._shown.x(self._now_ns) <= self._shown.width

    @property
    def following(self) -> bool:
        """Whether the view moves with the time."""
        return self._following

    @property
    def task(self) -> str | None:
        """The selected lane's task."""
        return self._task

    @property
    def tick(self) -> TickRef | None:
        """The selected tick, of that task."""
        return self._tick

    @property
    def chosen(self) -> frozenset[str]:
        """The tasks of all selected lanes."""
        return self._chosen

    def choose(self, tasks: frozenset[str]) -> None:
        """Commands mean these tasks, which are more than the selected lane's perhaps."""
        if tasks != self._chosen:
            self._chosen = tasks
            self.selectionChanged.emit()

    def selected_rows(self, row_of: Callable[[str], int]) -> frozenset[int]:
        """The rows that are painted as selected; one or none without several selected tasks."""
        tasks = self._chosen if len(self._chosen) > 1 else () if self._task is None else (self._task,)
        return frozenset(row for row in map(row_of, tasks) if row >= 0)

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selected range of time, monotonic ns; its begin is before its end."""
        return self._range

    def select_range(self, one_ns: int, other_ns: int) -> None:
        """Select the time between these two; of a range of nothing nothing is left."""
        chosen = (min(one_ns, other_ns), max(one_ns, other_ns)) if one_ns != other_ns else None
        if chosen != self._range:
            self._range = chosen
            self.rangeChanged.emit()

    def clear_range(self) -> None:
        """Select no range."""
        self.select_range(0, 0)

    @property
    def band(self) -> tuple[int, int] | None:
        """The range of time that is about to be zoomed to."""
        return self._band

    def set_band(self, band: tuple[int, int] | None) -> None:
        """Show which range is about to be zoomed to."""
        self._band = band
        self.bandChanged.emit()

    def set_eased(self, *, eased: bool) -> None:
        """Whether moves that are asked to glide may; not where people want little motion."""
        self._eased = eased
        if not eased:
            self._land()

    @property
    def can_back(self) -> bool:
        """Whether there is a place to go back to."""
        return self._travel.can_back

    @property
    def can_forward(self) -> bool:
        """Whether there is a place that was gone back from."""
        return self._travel.can_forward

    def back(self) -> None:
        """Show what was shown before the last move."""
        self._go(self._travel.back(self._place()))

    def forward(self) -> None:
        """Show what was shown before going back."""
        self._go(self._travel.forward(self._place()))

    @Slot()
    def settle(self) -> None:
        """The move under way is over: the next one is another step to go back."""
        self._settled.stop()
        self._travel.settle()

    @property
    def group(self) -> str | None:
        """The group whose header the keyboard is at, "" for the one without a tag; None while it is at a lane."""
        return self._group

    def select(self, task: str | None, tick: TickRef | None = None) -> None:
        """Select a lane, and a tick of it."""
        if (task, tick, None) != (self._task, self._tick, self._group):
            self._task, self._tick, self._group = task, tick, None
            self.selectionChanged.emit()

    def select_group(self, group: str) -> None:
        """Be at a group's header; the task stays selected."""
        if group != self._group:
            self._group = group
            self.selectionChanged.emit()

    def set_now(self, now_ns: int) -> bool:
        """The time of the next frame; whether the now-line moved by a pixel or more, on the screen or under it."""
        ns_per_px = self._shown.ns_per_px
        moved = now_ns // ns_per_px != self._now_ns // ns_per_px
        self._now_ns = now_ns
        if moved and self._following:
            self._view = self._view.showing(now_ns, self._now_x)
            if not self._is_gliding():
                self._shown = self._view
        return moved

    def set_width(self, width: int, dpr: float) -> None:
        """The canvas is this many device pixels wide; the zoom stays, as what a logical pixel shows."""
        if (width, dpr) == (self._view.width, self._dpr):
            return
        share = self._now_x / max(self._view.width, 1)
        view = self._view.resized(width)
        if dpr != self._dpr:
            span_ns = round(self._view.ns_per_px * self._dpr / dpr * width)
            view, self._dpr = view.spanning(span_ns, 0), dpr
            self._lanes = replace(self._lanes, dpr=dpr)
        self._now_x = round(share * width)
        self._show(view.showing(self._now_ns, self._now_x) if self._following else view)

    def set_lanes(self, style: LaneStyle, blocks: tuple[Block, ...], scroll: int) -> None:
        """These blocks of lanes, so high, scrolled by so many logical pixels."""
        lanes = LaneGrid(style, blocks, scroll, self._dpr)
        if lanes != self._lanes:
            self._lanes = lanes
            self.lanesChanged.emit()

    def pan(self, pixels: int) -> None:
        """Look at later times (negative: earlier ones) and stop following."""
        if pixels:
            self._leave()
            self._follow(following=False)
            self._show(self._view.panned(pixels))

    def zoom(self, steps: int, x: int, *, eased: bool = False) -> None:
        """Zoom in (negative: out) about the time at `x`."""
        self._leave()
        self._show(self._view.zoomed(steps, x), eased=eased)
        self._keep_following()

    def zoom_about_now(self, steps: int) -> None:
        """Zoom in (negative: out) about the now-line if it is in sight, else about the middle. Eased."""
        self.settle()
        self.zoom(steps, self._middle(), eased=True)

    def fit(self, from_ns: int, to_ns: int, *, margin_px: int = 24) -> None:
        """Show this span, with some pixels beside it. Eased."""
        self.settle()
        self._leave()
        view = self._view.fitted(from_ns, to_ns, margin=round(margin_px * self._dpr))
        self._follow(following=False)
        self._show(view, eased=True)

    def magnify(self, span_ns: int, x: int) -> None:
        """Show only so much about the time at `x`. Eased."""
        self.settle()
        self._leave()
        self._show(self._view.spanning(span_ns, x), eased=True)
        self._keep_following()

    def show(self, origin_ns: int, ns_per_px: int) -> None:
        """Show the time from `origin_ns`, not following: what is dragged on a map of it."""
        self._leave()
        self._follow(following=False)
        self._show(Viewport(origin_ns, ns_per_px, self._view.width).panned(0))

    def look_at(self, t_ns: int) -> None:
        """Bring a time into sight, if it isn't."""
        x = self._view.x(t_ns)
        if not _SIGHT[0] * self._view.width <= x <= _SIGHT[1] * self._view.width:
            self._leave()
            self._follow(following=False)
            self._show(self._view.showing(t_ns, self._view.width // 2))

    def jump_to_now(self) -> None:
        """Follow, at the same zoom."""
        self.settle()
        self._leave()
        self._jump()
        self._follow(following=True)
        self.moved.emit()

    def set_span(self, span_ns: int = FIRST_SPAN_NS) -> None:
        """Show this much time, about the now-line if it is in sight, else about the middle. Eased."""
        self.settle()
        self._leave()
        self._show(self._view.spanning(span_ns, self._middle()), eased=True)
        self._keep_following()

    @property
    def zoom_ns(self) -> int:
        """How much time a logical pixel shows, when the move is over."""
        return max(round(self._view.ns_per_px * self._dpr), 1)

    def begin_at_zoom(self, zoom_ns: int) -> None:
        """Show so much time a logical pixel, as if it had been so from the beginning."""
        self._view = self._shown = self._view.spanning(round(zoom_ns * self._view.width / self._dpr), self._now_x)
        if self._following:
            self._jump()
        self._shown = self._view
        self.moved.emit()
        self.zoomChanged.emit(self._view.span_ns)

    def _middle(self) -> int:
        """What stays where it is when a key zooms."""
        x = self._view.x(self._now_ns)
        return x if 0 <= x <= self._view.width else self._view.width // 2

    def _jump(self) -> None:
        self._now_x = round(self._view.width * NOW_AT)
        self._view = self._view.showing(self._now_ns, self._now_x)
        self._land()

    def _place(self) -> Place:
        share = round(self._now_x / max(self._view.width, 1), 4)
        return Place(self._view.origin_ns, self._view.ns_per_px, self._following, share)

    def _leave(self) -> None:
        self._travel.leave(self._place())
        self._settled.start()
        self.travelled.emit()

    def _go(self, place: Place | None) -> None:
        self._settled.stop()
        if place is not None:
            view = Viewport(place.origin_ns, place.ns_per_px, self._view.width)
            if place.following:
                self._now_x = round(place.now_share * view.width)
                view = view.showing(self._now_ns, self._now_x)
            self._follow(following=place.following)
            self._show(view, eased=True)
        self.travelled.emit()

    def _keep_following(self) -> None:
        if not self._following:
            return
        x = self._view.x(self._now_ns)
        if _SIGHT[0] * self._view.width <= x <= _SIGHT[1] * self._view.width:
            self._now_x = x
        else:
            self._follow(following=False)

    def _follow(self, *, following: bool) -> None:
        if following != self._following:
            self._following = following
            self.followingChanged.emit(following)

    def _show(self, view: Viewport, *, eased: bool = False) -> None:
        if view == self._view and view == self._shown:
            return
        zoomed = view.span_ns != self._view.span_ns
        self._view = view
        if eased and self._eased:
            self._glide.stop()
            self._from = self._shown
            self._glide.start()
        else:
            self._land()
        if zoomed:
            self.zoomChanged.emit(view.span_ns)
        self.moved.emit()

    def _is_gliding(self) -> bool:
        return self._glide.state() is not QVariantAnimation.State.Stopped

    def _land(self) -> None:
        self._glide.stop()
        self._shown = self._view

    @Slot("QVariant")
    def _on_glide(self, share: float) -> None:
        """A frame of the way: both edges go straight to where they are to be."""
        self._shown = self._view if share >= 1 else self._from.towards(self._view, share)
        self.moved.emit()
