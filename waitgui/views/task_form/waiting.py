"""The kinds of schedule that wait for something: for a condition, or for the action to succeed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, Slot

from waitgui.tasks.model import Backoff
from waitgui.tasks.tries import prospect
from waitgui.tasks.words import exact_words
from waitgui.views.task_form.choices import SegmentsField
from waitgui.views.task_form.condition_field import ConditionField
from waitgui.views.task_form.conditions import FIRST_CHECK
from waitgui.views.task_form.entries import optional_count
from waitgui.views.task_form.field import NARROW, Field
from waitgui.views.task_form.fields import CheckField, DurationField, LineField
from waitgui.views.task_form.growing import growing_fields
from waitgui.views.task_form.pages import Page

if TYPE_CHECKING:
    from waitgui.views.task_form.draft import Draft
    from waitgui.views.theme import Theme


class PollPage(Page):
    """Checks a condition again and again; once it is met the action runs, once."""

    section: ClassVar[str] = "schedule"
    kind: ClassVar[str] = "poll"
    blank: ClassVar[Draft] = {"kind": "poll", "interval": "5s", "immediate": True, "condition": FIRST_CHECK}

    @classmethod
    def title(cls) -> str:
        """What the chooser says."""
        return QCoreApplication.translate("PollPage", "Poll")

    def own_end(self) -> str:
        """How it ends without a stop rule."""
        if self.timeout.ns():
            return self.tr("Ends once the action has run, or when it gives up.")
        return self.tr("Ends once the action has run.")

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        self.condition = ConditionField(
            self.around,
            name="condition",
            label=self.tr("Waits for"),
            noun=self.tr("the condition"),
            loc=("schedule", "condition"),
        )
        self.interval = DurationField(
            theme,
            name="interval",
            label=self.tr("&Every"),
            noun=self.tr("the interval"),
            loc=("schedule", "interval"),
            meaning=self.tr("= {time}, on a grid: a slow check loses the next"),
            zero=self.tr("= back to back, without a pause"),
            empty=self.tr("a time, as in 10s or 1m30s"),
            required=True,
        )
        self.immediate = CheckField(
            theme,
            name="immediate",
            label=self.tr("Fi&rst check"),
            text=self.tr("At Start, without waiting (immediate)"),
            noun=self.tr("when the first check is"),
            loc=("schedule", "immediate"),
            default=False,
        )
        self.timeout = DurationField(
            theme,
            name="poll-timeout",
            label=self.tr("Gives up"),
            noun=self.tr("when it gives up"),
            loc=("schedule", "timeout"),
            meaning=self.tr("= {time} after Start (timeout)"),
            empty=self.tr("a time after Start; empty for never"),
        )
        return [self.condition, self.interval, self.immediate, self.timeout]

    def make_more(self, theme: Theme) -> list[Field]:
        """The fields that are used less."""
        errors = LineField(
            theme,
            name="errors_allowed",
            label=self.tr("Bears"),
            noun=self.tr("how many errors are allowed"),
            loc=("schedule", "errors_allowed"),
            read=optional_count,
            default=0,
            width=NARROW,
        )
        errors.show_hint(self.tr("errors of the check in a row; one more ends it"))
        return [errors]

    @Slot()
    def adapt(self) -> None:
        """Warn of a timeout that leaves no time for checks."""
        interval_ns, timeout_ns = self.interval.ns(), self.timeout.ns()
        advice = ""
        if interval_ns and timeout_ns and timeout_ns <= interval_ns:
            if self.immediate.box.isChecked():
                advice = self.tr("Only the check at Start is made: the next would be due at {time}.")
            else:
                advice = self.tr("No check is made: the first would be due at {time}.")
        self.timeout.advise(advice.replace("{time}", exact_words(interval_ns or 0)))


class BackoffPage(Page):
    """Runs the action until it succeeds, with growing waits between."""

    section: ClassVar[str] = "schedule"
    kind: ClassVar[str] = "backoff"
    blank: ClassVar[Draft] = {"kind": "backoff", "duration": "1s"}

    @classmethod
    def title(cls) -> str:
        """What the chooser says."""
        return QCoreApplication.translate("BackoffPage", "Back off")

    def own_end(self) -> str:
        """How it ends without a stop rule."""
        if self.at_cap.word == "keep":
            return self.tr("Ends when the action succeeds.")
        return self.tr("Ends when the action succeeds, or at the last attempt.")

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        growing = growing_fields(theme, "schedule", self.prefix, steps=10)
        self.duration, self.factor, self.jitter, self.steps, self.cap = growing
        self.at_cap = SegmentsField(
            theme,
            name="at_cap",
            label=self.tr("At the cap"),
            noun=self.tr("what happens at the cap"),
            loc=("schedule", "at_cap"),
            choices=(("give_up", self.tr("Give up")), ("keep", self.tr("Keep trying"))),
        )
        return [*growing, self.at_cap]

    @Slot()
    def adapt(self) -> None:
        """Say what the cap does to the steps."""
        keeps = self.at_cap.word == "keep"
        has_cap = bool(self.cap.edit.text().strip())
        self.steps.edit.setEnabled(not (keeps and has_cap))
        advice = ""
        schedule = self._schedule()
        if keeps:
            advice = (
                self.tr("Without effect: it keeps trying.") if has_cap else self.tr("Waits grow so often, then stay.")
            )
        elif schedule is not None and prospect(schedule).ended_by_cap:
            advice = self.tr("The cap ends it after %n attempt(s).", None, prospect(schedule).tries or 0)
        self.steps.advise(advice)

    def _schedule(self) -> Backoff | None:
        """What the fields say, None while that isn't valid."""
        draft: Draft = {"schedule": {"kind": self.kind}}
        self.store(draft)
        try:
            return Backoff.model_validate(draft["schedule"])
        except ValidationError:
            return None

    def raise_cap(self, cap: str) -> None:
        """Type another cap for the user."""
        self.cap.edit.setText(cap)
        self.cap.changed()

    def keep_trying(self) -> None:
        """Choose for the user to stay at the cap."""
        self.at_cap.choose("keep")
