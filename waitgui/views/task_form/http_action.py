"""A web request as an action, in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QCoreApplication

from waitgui.views.task_form.action_page import ActionPage
from waitgui.views.task_form.draft import ABSENT, Draft
from waitgui.views.task_form.entries import headers_text, statuses_text, typed_headers, typed_line, typed_size
from waitgui.views.task_form.field import WIDE, Field
from waitgui.views.task_form.fields import CheckField, DurationField, LineField, TextField

if TYPE_CHECKING:
    from waitgui.views.theme import Theme

_METHOD_WIDTH = 88


class HttpPage(ActionPage):
    """A request."""

    kind: ClassVar[str] = "http"
    blank: ClassVar[Draft] = {"kind": "http", "url": ""}

    @classmethod
    def title(cls) -> str:
        """What the chooser says."""
        return QCoreApplication.translate("HttpPage", "Web request")

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
