"""Undo and redo of a page: what the commands say, what they do, and which task to look at then."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Slot

from waitgui.models.edits import Cause
from waitgui.tasks.edit_words import difference, edit_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.models.edits import Step
    from waitgui.models.session import Session
    from waitgui.tasks.model import TaskSet


class StepWords(NamedTuple):
    """What a command says: its text, and why it can't be given ("" if it can)."""

    text: str
    reason: str


class Undoing(QObject):
    """For one session; `select` selects a task, `warn` says that one goes on as it was until it is started again."""

    def __init__(
        self, session: Session, select: Callable[[str], None], warn: Callable[[str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._select = select
        self._warn = warn
        self._known: dict[str, tuple[Step, str]] = {}

    @Slot()
    def undo(self) -> None:
        """Take the last edit back."""
        step = self._session.undo()
        if step is not None:
            self._show(step.after, step.before)

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        step = self._session.redo()
        if step is not None:
            self._show(step.before, step.after)

    def undo_words(self) -> StepWords:
        """What undoing would do now."""
        step = self._session.undoable
        if step is None:
            return StepWords(self.tr("Undo"), self._refusal() or self.tr("There is nothing to undo"))
        return StepWords(self.tr("Undo {edit}").replace("{edit}", self._words("undo", step)), "")

    def redo_words(self) -> StepWords:
        """What redoing would do now."""
        step = self._session.redoable
        if step is None:
            return StepWords(self.tr("Redo"), self._refusal() or self.tr("There is nothing to redo"))
        return StepWords(self.tr("Redo {edit}").replace("{edit}", self._words("redo", step)), "")

    def _refusal(self) -> str:
        return self.tr("This set can only be looked at") if self._session.read_only else ""

    def _words(self, which: str, step: Step) -> str:
        """Worked out once for each step: the commands are looked at whenever a task ticks."""
        known = self._known.get(which)
        if known is not None and known[0].before is step.before and known[0].after is step.after:
            return known[1]
        if step.cause is Cause.RELOAD:
            words = self.tr("reload of the file")
        elif step.cause is Cause.RESTORE:
            words = self.tr("restoring of changes")
        else:
            words = edit_words(step.before, step.after, QCoreApplication.translate)
        self._known[which] = (step, words)
        return words

    def _show(self, before: TaskSet, after: TaskSet) -> None:
        added, _, changed, moved = difference(before, after)
        touched = [*added, *(new for _, new in changed), *moved]
        if touched:
            self._select(touched[0].id)
        outdated = next((task.id for task in touched if self._session.outdated(task.id)), None)
        if outdated is not None:
            self._warn(outdated)
