"""The common jobs as a menu: under Task, and beside "New task"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu

from waitgui.views.template_words import template_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from waitgui.tasks.templates import Template
    from waitgui.views.theme import Theme


class TemplateMenu(QMenu):
    """An entry a template."""

    chosen = Signal(object)
    """The template of the entry."""

    def __init__(self, parent: QWidget, theme: Theme, templates: Sequence[Template]) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("New from template"))
        self._theme = theme
        self._templates = {template.id: template for template in templates}
        for template in templates:
            action = self.addAction(f"{template_words(template.name)}…".replace("&", "&&"))
            action.setObjectName(template.id)
            action.triggered.connect(self._on_triggered)
        theme.changed.connect(self._paint)
        self._paint()

    @Slot()
    def _on_triggered(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(self._templates[sender.objectName()])

    @Slot()
    def _paint(self) -> None:
        for action in self.actions():
            icon = self._templates[action.objectName()].icon
            action.setIcon(self._theme.icons.icon(icon, self._theme.tokens.text))
