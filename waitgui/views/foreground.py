"""Bringing a window to the front, from wherever it is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 - the name of a variable


def bring_forward(window: QWidget, token: str = "") -> None:
    """Show the window, before all others if the desktop allows it; `token` is what it gave to a program for that.

    Qt takes the token from the environment, where a program that was just started has it.
    """
    if token:
        os.environ[_TOKEN] = token
    window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
    os.environ.pop(_TOKEN, None)
