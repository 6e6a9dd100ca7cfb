"""Session: one open task set, its file, and its running tasks. What the views speak to.

Editing replaces the set, a value; a task that runs goes on as it was until its next start. The disk is touched in
worker threads only: `open` and `save` are coroutines.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from waitgui.models.demo_words import in_words
from waitgui.models.edits import Cause, Edits
from waitgui.models.errands import Errands
from waitgui.models.rhythm_words import RhythmWords
from waitgui.models.said import because
from waitgui.models.task_states import TaskStates
from waitgui.models.tick_bridge import TickBridge
from waitgui.models.trust import Trust
from waitgui.runner.stream import QUEUE_LIMIT, Subscription
from waitgui.runner.supervisor import BusyError
from waitgui.store import atomic
from waitgui.store.task_set_file import (
    SUFFIX,
    ChangedOnDiskError,
    NewerFileError,
    TaskSetFileError,
    default_name,
    load,
    save,
)
from waitgui.tasks.exposure import executable_digest
from waitgui.tasks.model import empty_set, id_from
from waitgui.tasks.problems import visible
from waitgui.tasks.record import Behind, EngineLost, Reason, RunStarted
from waitgui.tasks.words import duration_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from waitgui.engine.engine import Engine, HistoryState
    from waitgui.models.edits import Step
    from waitgui.store.task_set_file import Loaded
    from waitgui.tasks.model import Task, TaskSet
    from waitgui.tasks.record import Event


class CannotOpenError(Exception):
    """A file that can't be used; `lines` say why, one problem each."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class CannotSaveError(Exception):
    """The file isn't one that may be replaced."""


__all__ = ["SUFFIX", "CannotOpenError", "CannotSaveError", "ChangedOnDiskError", "Session"]


