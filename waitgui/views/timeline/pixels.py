"""Painting on whole device pixels, also where a device pixel is 0.8 or two thirds of a logical one."""

from __future__ import annotations

from contextlib import contextmanager
from math import ceil, floor
from typing import TYPE_CHECKING, Self

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QTransform

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget


_NARROW_PX = 400
_FREED_BYTES = 10 << 20


def is_vector(painter: QPainter) -> bool:
    """Whether shapes stay shapes on the painter's device, as in an SVG: then nothing is to be painted as a picture."""
    engine = painter.paintEngine()
    return engine is not None and engine.type() is QPaintEngine.Type.SVG


def paint_strip(painter: QPainter, rect: QRect, colours: NDArray[np.uint32]) -> None:
    """A colour (premultiplied ARGB) for each pixel from left to right, as high as the rectangle; as shapes."""
    edges = np.flatnonzero(np.diff(colours)) + 1
    begins, ends = (0, *edges.tolist()), (*edges.tolist(), len(colours))
    for begin, end in zip(begins, ends, strict=True):
        alpha, *premultiplied = int(colours[begin]).to_bytes(4, "big")
        if alpha:
            red, green, blue = (min(part * 255 // alpha, 255) for part in premultiplied)
            colour = QColor(red, green, blue, alpha)
            painter.fillRect(rect.x() + begin, rect.y(), end - begin, rect.height(), colour)


def keep_freed_memory() -> None:
    """Let the process keep what a frame has freed for the next one, up to 20 MB.

    glibc gives what is free at the end of its heap back to the system where that is more than twice the largest block
    that was mapped by itself and freed so far (mallopt(3), "dynamic mmap threshold"). With less, the arrays of a zoom
    frame lay in fresh pages each time: 1,800 of them, 2 of its 8 ms. With another libc this does nothing.
    """
    np.empty(_FREED_BYTES, np.uint8)


def paint_strips(
    painter: QPainter,
    x: int,
    places: Sequence[tuple[int, int]],
    colours: NDArray[np.uint32],
    line: NDArray[np.intp] | None = None,
) -> None:
    """Lines of pixels (premultiplied ARGB) in each place (top and height, the highest first), as high as that.

    Each place has a line of its own; or `line` says for each pixel from the top, place after place, which it shows.
    Made that high first: a picture that isn't scaled is put on the painter in half the time.
    """
    tops, high = np.array(places, np.intp).T
    begin = np.cumsum(high) - high
    if line is None:
        line = np.repeat(np.arange(len(high)), high)
    if is_narrow := colours.shape[1] <= _NARROW_PX:  # one picture with clear pixels between costs less than a call each
        top = int(tops[0])
        of_pixel = np.full(int(tops[-1] + high[-1]) - top, len(colours))
        of_pixel[np.repeat(tops - top - begin, high) + np.arange(len(line))] = line
        line, colours = of_pixel, np.vstack((colours, np.zeros((1, colours.shape[1]), np.uint32)))
    tall = colours.take(line, axis=0)
    height, width = tall.shape
    image = QImage(tall.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    if is_narrow:
        painter.drawImage(x, top, image)
        return
    for (top, bar), at in zip(places, begin.tolist(), strict=True):
        painter.drawImage(x, top, image, 0, at, width, bar)


class DevicePainter:
    """A painter of a widget that counts in device pixels from the widget's corner. For a `with` statement.

    A painter that an exception leaves behind in a paint event takes the process down: leaving ends it.
    """

    def __init__(self, widget: QWidget) -> None:
        self.painter = QPainter(widget)
        self.dpr = self.painter.device().devicePixelRatioF()
        corner = self.painter.deviceTransform().map(QPointF(0, 0))
        # A widget may begin within a device pixel: begin with that pixel.
        self._within = tuple(max(at - floor(at + 1e-6), 0) for at in (corner.x(), corner.y()))
        dx, dy = (-within / self.dpr for within in self._within)
        self._logical = QTransform.fromTranslate(dx, dy)
        self._device = QTransform.fromTranslate(dx, dy).scale(1 / self.dpr, 1 / self.dpr)
        self.painter.setTransform(self._device)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.painter.end()

    def size(self, widget: QWidget) -> tuple[int, int]:
        """Every device pixel that the widget touches."""
        right, bottom = self._within
        return ceil(widget.width() * self.dpr + right - 1e-6), ceil(widget.height() * self.dpr + bottom - 1e-6)

    @contextmanager
    def logical(self) -> Iterator[QPainter]:
        """Count in logical pixels for a while, for text."""
        self.painter.setTransform(self._logical)
        try:
            yield self.painter
        finally:
            self.painter.setTransform(self._device)
