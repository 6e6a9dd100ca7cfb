"""SetTabs: the open sets as tabs, with what is not saved marked, to be closed, moved and chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QTabBar

from waitgui.views.labels import tool_tip, visible
from waitgui.views.theme import font
from waitgui.views.tokens import RADIUS_CONTROL, SET_ROW

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent

    from waitgui.views.theme import Theme

PAD, MARK = 12, 14
"""What is left free beside a name, and what a mark after it takes: the dot, or the cross that closes."""
WIDEST, NARROWEST = 200, 44
"""Of a name, in pixels."""
LINE, DOT = 3, 7
_LONGEST_NAME = 200


class SetTabs(QTabBar):
    """A tab a set. They share the room there is and end in "…"; what doesn't fit then is scrolled to."""

    closeWanted = Signal(int)
    """The tab at this place is to be closed."""
    menuWanted = Signal(int, QPoint)
    """The menu of a tab is wanted, at this place of the screen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._hovered = -1
        self._held: int | None = None
        self._bold, self._plain = font("text", 600), font("text")
        self.setObjectName("set-tabs")
        self.setAccessibleName(self.tr("Open task sets"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectPreviousTab)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the view
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setFont(self._bold)
        self._dirty: list[bool] = []
        theme.changed.connect(self.update)

    def add_set(self, index: int) -> None:
        """Another tab, at this place."""
        self._dirty.insert(index, False)
        self.insertTab(index, "")

    def show_set(self, index: int, name: str, where: str, *, dirty: bool) -> None:
        """The name of a set, where its file is ("" without one), and whether there is something to save."""
        shown = visible(name[:_LONGEST_NAME])
        spoken = self.tr("{name}, not saved").replace("{name}", shown) if dirty else shown
        text = shown.replace("&", "&&")
        if (self.tabText(index), self._dirty[index]) != (text, dirty):
            self._dirty[index] = dirty
            self.setTabText(index, text)
            self.setAccessibleTabName(index, spoken)
        lines = [spoken, visible(where)] if where else [spoken]
        self.setTabToolTip(index, tool_tip("\n".join(lines)))
        self.update()

    def remove_set(self, index: int) -> None:
        """The tab is closed."""
        del self._dirty[index]
        self._hovered = -1
        self.removeTab(index)

    def move_set(self, index: int, to: int) -> None:
        """Put a tab in another place."""
        self._dirty.insert(to, self._dirty.pop(index))
        self.moveTab(index, to)

    def name(self, index: int) -> str:
        """The name that a tab shows."""
        return self.tabText(index).replace("&&", "&")

    def is_dirty(self, index: int) -> bool:
        """Whether it has the dot."""
        return self._dirty[index]

    @property
    def overflows(self) -> bool:
        """Whether there are tabs that don't fit."""
        return sum(self.minimumTabSizeHint(index).width() for index in range(self.count())) > self.width()

    # --------------------------------------------------------------------------------------------------- measures

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as the name in bold, so that nothing moves when another is chosen."""
        return self._size(index, WIDEST)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Some letters of the name."""
        return self._size(index, NARROWEST)

    def minimumSizeHint(self) -> QSize:
        """One tab: the others are scrolled to."""
        return QSize(2 * PAD + NARROWEST + MARK, SET_ROW)

    def _size(self, index: int, widest: int) -> QSize:
        name = QFontMetrics(self._bold).horizontalAdvance(self.name(index)) + 2
        return QSize(2 * PAD + min(name, widest) + (MARK if self._dirty[index] else 0), SET_ROW)

    def _mark_rect(self, index: int) -> QRect:
        """Where the cross is: in place of the dot, or beside the name."""
        rect = self.tabRect(index)
        left = rect.right() + 1 - (PAD + MARK - 4 if self._dirty[index] else PAD)
        return QRect(left, (SET_ROW - MARK) // 2, MARK - 2, MARK)

    # --------------------------------------------------------------------------------------------------- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The names; below the one that is shown a line in the accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint_tab(painter, index)
        painter.end()

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        tokens, rect = self._theme.tokens, self.tabRect(index)
        is_current, is_hovered = index == self.currentIndex(), index == self._hovered
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        text = inner.adjusted(0, 0, -MARK if self._dirty[index] else 0, 0)
        chosen = self._bold if is_current else self._plain
        painter.setFont(chosen)
        painter.setPen(QColor(tokens.text if is_current or is_hovered else tokens.text2))
        shown = QFontMetrics(chosen).elidedText(self.name(index), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        if is_current:
            line = QRectF(inner.left(), SET_ROW - LINE, inner.width(), 2 * LINE)
            painter.drawRoundedRect(line, 2, 2)
        mark = self._mark_rect(index)
        if is_hovered:
            pixmap = self._theme.icons.pixmap("cross", tokens.text2, 12, self.devicePixelRatioF())
            painter.drawPixmap(QPoint(mark.center().x() - 5, mark.center().y() - 5), pixmap)
        elif self._dirty[index]:
            at = QPointF(inner.right() + 1 - DOT / 2, SET_ROW / 2)
            painter.drawEllipse(at, DOT / 2, DOT / 2)
        if is_current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            ring = QRectF(rect).adjusted(5, 9, -5, -9)
            painter.drawRoundedRect(ring, RADIUS_CONTROL, RADIUS_CONTROL)

    # --------------------------------------------------------------------------------------------------- the mouse

    def event(self, event: QEvent) -> bool:
        """The mouse is elsewhere."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a tab, which may be dragged then; the cross waits for the button to be let go."""
        index = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and not self._is_cross(index, event):
            self._held = index if index >= 0 else None
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the tab past its neighbours."""
        at = event.position().toPoint()
        self._hover(self.tabAt(at))
        held = self._held
        if held is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        for beside in (held - 1, held + 1):
            if 0 <= beside < self.count() and self._is_past(held, beside, at.x()):
                self.move_set(held, beside)
                self._held = beside
                break

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The cross and the middle button close."""
        was_dragged, self._held = self._held is not None, None
        index = self.tabAt(event.position().toPoint())
        is_middle = event.button() is Qt.MouseButton.MiddleButton
        if index >= 0 and (is_middle or (self._is_cross(index, event) and not was_dragged)):
            self.closeWanted.emit(index)
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Tell of it; by key the menu is that of the tab that is shown."""
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.tabAt(event.pos())
        if index >= 0:
            at = self.tabRect(index).bottomLeft() if is_key else event.pos()
            self.menuWanted.emit(index, self.mapToGlobal(at))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sets aren't changed by accident."""
        event.ignore()

    def _is_cross(self, index: int, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        return index >= 0 and event.button() is Qt.MouseButton.LeftButton and self._mark_rect(index).contains(at)

    def _is_past(self, held: int, beside: int, x: int) -> bool:
        """Whether the mouse is so far that the tab, put there, would be under it."""
        rect, width = self.tabRect(beside), self.tabRect(held).width()
        return x > rect.right() - width if beside > held else x < rect.left() + width

    @Slot()
    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()
