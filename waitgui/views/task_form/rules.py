"""The rules that end a run, each as a field. A further rule is a further class in the table at the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from PySide6.QtCore import QDateTime, Slot
from PySide6.QtWidgets import QDateTimeEdit

from waitgui.views.task_form.choices import TaskField
from waitgui.views.task_form.condition_field import ConditionField
from waitgui.views.task_form.conditions import FIRST_FILE
from waitgui.views.task_form.draft import ABSENT, Draft, put, value_at
from waitgui.views.task_form.entries import codes_text, typed_count, typed_some_codes
from waitgui.views.task_form.field import NARROW, WIDE, Field
from waitgui.views.task_form.fields import DurationField, LineField

if TYPE_CHECKING:
    from waitgui.views.task_form.around import Around

_MOMENT_WIDTH = 192


class CountRule(LineField):
    """After so many ticks."""

    key: ClassVar[str] = "after_runs"
    first: ClassVar[Any] = 10

    def __init__(self, around: Around) -> None:
        super().__init__(
            around.theme,
            name=self.key,
            label=self.label_words(),
            noun=self.noun_words(),
            loc=("stop", self.key),
            read=typed_count,
            width=NARROW,
        )

    def label_words(self) -> str:
        """What stands before it."""
        return self.tr("Stops after")

    def noun_words(self) -> str:
        """What it is called in a sentence."""
        return self.tr("the number of ticks")

    def what(self, count: int) -> str:
        """What is counted."""
        return self.tr("tick(s)", None, count)

    def describe(self) -> None:
        """Say whether it is "tick" or "ticks"."""
        text = self.edit.text().strip()
        self.show_hint(self.what(int(text) if text.isdecimal() and len(text) < 10 else 0))


class RunsRule(CountRule):
    """After so many ticks: the rule that most tasks have has a letter of its own."""

    def label_words(self) -> str:
        """What stands before it."""
        return self.tr("&Stops after")


class SuccessesRule(CountRule):
    """After so many ticks that succeeded."""

    key: ClassVar[str] = "after_successes"
    first: ClassVar[Any] = 1

    def noun_words(self) -> str:
        """What it is called in a sentence."""
        return self.tr("the number of successes")

    def what(self, count: int) -> str:
        """What is counted."""
        return self.tr("success(es)", None, count)


class FailuresRule(CountRule):
    """After so many ticks that failed."""

    key: ClassVar[str] = "after_failures"
    first: ClassVar[Any] = 5

    def noun_words(self) -> str:
        """What it is called in a sentence."""
        return self.tr("the number of failures")

    def what(self, count: int) -> str:
        """What is counted."""
        return self.tr("failure(s)", None, count)


class FailuresInARowRule(CountRule):
    """After so many ticks that failed with none between that succeeded."""

    key: ClassVar[str] = "after_failures_in_a_row"
    first: ClassVar[Any] = 3

    def noun_words(self) -> str:
        """What it is called in a sentence."""
        return self.tr("the number of failures in a row")

    def what(self, count: int) -> str:
        """What is counted."""
        return self.tr("failure(s) in a row", None, count)


class TimeRule(DurationField):
    """After a time since Start."""

    key: ClassVar[str] = "after_time"
    first: ClassVar[Any] = "8h"

    def __init__(self, around: Around) -> None:
        super().__init__(
            around.theme,
            name=self.key,
            label=self.tr("Stops after"),
            noun=self.tr("the time after which it stops"),
            loc=("stop", self.key),
            meaning=self.tr("= {time} after Start"),
            empty=self.tr("a time since Start, as in 8h"),
            required=True,
        )


class CodesRule(LineField):
    """On certain exit codes."""

    key: ClassVar[str] = "on_exit_code"
    first: ClassVar[Any] = ABSENT

    def __init__(self, around: Around) -> None:
        super().__init__(
            around.theme,
            name=self.key,
            label=self.tr("Stops on"),
            noun=self.tr("the exit codes on which it stops"),
            loc=("stop", self.key),
            show=codes_text,
            read=typed_some_codes,
            width=WIDE,
        )
        self.show_hint(self.tr("exit code, or several: 75, 76"))


class OutputRule(LineField):
    """When the output of a tick matches a regular expression."""

    key: ClassVar[str] = "on_output"
    first: ClassVar[Any] = ""

    def __init__(self, around: Around) -> None:
        super().__init__(
            around.theme,
            name=self.key,
            label=self.tr("Stops when"),
            noun=self.tr("the expression that the output is searched for"),
            loc=("stop", self.key),
            code=True,
        )
        self.edit.setPlaceholderText(self.tr("the output matches, as in done|ready"))


class TaskEndsRule(TaskField):
    """When another task of the set ends."""

    key: ClassVar[str] = "when_task_ends"
    first: ClassVar[Any] = ABSENT

    def __init__(self, around: Around) -> None:
        super().__init__(
            around.theme,
            around.other_tasks,
            name=self.key,
            label=self.tr("Stops when"),
            noun=self.tr("the task whose end stops it"),
            loc=("stop", self.key),
        )
        self.show_hint(self.tr("ends"))


class WhenRule(ConditionField):
    """When a condition holds, which is checked after each tick."""

    key: ClassVar[str] = "when"
    first: ClassVar[Any] = FIRST_FILE

    def __init__(self, around: Around) -> None:
        super().__init__(
            around,
            name=self.key,
            label=self.tr("Stops when"),
            noun=self.tr("the condition that stops it"),
            loc=("stop", self.key),
        )


class MomentRule(Field):
    """At a date and time, in local time; at first this time tomorrow."""

    key: ClassVar[str] = "at"
    first: ClassVar[Any] = ABSENT

    def __init__(self, around: Around) -> None:
        self.edit = QDateTimeEdit()
        super().__init__(
            around.theme,
            self.edit,
            name=self.key,
            label=self.tr("Stops a&t"),
            noun=self.tr("the moment at which it stops"),
            locs=(("stop", self.key),),
        )
        self._now = around.now
        self._loading = False
        self._loaded: tuple[QDateTime, Any] = (QDateTime(), ABSENT)
        self.hint.hide()
        self.edit.setFixedWidth(_MOMENT_WIDTH)
        self.edit.lineEdit().setTextMargins(8, 0, 0, 0)  # the style sheet's padding doesn't reach it
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
        self.edit.dateTimeChanged.connect(self.changed)

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        value = value_at(draft, self.locs[0])
        tomorrow = (self._now() + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
        moment = value if isinstance(value, datetime) else tomorrow
        self._loaded = (QDateTime.fromSecsSinceEpoch(int(moment.timestamp())), value)
        self._loading = True
        self.edit.setDateTime(self._loaded[0])
        self._loading = False
        self._describe()

    def store(self, draft: Draft) -> str:
        """Write the moment; untouched it keeps its offset and its fraction of a second."""
        chosen = self.edit.dateTime()
        value = self._loaded[1]
        if chosen != self._loaded[0] or value is ABSENT:
            value = datetime.fromtimestamp(chosen.toSecsSinceEpoch(), UTC).astimezone()
        put(draft, self.locs[0], value)
        return ""

    def is_set(self) -> bool:
        """A rule that is there is set."""
        return True

    @Slot()
    def changed(self) -> None:
        """Say whether it is past, and tell the form."""
        if not self._loading:
            self._describe()
            super().changed()

    def _describe(self) -> None:
        past = self.edit.dateTime().toSecsSinceEpoch() <= self._now().timestamp()
        self.advise(self.tr("That is past: a run would end at once, without a tick.") if past else "")


Rule: TypeAlias = CountRule | TimeRule | MomentRule | CodesRule | OutputRule | TaskEndsRule | WhenRule

RULES: tuple[type[Rule], ...] = (
    RunsRule,
    TimeRule,
    MomentRule,
    SuccessesRule,
    FailuresRule,
    FailuresInARowRule,
    CodesRule,
    OutputRule,
    TaskEndsRule,
    WhenRule,
)
"""In the order in which they are offered."""
