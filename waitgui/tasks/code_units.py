"""A task as a systemd timer or as a line of cron, where there is one: both know only what repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.actions import Process
from waitgui.tasks.code_texts import argv_of, lost_rules, once, one_line
from waitgui.tasks.model import Repeat
from waitgui.tasks.words import exact_words
from waitgui.wait.durations import NS_PER_H, NS_PER_MIN, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waitgui.tasks.model import Task
    from waitgui.tasks.words import Translate

_SPECIAL = {"%": "%%", "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-")
_RUN_WORDS = '/bin/sh -c "exec \\"$$0\\" \\"$$@\\""'
"""Starts what systemd itself wouldn't: a program in a relative folder, or of a name with signs."""


def timer(task: Task) -> str | None:
    """Two units, the timer and its service, one behind the other; None where none does it."""
    argv = argv_of(task.action)
    repeat = task.schedule
    if not isinstance(repeat, Repeat) or argv is None or not repeat.period_ns:
        return None
    if isinstance(task.action, Process) and task.action.cwd is not None and _folder(task.action.cwd) is None:
        return None
    title = one_line(task.name).replace("%", "%%")
    if title.endswith("\\"):  # it would go on in the next line
        title += " "
    name = f"waitgui-{task.id}"
    since = "OnUnitInactiveSec" if repeat.sliding else "OnUnitActiveSec"
    lines = [
        f"# ~/.config/systemd/user/{name}.timer",
        "[Unit]",
        f"Description=When to run: {title}",
        "",
        "[Timer]",
        f"OnActiveSec={_span(repeat.initial_delay_ns)}",
        f"{since}={_span(repeat.period_ns)}",
        "AccuracySec=1ms",
    ]
    if repeat.jitter:
        lines.append(f"RandomizedDelaySec={_span(int(repeat.period_ns * repeat.jitter))}")
    lines += ["", "[Install]", "WantedBy=timers.target", "", f"# ~/.config/systemd/user/{name}.service"]
    lines += ["[Unit]", f"Description={title}", "", "[Service]", "Type=oneshot", f"ExecStart={_exec(argv)}"]
    lines += _of_process(task)
    return "\n".join(lines) + "\n"


def _of_process(task: Task) -> Iterator[str]:
    action = task.action
    if not isinstance(action, Process):
        return
    if action.cwd is not None:
        yield f"WorkingDirectory={_folder(action.cwd)}"
    for name, value in action.env.items():
        yield f'Environment="{_escaped(f"{name}={value}")}"'
    if action.timeout_ns is not None:
        yield f"TimeoutStartSec={_span(action.timeout_ns)}"
    yield f"TimeoutStopSec={_span(action.kill_grace_ns)}"
    codes = [str(code) for code in action.ok_codes if 0 < code < 256]
    if codes:
        yield f"SuccessExitStatus={' '.join(codes)}"


def timer_losses(task: Task, translate: Translate) -> list[str]:
    """What the timer doesn't do that the task does."""
    repeat = task.schedule
    assert isinstance(repeat, Repeat)
    losses = []
    if repeat.drift_free:
        losses.append(translate("code", "The grid: each start counts from the one before, and drifts."))
    elif not repeat.sliding:
        losses.append(translate("code", "After a tick that overran, the next doesn't follow at once."))
    if isinstance(task.action, Process) and 0 not in task.action.ok_codes:
        losses.append(translate("code", "Exit code 0 always counts as a success."))
    losses += _common(task, translate)
    losses.append(translate("code", "Programs are looked for in the PATH of systemd, not of your shell."))
    losses.append(translate("code", "The timeline, “Run now” with its attempts, and the output beside each tick."))
    return losses


def cron(task: Task) -> str | None:
    """One line of a crontab; None unless its period divides an hour, a day or a week evenly."""
    argv, repeat = argv_of(task.action), task.schedule
    if not isinstance(repeat, Repeat) or argv is None:
        return None
    when = _cron_times(repeat.period_ns)
    command = once(task, argv)
    if when is None or "$'" in command:  # cron has one line, and a shell that knows no such quotes
        return None
    return f"# {one_line(task.name)}\n{when} {command.replace('%', chr(92) + '%')}\n"


