"""Dropping: files that are dragged onto the window and let go there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from waitgui.views.labels import visible
from waitgui.views.theme import font
from waitgui.views.tokens import RADIUS_CARD

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QPaintEvent

    from waitgui.views.theme import Theme

MOST = 20
"""Sets that are opened of what is dropped at once."""
_INSET = 12


class Dropping(QObject):
    """Of one window. Task sets are opened; what no part of it takes either is refused, and that is said."""

    setsDropped = Signal(list)
    """These files (a list of `Path`) are to be opened."""
    refused = Signal(str)
    """What was dropped is of no use here, and why."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._veil: _Veil | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drags and drops on the window; those that a part of it takes for itself don't get here."""
        match event:
            case QDropEvent() if event.type() == QEvent.Type.Drop:
                self._lift()
                if event.mimeData().hasUrls():
                    event.setDropAction(Qt.DropAction.CopyAction)
                    event.accept()
                    self._drop(event.mimeData())
                return True
            case QDragEnterEvent() | QDragMoveEvent():
                if event.mimeData().hasUrls():
                    event.setDropAction(Qt.DropAction.CopyAction)
                    event.accept()
                    if event.type() == QEvent.Type.DragEnter:
                        self._show(event.mimeData())
                else:
                    event.ignore()
                return True
        if event.type() == QEvent.Type.DragLeave:
            self._lift()
        return super().eventFilter(watched, event)

    def _drop(self, data: QMimeData) -> None:
        files, others = _files(data)
        sets = [path for path in files if _is_set(path)]
        left = [path for path in files if not _is_set(path)]
        reasons = []
        if others:
            reasons.append(self.tr("“{name}” isn't a file of this computer.").replace("{name}", visible(others[0])))
        if left:
            text = self.tr("“{name}” isn't a task set: those are files that end in .toml.")
            reasons.append(text.replace("{name}", visible(left[0].name)))
            if len(left) > 1:
                reasons.append(self.tr("%n more file(s) aren't either.", None, len(left) - 1))
        if len(sets) > MOST:
            text = self.tr("Only the first {count} sets are opened at once.")
            reasons.append(text.replace("{count}", str(MOST)))
        if sets:
            self.setsDropped.emit(sets[:MOST])
        if reasons:
            self.refused.emit(" ".join(reasons))

    def _show(self, data: QMimeData) -> None:
        files, _ = _files(data)
        sets = [path for path in files if _is_set(path)]
        if sets:
            text = self.tr("Drop to open %n task set(s)", None, len(sets))
        else:
            text = self.tr("Only task sets can be opened here: files that end in .toml")
        if self._veil is None:
            self._veil = _Veil(self._window, self._theme)
        self._veil.show_words(text, welcome=bool(sets))

    def _lift(self) -> None:
        if self._veil is not None:
            self._veil.hide()


class _Veil(QWidget):
    """Lies over the window while something is dragged over it, and says what letting go would do."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._text = ""
        self._welcome = True
        self._font = font("section", 600)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_words(self, text: str, *, welcome: bool) -> None:
        """Lie over all of the window and say this."""
        self._text, self._welcome = text, welcome
        self.setAccessibleName(text)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A veil in the ground's colour, a dashed edge, and the words."""
        tokens = self._theme.tokens
        colour = QColor(tokens.accent if self._welcome else tokens.text2)
        ground = QColor(tokens.accent_ground if self._welcome else tokens.window)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(ground)
        veil.setAlphaF(0.86)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(colour, 2, Qt.PenStyle.DashLine))
        edge = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(edge, RADIUS_CARD, RADIUS_CARD)
        painter.setFont(self._font)
        painter.drawText(edge, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._text)
        painter.end()


def _files(data: QMimeData) -> tuple[list[Path], list[str]]:
    """The files that were dragged, and addresses of what is elsewhere."""
    files, others = [], []
    for url in data.urls():
        path = url.toLocalFile()
        if path:
            files.append(Path(path))
        else:
            others.append(url.toDisplayString())
    return files, others


def _is_set(path: Path) -> bool:
    return path.suffix.lower() == ".toml"
