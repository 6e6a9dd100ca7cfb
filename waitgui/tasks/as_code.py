"""A task as code for elsewhere: each listing with what it would lose of what the task does here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from waitgui.tasks import code_go, code_python, code_units
from waitgui.tasks.code_texts import COUNTS, argv_of, lost_in_loops, lost_rules, once, shell_path
from waitgui.tasks.words import untranslated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waitgui.tasks.model import Task
    from waitgui.tasks.words import Translate

_KEPT = (*COUNTS, "after_time", "at")
"""The stop rules that the loops in Go and Python keep."""


class Listing(NamedTuple):
    """The task in one language; `losses` are sentences, of what it does here and not there."""

    kind: Literal["go", "python", "shell", "systemd", "cron"]
    title: str
    text: str
    losses: tuple[str, ...]


def listings(task: Task, file: str | None, translate: Translate = untranslated) -> Iterator[Listing]:
    """The task in each language that has it. `file` is where its set is saved, None if it isn't."""
    lost = (*lost_rules(task.stop, _KEPT, translate), *lost_in_loops(task, translate))
    yield Listing("go", "Go", code_go.Program(task, translate).text(), lost)
    yield Listing("python", "Python", code_python.Script(task, translate).text(), lost)
    yield _shell(task, file, translate)
    units = code_units.timer(task)
    if units is not None:
        yield Listing("systemd", "systemd", units, tuple(code_units.timer_losses(task, translate)))
    line = code_units.cron(task)
    if line is not None:
        yield Listing("cron", "cron", line, tuple(code_units.cron_losses(task, translate)))


def _shell(task: Task, file: str | None, translate: Translate) -> Listing:
    path = "FILE" if file is None else shell_path(file)
    text, losses = f"waitgui run {path} --task {task.id}\n", []
    if file is None:
        losses.append(translate("code", "The set isn't saved yet: FILE stands for where it will be."))
    argv = argv_of(task.action)
    if argv is not None:
        text += "\n" + _comment(translate("code", "once, without waitgui:")) + f"\n({once(task, argv)})\n"
        losses.append(translate("code", "Once means: no schedule, no retry, no stop rule."))
    return Listing("shell", translate("code", "Command line"), text, tuple(losses))


def _comment(text: str) -> str:
    return f"# {text}"
