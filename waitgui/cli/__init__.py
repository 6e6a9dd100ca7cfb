"""The command line. Qt is imported only to open the desktop, by `waitgui.app`."""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from waitgui import __version__
from waitgui.cli import language
from waitgui.cli.files import as_text, count, duration, moment, whole
from waitgui.cli.language import said, translate
from waitgui.tasks.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("run", "preview", "check", "history")
CLOSED_PIPE = 141
BAD_INPUT = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line, give the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    language.begin(os.environ)
    _open_what_was_closed()
    _buffer_output()
    as_text(sys.stdout)
    try:
        try:
            code = _dispatch(arguments)
        except SystemExit as exited:  # argparse, after --help and what makes no sense
            code = int(exited.code or 0)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads our output is gone: end quietly. What is still buffered would raise once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    except OSError as error:
        if error.filename is not None:
            raise
        text = translate("cli", "the output can't be written: {reason}").format(reason=said(error.strerror or ""))
        print(f"waitgui: {text}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    return code


def _buffer_output() -> None:
    """Put a buffer behind standard output where there is none (PYTHONUNBUFFERED).

    Without one Python drops what the system didn't take of a write, as when a signal or the end of the reader comes in
    between, and says nothing.
    """
    raw = getattr(sys.stdout, "buffer", None)
    if isinstance(raw, io.FileIO):
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(io.FileIO(raw.fileno(), "w", closefd=False)),
            encoding=sys.stdout.encoding,
            errors=sys.stdout.errors,
            line_buffering=sys.stdout.isatty(),
        )


