"""A strip that says what has happened to the open set, and what can be chosen to be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton

from waitgui.views.icon_widgets import Glyph
from waitgui.views.labels import plain_label, show_text
from waitgui.views.strip import Strip
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from waitgui.views.theme import Theme


class Choice(NamedTuple):
    """A button: its text (a verb), and what it does."""

    text: str
    then: Callable[[], None]


class ChoiceStrip(Strip):
    """Hidden as long as there is nothing to choose; it goes by an answer only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_look(self, "strip-warning")
        self._choices: tuple[Choice, ...] = ()
        self._text = plain_label(look="text2")
        self._text.setWordWrap(True)
        self._buttons: list[QPushButton] = []
        words, self._row = QHBoxLayout(), QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(Glyph(theme, "warning-circle", "warning_text", size=16))
        words.addWidget(self._text, 1)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(12, 6, 8, 6)
        self._whole.setSpacing(8)
        self._whole.addLayout(words, 1)
        self._whole.addLayout(self._row)
        self.hide()

    def offer(self, text: str, choices: Sequence[Choice]) -> None:
        """Say this, with these buttons. Saying the same again leaves the keyboard where it is."""
        show_text(self._text, text)
        self._text.setAccessibleName(self._text.text())
        self._choices = tuple(choices)
        while len(self._buttons) < len(choices):
            self._add_button()
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(choices))
            if number < len(choices):
                button.setText(choices[number].text)
                button.setAccessibleName(choices[number].text)
        self._fit()
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the buttons would leave the words no room they stand below."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self._row.sizeHint().width() > self.width() // 2
        ways = QBoxLayout.Direction
        self._whole.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _add_button(self) -> None:
        button = QPushButton()
        set_look(button, "link")
        button.clicked.connect(self._on_clicked)
        self._buttons.append(button)
        self._row.addWidget(button)

    @Slot()
    def _on_clicked(self) -> None:
        for button, choice in zip(self._buttons, self._choices, strict=False):
            if button is self.sender():
                choice.then()
                return
