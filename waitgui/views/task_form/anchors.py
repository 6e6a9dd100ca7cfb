"""What a period counts from: three cards, each with a drawing of what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from waitgui.views.labels import tool_tip
from waitgui.views.task_form.draft import ABSENT, Draft, put, value_at
from waitgui.views.task_form.field import Field
from waitgui.views.theme import font
from waitgui.views.tokens import RADIUS_BAR, RADIUS_CARD

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from waitgui.views.theme import Theme


class Drawing(NamedTuple):
    """Three ticks as (left, width), what is counted as (left, right), and grid lines; in pixels of the card."""

    ticks: tuple[tuple[float, float], ...]
    counted: tuple[float, float]
    grid: tuple[float, ...] = ()


AFTER_END = Drawing(((0, 19), (40, 12), (73, 14)), (19, 40))
FROM_START = Drawing(((0, 19), (34, 12), (67, 19)), (0, 34))
ON_GRID = Drawing(((0, 19), (34, 12), (67, 19)), (0, 34), (0, 34, 67))
_SLIDING, _DRIFT_FREE = ("schedule", "sliding"), ("schedule", "drift_free")
_DRAWING_WIDTH = 88
_HEIGHT, _WIDTH, _LEAST_WIDTH = 83, 113, 100


class AnchorCard(QRadioButton):
    """A choice that shows what it means."""

    def __init__(self, theme: Theme, text: str, drawing: Drawing, *, name: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme, self._drawing = theme, drawing
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(font("secondary", 600))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As in the design, wider where the title needs it."""
        return QSize(max(_WIDTH, 28 + self._title_width() + 8), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for title and drawing."""
        return QSize(max(_LEAST_WIDTH, 28 + self._title_width() + 6), _HEIGHT)

    def hitButton(self, pos: QPoint) -> bool:
        """All of the card can be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw card, button, title and drawing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        self._paint_radio(painter)
        painter.setPen(QColor(self._theme.tokens.text))
        painter.setFont(self.font())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(QRectF(28, 8, self.width() - 30, 21), int(flags), self.text())
        painter.translate((self.width() - _DRAWING_WIDTH) / 2, 0)
        self._paint_drawing(painter)
        painter.end()

    def _title_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text().replace("&", ""))

    def _paint_card(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        chosen, ring = self.isChecked(), self.isChecked() or self.hasFocus()
        ground = tokens.accent_ground if chosen else tokens.hover if self.underMouse() else tokens.raised
        width = 2 if ring else 1
        painter.setPen(QPen(QColor(tokens.accent if ring else tokens.outline), width))
        painter.setBrush(QColor(ground))
        half = width / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS_CARD - half, RADIUS_CARD - half
        )
        if chosen and self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 5, 5)

    def _paint_radio(self, painter: QPainter) -> None:
        tokens, centre = self._theme.tokens, QPointF(15, 18.5)
        painter.setPen(QPen(QColor(tokens.accent if self.isChecked() else tokens.outline), 1.5))
        painter.setBrush(QColor(tokens.raised))
        painter.drawEllipse(centre, 6, 6)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(centre, 3.2, 3.2)

    def _paint_drawing(self, painter: QPainter) -> None:
        tokens, drawing = self._theme.tokens, self._drawing
        painter.setPen(QPen(QColor(tokens.line), 2))
        painter.drawLine(QPointF(0, 50), QPointF(_DRAWING_WIDTH, 50))
        accent = QColor(tokens.accent)
        for x in drawing.grid:
            painter.setPen(QPen(accent, 1))
            painter.drawLine(QPointF(x + 0.5, 37), QPointF(x + 0.5, 68))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ok))
        radius = RADIUS_BAR - 1
        for left, width in drawing.ticks:
            painter.drawRoundedRect(QRectF(left + (1 if drawing.grid else 0), 43, width, 14), radius, radius)
        painter.setPen(QPen(accent, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left, right = drawing.counted[0] + 1, drawing.counted[1] - 1
        painter.drawLine(QPointF(left, 65.5), QPointF(right, 65.5))
        for tip, back in ((left, 3.5), (right, -3.5)):
            painter.drawPolyline([QPointF(tip + back, 62), QPointF(tip, 65.5), QPointF(tip + back, 69)])


class AnchorField(Field):
    """Whether a period counts from the end of a tick, from its start, or along a grid."""

    def __init__(self, theme: Theme) -> None:
        cards = QWidget()
        super().__init__(
            theme,
            cards,
            name="anchor",
            label=self.tr("C&ounted"),
            noun=self.tr("what the period counts from"),
            locs=(_SLIDING,),
        )
        self.hint.hide()
        self.after_end = AnchorCard(theme, self.tr("After it ends"), AFTER_END, name="after_end", parent=cards)
        self.from_start = AnchorCard(theme, self.tr("From its start"), FROM_START, name="from_start", parent=cards)
        self.on_grid = AnchorCard(theme, self.tr("On a grid"), ON_GRID, name="on_grid", parent=cards)
        self._meanings = {
            self.after_end: self.tr("the period begins when a tick has ended (sliding)"),
            self.from_start: self.tr("the period begins with each tick; a late one follows at once (not sliding)"),
            self.on_grid: self.tr("ticks stay on the beat; what is missed is skipped (drift free)"),
        }
        row = QHBoxLayout(cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._group = QButtonGroup(self)
        for card, meaning in self._meanings.items():
            row.addWidget(card, 1)
            self._group.addButton(card)
            card.setAccessibleName(card.text().replace("&", ""))
            card.setAccessibleDescription(meaning)
            card.setToolTip(tool_tip(meaning))
            card.toggled.connect(self._explain)
        self._group.buttonClicked.connect(self.changed)
        self._loaded: tuple[object, object] = (ABSENT, ABSENT)

    def stops(self) -> list[QWidget]:
        """The tab key finds the chosen card, the arrow keys the others."""
        return [*self._meanings]

    @Slot()
    def _explain(self) -> None:
        chosen = self._group.checkedButton()
        if isinstance(chosen, AnchorCard):
            self.advise(self._meanings[chosen])
            self.label.setBuddy(chosen)

    def load(self, draft: Draft) -> None:
        """Choose the card that the draft says."""
        self._loaded = (value_at(draft, _SLIDING), value_at(draft, _DRIFT_FREE))
        sliding, drift_free = self._loaded
        if drift_free is True:
            self.on_grid.setChecked(True)
        elif sliding is False:
            self.from_start.setChecked(True)
        else:
            self.after_end.setChecked(True)

    def store(self, draft: Draft) -> str:
        """Write the two switches that make the three choices."""
        sliding, drift_free = self.after_end.isChecked(), self.on_grid.isChecked()
        put(draft, _SLIDING, ABSENT if sliding and self._loaded[0] is ABSENT else sliding)
        put(draft, _DRIFT_FREE, ABSENT if not drift_free and self._loaded[1] is ABSENT else drift_free)
        return ""

    def is_set(self) -> bool:
        """Whether another than the usual card is chosen."""
        return not self.after_end.isChecked()
