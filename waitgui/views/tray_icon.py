"""The icon in the tray: one glyph in three shapes, sharp at every size, to be seen on panels of any colour."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

if TYPE_CHECKING:
    from waitgui.views.icons import Icons
    from waitgui.views.tokens import Tokens

SIZES_PX = (16, 22, 24, 32, 44, 48, 64, 96)
_GRID = 16.0
_BADGE = QPointF(11.9, 11.9)
_DOT_RADIUS, _BLOCK = 3.3, 7.0
_HALO_ALPHA = 0.55


class Shape(StrEnum):
    """What the icon says."""

    WAITING = "waiting"
    RUNNING = "running"
    FAILED = "failed"


def tray_icon(icons: Icons, tokens: Tokens, shape: Shape) -> QIcon:
    """The icon in the colours of a theme."""
    icon = QIcon()
    for size in SIZES_PX:
        icon.addPixmap(_pixmap(icons, tokens, shape, size))
    return icon


def _pixmap(icons: Icons, tokens: Tokens, shape: Shape, size: int) -> QPixmap:
    glyph = "tray" if shape is Shape.WAITING else "tray-badged"
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_halo(painter, icons.pixmap(glyph, tokens.surface, size), size)
    painter.drawPixmap(0, 0, icons.pixmap(glyph, tokens.text, size))
    painter.scale(size / _GRID, size / _GRID)
    if shape is Shape.RUNNING:
        painter.setPen(QPen(QColor(tokens.surface), 0.8))
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(_BADGE, _DOT_RADIUS, _DOT_RADIUS)
    elif shape is Shape.FAILED:
        _paint_block(painter, tokens)
    painter.end()
    return pixmap


def _paint_halo(painter: QPainter, shadow: QPixmap, size: int) -> None:
    """A rim in the colour of the ground, for a panel of the other lightness: nobody tells us what it has."""
    step = max(1, round(size / 22))
    painter.setOpacity(_HALO_ALPHA)
    for across in (-step, 0, step):
        for down in (-step, 0, step):
            painter.drawPixmap(across, down, shadow)
    painter.setOpacity(1.0)


def _paint_block(painter: QPainter, tokens: Tokens) -> None:
    ground = QRectF(0, 0, _BLOCK, _BLOCK)
    ground.moveCenter(_BADGE)
    painter.setPen(QPen(QColor(tokens.surface), 0.8))
    painter.setBrush(QColor(tokens.failed))
    painter.drawRoundedRect(ground, 1.6, 1.6)
    painter.setPen(QPen(QColor(tokens.on_failed), 1.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    reach = _BLOCK / 2 - 1.9
    for down in (-reach, reach):
        painter.drawLine(_BADGE + QPointF(-reach, down), _BADGE + QPointF(reach, -down))
