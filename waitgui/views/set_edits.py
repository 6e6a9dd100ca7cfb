"""What is done to several tasks of a set at once: duplicate, delete, move, tag; and tasks made of dropped programs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from waitgui.models.lane_order import Sort
from waitgui.models.said import enumerated, followed
from waitgui.tasks.dropped import draft_of, is_program
from waitgui.tasks.order import copied, moved, placed, tagged
from waitgui.views.labels import visible
from waitgui.views.tags_dialog import TagsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from waitgui.models.lane_arranger import LaneArranger
    from waitgui.models.session import Session
    from waitgui.tasks.model import Task, TaskSet
    from waitgui.views.notice import Notice
    from waitgui.views.page_views import PageViews
    from waitgui.views.task_actions import TaskActions
    from waitgui.views.theme import Theme

NAMED = 3
"""So many tasks are named in a message, the rest is counted."""


class SetEdits(QObject):
    """Edits of a page's set, each one step."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        theme: Theme,
        notice: Notice,
        actions: TaskActions,
        views: PageViews,
        arranger: LaneArranger,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._theme = theme
        self._notice = notice
        self._chosen = actions.chosen
        self._arranger = arranger
        self._actions = actions
        self._views = views

    @Slot()
    def duplicate(self) -> None:
        """A copy of each selected task after it, under a name and an id of its own; the copies are selected then."""
        before = self._session.task_set
        after = copied(before, self._in_sight(), self._name_of_copy)
        known = {task.id for task in before.tasks}
        copies = [task.id for task in after.tasks if task.id not in known]
        if copies:
            self._session.replace(after)
            self._chosen.choose(copies, copies[0])

    @Slot()
    def delete(self) -> None:
        """Take the selected tasks out of the set; for some seconds that can be undone."""
        before, gone = self._session.task_set, self._in_sight()
        tasks = [task for task in before.tasks if task.id in gone]
        if not tasks:
            return
        running = self._session.active & gone
        waiting = [task for task in before.tasks if task.stop.when_task_ends in gone and task.id not in gone]
        beside = _beside(before, gone)
        self._session.remove(*gone)
        if beside is not None:
            self._chosen.select(beside)
        after = self._session.task_set
        text = self._deleted_words(tasks, waiting, stopped=len(running))

        def undo() -> None:
            if not self._session.take_back(after):  # other edits came since: they stay
                now = self._session.task_set
                for task in tasks:
                    now = now if now.task(task.id) is not None else now.replaced(task)
                self._replace(now)
            self._chosen.choose(gone, tasks[0].id)

        def is_gone() -> bool:
            now = self._session.task_set
            return now is after or gone.isdisjoint(task.id for task in now.tasks)

        self._notice.show_done(text, self.tr("Undo"), undo, holds=is_gone)

    def _deleted_words(self, tasks: list[Task], waiting: list[Task], *, stopped: int) -> str:
        text = self.tr("“{name}” was stopped and deleted.") if stopped else self.tr("“{name}” was deleted.")
        text = text.replace("{name}", visible(tasks[0].name))
        if len(tasks) > 1:
            text = self.tr("%n task(s) were deleted.", None, len(tasks))
            if stopped:
                text = followed(text, self.tr("Stopped: %n.", None, stopped))
        if waiting:
            names = self.tr("No longer stopped by its end: {names}.")
            if len(tasks) > 1:
                names = self.tr("No longer stopped by their ends: {names}.")
            text = followed(text, names.replace("{names}", self._names(waiting)))
        return text

    @Slot()
    def move_up(self) -> None:
        """The selected tasks one place up among those that are shown."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """The selected tasks one place down among those that are shown."""
        self._move(1)

    @Slot(object, object)
    def place(self, tasks: frozenset[str], before: str | None) -> None:
        """These tasks before that one; None: at the end."""
        if not self.why_fixed():
            self._replace(placed(self._session.task_set, tasks, before))

    @Slot(str, str, bool)
    def place_lanes(self, task: str, beside: str, behind: bool) -> None:
        """The selected tasks, or this one if it isn't among them, before another one or behind it."""
        chosen = self._chosen.tasks if task in self._chosen.tasks else frozenset({task})
        if not self.why_fixed():
            self._replace(placed(self._session.task_set, chosen, beside, behind=behind))

    def why_fixed(self) -> str:
        """Why tasks can't be moved now; "" if they can."""
        if self._session.read_only:
            return self.tr("This file is of a later version: it can only be looked at.")
        if self._views.shown == "timeline" and self._arranger.choice.sort is not Sort.SET:
            return self.tr("Lanes are sorted. Sort them as in the set to move tasks.")
        if self._views.shown == "tasks" and self._views.list.is_sorted:
            return self.tr("Rows are sorted. Click the title that sorts them until they stand as in the set.")
        return ""

    @Slot()
    def tags(self) -> None:
        """Tags of the selected tasks, in a dialog."""
        tasks = self._session.task_set.tasks
        chosen = self._in_sight()
        if not chosen:
            return
        known = dict.fromkeys(tag for task in tasks for tag in task.tags)
        dialog = TagsDialog(self._window, [task.tags for task in tasks if task.id in chosen], list(known), self._theme)

        def keep(added: list[str], removed: list[str]) -> None:
            self._replace(tagged(self._session.task_set, chosen, added, removed))

        dialog.tagged.connect(keep)
        dialog.open()

    @Slot(object)
    def drop(self, paths: list[Path]) -> None:
        """A new task of a program or script, in the form; nothing is run."""
        self._actions.spawn(self._drop(paths))

    async def _drop(self, paths: list[Path]) -> None:
        found = await asyncio.to_thread(_drafts, paths)
        if self._session.read_only:
            self._notice.show_error(self.why_fixed())
        elif found:
            self._actions.write(found[0])
            if len(found) > 1:
                self._notice.show_done(self.tr("One task at a time: the first of the files is in the form."))
        else:
            text = self.tr("“{name}” is neither a program nor a script.")
            self._notice.show_error(text.replace("{name}", visible(paths[0].name)))

    def _in_sight(self) -> frozenset[str]:
        """The selected tasks, without those that the filter hides: what nobody sees isn't changed."""
        chosen = self._chosen.tasks
        if not self._arranger.choice.filters:
            return chosen
        seen = chosen & self._arranger.shown
        if not seen and chosen:
            self._notice.show_done(self.tr("What is selected is hidden by the filter: nothing was changed."))
        return seen

    def _move(self, by: int) -> None:
        if self.why_fixed():
            return
        groups = [group.tasks for group in self._arranger.groups]
        lists = groups if self._views.shown == "timeline" else [self._arranger.shown]
        self._replace(moved(self._session.task_set, self._chosen.tasks, by, lists))

    def _replace(self, task_set: TaskSet) -> None:
        if task_set != self._session.task_set and not self._session.read_only:
            self._session.replace(task_set)

    def _name_of_copy(self, name: str, number: int) -> str:
        if number == 1:
            return self.tr("{name} (copy)").replace("{name}", name)
        return self.tr("{name} (copy {number})").replace("{number}", str(number)).replace("{name}", name)

    def _names(self, tasks: list[Task]) -> str:
        names = enumerated([self.tr("“{name}”").replace("{name}", visible(task.name)) for task in tasks[:NAMED]])
        more = len(tasks) - NAMED
        return self.tr("{names} and %n more", None, more).replace("{names}", names) if more > 0 else names


def _drafts(paths: list[Path]) -> list[dict[str, object]]:
    return [draft_of(path) for path in paths if is_program(path)]


def _beside(task_set: TaskSet, gone: frozenset[str]) -> str | None:
    """The task that takes the place of those: the next one after them, else the last before."""
    places = [place for place, task in enumerate(task_set.tasks) if task.id in gone]
    rest = [task.id for task in (*task_set.tasks[places[-1] + 1 :], *task_set.tasks[: places[-1]][::-1])]
    return next((task_id for task_id in rest if task_id not in gone), None)
