"""What the floors below Qt say, in the language of the windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from waitgui.tasks import said as phrases
from waitgui.tasks.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence


def said(text: str) -> str:
    """The text in the user's language, as far as it is known; a text that is in it already stays."""
    return phrases.said(text, QCoreApplication.translate)


def because(error: Exception) -> str:
    """What an error says, of the system's without its number and path."""
    return said(getattr(error, "strerror", None) or str(error))


def followed(one: str, other: str) -> str:
    """Two sentences, one after the other."""
    return QCoreApplication.translate("describe", "{one} {other}").replace("{other}", other).replace("{one}", one)


def enumerated(parts: Sequence[str]) -> str:
    """Things in a row: "A, B, C"."""
    return listed(parts, QCoreApplication.translate)


def as_sentence(text: str) -> str:
    """A problem as a sentence of its own."""
    text, full_stop = text[:1].upper() + text[1:], QCoreApplication.translate("describe", ".")
    return text if text.endswith((full_stop, ".", "?", "!", "？")) else text + full_stop
