"""The common jobs on the empty page: a card each, which opens the form filled in with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from waitgui.views.icon_widgets import Glyph
from waitgui.views.labels import ElidedLabel, plain_label
from waitgui.views.template_words import template_words
from waitgui.views.theme import font, set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from waitgui.tasks.templates import Template
    from waitgui.views.theme import Theme

CARD = QSize(256, 60)
_GAP, _ABOVE, _TITLE = 14, 40, 32


class TemplateCard(QPushButton):
    """A button with an icon, a name and a hint."""

    def __init__(self, theme: Theme, template: Template) -> None:
        super().__init__()
        self.template = template
        name, hint = template_words(template.name), template_words(template.hint)
        set_look(self, "template")
        self.setObjectName(f"template_{template.id}")
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(CARD)
        title, below = ElidedLabel(name), ElidedLabel(hint, look="secondary")
        title.setFont(font("text", 600))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        for label in (title, below):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(label)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 12, 0)
        row.setSpacing(14)
        row.addWidget(Glyph(theme, template.icon, "accent", size=20))
        row.addLayout(words, 1)


class TemplateCards(QWidget):
    """All cards in rows, as many in each as there is room for; under a line that says what they are."""

    chosen = Signal(object)
    """The template whose card was pressed."""

    def __init__(self, theme: Theme, templates: Sequence[Template]) -> None:
        super().__init__()
        self.cards = [TemplateCard(theme, template) for template in templates]
        title = plain_label(self.tr("Or start from a common job"), look="secondary")
        title.setFont(font("secondary", 600))
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._columns = 0
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addLayout(self._grid)
        centred.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _ABOVE, 0, 0)
        column.setSpacing(12)
        column.addWidget(title)
        column.addLayout(centred)
        for card in self.cards:
            card.clicked.connect(self._on_clicked)
        self._arrange(3)
        self.setVisible(bool(self.cards))

    def minimumSizeHint(self) -> QSize:
        """As narrow as one card."""
        return QSize(CARD.width(), super().minimumSizeHint().height())

    def height_at(self, width: int) -> int:
        """How high it is at that width; 0 without any card."""
        rows = -(-len(self.cards) // _columns(width))
        return _ABOVE + _TITLE + rows * (CARD.height() + _GAP) - _GAP if rows else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose how many stand in a row."""
        super().resizeEvent(event)
        self._arrange(_columns(self.width()))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)
        self.updateGeometry()

    @Slot()
    def _on_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, TemplateCard):
            self.chosen.emit(card.template)


def _columns(width: int) -> int:
    return max(1, min(3, (width + _GAP) // (CARD.width() + _GAP)))
