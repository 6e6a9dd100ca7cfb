"""How records are printed: as JSON lines for programs, as tables for people."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from waitgui.cli.files import as_json
from waitgui.cli.language import said, translate, word
from waitgui.tasks.lines import Lines
from waitgui.tasks.problems import visible
from waitgui.tasks.record import (
    Behind,
    ClockMoved,
    EngineLost,
    Gap,
    Outcome,
    Planned,
    RunEnded,
    RunOutcome,
    RunStarted,
    Tick,
    TickStarted,
)
from waitgui.tasks.words import clock_words, duration_words

if TYPE_CHECKING:
    from waitgui.tasks.model import TaskSet
    from waitgui.tasks.record import Event, TaskEvent

STYLES = {
    Outcome.FAILED: "bold red",
    Outcome.ERROR: "bold red",
    Outcome.TIMED_OUT: "yellow",
    Outcome.SKIPPED: "dim",
    Outcome.CANCELLED: "dim",
}


class Printer(Protocol):
    """Prints the events of a run as they come."""

    def print(self, event: Event) -> None:
        """One event."""
        ...

    def finish(self) -> None:
        """No more will come."""
        ...


def wants_table(output: str | None) -> bool:
    """Whether a table is asked for: by default on a terminal."""
    return output == "table" or (output is None and sys.stdout.isatty())


class PipeConsole(Console):
    """A console whose reader may go away; rich would end the program then, with a code of its own."""

    def on_broken_pipe(self) -> None:
        """Let the `BrokenPipeError` under way go on."""
        raise  # noqa: PLE0704 - within rich's handler of it


class JsonLines:
    """One JSON object a line."""

    def __init__(self, out: TextIO, task_set: TaskSet, *, with_output: bool = False) -> None:
        self._out = as_json(out)
        self._lines = Lines(task_set.name, with_output=with_output)

    def print(self, event: Event) -> None:
        """A line, if the event has one."""
        record = self._lines.record(event)
        if record is not None:
            self._out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")

    def finish(self) -> None:
        """Nothing is held back."""


class TickTable:
    """One row a tick: what `preview` shows a person."""

    def __init__(self, out: TextIO, task_set: TaskSet) -> None:
        self._console = PipeConsole(file=out, highlight=False, markup=False, emoji=False)
        self._names = {task.id: visible(task.name) for task in task_set.tasks}
        self._starts: dict[tuple[str, int], tuple[int, int]] = {}
        self._table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        self._table.add_column(translate("cli", "Time"))
        self._table.add_column(translate("cli", "Task"))
        self._table.add_column(translate("cli", "Tick"), justify="right")
        self._table.add_column(translate("cli", "Late"), justify="right")
        self._table.add_column(translate("cli", "Took"), justify="right")
        self._table.add_column(translate("cli", "Result"))

    def print(self, event: Event) -> None:
        """Add the row of a tick or of an end."""
        match event:
            case RunStarted():
                self._starts[event.task, event.run] = (event.mono_ns, event.wall_ns)
            case Tick():
                self._table.add_row(
                    self._clock(event, event.start_ns),
                    self._names[event.task],
                    str(event.n),
                    duration_words(event.lateness_ns) if event.lateness_ns else "",
                    duration_words(event.end_ns - event.start_ns),
                    Text(word(event.outcome), style=STYLES.get(event.outcome, "")),
                )
            case RunEnded():
                ends = translate("cli", "ends: {reason}").format(reason=word(event.reason))
                self._table.add_row(self._clock(event, event.at_ns), self._names[event.task], "", "", "", ends)

    def finish(self) -> None:
        """Print what was gathered."""
        self._console.print(self._table)

    def _clock(self, event: Tick | RunEnded, at_ns: int) -> str:
        mono_ns, wall_ns = self._starts[event.task, event.run]
        return clock_words(local(wall_ns + at_ns - mono_ns))


class TaskTable:
    """One row a task, repainted as things happen: what `run` shows a person."""

    def __init__(self, task_set: TaskSet) -> None:
        self._rows = {task.id: _Row(visible(task.name)) for task in task_set.tasks}
        self._shown: set[str] = set()

    def note(self, event: Event, now_ns: int) -> None:
        """Take account of an event."""
        if not isinstance(event, Gap | ClockMoved | Behind | EngineLost):
            self._shown.add(event.task)
            self._rows[event.task].note(event, now_ns)

    def render(self, now_ns: int) -> Table:
        """The table as it stands."""
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        table.add_column(translate("cli", "Task"), no_wrap=True)
        table.add_column(translate("cli", "State"), no_wrap=True)
        table.add_column(translate("cli", "Next"), justify="right", no_wrap=True)
        table.add_column(translate("cli", "Ticks"), justify="right", no_wrap=True)
        table.add_column(translate("cli", "Failed"), justify="right")
        table.add_column(translate("cli", "Skipped"), justify="right")
        table.add_column(translate("cli", "Last"))
        for task_id, row in self._rows.items():
            if task_id in self._shown:
                table.add_row(*row.cells(now_ns))
        return table


class _Row:
    def __init__(self, name: str) -> None:
        self._name = name
        self._state = translate("cli", "waiting")
        self._due_ns: int | None = None
        self._since_ns: int | None = None
        self._counts = dict.fromkeys(Outcome, 0)
        self._last = Text("")

    def note(self, event: TaskEvent, now_ns: int) -> None:
        match event:
            case RunStarted():
                self._state = translate("cli", "waiting")
            case Tick():
                self._counts[event.outcome] += 1
                self._since_ns = None
                took = duration_words(event.end_ns - event.start_ns)
                last = translate("cli", "{outcome} after {time}")
                if event.result.why:
                    last = translate("cli", "{outcome} after {time}: {why}")
                words = last.format(outcome=word(event.outcome), time=took, why=visible(said(event.result.why)))
                self._last = Text(words, style=STYLES.get(event.outcome, ""))
            case RunEnded():
                self._state = word(event.reason)
                self._due_ns = self._since_ns = None
                if event.outcome is RunOutcome.FAILED:
                    self._state = translate("cli", "failed ({reason})").format(reason=word(event.reason))
            case TickStarted():
                self._since_ns, self._due_ns = now_ns, None
            case Planned():
                self._due_ns = event.due_ns

    def cells(self, now_ns: int) -> tuple[str | Text, ...]:
        state, next_words = self._state, ""
        if self._since_ns is not None:
            state = translate("cli", "running {time}").format(time=duration_words(now_ns - self._since_ns))
        elif self._due_ns is not None:
            next_words = duration_words(max(0, self._due_ns - now_ns))
        failed = self._counts[Outcome.FAILED] + self._counts[Outcome.TIMED_OUT] + self._counts[Outcome.ERROR]
        skipped = self._counts[Outcome.SKIPPED]
        started = sum(self._counts.values()) - skipped
        return (self._name, state, next_words, str(started), str(failed), str(skipped), self._last)


def local(wall_ns: int) -> datetime:
    """A Unix time as local time."""
    return datetime.fromtimestamp(wall_ns / 1e9, UTC).astimezone()
