"""Programs and scripts dropped on the tasks: offered to who makes tasks of them. Sets of tasks are for the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ProgramDrop(QObject):
    """Lets the widget take local files that aren't task sets. The disk isn't looked at here."""

    dropped = Signal(object)
    """The files, a list of `Path`."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes what it can use; everything else goes its way."""
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        paths = files_of(event)
        if not paths:
            return super().eventFilter(watched, event)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() is QEvent.Type.Drop:
            self.dropped.emit(paths)
        return True


def files_of(event: QDropEvent) -> list[Path]:
    """The files that are dropped, if no task set is among them and all of them are on this machine."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    are_all = len(paths) == len(urls)
    return paths if are_all and not any(path.suffix.lower() == ".toml" for path in paths) else []
