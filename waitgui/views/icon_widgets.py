"""Icons in widgets, which follow the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from waitgui.views.labels import tool_tip, without_key
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from waitgui.views.theme import Theme


class Glyph(QWidget):
    """An icon beside a text that says the same."""

    def __init__(self, theme: Theme, name: str, token: str, *, size: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name, self._token, self._size = theme, name, token, size
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_icon(self, name: str, token: str) -> None:
        """Another icon, or another colour."""
        self._name, self._token = name, token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon in the theme's colour."""
        colour = getattr(self._theme.tokens, self._token)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._theme.icons.pixmap(self._name, colour, self._size, self.devicePixelRatioF()))
        painter.end()


class IconButton(QPushButton):
    """A push button with an icon; without a text its name is its tool tip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str = "",
        *,
        token: str = "text2",  # noqa: S107 - a colour
        look: str = "",
        size: int = 16,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f" {text}" if text else "", parent)
        self._theme, self._icon, self._token, self._size = theme, icon, token, size
        set_look(self, look)
        self.setIconSize(QSize(size, size))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(True)  # Enter presses it, outside of dialogs too
        self.setAccessibleName(without_key(name or text))
        if not text:
            self.setToolTip(tool_tip(name))
        theme.changed.connect(self._draw)
        self._draw()

    def change_icon(self, icon: str) -> None:
        """Another icon."""
        self._icon = icon
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.setIcon(self._theme.icons.icon(self._icon, getattr(self._theme.tokens, self._token), self._size))
