"""What a task set could use when it runs: for who has to decide whether to trust one that somebody else wrote.

Every field of every action and condition is sorted here: it names something that is used (`_USES`), or it only says how
long, or what counts as a success (`_HARMLESS`). A field or a kind that isn't sorted is an error, not an omission.

A script counts by its path, as a program does: what is in either may change after the set was trusted.
"""

from __future__ import annotations

import hashlib
import json
import shlex
from enum import Enum
from functools import cache, singledispatch
from typing import TYPE_CHECKING, NamedTuple

from waitgui.tasks.actions import Command, Http, Nothing, Notify, Process, Program, Python
from waitgui.tasks.conditions import All, AnyOf, CommandCheck, FileCheck, HttpCheck, Not, TcpCheck
from waitgui.tasks.fields import Model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from waitgui.tasks.model import Task, TaskSet


class Use(Enum):
    """What kind of thing is used."""

    PROGRAM = "program"
    SHELL = "shell line"
    SCRIPT = "script"
    MODULE = "module"
    CODE = "code"
    ARGUMENTS = "arguments"
    INTERPRETER = "interpreter"
    FOLDER = "folder"
    VARIABLE = "environment variable"
    REQUEST = "request"
    REDIRECTS = "redirects"
    HEADER = "header"
    BODY = "body"
    PORT = "port"
    FILE = "file"
    NOTIFICATION = "notification"


class Exposed(NamedTuple):
    """One thing that a task could use; `text` is all of it, and may be of several lines."""

    task: str
    use: Use
    text: str


_PROCESS = ("cwd", "env")
_USES: dict[type[Model], tuple[str, ...]] = {
    Command: ("argv", "shell", *_PROCESS),
    Python: ("script", "module", "code", "args", "interpreter", *_PROCESS),
    Http: ("url", "method", "headers", "body", "follow_redirects"),
    Notify: ("title", "text"),
    Nothing: (),
    CommandCheck: ("argv", "shell", *_PROCESS),
    HttpCheck: ("url", "headers"),
    TcpCheck: ("host", "port"),
    FileCheck: ("path",),
}
_HARMLESS: dict[type[Model], tuple[str, ...]] = {
    Command: ("kind", "timeout_ns", "kill_grace_ns", "ok_codes"),
    Python: ("kind", "timeout_ns", "kill_grace_ns", "ok_codes"),
    Http: ("kind", "timeout_ns", "ok_status", "max_body"),
    Notify: ("kind",),
    Nothing: ("kind", "takes_ns"),
    CommandCheck: ("kind", "timeout_ns", "kill_grace_ns", "ok_codes"),
    HttpCheck: ("kind", "status", "contains", "json_test", "timeout_ns"),
    TcpCheck: ("kind", "state", "timeout_ns"),
    FileCheck: ("kind", "state", "newer_than_ns", "min_size"),
}


def exposure(task_set: TaskSet) -> tuple[Exposed, ...]:
    """Every command, script, module, code, address, path, variable and notification that the set could use.

    In the order of the tasks, also of those that aren't enabled; what a task would use twice is there once.
    """
    return tuple(
        dict.fromkeys(
            Exposed(task.id, use, text)
            for task in task_set.tasks
            for definition in _definitions(task)
            for use, text in _told(definition)
        )
    )


def executable_digest(task_set: TaskSet) -> str:
    """SHA-256, as hexadecimal digits, of exactly what `exposure` tells, and of what each of it belongs to.

    Names, notes, schedules and stop rules don't count, nor how the tasks are ordered: changing them asks nobody again.
    """
    return hashlib.sha256("\n".join(sorted(_contents(task_set))).encode()).hexdigest()


def uses_only(task_set: TaskSet, known: TaskSet) -> bool:
    """Whether the set uses nothing that `known` doesn't use too, in the very same way."""
    return _contents(task_set) <= _contents(known)


def _contents(task_set: TaskSet) -> set[str]:
    return {_canonical(definition) for task in task_set.tasks for definition in _definitions(task)}


