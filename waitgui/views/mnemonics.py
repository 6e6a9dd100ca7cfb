"""Alt keys for labels and buttons, underlined only while Alt is held: the Fusion style underlines them all the time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

_KEPT = "mnemonic"


class Mnemonics(QObject):
    """The mnemonics of everything in a window. Hidden ones aren't in force; pressing Alt brings them up."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def hide(self) -> None:
        """Take the underlines away, also from what was added since."""
        for widget in self._texted():
            text = widget.text()
            if "&" in text:
                widget.setProperty(_KEPT, text)
                widget.setText(text.replace("&", ""))

    def show(self) -> None:
        """Underline them."""
        for widget in self._texted():
            kept = widget.property(_KEPT)
            if kept and kept.replace("&", "") == widget.text():
                widget.setText(kept)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look out for the Alt key."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat():
            if event.type() == QEvent.Type.KeyPress:
                self.show()
            elif event.type() == QEvent.Type.KeyRelease:
                self.hide()
        elif event.type() == QEvent.Type.WindowDeactivate:
            self.hide()
        return super().eventFilter(watched, event)

    def _texted(self) -> list[QLabel | QAbstractButton]:
        labels = [label for label in self._window.findChildren(QLabel) if label.buddy() is not None]
        return [*labels, *self._window.findChildren(QAbstractButton)]
