"""Whether what a window says has room: each label, button, field, tab and title, as it is shown now."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QToolButton,
    QWidget,
)

from waitgui.tasks.words import english, speak, untranslated
from waitgui.views.labels import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARROW, _PAD = 28, 8
_UNITS = frozenset({"units"})


class Long(QTranslator):
    """A language whose texts are 40 % longer than the English ones, which other languages are."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        app.installTranslator(self)
        speak(QCoreApplication.translate)

    def end(self) -> None:
        """Speak English again."""
        self._app.removeTranslator(self)
        speak(untranslated)

    def isEmpty(self) -> bool:
        """There is something in it, although no file was loaded."""
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The text with 40 % of itself behind it, in words of the usual length."""
        words = english(text, n) if n >= 0 else text
        if context in _UNITS or disambiguation == "as QLocale's patterns of dates" or len(text) < 4:
            return words
        letters = "loremipsu " * (len(words) // 10 + 1)
        more = letters[: math.ceil(0.4 * len(words))].rstrip()
        ends = len(words) - len(words.rstrip(" .:…"))
        return words[: len(words) - ends] + " " + more[1:] + words[len(words) - ends :]


def without_room(window: QWidget) -> list[str]:
    """What of a window is cut off, in words."""
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible() and widget.window() is window:
            found += [f"{type(widget).__name__} {widget.objectName()}: {text}" for text in _cut(widget)]
    return found


def _cut(widget: QWidget) -> Iterator[str]:  # noqa: C901 - a case a kind of widget
    yield from _beyond(widget)
    match widget:
        case ElidedLabel():
            return  # ends in "…" and has a tool tip
        case QLabel():
            yield from _label(widget)
        case QToolButton() if widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            return
        case QAbstractButton() if widget.text().strip():
            yield from _narrow(widget, widget.sizeHint().width(), widget.text())
        case QComboBox() if not widget.isEditable():
            wide = widget.fontMetrics().horizontalAdvance(widget.currentText())
            yield from _narrow(widget, wide + _ARROW, widget.currentText())
        case QTabBar() if widget.elideMode() is Qt.TextElideMode.ElideNone:
            for index in range(widget.count()):
                wide = widget.fontMetrics().horizontalAdvance(widget.tabText(index))
                if wide > widget.tabRect(index).width():
                    yield widget.tabText(index)
        case QHeaderView() if widget.orientation() is Qt.Orientation.Horizontal:
            yield from _titles(widget)
        case QLineEdit() if widget.placeholderText() and not widget.text():
            margins = widget.textMargins()
            wide = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
            yield from _narrow(widget, wide + margins.left() + margins.right() + 2 * _PAD, widget.placeholderText())


def _beyond(widget: QWidget) -> Iterator[str]:
    """What reaches beyond its parent, which cuts it off; a page that is scrolled may be longer, not wider."""
    parent = widget.parentWidget()
    if widget.isWindow() or parent is None or not widget.width():
        return
    left, right = widget.x(), widget.x() + widget.width()
    scrolled = parent.parentWidget()
    if isinstance(scrolled, QAbstractScrollArea) and scrolled.viewport() is parent:
        if scrolled.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            return
        if widget.layout() is not None:  # the scroll bar lies in the content's margin
            right -= widget.layout().contentsMargins().right()
    if left < 0 or right > parent.width() + 1:
        yield f"from {left} to {right} within {type(parent).__name__} of {parent.width()}"


def _label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text.strip():
        return
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + 1:
            yield f"{text!r} is higher than {label.height()}"
        return
    margins = label.contentsMargins()
    wide = max(map(QFontMetrics(label.font()).horizontalAdvance, text.split("\n")))
    yield from _narrow(label, wide + margins.left() + margins.right() + 2 * label.margin(), text)


def _titles(header: QHeaderView) -> Iterator[str]:
    for column in range(header.count()):
        title = header.model().headerData(column, Qt.Orientation.Horizontal)
        if header.isSectionHidden(column) or not title:
            continue
        tip = header.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        wide = header.fontMetrics().horizontalAdvance(title) + _PAD
        if wide > header.sectionSize(column) and not tip:
            yield f"title {title!r} needs {wide}, has {header.sectionSize(column)}"


def _narrow(widget: QWidget, wide: int, text: str) -> Iterator[str]:
    if wide > widget.width() + 1 and not widget.toolTip():
        yield f"{text!r} needs {wide}, has {widget.width()}"
