"""The left column: every field of a task, from the draft and back into it."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from waitgui.views.labels import plain_label
from waitgui.views.task_form.actions import ACTION_PAGES
from waitgui.views.task_form.entries import tags_text, typed_tags, typed_text
from waitgui.views.task_form.field import LABEL_WIDTH
from waitgui.views.task_form.fields import CheckField, LineField, TextField
from waitgui.views.task_form.pages import ROW_GAP
from waitgui.views.task_form.retry import RetrySection
from waitgui.views.task_form.schedules import SCHEDULE_PAGES
from waitgui.views.task_form.sections import OUTDENT, Disclosure, KindSection
from waitgui.views.task_form.stop_rules import StopRulesSection
from waitgui.views.task_form.trial import Trial
from waitgui.views.task_form.waiting import BackoffPage, PollPage

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from waitgui.tasks.problems import Problem
    from waitgui.views.task_form.around import Around
    from waitgui.views.task_form.draft import Draft
    from waitgui.views.task_form.field import Field
    from waitgui.views.task_form.pages import Page
    from waitgui.views.theme import Theme

_SECTION_GAP = 16


class TaskFields(QFrame):
    """What it does, when, until when, and more."""

    edited = Signal()
    rowsChanged = Signal()
    """There are other fields than before."""

    aligned = Signal()
    """The labels have other widths."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        theme = around.theme
        self.setProperty("look", "page")
        self.name = LineField(theme, name="name", label=self.tr("&Name"), noun=self.tr("the name"), loc=("name",))
        self.action = KindSection(around, ACTION_PAGES, name="action", label=self.tr("&Action"))
        self.retry = RetrySection(theme)
        self.schedule = KindSection(around, SCHEDULE_PAGES, name="schedule", label=self.tr("Schedule"), in_a_row=True)
        self.stop = StopRulesSection(around)
        self.more = Disclosure(theme, self.tr("&More"), name="more")
        self._others = self._make_others(theme)
        self._lay_out()
        for field in (self.name, *self._others):
            field.edited.connect(self.edited)
        for section in (self.action, self.schedule):
            section.edited.connect(self.edited)
            section.made.connect(self._on_made)
            section.kindChanged.connect(self._turn_pages)
            section.partsChanged.connect(self.rowsChanged)
        self.schedule.edited.connect(self._say_end)
        self.retry.edited.connect(self.edited)
        self.retry.partsChanged.connect(self.rowsChanged)
        self.stop.edited.connect(self.edited)
        self.stop.rowsChanged.connect(self._align)
        self.stop.rowsChanged.connect(self.rowsChanged)

    def _make_others(self, theme: Theme) -> list[Field]:
        tags = LineField(
            theme,
            name="tags",
            label=self.tr("Ta&gs"),
            noun=self.tr("the tags"),
            loc=("tags",),
            show=tags_text,
            read=typed_tags,
        )
        tags.edit.setPlaceholderText(self.tr("words with commas between them"))
        notes = TextField(
            theme, name="notes", label=self.tr("Notes"), noun=self.tr("the notes"), loc=("notes",), read=typed_text
        )
        enabled = CheckField(
            theme,
            name="enabled",
            label=self.tr("Start all"),
            text=self.tr("Takes this task along"),
            noun=self.tr("whether Start all takes it along"),
            loc=("enabled",),
            default=True,
        )
        return [tags, notes, enabled]

    def _lay_out(self) -> None:
        self.more.opened.connect(self._align)
        self.more.add(self._others)
        column = QVBoxLayout()
        column.setContentsMargins(OUTDENT, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        column.addWidget(plain_label(self.tr("What it does"), look="section"))
        column.addWidget(self.name)
        column.addWidget(self.action)
        column.addWidget(self.retry)
        column.addSpacing(_SECTION_GAP)
        column.addWidget(plain_label(self.tr("When"), look="section"))
        column.addWidget(self.schedule)
        column.addSpacing(_SECTION_GAP)
        column.addWidget(self.stop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24 - OUTDENT, 18, 24, 12)
        whole.setSpacing(_SECTION_GAP)
        whole.addLayout(column)
        whole.addWidget(self.more)
        whole.addStretch(1)

    def fields(self) -> list[Field]:
        """The fields that count now, from the top."""
        fields = [self.name, *self.action.page.parts(), *self.retry.fields(), *self.schedule.page.parts()]
        return [*fields, *self.stop.parts(), *self._fields_of_more()]

    def trials(self) -> list[Trial]:
        """The buttons that try something out, of what counts now."""
        return [field for field in self.fields() if isinstance(field, Trial)]

    def members(self, trial: Trial) -> list[Field]:
        """The fields of what it tries out."""
        if trial.what == ("action",):
            return [*self.action.page.parts(), *self.action.page.more]
        owners = (*self.schedule.page.fields, *self.stop.rows)
        return next((field.parts() for field in owners if trial in field.parts()), [])

    def field_of(self, problem: Problem) -> Field | None:
        """The field whose problem it is."""
        return self.field_at(problem.loc)

    def field_at(self, loc: tuple[str | int, ...]) -> Field | None:
        """The field that shows this place of the draft, of those that count now."""
        whole = [self.name, *self.action.page.fields, *self.retry.fields(), *self.schedule.page.fields]
        fields = [*whole, *self.stop.rows, *self._fields_of_more()]
        return next((part for field in fields if (part := field.part_at(loc)) is not None), None)

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        stops = [*self.name.stops(), *self.action.stops(), *self.retry.stops(), *self.schedule.stops()]
        stops.append(self.stop.add)
        stops += [stop for field in self.stop.rows for stop in field.stops()]
        stops.append(self.more.button)
        return [*stops, *(stop for field in self._fields_of_more() for stop in field.stops())]

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        for field in (self.name, *self._others):
            field.load(draft)
        for kinds in (self.action, self.schedule):
            kinds.point(draft)
        for section in (self.action, self.retry, self.schedule, self.stop):
            section.load(draft)
        self._turn_pages()

    def typed(self, given: Draft) -> tuple[Draft, dict[Field, str]]:
        """The given draft with what is typed written over it, and what of that can't be read."""
        draft = copy.deepcopy(given)
        problems: dict[Field, str] = {}
        for section in (self.action, self.retry, self.schedule, self.stop):
            problems |= section.store(draft)
        for field in (self.name, *self._others):
            problem = field.store(draft)
            if problem:
                problems[field] = problem
        return draft, problems

    def showEvent(self, event: QShowEvent) -> None:
        """The fonts are known now, so the labels' column can be as wide as they need."""
        super().showEvent(event)
        self._align()

    @Slot()
    def _align(self) -> None:
        """Give all labels the width of the widest."""
        pages = [*self.action.pages, *self.schedule.pages]
        fields = [self.name, *self.stop.rows, *self._others, *(field for page in pages for field in page.fields)]
        labels = [field.label for field in (*fields, *(field for page in pages for field in page.more))]
        labels += [self.action.label, self.schedule.label]
        labels += [field.label for field in (self.retry.switch, *self.retry.own)]
        width = max(LABEL_WIDTH, *(label.minimumSizeHint().width() for label in labels))
        for label in labels:
            label.setFixedWidth(width)
        self.aligned.emit()

    def _fields_of_more(self) -> list[Field]:
        return [*self.action.page.more, *self.schedule.page.more, *self._others]

    @Slot(object)
    def _on_made(self, page: Page) -> None:
        """What it has to show elsewhere: that of actions stands before that of schedules."""
        is_action = page in self.action.pages
        self.more.add(page.more, 0 if is_action else sum(len(action.more) for action in self.action.pages))

    @Slot()
    def _turn_pages(self) -> None:
        if self.isVisible():
            self._align()
        self.more.show_only(self._fields_of_more())
        self._say_end()
        self.rowsChanged.emit()

    @Slot()
    def _say_end(self) -> None:
        page = self.schedule.page
        self.stop.show_own_end(page.own_end() if isinstance(page, PollPage | BackoffPage) else "")
