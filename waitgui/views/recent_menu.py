"""RecentMenu: the files that were open lately, to be opened again."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from waitgui.views.labels import tool_tip, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from waitgui.views.set_files import Spawn


class RecentMenu(QObject):
    """Fills the menu whenever it is opened. `recent` gives the files, the latest first."""

    wanted = Signal(str)
    """This file is to be opened."""
    cleared = Signal()
    """None is to be remembered."""

    def __init__(self, menu: QMenu, recent: Callable[[], tuple[str, ...]], spawn: Spawn) -> None:
        super().__init__(menu)
        self._menu = menu
        self._recent = recent
        self._spawn = spawn
        self._files: dict[str, QAction] = {}
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """What there is now. Whether the files are still there is looked up in a thread, and told when it is known."""
        self._menu.clear()
        self._files = {}
        for path in self._recent():
            action = self._menu.addAction(_words(path))
            action.setObjectName(path)
            action.setToolTip(tool_tip(path))
            action.triggered.connect(self._on_chosen)
            self._files[path] = action
        if self._files:
            self._menu.addSeparator()
            self._menu.addAction(self.tr("Clear the list")).triggered.connect(self.cleared)
            self._spawn(self._look(dict(self._files)))
        else:
            self._menu.addAction(self.tr("Nothing was opened yet")).setEnabled(False)

    async def _look(self, files: dict[str, QAction]) -> None:
        missing = await asyncio.to_thread(lambda: [path for path in files if not Path(path).exists()])
        for path in missing:
            action = files[path]
            if self._files.get(path) is action:  # else the menu was filled anew meanwhile
                action.setEnabled(False)
                action.setText(self.tr("{name} – missing").replace("{name}", _words(path)))
                action.setToolTip(tool_tip(self.tr("{path} isn't there any more.").replace("{path}", path)))

    @Slot()
    def _on_chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.wanted.emit(sender.objectName())


def _words(path: str) -> str:
    """The file, and the folder in which it is."""
    at = Path(path)
    return visible(f"{at.name} – {_short(at.parent)}").replace("&", "&&")


def _short(folder: Path) -> str:
    """The end of a long path."""
    parts = folder.parts
    return str(folder) if len(parts) <= 4 else str(Path("…", *parts[-2:]))
