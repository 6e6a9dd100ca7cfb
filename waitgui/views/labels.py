"""Labels for text that comes from outside: never taken for markup, its control characters made visible."""

from __future__ import annotations

import html
import math
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from waitgui.tasks.words import Span

MOST_CHARACTERS = 4_096
"""Of a text that a label shows, or a tool tip: laying out more holds up the window."""
_LONGEST_NAME = 200
_LONGEST_LINE = 100
"""Of a tool tip that isn't wrapped, in characters."""
_JOINER = "\N{WORD JOINER}"
LINE_HEIGHT = 1.38
"""Pitch of a sentence's lines, in heights of its font."""

# C0 and C1, soft hyphen, bidirectional controls, invisible spaces and separators, surrogates. The joiners U+200C and
# U+200D stay: Persian and emoji need them.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_KEY = re.compile(r"\(&\w\)|&")
_MARKUP = re.compile("[<&]")
_UNSEEN_IN_LINES = re.compile(_UNSEEN.pattern.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f"))


def visible(text: str, *, lines: bool = False) -> str:
    r"""The text with characters that don't show, or turn others round, as \x1b or \u202e.

    With `lines` line feeds and tabs stay what they are.
    """
    return (_UNSEEN_IN_LINES if lines else _UNSEEN).sub(_escaped, text)


def bounded(text: str) -> str:
    """The text, cut where it is longer than anybody reads in a label."""
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


def window_name(name: str) -> str:
    """The name as the title of a window has it: short, and without what Qt would take for the mark of changes."""
    return visible(name[:_LONGEST_NAME]).replace("[*]", "[*][*]")


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def tool_tip(text: str) -> str:
    """What shows exactly `text` as a tool tip: itself, unless it has to be wrapped or might be taken for markup.

    Then it is rich text, which a screen reader would read out with its markup: give such a widget a description.
    """
    shown = visible(bounded(text), lines=True)
    if not _MARKUP.search(shown) and all(len(line) <= _LONGEST_LINE for line in shown.split("\n")):
        return shown
    return f"<span>{html.escape(shown, quote=False).replace(chr(10), '<br>')}</span>"


def unmarked(text: str) -> str:
    """The text, looking the same and never taken for markup: for what some desktops show as rich text, others plain."""
    return visible(bounded(text)).replace("<", f"<{_JOINER}")


def plain_label(text: str = "", *, look: str = "", parent: QWidget | None = None) -> QLabel:
    """A label that shows `text` as it is. `look` is one of those that `style_sheet` names."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if look:
        label.setProperty("look", look)
    show_text(label, text)
    return label


def show_text(label: QLabel, text: str) -> None:
    """Show another text in a plain label, as it is, its control characters made visible."""
    label.setText(visible(bounded(text), lines=True))


def without_key(text: str) -> str:
    """A label's text without its access key, which Chinese has in brackets behind it: "名称(&N)"."""
    return _KEY.sub("", text)


def icon_label(parent: QWidget | None = None) -> QLabel:
    """A label for a picture that a text beside it explains."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


class ElidedLabel(QLabel):
    """One line that ends in "…" where it has no room; then its tool tip has all of it."""

    def __init__(self, text: str = "", *, look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if look:
            self.setProperty("look", look)
        self._full = ""
        self.set_full_text(text)

    @property
    def full_text(self) -> str:
        """The text, whatever of it is shown."""
        return self._full

    def set_full_text(self, text: str) -> None:
        """Show another text."""
        full = visible(bounded(text))
        if full == self._full:  # else what counts down would have the window laid out anew each second
            return
        self._full = full
        self.setAccessibleName(self._full)
        self.setAccessibleDescription(self._full)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Wide enough for all of it."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the ellipsis."""
        return QSize(self.fontMetrics().horizontalAdvance("…") * 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text into the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the text in its new font."""
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self.updateGeometry()
            self._fit()

    def _fit(self) -> None:
        elided = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.contentsRect().width())
        self.setText(elided)
        self.setToolTip("" if elided == self._full else tool_tip(self._full))


class SentenceLabel(QLabel):
    """A sentence of spans, the strong ones semibold, wrapped at its width."""

    def __init__(self, *, look: str = "sentence", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)  # what makes a QLabel answer heightForWidth
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        if look:
            self.setProperty("look", look)
        self._spans: tuple[Span, ...] = ()
        self._layout = QTextLayout()
        self._laid_out_width = -1

    @property
    def spans(self) -> tuple[Span, ...]:
        """What is shown."""
        return self._spans

    def set_spans(self, spans: Sequence[Span]) -> None:
        """Show another sentence."""
        self._spans = tuple(span._replace(text=visible(bounded(span.text))) for span in spans)
        self.setText("".join(span.text for span in self._spans))
        self._laid_out_width = -1
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It has."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its lines at that width."""
        self._lay_out(width)
        return round(self._height())

    def sizeHint(self) -> QSize:
        """As high as its width demands."""
        width = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 320
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A line."""
        return QSize(0, round(QFontMetricsF(self.font()).height()))

    def changeEvent(self, event: QEvent) -> None:
        """Lay it out again in its new font or direction."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.LayoutDirectionChange):
            self._laid_out_width = -1
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        self._lay_out(self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        self._layout.draw(painter, QPointF(0, 0))
        painter.end()

    def _height(self) -> float:
        lines = self._layout.lineCount()
        if not lines:
            return 0.0
        last = self._layout.lineAt(lines - 1)
        return float(last.y() + last.height())

    def _lay_out(self, width: int) -> None:
        if width == self._laid_out_width:
            return
        self._laid_out_width = width
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(self.layoutDirection())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout = layout = QTextLayout(self.text(), self.font(), self)
        layout.setTextOption(option)
        layout.setFormats(self.formats())
        pitch = math.ceil(QFontMetricsF(self.font()).height() * LINE_HEIGHT)
        layout.beginLayout()
        y = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += pitch
        layout.endLayout()

    def formats(self) -> list[QTextLayout.FormatRange]:
        """Where the text is strong, in UTF-16 units, as Qt counts."""
        formats, start = [], 0
        for span in self._spans:
            length = len(span.text.encode("utf-16-le", "surrogatepass")) // 2
            if span.strong:
                piece = QTextLayout.FormatRange()
                piece.start, piece.length = start, length
                piece.format = QTextCharFormat()
                piece.format.setFontWeight(QFont.Weight.DemiBold)
                formats.append(piece)
            start += length
        return formats
