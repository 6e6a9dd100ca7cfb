"""Bubbles: the notification daemon of a desktop, what it was told, and a click on what it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.desktop import Desktop

SETTINGS = """
[global]
mouse_left_click = do_action, close_current
[urgency_normal]
timeout = 0
"""
"""A click opens what a bubble is about, and none goes away by itself."""


class Bubbles:
    """A running dunst."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        settings = desktop.home / "dunstrc"
        settings.write_text(SETTINGS)
        self._log = desktop.home / "dunst.log"
        with self._log.open("w") as log:
            desktop.spawn(["dunst", "-conf", str(settings), "-print"], stdout=log)
        desktop.until(self._serves, "the notification daemon")

    def _serves(self) -> bool:
        names = ("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus")
        return "org.freedesktop.Notifications" in self._desktop.read(*names, "org.freedesktop.DBus.ListNames")

    def titles(self) -> list[str]:
        """Those of all that it was told to show."""
        return re.findall(r"^\s*summary: '(.*)'$", self._log.read_text(), re.MULTILINE)

    def click(self) -> None:
        """Click on the bubble that shows."""
        desktop = self._desktop
        find = ("xdotool", "search", "--onlyvisible", "--class", "Dunst")
        number = desktop.until(lambda: desktop.read(*find).strip(), "the bubble")
        desktop.do("mousemove", "--window", number, "40", "10", "click", "1")
