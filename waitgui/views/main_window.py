"""The main window: bars, menus and commands around the pages of the open sets, its size, its settings, its end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QMainWindow, QMessageBox, QVBoxLayout, QWidget

from waitgui import __version__
from waitgui.models.said import said
from waitgui.tasks.words import duration_words
from waitgui.views.arrangement import Arrangement
from waitgui.views.bars import ViewRow
from waitgui.views.commands import Commands
from waitgui.views.foreground import bring_forward
from waitgui.views.help import HelpDesk, HelpWindow
from waitgui.views.history_strip import HistoryStrip
from waitgui.views.labels import window_name
from waitgui.views.lane_choices import LaneChoices
from waitgui.views.launch import Launch
from waitgui.views.menu_key import MenuKey
from waitgui.views.menus import Menus
from waitgui.views.options import Options
from waitgui.views.page_commands import PageCommands
from waitgui.views.page_views import UNFILTERED
from waitgui.views.screen_room import bounded_by_screen
from waitgui.views.set_page import FIRST_WIDTH, SetPage
from waitgui.views.set_row import SetRow
from waitgui.views.sets import Sets
from waitgui.views.settings import SettingsDialog
from waitgui.views.surroundings import NARROW, TINY, Given, Room, Shared
from waitgui.views.template_menu import TemplateMenu
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from waitgui.models.login import Login
    from waitgui.models.session import Session
    from waitgui.models.timeline import TickRef
    from waitgui.store.letter import Letter
    from waitgui.tasks.templates import Template
    from waitgui.views.residence import Residence
    from waitgui.views.theme import Mode

LEAST_SIZE = (640, 420)
FIRST_SIZE = (FIRST_WIDTH, 800)
"""What the desktop's frame takes at most."""
SECOND_MS = 1_000
BUSY_MS = 100
"""After so long it is tried again to change the language while sets are opened or closed."""


