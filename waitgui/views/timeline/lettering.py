"""Lettering: single lines of text in the fonts of the gutter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF

from waitgui.views.theme import font

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QFont, QPainter


class Lettering:
    """The fonts by role and weight, made once, and what measures them. Logical pixels."""

    def __init__(self) -> None:
        kinds = [(role, weight) for role in ("text", "secondary", "hint") for weight in (400, 500, 600)]
        self._fonts: dict[tuple[str, int], QFont] = {(role, weight): font(role, weight) for role, weight in kinds}
        self._metrics = {kind: QFontMetricsF(chosen) for kind, chosen in self._fonts.items()}

    def width(self, role: str, weight: int, words: str) -> float:
        """How wide a line is."""
        return self._metrics[role, weight].horizontalAdvance(words)

    def line(
        self,
        painter: QPainter,
        kind: tuple[str, int],
        colour: str,
        rect: QRectF,
        words: str,
        *,
        at_right: bool = False,
    ) -> float:
        """Write one line, elided; gives its width. `kind` is the font's role and weight."""
        metrics = self._metrics[kind]
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._fonts[kind])
        painter.setPen(QColor(colour))
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        return metrics.horizontalAdvance(shown)
