"""Drags as the window system would tell of them."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData


def entering(
    at: QPoint,
    data: QMimeData,
    *,
    actions: Qt.DropAction = Qt.DropAction.CopyAction,
    buttons: Qt.MouseButton = Qt.MouseButton.LeftButton,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> QDragEnterEvent:
    """Something is dragged into a widget, at this place of it."""
    with warnings.catch_warnings():  # Qt 6.12 wants a QPointF, which those before don't take
        warnings.simplefilter("ignore", DeprecationWarning)
        return QDragEnterEvent(at, actions, data, buttons, keys)
