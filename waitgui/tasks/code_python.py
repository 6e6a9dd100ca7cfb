"""A task as Python: a script that calls the loop of `waitgui.wait` that the task runs by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.actions import Http, Process
from waitgui.tasks.code_helpers import PYTHON
from waitgui.tasks.code_texts import COUNTS, argv_of, one_line, quoted
from waitgui.tasks.conditions import All, AnyOf, CommandCheck, FileCheck, HttpCheck, Not, TcpCheck
from waitgui.tasks.describe import task_words
from waitgui.tasks.fields import status_ranges
from waitgui.tasks.model import Backoff, Poll, Repeat
from waitgui.tasks.words import NBSP, untranslated
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waitgui.tasks.conditions import Condition
    from waitgui.tasks.model import Growing, Task
    from waitgui.tasks.words import Translate

_COUNTERS = {"after_runs": "runs", "after_successes": "successes", "after_failures": "failures"}


class Script:
    """The script of one task, put together."""

    def __init__(self, task: Task, translate: Translate = untranslated) -> None:
        self._task = task
        self._translate = translate
        self._imports = {"from waitgui import wait"}
        self._helpers: set[str] = set()

    def text(self) -> str:
        """All of it."""
        action, main = self._action(), self._main()
        helpers = [text for name, (_, text) in PYTHON.items() if name in self._helpers]
        for name in self._helpers:
            self._imports.update(PYTHON[name][0])
        title = one_line(f"{self._task.name}: {task_words(self._task, self._translate).replace(NBSP, ' ')}")
        standard = sorted(line for line in self._imports if not line.startswith("from waitgui"))
        parts = [quoted(title), ""]
        parts += [*standard, ""] if standard else []
        parts += ["from waitgui import wait", "", *action]
        for helper in helpers:
            parts += ["", *helper.rstrip("\n").split("\n")]
        parts += ["", "", *main, "", "", 'if __name__ == "__main__":', "    main()"]
        return "\n".join(parts) + "\n"

    def _action(self) -> list[str]:
        lines = ["", "def action():", '    """Does it once; whether it went well."""']
        action = self._task.action
        if isinstance(action, Http):
            return [*lines, f"    return {self._request(action)}"]
        argv = argv_of(action)
        if argv is None:
            self._imports.add("import time")
            return [*lines, f"    time.sleep({seconds(getattr(action, 'takes_ns', 0))})", "    return True"]
        call = f"subprocess.run({words(argv)}, stdin=subprocess.DEVNULL"
        self._imports.add("import subprocess")
        codes: tuple[int, ...] = (0,)
        timeout_ns = None
        if isinstance(action, Process):
            codes, timeout_ns = action.ok_codes, action.timeout_ns
            if action.cwd is not None:
                self._imports.add("import os")
                call += f", cwd=os.path.expanduser({quoted(action.cwd)})"
            if action.env:
                self._imports.add("import os")
                pairs = ", ".join(f"{quoted(name)}: {quoted(value)}" for name, value in action.env.items())
                call += f", env={{**os.environ, {pairs}}}"
        call += f", timeout={seconds(timeout_ns)})" if timeout_ns is not None else ")"
        if timeout_ns is None:
            return [*lines, f"    return {call}.returncode in {numbers(codes)}"]
        return [
            *lines,
            "    try:",
            f"        return {call}.returncode in {numbers(codes)}",
            "    except subprocess.TimeoutExpired:",
            "        return False",
        ]

    def _request(self, action: Http) -> str:
        body = None if action.body is None else f"{quoted(action.body)}.encode()"
        request = self._made_request(action.url, action.headers, action.method, body)
        self._helpers.add("serves")
        return f'serves({request}, {ranges(action.ok_status)}, "", {seconds(action.timeout_ns)})'

    def _made_request(self, url: str, headers: dict[str, str], method: str, body: str | None) -> str:
        self._imports.add("import urllib.request")
        parts = [quoted(url), *([f"data={body}"] if body is not None else [])]
        if headers:
            pairs = ", ".join(f"{quoted(name)}: {quoted(value)}" for name, value in headers.items())
            parts.append(f"headers={{{pairs}}}")
        return f"urllib.request.Request({', '.join(parts)}, method={quoted(method)})"

    def _main(self) -> list[str]:
        schedule = self._task.schedule
        is_poll = isinstance(schedule, Poll)
        draws = _draws(self._task)
        given = ["attempt=action", *(["check=condition"] if is_poll else []), "clock=wait.MONOTONIC"]
        given += ["random=random.random"] if draws else []
        self._imports |= {"import random"} if draws else set()
        lines = [f"def main({', '.join(given)}):", f'    """{self._doc()}"""', *self._stop()]
        call = "attempt"
        if tick := self._tick(counts=not is_poll):
            lines += ["", *tick, ""]
            call = "tick"
        lines += self._loop(call)
        if isinstance(schedule, Poll):
            check = ["", "def condition():", '    """Whether it is so by now."""']
            return [*check, f"    return {self._check(schedule.condition)}", "", "", *lines]
        return lines

    def _doc(self) -> str:
        if isinstance(self._task.schedule, Repeat):
            return "Returns when it is stopped."
        return "Raises a wait.Interrupted if it gives up or is stopped."

    def _stop(self) -> list[str]:
        stop, lines = self._task.stop, []
        if stop.at is not None:
            self._imports.add("from datetime import datetime, timezone")
            lines += [
                f'    left = datetime.fromisoformat("{stop.at.isoformat()}") - datetime.now(timezone.utc)',
                "    stop = wait.Context(timeout=left, clock=clock)",
            ]
        if stop.after_time_ns is not None:
            parent = "stop, " if lines else ""
            lines.append(f"    stop = wait.Context({parent}timeout={seconds(stop.after_time_ns)}, clock=clock)")
        return lines or ["    stop = wait.Context(clock=clock)"]

    def _tick(self, *, counts: bool) -> list[str]:
        """One tick with all of its attempts, counted; nothing where one attempt is all."""
        stop, retry = self._task.stop, self._task.retry
        limits = [(name, getattr(stop, name)) for name in COUNTS if counts and getattr(stop, name) is not None]
        if not limits and retry is None:
            return []
        names = [_COUNTERS.get(name, "in_a_row") for name, _ in limits]
        lines = [f"    {' = '.join(names)} = 0", ""] if names else []
        lines += ["    def tick():"]
        lines += [f"        nonlocal {', '.join(names)}"] if names else []
        if retry is None:
            lines.append("        went_well = attempt()")
        else:
            delays = backoff(retry, drawing=_draws(self._task))
            lines += [
                "        try:",
                f"            wait.exponential_backoff({delays}, attempt, clock=clock)",
                "            went_well = True",
                "        except wait.Interrupted:",
                "            went_well = False",
            ]
        for name in names:
            lines.append(f"        {_COUNTING[name]}")
        if limits:
            reached = " or ".join(f"{name} >= {limit}" for name, (_, limit) in zip(names, limits, strict=True))
            lines += [f"        if {reached}:", "            stop.cancel()"]
        return [*lines, "        return went_well"]

    def _loop(self, call: str) -> list[str]:
        match self._task.schedule:
            case Repeat() as repeat:
                return self._repeat(repeat, call)
            case Poll() as poll:
                immediate = poll.immediate
                if poll.timeout_ns is None:
                    args = f"stop, {seconds(poll.interval_ns)}, {immediate}, check"
                    return [f"    wait.poll_until_context_cancel({args}, clock=clock)", f"    {call}()"]
                args = f"stop, {seconds(poll.interval_ns)}, {seconds(poll.timeout_ns)}, {immediate}, check"
                return [f"    wait.poll_until_context_timeout({args}, clock=clock)", f"    {call}()"]
            case Backoff() as growing:
                made = backoff(growing, drawing=_draws(self._task))
                if growing.at_cap == "keep":
                    return [
                        f"    delay = {made}.delay_func()",
                        f"    wait.delay_until(delay, stop, True, True, {call}, clock=clock)",
                    ]
                return [f"    wait.exponential_backoff({made}, {call}, stop, clock=clock)"]
        raise TypeError(f"no Python for {type(self._task.schedule).__name__}")

    def _repeat(self, repeat: Repeat, call: str) -> list[str]:
        lines, period = [], seconds(repeat.period_ns)
        if repeat.initial_delay_ns:
            lines.append(f"    clock.wait(stop, clock.now_ns() + {repeat.initial_delay_ns:_})")
        if repeat.drift_free:
            self._imports.add("from contextlib import suppress")
            args = f"stop, {period}, True, lambda: {call}() and False, clock=clock"
            return [
                *lines,
                "    with suppress(wait.Interrupted):",
                f"        wait.poll_until_context_cancel({args})",
            ]
        if repeat.jitter:
            args = f"{call}, {period}, {repeat.jitter!r}, {repeat.sliding}, stop, clock=clock, random=random"
            return [*lines, f"    wait.jitter_until({args})"]
        name = "until" if repeat.sliding else "non_sliding_until"
        return [*lines, f"    wait.{name}({call}, {period}, stop, clock=clock)"]

    def _check(self, condition: Condition) -> str:
        match condition:
            case All() | AnyOf():
                word = " and " if isinstance(condition, All) else " or "
                return "(" + word.join(self._check(part) for part in condition.conditions) + ")"
            case Not():
                return f"(not {self._check(condition.condition)})"
            case TcpCheck():
                self._helpers.add("answers")
                call = f"answers({quoted(condition.host)}, {condition.port}, {seconds(condition.timeout_ns)})"
                return call if condition.state == "open" else f"(not {call})"
            case FileCheck():
                self._helpers.add("is_there")
                age = 'float("inf")' if condition.newer_than_ns is None else seconds(condition.newer_than_ns)
                call = f"is_there({quoted(condition.path)}, {age}, {condition.min_size or 0})"
                return call if condition.state == "exists" else f"(not {call})"
            case HttpCheck():
                self._helpers.add("serves")
                request = self._made_request(condition.url, condition.headers, "GET", None)
                contains, limit = quoted(condition.contains or ""), seconds(condition.timeout_ns)
                return f"serves({request}, {ranges(condition.status)}, {contains}, {limit})"
            case CommandCheck():
                self._helpers.add("succeeds")
                argv = list(condition.argv) if condition.argv is not None else ["/bin/sh", "-c", condition.shell or ""]
                limit = "None" if condition.timeout_ns is None else seconds(condition.timeout_ns)
                return f"succeeds({words(argv)}, {numbers(condition.ok_codes)}, {limit})"
        raise TypeError(f"no Python for {type(condition).__name__}")


_COUNTING = {
    "runs": "runs += 1",
    "successes": "successes += went_well",
    "failures": "failures += not went_well",
    "in_a_row": "in_a_row = 0 if went_well else in_a_row + 1",
}


def _draws(task: Task) -> bool:
    """Whether there is jitter to draw."""
    return bool(getattr(task.schedule, "jitter", 0) or (task.retry is not None and task.retry.jitter))


def backoff(growing: Growing, *, drawing: bool) -> str:
    """The delays as a `wait.Backoff`."""
    parts = [seconds(growing.duration_ns), f"factor={growing.factor!r}", f"jitter={growing.jitter!r}"]
    parts.append(f"steps={growing.steps}")
    if growing.cap_ns is not None:
        parts.append(f"cap={seconds(growing.cap_ns)}")
    return f"wait.Backoff({', '.join([*parts, *(['random=random'] if drawing else [])])})"


def seconds(ns: int) -> str:
    """A duration as the number of seconds that it is."""
    return str(ns // NS_PER_S) if ns % NS_PER_S == 0 else repr(ns / NS_PER_S)


def words(argv: Sequence[str]) -> str:
    """A list of strings."""
    return f"[{', '.join(map(quoted, argv))}]"


def numbers(codes: Iterable[int]) -> str:
    """A list of numbers."""
    return f"[{', '.join(map(str, codes))}]"


def ranges(statuses: str | tuple[int, ...]) -> str:
    """Ranges of statuses, both ends included."""
    return f"[{', '.join(f'({low}, {high})' for low, high in status_ranges(statuses))}]"
