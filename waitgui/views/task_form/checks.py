"""The kinds of condition that check something, each with its fields. `conditions` puts them into rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from waitgui.views.labels import tool_tip
from waitgui.views.task_form.choices import SegmentsField
from waitgui.views.task_form.draft import Draft, value_at
from waitgui.views.task_form.entries import (
    headers_text,
    json_text,
    optional_count,
    statuses_text,
    typed_headers,
    typed_json,
    typed_line,
    typed_size,
    typed_text,
)
from waitgui.views.task_form.field import NARROW, WIDE, Field
from waitgui.views.task_form.fields import DurationField, LineField, TextField
from waitgui.views.task_form.pages import Page
from waitgui.views.task_form.programs import CommandLine, shell_switch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from waitgui.views.theme import Theme

SECTION = "condition"


class CheckPage(Page):
    """One kind of check. It edits the table `condition` of a draft of its own."""

    section: ClassVar[str] = SECTION

    def timeout(self, default: str, empty: str) -> DurationField:
        """How long a check may take: then it isn't met."""
        return DurationField(
            self.around.theme,
            name=f"{self.prefix}timeout",
            label=self.tr("Waits"),
            noun=self.tr("the time limit of a check"),
            loc=(SECTION, "timeout"),
            meaning=self.tr("= {time}; then it isn't met"),
            empty=empty,
            default=default,
        )

    def others(self, draft: Draft) -> list[str]:
        """The names of what the draft says beyond the fields: it is kept."""
        table = value_at(draft, (SECTION,))
        known = {"kind", *(loc[1] for field in self.fields for loc in field.locs if len(loc) > 1)}
        return [key for key in table if key not in known] if isinstance(table, dict) else []


class PortPage(CheckPage):
    """Whether a port takes connections."""

    kind: ClassVar[str] = "tcp"
    blank: ClassVar[Draft] = {"kind": "tcp", "host": "localhost", "port": ""}

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        host = LineField(
            theme,
            name=f"{self.prefix}host",
            label=self.tr("Host"),
            noun=self.tr("the host"),
            loc=(SECTION, "host"),
            read=str.strip,
        )
        port = LineField(
            theme,
            name=f"{self.prefix}port",
            label=self.tr("Port"),
            noun=self.tr("the port"),
            loc=(SECTION, "port"),
            read=_typed_port,
            width=NARROW + 16,
        )
        state = SegmentsField(
            theme,
            name=f"{self.prefix}state",
            label=self.tr("Must"),
            noun=self.tr("what the port must do"),
            loc=(SECTION, "state"),
            choices=(("open", self.tr("Answer")), ("closed", self.tr("Not answer"))),
        )
        return [host, port, state, self.timeout("3s", self.tr("for an answer; empty for 3 s"))]


def _typed_port(text: str) -> int | str:
    """The number of a port; nothing typed stays that, for the model to tell."""
    port = optional_count(text)
    return port if isinstance(port, int) else ""


class FilePage(CheckPage):
    """Whether there is such a file."""

    kind: ClassVar[str] = "file"
    blank: ClassVar[Draft] = {"kind": "file", "path": ""}

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        path = LineField(
            theme,
            name=f"{self.prefix}path",
            label=self.tr("Path"),
            noun=self.tr("the path"),
            loc=(SECTION, "path"),
            code=True,
        )
        state = SegmentsField(
            theme,
            name=f"{self.prefix}state",
            label=self.tr("Must"),
            noun=self.tr("what the file must do"),
            loc=(SECTION, "state"),
            choices=(("exists", self.tr("Exist")), ("missing", self.tr("Not exist"))),
        )
        newer = DurationField(
            theme,
            name=f"{self.prefix}newer_than",
            label=self.tr("Changed"),
            noun=self.tr("how new the file must be"),
            loc=(SECTION, "newer_than"),
            meaning=self.tr("= {time} ago at most"),
            empty=self.tr("ago at most, as in 5m"),
        )
        size = LineField(
            theme,
            name=f"{self.prefix}min_size",
            label=self.tr("Size"),
            noun=self.tr("the least size"),
            loc=(SECTION, "min_size"),
            read=typed_size,
            width=WIDE,
        )
        size.show_hint(self.tr("at least, as in 10KiB"))
        return [path, state, newer, size]


