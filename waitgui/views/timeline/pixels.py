"""Painting on whole device pixels, also where a device pixel is 0.8 or two thirds of a logical one."""

from __future__ import annotations

from contextlib import contextmanager
from math import ceil, floor
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget


class DevicePainter:
    """A painter of a widget that counts in device pixels from the widget's corner. For a `with` statement.

    A painter that an exception leaves behind in a paint event takes the process down: leaving ends it.
    """

    def __init__(self, widget: QWidget) -> None:
        self.painter = QPainter(widget)
        self.dpr = self.painter.device().devicePixelRatioF()
        corner = self.painter.deviceTransform().map(QPointF(0, 0))
        # A widget may begin within a device pixel: begin with that pixel.
        dx, dy = ((floor(at + 1e-6) - at) / self.dpr for at in (corner.x(), corner.y()))
        self._logical = QTransform.fromTranslate(dx, dy)
        self._device = QTransform.fromTranslate(dx, dy).scale(1 / self.dpr, 1 / self.dpr)
        self.painter.setTransform(self._device)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.painter.end()

    def size(self, widget: QWidget) -> tuple[int, int]:
        """Every device pixel that the widget touches."""
        return ceil(widget.width() * self.dpr), ceil(widget.height() * self.dpr)

    @contextmanager
    def logical(self) -> Iterator[QPainter]:
        """Count in logical pixels for a while, for text."""
        self.painter.setTransform(self._logical)
        try:
            yield self.painter
        finally:
            self.painter.setTransform(self._device)
