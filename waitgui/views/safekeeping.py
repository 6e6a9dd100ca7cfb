"""Safekeeping: what keeps the changes of a page from being lost, to a crash or to another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from waitgui.models.disk_watch import DiskWatch
from waitgui.models.draft_keeper import DraftKeeper
from waitgui.views.disk_strip import DiskStrip
from waitgui.views.recovery_strip import RecoveryStrip

if TYPE_CHECKING:
    from waitgui.models.session import Session
    from waitgui.views.choice_strip import ChoiceStrip
    from waitgui.views.notice import Notice
    from waitgui.views.set_files import SetFiles
    from waitgui.views.surroundings import Shared
    from waitgui.views.task_actions import TaskActions


class Safekeeping(QObject):
    """The draft of a session and the watch on its file, with `strips` for the top of the page."""

    def __init__(
        self,
        session: Session,
        files: SetFiles,
        actions: TaskActions,
        notice: Notice,
        shared: Shared,
        parent: QObject,
        before: Safekeeping | None = None,
    ) -> None:
        super().__init__(parent)
        self._watch = DiskWatch(session, shared.spawn, self)
        self._disk = DiskStrip(session, self._watch, files, shared.theme)
        self.strips: list[ChoiceStrip] = [self._disk]
        self._keeper: DraftKeeper | None = None
        if shared.drafts is not None:
            self._keeper = None if before is None else before.give_up_keeper()
            if self._keeper is None:
                self._keeper = DraftKeeper(session, shared.drafts, shared.spawn, shared.wall_ns)
            self._keeper.setParent(self)
            self._keeper.keep_form(actions.unfinished)
            self._keeper.failed.connect(notice.show_error)
            self._keeper.formFound.connect(actions.reopen)
            actions.formEdited.connect(self._keeper.stir)
            self._recovery = RecoveryStrip(session, self._keeper, notice, shared.theme, shared.wall_ns, shared.spawn)
            self.strips.append(self._recovery)

    @Slot()
    def look_for_drafts(self) -> None:
        """Offer what was left of what is open now."""
        if self._keeper is not None:
            self._recovery.look()

    @property
    def has_offer(self) -> bool:
        """Whether something that was left waits for an answer."""
        return self._keeper is not None and self._recovery.offers

    async def finds_offer(self) -> bool:
        """The same, after a look."""
        if self._keeper is not None:
            await self._recovery.refresh()
        return self.has_offer

    @Slot()
    def look_at_file(self) -> None:
        """Somebody comes back to the window: perhaps from an editor."""
        self._watch.look()

    def give_up_keeper(self) -> DraftKeeper | None:
        """The draft's keeper, for the page that comes in place of this one: there is one draft of a set."""
        keeper, self._keeper = self._keeper, None
        if keeper is not None:
            self._recovery.end()
        return keeper

    def end(self) -> None:
        """The page goes. What isn't saved by now nobody was asked about: it is kept."""
        self._watch.close()
        if self._keeper is not None:
            self._recovery.end()
            self._keeper.settle()
