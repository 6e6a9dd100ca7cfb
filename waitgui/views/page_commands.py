"""PageCommands: the commands on the set that is shown, and which of them make sense now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.tasks.model import TaskSet
    from waitgui.views.commands import Commands
    from waitgui.views.set_page import SetPage


class PageCommands(QObject):
    """Leads each command to the page that is shown. `find` goes to where its tasks are filtered."""

    def __init__(self, commands: Commands, find: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._find = find
        self._page: SetPage | None = None
        self._slots: dict[str, Callable[[], object]] = {}
        self._startable: tuple[TaskSet | None, frozenset[str], bool] = (None, frozenset(), False)

    def show_page(self, page: SetPage) -> None:
        """The commands are about this page from now on."""
        is_first = self._page is None
        self._page, self._slots = page, self._slots_of(page)
        if is_first:
            for name in self._slots:
                self._commands[name].triggered.connect(self._on_triggered)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """What can be done now can be pressed."""
        page = self._page
        if page is None:
            return
        session, camera = page.session, page.timeline.camera
        active = session.active
        mine = not session.read_only
        tasks = page.chosen.tasks
        chosen, running = bool(tasks) and mine, tasks & active
        may_run = mine and not session.restricted
        self._commands.show_paused(paused=bool(running) and all(map(session.is_paused, running)))
        self._commands.show_delete(stops=bool(running))
        self._commands.show_step("undo", *page.undoing.undo_words())
        self._commands.show_step("redo", *page.undoing.redo_words())
        for name, enabled in {
            "pause": bool(running),
            "start": chosen and may_run and running != tasks,
            "stop": bool(running),
            "run_now": chosen and may_run,
            "edit": chosen,
            "duplicate": chosen,
            "delete": chosen,
            "as_code": page.selected is not None,
            "check_set": bool(session.task_set.tasks),
            "tags": chosen,
            "select_all": bool(tasks) and page.views.shown in ("timeline", "tasks"),
            "start_all": may_run and self._may_start_some(page),
            "new_task": mine,
            "save": mine,
            "save_as": mine,
            "stop_all": bool(active),
            "back": camera.can_back,
            "forward": camera.can_forward,
            "clear_range": camera.selection is not None,
        }.items():
            if self._commands[name].isEnabled() != enabled:
                self._commands[name].setEnabled(enabled)
        why = page.edits.why_fixed()
        for name in ("move_up", "move_down"):
            self._commands.explain(name, why)
        page.views.list.may_move = mine
        page.timeline.let_move(may_move=not why)

    def _may_start_some(self, page: SetPage) -> bool:
        """Whether a task waits to be started with all; looked up anew only where that may have changed."""
        known, task_set, active = self._startable, page.session.task_set, page.session.active
        if known[0] is not task_set or known[1] is not active:
            found = any(task.enabled and task.id not in active for task in task_set.tasks)
            self._startable = known = (task_set, active, found)
        return known[2]

    @Slot()
    def _on_triggered(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._slots[sender.objectName()]()

    def _slots_of(self, page: SetPage) -> dict[str, Callable[[], object]]:
        timeline, tasks, views = page.timeline, page.task_actions, page.views
        return {
            "save": page.files.save,
            "save_as": page.files.save_as,
            "export_png": page.exports.as_png,
            "export_svg": page.exports.as_svg,
            "export_csv": page.exports.as_csv,
            "export_trace": page.exports.as_trace,
            "undo": page.undoing.undo,
            "redo": page.undoing.redo,
            "new_task": tasks.new,
            "edit": tasks.edit,
            "duplicate": page.edits.duplicate,
            "delete": page.edits.delete,
            "as_code": tasks.show_code,
            "check_set": page.doctor.open,
            "tags": page.edits.tags,
            "select_all": page.choosing.all,
            "move_up": page.edits.move_up,
            "move_down": page.edits.move_down,
            "start": tasks.start,
            "stop": tasks.stop,
            "run_now": tasks.run_now,
            "pause": tasks.pause,
            "start_all": page.session.start_all,
            "stop_all": page.session.stop_all,
            "zoom_in": timeline.zoom_in,
            "zoom_out": timeline.zoom_out,
            "zoom_reset": timeline.reset_zoom,
            "fit": timeline.fit,
            "fit_selection": timeline.moves.fit_selection,
            "back": timeline.moves.back,
            "forward": timeline.moves.forward,
            "jump_to_start": timeline.jump_to_start,
            "previous_tick": timeline.previous_tick,
            "next_tick": timeline.next_tick,
            "previous_failure": timeline.moves.previous_failure,
            "next_failure": timeline.moves.next_failure,
            "select_shown": timeline.moves.select_shown,
            "clear_range": timeline.escape,
            "follow": timeline.jump_to_now,
            "filter": self._on_find,
            "timeline": views.show_timeline,
            "ticks": views.show_ticks,
            "runs": views.show_runs,
            "tasks": views.show_tasks,
        }

    def _on_find(self) -> None:
        if self._page is not None and not self._page.views.focus_search():
            self._find()
