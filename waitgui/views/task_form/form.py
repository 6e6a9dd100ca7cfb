"""The task form: edits a draft, says what is wrong beside each field, and shows what the task would do.

What is typed goes into a copy of the draft that was given, which the model judges; the form knows no rule of its own.
So fields of the draft that the form doesn't know stay as they are.
"""

from __future__ import annotations

import copy
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from waitgui.models.said import as_sentence, said
from waitgui.tasks.actions import Nothing
from waitgui.tasks.model import Repeat, Task, id_from
from waitgui.views.help import HelpWindow, topic_of
from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import ElidedLabel, plain_label
from waitgui.views.mnemonics import hide_mnemonics, show_mnemonics
from waitgui.views.task_form.advice_cards import mend
from waitgui.views.task_form.around import Around, local_now, nothing_against_it
from waitgui.views.task_form.columns import Columns, rule
from waitgui.views.task_form.draft import ABSENT, Draft, judge, put, sketch, value_at
from waitgui.views.task_form.field import Field
from waitgui.views.task_form.footer import Footer
from waitgui.views.task_form.preview import PreviewPane
from waitgui.views.task_form.task_fields import TaskFields
from waitgui.views.task_form.to_fill import ToFill
from waitgui.views.task_form.trial import Trial
from waitgui.views.task_form.trials import offer_trials
from waitgui.views.task_form.waiting import BackoffPage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from waitgui.runner.foresight import Forecast
    from waitgui.tasks.remedies import Remedy
    from waitgui.views.task_form.around import LookUp, TryOut
    from waitgui.views.task_form.draft import Loc
    from waitgui.views.theme import Theme

SIZE, LEAST_SIZE = (1000, 760), (640, 380)
PREVIEW_DELAY_MS = 30


