"""The kinds of action in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

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
from waitgui.views.task_form.field import WIDE, Field
from waitgui.views.task_form.fields import DurationField, LineField, TextField
from waitgui.views.task_form.pages import Page

if TYPE_CHECKING:
    from waitgui.views.theme import Theme


class CommandLine(LineField):
    """A program with its arguments, or a line for the shell; `in_shell` says which."""

    def __init__(self, theme: Theme, in_shell: QCheckBox, *, label: str, noun: str) -> None:
        super().__init__(
            theme, name="command", label=label, noun=noun, loc=("action", "argv"), show=command_text, code=True
        )
        self.locs = (("action", "argv"), ("action", "shell"))
        self._in_shell = in_shell
        self._was_shell = False

    def load(self, draft: Draft) -> None:
        """Show the arguments or the line, and say which it is."""
        shell = value_at(draft, ("action", "shell"))
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
            return str(error)
        return ""

    def advice(self) -> str:
        """What would be better, "" if nothing."""
        operator = "" if self._in_shell.isChecked() else shell_operator(self.edit.text())
        if not operator:
            return ""
        return self.tr("The program gets “{operator}” as it stands. Tick “In a shell” to let a shell read it.").replace(
            "{operator}", operator
        )


class CommandPage(Page):
    """A program in a process of its own."""

    section: ClassVar[str] = "action"
    kind: ClassVar[str] = "command"
    blank: ClassVar[Draft] = {"kind": "command", "argv": []}

    def title(self) -> str:
        """What the chooser says."""
        return self.tr("Command")

    def beside(self) -> QWidget:
        """The switch between the two ways to read the line."""
        return self.in_shell

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        self.in_shell = QCheckBox(self.tr("In a s&hell"))
        self.in_shell.setObjectName("in_shell")
        self.in_shell.setAccessibleName(self.tr("In a shell"))
        self.in_shell.setToolTip(tool_tip(self.tr("Lets a shell read the line: pipes, variables, wildcards")))
        self.command = CommandLine(theme, self.in_shell, label=self.tr("&Command"), noun=self.tr("the command"))
        self.in_shell.clicked.connect(self.command.changed)
        self.timeout = DurationField(
            theme,
            name="timeout",
            label=self.tr("Time &limit"),
            noun=self.tr("the time limit"),
            loc=("action", "timeout"),
            meaning=self.tr("= {time} for each tick"),
            empty=self.tr("for each tick; empty for none"),
        )
        return [self.command, self.timeout]

    def make_more(self, theme: Theme) -> list[Field]:
        """The fields that are used less."""
        self.folder = LineField(
            theme,
            name="folder",
            label=self.tr("&Folder"),
            noun=self.tr("the folder"),
            loc=("action", "cwd"),
            read=typed_text,
        )
        self.folder.edit.setPlaceholderText(self.tr("where waitgui was started"))
        choose = IconButton(theme, "folder", name=self.tr("Choose a folder…"))
        choose.setObjectName("choose_folder")
        choose.clicked.connect(self._choose_folder)
        self.folder.add_beside(choose)
        variables = TextField(
            theme,
            name="variables",
            label=self.tr("&Variables"),
            noun=self.tr("the variables"),
            loc=("action", "env"),
            show=variables_text,
            read=typed_variables,
            code=True,
        )
        variables.edit.setPlaceholderText(self.tr("NAME=value, one a line"))
        grace = DurationField(
            theme,
            name="kill_grace",
            label=self.tr("K&illed after"),
            noun=self.tr("the time until it is killed"),
            loc=("action", "kill_grace"),
            meaning=self.tr("= {time} after it was asked to end"),
            zero=self.tr("= at once, without being asked to end"),
            empty=self.tr("after it was asked to end"),
            default="5s",
        )
        codes = LineField(
            theme,
            name="ok_codes",
            label=self.tr("S&uccess is"),
            noun=self.tr("the exit codes"),
            loc=("action", "ok_codes"),
            show=codes_text,
            read=typed_codes,
            default=[0],
            width=WIDE,
        )
        codes.show_hint(self.tr("exit codes that mean success"))
        return [self.folder, variables, grace, codes]

    @Slot()
    def adapt(self) -> None:
        """Advise a shell where the line needs one."""
        self.command.advise(self.command.advice())

    @Slot()
    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a folder"), self.folder.edit.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take_folder)
        dialog.open()

    @Slot(str)
    def _take_folder(self, folder: str) -> None:
        self.folder.edit.setText(folder)
        self.folder.changed()


class NothingPage(Page):
    """Nothing, which may take a while."""

    section: ClassVar[str] = "action"
    kind: ClassVar[str] = "none"
    blank: ClassVar[Draft] = {"kind": "none"}

    def title(self) -> str:
        """What the chooser says."""
        return self.tr("Nothing")

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        self.takes = DurationField(
            theme,
            name="takes",
            label=self.tr("&Lasts"),
            noun=self.tr("how long it lasts"),
            loc=("action", "takes"),
            meaning=self.tr("= {time}, to try out a schedule"),
            zero=self.tr("no time, to try out a schedule"),
            default="0s",
        )
        return [self.takes]


ACTION_PAGES: tuple[type[Page], ...] = (CommandPage, NothingPage)
"""In the order in which they are offered."""
