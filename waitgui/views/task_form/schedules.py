"""The kinds of schedule in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Slot

from waitgui.tasks.words import exact_words
from waitgui.views.task_form.anchors import AnchorField
from waitgui.views.task_form.draft import ABSENT, Absent, Draft, put
from waitgui.views.task_form.entries import percent_text, typed_percent
from waitgui.views.task_form.field import WIDE, Field
from waitgui.views.task_form.fields import DurationField, LineField
from waitgui.views.task_form.pages import Page
from waitgui.views.task_form.waiting import BackoffPage, PollPage

if TYPE_CHECKING:
    from waitgui.views.theme import Theme


class JitterField(LineField):
    """How much later than its period a tick may come. On a grid there is none: what was typed waits."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            name="jitter",
            label=self.tr("U&p to"),
            noun=self.tr("how much later a tick may come"),
            loc=("schedule", "jitter"),
            show=percent_text,
            read=typed_percent,
            default=0.0,
            width=WIDE,
        )

    def store(self, draft: Draft) -> str:
        """Write nothing while it has no effect."""
        if not self.edit.isEnabled():
            put(draft, self.locs[0], ABSENT)
            return ""
        return super().store(draft)

    def follow(self, period_ns: int | None, *, on_grid: bool) -> None:
        """Say what it does to the period."""
        self.edit.setEnabled(not on_grid)
        share = self._share()
        if on_grid:
            self.show_hint(self.tr("Nothing on a grid is late on purpose."))
        elif not period_ns or not share:
            self.show_hint(self.tr("later each time (jitter)"))
        else:
            longest_ns = period_ns + int(period_ns * share)
            hint = self.tr("later each time: {low} to {high} (jitter)")
            self.show_hint(hint.replace("{low}", exact_words(period_ns)).replace("{high}", exact_words(longest_ns)))

    def _share(self) -> float:
        try:
            share = typed_percent(self.edit.text())
        except ValueError:
            return 0.0
        return 0.0 if isinstance(share, Absent) or not 0 < share < 1e6 else share


class RepeatPage(Page):
    """Again and again until a stop rule holds."""

    section: ClassVar[str] = "schedule"
    kind: ClassVar[str] = "repeat"
    blank: ClassVar[Draft] = {"kind": "repeat", "period": "5m"}

    @classmethod
    def title(cls) -> str:
        """What the chooser says."""
        return QCoreApplication.translate("RepeatPage", "Repeat")

    def make_fields(self, theme: Theme) -> list[Field]:
        """The fields of the page."""
        self.period = DurationField(
            theme,
            name="period",
            label=self.tr("&Every"),
            noun=self.tr("the period"),
            loc=("schedule", "period"),
            meaning="= {time}",
            zero=self.tr("= back to back, without a pause"),
            empty=self.tr("a time, as in 10s or 1m30s"),
            required=True,
        )
        self.anchor = AnchorField(theme)
        self.jitter = JitterField(theme)
        self.delay = DurationField(
            theme,
            name="initial_delay",
            label=self.tr("Fi&rst tick"),
            noun=self.tr("the delay of the first tick"),
            loc=("schedule", "initial_delay"),
            meaning=self.tr("= {time} after Start"),
            zero=self.tr("at Start"),
            default="0s",
        )
        # A grid without a period is the one fault of `drift_free` that this page lets anyone write.
        self.period.locs = (*self.period.locs, ("schedule", "drift_free"))
        return [self.period, self.anchor, self.jitter, self.delay]

    @Slot()
    def adapt(self) -> None:
        """The jitter says what it makes of the period."""
        self.jitter.follow(self.period.ns(), on_grid=self.anchor.on_grid.isChecked())


SCHEDULE_PAGES: tuple[tuple[type[Page], str], ...] = (
    (RepeatPage, ""),
    (PollPage, "poll-"),
    (BackoffPage, "backoff-"),
)
"""In the order in which they are offered, with what the names of their controls begin with."""
