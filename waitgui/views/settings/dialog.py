"""What can be chosen of the program as a whole. Every change holds at once; what is wrong is said beside its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from waitgui.models.said import because
from waitgui.store.languages import NAMES
from waitgui.views.column import Column
from waitgui.views.labels import plain_label, tool_tip, visible
from waitgui.views.screen_room import bounded_by_screen
from waitgui.views.settings.rows import LABEL_WIDTH, CheckRow, ChoiceRow, CountRow, FilesRow, HourRow, Row
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from waitgui.models.preferences import Preferences
    from waitgui.views.set_files import Spawn

SIZE = QSize(600, 640)


class AtLogin(Protocol):
    """Whether the desktop starts the program at login."""

    @property
    def why_not(self) -> str | None:
        """Why that can't be chosen here; None if it can."""

    async def is_on(self) -> bool:
        """Whether it does."""

    async def switch(self, *, on: bool) -> None:
        """Let it, or not. Raises `OSError` and `ValueError`."""


class SettingsDialog(QDialog):
    """Open it with `open()`. Without `login` it isn't offered that the desktop starts the program."""

    applied = Signal(str)
    """Another value holds, and is kept: the first name of its place."""

    def __init__(self, parent: QWidget, preferences: Preferences, spawn: Spawn, login: AtLogin | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self._preferences = preferences
        self._spawn = spawn
        self._login = login
        self.rows: list[Row] = []
        page = QFrame()
        page.setProperty("look", "page")
        self._column = column = QVBoxLayout(page)
        column.setContentsMargins(24, 18, 24, 24)
        column.setSpacing(8)
        self._add_sections()
        column.addStretch(1)
        restore, close = QPushButton(self.tr("Restore defaults")), QPushButton(self.tr("Close"))
        for button in (restore, close):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
        restore.setObjectName("restore_defaults")
        set_look(close, "primary")
        close.setDefault(True)
        restore.clicked.connect(self._restore)
        close.clicked.connect(self.accept)
        foot = QFrame()
        foot.setProperty("look", "bar")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(24, 12, 24, 12)
        buttons.addWidget(restore)
        buttons.addStretch(1)
        buttons.addWidget(close)
        rule = QFrame()
        rule.setProperty("look", "rule")
        rule.setFixedHeight(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Column(page), 1)
        whole.addWidget(rule)
        whole.addWidget(foot)
        self.resize(bounded_by_screen(self, SIZE))
        self._show_all()

    def _add_sections(self) -> None:
        themes = [("system", self.tr("As the desktop")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))]
        languages = [("system", self.tr("As the desktop", "language")), *NAMES.items()]
        self._add(
            self.tr("Appearance"),
            ChoiceRow(("theme",), self.tr("Theme"), themes),
            ChoiceRow(("language",), self.tr("Language"), languages),
        )
        closes = [
            ("ask", self.tr("Ask while tasks run")),
            ("keep", self.tr("Keep tasks running in the tray")),
            ("quit", self.tr("Quit")),
        ]
        self._add(
            self.tr("Window"),
            ChoiceRow(("on_close",), self.tr("Closing the window"), closes),
            FilesRow(("launch",), self.tr("Started with the program"), self._files()),
        )
        self._add_login()
        ends = [
            ("never", self.tr("Never")),
            ("failed", self.tr("When it failed")),
            ("always", self.tr("Always, unless you stopped it")),
        ]
        self._add(
            self.tr("Notifications"),
            CheckRow(("alerts", "enabled"), self.tr("Notify through the desktop")),
            CountRow(
                ("alerts", "failures"), self.tr("After"), 0, 1_000, self.tr("failures in a row"), none=self.tr("never")
            ),
            CheckRow(("alerts", "recovery"), self.tr("When it succeeds again after that")),
            ChoiceRow(("alerts", "run_end"), self.tr("When a run ends"), ends),
            CheckRow(("quiet", "enabled"), self.tr("Hold them back in quiet hours")),
            HourRow(("quiet", "start"), self.tr("Quiet from")),
            HourRow(("quiet", "end"), self.tr("Quiet until")),
        )
        self._add(
            self.tr("History"),
            CountRow(("history", "days"), self.tr("Keep"), 1, 3_650, self.tr("days")),
            CountRow(("history", "ticks"), self.tr("At most"), 1_000, 100_000_000, self.tr("ticks"), step=100_000),
            CountRow(("history", "size_mib"), self.tr("At most"), 16, 65_536, self.tr("MiB on disk"), step=64),
            note=self.tr("The oldest goes first. Holds from the next start on."),
        )

    def _files(self) -> list[str]:
        """The sets that may be started with the program: those that are, and the recent ones."""
        settings = self._preferences.settings
        return list(dict.fromkeys((*settings.launch, *settings.recent)))

    def _add(self, title: str, *rows: Row, note: str = "") -> None:
        if self.rows:
            self._column.addSpacing(12)
        self._column.addWidget(plain_label(title, look="section"))
        for row in rows:
            row.changed.connect(self._on_changed)
            self.rows.append(row)
            self._column.addWidget(row)
        if note:
            words = plain_label(note, look="secondary")
            words.setContentsMargins(LABEL_WIDTH + 8, 0, 0, 0)
            self._column.addWidget(words)

    def _add_login(self) -> None:
        login = self._login
        if login is None:
            return
        self._at_login = QCheckBox(self.tr("Start at login"))
        self._at_login.setObjectName("at_login")
        self._at_login.setAccessibleName(self._at_login.text())
        self._login_problem = plain_label(look="error")
        self._login_problem.hide()
        self._at_login.setEnabled(login.why_not is None)
        if login.why_not is not None:
            self._at_login.setToolTip(tool_tip(self.tr("Use the desktop's own settings for that.")))
        self._at_login.clicked.connect(self._on_login)
        for widget in (self._at_login, self._login_problem):
            line = QHBoxLayout()
            line.setContentsMargins(LABEL_WIDTH + 8, 0, 0, 0)
            line.addWidget(widget)
            self._column.addLayout(line)
        self._spawn(self._look_at_login(login))

    async def _look_at_login(self, login: AtLogin) -> None:
        self._at_login.setChecked(await login.is_on())

    @Slot(bool)
    def _on_login(self, wanted: bool) -> None:
        if self._login is not None:
            self._spawn(self._switch(self._login, wanted=wanted))

    async def _switch(self, login: AtLogin, *, wanted: bool) -> None:
        problem = ""
        try:
            await login.switch(on=wanted)
        except (OSError, ValueError) as error:
            reason = visible(because(error))
            problem = self.tr("That can't be changed: {reason}.").replace("{reason}", reason)
        self._login_problem.setText(problem)
        self._login_problem.setVisible(bool(problem))
        await self._look_at_login(login)

    def _show_all(self) -> None:
        for row in self.rows:
            row.show_value(self._preferences.value(*row.place))
        self._enable()

    def _enable(self) -> None:
        """What makes no difference now can't be chosen."""
        for first in ("alerts", "quiet"):
            on = bool(self._preferences.value(first, "enabled"))
            for row in self.rows:
                if row.place[0] == first and row.place != (first, "enabled"):
                    row.setEnabled(on)

    @Slot(object, object)
    def _on_changed(self, place: tuple[str, ...], value: object) -> None:
        row = next(row for row in self.rows if row.place == place)
        try:
            is_other = self._preferences.put(value, *place)
        except ValueError:
            row.show_problem(self.tr("That can't be set."))
            return
        row.show_problem("")
        if is_other:
            self._keep(place[0])

    @Slot()
    def _restore(self) -> None:
        changed = {
            row.place[0]
            for row in self.rows
            if self._preferences.put(self._preferences.default(*row.place), *row.place)
        }
        self._show_all()
        for name in sorted(changed):
            self._keep(name)

    def _keep(self, name: str) -> None:
        self._enable()
        self.applied.emit(name)
        self._spawn(self._preferences.save())
