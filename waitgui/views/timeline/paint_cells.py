"""Paints the cells of low lanes: all lines in one image."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage

from waitgui.views.timeline.bars import TALL
from waitgui.views.timeline.cells import STEPS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from waitgui.views.timeline.cells import Lines
    from waitgui.views.timeline.inks import Inks

_TALL_VALUES = [STEPS + 1 + code for code in np.flatnonzero(TALL).tolist()]


def paint_cells(painter: QPainter, inks: Inks, grid: NDArray[np.uint8], lines: Lines) -> None:
    """From x = 0 and the top. What failed is as high as it may be, over what lies there."""
    grid = np.vstack((grid, np.zeros((1, grid.shape[1]), np.uint8)))  # where there is no line
    tall = np.zeros(grid.shape, bool)
    for value in _TALL_VALUES:
        tall |= grid == value
    picture = np.maximum(grid.take(lines.at, axis=0), (grid * tall).take(lines.tall_at, axis=0))
    height, width = picture.shape
    image = QImage(picture.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable(inks.small_cells)
    painter.drawImage(0, 0, image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
