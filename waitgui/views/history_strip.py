"""A strip that says that the history isn't written, as long as that is so, and what was lost by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.models.said import said
from waitgui.views.notice import Notice

if TYPE_CHECKING:
    from waitgui.models.session import Session
    from waitgui.views.theme import Theme


class HistoryStrip(Notice):
    """Says each trouble once: who closes the strip has read it. Nothing has to be done, and it goes by itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._trouble: str | None = None
        self._lost = 0
        self._aside: str | None = None
        self.setAccessibleName(self.tr("History"))

    def look(self, session: Session) -> None:
        """Ask how it stands, once a second; it is one history, whichever session of the window is asked."""
        trouble, _, aside = session.history
        if aside != self._aside:
            self._aside = aside
            text = self.tr("The history was broken. A new one is begun; the old one is kept beside it as {name}.")
            self.show_error(text.format(name=aside))
        if trouble == self._trouble:
            return
        before, self._trouble = self._trouble, trouble
        if trouble is not None:
            if before is None:
                self._lost = session.history.lost
            text = self.tr("The history can't be written: {reason}. Tasks go on; only the latest ticks are kept.")
            self.show_error(text.format(reason=said(trouble)))
            return
        lost = session.history.lost - self._lost
        if lost:
            self.show_done(
                self.tr("The history is written again. {count} ticks are lost.").format(count=f"{lost:,}"), stays=True
            )
        else:
            self.hide()