def _canonical(definition: Model) -> str:
    used = {name: getattr(definition, name) for name in _used(type(definition))}
    return json.dumps([type(definition).__name__, used], ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _definitions(task: Task) -> Iterator[Model]:
    """The action and the conditions, those within others too; not the others themselves, which only combine."""
    yield task.action
    for holder in (task.schedule, task.stop):
        for name in type(holder).model_fields:
            value = getattr(holder, name)
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Model):
                    yield from _leaves(part)


def _leaves(definition: Model) -> Iterator[Model]:
    match definition:
        case All() | AnyOf():
            for part in definition.conditions:
                yield from _leaves(part)
        case Not():
            yield from _leaves(definition.condition)
        case _:
            yield definition


@cache
def _used(kind: type[Model]) -> tuple[str, ...]:
    """The names of the fields that count. Raises `TypeError` unless each field of the definition is sorted here."""
    used = _USES.get(kind)
    if used is None:
        raise TypeError(f"{__name__} doesn't say what {kind.__name__} uses")
    unsorted = set(kind.model_fields) - {*used, *_HARMLESS.get(kind, ())}
    if unsorted:
        raise TypeError(f"{__name__} doesn't sort {', '.join(sorted(unsorted))} of {kind.__name__}")
    return used


def _told(definition: Model) -> Iterator[tuple[Use, str]]:
    _used(type(definition))
    return _uses(definition)


@singledispatch
def _uses(definition: Model) -> Iterator[tuple[Use, str]]:
    """What one definition uses; of each kind a function."""
    raise TypeError(f"{__name__} doesn't tell what {type(definition).__name__} uses")


@_uses.register(Command)
@_uses.register(CommandCheck)
def _program(program: Program) -> Iterator[tuple[Use, str]]:
    if program.argv is not None:
        yield Use.PROGRAM, shlex.join(program.argv)
    if program.shell is not None:
        yield Use.SHELL, program.shell
    yield from _process(program)


@_uses.register(Python)
def _python(python: Python) -> Iterator[tuple[Use, str]]:
    for use, text in ((Use.SCRIPT, python.script), (Use.MODULE, python.module), (Use.CODE, python.code)):
        if text is not None:
            yield use, text
    if python.args:
        yield Use.ARGUMENTS, shlex.join(python.args)
    if python.interpreter is not None:
        yield Use.INTERPRETER, python.interpreter
    yield from _process(python)


@_uses.register(Http)
def _http(request: Http) -> Iterator[tuple[Use, str]]:
    yield Use.REQUEST, f"{request.method} {request.url}"
    if request.follow_redirects:
        yield Use.REDIRECTS, f"wherever {request.url} leads"
    yield from _headers(request.headers)
    if request.body is not None:
        yield Use.BODY, request.body


@_uses.register(HttpCheck)
def _http_check(check: HttpCheck) -> Iterator[tuple[Use, str]]:
    yield Use.REQUEST, f"GET {check.url}"
    yield from _headers(check.headers)


@_uses.register(TcpCheck)
def _tcp_check(check: TcpCheck) -> Iterator[tuple[Use, str]]:
    yield Use.PORT, f"{check.host}:{check.port}"


@_uses.register(FileCheck)
def _file_check(check: FileCheck) -> Iterator[tuple[Use, str]]:
    yield Use.FILE, check.path


@_uses.register(Notify)
def _notify(notify: Notify) -> Iterator[tuple[Use, str]]:
    yield Use.NOTIFICATION, f"{notify.title}: {notify.text}" if notify.text else notify.title


@_uses.register(Nothing)
def _nothing(_: Nothing) -> Iterator[tuple[Use, str]]:
    yield from ()


def _process(process: Process) -> Iterator[tuple[Use, str]]:
    if process.cwd is not None:
        yield Use.FOLDER, process.cwd
    for name, value in process.env.items():
        yield Use.VARIABLE, f"{name}={value}"


def _headers(headers: Mapping[str, str]) -> Iterator[tuple[Use, str]]:
    for name, value in headers.items():
        yield Use.HEADER, f"{name}: {value}"
