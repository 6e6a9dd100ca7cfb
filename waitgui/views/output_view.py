"""What a tick printed: plain text of fixed width, bounded so that no output can hold up the window.

A QPlainTextEdit that wraps takes seconds over one long line, and for ever over megabytes: so lines aren't wrapped and
are cut, and of many lines the last are shown.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from waitgui.views.labels import visible
from waitgui.views.theme import mono_family, set_look
from waitgui.views.tokens import TYPE

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

MOST_CHARACTERS = 4_096
"""Of a line."""
MOST_LINES = 2_000
_LEAST_LINES = 3
_SLACK = 2
"""What a QPlainTextEdit wants below its last line, so that it doesn't scroll."""

translate = QCoreApplication.translate


class Shown(NamedTuple):
    """The text to show, and how many lines were printed: "at least" where the beginning was dropped."""

    text: str
    lines: int
    is_tail: bool


def shown_output(output: str, dropped_bytes: int = 0) -> Shown:
    """The end of the output, its control characters made visible, its long lines cut."""
    lines = output.replace("\r\n", "\n").removesuffix("\n").split("\n") if output else []
    count = len(lines)
    lines = [_cut(line) for line in lines[-MOST_LINES:]]
    if dropped_bytes:
        text = translate("OutputView", "… {count} bytes before this weren't kept")
        lines.insert(0, text.replace("{count}", f"{dropped_bytes:,}"))
    elif count > MOST_LINES:
        text = translate("OutputView", "… {count} lines before this aren't shown")
        lines.insert(0, text.replace("{count}", f"{count - MOST_LINES:,}"))
    return Shown("\n".join(lines), count, bool(dropped_bytes))


def _cut(line: str) -> str:
    if len(line) <= MOST_CHARACTERS:
        return visible(line, lines=True)
    more = translate("OutputView", "… {count} more characters").replace("{count}", f"{len(line) - MOST_CHARACTERS:,}")
    return visible(line[:MOST_CHARACTERS], lines=True) + more


def count_words(shown: Shown) -> str:
    """How many lines: "3 lines"."""
    if shown.is_tail:
        return translate("OutputView", "the last %Ln line(s)", None, shown.lines)
    return translate("OutputView", "%Ln line(s)", None, shown.lines)


class OutputView(QPlainTextEdit):
    """Shows an output; as high as that is, within limits."""

    heightWanted = Signal(int)
    """How high it would be with all of its lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown("", 0, is_tail=False)
        self._longest = ""
        set_look(self, "code")
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("Output"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._set_font()

    def show_output(self, shown: Shown) -> None:
        """Show another output, from its end; the same one stays where it was scrolled to."""
        if shown == self._shown:
            return
        self._shown = shown
        self._longest = max(shown.text.split("\n"), key=len)
        self.setPlainText(shown.text)
        self._fit()
        self._show_end()

    def sizeHint(self) -> QSize:
        """A few lines; it grows to all of them where there is room."""
        return QSize(200, self._height(_LEAST_LINES))

    def minimumSizeHint(self) -> QSize:
        """As few."""
        return QSize(80, self._height(_LEAST_LINES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower view may need its scroll bar; who looks at the end goes on looking at it."""
        bar = self.verticalScrollBar()
        was_at_end = bar.value() == bar.maximum()
        super().resizeEvent(event)
        self._fit()
        if was_at_end:
            self._show_end()

    def _show_end(self) -> None:
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the size of the letters, whatever the style sheet says."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self._set_font()

    def _set_font(self) -> None:
        letters = QFont(mono_family())
        letters.setPixelSize(TYPE["hint"])
        self.document().setDefaultFont(letters)
        self._fit()

    def _fit(self) -> None:
        height = self._height(MOST_LINES + 1)
        if self.maximumHeight() != height:
            self.setMaximumHeight(height)
            self.heightWanted.emit(height)

    def _height(self, most_lines: int) -> int:
        document = self.document()
        lines = min(max(document.blockCount(), 1), most_lines)
        metrics, margin = QFontMetricsF(document.defaultFont()), int(document.documentMargin())
        pitch = math.ceil(metrics.height())  # a line of text has whole pixels
        is_wide = metrics.horizontalAdvance(self._longest) + 2 * margin > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        return lines * pitch + 2 * (self.frameWidth() + margin) + _SLACK + bar
