"""A task as code for elsewhere: a tab a language, with what that would lose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Slot
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QTabBar, QVBoxLayout

from waitgui.tasks.as_code import listings
from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import ElidedLabel, plain_label, show_text
from waitgui.views.screen_room import bounded_by_screen
from waitgui.views.theme import mono_family, set_look
from waitgui.views.tokens import TYPE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.tasks.model import Task
    from waitgui.views.theme import Theme

SIZE = QSize(820, 640)
_EDGE = 24


class CodeDialog(QDialog):
    """Open it with `open()`. `file` is where the set of the task is saved, None if it isn't."""

    def __init__(self, parent: QWidget, theme: Theme, task: Task, file: str | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Show as code"))
        self.listings = tuple(listings(task, file, QCoreApplication.translate))
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Language"))
        for listing in self.listings:
            self.tabs.addTab(listing.title)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        letters = QFont(mono_family())
        letters.setPixelSize(TYPE["secondary"])
        self.text.setFont(letters)
        self.text.setTabStopDistance(4 * self.text.fontMetrics().horizontalAdvance(" "))
        set_look(self.text, "code")
        self.losses = plain_label(look="text2")
        self.losses.setWordWrap(True)
        self.losses.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._losses_title = plain_label(self.tr("What gets lost"), look="section")
        self.copy = IconButton(theme, "copy", self.tr("Copy"))
        self.copy.setObjectName("copy")
        self.copy.clicked.connect(self._on_copy)
        self._done = QPushButton(self.tr("Close"))
        self._done.setAccessibleName(self._done.text())
        set_look(self._done, "primary")
        self._done.clicked.connect(self.accept)
        self._lay_out(task)
        self.tabs.currentChanged.connect(self._show)
        self._show(0)
        self.resize(bounded_by_screen(self, SIZE))
        self.tabs.setFocus()

    def _lay_out(self, task: Task) -> None:
        head = QFrame()
        set_look(head, "bar")
        row = QHBoxLayout(head)
        row.setContentsMargins(_EDGE, 10, _EDGE, 0)
        row.setSpacing(14)
        row.addWidget(plain_label(self.tr("Show as code"), look="title"))
        row.addWidget(ElidedLabel(task.name, look="secondary"), 1)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(_EDGE - 16, 0, _EDGE, 0)
        tabs.addWidget(self.tabs, 1)
        tabs.addWidget(self.copy)
        body = QVBoxLayout()
        body.setContentsMargins(_EDGE, 0, _EDGE, 0)
        body.setSpacing(8)
        body.addWidget(self.text, 1)
        body.addSpacing(4)
        body.addWidget(self._losses_title)
        body.addWidget(self.losses)
        foot = QHBoxLayout()
        foot.setContentsMargins(_EDGE, 8, _EDGE, 16)
        foot.addStretch(1)
        foot.addWidget(self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addLayout(tabs)
        column.addLayout(body, 1)
        column.addLayout(foot)

    @Slot(int)
    def _show(self, number: int) -> None:
        listing = self.listings[number]
        self.text.setPlainText(listing.text)
        self.text.setAccessibleName(listing.title)
        has_losses = bool(listing.losses)
        self._losses_title.setVisible(has_losses)
        self.losses.setVisible(has_losses)
        show_text(self.losses, "\n".join(f"– {loss}" for loss in listing.losses))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.listings[self.tabs.currentIndex()].text)
