"""Saving a task set: the dialogs, and what happens where another program had the file too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from waitgui.models.said import because, said
from waitgui.models.session import SUFFIX, CannotOpenError, CannotSaveError, ChangedOnDiskError
from waitgui.views.labels import visible
from waitgui.views.question import Answer, ask

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from PySide6.QtWidgets import QWidget

    from waitgui.models.session import Session
    from waitgui.views.notice import Notice

    Spawn = Callable[[Coroutine[object, object, None]], None]


LINES = 8
"""Of what is wrong with a file."""


class SetFiles(QObject):
    """The file of one page. Dialogs are opened, never executed; the session touches the disk.

    `is_elsewhere` says whether a file is open on another page.
    """

    saved = Signal()

    def __init__(
        self,
        page: QWidget,
        session: Session,
        notice: Notice,
        folder: Path,
        spawn: Spawn,
        is_elsewhere: Callable[[Session, Path], bool],
    ) -> None:
        super().__init__(page)
        self._window = page
        self._session = session
        self._notice = notice
        self._folder = folder
        self._spawn = spawn
        self._is_elsewhere = is_elsewhere

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

    def _ask_where(self, then: Callable[[], None] | None) -> None:
        dialog = QFileDialog(self._window, self.tr("Save the task set as"), str(self._start_folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Task sets (*.toml)")])
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(f"{self._session.file_stem()}{SUFFIX}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._spawn(self._save(Path(path), then, overwrite=True)))
        dialog.open()

    def _start_folder(self) -> Path:
        return self._session.path.parent if self._session.path else self._folder

    async def _reload(self) -> None:
        try:
            loaded = await self._session.reload()
        except CannotOpenError as error:
            self._notice.show_error(unusable_words(error))
            return
        if loaded is not None and loaded.warnings:
            self._notice.show_error("\n".join(visible(said(line)) for line in loaded.warnings[:LINES]))

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
        if self._is_elsewhere(self._session, path):
            text = self.tr("{name} is open in another tab. Save under another name, or close that tab first.")
            self._notice.show_error(text.replace("{name}", visible(path.name)), self.tr("Save as…"), self.save_as)
            return
        try:
            await self._session.save(path, overwrite=overwrite)
        except ChangedOnDiskError:
            self._ask_overwrite(path, then)
            return
        except (OSError, CannotSaveError) as error:
            text = self.tr("{path} can't be written: {reason}. Your changes are still here.")
            text = text.format(path=visible(str(path)), reason=visible(because(error)))
            self._notice.show_error(text, self.tr("Save as…"), self.save_as)
            return
        self.saved.emit()
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


def unusable_words(error: CannotOpenError) -> str:
    """What is wrong with a file, in so many lines as one reads."""
    lines = [visible(said(line)) for line in error.lines[:LINES]]
    more = len(error.lines) - len(lines)
    lines += [QCoreApplication.translate("SetFiles", "and %n more", None, more)] if more else []
    return "\n".join([QCoreApplication.translate("SetFiles", "This task set can't be used:"), *lines])
