"""What is done to tasks one by one: new, edit, start, stop, pause, run now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from waitgui.models.draft_keeper import Unfinished
from waitgui.models.preview import forecast
from waitgui.tasks.model import plain
from waitgui.views.code_dialog import CodeDialog
from waitgui.views.labels import visible
from waitgui.views.task_form import TaskForm, new_draft
from waitgui.views.template_words import template_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from waitgui.models.chosen import Chosen
    from waitgui.models.session import Session
    from waitgui.tasks.model import Task
    from waitgui.tasks.templates import Template
    from waitgui.views.notice import Notice
    from waitgui.views.set_files import Spawn
    from waitgui.views.theme import Theme


class TaskActions(QObject):
    """The commands on the selected tasks of a page; the current one is edited."""

    kept = Signal()
    """A task was written in the form."""
    formEdited = Signal()
    """Something else is typed in a form, or it has closed."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        theme: Theme,
        notice: Notice,
        *,
        chosen: Chosen,
        spawn: Spawn,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._theme = theme
        self._notice = notice
        self.chosen = chosen
        self.spawn = spawn
        self._form: TaskForm | None = None

    @Slot()
    def new(self) -> None:
        """Write a new task in the form."""
        self._open_form(new_draft(), is_new=True)

    def write_from(self, template: Template) -> None:
        """Write a new task in the form that begins with what the template says."""
        draft, examples = template.begun(template_words(template.name))
        self._open_form(draft, is_new=True, to_fill=examples)

    @Slot()
    def show_code(self) -> None:
        """Show the selected task as code."""
        task = self._task()
        if task is not None:
            self._show_code(self._window, task)

    def _show_code(self, parent: QWidget, task: Task) -> None:
        path = self._session.path
        dialog = CodeDialog(parent, self._theme, task, None if path is None else str(path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def edit(self) -> None:
        """Change the selected task in the form."""
        task = self._task()
        if task is not None:
            self._open_form(plain(task), is_new=False)

    def write(self, draft: dict[str, Any]) -> None:
        """A new task that begins with this, in the form."""
        self._open_form(draft, is_new=True)

    @Slot()
    def start(self) -> None:
        """Start the selected tasks."""
        self._session.start(self.chosen.tasks)

    @Slot()
    def stop(self) -> None:
        """Stop the selected tasks."""
        self._session.stop(self.chosen.tasks & self._session.active)

    @Slot()
    def pause(self) -> None:
        """Pause the selected tasks that run; if all of those are paused, let them go on."""
        running = self.chosen.tasks & self._session.active
        if all(map(self._session.is_paused, running)):
            self._session.resume(running)
        else:
            self._session.pause(running)

    @Slot()
    def run_now(self) -> None:
        """A tick of each selected task at once."""
        chosen = self.chosen.tasks
        for task in self._session.task_set.tasks:
            if task.id in chosen:
                self._session.run_now(task.id)

    def unfinished(self) -> Unfinished | None:
        """What is typed in the open form; None where nothing is."""
        form = self._form
        return Unfinished(form.typed(), form.is_new) if form is not None and form.is_changed() else None

    @Slot(object)
    def reopen(self, unfinished: Unfinished) -> None:
        """Open the form with what was typed in one before."""
        task = self._session.task_set.task(str(unfinished.values.get("id")))
        if unfinished.is_new or task is None:
            self._open_form(new_draft(), is_new=True).take(unfinished.values)
        else:
            self.chosen.select(task.id)
            self._open_form(plain(task), is_new=False).take(unfinished.values)

    def _task(self) -> Task | None:
        task_id = self.chosen.current
        return None if task_id is None else self._session.task_set.task(task_id)

    def _open_form(
        self, draft: dict[str, Any], *, is_new: bool, to_fill: Mapping[tuple[str, ...], object] | None = None
    ) -> TaskForm:
        others = [task for task in self._session.task_set.tasks if is_new or task.id != draft["id"]]
        form = TaskForm(
            self._window,
            theme=self._theme,
            set_name=self._session.task_set.name,
            draft=draft,
            taken_ids=frozenset(task.id for task in others),
            forecast=forecast,
            is_new=is_new,
            other_tasks=[(task.id, task.name) for task in others],
            try_out=self._session.errands.try_out,
            look_up=self._session.errands.look_up,
            refusal=self._refusal,
            to_fill=to_fill,
            show_code=lambda task: self._show_code(form, task),
        )
        self._form = form
        form.accepted_task.connect(self._keep)
        form.edited.connect(self.formEdited)
        form.finished.connect(self._on_finished)
        form.finished.connect(form.deleteLater)
        form.open()
        return form

    @Slot()
    def _on_finished(self) -> None:
        self._form = None
        self.formEdited.emit()

    def _refusal(self) -> str:
        """Why nothing of the set may be run, not even to try it out; "" if it may."""
        return self.tr("This set isn't trusted yet. Review it first.") if self._session.restricted else ""

    @Slot(object)
    def _keep(self, task: Task) -> None:
        self._session.put(task)
        self.chosen.select(task.id)
        self.kept.emit()
        if self._session.outdated(task.id):
            self.warn_outdated(task.id)

    def warn_outdated(self, task_id: str) -> None:
        """Say that the task, which runs, goes on as it was before it was edited, and offer to start it anew."""
        task = self._session.task_set.task(task_id)
        if task is not None:
            text = self.tr("“{name}” goes on as it was until it is started again.").format(name=visible(task.name))
            self._notice.show_done(
                text,
                self.tr("Apply now"),
                lambda: self.spawn(self._session.restart(task.id)),
                stays=True,
                holds=lambda: self._session.outdated(task.id),
            )
