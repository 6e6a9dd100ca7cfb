"""What the commands share: arguments in words, task sets from files, text that is safe on a terminal."""

from __future__ import annotations

import argparse
import io
import re
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from waitgui.cli.language import said, translate
from waitgui.store.task_set_file import TaskSetFileError, load
from waitgui.tasks.problems import visible
from waitgui.wait import durations

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from waitgui.store.task_set_file import Loaded


_WHOLE = re.compile(r"-?[0-9]{1,4000}", re.ASCII)


def duration(text: str) -> int:
    """A duration argument, in ns: "1m30s", or a number of seconds."""
    try:
        ns = durations.parse(text if not _is_number(text) else text + "s")
    except ValueError as error:
        raise argparse.ArgumentTypeError(said(str(error))) from None
    if ns < 0:
        raise argparse.ArgumentTypeError(said(f"must not be negative (got {text})"))
    if ns > durations.MAX_NS:
        raise argparse.ArgumentTypeError(translate("cli", "must not be longer than 292 years"))
    return ns


def whole(text: str) -> int:
    """A whole number: digits alone, with a minus or without."""
    if _WHOLE.fullmatch(text) is None:
        raise argparse.ArgumentTypeError(said(f"must be a whole number (got {visible(text[:50])})"))
    return int(text)


def count(text: str) -> int:
    """A whole number from 1 on."""
    number = whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError(said("must be at least 1"))
    return number


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and text.isascii()


def moment(text: str) -> int:
    """A date and time as Unix time in ns; without an offset it is local time."""
    try:
        value = datetime.fromisoformat(text if len(text) > len("2027-01-01") else "a date alone")
        return int(value.timestamp()) * durations.NS_PER_S + value.microsecond * durations.NS_PER_US
    except (ValueError, OverflowError, OSError):
        raise argparse.ArgumentTypeError(
            said(f"must be a date and a time, as in 2027-01-01T08:00:00 (got {text})")
        ) from None


def as_json(out: TextIO) -> TextIO:
    """The output for JSON: UTF-8 whatever the locale, half a character as an escape, which is JSON too."""
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8", errors="backslashreplace")
    return out


def as_csv(out: TextIO) -> TextIO:
    """The output for CSV: UTF-8 whatever the locale, line ends as they are written."""
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    return out


def as_text(out: TextIO) -> None:
    """Have the output show escaped what its encoding doesn't have."""
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """A line for people, on standard error."""
    print(visible(text), file=sys.stderr)


def read(path: Path) -> Loaded | None:
    """The task set of a file, its warnings on standard error; None, with every problem there, if it can't be used."""
    try:
        loaded = load(path)
    except TaskSetFileError as error:
        for line in error.lines:
            say(said(line))
        return None
    for warning in loaded.warnings:
        say(said(warning))
    return loaded
