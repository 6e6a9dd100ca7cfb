"""Inks: the tokens as what a painter takes, made once a theme. No colour is named here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPixmap

from waitgui.models.tick_ring import OUTCOMES
from waitgui.tasks.record import Outcome
from waitgui.views.theme import font
from waitgui.views.tokens import mixed

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from numpy.typing import NDArray

    from waitgui.views.tokens import Tokens

_HATCH_PX, _STRIPE_PX = 8, 3
_GAP_HATCH_PX = 8
_DOT_PX, _BETWEEN_DOTS_PX = 2, 3
_STRIPE_SHARE = 0.38
_OCCUPANCY = (0.4, 0.6, 0.8, 1.0)
_ALONG_DIAGONAL = 0.7071
_PLAN_FILL = 0.08
_DENSE = 0.34
"""Planned ticks that are too many to be told apart."""
_MOST_WIDTHS = 2048
_FADE = 0.06
"""How much paler each planned tick's edge is than the one before, down to the token's `edge_alpha`."""


class Inks:
    """Colours, brushes, pens and fonts of a theme at a device pixel ratio."""

    def __init__(self, tokens: Tokens, dpr: float) -> None:
        self.tokens = tokens
        self.dpr = dpr
        self._stamps: dict[Hashable, QPixmap] = {}
        self._widths: dict[tuple[str, int], float] = {}
        self.surface = QColor(tokens.surface)
        self.line = QColor(tokens.line)
        self.grid = QColor(tokens.grid)
        self.thread = QColor(tokens.thread)
        self.accent = QColor(tokens.accent)
        self.on_accent = QColor(tokens.on_accent)
        self.text = QColor(tokens.text)
        self.text2 = QColor(tokens.text2)
        self.text3 = QColor(tokens.text3)
        self.late = QColor(tokens.timed_out)
        self.muted = QColor(tokens.muted)
        self.future = QColor(mixed(tokens.surface, tokens.accent, tokens.future_alpha))
        self.selected = _clear(tokens.accent, tokens.selected_alpha)
        self.running_left = QColor(mixed(tokens.accent, tokens.surface, 0.13))
        self.expected = _clear(tokens.accent, _PLAN_FILL)
        self.dense = _clear(tokens.accent, _DENSE)
        bars = {
            Outcome.OK: tokens.ok,
            Outcome.FAILED: tokens.failed,
            Outcome.TIMED_OUT: tokens.timed_out,
            Outcome.CANCELLED: tokens.muted,
            Outcome.SKIPPED: tokens.muted,
            Outcome.MET: tokens.met,
            Outcome.NOT_MET: tokens.muted,
            Outcome.ERROR: tokens.failed,
        }
        labels = {Outcome.OK: tokens.on_ok, Outcome.FAILED: tokens.on_failed}
        self.bars = [QColor(bars[outcome]) for outcome in OUTCOMES]
        self.labels = [QColor(labels[outcome]) if outcome in labels else None for outcome in OUTCOMES]
        self.on_failed = QColor(tokens.on_failed)
        self.fonts = {weight: font("hint", weight) for weight in (400, 600)}
        self.metrics = {weight: QFontMetricsF(made) for weight, made in self.fonts.items()}
        # What stands in the cells, premultiplied: 0 is nothing, then the codes.
        self.cells: NDArray[np.uint32] = np.array([0, *(colour.rgba() for colour in self.bars)], np.uint32)
        steps = [QColor(mixed(tokens.surface, tokens.ok, share)) for share in _OCCUPANCY]
        self.small_cells = [0, *(colour.rgba() for colour in (*steps, *self.bars))]
        """For the values of `cells`."""
        stripe = mixed(tokens.timed_out, tokens.surface, _STRIPE_SHARE)
        self.hatch = QBrush(_stripes(stripe, tokens.timed_out, _HATCH_PX, _STRIPE_PX, dpr))
        self.dots = QBrush(_dots(self.thread, self.px(_DOT_PX), self.px(_BETWEEN_DOTS_PX)))
        """Of the thread of a run to come."""
        self.gap = QBrush(_stripes(tokens.hatch, tokens.gap, _GAP_HATCH_PX, 1.4, dpr))
        self.absence = QBrush(_stripes(tokens.line, tokens.window, 2 * _GAP_HATCH_PX, 1.4, dpr))

    def width(self, words: str, weight: int) -> float:
        """Of words in the font of that weight, in logical pixels; measured once."""
        wide = self._widths.get((words, weight))
        if wide is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            wide = self._widths[words, weight] = self.metrics[weight].horizontalAdvance(words)
        return wide

    def stamp(self, name: Hashable, make: Callable[[], QPixmap]) -> QPixmap:
        """A small picture that is painted often, made once."""
        stamp = self._stamps.get(name)
        if stamp is None:
            stamp = self._stamps[name] = make()
        return stamp

    def px(self, logical: float) -> int:
        """Whole device pixels, at least one."""
        return max(1, round(logical * self.dpr))

    def line_px(self, logical: float) -> float:
        """The width of a line."""
        return line_px(logical, self.dpr)

    def edge(self, place: int) -> QColor:
        """The outline of the planned tick number `place`, the next being 0."""
        return _clear(self.tokens.accent, max(self.tokens.edge_alpha, 1 - _FADE * place))

    def band(self, place: int) -> QColor:
        """The fill of its jitter window."""
        return _clear(self.tokens.accent, self.tokens.band_alpha * max(0.7, 1 - 0.11 * place))

    def plan(self, place: int) -> QColor:
        """The fill of its outline."""
        return _clear(self.tokens.accent, _PLAN_FILL * max(0.65, 1 - 0.3 * place))

    def pen(self, colour: QColor, logical: float = 1, dashes: tuple[float, ...] = ()) -> QPen:
        """A pen so wide; dashes in logical pixels."""
        width = self.line_px(logical)
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern([dash * self.dpr / width for dash in dashes])
        return pen


def line_px(logical: float, dpr: float) -> float:
    """The width of a line in device pixels: whole ones, but where one is a logical one also softly a half."""
    return logical * dpr if dpr < 1.25 else float(max(1, round(logical * dpr)))


def _clear(colour: str, alpha: float) -> QColor:
    ink = QColor(colour)
    ink.setAlphaF(alpha)
    return ink


def _stripes(colour: str, ground: str, distance: float, width: float, dpr: float) -> QPixmap:
    """A tile of stripes that rise to the right, in device pixels."""
    side = round(distance * dpr)
    tile = QPixmap(side, side)
    tile.fill(QColor(ground))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), width * dpr * _ALONG_DIAGONAL))
    for shift in (-side, 0, side):
        painter.drawLine(shift - side, 2 * side, shift + 2 * side, -side)
    painter.end()
    return tile


def _dots(colour: QColor, wide: int, apart: int) -> QPixmap:
    """A tile of a dot and the space after it, in device pixels."""
    tile = QPixmap(wide + apart, 1)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.fillRect(0, 0, wide, 1, colour)
    painter.end()
    return tile
