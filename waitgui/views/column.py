"""A column that scrolls up and down where its content is too high."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class Column(QScrollArea):
    """Never narrower than its content, whose look it has; a scroll bar lies in the content's margin."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", content.property("look"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self._content = content

    def minimumSizeHint(self) -> QSize:
        """As wide as the content has to be."""
        return QSize(self._content.minimumSizeHint().width(), 60)

    def sizeHint(self) -> QSize:
        """The content's."""
        return self._content.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the content out as wide as it is.

        What became wider while it was hidden is told so only now, and narrowed at once where it needs less than it
        did; Qt takes the narrower size for told, and the content stayed laid out beyond the edge.
        """
        super().showEvent(event)
        layout = self._content.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Up and down only: Qt would show a focused widget with room beside it, and move the column under the bar."""
        if dx and self.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            self.horizontalScrollBar().setValue(0)
        super().scrollContentsBy(dx, dy)
