"""What a tick does: definitions only; `waitgui.work` knows how each is done.

A kind of action is one class here with a `kind` of its own, one entry in `Action`, and one module in `waitgui.work`.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from waitgui.tasks.fields import DurationNs, Integers, Model, PositiveNs, Text, Texts, wrong
from waitgui.wait.durations import NS_PER_S


class Process(Model):
    """What every action that runs a process of its own has."""

    cwd: Text | None = None
    env: dict[Text, Text] = Field(default_factory=dict)
    timeout_ns: PositiveNs | None = Field(default=None, alias="timeout")
    kill_grace_ns: DurationNs = Field(default=5 * NS_PER_S, alias="kill_grace")
    ok_codes: Integers = (0,)

    @model_validator(mode="after")
    def _names_are_possible(self) -> Process:
        for name in self.env:
            if not name or "=" in name:
                raise wrong("env", f'"{name}" can\'t be the name of a variable')
        return self


class Command(Process):
    """A program with its arguments (`argv`), or a line for the shell (`shell`): exactly one of the two."""

    kind: Literal["command"]
    argv: Texts | None = None
    shell: Text | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Command:
        if (self.argv is None) == (self.shell is None):
            raise wrong("argv", "or shell is needed" if self.argv is None else "and shell exclude each other")
        if self.argv is not None and (not self.argv or not self.argv[0].strip()):
            raise wrong("argv", "must name a program")
        if self.shell is not None and not self.shell.strip():
            raise wrong("shell", "must not be empty")
        return self


class Nothing(Model):
    """Nothing, which may take a while: for trying out a schedule."""

    kind: Literal["none"]
    takes_ns: DurationNs = Field(default=0, alias="takes")


Action: TypeAlias = Annotated[Command | Nothing, Field(discriminator="kind")]
