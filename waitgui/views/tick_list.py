"""The ticks in memory as rows: the outcome as a shape and a word, what is under way and to come with its icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF

from waitgui.models.live_ticks import LOOK, Column
from waitgui.models.ticks_ahead import Ahead
from waitgui.tasks.record import Outcome
from waitgui.views.history_tables import TROUBLE_INKS
from waitgui.views.outcome_shapes import PITCH, paint_outcomes
from waitgui.views.row_table import CellDelegate, RowTable

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from waitgui.models.live_ticks import LiveTicks
    from waitgui.views.theme import Theme

_WIDTHS: dict[int, int] = {
    Column.TIME: 176,
    Column.TASK: 172,
    Column.OUTCOME: 116,
    Column.TOOK: 96,
    Column.LATE: 84,
    Column.ATTEMPTS: 84,
}
_SPARE = (Column.ATTEMPTS, Column.LATE)
_ICONS = {Ahead.RUNNING: ("running", "accent"), Ahead.PLANNED: ("clock", "text2")}
_ICON = 14


class LiveTickList(RowTable):
    """The ticks of a set."""

    def __init__(self, model: LiveTicks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, _WIDTHS, Column.WHY, _SPARE, parent)
        self.setObjectName("live-ticks")
        self.setAccessibleName(self.tr("Ticks"))
        self.setAccessibleDescription(self.tr("The same as on the timeline, the newest first"))
        self.setItemDelegate(_Delegate(theme, self))

    def rowsAboutToBeRemoved(self, parent: QModelIndex | QPersistentModelIndex, first: int, last: int) -> None:
        """Let go of a current row that goes: Qt would choose the one beside it, as if the user had."""
        if first <= self.currentIndex().row() <= last:
            self.selectionModel().clear()
        super().rowsAboutToBeRemoved(parent, first, last)


class _Delegate(CellDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.column() != Column.OUTCOME:
            super().paint(painter, option, index)
            return
        look, tokens = index.data(LOOK), self._theme.tokens
        if look in _ICONS:
            icon, ink = _ICONS[Ahead(look)]
            rect = self.paint_inked(painter, option, index, ink, indent=PITCH + 8)
            dpr = option.widget.devicePixelRatioF()
            pixmap = self._theme.icons.pixmap(icon, getattr(tokens, ink), _ICON, dpr)
            top, left = rect.center().y() - _ICON / 2, rect.left() + (PITCH - _ICON) / 2
            painter.drawPixmap(QRect(round(left), round(top), _ICON, _ICON), pixmap)
            return
        outcome = Outcome(look)
        rect = self.paint_inked(painter, option, index, TROUBLE_INKS.get(outcome, "text"), indent=PITCH + 8)
        paint_outcomes(painter, QRectF(rect.left(), rect.top(), PITCH, rect.height()), (outcome,), tokens)
