"""Badges: a word about how things stand, in a chip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from waitgui.tasks.explain import outcome_words
from waitgui.tasks.record import Outcome
from waitgui.views.labels import visible
from waitgui.views.theme import font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from waitgui.views.theme import Theme

Tone: TypeAlias = Literal["plain", "accent", "warning", "error"]
_CHIP_ICON, _CHIP_GAP, _CHIP_PADDING, _CHIP_HEIGHT, _CHIP_RADIUS = 12, 4, 8, 22, 5
_TONES = {
    "plain": ("hover", "text2"),
    "accent": ("accent_ground", "accent"),
    "warning": ("warning_ground", "warning_text"),
    "error": ("error_ground", "error_text"),
}
"""The tokens of ground and ink."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A word about how things stand, with an icon, so that the colour isn't alone."""

    text: str
    icon: str = ""
    tone: Tone = "plain"


_OUTCOMES: dict[Outcome, tuple[str, Tone]] = {
    Outcome.OK: ("check", "plain"),
    Outcome.FAILED: ("cross", "error"),
    Outcome.TIMED_OUT: ("clock", "warning"),
    Outcome.CANCELLED: ("stop", "plain"),
    Outcome.SKIPPED: ("chevrons-right", "plain"),
    Outcome.MET: ("check", "plain"),
    Outcome.NOT_MET: ("eye", "plain"),
    Outcome.ERROR: ("cross", "error"),
}


def outcome_badge(outcome: Outcome) -> Badge:
    """The badge of a tick that is over."""
    return Badge(outcome_words(outcome, QCoreApplication.translate), *_OUTCOMES[outcome])


class Chip(QLabel):
    """Shows a badge."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._badge = Badge("")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font("secondary", 600))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_badge(self, badge: Badge | None) -> None:
        """Show another; None hides it."""
        self.setVisible(badge is not None)
        if badge is not None and badge != self._badge:
            self._badge = badge
            self.setText(visible(badge.text))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and text."""
        icon = _CHIP_ICON + _CHIP_GAP if self._badge.icon else 0
        return QSize(2 * _CHIP_PADDING + icon + self.fontMetrics().horizontalAdvance(self.text()), _CHIP_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """As much: a word is no use in parts."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, text."""
        ground, ink = (getattr(self._theme.tokens, token) for token in _TONES[self._badge.tone])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(self.rect(), _CHIP_RADIUS, _CHIP_RADIUS)
        left = _CHIP_PADDING
        if self._badge.icon:
            icon = self._theme.icons.pixmap(self._badge.icon, ink, _CHIP_ICON, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - _CHIP_ICON) // 2, icon)
            left += _CHIP_ICON + _CHIP_GAP
        painter.setPen(QColor(ink))
        painter.setFont(self.font())
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
