"""Fields of what runs a process: the command line, and what is used less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog

from waitgui.models.said import said
from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import tool_tip
from waitgui.views.task_form.draft import ABSENT, Draft, put, value_at
from waitgui.views.task_form.entries import (
    codes_text,
    command_text,
    shell_operator,
    typed_codes,
    typed_command,
    typed_text,
    typed_variables,
    variables_text,
)
from waitgui.views.task_form.field import WIDE
from waitgui.views.task_form.fields import DurationField, LineField, TextField

if TYPE_CHECKING:
    from waitgui.views.task_form.field import Field
    from waitgui.views.theme import Theme

translate = QCoreApplication.translate


def shell_switch(name: str, text: str) -> QCheckBox:
    """The switch between the two ways to read a command line."""
    switch = QCheckBox(text)
    switch.setObjectName(name)
    switch.setAccessibleName(text.replace("&", ""))
    switch.setToolTip(tool_tip(translate("TaskForm", "Lets a shell read the line: pipes, variables, wildcards")))
    return switch


class CommandLine(LineField):
    """A program with its arguments, or a line for the shell; `in_shell` says which."""

    def __init__(self, theme: Theme, in_shell: QCheckBox, *, section: str, name: str, label: str, noun: str) -> None:
        super().__init__(theme, name=name, label=label, noun=noun, loc=(section, "argv"), show=command_text, code=True)
        self.locs = ((section, "argv"), (section, "shell"))
        self._in_shell = in_shell
        self._was_shell = False

    def load(self, draft: Draft) -> None:
        """Show the arguments or the line, and say which it is."""
        shell = value_at(draft, self.locs[1])
        self._was_shell = shell is not ABSENT
        self._in_shell.setChecked(self._was_shell)
        super().load(draft)
        if self._was_shell:
            self.edit.setText(str(shell))
            self.edit.setCursorPosition(0)
            self._loaded = (self.edit.text(), shell)

    def store(self, draft: Draft) -> str:
        """Write one of the two and take away the other."""
        text, as_shell = self.edit.text(), self._in_shell.isChecked()
        unchanged = text == self._loaded[0] and as_shell == self._was_shell
        wanted, other = self.locs[::-1] if as_shell else self.locs
        put(draft, other, ABSENT)
        if unchanged:
            put(draft, wanted, self._loaded[1])
            return ""
        try:
            put(draft, wanted, text if as_shell else typed_command(text))
        except ValueError as error:
            put(draft, wanted, text)
            return said(str(error))
        return ""

    def advice(self) -> str:
        """What would be better, "" if nothing."""
        operator = "" if self._in_shell.isChecked() else shell_operator(self.edit.text())
        if not operator:
            return ""
        return self.tr("The program gets “{operator}” as it stands. Tick “In a shell” to let a shell read it.").replace(
            "{operator}", operator
        )


class FolderField(LineField):
    """Where the process runs."""

    def __init__(self, theme: Theme, prefix: str) -> None:
        super().__init__(
            theme,
            name=f"{prefix}folder",
            label=self.tr("&Folder"),
            noun=self.tr("the folder"),
            loc=("action", "cwd"),
            read=typed_text,
        )
        self.edit.setPlaceholderText(self.tr("where waitgui was started"))
        choose = IconButton(theme, "folder", name=self.tr("Choose a folder…"))
        choose.setObjectName(f"choose_{prefix}folder")
        choose.clicked.connect(self._choose)
        self.add_beside(choose)

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a folder"), self.edit.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    @Slot(str)
    def _take(self, folder: str) -> None:
        self.edit.setText(folder)
        self.changed()


def time_limit(theme: Theme, prefix: str) -> DurationField:
    """How long it may take."""
    return DurationField(
        theme,
        name=f"{prefix}timeout",
        label=translate("TaskForm", "Time &limit"),
        noun=translate("TaskForm", "the time limit"),
        loc=("action", "timeout"),
        meaning=translate("TaskForm", "= {time} for each tick"),
        empty=translate("TaskForm", "for each tick; empty for none"),
    )


def process_fields(theme: Theme, prefix: str) -> list[Field]:
    """What every process has, and few tasks set."""
    variables = TextField(
        theme,
        name=f"{prefix}variables",
        label=translate("TaskForm", "&Variables"),
        noun=translate("TaskForm", "the variables"),
        loc=("action", "env"),
        show=variables_text,
        read=typed_variables,
        code=True,
    )
    variables.edit.setPlaceholderText(translate("TaskForm", "NAME=value, one a line"))
    grace = DurationField(
        theme,
        name=f"{prefix}kill_grace",
        label=translate("TaskForm", "K&illed after"),
        noun=translate("TaskForm", "the time until it is killed"),
        loc=("action", "kill_grace"),
        meaning=translate("TaskForm", "= {time} after it was asked to end"),
        zero=translate("TaskForm", "= at once, without being asked to end"),
        empty=translate("TaskForm", "after it was asked to end"),
        default="5s",
    )
    codes = LineField(
        theme,
        name=f"{prefix}ok_codes",
        label=translate("TaskForm", "S&uccess is"),
        noun=translate("TaskForm", "the exit codes"),
        loc=("action", "ok_codes"),
        show=codes_text,
        read=typed_codes,
        default=[0],
        width=WIDE,
    )
    codes.show_hint(translate("TaskForm", "exit codes that mean success"))
    return [FolderField(theme, prefix), variables, grace, codes]
