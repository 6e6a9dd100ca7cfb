"""A task as Go: a program that calls the loop of k8s.io/apimachinery/pkg/util/wait that the task runs by.

Written as gofmt writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from waitgui.tasks.actions import Http, Process
from waitgui.tasks.code_helpers import GO
from waitgui.tasks.code_texts import COUNTS, argv_of, one_line, quoted
from waitgui.tasks.conditions import All, AnyOf, CommandCheck, FileCheck, HttpCheck, Not, TcpCheck
from waitgui.tasks.describe import task_words
from waitgui.tasks.fields import status_ranges
from waitgui.tasks.model import Backoff, Poll, Repeat
from waitgui.tasks.words import NBSP, untranslated
from waitgui.wait.durations import NS_PER_H, NS_PER_MIN, NS_PER_MS, NS_PER_S, NS_PER_US

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waitgui.tasks.conditions import Condition
    from waitgui.tasks.model import Growing, Task
    from waitgui.tasks.words import Translate

_WAIT = "k8s.io/apimachinery/pkg/util/wait"
_UNITS = (
    ("Hour", NS_PER_H),
    ("Minute", NS_PER_MIN),
    ("Second", NS_PER_S),
    ("Millisecond", NS_PER_MS),
    ("Microsecond", NS_PER_US),
    ("Nanosecond", 1),
)
_FOREVER = "1<<63-1"
_NAMES = {"after_runs": "runs", "after_successes": "successes", "after_failures": "failures"}


class Program:
    """The program of one task, put together."""

    def __init__(self, task: Task, translate: Translate = untranslated) -> None:
        self._task = task
        self._translate = translate
        self._imports = {"context"}
        self._helpers: set[str] = set()

    def text(self) -> str:
        """All of it."""
        body = [*self._action(), *self._condition(), *self._main()]
        for name, (needed, text) in GO.items():
            if name in self._helpers:
                body += text.rstrip("\n").split("\n")
                self._imports.update(needed)
        title = one_line(f"{self._task.name}: {task_words(self._task, self._translate).replace(NBSP, ' ')}")
        imports = [f'\t"{name}"' for name in sorted(self._imports)]
        head = [f"// {title}", "package main", "", "import (", *imports, "", f'\t"{_WAIT}"', ")"]
        return "\n".join([*head, *body]) + "\n"

    def _action(self) -> list[str]:
        lines = ["", "// action does it once, and says whether it went well.", "func action() bool {"]
        action = self._task.action
        if isinstance(action, Http):
            call = self._request(action.timeout_ns, action.method, action.url, action.body or "", "", action.headers)
            return [*lines, f"\treturn {call}, {self._ranges(action.ok_status)})", "}"]
        argv = argv_of(action)
        if argv is None:
            takes = self._duration(getattr(action, "takes_ns", 0))
            return [*lines, f"\ttime.Sleep({takes})", "\treturn true", "}"]
        self._imports.add("os/exec")
        timeout_ns: int | None = None
        codes: tuple[int, ...] = (0,)
        extras: list[str] = []
        if isinstance(action, Process):
            timeout_ns, codes = action.timeout_ns, action.ok_codes
            extras = self._setting(action)
        words = ", ".join(map(quoted, argv))
        if timeout_ns is None:
            lines.append(f"\tcommand := exec.Command({words})")
        else:
            lines += [
                f"\tctx, cancel := context.WithTimeout(context.Background(), {self._duration(timeout_ns, tight=True)})",
                "\tdefer cancel()",
                f"\tcommand := exec.CommandContext(ctx, {words})",
            ]
        lines += extras
        if codes == (0,):
            return [*lines, "\treturn command.Run() == nil", "}"]
        self._imports.add("slices")
        lines += ["\t_ = command.Run()", "\tstate := command.ProcessState"]
        return [*lines, f"\treturn state != nil && slices.Contains({_ints(codes)}, state.ExitCode())", "}"]

    def _setting(self, process: Process) -> list[str]:
        lines = []
        if process.cwd is not None:
            lines.append(f"\tcommand.Dir = {self._path(process.cwd)}")
        if process.env:
            self._imports.add("os")
            pairs = ", ".join(quoted(f"{name}={value}") for name, value in process.env.items())
            lines.append(f"\tcommand.Env = append(os.Environ(), {pairs})")
        return lines

    def _path(self, path: str) -> str:
        if path == "~" or path.startswith("~/"):
            self._imports.add("os")
            return f'os.Getenv("HOME") + {quoted(path[1:])}' if path != "~" else 'os.Getenv("HOME")'
        return quoted(path)

    def _condition(self) -> list[str]:
        schedule = self._task.schedule
        if not isinstance(schedule, Poll):
            return []
        return [
            "",
            "// condition says whether it is so by now.",
            "func condition(context.Context) (bool, error) {",
            f"\treturn {self._check(schedule.condition)}, nil",
            "}",
        ]

    def _main(self) -> list[str]:
        lines = ["", "func main() {", *self._stop()]
        schedule = self._task.schedule
        counts = not isinstance(schedule, Poll)
        call, tick = "action", self._tick(counts=counts)
        if tick:
            call = "tick"
            lines += tick
        return [*lines, *self._loop(call), "}"]

    def _stop(self) -> list[str]:
        stop, background = self._task.stop, "context.Background()"
        lines = [f"\tctx, cancel := context.WithCancel({background})", "\tdefer cancel()"]
        if stop.at is not None:
            moment = stop.at
            self._imports.add("time")
            lines += [
                f'\tend, err := time.Parse(time.RFC3339Nano, "{moment.isoformat()}")',
                "\tif err != nil {",
                "\t\tpanic(err)",
                "\t}",
                "\tctx, cancel = context.WithDeadline(ctx, end)",
                "\tdefer cancel()",
            ]
        if stop.after_time_ns is not None:
            limit = self._duration(stop.after_time_ns, tight=True)
            lines += [f"\tctx, cancel = context.WithTimeout(ctx, {limit})", "\tdefer cancel()"]
        return lines

    def _tick(self, *, counts: bool) -> list[str]:
        """One tick with all of its attempts, counted; nothing where one attempt is all."""
        stop, retry = self._task.stop, self._task.retry
        limits = [(name, getattr(stop, name)) for name in COUNTS if counts and getattr(stop, name) is not None]
        if not limits and retry is None:
            return []
        names = [_NAMES.get(name, "inARow") for name, _ in limits]
        lines = [f"\t{', '.join(names)} := {', '.join('0' for _ in names)}"] if names else []
        lines.append("\ttick := func() bool {")
        if retry is None:
            lines.append("\t\twentWell := action()")
        else:
            lines += [
                f"\t\terr := wait.ExponentialBackoff({self._backoff(retry)}, func() (bool, error) {{",
                "\t\t\treturn action(), nil",
                "\t\t})",
                "\t\twentWell := err == nil",
            ]
        for name in names:
            lines += [f"\t\t{line}" for line in _COUNTING[name]]
        if limits:
            reached = " || ".join(f"{name} >= {limit}" for name, (_, limit) in zip(names, limits, strict=True))
            lines += [f"\t\tif {reached} {{", "\t\t\tcancel()", "\t\t}"]
        return [*lines, "\t\treturn wentWell", "\t}"]

    def _loop(self, call: str) -> list[str]:
        match self._task.schedule:
            case Repeat() as repeat:
                return self._repeat(repeat, call)
            case Poll() as poll:
                interval, immediate = self._duration(poll.interval_ns, tight=True), str(poll.immediate).lower()
                waited = f"wait.PollUntilContextCancel(ctx, {interval}, {immediate}, condition)"
                if poll.timeout_ns is not None:
                    limit = self._duration(poll.timeout_ns, tight=True)
                    waited = f"wait.PollUntilContextTimeout(ctx, {interval}, {limit}, {immediate}, condition)"
                return [f"\tif err := {waited}; err != nil {{", "\t\tpanic(err)", "\t}", f"\t{call}()"]
            case Backoff() as growing:
                condition = f"func(context.Context) (bool, error) {{ return {call}(), nil }}"
                start = f"\terr := wait.ExponentialBackoffWithContext(ctx, {self._backoff(growing)}, {condition})"
                if growing.at_cap == "keep":
                    start = f"\terr := {self._backoff(growing)}.DelayFunc().Until(ctx, true, true, {condition})"
                return [start, "\tif err != nil {", "\t\tpanic(err)", "\t}"]
        raise TypeError(f"no Go for {type(self._task.schedule).__name__}")

    def _repeat(self, repeat: Repeat, call: str) -> list[str]:
        lines = []
        if repeat.initial_delay_ns:
            delay = self._duration(repeat.initial_delay_ns)
            lines += ["\tselect {", "\tcase <-ctx.Done():", "\t\treturn", f"\tcase <-time.After({delay}):", "\t}"]
        period = self._duration(repeat.period_ns, tight=True)
        if repeat.drift_free:
            return [
                *lines,
                f"\t_ = wait.PollUntilContextCancel(ctx, {period}, true, func(context.Context) (bool, error) {{",
                f"\t\t{call}()",
                "\t\treturn false, nil",
                "\t})",
            ]
        f = f"func(context.Context) {{ {call}() }}"
        if repeat.jitter:
            sliding = str(repeat.sliding).lower()
            return [*lines, f"\twait.JitterUntilWithContext(ctx, {f}, {period}, {repeat.jitter!r}, {sliding})"]
        name = "UntilWithContext" if repeat.sliding else "NonSlidingUntilWithContext"
        return [*lines, f"\twait.{name}(ctx, {f}, {period})"]

    def _backoff(self, growing: Growing) -> str:
        parts = [f"Duration: {self._duration(growing.duration_ns)}", f"Factor: {growing.factor!r}"]
        parts += [f"Jitter: {growing.jitter!r}", f"Steps: {growing.steps}"]
        if growing.cap_ns is not None:
            parts.append(f"Cap: {self._duration(growing.cap_ns)}")
        return f"wait.Backoff{{{', '.join(parts)}}}"

    def _check(self, condition: Condition) -> str:
        match condition:
            case All() | AnyOf():
                word = " && " if isinstance(condition, All) else " || "
                return "(" + word.join(self._check(part) for part in condition.conditions) + ")"
            case Not():
                return f"!{self._check(condition.condition)}"
            case TcpCheck():
                self._helpers.add("answers")
                host = f"[{condition.host}]" if ":" in condition.host else condition.host
                limit = self._duration(condition.timeout_ns, tight=True)
                call = f"answers({quoted(f'{host}:{condition.port}')}, {limit})"
                return call if condition.state == "open" else f"!{call}"
            case FileCheck():
                self._helpers.add("isThere")
                newer_ns = condition.newer_than_ns
                age = _FOREVER if newer_ns is None else self._duration(newer_ns, tight=True)
                call = f"isThere({self._path(condition.path).replace(' + ', '+')}, {age}, {condition.min_size or 0})"
                return call if condition.state == "exists" else f"!{call}"
            case HttpCheck():
                contains = condition.contains or ""
                call = self._request(condition.timeout_ns, "GET", condition.url, "", contains, condition.headers)
                return f"{call}, {self._ranges(condition.status)})"
            case CommandCheck():
                self._helpers.add("succeeds")
                argv = list(condition.argv) if condition.argv is not None else ["/bin/sh", "-c", condition.shell or ""]
                limit_ns = condition.timeout_ns
                limit = _FOREVER if limit_ns is None else self._duration(limit_ns, tight=True)
                return f"succeeds({limit}, {_ints(condition.ok_codes)}, {', '.join(map(quoted, argv))})"
        raise TypeError(f"no Go for {type(condition).__name__}")

    def _request(self, limit_ns: int, method: str, url: str, body: str, contains: str, headers: dict[str, str]) -> str:
        self._helpers.add("serves")
        self._imports.add("net/http")
        pairs = ", ".join(f"{quoted(_canonical(name))}: {{{quoted(value)}}}" for name, value in headers.items())
        limit = self._duration(limit_ns, tight=True)
        texts = ", ".join(map(quoted, (method, url, body, contains)))
        return f"serves({limit}, {texts}, http.Header{{{pairs}}}"

    def _ranges(self, statuses: str | tuple[int, ...]) -> str:
        return f"[][2]int{{{', '.join(f'{{{low}, {high}}}' for low, high in status_ranges(statuses))}}}"

    def _duration(self, ns: int, *, tight: bool = False) -> str:
        """As `5 * time.Minute`; tight where gofmt leaves no spaces, among several arguments."""
        if ns == 0:
            self._imports.add("time") if not tight else None
            return "0"
        self._imports.add("time")
        unit, size = next((unit, size) for unit, size in _UNITS if ns % size == 0)
        times = "*" if tight else " * "
        return f"time.{unit}" if ns == size else f"{ns // size}{times}time.{unit}"


_COUNTING: dict[str, tuple[str, ...]] = {
    "runs": ("runs++",),
    "successes": ("if wentWell {", "\tsuccesses++", "}"),
    "failures": ("if !wentWell {", "\tfailures++", "}"),
    "inARow": ("inARow++", "if wentWell {", "\tinARow = 0", "}"),
}


def _ints(codes: Iterable[int]) -> str:
    return f"[]int{{{', '.join(map(str, codes))}}}"


def _canonical(name: str) -> str:
    """The name of a header as Go's map has it."""
    return "-".join(part[:1].upper() + part[1:].lower() for part in name.split("-"))