class Session(QObject):
    """One task set, from opening to closing. For the GUI thread.

    `trusted` is the file of what the user trusts; without it, that is remembered nowhere.
    """

    renewed = Signal()
    """Another set is open in its place: nothing of the one before is left. `changed` follows."""
    changed = Signal()
    """The set, its name, its file or its dirty mark are others now."""
    tasksChanged = Signal(object)
    """What the tasks of these ids (a frozenset) are doing has changed."""
    ticked = Signal(object)
    """A batch of events, as they came."""
    failed = Signal(str)
    """Something that was asked for couldn't be done, and why."""
    engineLost = Signal(str)
    """The engine has ended by itself or can't be started, in words; true as long as `lacks_engine`."""

    def __init__(
        self,
        engine: Engine,
        untitled: str,
        parent: QObject | None = None,
        *,
        trusted: Path | None = None,
        environ: Callable[[], Mapping[str, str]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._trust = Trust(trusted)
        self._loaded: Loaded | None = None
        self._edits = Edits(empty_set(untitled))
        self._astray = False
        self._lacks_engine = False
        self._saving = 0
        self._path: Path | None = None
        self._running: dict[str, Task] = {}
        self.states = TaskStates()
        self.rhythms = RhythmWords()
        self.errands = Errands(self, environ=environ)
        self._subscription = Subscription(limit=QUEUE_LIMIT)
        self._runs = engine.runs(untitled, self._subscription)
        self._bridge = TickBridge(self._subscription, self)
        self._bridge.ticked.connect(self._on_ticked)

    @property
    def task_set(self) -> TaskSet:
        """The set as it is edited."""
        return self._edits.value

    @property
    def path(self) -> Path | None:
        """Its file; None before it was saved for the first time."""
        return self._path

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return self._astray or self._edits.dirty

    @property
    def undoable(self) -> Step | None:
        """What `undo` would take back."""
        return None if self.read_only else self._edits.undoable

    @property
    def redoable(self) -> Step | None:
        """What `redo` would do again."""
        return None if self.read_only else self._edits.redoable

    @property
    def loaded(self) -> Loaded | None:
        """The file as it was when it was read or written last; None while there is none."""
        return self._loaded

    @property
    def saving(self) -> bool:
        """Whether the file is being written: what it says may be ahead of `loaded`."""
        return self._saving > 0

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it: no file, no tasks, nothing that was changed."""
        return self._path is None and not self.task_set.tasks and not self.dirty

    @property
    def lacks_engine(self) -> bool:
        """Whether the engine was lost and nothing of the set has been started since."""
        return self._lacks_engine

    @property
    def read_only(self) -> bool:
        """Whether the file is of a later format, which may be looked at only."""
        return self._loaded is not None and self._loaded.read_only

    @property
    def restricted(self) -> bool:
        """Whether the set came from elsewhere and isn't trusted: it can be looked at and edited, not run."""
        return self._edits.restricted

    @property
    def active(self) -> frozenset[str]:
        """The ids of the tasks with a run under way."""
        return self._runs.active

    def is_paused(self, task_id: str) -> bool:
        """Whether the task runs and is paused."""
        return self._runs.is_paused(task_id)

    @property
    def history(self) -> HistoryState:
        """How the history is that is written."""
        return self._engine.history

    @property
    def history_name(self) -> str:
        """The name under which what happens goes into the history."""
        return self._runs.set_name

    @property
    def dropped(self) -> int:
        """How many events the GUI couldn't take."""
        return self._bridge.dropped + self._runs.dropped

    def name_of(self, task_id: str) -> str:
        """The name of a task of the set; the id where there is none of it."""
        task = self.task_set.task(task_id)
        return task_id if task is None else visible(task.name)

    def running(self, task_id: str) -> Task | None:
        """The task as it was when it was started; None if it never was."""
        return self._running.get(task_id)

    def outdated(self, task_id: str) -> bool:
        """Whether the task runs as it was before it was edited."""
        return task_id in self.active and self._running.get(task_id) != self.task_set.task(task_id)

    async def open(self, path: Path, *, as_copy: bool = False, ours: bool = False) -> Loaded:
        """Open the file in place of the present set; tasks that run are stopped first. Raises `CannotOpenError`.

        `as_copy` takes the tasks without the file: saving will ask for another. `ours` is a set that came with this
        program; any other is `restricted`, unless it runs what was saved here or trusted before.
        """
        loaded = await self._load(path)
        restricted, warning = (False, None) if ours else await self._trust.judge(loaded.task_set)
        if warning is not None:
            loaded = loaded._replace(warnings=(*loaded.warnings, warning))
        task_set = in_words(loaded.task_set) if ours and as_copy else loaded.task_set
        await self.rhythms.prepare(task_set.tasks)
        await self.stop_and_wait()
        self._adopt(task_set, restricted=restricted)
        self._loaded, self._path = (None, None) if as_copy else (loaded, path)
        self.renewed.emit()
        self.changed.emit()
        return loaded

    @property
    def link_target(self) -> Path | None:
        """Where the set's file leads, if that is a link."""
        return None if self._loaded is None else self._loaded.target

    def follow_link(self) -> None:
        """Let the set's file be the one that the link leads to."""
        if self._loaded is not None and self._loaded.target is not None:
            self._path = self._loaded.target
            self._loaded = self._loaded._replace(path=self._path, target=None)
            self.changed.emit()

    async def last_kept(self, path: Path) -> Path | None:
        """The newest version that was kept of a file; None without one."""
        kept = await asyncio.to_thread(atomic.backups, path)
        return kept[-1] if kept else None

    def file_stem(self) -> str:
        """What a file of this set would be called."""
        return id_from(self.task_set.name)

    async def save(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the set to the file.

        Raises `OSError`, `CannotSaveError`, or `ChangedOnDiskError` if another program has changed the file and
        `overwrite` doesn't allow for that. Then the file is as it was, and the set still dirty.
        """
        edits, restricted = self._edits, self.restricted
        task_set, loaded = self.task_set, self._loaded if path == self._path else None
        if self._path is None:
            task_set = task_set.model_copy(update={"name": default_name(path)})
        self._saving += 1
        try:
            written = await asyncio.to_thread(save, path, task_set, loaded, overwrite=overwrite)
        except TaskSetFileError as error:
            raise CannotSaveError("\n".join(error.lines)) from error
        finally:
            self._saving -= 1
        if edits is self._edits:
            self._on_saved(path, task_set, written)
        if not restricted:
            await self._remember(task_set, path)

    def _on_saved(self, path: Path, task_set: TaskSet, written: Loaded) -> None:
        if self._path is None:
            self._edits.change_all(lambda value: value.model_copy(update={"name": task_set.name}))
            self._follow_name()
        self._loaded, self._path, self._astray = written, path, False
        self._edits.mark_saved(task_set)
        self.changed.emit()

    async def reload(self) -> Loaded | None:
        """What another program has written into the file, as an edit that can be undone; what runs goes on.

        None if another file is open by now.

        If it runs something that the set didn't, and that isn't trusted, the set is `restricted` from then on. Raises
        `CannotOpenError`.
        """
        path, edits, before = self._path, self._edits, self.task_set
        if path is None:
            return None
        loaded = await self._load(path)
        restricted, _ = await self._trust.judge(loaded.task_set, None if self.restricted else before)
        if edits is not self._edits or path != self._path:
            return None
        self._loaded, self._astray = loaded, False
        self._edits.mark_saved(loaded.task_set)
        self.replace(loaded.task_set, Cause.RELOAD, restricted=restricted)
        return loaded

    async def restore(self, task_set: TaskSet, *, ours: bool) -> None:
        """A draft of this set, as an edit; it is `restricted` if it is neither `ours` nor trusted."""
        edits = self._edits
        restricted = not ours and (await self._trust.judge(task_set))[0]
        if edits is self._edits:
            self.replace(task_set, Cause.RESTORE, restricted=restricted)

    def abandon_changes(self) -> None:
        """Whoever closes the set doesn't want them: from now on there is nothing to save."""
        self._astray = False
        self._edits.mark_saved(self.task_set)
        self.changed.emit()

    def note_astray(self, *, astray: bool) -> None:
        """Whether what is here is nowhere else: the file is gone, or says something else, and that was declined."""
        if self._astray != astray:
            self._astray = astray
            self.changed.emit()

    async def trust(self, seen: TaskSet) -> None:
        """Let the set run, now and whenever it is opened again: the user has looked `seen` through.

        If the set runs something else by now, it stays restricted.
        """
        if executable_digest(seen) != executable_digest(self.task_set):
            return
        self._edits.allow()
        self.changed.emit()
        await self._remember(self.task_set, self._path)

    async def stop_and_wait(self, reason: Reason = Reason.STOPPED, timeout_s: float = 10.0) -> bool:
        """Stop every task and wait for the end; False if something is still at work then."""
        self._runs.stop_all(reason)
        self.errands.stop_all()
        ended = await asyncio.to_thread(self._runs.wait, timeout_s)
        errands_ended = await asyncio.to_thread(self.errands.wait, timeout_s)
        self._bridge.flush()
        return ended and errands_ended

    def close(self) -> None:
        """Be done with it, after `stop_and_wait`. What still runs then goes into the history as before."""
        self._bridge.stop()
        self._runs.close()
        self.deleteLater()

    def replace(self, task_set: TaskSet, cause: Cause = Cause.EDIT, *, restricted: bool | None = None) -> None:
        """The set as an edit has left it, one step to be undone; runs of tasks that are gone are stopped."""
        self._edits.push(task_set, cause, restricted=restricted)
        self._on_edited()

    def undo(self) -> Step | None:
        """Take back the last edit: of the set alone, a task that runs goes on. The step, None if there was none."""
        step = self._edits.undo() if self.undoable else None
        self._on_edited()
        return step

    def redo(self) -> Step | None:
        """Do again what was taken back last. The step, None if there was none."""
        step = self._edits.redo() if self.redoable else None
        self._on_edited()
        return step

    def take_back(self, result: TaskSet) -> bool:
        """Undo the edit that led to this very set; False if there is none, or others came since."""
        step = self.undoable
        if step is None or step.after is not result:
            return False
        self.undo()
        return True

    def _on_edited(self) -> None:
        self.stop(self.active - {task.id for task in self.task_set.tasks})
        self.changed.emit()

    def put(self, task: Task) -> None:
        """Add the task, or replace the one of its id."""
        self.replace(self.task_set.replaced(task))

    def remove(self, *task_ids: str) -> None:
        """Take the tasks out of the set; their runs are stopped."""
        self.replace(self.task_set.without(*task_ids))

    def start(self, task_ids: Iterable[str]) -> None:
        """Start these tasks; those that run already go on."""
        if self._refuses():
            return
        wanted = frozenset(task_ids) - self.active
        chosen = [task for task in self.task_set.tasks if task.id in wanted]
        if chosen:
            self._follow_name()
            self._bridge.start()
            self._running |= {task.id: task for task in chosen}
            self._runs.start(*chosen)

    def start_all(self) -> None:
        """Start every task that is enabled."""
        self.start([task.id for task in self.task_set.tasks if task.enabled])

    def run_now(self, task_id: str) -> None:
        """A tick of the task at once."""
        task = self.task_set.task(task_id)
        if task is None or self._refuses():
            return
        if self.states.of(task_id).ticking is not None:
            self.failed.emit(
                self.tr("{name} can't be run now: a tick of it is under way.").format(name=visible(task.name))
            )
            return
        self._follow_name()
        self._bridge.start()
        self._running.setdefault(task_id, task)
        with suppress(BusyError):  # one has begun since we were told: that is a tick at once
            self._runs.run_now(task if task_id not in self.active else self._running[task_id])

    def pause(self, task_ids: Iterable[str]) -> None:
        """Start no tick of these tasks until they are resumed; a tick under way goes on."""
        self._runs.pause(task_ids)

    def resume(self, task_ids: Iterable[str]) -> None:
        """Let these tasks go on."""
        self._runs.resume(task_ids)

    async def restart(self, task_id: str) -> None:
        """Stop the task, and start it as it is now."""
        self._runs.stop([task_id])
        if await asyncio.to_thread(self._runs.wait, 10.0, frozenset([task_id])):
            self.start([task_id])

    def stop(self, task_ids: Iterable[str]) -> None:
        """Stop these tasks: waiting ones at once, a tick under way is cut off."""
        self._runs.stop(task_ids)

    def stop_all(self) -> None:
        """Stop every task."""
        self._runs.stop_all()

    def _refuses(self) -> bool:
        """Whether nothing may be run; then it says why."""
        if self.restricted:
            text = self.tr("This set came from elsewhere: nothing of it runs before you have looked it through.")
            self.failed.emit(text)
        return self.restricted

    async def _load(self, path: Path) -> Loaded:
        try:
            return await asyncio.to_thread(load, path)
        except NewerFileError as error:
            if error.loaded is None:
                raise CannotOpenError(error.lines) from error
            return error.loaded._replace(warnings=tuple(error.lines))
        except TaskSetFileError as error:
            raise CannotOpenError(error.lines) from error

    async def _remember(self, task_set: TaskSet, path: Path | None) -> None:
        """Trust what the set runs, also when it is opened again."""
        try:
            await self._trust.remember(task_set, path)
        except OSError as error:
            text = self.tr("That this set is trusted can't be kept: {reason}. It will be asked again.")
            self.failed.emit(text.format(reason=because(error)))

    def _adopt(self, task_set: TaskSet, *, restricted: bool = False) -> None:
        self._edits, self._astray = Edits(task_set, restricted=restricted), False
        self.states = TaskStates()
        self._running = {}
        self._renew_runs()

    def _follow_name(self) -> None:
        """As soon as nothing runs, what happens goes into the history under the name that the set has now."""
        if not self.active and self._runs.set_name != self.task_set.name:
            self._renew_runs(follows=self._runs.set_name)
            self.changed.emit()

    def _renew_runs(self, follows: str | None = None) -> None:
        """Those of the set as it is named now; what happens goes into the history under that name."""
        self._runs.close()
        self._runs = self._engine.runs(self.task_set.name, self._subscription, follows=follows)

    @Slot(object)
    def _on_ticked(self, events: list[Event]) -> None:
        changed = self.states.apply(events)
        for event in events:
            if isinstance(event, Behind):
                text = self.tr("The engine is {time} behind. Ticks start late; the log says where it stands.")
                self.failed.emit(text.format(time=duration_words(event.by_ns)))
            elif isinstance(event, EngineLost):
                self._lacks_engine = True
                self.engineLost.emit(self._lost_words(event.why))
            elif isinstance(event, RunStarted):
                self._lacks_engine = False
        self.ticked.emit(events)
        self.tasksChanged.emit(frozenset(changed))
        if not self._runs.active and len(events) and self._bridge.running:
            self._bridge.stop()

    def _lost_words(self, why: str) -> str:
        if why:
            return self.tr("The engine can't be started: {reason}.").format(reason=why)
        return self.tr("The engine has ended by itself, and with it what ran. Starting a task starts it anew.")
