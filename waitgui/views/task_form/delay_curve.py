"""The waits of a backoff as columns: how they grow, how far jitter lengthens them, where the cap ends it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from waitgui.tasks.tries import prospect
from waitgui.tasks.words import duration_words, exact_words
from waitgui.views.task_form.bar_labels import LAST_LINE_PX, LINE_PX, Bar, bar_labels
from waitgui.views.task_form.strip import axis_step
from waitgui.views.theme import font
from waitgui.views.tokens import RADIUS_BAR, RADIUS_CARD
from waitgui.wait.durations import NS_PER_MS

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from waitgui.tasks.model import Backoff
    from waitgui.tasks.tries import Wait
    from waitgui.views.theme import Theme

MOST = 12
"""How many attempts are drawn."""
_HEIGHT = 222
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 12, 46, 42
_FADED = 0.4


class Column(NamedTuple):
    """An attempt: the wait after it, None after the last; a ghost never happens."""

    n: int
    wait: Wait | None
    ghost: bool


def columns_of(schedule: Backoff) -> list[Column]:
    """The attempts to draw, from the first on."""
    whole = prospect(schedule)
    shown = list[Column]()
    for n, wait in enumerate(whole.waits[:MOST], 1):
        shown.append(Column(n, wait, ghost=False))
    if whole.tries is not None and len(shown) < min(whole.tries, MOST):
        shown.append(Column(len(shown) + 1, None, ghost=False))
    if whole.tries is not None:
        for n in range(whole.tries + 1, min(whole.steps, MOST) + 1):
            ghosts = whole.ghosts
            place = n - whole.tries - 1
            shown.append(Column(n, ghosts[place] if place < len(ghosts) else None, ghost=True))
    return shown


class DelayCurve(QWidget):
    """A column for each attempt, with the band of its jitter on top; those that the cap prevents as ghosts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._schedule: Backoff | None = None
        self.columns: list[Column] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(self.tr("Wait after each attempt"))
        theme.changed.connect(self.update)

    def show_schedule(self, schedule: Backoff) -> None:
        """Show this one."""
        self._schedule = schedule
        self.columns = columns_of(schedule)
        told = []
        for column in self.columns:
            if column.ghost or column.wait is None:
                continue
            low, high = duration_words(column.wait.low_ns), duration_words(column.wait.high_ns)
            told.append(f"{column.n}: {low}" if low == high else f"{column.n}: {low}–{high}")
        self.setAccessibleDescription("; ".join([*told, self._note()]))
        self.update()

    def sizeHint(self) -> QSize:
        """Of one height."""
        return QSize(320, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw card, axis, columns and cap."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        if not self.isEnabled():
            painter.setOpacity(_FADED)
        if self._schedule is not None:
            self._paint_frame(painter)
            for place, column in enumerate(self.columns):
                self._paint_column(painter, place, column)
            self._paint_lengths(painter)
            self._paint_cap(painter, self._schedule)
            self._paint_end(painter)
        painter.end()

    # To scale

    def _top_ns(self) -> int:
        """The wait that the top of the drawing stands for."""
        longest_ns = max((c.wait.high_ns for c in self.columns if c.wait is not None and not c.ghost), default=0)
        cap_ns = self._cap_ns(longest_ns)
        return max(int(max(longest_ns * 1.2, cap_ns * 1.45)), NS_PER_MS)

    def _cap_ns(self, longest_ns: int) -> int:
        """The cap where it matters; one that is far above all waits isn't drawn."""
        cap_ns = self._schedule.cap_ns if self._schedule is not None else None
        ends = any(column.ghost for column in self.columns)
        return cap_ns if cap_ns is not None and (ends or cap_ns <= 3 * longest_ns) else 0

    def _y(self, ns: float) -> float:
        top, bottom = _TOP, self.height() - _BOTTOM
        return bottom - (bottom - top) * min(ns / self._top_ns(), 1.0)

    def _pitch(self) -> float:
        return (self.width() - self._left() - _RIGHT) / max(len(self.columns), 5)

    def _span(self, place: int) -> tuple[float, float]:
        """Where a column begins, and how wide it is."""
        pitch = self._pitch()
        width = min(pitch * 0.62, 34)
        return self._left() + pitch * (place + 0.5) - width / 2, width

    def _left(self) -> float:
        """Where the columns begin: behind the words of the axis."""
        return max(_LEFT, max(map(self._width_of, self._axis().values()), default=0) + 20)

    def _width_of(self, text: str) -> float:
        return QFontMetricsF(font("hint")).horizontalAdvance(text)

    def _axis(self) -> dict[int, str]:
        """What the axis says, by ns."""
        top_ns = self._top_ns()
        times = range(0, top_ns + 1, axis_step(top_ns, 5))
        return {at_ns: duration_words(at_ns) if at_ns else "0" for at_ns in times}

    def _note(self) -> str:
        """What isn't drawn, or never happens."""
        whole = prospect(self._schedule) if self._schedule is not None else None
        if whole is None:
            return ""
        if whole.tries is None:
            return self.tr("and so on until it succeeds")
        if whole.ended_by_cap:
            if whole.tries + 1 == whole.steps:
                return self.tr("attempt {n} never happens").replace("{n}", f"{whole.steps:,}")
            text = self.tr("attempts {first} to {last} never happen")
            return text.replace("{first}", f"{whole.tries + 1:,}").replace("{last}", f"{whole.steps:,}")
        if whole.tries > len(self.columns):
            return self.tr("the first {some} of {all} attempts").format(some=len(self.columns), all=f"{whole.tries:,}")
        return ""

    # Painting

    def _paint_frame(self, painter: QPainter) -> None:
        tokens, labels = self._theme.tokens, font("hint")
        painter.setFont(font("secondary", 600))
        painter.setPen(QColor(tokens.text2))
        title = QFontMetricsF(painter.font()).elidedText(
            self.accessibleName(), Qt.TextElideMode.ElideRight, self.width() - 28
        )
        painter.drawText(QRectF(14, 6, self.width(), 20), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(labels)
        metrics = QFontMetricsF(labels)
        start = self._left()
        for at_ns, text in self._axis().items():
            y = round(self._y(at_ns)) + 0.5
            painter.setPen(QPen(QColor(tokens.outline if at_ns == 0 else tokens.line), 1))
            painter.drawLine(QPointF(start - 4, y), QPointF(self.width() - _RIGHT, y))
            painter.setPen(QColor(tokens.text3))
            width = metrics.horizontalAdvance(text) + 2
            painter.drawText(QRectF(start - 10 - width, y - 9, width, 18), Qt.AlignmentFlag.AlignVCenter, text)
        bottom = self.height() - 16
        painter.setPen(QColor(tokens.text3))
        painter.drawText(QRectF(start, bottom - 9, 200, 18), Qt.AlignmentFlag.AlignVCenter, self.tr("Attempt"))
        note = QRectF(start + metrics.horizontalAdvance(self.tr("Attempt")) + 8, bottom - 9, 0, 18)
        note.setRight(self.width() - _RIGHT)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        text = metrics.elidedText(self._note(), Qt.TextElideMode.ElideRight, note.width())
        painter.drawText(note, int(flags), text)

    def _paint_column(self, painter: QPainter, place: int, column: Column) -> None:
        left, width = self._span(place)
        centre, zero = left + width / 2, self._y(0)
        if column.ghost:
            self._paint_ghost(painter, QRectF(left, 0, width, 0), column.wait)
        elif column.wait is not None:
            self._paint_wait(painter, left, width, column.wait)
        self._paint_number(painter, centre, zero, column)

    def _paint_wait(self, painter: QPainter, left: float, width: float, wait: Wait) -> None:
        tokens, zero = self._theme.tokens, self._y(0)
        low, high = self._y(wait.low_ns), self._y(wait.high_ns)
        if wait.high_ns > wait.low_ns:
            band = QColor(tokens.accent)
            band.setAlphaF(tokens.band_alpha)
            painter.fillRect(QRectF(left, high, width, low - high), band)
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.drawLine(QPointF(left, high), QPointF(left + width, high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ok))
        block = QRectF(left, min(low, zero - 2), width, max(zero - low, 2))
        radius = min(RADIUS_BAR, block.height() / 2)
        painter.drawRoundedRect(block, radius, radius)

    def _paint_lengths(self, painter: QPainter) -> None:
        """How long the waits are, above their columns."""
        bars = []
        for place, column in enumerate(self.columns):
            if column.wait is not None and not column.ghost:
                left, width = self._span(place)
                top = min(self._y(column.wait.high_ns), self._y(0) - 2)
                bars.append(Bar(left, left + width, top, duration_words(column.wait.low_ns)))
        painter.setFont(font("hint", 600))
        painter.setPen(QColor(self._theme.tokens.text))
        width_of = QFontMetricsF(painter.font()).horizontalAdvance
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter)
        for label in bar_labels(bars, self._left(), self.width() - _RIGHT, width_of):
            for number, line in enumerate(reversed(label.lines)):
                y = label.bottom - LAST_LINE_PX - number * LINE_PX
                painter.drawText(QRectF(label.left - 2, y, label.width + 4, LAST_LINE_PX), flags, line)

    def _paint_ghost(self, painter: QPainter, place: QRectF, wait: Wait | None) -> None:
        tokens = self._theme.tokens
        top = self._y(wait.low_ns if wait is not None else self._top_ns())
        rect = QRectF(place.left(), top, place.width(), self._y(0) - top)
        painter.fillRect(rect, QBrush(QColor(tokens.hatch), Qt.BrushStyle.BDiagPattern))
        dashed = QPen(QColor(tokens.muted), 1)
        dashed.setDashPattern([3, 2.5])
        painter.setPen(dashed)
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if wait is not None and wait.low_ns <= self._top_ns():  # else it goes on beyond the top
            painter.drawLine(rect.topLeft(), rect.topRight())

    def _paint_number(self, painter: QPainter, centre: float, zero: float, column: Column) -> None:
        tokens = self._theme.tokens
        letters = font("hint", 400 if column.ghost else 600)
        letters.setStrikeOut(column.ghost)
        painter.setFont(letters)
        painter.setPen(QColor(tokens.text3 if column.ghost else tokens.text))
        where = QRectF(centre - 30, zero + 5, 60, 18)
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter), str(column.n))

    def _paint_cap(self, painter: QPainter, schedule: Backoff) -> None:
        longest_ns = max((c.wait.high_ns for c in self.columns if c.wait is not None and not c.ghost), default=0)
        cap_ns = self._cap_ns(longest_ns)
        if not cap_ns:
            return
        y = round(self._y(cap_ns)) + 0.5
        painter.setPen(QPen(QColor(self._theme.tokens.timed_out), 1.5))
        painter.drawLine(QPointF(self._left() - 4, y), QPointF(self.width() - _RIGHT, y))
        text = self.tr("Cap {time}").replace("{time}", exact_words(schedule.cap_ns or 0))
        self._paint_pill(painter, text, QPointF(self._left() + 4, y - 21))

    def _end_x(self) -> float | None:
        """Where the cap ends it; None where it doesn't."""
        ghosts = [place for place, column in enumerate(self.columns) if column.ghost]
        return self._left() + self._pitch() * ghosts[0] if ghosts else None

    def _pill_left(self) -> float:
        """Where the pill at the end begins; the right margin where there is none."""
        x = self._end_x()
        if x is None:
            return self.width() - _RIGHT
        width = QFontMetricsF(font("hint", 600)).horizontalAdvance(self._end_text()) + 12
        return min(max(x - width / 2, 8), self.width() - 8 - width)

    def _end_text(self) -> str:
        return self.tr("gives up here")

    def _paint_end(self, painter: QPainter) -> None:
        x = self._end_x()
        if x is None:
            return
        dashed = QPen(QColor(self._theme.tokens.timed_out), 1.5)
        dashed.setDashPattern([3, 2])
        painter.setPen(dashed)
        painter.drawLine(QPointF(x, 44), QPointF(x, self._y(0)))
        self._paint_pill(painter, self._end_text(), QPointF(self._pill_left(), 26))

    def _paint_pill(self, painter: QPainter, text: str, at: QPointF) -> None:
        tokens = self._theme.tokens
        painter.setFont(font("hint", 600))
        width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 12
        rect = QRectF(at.x(), at.y(), math.ceil(width), 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.warning_ground))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(QColor(tokens.warning_text))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
