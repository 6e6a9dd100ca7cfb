"""One of a few: buttons in a row, of which one is pressed. The tab key finds that one, the arrow keys the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from waitgui.views.theme import font, set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

_PADDING = 14
"""Of the look `segment`, on each side."""


class Segments(QFrame):
    """Speaks as a QComboBox does, of places from 0 on."""

    currentIndexChanged = Signal(int)
    chosen = Signal(int)
    """The user has pressed another."""

    def __init__(self, titles: Sequence[str], *, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_look(self, "segments")
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self.buttons = [QPushButton(title) for title in titles]
        for place, button in enumerate(self.buttons):
            button.setObjectName(f"{name}-{place}")
            button.setAccessibleName(f"{label}: {button.text()}")
            button.setCheckable(True)
            button.setAutoDefault(False)
            set_look(button, "segment")
            button.setMinimumWidth(segment_width(button.text()))
            self._group.addButton(button, place)
            row.addWidget(button)
        self.buttons[0].setChecked(True)
        self._let_tab_find(0)
        self._group.idToggled.connect(self._toggled)
        self._group.buttonClicked.connect(self._clicked)

    def currentIndex(self) -> int:
        """Which is pressed."""
        return self._group.checkedId()

    def setCurrentIndex(self, place: int) -> None:
        """Press another."""
        self.buttons[place].setChecked(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus belongs to the one that is pressed. A focus proxy would bring that into the tab chain twice."""
        self.buttons[self.currentIndex()].setFocus(event.reason())

    @Slot(int, bool)
    def _toggled(self, place: int, checked: bool) -> None:
        if checked:
            self._let_tab_find(place)
            self.currentIndexChanged.emit(place)

    def _let_tab_find(self, place: int) -> None:
        """Qt does so by itself only once one of them has had the focus."""
        for number, button in enumerate(self.buttons):
            here = number == place
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(self._group.id(button))


def segment_width(text: str) -> int:
    """The least width of a button of the look `segment`: enough for the heavier letters that the pressed one has."""
    return QFontMetrics(font("text", 600)).horizontalAdvance(text) + 2 * _PADDING + 4
