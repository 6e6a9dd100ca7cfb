"""The kinds of action in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Slot

from waitgui.views.task_form.action_page import ActionPage
from waitgui.views.task_form.entries import typed_text
from waitgui.views.task_form.fields import DurationField, LineField, TextField
from waitgui.views.task_form.http_action import HttpPage
from waitgui.views.task_form.programs import CommandLine, process_fields, shell_switch, time_limit
from waitgui.views.task_form.python_action import PythonPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.views.task_form.draft import Draft
    from waitgui.views.task_form.field import Field
    from waitgui.views.task_form.pages import Page
    from waitgui.views.theme import Theme


class CommandPage(ActionPage):
    """A program in a process of its own."""

    kind: ClassVar[str] = "command"
    blank: ClassVar[Draft] = {"kind": "command", "argv": []}

    @classmethod
    def title(cls) -> str:
        """What the chooser says."""
        return QCoreApplication.translate("CommandPage", "Command")

    def beside(self) -> QWidget:
        """The switch between the two ways to read the line."""
        return self.in_shell

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        self.in_shell = shell_switch("in_shell", self.tr("In a s&hell"))
        self.command = CommandLine(
            theme,
            self.in_shell,
            section="action",
            name="command",
            label=self.tr("&Command"),
            noun=self.tr("the command"),
        )
        self.in_shell.clicked.connect(self.command.edited)  # nothing is typed yet, so nothing is wrong
        return [self.command, self.trial(), time_limit(theme, self.prefix)]

    def make_more(self, theme: Theme) -> list[Field]:
        """The fields that are used less."""
        return process_fields(theme, self.prefix)

    @Slot()
    def adapt(self) -> None:
        """Advise a shell where the line needs one."""
        self.command.advise(self.command.advice())


class NotifyPage(ActionPage):
    """A notification on the desktop."""

    kind: ClassVar[str] = "notify"
    blank: ClassVar[Draft] = {"kind": "notify", "title": ""}

    @classmethod
    def title(cls) -> str:
        """What the chooser says."""
        return QCoreApplication.translate("NotifyPage", "Notification")

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        title = LineField(
            theme,
            name="title",
            label=self.tr("Title"),
            noun=self.tr("the title"),
            loc=("action", "title"),
        )
        text = TextField(
            theme,
            name="text",
            label=self.tr("Text"),
            noun=self.tr("the text"),
            loc=("action", "text"),
            read=typed_text,
        )
        return [title, text, self.trial()]


class NothingPage(ActionPage):
    """Nothing, which may take a while."""

    kind: ClassVar[str] = "none"
    blank: ClassVar[Draft] = {"kind": "none"}

    @classmethod
    def title(cls) -> str:
        """What the chooser says."""
        return QCoreApplication.translate("NothingPage", "Nothing")

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


ACTION_PAGES: tuple[tuple[type[Page], str], ...] = (
    (CommandPage, ""),
    (PythonPage, "python-"),
    (HttpPage, "http-"),
    (NotifyPage, "notify-"),
    (NothingPage, "none-"),
)
"""In the order in which they are offered, with what the names of their controls begin with."""
