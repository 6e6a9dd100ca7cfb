"""Opening and saving task sets: the dialogs, and what happens to changes that aren't saved."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from waitgui.models.session import CannotOpenError, CannotSaveError, ChangedOnDiskError
from waitgui.views.labels import visible
from waitgui.views.question import Answer, ask

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from PySide6.QtWidgets import QWidget

    from waitgui.models.session import Session
    from waitgui.views.notice import Notice

    Spawn = Callable[[Coroutine[object, object, None]], None]


class SetFiles(QObject):
    """The file commands of a window. Dialogs are opened, never executed; the session touches the disk."""

    opened = Signal()

    def __init__(self, window: QWidget, session: Session, notice: Notice, folder: Path, spawn: Spawn) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._notice = notice
        self._folder = folder
        self._spawn = spawn

    @Slot()
    def new(self) -> None:
        """An empty set, after what isn't saved has been dealt with."""
        self._leaving(self.tr("start a new task set"), lambda: self._spawn(self._new()))

    @Slot()
    def choose(self) -> None:
        """Ask for a file and open it."""
        self._leaving(self.tr("open another task set"), self._choose)

    def open(self, path: Path) -> None:
        """Open that file, after what isn't saved has been dealt with."""
        self._leaving(self.tr("open another task set"), lambda: self._spawn(self._open(path)))

    def open_again(self, path: Path) -> None:
        """Open what was open last; that it is gone is nothing to complain about."""
        self._spawn(self._open_again(path))

    def open_demo(self, path: Path) -> None:
        """Open the demo: a set without a file of its own, so that nobody saves over it."""
        self._leaving(self.tr("open the demo"), lambda: self._spawn(self._open(path, as_copy=True, ours=True)))

    @Slot()
    def save(self) -> None:
        """Save to the set's file; ask for one if it has none."""
        self.save_then(None)

    def save_then(self, then: Callable[[], None] | None) -> None:
        """Save, and if that worked do what comes then."""
        if self._session.path is None or self._session.read_only:
            self._ask_where(then)
        elif self._session.link_target is not None:
            self._ask_about_link(self._session.path, self._session.link_target, then)
        else:
            self._spawn(self._save(self._session.path, then))

    @Slot()
    def save_as(self) -> None:
        """Ask for a file and save there."""
        self._ask_where(None)

    @Slot()
    def reload(self) -> None:
        """Take what another program has written into the set's file."""
        self._spawn(self._reload())

    def _choose(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Open a task set"), str(self._start_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Task sets (*.toml)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, path: str) -> None:
        self._spawn(self._open(Path(path)))

    def _ask_where(self, then: Callable[[], None] | None) -> None:
        dialog = QFileDialog(self._window, self.tr("Save the task set as"), str(self._start_folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Task sets (*.toml)")])
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(f"{self._session.file_stem()}.toml")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._spawn(self._save(Path(path), then, overwrite=True)))
        dialog.open()

    def _start_folder(self) -> Path:
        return self._session.path.parent if self._session.path else self._folder

    async def _new(self) -> None:
        await self._session.stop_and_wait()
        self._session.new(self.tr("Untitled"))
        self.opened.emit()

    async def _open_again(self, path: Path) -> None:
        if await asyncio.to_thread(path.exists):
            await self._open(path)

    async def _open(self, path: Path, *, as_copy: bool = False, ours: bool = False) -> None:
        try:
            loaded = await self._session.open(path, as_copy=as_copy, ours=ours)
        except CannotOpenError as error:
            text = self._unusable(error)
            kept = None if as_copy else await self._session.last_kept(path)
            if kept is None:
                self._notice.show_error(text)
            else:
                older = partial(self._open_copy, kept)
                self._notice.show_error(text, self.tr("Open the version before"), older)
            return
        if loaded.warnings:
            self._notice.show_error("\n".join(visible(line) for line in loaded.warnings[:8]))
        self.opened.emit()

    async def _reload(self) -> None:
        try:
            loaded = await self._session.reload()
        except CannotOpenError as error:
            self._notice.show_error(self._unusable(error))
            return
        if loaded is not None and loaded.warnings:
            self._notice.show_error("\n".join(visible(line) for line in loaded.warnings[:8]))

    def _unusable(self, error: CannotOpenError) -> str:
        lines = [visible(line) for line in error.lines[:8]]
        more = len(error.lines) - len(lines)
        lines += [self.tr("and %n more", None, more)] if more else []
        return "\n".join([self.tr("This task set can't be used:"), *lines])

    def _open_copy(self, path: Path) -> None:
        self._spawn(self._open(path, as_copy=True))

    def _ask_about_link(self, path: Path, target: Path, then: Callable[[], None] | None) -> None:
        def save_there() -> None:
            self._session.follow_link()
            self._spawn(self._save(target, then))

        ask(
            self._window,
            "waitgui",
            self.tr("{name} is a link.").format(name=visible(path.name)),
            self.tr("It leads to {target}.").format(target=visible(str(target))),
            [
                Answer(self.tr("Save there"), save_there, primary=True),
                Answer(self.tr("Replace the link"), lambda: self._spawn(self._save(path, then))),
            ],
            self.tr("Cancel"),
        )

    async def _save(self, path: Path, then: Callable[[], None] | None, *, overwrite: bool = False) -> None:
        try:
            await self._session.save(path, overwrite=overwrite)
        except ChangedOnDiskError:
            self._ask_overwrite(path, then)
            return
        except (OSError, CannotSaveError) as error:
            text = self.tr("{path} can't be written: {reason}. Your changes are still here.")
            text = text.format(path=visible(str(path)), reason=visible(getattr(error, "strerror", None) or str(error)))
            self._notice.show_error(text, self.tr("Save as…"), self.save_as)
            return
        if then is not None:
            then()
        else:
            self._notice.show_done(self.tr("Saved to {path}").format(path=visible(str(path))))

    def _ask_overwrite(self, path: Path, then: Callable[[], None] | None) -> None:
        ask(
            self._window,
            "waitgui",
            self.tr("{name} was changed by another program.").format(name=visible(path.name)),
            self.tr("Saving replaces what is there now; it is kept among the backups."),
            [
                Answer(self.tr("Save as…"), lambda: self._ask_where(then), primary=True),
                Answer(self.tr("Replace it"), lambda: self._spawn(self._save(path, then, overwrite=True))),
            ],
            self.tr("Cancel"),
        )

    def _leaving(self, purpose: str, go_on: Callable[[], None]) -> None:
        """Ask what becomes of changes that aren't saved and of tasks that run, then go on."""
        session = self._session
        if not session.dirty and not session.active:
            go_on()
            return
        details = []
        if session.active:
            details.append(self.tr("%n running task(s) will be stopped.", None, len(session.active)))
        if session.dirty:
            details.append(self.tr("Changes that aren't saved would be lost."))
            answers = [
                Answer(self.tr("Save"), lambda: self.save_then(go_on), primary=True),
                Answer(self.tr("Don't save"), go_on),
            ]
        else:
            answers = [Answer(self.tr("Stop and close"), go_on, primary=True)]
        name = visible(session.task_set.name)
        text = self.tr("Close “{name}” to {purpose}?").format(name=name, purpose=purpose)
        ask(self._window, "waitgui", text, "\n".join(details), answers, self.tr("Cancel"))
