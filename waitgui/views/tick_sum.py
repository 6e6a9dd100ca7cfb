"""Why a tick was due when it was, drawn to scale: where it counts from, the period, the jitter, and the tick itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from waitgui.tasks.record import Outcome
from waitgui.tasks.words import clock_words, duration_words, exact_words
from waitgui.views.theme import font
from waitgui.views.tokens import RADIUS_BAR, mixed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QFont, QPaintEvent

    from waitgui.tasks.record import Planned, Tick, TickStarted
    from waitgui.views.theme import Theme

_HEIGHT, _TOP_Y, _LANE_Y, _BOTTOM_Y = 66, 12, 31, 56
_BAR, _TALL_BAR, _BAND, _END = 18, 24, 18, 14
_LEAST_BAR = 3
_CROSS_FROM = 11
_HATCH_FROM = 8
_LATE_FROM = 1.5
_GAP = 10
_TOKENS = {
    None: "accent",
    Outcome.OK: "ok",
    Outcome.FAILED: "failed",
    Outcome.ERROR: "failed",
    Outcome.TIMED_OUT: "timed_out",
    Outcome.MET: "met",
}
_TROUBLE = (Outcome.FAILED, Outcome.ERROR, Outcome.TIMED_OUT)


@dataclass(frozen=True, slots=True)
class TickSum:
    """due = base + period + jitter; the tick began `late_ns` after that and took `took_ns`.

    `base` says what it counts from, in the words of `record.Planned`. Without an outcome the tick is still running.
    `tries`: what is between two ticks is the delay of a backoff, not a period.
    """

    base: str
    base_at: datetime
    due_at: datetime
    period_ns: int
    jitter_ns: int
    late_ns: int
    took_ns: int
    outcome: Outcome | None
    tries: bool = False

    @classmethod
    def of(cls, tick: Tick, wall: Callable[[int], datetime], *, tries: bool = False) -> TickSum | None:
        """The sum of a tick that was planned and began."""
        if tick.plan is None or tick.outcome is Outcome.SKIPPED:
            return None
        return cls._of(tick.plan, tick.start_ns, tick.end_ns, tick.outcome, wall, tries=tries)

    @classmethod
    def under_way(
        cls, started: TickStarted, plan: Planned | None, now_ns: int, wall: Callable[[int], datetime], *, tries: bool
    ) -> TickSum | None:
        """The sum of a tick that was planned and is still running."""
        return None if plan is None else cls._of(plan, started.start_ns, now_ns, None, wall, tries=tries)

    @classmethod
    def _of(
        cls,
        plan: Planned,
        start_ns: int,
        end_ns: int,
        outcome: Outcome | None,
        wall: Callable[[int], datetime],
        *,
        tries: bool,
    ) -> TickSum:
        return cls(
            plan.base,
            wall(plan.base_ns),
            wall(plan.due_ns),
            plan.period_ns,
            plan.jitter_ns,
            max(start_ns - plan.due_ns, 0),
            end_ns - start_ns,
            outcome,
            tries,
        )


def short_clock(moment: datetime) -> str:
    """A time of day without the zeros of its fraction: "14:31:24.2"."""
    return clock_words(moment).rstrip("0").rstrip(".")


class TickSumDrawing(QWidget):
    """Paints a `TickSum`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sum: TickSum | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The sum to scale"))
        theme.changed.connect(self.update)

    def show_sum(self, shown: TickSum | None) -> None:
        """Paint another; None hides it."""
        self.setVisible(shown is not None)
        if shown == self._sum:
            return
        self._sum = shown
        if shown is not None:
            self.setAccessibleDescription(
                " + ".join(text for text in (self._base(), self._period(), self._jitter()) if text)
            )
        self.update()

    def sizeHint(self) -> QSize:
        """As in the design."""
        return QSize(284, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts from left to right, each where the one before ends."""
        shown = self._sum
        if shown is None:
            return
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total_ns = shown.period_ns + shown.jitter_ns + shown.late_ns + shown.took_ns
        width = self.width() - 2 - _LEAST_BAR
        scale = width / max(total_ns, 1)
        jitter_x = 1 + shown.period_ns * scale
        due_x = jitter_x + shown.jitter_ns * scale
        start_x = due_x + shown.late_ns * scale
        end_x = start_x + max(shown.took_ns * scale, 0) + _LEAST_BAR
        painter.setPen(QPen(QColor(mixed(tokens.surface, tokens.muted, 0.6)), 1.25))
        painter.drawLine(QPointF(1, _LANE_Y - _END / 2), QPointF(1, _LANE_Y + _END / 2))
        self._paint_period(painter, jitter_x)
        self._paint_band(painter, jitter_x, due_x)
        self._paint_late(painter, due_x, start_x)
        self._paint_bar(painter, QRectF(start_x, 0, end_x - start_x, 0))
        self._paint_words(painter, jitter_x, due_x, start_x)
        painter.end()

    def _base(self) -> str:
        assert self._sum is not None
        words = {
            "tick end": self.tr("last end {time}"),
            "tick start": self.tr("last start {time}"),
            "grid": self.tr("grid {time}"),
            "met": self.tr("met {time}"),
            "resume": self.tr("resumed {time}"),
            "gap": self.tr("gap's end {time}"),
        }.get(self._sum.base, self.tr("Start {time}"))
        return words.replace("{time}", short_clock(self._sum.base_at))

    def _period(self) -> str:
        assert self._sum is not None
        if not self._sum.period_ns:
            return ""
        is_delay = self._sum.tries or self._sum.base == "start"
        words = self.tr("delay {time}") if is_delay else self.tr("period {time}")
        return words.replace("{time}", exact_words(self._sum.period_ns))

    def _jitter(self) -> str:
        assert self._sum is not None
        if not self._sum.jitter_ns:
            return ""
        words = self.tr("spread {time}") if self._sum.base == "gap" else self.tr("jitter {time}")
        return words.replace("{time}", duration_words(self._sum.jitter_ns))

    def _paint_period(self, painter: QPainter, right: float) -> None:
        text, words = self._period(), font("hint", 500)
        width = QFontMetricsF(words).horizontalAdvance(text)
        middle = (1 + right) / 2
        if not text or width + 4 * _GAP > right:
            painter.drawLine(QPointF(1, _LANE_Y), QPointF(right, _LANE_Y))
            return
        painter.drawLine(QPointF(1, _LANE_Y), QPointF(middle - width / 2 - 6, _LANE_Y))
        painter.drawLine(QPointF(middle + width / 2 + 6, _LANE_Y), QPointF(right, _LANE_Y))
        self._write(painter, words, "text2", middle - width / 2, _LANE_Y, text)

    def _paint_band(self, painter: QPainter, left: float, right: float) -> None:
        if right - left < 1:
            return
        tokens = self._theme.tokens
        ground = QColor(tokens.accent)
        ground.setAlphaF(tokens.band_alpha * 1.4)
        painter.fillRect(QRectF(left, _LANE_Y - _BAND / 2, right - left, _BAND), ground)
        painter.setPen(QPen(QColor(tokens.accent), 1.5))
        painter.drawLine(QPointF(left, _LANE_Y - _BAND / 2 - 1), QPointF(left, _LANE_Y + _BAND / 2 + 1))

    def _paint_late(self, painter: QPainter, due: float, start: float) -> None:
        """A mark at the due time and a line to the start, as on the timeline."""
        if start - due < _LATE_FROM:
            return
        colour = QColor(self._theme.tokens.timed_out)
        painter.setPen(QPen(colour, 1.5))
        y = _LANE_Y + _BAR / 2
        painter.drawLine(QPointF(due, y), QPointF(start, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(due - 3, y + 1), QPointF(due + 3, y + 1), QPointF(due, y - 4)]))

    def _paint_bar(self, painter: QPainter, rect: QRectF) -> None:
        assert self._sum is not None
        outcome, tokens = self._sum.outcome, self._theme.tokens
        height = _TALL_BAR if outcome in _TROUBLE else _BAR
        rect.setTop(_LANE_Y - height / 2)
        rect.setHeight(height)
        colour = QColor(getattr(tokens, _TOKENS.get(outcome, "muted")))
        radius = min(RADIUS_BAR, rect.width() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if outcome is Outcome.CANCELLED:
            slant = min(6.0, rect.width() * 0.6)
            corner = rect.bottomRight() - QPointF(slant, 0)
            painter.drawPolygon(QPolygonF([rect.topLeft(), rect.topRight(), corner, rect.bottomLeft()]))
            return
        painter.drawRoundedRect(rect, radius, radius)
        if outcome is Outcome.TIMED_OUT and rect.width() >= _HATCH_FROM:
            self._paint_hatch(painter, rect.adjusted(0, 0, -4, 0))
        if outcome in (Outcome.FAILED, Outcome.ERROR) and rect.width() >= _CROSS_FROM:
            self._paint_cross(painter, rect)

    def _paint_hatch(self, painter: QPainter, rect: QRectF) -> None:
        tokens = self._theme.tokens
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(QPen(QColor(mixed(tokens.timed_out, tokens.surface, 0.38)), 2))
        x = rect.left() - rect.height()
        while x < rect.right():
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
            x += 6
        painter.restore()

    def _paint_cross(self, painter: QPainter, rect: QRectF) -> None:
        pen = QPen(QColor(self._theme.tokens.on_failed), 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y, arm = rect.left() + min(rect.width() / 2, 9), rect.center().y(), 3
        painter.drawLine(QPointF(x - arm, y - arm), QPointF(x + arm, y + arm))
        painter.drawLine(QPointF(x - arm, y + arm), QPointF(x + arm, y - arm))

    def _paint_words(self, painter: QPainter, jitter_x: float, due_x: float, start_x: float) -> None:
        """What finds room: above where it counts from and the jitter, below the due time and how long it took."""
        assert self._sum is not None
        hint, strong = font("hint"), font("hint", 500)
        metrics, strong_metrics = QFontMetricsF(hint), QFontMetricsF(strong)
        base = self._base()
        self._write(painter, hint, "text3", 1, _TOP_Y, base)
        base_end = 1 + metrics.horizontalAdvance(base)
        jitter = self._jitter()
        if jitter:
            width = strong_metrics.horizontalAdvance(jitter)
            left = min(max((jitter_x + due_x - width) / 2, base_end + _GAP), self.width() - width - 1)
            if left >= base_end + _GAP:
                self._write(painter, strong, "accent", left, _TOP_Y, jitter)
        took = duration_words(self._sum.took_ns)
        took_left = self.width() - 1 - metrics.horizontalAdvance(took)
        due = self.tr("due {time}").replace("{time}", short_clock(self._sum.due_at))
        width = metrics.horizontalAdvance(due)
        left = min(max(due_x - width, 1), took_left - _GAP - width)
        painter.setPen(QPen(QColor(self._theme.tokens.muted), 1))
        painter.drawLine(QPointF(due_x, _LANE_Y + 14), QPointF(due_x, _LANE_Y + 18))
        if left >= 0:
            self._write(painter, hint, "text3", left, _BOTTOM_Y, due)
        self._write(painter, hint, "text3", max(took_left, start_x - 60), _BOTTOM_Y, took)

    def _write(self, painter: QPainter, words: QFont, token: str, x: float, y: float, text: str) -> None:
        painter.setFont(words)
        painter.setPen(QColor(getattr(self._theme.tokens, token)))
        painter.drawText(QRectF(x, y - 9, self.width(), 18), Qt.AlignmentFlag.AlignVCenter, text)
