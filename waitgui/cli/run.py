"""`waitgui run`: a task set without a display."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.live import Live

from waitgui.cli.files import read, say
from waitgui.cli.language import said, translate
from waitgui.cli.output import JsonLines, PipeConsole, TaskTable, wants_table
from waitgui.cli.trust import may_run
from waitgui.paths import places
from waitgui.runner.bell import Bell
from waitgui.runner.garbage import Collector
from waitgui.runner.scheduler import Scheduler
from waitgui.runner.stream import TickStream
from waitgui.runner.supervisor import Supervisor
from waitgui.runner.watchdog import Watchdog
from waitgui.store import log_file, settings
from waitgui.store.history_writer import HistoryWriter
from waitgui.tasks.record import Behind, Reason, RunEnded, RunOutcome
from waitgui.tasks.words import duration_words, listed
from waitgui.work.processes import kill_everything

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from types import FrameType

    from waitgui.cli.output import Printer
    from waitgui.tasks.model import Task, TaskSet
    from waitgui.tasks.record import Event

STOP_TIMEOUT_S = 30.0
REPAINT_S = 0.25


def run(options: argparse.Namespace) -> int:
    """Run the set until every task has ended, the time is over or a signal comes; give the exit code."""
    loaded = read(options.file)
    if loaded is None:
        return 2
    tasks = _chosen(loaded.task_set, options.task)
    if tasks is None or not may_run(loaded, trusted=options.trust):
        return 2
    end_log = log_file.begin(places().logs)
    try:
        return _Headless(loaded.task_set, options).run(tasks)
    finally:
        end_log()


def _chosen(task_set: TaskSet, ids: list[str]) -> list[Task] | None:
    """The tasks to start; None, and a line on standard error, if one that was named isn't there."""
    if not ids:
        return [task for task in task_set.tasks if task.enabled]
    for task_id in ids:
        if task_set.task(task_id) is None:
            text = translate("cli", 'no task has the id "{id}"; there are: {ids}')
            ids_there = listed([task.id for task in task_set.tasks], translate)
            say("waitgui run: " + text.format(id=task_id, ids=ids_there))
            return None
    return [task for task in task_set.tasks if task.id in ids]


class _Headless:
    def __init__(self, task_set: TaskSet, options: argparse.Namespace) -> None:
        self._collector = Collector()
        self._collector.begin()
        self._task_set = task_set
        self._bell = Bell()
        self._signal: int | None = None
        self._failed = False
        stream = TickStream()
        self._events = stream.subscribe(wake=self._bell.ring)
        self._scheduler = Scheduler()
        self._now_ns = self._scheduler.now_ns
        self._watchdog = Watchdog(self._scheduler)
        name, seed = task_set.name, options.seed
        self._history: HistoryWriter | None = None
        if not options.no_history:
            kept, warning = settings.load(places().settings)
            if warning is not None:
                say(said(warning))
            limits = kept.history.limits
            self._history = HistoryWriter(places().history, say=_say_of_history, mono_ns=self._now_ns, limits=limits)
            stream.attach(self._history.sink(name, seed))
        self._supervisor = Supervisor(
            self._scheduler, stream, set_name=name, numbers=self._history, seed=seed, for_ns=options.for_ns
        )
        self._printer: Printer
        if wants_table(options.output):
            self._printer = _LiveTable(task_set, self._now_ns)
        else:
            self._printer = JsonLines(sys.stdout, task_set, with_output=options.with_output)

    def run(self, tasks: list[Task]) -> int:
        if not tasks:
            say("waitgui run: " + translate("cli", "no task of this set is enabled; --task ID starts one"))
        with self._signals():
            try:
                self._supervisor.start(*tasks)
                self._collector.settle()
                self._watch()
                self._supervisor.stop_all(Reason.STOPPED if self._signal is None else Reason.QUIT)
                self._finish()
            finally:
                # Also when our reader is gone: nothing that we started outlives us.
                self._supervisor.stop_all(Reason.QUIT)
                self._supervisor.wait(STOP_TIMEOUT_S)
                self._collector.end()
                self._watchdog.close(1.0)
                self._scheduler.close(1.0)
                kill_everything()
                if self._history is not None:
                    self._history.close()
        if self._signal is not None:
            return 128 + self._signal
        return 1 if self._failed else 0

    def _watch(self) -> None:
        """Print what happens until every task has ended, the time is over or a signal has come."""
        while self._supervisor.active and self._signal is None:
            left_s = REPAINT_S
            end_ns = self._supervisor.end_ns
            if end_ns is not None:
                left_s = min(left_s, (end_ns - self._now_ns()) / 1e9)
                if left_s <= 0:
                    break
            self._bell.wait(left_s)
            self._print()
            self._collector.breathe()

    def _finish(self) -> None:
        """Print what is left, as the runs end."""
        deadline_ns = self._now_ns() + int(STOP_TIMEOUT_S * 1e9)
        while self._supervisor.active and self._now_ns() < deadline_ns:
            self._bell.wait(REPAINT_S)
            self._print()
        self._print()
        self._printer.finish()

    def _print(self) -> None:
        for event in self._events.drain():
            if isinstance(event, Behind):
                text = translate("cli", "the engine is {time} behind")
                say("waitgui run: " + text.format(time=duration_words(event.by_ns)))
            if isinstance(event, RunEnded) and event.outcome is RunOutcome.FAILED:
                self._failed = True
            self._printer.print(event)
        if isinstance(self._printer, _LiveTable):
            self._printer.repaint()
        else:
            sys.stdout.flush()

    @contextmanager
    def _signals(self) -> Iterator[None]:
        numbers = [signal.SIGINT, signal.SIGTERM]
        if hasattr(signal, "SIGHUP"):  # the terminal was closed
            numbers.append(signal.SIGHUP)
        before = {number: signal.signal(number, self._on_signal) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self._signal is not None:  # the second: at once
            kill_everything()
            os._exit(128 + number)
        self._signal = number
        self._bell.ring()


def _say_of_history(line: str) -> None:
    say(f"waitgui run: {said(line)}")


class _LiveTable:
    """The table of tasks, repainted in place on a terminal, printed once elsewhere."""

    def __init__(self, task_set: TaskSet, now_ns: Callable[[], int]) -> None:
        self._now_ns = now_ns
        self._table = TaskTable(task_set)
        self._console = PipeConsole(highlight=False, markup=False, emoji=False)
        self._live = Live(console=self._console, auto_refresh=False, transient=False)
        if self._console.is_terminal:
            self._live.start()

    def print(self, event: Event) -> None:
        self._table.note(event, self._now_ns())

    def repaint(self) -> None:
        if self._console.is_terminal:
            self._live.update(self._table.render(self._now_ns()), refresh=True)

    def finish(self) -> None:
        if self._console.is_terminal:
            self.repaint()
            self._live.stop()
        else:
            self._console.print(self._table.render(self._now_ns()))
