"""Every command of the main window, once: as an action with its text, icon and shortcut, for bars, menus and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QIcon, QKeySequence

from waitgui.views.labels import tool_tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.views.theme import Theme

Keys = QKeySequence.StandardKey


class _Command(NamedTuple):
    name: str
    text: str
    icon: str = ""
    keys: QKeySequence.StandardKey | str | None = None
    """Several are separated by "; "."""
    is_local: bool = False
    """Whether its key, one without Ctrl, means it only where the timeline has the focus."""


class Commands(QObject):
    """The actions of a window by name: the window's own, so that their keys work wherever the focus is.

    A few have a plain key that means something else in other views: those work in the widget of `localise` only.
    """

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._icon_names: dict[str, str] = {}
        self._actions: dict[str, QAction] = {}
        self._local: list[QAction] = []
        self._reasons: dict[str, str] = {}
        self._steps: dict[str, tuple[str, str]] = {}
        for command in self._table():
            self._add(window, command)
        theme.changed.connect(self._paint)
        self._paint()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def localise(self, timeline: QWidget) -> None:
        """Let the plain keys work here."""
        for action in self._local:
            timeline.addAction(action)

    def show_paused(self, *, paused: bool) -> None:
        """Let the command that pauses say what it would do now."""
        action, icon = self._actions["pause"], "play" if paused else "pause"
        if self._icon_names["pause"] != icon:
            self._icon_names["pause"] = icon
            action.setText(self.tr("Resume") if paused else self.tr("Pause"))
            action.setToolTip(tool_tip(self._usual_words(action)))
            self._paint()

    def show_delete(self, *, stops: bool) -> None:
        """Let the command that deletes say whether it stops something too."""
        action, text = self._actions["delete"], self.tr("Stop and delete") if stops else self.tr("Delete")
        if action.text() != text:
            action.setText(text)
            action.setToolTip(tool_tip(self._usual_words(action)))

    def explain(self, name: str, why: str) -> None:
        """Say why the command can't be given now, in its tool tip; "" if it can."""
        if self._reasons.get(name, "") == why:
            return
        action, self._reasons[name] = self._actions[name], why
        action.setEnabled(not why)
        action.setToolTip(tool_tip(why or self._usual_words(action)))

    @staticmethod
    def _usual_words(action: QAction) -> str:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = action.text().removesuffix("…")
        return f"{text} ({keys})" if keys else text

    def show_step(self, name: str, text: str, reason: str) -> None:
        """Let "undo" or "redo" say what it would do now, or the reason why there is nothing it could do."""
        if self._steps.get(name) == (text, reason):
            return
        self._steps[name] = (text, reason)
        action = self._actions[name]
        action.setText(text.replace("&", "&&"))
        action.setEnabled(not reason)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(tool_tip(reason or f"{text} ({keys})"))

    def _table(self) -> tuple[_Command, ...]:
        return (
            _Command("new_set", self.tr("New task set"), "plus", Keys.New),
            _Command("open", self.tr("Open…"), "folder", Keys.Open),
            _Command("save", self.tr("Save"), "", Keys.Save),
            _Command("save_as", self.tr("Save as…"), "", "Ctrl+Shift+S"),
            _Command("export_png", self.tr("Picture as PNG…"), "", "Ctrl+Shift+E"),
            _Command("export_svg", self.tr("Picture as SVG…")),
            _Command("export_csv", self.tr("Ticks as CSV…")),
            _Command("export_trace", self.tr("Trace for Perfetto…")),
            _Command("settings", self.tr("Settings…"), "gear", "Ctrl+,"),
            _Command("close_set", self.tr("Close task set"), "", "Ctrl+W"),
            _Command("next_set", self.tr("Next task set"), "", "Ctrl+Tab; Ctrl+PgDown"),
            _Command("previous_set", self.tr("Previous task set"), "", "Ctrl+Shift+Tab; Ctrl+PgUp"),
            _Command("move_set_right", self.tr("Move tab right"), "", "Ctrl+Shift+PgDown"),
            _Command("move_set_left", self.tr("Move tab left"), "", "Ctrl+Shift+PgUp"),
            _Command("quit", self.tr("Quit"), "", "Ctrl+Q"),
            _Command("undo", self.tr("Undo"), "undo", Keys.Undo),
            _Command("redo", self.tr("Redo"), "redo", "Ctrl+Shift+Z"),
            _Command("new_task", self.tr("New task"), "plus", "Ctrl+T"),
            _Command("edit", self.tr("Edit task…"), "pencil", "F2"),
            _Command("duplicate", self.tr("Duplicate"), "copy", "Ctrl+D"),
            _Command("delete", self.tr("Delete"), "trash", Keys.Delete),
            _Command("as_code", self.tr("Show as code…"), "terminal", "Ctrl+Shift+C"),
            _Command("check_set", self.tr("Check the set…"), "pulse", "F8"),
            _Command("tags", self.tr("Tags…"), "", "Ctrl+Shift+G"),
            _Command("select_all", self.tr("Select all"), "", Keys.SelectAll),
            _Command("move_up", self.tr("Move up"), "", "Alt+Up"),
            _Command("move_down", self.tr("Move down"), "", "Alt+Down"),
            _Command("start", self.tr("Start"), "play", "Ctrl+Return"),
            _Command("stop", self.tr("Stop"), "stop", "Shift+F5"),
            _Command("pause", self.tr("Pause"), "pause", "Ctrl+P"),
            _Command("run_now", self.tr("Run now"), "bolt", "F5"),
            _Command("start_all", self.tr("Start all"), "play", "Ctrl+Shift+Return"),
            _Command("stop_all", self.tr("Stop all"), "stop", "Ctrl+Shift+F5"),
            _Command("zoom_in", self.tr("Zoom in"), "plus", "Ctrl++"),
            _Command("zoom_out", self.tr("Zoom out"), "minus", "Ctrl+-"),
            _Command("fit", self.tr("Show all"), "fit", "Ctrl+0"),
            _Command("zoom_reset", self.tr("Reset zoom"), "", "0", is_local=True),
            _Command("fit_selection", self.tr("Fit the selection"), "", "F", is_local=True),
            _Command("back", self.tr("Zoom back"), "arrow-left", "Alt+Left"),
            _Command("forward", self.tr("Zoom forward"), "arrow-right", "Alt+Right"),
            _Command("follow", self.tr("Jump to now"), "follow", "Ctrl+End"),
            _Command("jump_to_start", self.tr("Jump to the start"), "", "Home", is_local=True),
            _Command("previous_tick", self.tr("Previous tick"), "", "Left", is_local=True),
            _Command("next_tick", self.tr("Next tick"), "", "Right", is_local=True),
            _Command("previous_failure", self.tr("Previous failure"), "", "Shift+N", is_local=True),
            _Command("next_failure", self.tr("Next failure"), "", "N", is_local=True),
            _Command("select_shown", self.tr("Select the visible range"), "", "R", is_local=True),
            _Command("clear_range", self.tr("Clear the range"), "", "Esc", is_local=True),
            _Command("map", self.tr("Map of all history"), "", "Ctrl+Shift+M"),
            _Command("filter", self.tr("Filter tasks"), "search", Keys.Find),
            _Command("group", self.tr("Group by tag"), "", "Ctrl+G"),
            _Command("collapse_all", self.tr("Collapse all groups")),
            _Command("expand_all", self.tr("Expand all groups")),
            _Command("sort_set", self.tr("As in the set")),
            _Command("sort_name", self.tr("By name")),
            _Command("sort_next", self.tr("By next tick")),
            _Command("sort_last_failure", self.tr("By last failure")),
            _Command("sort_failures", self.tr("By most failures")),
            _Command("height_auto", self.tr("As high as there is room")),
            _Command("height_comfortable", self.tr("Comfortable")),
            _Command("height_compact", self.tr("Compact")),
            _Command("height_dense", self.tr("Dense")),
            _Command("height_fit", self.tr("All lanes fit"), "", "Ctrl+L"),
            _Command("timeline", self.tr("Timeline"), "", "Ctrl+1"),
            _Command("ticks", self.tr("Ticks"), "", "Ctrl+2"),
            _Command("runs", self.tr("Runs"), "", "Ctrl+3"),
            _Command("tasks", self.tr("Tasks"), "", "Ctrl+4"),
            _Command("details", self.tr("Details"), "", "Ctrl+I"),
            _Command("theme_system", self.tr("As the desktop")),
            _Command("theme_light", self.tr("Light")),
            _Command("theme_dark", self.tr("Dark")),
            _Command("login", self.tr("Start at login")),
            _Command("launch", self.tr("Start this set with the program")),
            _Command("close_ask", self.tr("Closing asks while tasks run")),
            _Command("close_keep", self.tr("Closing keeps tasks running in the tray")),
            _Command("close_quit", self.tr("Closing quits")),
            _Command("notify", self.tr("Notify of failures and recoveries")),
            _Command("notify_ends", self.tr("Notify of every run that ends by itself")),
            _Command("quiet", self.tr("Quiet hours")),
            _Command("menu_bar", self.tr("Show menu bar"), "", "Ctrl+M"),
            _Command("demo", self.tr("Open the demo"), "play-circle"),
            _Command("help", self.tr("Help"), "", "F1"),
            _Command("keys", self.tr("Keys"), "", "Ctrl+?"),
            _Command("about", self.tr("About waitgui")),
        )

    def _add(self, window: QWidget, command: _Command) -> None:
        action = QAction(command.text, self)
        action.setObjectName(command.name)
        if command.keys is not None:
            sequences = _sequences(command.keys)
            action.setShortcuts(sequences)
            scope = Qt.ShortcutContext
            action.setShortcutContext(scope.WidgetWithChildrenShortcut if command.is_local else scope.WindowShortcut)
            action.setToolTip(tool_tip(self._usual_words(action)))
        self._icon_names[command.name] = command.icon
        self._actions[command.name] = action
        if command.is_local:
            self._local.append(action)
        else:
            window.addAction(action)

    @Slot()
    def _paint(self) -> None:
        for name, action in self._actions.items():
            icon = self._icon_names[name]
            action.setIcon(self._theme.icons.icon(icon, self._theme.tokens.text) if icon else QIcon())


def _sequences(keys: QKeySequence.StandardKey | str) -> list[QKeySequence]:
    return QKeySequence.listFromString(keys) if isinstance(keys, str) else [QKeySequence(keys)]
