"""Session: one open task set, its file, and its running tasks. What the views speak to.

Editing replaces the set, a value; a task that runs goes on as it was until its next start. The disk is touched in
worker threads only: `open` and `save` are coroutines.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from waitgui.models.errands import Errands
from waitgui.models.task_states import TaskStates
from waitgui.models.tick_bridge import QUEUE_LIMIT, TickBridge
from waitgui.runner.stream import TickStream
from waitgui.runner.supervisor import BusyError, Supervisor
from waitgui.store import atomic
from waitgui.store import trust as trust_file
from waitgui.store.task_set_file import ChangedOnDiskError, NewerFileError, TaskSetFileError, load, save
from waitgui.tasks.exposure import executable_digest, exposure
from waitgui.tasks.model import empty_set, id_from
from waitgui.tasks.problems import visible
from waitgui.tasks.record import Behind, Reason
from waitgui.tasks.words import duration_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from waitgui.runner.scheduler import Scheduler
    from waitgui.runner.stream import Sink
    from waitgui.store.history_writer import HistoryWriter
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


__all__ = ["CannotOpenError", "CannotSaveError", "ChangedOnDiskError", "Session"]


class Session(QObject):
    """One task set, from opening to closing. For the GUI thread.

    `trusted` is the file of what the user trusts; without it, that is remembered nowhere.
    """

    changed = Signal()
    """The set, its name, its file or its dirty mark are others now."""
    tasksChanged = Signal(object)
    """What the tasks of these ids (a frozenset) are doing has changed."""
    ticked = Signal(object)
    """A batch of events, as they came."""
    failed = Signal(str)
    """Something that was asked for couldn't be done, and why."""

    def __init__(
        self,
        scheduler: Scheduler,
        untitled: str,
        parent: QObject | None = None,
        *,
        trusted: Path | None = None,
        history: HistoryWriter | None = None,
        environ: Callable[[], Mapping[str, str]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._scheduler = scheduler
        self._history = history
        self._environ = environ
        self._trusted = trusted
        self._restricted = False
        self._loaded: Loaded | None = None
        self._task_set = empty_set(untitled)
        self._saved = self._task_set
        self._path: Path | None = None
        self._running: dict[str, Task] = {}
        self.states = TaskStates()
        self.errands = Errands(self, environ=environ)
        self._stream = TickStream()
        self._sink: Sink | None = None
        self._supervisor = self._new_supervisor()
        self._bridge = TickBridge(self._stream.subscribe(limit=QUEUE_LIMIT), self)
        self._bridge.ticked.connect(self._on_ticked)

    @property
    def task_set(self) -> TaskSet:
        """The set as it is edited."""
        return self._task_set

    @property
    def path(self) -> Path | None:
        """Its file; None before it was saved for the first time."""
        return self._path

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return self._task_set != self._saved

    @property
    def read_only(self) -> bool:
        """Whether the file is of a later format, which may be looked at only."""
        return self._loaded is not None and self._loaded.read_only

    @property
    def restricted(self) -> bool:
        """Whether the set came from elsewhere and isn't trusted: it can be looked at and edited, not run."""
        return self._restricted

    @property
    def active(self) -> frozenset[str]:
        """The ids of the tasks with a run under way."""
        return self._supervisor.active

    def is_paused(self, task_id: str) -> bool:
        """Whether the task runs and is paused."""
        return self._supervisor.is_paused(task_id)

    @property
    def history_trouble(self) -> str | None:
        """Why nothing can be written into the history now; None while all is well."""
        return None if self._history is None else self._history.trouble

    @property
    def history_lost(self) -> int:
        """How many ticks can't be written into the history any more."""
        return 0 if self._history is None else self._history.lost

    @property
    def history_aside(self) -> str | None:
        """The name under which a broken history was put aside; None if there was none."""
        return None if self._history is None else self._history.aside

    @property
    def history_name(self) -> str:
        """The name under which what happens goes into the history."""
        return self._supervisor.set_name

    @property
    def dropped(self) -> int:
        """How many events the GUI couldn't take."""
        return self._bridge.dropped

    def name_of(self, task_id: str) -> str:
        """The name of a task of the set; the id where there is none of it."""
        task = self._task_set.task(task_id)
        return task_id if task is None else visible(task.name)

    def running(self, task_id: str) -> Task | None:
        """The task as it was when it was started; None if it never was."""
        return self._running.get(task_id)

    def outdated(self, task_id: str) -> bool:
        """Whether the task runs as it was before it was edited."""
        return task_id in self.active and self._running.get(task_id) != self._task_set.task(task_id)

    async def open(self, path: Path, *, as_copy: bool = False, ours: bool = False) -> Loaded:
        """Open the file in place of the present set; tasks that run are stopped first. Raises `CannotOpenError`.

        `as_copy` takes the tasks without the file: saving will ask for another. `ours` is a set that came with this
        program; any other is `restricted`, unless it runs what was saved here or trusted before.
        """
        try:
            loaded = await asyncio.to_thread(load, path)
        except NewerFileError as error:
            if error.loaded is None:
                raise CannotOpenError(error.lines) from error
            loaded = error.loaded._replace(warnings=tuple(error.lines))
        except TaskSetFileError as error:
            raise CannotOpenError(error.lines) from error
        restricted, warning = (False, None) if ours else await asyncio.to_thread(self._judge, loaded.task_set)
        if warning is not None:
            loaded = loaded._replace(warnings=(*loaded.warnings, warning))
        await self.stop_and_wait()
        self._adopt(loaded.task_set)
        self._restricted = restricted
        self._loaded, self._path = (None, None) if as_copy else (loaded, path)
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
        return id_from(self._task_set.name)

    async def save(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the set to the file.

        Raises `OSError`, `CannotSaveError`, or `ChangedOnDiskError` if another program has changed the file and
        `overwrite` doesn't allow for that. Then the file is as it was, and the set still dirty.
        """
        task_set, loaded = self._task_set, self._loaded if path == self._path else None
        if self._path is None:
            task_set = task_set.model_copy(update={"name": path.stem})
        try:
            self._loaded = await asyncio.to_thread(save, path, task_set, loaded, overwrite=overwrite)
        except TaskSetFileError as error:
            raise CannotSaveError("\n".join(error.lines)) from error
        if self._path is None:
            self._task_set = self._task_set.model_copy(update={"name": task_set.name})
            if not self.active:
                self._supervisor.close()
                self._supervisor = self._new_supervisor()
        self._path, self._saved = path, task_set
        self.changed.emit()
        if not self._restricted:
            await self._remember(task_set)

    async def trust(self, seen: TaskSet) -> None:
        """Let the set run, now and whenever it is opened again: the user has looked `seen` through.

        If the set runs something else by now, it stays restricted.
        """
        if executable_digest(seen) != executable_digest(self._task_set):
            return
        self._restricted = False
        self.changed.emit()
        await self._remember(self._task_set)

    async def stop_and_wait(self, reason: Reason = Reason.STOPPED, timeout_s: float = 10.0) -> bool:
        """Stop every task and wait for the end; False if something is still at work then."""
        self._supervisor.stop_all(reason)
        self.errands.stop_all()
        ended = await asyncio.to_thread(self._supervisor.wait, timeout_s)
        errands_ended = await asyncio.to_thread(self.errands.wait, timeout_s)
        self._bridge.flush()
        return ended and errands_ended

    def new(self, untitled: str) -> None:
        """An empty set in place of the present one, whose tasks must have been stopped."""
        self._adopt(empty_set(untitled))
        self._loaded = self._path = None
        self.changed.emit()

    def replace(self, task_set: TaskSet) -> None:
        """The set as an edit has left it."""
        self._task_set = task_set
        self.changed.emit()

    def put(self, task: Task) -> None:
        """Add the task, or replace the one of its id."""
        self.replace(self._task_set.replaced(task))

    def remove(self, *task_ids: str) -> None:
        """Take the tasks out of the set; their runs are stopped."""
        self.stop(task_ids)
        self.replace(self._task_set.without(*task_ids))

    def free_id(self, name: str) -> str:
        """An id for a new task of that name."""
        return id_from(name, frozenset(task.id for task in self._task_set.tasks))

    def start(self, task_ids: Iterable[str]) -> None:
        """Start these tasks; those that run already go on."""
        if self._refuses():
            return
        wanted = frozenset(task_ids) - self.active
        chosen = [task for task in self._task_set.tasks if task.id in wanted]
        if chosen:
            self._bridge.start()
            self._running |= {task.id: task for task in chosen}
            self._supervisor.start(*chosen)

    def start_all(self) -> None:
        """Start every task that is enabled."""
        self.start([task.id for task in self._task_set.tasks if task.enabled])

    def run_now(self, task_id: str) -> None:
        """A tick of the task at once."""
        task = self._task_set.task(task_id)
        if task is None or self._refuses():
            return
        self._bridge.start()
        try:
            self._running.setdefault(task_id, task)
            self._supervisor.run_now(task if task_id not in self.active else self._running[task_id])
        except BusyError as error:
            self.failed.emit(self.tr("{name} can't be run now: {reason}.").format(name=task.name, reason=error))

    def pause(self, task_ids: Iterable[str]) -> None:
        """Start no tick of these tasks until they are resumed; a tick under way goes on."""
        self._supervisor.pause(task_ids)

    def resume(self, task_ids: Iterable[str]) -> None:
        """Let these tasks go on."""
        self._supervisor.resume(task_ids)

    async def restart(self, task_id: str) -> None:
        """Stop the task, and start it as it is now."""
        self._supervisor.stop([task_id])
        if await asyncio.to_thread(self._supervisor.wait, 10.0, frozenset([task_id])):
            self.start([task_id])

    def stop(self, task_ids: Iterable[str]) -> None:
        """Stop these tasks: waiting ones at once, a tick under way is cut off."""
        self._supervisor.stop(task_ids)

    def stop_all(self) -> None:
        """Stop every task."""
        self._supervisor.stop_all()

    def _refuses(self) -> bool:
        """Whether nothing may be run; then it says why."""
        if self._restricted:
            text = self.tr("This set came from elsewhere: nothing of it runs before you have looked it through.")
            self.failed.emit(text)
        return self._restricted

    def _judge(self, task_set: TaskSet) -> tuple[bool, str | None]:
        """Whether the set is to be restricted, and what to say about the file of what is trusted. For a worker."""
        if not exposure(task_set):  # nothing that could do harm
            return False, None
        trusted, warning = ((), None) if self._trusted is None else trust_file.load(self._trusted)
        digest = executable_digest(task_set)
        return all(entry.digest != digest for entry in trusted), warning

    async def _remember(self, task_set: TaskSet) -> None:
        """Trust what the set runs, also when it is opened again."""
        if self._trusted is None:
            return
        digest, now = executable_digest(task_set), datetime.now(UTC)
        try:
            await asyncio.to_thread(trust_file.add, self._trusted, digest, self._path, now)
        except OSError as error:
            text = self.tr("That this set is trusted can't be kept: {reason}. It will be asked again.")
            self.failed.emit(text.format(reason=error.strerror))

    def _adopt(self, task_set: TaskSet) -> None:
        self._task_set = self._saved = task_set
        self._restricted = False
        self.states = TaskStates()
        self._running = {}
        self._supervisor.close()
        self._supervisor = self._new_supervisor()

    def _new_supervisor(self) -> Supervisor:
        """One for the set as it is named now; what happens goes into the history under that name."""
        name, history = self._task_set.name, self._history
        if self._sink is not None:
            self._stream.detach(self._sink)
        if history is not None:
            self._sink = history.sink(name)
            self._stream.attach(self._sink)
        return Supervisor(self._scheduler, self._stream, set_name=name, numbers=history, environ=self._environ)

    @Slot(object)
    def _on_ticked(self, events: list[Event]) -> None:
        changed = self.states.apply(events)
        for event in events:
            if isinstance(event, Behind):
                text = self.tr("The engine is {time} behind. Ticks start late; the log says where it stands.")
                self.failed.emit(text.format(time=duration_words(event.by_ns)))
        self.ticked.emit(events)
        self.tasksChanged.emit(frozenset(changed))
        if not self._supervisor.active and len(events) and self._bridge.running:
            self._bridge.stop()
