"""The strip above a set that came from elsewhere: why nothing of it runs, and where to look it through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from waitgui.views.icon_widgets import Glyph
from waitgui.views.labels import plain_label
from waitgui.views.strip import Strip
from waitgui.views.theme import set_look
from waitgui.views.trust_review import TrustReview

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.models.session import Session
    from waitgui.tasks.model import TaskSet
    from waitgui.views.set_files import Spawn
    from waitgui.views.theme import Theme


class TrustStrip(Strip):
    """There as long as the session's set is restricted; can't be closed."""

    def __init__(self, window: QWidget, session: Session, theme: Theme, spawn: Spawn) -> None:
        super().__init__(window)
        self._session = session
        self._spawn = spawn
        set_look(self, "strip-warning")
        text = plain_label(
            self.tr("This set came from elsewhere. Look through what it runs before you trust it."), look="text2"
        )
        text.setWordWrap(True)
        review = QPushButton(self.tr("Review…"))
        review.setAccessibleName(review.text())
        set_look(review, "link")
        review.clicked.connect(self.review)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(Glyph(theme, "warning-circle", "warning_text", size=16))
        row.addWidget(text, 1)
        row.addWidget(review)
        session.changed.connect(self._refresh)
        self._refresh()

    @Slot()
    def review(self) -> None:
        """Show what the set could use, and ask whether to trust it."""
        dialog = TrustReview(self.window(), self._session.task_set)
        dialog.trusted.connect(self._trust)
        dialog.open()

    @Slot(object)
    def _trust(self, seen: TaskSet) -> None:
        self._spawn(self._session.trust(seen))

    @Slot()
    def _refresh(self) -> None:
        self.setVisible(self._session.restricted and not self._session.read_only)
