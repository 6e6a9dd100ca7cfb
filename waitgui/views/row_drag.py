"""Dragging tasks to another place: what is carried, and the line that shows where they would be put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDrag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QDropEvent
    from PySide6.QtWidgets import QWidget

TASKS = "application/x-waitgui-tasks"
LINE = 2


def carry(source: QWidget, tasks: Iterable[str]) -> None:
    """Let the user put these tasks somewhere; returns at once where the mouse has been let go, or at the end."""
    content = QMimeData()
    content.setData(TASKS, "\n".join(tasks).encode())
    drag = QDrag(source)
    drag.setMimeData(content)
    drag.exec(Qt.DropAction.MoveAction)


def carried(event: QDropEvent, home: QWidget) -> frozenset[str]:
    """The tasks that are carried about in their own `home`; none for anything else."""
    source = event.source()
    if source is not home or not event.mimeData().hasFormat(TASKS):
        return frozenset()
    return frozenset(bytes(event.mimeData().data(TASKS).data()).decode().split("\n"))
