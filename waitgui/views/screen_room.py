"""How large a window may be on its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

FRAME = QSize(8, 40)
"""What the desktop puts around a window, its title bar on top; Qt knows it only once the window is shown."""


def bounded_by_screen(window: QWidget, size: QSize) -> QSize:
    """The size, or as much of it as fits on the window's screen with its frame."""
    return size.boundedTo(window.screen().availableSize() - FRAME)
