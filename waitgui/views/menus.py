"""The menus: behind the ☰ button, and as a menu bar where it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenuBar, QWidget

    from waitgui.views.commands import Commands
    from waitgui.views.theme import Mode


class Menus(QObject):
    """Builds the menus from the commands; "-" is a separator."""

    def __init__(self, commands: Commands, window: QWidget, templates: QMenu) -> None:
        super().__init__(window)
        self.templates = templates
        self._commands = commands
        self._window = window
        self.lanes = self._lanes()
        self.options = self._options()
        self.recent = QMenu(self.tr("Open recent"), window)
        self._menus = self._sections()

    @property
    def sections(self) -> list[QMenu]:
        """The menus of the menu bar."""
        return self._menus

    def popup(self) -> QMenu:
        """All of it behind one button."""
        menu = QMenu(self._window)
        for sub in self._menus:
            menu.addMenu(sub)
        return menu

    def fill(self, bar: QMenuBar) -> None:
        """The same as a menu bar."""
        for sub in self._menus:
            bar.addMenu(sub)

    def lane(self) -> QMenu:
        """What can be done with a lane of the timeline, and there."""
        return self._menu(
            "",
            "start pause stop run_now - edit duplicate tags as_code delete - move_up move_down"
            " - fit_selection fit back forward follow - select_shown clear_range",
        )

    def task(self) -> QMenu:
        """What can be done with the tasks that are selected in the list."""
        return self._menu(
            "",
            "start pause stop run_now - edit duplicate tags as_code delete - move_up move_down - select_all new_task",
        )

    def follow_theme(self, mode: Mode) -> None:
        """Mark the theme that was chosen."""
        self._commands[f"theme_{mode}"].setChecked(True)

    def _lanes(self) -> QMenu:
        """What can be chosen of the lanes, for the gutter too."""
        sorts = "sort_set sort_name sort_next sort_last_failure sort_failures"
        heights = "height_auto height_comfortable height_compact height_dense height_fit"
        menu = self._menu(self.tr("Lanes"), f"group collapse_all expand_all - {sorts} - {heights}")
        self._commands["group"].setCheckable(True)
        for names in (sorts, heights):
            group = QActionGroup(self)
            for name in names.split():
                self._commands[name].setCheckable(True)
                group.addAction(self._commands[name])
        return menu

    def _options(self) -> QMenu:
        """How the program lives beside its window."""
        closes = "close_ask close_keep close_quit"
        menu = self._menu(self.tr("Options"), f"login launch - {closes} - notify notify_ends quiet")
        for action in menu.actions():
            action.setCheckable(not action.isSeparator())
        group = QActionGroup(self)
        for name in closes.split():
            group.addAction(self._commands[name])
        return menu

    def _sections(self) -> list[QMenu]:
        themes = self._menu(self.tr("Theme"), "theme_system theme_light theme_dark")
        group = QActionGroup(self)
        for action in themes.actions():
            action.setCheckable(True)
            group.addAction(action)
        self._commands["map"].setCheckable(True)
        view = self._menu(
            self.tr("&View"),
            "timeline ticks runs tasks - details map filter - zoom_in zoom_out zoom_reset fit fit_selection"
            " back forward - follow jump_to_start previous_tick next_tick previous_failure next_failure"
            " - select_shown clear_range - next_set previous_set move_set_right move_set_left - menu_bar",
        )
        view.insertMenu(self._commands["zoom_in"], self.lanes)
        view.insertMenu(self._commands["menu_bar"], themes)
        file = self._menu(self.tr("&File"), "new_set open save save_as - close_set - settings - quit")
        file.insertMenu(self._commands["save"], self.recent)
        exports = self._menu(self.tr("Export"), "export_png export_svg - export_csv export_trace")
        file.insertMenu(self._commands["settings"], exports)
        file.insertMenu(self._commands["settings"], self.options)
        return [
            file,
            self._menu(self.tr("&Edit"), "undo redo"),
            self._tasks(),
            view,
            self._menu(self.tr("&Help"), "help keys demo about"),
        ]

    def _tasks(self) -> QMenu:
        names = "new_task edit duplicate tags delete - select_all move_up move_down - start stop pause run_now"
        names += " - start_all stop_all - as_code check_set"
        menu = self._menu(self.tr("&Task"), names)
        menu.insertMenu(self._commands["edit"], self.templates)
        return menu

    def _menu(self, title: str, names: str) -> QMenu:
        menu = QMenu(title, self._window)
        menu.setToolTipsVisible(True)  # what can't be done now says there why
        for name in names.split():
            if name == "-":
                menu.addSeparator()
            else:
                menu.addAction(self._commands[name])
        return menu