def _cron_times(period_ns: int) -> str | None:
    """The five fields for a period that divides an hour or a day evenly."""
    minutes, rest_ns = divmod(period_ns, NS_PER_MIN)
    if rest_ns or not minutes:
        return None
    if minutes < 60 and 60 % minutes == 0:
        return "* * * * *" if minutes == 1 else f"*/{minutes} * * * *"
    hours, rest = divmod(minutes, 60)
    if rest:
        return None
    if hours < 24 and 24 % hours == 0:
        return "0 * * * *" if hours == 1 else f"0 */{hours} * * *"
    return {24: "0 0 * * *", 24 * 7: "0 0 * * 0"}.get(hours)


def cron_losses(task: Task, translate: Translate) -> list[str]:
    """What cron doesn't do that the task does."""
    repeat = task.schedule
    assert isinstance(repeat, Repeat)
    losses = []
    if repeat.jitter:
        losses.append(translate("code", "Jitter: it always starts at the full minute, with everybody else."))
    if repeat.sliding:
        losses.append(translate("code", "Sliding: starts lie on the clock, however long a tick takes."))
    losses.append(translate("code", "A tick that overruns isn't waited for: two may run at once."))
    if repeat.initial_delay_ns:
        delay = exact_words(repeat.initial_delay_ns)
        losses.append(translate("code", "The delay of {delay} at the start.").replace("{delay}", delay))
    if isinstance(task.action, Process) and task.action.ok_codes != (0,):
        losses.append(translate("code", "Which exit codes count as a success."))
    losses += _common(task, translate)
    losses.append(translate("code", "Anything below a minute."))
    losses.append(translate("code", "Programs are looked for in the short PATH of cron."))
    losses.append(translate("code", "The timeline, “Run now”, and the output, which goes by mail."))
    return losses


def _common(task: Task, translate: Translate) -> Iterator[str]:
    if task.retry is not None and task.retry.steps > 1:
        yield translate("code", "Trying again after a failure.")
    yield from lost_rules(task.stop, (), translate)
    if task.action.kind == "http":
        yield translate("code", "Which statuses count as a success: with curl, all below 400.")


def _exec(argv: list[str]) -> str:
    """`ExecStart=` of these words: no word of them is a variable, a specifier or a prefix of systemd."""
    words = [_word(word) for word in argv]
    first = argv[0]
    if first and set(first) <= _PLAIN and not first.startswith("-") and (first.startswith("/") or "/" not in first):
        return " ".join([first, *words[1:]])
    return " ".join([_RUN_WORDS, *words])


def _folder(cwd: str) -> str | None:
    """As `WorkingDirectory=` has it, which takes no quotes; None for what it can't say."""
    if not cwd.isprintable() or cwd != cwd.strip() or cwd.endswith("\\"):
        return None
    folder = cwd.replace("%", "%%")
    if folder.startswith("~/"):
        return f"%h{folder[1:]}"
    return folder if folder.startswith("/") or folder == "~" else None


def _word(word: str) -> str:
    escaped = _escaped(word).replace("$", "$$")
    return escaped if escaped and set(escaped) <= _PLAIN | set("=:,@+") else f'"{escaped}"'


def _escaped(text: str) -> str:
    """Within double quotes of a unit."""
    return "".join(_SPECIAL.get(char) or (char if char.isprintable() else _bytes(char)) for char in text)


def _bytes(char: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in char.encode(errors="replace"))


def _span(ns: int) -> str:
    """A duration as systemd reads it, which is exact to the microsecond."""
    parts = []
    for unit, size in (("h", NS_PER_H), ("min", NS_PER_MIN), ("s", NS_PER_S), ("ms", 1_000_000), ("us", 1_000)):
        many, ns = divmod(ns, size)
        parts += [f"{many}{unit}"] if many else []
    return " ".join(parts) or "0"
