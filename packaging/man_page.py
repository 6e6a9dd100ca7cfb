"""The manual page, from the very parsers of the command line: `python packaging/man_page.py FILE`.

What argparse says of commands and options is taken from there, so that it can't go stale; only what no parser knows
stands here.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from steps import released

from waitgui import __version__, cli
from waitgui.cli import language
from waitgui.store import languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILES = {
    "~/.config/waitgui/sets/": "Task sets (TOML), unless another place is chosen.",
    "~/.config/waitgui/settings.toml": "Settings and the state of the window.",
    "~/.local/share/waitgui/history.sqlite3": "What happened.",
    "~/.local/state/waitgui/": "Logs, and what was edited and not saved.",
}
EXITS = {
    "0": "Done.",
    "1": "A task ended in failure.",
    "2": "Bad input or usage.",
    "130, 143": "Ended by SIGINT or SIGTERM.",
    "141": "Nobody read the output any more.",
}
EXAMPLE = """\
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
"""
CHINESE = {
    "NAME": "名称",
    "SYNOPSIS": "概述",
    "DESCRIPTION": "描述",
    "OPTIONS": "选项",
    "COMMANDS": "命令",
    "FILES": "文件",
    "EXIT STATUS": "退出码",
    "EXAMPLE": "示例",
    "SEE ALSO": "参见",
    "User Commands": "用户命令",
    "run small recurring jobs and watch them on one timeline": "运行小型周期任务，并在一条时间线上查看",
    "A task set.": "任务集。",
    "Task sets (TOML), unless another place is chosen.": "任务集（TOML），除非另选了位置。",
    "Settings and the state of the window.": "设置和窗口状态。",
    "What happened.": "历史记录。",
    "Logs, and what was edited and not saved.": "日志，以及尚未保存的编辑。",
    "The variables XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME are honoured.": (
        "遵循变量 XDG_CONFIG_HOME、XDG_DATA_HOME 和 XDG_STATE_HOME。"
    ),
    "Done.": "完成。",
    "A task ended in failure.": "有任务以失败结束。",
    "Bad input or usage.": "输入或用法有误。",
    "Ended by SIGINT or SIGTERM.": "被 SIGINT 或 SIGTERM 终止。",
    "Nobody read the output any more.": "输出不再有人读取。",
}
"""What no catalogue of the program has."""


def word(text: str) -> str:
    """The text in the language of the environment."""
    if languages.of_terminal(os.environ) == languages.ENGLISH:
        return text
    return CHINESE[text]


def page() -> str:
    """The whole page, in the man macros."""
    commands = {name: choice(cli._parser(name), name) for name in cli.COMMANDS}  # noqa: SLF001 - no other has them
    desktop = cli._desktop_parser()  # noqa: SLF001
    lines = [
        f'.TH WAITGUI 1 "{released()}" "waitgui {__version__}" "{word("User Commands")}"',
        ".nh",
        ".ad l",
        f".SH {word('NAME')}",
        rf"waitgui \- {word('run small recurring jobs and watch them on one timeline')}",
        f".SH {word('SYNOPSIS')}",
        *(line for parser in (desktop, *commands.values()) for line in usage(parser)),
        f".SH {word('DESCRIPTION')}",
        plain(desktop.description or ""),
        f".SH {word('OPTIONS')}",
        *options(desktop),
        f".SH {word('COMMANDS')}",
    ]
    for name, parser in commands.items():
        lines += [f".SS waitgui {name}", plain(parser.description or ""), *options(parser)]
    lines += [f".SH {word('FILES')}", *paragraphs("I", FILES), ".PP"]
    lines += [plain(word("The variables XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME are honoured."))]
    lines += [f".SH {word('EXIT STATUS')}", *paragraphs("B", EXITS)]
    lines += [f".SH {word('EXAMPLE')}", ".EX", plain(EXAMPLE), ".EE"]
    lines += [f".SH {word('SEE ALSO')}", ".BR cron (8),", ".BR systemd.timer (5)"]
    return "\n".join(lines) + "\n"


def paragraphs(font: str, texts: Mapping[str, str]) -> Iterator[str]:
    """Each word in this font, with what is said of it."""
    for name, text in texts.items():
        yield from (".TP", f".{font} {plain(name)}", plain(word(text)))


def choice(parser: argparse.ArgumentParser, name: str) -> argparse.ArgumentParser:
    """The parser of one command, out of the one that has them all."""
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    found = commands.choices[name]
    assert isinstance(found, argparse.ArgumentParser)
    return found


def usage(parser: argparse.ArgumentParser) -> Iterator[str]:
    """How it is called, a paragraph."""
    arguments = " ".join(parser.format_usage().split()).partition(f"{parser.prog} ")[2]
    yield from (".PP", f".B {plain(parser.prog)}", plain(arguments))


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Each option and argument with what is said of it."""
    formatter = parser._get_formatter()  # noqa: SLF001 - it alone puts defaults into help
    for action in parser._actions:  # noqa: SLF001
        yield ".TP"
        yield ", ".join(names(action))
        yield plain(formatter._expand_help(action) if action.help else word("A task set."))  # noqa: SLF001


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
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.MULTILINE)


def main() -> None:
    """Write it, in the language of the environment."""
    language.begin(os.environ)
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
