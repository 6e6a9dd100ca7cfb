"""Moves: where commands and keys take the view, beyond what the camera does by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from waitgui.models.picking import next_failure, recent_start

if TYPE_CHECKING:
    from waitgui.models.timeline import TimelineModel
    from waitgui.views.timeline.camera import Camera

_TICKS_FITTED = 24
_PLANS_FITTED = 3
_LEAST_NS = 1_000_000


class Moves(QObject):
    """The commands on what the timeline shows. For the GUI thread."""

    found = Signal(object)
    """A tick (a `TickRef`) to be selected and looked at."""

    def __init__(self, model: TimelineModel, camera: Camera, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._camera = camera

    @Slot()
    def back(self) -> None:
        """What was shown before."""
        self._camera.back()

    @Slot()
    def forward(self) -> None:
        """What was shown before going back."""
        self._camera.forward()

    @Slot()
    def fit_all(self) -> None:
        """Everything from the first tick to now."""
        span = self._model.span()
        if span is not None:
            self._camera.fit(span[0], max(span[1], self._camera.now_ns))

    @Slot()
    def fit_selection(self) -> None:
        """The selected range; else the selected tick; else the selected task; else everything."""
        camera = self._camera
        times = None if camera.tick is None else self._model.times(camera.tick)
        if camera.selection is not None:
            self.fit_range()
        elif times is not None:
            start_ns, end_ns = times[0], camera.now_ns if times[1] is None else times[1]
            around_ns = max(end_ns - start_ns, _LEAST_NS)
            camera.fit(start_ns - around_ns, end_ns + around_ns)
        elif camera.task is not None and self._model.row_of(camera.task) >= 0:
            self.fit_task(self._model.row_of(camera.task))
        else:
            self.fit_all()

    @Slot()
    def fit_range(self) -> None:
        """The selected range."""
        if self._camera.selection is not None:
            self._camera.fit(*self._camera.selection)

    def fit_task(self, row: int) -> None:
        """The latest ticks of the row's task, those of its latest run, and the next of its plan."""
        runs, now_ns = self._model.runs(row), self._camera.now_ns
        last = runs[-1] if runs else None
        end_ns = now_ns if last is None or last.end_ns is None else last.end_ns
        first_ns = recent_start(self._model, row, end_ns, _TICKS_FITTED)
        if first_ns is None and last is None:
            return
        first_ns = end_ns if first_ns is None else first_ns
        if last is not None:
            first_ns = max(first_ns, last.start_ns)
        plans = self._model.plans(row)[:_PLANS_FITTED]
        end_ns = max([end_ns, *(plan.latest_ns for plan in plans)])
        self._camera.fit(min(first_ns, end_ns - _LEAST_NS), end_ns)

    @Slot()
    def next_failure(self) -> None:
        """The failure after the selected tick, or after the middle of what is shown."""
        self._step(1)

    @Slot()
    def previous_failure(self) -> None:
        """The failure before the selected tick, or before now if that is in sight."""
        self._step(-1)

    @Slot()
    def select_shown(self) -> None:
        """Select the range that is shown, up to now; its edges can be dragged from there."""
        view, now_ns = self._camera.aim, self._camera.now_ns
        end_ns = now_ns if view.origin_ns < now_ns < view.end_ns else view.end_ns
        self._camera.select_range(view.origin_ns, end_ns)

    @Slot()
    def clear_range(self) -> None:
        """Select no range."""
        self._camera.clear_range()

    def _step(self, step: int) -> None:
        tick = self._camera.tick
        times = None if tick is None else self._model.times(tick)
        if times is None:
            view = self._camera.aim
            middle_ns = self._camera.now_ns if self._camera.sees_now else view.origin_ns + view.span_ns // 2
            at_ns, tick = (view.origin_ns if step > 0 and self._camera.sees_now else middle_ns), None
        else:
            at_ns = times[0]
        found = next_failure(self._model, at_ns, tick, step)
        if found is not None:
            self.found.emit(found)
