"""LookBack: has older history read where the timeline's view has come to rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

if TYPE_CHECKING:
    from waitgui.models.past import Past
    from waitgui.views.timeline.camera import Camera

REST_MS = 150
"""For so long the view must not have moved."""


class LookBack(QObject):
    """Between the camera and the past."""

    def __init__(self, camera: Camera, past: Past, parent: QObject) -> None:
        super().__init__(parent)
        self._camera = camera
        self._past = past
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.setTimerType(Qt.TimerType.CoarseTimer)
        self._rest.timeout.connect(self._look)
        camera.moved.connect(self._rest.start)
        past.recalled.connect(self._rest.start)

    @Slot()
    def _look(self) -> None:
        view = self._camera.view
        self._past.look_at(view.origin_ns, view.end_ns)
