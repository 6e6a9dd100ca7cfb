"""The form in which a task is written, with a preview of what it will do."""

from waitgui.views.task_form.draft import new_draft
from waitgui.views.task_form.form import TaskForm

__all__ = ["TaskForm", "new_draft"]
