"""Shift+F10 opens the menu of what has the keyboard, as the menu key does, which many keyboards lack.

Qt knows the menu key alone on X11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class MenuKey(QObject):
    """For one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        QShortcut(QKeySequence("Shift+F10"), window).activated.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        widget = self._window.focusWidget()
        if widget is not None:
            at = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
            event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, widget.mapToGlobal(at))
            QCoreApplication.sendEvent(widget, event)
