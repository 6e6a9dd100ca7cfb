"""The strip that offers what an earlier start of the program has left unsaved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from waitgui.models.said import followed
from waitgui.tasks.words import local_time, moment_words
from waitgui.views.choice_strip import Choice, ChoiceStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.models.draft_keeper import DraftKeeper
    from waitgui.models.session import Session
    from waitgui.store.drafts import Draft
    from waitgui.views.notice import Notice
    from waitgui.views.set_files import Spawn
    from waitgui.views.theme import Theme


class RecoveryStrip(ChoiceStrip):
    """There as long as a draft of what is open waits for an answer; of several the latest, one after the other."""

    def __init__(
        self,
        session: Session,
        keeper: DraftKeeper,
        notice: Notice,
        theme: Theme,
        wall_ns: Callable[[], int],
        spawn: Spawn,
    ) -> None:
        super().__init__(theme)
        self._session = session
        self._notice = notice
        self._keeper = keeper
        self._wall_ns = wall_ns
        self._spawn = spawn
        self._draft: Draft | None = None
        self._has_ended = False
        self.setAccessibleName(self.tr("Changes that weren't saved"))

    @property
    def offers(self) -> bool:
        """Whether a draft waits for an answer."""
        return self._draft is not None

    @Slot()
    def look(self) -> None:
        """Look for drafts of what is open now."""
        self.hide()
        self._spawn(self.refresh())

    def end(self) -> None:
        """The page goes: what is found now is nobody's business here."""
        self._has_ended = True

    async def refresh(self) -> None:
        """Look for drafts of what is open now; `offers` says whether there is one."""
        found = await self._keeper.find()
        if self._has_ended:
            return
        self._draft = found[0] if found else None
        if found:
            self.offer(
                self._words(found[0]),
                [Choice(self.tr("Restore"), self._restore), Choice(self.tr("Discard"), self._discard)],
            )
        else:
            self.hide()

    def _words(self, draft: Draft) -> str:
        at, today = local_time(int(draft.at.timestamp()) * 10**9), local_time(self._wall_ns()).date()
        time = moment_words(at, today)[:-3]
        if self._session.path is None:
            text = self.tr("Changes to “{name}” from {time} that weren't saved were found.")
        else:
            text = self.tr("Changes from {time} that weren't saved were found.")
        loaded = self._session.loaded
        if loaded is not None and loaded.digest != draft.origin.digest:
            since = self.tr("The file was changed since: restoring them takes back what was changed there.")
            text = followed(text, since)
        return text.replace("{time}", time).replace("{name}", draft.name)

    def _restore(self) -> None:
        if self._draft is not None:
            self._spawn(self._answer(self._draft, restore=True))

    def _discard(self) -> None:
        if self._draft is not None:
            self._spawn(self._answer(self._draft, restore=False))

    async def _answer(self, draft: Draft, *, restore: bool) -> None:
        self.hide()
        if restore:
            await self._keeper.restore(draft)
        elif (content := await self._keeper.discard(draft)) and not self._has_ended:
            text = self.tr("The changes were discarded.")
            self._notice.show_done(text, self.tr("Undo"), lambda: self._spawn(self._take_back(draft, content)))
        await self.refresh()

    async def _take_back(self, draft: Draft, content: bytes) -> None:
        await self._keeper.keep_after_all(draft, content)
        await self.refresh()
