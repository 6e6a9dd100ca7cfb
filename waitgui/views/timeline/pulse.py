"""Pulse: the one timer that moves the timeline. It wakes for the next pixel or the next second, and rests otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from waitgui.wait.durations import NS_PER_MS, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.models.timeline import TimelineModel
    from waitgui.views.timeline.camera import Camera

FRAME_MS = 16
WORDS_NS = 100 * NS_PER_MS
"""Words change at most so often, also if what they tell of changes each frame: nobody reads faster."""

CALM_NS_PER_PX = 100 * NS_PER_MS
"""Where a pixel is as long as this and nothing runs, time moves on once a second, with the words: it is as good to look
at, and a program that only waits is to cost next to nothing."""


class Pulse(QObject):
    """Hands the clock's time to the camera while it is `running`, at most once a frame."""

    moved = Signal()
    """What is in sight has moved by a pixel."""
    second = Signal()
    """Another second of the wall clock: words that count down or up are others now."""
    told = Signal()
    """What was `touch`ed may be read."""

    def __init__(self, model: TimelineModel, camera: Camera, clock: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._camera = camera
        self._clock = clock
        self._running = False
        self._second = 0
        self._touched = False
        self._told_ns = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)

    @property
    def resting(self) -> bool:
        """Whether nothing is going to happen by itself."""
        return not self._timer.isActive()

    def start(self) -> None:
        """Move from now on, as often as something changes."""
        self._running = True
        self.beat()

    def stop(self) -> None:
        """Stand still."""
        self._running = False
        self._timer.stop()

    def touch(self) -> None:
        """Something happened: go to the present, and let the words follow soon."""
        self._touched = True
        self.beat()

    @Slot()
    def beat(self) -> None:
        """Go to the present, and say what that changed."""
        if not self._running:
            return
        now_ns = self._clock()
        if self._camera.set_now(now_ns) and self._camera.sees_now:
            self.moved.emit()
        second = self._model.wall_ns(now_ns) // NS_PER_S
        if second != self._second:
            self._second = second
            self.second.emit()
        if self._touched and now_ns - self._told_ns >= WORDS_NS:
            self._touched, self._told_ns = False, now_ns
            self.told.emit()
        self.plan()

    @Slot()
    def plan(self) -> None:
        """Set the timer anew: what is in sight, or what runs, may be other than before."""
        wait_ns = self._wait_ns() if self._running else None
        if wait_ns is None:
            self._timer.stop()
        else:
            self._timer.start(max(FRAME_MS, wait_ns // NS_PER_MS + 1))

    def _wait_ns(self) -> int | None:
        """How long until something changes; None if nothing will."""
        now_ns, ns_per_px = self._camera.now_ns, self._camera.view.ns_per_px
        waits_ns = [self._told_ns + WORDS_NS - now_ns] if self._touched else []
        if self._camera.sees_now and (ns_per_px < CALM_NS_PER_PX or self._model.is_busy):
            waits_ns.append(ns_per_px - now_ns % ns_per_px)
        if self._camera.sees_now or self._model.is_active:
            waits_ns.append(NS_PER_S - self._model.wall_ns(now_ns) % NS_PER_S)
        return min(waits_ns, default=None)
