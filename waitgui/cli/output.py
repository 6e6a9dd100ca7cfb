"""How records are printed: as JSON lines for programs, as tables for people."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from waitgui.tasks.lines import Lines
from waitgui.tasks.problems import visible
from waitgui.tasks.record import (
    Behind,
    ClockMoved,
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


class PipedConsole(Console):
    """One whose reader may go away."""

    def on_broken_pipe(self) -> None:
        """Raise the `BrokenPipeError` under way: rich would end the program with a code of its own."""
        raise  # noqa: PLE0704


def escaping(out: TextIO) -> TextIO:
    """The stream, which from now on writes half a character as an escape: that is JSON, and raises nothing."""
    if hasattr(out, "reconfigure"):
        out.reconfigure(errors="backslashreplace")
    return out


def wants_table(output: str | None) -> bool:
    """Whether a table is asked for: by default on a terminal."""
    return output == "table" or (output is None and sys.stdout.isatty())


class JsonLines:
    """One JSON object a line."""

    def __init__(self, out: TextIO, task_set: TaskSet, *, with_output: bool = False) -> None:
        self._out = escaping(out)
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
        self._console = PipedConsole(file=out, highlight=False, markup=False, emoji=False)
        self._names = {task.id: visible(task.name) for task in task_set.tasks}
        self._starts: dict[tuple[str, int], tuple[int, int]] = {}
        self._table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        for title, justify in (("Time", "left"), ("Task", "left"), ("Tick", "right"), ("Late", "right")):
            self._table.add_column(title, justify=justify)  # type: ignore[arg-type]
        self._table.add_column("Took", justify="right")
        self._table.add_column("Result")

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
                    Text(event.outcome.value, style=STYLES.get(event.outcome, "")),
                )
            case RunEnded():
                self._table.add_row(
                    self._clock(event, event.at_ns), self._names[event.task], "", "", "", f"ends: {event.reason.value}"
                )

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
        if not isinstance(event, Gap | ClockMoved | Behind):
            self._shown.add(event.task)
            self._rows[event.task].note(event, now_ns)

    def render(self, now_ns: int) -> Table:
        """The table as it stands."""
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        for title, justify in (("Task", "left"), ("State", "left"), ("Next", "right"), ("Ticks", "right")):
            table.add_column(title, justify=justify, no_wrap=True)  # type: ignore[arg-type]
        table.add_column("Failed", justify="right")
        table.add_column("Skipped", justify="right")
        table.add_column("Last")
        for task_id, row in self._rows.items():
            if task_id in self._shown:
                table.add_row(*row.cells(now_ns))
        return table


class _Row:
    def __init__(self, name: str) -> None:
        self._name = name
        self._state = "waiting"
        self._due_ns: int | None = None
        self._since_ns: int | None = None
        self._counts = dict.fromkeys(Outcome, 0)
        self._last = Text("")

    def note(self, event: TaskEvent, now_ns: int) -> None:
        match event:
            case RunStarted():
                self._state = "waiting"
            case Tick():
                self._counts[event.outcome] += 1
                self._since_ns = None
                took = duration_words(event.end_ns - event.start_ns)
                why = f": {visible(event.result.why)}" if event.result.why else ""
                self._last = Text(f"{event.outcome.value} after {took}{why}", style=STYLES.get(event.outcome, ""))
            case RunEnded():
                self._state = event.reason.value
                self._due_ns = self._since_ns = None
                if event.outcome is RunOutcome.FAILED:
                    self._state = f"failed ({event.reason.value})"
            case TickStarted():
                self._since_ns, self._due_ns = now_ns, None
            case Planned():
                self._due_ns = event.due_ns

    def cells(self, now_ns: int) -> tuple[str | Text, ...]:
        state, next_words = self._state, ""
        if self._since_ns is not None:
            state = f"running {duration_words(now_ns - self._since_ns)}"
        elif self._due_ns is not None:
            next_words = duration_words(max(0, self._due_ns - now_ns))
        failed = self._counts[Outcome.FAILED] + self._counts[Outcome.TIMED_OUT] + self._counts[Outcome.ERROR]
        skipped = self._counts[Outcome.SKIPPED]
        started = sum(self._counts.values()) - skipped
        return (self._name, state, next_words, str(started), str(failed), str(skipped), self._last)


def local(wall_ns: int) -> datetime:
    """A Unix time as local time."""
    return datetime.fromtimestamp(wall_ns / 1e9, UTC).astimezone()
