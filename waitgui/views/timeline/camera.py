"""Camera: what the timeline shows at the moment, shared by gutter, axis and canvas. Counts in device pixels.

While it follows, the now-line stays where it is on the screen and time moves under it. Panning ends following; zooming
doesn't, as long as the now-line stays in sight.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from waitgui.views.timeline.lane_styles import COMFORTABLE
from waitgui.views.timeline.lanes import LaneGrid
from waitgui.views.timeline.viewport import Viewport
from waitgui.wait.durations import NS_PER_MIN

if TYPE_CHECKING:
    from waitgui.models.timeline import TickRef
    from waitgui.views.timeline.lane_styles import Block, LaneStyle

NOW_AT = 0.68
"""Where the now-line stands after a jump to now: a third of the width is for the plan."""
FIRST_SPAN_NS = 3 * NS_PER_MIN
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

    def __init__(self, now_ns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now_ns = now_ns
        self._view = Viewport(now_ns, FIRST_SPAN_NS // 700, 700)
        self._dpr = 1.0
        self._following = True
        self._now_x = 0
        self._lanes = LaneGrid(COMFORTABLE, (), 0, 1.0)
        self._task: str | None = None
        self._tick: TickRef | None = None
        self._group: str | None = None
        self._jump()

    @property
    def view(self) -> Viewport:
        """The stretch of time."""
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
        return 0 <= self._view.x(self._now_ns) <= self._view.width

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
        moved = now_ns // self._view.ns_per_px != self._now_ns // self._view.ns_per_px
        self._now_ns = now_ns
        if moved and self._following:
            self._view = self._view.showing(now_ns, self._now_x)
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
            self._follow(following=False)
            self._show(self._view.panned(pixels))

    def zoom(self, steps: int, x: int) -> None:
        """Zoom in (negative: out) about the time at `x`."""
        self._show(self._view.zoomed(steps, x))
        self._keep_following()

    def zoom_about_now(self, steps: int) -> None:
        """Zoom in (negative: out) about the now-line if it is in sight, else about the middle."""
        self.zoom(steps, self._view.x(self._now_ns) if self.sees_now else self._view.width // 2)

    def fit(self, from_ns: int, to_ns: int) -> None:
        """Show this span."""
        view = self._view.fitted(from_ns, to_ns, margin=round(24 * self._dpr))
        self._follow(following=False)
        self._show(view)

    def look_at(self, t_ns: int) -> None:
        """Bring a time into sight, if it isn't."""
        x = self._view.x(t_ns)
        if not _SIGHT[0] * self._view.width <= x <= _SIGHT[1] * self._view.width:
            self._follow(following=False)
            self._show(self._view.showing(t_ns, self._view.width // 2))

    def jump_to_now(self) -> None:
        """Follow, at the same zoom."""
        self._jump()
        self._follow(following=True)
        self.moved.emit()

    def set_span(self, span_ns: int = FIRST_SPAN_NS) -> None:
        """Show this much time, about the now-line if it is in sight, else about the middle."""
        self._show(self._view.spanning(span_ns, self._view.x(self._now_ns) if self.sees_now else self._view.width // 2))
        self._keep_following()

    def _jump(self) -> None:
        self._now_x = round(self._view.width * NOW_AT)
        self._view = self._view.showing(self._now_ns, self._now_x)

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

    def _show(self, view: Viewport) -> None:
        if view == self._view:
            return
        zoomed = view.span_ns != self._view.span_ns
        self._view = view
        if zoomed:
            self.zoomChanged.emit(view.span_ns)
        self.moved.emit()
