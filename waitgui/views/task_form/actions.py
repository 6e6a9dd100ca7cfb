"""The kinds of action in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Slot

from waitgui.views.task_form.draft import ABSENT, Draft, put, value_at
from waitgui.views.task_form.entries import (
    command_text,
    headers_text,
    statuses_text,
    typed_command,
    typed_headers,
    typed_line,
    typed_size,
    typed_text,
)
from waitgui.views.task_form.field import WIDE, Field
from waitgui.views.task_form.fields import CheckField, DurationField, LineField, TextField
from waitgui.views.task_form.pages import Page
from waitgui.views.task_form.programs import CommandLine, process_fields, shell_switch, time_limit
from waitgui.views.task_form.segments import Segments
from waitgui.views.task_form.trial import Trial

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.views.theme import Theme

_METHOD_WIDTH = 88


class ActionPage(Page):
    """What every kind of action has: it can be tried out."""

    section: ClassVar[str] = "action"

    def trial(self) -> Trial:
        """Its button."""
        return Trial(self.around, name=f"{self.prefix}try", what=("action",))


class CommandPage(ActionPage):
    """A program in a process of its own."""

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
        self.in_shell = shell_switch("in_shell", self.tr("In a s&hell"))
        self.command = CommandLine(
            theme,
            self.in_shell,
            section="action",
            name="command",
            label=self.tr("&Command"),
            noun=self.tr("the command"),
        )
        self.in_shell.clicked.connect(self.command.changed)
        return [self.command, self.trial(), time_limit(theme, self.prefix)]

    def make_more(self, theme: Theme) -> list[Field]:
        """The fields that are used less."""
        return process_fields(theme, self.prefix)

    @Slot()
    def adapt(self) -> None:
        """Advise a shell where the line needs one."""
        self.command.advise(self.command.advice())


class PythonField(Field):
    """A script, a module or code: which of the three, and its text. What was typed for the others waits."""

    KEYS: ClassVar[tuple[str, ...]] = ("script", "module", "code")

    def __init__(self, theme: Theme) -> None:
        titles = (self.tr("Script"), self.tr("Module"), self.tr("Code"))
        self.segments = Segments(titles, name="python", label=self.tr("Python runs"))
        super().__init__(
            theme,
            self.segments,
            name="python",
            label=self.tr("Runs"),
            noun=self.tr("what Python runs"),
            locs=tuple(("action", key) for key in self.KEYS),
        )
        self.column.setSpacing(8)
        self.texts: dict[str, LineField | TextField] = {
            "script": self._text_line(theme, "script", self.tr("Path of the script"), "~/bin/tidy.py"),
            "module": self._text_line(theme, "module", self.tr("Name of the module"), "package.module"),
            "code": TextField(
                theme,
                name="code",
                label=self.tr("Python code"),
                noun=self.noun,
                loc=("action", "code"),
                code=True,
                lines=6,
            ),
        }
        for text in self.texts.values():
            text.label.hide()
            self.column.insertWidget(self.column.count() - 1, text)
            text.edited.connect(self.edited)
        self.segments.currentIndexChanged.connect(self._turn)
        self.segments.chosen.connect(self.changed)
        self._turn()

    def _text_line(self, theme: Theme, key: str, name: str, example: str) -> LineField:
        field = LineField(theme, name=key, label=name, noun=self.noun, loc=("action", key), code=True)
        field.edit.setPlaceholderText(example)
        return field

    @property
    def key(self) -> str:
        """Which of the three is chosen."""
        return self.KEYS[self.segments.currentIndex()]

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        for text in self.texts.values():
            text.load(draft)
        given = [key for key in self.KEYS if value_at(draft, ("action", key)) is not ABSENT]
        self.segments.setCurrentIndex(self.KEYS.index(given[0]) if given else 0)

    def store(self, draft: Draft) -> str:
        """Write the one that is chosen, and take away the others."""
        problem = self.texts[self.key].store(draft)
        for key in self.KEYS:
            if key != self.key:
                put(draft, ("action", key), ABSENT)
        if value_at(draft, ("action", self.key)) is ABSENT:
            put(draft, ("action", self.key), "")
        return problem

    def parts(self) -> list[Field]:
        """Itself, and the text of the one that is chosen."""
        return [self, self.texts[self.key]]

    def part_at(self, loc: tuple[str | int, ...]) -> Field | None:
        """The text, whichever of the three is said to be wrong."""
        return self.texts[self.key] if super().part_at(loc) is not None else None

    def is_set(self) -> bool:
        """One of the three always is."""
        return True

    def stops(self) -> list[QWidget]:
        """The choice, then its text."""
        return [*self.segments.buttons, self.texts[self.key].control]

    @Slot()
    def _turn(self) -> None:
        for key, text in self.texts.items():
            text.setVisible(key == self.key)
        self.control.setAccessibleDescription(self.segments.buttons[self.segments.currentIndex()].text())
        self.partsChanged.emit()


class PythonPage(ActionPage):
    """Python code in a process of its own."""

    kind: ClassVar[str] = "python"
    blank: ClassVar[Draft] = {"kind": "python", "script": ""}

    def title(self) -> str:
        """What the chooser says."""
        return self.tr("Python")

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        arguments = LineField(
            theme,
            name="python_args",
            label=self.tr("Arguments"),
            noun=self.tr("the arguments"),
            loc=("action", "args"),
            show=command_text,
            read=_typed_arguments,
            default=[],
            code=True,
        )
        return [PythonField(theme), arguments, self.trial(), time_limit(theme, self.prefix)]

    def make_more(self, theme: Theme) -> list[Field]:
        """The fields that are used less."""
        interpreter = LineField(
            theme,
            name="interpreter",
            label=self.tr("Interpreter"),
            noun=self.tr("the interpreter"),
            loc=("action", "interpreter"),
            read=typed_text,
        )
        interpreter.edit.setPlaceholderText(self.tr("the Python that waitgui runs with"))
        return [interpreter, *process_fields(theme, self.prefix)]


def _typed_arguments(text: str) -> list[str]:
    """The arguments, none if nothing is typed."""
    return typed_command(text)


class HttpPage(ActionPage):
    """A request."""

    kind: ClassVar[str] = "http"
    blank: ClassVar[Draft] = {"kind": "http", "url": ""}

    def title(self) -> str:
        """What the chooser says."""
        return self.tr("Web request")

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        url = LineField(
            theme,
            name="url",
            label=self.tr("Address"),
            noun=self.tr("the address"),
            loc=("action", "url"),
            read=str.strip,
            code=True,
        )
        url.edit.setPlaceholderText("https://example.org/hook")
        method = LineField(
            theme,
            name="method",
            label=self.tr("Method"),
            noun=self.tr("the method"),
            loc=("action", "method"),
            read=typed_line,
            default="GET",
            width=_METHOD_WIDTH,
        )
        method.show_hint(self.tr("as in GET, POST or PUT"))
        status = LineField(
            theme,
            name="ok_status",
            label=self.tr("Success is"),
            noun=self.tr("the statuses"),
            loc=("action", "ok_status"),
            show=statuses_text,
            read=typed_line,
            default="200-299",
            width=WIDE,
        )
        status.show_hint(self.tr("statuses that mean success"))
        timeout = DurationField(
            theme,
            name=f"{self.prefix}timeout",
            label=self.tr("Time &limit"),
            noun=self.tr("the time limit"),
            loc=("action", "timeout"),
            meaning=self.tr("= {time}, for all of it"),
            empty=self.tr("for all of it; empty for 30 s"),
            default="30s",
        )
        return [url, method, self.trial(), status, timeout]

    def make_more(self, theme: Theme) -> list[Field]:
        """The fields that are used less."""
        headers = TextField(
            theme,
            name="headers",
            label=self.tr("Headers"),
            noun=self.tr("the headers"),
            loc=("action", "headers"),
            show=headers_text,
            read=typed_headers,
            code=True,
        )
        headers.edit.setPlaceholderText(self.tr("Name: value, one a line"))
        body = TextField(
            theme,
            name="body",
            label=self.tr("Body"),
            noun=self.tr("the body"),
            loc=("action", "body"),
            read=_typed_body,
            code=True,
        )
        redirects = CheckField(
            theme,
            name="follow_redirects",
            label=self.tr("Redirects"),
            text=self.tr("Goes where it is sent on to"),
            noun=self.tr("whether redirects are followed"),
            loc=("action", "follow_redirects"),
            default=False,
        )
        most = LineField(
            theme,
            name="max_body",
            label=self.tr("Reads at most"),
            noun=self.tr("how much is read"),
            loc=("action", "max_body"),
            read=typed_size,
            default="1MiB",
            width=WIDE,
        )
        most.show_hint(self.tr("of the answer; what is longer fails"))
        return [headers, body, redirects, most]


def _typed_body(text: str) -> Any:
    """The body as it is; none if nothing is typed."""
    return text or ABSENT


class NotifyPage(ActionPage):
    """A notification on the desktop."""

    kind: ClassVar[str] = "notify"
    blank: ClassVar[Draft] = {"kind": "notify", "title": ""}

    def title(self) -> str:
        """What the chooser says."""
        return self.tr("Notification")

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


ACTION_PAGES: tuple[tuple[type[Page], str], ...] = (
    (CommandPage, ""),
    (PythonPage, "python-"),
    (HttpPage, "http-"),
    (NotifyPage, "notify-"),
    (NothingPage, "none-"),
)
"""In the order in which they are offered, with what the names of their controls begin with."""
