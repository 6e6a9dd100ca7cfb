"""A strip that says what went wrong or what was done, where it happened, with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton

from waitgui.views.labels import icon_label, plain_label, show_text, tool_tip
from waitgui.views.strip import Strip
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPixmap

    from waitgui.views.theme import Theme

TOAST_MS = 8_000


class Notice(Strip):
    """Hidden until something is to be said. An error stays until it is closed; what was done is said for a while."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon_label()
        self._text = plain_label()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton()
        set_look(self._action, "link")
        self._action.clicked.connect(self._act)
        self._close = QToolButton()
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(tool_tip(self.tr("Close")))
        self._close.clicked.connect(self.hide)
        self._what: Callable[[], None] | None = None
        self._holds: Callable[[], bool] | None = None
        self._timer = QTimer(self, singleShot=True, interval=TOAST_MS)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.hide()

    def show_error(
        self,
        text: str,
        action: str = "",
        what: Callable[[], None] | None = None,
        *,
        holds: Callable[[], bool] | None = None,
    ) -> None:
        """Say what is wrong; `what` is done when the button with the text `action` is pressed.

        It stays until it is closed, or until it doesn't hold at a `review`.
        """
        tokens = self._theme.tokens
        self._icon.setPixmap(self._pixmap("warning-circle", tokens.error_text))
        self._timer.stop()
        self._say("strip-error", text, action, what)
        self._holds = holds

    def show_done(
        self,
        text: str,
        action: str = "",
        what: Callable[[], None] | None = None,
        *,
        stays: bool = False,
        holds: Callable[[], bool] | None = None,
    ) -> None:
        """Say what was done, for some seconds, or until it is closed; at a `review` no longer than it `holds`."""
        self._icon.setPixmap(self._pixmap("check", self._theme.tokens.text2))
        if stays:
            self._timer.stop()
        else:
            self._timer.start()
        self._say("card", text, action, what)
        self._holds = holds

    @Slot()
    def review(self) -> None:
        """Something has changed: what is said may hold no longer."""
        if self._holds is not None and not self._holds():
            self._holds = None
            self.hide()

    def _say(self, look: str, text: str, action: str, what: Callable[[], None] | None) -> None:
        set_look(self, look)
        self._close.setIcon(self._theme.icons.icon("cross", self._theme.tokens.text2))
        show_text(self._text, text)
        self._text.setAccessibleName(self._text.text())
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._what, self._holds = what, None
        self.show()

    @Slot()
    def _act(self) -> None:
        self.hide()
        if self._what is not None:
            self._what()

    def _pixmap(self, name: str, colour: str) -> QPixmap:
        return self._theme.icons.pixmap(name, colour, 16, self.devicePixelRatioF())
