"""What is painted beside the bars: starts of runs, pauses, attempts, waits, moves of the clock, labels of gaps.

What is over and never moves again has the same pixels in the same absolute columns wherever the view stands.
"""

from __future__ import annotations

from contextlib import contextmanager
from math import floor
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from waitgui.models.marks import GapKind
from waitgui.models.tick_ring import CODES
from waitgui.tasks.record import Outcome
from waitgui.tasks.words import duration_words
from waitgui.views.timeline.bars import TALL
from waitgui.views.timeline.marks import CHIP_ICON, CHIP_PADDING
from waitgui.views.tokens import RADIUS_BAR, mixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from waitgui.models.marks import ClockJump, Pause
    from waitgui.models.sheets import Stretches
    from waitgui.views.timeline.bars import Shapes
    from waitgui.views.timeline.inks import Inks
    from waitgui.views.timeline.lanes import LaneGrid
    from waitgui.views.timeline.marks import Between, Chip
    from waitgui.views.timeline.viewport import Viewport

_CANCELLED = CODES[Outcome.CANCELLED]
_START_PX = 10
_APART_PX = 6
"""Starts and pauses that are closer share one mark."""
_STROKE_PX, _STROKES_APART_PX = 1.5, 4
_DASHED = (3.0, 3.0)
PALE = 0.26
"""How much of its colour a tick has on which attempts lie."""
_WAIT_PADDING_PX = 3
_CHIP_TOP, _CHIP_HEIGHT, _CHIP_RADIUS = 1, 16, 4
_A_BIT = 1e-6
_WORDS_FROM_PX = 14
_WORDS_LEAST_PX = 60


