"""Rows with nothing between their cells: what the tables of runs and ticks share, and how their cells are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QTableView, QToolTip

from waitgui.views.labels import tool_tip, visible
from waitgui.views.theme import font, set_look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from waitgui.views.theme import Theme

ROW_HEIGHT = 32
_TITLE_PAD = 8
PADDING = 11
SMALL = 720
"""Below this width a table does without its spare columns."""


def paint_focus(view: QTableView) -> None:
    """A ring around the current row of a view that has the focus, or around all of them."""
    if not view.hasFocus():
        return
    ring, current = view.viewport().rect(), view.currentIndex()
    if current.isValid():
        row = view.visualRect(current)
        ring = QRect(0, row.top(), ring.width(), row.height() - 1)
    painter = QPainter(view.viewport())
    painter.setPen(QPen(view.palette().color(QPalette.ColorRole.Accent), 2))
    painter.drawRect(ring.adjusted(1, 1, -1, -1))
    painter.end()


def width_for_title(header: QHeaderView, column: int, width: int) -> int:
    """The width that a column has at first, or more if its title needs it."""
    title = header.model().headerData(column, Qt.Orientation.Horizontal) or ""
    return max(width, header.fontMetrics().horizontalAdvance(title) + 2 * _TITLE_PAD)


class RowTable(QTableView):
    """One row selected, no grid; more is read as one scrolls to it."""

    rowChosen = Signal(QModelIndex)
    """Another row is the current one: a valid index."""

    def __init__(
        self,
        model: QAbstractItemModel,
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
        header.setSectionsClickable(False)  # rows are read page by page, newest first: they can't be sorted
        set_look(header, "still")
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(48)
        for column, width in widths.items():
            self.setColumnWidth(column, width_for_title(header, column, width))
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._on_row)
        model.rowsAboutToBeInserted.connect(self._before_rows)
        model.rowsInserted.connect(self._after_rows)
        self._stays_on_top = True

    def choose(self, row: int) -> None:
        """Make the row the current one."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row, where Qt means the first and the last column."""
        return end_of_rows(self, action) or super().moveCursor(action, modifiers)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """With the focus Qt makes the first row the current one, unselected: nobody has chosen that."""
        super().focusInEvent(event)
        if not self.selectionModel().isSelected(self.currentIndex()):
            self.selectionModel().clearCurrentIndex()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and where the focus is."""
        super().paintEvent(event)
        paint_focus(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt would take Enter with Ctrl for Enter, where the command of those keys can't be given now."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small table leaves out what is least asked for, so that the reasons have room."""
        small = event.size().width() < SMALL
        for column in self._spare:
            if self.isColumnHidden(column) != small:
                self.setColumnHidden(column, small)
        super().resizeEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()  # of the ring Qt knows nothing
        if current.isValid() and self.selectionModel().isSelected(current):
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


def end_of_rows(view: QTableView, action: QAbstractItemView.CursorAction) -> QModelIndex | None:
    """Where Home and End lead in a table of rows; None for any other way, or without rows."""
    rows, actions = view.model().rowCount(), QAbstractItemView.CursorAction
    if not rows or action not in (actions.MoveHome, actions.MoveEnd):
        return None
    return view.model().index(0 if action is actions.MoveHome else rows - 1, max(view.currentIndex().column(), 0))


class CellDelegate(QStyledItemDelegate):
    """Texts as they are, control characters escaped; all of a text in the tool tip where it has no room."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The text visible; the focus is shown by the row."""
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
        """The tool tip."""
        if event.type() != event.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        text = visible(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        is_shapes = not index.data()
        cut = view.fontMetrics().horizontalAdvance(text) > view.visualRect(index).width() - 2 * PADDING
        QToolTip.showText(event.globalPos(), tool_tip(text) if text and (cut or is_shapes) else "", view)
        return True

    def paint_inked(
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
        rect = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, -2)  # above the line between the rows
        letters = font("text", weight)
        painter.save()
        painter.setFont(letters)
        painter.setPen(QColor(getattr(self._theme.tokens, token)))
        words = rect.adjusted(indent, 0, 0, 0)
        elided = QFontMetrics(letters).elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, int(option.displayAlignment), elided)
        painter.restore()
        return rect
