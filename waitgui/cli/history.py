"""`waitgui history`: what happened, as `waitgui run` told it."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from typing import TYPE_CHECKING, Protocol, TypedDict

from rich.text import Text

from waitgui.cli.files import as_csv, as_json, say
from waitgui.cli.output import STYLES, PipeConsole, local, wants_table
from waitgui.paths import places
from waitgui.store import history_file
from waitgui.store.history import settle
from waitgui.store.history_export import happened, origin_ns
from waitgui.store.history_file import BrokenHistoryError, HistoryError, NewerHistoryError
from waitgui.store.history_replay import replay
from waitgui.tasks.lines import Lines
from waitgui.tasks.problems import visible
from waitgui.tasks.record import RunStarted, Tick
from waitgui.tasks.tick_csv import csv_lines
from waitgui.tasks.trace import trace_lines
from waitgui.tasks.words import clock_words, duration_words

if TYPE_CHECKING:
    import argparse
    from pathlib import Path
    from typing import TextIO

    from waitgui.store.history_replay import Told

BAD_INPUT = 2
_COLUMNS = (("Time", 23), ("Set", 16), ("Task", 20), ("Run", 5), ("Tick", 6), ("Late", 11), ("Took", 11), ("Result", 0))
_RIGHT = frozenset({"Run", "Tick", "Late", "Took"})


_EXPORTS = frozenset({"csv", "trace"})


class _Which(TypedDict):
    set_name: str | None
    task: str | None
    since_ns: int | None


class _Printer(Protocol):
    def print(self, told: Told) -> None: ...


def history(options: argparse.Namespace) -> int:
    """Print what happened, give the exit code."""
    path = places().history
    key = history_file.file_key(path)
    try:
        if path.exists():  # what isn't there isn't made
            _settle(path)
        if options.output in _EXPORTS:
            _export(path, options)
        elif path.exists():
            _print(path, options)
    except BrokenHistoryError as error:
        return _put_aside(path, key, error)
    except (HistoryError, sqlite3.Error, OSError) as error:
        if isinstance(error, OSError) and error.filename is None:
            raise  # of the output, not of the history
        say(f"waitgui history: {path}: {history_file.words(error)}")
        return BAD_INPUT
    return 0


def _settle(path: Path) -> None:
    """Give the runs of dead processes their end; in a file that can only be read that isn't possible, and no harm."""
    try:
        settle(path, time.time_ns())
    except NewerHistoryError as error:
        say(f"waitgui history: {path}: {error}")
    except sqlite3.Error as error:
        if history_file.is_broken(error):
            raise BrokenHistoryError(history_file.words(error)) from error
    except PermissionError:
        pass


def _print(path: Path, options: argparse.Namespace) -> None:
    printer: _Printer = (
        _Table(sys.stdout) if wants_table(options.output) else _JsonLines(sys.stdout, options.with_output)
    )
    since_ns = None if options.since_ns is None else time.time_ns() - options.since_ns
    for told in replay(
        path, set_name=options.set, task=options.task, since_ns=since_ns, with_output=options.with_output
    ):
        printer.print(told)


def _export(path: Path, options: argparse.Namespace) -> None:
    """Write a whole document, also where nothing happened."""
    since_ns = None if options.since_ns is None else time.time_ns() - options.since_ns
    which: _Which = {"set_name": options.set, "task": options.task, "since_ns": since_ns}
    told = happened(path, **which)
    if options.output == "csv":
        out, lines = as_csv(sys.stdout), csv_lines(told)
    else:
        out, lines = as_json(sys.stdout), trace_lines(told, origin_ns(path, **which) or 0)
    for line in lines:
        out.write(line)


def _put_aside(path: Path, key: tuple[int, int] | None, error: BrokenHistoryError) -> int:
    try:
        aside = history_file.put_aside(path, key, wall_s=time.time())
    except OSError as second:
        say(f"waitgui history: {path}: {error}, and can't be put aside: {history_file.words(second)}")
        return BAD_INPUT
    if aside is not None:
        say(f"waitgui history: {path}: {error}; it is kept as {aside.name}")
    return 0


class _JsonLines:
    """One JSON object a line, the very one that `run` printed."""

    def __init__(self, out: TextIO, with_output: bool) -> None:
        self._out = as_json(out)
        self._with_output = with_output
        self._sets: dict[str, Lines] = {}

    def print(self, told: Told) -> None:
        set_name, event = told
        lines = self._sets.get(set_name)
        if lines is None:
            lines = self._sets[set_name] = Lines(set_name, with_output=self._with_output)
        self._out.write(json.dumps(lines.record(event), ensure_ascii=False, separators=(",", ":")) + "\n")


class _Table:
    """One row a record, printed as it is read."""

    def __init__(self, out: TextIO) -> None:
        self._console = PipeConsole(file=out, highlight=False, soft_wrap=True)
        self._starts: dict[tuple[str, str, int], RunStarted] = {}
        self._row([Text(title, "bold") for title, _ in _COLUMNS])

    def print(self, told: Told) -> None:
        set_name, event = told
        key = (set_name, event.task, event.run)
        if isinstance(event, RunStarted):
            self._starts[key] = event
            self._line(key, event.mono_ns, "starts")
        elif isinstance(event, Tick):
            why = f": {visible(event.result.why)}" if event.result.why else ""
            late = duration_words(event.lateness_ns) if event.lateness_ns else ""
            took = duration_words(event.end_ns - event.start_ns)
            result = Text(event.outcome.value + why, STYLES.get(event.outcome, ""))
            self._line(key, event.start_ns, result, str(event.n), late, took)
            self._print_output(event)
        else:
            self._line(key, event.at_ns, f"ends: {event.reason.value}")
            del self._starts[key]

    def _line(
        self, key: tuple[str, str, int], at_ns: int, result: str | Text, n: str = "", late: str = "", took: str = ""
    ) -> None:
        set_name, task, run = key
        started = self._starts[key]
        moment = local(started.wall_ns + at_ns - started.mono_ns)
        time_words = f"{moment:%Y-%m-%d} {clock_words(moment)}"
        self._row([time_words, visible(set_name), visible(task), str(run), n, late, took, result])

    def _row(self, cells: list[str | Text]) -> None:
        row = Text()
        for (title, width), cell in zip(_COLUMNS, cells, strict=True):
            text = cell if isinstance(cell, Text) else Text(cell)
            if width:
                missing = max(0, width - text.cell_len)
                text.pad_left(missing) if title in _RIGHT else text.pad_right(missing)
                text.append("  ")
            row.append_text(text)
        row.rstrip()
        self._console.print(row)

    def _print_output(self, tick: Tick) -> None:
        if tick.result.output_dropped:
            self._console.print(Text(f"    … {tick.result.output_dropped:,} bytes before this", "dim"))
        for line in tick.result.output.splitlines():
            self._console.print(Text(f"    {visible(line)}", "dim"))
