"""Paints the cells of low lanes: all lines in one image."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage

from waitgui.views.timeline.bars import TALL
from waitgui.views.timeline.cells import STEPS, VALUES

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from waitgui.views.timeline.cells import Lines
    from waitgui.views.timeline.inks import Inks

_IF_TALL = np.where(np.concatenate((np.zeros(STEPS + 1, bool), TALL)), np.arange(VALUES), 0).astype(np.uint8)


def paint_cells(painter: QPainter, inks: Inks, grid: NDArray[np.uint8], lines: Lines) -> None:
    """From x = 0 and the top. What failed is as high as it may be, over what lies there."""
    grid = np.vstack((grid, np.zeros((1, grid.shape[1]), np.uint8)))
    picture = np.maximum(grid[lines.at], _IF_TALL[grid][lines.tall_at])
    height, width = picture.shape
    image = QImage(picture.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable(inks.small_cells)
    painter.drawImage(0, 0, image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