class MarkPainter:
    """Paints what `view` shows on the rows of `lanes`. The painter counts in device pixels."""

    def __init__(self, painter: QPainter, inks: Inks, view: Viewport, lanes: LaneGrid) -> None:
        self._painter = painter
        self._inks = inks
        self._view = view
        self._lanes = lanes

    def starts(self, runs: Stretches) -> None:
        """A small stroke across the thread where a run began."""
        inks, height = self._inks, self._inks.px(_START_PX)
        from_ns = self._view.origin_ns - 2 * inks.px(_APART_PX) * self._view.ns_per_px
        near = (runs.start_ns >= from_ns) & (runs.start_ns < self._view.end_ns)
        row, start_ns = runs.row[near], runs.start_ns[near]
        stretch = start_ns // self._view.ns_per_px // inks.px(_APART_PX)
        is_first = np.ones(len(row), bool)
        is_first[1:] = (row[1:] != row[:-1]) | (stretch[1:] != stretch[:-1])
        x = self._view.xs(start_ns)
        shown = is_first & (x > -inks.px(1)) & (x < self._view.width)
        tops = self._lanes.middles[row[shown]] - height // 2
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(inks.muted)
        places = zip(x[shown].tolist(), tops.tolist(), strict=True)
        self._painter.drawRects([QRect(left, top, inks.px(1), height) for left, top in places])

    def pauses(self, row: int, pauses: Sequence[Pause]) -> None:
        """A double stroke where each began, dots until its end or for ever."""
        if not pauses:
            return
        inks, painter, last = self._inks, self._painter, None
        y, (top, height) = self._lanes.middle(row), self._lanes.bar(row)
        thick, apart = inks.px(_STROKE_PX), inks.px(_STROKES_APART_PX)
        for pause in pauses:
            left = self._view.x(pause.start_ns)
            right = self._view.width if pause.end_ns is None else min(self._view.x(pause.end_ns), self._view.width)
            stretch, begin = self._stretch(pause.start_ns), left + thick + 2 * apart
            if right > 0 and right > begin and begin < self._view.width:
                self._dots(max(begin, 0), right, y)
            if stretch != last and begin > 0 and left < self._view.width:
                for x in (left, left + apart):
                    painter.fillRect(x, top, thick, height, inks.muted)
            last = stretch

    def jumps(self, jumps: Iterable[ClockJump], bottom: int) -> None:
        """A dashed line over all lanes where the clock was set."""
        pen = self._inks.pen(self._inks.muted, 1, _DASHED)
        shift = pen.widthF() / 2
        self._painter.setPen(pen)
        for jump in jumps:
            x = self._view.x(jump.at_ns)
            if -pen.widthF() < x < self._view.width:
                self._painter.drawLine(QLineF(x + shift, 0, x + shift, bottom))

    def pale(self, ticks: Shapes) -> None:
        """The bars of ticks that were tried more than once, pale, for their attempts to lie on."""
        inks, painter, tokens = self._inks, self._painter, self._inks.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        columns = (ticks.row, ticks.left, ticks.right, ticks.code)
        for row, left, right, code in zip(*(column.tolist() for column in columns), strict=True):
            top, height = self._lanes.bar(row, tall=bool(TALL[code]))
            painter.setBrush(QColor(mixed(tokens.surface, inks.bars[code].name(), PALE)))
            if code == _CANCELLED:
                slant = min((right - left) * 0.6, 6 * inks.dpr)
                corners = ((left, top), (right, top), (right - slant, top + height), (left, top + height))
                painter.drawPolygon(QPolygonF([QPointF(*at) for at in corners]))
            else:
                radius = min(RADIUS_BAR * inks.dpr, (right - left) / 2)
                painter.drawRoundedRect(QRect(left, top, right - left, height), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def waits(self, found: Iterable[Between], *, thread: tuple[frozenset[int], int] | None = None) -> None:
        """How long it waited, between the bars where there is room.

        A thread is interrupted there: then the selected rows and the now-line's x tell what lies under it.
        """
        metrics, dpr = self._inks.metrics[400], self._inks.dpr
        with self._logical() as painter:
            painter.setFont(self._inks.fonts[400])
            painter.setPen(self._inks.text2)
            for wait in found:
                words = duration_words(wait.took_ns)
                wide = metrics.horizontalAdvance(words) + 2 * _WAIT_PADDING_PX
                left, right = wait.left / dpr, wait.right / dpr
                if wide > right - left:
                    continue
                top, bottom = self._lanes.top(wait.row) / dpr, self._lanes.bottom(wait.row) / dpr
                rect = QRectF((left + right - wide) / 2, top, wide, bottom - top)
                if thread is not None:
                    middle = self._lanes.middle(wait.row) / dpr
                    self._ground(QRectF(rect.left(), middle - 2, wide, 4), thread[1] / dpr, wait.row in thread[0])
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)

    def paused(self, row: int, now: int, words: str) -> None:
        """Since when a task is paused, right of now in its lane; elided, or left out where there is no room."""
        inks, dpr, metrics = self._inks, self._inks.dpr, self._inks.metrics[400]
        left = max(now, 0) / dpr + _WORDS_FROM_PX
        room = self._view.width / dpr - left - 2 * CHIP_PADDING - CHIP_ICON - _WORDS_FROM_PX
        if room < _WORDS_LEAST_PX:
            return
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        top, bottom = self._lanes.top(row) / dpr, self._lanes.bottom(row) / dpr
        height = min(_CHIP_HEIGHT, bottom - top - 2)
        wide = 2 * CHIP_PADDING + CHIP_ICON + metrics.horizontalAdvance(shown)
        rect = QRectF(left, round((top + bottom - height) / 2), wide, height)
        with self._logical() as painter:
            self._plate(rect, QPen(Qt.PenStyle.NoPen), QColor(inks.tokens.window))
            for x in (rect.left() + CHIP_PADDING, rect.left() + CHIP_PADDING + 4):
                painter.fillRect(QRectF(x, rect.center().y() - 4, 1.5, 8), inks.text2)
            self._write(rect.adjusted(CHIP_PADDING + CHIP_ICON, 0, 0, 0), shown)

    def chips(self, chips: Iterable[Chip]) -> None:
        """The labels of gaps and of moves of the clock, under the axis; before the bars, so that they hide none."""
        inks = self._inks
        border = QPen(inks.line, 1)
        with self._logical():
            for chip in chips:
                left = floor(chip.left * inks.dpr + _A_BIT) / inks.dpr  # the same pixel in whatever stretch it shows
                rect = QRectF(left + 0.5, _CHIP_TOP + 0.5, round(chip.width) - 1, _CHIP_HEIGHT - 1)
                self._plate(rect, border, QColor(inks.tokens.raised))
                words = rect.adjusted(CHIP_PADDING, 0, 0, 0)
                if chip.icon in (GapKind.SUSPENDED, GapKind.NOT_RUNNING):
                    self._icon(QPointF(words.left() + CHIP_ICON / 2, rect.center().y()), chip.icon)
                    words.adjust(CHIP_ICON + 4, 0, 0, 0)
                self._write(words, chip.words)

    def _ground(self, rect: QRectF, now: float, is_selected: bool) -> None:
        """Paint over a thread what lies under it, on either side of now."""
        inks = self._inks
        self._painter.fillRect(rect, inks.surface)
        if now < rect.right():
            self._painter.fillRect(rect.adjusted(max(now - rect.left(), 0), 0, 0, 0), inks.future)
        if is_selected:
            self._painter.fillRect(rect, inks.selected)

    def _plate(self, rect: QRectF, pen: QPen, fill: QColor) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(pen)
        self._painter.setBrush(fill)
        self._painter.drawRoundedRect(rect, _CHIP_RADIUS, _CHIP_RADIUS)

    def _icon(self, at: QPointF, kind: GapKind) -> None:
        """A moon, or the sign of what is switched off."""
        painter = self._painter
        pen = QPen(self._inks.text2, 1.25)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if kind is GapKind.SUSPENDED:
            whole, bite = QPainterPath(), QPainterPath()
            whole.addEllipse(at, 4.5, 4.5)
            bite.addEllipse(at + QPointF(2.6, -2.6), 4.2, 4.2)
            painter.drawPath(whole.subtracted(bite))
            return
        painter.drawArc(QRectF(at.x() - 4, at.y() - 3.5, 8, 8), 130 * 16, 280 * 16)
        painter.drawLine(QPointF(at.x(), at.y() - 5), QPointF(at.x(), at.y()))

    def _write(self, rect: QRectF, words: str) -> None:
        painter = self._painter
        painter.setFont(self._inks.fonts[400])
        painter.setPen(self._inks.text2)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect, align, words)

    def _dots(self, left: int, right: int, y: int) -> None:
        """The tile lies on absolute columns."""
        hair, brush = self._inks.px(1), self._inks.dots
        self._painter.setBrushOrigin(QPoint(-self._view.first_column % brush.texture().width(), 0))
        self._painter.fillRect(QRect(left, y - hair // 2, right - left, hair), brush)
        self._painter.setBrushOrigin(0, 0)

    @contextmanager
    def _logical(self) -> Iterator[QPainter]:
        """Count in logical pixels for a while, for text."""
        painter = self._painter
        painter.save()
        painter.scale(self._inks.dpr, self._inks.dpr)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        try:
            yield painter
        finally:
            painter.restore()

    def _stretch(self, t_ns: int) -> int:
        """Which stretch of absolute columns a time belongs to."""
        return t_ns // self._view.ns_per_px // self._inks.px(_APART_PX)
