"""What a tick does: definitions only; `waitgui.work` knows how each is done.

A kind of action is one class here with a `kind` of its own, one entry in `Action`, and one module in `waitgui.work`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import Field, model_validator

from waitgui.tasks.fields import (
    DurationNs,
    Headers,
    Integers,
    Method,
    Model,
    Name,
    PositiveNs,
    Size,
    Statuses,
    Text,
    Texts,
    Url,
    wrong,
)
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CODE = ("script", "module", "code")


class Process(Model):
    """What every action that runs a process of its own has."""

    cwd: Text | None = None
    env: dict[Text, Text] = Field(default_factory=dict)
    timeout_ns: PositiveNs | None = Field(default=None, alias="timeout")
    kill_grace_ns: DurationNs = Field(default=5 * NS_PER_S, alias="kill_grace")
    ok_codes: Integers = (0,)

    @classmethod
    def conflicts(cls, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Names that no variable can have."""
        env = given.get("env")
        for name in env if isinstance(env, dict) else ():
            if not name or "=" in name:
                yield "env", f'"{name}" can\'t be the name of a variable'

    @model_validator(mode="after")
    def _has_no_conflict(self) -> Process:
        for field, text in self.conflicts(self.__dict__):
            raise wrong(field, text)
        return self


class Program(Process):
    """A program with its arguments (`argv`), or a line for the shell (`shell`): exactly one of the two."""

    argv: Texts | None = None
    shell: Text | None = None

    @classmethod
    def conflicts(cls, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Both or neither of the two."""
        yield from super().conflicts(given)
        argv, shell = given.get("argv"), given.get("shell")
        if (argv is None) == (shell is None):
            yield "argv", "or shell is needed" if argv is None else "and shell exclude each other"

    @model_validator(mode="after")
    def _names_a_program(self) -> Program:
        if self.argv is not None and (not self.argv or not self.argv[0].strip()):
            raise wrong("argv", "must name a program")
        if self.shell is not None and not self.shell.strip():
            raise wrong("shell", "must not be empty")
        return self


class Command(Program):
    """Runs a program, or a line of the shell."""

    kind: Literal["command"]


class Python(Process):
    """Runs Python code in a process of its own: exactly one of a `script` (path), a `module` or `code` (text).

    `interpreter` is a program; by default the one that this program runs with, or `python3` on the task's PATH where
    this program is a bundle with its own.
    """

    kind: Literal["python"]
    script: Text | None = None
    module: Text | None = None
    code: Text | None = None
    args: Texts = ()
    interpreter: Text | None = None

    @classmethod
    def conflicts(cls, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """More or less than one of the three."""
        yield from super().conflicts(given)
        first, *others = [name for name in _CODE if given.get(name) is not None] or [""]
        if not first:
            yield "script", "or module or code is needed"
        for other in others:
            yield other, f"and {first} exclude each other"

    @model_validator(mode="after")
    def _names_its_code(self) -> Python:
        for name in _CODE:
            if getattr(self, name) is not None and not getattr(self, name).strip():
                raise wrong(name, "must not be empty")
        if self.interpreter is not None and not self.interpreter.strip():
            raise wrong("interpreter", "must name a program")
        return self


class Http(Model):
    """Makes a request; the answer's status says whether it went well.

    `timeout_ns` is for all of it, from the look-up of the name to the last byte. A body longer than `max_body` bytes,
    after decompression, ends it.
    """

    kind: Literal["http"]
    method: Method = "GET"
    url: Url
    headers: Headers = Field(default_factory=dict)
    body: Text | None = None
    timeout_ns: PositiveNs = Field(default=30 * NS_PER_S, alias="timeout")
    ok_status: Statuses = "200-299"
    follow_redirects: bool = False
    max_body: Size = 2**20


class Notify(Model):
    """Shows a notification on the desktop."""

    kind: Literal["notify"]
    title: Name
    text: Text = ""


class Nothing(Model):
    """Nothing, which may take a while: for trying out a schedule."""

    kind: Literal["none"]
    takes_ns: DurationNs = Field(default=0, alias="takes")


Action: TypeAlias = Annotated[Command | Python | Http | Notify | Nothing, Field(discriminator="kind")]
