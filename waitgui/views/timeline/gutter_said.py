"""What the gutter says that changes by itself, row by row, and what of it stands on the screen."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from waitgui.views.timeline.gutter_row import saying
from waitgui.views.timeline.words import span_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from PySide6.QtWidgets import QWidget

    from waitgui.models.timeline import TimelineModel
    from waitgui.views.timeline.camera import Camera

_ALL = -1
"""Stands for the rows of small lanes: what is said of those is the failures of groups."""


class Said:
    """Of the rows on `gutter`."""

    def __init__(self, model: TimelineModel, camera: Camera, gutter: QWidget) -> None:
        self._model = model
        self._camera = camera
        self._gutter = gutter
        self._shown: dict[int, Hashable] = {}

    def others(self) -> list[QRect]:
        """Where something else is to be said than stands there."""
        return [self._rect(row) for row, words in self._now().items() if self._shown.get(row) != words]

    def paint(self, region: QRegion) -> Mapping[int, Hashable]:
        """What each row that the region touches says now. All of it is going to stand there, as far as it reaches."""
        now = self._now(region)
        for row, words in now.items():
            if self._shown.get(row) != words:
                is_whole = QRegion(self._rect(row) & self._gutter.rect()).subtracted(region).isEmpty()
                self._shown[row] = words if is_whole else None
        return now

    def _now(self, region: QRegion | None = None) -> dict[int, Hashable]:
        lanes, model = self._camera.lanes, self._model
        if lanes.style.is_small:
            return {_ALL: model.failures().tobytes()}
        rows: Iterable[int] = lanes.shown(self._gutter.height())
        if region is not None and not region.contains(self._gutter.rect()):
            rows = [row for row in rows if region.intersects(self._rect(row))]
        return {row: self._of_group(row) if lanes.is_collapsed(row) else self._of_task(row) for row in rows}

    def _of_task(self, row: int) -> Hashable:
        model, camera = self._model, self._camera
        return saying(model.state(row), model.plans(row), camera.now_ns, camera.lanes.style)

    def _of_group(self, row: int) -> Hashable:
        """How many failed, else when the next tick is."""
        plans, now_ns = self._model.plans(row), self._camera.now_ns
        words = span_words(plans[0].earliest_ns - now_ns, plans[0].latest_ns - now_ns) if plans else ""
        return int(self._model.failures()[row]), words

    def _rect(self, row: int) -> QRect:
        """In logical pixels."""
        if row == _ALL:
            return self._gutter.rect()
        lanes = self._camera.lanes
        top, bottom = floor(lanes.top(row) / lanes.dpr), ceil(lanes.bottom(row) / lanes.dpr)
        return QRect(0, top, self._gutter.width(), bottom - top)
