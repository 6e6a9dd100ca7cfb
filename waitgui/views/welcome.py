"""What an empty window shows: the idea as a picture, one sentence, three things to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import plain_label
from waitgui.views.template_cards import TemplateCards
from waitgui.views.theme import font
from waitgui.views.tokens import RADIUS_BAR, mixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from waitgui.tasks.templates import Template
    from waitgui.views.theme import Theme

_BUTTON_HEIGHT = 36
_EDGE = 40

# The picture, in its own pixels: three lanes around now.
_SIZE = QSize(560, 148)
_NOW = 336
_LANES = (29, 65, 101)
_BAR, _TALL = 18, 24
_BEATS, _BEAT = range(10, 300, 46), 11
_NEXT_BEATS, _NEXT_BEAT = (378, 424, 470, 516), 11
_DONE, _RUNNING, _EXPECTED, _NEXT = (40, 83), (236, 100), 46, (452, 84)
_FAILED, _FAILED_WIDTH, _AFTERWARDS = (18, 30, 52, 92), 4, (172, 35)
_BANDS = ((356, 16), (424, 32), (496, 48))
_PILL = QRectF(_NOW - 17, 0, 34, 18)
_LINE_BOTTOM, _WORDS_Y = 123, 137


class Idea(QWidget):
    """What ran, now, what will run: the timeline in small."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(_SIZE)
        self.setAccessibleName(self.tr("A timeline: on the left what ran, on the right what will run"))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lanes, then what ran, what runs, what will run, and now."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_threads(painter)
        self._paint_past(painter)
        self._paint_running(painter)
        self._paint_plan(painter)
        self._paint_now(painter)
        painter.end()

    def _colour(self, token: str, opacity: float = 1) -> QColor:
        colour = QColor(getattr(self._theme.tokens, token))
        colour.setAlphaF(opacity)
        return colour

    def _paint_threads(self, painter: QPainter) -> None:
        for y in _LANES:
            painter.setPen(QPen(self._colour("grid"), 2))
            painter.drawLine(QPointF(0, y), QPointF(_NOW, y))
            dotted = QPen(self._colour("line"), 2)
            dotted.setDashPattern([1, 2])
            dotted.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(dotted)
            painter.drawLine(QPointF(_NOW, y), QPointF(_SIZE.width(), y))

    def _paint_past(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("ok"))
        beats, runs, retries = _LANES
        for left in _BEATS:
            painter.drawRoundedRect(_around(beats, left, _BEAT), RADIUS_BAR, RADIUS_BAR)
        painter.drawRoundedRect(_around(runs, *_DONE), RADIUS_BAR, RADIUS_BAR)
        painter.drawRoundedRect(_around(retries, *_AFTERWARDS), RADIUS_BAR, RADIUS_BAR)
        painter.setBrush(self._colour("failed"))
        for left in _FAILED:
            painter.drawRoundedRect(_around(retries, left, _FAILED_WIDTH, _TALL), 2, 2)

    def _paint_running(self, painter: QPainter) -> None:
        tokens, y = self._theme.tokens, _LANES[1]
        bar = _around(y, *_RUNNING)
        shade = QLinearGradient(bar.topLeft(), bar.topRight())
        shade.setColorAt(0, QColor(mixed(tokens.accent, tokens.surface, 0.2)))
        shade.setColorAt(1, QColor(tokens.accent))
        open_end = QPainterPath()
        open_end.setFillRule(Qt.FillRule.WindingFill)
        open_end.addRoundedRect(bar, RADIUS_BAR, RADIUS_BAR)
        open_end.addRect(bar.adjusted(RADIUS_BAR, 0, 0, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(open_end, shade)
        painter.setPen(QPen(self._colour("on_accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tip in (_NOW - 10, _NOW - 5):
            painter.drawPolyline(QPolygonF([QPointF(tip - 3.5, y - 3.5), QPointF(tip, y), QPointF(tip - 3.5, y + 3.5)]))
        expected = QPen(self._colour("accent", 0.7), 1.25)
        expected.setDashPattern([4, 2.4])
        painter.setPen(expected)
        painter.setBrush(self._colour("accent", 0.06))
        rect = _around(y, _NOW, _EXPECTED).adjusted(0, 0.6, 0, -0.6)
        painter.drawRoundedRect(rect, RADIUS_BAR, RADIUS_BAR)

    def _paint_plan(self, painter: QPainter) -> None:
        for number, left in enumerate(_NEXT_BEATS):
            self._paint_planned(painter, _around(_LANES[0], left, _NEXT_BEAT), 1 - 0.08 * number)
        self._paint_planned(painter, _around(_LANES[1], *_NEXT), 0.92)
        for left, width in _BANDS:
            rect = _around(_LANES[2], left, width)
            painter.fillRect(rect, self._colour("accent", self._theme.tokens.band_alpha * 0.9))
            solid = QPen(self._colour("accent", 0.7), 1.5)
            painter.setPen(solid)
            painter.drawLine(rect.topLeft() - QPointF(0, 0.5), rect.bottomLeft() + QPointF(0, 0.5))
            dashed = QPen(solid)
            dashed.setDashPattern([2.6, 1.4])
            dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(dashed)
            painter.drawLine(rect.topRight(), rect.bottomRight())

    def _paint_planned(self, painter: QPainter, rect: QRectF, opacity: float) -> None:
        painter.setPen(QPen(self._colour("accent", opacity), 1.25))
        painter.setBrush(QColor(mixed(self._theme.tokens.surface, self._theme.tokens.accent, 0.07)))
        painter.drawRoundedRect(rect.adjusted(0.6, 0.6, 0.6, -0.6), RADIUS_BAR, RADIUS_BAR)

    def _paint_now(self, painter: QPainter) -> None:
        painter.fillRect(
            QRectF(_NOW - 0.75, _PILL.bottom(), 1.5, _LINE_BOTTOM - _PILL.bottom()), self._colour("accent")
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("accent"))
        painter.drawRoundedRect(_PILL, 4, 4)
        painter.setPen(self._colour("on_accent"))
        painter.setFont(font("hint", 600))
        painter.drawText(_PILL, Qt.AlignmentFlag.AlignCenter, self.tr("now"))
        painter.setPen(self._colour("text3"))
        painter.setFont(font("secondary"))
        left = QRectF(0, _WORDS_Y - 10, _NOW - 12, 20)
        right = QRectF(_NOW + 12, _WORDS_Y - 10, _SIZE.width(), 20)
        painter.drawText(left, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.tr("what ran"))
        painter.drawText(right, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.tr("what will run"))


def _around(y: float, left: float, width: float, height: float = _BAR) -> QRectF:
    return QRectF(left, y - height / 2, width, height)


class Welcome(QFrame):
    """Invites to begin."""

    newTaskRequested = Signal()
    openRequested = Signal()
    demoRequested = Signal()
    templateChosen = Signal(object)
    """The template of the card that was pressed."""

    def __init__(self, theme: Theme, templates: Sequence[Template] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        headline = plain_label(self.tr("Nothing is scheduled yet"), look="welcome")
        sentence = plain_label(
            self.tr("Say what to run and when. See what ran, and what will run next, on one timeline."), look="text2"
        )
        sentence.setFont(font("section"))
        for label in (headline, sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self.new_task = IconButton(theme, "plus", self.tr("New task"), look="primary", token="on_accent")  # noqa: S106 - a colour
        self.open = IconButton(theme, "folder", self.tr("Open a task set…"))
        self.demo = IconButton(theme, "play-circle", self.tr("Try the demo"))
        buttons = QWidget()
        buttons.setFixedHeight(_BUTTON_HEIGHT)
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addStretch(1)
        for button, name, signal in (
            (self.new_task, "welcome_new", self.newTaskRequested),
            (self.open, "welcome_open", self.openRequested),
            (self.demo, "welcome_demo", self.demoRequested),
        ):
            button.setObjectName(name)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        self.setFocusProxy(self.new_task)
        self._column = column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # what has no room is left out
        column.setContentsMargins(_EDGE, 16, _EDGE, 16)
        column.setSpacing(0)
        column.addStretch(5)
        self.idea = Idea(theme)
        column.addWidget(self.idea, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(28)
        column.addWidget(headline)
        column.addSpacing(8)
        column.addWidget(sentence)
        column.addSpacing(24)
        column.addWidget(buttons)
        self.templates = TemplateCards(theme, templates)
        self.templates.chosen.connect(self.templateChosen)
        column.addWidget(self.templates)
        column.addStretch(6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for all of it the picture goes first, then the common jobs, which the menu has too."""
        super().resizeEvent(event)
        room = self.height() - self._column.heightForWidth(self.width()) + self._optional()
        jobs = self.templates.height_at(self.width() - 2 * _EDGE)
        self.templates.setVisible(bool(jobs) and jobs <= room)
        self.idea.setVisible((jobs if self.templates.isVisibleTo(self) else 0) + _SIZE.height() <= room)

    def _optional(self) -> int:
        """How much of the height is taken by what may be left out."""
        jobs = self.templates.height_at(self.width() - 2 * _EDGE) if self.templates.isVisibleTo(self) else 0
        return jobs + (_SIZE.height() if self.idea.isVisibleTo(self) else 0)
