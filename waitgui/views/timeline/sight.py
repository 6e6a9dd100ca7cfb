"""Sight: which lanes are in view, and how far into the future, told when that changes by more than a little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.models.timeline import TimelineModel
    from waitgui.views.timeline.camera import Camera

_STEPS = 4
"""How many times the right edge is told while the view moves by its own width."""


class Sight(QObject):
    """Of the lanes on `canvas`. While the view moves it is looked at each frame, so that is cheap."""

    changed = Signal(object, object)
    """The tasks whose lanes show (a tuple), and until when what is to come of them may soon be in sight (ns, an int).

    No tasks where only the past is in sight, or nothing.
    """

    def __init__(self, model: TimelineModel, camera: Camera, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._model = model
        self._camera = camera
        self._canvas = canvas
        self._seen: tuple[object, ...] = ()
        camera.moved.connect(self.look)
        camera.lanesChanged.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Tell what is in sight, if that is another."""
        view, canvas = self._camera.view, self._canvas
        rows = range(0)
        if canvas.isVisible() and view.end_ns > self._camera.now_ns:
            rows = self._camera.lanes.shown(canvas.height())
        step_ns = max(view.span_ns // _STEPS, 1)
        until_ns = (view.end_ns // step_ns + 2) * step_ns if rows else 0
        seen = (rows, until_ns, self._model.lanes)
        if seen == self._seen:
            return
        self._seen = seen
        lanes = self._model.lanes[rows.start : rows.stop]  # of collapsed groups only what was told shows
        self.changed.emit(tuple(lane.task for lane in lanes if lane.task), until_ns)
