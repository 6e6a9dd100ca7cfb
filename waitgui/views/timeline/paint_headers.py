"""The bands of group headers over the canvas, and the lines that part groups whose lanes are too low for headers."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from waitgui.views.tokens import mixed

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from waitgui.views.timeline.lanes import LaneGrid
    from waitgui.views.tokens import Tokens


_HOVER_SHARE = 0.36


def header_ground(tokens: Tokens) -> str:
    """The ground of a header's band: a little nearer to the text than the gutter's."""
    return mixed(tokens.gutter, tokens.hover, _HOVER_SHARE)


def paint_headers(painter: QPainter, tokens: Tokens, lanes: LaneGrid, size: tuple[int, int]) -> None:
    """Paint them over `size` device pixels. They cover grid and gaps; no bar reaches into a band.

    The lines between groups of small lanes lie on the last pixel of a lane: paint them under the bars.
    """
    width, height = size
    hair = max(1, round(lanes.dpr))
    band, line = QColor(header_ground(tokens)), QColor(tokens.line)
    for block in lanes.blocks_shown(ceil(height / lanes.dpr)):
        span = lanes.header_span(block)
        if span is not None:
            painter.fillRect(0, span[0], width, span[1] - span[0], band)
            for y in (span[0] - hair, span[1] - hair):
                painter.fillRect(0, y, width, hair, line)
        if span is not None or lanes.style.is_small or lanes.blocks[block].is_collapsed:
            bottom = lanes.block_span(block)[1]
            painter.fillRect(0, bottom - hair, width, hair, line)
