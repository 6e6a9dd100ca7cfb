"""The options of living beside a window, as marks in a menu: login, launch, closing, notifications, quiet hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from waitgui.models.said import because
from waitgui.views.labels import tool_tip, visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from waitgui.models.login import Login
    from waitgui.models.preferences import Preferences
    from waitgui.store.settings import OnClose
    from waitgui.views.commands import Commands
    from waitgui.views.set_files import Spawn

_CLOSES: dict[str, OnClose] = {"close_ask": "ask", "close_keep": "keep", "close_quit": "quit"}


class Options(QObject):
    """Keeps the marks in step with the preferences. `path` is the file of the set that is shown."""

    failed = Signal(str)
    """What was chosen couldn't be done, and why."""

    def __init__(
        self,
        commands: Commands,
        menu: QMenu,
        preferences: Preferences,
        login: Login,
        path: Callable[[], Path | None],
        spawn: Spawn,
    ) -> None:
        super().__init__(menu)
        self._commands = commands
        self._preferences = preferences
        self._login = login
        self._path = path
        self._spawn = spawn
        self._at_login = False
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.refresh)
        for name, slot in {
            "login": self._on_login,
            "launch": self._on_launch,
            "notify": self._on_notify,
            "notify_ends": self._on_notify_ends,
            "quiet": self._on_quiet,
            **dict.fromkeys(_CLOSES, self._on_close),
        }.items():
            commands[name].triggered.connect(slot)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Mark what holds now."""
        settings, path = self._preferences.settings, self._path()
        for name, marked in {
            "login": self._at_login,
            "launch": path is not None and str(path) in settings.launch,
            "notify": settings.alerts.enabled,
            "notify_ends": settings.alerts.run_end == "always",
            "quiet": settings.quiet.enabled,
            **{name: settings.on_close == on_close for name, on_close in _CLOSES.items()},
        }.items():
            self._commands[name].setChecked(marked)
        self._commands["launch"].setEnabled(path is not None)
        self._commands["launch"].setToolTip(
            "" if path else tool_tip(self.tr("Save the set first: it has no file yet."))
        )
        self._commands["notify_ends"].setEnabled(settings.alerts.enabled)
        hours = self.tr("Quiet from {start} to {end}")
        hours = hours.replace("{start}", settings.quiet.start).replace("{end}", settings.quiet.end)
        self._commands["quiet"].setText(hours)
        self._commands["login"].setEnabled(self._login.why_not is None)
        if self._login.why_not is None:
            self._spawn(self._look())
        else:
            self._commands["login"].setToolTip(tool_tip(self._reason(self._login.why_not)))

    def _reason(self, why_not: str) -> str:
        if why_not == "sandbox":
            return self.tr("From within this sandbox nothing can be started at login; use the desktop's own settings.")
        return self.tr("On this system waitgui can't do that yet; use the system's own settings.")

    async def _look(self) -> None:
        self._at_login = await self._login.is_on()
        self._commands["login"].setChecked(self._at_login)

    @Slot(bool)
    def _on_login(self, wanted: bool) -> None:
        self._spawn(self._set_login(wanted=wanted))

    async def _set_login(self, *, wanted: bool) -> None:
        try:
            await self._login.switch(on=wanted)
        except (OSError, ValueError) as error:
            text = self.tr("{file} can't be changed: {reason}.").replace("{reason}", visible(because(error)))
            self.failed.emit(text.replace("{file}", visible(str(self._login.file))))
        await self._look()

    @Slot(bool)
    def _on_launch(self, wanted: bool) -> None:
        path, launch = self._path(), self._preferences.settings.launch
        if path is not None:
            others = tuple(other for other in launch if other != str(path))
            self._keep(launch=(*others, str(path)) if wanted else others)

    @Slot()
    def _on_close(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._keep(on_close=_CLOSES[sender.objectName()])

    @Slot(bool)
    def _on_notify(self, wanted: bool) -> None:
        self._keep(alerts=self._preferences.settings.alerts.model_copy(update={"enabled": wanted}))
        self.refresh()

    @Slot(bool)
    def _on_notify_ends(self, wanted: bool) -> None:
        run_end = "always" if wanted else "failed"
        self._keep(alerts=self._preferences.settings.alerts.model_copy(update={"run_end": run_end}))

    @Slot(bool)
    def _on_quiet(self, wanted: bool) -> None:
        self._keep(quiet=self._preferences.settings.quiet.model_copy(update={"enabled": wanted}))

    def _keep(self, **values: object) -> None:
        if self._preferences.update(**values):
            self._spawn(self._preferences.save())
