"""The inspector: why the selected tick ran when it did, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPainter
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from waitgui.tasks.words import plain_text
from waitgui.views.badge import Badge, Chip, outcome_badge
from waitgui.views.column import Column
from waitgui.views.flow import Flow
from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import ElidedLabel, SentenceLabel, plain_label, visible
from waitgui.views.output_view import OutputView, count_words, shown_output
from waitgui.views.theme import font
from waitgui.views.tick_sum import TickSum, TickSumDrawing

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from waitgui.tasks.words import Span
    from waitgui.views.theme import Theme

__all__ = ["Badge", "Inspector", "InspectorStrip", "InspectorView", "outcome_badge"]

_MARGIN, _OUTPUT_GAP = 16, 6


@dataclass(frozen=True, slots=True)
class InspectorView:
    """What the inspector shows. Texts may come from outside; they are shown as they are.

    `subtitle` says which tick: "Run 1, tick 2 · 14:31:24". `stats` are pairs of a name and a value. `output` is None
    where nothing can print anything; `output_dropped` counts the bytes before it that weren't kept.
    """

    name: str
    subtitle: str = ""
    badge: Badge | None = None
    sentence: tuple[Span, ...] = ()
    sum: TickSum | None = None
    stats: tuple[tuple[str, str], ...] = ()
    output: str | None = None
    output_dropped: int = 0
    can_run: bool = True
    can_start: bool = False
    """Whether it waits to be started: that is offered then, in place of a single tick."""


class Inspector(QFrame):
    """A panel on the right. It shows what it is given and knows no task; for the GUI thread."""

    startRequested = Signal()
    runNowRequested = Signal()
    editRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAccessibleName(self.tr("Inspector"))
        self._view: InspectorView | None = None
        self._stat_labels: list[tuple[QLabel, QLabel]] = []
        self._nothing = plain_label(self.tr("Select a task to see why it ran when it did."), look="secondary")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._parts = QFrame()
        self._parts.setProperty("look", "page")
        self._column = Column(self._parts)
        self._keys = QFrame()
        self._make_parts(theme)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._nothing, 1)
        whole.addWidget(self._column, 1)
        whole.addWidget(self._keys)
        keys = Flow(12)
        keys.setContentsMargins(_MARGIN, 8, _MARGIN, 14)
        self._keys.setLayout(keys)
        self.show_keys((("←", "→"), self.tr("tick")), (("Enter",), self.tr("edit")), (("F5",), self.tr("run now")))
        self.show_view(None)

    def show_view(self, view: InspectorView | None) -> None:
        """Show this; None where nothing is selected. What stays the same isn't touched, and stays scrolled."""
        self._nothing.setVisible(view is None)
        self._column.setVisible(view is not None)
        self._keys.setVisible(view is not None)
        if view is None or view == self._view:
            self._view = view
            return
        before, self._view = self._view, view
        self._name.set_full_text(view.name)
        self._chip.show_badge(view.badge)
        self._subtitle.set_full_text(view.subtitle)
        self._subtitle.setVisible(bool(view.subtitle))
        if view.sentence != self._sentence.spans:
            self._sentence.set_spans(view.sentence)
        self._sentence.setVisible(bool(view.sentence))
        self._sum.show_sum(view.sum)
        self._show_stats(view.stats)
        if before is None or (view.output, view.output_dropped) != (before.output, before.output_dropped):
            self._show_output(view)
        self.start.setVisible(view.can_start)
        self.run_now.setVisible(not view.can_start)
        self.run_now.setEnabled(view.can_run)

    def show_keys(self, *keys: tuple[tuple[str, ...], str]) -> None:
        """The key caps at the foot, each with what it does; only of keys that work."""
        row = self._keys.layout()
        assert isinstance(row, Flow)
        while (item := row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for caps, does in keys:
            one = QWidget()
            line = QHBoxLayout(one)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
            for cap in caps:
                label = plain_label(cap, look="key")
                label.setIndent(0)
                line.addWidget(label)
            line.addWidget(plain_label(does, look="hint"))
            row.addWidget(one)

    def _make_parts(self, theme: Theme) -> None:
        self._name = ElidedLabel(look="title")
        self._chip = Chip(theme)
        self._subtitle = ElidedLabel(look="secondary")
        self._sentence = SentenceLabel(look="")
        self._sentence.setObjectName("explanation")
        self._sum = TickSumDrawing(theme)
        self._stats = QWidget()
        self._stat_rows = QGridLayout(self._stats)
        self._stat_rows.setContentsMargins(0, 0, 0, 0)
        self._stat_rows.setVerticalSpacing(4)
        self._stat_rows.setColumnStretch(1, 1)
        self._output_head = plain_label(self.tr("Output"), look="text2")
        self._output_head.setFont(font("secondary", 600))
        self._output_count = plain_label(look="hint")
        self.output = OutputView()
        self.output.setObjectName("output")
        self.output.heightWanted.connect(self._bound_output)
        self._silent = plain_label(self.tr("It printed nothing."), look="secondary")
        self.start = IconButton(theme, "play", self.tr("Start"), look="accent", token="accent")  # noqa: S106 - a colour
        self.start.setObjectName("inspector_start")
        self.start.clicked.connect(self.startRequested)
        self.run_now = IconButton(theme, "bolt", self.tr("Run now"))
        self.run_now.setObjectName("inspector_run_now")
        self.run_now.clicked.connect(self.runNowRequested)
        self.edit = IconButton(theme, "pencil", self.tr("Edit task…"))
        self.edit.setObjectName("inspector_edit")
        self.edit.clicked.connect(self.editRequested)
        self.copy = IconButton(theme, "copy", look="flat", name=self.tr("Copy the output"))
        self.copy.setObjectName("inspector_copy")
        self.copy.clicked.connect(self._copy_output)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self._chip)
        names = QVBoxLayout()
        names.setSpacing(4)
        names.addLayout(head)
        names.addWidget(self._subtitle)
        words = QVBoxLayout()
        words.setSpacing(12)
        words.addLayout(names)
        words.addWidget(self._sentence)
        output_head = QHBoxLayout()
        output_head.addWidget(self._output_head)
        output_head.addStretch(1)
        output_head.addWidget(self._output_count)
        self._output_part = QWidget()
        output = QVBoxLayout(self._output_part)
        output.setContentsMargins(0, 0, 0, 0)
        output.setSpacing(_OUTPUT_GAP)
        output.addLayout(output_head)
        output.addWidget(self.output, 1)
        output.addWidget(self._silent)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.start)
        buttons.addWidget(self.run_now)
        buttons.addWidget(self.edit)
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        column = QVBoxLayout(self._parts)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, 8)
        column.setSpacing(16)
        column.addLayout(words)
        column.addWidget(self._sum)
        column.addWidget(self._stats)
        column.addWidget(self._output_part, 1000)
        column.addLayout(buttons)
        column.addStretch(1)

    def _show_stats(self, stats: tuple[tuple[str, str], ...]) -> None:
        self._stats.setVisible(bool(stats))
        while len(self._stat_labels) < len(stats):
            name, value = plain_label(look="secondary"), plain_label()
            value.setFont(font("secondary"))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row = len(self._stat_labels)
            self._stat_rows.addWidget(name, row, 0)
            self._stat_rows.addWidget(value, row, 1)
            self._stat_labels.append((name, value))
        for number, (name, value) in enumerate(self._stat_labels):
            texts = stats[number] if number < len(stats) else None
            name.setVisible(texts is not None)
            value.setVisible(texts is not None)
            if texts is not None:
                name.setText(visible(texts[0]))
                value.setText(visible(texts[1]))

    def _show_output(self, view: InspectorView) -> None:
        self._output_part.setVisible(view.output is not None)
        self.copy.setVisible(bool(view.output))
        shown = shown_output(view.output or "", view.output_dropped)
        self.output.show_output(shown)
        self.output.setVisible(bool(shown.text))
        self._silent.setVisible(not shown.text)
        self._bound_output()
        self._output_count.setText(count_words(shown) if shown.text else "")

    @Slot()
    def _bound_output(self) -> None:
        """The part around the output takes no more room than that."""
        above = self._output_head.sizeHint().height() + _OUTPUT_GAP
        below = self._silent.sizeHint().height() if self.output.isHidden() else self.output.maximumHeight()
        self._output_part.setMaximumHeight(above + below)

    @Slot()
    def _copy_output(self) -> None:
        if self._view is not None and self._view.output:
            QGuiApplication.clipboard().setText(self._view.output)


class InspectorStrip(QFrame):
    """What remains of the inspector in a narrow window: the name, which tick, and the sentence on one line."""

    detailsRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self._theme = theme
        self._chip = Chip(theme)
        self._name = ElidedLabel()
        self._name.setFont(font("text", 600))
        self._subtitle = ElidedLabel(look="secondary")
        self._sentence = ElidedLabel(look="secondary")
        self.details = IconButton(theme, "chevron-right", self.tr("Details"), look="link", token="accent", size=12)  # noqa: S106 - a colour
        self.details.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.details.clicked.connect(self.detailsRequested)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._chip)
        head.addWidget(self._name)
        head.addWidget(self._subtitle, 1)
        head.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._sentence)
        theme.changed.connect(self.update)
        self.show_view(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An edge in the accent says that this is about the selection."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, 3, self.height(), QColor(self._theme.tokens.accent))
        painter.end()

    def show_view(self, view: InspectorView | None) -> None:
        """Show this; None hides the strip."""
        self.setVisible(view is not None)
        if view is None:
            return
        self._chip.show_badge(view.badge)
        self._name.set_full_text(view.name)
        self._subtitle.set_full_text(view.subtitle)
        self._sentence.set_full_text(plain_text(list(view.sentence)))
