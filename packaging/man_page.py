"""The manual page, from the very parsers of the command line: `python packaging/man_page.py FILE`.

What argparse says of commands and options is taken from there, so that it can't go stale; only what no parser knows
stands here.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from steps import DESKTOP

from waitgui import __version__, cli

if TYPE_CHECKING:
    from collections.abc import Iterator

METAINFO = DESKTOP / "io.github.waitgui.waitgui.metainfo.xml"
AFTERWARDS = r"""
.SH FILES
.TP
.I ~/.config/waitgui/sets/
Task sets (TOML), unless another place is chosen.
.TP
.I ~/.config/waitgui/settings.toml
Settings and the state of the window.
.TP
.I ~/.local/share/waitgui/history.sqlite3
What happened.
.TP
.I ~/.local/state/waitgui/
Logs, and what was edited and not saved.
.PP
The variables
.BR XDG_CONFIG_HOME ,
.B XDG_DATA_HOME
and
.B XDG_STATE_HOME
are honoured.
.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 1
A task ended in failure.
.TP
.B 2
Bad input or usage.
.TP
.BR 130 ", " 143
Ended by SIGINT or SIGTERM.
.TP
.B 141
Nobody read the output any more.
.SH EXAMPLE
.EX
format = 1

[[tasks]]
name = "Renew certificate"
[tasks.schedule]
kind = "repeat"
period = "5m"
jitter = 0.2
[tasks.action]
kind = "command"
argv = ["certbot", "renew"]
.EE
.SH SEE ALSO
.BR cron (8),
.BR systemd.timer (5)
"""


def page() -> str:
    """The whole page, in the man macros."""
    commands = {name: choice(cli._parser(name), name) for name in cli.COMMANDS}  # noqa: SLF001 - no other has them
    desktop = cli._desktop_parser()  # noqa: SLF001
    lines = [
        f'.TH WAITGUI 1 "{date()}" "waitgui {__version__}" "User Commands"',
        ".nh",
        ".SH NAME",
        r"waitgui \- run small recurring jobs and watch them on one timeline",
        ".SH SYNOPSIS",
        *(line for parser in (desktop, *commands.values()) for line in usage(parser)),
        ".SH DESCRIPTION",
        plain(desktop.description or ""),
        ".SH OPTIONS",
        *options(desktop),
        ".SH COMMANDS",
    ]
    for name, parser in commands.items():
        lines += [f".SS waitgui {name}", plain(parser.description or ""), *options(parser)]
    return "\n".join(lines) + AFTERWARDS


def choice(parser: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    """The parser of one command, out of the one that has them all."""
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    found = commands.choices[name]
    assert isinstance(found, argparse.ArgumentParser)
    return found


def usage(parser: argparse.ArgumentParser) -> Iterator[str]:
    """How it is called, a paragraph."""
    words = " ".join(parser.format_usage().removeprefix("usage: ").split())
    program, _, arguments = words.partition(f"{parser.prog} ")
    yield from (".PP", f".B {plain(program or parser.prog)}", plain(arguments))


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Each option and argument with what is said of it."""
    formatter = parser._get_formatter()  # noqa: SLF001 - it alone puts defaults into help
    for action in parser._actions:  # noqa: SLF001
        yield ".TP"
        yield ", ".join(names(action))
        yield plain(formatter._expand_help(action) if action.help else "A task set.")  # noqa: SLF001


def names(action: argparse.Action) -> Iterator[str]:
    """What is typed: in bold, what stands for a value in italics."""
    value = ""
    if action.nargs != 0:
        metavar = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
        value = rf"\fI{plain(str(metavar))}\fR"
    if not action.option_strings:
        yield value
    for option in action.option_strings:
        yield rf"\fB{plain(option)}\fR {value}".rstrip()


def plain(text: str) -> str:
    """Text as it is, whatever it begins with; hyphens as one types them."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")
    return re.sub(r"^(?=[.'])", r"\\&", text)


def date() -> str:
    """Of the newest release."""
    release = ElementTree.parse(METAINFO).find("releases/release")  # noqa: S314 - our own file
    assert release is not None
    return release.attrib["date"]


def main() -> None:
    """Write it."""
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
