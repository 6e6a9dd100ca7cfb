"""Canvas: the lanes themselves. Paints what the camera shows of the model; turns mouse and wheel into its moves."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QNativeGestureEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from waitgui.views.timeline.inks import Inks
from waitgui.views.timeline.picture import Picture
from waitgui.views.timeline.viewport import STEPS_PER_DOUBLING, STEPS_PER_NOTCH

if TYPE_CHECKING:
    from datetime import tzinfo

    from waitgui.models.timeline import TimelineModel
    from waitgui.views.theme import Theme
    from waitgui.views.timeline.camera import Camera

_DRAG_FROM_PX = 4
_PICK_WITHIN_PX = 6
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
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The picture; what of it stands still is kept."""
        tokens, dpr = self._theme.tokens, self.devicePixelRatioF()
        if (self._inks.tokens, self._inks.dpr) != (tokens, dpr):
            self._inks = Inks(tokens, dpr)
        self._picture.paint(self, self._inks, ring=self._has_ring and self.hasFocus())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or the begin of a drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragging = event.position(), False
            self._dragged_x = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, once the mouse has moved far enough not to be a click."""
        if self._pressed is None:
            return
        x = event.position().x()
        if not self._dragging and abs(x - self._pressed.x()) >= _DRAG_FROM_PX:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self._camera.pan(self._device(self._dragged_x) - self._device(x))
            self._dragged_x = x

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag, or a click on what lies there."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        if not self._dragging:
            row = self._camera.lanes.row_at(event.position().y())
            self.picked.emit(row, self._tick_at(row, event.position().x()))
        self._pressed, self._dragging = None, False
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the task."""
        row = self._camera.lanes.row_at(event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self.activated.emit(row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, pan or scroll, by the keys that are held."""
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
        """A pinch zooms."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom(log2(max(1 + event.value(), 0.1)) * STEPS_PER_DOUBLING, event.position().x())
            return True
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

    def _tick_at(self, row: int, x: float) -> object:
        if row < 0:
            return None
        view = self._camera.view
        within_ns = round(_PICK_WITHIN_PX * self._camera.dpr) * view.ns_per_px
        return self._model.nearest(row, view.time_at(self._device(x)) + view.ns_per_px // 2, within_ns)

    def _device(self, x: float) -> int:
        return int(x * self._camera.dpr // 1)
