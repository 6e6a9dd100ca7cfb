"""The next ticks as a strip: where each may begin, to scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from waitgui.tasks.record import Kind, Reason
from waitgui.tasks.words import duration_words, exact_words
from waitgui.views.theme import font
from waitgui.views.tokens import RADIUS_BAR, RADIUS_CARD
from waitgui.wait.durations import NS_PER_H, NS_PER_MIN, NS_PER_MS, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from waitgui.runner.foresight import ForecastEnd, ForecastRow
    from waitgui.views.theme import Theme

_DAY = 24 * NS_PER_H
STEPS_NS = (
    *(step * NS_PER_MS for step in (1, 2, 5, 10, 20, 50, 100, 200, 500)),
    *(step * NS_PER_S for step in (1, 2, 5, 10, 15, 30)),
    *(step * NS_PER_MIN for step in (1, 2, 5, 10, 15, 30)),
    *(step * NS_PER_H for step in (1, 2, 3, 6, 12)),
    *(step * _DAY for step in (1, 2, 7, 14, 30, 90, 180, 365, 730, 1825, 3650)),
)
_LEFT, _RIGHT = 14, 14
_AXIS_Y, _LANE_Y, _NUMBER_Y, _LEGEND_Y = 14, 52, 75, 103
_LINE_TOP, _LINE_BOTTOM = 24, 88
_BLOCK_HEIGHT, _BAND_HEIGHT = 17, 26
_LEGEND_PITCH = 18
_HEIGHT, _HEIGHT_ALONE = 116, 92
_LEAST_BLOCK = 3
_FADED = 0.4
_LABEL_GAP = 16
_GIVES_UP = frozenset({Reason.GAVE_UP, Reason.TIMED_OUT})


def axis_step(span_ns: int, labels: int) -> int:
    """The round step that puts at most `labels` labels on the span."""
    wanted = span_ns / max(labels, 1)
    return next((step for step in STEPS_NS if step >= wanted), STEPS_NS[-1])


class ForecastStrip(QWidget):
    """The next ticks: a block at the earliest start, a band up to the latest."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[ForecastRow, ...] = ()
        self._takes_ns = 0
        self._end: ForecastEnd | None = None
        self._has_legend = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Next ticks"))
        theme.changed.connect(self.update)

    def show_rows(
        self, rows: Sequence[ForecastRow], takes_ns: int, end: ForecastEnd | None = None, *, legend: bool = True
    ) -> None:
        """Show these ticks, each assumed to take so long, and where the run ends; with or without a legend."""
        self._has_legend = legend
        self._rows, self._takes_ns = tuple(rows), takes_ns
        self._end = end
        self.setFixedHeight(self._wanted_height())
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the legend needs."""
        return QSize(320, self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow strip has its legend in two lines."""
        super().resizeEvent(event)
        if self.height() != self._wanted_height():
            self.setFixedHeight(self._wanted_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw card, axis, ticks and legend."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        if not self.isEnabled():
            painter.setOpacity(_FADED)
        self._paint_axis(painter)
        for row in self._rows:
            self._paint_tick(painter, row)
        self._paint_end(painter)
        self._paint_numbers(painter)
        self._paint_legend(painter)
        painter.end()

    def _span_ns(self) -> int:
        end_ns = max((row.latest_ns for row in self._rows), default=0) + self._takes_ns
        if self._shows_end():
            assert self._end is not None
            end_ns = max(end_ns, self._end.latest_ns)
        return max(end_ns + end_ns // 20, NS_PER_MS)

    def _shows_end(self) -> bool:
        """Whether the end is near enough to be drawn to scale."""
        return self._end is not None and self._end.n_ticks <= len(self._rows)

    def _paint_end(self, painter: QPainter) -> None:
        """Where the run ends: from the earliest to the latest; that it gives up beyond the edge is said in words."""
        end, tokens = self._end, self._theme.tokens
        if end is None:
            return
        painter.setFont(font("hint", 600))
        gives_up = end.reason in _GIVES_UP
        if not self._shows_end():
            if not gives_up:
                return
            text = self.tr("gives up after {time} ›").replace("{time}", duration_words(end.latest_ns))
            self._paint_end_words(painter, text, self.width() - _RIGHT)
            return
        left, right = self._snapped(end.earliest_ns), self._snapped(end.latest_ns)
        top, bottom = _LANE_Y - _BAND_HEIGHT / 2, _LANE_Y + _BAND_HEIGHT / 2
        if right > left:
            ground = QColor(tokens.timed_out)
            ground.setAlphaF(tokens.band_alpha * 1.6)
            painter.fillRect(QRectF(QPointF(left, top), QPointF(right, bottom)), ground)
        painter.setPen(QPen(QColor(tokens.text2), 2))
        painter.drawLine(QPointF(left, top), QPointF(left, bottom))
        painter.fillRect(QRectF(left + 4, _LANE_Y - 3, 6, 6), QColor(tokens.text2))
        self._paint_end_words(painter, self.tr("gives up") if gives_up else self.tr("ends"), left - 6)

    def _paint_end_words(self, painter: QPainter, text: str, right: float) -> None:
        """The words end at `right`, in the lane where they cover no tick; else in the line of the legend."""
        tokens = self._theme.tokens
        width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 6
        last = self._rows[-1] if self._rows else None
        y = float(_LANE_Y)
        last_ns = 0 if last is None else max(last.latest_ns, last.earliest_ns + self._takes_ns)
        if last is not None and self._x(last_ns) + _LEAST_BLOCK + 4 > right - width:
            if self._shows_end() or not self._has_legend:
                return
            right, y = self.width() - _RIGHT, float(_LEGEND_Y)
        rect = QRectF(right - width, y - 9, width, 18)
        painter.fillRect(rect, QColor(tokens.surface))
        painter.setPen(QColor(tokens.text2))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter), text)

    def _x(self, ns: int) -> float:
        return _LEFT + (self.width() - _LEFT - _RIGHT) * ns / self._span_ns()

    def _snapped(self, ns: int) -> float:
        """Where a line of one pixel is crisp."""
        ratio = self.devicePixelRatioF()
        return (int(self._x(ns) * ratio) + 0.5) / ratio

    def _paint_axis(self, painter: QPainter) -> None:
        tokens, labels = self._theme.tokens, font("hint")
        metrics = QFontMetricsF(labels)
        span_ns = self._span_ns()
        step_ns = axis_step(span_ns, int((self.width() - _LEFT - _RIGHT) / 66))
        painter.setFont(labels)
        y, end_x = _AXIS_Y, 0.0
        for at_ns in range(0, span_ns + 1, step_ns):
            x = self._snapped(at_ns)
            text = duration_words(at_ns) if at_ns else self.tr("Start")
            width = metrics.horizontalAdvance(text)
            left = x - width / 2 if at_ns else _LEFT
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(x, _LINE_TOP), QPointF(x, _LINE_BOTTOM))
            if left > end_x and left + width < self.width() - 4:
                painter.setPen(QColor(tokens.text3))
                painter.drawText(QRectF(left, y - 9, width + 2, 18), Qt.AlignmentFlag.AlignVCenter, text)
                end_x = left + width + _LABEL_GAP / 2
        painter.setPen(QPen(QColor(tokens.line), 2))
        painter.drawLine(QPointF(_LEFT, _LANE_Y), QPointF(self.width() - _RIGHT, _LANE_Y))

    def _paint_tick(self, painter: QPainter, row: ForecastRow) -> None:
        left = self._snapped(row.earliest_ns)
        if row.kind is Kind.CONDITION:
            self._paint_ring(painter, left, _LANE_Y)
            return
        if row.latest_ns > row.earliest_ns:
            self._paint_band(painter, left, self._snapped(row.latest_ns), _LANE_Y)
        width = max(self._x(row.earliest_ns + self._takes_ns) - self._x(row.earliest_ns), _LEAST_BLOCK)
        self._paint_block(painter, QRectF(left, _LANE_Y - _BLOCK_HEIGHT / 2, width, _BLOCK_HEIGHT))

    def _paint_ring(self, painter: QPainter, x: float, y: float) -> None:
        """A check."""
        painter.setPen(QPen(QColor(self._theme.tokens.accent), 1.5))
        painter.setBrush(QColor(self._theme.tokens.surface))
        painter.drawEllipse(QPointF(max(x, _LEFT + 4.5), y), 4, 4)

    def _paint_band(self, painter: QPainter, left: float, right: float, y: float, height: float = _BAND_HEIGHT) -> None:
        tokens = self._theme.tokens
        top, bottom = y - height / 2, y + height / 2
        accent, ground = QColor(tokens.accent), QColor(tokens.accent)
        ground.setAlphaF(tokens.band_alpha)
        painter.fillRect(QRectF(QPointF(left, top), QPointF(right, bottom)), ground)
        painter.setPen(QPen(accent, 1.5))
        painter.drawLine(QPointF(left, top), QPointF(left, bottom))
        dashed = QPen(accent, 1.5)
        dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
        dashed.setDashPattern([2.6, 1.4])
        painter.setPen(dashed)
        painter.drawLine(QPointF(right, top), QPointF(right, bottom))

    def _paint_block(self, painter: QPainter, rect: QRectF) -> None:
        tokens = self._theme.tokens
        ground = QColor(tokens.accent)
        ground.setAlphaF(tokens.band_alpha * 1.3)
        radius = min(RADIUS_BAR, rect.width() / 2)
        painter.setPen(QPen(QColor(tokens.accent), 1.25))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(rect, radius, radius)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, radius, radius)

    def _paint_numbers(self, painter: QPainter) -> None:
        numbers = font("hint", 600)
        metrics = QFontMetricsF(numbers)
        painter.setFont(numbers)
        painter.setPen(QColor(self._theme.tokens.text2))
        end_x = 0.0
        for row in self._rows:
            text, width = str(row.n), metrics.horizontalAdvance(str(row.n))
            takes_ns = self._takes_ns if row.kind is Kind.ACTION else 0
            last_ns = row.latest_ns if row.latest_ns > row.earliest_ns else row.earliest_ns + takes_ns
            left = (self._x(row.earliest_ns) + self._x(last_ns)) / 2 - width / 2
            if left >= end_x:
                painter.drawText(QRectF(left, _NUMBER_Y - 9, width + 2, 18), Qt.AlignmentFlag.AlignVCenter, text)
                end_x = left + width + 4

    def _legend(self) -> list[tuple[bool, str]]:
        """What is explained: (whether it is the band, its text)."""
        if not self._rows or not self._has_legend:
            return []
        if all(row.kind is Kind.CONDITION for row in self._rows):
            return [(False, self.tr("a check, as long as it isn't met"))]
        spread = any(row.latest_ns > row.earliest_ns for row in self._rows)
        text = self.tr("earliest start, {time} long") if spread else self.tr("a tick, {time} long")
        legend = [(False, text.replace("{time}", exact_words(self._takes_ns)))]
        return [*legend, (True, self.tr("may start anywhere in here"))] if spread else legend

    def _legend_places(self) -> list[tuple[float, float]]:
        """Where each entry begins; those that find no room on a line go to the next."""
        metrics, x, y = QFontMetricsF(font("hint")), float(_LEFT), float(_LEGEND_Y)
        places: list[tuple[float, float]] = []
        for _is_band, text in self._legend():
            width = 20 + metrics.horizontalAdvance(text)
            if places and x + width > self.width() - _RIGHT:
                x, y = float(_LEFT), y + _LEGEND_PITCH
            places.append((x, y))
            x += width + _LABEL_GAP
        return places

    def _wanted_height(self) -> int:
        places = self._legend_places()
        if not self._has_legend:
            return _HEIGHT_ALONE
        return _HEIGHT + (round(places[-1][1]) - _LEGEND_Y if places else 0)

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(font("hint"))
        for (is_band, text), (x, y) in zip(self._legend(), self._legend_places(), strict=True):
            if is_band:
                self._paint_band(painter, x + 0.5, x + 17.5, y, 13)
            elif self._rows[0].kind is Kind.CONDITION:
                self._paint_ring(painter, x + 7, y)
            else:
                self._paint_block(painter, QRectF(x, y - 5, 14, 10))
            painter.setPen(QColor(self._theme.tokens.text3))
            rect = QRectF(x + (24 if is_band else 20), y - 9, self.width(), 18)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
