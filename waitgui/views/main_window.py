"""The main window: bars, menus and commands around the page of the open set, its size, its settings, its end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from waitgui import __version__
from waitgui.tasks.words import duration_words
from waitgui.views.arrangement import Arrangement
from waitgui.views.bars import SetRow, ViewRow
from waitgui.views.closing import Closing
from waitgui.views.commands import Commands
from waitgui.views.foreground import bring_forward
from waitgui.views.help import HelpDesk
from waitgui.views.history_strip import HistoryStrip
from waitgui.views.labels import window_name
from waitgui.views.lane_choices import LaneChoices
from waitgui.views.launch import Launch
from waitgui.views.menus import Menus
from waitgui.views.options import Options
from waitgui.views.page_commands import PageCommands
from waitgui.views.page_views import UNFILTERED
from waitgui.views.set_page import FIRST_WIDTH, SetPage
from waitgui.views.settings import SettingsDialog
from waitgui.views.surroundings import NARROW, TINY, Room, Shared
from waitgui.views.template_menu import TemplateMenu
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from waitgui.models.history_bridge import HistoryBridge
    from waitgui.models.login import Login
    from waitgui.models.preferences import Preferences
    from waitgui.models.session import Session
    from waitgui.models.timeline import TickRef
    from waitgui.store.letter import Letter
    from waitgui.tasks.templates import Template
    from waitgui.views.residence import Residence
    from waitgui.views.set_files import Spawn
    from waitgui.views.theme import Mode, Theme

LEAST_SIZE = (640, 420)
FIRST_SIZE = (FIRST_WIDTH, 800)
FRAME = QSize(8, 40)
"""What the desktop's frame takes at most."""
SECOND_MS = 1_000


