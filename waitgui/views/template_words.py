"""The words of templates, which are data: translated here, where they are shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def template_words(text: str) -> str:
    """The name or the hint of a template, in the user's language."""
    return QCoreApplication.translate("templates", text)