class WebPage(CheckPage):
    """Whether an address answers as it should."""

    kind: ClassVar[str] = "http"
    blank: ClassVar[Draft] = {"kind": "http", "url": ""}

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        url = LineField(
            theme,
            name=f"{self.prefix}url",
            label=self.tr("Address"),
            noun=self.tr("the address"),
            loc=(SECTION, "url"),
            read=str.strip,
            code=True,
        )
        status = LineField(
            theme,
            name=f"{self.prefix}status",
            label=self.tr("Answers"),
            noun=self.tr("the statuses"),
            loc=(SECTION, "status"),
            show=statuses_text,
            read=typed_line,
            default="200-299",
            width=WIDE,
        )
        status.show_hint(self.tr("one of these statuses"))
        contains = LineField(
            theme,
            name=f"{self.prefix}contains",
            label=self.tr("Contains"),
            noun=self.tr("the text"),
            loc=(SECTION, "contains"),
            read=typed_text,
        )
        contains.edit.setPlaceholderText(self.tr("any text"))
        path = LineField(
            theme,
            name=f"{self.prefix}json_path",
            label=self.tr("JSON at"),
            noun=self.tr("the path in the JSON"),
            loc=(SECTION, "json", "path"),
            read=typed_line,
            code=True,
        )
        path.edit.setPlaceholderText(self.tr("a path, as in status.0"))
        equals = LineField(
            theme,
            name=f"{self.prefix}json_equals",
            label=self.tr("equals"),
            noun=self.tr("the value in the JSON"),
            loc=(SECTION, "json", "equals"),
            show=json_text,
            read=typed_json,
            code=True,
        )
        equals.edit.setPlaceholderText(self.tr("a value, as in ok, 5 or true"))
        equals.edit.setToolTip(tool_tip(equals.edit.placeholderText()))
        path.locs = (*path.locs, (SECTION, "json"))
        headers = TextField(
            theme,
            name=f"{self.prefix}headers",
            label=self.tr("Headers"),
            noun=self.tr("the headers"),
            loc=(SECTION, "headers"),
            show=headers_text,
            read=typed_headers,
            code=True,
            lines=2,
        )
        headers.edit.setPlaceholderText(self.tr("Name: value, one a line"))
        return [url, status, contains, path, equals, headers, self.timeout("10s", self.tr("empty for 10 s"))]

    def store(self, draft: Draft) -> dict[Field, str]:
        """Write what is typed; a JSON test of nothing is none."""
        problems = super().store(draft)
        if value_at(draft, (SECTION, "json")) == {}:
            draft[SECTION].pop("json")
        return problems


class CommandCheckPage(CheckPage):
    """Whether a program succeeds."""

    kind: ClassVar[str] = "command"
    blank: ClassVar[Draft] = {"kind": "command", "argv": []}

    def beside(self) -> QWidget:
        """The switch between the two ways to read the line."""
        return self.in_shell

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        self.in_shell = shell_switch(f"{self.prefix}in_shell", self.tr("In a shell"))
        self.command = CommandLine(
            theme,
            self.in_shell,
            section=SECTION,
            name=f"{self.prefix}command",
            label=self.tr("Succeeds"),
            noun=self.tr("the command of the check"),
        )
        self.in_shell.clicked.connect(self.command.changed)
        timeout = self.timeout("10s", self.tr("empty for 10 s"))
        return [self.command, timeout]

    @Slot()
    def adapt(self) -> None:
        """Advise a shell where the line needs one."""
        self.command.advise(self.command.advice())


CHECK_PAGES: tuple[type[CheckPage], ...] = (PortPage, FilePage, WebPage, CommandCheckPage)
"""In the order in which they are offered."""
