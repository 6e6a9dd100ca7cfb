"""The inspector's other side: what happened in the selected range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from waitgui.views.column import Column
from waitgui.views.flow import Flow
from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import ElidedLabel, SentenceLabel, plain_label, show_text, visible
from waitgui.views.theme import font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QLabel

    from waitgui.views.range_words import RangeView
    from waitgui.views.theme import Theme

_MARGIN = 16
_BAR_HEIGHT, _BAR_WIDTH = 6, 96


class RangePanel(QFrame):
    """Shows a `RangeView`; knows no tick."""

    zoomRequested = Signal()
    listRequested = Signal()
    closeRequested = Signal()
    onlyToggled = Signal(bool)
    """Whether it is to be about the selected task only."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAccessibleName(self.tr("Selected range"))
        self._theme = theme
        self._figures: list[list[QLabel]] = []
        self._failures: list[tuple[ElidedLabel, ShareBar, QLabel]] = []
        self._make_parts(theme)
        self._lay_out()

    def show_view(self, view: RangeView) -> None:
        """Show this."""
        self._subtitle.set_full_text(view.subtitle)
        self._sentence.setVisible(bool(view.sentence))
        self._sentence.set_spans(view.sentence)
        self._table.setVisible(bool(view.rows))
        while len(self._figures) < len(view.rows):
            self._add_row()
        for labels, texts in zip(self._figures, view.rows, strict=False):
            for label, text in zip(labels, texts, strict=True):
                show_text(label, text)
        self._worst.setVisible(bool(view.failures))
        while len(self._failures) < len(view.failures):
            self._add_failures()
        most = max((count for _, count in view.failures), default=1)
        for number, (name, bar, count) in enumerate(self._failures):
            shown = view.failures[number] if number < len(view.failures) else None
            for part in (name, bar, count):
                part.setVisible(shown is not None)
            if shown is not None:
                name.set_full_text(shown[0])
                bar.show_share(shown[1] / most)
                count.setText(f"{shown[1]:,}")

    def show_subtitle(self, text: str) -> None:
        """Say which range it is; the figures follow."""
        self._subtitle.set_full_text(text)

    def show_only(self, name: str, *, chosen: bool) -> None:
        """Offer to be about the task of this name only; "" offers nothing."""
        self.only.setVisible(bool(name))
        words = self.tr("Only {name}").replace("{name}", visible(name))
        wide = self.only.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width() - 4 * _MARGIN)
        self.only.setText(wide.replace("&", "&&"))
        self.only.setAccessibleName(words)
        self.only.setChecked(chosen)

    def _make_parts(self, theme: Theme) -> None:
        self._title = plain_label(self.tr("Selected range"), look="title")
        self.close_button = IconButton(theme, "cross", look="flat", name=self.tr("Clear the range (Esc)"))
        self.close_button.clicked.connect(self.closeRequested)
        self._subtitle = ElidedLabel(look="secondary")
        self._sentence = SentenceLabel(look="")
        self.only = QCheckBox()
        self.only.toggled.connect(self.onlyToggled)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(5)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        for column, words in enumerate(("", self.tr("p50"), self.tr("p95"), self.tr("longest"))):
            head = plain_label(words, look="hint")
            head.setFont(font("hint", 600))
            head.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(head, 0, column)
        self._worst = QWidget()
        self._bars = QGridLayout(self._worst)
        self._bars.setContentsMargins(0, 0, 0, 0)
        self._bars.setVerticalSpacing(8)
        self._bars.setHorizontalSpacing(12)
        self._bars.setColumnStretch(0, 1)
        head = plain_label(self.tr("Most failures"), look="text2")
        head.setFont(font("secondary", 600))
        self._bars.addWidget(head, 0, 0, 1, 3)
        self.zoom = IconButton(theme, "fit", self.tr("Zoom to range"))
        self.zoom.clicked.connect(self.zoomRequested)
        self.list = IconButton(theme, "list", self.tr("List ticks"))
        self.list.clicked.connect(self.listRequested)

    def _lay_out(self) -> None:
        parts = QFrame()
        parts.setProperty("look", "page")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addLayout(head)
        names.addWidget(self._subtitle)
        names.addSpacing(4)
        names.addWidget(self.only)
        buttons = Flow(8)
        buttons.addWidget(self.zoom)
        buttons.addWidget(self.list)
        column = QVBoxLayout(parts)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        column.setSpacing(16)
        column.addLayout(names)
        column.addWidget(self._sentence)
        column.addWidget(self._table)
        column.addWidget(self._worst)
        column.addLayout(buttons)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Column(parts))

    def _add_row(self) -> None:
        row = 2 * len(self._figures) + 1
        rule = QFrame()
        rule.setProperty("look", "rule")
        rule.setFixedHeight(1)
        self._grid.addWidget(rule, row, 0, 1, 4)
        labels = []
        for column in range(4):
            label = plain_label(look="" if column else "secondary")
            label.setFont(font("secondary"))
            if column:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, row + 1, column)
            labels.append(label)
        self._figures.append(labels)

    def _add_failures(self) -> None:
        row = len(self._failures) + 1
        name, bar, count = ElidedLabel(), ShareBar(self._theme), plain_label()
        name.setFont(font("secondary"))
        count.setFont(font("secondary", 600))
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column, part in enumerate((name, bar, count)):
            self._bars.addWidget(part, row, column)
        self._failures.append((name, bar, count))


class ShareBar(QWidget):
    """A share of failures as a bar; the number beside it says the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setFixedSize(_BAR_WIDTH, _BAR_HEIGHT + 4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """From 0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole in grey, the share over it."""
        tokens, radius = self._theme.tokens, _BAR_HEIGHT / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, colour in ((1.0, tokens.line), (self._share, tokens.failed)):
            painter.setBrush(QColor(colour))
            wide = max(share * self.width(), 2 * radius)
            painter.drawRoundedRect(QRectF(0, 2, wide, _BAR_HEIGHT), radius, radius)
        painter.end()
