"""`waitgui history`: what happened, as `waitgui run` told it."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from typing import TYPE_CHECKING, Protocol, TypedDict

from rich.text import Text

from waitgui.cli.files import as_csv, as_json, say
from waitgui.cli.language import said, translate, word
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
_WIDTHS = (23, 16, 20, 5, 6, 11, 11, 0)
_RIGHT = range(3, 7)
"""The columns of numbers, which stand to the right."""
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
        say(f"waitgui history: {path}: {said(history_file.words(error))}")
        return BAD_INPUT
    return 0


def _settle(path: Path) -> None:
    """Give the runs of dead processes their end; in a file that can only be read that isn't possible, and no harm."""
    try:
        settle(path, time.time_ns())
    except NewerHistoryError as error:
        say(f"waitgui history: {path}: {said(str(error))}")
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
        text = translate("cli", "{problem}, and can't be put aside: {reason}")
        words = text.format(problem=said(str(error)), reason=said(history_file.words(second)))
        say(f"waitgui history: {path}: {words}")
        return BAD_INPUT
    if aside is not None:
        text = translate("cli", "{problem}; it is kept as {name}")
        say(f"waitgui history: {path}: {text.format(problem=said(str(error)), name=aside.name)}")
    return 0


def _titles() -> list[str]:
    return [
        translate("cli", "Time"),
        translate("cli", "Set"),
        translate("cli", "Task"),
        translate("cli", "Run"),
        translate("cli", "Tick"),
        translate("cli", "Late"),
        translate("cli", "Took"),
        translate("cli", "Result"),
    ]


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
        self._row([Text(title, "bold") for title in _titles()])

    def print(self, told: Told) -> None:
        set_name, event = told
        key = (set_name, event.task, event.run)
        if isinstance(event, RunStarted):
            self._starts[key] = event
            self._line(key, event.mono_ns, translate("cli", "starts"))
        elif isinstance(event, Tick):
            late = duration_words(event.lateness_ns) if event.lateness_ns else ""
            took = duration_words(event.end_ns - event.start_ns)
            words = word(event.outcome)
            if event.result.why:
                words = translate("cli", "{outcome}: {why}").format(outcome=words, why=visible(said(event.result.why)))
            result = Text(words, STYLES.get(event.outcome, ""))
            self._line(key, event.start_ns, result, str(event.n), late, took)
            self._print_output(event)
        else:
            self._line(key, event.at_ns, translate("cli", "ends: {reason}").format(reason=word(event.reason)))
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
        for number, (width, cell) in enumerate(zip(_WIDTHS, cells, strict=True)):
            text = cell if isinstance(cell, Text) else Text(cell)
            if width:
                missing = max(0, width - text.cell_len)
                text.pad_left(missing) if number in _RIGHT else text.pad_right(missing)
                text.append("  ")
            row.append_text(text)
        row.rstrip()
        self._console.print(row)

    def _print_output(self, tick: Tick) -> None:
        if tick.result.output_dropped:
            text = translate("cli", "… {count} bytes before this").format(count=f"{tick.result.output_dropped:,}")
            self._console.print(Text(f"    {text}", "dim"))
        for line in tick.result.output.splitlines():
            self._console.print(Text(f"    {visible(line)}", "dim"))
