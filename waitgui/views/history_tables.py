"""Tables of the history: runs and ticks, rows only, with states as icons and outcomes as shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF

from waitgui.models import run_table, tick_table
from waitgui.models.column_table import UNKNOWN
from waitgui.tasks.record import Outcome, RunOutcome
from waitgui.views.outcome_shapes import PITCH, paint_outcomes
from waitgui.views.row_table import PADDING, CellDelegate, RowTable
from waitgui.views.task_list import STATE_ICONS

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from waitgui.models.run_table import RunTable
    from waitgui.models.tick_table import TickTable
    from waitgui.views.theme import Theme

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
_RUN_ICONS = {
    RunOutcome.OK: ("check", "met"),
    RunOutcome.FAILED: ("failed", "failed"),
    RunOutcome.CANCELLED: ("stopped", "text3"),
    RunOutcome.LOST: ("warning", "warning_text"),
}
_ICONS = {str(look): icon for icons in (STATE_ICONS, _RUN_ICONS) for look, icon in icons.items()}
_END_INKS = {str(RunOutcome.FAILED): "error_text", str(RunOutcome.LOST): "warning_text"}
TROUBLE_INKS = {
    Outcome.FAILED: "error_text",
    Outcome.ERROR: "error_text",
    Outcome.TIMED_OUT: "warning_text",
}


class RunList(RowTable):
    """The runs of a task."""

    def __init__(self, model: RunTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, _RUN_WIDTHS, run_table.Column.END, _RUN_SPARE, parent)
        self.setObjectName("runs")
        self.setAccessibleName(self.tr("Runs"))
        self.setItemDelegate(_RunDelegate(theme, self))


class TickList(RowTable):
    """The ticks of a run or a task."""

    def __init__(self, model: TickTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, _TICK_WIDTHS, tick_table.Column.WHY, _TICK_SPARE, parent)
        self.setObjectName("ticks")
        self.setAccessibleName(self.tr("Ticks"))
        self.setItemDelegate(_TickDelegate(theme, self))


class _RunDelegate(CellDelegate):
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
            self.paint_inked(painter, option, index, ink)
        elif column == run_table.Column.FAILED and index.data() not in (UNKNOWN, None):
            self.paint_inked(painter, option, index, "error_text", weight=600)
        else:
            super().paint(painter, option, index)
        if column == run_table.Column.LAST:
            rect = QRectF(option.rect).adjusted(PADDING, 0, -2, -1)
            paint_outcomes(painter, rect, index.data(run_table.SHAPES) or (), self._theme.tokens)


class _TickDelegate(CellDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        told = index.data(tick_table.OUTCOME)
        if index.column() != tick_table.Column.OUTCOME or told is None:
            super().paint(painter, option, index)
            return
        outcome = Outcome(told)
        ink = TROUBLE_INKS.get(outcome, "text")
        rect = self.paint_inked(painter, option, index, ink, indent=PITCH + 8)
        rect.setWidth(PITCH)
        paint_outcomes(painter, rect, (outcome,), self._theme.tokens)
