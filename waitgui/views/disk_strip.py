"""The strip that says that another program has changed the file of the open set, and lets choose what counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from waitgui.models.disk_watch import Change
from waitgui.views.choice_strip import Choice, ChoiceStrip

if TYPE_CHECKING:
    from waitgui.models.disk_watch import DiskWatch
    from waitgui.models.session import Session
    from waitgui.views.set_files import SetFiles
    from waitgui.views.theme import Theme


class DiskStrip(ChoiceStrip):
    """There as long as file and set go different ways and nobody has said which of them to keep."""

    def __init__(self, session: Session, watch: DiskWatch, files: SetFiles, theme: Theme) -> None:
        super().__init__(theme)
        self._session = session
        self._watch = watch
        self._files = files
        self.setAccessibleName(self.tr("Change of the file"))
        watch.changed.connect(self._refresh)
        session.changed.connect(self._refresh)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        change, name = self._watch.change, self._session.task_set.name
        if change is Change.GONE:
            text = self.tr(
                "The file of {name} is gone: another program has deleted or moved it. Saving writes it anew."
            )
            choices = [
                Choice(self.tr("Save"), self._files.save),
                Choice(self.tr("Save as…"), self._files.save_as),
                Choice(self.tr("Not now"), self._watch.keep_mine),
            ]
        elif change is Change.CHANGED and self._session.dirty:
            text = self.tr("{name} was changed by another program, and has changes here that aren't saved.")
            choices = [
                Choice(self.tr("Reload and lose my changes"), self._files.reload),
                Choice(self.tr("Save as…"), self._files.save_as),
                Choice(self.tr("Keep mine"), self._watch.keep_mine),
            ]
        elif change is Change.CHANGED:
            text = self.tr("{name} was changed by another program.")
            choices = [
                Choice(self.tr("Reload"), self._files.reload),
                Choice(self.tr("Keep mine"), self._watch.keep_mine),
            ]
        else:
            self.hide()
            return
        self.offer(text.replace("{name}", name), choices)
