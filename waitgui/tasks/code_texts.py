"""What the listings of a task have in common: what gets lost, and texts from outside in other languages.

No text from outside can end the string or the comment that it stands in: names of tasks come from files of others.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from waitgui.tasks.actions import Http, Process
from waitgui.tasks.conditions import All, AnyOf, HttpCheck, Not
from waitgui.tasks.endings import no_names, rules_words
from waitgui.tasks.model import Backoff, Poll, Retry, StopRules
from waitgui.tasks.problems import visible
from waitgui.tasks.tries import prospect
from waitgui.tasks.words import plain_text
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from waitgui.tasks.actions import Action, Python
    from waitgui.tasks.conditions import Condition
    from waitgui.tasks.model import Task
    from waitgui.tasks.words import Translate

_LONGEST_COMMENT = 200
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
COUNTS = ("after_runs", "after_successes", "after_failures", "after_failures_in_a_row")


def one_line(text: str) -> str:
    """For a comment: without what would break the line or turn the writing direction, and of bounded length."""
    return visible(text[:_LONGEST_COMMENT])


def quoted(text: str) -> str:
    """A string in double quotes that Python and Go read alike: what doesn't print is escaped."""
    return '"' + "".join(_ESCAPES.get(char) or _escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    code = ord(char)
    if char.isprintable():
        return char
    if 0xD800 <= code <= 0xDFFF:  # half of a character, which Go refuses
        code = 0xFFFD
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def shell_path(path: str) -> str:
    """A path for a shell: quoted, but for the ~ at its beginning; never taken for an option."""
    if path == "~":
        return path
    if path.startswith("~/"):
        return "~/" + shell_word(path[2:]) if path != "~/" else path
    return shell_word(f"./{path}" if path.startswith("-") else path)


def shell_word(text: str) -> str:
    """A word for a shell; what doesn't print is escaped as bash, zsh and ksh read it, so that nothing hides in it."""
    if text.isprintable():
        return shlex.quote(text)
    return "$'" + "".join(_shell_char(char) for char in text) + "'"


def _shell_char(char: str) -> str:
    if char in "'\\":
        return f"\\{char}"
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def argv_of(action: Action) -> list[str] | None:
    """The program that does the same as the action; None for what only waits."""
    match action.kind:
        case "command":
            return list(action.argv) if action.argv is not None else ["/bin/sh", "-c", action.shell or ""]
        case "python":
            return _python(action)
        case "http":
            words = ["curl", "--fail", "--silent", "--show-error", "--output", "/dev/null"]
            words += ["--max-time", f"{action.timeout_ns / NS_PER_S:g}", "--request", action.method]
            words += ["--location"] if action.follow_redirects else []
            for name, value in action.headers.items():
                words += ["--header", f"{name}: {value}"]
            words += ["--data-raw", action.body] if action.body is not None else []
            return [*words, "--url", action.url]
        case "notify":
            return ["notify-send", "--", action.title, action.text]
    return None


def _python(action: Python) -> list[str]:
    words = [action.interpreter or "python3", "-P", "-u"]
    if action.module is not None:
        words += ["-m", action.module]
    elif action.script is not None:
        words.append(f"./{action.script}" if action.script.startswith("-") else action.script)
    else:
        words += ["-c", action.code or ""]
    words += action.args
    if not {words[0][:2], (action.script or "")[:2]} & {"~/"}:
        return words
    # Only a shell knows where the user's home is.
    homes = {action.interpreter, action.script}
    line = [
        f'"$HOME"/{shlex.quote(word[2:])}' if word[:2] == "~/" and word in homes else shlex.quote(word)
        for word in words
    ]
    return ["/bin/sh", "-c", f"exec {' '.join(line)}"]


def lost_rules(stop: StopRules, kept: Collection[str], translate: Translate) -> Iterator[str]:
    """Each stop rule that isn't among those kept."""
    for rule in stop.order:
        field = "after_time_ns" if rule == "after_time" else rule
        if rule in kept or field not in StopRules.model_fields or not getattr(stop, field):
            continue
        alone = StopRules.model_validate({}).model_copy(update={field: getattr(stop, field)})
        words = plain_text(rules_words(alone, translate, no_names)[0])
        yield translate("code", "The stop rule “{rule}”.").replace("{rule}", words)


def lost_in_loops(task: Task, translate: Translate) -> Iterator[str]:
    """What the calls of the wait package don't do, in Go and in Python."""
    if task.retry is not None and _stays_at_cap(task.retry):
        yield translate("code", "The retry stays at its cap; the call gives up there.")
    if getattr(task.schedule, "drift_free", False):
        yield translate("code", "After a tick that overran, one comes late, off the grid.")
    if getattr(task.schedule, "errors_allowed", 0):
        yield translate("code", "Checks that can't be made count as not met, however many.")
    if isinstance(task.action, Process) and task.action.timeout_ns is not None:
        yield translate("code", "The time limit ends the program alone, not what it started.")
    if isinstance(task.action, Http):
        yield translate("code", "The largest size of an answer.")
        if not task.action.follow_redirects:
            yield translate("code", "Redirects are followed, whatever the task says.")
    if isinstance(task.schedule, Poll) and any(
        check.json_test is not None for check in _requests(task.schedule.condition)
    ):
        yield translate("code", "What the JSON of an answer must say.")
    yield translate("code", "While the computer sleeps, the clock of the periods stands still.")
    yield translate("code", "History, output, pause and “Run now”.")


def _requests(condition: Condition) -> Iterator[HttpCheck]:
    match condition:
        case All() | AnyOf():
            for part in condition.conditions:
                yield from _requests(part)
        case Not():
            yield from _requests(condition.condition)
        case HttpCheck():
            yield condition


def _stays_at_cap(retry: Retry) -> bool:
    fields = {name: getattr(retry, name) for name in ("duration_ns", "factor", "jitter", "steps", "cap_ns")}
    like = Backoff.model_validate({"kind": "backoff", "duration": "1s"}).model_copy(update=fields)
    return prospect(like).ended_by_cap


def once(task: Task, argv: Sequence[str]) -> str:
    """A line for a shell that does once what the task does: in its folder, with its variables and its time limit."""
    words, action = [], task.action
    if isinstance(action, Process):
        words += ["cd", shell_path(action.cwd), "&&"] if action.cwd is not None else []
        if action.env:
            words += ["env", *(["--"] if any(name.startswith("-") for name in action.env) else [])]
            words += [shell_word(f"{name}={value}") for name, value in action.env.items()]
        if action.timeout_ns is not None:
            kill = f"--kill-after={action.kill_grace_ns / NS_PER_S:g}s" if action.kill_grace_ns else "--signal=KILL"
            words += ["timeout", kill, f"{action.timeout_ns / NS_PER_S:g}s"]
    return " ".join([*words, command_line(argv)])


def command_line(argv: Sequence[str]) -> str:
    """The words for a shell; the first of them is a program, whatever signs it has."""
    first = f"'{argv[0]}'" if "=" in argv[0] and shell_word(argv[0]) == argv[0] else shell_word(argv[0])
    return " ".join([first, *map(shell_word, argv[1:])])
