"""What is done to tasks: new, edit, duplicate, delete, start, stop, pause, run now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from waitgui.models.draft_keeper import Unfinished
from waitgui.models.preview import forecast
from waitgui.tasks.model import plain
from waitgui.views.labels import visible
from waitgui.views.task_form import TaskForm, new_draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from waitgui.models.session import Session
    from waitgui.tasks.model import Task
    from waitgui.views.notice import Notice
    from waitgui.views.set_files import Spawn
    from waitgui.views.theme import Theme


class TaskActions(QObject):
    """The commands on the selected task of a window; `selected` gives its id, `select` selects one."""

    formEdited = Signal()
    """Something else is typed in a form, or it has closed."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        theme: Theme,
        notice: Notice,
        *,
        selected: Callable[[], str | None],
        select: Callable[[str], None],
        spawn: Spawn,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._theme = theme
        self._notice = notice
        self._selected = selected
        self._select = select
        self._spawn = spawn
        self._form: TaskForm | None = None

    @Slot()
    def new(self) -> None:
        """Write a new task in the form."""
        self._open_form(new_draft(), is_new=True)

    @Slot()
    def edit(self) -> None:
        """Change the selected task in the form."""
        task = self._task()
        if task is not None:
            self._open_form(plain(task), is_new=False)

    @Slot()
    def duplicate(self) -> None:
        """A copy of the selected task under a name and an id of its own."""
        task = self._task()
        if task is not None:
            name = self.tr("{name} (copy)").format(name=task.name)
            copy = task.model_copy(update={"name": name, "id": self._session.free_id(name)})
            self._session.put(copy)
            self._select(copy.id)

    @Slot()
    def delete(self) -> None:
        """Take the selected task out of the set; for some seconds that can be undone."""
        task = self._task()
        if task is None:
            return
        waiting = self._session.task_set.waiting_for(task.id)
        self._session.remove(task.id)
        after = self._session.task_set
        text = self.tr("“{name}” was deleted.").format(name=visible(task.name))
        if waiting:
            others = ", ".join(f"“{visible(other.name)}”" for other in waiting[:3])
            more = self.tr("and %n more", None, len(waiting) - 3) if len(waiting) > 3 else ""
            names = " ".join(filter(None, (others, more)))
            text += " " + self.tr("No longer stopped by its end: {names}.").replace("{names}", names)

        def undo() -> None:
            if not self._session.take_back(after) and self._session.task_set.task(task.id) is None:
                self._session.put(task)  # other edits came since: they stay
            self._select(task.id)

        self._notice.show_done(text, self.tr("Undo"), undo)

    @Slot()
    def start(self) -> None:
        """Start the selected task."""
        task = self._task()
        if task is not None:
            self._session.start([task.id])

    @Slot()
    def stop(self) -> None:
        """Stop the selected task."""
        task = self._task()
        if task is not None:
            self._session.stop([task.id])

    @Slot()
    def pause(self) -> None:
        """Pause the selected task, or let it go on."""
        task = self._task()
        if task is not None and self._session.is_paused(task.id):
            self._session.resume([task.id])
        elif task is not None:
            self._session.pause([task.id])

    @Slot()
    def run_now(self) -> None:
        """A tick of the selected task at once."""
        task = self._task()
        if task is not None:
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
            self._select(task.id)
            self._open_form(plain(task), is_new=False).take(unfinished.values)

    def _task(self) -> Task | None:
        task_id = self._selected()
        return None if task_id is None else self._session.task_set.task(task_id)

    def _open_form(self, draft: dict[str, Any], *, is_new: bool) -> TaskForm:
        others = [task for task in self._session.task_set.tasks if is_new or task.id != draft["id"]]
        form = TaskForm(
            self._window,
            theme=self._theme,
            set_name=self._session.task_set.name,
            draft=draft,
            taken_ids=frozenset(task.id for task in others),
            forecast=forecast,
            is_new=is_new,
            other_tasks=[(task.id, visible(task.name)) for task in others],
            try_out=self._session.errands.try_out,
            look_up=self._session.errands.look_up,
            refusal=self._refusal,
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
        self._select(task.id)
        if self._session.outdated(task.id):
            self.warn_outdated(task.id)

    def warn_outdated(self, task_id: str) -> None:
        """Say that the task, which runs, goes on as it was before it was edited, and offer to start it anew."""
        task = self._session.task_set.task(task_id)
        if task is not None:
            text = self.tr("“{name}” goes on as it was until it is started again.").format(name=visible(task.name))
            self._notice.show_done(
                text, self.tr("Apply now"), lambda: self._spawn(self._session.restart(task.id)), stays=True
            )
