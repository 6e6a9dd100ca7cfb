"""`waitgui check`: every problem of task sets, and with `--advice` what will hurt of them; runs nothing of theirs."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from waitgui.cli.files import read, say
from waitgui.cli.language import said, translate
from waitgui.tasks.problems import visible
from waitgui.tasks.words import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from waitgui.tasks.advice import Advice
    from waitgui.tasks.model import TaskSet

LOGIN_S = 15.0
"""How long the login shell may take to say its PATH."""


def check(paths: Iterable[Path], *, advice: bool = False) -> int:
    """Exit code 0 if all can be used; warnings don't count, nor does advice."""
    code, environ = 0, None
    for path in paths:
        loaded = read(path)
        if loaded is None:
            code = 2
            continue
        count = len(loaded.task_set.tasks)
        text = translate("cli", "%n task(s), can be used", None, count)
        print(visible(f"{path}: {text}"))
        if advice:
            environ = _environ() if environ is None else environ
            sys.stdout.flush()
            _advise(path, loaded.task_set, environ)
    return code


def _environ() -> Mapping[str, str]:
    """What the desktop's tasks find: the login's too."""
    from waitgui.work.login import login_environment  # noqa: PLC0415 - without --advice nothing of this is loaded

    return login_environment(LOGIN_S)


def _advise(path: Path, task_set: TaskSet, environ: Mapping[str, str]) -> None:
    from waitgui.models.examination import gather, timed, word  # noqa: PLC0415
    from waitgui.paths import places  # noqa: PLC0415
    from waitgui.store.history_file import HistoryError  # noqa: PLC0415
    from waitgui.store.history_lengths import lengths  # noqa: PLC0415
    from waitgui.store.history_reader import Reader  # noqa: PLC0415

    now = datetime.now().astimezone()
    history, known = Reader(places().history), {}
    try:
        known = lengths(history, task_set.name, timed(task_set))
    except HistoryError as error:
        say(f"waitgui check: {places().history}: {said(str(error))}")
    finally:
        history.close()
    found = word(gather(task_set, now=now, environ=environ, lengths=known), task_set, now=now, translate=translate)
    for one in found:
        print(visible(f"{path}: {_line(one, task_set)}"))
    if not found:
        print(visible(f"{path}: {translate('cli', 'nothing to advise')}"))


def _line(advice: Advice, task_set: TaskSet) -> str:
    """`task "Backup" cap-ends-it: The cap ends this after 5 attempts, not 10. (Raise the cap to 8m32s)`."""
    task = None if advice.task_id is None else task_set.task(advice.task_id)
    who = translate("cli", "set") if task is None else translate("cli", 'task "{name}"').format(name=task.name)
    remedies = " | ".join(remedy.text for remedy in advice.remedies)
    text = translate("cli", "{advice} ({remedies})") if remedies else "{advice}"
    line = f"{who} {advice.code.value}: " + text.replace("{remedies}", remedies).replace("{advice}", advice.text)
    return line.replace(NBSP, " ")