def _open_what_was_closed() -> None:
    """Give the standard files that were closed before we began a place: else the next file opened gets theirs.

    What is said on standard error without that would go to standard output, among the records.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free is this one
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def _dispatch(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        options = _parser(arguments[0]).parse_args(arguments)
        return int(options.run(options))
    options = _desktop_parser().parse_args(arguments)
    from waitgui.cli import desktop  # noqa: PLC0415 - the other commands don't need it

    return desktop.open_desktop(options.files, demo=options.demo, in_tray=options.tray)


def _desktop_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="waitgui",
        description=translate("cli", "Opens the desktop application. Other commands: {commands}.").format(
            commands=listed([f"waitgui {command}" for command in COMMANDS], translate)
        ),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"waitgui {__version__}",
        # Python 3.11 doesn't have this one translated.
        help=translate("argparse", "show program's version number and exit"),
    )
    parser.add_argument("--demo", action="store_true", help=translate("cli", "open the demo set"))
    parser.add_argument(
        "--tray", action="store_true", help=translate("cli", "begin in the tray; minimised while there is none")
    )
    parser.add_argument(
        "files", nargs="*", type=Path, metavar=translate("cli", "FILE"), help=translate("cli", "task sets to open")
    )
    return parser


def _parser(command: str) -> argparse.ArgumentParser:
    parser = _Parser(prog=f"waitgui {command}")  # it is this one that complains of arguments that are left over
    commands = parser.add_subparsers(
        required=True, metavar=translate("cli", "COMMAND"), parser_class=_Parser, prog="waitgui"
    )

    run = commands.add_parser(
        "run",
        help=translate("cli", "run a task set without a display"),
        description=translate("cli", "Runs a task set."),
    )
    run.add_argument("file", type=Path, metavar=translate("cli", "FILE"))
    run.add_argument(
        "--for",
        dest="for_ns",
        type=duration,
        metavar=translate("cli", "DURATION"),
        help=translate("cli", "stop after this time, as in 10s"),
    )
    run.add_argument(
        "--task",
        action="append",
        default=[],
        metavar=translate("cli", "ID"),
        help=translate("cli", "only this task; may be repeated"),
    )
    run.add_argument("--no-history", action="store_true", help=translate("cli", "leave no trace in the history"))
    run.add_argument("--trust", action="store_true", help=translate("cli", "run it also if others may have written it"))
    run.add_argument(
        "--with-output", action="store_true", help=translate("cli", "add what a tick printed to its record")
    )
    _common(run)
    run.set_defaults(run=_run)

    preview = commands.add_parser(
        "preview",
        help=translate("cli", "show what would happen"),
        description=translate("cli", "Shows what would happen; runs nothing."),
    )
    preview.add_argument("file", type=Path, metavar=translate("cli", "FILE"))
    preview.add_argument(
        "--for",
        dest="for_ns",
        type=duration,
        required=True,
        metavar=translate("cli", "DURATION"),
        help=translate("cli", "look so far ahead"),
    )
    preview.add_argument(
        "--takes",
        dest="takes_ns",
        type=duration,
        default=0,
        metavar=translate("cli", "DURATION"),
        help=translate("cli", "how long an action takes"),
    )
    preview.add_argument(
        "--from",
        dest="wall_ns",
        type=moment,
        metavar=translate("cli", "DATETIME"),
        help=translate("cli", "when it would be started (default: now)"),
    )
    preview.add_argument(
        "--met-at",
        type=count,
        metavar="N",
        help=translate("cli", "the condition of a poll is met at this check (default: never)"),
    )
    preview.add_argument(
        "--succeeds-at",
        type=count,
        metavar="N",
        help=translate("cli", "a backoff succeeds at this try (default: never)"),
    )
    preview.add_argument(
        "--limit",
        type=count,
        default=100_000,
        metavar="N",
        help=translate("cli", "planned ticks a task (default: %(default)s)"),
    )
    _common(preview)
    preview.set_defaults(run=_preview)

    check = commands.add_parser(
        "check",
        help=translate("cli", "list the problems of task sets"),
        description=translate("cli", "Lists every problem; runs nothing."),
    )
    check.add_argument("files", nargs="+", type=Path, metavar=translate("cli", "FILE"))
    check.add_argument(
        "--advice", action="store_true", help=translate("cli", "also say what will hurt, and what would mend it")
    )
    check.set_defaults(run=_check)

    history = commands.add_parser(
        "history",
        help=translate("cli", "show what happened"),
        description=translate(
            "cli",
            "Prints the records that runs printed, oldest first; or all of it as one document: csv for"
            " spreadsheets (a row a tick), trace for ui.perfetto.dev and chrome://tracing.",
        ),
    )
    history.add_argument(
        "--set", metavar=translate("cli", "NAME"), help=translate("cli", "only this task set, by its name")
    )
    history.add_argument("--task", metavar=translate("cli", "ID"), help=translate("cli", "only tasks of this id"))
    history.add_argument(
        "--since",
        dest="since_ns",
        type=duration,
        metavar=translate("cli", "DURATION"),
        help=translate("cli", "only what happened in the last, as in 2h; a run that began before shows its start too"),
    )
    _output(history, "csv", "trace")
    history.add_argument(
        "--with-output",
        action="store_true",
        help=translate("cli", "add what a tick printed to its record (table and jsonl)"),
    )
    history.set_defaults(run=_history)
    return parser


def _output(parser: argparse.ArgumentParser, *documents: str) -> None:
    choices = ("table", "jsonl", *documents)
    parser.add_argument(
        "--output", choices=choices, help=translate("cli", "default: a table on a terminal, else JSON lines")
    )


def _common(parser: argparse.ArgumentParser) -> None:
    _output(parser)
    parser.add_argument("--seed", type=whole, metavar="N", help=translate("cli", "the same jitter each time"))


def _run(options: argparse.Namespace) -> int:
    from waitgui.cli import run  # noqa: PLC0415 - each command loads what it needs

    return run.run(options)


def _preview(options: argparse.Namespace) -> int:
    from waitgui.cli import preview  # noqa: PLC0415

    return preview.preview(options)


def _check(options: argparse.Namespace) -> int:
    from waitgui.cli import check  # noqa: PLC0415

    return check.check(options.files, advice=options.advice)


def _history(options: argparse.Namespace) -> int:
    from waitgui.cli import history  # noqa: PLC0415

    return history.history(options)


class _Parser(argparse.ArgumentParser):
    """Without abbreviations, which would break scripts when an option is added."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"allow_abbrev": False, **kwargs})  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        hint = translate("cli", "Try {command} --help.").format(command=self.prog)
        self.exit(BAD_INPUT, f"{self.prog}: {message}\n{hint}\n")
