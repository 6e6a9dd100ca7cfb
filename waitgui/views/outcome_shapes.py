"""Outcomes as small shapes, each with a cue besides its colour, as the timeline draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from waitgui.tasks.record import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.views.tokens import Tokens

PITCH = 11
"""From a shape to the next, in logical pixels."""
_WIDTH, _HEIGHT, _TALL, _RADIUS = 6.0, 14.0, 19.0, 2.5
_CHECKS = {Outcome.MET, Outcome.NOT_MET, Outcome.ERROR}
_TALL_ONES = {Outcome.FAILED, Outcome.TIMED_OUT}


def paint_outcomes(painter: QPainter, rect: QRectF, outcomes: Sequence[Outcome], tokens: Tokens) -> None:
    """From the left of the rectangle, in its middle; of more than fit the last."""
    fit = max(0, int(rect.width() // PITCH))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, outcome in enumerate(outcomes[-fit:] if fit else ()):
        paint_outcome(painter, QPointF(rect.left() + (place + 0.5) * PITCH, rect.center().y()), outcome, tokens)
    painter.restore()


def paint_outcome(painter: QPainter, middle: QPointF, outcome: Outcome, tokens: Tokens) -> None:
    """One shape, some 11 pixels wide and 19 high."""
    if outcome in _CHECKS:
        _check(painter, middle, outcome, tokens)
        return
    height = _TALL if outcome in _TALL_ONES else _HEIGHT
    block = QRectF(middle.x() - _WIDTH / 2, middle.y() - height / 2, _WIDTH, height)
    colour = {Outcome.OK: tokens.ok, Outcome.FAILED: tokens.failed, Outcome.TIMED_OUT: tokens.timed_out}.get(outcome)
    if outcome is Outcome.SKIPPED:
        pen = QPen(QColor(tokens.muted), 1.25)
        pen.setDashPattern([2, 1.2])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(block.adjusted(0.6, 0.6, -0.6, -0.6), _WIDTH / 2, _WIDTH / 2)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour or tokens.muted))
    if outcome is Outcome.CANCELLED:
        slanted = (block.topLeft(), block.topRight(), block.bottomRight() - QPointF(_WIDTH * 0.6, 0))
        painter.drawPolygon(QPolygonF([*slanted, block.bottomLeft()]))
        return
    painter.drawRoundedRect(block, _RADIUS, _RADIUS)
    if outcome is Outcome.TIMED_OUT:
        painter.setPen(QPen(QColor(tokens.surface), 1.25))
        for y in (block.top() + 6, block.top() + 10.5, block.top() + 15):
            painter.drawLine(QPointF(block.left() + 0.5, y + 1.5), QPointF(block.right() - 2, y - 1.5))


def _check(painter: QPainter, middle: QPointF, outcome: Outcome, tokens: Tokens) -> None:
    if outcome is Outcome.NOT_MET:
        painter.setPen(QPen(QColor(tokens.muted), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, 3.5, 3.5)
        return
    x, y, radius = middle.x(), middle.y(), 6.5
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.met if outcome is Outcome.MET else tokens.failed))
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    painter.drawPolygon(QPolygonF([QPointF(*at) for at in corners]))
    pen = QPen(QColor(tokens.surface), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if outcome is Outcome.MET:
        tick = ((x - 2.4, y), (x - 0.6, y + 1.9), (x + 2.6, y - 1.9))
        painter.drawPolyline(QPolygonF([QPointF(*at) for at in tick]))
    else:
        painter.drawLine(QPointF(x - 1.9, y - 1.9), QPointF(x + 1.9, y + 1.9))
        painter.drawLine(QPointF(x - 1.9, y + 1.9), QPointF(x + 1.9, y - 1.9))
