"""Alt keys for labels and buttons, underlined only while Alt is held: the Fusion style underlines them all the time.

A hidden mnemonic isn't in force. That is no loss: who uses it presses Alt first, which shows it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from waitgui.views.labels import without_key

_KEPT = "mnemonic"


def hide_mnemonics(window: QWidget) -> None:
    """Take the underlines away, also from what was added since."""
    for widget in _texted(window):
        text = widget.text()
        if "&" in text:
            widget.setProperty(_KEPT, text)
            widget.setText(without_key(text))


def show_mnemonics(window: QWidget) -> None:
    """Underline them again."""
    for widget in _texted(window):
        kept = widget.property(_KEPT)
        if kept and without_key(kept) == widget.text():
            widget.setText(kept)


def retitle(widget: QLabel | QAbstractButton, text: str) -> None:
    """Another text, whose underline stays hidden until Alt is held."""
    widget.setProperty(_KEPT, text)
    widget.setText(without_key(text))


def _texted(window: QWidget) -> list[QLabel | QAbstractButton]:
    labels = [label for label in window.findChildren(QLabel) if label.buddy() is not None]
    return [*labels, *window.findChildren(QAbstractButton)]