class MainWindow(QMainWindow):
    """Shows a page. `new_session` makes the session of one; `closed` comes when everything is stopped and kept."""

    closed = Signal()
    opened = Signal()
    """Another set is shown."""
    pageAdded = Signal(object)
    ending = Signal()
    """It is being stopped, and nothing can be opened any more."""

    def __init__(
        self,
        new_session: Callable[[], Session],
        theme: Theme,
        preferences: Preferences,
        *,
        sets_folder: Path,
        demo: Path,
        now_ns: Callable[[], int],
        wall_ns: Callable[[], int],
        spawn: Spawn,
        past: HistoryBridge | None = None,
        templates: Sequence[Template] = (),
        drafts: Path | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._preferences = preferences
        self._demo = demo
        self._spawn = spawn
        self._may_close = False
        self._residence: Residence | None = None
        self._launch = Launch(preferences.settings.launch, now_ns)
        self._menu_bar = preferences.settings.menu_bar
        self._details = preferences.settings.details
        self._commands = Commands(self, theme)
        self._templates = TemplateMenu(self, theme, templates)
        self._menus = Menus(self._commands, self, self._templates)
        self._menus.fill(self.menuBar())
        self._commands["map"].setChecked(preferences.settings.minimap)
        self._commands["runs"].setVisible(past is not None)
        self.menuBar().setVisible(preferences.settings.menu_bar)
        self._arrangement = Arrangement(preferences, spawn, self)
        HelpDesk(self, self._commands, self._menus, theme)
        self._lanes = LaneChoices(self._commands, self._menus.lanes, self)
        self._lanes.restore(preferences.settings.lanes)
        menus = (self._menus.lane(), self._menus.task())
        shared = Shared(
            theme, self._commands, self._lanes, *menus, sets_folder, now_ns, wall_ns, spawn, past, templates, drafts
        )
        self._lay_out()
        self._view_row.offer_runs(past is not None)
        self._page_commands = PageCommands(self._commands, self._set_row.focus_filter, self)
        self.page = self._add_page(SetPage(new_session(), shared))
        self._closing = Closing(self, self.page.session, self.page.files, spawn)
        self._connect()
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._on_second)
        self._second.start()
        self._restore()
        self._show_page(self.page)

    # ---------------------------------------------------------------------------------------------- what others call

    def begin(self, files: Sequence[Path], *, demo: bool, warning: str | None) -> None:
        """Open what the command line names, else what was open last."""
        notice = self.page.notice
        if warning is not None:
            notice.show_error(warning)
        if demo:
            self.open_demo()
        elif files:
            self.page.files.open(files[0])
            if len(files) > 1:
                text = self.tr("Only the first of the files is open: one window shows one task set.")
                notice.show_done(text)
        elif launched := self._preferences.settings.launch:
            self.page.files.open_again(Path(launched[0]))
        elif (last := self._preferences.settings.last_set) is not None:
            self.page.files.open_again(Path(last))

    @Slot(object)
    def receive(self, letter: Letter) -> None:
        """Come forward, and open what a later start was asked for."""
        if letter.show:
            bring_forward(self, letter.token)
        files = [path for path in map(Path, letter.files) if path != self.page.session.path]
        if letter.demo or files:
            self.begin(files, demo=letter.demo, warning=None)

    @property
    def pages(self) -> list[SetPage]:
        """Those of every open set."""
        return [page for page in map(self._pages.widget, range(self._pages.count())) if isinstance(page, SetPage)]

    @property
    def has_unsaved(self) -> bool:
        """Whether quitting would lose changes."""
        return any(page.session.dirty for page in self.pages)

    def reside(self, residence: Residence) -> None:
        """Let it decide what closing the window means."""
        self._residence = residence

    def offer_options(self, login: Login) -> None:
        """Let the user choose how the program lives beside its window."""
        self._options = Options(
            self._commands, self._menus.options, self._preferences, login, lambda: self.page.session.path, self._spawn
        )
        self._options.failed.connect(self._on_failed)

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self.page.notice.show_error(text)

    def show_task(self, session: Session, task: str, ref: TickRef | None = None) -> None:
        """Select the task of that set, and a tick of it."""
        for page in self.pages:
            if page.session is session:
                self._show_page(page)
                if ref is None:
                    page.select(task)
                else:
                    page.show_tick(ref)

    @Slot()
    def quit_now(self) -> None:
        """Stop everything and close, without a question: a signal, or the end of the desktop session."""
        self._closing.stop()

    @Slot()
    def quit_after_asking(self) -> None:
        """Stop everything and close; ask if something would be lost or stopped."""
        self._closing.begin()

    @Slot()
    def open_demo(self) -> None:
        """Open the set that shows what the program is about."""
        self.page.files.open_demo(self._demo)

    # ------------------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self.setMinimumSize(*LEAST_SIZE)
        available = self.screen().availableSize() - FRAME
        self.resize(QSize(*FIRST_SIZE).boundedTo(available).expandedTo(QSize(*LEAST_SIZE)))
        self._set_row = SetRow(self._commands, self._menus.popup(), self._templates, self._theme)
        self._view_row = ViewRow(self._commands, self._theme)
        self._rule = QFrame()
        set_look(self._rule, "rule")
        self._rule.setFixedHeight(1)
        self._history = HistoryStrip(self._theme)
        self._pages = QStackedWidget()
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._set_row, self._view_row, self._rule, self._history):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(centre)

    def _add_page(self, page: SetPage) -> SetPage:
        self._pages.addWidget(page)
        self._arrangement.watch(page, page.timeline.camera)
        page.changed.connect(self._on_changed)
        page.acted.connect(self._page_commands.refresh)
        page.moved.connect(self._on_moved)
        page.opened.connect(self._on_opened)
        page.detailsWanted.connect(self._toggle_details)
        page.demoWanted.connect(self.open_demo)
        self.pageAdded.emit(page)
        return page

    def _connect(self) -> None:
        for name, slot in {
            "new_set": self.page.files.new,
            "open": self.page.files.choose,
            "quit": self.quit_after_asking,
            "settings": self._settings,
            "map": self._fit_parts,
            "details": self._toggle_details,
            "theme_system": self._on_theme,
            "theme_light": self._on_theme,
            "theme_dark": self._on_theme,
            "menu_bar": self._toggle_menu_bar,
            "demo": self.open_demo,
            "about": self._about,
        }.items():
            self._commands[name].triggered.connect(slot)
        self._closing.began.connect(self.ending)
        self._closing.ready.connect(self._on_ready)
        self._view_row.viewChosen.connect(self._on_view)
        self._lanes.heightChanged.connect(self._fit_parts)
        self._lanes.kept.connect(self._keep_settings)
        self._templates.chosen.connect(self._on_template)

    # ------------------------------------------------------------------------------------------------ the page shown

    def _show_page(self, page: SetPage) -> None:
        self.page = page
        self._page_commands.show_page(page)
        self._lanes.show_page(page.lanes)
        self._set_row.show_filter(page.filter)
        self._fit_parts()
        self._pages.setCurrentWidget(page)
        self._on_moved()
        self._on_changed()
        page.views.focus_view()

    @Slot()
    def _on_changed(self) -> None:
        """The name of the set, whether there is something to save, or whether it has tasks."""
        session, task_set = self.page.session, self.page.session.task_set
        self._set_row.show_set(task_set.name, dirty=session.dirty)
        self.setWindowTitle(f"{window_name(task_set.name)}[*] – waitgui")
        self.setWindowModified(session.dirty)
        self._set_row.show_new_task(bool(task_set.tasks))
        self._offer_filter()
        for widget in (self._view_row, self._rule):
            widget.setVisible(bool(task_set.tasks))
        self._fit_parts()

    @Slot()
    def _on_moved(self) -> None:
        page = self.page
        self._view_row.show_view(page.views.shown)
        self._view_row.show_following(page.timeline.following)
        self._view_row.show_span(duration_words(page.timeline.span_ns))
        self._offer_filter()

    def _offer_filter(self) -> None:
        has_tasks = bool(self.page.session.task_set.tasks)
        self._set_row.offer_filter(has_tasks and self.page.views.shown not in UNFILTERED)

    @Slot()
    def _on_opened(self) -> None:
        self._launch.take(self.page.session.path, self.page.session)
        self._keep_settings()
        self.opened.emit()

    @Slot()
    def _on_second(self) -> None:
        self._history.look(self.page.session)
        self.page.look()

    # ------------------------------------------------------------------------------------------------------- commands

    @Slot(object)
    def _on_template(self, template: Template) -> None:
        self.page.task_actions.write_from(template)

    @Slot(str)
    def _on_view(self, name: str) -> None:
        self.page.views.show_view(name)

    @Slot()
    def _on_theme(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._choose_theme(sender.objectName().removeprefix("theme_"))  # type: ignore[arg-type]

    def _choose_theme(self, mode: Mode) -> None:
        self._theme.set_mode(mode)
        self._menus.follow_theme(mode)
        self._on_changed()
        self._on_second()
        self._keep_settings()

    @Slot()
    def _settings(self) -> None:
        dialog = SettingsDialog(self, self._preferences, self._spawn)
        dialog.applied.connect(self._on_applied)
        dialog.open()

    @Slot(str)
    def _on_applied(self, name: str) -> None:
        """Another setting holds."""
        if name == "theme":
            self._choose_theme(self._preferences.settings.theme)

    @Slot()
    def _toggle_details(self) -> None:
        """Show or hide the inspector, whatever the width of the window says."""
        self._details = not self.page.shows_details
        self._fit_parts()

    @Slot()
    def _toggle_menu_bar(self) -> None:
        self._menu_bar = not self._menu_bar
        self.menuBar().setVisible(self._menu_bar)

    @Slot()
    def _about(self) -> None:
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("About waitgui"))
        box.setText(f"waitgui {__version__}")
        box.setInformativeText(
            self.tr("Small recurring jobs, with the timing of Kubernetes' wait package. MIT license.")
        )
        box.open()

    # --------------------------------------------------------------------------------------------- size, settings, end

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Small windows leave out what is not the timeline."""
        super().resizeEvent(event)
        self._fit_parts()

    @Slot()
    def _fit_parts(self) -> None:
        width = self.width()
        self._view_row.set_narrow(width < NARROW, tiny=width < TINY)
        self._set_row.set_narrow(width < NARROW, tiny=width < TINY)
        has_map = self._commands["map"].isChecked()
        self.page.fit(Room(width, self.height(), self._details, has_map, self._lanes.height))

    def changeEvent(self, event: QEvent) -> None:
        """Who comes back from another program may have changed the file there."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.page.keeping.look_at_file()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks once, stops everything in the background; the window goes when that is done."""
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            if self._residence is None or not self._residence.takes():
                self._closing.begin()

    @Slot()
    def _on_ready(self) -> None:
        self._may_close = True
        self._second.stop()
        self.page.end()
        self._arrangement.note()
        self._keep_settings()
        self.close()
        self.closed.emit()

    def _restore(self) -> None:
        settings = self._preferences.settings
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self._menus.follow_theme(settings.theme)

    def _keep_settings(self) -> None:
        path = self.page.session.path
        changed = self._preferences.update(
            last_set=None if path is None else str(path),
            theme=self._theme.mode,
            minimap=self._commands["map"].isChecked(),
            details=self._details,
            menu_bar=self._menu_bar,
            lanes=self._lanes.to_keep(),
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
        )
        if changed:
            self._spawn(self._preferences.save())
