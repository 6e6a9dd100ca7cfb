"""Canvas: the lanes themselves. Paints what the camera shows of the model; turns mouse and wheel into its moves.

A drag pans; with Shift it selects a range, whose edges can be dragged. A click selects; where ticks lie so close that
they can't be told apart it zooms in as well.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from waitgui.views.timeline.hover import HoverCard, Telling, place_at
from waitgui.views.timeline.inks import Inks
from waitgui.views.timeline.paint_range import paint_over
from waitgui.views.timeline.picture import Picture
from waitgui.views.timeline.pixels import DevicePainter
from waitgui.views.timeline.range_tool import RangeTool
from waitgui.views.timeline.viewport import STEPS_PER_DOUBLING, STEPS_PER_NOTCH

if TYPE_CHECKING:
    from datetime import tzinfo

    from waitgui.models.timeline import TimelineModel
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.camera import Camera
    from waitgui.views.timeline.hover import Place

_DRAG_FROM_PX = 4
_APART_PX = 12
"""How far a click sets ticks apart that lay on one another."""
_LEAST_MAGNIFIED = 4
_PAN_PX_PER_NOTCH = 80
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_NOTCH = 120  # of QWheelEvent.angleDelta


class Canvas(QWidget):
    """Ctrl+wheel and pinch zoom at the cursor, Shift+wheel and drag pan, the wheel scrolls the lanes."""

    scrolled = Signal(int)
    """The lanes are to be scrolled by so many logical pixels."""
    picked = Signal(int, object)
    """A row was clicked (−1: none), and the tick there (a `TickRef` or None)."""
    activated = Signal(int)
    """A row was double clicked."""
    menuWanted = Signal(int, object, QPoint)
    """The menu of a row (−1: none) and the tick there is wanted, at this place of the screen."""

    def __init__(self, model: TimelineModel, camera: Camera, theme: Theme, tz: tzinfo | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._camera = camera
        self._theme = theme
        self._inks = Inks(theme.tokens, self.devicePixelRatioF())
        self._picture = Picture(model, camera, tz)
        self._pressed: QPointF | None = None
        self._dragged_x = 0.0
        self._dragging = False
        self._has_ring = False
        self._rest = 0.0  # of a step that a fine wheel hasn't completed
        self._range = RangeTool(camera)
        self._card = HoverCard(self)
        self.telling = Telling(model, camera, tz)
        self._marker: tuple[int, int] | None = None
        self._hovered: QPointF | None = None
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The picture; what of it stands still is kept."""
        tokens, dpr = self._theme.tokens, self.devicePixelRatioF()
        if (self._inks.tokens, self._inks.dpr) != (tokens, dpr):
            self._inks = Inks(tokens, dpr)
        self._picture.paint(self, self._inks, ring=self._has_ring and self.hasFocus())
        if self._marker is not None or self._camera.selection is not None or self._camera.band is not None:
            with DevicePainter(self) as device:
                paint_over(device, self._camera, tokens, device.size(self), self._marker)

    @property
    def card(self) -> HoverCard:
        """What says what is under the mouse."""
        return self._card

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click, or the begin of a drag; what other buttons do is not ours."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.leave()
        self._camera.settle()
        self._pressed, self._dragging = event.position(), False
        self._dragged_x = event.position().x()
        x = self._device(event.position().x())
        edge = self._range.edge_at(x)
        if edge is not None:
            self._range.grab(edge)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._range.begin(x)
        self._point(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, once the mouse has moved far enough not to be a click; without a button say what is there."""
        if self._pressed is None:
            self._point(event)
            if self._hovered is not None:
                self._tell(event.position())
            return
        x = event.position().x()
        if not self._dragging and abs(x - self._pressed.x()) >= _DRAG_FROM_PX:
            self._dragging = True
            self._point(event)
        if not self._dragging:
            return
        if self._range.active:
            self._range.move(self._device(x))
        else:
            self._camera.pan(self._device(self._dragged_x) - self._device(x))
        self._dragged_x = x

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag, or a click on what lies there."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        if self._pressed is None:
            return
        if not self._dragging and self._range.active:
            if self._range.edge_at(self._device(self._pressed.x())) is None:  # Shift+click: up to here
                self._range.begin(self._device(self._pressed.x()), extends=True)
        elif not self._dragging:
            self._click(event.position())
        self._range.end()
        self._camera.settle()
        self._pressed, self._dragging = None, False
        self._point(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look at the task."""
        row = self._camera.lanes.row_at(event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self.leave()
            self.activated.emit(row)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the mouse for what is there; by its key for what is selected."""
        self.leave()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            row = -1 if self._camera.task is None else self._model.row_of(self._camera.task)
            lanes = self._camera.lanes
            y = round(lanes.middle(row) / lanes.dpr) if row >= 0 else self.height() // 2
            at = QPoint(self.width() // 2, min(max(y, 0), self.height()))
            self.menuWanted.emit(row, self._camera.tick, self.mapToGlobal(at))
        else:
            place = self._place(QPointF(event.pos()))
            tick = None if place.spot is None else place.spot.ref
            self.menuWanted.emit(place.row, tick, event.globalPos())

    def cancel(self) -> bool:
        """Give up a range that is being drawn; whether one was."""
        if not self._range.active:
            return False
        self._range.cancel()
        self._pressed, self._dragging = None, False
        self.unsetCursor()
        return True

    def leave(self) -> None:
        """Say no longer what is under the mouse."""
        self._hovered = None
        if self._marker is not None or self._card.isVisible():
            self._marker = None
            self._card.hide()
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, pan or scroll, by the keys that are held."""
        self.leave()
        turn, fine = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom((turn.y() or turn.x()) / _NOTCH * STEPS_PER_NOTCH, event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            moved = (fine.y() or fine.x()) or (turn.y() or turn.x()) / _NOTCH * _PAN_PX_PER_NOTCH
            self._camera.pan(-round(moved * self._camera.dpr))
        else:
            across = fine.x() or turn.x() / _NOTCH * _PAN_PX_PER_NOTCH
            self._camera.pan(-round(across * self._camera.dpr))
            down = fine.y() or turn.y() / _NOTCH * self._camera.lanes.step
            self.scrolled.emit(-round(down))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """A pinch zooms; a mouse that stays asks what is there, and stops asking when it goes away."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom(log2(max(1 + event.value(), 0.1)) * STEPS_PER_DOUBLING, event.position().x())
            return True
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if self._pressed is None:
                self._tell(QPointF(event.pos()))
            return True
        if event.type() is QEvent.Type.Leave:
            self.leave()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, if the keyboard brought the focus here; coming back to the window it is as it was."""
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._has_ring = event.reason() in _BY_KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002
        """Hide the ring."""
        self.update()

    def _zoom(self, steps: float, x: float) -> None:
        self._rest += steps
        whole = int(self._rest)
        self._rest -= whole
        if whole:
            self._camera.zoom(whole, self._device(x))

    def _place(self, at: QPointF) -> Place:
        return place_at(self._model, self._camera, self._device(at.x()), at.y())

    def _click(self, at: QPointF) -> None:
        place, view = self._place(at), self._camera.view
        if place.crowd is None:
            self.picked.emit(place.row, None if place.spot is None else place.spot.ref)
            return
        self.picked.emit(place.row, place.crowd.worst)
        if place.parts:
            per_px = place.crowd.apart_ns // round(_APART_PX * self._camera.dpr)
            per_px = min(per_px, view.ns_per_px // _LEAST_MAGNIFIED) or view.ns_per_px // _LEAST_MAGNIFIED
            self._camera.magnify(per_px * view.width, self._device(at.x()))

    def _tell(self, at: QPointF) -> None:
        """Say what is there, at a mouse that has stayed, and from then on where it goes."""
        place = self._place(at)
        lines = self.telling.lines(place)
        self._hovered = at
        if not lines:
            self._marker = None
            self._card.hide()
            self.update()
            return
        if place.row < 0:
            self._marker = None
            self._card.tell(lines, at.toPoint())
            self.update()
            return
        lanes = self._camera.lanes
        top, bottom = lanes.top(place.row), lanes.bottom(place.row)
        tall = bottom - top >= round(_APART_PX * self._camera.dpr)
        y = lanes.middle(place.row) if tall else self._device(at.y())
        marker = (self._device(at.x()), y)
        if marker != self._marker:
            self._marker = marker
            self.update()
        self._card.tell(lines, at.toPoint())

    def _point(self, event: QMouseEvent) -> None:
        """The cursor says what a drag would do here."""
        shape = Qt.CursorShape.ArrowCursor
        if self._range.active or self._range.edge_at(self._device(event.position().x())) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif self._dragging:
            shape = Qt.CursorShape.ClosedHandCursor
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            shape = Qt.CursorShape.CrossCursor
        if shape is Qt.CursorShape.ArrowCursor:
            self.unsetCursor()
        else:
            self.setCursor(shape)

    def _device(self, x: float) -> int:
        return int(x * self._camera.dpr // 1)