class MainWindow(QMainWindow):
    """A tab and a page a set. `new_session` makes the session of one, with an empty set of that name.

    `closed` comes when everything is stopped and kept.
    """

    closed = Signal()
    opened = Signal()
    """Another set is there."""
    pageAdded = Signal(object)
    pageGone = Signal(object)
    """This page (a `SetPage`) is about to be deleted."""
    ending = Signal()
    """It is being stopped, and nothing can be opened any more."""
    languageChosen = Signal(str)
    """Another language is wanted: whoever installs it calls `retranslate` then."""

    def __init__(self, given: Given) -> None:
        super().__init__()
        self._given = given
        self._theme, self._preferences, self._spawn = given.theme, given.preferences, given.spawn
        self._kept = given.preferences.settings
        self._may_close = False
        self._login: Login | None = None
        self._residence: Residence | None = None
        self._launch = Launch(self._kept.launch, given.now_ns)
        self._menu_bar = self._kept.menu_bar
        self._details = self._kept.details
        self._furnish()
        self.sets.opening.new()
        self.setCentralWidget(self._centre)
        self.page.focus_view()  # only now the window knows who has it
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._on_second)
        self._second.start()
        MenuKey(self)
        self._restore()

    def _furnish(self) -> None:
        """All that is in the window, in the language that is spoken now."""
        given, theme, preferences = self._given, self._theme, self._preferences
        menu_bar = self.menuBar()
        others = set(self.children())
        self._commands = Commands(self, theme)
        self._templates = TemplateMenu(self, theme, given.templates)
        self._menus = Menus(self._commands, self, self._templates)
        self._menus.fill(menu_bar)
        self._commands["map"].setChecked(preferences.settings.minimap)
        self._commands["runs"].setVisible(given.past is not None)
        menu_bar.setVisible(preferences.settings.menu_bar)
        self._arrangement = Arrangement(preferences, given.spawn, self)
        HelpDesk(self, self._commands, self._menus, theme, lambda: self.page.listed_task)
        self._lanes = LaneChoices(self._commands, self._menus.lanes, self)
        self._lanes.restore(preferences.settings.lanes)
        menus = (self._menus.lane(), self._menus.task())
        self._set_row = SetRow(self._commands, self._menus.popup(), self._templates, theme)
        self.sets = Sets(
            self,
            self._set_row,
            self._menus.recent,
            self._make_page,
            given.new_session,
            preferences,
            theme,
            folder=given.sets_folder,
            demo=given.demo,
            spawn=given.spawn,
        )
        self._shared = Shared(
            theme,
            self._commands,
            self._lanes,
            *menus,
            given.sets_folder,
            given.now_ns,
            given.wall_ns,
            given.spawn,
            given.past,
            self.sets.is_elsewhere,
            given.templates,
            given.drafts,
        )
        self._lay_out()
        self._view_row.offer_runs(given.past is not None)
        self._page_commands = PageCommands(self._commands, self._set_row.focus_filter, self)
        self._connect()
        self._built = [child for child in self.children() if child not in others]

    # ---------------------------------------------------------------------------------------------- what others call

    @property
    def page(self) -> SetPage:
        """The page that is shown."""
        return self.sets.pages.current

    @property
    def pages(self) -> tuple[SetPage, ...]:
        """Those of every open set, in the order of their tabs."""
        return self.sets.pages.all

    def begin(self, files: Sequence[Path], *, demo: bool, warning: str | None) -> None:
        """Open what the command line names, else what was open last and what is started with the program."""
        if warning is not None:
            self.page.notice.show_error(said(warning))
        self.sets.begin(files, demo=demo)

    @Slot(object)
    def receive(self, letter: Letter) -> None:
        """Come forward, and open what a later start was asked for."""
        if letter.show:
            bring_forward(self, letter.token)
        if letter.demo or letter.files:
            self.sets.begin([Path(file) for file in letter.files], demo=letter.demo)

    @property
    def has_unsaved(self) -> bool:
        """Whether quitting would lose changes."""
        return any(page.session.dirty for page in self.pages)

    def reside(self, residence: Residence) -> None:
        """Let it decide what closing the window means."""
        self._residence = residence

    def offer_options(self, login: Login) -> None:
        """Let the user choose how the program lives beside its window."""
        self._login = login
        self._options = Options(
            self._commands, self._menus.options, self._preferences, login, lambda: self.page.session.path, self._spawn
        )
        self._options.failed.connect(self._on_failed)

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self.page.notice.show_error(text)

    def retranslate(self) -> None:
        """Build everything anew in the language that is spoken now; sessions and what is known of them stay."""
        if self.sets.is_busy:
            QTimer.singleShot(BUSY_MS, self, self.retranslate)
            return
        settings_open = self.findChild(SettingsDialog)
        for window in self.findChildren(HelpWindow):
            window.close()
            window.deleteLater()
        self._arrangement.note()
        self._keep_settings()
        before, gone = self.sets, [*self._built, self._centre]
        self.takeCentralWidget()
        self.menuBar().clear()
        self._furnish()
        self.setCentralWidget(self._centre)
        self.sets.take_over(before.pages)
        self.page.focus_view()  # only now the window knows who has it
        before.end()
        for child in gone:
            child.deleteLater()
        self._menus.follow_theme(self._theme.mode)
        if self._login is not None:
            self.offer_options(self._login)
        if settings_open is not None:
            settings_open.close()
            self._settings()

    def show_task(self, session: Session, task: str, ref: TickRef | None = None) -> None:
        """Select the task of that set, and a tick of it."""
        for page in self.pages:
            if page.session is session:
                self.sets.pages.show_page(page)
                if ref is None:
                    page.select(task)
                else:
                    page.show_tick(ref)

    @Slot()
    def quit_now(self) -> None:
        """Stop everything and close, without a question: a signal, or the end of the desktop session."""
        self.sets.closing.stop()

    @Slot()
    def quit_after_asking(self) -> None:
        """Stop everything and close; ask if something would be lost or stopped."""
        self.sets.closing.begin()

    # ------------------------------------------------------------------------------------------------------- building

    def _lay_out(self) -> None:
        self._view_row = ViewRow(self._commands, self._theme)
        self._rule = QFrame()
        set_look(self._rule, "rule")
        self._rule.setFixedHeight(1)
        self._history = HistoryStrip(self._theme)
        self._centre = QWidget()
        column = QVBoxLayout(self._centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._set_row, self._view_row, self._rule, self._history):
            column.addWidget(widget)
        column.addWidget(self.sets.pages, 1)

    def _make_page(self, session: Session, before: SetPage | None = None) -> SetPage:
        page = SetPage(session, self._shared, before)
        self._arrangement.watch(page, page.timeline.camera)
        page.changed.connect(self._on_changed)
        page.acted.connect(self._page_commands.refresh)
        page.moved.connect(self._on_moved)
        page.detailsWanted.connect(self._toggle_details)
        self.pageAdded.emit(page)
        return page

    def _connect(self) -> None:
        sets = self.sets
        for name, slot in {
            "new_set": sets.opening.new,
            "open": sets.opening.choose,
            "close_set": sets.close_current,
            "next_set": sets.pages.show_next,
            "previous_set": sets.pages.show_previous,
            "move_set_right": sets.pages.move_right,
            "move_set_left": sets.pages.move_left,
            "quit": self.quit_after_asking,
            "settings": self._settings,
            "map": self._fit_parts,
            "details": self._toggle_details,
            "theme_system": self._on_theme,
            "theme_light": self._on_theme,
            "theme_dark": self._on_theme,
            "menu_bar": self._toggle_menu_bar,
            "demo": sets.opening.open_demo,
            "about": self._about,
        }.items():
            self._commands[name].triggered.connect(slot)
        sets.pages.shown.connect(self._show_page)
        sets.pages.currentChanged.connect(self._on_seen)
        sets.opened.connect(self._on_opened)
        sets.kept.connect(self._keep_settings)
        sets.forgotten.connect(self.pageGone)
        sets.closing.began.connect(self.ending)
        sets.closing.ready.connect(self._on_ready)
        self._view_row.viewChosen.connect(self._on_view)
        self._lanes.heightChanged.connect(self._fit_parts)
        self._lanes.kept.connect(self._keep_settings)
        self._templates.chosen.connect(self._on_template)

    # ------------------------------------------------------------------------------------------------ the page shown

    @Slot(object)
    def _show_page(self, page: SetPage) -> None:
        """Bars and commands are about this page from now on; it is seen in a moment."""
        self._page_commands.show_page(page)
        self._lanes.show_page(page.lanes)
        self._set_row.show_filter(page.filter)
        self._on_moved()
        self._on_changed()

    @Slot()
    def _on_seen(self) -> None:
        """Another page is seen: it has the keyboard, unless that goes through the tabs."""
        if not self._set_row.tabs.hasFocus():
            self.page.focus_view()

    @Slot()
    def _on_changed(self) -> None:
        """The name of the set, whether there is something to save, or whether it has tasks."""
        session, task_set = self.page.session, self.page.session.task_set
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

    @Slot(object)
    def _on_opened(self, page: SetPage) -> None:
        self._launch.take(page.session.path, page.session)
        if page is self.page:
            page.focus_view()
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
        dialog = SettingsDialog(self, self._preferences, self._spawn, self._login)
        dialog.applied.connect(self._on_applied)
        dialog.open()

    @Slot(str)
    def _on_applied(self, name: str) -> None:
        """Another setting holds."""
        if name == "theme":
            self._choose_theme(self._preferences.settings.theme)
        elif name == "language":
            self.languageChosen.emit(self._preferences.settings.language)

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
                self.sets.closing.begin()

    @Slot()
    def _on_ready(self) -> None:
        self._may_close = True
        self._second.stop()
        self.sets.end()
        self._arrangement.note()
        self._keep_settings()
        self.close()
        self.closed.emit()

    def _restore(self) -> None:
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(bounded_by_screen(self, QSize(*FIRST_SIZE)).expandedTo(QSize(*LEAST_SIZE)))
        settings = self._preferences.settings
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self._menus.follow_theme(settings.theme)

    @Slot()
    def _keep_settings(self) -> None:
        self._preferences.update(
            **self.sets.to_keep(),
            theme=self._theme.mode,
            minimap=self._commands["map"].isChecked(),
            details=self._details,
            menu_bar=self._menu_bar,
            lanes=self._lanes.to_keep(),
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
        )
        if self._preferences.settings != self._kept:
            self._kept = self._preferences.settings
            self._spawn(self._preferences.save())
