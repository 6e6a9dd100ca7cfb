"""English, the language of the source: its texts need no translation, only their plural forms."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from waitgui.tasks.words import english


class English(QTranslator):
    """Turns "(s)" into what the number asks for; Qt puts the number in."""

    def isEmpty(self) -> bool:
        """There is something in it, although no file was loaded."""
        return False

    def translate(self, _context: str, text: str, _disambiguation: str | None = None, n: int = -1) -> str:
        """The text in the form that its number asks for. An empty answer would count as a translation."""
        return english(text, n) if n >= 0 else text