class TaskForm(QDialog):
    """Edits the draft of one task; open it with `open()`. The opener deletes it once it has `finished`.

    `draft` is a task as a file has it (`tasks.model.plain`, or `new_draft()`); it isn't changed. `forecast` plays a
    task through, with the nanoseconds that a tick is taken to last; it is called in the GUI thread. `other_tasks` are
    the ids and names of those that may be waited for; `to_fill` are places of the draft that it can't be kept without,
    each with an example; `show_code` shows the task as code. For the rest see `Around`.
    """

    accepted_task = Signal(object)
    """The valid `Task` that is to be kept; after this the form closes."""
    edited = Signal()
    """Something else is typed."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        theme: Theme,
        set_name: str,
        draft: Draft,
        taken_ids: frozenset[str],
        forecast: Callable[[Task, int], Forecast],
        is_new: bool,
        now: Callable[[], datetime] = local_now,
        other_tasks: Sequence[tuple[str, str]] = (),
        try_out: TryOut | None = None,
        look_up: LookUp | None = None,
        refusal: Callable[[], str] = nothing_against_it,
        to_fill: Mapping[Loc, object] | None = None,
        show_code: Callable[[Task], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._to_fill = ToFill(to_fill or {})
        self._show_code = show_code
        self._given = copy.deepcopy(draft)
        self._taken_ids = taken_ids
        self._forecast = forecast
        self._around = Around(theme, now, tuple(other_tasks), try_out, look_up, refusal)
        self._now = now
        self.is_new = is_new
        self._task: Task | None = None
        self._sketch: Task | None = None
        self._first_wrong: Field | None = None
        title = self.tr("New task") if is_new else self.tr("Edit task")
        self.setWindowTitle(title)
        self.setMinimumSize(*LEAST_SIZE)
        self.fields = TaskFields(self._around)
        self.preview = PreviewPane(theme)
        self.footer = Footer(theme)
        self._help: HelpWindow | None = None
        self._preview_timer = QTimer(self, singleShot=True, interval=PREVIEW_DELAY_MS)
        self._preview_timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._lay_out(self._head(title, set_name))
        self._load()
        self._connect()
        self._unchanged = self._typed()[0]
        self._judge()
        self._show_preview()
        self._chain()
        self.resize(self._fitting_size())
        self.footer.save.setDefault(True)
        self._begin()

    # What is shown

    def _head(self, title: str, set_name: str) -> QWidget:
        head = QFrame()
        head.setProperty("look", "bar")
        head.setFixedHeight(56)
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 2, 24, 0)
        row.setSpacing(14)
        row.addWidget(plain_label(title, look="title"))
        row.addWidget(ElidedLabel(set_name, look="secondary"), 1)
        self.code = IconButton(self._around.theme, "terminal", self.tr("Show as code"), look="flat")
        self.code.setObjectName("as_code")
        self.code.setAutoDefault(False)
        self.code.setVisible(self._show_code is not None)
        self.code.clicked.connect(self._on_code)
        row.addWidget(self.code)
        return head

    @Slot()
    def _on_code(self) -> None:
        if self._task is not None and self._show_code is not None:
            self._show_code(self._task)

    def _lay_out(self, head: QWidget) -> None:
        self._columns = Columns(self.fields, self.preview, self)
        self.fields_area, self.preview_area = self._columns.fields_area, self._columns.preview_area
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(rule())
        outer.addLayout(self._columns, 1)
        outer.addWidget(rule())
        outer.addWidget(self.footer)

    def _fitting_size(self) -> QSize:
        available = self.screen().availableSize()
        return QSize(min(SIZE[0], available.width()), min(SIZE[1], available.height() - 40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between one column and two."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """Two columns or one."""
        self._columns.arrange(self.size())

    def _begin(self) -> None:
        """Where one begins to write: what a template leaves open, else the name."""
        first = self._to_fill.first(self.fields)
        if first is None:
            self.fields.name.edit.setFocus()
        else:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where there is something to fill in, once the fields have their places."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._show_first)

    @Slot()
    def _show_first(self) -> None:
        first = self._to_fill.first(self.fields)
        if first is not None:
            self.fields_area.ensureWidgetVisible(first)

    # From what is typed to a task

    def _load(self) -> None:
        self.fields.load(self._given)
        for field in self.fields.fields():
            field.touched = not self.is_new

    def _typed(self) -> tuple[Draft, dict[Field, str]]:
        """The draft as typed, and what of it can't be read."""
        draft, unread = self.fields.typed(self._given)
        if value_at(draft, ("id",)) is ABSENT:
            name = value_at(draft, ("name",))
            put(draft, ("id",), id_from(name if isinstance(name, str) else "", self._taken_ids))
        return draft, unread

    @Slot()
    def _changed(self) -> None:
        self._judge()
        self.edited.emit()
        if not self._preview_timer.isActive():
            self._preview_timer.start()

    def _judge(self) -> None:
        draft, unread = self._typed()
        task, problems = judge(draft)
        self._sketch = task if task is not None else sketch(draft, problems)
        wrong, elsewhere = dict(unread), ""
        for problem in problems:
            field = self.fields.field_of(problem)
            if field is None:
                elsewhere = elsewhere or f"{problem.field}: {said(problem.message)}"
            else:
                wrong.setdefault(field, as_sentence(said(problem.text)))
        for field in self._to_fill.ask(self.fields, draft):
            wrong.setdefault(field, self.tr("Fill this in."))
        self._task = None if wrong or elsewhere else task
        self._show_problems(wrong, elsewhere)
        offer_trials(self.fields, draft, wrong)
        self.fields.more.summarise()

    def _show_problems(self, wrong: dict[Field, str], elsewhere: str) -> None:
        self._first_wrong = None
        for field in self.fields.fields():
            problem = wrong.get(field, "")
            field.show_problem(problem if field.touched else "")
            if problem and field.touched:
                self.fields.more.reveal(field)
            if problem and self._first_wrong is None:
                self._first_wrong = field
        if self._first_wrong is not None:
            touched = self._first_wrong.touched
            template = self.tr("Correct {field} to save.") if touched else self.tr("Enter {field} to save.")
            self.footer.show_reason(template.replace("{field}", self._first_wrong.noun), wrong=touched)
        else:
            self.footer.show_reason(elsewhere, wrong=bool(elsewhere))
        self.footer.save.setEnabled(self._task is not None)
        self.code.setEnabled(self._task is not None)

    # The dry run

    def _assume(self) -> None:
        """Ticks that last a tenth of the period, until the user says otherwise."""
        schedule = self._sketch.schedule if self._sketch is not None else None
        self.preview.assume(schedule.period_ns // 10 if isinstance(schedule, Repeat) else 0)

    @Slot()
    def _show_preview(self) -> None:
        if self._sketch is None:
            self.preview.show_stale(True)
            return
        self._assume()
        action = self._sketch.action
        own_takes_ns = action.takes_ns if isinstance(action, Nothing) else None
        takes_ns = self.preview.takes_ns if own_takes_ns is None else own_takes_ns
        forecast = self._forecast(self._sketch, takes_ns)
        self.preview.show_forecast(self._sketch, forecast, self._now(), own_takes_ns, self._around.name_of)
        self._arrange()

    # Keys and buttons

    def _connect(self) -> None:
        self.fields.edited.connect(self._changed)
        self.fields.rowsChanged.connect(self._chain)
        # Later, when the widths that this asked for are known.
        self.fields.aligned.connect(self._arrange, Qt.ConnectionType.QueuedConnection)
        self.fields.more.turned.connect(self._show_more, Qt.ConnectionType.QueuedConnection)
        self.preview.takesChanged.connect(self._show_preview)
        self.preview.advice.mendAsked.connect(self._mend)
        self.preview.advice.stopsChanged.connect(self._chain)
        self.preview.warning.raiseAsked.connect(self._raise_cap)
        self.preview.warning.keepAsked.connect(self._keep_trying)
        self.finished.connect(self._close_down)
        self._preview_timer.timeout.connect(self._show_preview)
        self.footer.save.clicked.connect(self._save)
        self.footer.cancel.clicked.connect(self.reject)
        self.footer.discard.clicked.connect(self._discard)
        self.footer.keep.clicked.connect(self._keep_editing)
        for keys in ("Ctrl+Return", "Ctrl+Enter", QKeySequence.StandardKey.Save):
            QShortcut(QKeySequence(keys), self, self._save_or_show_why)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self, self._look_up)

    @Slot()
    def _chain(self) -> None:
        """Let the tab key follow the eye, also after rows were added."""
        stops = [*self.fields.stops(), *self.preview.stops(), self.footer.cancel, self.footer.save]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        hide_mnemonics(self)

    @Slot(object)
    def _mend(self, remedy: Remedy) -> None:
        """Write what the button says into the fields, as if it had been typed."""
        draft = self._typed()[0]
        mend(draft, remedy)
        self.fields.load(draft)
        self._changed()
        self.footer.save.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _raise_cap(self, cap: str) -> None:
        page = self.fields.schedule.page
        if isinstance(page, BackoffPage):
            page.raise_cap(cap)
            page.cap.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _keep_trying(self) -> None:
        page = self.fields.schedule.page
        if isinstance(page, BackoffPage):
            page.keep_trying()
            page.at_cap.segments.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _look_up(self) -> None:
        """The help on the field that has the focus."""
        widget: QWidget | None = self.focusWidget()
        while widget is not None and not isinstance(widget, Field):
            widget = widget.parentWidget()
        place = widget.locs[0] if isinstance(widget, Field) and widget.locs else ()
        if self._help is None:
            self._help = HelpWindow(self, self._around.theme)
        self._help.look_up(topic_of(place, self._typed()[0].get("schedule")))

    @Slot()
    def _close_down(self) -> None:
        """Nothing that was tried out goes on without its form."""
        for trial in self.findChildren(Trial):
            trial.close_down()

    @Slot()
    def _show_more(self) -> None:
        self._arrange()
        if self.fields.more.is_open():
            self.fields_area.ensureWidgetVisible(self.fields.more, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves; where it can't it goes to what is wrong. Alt underlines its letters."""
        if event.key() == Qt.Key.Key_Alt:
            show_mnemonics(self)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self._task is None and not self.footer.is_asking():
            self._show_why()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Without Alt the letters aren't underlined."""
        if event.key() == Qt.Key.Key_Alt:
            hide_mnemonics(self)
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Alt may be let go of in another window."""
        if event.type() == event.Type.ActivationChange and not self.isActiveWindow():
            hide_mnemonics(self)
        super().changeEvent(event)

    @Slot()
    def _save_or_show_why(self) -> None:
        if self._task is None:
            self._show_why()
        else:
            self._save()

    def _show_why(self) -> None:
        """Go to the first field that keeps us from saving."""
        wrong = self._first_wrong
        if wrong is None:
            return
        wrong.touched = True
        self._judge()
        self.fields.more.reveal(wrong)
        wrong.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields_area.ensureWidgetVisible(wrong)

    @Slot()
    def _save(self) -> None:
        if self._task is not None:
            self.accepted_task.emit(self._task)
            self.accept()

    def typed(self) -> Draft:
        """What is typed, as far as it can be read."""
        return self._typed()[0]

    def take(self, draft: Draft) -> None:
        """Write this into the fields, as if it had been typed."""
        self.fields.load(draft)
        self._changed()

    def is_changed(self) -> bool:
        """Whether something else is typed than at the beginning."""
        return self._typed()[0] != self._unchanged

    @Slot()
    def reject(self) -> None:
        """Close; with changes ask first, asked again return to the form."""
        if self.footer.is_asking():
            self._keep_editing()
        elif self.is_changed():
            self.footer.ask()
        else:
            super().reject()

    @Slot()
    def _keep_editing(self) -> None:
        self.footer.stop_asking()
        self.fields.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _discard(self) -> None:
        super().reject()
