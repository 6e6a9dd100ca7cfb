"""A strip above the views: there as long as it has something to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent


class Strip(QFrame):
    """What has the keyboard in it when it goes would leave it to what comes next in the window, the filter."""

    left = Signal()
    """It went while it had the keyboard."""

    def hideEvent(self, event: QHideEvent) -> None:
        """Say so where the strip itself goes, not the page that it is in."""
        super().hideEvent(event)
        if self.isHidden() and self.isAncestorOf(self.window().focusWidget() or self):
            self.left.emit()
