"""Tables of the history: runs and ticks, rows only, with states as icons and outcomes as shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QTableView, QToolTip

from waitgui.models import run_table, tick_table
from waitgui.tasks.record import Outcome, RunOutcome
from waitgui.views.labels import tool_tip, visible
from waitgui.views.outcome_shapes import PITCH, paint_outcomes
from waitgui.views.task_list import STATE_ICONS
from waitgui.views.theme import font

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QHelpEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from waitgui.models.paged_table import PagedTable
    from waitgui.models.run_table import RunTable
    from waitgui.models.tick_table import TickTable
    from waitgui.views.theme import Theme

ROW_HEIGHT = 32
_PADDING = 11
_RUN_WIDTHS: dict[int, int] = {
    run_table.Column.RUN: 84,
    run_table.Column.STARTED: 156,
    run_table.Column.LASTED: 96,
    run_table.Column.TICKS: 70,
    run_table.Column.FAILED: 64,
    run_table.Column.SKIPPED: 72,
    run_table.Column.LAST: 160,
}
_TICK_WIDTHS: dict[int, int] = {
    tick_table.Column.RUN: 56,
    tick_table.Column.N: 68,
    tick_table.Column.KIND: 68,
    tick_table.Column.DUE: 182,
    tick_table.Column.LATE: 80,
    tick_table.Column.TOOK: 90,
    tick_table.Column.OUTCOME: 116,
}
_RUN_SPARE = (run_table.Column.LASTED, run_table.Column.TICKS, run_table.Column.SKIPPED)
_TICK_SPARE = (tick_table.Column.KIND, tick_table.Column.LATE)
"""What a small window does without."""
SMALL = 720
_RUN_ICONS = {
    RunOutcome.OK: ("check", "met"),
    RunOutcome.FAILED: ("failed", "failed"),
    RunOutcome.CANCELLED: ("stopped", "text3"),
    RunOutcome.LOST: ("warning", "warning_text"),
}
_ICONS = {str(look): icon for icons in (STATE_ICONS, _RUN_ICONS) for look, icon in icons.items()}
_END_INKS = {str(RunOutcome.FAILED): "error_text", str(RunOutcome.LOST): "warning_text"}
_TROUBLE_INKS = {
    Outcome.FAILED: "error_text",
    Outcome.ERROR: "error_text",
    Outcome.TIMED_OUT: "warning_text",
}


class HistoryTable(QTableView):
    """One row selected; the rest is read as one scrolls to it."""

    rowChosen = Signal(QModelIndex)
    """Another row is the current one: a valid index."""

    def __init__(
        self,
        model: PagedTable[Any],
        widths: Mapping[int, int],
        stretched: int,
        spare: tuple[int, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._spare = spare
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(48)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        model.rowsAboutToBeInserted.connect(self._before_rows)
        model.rowsInserted.connect(self._after_rows)
        self._stays_on_top = True

    def choose(self, row: int) -> None:
        """Make the row the current one."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small table leaves out what is least asked for, so that the reasons have room."""
        small = event.size().width() < SMALL
        for column in self._spare:
            if self.isColumnHidden(column) != small:
                self.setColumnHidden(column, small)
        super().resizeEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.rowChosen.emit(current)

    @Slot(QModelIndex, int, int)
    def _before_rows(self, _parent: QModelIndex, first: int, _last: int) -> None:
        bar = self.verticalScrollBar()
        self._stays_on_top = first > 0 or bar.value() == bar.minimum()

    @Slot(QModelIndex, int, int)
    def _after_rows(self, _parent: QModelIndex, first: int, last: int) -> None:
        """What comes in on top pushes down nobody who reads further below."""
        if not self._stays_on_top:
            bar = self.verticalScrollBar()
            self.updateGeometries()
            bar.setValue(bar.value() + last - first + 1)


class RunList(HistoryTable):
    """The runs of a task."""

    def __init__(self, model: RunTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, _RUN_WIDTHS, run_table.Column.END, _RUN_SPARE, parent)
        self.setObjectName("runs")
        self.setAccessibleName(self.tr("Runs"))
        self.setItemDelegate(_RunDelegate(theme, self))


class TickList(HistoryTable):
    """The ticks of a run or a task."""

    def __init__(self, model: TickTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, _TICK_WIDTHS, tick_table.Column.WHY, _TICK_SPARE, parent)
        self.setObjectName("ticks")
        self.setAccessibleName(self.tr("Ticks"))
        self.setItemDelegate(_TickDelegate(theme, self))


class _Delegate(QStyledItemDelegate):
    """Texts as they are, control characters escaped; all of a text in the tool tip where it has no room."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = visible(option.text)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() != event.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        text = visible(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        is_shapes = not index.data()
        cut = view.fontMetrics().horizontalAdvance(text) > view.visualRect(index).width() - 2 * _PADDING
        QToolTip.showText(event.globalPos(), tool_tip(text) if text and (cut or is_shapes) else "", view)
        return True

    def _paint_inked(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        token: str,
        *,
        weight: int = 400,
        indent: int = 0,
    ) -> QRectF:
        """Paint a text in its own colour, which the style sheet takes from a selected row; gives the cell's room."""
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        rect = QRectF(option.rect).adjusted(_PADDING, 0, -_PADDING, -2)  # above the line between the rows
        letters = font("text", weight)
        painter.save()
        painter.setFont(letters)
        painter.setPen(QColor(getattr(self._theme.tokens, token)))
        words = rect.adjusted(indent, 0, 0, 0)
        elided = QFontMetrics(letters).elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, int(option.displayAlignment), elided)
        painter.restore()
        return rect


class _RunDelegate(_Delegate):
    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.column() == run_table.Column.RUN:
            # Qt makes plain texts of `StrEnum`s, which are found as well.
            icon, token = _ICONS.get(index.data(run_table.LOOK) or "", ("clock", "text3"))
            option.icon = self._theme.icons.icon(icon, getattr(self._theme.tokens, token))
            option.features |= option.ViewItemFeature.HasDecoration

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        column = index.column()
        ink = _END_INKS.get(index.data(run_table.LOOK) or "") if column == run_table.Column.END else None
        if ink is not None:
            self._paint_inked(painter, option, index, ink)
        elif column == run_table.Column.FAILED and index.data() not in (run_table.UNKNOWN, None):
            self._paint_inked(painter, option, index, "error_text", weight=600)
        else:
            super().paint(painter, option, index)
        if column == run_table.Column.LAST:
            rect = QRectF(option.rect).adjusted(_PADDING, 0, -2, -1)
            paint_outcomes(painter, rect, index.data(run_table.SHAPES) or (), self._theme.tokens)


class _TickDelegate(_Delegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        told = index.data(tick_table.OUTCOME)
        if index.column() != tick_table.Column.OUTCOME or told is None:
            super().paint(painter, option, index)
            return
        outcome = Outcome(told)
        ink = _TROUBLE_INKS.get(outcome, "text")
        rect = self._paint_inked(painter, option, index, ink, indent=PITCH + 8)
        rect.setWidth(PITCH)
        paint_outcomes(painter, rect, (outcome,), self._theme.tokens)
